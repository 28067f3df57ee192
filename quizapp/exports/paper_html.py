"""A paper as one HTML page to be printed: the questions, and on a page of its own the key with its reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import count
from string import ascii_uppercase

from quizapp.domain.asking import cloze_prompt, offered, right_answer, right_sides
from quizapp.domain.blueprints import Section
from quizapp.domain.papers import Paper, PaperQuestion
from quizapp.domain.questions import (
    Basic,
    Choice,
    Cloze,
    Essay,
    Matching,
    Multiple,
    Ordering,
    Question,
    TrueFalse,
    Typed,
)
from quizapp.exports.html import escaped, to_html

_STYLE = """
body { font: 11pt/1.4 Georgia, "Noto Serif", "Noto Nastaliq Urdu", serif; max-width: 46em; margin: 2em auto;
  padding: 0 1em; color: #111; background: #fff; }
h1 { font-size: 1.5em; margin: 0; } h2 { font-size: 1.15em; margin: 1.6em 0 .4em; break-after: avoid; }
.about, .note { color: #444; } .name { margin: 1.2em 0; word-spacing: .2em; }
.question { display: grid; grid-template-columns: 2.6em 1fr; margin: .9em 0; break-inside: avoid; }
.question > .number { font-weight: bold; } .question p { margin: 0 0 .3em; }
.options { list-style: none; margin: 0; padding: 0; } .options > li { display: grid; grid-template-columns: 1.8em 1fr; }
.line { border-bottom: 1px solid #777; height: 1.6em; }
.why { margin: .2em 0; padding-left: 1.2em; font-size: .93em; } .source { color: #444; font-size: .85em; }
.row { font-family: "DejaVu Sans Mono", Consolas, monospace; font-size: .85em; line-height: 1.7; }
.key { break-before: page; border-top: 3px double #777; margin-top: 3em; padding-top: 1em; }
@page { margin: 18mm 16mm; } @media print { body { margin: 0; max-width: none; } .key { border: 0; margin: 0; } }
"""


def paper_page(paper: Paper, titles: Mapping[str, str]) -> str:
    """The whole page; `titles` are the names of the documents that questions cite, by their ids."""
    blueprint = paper.blueprint
    title = escaped(blueprint.title)
    body = [f"<h1>{title}</h1>", f'<p class="about">{escaped(_about(paper))}</p>']
    body.append('<p class="name">Name: ______________________________ Date: ______________</p>')
    for section in blueprint.sections:
        if questions := paper.of(section.id):
            body.append(_head(section))
            body += [_question(each) for each in questions]
    body.append(f'<section class="key"><h1>Key</h1><p class="about">{title}, paper {paper.seed}</p>')
    if row := key_row(paper):
        body.append(f'<p class="row">{escaped(row)}</p>')
    body += [_answer(each, titles) for each in paper.questions]
    body.append("</section>")
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}, paper {paper.seed}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        + "\n".join(body)
        + "\n</body>\n</html>\n"
    )


def key_row(paper: Paper) -> str:
    """The letters of the questions with one right option, as a key is written; the numbers are those of the paper."""
    return " ".join(
        f"{each.number}.{_letter(each.question)}"
        for each in paper.questions
        if isinstance(each.question, (Choice, TrueFalse))
    )


def _about(paper: Paper) -> str:
    blueprint = paper.blueprint
    said = [f"Paper {paper.seed}", _counted(len(paper.questions), "question"), _counted(paper.marks, "mark")]
    if blueprint.minutes:
        said.append(_counted(blueprint.minutes, "minute"))
    if blueprint.pass_percent:
        said.append(f"{paper.marks * blueprint.pass_percent / 100:g} marks to pass")
    return " · ".join(said)


def _head(section: Section) -> str:
    said = [f"{_counted(section.marks, 'mark')} each"]
    if section.minutes:
        said.append(_counted(section.minutes, "minute"))
    if section.negative:
        said.append(f"a wrong answer costs {section.negative:g}")
    elif not section.self_marked:
        said.append("a wrong answer costs nothing")
    return f'<h2>{escaped(section.title)}</h2>\n<p class="note">{escaped("; ".join(said))}</p>'


def _counted(number: float, noun: str) -> str:
    return f"{number:g} {noun}" + ("" if number == 1 else "s")


def _question(each: PaperQuestion) -> str:
    question = each.question
    prompt = cloze_prompt(question, each.card.gap) if isinstance(question, Cloze) else question.prompt
    inside = [f'<p dir="auto">{to_html(prompt)}</p>']
    if question.image:
        inside.append(f'<p class="note" dir="auto">Picture: {escaped(question.image.alt)}</p>')
    inside.append(_offer(each))
    return f'<div class="question"><div class="number">{each.number}.</div><div>{"".join(inside)}</div></div>'


def _offer(each: PaperQuestion) -> str:
    """What stands below a prompt: options by letters, or room for an answer."""
    question = each.question
    match question:
        case Choice():
            return _lettered(option.text for option in question.options)
        case Multiple():
            return '<p class="note">More than one may be right.</p>' + _lettered(o.text for o in question.options)
        case TrueFalse():
            return _lettered(("True", "False"))
        case Ordering():
            texts = {item.id: item.text for item in question.items}
            shown = _lettered(texts[id] for id in offered(question, _seed(each)))
            return f'<p class="note">Put in order.</p>{shown}<div class="line"></div>'
        case Matching():
            rights = right_sides(question)
            lefts = _listed(pair.left for pair in question.pairs)
            return lefts + _lettered(rights[id] for id in offered(question, _seed(each)))
        case Essay():
            return ""
        case Typed() | Basic() | Cloze():
            return '<div class="line"></div>'


def _seed(each: PaperQuestion) -> str:
    return f"{each.number}/{each.card}"


def _listed(texts: Iterable[str]) -> str:
    return _options(zip((f"{number}." for number in count(1)), texts, strict=False))


def _lettered(texts: Iterable[str]) -> str:
    return _options(zip(ascii_uppercase, texts, strict=False))


def _options(rows: Iterable[tuple[str, str]]) -> str:
    shown = "".join(f'<li><span>{mark}</span><span dir="auto">{to_html(text)}</span></li>' for mark, text in rows)
    return f'<ul class="options">{shown}</ul>'


def _letter(question: Question) -> str:
    """The letters of the right options; "" for kinds without."""
    match question:
        case Choice() | Multiple():
            return "".join(letter for letter, o in zip(ascii_uppercase, question.options, strict=False) if o.correct)
        case TrueFalse(answer=answer):
            return "A" if answer else "B"
        case _:
            return ""


def _answer(each: PaperQuestion, titles: Mapping[str, str]) -> str:
    question = each.question
    inside = [f'<p dir="auto"><b>{_right(each)}</b></p>']
    if question.explanation:
        inside.append(f'<p dir="auto">{to_html(question.explanation)}</p>')
    whys = _whys(question)
    if whys:
        inside.append(f'<ul class="why">{"".join(whys)}</ul>')
    documents = dict.fromkeys(titles.get(source.document, source.document) for source in question.sources)
    if documents:
        inside.append(f'<p class="source">{escaped("; ".join(documents))}</p>')
    return f'<div class="question"><div class="number">{each.number}.</div><div>{"".join(inside)}</div></div>'


def _right(each: PaperQuestion) -> str:
    if isinstance(each.question, Essay):
        return "What a good answer makes of it"
    letter = _letter(each.question)
    shown = escaped(right_answer(each.question, each.card.gap)).replace("\n", "<br>")
    return f"{letter} &nbsp; {shown}" if letter else shown


def _whys(question: Question) -> list[str]:
    """Why the other options are wrong, under their own words; of an essay its outline and how it is marked."""
    if isinstance(question, (Choice, Multiple)):
        return [f'<li dir="auto"><i>{to_html(o.text)}</i>: {to_html(o.why)}</li>' for o in question.options if o.why]
    if isinstance(question, Essay):
        rubric = question.rubric
        marks = (("Full marks", rubric.full), ("Half", rubric.half), ("None", rubric.none))
        outline = [f'<li dir="auto">{to_html(point.text)}</li>' for point in question.outline]
        return outline + [f'<li dir="auto"><b>{word}:</b> {to_html(text)}</li>' for word, text in marks]
    return []
