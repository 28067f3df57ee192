"""The pages of Insights that show single things: missed questions, leeches, and papers that were sat."""

from __future__ import annotations

from quizapp.domain.exam_attempts import Attempt
from quizapp.domain.leeches import Leech
from quizapp.domain.missed import Missed
from quizapp.domain.questions import CardKey
from quizapp.tui import wording
from quizapp.tui.screens import insight_lists
from quizapp.tui.screens.insight_page import ListPage
from quizapp.tui.screens.insights_words import head
from quizapp.tui.text import words
from quizapp.tui.widgets.passage import said

_MOST_TOGETHER = 10


class _QuestionsPage(ListPage):
    """A page of single questions, which can be practised and read."""

    found: tuple[Missed, ...] | tuple[Leech, ...] = ()

    def question(self) -> CardKey | None:
        """The question under the pointer."""
        return self.found[self.ranking.place].card if self.found else None

    def practise_weakest(self) -> None:
        """Practise the questions named first."""
        keys = [each.key for each in self.found[:_MOST_TOGETHER]]
        self.practise_cards(lambda: self.services.weak_points.askable(keys))

    def can(self, action: str) -> bool:  # noqa: ARG002
        """Everything, where there is a question."""
        return self.question() is not None

    def open_question(self) -> None:
        """Show the question in Browse."""
        from quizapp.tui.screens.browse import BrowseScreen  # here, not above: shown when asked for

        if (card := self.question()) is not None:
            self.quiz.push_screen(BrowseScreen(f'deck:"{card.deck}" "{card.question}"'))


class MissedPage(_QuestionsPage):
    """The questions missed most often, and what is taken for the right answer."""

    NAME = "Missed"

    found: tuple[Missed, ...] = ()

    def read(self) -> tuple[Missed, ...]:
        """The questions that were missed most often."""
        return self.services.weak_points.missed()

    def show(self, found: tuple[Missed, ...]) -> None:
        """List them."""
        self.found = found
        about = [head("MISSED", "most often, and what you take for the answer", space_before=0)]
        if not found:
            about.append(said(words("Nothing was answered wrongly.", "$muted")))
        self.list_up(about, insight_lists.missed_entries(found, self.signs))

    def practise(self) -> None:
        """Practise the question under the pointer."""
        key = self.found[self.ranking.place].key
        self.practise_cards(lambda: self.services.weak_points.askable([key]))


class LeechesPage(_QuestionsPage):
    """Questions that are forgotten again and again, each with what to do about it."""

    NAME = "Leeches"

    found: tuple[Leech, ...] = ()

    def read(self) -> tuple[Leech, ...]:
        """The leeches with advice."""
        return self.services.weak_points.leeches()

    def show(self, found: tuple[Leech, ...]) -> None:
        """List them."""
        self.found = found
        number = wording.counted(len(found), "question")
        about = [head("LEECHES", f"{number} forgotten again and again, and what to do", space_before=0)]
        if not found:
            about.append(said(words("There are none: no question was forgotten again and again.", "$muted")))
        self.list_up(about, insight_lists.leech_entries(found, self.signs))

    def practise(self) -> None:
        """Practise the leech under the pointer, together with what it is taken for."""
        leech = self.found[self.ranking.place]
        pair = leech.advice.pair
        keys = [leech.key, *([pair.key] if pair else [])]
        self.practise_cards(lambda: self.services.weak_points.askable(keys))


class PapersPage(ListPage):
    """How papers went, attempt by attempt, against the line that passes."""

    NAME = "Papers"
    READS = "Result"

    found: tuple[Attempt, ...] = ()

    def read(self) -> tuple[Attempt, ...]:
        """The papers that were handed in, the newest first, by the keys of today."""
        return self.services.exam_results.papers()

    def show(self, found: tuple[Attempt, ...]) -> None:
        """List them, under a picture of those that the latest is one of."""
        self.found = found
        if not found:
            about = [head("PAPERS", "how they went, against the line that passes", space_before=0)]
            about.append(said(words("No paper was handed in yet; the exam room gives them.", "$muted")))
            self.list_up(about, ())
            return
        self.list_up(insight_lists.progress(found, self.signs), insight_lists.paper_entries(found, self.signs))

    def can(self, action: str) -> bool:
        """A paper can be looked at."""
        return action == "read" and bool(self.found)

    def open_question(self) -> None:
        """Show the result of the paper under the pointer."""
        from quizapp.tui.screens.exam_result import ExamResultScreen  # here, not above: shown when asked for

        self.quiz.push_screen(ExamResultScreen(self.found[self.ranking.place].id), self._read_again)

    def _read_again(self, _: object) -> None:
        self.reckon()  # a key may have been corrected
