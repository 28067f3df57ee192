"""What Insights says: a picture first, the numbers beside it or below it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from textual.content import Content

from quizapp.domain.insight import Insights, Pace, Retention, Share
from quizapp.domain.study_day import date_of
from quizapp.tui import wording
from quizapp.tui.signs import Signs
from quizapp.tui.text import joined, words
from quizapp.tui.widgets.bars import bars
from quizapp.tui.widgets.gauges import calendar, gauge, legend
from quizapp.tui.widgets.passage import Paragraph, said

STRETCHES = {"day": "today", "week": "7 days", "month": "30 days", "all": "ever"}
_LABEL = 10
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def head(text: str, aside: str = "", *, space_before: int = 1) -> Paragraph:
    """The heading of a part, with words of less weight after it."""
    line = Content.styled(text, "bold $accent") + words(f"  {aside}" if aside else "", "$muted")
    return said(line, space_before=space_before)


def is_empty(found: Insights) -> bool:
    """Whether nothing was ever answered."""
    return not any(found.heat) and not any(topic.seen for topic in found.topics)


def nothing_yet() -> Iterator[Paragraph]:
    """What is said before the first answer."""
    yield said(Content.styled("There is nothing to tell yet.", "bold"))
    yield said(words("Answer some questions; from then on you see here what comes back and what stays.", "$muted"))


def days(found: Insights, signs: Signs) -> Iterator[Paragraph]:
    """What is ahead and what is behind, day by day."""
    yield from coming(found, signs)
    yield from year(found, signs)


def shares(found: Insights, signs: Signs, *, space_before: int = 1) -> Iterator[Paragraph]:
    """What was recalled, and what it cost in time."""
    yield from recalled(found, signs, space_before=space_before)
    yield from spent(found, signs)


def coming(found: Insights, signs: Signs) -> Iterator[Paragraph]:
    """Reviews on each of the next thirty days."""
    yield head("COMING", "reviews on each of the next 30 days", space_before=0)
    if not any(found.forecast):
        yield said(words("Nothing waits for the next 30 days yet; what was met today comes back today.", "$muted"))
        return
    groups = [bars(found.forecast[start : start + 7], signs, height=3, most=max(found.forecast)) for start in _WEEKS]
    for row in zip(*groups, strict=True):
        yield said(joined(row, " "))
    yield said(_week_names(found.day))
    most = max(found.forecast)
    fullest = date_of(found.day + found.forecast.index(most))
    parts = [f"today {found.forecast[0]:,}", f"7 days {sum(found.forecast[:7]):,}", f"30 days {sum(found.forecast):,}"]
    parts.append(f"most: {most:,} on {wording.short_date(fullest)}")
    yield said(words(f"  {signs.dot}  ".join(parts)))


_WEEKS = range(0, 30, 7)


def _week_names(day: int) -> Content:
    """The date of the first day of each group of seven."""
    names = [date_of(day + ahead) for ahead in _WEEKS]
    texts = ["today", *(f"{each.day} {_MONTHS[each.month - 1]}" for each in names[1:])]
    return words("".join(text.ljust(8) for text in texts).rstrip(), "$muted")


def recalled(found: Insights, signs: Signs, *, space_before: int = 1) -> Iterator[Paragraph]:
    """True retention by stretch: a bar, then young and mature cards apart."""
    wanted = f"{found.wanted * 100:.0f} % wanted"
    yield head("RECALLED", f"of the questions that came back {signs.dash} {wanted}", space_before=space_before)
    for name, label in STRETCHES.items():
        each = found.retention[name]
        if not each.all.of:
            yield said(words(f"{signs.dash} nothing came back", "$muted"), words(label), indent=_LABEL)
        else:
            bar = gauge(each.all.share, signs, style="$primary")
            yield said(bar + words(_recalled(each)), words(label), indent=_LABEL)


def _recalled(each: Retention) -> str:
    return f" {percent(each.all.share)} of {each.all.of:,}".ljust(18) + _ages(each)


def _ages(each: Retention) -> str:
    return "  ".join(f"{name} {_aged(share)}" for name, share in (("young", each.young), ("mature", each.mature)))


def _aged(share: Share) -> str:
    return percent(share.share) if share.of else "none"


def year(found: Insights, signs: Signs) -> Iterator[Paragraph]:
    """Every day of the last year by how much was answered."""
    today = date_of(found.day)
    yield head("LAST YEAR", "answers a day")
    first = today - timedelta(days=len(found.heat) - 1)
    yield said(_month_names(first, len(found.heat) // 7))
    for row in calendar(found.heat, today.weekday(), signs):
        yield said(row)
    days = sum(1 for number in found.heat if number)
    answers = wording.counted(sum(found.heat), "answer")
    told = f"{answers} on {wording.counted(days, 'day')}, most in a day: {max(found.heat):,}"
    yield said(joined([legend(signs), words(told)], f"  {signs.dot}  "))


def _month_names(first: date, weeks: int) -> Content:
    """A month above the first column whose week begins in it."""
    monday = first - timedelta(days=first.weekday())
    line = [" "] * (weeks + 8)
    before, free = (monday - timedelta(days=7)).month, 0
    for week in range(weeks + 1):
        begins = monday + timedelta(weeks=week)
        if begins.month != before and week >= free and week + 3 <= weeks + 1:
            line[3 + week : 6 + week] = _MONTHS[begins.month - 1]
            free = week + 4
        before = begins.month
    return words("".join(line).rstrip(), "$muted")


def spent(found: Insights, signs: Signs) -> Iterator[Paragraph]:
    """Time a day and an answer, with a bar for the day's."""
    yield head("TIME", "minutes on a day with answers, and seconds an answer")
    most = max((pace.minutes_a_day for pace in found.time.values()), default=0.0)
    for name, label in STRETCHES.items():
        pace = found.time[name]
        if not pace.answers:
            yield said(words(f"{signs.dash} no answers", "$muted"), words(label), indent=_LABEL)
            continue
        bar = gauge(pace.minutes_a_day / most if most else 0.0, signs, width=16)
        yield said(bar + words(_paced(pace)), words(label), indent=_LABEL)


def _paced(pace: Pace) -> str:
    each = f" {pace.minutes_a_day:.1f} min".ljust(11) + f"{pace.seconds_an_answer:.0f} s an answer".ljust(16)
    answers = wording.counted(pace.answers, "answer")
    return f"{each}{answers}" + (f", {wording.counted(pace.days, 'day')}" if pace.days > 1 else "")


def percent(share: float | None) -> str:
    """A share in whole percent; nothing where there is none."""
    return "" if share is None else f"{share * 100:.0f} %"
