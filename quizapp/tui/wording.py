"""The words of the screens: verdicts, counts, times and dates as a person says them."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from quizapp.domain.answers import Rating, Verdict

if TYPE_CHECKING:
    from quizapp.domain.scheduling import Due

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_TITLE = 60
"""So many letters of a title are shown where it is only mentioned."""

_MANY_MARKS = 20
"""Above so many the ends of an interval are told in whole marks."""

LETTERS = "abcdefghijklmn"
"""What stands before options, items and sides to match: as many as any question may have."""

VERDICTS = {Verdict.RIGHT: "Right", Verdict.PARTLY: "Partly right", Verdict.NEARLY: "Nearly", Verdict.WRONG: "Wrong"}
GRADES = {Rating.AGAIN: "Again", Rating.HARD: "Hard", Rating.GOOD: "Good", Rating.EASY: "Easy"}


def counted(number: int, one: str, many: str = "") -> str:
    """A number and its noun: `1 question`, `2 questions`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def ordinal(number: int) -> str:
    """A place in a row: `1st`, `2nd`, `3rd`, `8th`."""
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number, 'th') }"


def short_span(due: Due) -> str:
    """A stretch of time in few letters for the footer: `10 min`, `4 d`, `3 mo`, `1.2 y`."""
    days, minutes = due.days or 0, due.minutes or 0
    if not days:
        return f"{max(1, minutes)} min" if minutes < 60 else f"{round(minutes / 60)} h"
    if days < 31:
        return f"{days} d"
    return f"{round(days / 30.44)} mo" if days < 365 else f"{days / 365.25:.1f} y"


def long_span(due: Due) -> str:
    """A stretch of time in words: `in 10 minutes`, `tomorrow`, `in 4 days`, `in 3 months`."""
    days, minutes = due.days or 0, due.minutes or 0
    if not days:
        return "in " + (counted(max(1, minutes), "minute") if minutes < 60 else counted(round(minutes / 60), "hour"))
    if days == 1:
        return "tomorrow"
    if days < 60:
        return f"in {days} days"
    return f"in {round(days / 30.44)} months" if days < 730 else f"in {days / 365.25:.1f} years"


def short_date(day: date) -> str:
    """A date with its weekday: `Sun 22 Nov 2026`."""
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def short_title(title: str) -> str:
    """A title in at most some 60 letters: without what follows a colon, or cut between words."""
    if len(title) <= _TITLE:
        return title
    head = title.partition(": ")[0]
    return head if len(head) <= _TITLE else head[:_TITLE].rsplit(" ", 1)[0].rstrip(",;") + "…"


def number(marks: float) -> str:
    """Marks with one decimal where they are not whole."""
    return f"{marks:.1f}".removesuffix(".0")


def between(low: float, high: float, of: float) -> str:
    """An interval of marks, which ends where the marks do; in whole marks where there are many."""
    return f"{low:.0f} to {high:.0f}" if of > _MANY_MARKS else f"{number(low)} to {number(high)}"


def local(instant: datetime, offset_minutes: int) -> datetime:
    """The instant on the learner's wall clock."""
    return instant.astimezone(timezone(timedelta(minutes=offset_minutes)))


def clock_time(instant: datetime, offset_minutes: int) -> str:
    """The time of day on the learner's wall clock: `14:05`."""
    return local(instant, offset_minutes).strftime("%H:%M")


def as_of(text: str) -> str:
    """A year, month or day of a deck file in words: `2021-10` is `Oct 2021`."""
    parts = text.split("-")
    if len(parts) == 1 or not all(part.isdecimal() for part in parts) or not 1 <= int(parts[1]) <= 12:
        return text
    month = f"{_MONTHS[int(parts[1]) - 1]} {parts[0]}"
    return month if len(parts) == 2 else f"{int(parts[2])} {month}"


def minutes_spent(milliseconds: int) -> str:
    """How long something took: `45 seconds`, `12 minutes`."""
    seconds = round(milliseconds / 1000)
    return counted(seconds, "second") if seconds < 90 else counted(round(seconds / 60), "minute")
