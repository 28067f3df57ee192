"""Pictures of every screen for the documents: the real app over the bundled decks (`make pictures`).

They go to docs/pictures, and docs/screens.md shows them.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from quizapp.bootstrap import Services
from quizapp.domain.answers import Chose, Graded, Matched, Ordered, Picked, Rating, Recalled, Response, Wrote
from quizapp.domain.asking import right_answer
from quizapp.domain.practising import Practice, not_answered
from quizapp.domain.questions import Basic, Choice, Essay, Matching, Multiple, Ordering, TrueFalse
from quizapp.domain.sitting import Pause, Step
from quizapp.settings import Paths
from quizapp.tui import faces, practising
from quizapp.tui.drafts import Pairing, Placing
from quizapp.tui.stages import Stage
from quizapp.tui.theme import known_theme
from quizapp.tui.wording import LETTERS
from tests.exam_pictures import room
from tests.goal_pictures import aims
from tests.insight_pictures import insight_pages
from tests.result_pictures import results
from tests.support.clocks import SetClock
from tests.support.svg import picture
from tests.tui.support import Hall, Person
from tests.written_pictures import written

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "pictures"
PAGE = ROOT / "docs" / "screens.md"
SIZES = {"80x24": (80, 24), "120x40": (120, 40)}
THEMES = ("dark", "light")
FIRST_DAY = datetime(2026, 10, 26, 4, 0, tzinfo=UTC)
DAYS = 26
PLACES = {
    "p": ("practice", "Practice", "What to practise and how, with the number of questions that match."),
    "b": ("browse", "Browse", "All questions; from 110 columns on the one under the pointer stands beside the list."),
    "i": ("insights", "Insights", "What comes back, what was recalled, topics, the year, time."),
    "d": ("decks", "Decks", "Decks by subject, what they hold, and how the one under the pointer is studied."),
    "comma": ("settings", "Settings", "Every choice with its value, and below what it means."),
}
TUTOR = """\
deck: rivers
title: Rivers and treaties
subject: Geography
questions:
  - id: indus-treaty
    kind: choice
    topic: Treaties
    prompt: In which year was the Indus Waters Treaty signed?
    options:
      - {text: "1948", why: In that year an interim agreement was signed.}
      - {text: "1960", correct: true}
      - {text: "1966"}
      - {text: "1972"}
"""
BROKEN = """\
deck: glaciers
title: Glaciers
questions:
  - id: longest
    kind: choise
    prompt: Which glacier of the Karakoram is the longest?
    options:
      - {text: Siachen, corect: true}
      - {text: Baltoro, why: It is some twelve kilometres shorter.}
  - id: source
    kind: true-false
    topic: Karakoram
    prompt: The Shyok rises from a glacier.
    answer: perhaps
