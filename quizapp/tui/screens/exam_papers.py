"""The choice of a paper: what there is, what each lacks, how one did before, and the one that is under way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.geometry import Region
from textual.reactive import reactive

from quizapp.domain.errors import QuizError
from quizapp.tui import exam_sitting
from quizapp.tui.commands import Place, bindings
from quizapp.tui.screens import exam_paper_words
from quizapp.tui.screens.exam_offers import OfferingScreen
from quizapp.tui.screens.exam_paper_words import OPEN, Offer
from quizapp.tui.text import words
from quizapp.tui.widgets.lines import KeyLine, TopLine
from quizapp.tui.widgets.passage import Passage, said
from quizapp.tui.widgets.pick_list import PickList

if TYPE_CHECKING:
    from quizapp.bootstrap import Services
    from quizapp.domain.exam_sitting import ExamSitting

_LOOK_EVERY = 1.0


class ExamPapersScreen(OfferingScreen):
    """Papers in a list, and below it what the one under the pointer is like; one is asked before anything begins."""

    PLACE = Place.PAPERS
    AUTO_FOCUS = ""
    BINDINGS = bindings(Place.PAPERS)

    asking: reactive[str] = reactive("", bindings=True, repaint=False)
    """What is asked about: to begin or to discard; empty while one chooses."""

    def __init__(self, services: Services, unfinished: ExamSitting | None, wanted: str = "") -> None:
        """`unfinished` is the paper that is under way; the pointer begins on the paper `wanted`."""
        super().__init__()
        self._services, self._unfinished, self._wanted = services, unfinished, wanted
        self._offers: dict[str, Offer] = {}

    def compose(self) -> ComposeResult:
        """Top line, the papers, what the one under the pointer is like, keys."""
        yield TopLine(words("Exam room", "bold"))
        with VerticalScroll(id="papers", can_focus=False), Vertical(id="column"):
            yield PickList(self.quiz.signs, id="rows")
        with VerticalScroll(id="about-paper", can_focus=False):
            yield Passage(id="paper")
        yield KeyLine()

    def on_mount(self) -> None:
        """Find what there is."""
        self._show_rows()
        self.find_offers(self._services)
        self.set_interval(_LOOK_EVERY, self.tick)

    @on(OfferingScreen.Offered)
    def _show_offers(self, message: OfferingScreen.Offered) -> None:
        self._offers = {each.blueprint.id: each for each in message.offers}
        wanted = self._wanted or next((each.blueprint.id for each in message.offers if not each.refused), "")
        self._show_rows("" if self._unfinished else wanted)
        for problem in message.problems:
            self.say(problem, severity="error")

    def on_resize(self) -> None:
        """Use the width there is."""
        self._show_rows()

    @property
    def _rows(self) -> PickList:
        return self.query_one(PickList)

    @property
    def _key(self) -> str:
        row = self._rows.pointed
        return row.key if row else ""

    @property
    def _offer(self) -> Offer | None:
        return self._offers.get(self._key)

    @property
    def _left(self) -> float | None:
        sitting = self._unfinished
        return sitting.left(self._services.exams.now(sitting)) if sitting else None

    def _show_rows(self, key: str = "") -> None:
        width = min(self.app.size.width, 88) - 6
        shown = tuple(exam_paper_words.rows(tuple(self._offers.values()), self._unfinished, self._left, width))
        self._rows.show(shown, key)
        self.explain()

    @on(PickList.Pointed)
    def explain(self) -> None:
        """Say what the paper under the pointer is like, or ask what is asked."""
        signs, offer, sitting = self.quiz.signs, self._offer, self._unfinished
        if self.asking == "discard" and sitting is not None:
            shown = list(exam_paper_words.discarding(sitting))
        elif self.asking == "begin" and offer is not None:
            shown = list(exam_paper_words.before(offer))
        elif self._key == OPEN and sitting is not None:
            shown = list(exam_paper_words.under_way(sitting, self._left, "", signs))
        elif offer is not None:
            shown = list(exam_paper_words.about(offer, signs))
        else:
            shown = [
                said(words("" if self._offers else "Looking at what your decks hold\N{HORIZONTAL ELLIPSIS}", "$muted"))
            ]
        self.query_one("#paper", Passage).show(shown)
        self.refresh_bindings()

    def tick(self) -> None:
        """Let the clock of the paper under way be seen to run, and hand it in when it has run out."""
        sitting = self._unfinished
        if sitting is None or sitting.paused or self.quiz.screen is not self:
            return
        if sitting.is_over(self._services.exams.now(sitting)):
            self._unfinished = None
            exam_sitting.enter_room(self.quiz, sitting)
        elif self._left is not None:
            self._show_rows()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """A paper must have its questions; only what was begun can be discarded; a question wants its answer."""
        if not self.is_mounted:
            return False
        match action:
            case "sit":
                offer = self._offer
                return self.asking != "discard" and (self._key == OPEN or (offer is not None and not offer.refused))
            case "discard":
                return not self.asking and self._unfinished is not None and not self._unfinished.elsewhere
            case "yes":
                return bool(self.asking)
            case "move" | "history":
                return not self.asking
            case _:
                return True

    def footer_label(self, command_id: str) -> str | None:
        """What the keys do now."""
        match command_id:
            case "papers.sit":
                return "Begin" if self.asking else "Go on" if self.is_mounted and self._key == OPEN else None
            case "papers.yes":
                return "Discard it" if self.asking == "discard" else None
            case "papers.leave":
                return "Back" if self.asking else None
            case _:
                return None

    def action_move(self, by: int) -> None:
        """Move the pointer."""
        self._rows.point(by)
        self.query_one("#about-paper").scroll_home(animate=False)
        self._keep_in_sight()

    def _keep_in_sight(self) -> None:
        top = self._rows.virtual_region.y + self._rows.line
        self.query_one("#papers", VerticalScroll).scroll_to_region(Region(0, max(0, top - 1), 1, 3), animate=False)

    def action_page(self, by: int) -> None:
        """Scroll what is said of the paper."""
        body = self.query_one("#about-paper", VerticalScroll)
        body.scroll_relative(y=by * max(1, body.size.height - 1), animate=False)

    @on(PickList.Pressed)
    def action_sit(self) -> None:
        """Go on with the paper under way; else ask, and then begin."""
        if not self.check_action("sit", ()):
            return
        if self._key == OPEN and self._unfinished is not None:
            exam_sitting.enter_room(self.quiz, self._unfinished)
        elif self.asking == "begin":
            self.action_yes()
        elif self._unfinished is not None:
            self.say("A paper is under way: go on with it, or discard it first.", severity="warning")
            self._show_rows(OPEN)
            self._keep_in_sight()
        else:
            self._ask("begin")

    def action_discard(self) -> None:
        """Ask whether the paper under way shall be discarded."""
        self._show_rows(OPEN)
        self._keep_in_sight()
        self._ask("discard")

    def _ask(self, about: str) -> None:
        self.asking = about
        self.explain()

    def action_yes(self) -> None:
        """Do what is asked about."""
        asked, offer = self.asking, self._offer
        self._ask("")
        if asked == "begin" and offer is not None:
            exam_sitting.begin(self.quiz, offer.blueprint.id)
        elif self._unfinished is not None:
            try:
                self._services.exams.abandon(self._unfinished)
            except QuizError as error:
                self.say(str(error), severity="error")
            else:
                self._unfinished = None
                self._show_rows()

    def action_history(self) -> None:
        """Show the papers that were handed in."""
        from quizapp.tui.screens.exam_history import ExamHistoryScreen  # here, not above: shown when asked for

        self.app.push_screen(ExamHistoryScreen())

    def action_leave(self) -> None:
        """Do not do what is asked about, or go back to Home."""
        if self.asking:
            self._ask("")
        else:
            self.dismiss()
