"""What the review of a paper says of one question: options with marks on yours and the key, reasons, sources, time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from textual.content import Content

from quizapp.domain.answers import Graded, Picked, Recalled, Response, Wrote
from quizapp.domain.asking import right_answer
from quizapp.domain.card_history import in_words
from quizapp.domain.exam_keys import key_in_words, option_ids, right_now
from quizapp.domain.exam_luck import Said
from quizapp.domain.exam_results import ExamResult, Filter, Sat, clock_in_words, marks_in_words
from quizapp.domain.marking import Outcome
from quizapp.domain.questions import Choice, Cloze, Essay, Matching, Multiple, Ordering, TrueFalse, Typed
from quizapp.domain.sitting import Step
from quizapp.tui import faces, part_faces, wording
from quizapp.tui.exam_pictures import outcome_sign, outcome_style
from quizapp.tui.exam_seat import step_of
from quizapp.tui.signs import Signs
from quizapp.tui.text import joined, lines, one_line, words
from quizapp.tui.widgets.options import OptionFace
from quizapp.tui.widgets.passage import Paragraph, said

_LABEL = 8
_OUTCOMES = {
    Outcome.RIGHT: "Right",
    Outcome.PARTLY: "Partly right",
    Outcome.WRONG: "Wrong",
    Outcome.BLANK: "Left blank",
}


def filters(found: ExamResult, wanted: Filter) -> Content:
    """All filters with their keys and how many questions each has; the one in use stands in brackets."""
    pieces = []
    for key, each in enumerate(Filter, 1):
        number = len(found.chosen(each))
        name = "[" + f"{each} {number}" + "]" if each is wanted else f" {each} {number} "
        style = "bold" if each is wanted else "$muted"
        pieces.append(words(str(key), "bold $primary") + words(name, style))
    return joined(pieces, " ")


def question(each: Sat, signs: Signs, titles: Mapping[str, str]) -> Iterator[Paragraph]:
    """One question with all there is to say."""
    step = step_of(each)
    for paragraph in faces.prompt(step):
        yield replace(paragraph, body=tuple([(hang, line.stylize("bold")) for hang, line in paragraph.body]))
    for number, face in enumerate(_options(each, step, signs)):
        yield _offered(face, 1 if number == 0 else 0)
    yield from _given(each)
    yield from verdict(each, signs)
    yield from _key(each)
    yield from faces.reasons(step, each.response, None, signs, titles)


def verdict(each: Sat, signs: Signs) -> Iterator[Paragraph]:
    """What the answer was worth, the time, what was said of it, and what was corrected or disputed."""
    said_word = "Waits for your marks" if each.waits else _OUTCOMES[each.outcome]
    sign = signs.dash if each.waits else outcome_sign(each.outcome, signs)
    style = "$nearly" if each.waits else outcome_style(each.outcome)
    pieces = [words(f"{sign} {said_word}", f"bold {style}")]
    if not each.waits:
        pieces.append(words(f"{marks_in_words(each.marks, each.of)} {'mark' if each.of == 1 else 'marks'}"))
    time = (
        "not looked at" if not each.milliseconds else clock_in_words(each.milliseconds) + (" slow" if each.slow else "")
    )
    pieces.append(words(time, "$nearly" if each.slow else "$muted"))
    if each.said is not Said.UNSAID:
        pieces.append(words(str(each.said), "$muted"))
    if each.marked:
        pieces.append(words("marked", "$muted"))
    yield said(joined(pieces, f"  {signs.dot}  "), space_before=1)
    if each.before is not None:
        was = f"{_OUTCOMES[each.before.outcome]}, {each.before.marks:g}, when the paper was handed in"
        yield said(words(was, "$nearly"), words("Then", "$muted"), indent=_LABEL)
    if each.correction is not None:
        note = f": {each.correction.note}" if each.correction.note else ""
        yield said(
            one_line(f"{key_in_words(each.question, each.correction)}{note}"), words("My key", "$accent"), indent=_LABEL
        )
    if each.dispute is not None:
        yield said(one_line(each.dispute or "no note"), words(f"{signs.flag} Doubt", "$nearly"), indent=_LABEL)


def _options(each: Sat, step: Step, signs: Signs) -> list[OptionFace]:
    question, response = each.question, each.response
    if isinstance(question, Choice | TrueFalse):
        return list(_picked(each, signs))
    if isinstance(question, Essay):
        had = part_faces.points_had(response, question) if isinstance(response, Recalled) and response.points else ()
        return part_faces.points(step, had, signs, judged=True) if had else []
    given = response or _nothing_given(each)
    return part_faces.parts(step, given, signs, judged=True) if given else []


def _nothing_given(each: Sat) -> Response | None:
    """An answer that says nothing, so that what was on offer is shown for a blank too."""
    from quizapp.domain.practising import not_answered

    return not_answered(each.question) if isinstance(each.question, Multiple | Ordering | Matching) else None


def _picked(each: Sat, signs: Signs) -> Iterator[OptionFace]:
    right = right_now(each.question, each.correction)
    cancelled = each.correction is not None and each.correction.cancelled
    chosen = each.response.option if isinstance(each.response, Picked) else ""
    if isinstance(each.question, Choice):
        texts = {option.id: lines(option.text) for option in each.question.options}
    else:
        texts = {"true": lines("True"), "false": lines("False")}
    for letter, id in zip(wording.LETTERS, option_ids(each.question), strict=False):
        mark, style = "", ""
        if id in right:
            mark, style = f"{signs.right} {'yours' if id == chosen else 'key'}", "$right"
        elif id == chosen:
            mark, style = (f"{signs.dash} yours", "") if cancelled else (f"{signs.wrong} yours", "$wrong")
        yield OptionFace(letter, texts[id], mark, style)


def _offered(face: OptionFace, space_before: int) -> Paragraph:
    mark = words(f"  {face.mark}", face.style) if face.mark else Content("")
    text = tuple([(hang, line.stylize(face.style) if face.style else line) for hang, line in face.text])
    text = (*text[:-1], (text[-1][0], joined([text[-1][1], mark])))
    lead = f"    {face.letter} {face.slot}" if face.slot else f"    {face.letter}"
    return Paragraph(text, words(lead, "$muted"), _LABEL + (4 if face.slot else 0), space_before)


def _given(each: Sat) -> Iterator[Paragraph]:
    """What was written or graded, where the options do not show it."""
    response = each.response
    if isinstance(response, Wrote | Graded):
        label = "Yours" if isinstance(response, Wrote) else "Said"
        yield said(one_line(in_words(each.question, response)), words(label, "$muted"), indent=_LABEL, space_before=1)
    text = response.jotted if isinstance(response, Recalled) else ""
    if each.by_hand:
        body = tuple([(0, words(line)) for line in text.split("\n")]) if text else ((0, words("nothing", "$muted")),)
        yield Paragraph(body, words("Yours", "$muted"), _LABEL, 1)


def _key(each: Sat) -> Iterator[Paragraph]:
    """The right answer, where no option shows it; of an essay the points of its outline."""
    question = each.question
    if isinstance(question, Typed | Cloze):
        yield said(words(right_answer(question, each.card.gap)), words("Answer", "$muted"), indent=_LABEL)
    elif isinstance(question, Essay):
        body = tuple([line for point in question.outline for line in lines("- " + point.text)])
        yield Paragraph(body, words("Outline", "$muted"), _LABEL, 1)
    else:
        yield from part_faces.solution(question, _LABEL)
