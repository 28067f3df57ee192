"""The exam room: the paper question by question or as a map, a pause, and the hand-in."""

from __future__ import annotations

from quizapp.domain.blueprints import Section
from quizapp.tui.commands import Place, bindings
from quizapp.tui.drafts import Pairing
from quizapp.tui.exam_stages import View
from quizapp.tui.screens import exam_words
from quizapp.tui.screens.exam_moving import ExamMovingScreen
from quizapp.tui.text import words
from quizapp.tui.widgets.lines import FooterItem
from quizapp.tui.wording import LETTERS


class ExamRoomScreen(ExamMovingScreen):
    """One key is one call of the exam service; nothing here knows what is right."""

    BINDINGS = bindings(Place.ROOM)

    def on_mount(self) -> None:
        """Show where the candidate was; a paper that was paused says so first."""
        self.show_question()
        if self.seat.sitting.paused:
            self._show_pause()
        elif not self.seat.sitting.tally.answered and not self.seat.draft and not self.seat.is_text:
            self.hint(exam_words.how_to_begin(self.quiz.key_cap))
        if self.seat.sitting.set_back:
            self.say("The computer's clock was put back: the time away could not be counted.", severity="warning")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a command is possible now."""
        return self.standing.allows(action, parameters)

    def footer_label(self, command_id: str) -> str | None:
        """What the keys do in what is shown now."""
        standing = self.standing
        match command_id:
            case "room.sure" if standing.unsure:
                return "Sure"
            case "room.choose" if standing.view is View.MAP:
                return "Go to it"
            case "room.map" if standing.view is View.MAP:
                return "Question"
            case "room.write" if standing.typing:
                return "Done"
            case "room.yes" if standing.in_section:
                return "Hand the section in"
            case "room.leave" if standing.going or standing.typing or standing.view in (View.HANDING_IN, View.MAP):
                return "Back"
            case _:
                return None

    def footer_lead(self) -> tuple[FooterItem, ...]:
        """What answers the question: the letters on offer."""
        standing = self.standing
        if standing.going:
            return (FooterItem("enter", words("Go to it"), ""),)
        items = []
        if standing.allows("pick", (0,)) or standing.allows("match", (0,)):
            word = "Strike out" if standing.striking else "Match" if standing.allows("match", (0,)) else "Answer"
            items.append(FooterItem(f"a-{LETTERS[standing.options - 1]}", words(word), ""))
        if isinstance(standing.draft, Pairing) and standing.asks:
            items.append(FooterItem(f"1-{len(standing.draft.lefts)}", words("Row"), ""))
        return tuple(items)

    # Pause, hand-in, leaving

    def action_pause(self) -> None:
        """Stop the clock and hide the question."""
        self.save_text()
        if self.try_to(lambda: self._take(self.seat.exams.pause(self.seat.sitting))):
            self._show_pause()

    def _show_pause(self) -> None:
        left = self.seat.sitting.left(self.seat.now)
        self.show_notice(View.PAUSED, exam_words.paused(self.seat, left))

    def action_carry_on(self) -> None:
        """Let the clock run on and show the question; or begin with the next section."""
        if self.try_to(lambda: self._take(self.seat.exams.carry_on(self.seat.sitting))):
            self.show_question()

    @property
    def _section(self) -> Section | None:
        """The section that is handed in by itself, where one is in view that is not the last."""
        sitting = self.seat.sitting
        stage = sitting.stage_of(self.seat.number)
        return self.seat.section if sitting.stages[stage].locks and stage < len(sitting.stages) - 1 else None

    def action_hand_in(self) -> None:
        """Say what is blank, and ask."""
        self.save_text()
        self._ask(self._section)

    def action_whole(self) -> None:
        """Ask about the whole paper instead of a section."""
        self._ask(None)

    def _ask(self, section: Section | None) -> None:
        notice = exam_words.handing_in(self.seat, section, self.quiz.signs)
        self.show_notice(View.HANDING_IN, notice)
        self.stand(in_section=section is not None)

    def action_yes(self) -> None:
        """Hand in what was asked about."""
        exams = self.seat.exams
        if self.standing.in_section:
            ended = self.seat.section
            if self.try_to(lambda: self._take(exams.next_section(self.seat.sitting))):
                self.turn(ended, by_time=False)
        elif self.try_to(lambda: self._take(exams.hand_in(self.seat.sitting))):
            self.show_result()

    def action_leave(self) -> None:
        """Leave the field, the text, the map or what is asked; then the room."""
        standing = self.standing
        if standing.going:
            self._stop_going()
        elif standing.typing:
            self.set_focus(None)
        elif standing.striking:
            self.action_strike_pointed()
        elif standing.view in (View.MAP, View.HANDING_IN):
            self.show_question()
        elif self.may_leave():
            self._go_home()

    def _go_home(self) -> None:
        if self.standing.allows("pause"):
            self.try_to(lambda: self._take(self.seat.exams.pause(self.seat.sitting)))
            self.say("The clock of your paper stands still until you go on with it.")
        elif self.seat.sitting.paper.blueprint.minutes:
            self.say("The clock of your paper runs on. Go back to it from Home.", severity="warning")
        else:
            self.say("Your paper waits: go back to it from Home.")
        self.dismiss()

    def may_leave(self) -> bool:
        """Have everything on the disk before the room, or quizapp, is left."""
        self.save_text()
        self.keep()
        return True
