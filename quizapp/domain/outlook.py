"""The marks to expect of a paper today, with an interval and the chance to pass; docs/expected-marks.md explains it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import ceil, erfc, sqrt

from quizapp.domain.blueprints import Blueprint, Section
from quizapp.domain.expecting import Knowledge, Pool, Sum
from quizapp.domain.paper_worth import sized
from quizapp.domain.values import dataclass

Z80 = 1.2815515655446004
"""The quantile of the normal distribution by which an interval of 80 % reaches to either side."""

_NOTHING = 1e-9


@dataclass(frozen=True, slots=True)
class Outlook:
    """The marks to expect of a paper or a section.

    `of` are the marks of the questions that the decks hold and that something is known of, `whole` the full marks:
    nothing is said of the rest. `half` is half of the interval of 80 %. `needed` is what passes of `of`, 0 without a
    line; `chance` is that to reach it, None where the whole is not held. `met` is the share of questions met before.
    """

    name: str
    title: str
    marks: float
    of: float
    whole: float
    half: float
    needed: float = 0.0
    chance: float | None = None
    met: float = 0.0
    least: float = 0.0

    @property
    def low(self) -> float:
        """Fewer marks come one time in ten."""
        return max(self.least, self.marks - self.half)

    @property
    def high(self) -> float:
        """More marks come one time in ten."""
        return min(self.of, self.marks + self.half)

    @property
    def unknown(self) -> float:
        """The marks of which nothing is said."""
        return max(0.0, self.whole - self.of)


@dataclass(frozen=True, slots=True)
class Expectation:
    """What to expect of a whole paper, and of its sections; so many `tested` answers stand behind the correction."""

    total: Outlook
    sections: tuple[Outlook, ...]
    tested: int = 0


def expected(blueprint: Blueprint, pools: Iterable[Pool], known: Knowledge) -> Expectation:
    """The marks to expect of a paper that is drawn as the blueprint says from the questions of these pools."""
    held = [pool for pool in pools if pool.questions]
    left = [float(pool.questions) for pool in held]
    total, whole, sections = Sum(), 0.0, []
    for section in blueprint.sections:
        found, wanted = _section(section, held, left, known)
        full = found.of if blueprint.scaled else wanted * section.marks
        sections.append(outlook(section.id, section.title, found, full, section.pass_percent, known, step((section,))))
        total.add(found)
        whole += full
    paper = outlook(
        blueprint.id, blueprint.title, total, whole, blueprint.pass_percent, known, step(blueprint.sections)
    )
    lines = [each.chance for each in (paper, *sections) if each.chance is not None]
    if paper.chance is not None and len(lines) > 1:
        chance = 1.0  # of all lines, as if one said nothing of the other, which is less than the truth
        for each in lines:
            chance *= each
        paper = replace(paper, chance=chance)
    return Expectation(paper, tuple(sections), known.picked.answers + known.produced.answers)


def outlook(
    name: str, title: str, found: Sum, whole: float, pass_percent: float, known: Knowledge, step: float
) -> Outlook:
    """A sum of questions as what to expect; marks come in steps of `step`, 0 where there are no steps."""
    deviation = found.deviation(known)
    needed = found.of * pass_percent / 100
    chance = None
    if needed and found.of >= whole - _NOTHING:
        # Half a step below, since between two steps there are no marks.
        line = ceil(needed / step - _NOTHING) * step - step / 2 if step else needed
        chance = 0.5 * erfc((line - found.marks) / max(deviation, _NOTHING) / sqrt(2))
    met = found.met / found.questions if found.questions else 0.0
    of, whole = round(found.of, 6), round(whole, 6)  # without what adding many parts left over
    return Outlook(name, title, found.marks, of, whole, Z80 * deviation, needed, chance, met, min(0.0, found.least))


def said_chance(share: float) -> str:
    """A chance in whole percent; nothing is sure, so neither all nor none is said."""
    if share > 0.99:
        return "over 99 %"
    return "under 1 %" if share < 0.01 else f"{share * 100:.0f} %"


def step(sections: Sequence[Section]) -> float:
    """The step in which marks come where it is the same everywhere, and nothing is taken away or given in part."""
    marks = {section.marks for section in sections}
    plain = not any(section.negative or section.self_marked for section in sections)
    return marks.pop() if plain and len(marks) == 1 else 0.0


def _section(section: Section, pools: Sequence[Pool], left: list[float], known: Knowledge) -> tuple[Sum, float]:
    """What a section amounts to, and how many questions it wants; what it draws is no longer `left` for others."""
    found = Sum()
    parts = list(sized(section, pools))
    wanted = sum(size for _, size in parts)
    for places, size in parts:
        found.add(_drawn(section, pools, places, size, left, known))
    if any(part.weight for part in section.parts):  # a weight is a wish: what one part lacks the others give
        for places, _ in parts:
            found.add(_drawn(section, pools, places, wanted - found.questions, left, known))
    return found, wanted


def _drawn(
    section: Section, pools: Sequence[Pool], places: Sequence[int], size: float, left: list[float], known: Knowledge
) -> Sum:
    """So many questions drawn by chance from what is left in some pools; of pools that tell nothing none is drawn."""
    drawn, there = Sum(), sum(left[place] for place in places)
    size = min(size, there)
    if size <= _NOTHING:
        return drawn
    mean = square = told = 0.0
    for place in places:
        taken = size * left[place] / there
        left[place] -= taken
        if not taken or (one := pools[place].one(section, known)) is None:
            continue
        drawn.add(one[0], taken)
        told += taken
        mean += taken * one[0].marks
        square += taken * one[1]
    if told > _NOTHING and there > 1:
        # The marks that questions are worth differ: so do draws, the less the more of what there is is drawn.
        between = square / told - (mean / told) ** 2
        drawn.variance += max(0.0, told * between * (1 - size / there) * there / (there - 1))
    return drawn
