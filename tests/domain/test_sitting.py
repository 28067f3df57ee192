"""A sitting and the queue it starts with: even, limited, with siblings apart."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.agenda import DueCard, Limits, NewCard, Offer, draw

sizes = st.integers(0, 40)


def offer(deck: int, new: int, due: int, new_limit: int, due_limit: int) -> Offer:
    """A deck whose cards are numbered from a hundred times its own number."""
    first = deck * 1000
    return Offer(
        deck=f"deck-{deck}",
        new=[NewCard(first + number, first + number) for number in range(new)],
        due=[
            DueCard(first + 500 + number, first + 500 + number, (number * 7 % 5) / 5, number * 31 % 17)
            for number in range(due)
        ],
        new_limit=new_limit,
        due_limit=due_limit,
    )


offers = st.lists(st.tuples(sizes, sizes, sizes, sizes), max_size=4).map(
    lambda rows: [offer(number, *row) for number, row in enumerate(rows)]
)
limits = st.builds(Limits, sizes, sizes)


@given(offers, limits)
def test_no_limit_is_exceeded_and_nothing_is_left_that_fits(decks: list[Offer], limit: Limits) -> None:
    """The queue is as long as the limits of each deck and of all allow, and no longer."""
    queue = draw(decks, limit)
    new, due = [[entry for entry in queue if entry.fresh is fresh] for fresh in (True, False)]
    assert len(new) == min(limit.new, sum(min(len(deck.new), deck.new_limit) for deck in decks))
    assert len(due) == min(limit.due, sum(min(len(deck.due), deck.due_limit) for deck in decks))
    assert len({entry.card for entry in queue}) == len(queue)


@given(offers, limits)
def test_new_cards_are_spread_evenly_among_reviews(decks: list[Offer], limit: Limits) -> None:
    """At every point of the queue the share of new cards is that of the whole, to one card."""
    queue = draw(decks, limit)
    share = sum(entry.fresh for entry in queue) / max(1, len(queue))
    for count in range(len(queue) + 1):
        assert abs(sum(entry.fresh for entry in queue[:count]) - share * count) <= 1.0


@given(offers, limits)
def test_the_more_urgent_review_comes_first(decks: list[Offer], limit: Limits) -> None:
    """Reviews stand by urgency, then by chance."""
    known = {card.card: card for deck in decks for card in deck.due}
    due = [known[entry.card] for entry in draw(decks, limit) if not entry.fresh]
    assert due == sorted(due, key=lambda card: (-card.urgency, card.chance, card.card))


@given(offers, limits, st.lists(st.integers(0, 3999), max_size=30))
def test_of_one_question_one_card_is_asked(decks: list[Offer], limit: Limits, asked: list[int]) -> None:
    """Whether its sibling is in the queue or was asked before."""
    paired = [
        Offer(
            deck.deck,
            [card._replace(question=card.question // 2) for card in deck.new],
            [card._replace(question=(card.question - 500) // 2) for card in deck.due],
            deck.new_limit,
            deck.due_limit,
        )
        for deck in decks
    ]
    questions = [entry.question for entry in draw(paired, limit, set(asked))]
    assert len(set(questions)) == len(questions)
    assert not set(questions) & set(asked)
