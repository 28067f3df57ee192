"""A plan in words and in a picture made of characters."""

from __future__ import annotations

from collections.abc import Sequence

from quizapp.cli.output import count, put, put_table
from quizapp.domain.plans import DayAhead, DayPlan, LeftOutTopic, Promise
from quizapp.domain.study_day import date_of

_BAR = 30


def put_plan(found: DayPlan, days: int) -> None:
    """Print the promise of each exam, what other minutes would change, the days ahead and what is left out."""
    for number, each in enumerate(found.promises):
        put(f"{each.exam}, {date_of(each.day)}, in {count(each.day - found.day, 'day')}")
        put(f"  {marks_line(each)}")
        if not each.unknown and (each.needed or each.target):
            put(f"  {lines_to_reach(each)}")
        for other in found.otherwise if each.most else ():
            put(f"  {other.minutes:+.0f} minutes a day: {other.marks[number]:.1f}")
        put("")
    exam = ("exam",) if len(found.promises) > 1 else ()
    put_table(
        ("day", "minutes", "reviews", "new", "marks", *exam, ""), [_row(each, found) for each in found.days[:days]]
    )
    for sentence in left_out(found.left_out):
        put(sentence)


def marks_line(each: Promise) -> str:
    """The marks to expect, how sure that is, and what it would be without any study."""
    if not each.most:
        return "the decks hold none of its marks, so there is nothing to expect"
    held = f"; the decks hold {each.most:g} of {each.paper:g} marks, so nothing is said about passing"
    sure = "" if each.own else "; the memory model is not fitted to you yet, so take it as a guess"
    return (
        f"expected {each.mean:.1f} of {each.most:g} marks ({each.low:.1f} to {each.high:.1f} in four cases of five)"
        f"; without study {each.today:.1f}{sure}{held if each.unknown else ''}"
    )


def lines_to_reach(each: Promise) -> str:
    """The pass line and the target, each with whether it is within reach."""
    said = []
    for name, line in (("to pass", each.needed), ("your target", each.target)):
        if line:
            where = "reached" if each.low >= line else "within reach" if each.high >= line else "out of reach"
            said.append(f"{name} {line:g}: {where}")
    return "; ".join(said)


def left_out(topics: Sequence[LeftOutTopic]) -> list[str]:
    """What will not have been seen by the exam, a sentence for each reason."""
    sentences = []
    for reason, words in (
        ("no time", "{} will not come up before the exam, because the time goes where it brings more marks: {}."),
        ("no marks", "{} will not come up, because no exam of yours asks for them: {}."),
    ):
        of_it = [each for each in topics if each.reason == reason]
        if of_it:
            named = ", ".join(f"{each.topic or 'no topic'} {each.questions}" for each in of_it[:5])
            more = f" and {count(len(of_it) - 5, 'other topic')}" if len(of_it) > 5 else ""
            sentences.append(words.format(count(sum(each.questions for each in of_it), "question"), named + more))
    return sentences


def _row(each: DayAhead, found: DayPlan) -> tuple[object, ...]:
    most = max(max(day.minutes, day.available) for day in found.days) or 1.0
    filled = round(each.minutes / most * _BAR)
    bar = "#" * filled + "." * (round(each.available / most * _BAR) - filled)
    date, exam = date_of(each.day), found.nearest(each.day)
    named = (exam.exam if exam is not None else "",) if len(found.promises) > 1 else ()
    held = round(each.minutes), round(each.reviews), round(each.new), f"{each.marks:.1f}"
    return f"{date:%a} {date}", *held, *named, bar
