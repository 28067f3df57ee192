"""What the plan's own screen says: the promise, what other minutes would change, the weeks ahead, what is left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from textual.content import Content

from quizapp.domain.goals import Goal, minutes_on, written_minutes
from quizapp.domain.plans import DayAhead, DayPlan, LeftOutTopic, Promise
from quizapp.domain.study_day import date_of
from quizapp.tui import wording
from quizapp.tui.screens.goal_words import left, short_date
from quizapp.tui.screens.insights_words import head
from quizapp.tui.signs import Signs
from quizapp.tui.text import joined, one_line, words
from quizapp.tui.widgets.passage import Paragraph, said
from quizapp.tui.widgets.promise_bar import promise_bar, promise_legend
from quizapp.tui.wording import number

_BAR, _SMALL, _DATE, _TOPICS, _DAYS = 44, 14, 8, 5, 7


def aimed(goal: Goal, today: date, signs: Signs) -> Iterator[Paragraph]:
    """The exam and what was said of it."""
    day = f"{wording.short_date(goal.on)}  {signs.dot}  {left(goal, today)}"
    yield said(one_line(goal.exam, "bold") + words(f"  {day}"))
    told = [f"minutes a day: {written_minutes(goal.minutes)}"]
    coming = [each for each in goal.breaks if each.last >= today]
    if coming:
        told.append("breaks: " + ", ".join(str(each) for each in coming))
    yield said(words(f"  {signs.dot}  ".join(told), "$muted"))


def promise(found: Promise, signs: Signs) -> Iterator[Paragraph]:
    """The marks to expect, with what they are held against."""
    if not found.most:
        none = "Your decks hold none of the paper's marks, so there is nothing to expect."
        yield said(words(none, "$nearly"), space_before=1)
        return
    expected = Content.styled(f"expected {number(found.mean)} of {number(found.most)} marks", "bold")
    between = words(f"  {number(found.low)} to {number(found.high)} in 4 cases of 5")
    without = words(f"  {signs.dot}  without study {number(found.today)}", "$muted")
    yield said(expected + between + without, space_before=1)
    yield said(promise_bar(found, signs, _BAR))
    yield said(promise_legend(found, signs))
    for name, marks in (("To pass", found.needed), ("Your target", found.target)):
        if marks and not found.unknown:
            yield said(words(f"{name}: {number(marks)}, ") + reach(found, marks))
    if found.unknown:
        held = f"Your decks hold {number(found.most)} of the paper's {number(found.paper)} marks"
        yield said(words(f"{held}, so nothing is said about passing."))
    if not found.own:
        yield said(words("By an average memory, as long as little is known of yours: a rough guess.", "$muted"))


def reach(found: Promise, marks: float) -> Content:
    """Whether so many marks are to be expected, in words."""
    if found.low >= marks:
        return words("reached in nine cases of ten or more", "$right")
    if found.high >= marks:
        return words("within reach", "$nearly")
    return words("out of reach with these minutes", "$wrong")


def otherwise(plan: DayPlan, place: int) -> Iterator[Paragraph]:
    """What more or fewer minutes a day would bring in the exam at this place among the promises."""
    changes = [f"{each.minutes:+.0f} min a day: {number(each.marks[place])}" for each in plan.otherwise]
    if changes and plan.promises[place].most:
        yield said(joined([words("With other minutes  ", "$muted"), words("     ".join(changes), "bold")]))


def weeks(plan: DayPlan, goals: Sequence[Goal], today: date, signs: Signs) -> Iterator[Paragraph]:
    """A row a week: a bar for the minutes of each day, their sums, and the marks at its end."""
    if not plan.days:
        return
    several = len(plan.promises) > 1
    single = f"{plan.promises[0].exam}: marks if it were the morning after" if plan.promises else ""
    yield head("THE WEEKS AHEAD", "marks if the next exam were the morning after" if several else single)
    by_day = {date_of(each.day): each for each in plan.days}
    most = max(max(each.minutes, each.available) for each in plan.days) or 1.0
    tall, dash = signs.bars[-1], signs.dash
    yield said(
        words(f"{signs.bars[0]} to {tall} minutes of a day, {tall} is {most:.0f}   {dash} no study   X exam", "$muted")
    )
    yield said(words(f"{'':{_DATE}}M T W T F S S   minutes  reviews   new   marks", "$muted"))
    monday, last, named = today - timedelta(days=today.weekday()), max(goal.on for goal in goals), None
    while monday <= last:
        week = [monday + timedelta(days=each) for each in range(7)]
        found = [by_day[each] for each in week if each in by_day]
        nearest = plan.nearest(found[0].day) if found else None
        if several and nearest is not None and nearest is not named:
            named = nearest
            yield said(one_line(f"Marks of {nearest.exam}, of {number(nearest.most)}", "$muted"))
        line = words(short_date(monday)[:-5].ljust(_DATE))
        line += joined([_cell(each, by_day, goals, most, signs) for each in week], " ")
        yield said(line + _sums(plan, found, signs) if found else line)
        monday += timedelta(days=7)


def _sums(plan: DayPlan, found: Sequence[DayAhead], signs: Signs) -> Content:
    """What the days of a week hold, and the marks at its end; in the week of an exam those on its eve."""
    sums = [sum(getattr(each, name) for each in found) for name in ("minutes", "reviews", "new")]
    exam = plan.nearest(found[0].day)
    eve = [each for each in found if plan.nearest(each.day) == exam][-1]
    return words(f"{sums[0]:10.0f}{sums[1]:9.0f}{sums[2]:6.0f}   ") + _marks(plan, eve, signs)


def _cell(day: date, by_day: dict[date, DayAhead], goals: Sequence[Goal], most: float, signs: Signs) -> Content:
    if any(goal.on == day for goal in goals):
        return Content.styled("X", "bold $accent")
    found = by_day.get(day)
    if found is None:
        return Content(" ")
    if not minutes_on(goals, day):
        return words(signs.dash, "$muted")
    steps = len(signs.bars)
    return Content.styled(signs.bars[max(0, min(steps, round(found.minutes / most * steps)) - 1)], "$primary")


def _marks(plan: DayPlan, day: DayAhead, signs: Signs) -> Content:
    exam = plan.nearest(day.day)
    marks, top = day.marks, 0.0 if exam is None else exam.most
    full, none = ("█", "░") if signs.unicode else ("#", ".")
    filled = max(0, min(_SMALL, round(marks / top * _SMALL))) if top else 0
    bar = Content.styled(full * filled, "$primary") + Content.styled(none * (_SMALL - filled), "$rule")
    return bar + words(f" {marks:.1f}", "bold")


def next_days(plan: DayPlan, goals: Sequence[Goal], signs: Signs) -> Iterator[Paragraph]:
    """What each of the next days holds."""
    if not plan.days:
        return
    yield head("THE NEXT DAYS")
    for each in plan.days[:_DAYS]:
        day = date_of(each.day)
        name = words(wording.short_date(day)[:-5].ljust(12))
        if not minutes_on(goals, day):
            yield said(name + words("no study", "$muted"))
            continue
        held = f"{each.minutes:4.0f} min{each.reviews:6.0f} reviews{each.new:5.0f} new   "
        yield said(name + words(held) + _marks(plan, each, signs))


def left_out(topics: Sequence[LeftOutTopic]) -> Iterator[Paragraph]:
    """What will not have been met by the exam, and why."""
    reasons = {
        "no time": "The time goes where it brings more marks; more minutes a day would bring these too:",
        "no marks": "No exam that you aim at asks for these:",
    }
    shown = [(why, found) for why in reasons if (found := [each for each in topics if each.reason == why])]
    if shown:
        yield head("LEFT OUT", wording.counted(sum(each.questions for each in topics), "question"))
    for why, found in shown:
        yield said(words(reasons[why]))
        named = [one_line(each.topic or "no topic") + words(f" {each.questions}", "$muted") for each in found[:_TOPICS]]
        if len(found) > _TOPICS:
            named.append(words(wording.counted(len(found) - _TOPICS, "other topic"), "$muted"))
        yield said(joined(named, ", "), indent=2)
    if shown:
        yield said(words("Nothing is hidden: what is due can be asked at any time, by deck or in Practice.", "$muted"))
