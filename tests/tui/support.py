"""The real app over real services in a folder of the test's own, and its screen as text."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from textual.app import App
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from quizapp.bootstrap import Services, open_services
from quizapp.domain import asking
from quizapp.domain.answers import Claim, Rating
from quizapp.domain.sitting import Step
from quizapp.settings import Paths, Preferences
from quizapp.tui import faces
from quizapp.tui.app import QuizApp
from quizapp.tui.pictures import Drawer
from quizapp.tui.screens.study import StudyScreen
from quizapp.tui.signs import Signs
from quizapp.tui.stages import Stage
from tests.support.clocks import SetClock

_SIGNS_OF_LIFE = 200
"""So many turns of the loop are given to what comes by itself before a test fails."""

SHEET = """\
document: atlas
title: An atlas
author: unknown
kind: atlas
date: 2025
trust: good
facts:
  - {id: capitals, text: Capitals of states., locator: p. 1}
  - {id: rivers, text: Rivers and where they rise., locator: p. 2}
"""

CHOICE = """\
  - id: capital
    kind: choice
    topic: Capitals
    prompt: Which city is the capital of Australia?
    options:
      - {id: canberra, text: Canberra, correct: true}
      - {id: sydney, text: Sydney, why: The largest city; the government sits inland.}
      - {id: melbourne, text: Melbourne, why: The seat of parliament until 1927.}
      - {id: perth, text: Perth, why: The capital of Western Australia.}
    explanation: Canberra was founded in 1913 as a compromise between Sydney and Melbourne.
    sources: [atlas#capitals]
    as_of: 2025-01
"""
TRUE_FALSE = """\
  - id: nile
    kind: true-false
    topic: Rivers
    prompt: The White Nile flows through Lake Victoria.
    answer: true
    explanation: It leaves the lake at Jinja.
    sources: [atlas#rivers]
"""
BASIC = """\
  - id: steps
    kind: basic
    topic: Rivers
    prompt: Name the three headstreams of the Indus.
    answer: |-
      1. Sengge
      2. Gar
      3. Zanskar
    sources: [atlas#rivers]
"""
CLOZE = """\
  - id: source
    kind: cloze
    topic: Rivers
    prompt: "The Danube rises in the {{1::Black Forest::mountains}}."
    sources: [atlas#rivers]
"""
TYPED = """\
  - id: largest
    kind: typed
    topic: Capitals
    prompt: Which city is the capital of Kazakhstan?
    answer: Astana
    accept: [Nur-Sultan]
    sources: [atlas#capitals]
"""
MULTIPLE = """\
  - id: landlocked
    kind: multiple
    topic: Capitals
    prompt: Which of these states have no coast?
    options:
      - {id: nepal, text: Nepal, correct: true, why: India and China surround it.}
      - {id: laos, text: Laos, correct: true}
      - {id: vietnam, text: Vietnam, why: It has 3000 km of coast.}
      - {id: bolivia, text: Bolivia, correct: true, why: It lost its coast to Chile in 1884.}
      - {id: eritrea, text: Eritrea, why: It lies on the Red Sea.}
    explanation: Some forty states have no coast.
    sources: [atlas#capitals]
"""
ORDERING = """\
  - id: indus-course
    kind: ordering
    topic: Rivers
    prompt: Through which of these towns does the Indus flow first?
    items:
      - {id: leh, text: "Leh, the old capital of Ladakh"}
      - {id: skardu, text: Skardu}
      - {id: sukkur, text: "Sukkur, where a barrage waters Sindh"}
      - {id: thatta, text: Thatta}
    explanation: From Ladakh it runs north-west before it turns south.
    sources: [atlas#rivers]
"""
MATCHING = """\
  - id: mouths
    kind: matching
    topic: Rivers
    prompt: Into which sea does each river flow?
    pairs:
      - {id: indus, left: Indus, right: Arabian Sea}
      - {id: danube, left: Danube, right: Black Sea}
      - {id: nile, left: Nile, right: Mediterranean}
    distractors: [Caspian Sea]
    explanation: The Volga is the great river of the Caspian Sea.
    sources: [atlas#rivers]
"""
ESSAY = """\
  - id: dams
    kind: essay
    topic: Rivers
    prompt: Assess whether large dams serve the countries that build them.
    marks: 20
    outline:
      - {id: power, text: They give power and water for fields all year., facts: [atlas#rivers]}
      - {id: floods, text: They hold back floods.}
      - {id: silt, text: "Silt fills them, and the delta below is starved."}
      - {id: people, text: People upstream lose their land.}
    rubric:
      full: Weighs gains and losses and comes to a judgement.
      half: Names gains and losses.
      none: Speaks of one dam only.
    sources: [atlas#rivers]
"""
ALL = (CHOICE, TRUE_FALSE, BASIC, CLOZE, TYPED)
PARTS = (MULTIPLE, ORDERING, MATCHING, ESSAY)


class RoomPaths(Paths):
    """A person's folders, with nothing in those that come with quizapp."""

    @property
    def bundled_decks(self) -> Path:
        """An empty folder."""
        return self.data / "none"

    @property
    def bundled_seeds(self) -> Path:
        """An empty folder."""
        return self.data / "none"


@dataclass
class Hall:
    """Where one person sits: folders, a clock to be set, and the app started as often as wanted."""

    paths: Paths
    clock: SetClock

    def write(self, *questions: str, slug: str = "geography", title: str = "Geography of the world") -> Path:
        """Write a deck of these questions."""
        path = self.paths.decks / f"{slug}.yaml"
        path.write_text(f"deck: {slug}\ntitle: {title}\nquestions:\n{''.join(questions)}", encoding="utf-8")
        return path

    def services(self) -> Services:
        """The real services on these folders."""
        return open_services(self.paths, self.clock)

    def app(
        self,
        *,
        theme: str = "dark",
        signs: Signs | None = None,
        decks: tuple[str, ...] | None = None,
        drawer: Drawer | None = None,
    ) -> QuizApp:
        """The real app on these folders."""
        preferences = Preferences(theme=theme)
        return QuizApp(self.services, preferences, self.clock, self.paths, decks=decks, signs=signs, drawer=drawer)

    @asynccontextmanager
    async def sits(self, app: QuizApp | None = None, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Person]:
        """A person before the running app, everything loaded."""
        app = app or self.app()
        async with app.run_test(size=size) as pilot:
            person = Person(app, pilot)
            await person.settle()
            yield person


@dataclass
class Person:
    """Presses keys and reads the screen."""

    app: QuizApp
    pilot: Pilot[None]

    async def settle(self) -> None:
        """Wait until nothing is under way."""
        await self.pilot.pause()
        for _ in range(_SIGNS_OF_LIFE):
            try:
                await self.app.workers.wait_for_complete()
                break
            except WorkerCancelled:  # another took its place, which is waited for in turn
                await self.pilot.pause()
        await self.pilot.pause()
        await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        await self.pilot.press(*keys)
        await self.pilot.pause()
        await self.pilot.pause()

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds that comes by itself."""
        for _ in range(_SIGNS_OF_LIFE):
            if holds():
                await self.pilot.pause()
                return
            await self.pilot.pause(0.02)
        raise AssertionError(self.screen)

    async def write(self, text: str) -> None:
        """Type letters."""
        await self.press(*("space" if letter == " " else letter for letter in text))

    @property
    def lines(self) -> list[str]:
        """The screen as text, a line each."""
        return screen_lines(self.app)

    @property
    def screen(self) -> str:
        """The screen as text."""
        return "\n".join(self.lines)

    @property
    def study(self) -> StudyScreen:
        """The study screen, which must be the one shown."""
        assert isinstance(self.app.screen, StudyScreen), self.app.screen
        return self.app.screen

    @property
    def step(self) -> Step:
        """The card on the screen."""
        step = self.study.desk.step
        assert step is not None
        return step

    def is_at(self, stage: Stage) -> bool:
        """Whether the study screen stands there."""
        return self.study.standing.stage is stage

    def was_rated(self, rating: Rating) -> bool:
        """Whether the answer on the screen counts as this."""
        return self.study.desk.answered is not None and self.study.desk.answered.rating is rating

    def claims(self, claim: Claim) -> bool:
        """Whether this was said about the answer on the screen."""
        return self.study.desk.answered is not None and self.study.desk.answered.claim is claim

    def letter(self, option: str) -> str:
        """The letter before an option."""
        return "abcdef"[faces.option_ids(self.step.question).index(option)]

    @property
    def right_letter(self) -> str:
        """The letter before the right option."""
        return self.letter(faces.right_option(self.step.question))

    @property
    def wrong_letter(self) -> str:
        """A letter before a wrong option."""
        return "b" if self.right_letter == "a" else "a"

    async def answer(self, *, rightly: bool = True) -> None:
        """Answer whatever is asked, and go on."""
        kind = self.study.standing.kind
        if kind in ("choice", "true-false"):
            await self.press(self.right_letter if rightly else self.wrong_letter, "enter")
        elif kind == "basic":
            await self.press("space", "3" if rightly else "1")
        else:
            await self.write(asking.right_answer(self.step.question, self.step.gap) if rightly else "")
            await self.press("enter", "enter")

    def row(self, text: str) -> int:
        """The line on which the text stands, from 0."""
        found = [number for number, line in enumerate(self.lines) if text in line]
        assert found, f"{text!r} is not on the screen:\n{self.screen}"
        return found[0]


def screen_lines(app: App[None]) -> list[str]:
    """What the compositor gives to the terminal, as lines of text without trailing spaces."""
    strips = app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip).rstrip() for strip in strips]
