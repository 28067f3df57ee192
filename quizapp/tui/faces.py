"""How a question looks: its prompt, its options and, after the verdict, the reasons. Values in, content out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from textual.content import Content

from quizapp.domain.answering import Answered
from quizapp.domain.answers import Claim, Response, Verdict, Wrote
from quizapp.domain.asking import cloze_prompt, right_answer
from quizapp.domain.questions import (
    Basic,
    Choice,
    Citation,
    Cloze,
    Essay,
    Matching,
    Multiple,
    Ordering,
    Question,
    TrueFalse,
    Typed,
)
from quizapp.domain.sitting import Step
from quizapp.tui import part_faces, wording
from quizapp.tui.signs import Signs
from quizapp.tui.text import joined, lines, one_line, words
from quizapp.tui.widgets.options import OptionFace
from quizapp.tui.widgets.passage import Paragraph, prose, said

_LABEL = 8

_NAMED = 4
"""So many facts of a document are named by their ids; more are counted."""

NO_TITLES: Mapping[str, str] = MappingProxyType({})
"""Where documents are called by their ids."""


STYLES = {Verdict.RIGHT: "$right", Verdict.PARTLY: "$nearly", Verdict.NEARLY: "$nearly", Verdict.WRONG: "$wrong"}


def parts_of(question: Question) -> frozenset[object]:
    """The kind of a question and the ids of all that it offers: an answer fits whatever has the same."""
    parts = [each for name in ("options", "items", "pairs", "outline") for each in getattr(question, name, ())]
    return frozenset([type(question), *(part.id for part in parts)])


def prompt(step: Step) -> list[Paragraph]:
    """The question itself, and the words that stand for its picture."""
    question = step.question
    text = cloze_prompt(question, step.gap) if isinstance(question, Cloze) else question.prompt
    paragraphs = [prose(text)]
    if task := _task(question):
        paragraphs = [said(Content.styled(task, "$muted")), prose(text, space_before=1)]
    if question.image:
        paragraphs.append(prose(question.image.alt, Content.styled("Picture", "$muted"), indent=_LABEL, space_before=1))
    return paragraphs


def _task(question: Question) -> str:
    """What is to be done, where the prompt alone does not show it."""
    match question:
        case TrueFalse():
            return "True or false?"
        case Multiple():
            return "One or more are right"
        case Ordering():
            return "Put them in order"
        case Matching():
            return "Find what belongs together"
        case Essay():
            return f"Essay, {wording.counted(question.marks, 'mark')}"
        case _:
            return ""


def option_ids(question: Question) -> tuple[str, ...]:
    """The ids of the options on offer, in the order shown; none for kinds without options."""
    match question:
        case Choice():
            return tuple(option.id for option in question.options)
        case TrueFalse():
            return ("true", "false")
        case _:
            return ()


def right_option(question: Question) -> str:
    """The id of the option that is right; empty for kinds without options."""
    match question:
        case Choice():
            return next(option.id for option in question.options if option.correct)
        case TrueFalse():
            return "true" if question.answer else "false"
        case _:
            return ""


def options(question: Question, signs: Signs, chosen: str = "", *, judged: bool = False) -> list[OptionFace]:
    """The options on offer; once judged, the right one and the learner's own carry a sign and a word."""
    match question:
        case Choice():
            texts = {option.id: lines(option.text) for option in question.options}
        case TrueFalse():
            texts = {"true": lines("True"), "false": lines("False")}
        case _:
            return []
    right = right_option(question)
    faces = []
    for letter, (identity, text) in zip(wording.LETTERS, texts.items(), strict=False):
        mark, style = "", ""
        if identity == chosen and not judged:
            mark, style = "yours", "$accent"
        elif judged and identity == right:
            mark, style = f"{signs.right} {'yours' if identity == chosen else 'right'}", "$right"
        elif judged and identity == chosen:
            mark, style = f"{signs.wrong} yours", "$wrong"
        faces.append(OptionFace(letter, text, mark, style))
    return faces


def verdict_line(answered: Answered, signs: Signs) -> Paragraph:
    """The verdict as a sign and a word, and when the question comes back."""
    verdict = answered.verdict
    said_word = _verdict_words(answered)
    back = f"comes back {wording.long_span(answered.next_due)}" if answered.counts else "does not count"
    match answered.claim:
        case Claim.GUESSED:
            said_word += ", but a guess"
        case Claim.WAS_RIGHT:
            said_word += ", counted as right"
        case Claim.WAS_WRONG:
            said_word += ", counted as wrong"
        case _:
            pass
    pieces = [
        Content.styled(f"{signs.verdict(verdict)} {said_word}", f"bold {STYLES[verdict]}"),
        Content.styled(back, "$muted"),
    ]
    if answered.leech_now:
        pieces.append(Content.styled("a hard one: missed again and again", "$nearly"))
    return said(joined(pieces, f"  {signs.dot}  "))


