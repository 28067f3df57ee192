"""How a learner stands as one HTML page: the figures of Insights with charts, loaded from nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from quizapp.domain.exam_attempts import Attempt
from quizapp.domain.fact_mastery import FactMastery
from quizapp.domain.insight import Insights, Pace, Retention, Share, TopicMastery
from quizapp.domain.leeches import Leech
from quizapp.domain.missed import Missed
from quizapp.domain.prospects import Prospects
from quizapp.domain.study_day import date_of
from quizapp.domain.values import dataclass
from quizapp.exports import charts
from quizapp.exports.html import escaped, to_html
from quizapp.exports.report_marks import calibration_part, marks_part
from quizapp.exports.report_parts import MONTHS, counted, long_date, percent, section, short_date, table
from quizapp.exports.report_style import STYLE

STRETCHES = {"day": "today", "week": "7 days", "month": "30 days", "all": "ever"}
_FOOTER = "Made by quizapp. Marks to expect and the recall of tomorrow are estimates; all else is counted."
FACTS, QUESTIONS = 20, 15
"""So many of the weakest facts, and of the questions missed most, are on the page."""


@dataclass(frozen=True, slots=True)
class Report:
    """All that is told."""

    found: Insights
    facts: tuple[FactMastery, ...] = ()
    missed: tuple[Missed, ...] = ()
    leeches: tuple[Leech, ...] = ()
    papers: tuple[Attempt, ...] = ()
    prospects: Prospects | None = None


def report_page(report: Report) -> str:
    """The whole page."""
    found = report.found
    day = long_date(date_of(found.day))
    body = [
        f"<header><h1>How you stand</h1><p class='muted'>{escaped(day)}</p></header>",
        f'<div class="tiles">{"".join(_tiles(report))}</div>',
        '<main class="grid">',
        marks_part(report.prospects) if report.prospects else "",
        *_papers(report.papers),
        _coming(found),
        _recalled(found),
        _time(found),
        calibration_part(report.prospects.calibration) if report.prospects else "",
        _year(found),
        _topics(found.topics),
        _facts(report.facts),
        _missed(report.missed),
        _leeches(report.leeches),
        "</main>",
        f"<footer>{_FOOTER}</footer>",
    ]
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>How you stand, {escaped(day)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        + "\n".join(filter(None, body))
        + "\n</body>\n</html>\n"
    )


def _tiles(report: Report) -> Iterator[str]:
    found = report.found
    month, pace = found.retention["month"].all, found.time["month"]
    cards, seen = sum(topic.cards for topic in found.topics), sum(topic.seen for topic in found.topics)
    yield _tile(f"{found.forecast[0]:,}", "reviews wait today")
    yield _tile(percent(month.share), f"recalled in 30 days, {percent(found.wanted)} wanted")
    yield _tile(f"{seen:,}", f"of {cards:,} cards met")
    yield _tile(f"{pace.minutes_a_day:.0f} min", f"a day, on {pace.days} of the last 30 days")


def _tile(number: str, words: str) -> str:
    return f'<div class="tile"><b>{escaped(number)}</b><span>{escaped(words)}</span></div>'


def _coming(found: Insights) -> str:
    days = [date_of(found.day + ahead) for ahead in range(len(found.forecast))]
    titles = [f"{long_date(day)}: {number:,}" for day, number in zip(days, found.forecast, strict=True)]
    label = f"Reviews on each of the next 30 days: {', '.join(map(str, found.forecast))}"
    week, month = sum(found.forecast[:7]), sum(found.forecast)
    ends = f"<span>today</span><span>{escaped(short_date(days[14]))}</span><span>{escaped(short_date(days[-1]))}</span>"
    chart = charts.columns(found.forecast, titles, label)
    about = f"Reviews on each of the next 30 days: {week:,} within 7 days, {month:,} within 30."
    return section("Coming", about, [chart, f'<div class="days">{ends}</div>'])


def _recalled(found: Insights) -> str:
    rows = [_retention_row(name, found.retention[key], found.wanted) for key, name in STRETCHES.items()]
    heads = ("", "recalled", "", "young", "mature")
    about = f"Of the questions that came back; the line is the {percent(found.wanted)} you want."
    return section("True retention", about, [table(heads, rows, "figures")])


def _retention_row(name: str, each: Retention, wanted: float) -> str:
    share = each.all.share
    label = f"{name}: {percent(share)} recalled"
    cells = [
        _of(each.all),
        charts.bar(share, label, line=wanted),
        percent(each.young.share),
        percent(each.mature.share),
    ]
    return (
        f"<tr><th>{escaped(name)}</th><td>{escaped(cells[0])}</td><td class='picture'>{cells[1]}</td>"
        f"<td>{escaped(cells[2])}</td><td>{escaped(cells[3])}</td></tr>"
    )


def _year(found: Insights) -> str:
    today = date_of(found.day)
    first = today - timedelta(days=len(found.heat) - 1)
    dates = [first + timedelta(days=ahead) for ahead in range(len(found.heat))]
    titles = [f"{long_date(day)}: {number:,}" for day, number in zip(dates, found.heat, strict=True)]
    answers, days = sum(found.heat), sum(1 for number in found.heat if number)
    about = f"{counted(answers, 'answer')} on {counted(days, 'day')}; the stronger the colour, the more."
    picture = charts.calendar(found.heat, today.weekday(), titles, f"Answers a day over 53 weeks: {about}")
    monday = first - timedelta(days=first.weekday())
    weeks = -(-((today - monday).days + 1) // 7)
    months = "".join(
        f'<span style="left:{100 * week / weeks:.3g}%">{MONTHS[begins.month - 1]}</span>'
        for week in range(weeks - 1)
        if (begins := monday + timedelta(weeks=week)).day <= 7
    )
    inside = f'<div class="scroll"><div><div class="months">{months}</div>{picture}</div></div>'
    return section("Last year", about, [inside], wide=True)


def _topics(topics: Sequence[TopicMastery]) -> str:
    several = len({topic.deck for topic in topics}) > 1
    rows = [_topic_row(topic, several) for topic in topics]
    about = "The mean probability to recall tomorrow what you have met of each, weakest first."
    shown = table(("topic", "", "recall", "met"), rows)
    return section("Topics", about, [shown], wide=True) if topics else ""


def _topic_row(topic: TopicMastery, several: bool) -> str:
    name = escaped(topic.topic or "No topic")
    deck = f"<small>{escaped(topic.deck_title)}</small>" if several else ""
    picture = charts.bar(topic.recall, f"{topic.topic}: {percent(topic.recall)}")
    return (
        f'<tr><th dir="auto">{name}{deck}</th><td class="picture">{picture}</td>'
        f"<td>{escaped(percent(topic.recall))}</td><td>{topic.seen:,} of {topic.cards:,}</td></tr>"
    )


def _time(found: Insights) -> str:
    rows = [_time_row(name, found.time[key]) for key, name in STRETCHES.items()]
    heads = ("", "minutes a day", "seconds each", "answers", "days")
    about = "On days with answers, with the pauses you made while a question was on the screen."
    return section("Time", about, [table(heads, rows, "figures")])


def _time_row(name: str, pace: Pace) -> str:
    figures = (f"{pace.minutes_a_day:.1f}", f"{pace.seconds_an_answer:.0f}", f"{pace.answers:,}", f"{pace.days:,}")
    cells = "".join(f"<td>{figure if pace.answers else '–'}</td>" for figure in figures)
    return f"<tr><th>{escaped(name)}</th>{cells}</tr>"


def _facts(facts: Sequence[FactMastery]) -> str:
    weak = [fact for fact in facts if fact.seen][:FACTS]
    met = sum(bool(fact.seen) for fact in facts)
    items = [
        f'<li>{_known(fact)}<p class="asked" dir="auto">{to_html(fact.text or fact.fact)}</p></li>' for fact in weak
    ]
    about = f"What the questions rest on, the weakest first: {met:,} of {counted(len(facts), 'fact')} met."
    return section("Facts", about, [f"<ol>{''.join(items)}</ol>"], wide=True) if weak else ""


def _known(fact: FactMastery) -> str:
    share = percent(fact.recall)
    place = f"{fact.document_title}, {fact.locator}" if fact.locator else fact.document_title
    return _scored(charts.bar(fact.recall, f"recall {share}"), f"{share}{', must' if fact.must else ''}", place)


def _missed(missed: Sequence[Missed]) -> str:
    items = [f"<li>{_asked(each)}{_taken(each)}</li>" for each in missed[:QUESTIONS]]
    about = "The questions answered wrongly most often, and what you take for the answer."
    return section("Most missed", about, [f"<ol>{''.join(items)}</ol>"], wide=True) if items else ""


def _taken(each: Missed) -> str:
    if each.confusion is None:
        return ""
    return f'<p class="taken" dir="auto">✗ {escaped(each.confusion.often(each.misses))}</p>'


def _leeches(leeches: Sequence[Leech]) -> str:
    items = [
        f'<li>{_asked(each)}<p class="advice" dir="auto"><b>{escaped(each.advice.reason.value)}</b>: '
        f"{escaped(each.advice.text)}</p></li>"
        for each in leeches
    ]
    about = "Questions forgotten again and again, each with what to do about it."
    return section("Leeches", about, [f"<ol>{''.join(items)}</ol>"], wide=True) if items else ""


def _asked(each: Missed | Leech) -> str:
    """How often a question was missed, and what it asks."""
    words = f"{each.misses} of {each.answers} wrong"
    picture = charts.bar(each.misses / each.answers if each.answers else 0, words, css="bad")
    return f'{_scored(picture, words, each.deck_title)}<p class="asked" dir="auto">{escaped(each.prompt)}</p>'


def _scored(picture: str, words: str, place: str) -> str:
    return f'<div class="score">{picture}<span>{escaped(words)}</span><span dir="auto">{escaped(place)}</span></div>'


def _papers(papers: Sequence[Attempt]) -> Iterator[str]:
    """The papers of each kind as columns, oldest first, against the line that passes."""
    for title in dict.fromkeys(each.title for each in papers):
        tried = [each for each in reversed(papers) if each.title == title]
        latest = tried[-1]
        line = 100 * latest.needed / latest.of if latest.needed and latest.of else None
        titles = [f"{long_date(each.ended.date())}: {each.marks:g} of {each.of:g}" for each in tried]
        label = f"Marks by attempt in percent: {', '.join(f'{100 * each.share:.0f}' for each in tried)}"
        chart = charts.columns([100 * each.share for each in tried], titles, label, line=line, top=100)
        passed = {True: ", passed", False: ", not passed", None: ""}[latest.passed]
        about = f"{counted(len(tried), 'attempt')}; the latest {latest.marks:g} of {latest.of:g} marks{passed}."
        if line is not None:
            about += f" The line is {latest.needed:g} marks."
        ends = "".join(f"<span>{escaped(short_date(each.ended.date()))}</span>" for each in (tried[0], latest))
        yield section(title, about, [chart, f'<div class="days">{ends}</div>'])


def _of(share: Share) -> str:
    return f"{percent(share.share)} of {share.of:,}" if share.of else "–"
