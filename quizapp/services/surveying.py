"""Reading what stands before the learner: the counts of today, cut to the limits, and the pace of late."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime

from quizapp.domain.agenda import Limits
from quizapp.domain.memories import Moment
from quizapp.domain.overview import WEEKS_DAYS, DeckCount, Overview, minutes, weeks, within
from quizapp.domain.settings import StudySettings
from quizapp.domain.study_day import date_of, from_milliseconds
from quizapp.storage import agenda
from quizapp.storage.agenda import DeckRow, Done
from quizapp.storage.transactions import Transaction


def enabled(rows: Iterable[DeckRow], settings: StudySettings) -> list[DeckRow]:
    """The decks that the learner has not switched off."""
    return [row for row in rows if settings.for_deck(row.slug).enabled]


def left_today(settings: StudySettings, done: Collection[Done], day: int) -> Limits:
    """What all decks together may still give today."""
    reviews = settings.reviews_per_day
    if settings.goals:
        from quizapp.domain.goals import reviews_after  # here, not above: most have no goal

        after = reviews_after(settings.goals, date_of(day))
        reviews = reviews if after is None else min(reviews, after)
    return Limits(settings.new_per_day - sum(each.new for each in done), reviews - sum(each.reviews for each in done))


def survey(tx: Transaction, learner: str, now: Moment, settings: StudySettings) -> Overview:
    """What stands before the learner today, in all decks that are not switched off."""
    rows = enabled(agenda.decks(tx), settings)
    days = agenda.done_since(tx, learner, now.day - WEEKS_DAYS + 1)
    counts = _counts(tx, learner, rows, settings, now.day)
    new, due = sum(deck.new for deck in counts), sum(deck.due for deck in counts)
    learning = sum(deck.learning for deck in counts)
    later = (None, None) if new + due + learning else agenda.next_due(tx, learner, rows, now.day)
    first = agenda.first_day(tx, learner)
    answers = {day: done.answers for day, done in days.items()}
    return Overview(
        moment=now,
        day=now.day,
        day_number=1 if first is None else max(1, now.day - first + 1),
        decks=counts,
        new=new,
        due=due,
        learning=learning,
        minutes=minutes(new, due + learning, sum(answers.values()), sum(done.milliseconds for done in days.values())),
        next_due=_next(*later),
        weeks=weeks(answers, now.day),
        answered_today=answers.get(now.day, 0),
        first_time=first is None and not _began_paper(tx, learner),
        cards=sum(deck.total for deck in counts),
    )


def _began_paper(tx: Transaction, learner: str) -> bool:
    from quizapp.storage import sittings  # here, not above: asked only where nothing was ever answered

    return sittings.last_here(tx, learner) is not None


def _next(day: int | None, instant: int | None) -> date | datetime | None:
    if instant is not None:
        return from_milliseconds(instant)
    return None if day is None else date_of(day)


def _counts(
    tx: Transaction, learner: str, rows: Iterable[DeckRow], settings: StudySettings, day: int
) -> tuple[DeckCount, ...]:
    today = agenda.done_on(tx, learner, day)
    found = []
    for row in rows:
        chosen, before = settings.for_deck(row.slug), today.get(row.slug, Done())
        new_left = max(0, (chosen.new_per_day or 0) - before.new)
        new, due, learning = agenda.counts(tx, learner, row, day, min(new_left, settings.new_per_day))
        due = min(due, max(0, (chosen.reviews_per_day or 0) - before.reviews))
        found.append(DeckCount(row.slug, row.title, new, due, learning, agenda.cards(tx, learner, row)))
    left = left_today(settings, today.values(), day)
    return within(found, left.new, left.due)
