"""Weak points: facts by what is remembered of them, questions missed most, and leeches with what to do about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from quizapp.domain.clock import Clock
from quizapp.domain.coverage import linked
from quizapp.domain.fact_mastery import FactMastery, FactSum, weakest_facts
from quizapp.domain.leeches import Advice, Case, Leech, Neighbour, advise
from quizapp.domain.missed import Missed, Tried, confusion, most_missed, tries
from quizapp.domain.questions import Citation
from quizapp.domain.recall import retrievability
from quizapp.domain.scheduling import parameters_in_force
from quizapp.domain.settings import StudySettings
from quizapp.domain.sources import Fact, Importance, SourceSheet
from quizapp.domain.study_day import moment_by
from quizapp.services.surveying import enabled
from quizapp.storage import agenda, choices, log, question_bank, weak_points
from quizapp.storage.asking import Askable, askable
from quizapp.storage.creation import DEFAULT_LEARNER
from quizapp.storage.deck_folders import Folders
from quizapp.storage.engine import Store
from quizapp.storage.replays import Replays
from quizapp.storage.transactions import Transaction

MOST = 50
"""So many missed questions and leeches are read."""

_CANDIDATES = 4
"""So many times as many cards are looked at, since an answer called a guess counts among the misses of the index."""


class WeakPointService:
    """Where a learner is weak, in the decks that are not switched off."""

    def __init__(self, store: Store, clock: Clock, folders: Folders, learner: str = DEFAULT_LEARNER) -> None:
        self._store, self._clock, self._folders, self._learner = store, clock, folders, learner

    def facts(self) -> tuple[FactMastery, ...]:
        """The facts that questions rest on, weakest first; every deck is read by itself, so that no answer waits."""
        with self._store.read() as tx:
            settings = choices.settings(tx, self._learner)
            rows = enabled(agenda.decks(tx), settings)
            titles = question_bank.document_titles(tx)
        sheets = self._sheets()
        same = {fact: group[0] for fact, group in linked(sheets).items()}
        first = {f"{other.document}#{other.fact}": f"{one.document}#{one.fact}" for other, one in same.items()}
        day, decay = self._day(settings), parameters_in_force(settings.parameters)[-1]
        sums: defaultdict[str, FactSum] = defaultdict(FactSum)
        together: dict[str | None, list[FactSum]] = {}  # found once for all questions that cite the same
        for row in rows:
            with self._store.read() as tx:
                for key, stability, last_day, cites in weak_points.citing(tx, self._learner, row.key):
                    found = together.get(cites)
                    if found is None:
                        facts = dict.fromkeys(first.get(fact, fact) for fact in weak_points.cited(cites))
                        found = together[cites] = [sums[fact] for fact in facts]
                    recall = None if stability is None else retrievability(day + 1 - last_day, stability, decay)
                    for each in found:
                        each.add(key, recall)
        known = {f"{sheet.document}#{fact.id}": fact for sheet in sheets for fact in sheet.facts}
        return weakest_facts(_mastery(name, each, known.get(name), titles) for name, each in sums.items())

    def missed(self, number: int = MOST) -> tuple[Missed, ...]:
        """The questions missed most often, with what is taken for the right answer."""
        with self._store.read() as tx:
            rows = {row.slug for row in enabled(agenda.decks(tx), choices.settings(tx, self._learner))}
            replays = Replays(tx, self._learner)
            found = []
            for key in weak_points.most_missed(tx, self._learner, number * _CANDIDATES):
                asked = askable(tx, self._learner, key)
                if asked is not None and not asked.retired and asked.deck in rows:
                    found.append(_missed(asked, self._tries(tx, replays, asked)))
        return most_missed(each for each in found if each.misses)[:number]

    def leeches(self, number: int = MOST) -> tuple[Leech, ...]:
        """The leeches, those that lapsed most first, each with what to do about it."""
        sources = cache(self._sources)
        with self._store.read() as tx:
            rows = {row.slug for row in enabled(agenda.decks(tx), choices.settings(tx, self._learner))}
            replays = Replays(tx, self._learner)
            titles = question_bank.document_titles(tx)
            found = []
            for key in weak_points.leeches(tx, self._learner, number):
                asked = askable(tx, self._learner, key)
                if asked is not None and not asked.retired and asked.deck in rows:
                    missed = _missed(asked, tried := self._tries(tx, replays, asked))
                    near = self._neighbours(tx, asked) if missed.confusion else ()
                    named = [sources().get(each) or _named(each, titles) for each in asked.question.sources]
                    advice = advise(Case(asked.question, tried, missed.confusion, near, named))
                    found.append(_leech(missed, advice))
        return tuple(found)

    def askable(self, keys: Iterable[int]) -> list[int]:
        """Those of these cards that can be practised now: not suspended and not put aside for today."""
        with self._store.read() as tx:
            day = self._day(choices.settings(tx, self._learner))
            return weak_points.askable(tx, self._learner, tuple(keys), day)

    def _tries(self, tx: Transaction, replays: Replays, asked: Askable) -> tuple[Tried, ...]:
        return tries(log.of_card(tx, self._learner, str(asked.id)), replays.corrections)

    def _neighbours(self, tx: Transaction, asked: Askable) -> list[Neighbour]:
        found = weak_points.neighbours(tx, asked.deck_key, asked.deck, asked.question.topic)
        return [each for each in found if each.key != asked.key]

    def _sheets(self) -> list[SourceSheet]:
        from quizapp.storage.deck_library import read_sheets  # here, not above: yaml and pydantic, 110 ms

        return read_sheets(self._folders.files()).sheets

    def _sources(self) -> dict[Citation, str]:
        """Where each fact is to be read: its document and the place in it."""
        return {
            Citation(sheet.document, fact.id): f"“{sheet.title}”, {fact.locator}"
            for sheet in self._sheets()
            for fact in sheet.facts
        }

    def _day(self, settings: StudySettings) -> int:
        return moment_by(self._clock, settings.rollover_hour).day


def _mastery(name: str, found: FactSum, fact: Fact | None, titles: Mapping[str, str]) -> FactMastery:
    document = name.partition("#")[0]
    return FactMastery(
        fact=name,
        document=document,
        document_title=titles.get(document, document),
        text=fact.text if fact else "",
        locator=fact.locator if fact else "",
        must=fact is not None and fact.importance is Importance.MUST,
        cards=len(found.keys),
        seen=found.seen,
        recall=found.recall,
        keys=tuple(found.keys),
    )


def _missed(asked: Askable, tried: tuple[Tried, ...]) -> Missed:
    return Missed(
        key=asked.key,
        card=asked.id,
        question=asked.question,
        deck_title=asked.deck_title,
        answers=len(tried),
        misses=sum(each.missed for each in tried),
        last_day=max((each.day for each in tried if each.missed), default=0),
        confusion=confusion(asked.question, asked.id.gap, tried),
        put_aside=asked.state.suspended,
    )


def _leech(found: Missed, advice: Advice) -> Leech:
    return Leech(
        key=found.key,
        card=found.card,
        prompt=found.prompt,
        deck_title=found.deck_title,
        answers=found.answers,
        misses=found.misses,
        confusion=found.confusion,
        put_aside=found.put_aside,
        advice=advice,
    )


def _named(source: Citation, titles: Mapping[str, str]) -> str:
    return f"“{titles.get(source.document, source.document)}”, {source.fact}"
