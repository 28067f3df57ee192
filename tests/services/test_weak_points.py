"""Weak points over a real store: what a short history amounts to, worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.bootstrap import Services
from quizapp.domain.answers import Claim, Picked, Response, Wrote
from quizapp.domain.leeches import Reason
from quizapp.domain.practising import Practice
from quizapp.domain.recall import retrievability
from quizapp.domain.scheduling import parameters_in_force
from quizapp.domain.sitting import Step
from tests.support.clocks import NOON, SetClock
from tests.tui.support import CHOICE, SHEET, TRUE_FALSE, TYPED, Hall, RoomPaths

TWIN = """\
  - id: opera
    kind: choice
    topic: Capitals
    prompt: In which city of Australia does the Opera House stand?
    options:
      - {id: sydney, text: Sydney, correct: true}
      - {id: canberra, text: Canberra}
    sources: [atlas#capitals]
"""


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    """Folders of one's own with a sheet and a deck."""
    found = Hall(RoomPaths.find({"QUIZAPP_HOME": str(tmp_path / "home")}), SetClock(NOON))
    found.paths.create()
    found.paths.seeds.mkdir(parents=True, exist_ok=True)
    (found.paths.seeds / "atlas.yaml").write_text(SHEET, encoding="utf-8")
    found.write(CHOICE, TRUE_FALSE, TYPED, TWIN)
    return found


def answer(services: Services, question: str, response: Response, claim: Claim = Claim.NONE) -> None:
    """Answer one card now."""
    rows = services.browse.search("").rows
    sitting = services.practice.practise(Practice(), [row.key for row in rows if row.card.question == question])
    step = services.practice.step(sitting)
    assert isinstance(step, Step)
    attempt = services.practice.prepare(step)
    given = services.practice.answer(sitting, step, response, milliseconds=4_000, attempt=attempt)
    if claim is not Claim.NONE:
        services.practice.claim(given.sitting, given, claim)


def days(hall: Hall, number: int = 1) -> None:
    """Let some days go by."""
    hall.clock.advance(days=number)


def test_the_distractor_taken_most_often_is_named_with_how_often(hall: Hall) -> None:
    """Sydney three times and Perth once for Canberra; the right answer between them is no miss."""
    services = hall.services()
    for option in ("sydney", "perth", "canberra", "sydney", "sydney"):
        answer(services, "capital", Picked(option))
        days(hall)
    (found,) = services.weak_points.missed()
    assert (str(found.card), found.answers, found.misses) == ("geography/capital", 5, 4)
    assert found.confusion is not None
    assert found.confusion.sentence == "you take Sydney for Canberra"
    assert (found.confusion.option, found.confusion.times) == ("sydney", 3)


def test_those_missed_most_come_first(hall: Hall) -> None:
    """Two misses before one; what was only answered rightly is not there."""
    services = hall.services()
    answer(services, "nile", Picked("false"))
    answer(services, "largest", Wrote("Almaty"))
    days(hall)
    answer(services, "largest", Wrote("Almaty"))
    answer(services, "opera", Picked("sydney"))
    found = services.weak_points.missed()
    assert [each.card.question for each in found] == ["largest", "nile"]
    assert [each.confusion.sentence for each in found if each.confusion] == [
        "you write “Almaty” for “Astana”",
        "you hold it false",
    ]


def test_what_was_taken_back_or_claimed_counts_as_it_stands(hall: Hall) -> None:
    """An undone answer, a typed one that was right after all and a guess are no misses."""
    services = hall.services()
    answer(services, "capital", Picked("sydney"))
    services.study.undo(services.study.begin())
    answer(services, "largest", Wrote("Astanah"), Claim.WAS_RIGHT)
    answer(services, "opera", Picked("sydney"), Claim.GUESSED)
    assert services.weak_points.missed() == ()


def test_a_deck_that_is_off_and_a_question_that_is_gone_are_left_out(hall: Hall) -> None:
    """They come back with it."""
    services = hall.services()
    answer(services, "capital", Picked("sydney"))
    services.settings.set("enabled", "no", "geography")
    assert services.weak_points.missed() == ()
    services.settings.set("enabled", "yes", "geography")
    hall.write(TRUE_FALSE)
    services.decks.sync()
    assert services.weak_points.missed() == ()


def test_a_fact_is_as_well_known_as_its_questions(hall: Hall) -> None:
    """The mean over the cards met of those that cite it; a fact of which nothing was met comes last."""
    services = hall.services()
    answer(services, "capital", Picked("canberra"))
    days(hall, 3)
    first, second = services.weak_points.facts()
    stability = services.browse.detail(services.browse.find('"capital"')[0])
    assert stability is not None
    assert stability.state.memory.stability is not None
    decay = parameters_in_force(())[-1]
    assert first.fact == "atlas#capitals"
    assert (first.text, first.document_title, first.locator) == ("Capitals of states.", "An atlas", "p. 1")
    assert (first.cards, first.seen) == (3, 1)
    assert first.recall == pytest.approx(retrievability(4, stability.state.memory.stability, decay))
    assert (second.fact, second.recall, second.unseen) == ("atlas#rivers", None, 1)
    assert len(services.weak_points.askable(first.keys)) == 3


def leech(hall: Hall, *picked: str) -> Services:
    """Answer the capital of Australia on one day after the other, with a lapse enough for a leech."""
    services = hall.services()
    services.settings.set("leech_after", "1")
    services.settings.set("suspend_leeches", "no")
    for option in picked:
        answer(services, "capital", Picked(option))
        days(hall, 30)
    return services


def test_a_leech_that_is_confused_names_the_question_to_study_beside_it(hall: Hall) -> None:
    """Sydney is the answer of another question of the topic: the two are a pair."""
    services = leech(hall, "canberra", "canberra", "sydney", "sydney")
    (found,) = services.weak_points.leeches()
    assert found.advice.reason is Reason.CONFUSED
    assert found.advice.pair is not None
    assert str(found.advice.pair.card) == "geography/opera"
    assert found.advice.text == (
        "You take Sydney for Canberra, twice. Sydney answers “In which city of Australia does the Opera House "
        "stand?”: study the two side by side."
    )


def test_without_such_a_question_the_reason_of_the_distractor_is_told(hall: Hall) -> None:
    """What the deck says against Melbourne tells them apart."""
    services = leech(hall, "canberra", "canberra", "melbourne", "melbourne")
    (found,) = services.weak_points.leeches()
    assert (found.advice.reason, found.advice.pair) == (Reason.CONFUSED, None)
    assert found.advice.text.endswith("What tells them apart: The seat of parliament until 1927.")


def test_a_leech_put_aside_is_told_and_not_asked(hall: Hall) -> None:
    """It cannot be practised until it is brought back."""
    services = leech(hall, "canberra", "canberra")
    services.settings.set("suspend_leeches", "yes")
    answer(services, "capital", Picked("sydney"))
    (found,) = services.weak_points.leeches()
    assert found.put_aside
    assert services.weak_points.askable([found.key]) == []


def test_before_the_first_answer_there_is_nothing(hall: Hall) -> None:
    """No misses, no leeches, and facts of which none was met."""
    weak = hall.services().weak_points
    assert (weak.missed(), weak.leeches()) == ((), ())
    assert [each.recall for each in weak.facts()] == [None, None]