"""


@dataclass
class Album:
    """Pictures as they are taken, in their order, each with a title and a sentence."""

    folder: Path
    instead: dict[str, str]
    taken: dict[str, tuple[str, str]] = field(default_factory=dict)

    async def take(self, person: Person, name: str, title: str, sentence: str, again: tuple[str, ...] = ()) -> None:
        """Draw the screen in both sizes and both themes; keys of `again` open it anew under each."""
        self.taken[name] = (title, sentence)
        for size, cells in SIZES.items():
            await person.pilot.resize_terminal(*cells)
            for theme in reversed(THEMES):
                person.app.theme = known_theme(theme)
                await person.press(*again)
                await come_to_rest(person)
                drawn = picture(person.app, self.instead)
                (self.folder / f"{name}-{theme}-{size}.svg").write_text(drawn, encoding="utf-8", newline="\n")
        await person.pilot.resize_terminal(*SIZES["80x24"])

    def page(self) -> Iterator[str]:
        """The page that shows them."""
        yield "# Screens\n\nEvery screen at 80x24 and 120x40, dark and light. `make pictures` draws them anew.\n"
        for name, (title, sentence) in self.taken.items():
            yield f"\n## {title}\n\n{sentence}\n\n| | 80x24 | 120x40 |\n|---|---|---|\n"
            for theme in THEMES:
                cells = [f"![{title}, {theme}, {size}](pictures/{name}-{theme}-{size}.svg)" for size in SIZES]
                yield f"| {theme} | {' | '.join(cells)} |\n"


async def come_to_rest(person: Person) -> None:
    """Wait until the screen stays as it is; what waits for a person, as an editor does, need not end."""
    before: list[str] = []
    while before != person.lines:
        before = person.lines
        await person.pilot.pause(0.15)


def best(step: Step) -> Response:
    """What answers it rightly."""
    match step.question:
        case Basic():
            return Graded(Rating.GOOD)
        case Multiple():
            return Chose(frozenset(option.id for option in step.question.options if option.correct))
        case Ordering():
            return Ordered(tuple(item.id for item in step.question.items))
        case Matching():
            return Matched(frozenset((pair.id, pair.id) for pair in step.question.pairs))
        case Essay():
            return Recalled(frozenset(point.id for point in step.question.outline))
        case _:
            right = faces.right_option(step.question)
            return Picked(right) if right else Wrote(right_answer(step.question, step.gap))


def worst(step: Step) -> Response:
    """A mistake that is made again and again: always the same wrong option, and nothing where there are none."""
    match step.question:
        case Choice(options=options):
            return Picked(min(option.id for option in options if not option.correct))
        case TrueFalse(answer=answer):
            return Picked("false" if answer else "true")
        case question:
            return not_answered(question)


def study_some_weeks(services: Services, clock: SetClock) -> None:
    """Answer what is due on most days, about four fifths of it rightly, some questions hardly ever."""
    services.settings.set("leech_after", "2")
    for day in range(DAYS):
        clock.instant = FIRST_DAY + timedelta(days=day + 1)
        if day % 9 in (4, 7):
            continue
        sitting = services.study.begin()
        for _ in range(12 + 7 * day % 23):
            step = services.study.step(sitting)
            if isinstance(step, Pause):
                clock.advance(minutes=10)
            if not isinstance(step, Step):
                continue
            luck = sha256(f"{step.card}/{day}/{step.memory.reps}".encode()).digest()[0]
            spent = 5_000 + luck * 90
            clock.advance(seconds=spent / 1000)
            hard = sha256(str(step.card).encode()).digest()[0] < 12
            response = best(step) if luck > (200 if hard else 50) else worst(step)
            attempt = services.study.prepare(step)
            answered = services.study.answer(sitting, step, response, milliseconds=spent, attempt=attempt)
            sitting = answered.sitting
    clock.instant = FIRST_DAY + timedelta(days=DAYS + 1)


async def first_start(album: Album, hall: Hall) -> None:
    """The first question ever, answered wrongly, and one answered rightly."""
    async with hall.sits() as person:
        await album.take(
            person, "question", "The first start", "The first question, with a line that says how to answer."
        )
        hall.clock.advance(seconds=11)
        await person.press(person.wrong_letter)
        await album.take(
            person, "wrong", "A wrong answer", "The right one, why it is so, why not the others, the source."
        )
        await person.press("enter")
        hall.clock.advance(seconds=9)
        await person.press(person.right_letter, "g")
        await album.take(person, "guess", "A lucky guess", "A right answer that was marked as a guess comes back soon.")


async def places(album: Album, hall: Hall) -> None:
    """Home, and where it leads."""
    async with hall.sits() as person:
        await person.until(lambda: "WEAKEST" in person.screen)
        await album.take(person, "home", "Home", "What is due, where it is weak, the decks, the last weeks.")
        for key, (name, title, sentence) in PLACES.items():
            await person.press(key)
            await person.settle()
            if key == "d":
                await person.press("enter")
                await person.settle()
            await album.take(person, name, title, sentence)
            await further(album, person, name)
            while person.app.screen is not person.app.home:
                await person.press("escape")
                await person.settle()


async def further(album: Album, person: Person, name: str) -> None:
    """What lies behind a place."""
    match name:
        case "practice":
            await person.press("down", "space")
            await album.take(person, "practice-topics", "Topics to practise", "Several can be chosen.")
        case "browse":
            await person.press("slash", *"rats", "enter")
            await person.settle()
            await person.press("enter")
            await person.settle()
            sentence = "A question found by a word, with its answer, its source and its history."
            await album.take(person, "browse-read", "A question in Browse", sentence)
        case "insights":
            await person.press("pagedown")
            await album.take(person, "insights-below", "Insights, further down", "The same page, scrolled down once.")
        case "settings":
            await person.press("slash", *"flag")
            await album.take(person, "settings-keys", "A key of one's own", "A setting or a key found by its name.")
        case "decks":
            await person.press("pagedown", "pagedown")
            await album.take(
                person, "decks-errors", "A file with errors", "It is not taken in, and says where it is wrong."
            )
            await person.press("c")
            await album.take(person, "errors", "All errors of a file", "Each with its line and column.")
            await person.press("escape", "up", "l")
            await album.take(person, "setting", "One setting of a deck", "Limits and recall by deck.")
            await person.press("escape", "a")
            await album.take(person, "new-question", "A new question", "Its deck, its topic, its kind.")
            await person.write("Treaties")
            await person.press("enter")
            await person.press("enter")
            await person.until(lambda: "prompt" in person.screen)
            await person.write("Which river did India get")
            await album.take(
                person, "editor", "The built-in editor", "A template, where no editor of one's own is set."
            )
            await person.press("escape", "escape")
            await person.settle()


async def kinds(album: Album, hall: Hall) -> None:
    """A question of every kind, asked and judged."""
    async with hall.sits() as person:
        services = person.app.services
        assert services is not None
        for kind, keys, told in (
            ("multiple", "a b", "Several right options"),
            ("true-false", "a", "True or false"),
            ("cloze", "", "A gap in a sentence"),
            ("typed", "", "A typed answer"),
            ("ordering", "b a", "An order"),
            ("matching", "a c", "Pairs"),
            ("basic", "space", "A card to grade oneself"),
            ("essay", "", "An essay"),
        ):
            card = services.browse.find(f"kind:{kind}")[3]
            practising.begin(person.app, Practice(number=1), [card])
            await person.settle()
            if keys:
                await person.press(*keys.split())
            await asked(album, person, kind, told)
            await judged(album, person, kind, told)
            while person.app.screen is not person.app.home:
                await person.press("escape")
                await person.settle()


async def asked(album: Album, person: Person, kind: str, told: str) -> None:
    """An answer in the making."""
    if kind in ("cloze", "typed"):
        answer = right_answer(person.step.question, person.step.gap)
        person.study.card.field.value = answer if len(answer) < 6 else answer[:2] + answer[3:]
    elif kind == "essay":
        await person.press("tab", *"Origins", "enter", *"Terrorism", "enter", *"Trade", "enter", *"Limits")
    if kind != "true-false":
        await album.take(person, kind, told, "In the making." if kind != "basic" else "The answer, and four grades.")


async def judged(album: Album, person: Person, kind: str, told: str) -> None:
    """The verdict with its reasons."""
    if kind == "essay":
        await person.press("escape", "space", "y", "n")
        await album.take(
            person, "essay-points", "The points of an essay", "One after the other, beside what was jotted down."
        )
        while not person.is_at(Stage.JUDGED):
            await person.press("y")
    elif kind in ("ordering", "matching"):
        while not (draft := person.study.standing.draft).ready:  # type: ignore[union-attr]
            assert isinstance(draft, Placing | Pairing)
            used = draft.placed if isinstance(draft, Placing) else [side for _, side in draft.pairs]
            await person.press(LETTERS[next(at for at, each in enumerate(draft.offered) if each not in used)])
    if kind == "basic":
        return
    if kind != "true-false":
        await person.press("enter") if kind != "essay" else None
    await album.take(person, f"{kind}-verdict", f"{told}: the verdict", "With the reason and the source.")


async def ends(album: Album, hall: Hall) -> None:
    """How a sitting and a practice end, and what else there is."""
    async with hall.sits() as person:
        services = person.app.services
        assert services is not None
        cards = services.browse.find("kind:choice")[:3]
        practising.begin(person.app, Practice(number=3), cards)
        await person.settle()
        for right in (True, False, True):
            hall.clock.advance(seconds=12)
            await person.answer(rightly=right)
        await album.take(
            person, "practice-result", "The result of a practice", "Wrong ones first, each with every reason."
        )
        await person.press("escape")
        await person.settle()
        services.settings.set("new_per_day", "4")
        await person.press("enter")
        while not person.is_at(Stage.PAUSED):
            hall.clock.advance(seconds=8)
            await give(person)
        await album.take(
            person, "pause", "A pause", "What was missed comes back within the day; nobody has to wait for it."
        )
        await person.press("enter")
        while person.app.screen is not person.app.home and hasattr(person.app.screen, "desk"):
            hall.clock.advance(seconds=8)
            await (person.press("enter") if person.is_at(Stage.PAUSED) else give(person))
        await album.take(person, "summary", "The summary", "What a sitting came to.")
        await person.press("question_mark")
        await album.take(
            person, "help", "Help", "All keys of the screen one came from, then the rest; typing searches them."
        )
        await person.press("f2")
        await album.take(person, "help-verdicts", "Help: verdicts", "What they mean.")
        await person.press("f2", "f3")
        await album.take(person, "help-scheduling", "Help: scheduling", "How days are found.")
        await person.press("escape", "escape", "enter", "ctrl+p")
        await person.settle()
        await album.take(
            person, "palette", "All commands", "What can be done now, found by its name.", ("escape", "ctrl+p")
        )


async def give(person: Person) -> None:
    """Answer the question on the screen, now and then wrongly, and go on."""
    screen, step = person.study, person.step
    response = not_answered(step.question) if step.place % 4 == 2 else best(step)
    screen._answer(response)
    await person.pilot.pause()
    if person.study.standing.stage is Stage.JUDGED:
        await person.press("enter")


async def doubt(album: Album, hall: Hall) -> None:
    """A clock that went back."""
    hall.clock.advance(days=-3)
    async with hall.sits() as person:
        await person.press("enter")
        await album.take(person, "clock", "A doubtful clock", "Answers lie in the future: is the clock right?")


async def tour(album: Album, folder: Path) -> None:
    """From the first question to the last screen."""
    clock = SetClock(FIRST_DAY, offset=300)
    hall = Hall(Paths.find({"QUIZAPP_HOME": str(folder)}), clock)
    await first_start(album, hall)
    services = hall.services()
    study_some_weeks(services, clock)
    services.store.close()
    (hall.paths.decks / "rivers.yaml").write_text(TUTOR, encoding="utf-8")
    (hall.paths.decks / "glaciers.yaml").write_text(BROKEN, encoding="utf-8")
    for part in (places, kinds, written, ends, room, results, insight_pages, aims, doubt):
        await part(album, hall)


def main(to: Path = FOLDER, page: Path = PAGE) -> None:
    """Draw every screen; only when all are drawn they take the place of the old ones."""
    to.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(dir=to.parent, prefix=".pictures-") as drawn,
        tempfile.TemporaryDirectory() as folder,
    ):
        album = Album(Path(drawn), {str(ROOT): "~/quizapp", folder: "~/.quizapp"})
        asyncio.run(tour(album, Path(folder)))
        new = {path.name: path for path in Path(drawn).glob("*.svg")}
        for name, path in new.items():
            path.replace(to / name)
        for old in to.glob("*.svg"):
            if old.name not in new:
                old.unlink()
    page.write_text("".join(album.page()), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
