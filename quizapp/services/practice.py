"""Practising: a sitting of the learner's own choice instead of what is due, by the same use cases as studying."""

from __future__ import annotations

from collections.abc import Sequence

from quizapp.domain.clock import Clock
from quizapp.domain.events import EventType, ReviewKind
from quizapp.domain.practising import Practice, chosen, drawn
from quizapp.domain.questions import CardKey
from quizapp.domain.sitting import Sitting
from quizapp.domain.study_day import to_milliseconds
from quizapp.services import amending, clock_guard
from quizapp.services.browse import BrowseService
from quizapp.services.study import StudyService
from quizapp.storage import choices, practising, undoing
from quizapp.storage.creation import DEFAULT_LEARNER
from quizapp.storage.engine import Store
from quizapp.storage.search_index import Progress


class PracticeService(StudyService):
    """Finds what can be practised and draws from it; asking and answering is studying."""

    def __init__(self, store: Store, clock: Clock, browse: BrowseService, learner: str = DEFAULT_LEARNER) -> None:
        super().__init__(store, clock, learner)
        self._browse = browse
        self.last = Practice()
        """What was chosen last, for as long as the program runs."""

    def matching(self, practice: Practice, progress: Progress = lambda _done, _all: None) -> Sequence[int]:
        """The cards that can be asked in such a practice; raises SearchRefused for words that are no query."""
        return self._browse.find(practice.query, progress)

    def practise(self, practice: Practice, cards: Sequence[int]) -> Sitting:
        """Draw a sitting from these cards; raises ClockDoubtful until the clock was confirmed."""
        with self._store.read() as tx:
            settings = choices.settings(tx, self._learner)
            now = self._now(settings)
            doubt = clock_guard.doubt(tx, now.instant)
            if doubt is not None:
                raise doubt
            name = f"{now.day}-{to_milliseconds(now.instant)}"
            order = drawn(cards, practice.number, name)
            entries = practising.entries(tx, self._learner, order)
        questions = {card: entry.question for card, entry in entries.items()}
        queue = tuple([entries[card] for card in chosen(order, questions, practice.number)])
        new = sum(entry.fresh for entry in queue)
        return Sitting(
            id=name,
            day=now.day,
            decks=(),
            settings=settings,
            queue=queue,
            left_new=new,
            left_reviews=len(queue) - new,
            kind=ReviewKind.PRACTICE,
            counts=practice.counts,
        )

    def undo(self, sitting: Sitting) -> tuple[Sitting, CardKey | None]:
        """Take back the last answer of this practice, or what was put aside or flagged in it; older answers stay."""
        now = self._now(sitting.settings)
        with self._store.read() as tx:
            last = undoing.last_undoable(tx, self._learner, amending.reach(now.instant))
        marks = {mark.event for mark in sitting.marks}
        if last is not None and last.type is EventType.REVIEW and last.id not in marks and self._unsure is None:
            return sitting, None
        return super().undo(sitting)