def _verdict_words(answered: Answered) -> str:
    """The verdict, and for an answer in several parts how much of it was right."""
    question, share = answered.step.question, answered.judgement.share
    if isinstance(question, Essay):
        return f"{round(share * len(question.outline))} of {wording.counted(len(question.outline), 'point')}"
    word = wording.VERDICTS[answered.verdict]
    in_parts = isinstance(question, Multiple | Ordering | Matching) and 0 < share < 1
    return f"{word}: {share:.0%} of the marks" if in_parts else word


def reasons(
    step: Step,
    response: Response | None,
    answered: Answered | None,
    signs: Signs,
    titles: Mapping[str, str] = NO_TITLES,
) -> Iterator[Paragraph]:
    """Everything below the options after the verdict: the answer, why, why not the others, and where it is written."""
    if answered is not None:
        yield verdict_line(answered, signs)
        yield from _comparison(answered, response)
    yield from _answer(step.question, step.gap, answered)
    if step.question.explanation:
        yield prose(step.question.explanation, _label("Why"), indent=_LABEL, space_before=1)
    if isinstance(step.question, Choice | Multiple):
        yield from _option_reasons(step.question)
    if isinstance(step.question, Essay):
        yield from part_faces.rubric_of(step.question)
    yield from _origin(step, signs, titles)


def _label(text: str) -> Content:
    return Content.styled(text, "$muted")


def _answer(question: Question, gap: int, answered: Answered | None) -> Iterator[Paragraph]:
    if isinstance(question, Basic):
        yield prose(question.answer, _label("Answer"), indent=_LABEL)
        return
    if answered is None or answered.verdict is Verdict.NEARLY:
        return
    yield from part_faces.solution(question, _LABEL)
    if isinstance(question, Typed | Cloze):
        yield said(words(right_answer(question, gap)), _label("Answer"), indent=_LABEL, space_before=1)


def _comparison(answered: Answered, response: Response | None) -> Iterator[Paragraph]:
    if not isinstance(response, Wrote) or answered.verdict is not Verdict.NEARLY:
        return
    found = answered.judgement.differences
    if not found:
        yield said(words(answered.judgement.expected), _label("Answer"), indent=_LABEL, space_before=1)
        yield said(words(response.text), _label("Yours"), indent=_LABEL)
        return
    pairs = [_differing(each.expected, each.typed) for each in found]
    yield said(joined((left for left, _ in pairs if left), " "), _label("Answer"), indent=_LABEL, space_before=1)
    yield said(joined((right for _, right in pairs if right), " "), _label("Yours"), indent=_LABEL)


def _differing(expected: str, typed: str) -> tuple[Content, Content]:
    """Both words with the letters that differ marked; a word that the other side lacks is marked whole."""
    from difflib import SequenceMatcher  # here, not above: only "nearly" needs it

    left, right = one_line(expected), one_line(typed)
    for change, start, end, other_start, other_end in SequenceMatcher(None, left.plain, right.plain).get_opcodes():
        if change != "equal":
            left = left.stylize("bold underline $right", start, end)
            right = right.stylize("bold underline $nearly", other_start, other_end)
    return left, right


def _option_reasons(question: Choice | Multiple) -> Iterator[Paragraph]:
    before = 1 if question.explanation else 0
    for letter, option in zip(wording.LETTERS, question.options, strict=False):
        if option.why:
            yield prose(option.why, Content.styled(letter, "bold $primary"), indent=_LABEL, space_before=before)
            before = 0


def _origin(step: Step, signs: Signs, titles: Mapping[str, str]) -> Iterator[Paragraph]:
    question = step.question
    sources = list(question.sources)
    if isinstance(question, Essay):
        sources.extend(fact for point in question.outline for fact in point.facts if fact not in question.sources)
    pieces = [citations(tuple(dict.fromkeys(sources)), titles)] if sources else []
    if question.as_of:
        pieces.append(words(f"as of {wording.as_of(question.as_of)}"))
    if question.valid_until:
        pieces.append(words(f"valid until {wording.short_date(question.valid_until)}"))
    if pieces:
        yield said(joined(pieces, f" {signs.dot} ").stylize("$muted"), _label("Source"), indent=_LABEL, space_before=1)


def citations(sources: Sequence[Citation], titles: Mapping[str, str] = NO_TITLES) -> Content:
    """Where it is written: documents, by their titles where those are known, each with its facts."""
    facts: dict[str, list[str]] = {}
    for source in sources:
        facts.setdefault(source.document, []).append(source.fact)
    pieces = []
    for document, found in facts.items():
        name = wording.short_title(titles.get(document, document))
        named = "fact" if len(found) == 1 else "facts"
        pieces.append(f"{name}, {named} {', '.join(found)}" if len(found) <= _NAMED else f"{name}, {len(found)} facts")
    return joined(map(one_line, pieces), "; ")


def where(step: Step, signs: Signs) -> tuple[Content, Content]:
    """The deck, and after it the topic and what was marked, for the top line."""
    details = [one_line(step.question.topic)]
    if step.flagged:
        details.append(Content.styled(f"{signs.flag} flagged", "$nearly"))
    if step.leech:
        details.append(Content.styled("a hard one", "$nearly"))
    rest = [Content(f" {signs.dot} ") + detail for detail in details if detail]
    return one_line(step.deck_title, "bold"), joined(rest)
