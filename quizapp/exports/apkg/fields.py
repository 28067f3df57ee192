"""What stands in the fields of a note: HTML made of a question, every text through the one door."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import assert_never

from quizapp.domain.asking import offered, right_sides, shuffled, stays_last
from quizapp.domain.question_format import GAP
from quizapp.domain.questions import (
    Basic,
    Choice,
    Citation,
    Cloze,
    Essay,
    Gap,
    Matching,
    Multiple,
    Option,
    Ordering,
    Question,
    TrueFalse,
    Typed,
)
from quizapp.domain.text import plain
from quizapp.exports.html import escaped, to_html

_SPARE = {f"Spare {number}": "" for number in range(1, 6)}
_TRUE_FALSE = ("True", "False")


@dataclass(frozen=True, slots=True)
class Notices:
    """What a note warns of besides its question: that it was withdrawn, or that its answer may be out of date."""

    retired: str = ""
    expired: str = ""


def fields_of(
    question: Question, *, id: str, language: str, titles: Mapping[str, str], image: str, issued: str, notices: Notices
) -> dict[str, str]:
    """The fields of the note of this question by name; `image` is the name of its file in the package.

    `issued` is the time that the note carries: a note on the phone whose own time is another was edited there.
    """
    return {
        **_own(question),
        "Image": _image(question, image),
        "Explanation": to_html(question.explanation),
        "Source": _sources(question.sources, titles),
        "Topic": to_html(question.topic),
        "Difficulty": str(question.difficulty),
        "As of": question.as_of or "",
        "Expired": escaped(notices.expired),
        "Retired": escaped(notices.retired),
        "Language": escaped(language),
        "Id": escaped(id),
        "Issued": issued,
        **_SPARE,
    }


def _own(question: Question) -> dict[str, str]:
    match question:
        case Choice() | Multiple():
            mode = "one" if isinstance(question, Choice) else "several"
            # Shuffled here too: where no scripts run, the right one is not always where its author put it.
            return _with_options(question.prompt, shuffled(question.options, question.id), mode)
        case TrueFalse():
            options = [Option(text.lower(), text, question.answer == (text == "True")) for text in _TRUE_FALSE]
            return _with_options(question.prompt, options, "true-false")
        case Basic():
            return {"Question": to_html(question.prompt), "Answer": to_html(question.answer)}
        case Cloze():
            return {"Text": _cloze_text(question), "Also accepted": _accepted_in_gaps(question)}
        case Typed():
            accepted = ", ".join(map(to_html, question.accept))
            answer = escaped(plain(question.answer))
            return {"Question": to_html(question.prompt), "Answer": answer, "Also accepted": accepted}
        case Ordering():
            return _ordering(question)
        case Matching():
            return _matching(question)
        case Essay():
            return _essay(question)
        case _:
            assert_never(question)


def _with_options(prompt: str, options: Iterable[Option], mode: str) -> dict[str, str]:
    numbered = list(enumerate(options, 1))
    right = [to_html(option.text) for _, option in numbered if option.correct]
    reasons = "".join(
        f'<li data-n="{number}"><div>{"✓ " if option.correct else ""}{to_html(option.text)}</div>'
        f'<div class="qz-why">{to_html(option.why)}</div></li>'
        for number, option in numbered
        if option.why
    )
    return {
        "Question": to_html(prompt),
        "Options": _list("ol", ((number, option.text) for number, option in numbered)),
        "Answer": "<br>".join(right),
        "Reasons": f"<ul>{reasons}</ul>" if reasons else "",
        "Key": " ".join(str(number) for number, option in numbered if option.correct),
        "Mode": mode,
    }


def _cloze_text(question: Cloze) -> str:
    """The prompt in Anki's own notation, with our gap numbers; the text of a gap cannot end it early."""
    # A private character that the prompt does not use stands for a gap while its sentence becomes HTML.
    place = next(each for each in map(chr, range(0xE000, 0xF900)) if each not in question.prompt)
    pieces = to_html(GAP.sub(place, question.prompt)).split(place)
    return "".join(piece + text for piece, text in zip(pieces, [*map(_gap, question.gaps), ""], strict=True))


def _gap(gap: Gap) -> str:
    parts = [f"c{gap.number}", *(to_html(text).replace(":", "&#58;") for text in (gap.answer, gap.hint) if text)]
    return "{{" + "::".join(parts) + "}}"


def _accepted_in_gaps(question: Cloze) -> str:
    others = {gap.answer: ", ".join(map(to_html, gap.accept)) for gap in question.gaps if gap.accept}
    return "<br>".join(f"{to_html(answer)}: {accepted}" for answer, accepted in others.items())


def _ordering(question: Ordering) -> dict[str, str]:
    places = {item.id: (number, item.text) for number, item in enumerate(question.items, 1)}
    # Never in the right order, so that even without scripts the front does not tell it.
    shuffled = [places[id] for id in offered(question, question.id)]
    return {
        "Question": to_html(question.prompt),
        "Items": _list("ul", shuffled),
        "Answer": _list("ol", places.values()),
    }


def _matching(question: Matching) -> dict[str, str]:
    rights = right_sides(question)
    numbers = {pair.id: number for number, pair in enumerate(question.pairs, 1)}
    shuffled = ((numbers.get(id, 0), rights[id]) for id in offered(question, question.id))
    pairs = "".join(
        f'<li data-n="{numbers[pair.id]}"><div><b>{to_html(pair.left)}</b></div><div>{to_html(pair.right)}</div></li>'
        for pair in question.pairs
    )
    return {
        "Question": to_html(question.prompt),
        "Left": _list("ol", ((numbers[pair.id], pair.left) for pair in question.pairs)),
        "Right": _list("ul", shuffled),
        "Answer": f"<ol>{pairs}</ol>",
    }


def _essay(question: Essay) -> dict[str, str]:
    rubric = question.rubric
    rows = (("Full marks", rubric.full), ("Half marks", rubric.half), ("No marks", rubric.none))
    return {
        "Question": to_html(question.prompt),
        "Marks": str(question.marks),
        "Outline": _list("ol", enumerate((point.text for point in question.outline), 1)),
        "Rubric": "".join(f"<dt>{head}</dt><dd>{to_html(text)}</dd>" for head, text in rows),
    }


def _list(tag: str, entries: Iterable[tuple[int, str]]) -> str:
    items = "".join(
        f'<li data-n="{number}"{" data-last" if stays_last(text) else ""}><div>{to_html(text)}</div></li>'
        for number, text in entries
    )
    return f"<{tag}>{items}</{tag}>"


def _image(question: Question, name: str) -> str:
    if question.image is None:
        return ""
    words = escaped(plain(question.image.alt))
    # The words stay where the picture cannot be shown, and for whom it cannot be seen.
    picture = f'<img src="{name}" alt="">' if name else ""
    return f"{picture}<figcaption>{words}</figcaption>"


def _sources(sources: Iterable[Citation], titles: Mapping[str, str]) -> str:
    return "<br>".join(dict.fromkeys(to_html(titles.get(each.document, each.document)) for each in sources))
