"""The pages of Insights that show how much is known: the overview, topics, facts."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.events import Resize

from quizapp.domain.fact_mastery import FactMastery
from quizapp.domain.insight import Insights, TopicMastery
from quizapp.tui.practising import practise_topics
from quizapp.tui.screens import insight_lists, insights_words
from quizapp.tui.screens.home import WEAKEST
from quizapp.tui.screens.insight_page import ListPage, PicturePage
from quizapp.tui.screens.insights_words import head
from quizapp.tui.text import words
from quizapp.tui.widgets.passage import Paragraph, Passage, said

WIDE_FROM = 140
"""From so many cells on, the overview has two columns."""

_MOST_TOGETHER = 10
"""So many of the weakest facts are practised together."""


class OverviewPage(PicturePage):
    """What comes, what stays, the year and the time; beside each other where there is room."""

    NAME = "Overview"

    DEFAULT_CSS = """
    #overview-right { display: none; }
    OverviewPage.-wide .insight-column { max-width: 150; }
    OverviewPage.-wide #overview-left { width: 72; }
    OverviewPage.-wide #overview-right { display: block; width: 1fr; padding: 0 0 0 4; }
    """

    found: Insights | None = None

    def compose(self) -> ComposeResult:
        """Two columns, the second empty where there is room for one."""
        with VerticalScroll(classes="insight-scroll", can_focus=False), Horizontal(classes="insight-column"):
            yield Passage(id="overview-left")
            yield Passage(id="overview-right")

    def read(self) -> Insights:
        """All figures but those of single questions."""
        return self.services.insights.everything()

    def show(self, found: Insights) -> None:
        """Paint the figures."""
        self.found = found
        left, right = self.query_one("#overview-left", Passage), self.query_one("#overview-right", Passage)
        wide = self.size.width >= WIDE_FROM
        self.set_class(wide, "-wide")
        if insights_words.is_empty(found):
            left.show(tuple(insights_words.nothing_yet()))
            return
        days = tuple(insights_words.days(found, self.signs))
        shares = tuple(insights_words.shares(found, self.signs, space_before=0 if wide else 1))
        left.show(days if wide else self._in_one_column(found))
        right.show(shares if wide else ())

    def _in_one_column(self, found: Insights) -> tuple[Paragraph, ...]:
        signs = self.signs
        return (
            *insights_words.coming(found, signs),
            *insights_words.recalled(found, signs),
            *insights_words.year(found, signs),
            *insights_words.spent(found, signs),
        )

    def say(self, line: object) -> None:
        """Say something instead of figures."""
        self.query_one("#overview-left", Passage).show([said(line)])  # type: ignore[arg-type]

    def on_resize(self, event: Resize) -> None:
        """Put the columns beside each other or below each other."""
        if self.found is not None and (event.size.width >= WIDE_FROM) != self.has_class("-wide"):
            self.show(self.found)

    def can(self, action: str) -> bool:
        """There are weakest topics once something was answered."""
        return action == "practise_weakest" and bool(self._weak)

    @property
    def _weak(self) -> tuple[TopicMastery, ...]:
        return weakest(self.found.topics if self.found else ())

    def practise_weakest(self) -> None:
        """Practise the topics that are weakest."""
        practise_topics(self.quiz, self._weak)


def weakest(topics: Sequence[TopicMastery]) -> tuple[TopicMastery, ...]:
    """The topics that are practised together, of those of which something was met."""
    return tuple([topic for topic in topics if topic.seen][:WEAKEST])


class TopicsPage(ListPage):
    """Mastery by topic, weakest first."""

    NAME = "Topics"

    found: tuple[TopicMastery, ...] = ()

    def read(self) -> tuple[TopicMastery, ...]:
        """The topics of all decks in use."""
        return self.services.insights.topics()

    def show(self, found: tuple[TopicMastery, ...]) -> None:
        """List them."""
        self.found = found
        about = [head("TOPICS", "what you would recall tomorrow, weakest first", space_before=0)]
        if not found:
            about.append(said(words("There are no questions yet.", "$muted")))
        about += and_more(len(found), "topic")
        self.list_up(about, insight_lists.topic_entries(found, self.signs))

    def can(self, action: str) -> bool:
        """Any topic can be practised as far as it was met."""
        return {"practise": bool(self.found), "practise_weakest": bool(weakest(self.found))}.get(action, False)

    def practise(self) -> None:
        """Practise the topic under the pointer."""
        topic = self.found[self.ranking.place]
        if topic.seen:
            practise_topics(self.quiz, [topic])
        else:
            self.quiz.say("Nothing of it was met yet; in Practice it can be chosen too.")

    def practise_weakest(self) -> None:
        """Practise the weakest topics."""
        practise_topics(self.quiz, weakest(self.found))


class FactsPage(ListPage):
    """Mastery by source fact, weakest first."""

    NAME = "Facts"

    found: tuple[FactMastery, ...] = ()

    def read(self) -> tuple[FactMastery, ...]:
        """The facts that questions rest on."""
        return self.services.weak_points.facts()

    def show(self, found: tuple[FactMastery, ...]) -> None:
        """List them."""
        self.found = found
        seen = sum(bool(fact.seen) for fact in found)
        aside = f"what the questions rest on, weakest first: {seen:,} of {len(found):,} met"
        about = [head("FACTS", aside, space_before=0)]
        if not found:
            about.append(said(words("No question names a source yet.", "$muted")))
        about += and_more(len(found), "fact")
        self.list_up(about, insight_lists.fact_entries(found, self.signs))

    def can(self, action: str) -> bool:
        """Any fact can be practised."""
        weak = any(fact.seen for fact in self.found[:1])
        return {"practise": bool(self.found), "practise_weakest": weak}.get(action, False)

    def practise(self) -> None:
        """Practise all questions of the fact under the pointer."""
        keys = self.found[self.ranking.place].keys
        self.practise_cards(lambda: self.services.weak_points.askable(keys))

    def practise_weakest(self) -> None:
        """Practise the facts that are weakest."""
        weak = [fact for fact in self.found if fact.seen][:_MOST_TOGETHER]
        keys = dict.fromkeys(key for fact in weak for key in fact.keys)
        self.practise_cards(lambda: self.services.weak_points.askable(keys))


def and_more(number: int, noun: str) -> list[Paragraph]:
    """That there are more than are listed."""
    left = number - insight_lists.SHOWN
    more = f"The weakest {insight_lists.SHOWN}; {left:,} {noun}{'' if left == 1 else 's'} more: `quizapp stats`."
    return [said(words(more, "$muted"))] if left > 0 else []
