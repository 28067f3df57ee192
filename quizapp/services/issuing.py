"""Giving questions out: what a package for another program is made of."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from quizapp.domain.clock import local_date
from quizapp.domain.errors import QuizError
from quizapp.domain.issuing import IssuedQuestion
from quizapp.domain.progress import CardProgress, Progress, answers_of
from quizapp.domain.questions import CardKey
from quizapp.services.clock import Clock
from quizapp.services.decks import DeckService
from quizapp.storage import choices, log, memories, phone, question_bank
from quizapp.storage.creation import DEFAULT_LEARNER
from quizapp.storage.engine import Store
from quizapp.storage.issuing import Revisions, StoredIssue, stored_issues
from quizapp.storage.replays import Replays


@dataclass(frozen=True, slots=True)
class Issue:
    """Everything a package needs: the questions, what the documents they cite are called, and the day."""

    questions: tuple[IssuedQuestion, ...]
    titles: Mapping[str, str]
    today: date


class IssuingService:
    """The use cases of giving out decks."""

    def __init__(self, store: Store, decks: DeckService, clock: Clock, learner: str = DEFAULT_LEARNER) -> None:
        self.store, self.decks, self.clock, self.learner = store, decks, clock, learner

    def issue(self, slugs: Collection[str] = ()) -> Issue:
        """The questions of these decks, or of all; raises QuizError for a deck that is not there.

        Notes beside the learner's own decks what changed since it was last noted, so that a later issue says the same.
        """
        folders = self.decks.folders
        known = [deck for deck in self.decks.listing() if not slugs or deck.slug in slugs]
        if missing := set(slugs) - {deck.slug for deck in known}:
            self.decks.show(min(missing))
        for deck in known:
            own = folders.own / f"{deck.slug}.yaml"
            if own.exists():
                self.decks.author.keep_times(own)
        revisions = Revisions((folders.bundled, folders.own))
        with self.store.read() as tx:
            found = stored_issues(tx, slugs)
            titles = question_bank.document_titles(tx)
        first = self._first_issued({deck.slug for deck in known})
        questions = [self._issued(each, revisions) for each in found]
        # A question that was withdrawn before its deck was ever given out is on nobody's phone: it is not sent there.
        sent = (each for each in questions if not each.retired or each.changed >= first[each.deck.slug])
        return Issue(tuple(sent), titles, local_date(self.clock))

    def _first_issued(self, slugs: Collection[str]) -> dict[str, datetime]:
        """When these decks were first given out from here; those that never were are now."""
        with self.store.read() as tx:
            before = phone.first_issued(tx)
        issued = dict.fromkeys(slugs, self.clock.now().isoformat()) | before
        if issued != before:
            with self.store.write() as tx:
                phone.keep_first_issued(tx, issued)
        return {slug: datetime.fromisoformat(at) for slug, at in issued.items()}

    def progress(self, slugs: Collection[str] = ()) -> Progress:
        """Where the learner stands with the cards of these decks, or of all, and every answer to them."""
        from quizapp.domain.scheduling import parameters_in_force

        now = self.clock.now()
        with self.store.read() as tx:
            settings = choices.settings(tx, self.learner)
            replays = Replays(tx, self.learner)
            cards: dict[CardKey, CardProgress] = {}
            for card_id, events in log.by_card(tx, self.learner):
                key = None if card_id is None else CardKey.parse(card_id)
                place = None if card_id is None else memories.place_of(tx, card_id)
                if key is None or place is None or (slugs and key.deck not in slugs):
                    continue
                told = replays.told(events)
                given = answers_of(told, replays.corrections, replays.parameter_sets(told))
                state = memories.read(tx, self.learner, place.card)
                cards[key] = CardProgress(state, settings.retention_in(key.deck), given)
        decay = parameters_in_force(settings.parameters)[-1]
        return Progress(cards, self.clock.offset_minutes(now), settings.rollover_hour, decay)

    def _issued(self, found: StoredIssue, revisions: Revisions) -> IssuedQuestion:
        revision = revisions.last(found)
        changed = revision.instant if revision is not None else self.clock.now()
        return IssuedQuestion(found.deck, found.question, changed, found.retired, _picture(found))


def _picture(found: StoredIssue) -> bytes | None:
    image = found.question.image
    if image is None or found.retired:
        return None
    from quizapp.storage.deck_files import image_fault  # reads decks: 110 ms that decks without pictures save

    if fault := image_fault(image.file, found.path.parent):
        raise QuizError(f"{found.path}: {fault}.")
    try:
        return (found.path.parent / image.file).read_bytes()
    except OSError as error:
        problem = error.strerror or error
        raise QuizError(f"{found.path.parent / image.file} cannot be read: {problem}.") from error
