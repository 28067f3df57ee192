"""What the set-up of a practice finds: how many questions match, and which decks and topics there are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from textual import on, work
from textual.message import Message
from textual.reactive import reactive
from textual.worker import get_current_worker

from quizapp.domain.errors import QuizError
from quizapp.domain.practising import Practice
from quizapp.tui.screens import practice_words
from quizapp.tui.screens.base import Page, quiet
from quizapp.tui.text import words
from quizapp.tui.widgets.lines import TopLine
from quizapp.tui.widgets.pick_list import PickRow
from quizapp.tui.wording import counted

if TYPE_CHECKING:
    from quizapp.services.practice import PracticeService
    from quizapp.services.shelving import ShelvingService

_NAMES = {"deck": "Deck", "topics": "Topics", "kinds": "Kinds", "difficulties": "Difficulty"}


class MatchingScreen(Page[None]):
    """Counts in a thread, so that no key waits."""

    listing: reactive[str] = reactive("", bindings=True, repaint=False)
    matching: reactive[int] = reactive(0, bindings=True, repaint=False)

    class Counted(Message):
        """What a practice can ask, or why it cannot be."""

        def __init__(self, practice: Practice, cards: Sequence[int], refused: str = "") -> None:
            super().__init__()
            self.practice, self.cards, self.refused = practice, cards, refused

    class Shelved(Message):
        """The decks with their titles, and every topic with its deck and how many cards it holds."""

        def __init__(self, decks: dict[str, str], topics: dict[tuple[str, str], int]) -> None:
            super().__init__()
            self.decks, self.topics = decks, topics

    class Preparing(Message):
        """How far the search is prepared, in percent."""

        def __init__(self, share: int) -> None:
            super().__init__()
            self.share = share

    def __init__(self, service: PracticeService, shelving: ShelvingService) -> None:
        super().__init__()
        self._service, self._shelving = service, shelving
        self.practice = service.last
        self._decks: dict[str, str] = {}
        self._topics: dict[tuple[str, str], int] = {}
        self._cards: Sequence[int] | None = None
        self.refused = ""
        self._starting = False

    @work(thread=True, exclusive=True, group="practice-count")
    def count(self, practice: Practice) -> None:
        """Find in a thread what matches."""
        worker = get_current_worker()
        try:
            found = self.Counted(practice, self._service.matching(practice, self._tell_progress))
        except QuizError as error:
            found = self.Counted(practice, (), str(error))
        if not worker.is_cancelled:
            self.post_message(found)

    def _tell_progress(self, done: int, whole: int) -> None:
        if whole > 500:
            self.post_message(self.Preparing(round(100 * done / whole)))

    @on(Preparing)
    def _show_preparing(self, message: Preparing) -> None:
        right = quiet(f"preparing the search, once: {message.share} %")
        self.query_one(TopLine).show(words("Practice", "bold"), right=right)

    @on(Counted)
    def _show_count(self, message: Counted) -> None:
        if message.practice != self.practice:
            return
        self._cards, self.refused, self.matching = message.cards, message.refused, len(message.cards)
        self.show_top()
        self.explain()
        self.refresh_bindings()
        if self._starting:
            self.start()

    @work(thread=True, exclusive=True, group="practice-shelf")
    def read_shelf(self) -> None:
        """Read the decks and their topics in a thread."""
        try:
            shelf = [each.deck for each in self._shelving.shelf().decks]
            decks = {deck.slug: deck.title for deck in shelf}
            topics = {
                (slug, topic): tally.cards for slug in decks for topic, tally in self._shelving.topics(slug) if topic
            }
        except QuizError as error:
            self.app.call_from_thread(self.say, str(error), severity="error")
        else:
            self.post_message(self.Shelved(decks, topics))

    @on(Shelved)
    def _keep_shelf(self, message: Shelved) -> None:
        self._decks, self._topics = message.decks, message.topics
        self.show_rows()

    def show_top(self) -> None:
        """Say how many questions match."""
        number = f"{counted(self.matching, 'question')} to choose from" if self.matching else "no question is like that"
        detail = words(f"  {_NAMES[self.listing]}") if self.listing else words("")
        style = "$wrong" if not self.matching else "$accent"
        self.query_one(TopLine).show(words("Practice", "bold"), detail, words(number, style))

    def listed(self) -> list[PickRow]:
        """The list that is open; keys are the places of what is offered."""
        chosen = self.chosen()
        found: list[PickRow] = []
        deck = ""
        if self.listing in ("deck", "topics") and not self._decks:
            found.append(PickRow("Reading the decks ..."))
        for place, each in enumerate(self.offered()):
            name, value = str(each), ""
            if self.listing == "topics":
                if each[0] != deck and not self.practice.deck:
                    found += [PickRow("")] if found else []
                    found.append(PickRow(self._decks.get(each[0], each[0])))
                deck, name, value = each[0], each[1], counted(self._topics.get(each, 0), "card")
            elif self.listing == "deck":
                name = self._decks.get(each, each)
            elif self.listing == "difficulties":
                name = practice_words.HOW_HARD[each]
            found.append(PickRow(name, str(place), value, each in chosen))
        return found

    def offered(self) -> Sequence[Any]:
        """What the open list has to offer."""
        if self.listing == "topics":
            return [each for each in self._topics if self.practice.deck in ("", each[0])]
        known = {"deck": list(self._decks), "kinds": practice_words.KINDS, "difficulties": practice_words.DIFFICULTIES}
        return known[self.listing]

    def chosen(self) -> tuple[Any, ...]:
        """What of it is chosen."""
        value = getattr(self.practice, self.listing)
        return (value,) if self.listing == "deck" else value

    def show_rows(self, key: str = "") -> None:
        """Show what is chosen, or the list that is open."""
        raise NotImplementedError

    def explain(self) -> None:
        """Say what the row under the pointer means, and why the choice cannot be."""
        raise NotImplementedError

    def start(self) -> None:
        """Begin the practice."""
        raise NotImplementedError
