"""From a choice to a practice: beginning one, with the question about a doubtful clock before it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from quizapp.domain.answering import Answered
from quizapp.domain.answers import Claim, Rating, Response, Verdict
from quizapp.domain.errors import QuizError
from quizapp.domain.practising import Practice
from quizapp.domain.sitting import Step
from quizapp.tui.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quizapp.domain.insight import TopicMastery
    from quizapp.domain.scheduling import Due
    from quizapp.services.practice import PracticeService
    from quizapp.tui.app import QuizApp


@dataclass(frozen=True, slots=True)
class Given:
    """One question of a practice and how it was answered."""

    step: Step
    response: Response
    answered: Answered

    @property
    def verdict(self) -> Verdict:
        """What it was worth, with what the learner said of it."""
        claimed = {Claim.WAS_RIGHT: Verdict.RIGHT, Claim.WAS_WRONG: Verdict.WRONG}
        return claimed.get(self.answered.claim, self.answered.verdict)

    @property
    def was_known(self) -> bool:
        """Whether it was right and no guess."""
        return self.verdict is Verdict.RIGHT and self.answered.claim is not Claim.GUESSED


class PracticeDesk(Desk):
    """A desk that keeps every answer for the result."""

    def __init__(self, *args: object, **named: object) -> None:
        super().__init__(*args, **named)  # type: ignore[arg-type]
        self._kept: dict[str, Given] = {}

    @property
    def given(self) -> list[Given]:
        """All answers of the sitting that stand, in their order."""
        return [self._kept[mark.event] for mark in self.sitting.marks if mark.event in self._kept]

    def outcomes(self) -> Mapping[Rating, Due]:
        """When the card would come back, by grade; nothing where the answer moves no day."""
        return super().outcomes() if self.sitting.counts else {}

    def _settled(self, answered: Answered) -> Answered:
        if self.step and self.response:
            self._kept[answered.review_id] = Given(self.step, self.response, answered)
        return super()._settled(answered)


def choose(quiz: QuizApp, **chosen: Any) -> None:
    """Show what can be practised, with what was chosen last; what is given of a `Practice` is chosen already."""
    from quizapp.tui.screens.practice_setup import PracticeSetupScreen  # here, not above: it imports this module

    if quiz.services is not None:
        practice = quiz.services.practice
        practice.last = replace(practice.last, **chosen)
        quiz.show_above_home(PracticeSetupScreen(practice, quiz.services.shelving))


def begin(quiz: QuizApp, practice: Practice, cards: Sequence[int]) -> None:
    """Draw from these cards and ask the first; a doubtful clock is asked about before."""
    from quizapp.domain.answering import ClockDoubtful
    from quizapp.tui.screens.practice import PracticeScreen  # here, not above: it imports this module

    if quiz.services is None:
        return
    service = quiz.services.practice
    try:
        sitting = service.practise(practice, cards)
    except ClockDoubtful as doubt:
        quiz.ask_about_clock(doubt, lambda: begin(quiz, practice, cards))
    except QuizError as error:
        quiz.say(str(error), "error")
    else:
        quiz.show_above_home(PracticeScreen(PracticeDesk(service, sitting, quiz.clock), practice))


def practise_topics(quiz: QuizApp, topics: Sequence[TopicMastery]) -> None:
    """Ask of these topics what was met before: what is weak or was missed, or all of it where nothing is."""
    if quiz.services is not None and topics:
        chosen = tuple([(topic.deck, topic.topic) for topic in topics])
        tries = [Practice(topics=chosen, words=words) for words in ("-is:new is:weak or -is:new is:missed", "-is:new")]
        quiz.run_worker(_begin_first(quiz, tries, quiz.services.practice), group="practising", exclusive=True)


def practise_cards(quiz: QuizApp, find: Callable[[], Sequence[int]], number: int) -> None:
    """Ask of the cards that `find`, which runs in a thread, comes upon; say so where all of them are put aside."""

    async def found() -> None:
        before = quiz.screen
        try:
            cards = await asyncio.to_thread(find)
        except QuizError as error:
            quiz.say(str(error), "error")
            return
        if quiz.screen is before:
            if cards:
                begin(quiz, Practice(number=min(number, len(cards))), cards)
            else:
                quiz.say("It is put aside; in Browse it can be brought back.")

    quiz.run_worker(found(), group="practising", exclusive=True)


async def _begin_first(quiz: QuizApp, tries: Iterable[Practice], service: PracticeService) -> None:
    """Begin the first of these practices that finds any card, unless the person went elsewhere meanwhile."""
    before = quiz.screen
    try:
        for practice in tries:
            # In a thread: where the search was never used, preparing it takes seconds with very many cards.
            cards = await asyncio.to_thread(service.matching, practice)
            if quiz.screen is not before:
                return
            if cards:
                begin(quiz, practice, cards)
                return
    except QuizError as error:
        quiz.say(str(error), "error")
    else:
        quiz.say("All of their questions are put aside.")
