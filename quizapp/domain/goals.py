"""Goals: an exam with its day, its paper and the minutes there are to study for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import chain, count
from math import inf
from typing import Any

from quizapp.domain.errors import QuizError
from quizapp.domain.slugs import slugified
from quizapp.domain.values import dataclass

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MOST_MINUTES = 960
MOST_LETTERS = 120
FARTHEST = timedelta(days=730)
"""How far ahead an exam may be: beyond two years a plan by days says nothing."""

HAND_OVER = timedelta(days=60)
"""So long after the last exam the reviews of a day are held to the minutes there were before it."""

REVIEW_SECONDS = 12
"""What a review takes on average."""


class GoalRefused(QuizError):
    """A goal that cannot be; the sentence says what would do, `about` which part of the goal it speaks of."""

    def __init__(self, sentence: str, about: str = "") -> None:
        super().__init__(sentence)
        self.about = about


@dataclass(frozen=True, slots=True, order=True)
class Break:
    """Days without study, both ends included."""

    first: date
    last: date

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}..{self.last}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """An exam to aim at: `paper` is a blueprint's id, `minutes` are those of each weekday, Monday first.

    `target` is the marks wanted of the whole paper, None where the pass line will do. On the day itself nothing is
    planned any more.
    """

    id: str
    exam: str
    paper: str
    on: date
    minutes: tuple[int, ...]
    breaks: tuple[Break, ...] = ()
    target: float | None = None

    def minutes_on(self, when: date) -> int:
        """The minutes there are on a day: none on a day off, in a break, or from the exam on."""
        if when >= self.on or any(each.first <= when <= each.last for each in self.breaks):
            return 0
        return self.minutes[when.weekday()]


def ahead(goals: Iterable[Goal], today: date) -> tuple[Goal, ...]:
    """The goals whose exam is still to come, the nearest first."""
    return tuple(sorted([goal for goal in goals if goal.on > today], key=lambda goal: (goal.on, goal.id)))


def minutes_on(goals: Iterable[Goal], when: date) -> int:
    """The minutes of a day: the most that any goal gives it, since one sitting serves every exam."""
    return max((goal.minutes_on(when) for goal in goals), default=0)


def reviews_after(goals: Iterable[Goal], today: date) -> int | None:
    """How many reviews a day there are time for in the weeks after the last exam; None before it and later on.

    What an exam left overdue so comes back over days instead of all at once.
    """
    past = max(goals, key=lambda goal: goal.on, default=None)
    if past is None or not past.on <= today < past.on + HAND_OVER:
        return None
    return max(1, round(max(past.minutes) * 60 / REVIEW_SECONDS))


def called(goals: Iterable[Goal], name: str) -> Goal | None:
    """The goal that is meant by an id or by the name of an exam, if there is one."""
    wanted = " ".join(name.split()).casefold()
    return next((goal for goal in goals if wanted in (goal.id, goal.exam.casefold())), None)


def fresh_id(goals: Iterable[Goal], exam: str) -> str:
    """An id for a goal of this name that no other has; many names make the same, or have no letter for one."""
    taken, stem = {goal.id for goal in goals}, slugified(exam) or "exam"
    return next(name for name in chain([stem], (f"{stem}-{each}" for each in count(2))) if name not in taken)


def with_goal(goals: Iterable[Goal], goal: Goal, today: date) -> tuple[Goal, ...]:
    """The goals with this one, in the place of the one of its id; raises GoalRefused for one that cannot be."""
    if not 0 < len(goal.exam.strip()) <= MOST_LETTERS:
        raise GoalRefused(f"An exam needs a name, of at most {MOST_LETTERS} letters.", "exam")
    if goal.on <= today:
        raise GoalRefused(f"{goal.exam} would be on {goal.on}, which is not ahead: today is {today}.", "on")
    if goal.on - today > FARTHEST:
        sentence = f"{goal.exam} would be on {goal.on}, more than two years ahead; set it when it is nearer."
        raise GoalRefused(sentence, "on")
    if not any(goal.minutes_on(today + timedelta(days)) for days in range((goal.on - today).days)):
        raise GoalRefused("No day before the exam has any minutes: give it some, or fewer days off.", "minutes")
    others = [each for each in goals if each.id != goal.id]
    alike = [each for each in others if each.exam.casefold() == goal.exam.casefold()]
    if ahead(alike, today):
        raise GoalRefused("There is an exam of this name already; change that one, or call this one otherwise.", "exam")
    others = [each for each in others if each not in alike]
    return tuple(sorted([*others, goal], key=lambda each: (each.on, each.id)))


def goals_to_plain(goals: Iterable[Goal]) -> list[dict[str, Any]]:
    """The goals as JSON can say them."""
    return [
        {
            "id": goal.id,
            "exam": goal.exam,
            "paper": goal.paper,
            "date": goal.on.isoformat(),
            "minutes": list(goal.minutes),
            "breaks": [[each.first.isoformat(), each.last.isoformat()] for each in goal.breaks],
            "target": goal.target,
        }
        for goal in goals
    ]


def goals_from_plain(plain: Iterable[Mapping[str, Any]]) -> tuple[Goal, ...]:
    """What `goals_to_plain` said."""
    return tuple(
        [
            Goal(
                id=each["id"],
                exam=each["exam"],
                paper=each["paper"],
                on=date.fromisoformat(each["date"]),
                minutes=tuple(each["minutes"]),
                breaks=tuple([Break(*map(date.fromisoformat, pair)) for pair in each["breaks"]]),
                target=each["target"],
            )
            for each in plain
        ]
    )


def read_date(text: str) -> date:
    """A date as `2027-02-21`; raises GoalRefused for anything else."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise GoalRefused(f"{text!r} is no date; write it as 2027-02-21.") from error


