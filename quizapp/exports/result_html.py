"""The result of a paper as one HTML page: bars against the line that passes, then every question with its reasons.

It loads nothing from anywhere, follows the light or dark of the machine, and can be printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from string import ascii_uppercase

from quizapp.domain.answers import Picked, Recalled
from quizapp.domain.asking import cloze_prompt, right_answer
from quizapp.domain.card_history import in_words
from quizapp.domain.exam_attempts import Attempt
from quizapp.domain.exam_keys import key_in_words, option_ids, right_now
from quizapp.domain.exam_luck import Confidence, Said
from quizapp.domain.exam_results import ExamResult, Sat, clock_in_words, marks_in_words
from quizapp.domain.marking import Marks, Outcome
from quizapp.domain.questions import Choice, Cloze, Essay, Multiple, TrueFalse
from quizapp.exports.html import escaped, to_html
from quizapp.exports.result_style import STYLE

_SIGNS = {Outcome.RIGHT: "✓", Outcome.PARTLY: "◐", Outcome.WRONG: "✗", Outcome.BLANK: "–"}
_WORDS = {
    Outcome.RIGHT: "right",
    Outcome.PARTLY: "partly right",
    Outcome.WRONG: "wrong",
    Outcome.BLANK: "left blank",
}


def result_page(found: ExamResult, titles: Mapping[str, str]) -> str:
    """The whole page; `titles` are the names of the documents that questions cite, by their ids."""
    title = escaped(found.blueprint.title)
    body = [f"<h1>{title}</h1>", *_head(found), *_changed(found)]
    if len(found.now.sections) > 1:
        body += _table("Sections", found.now.sections)
    body += _table("Topics", found.weakest_topics())
    body += [*_attempts(found), *_luck(found), *_time(found), '<h2 class="review">Every question</h2>']
    body += [_question(each, titles) for each in found.questions]
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{title}: the result</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        + "\n".join(body)
        + "\n</body>\n</html>\n"
    )


def _bar(marks: float, of: float, needed: float) -> str:
    """A bar with the line that passes; the same is said in words beside it, so it is hidden from readers aloud."""
    share = max(0.0, min(1.0, marks / of if of else 0.0))
    line = f'<i style="left:{min(1.0, needed / of):.2%}"></i>' if needed and of else ""
    return f'<span class="bar" aria-hidden="true"><b style="width:{share:.2%}"></b>{line}</span>'


def _head(found: ExamResult) -> Iterator[str]:
    total, passed = found.now.total, found.attempt().passed
    said = [f"{found.ended:%Y-%m-%d}", f"{total.right} right", f"{total.wrong} wrong", f"{total.blank} blank"]
    said[2:2] = [f"{total.partly} partly right"] if total.partly else []
    if total.lost:
        said.append(f"wrong answers cost {round(total.lost, 2):g}")
    spent = f"{found.milliseconds / 60_000:.0f} minutes"
    said.append(f"{spent} of {found.minutes}" if found.minutes else spent)
    yield f'<p class="about">{escaped(" · ".join(said))}</p>'
    verdict = {True: "✓ passed", False: "✗ not passed", None: ""}[passed]
    line = f", {total.needed:g} to pass" if total.needed else ""
    style = {True: "right", False: "wrong", None: ""}[passed]
    yield f'<p class="marks">{escaped(marks_in_words(total.marks, total.of))} marks{escaped(line)}'
    yield f' <span class="{style}">{escaped(verdict)}</span></p>{_bar(total.marks, total.of, total.needed)}'
    if found.waiting:
        yield f'<p class="partly">Waiting for marks by hand: {", ".join(map(str, found.waiting))}</p>'


def _changed(found: ExamResult) -> Iterator[str]:
    if not found.changed:
        return
    then = found.then.total
    yield f"<h2>Marked again</h2><p>{escaped(marks_in_words(then.marks, then.of))} marks when it was handed in.</p><ul>"
    for each in found.changed:
        told = f"Question {each.number}: {each.before.outcome} then, {each.after.outcome} now"
        yield f"<li>{escaped(told)}</li>"
    yield "</ul>"


def _table(name: str, groups: Sequence[Marks]) -> Iterator[str]:
    partly = any(each.partly for each in groups)
    names = ["", "", "marks", "right", *(["partly right"] if partly else []), "wrong", "blank"]
    heads = "".join(f"<th>{word}</th>" for word in names)
    yield f"<h2>{name}</h2><table><thead><tr>{heads}</tr></thead><tbody>"
    for each in groups:
        below = f' <span class="wrong">✗ below {each.needed:g}</span>' if each.passed is False else ""
        numbers = (each.right, *([each.partly] if partly else []), each.wrong, each.blank)
        counts = "".join(f"<td>{number}</td>" for number in numbers)
        bar, marks = _bar(each.marks, each.of, each.needed), escaped(marks_in_words(each.marks, each.of))
        title = escaped(each.title or "No topic")
        yield f'<tr><th dir="auto">{title}{below}</th><td>{bar}</td><td>{marks}</td>{counts}</tr>'
    yield "</tbody></table>"


def _attempts(found: ExamResult) -> Iterator[str]:
    if len(found.attempts) < 2:
        return
    yield "<h2>Every time it was sat</h2><table><tbody>"
    for each in sorted(found.attempts, key=lambda each: each.ended):
        yield _attempt(each, here=each.id == found.id)
    yield "</tbody></table>"


def _attempt(each: Attempt, *, here: bool) -> str:
    day = f"{each.ended:%Y-%m-%d}" + (" ▸" if here else "")
    told = {True: "✓ passed", False: "✗ not passed", None: ""}[each.passed]
    bar = _bar(each.marks, each.of, each.needed)
    marks = escaped(marks_in_words(each.marks, each.of))
    return f"<tr><th>{escaped(day)}</th><td>{bar}</td><td>{marks}</td><td>{told}</td></tr>"


def _luck(found: ExamResult) -> Iterator[str]:
    if not found.luck:
        return
    yield "<h2>Luck</h2><table><tbody>"
    for each in found.luck:
        name = {Said.UNSAID: "not said"}.get(each.said, each.said.value)
        bar = _bar(each.right, each.answers, each.by_guessing)
        yield f"<tr><th>{name}</th><td>{bar}</td><td>{escaped(_worth(each))}</td></tr>"
    yield '</tbody></table><p class="about">The line in a bar is what guessing gives.</p>'
    if missed := [number for each in found.luck if each.said is Said.SURE for number in each.wrong]:
        yield f'<p class="wrong">Not right though sure: {", ".join(map(str, missed))}</p>'


def _worth(each: Confidence) -> str:
    told = f"{each.right} of {each.answers} right"
    return f"{told}, {each.against} ({each.by_guessing:.1f})" if each.against and each.said is not Said.SURE else told


def _time(found: ExamResult) -> Iterator[str]:
    most = max((each.milliseconds for each in found.questions), default=0)
    if not most:
        return
    yield '<h2>Time</h2><p class="about">A column a question, as high as the time it took.</p><div class="times">'
    for each in found.questions:
        told = escaped(f"{each.number}: {_WORDS[each.outcome]}, {clock_in_words(each.milliseconds)}")
        high = max(2.0, 100 * each.milliseconds / most)
        column = f'<b class="{each.outcome.value}" style="height:{high:.1f}%"></b>'
        yield f'<span title="{told}">{column}<i class="{each.outcome.value}">{_SIGNS[each.outcome]}</i></span>'
    yield "</div>"


def _question(each: Sat, titles: Mapping[str, str]) -> str:
    question = each.question
    prompt = cloze_prompt(question, each.card.gap) if isinstance(question, Cloze) else question.prompt
    word = "waits for its marks" if each.waits else _WORDS[each.outcome]
    told = [f"{_SIGNS[each.outcome]} {word}", marks_in_words(each.marks, each.of), clock_in_words(each.milliseconds)]
    told += [each.said.value] if each.said is not Said.UNSAID else []
    inside = [f'<p dir="auto">{to_html(prompt)}</p>', *_options(each), *_given(each)]
    inside.append(f'<p class="verdict {each.outcome.value}">{escaped(" · ".join(told))}</p>')
    if each.before is not None:
        inside.append(f'<p class="about">{escaped(_WORDS[each.before.outcome])} when the paper was handed in</p>')
    if each.correction is not None:
        key = ": ".join(filter(None, (key_in_words(question, each.correction), each.correction.note)))
        inside.append(f'<p class="partly" dir="auto">My key: {escaped(key)}</p>')
    if each.dispute is not None:
        inside.append(f'<p class="partly" dir="auto">Doubt: {escaped(each.dispute)}</p>')
    if question.explanation:
        inside.append(f'<p dir="auto">{to_html(question.explanation)}</p>')
    inside += _whys(each)
    documents = dict.fromkeys(titles.get(source.document, source.document) for source in question.sources)
    if documents:
        inside.append(f'<p class="source">{escaped("; ".join(documents))}</p>')
    return f'<div class="question"><div class="number">{each.number}.</div><div>{"".join(inside)}</div></div>'


def _options(each: Sat) -> Iterator[str]:
    question = each.question
    if isinstance(question, Choice | Multiple):
        texts = [to_html(option.text) for option in question.options]
    elif isinstance(question, TrueFalse):
        texts = ["True", "False"]
    else:
        return
    right = right_now(question, each.correction)
    chosen = each.response.option if isinstance(each.response, Picked) else ""
    yield '<ul class="options">'
    for letter, id, text in zip(ascii_uppercase, option_ids(question), texts, strict=False):
        mark = "✓ key" if id in right else ""
        mark += (" · yours" if mark else "✗ yours") if id == chosen else ""
        style = "right" if id in right else "wrong" if id == chosen else ""
        yield f'<li class="{style}"><span>{letter}</span><span dir="auto">{text}</span><em>{mark}</em></li>'
    yield "</ul>"


def _given(each: Sat) -> Iterator[str]:
    """What was answered and what is right, where no option shows it."""
    if isinstance(each.question, Choice | TrueFalse):
        return
    response = each.response
    text = response.jotted if isinstance(response, Recalled) else in_words(each.question, response) if response else ""
    yield f'<p dir="auto"><b>Yours</b> {escaped(text or "nothing").replace(chr(10), "<br>")}</p>'
    if not isinstance(each.question, Essay):
        right = escaped(right_answer(each.question, each.card.gap)).replace("\n", "<br>")
        yield f'<p dir="auto"><b>Answer</b> {right}</p>'


def _whys(each: Sat) -> Iterator[str]:
    question = each.question
    if isinstance(question, Choice | Multiple):
        whys = [f"<i>{to_html(option.text)}</i>: {to_html(option.why)}" for option in question.options if option.why]
    elif isinstance(question, Essay):
        whys = [to_html(point.text) for point in question.outline]
    else:
        whys = []
    if whys:
        yield '<ul class="why">' + "".join(f'<li dir="auto">{why}</li>' for why in whys) + "</ul>"
