"""What the commands about papers that were sat print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quizapp.cli.output import count, put, put_table, say, wording
from quizapp.domain.exam_attempts import Attempt
from quizapp.domain.exam_luck import Said, Switches
from quizapp.domain.exam_results import ExamResult, Filter, clock_in_words, marks_in_words
from quizapp.domain.marking import Marks, Outcome

_SLOWEST = 3
_MOST_LISTED = 40


def put_papers(papers: Sequence[Attempt], short: Mapping[str, str]) -> None:
    """Papers that were handed in, a line each."""
    rows = [
        (
            short.get(each.id, each.id),
            f"{each.ended:%Y-%m-%d}",
            marks_in_words(each.marks, each.of),
            _verdict(each),
            wording(each.title),
        )
        for each in papers
    ]
    put_table(("id", "day", "marks", "verdict", "title"), rows)


def put_result(found: ExamResult) -> None:
    """A result: the marks, where they were made and lost, luck, time, what was corrected, the schedule."""
    total = found.now.total
    put(f"{wording(found.blueprint.title)}, {found.ended:%Y-%m-%d}: paper {found.seed}")
    line = f"{marks_in_words(total.marks, total.of)} marks"
    put(
        f"{line}: {_verdict(found.attempt())}{_distance(found)}."
        if found.now.passed is not None or found.waiting
        else f"{line}."
    )
    if found.waiting:
        put(f"Waiting for marks by hand: {', '.join(map(str, found.waiting))}.")
    put("")
    groups = [*found.now.sections, total] if len(found.now.sections) > 1 else [total]
    put_table(
        ("section", *_heads("marks", "of", "right", "partly", "wrong", "blank", "lost", "needed")),
        [_figures(each, "all" if each is total else wording(each.title)) for each in groups],
    )
    put("")
    rows = [_figures(each, wording(each.title) or "-")[:-2] for each in found.weakest_topics()]
    put_table(("topic, weakest first", *_heads("marks", "of", "right", "partly", "wrong", "blank")), rows)
    put("")
    for told in [*_changed(found), *_luck(found), *_time(found), *_again(found), _schedule(found)]:
        put(told)


def put_corrected(changed: Sequence[Attempt], short: Mapping[str, str], number: int, *, taken_back: bool) -> None:
    """Which papers have other marks after a key was corrected, or that none have."""
    what = "The deck's key counts again" if taken_back else f"The key of question {number} is corrected"
    if not changed:
        say(f"{what}. No marks change by that.")
        return
    put_papers(changed, short)
    say(f"{what}: {count(len(changed), 'paper')} marked again.")


def _verdict(each: Attempt) -> str:
    if each.waiting:
        return f"{count(each.waiting, 'question')} to mark"
    return {True: "passed", False: "not passed", None: "-"}[each.passed]


def _distance(found: ExamResult) -> str:
    total = found.now.total
    if found.waiting:
        return ""
    if total.passed is False:
        return f", {round(total.needed - total.marks, 2):g} short"
    failed = [wording(each.title) for each in found.now.sections if each.passed is False]
    if failed:
        return f" for the sake of {', '.join(failed)}"
    return f", {round(total.marks - total.needed, 2):g} to spare" if total.needed else ""


def _figures(each: Marks, name: str) -> tuple[str, ...]:
    numbers = (each.marks, each.of, each.right, each.partly, each.wrong, each.blank, each.lost, each.needed)
    return name, *[f"{round(number, 2):g}".rjust(6) for number in numbers]


def _heads(*names: str) -> tuple[str, ...]:
    return tuple([name.rjust(6) for name in names])


def _changed(found: ExamResult) -> list[str]:
    if not found.changed:
        return []
    then = found.then.total
    told = [f"When it was handed in: {marks_in_words(then.marks, then.of)} marks."]
    told += [f"Question {each.number}: {each.before.outcome} then, {each.after.outcome} now." for each in found.changed]
    return told


def _luck(found: ExamResult) -> list[str]:
    told = []
    for each in found.luck:
        name = {Said.UNSAID: "not said"}.get(each.said, each.said.value)
        line = f"Answers, {name}: {each.right} of {each.answers} right, {round(each.marks, 2):+g} marks"
        if each.against and each.said is not Said.SURE:
            line += f", {each.against} ({each.by_guessing:.1f})"
        told.append(line + ".")
        if each.said is Said.SURE and each.wrong:
            told.append(f"Not right though sure: {', '.join(map(str, each.wrong))}.")
    if found.switches is not None and found.switches.all:
        told.append(f"Answers changed: {', '.join(_switched(found.switches))}.")
    return told


def _switched(switches: Switches) -> list[str]:
    counts = (
        (switches.to_wrong, "from right to wrong"),
        (switches.to_right, "from wrong to right"),
        (switches.wrong_to_wrong, "from one wrong answer to another"),
    )
    return [f"{number} {words}" for number, words in counts if number]


def _time(found: ExamResult) -> list[str]:
    if not found.milliseconds:
        return []
    given = f" of {found.minutes}:00" if found.minutes else ""
    went = ", ".join(f"{each.name} {clock_in_words(each.milliseconds)}" for each in found.spent_by_outcome())
    longest = sorted(found.questions, key=lambda each: -each.milliseconds)[:_SLOWEST]
    named = ", ".join(f"{each.number} ({clock_in_words(each.milliseconds)})" for each in longest if each.milliseconds)
    return [f"Time: {clock_in_words(found.milliseconds)}{given} ({went}); the longest: {named}."]


def _again(found: ExamResult) -> list[str]:
    missed = [each.number for each in found.chosen(Filter.WRONG) if each.outcome is not Outcome.BLANK]
    if not missed:
        return []
    listed = ", ".join(map(str, missed[:_MOST_LISTED]))
    return [f"Not right: {listed}{' and more' if len(missed) > _MOST_LISTED else ''}."]


def _schedule(found: ExamResult) -> str:
    entered = found.entered
    if not entered.answers:
        return "Schedule: nothing of this paper is in it."
    if not entered.stands:
        return f"Schedule: {count(entered.answers, 'answer')} of this paper were taken out of it again."
    answers = count(entered.answers, "answer")
    return f"Schedule: {answers} of this paper are in it, {entered.again} of them asked again soon."
