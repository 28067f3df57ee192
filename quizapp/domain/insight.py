"""How a learner stands, in numbers: what comes, what was recalled, where it is weak, and what it cost in time."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping

from quizapp.domain.values import dataclass

FORECAST_DAYS = 30
HEAT_WEEKS = 53
WEEK, MONTH = 7, 30


@dataclass(frozen=True, slots=True)
class DayDone:
    """What was answered on one study day; `young` and `mature` are the answers that tell of retention."""

    answers: int = 0
    milliseconds: int = 0
    young: int = 0
    young_recalled: int = 0
    mature: int = 0
    mature_recalled: int = 0


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many; `share` is None of none."""

    hits: int
    of: int

    @property
    def share(self) -> float | None:
        """From 0 to 1."""
        return self.hits / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Retention:
    """True retention over a stretch of study days: of young cards, of mature ones, and of both."""

    young: Share
    mature: Share

    @property
    def all(self) -> Share:
        """Young and mature cards together."""
        return Share(self.young.hits + self.mature.hits, self.young.of + self.mature.of)


@dataclass(frozen=True, slots=True)
class TopicMastery:
    """One topic of a deck: `recall` is the mean probability to recall tomorrow the cards seen, None without any."""

    deck: str
    deck_title: str
    topic: str
    cards: int
    seen: int
    recall: float | None

    @property
    def unseen(self) -> float:
        """The share of the cards that were never answered."""
        return (self.cards - self.seen) / self.cards if self.cards else 0.0


@dataclass(frozen=True, slots=True)
class Pace:
    """Time spent over a stretch of study days."""

    days: int
    answers: int
    milliseconds: int

    @property
    def minutes_a_day(self) -> float:
        """Minutes on a day on which something was answered."""
        return self.milliseconds / 60_000 / self.days if self.days else 0.0

    @property
    def seconds_an_answer(self) -> float:
        """Seconds an answer."""
        return self.milliseconds / 1_000 / self.answers if self.answers else 0.0


@dataclass(frozen=True, slots=True)
class Insights:
    """Everything Insights shows.

    `forecast` holds reviews a day, today (with all that is overdue) first; `heat` answers a day over 53 weeks, today
    last; `retention` and `time` have the stretches `day`, `week`, `month` and `all`; `topics` come weakest first.
    """

    day: int
    wanted: float
    forecast: tuple[int, ...]
    retention: Mapping[str, Retention]
    heat: tuple[int, ...]
    topics: tuple[TopicMastery, ...]
    time: Mapping[str, Pace]


@dataclasses.dataclass(slots=True)
class TopicSum:
    """What is added up over the cards of a topic: how many there are, how many were seen, and their recall."""

    deck: str
    deck_title: str
    topic: str
    cards: int = 0
    seen: int = 0
    recalled: float = 0.0

    def mastery(self) -> TopicMastery:
        """The sum as a mean."""
        mean = self.recalled / self.seen if self.seen else None
        return TopicMastery(self.deck, self.deck_title, self.topic, self.cards, self.seen, mean)


def forecast(due: Mapping[int, int], day: int) -> tuple[int, ...]:
    """Reviews on each of the next 30 study days, given how many are due by study day; what is overdue is for today."""
    counts = [0] * FORECAST_DAYS
    for when, number in due.items():
        if when < day + FORECAST_DAYS:
            counts[max(0, when - day)] += number
    return tuple(counts)


def heat(done: Mapping[int, DayDone], day: int) -> tuple[int, ...]:
    """Answers on each study day of the last 53 weeks, today last."""
    return tuple([done[each].answers if each in done else 0 for each in range(day - HEAT_WEEKS * 7 + 1, day + 1)])


def shade(answers: int, most: int) -> int:
    """A step from 0 (none) to 4 (the most) for a day of the heatmap, by quarters of the fullest day."""
    return 0 if answers <= 0 else min(4, -(-answers * 4 // max(1, most)))


def stretches(day: int) -> dict[str, int]:
    """The first study day of each stretch that ends today; `all` begins before any."""
    return {"day": day, "week": day - WEEK + 1, "month": day - MONTH + 1, "all": -(1 << 40)}


def retention(done: Mapping[int, DayDone], day: int) -> dict[str, Retention]:
    """True retention by stretch, see `quizapp.domain.replaying.interval_tested` for what counts."""
    return {name: _retention(within(done, first, day)) for name, first in stretches(day).items()}


def time_spent(done: Mapping[int, DayDone], day: int) -> dict[str, Pace]:
    """Time spent by stretch."""
    return {name: _pace(within(done, first, day)) for name, first in stretches(day).items()}


def within(done: Mapping[int, DayDone], first: int, last: int) -> list[DayDone]:
    """The days from `first` to `last` on which something was answered."""
    return [each for day, each in done.items() if first <= day <= last and each.answers]


def weakest_first(topics: Iterable[TopicMastery]) -> tuple[TopicMastery, ...]:
    """Topics by mean recall, those with none seen last; of equals the one with the larger share unseen comes first."""
    return tuple(
        sorted(topics, key=lambda each: (each.recall is None, each.recall or 0.0, -each.unseen, each.deck, each.topic))
    )


def _retention(days: list[DayDone]) -> Retention:
    return Retention(
        Share(sum(each.young_recalled for each in days), sum(each.young for each in days)),
        Share(sum(each.mature_recalled for each in days), sum(each.mature for each in days)),
    )


def _pace(days: list[DayDone]) -> Pace:
    return Pace(len(days), sum(each.answers for each in days), sum(each.milliseconds for each in days))
