"""What the result of a paper says: the marks against the line first, then where they were made and lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from quizapp.domain.exam_attempts import Attempt
from quizapp.domain.exam_luck import Confidence, Said, Switches
from quizapp.domain.exam_results import ExamResult, Spent, clock_in_words, marks_in_words
from quizapp.domain.marking import Marks, Outcome
from quizapp.tui import wording
from quizapp.tui.exam_pictures import marks_bar, outcome_sign, outcome_style, pass_mark, time_strip
from quizapp.tui.screens.insights_words import head
from quizapp.tui.signs import Signs
from quizapp.tui.text import joined, one_line, words
from quizapp.tui.widgets.passage import Paragraph, said

WIDTH = 72
"""So many cells every line has, so that a page reads the same on a narrow screen and on a wide one."""

_NAME, _BAR, _MARKS, _COUNT = 34, 12, 11, 5
_MOST_ATTEMPTS = 8
_SLOWEST = 3


def everything(found: ExamResult, signs: Signs) -> Iterator[Paragraph]:
    """The whole page, in the order in which it is asked about."""
    yield from _marks(found, signs)
    yield from _otherwise(found)
    if len(found.now.sections) > 1:
        yield from _groups("SECTIONS", found.now.sections, signs)
    yield from _groups("TOPICS", found.weakest_topics(), signs, aside="weakest first")
    yield from _attempts(found, signs)
    yield from _luck(found, signs)
    yield from _time(found, signs)
    yield from _schedule(found)


def verdict_in_words(found: ExamResult) -> str:
    """Whether the paper is passed, by how much or why not; empty where there is no line."""
    total, result = found.now.total, found.now
    if found.waiting and not result.passed:
        return f"{wording.counted(len(found.waiting), 'question')} still without marks"
    if result.passed is None:
        return ""
    if result.passed:
        return f"passed, {round(total.marks - total.needed, 2):g} to spare" if total.needed else "passed"
    if total.passed is False:
        return f"not passed, {round(total.needed - total.marks, 2):g} short"
    failed = [each.title for each in result.sections if each.passed is False]
    return f"not passed: the line of {', '.join(failed)}"


def _marks(found: ExamResult, signs: Signs) -> Iterator[Paragraph]:
    total, passed = found.now.total, found.now.passed
    verdict = verdict_in_words(found)
    waits = bool(found.waiting) and not passed
    sign = "" if waits or passed is None else (signs.right if passed else signs.wrong) + " "
    style = "$nearly" if waits else "$right" if passed else "$wrong"
    left = words(f"{marks_in_words(total.marks, total.of)} marks", "bold")
    right = one_line(sign + verdict, f"bold {style}") if verdict else Content("")
    yield said(_apart(left, right))
    yield said(marks_bar(total.marks, total.of, total.needed, signs, WIDTH))
    if total.needed:
        yield said(pass_mark(total.needed, total.of, signs, WIDTH))
    counts = [f"{total.right} right", f"{total.wrong} wrong", f"{total.blank - len(found.waiting)} blank"]
    counts[1:1] = [f"{total.partly} partly right"] if total.partly else []
    if total.lost:
        counts.append(f"wrong answers cost {round(total.lost, 2):g}")
    yield said(words(f" {signs.dot} ".join([*counts, *_ended(found)]), "$muted"))


def _ended(found: ExamResult) -> list[str]:
    spent = wording.minutes_spent(found.milliseconds)
    unit = "" if found.milliseconds >= 90_000 else " minutes"
    told = [f"{spent} of {found.minutes}{unit}" if found.minutes else spent]
    return told + (["the time was over"] if found.ended_by == "time" else [])


def _apart(left: Content, right: Content) -> Content:
    return left + Content(" " * max(2, WIDTH - left.cell_length - right.cell_length)) + right


def _otherwise(found: ExamResult) -> Iterator[Paragraph]:
    """What is marked otherwise since the paper was handed in, and what waits for marks."""
    if found.waiting:
        listed = ", ".join(map(str, found.waiting))
        yield said(words(f"Waiting for marks from you: {listed}", "$nearly"), space_before=1)
    changed = found.changed
    if not changed:
        return
    then, now = found.then.total, found.now.total
    yield head("MARKED AGAIN", "a key was corrected since")
    yield said(words(f"{marks_in_words(then.marks, then.of)} then, {marks_in_words(now.marks, now.of)} now"))
    for each in changed:
        before, after = (f"{marked.outcome} ({marked.marks:g})" for marked in (each.before, each.after))
        yield said(words(f"Question {each.number}: {before} then, {after} now", "$muted"))


def _groups(name: str, groups: Sequence[Marks], signs: Signs, aside: str = "") -> Iterator[Paragraph]:
    partly = any(each.partly for each in groups)
    names = ("right", "part", "wrong", "blank") if partly else ("right", "wrong", "blank")
    heads = "".join(text.rjust(_COUNT + 1) for text in names)
    bar = _BAR - (_COUNT + 1 if partly else 0)  # a column more takes its cells from the bars
    title = Content.styled(name, "bold $accent") + words(f"  {aside}" if aside else "", "$muted")
    lead = title.pad_right(max(0, _NAME + bar - title.cell_length))
    yield said(lead + words("marks".rjust(_MARKS) + heads, "$muted"), space_before=1)
    for each in groups:
        yield said(_group(each, signs, bar, partly=partly))
        if each.passed is False:
            yield said(words(f"  {signs.wrong} below the line of this section, {each.needed:g}", "$wrong"))


def _group(each: Marks, signs: Signs, width: int, *, partly: bool) -> Content:
    name = one_line(each.title or "No topic").truncate(_NAME - 2, ellipsis=True)
    name = name.pad_right(_NAME - name.cell_length)
    style = "$wrong" if each.passed is False else "$primary"
    marks = words(marks_in_words(each.marks, each.of).rjust(_MARKS))
    numbers = (each.right, each.partly, each.wrong, each.blank) if partly else (each.right, each.wrong, each.blank)
    counts = "".join(_or_dash(number, signs).rjust(_COUNT + 1) for number in numbers)
    return name + marks_bar(each.marks, each.of, each.needed, signs, width, style) + marks + words(counts)


def _or_dash(number: int, signs: Signs) -> str:
    return str(number) if number else signs.dash


def _attempts(found: ExamResult, signs: Signs) -> Iterator[Paragraph]:
    if len(found.attempts) < 2:
        return
    shown = sorted(found.attempts, key=lambda each: each.ended)[-_MOST_ATTEMPTS:]
    left_out = len(found.attempts) - len(shown)
    yield head("EVERY TIME YOU SAT IT", f"the last {_MOST_ATTEMPTS} of {len(found.attempts)}" if left_out else "")
    for each in shown:
        here = signs.pointer if each.id == found.id else " "
        yield said(words(f"{here} ", "$accent") + attempt_line(each, signs))


def attempt_line(each: Attempt, signs: Signs) -> Content:
    """One sitting of a paper: its day, a bar against the line, its marks and whether it passed."""
    day = words(wording.short_date(each.ended.date()).rjust(15) + "  ")
    bar = marks_bar(each.marks, each.of, each.needed, signs, 24)
    return day + bar + words(marks_in_words(each.marks, each.of).rjust(13) + "  ") + attempt_verdict(each, signs)


def attempt_verdict(each: Attempt, signs: Signs) -> Content:
    """Whether it passed, in a sign and a word."""
    if each.waiting:
        return words(f"{each.waiting} to mark", "$nearly")
    if each.passed is None:
        return words(f"{each.share:.0%}", "$muted")
    return words(f"{signs.right} passed", "$right") if each.passed else words(f"{signs.wrong} not passed", "$wrong")


_SAID = {Said.SURE: "sure", Said.UNSURE: "unsure", Said.UNSAID: "not said"}


def _luck(found: ExamResult, signs: Signs) -> Iterator[Paragraph]:
    if not found.luck:
        return
    aside = "what your answers were worth"
    guessed = any(each.by_guessing for each in found.luck)
    line = "│" if signs.unicode else "|"
    yield head("LUCK", f"{aside}; {line} is what guessing gives" if guessed else aside)
    for each in found.luck:
        name = words(_SAID[each.said].ljust(9))
        bar = marks_bar(each.right, each.answers, each.by_guessing, signs, 12)
        yield said(name + bar + words(f"  {luck_in_words(each)}"))
    sure = next((each for each in found.luck if each.said is Said.SURE), None)
    if sure is not None and sure.wrong:
        numbers = ", ".join(map(str, sure.wrong))
        yield said(words(f"Not right though you were sure: {numbers}", "$wrong"))
    for sentence in luck_sentences(found):
        yield said(words(sentence, "$muted"))


def luck_in_words(each: Confidence) -> str:
    """What answers were worth, in answers and in marks: `2 of 6 right, +2, could be guessing (1.5)`."""
    marks = round(each.marks, 2)
    told = f"{each.right} of {each.answers} right, {marks:+g}" if marks else f"{each.right} of {each.answers} right"
    if each.against is None or each.said is Said.SURE:
        return told
    return f"{told}, {each.against} ({each.by_guessing:.1f})"


def luck_sentences(found: ExamResult) -> list[str]:
    """How much was known rather than guessed, and what changing answers did."""
    told = []
    answers = sum(each.answers for each in found.luck)
    if any(each.by_guessing for each in found.luck) and answers > found.now.total.right:
        told.append(f"About {found.known:.0f} of {answers} answers were known: a wrong guess stands for right ones.")
    if found.switches is not None and found.switches.all:
        told.append(switches_in_words(found.switches))
    return told


def switches_in_words(switches: Switches) -> str:
    """What changing answers did."""
    counts = (
        (switches.to_wrong, "from right to wrong"),
        (switches.to_right, "from wrong to right"),
        (switches.wrong_to_wrong, "from one wrong answer to another"),
    )
    told = [f"{number} {words}" for number, words in counts if number]
    return f"Answers you changed: {', '.join(told)}."


def _time(found: ExamResult, signs: Signs) -> Iterator[Paragraph]:
    if not found.milliseconds:
        return
    yield head("TIME", "a column a question, as high as it took")
    for line in time_strip(found.questions, signs, 60):
        yield said(line)
    kinds = [each.outcome for each in found.questions]
    named = [(outcome, outcome_sign(outcome, signs)) for outcome in Outcome if outcome in kinds]
    yield said(joined([words(f"{sign} {outcome.value}", outcome_style(outcome)) for outcome, sign in named], "  "))
    yield said(words(spent_in_words(found.spent_by_outcome()), "$muted"))
    slow = sorted(found.questions, key=lambda each: -each.milliseconds)[:_SLOWEST]
    longest = ", ".join(f"{each.number} ({clock_in_words(each.milliseconds)})" for each in slow if each.milliseconds)
    typical = clock_in_words(round(found.typical()))
    yield said(words(f"Typically {typical} a question; the longest: {longest}", "$muted"))


def spent_in_words(spent: Sequence[Spent]) -> str:
    """Where the time went: `right 12 minutes, wrong 8 minutes`."""
    told = [f"{each.name} {wording.minutes_spent(each.milliseconds)}" for each in spent if each.milliseconds]
    return f"Went to: {', '.join(told)}" if told else ""


def _schedule(found: ExamResult) -> Iterator[Paragraph]:
    yield head("SCHEDULE")
    yield said(words(schedule_in_words(found)))


def schedule_in_words(found: ExamResult) -> str:
    """What the paper gave to the schedule."""
    entered = found.entered
    if not entered.answers:
        return "Nothing of this paper is in the schedule."
    answers = wording.counted(entered.answers, "answer")
    if not entered.stands:
        return f"{answers} of this paper were taken out of the schedule again."
    again = wording.counted(entered.again, "question")
    soon = f"; {again} come back soon" if entered.again else ""
    return f"{answers} of this paper are in the schedule{soon}."
