"""What Home says of an exam ahead: the day, the marks that the plan promises for it, and what the plan leaves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from textual.content import Content

from quizapp.domain.goals import FARTHEST, Goal, minutes_on
from quizapp.domain.overview import Overview
from quizapp.domain.plans import DayPlan, Promise
from quizapp.domain.study_day import date_of
from quizapp.tui import wording
from quizapp.tui.signs import Signs
from quizapp.tui.text import joined, one_line, words
from quizapp.tui.widgets.passage import Paragraph, said
from quizapp.tui.widgets.promise_bar import promise_bar
from quizapp.tui.wording import between, number

_EXAM, _BAR = 24, 18
_DONE = "The plan for today is done."


def promised(
    plan: DayPlan | None, goals: Sequence[Goal], today: date, signs: Signs, key: str, news: str = ""
) -> list[Paragraph]:
    """Home's three lines: the exam and its day, the promise, and what else there is to know, or `news` instead."""
    goal = goals[0]
    promise = None if plan is None else next((each for each in plan.promises if each.goal == goal.id), None)
    head = one_line(goal.exam, "bold").truncate(_EXAM, ellipsis=True)
    told = [short_date(goal.on), left(goal, today)]
    if promise is not None and not promise.own:
        told.append("rough")
    if len(goals) > 1:
        told.append(f"+{wording.counted(len(goals) - 1, 'exam')}")
    head += words("  " + f"  {signs.dot}  ".join(told), "$muted")
    if plan is None or promise is None:
        return [said(head), said(words(news or "not planned yet", "$muted")), said(_way(key, signs))]
    if not promise.most:
        none = "the decks hold none of its marks"
        return [said(head), said(words(none, "$nearly")), said(words(news, "$muted") if news else _way(key, signs))]
    return [said(head), said(_line(promise, signs)), said(words(news, "$muted") if news else _more(plan, signs, key))]


def _line(promise: Promise, signs: Signs) -> Content:
    expected = Content.styled(f"expected {number(promise.mean)} of {number(promise.most)}", "bold")
    half = words(between(promise.low, promise.high, promise.most))
    return joined([expected, half, promise_bar(promise, signs, _BAR), words(_lines(promise))], "  ")


def _lines(promise: Promise) -> str:
    if promise.unknown:
        return f"{number(promise.unknown)} more unknown"
    lines = [("pass", promise.needed), ("target", promise.target)]
    return ", ".join([f"{name} {number(marks)}" for name, marks in lines if marks])


def _more(plan: DayPlan, signs: Signs, key: str) -> Content:
    pieces = []
    more = next((each for each in plan.otherwise if each.minutes > 0), None)
    if more is not None and more.marks:
        pieces.append(words(f"{more.minutes:+.0f} min a day: {number(more.marks[0])}"))
    if missed := sum(each.questions for each in plan.left_out if each.reason == "no time"):
        pieces.append(words(f"no time for {wording.counted(missed, 'question')}", "$nearly"))
    return joined([*pieces, _way(key, signs)], f"  {signs.dot}  ")


def _way(key: str, signs: Signs) -> Content:
    return Content.assemble((f"{signs.pointer} {key}", "bold $accent"), "  the plan")


def short_date(day: date) -> str:
    """A date without its weekday: `21 Feb 2027`."""
    return wording.short_date(day).partition(" ")[2]


def left(goal: Goal, today: date) -> str:
    """How far away an exam is: `91 days left`, `tomorrow`."""
    days = (goal.on - today).days
    return "tomorrow" if days == 1 else f"{days} days left"


def done(overview: Overview, signs: Signs, key: str) -> list[Paragraph]:
    """That the plan asks nothing more today, and what there is for who wants to go on."""
    today = date_of(overview.day)
    if minutes_on(overview.goals, today):
        lines = [said(Content.styled("Done for today.", "bold $right"), space_before=1)]
        lines.append(said(words(_DONE, "$muted")))
    else:
        lines = [said(Content.styled("A day off.", "bold $right"), space_before=1), *_next(overview.goals, today)]
    if not overview.beyond:
        return lines
    more = wording.counted(overview.beyond, "more question", "more questions")
    go_on = Content.assemble((f"{signs.pointer} {key}", "bold $accent"), "  go on all the same")
    return [*lines, said(words(f"{more} could be asked.", "$muted")), said(go_on, space_before=1)]


def ended(overview: Overview, signs: Signs, key: str, *, is_over: bool) -> list[Paragraph]:
    """What the summary says of the plan: that it is done, or its minutes over, and that one may go on."""
    if not overview.goals or overview.to_ask or overview.beyond is None:
        return []
    lines = [said(Content.styled(_ended(overview, is_over=is_over), "bold $right"), space_before=1)]
    if overview.beyond:
        more = wording.counted(overview.beyond, "more question", "more questions")
        pointer = Content.assemble((f"{signs.pointer} {key}", "bold $accent"), "  go on all the same")
        lines += [said(words(f"{more} could be asked.", "$muted")), said(pointer)]
    return lines


def _ended(overview: Overview, *, is_over: bool) -> str:
    today = date_of(overview.day)
    minutes, later = minutes_on(overview.goals, today), _next_day(overview.goals, today)
    if not minutes:
        return "A day off: the plan asks for nothing today."
    if not is_over:
        return _DONE
    over = f"Today's time of {wording.counted(minutes, 'minute')} is over"
    return f"{over}; the plan takes up the rest {later}." if later else f"{over}, and no day is left before the exam."


def _next(goals: Sequence[Goal], today: date) -> list[Paragraph]:
    """When the plan goes on."""
    later = _next_day(goals, today)
    return [said(words(f"The plan continues {later}.", "$muted"))] if later else []


def _next_day(goals: Sequence[Goal], today: date) -> str:
    """The next day that has time for study, in words; nothing where there is none."""
    for days in range(1, FARTHEST.days):
        day = today + timedelta(days)
        if minutes_on(goals, day):
            return "tomorrow" if days == 1 else f"on {wording.short_date(day)}"
    return ""
