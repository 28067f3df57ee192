"""What is said of the marks to expect, on Home and in Insights: a number, its interval, a bar with the pass line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from quizapp.domain.calibration import Bin, Trial
from quizapp.domain.outlook import Expectation, Outlook, said_chance
from quizapp.domain.prospects import WARM, Calibration, Prospects, Sat
from quizapp.domain.study_day import date_of
from quizapp.tui import wording
from quizapp.tui.screens.insights_words import head
from quizapp.tui.signs import Signs
from quizapp.tui.text import joined, one_line, words
from quizapp.tui.widgets.marks_bar import against, against_legend, marks_bar, marks_legend
from quizapp.tui.widgets.passage import Paragraph, said
from quizapp.tui.wording import between, number

_TITLE, _BAR, _CHART = 20, 8, 40
_HOME_BAR = 16


def will_i_pass(found: Expectation | None, signs: Signs) -> list[Paragraph]:
    """Home's two lines: the paper, then what to expect of it."""
    title = Content.styled("WILL I PASS", "bold $muted")
    if found is None:
        return [said(title), said(words("nothing can be told yet", "$muted"))]
    whole = found.total
    title += words("  ") + one_line(whole.title, "$muted").truncate(40, ellipsis=True)
    if found.tested < WARM:
        title += words(f"  {signs.dot}  rough, after few answers", "$muted")
    if not whole.of:
        return [said(title), said(words("Your decks hold no question of this paper.", "$muted"))]
    expected = Content.styled(f"expected {number(whole.marks)} of {number(whole.of)}", "bold")
    line = joined([expected, words(between(whole.low, whole.high, whole.of)), marks_bar(whole, signs, _HOME_BAR)], "  ")
    return [said(title), said(line + words(f"  {passing(whole)}"))]


def passing(found: Outlook) -> str:
    """The line and the chance to reach it, in a few words; what is not held makes the chance unknown."""
    if found.unknown > 0.5:
        return f"{number(found.unknown)} more unknown"
    if found.chance is None:
        return ""
    return f"pass {number(found.needed)}: {said_chance(found.chance)}"


def marks(found: Prospects, signs: Signs) -> Iterator[Paragraph]:
    """Every paper with its sections: what to expect, the interval, the bar, and the chance to pass."""
    yield head("MARKS TO EXPECT", "if you sat a paper drawn from your decks today", space_before=0)
    yield said(marks_legend(signs))
    if not found.calibration.is_warm:
        yield said(words(cold(found.calibration.tested)))
    for paper in found.papers:
        yield from _paper(paper, signs)


def cold(tested: int) -> str:
    """That little is known of the learner yet."""
    answers = "No prediction was" if not tested else f"Only {wording.counted(tested, 'prediction')} were"
    return f"{answers} tested by an answer of yours so far; from {WARM} on the numbers are yours."


def _paper(paper: Expectation, signs: Signs) -> Iterator[Paragraph]:
    whole = paper.total
    title = one_line(whole.title, "bold")
    if not whole.of:
        yield said(title + words("  your decks hold no question of it", "$muted"), space_before=1)
        return
    yield said(title, space_before=1)
    yield said(_line("the paper", whole, signs))
    if len(paper.sections) > 1:
        for section in paper.sections:
            yield said(_line(section.title, section, signs))


def _line(name: str, found: Outlook, signs: Signs) -> Content:
    shown = _name(name, signs)
    if not found.of:
        return shown + words("not in your decks, or no essay practised yet", "$muted")
    value = f"{number(found.marks)} of {number(found.of)}  ".ljust(
        12
    ) + f"{between(found.low, found.high, found.of)}  ".ljust(14)
    bar = marks_bar(found, signs, _BAR)
    return shown + words(value) + bar + words(f"  {passing(found)}", "$muted")


def _name(name: str, signs: Signs) -> Content:
    """A name in a column of its own."""
    shown = one_line(name)
    if shown.cell_length > _TITLE - 2:
        shown = shown.truncate(_TITLE - 2 - len(signs.ellipsis)) + words(signs.ellipsis)
    return shown.pad_right(_TITLE - shown.cell_length)


def calibration(found: Calibration, signs: Signs) -> Iterator[Paragraph]:
    """Predictions against what came: bins of answers, the figures of a trial, and papers."""
    yield head("CALIBRATION", "what was predicted of your answers, and what came")
    if not found.tested:
        yield said(words(cold(0), "$muted"))
    else:
        yield said(against_legend(signs))
        yield from _bins(found.bins, signs)
        if not found.is_warm:
            yield said(words(cold(found.tested), "$muted"))
    if found.trial is not None:
        yield from _trial(found.trial, signs)
    yield from _sat(found.sat, signs)


def _bins(bins: Sequence[Bin], signs: Signs) -> Iterator[Paragraph]:
    first = 0.0 if any(min(each.low, each.predicted) < 0.5 for each in bins) else 0.5
    middle = f"{(first + 1) / 2 * 100:.0f} %"
    scale = f"{first * 100:.0f} %".ljust(_CHART // 2 - 2) + middle.ljust(_CHART // 2 - 3) + "100 %"
    yield said(words("".ljust(10) + scale, "$muted"), space_before=1)
    for each in bins:
        chart = against(each.predicted, each.share, each.low, each.high, signs, first=first, width=_CHART)
        came = f"  {each.share * 100:.0f} % of {each.of:,}".ljust(17)
        yield said(words(f"{each.predicted * 100:5.0f} %   ") + chart + words(came) + words(verdict(each), "$muted"))


def verdict(each: Bin) -> str:
    """In words whether chance explains the difference of predicted and right."""
    if each.predicted > each.high:
        return "fewer"
    return "more" if each.predicted < each.low else "as said"


def _trial(trial: Trial, signs: Signs) -> Iterator[Paragraph]:
    answers = wording.counted(trial.answers, "answer")
    yield said(words(f"The newest {answers}, predicted without having seen them:"), space_before=1)
    for name, each in (("by memory alone", trial.model), ("corrected by older answers", trial.corrected)):
        figures = f"log loss {each.log_loss:.3f}  {signs.dot}  RMSE (bins) {each.rmse_bins * 100:.1f} %"
        yield said(words(name.ljust(30)) + words(figures))


def _sat(sat: Sequence[Sat], signs: Signs) -> Iterator[Paragraph]:
    yield head("PAPERS YOU SAT", "what their questions promised, and what you got")
    if not sat:
        yield said(words("None yet.", "$muted"))
    for each in sat:
        expected = each.expected
        title = words(wording.short_date(date_of(each.day)).ljust(16)) + _name(each.title, signs)
        inside = "within" if each.within else "below" if each.got < expected.low else "above"
        promised = f"{number(expected.low)} to {number(expected.high)} of {number(expected.of)}"
        yield said(title + words(f"{promised}  {signs.dot}  got {number(each.got)}, ") + words(inside, "bold"))
