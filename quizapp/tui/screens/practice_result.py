"""The result of a practice: every question with your answer, the right one and the reasons, what was wrong first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content

from quizapp.domain.answers import Graded, Picked, Recalled, Verdict, Wrote
from quizapp.domain.card_history import in_words
from quizapp.domain.errors import QuizError
from quizapp.domain.practising import Practice
from quizapp.domain.questions import Essay
from quizapp.domain.sitting import Summary
from quizapp.tui import faces, part_faces, practising, wording
from quizapp.tui.commands import Place, bindings
from quizapp.tui.practising import Given, PracticeDesk
from quizapp.tui.screens.base import Page
from quizapp.tui.signs import Signs
from quizapp.tui.taking_back import take_back
from quizapp.tui.text import joined, one_line, words
from quizapp.tui.widgets.lines import KeyLine, TopLine
from quizapp.tui.widgets.options import OptionFace
from quizapp.tui.widgets.passage import Paragraph, Passage, said

_ORDER = (Verdict.WRONG, Verdict.NEARLY, Verdict.PARTLY, Verdict.RIGHT)
_COUNTED = "The answers count: these questions come back as in Study."
_NOT_COUNTED = "Nothing moved: the answers are for your history alone."
_INDENT = 4
_LABEL = 8


class PracticeResultScreen(Page[None]):
    """Reads like a marked paper."""

    PLACE = Place.RESULT
    BINDINGS = bindings(Place.RESULT)

    def __init__(self, desk: PracticeDesk, practice: Practice) -> None:
        super().__init__()
        self._desk, self._practice = desk, practice
        self._missed = [each.step.key for each in desk.given if not each.was_known]

    def compose(self) -> ComposeResult:
        """Top line, the result, keys."""
        yield TopLine(words("Practice: the result", "bold"))
        with VerticalScroll(id="result", can_focus=False), Vertical(id="column"):
            yield Passage(id="figures")
        yield KeyLine()

    def on_mount(self) -> None:
        """Show every question."""
        try:
            titles: Mapping[str, str] = self._desk.study.document_titles()
        except QuizError:  # the documents go by their ids then
            titles = faces.NO_TITLES
        shown = result(self._desk.given, self._desk.sitting.summary(), self._practice, self.quiz.signs, titles)
        self.query_one("#figures", Passage).show(tuple(shown))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """There must be something to practise again, or to take back."""
        match action:
            case "again":
                return bool(self._missed)
            case "undo":
                return bool(self._desk.sitting.marks)
            case _:
                return True

    def footer_label(self, command_id: str) -> str | None:
        """How many would be asked again."""
        return f"Practise {len(self._missed)} again" if command_id == "result.again" else None

    @property
    def _body(self) -> VerticalScroll:
        return self.query_one("#result", VerticalScroll)

    def action_scroll(self, by: int) -> None:
        """Scroll by lines."""
        self._body.scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        """Scroll most of a page."""
        self._body.scroll_relative(y=by * max(1, self._body.size.height - 2), animate=False)

    def action_again(self) -> None:
        """Practise again what was not right."""
        practising.begin(self.quiz, replace(self._practice, number=len(self._missed)), self._missed)

    def action_other(self) -> None:
        """Choose what to practise next."""
        practising.choose(self.quiz)

    def action_undo(self) -> None:
        """Take back the last answer and ask that question again."""
        from quizapp.tui.screens.practice import PracticeScreen  # here, not above: it leads to this screen

        def again(_: int) -> None:
            self.quiz.show_above_home(PracticeScreen(self._desk, self._practice))

        take_back(self.quiz, self._desk, again)

    def action_home(self) -> None:
        """Go back to Home."""
        self.dismiss()


def result(
    given: Sequence[Given], summary: Summary, practice: Practice, signs: Signs, titles: Mapping[str, str]
) -> Iterator[Paragraph]:
    """The figures, then every question: wrong ones first, each with all reasons."""
    right = sum(each.was_known for each in given)
    spent = wording.minutes_spent(summary.milliseconds)
    yield said(words(f"{right} of {wording.counted(len(given), 'question')} right, in {spent}", "bold"))
    yield said(words(_COUNTED if practice.counts else _NOT_COUNTED, "$muted"))
    ordered = sorted(given, key=lambda each: (each.was_known, _ORDER.index(each.verdict)))
    heading = ""
    for number, each in enumerate(ordered, 1):
        wanted = "RIGHT" if each.was_known else "TO LOOK AT AGAIN"
        before = 1 if wanted != heading else 2
        if wanted != heading:
            heading = wanted
            yield said(Content.styled(heading, "bold $muted"), space_before=2)
        yield from _question(number, each, before, signs, titles)


def _question(number: int, each: Given, before: int, signs: Signs, titles: Mapping[str, str]) -> Iterator[Paragraph]:
    lead = Content.styled(f"{number}", "bold $primary")
    for place, paragraph in enumerate(faces.prompt(each.step)):
        body = tuple([(hang, line.stylize("bold")) for hang, line in paragraph.body])
        yield replace(
            paragraph,
            body=body,
            label=paragraph.label if place else lead,
            indent=paragraph.indent or _INDENT,
            space_before=paragraph.space_before if place else before,
        )
    yield from map(_offered, _faces(each, signs))
    if isinstance(each.response, Wrote | Graded):
        label = "Yours" if isinstance(each.response, Wrote) else "Said"
        answer = one_line(in_words(each.step.question, each.response))
        yield said(answer, Content.styled(label, "$muted"), indent=_LABEL, space_before=1)
    if isinstance(each.response, Recalled) and each.response.jotted:
        lines = tuple([(0, words(line)) for line in each.response.jotted.split("\n")])
        yield Paragraph(lines, Content.styled("Yours", "$muted"), _LABEL, 1)
    verdict, *reasons = faces.reasons(each.step, each.response, each.answered, signs, titles)
    yield replace(verdict, space_before=1)
    yield from reasons


def _faces(each: Given, signs: Signs) -> list[OptionFace]:
    """What was on offer, with marks on what was given and what was right."""
    step, response = each.step, each.response
    if isinstance(response, Picked):
        return faces.options(step.question, signs, response.option, judged=True)
    if isinstance(response, Recalled) and isinstance(step.question, Essay):
        return part_faces.points(step, part_faces.points_had(response, step.question), signs, judged=True)
    return part_faces.parts(step, response, signs, judged=True)


def _offered(face: OptionFace) -> Paragraph:
    mark = Content.styled(f"  {face.mark}", face.style) if face.mark else Content("")
    text = tuple([(hang, line.stylize(face.style) if face.style else line) for hang, line in face.text])
    text = (*text[:-1], (text[-1][0], joined([text[-1][1], mark])))
    return Paragraph(text, Content.styled(f"    {face.letter}", "$muted"), _LABEL)