def read_break(text: str) -> Break:
    """One day, or two with `..` between them; raises GoalRefused for anything else."""
    first, dots, last = text.partition("..")
    found = Break(read_date(first), read_date(last if dots else first))
    if found.last < found.first:
        raise GoalRefused(f"The break {text!r} ends before it begins.")
    return found


def read_breaks(text: str) -> tuple[Break, ...]:
    """Breaks with commas between them, none in an empty text; raises GoalRefused for anything else."""
    return tuple([read_break(each) for each in text.split(",") if each.strip()])


def read_target(text: str) -> float | None:
    """The marks that are wanted, None in an empty text; raises GoalRefused for anything else."""
    if not text.strip():
        return None
    try:
        marks = float(text)
    except ValueError as error:
        raise GoalRefused(f"{text!r} is no number of marks; write 14, or nothing.") from error
    if not 0 < marks < inf:
        raise GoalRefused("A target is more than no marks.")
    return marks


def read_weekdays(text: str) -> frozenset[int]:
    """Weekdays such as `fri`, `mon,thu` or `mon-fri`, Monday as 0, or `none`; raises GoalRefused for anything else."""
    found: set[int] = set()
    words = text.replace(",", " ").split()
    for word in words if words != ["none"] else ():
        first, dash, last = word.partition("-")
        start, end = _weekday(first), _weekday(last if dash else first)
        found |= {day % 7 for day in range(start, (end if end >= start else end + 7) + 1)}
    return frozenset(found)


def read_minutes(text: str, off: Collection[int] = ()) -> tuple[int, ...]:
    """Minutes by weekday from `30`, or from `30,sat-sun=60`, where the later word wins; raises GoalRefused.

    Days off have none unless they are named.
    """
    minutes = [0] * 7
    for word in text.replace(",", " ").split():
        days, equals, number = word.partition("=")
        given = number if equals else days
        if not (given.isdecimal() and len(given) < 10):
            raise GoalRefused(f"{text!r} is no number of minutes; write 30, or 30,sat-sun=60.")
        value = int(given)
        if value > MOST_MINUTES:
            raise GoalRefused(
                f"{value} minutes a day are more than a day of study holds; up to {MOST_MINUTES} can be given."
            )
        for day in read_weekdays(days) if equals else [day for day in range(7) if day not in off]:
            minutes[day] = value
    if not any(minutes):
        raise GoalRefused("A goal needs some minutes on some day of the week.")
    return tuple(minutes)


def written_minutes(minutes: Iterable[int]) -> str:
    """Minutes by weekday as a person reads them: `30`, or `30, fri 0, sat 60`."""
    given = list(minutes)
    usual = max(set(given), key=lambda value: (given.count(value), value))
    others = [f"{day} {value}" for day, value in zip(WEEKDAYS, given, strict=True) if value != usual]
    return ", ".join([str(usual), *others])


def form_minutes(minutes: Sequence[int]) -> tuple[str, str]:
    """Minutes and days off as `read_minutes` and `read_weekdays` read them: `30,sat=60` and `fri`."""
    usual = _usual(minutes)
    named = list(zip(WEEKDAYS, minutes, strict=True))
    others = [f"{day}={value}" for day, value in named if value not in (0, usual)]
    return ",".join([str(usual), *others]), ",".join([day for day, value in named if not value])


def days_off(minutes: Iterable[int]) -> frozenset[int]:
    """The weekdays without minutes."""
    return frozenset([day for day, value in enumerate(minutes) if not value])


def with_days_off(minutes: Sequence[int], off: Collection[int]) -> tuple[int, ...]:
    """The same minutes with these weekdays off and no others, which have those of most days."""
    return tuple([0 if day in off else value or _usual(minutes) for day, value in enumerate(minutes)])


def without_days(minutes: Iterable[int], off: Collection[int]) -> tuple[int, ...]:
    """The same minutes, but none on these weekdays."""
    return tuple([0 if day in off else value for day, value in enumerate(minutes)])


def _usual(minutes: Iterable[int]) -> int:
    """The minutes of most days that have any."""
    given = [value for value in minutes if value]
    return max(set(given), key=lambda value: (given.count(value), value), default=0)


def _weekday(word: str) -> int:
    short = word.strip().casefold()[:3]
    if short not in WEEKDAYS:
        raise GoalRefused(f"{word!r} is no day of the week; write {', '.join(WEEKDAYS)}.")
    return WEEKDAYS.index(short)
