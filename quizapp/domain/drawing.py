"""Drawing a paper by a seed: the same questions whenever the bank and the history are the same.

Nothing here reads a whole bank: questions are looked at in the order in which the seed brings them, in portions, until
there are enough.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, islice
from math import ceil
from random import Random

from quizapp.domain.asking import shuffled
from quizapp.domain.blueprints import Blueprint, Order, Part, Section
from quizapp.domain.papers import Bank, BankTopic, Glance, History, Paper, PaperQuestion, Shortage
from quizapp.domain.questions import CardKey, Choice, Citation, Multiple, Question, gap_numbers


def draw(
    blueprint: Blueprint,
    seed: int,
    bank: Bank,
    history: History | None = None,
    same: Mapping[Citation, Citation] | None = None,
) -> Paper:
    """Draw a paper; one that finds too few questions is as short as it is, with what each section lacks.

    No two questions rest on the same first fact; `same` names one for all facts that say the same. What was never
    answered comes first, then what was answered longest ago; what stood in the last papers comes only when nothing else
    is left.
    """
    hat = _Hat(bank, history or History(), same or {}, f"{blueprint.id}/{seed}")
    questions: list[PaperQuestion] = []
    shortages = []
    found_in: dict[str, int] = {}
    for section in blueprint.sections:
        drawn, wanted = _section(section, hat)
        found_in[section.id] = len(drawn)
        for deck, question in drawn:
            card = CardKey(deck, question.id, _gap(question, f"{seed}/{deck}/{question.id}"))
            shown = _shown(question, f"{seed}/{card}") if blueprint.shuffle else question
            questions.append(PaperQuestion(len(questions) + 1, section.id, card, shown))
        if len(drawn) < wanted:
            shortages.append(Shortage(section.id, section.title, wanted, len(drawn)))
    return Paper(_fitted(blueprint, found_in, shortages), seed, tuple(questions), tuple(shortages))


def _fitted(blueprint: Blueprint, found: Mapping[str, int], shortages: Iterable[Shortage]) -> Blueprint:
    """The blueprint with as many questions as were found and, where it is scaled, the time that these take."""
    lacking = {each.section: each for each in shortages}
    sections = []
    for section in blueprint.sections:
        short = lacking.get(section.id)
        minutes = section.minutes
        if blueprint.scaled and short is not None:
            minutes = ceil(minutes * short.found / short.wanted)
        sections.append(replace(section, questions=found[section.id], minutes=minutes))
    minutes = blueprint.minutes
    if blueprint.scaled and lacking:
        total = sum(found.values())
        minutes = ceil(minutes * total / (total + sum(each.wanted - each.found for each in lacking.values())))
    return replace(blueprint, sections=tuple(sections), minutes=minutes)


def _section(section: Section, hat: _Hat) -> tuple[list[tuple[str, Question]], int]:
    """The questions of a section in their order, and how many it wanted."""
    parts, wanted = _sized(section, hat)
    sources = [hat.questions(part, f"{section.id}/{number}", size) for number, (part, size) in enumerate(parts)]
    found = [list(islice(source, size)) for source, (_, size) in zip(sources, parts, strict=True)]
    if any(part.weight for part, _ in parts):  # a weight is a wish: what one part lacks the others give
        for source, drawn in zip(sources, found, strict=True):
            drawn += islice(source, wanted - sum(map(len, found)))
    drawn = [each for part in found for each in part]
    if section.order is not Order.PARTS:
        _shuffle(drawn, Random(f"{hat.seed}/{section.id}/order"))
    if section.order is Order.DIFFICULTY:
        drawn.sort(key=lambda each: each[1].difficulty)
    return drawn, wanted


def _sized(section: Section, hat: _Hat) -> tuple[list[tuple[Part, int]], int]:
    """The parts of a section with how many questions each is to give, and how many that makes."""
    sized: list[tuple[Part, int]] = []
    shares = by_weight(section.questions, [part.weight for part in section.parts])
    for part, share in zip(section.parts, shares, strict=True):
        if part.per_topic:
            for deck, _, topic, _ in hat.topics(part):
                sized.append((replace(part, decks=(deck,), topics=(topic,)), part.per_topic))
        else:
            sized.append((part, part.questions or share))
    return sized, sum(size for _, size in sized)


def by_weight(number: int, weights: Sequence[int]) -> list[int]:
    """The number divided by weights into whole ones: the largest remainders get what is left over."""
    total = sum(weights)
    if not total:
        return [0] * len(weights)
    shares = [number * weight // total for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda place: (-(number * weights[place] % total), place))
    for place in by_remainder[: number - sum(shares)]:
        shares[place] += 1
    return shares


class _Hat:
    """What questions of one paper are drawn from: a question or a fact that was drawn is not in it any longer."""

    def __init__(self, bank: Bank, history: History, same: Mapping[Citation, Citation], seed: str) -> None:
        self.seed = seed
        self._bank, self._history, self._same = bank, history, same
        self._topics = bank.topics()
        self._drawn: set[int] = set()
        self._facts: set[Citation] = set()

    def topics(self, part: Part) -> list[BankTopic]:
        """The topics that serve a part and have a question of one of its kinds."""
        return [
            each for each in self._serving(part) if any(any(self._of_kind(some, part)) for some in self._all_of(each))
        ]

    def _all_of(self, topic: BankTopic) -> Iterator[list[int]]:
        return _portions((self._bank.member(topic.deck, topic.topic, place) for place in range(topic.questions)), 10)

    def questions(self, part: Part, name: str, size: int) -> Iterator[tuple[str, Question]]:
        """Questions for a part, one after the other, as long as there are any; about `size` are read at a time."""
        waiting: list[tuple[int, int, int, int]] = []
        members = self._by_chance(self._serving(part), Random(f"{self.seed}/{name}"))
        portion_size = min(250, size + size // 5 + 5)
        for portion in _portions(members, portion_size):
            fresh = []
            for member, glance in self._of_kind(portion, part):
                papers = self._history.papers.get(member, 0)
                if papers or glance.seen is not None:
                    # The longer ago it stood in a paper, the sooner it may come again.
                    waiting.append((-papers if papers else -_NEVER, glance.seen or 0, len(waiting), member))
                else:
                    fresh.append(member)
            yield from self._taken(fresh, part)
        for portion in _portions((member for *_, member in sorted(waiting)), portion_size):
            yield from self._taken(portion, part)

    def _serving(self, part: Part) -> list[BankTopic]:
        return [each for each in self._topics if part.serves(each.deck, each.subject, each.topic)]

    def _by_chance(self, topics: Sequence[BankTopic], chance: Random) -> Iterator[int]:
        """The questions of these topics by chance; those of a topic are looked up when one of them is wanted."""
        ends = list(accumulate(each.questions for each in topics))
        for place in _by_chance(ends[-1] if ends else 0, chance):
            number = bisect_right(ends, place)
            topic = topics[number]
            yield self._bank.member(topic.deck, topic.topic, place - ends[number] + topic.questions)

    def _of_kind(self, members: Sequence[int], part: Part) -> Iterator[tuple[int, Glance]]:
        glances = self._bank.glances(members)
        for member in members:
            glance = glances.get(member)
            if glance is not None and glance.kind in part.kinds:
                yield member, glance

    def _taken(self, members: Sequence[int], part: Part) -> Iterator[tuple[str, Question]]:
        read = self._bank.read([member for member in members if member not in self._drawn])
        for member in members:
            if member in self._drawn or member not in read:
                continue
            deck, question = read[member]
            cited = question.sources[0] if question.sources else None
            fact = self._same.get(cited, cited) if cited else None
            if (part.difficulties and question.difficulty not in part.difficulties) or fact in self._facts:
                continue
            self._drawn.add(member)
            if fact is not None:
                self._facts.add(fact)
            yield deck, question


_NEVER = 1_000_000_000


def _by_chance(number: int, chance: Random) -> Iterator[int]:
    """Each place below the number once, in an order of which no more is made than is asked for (Fisher and Yates).

    Of all that chance offers only `random()` is promised to stay the same in every Python to come.
    """
    moved: dict[int, int] = {}
    for left in range(number, 0, -1):
        place = int(chance.random() * left)
        yield moved.get(place, place)
        moved[place] = moved.get(left - 1, left - 1)


def _shuffle(drawn: list[tuple[str, Question]], chance: Random) -> None:
    drawn[:] = [drawn[place] for place in _by_chance(len(drawn), chance)]


def _portions(members: Iterable[int], size: int) -> Iterator[list[int]]:
    rest = iter(members)
    while portion := list(islice(rest, size)):
        yield portion


def _gap(question: Question, seed: str) -> int:
    gaps = gap_numbers(question)
    return gaps[int(Random(seed).random() * len(gaps))]


def _shown(question: Question, seed: str) -> Question:
    if isinstance(question, (Choice, Multiple)):
        return replace(question, options=shuffled(question.options, seed))
    return question
