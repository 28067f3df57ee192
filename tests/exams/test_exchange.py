"""Papers and several machines: a paper belongs to the machine on which it was begun, its result to all."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from quizapp.domain.answers import Picked
from quizapp.domain.exam_changes import Correction, Refused, Why
from quizapp.domain.exam_marking import result_of
from quizapp.services.exchange import ExchangeReport, ExchangeService
from quizapp.services.safety import SafetyService
from quizapp.storage import sittings
from quizapp.storage.chain import verify
from quizapp.storage.engine import Store
from quizapp.storage.log import COLUMNS, chained
from tests.support.clocks import SetClock
from tests.support.exam_rooms import ExamRoom, exam_room
from tests.support.paper_banks import one_section

FIVE = one_section(5, minutes=60, pauses=False)


class Laptop(ExamRoom):
    """A room on one machine that exchanges files with others."""

    @property
    def exchange(self) -> ExchangeService:
        """Its service of exchange."""
        return ExchangeService(self.store, self.clock, SafetyService(self.store, self.clock, self.folder / "backups"))

    def given(self) -> bytes:
        """What it exports."""
        lines: list[str] = []
        self.exchange.export(lines.append)
        return "".join(lines).encode()

    def take(self, other: Laptop | bytes) -> ExchangeReport:
        """Take in what another exports."""
        return self.exchange.merge(io.BytesIO(other if isinstance(other, bytes) else other.given()), "file")


@pytest.fixture
def laptops(tmp_path: Path, clock: SetClock) -> Iterator[tuple[Laptop, Laptop]]:
    """Two machines with the same decks."""
    made = []
    for number in (1, 2):
        folder = tmp_path / str(number)
        store = Store(folder / "quizapp.db", clock, entropy=Random(number).randbytes)
        room = exam_room(store, clock, folder)
        made.append(Laptop(room.store, clock, folder))
    yield made[0], made[1]
    for each in made:
        each.store.close()


def test_a_paper_begun_elsewhere_can_be_read_and_not_gone_on_with(laptops: tuple[Laptop, Laptop]) -> None:
    """It keeps nobody from beginning one here; where it was begun it goes on."""
    here, there = laptops
    sitting = here.answer(here.exams.begin(FIVE), 1)
    there.take(here)
    seen = there.exams.sitting(sitting.id)
    assert there.exams.elsewhere() == (seen,)
    assert here.exams.elsewhere() == ()
    assert seen.elsewhere
    assert seen.slots == sitting.slots
    with pytest.raises(Refused) as told:
        there.answer(seen, 2)
    assert told.value.why is Why.ELSEWHERE
    for end in (there.exams.hand_in, there.exams.abandon):
        with pytest.raises(Refused, match="begun on another machine"):
            end(seen)
    assert there.exams.expire(seen) == seen
    assert there.exams.unfinished() is None
    there.exams.hand_in(there.exams.begin(FIVE))
    here.exams.hand_in(here.answer(sitting, 2))
    there.take(here)
    assert there.exams.elsewhere() == ()
    assert there.exams.sitting(sitting.id).tally.answered == 2


def test_both_machines_have_one_result_and_one_schedule(laptops: tuple[Laptop, Laptop], clock: SetClock) -> None:
    """After exchanging, whatever was said of the paper on either, the later word on each question holding."""
    here, there = laptops
    sitting = here.exams.begin(FIVE)
    for number in range(1, 6):
        clock.advance(minutes=1)
        sitting = here.answer(sitting, number, rightly=number < 3)
    ended = here.exams.hand_in(sitting)
    there.take(here)
    assert there.exams.finished() == here.exams.finished()
    assert there.memories() == here.memories()
    clock.advance(hours=1)
    there.exams.correct(ended.id, 3, Correction(cancelled=True))
    clock.advance(hours=1)
    here.exams.dispute(ended.id, 4, "Doubtful.")
    there.exams.take_back_reviews(ended.id)
    here.take(there)
    there.take(here)
    for room in laptops:
        found = room.exams.sitting(ended.id)
        assert result_of(found).total.right == 3
        assert found.disputes == {4: "Doubtful."}
        assert room.reviews() == {}
        with room.store.read() as tx:
            assert verify(tx) == ()
    clock.advance(hours=1)
    here.exams.give_reviews_again(ended.id)
    there.take(here)
    assert here.memories() == there.memories() != {}
    assert there.take(here) == ExchangeReport(0, 0, here.exchange.export(lambda _: None))


@pytest.mark.parametrize("both_give", [False, True])
def test_reviews_follow_from_what_both_machines_have_said(
    laptops: tuple[Laptop, Laptop], clock: SetClock, both_give: bool
) -> None:
    """A key corrected here and the paper taken back there leave no review; given again on both there is one."""
    here, there = laptops
    sitting = here.exams.begin(FIVE)
    for number in range(1, 6):
        sitting = here.answer(sitting, number, rightly=number < 3)
    ended = here.exams.hand_in(sitting)
    there.take(here)
    clock.advance(hours=1)
    given = ended.slot(3).response
    assert isinstance(given, Picked)
    there.exams.correct(ended.id, 3, Correction(frozenset([given.option])))
    clock.advance(hours=1)
    here.exams.take_back_reviews(ended.id)
    if both_give:
        there.exams.take_back_reviews(ended.id)
        for room in laptops:
            room.exams.give_reviews_again(ended.id)
    for room, other in ((here, there), (there, here), (here, there), (there, here)):
        room.take(other)
    for room in laptops:
        with room.store.read() as tx:
            standing = [each for each, stands in sittings.reviews(tx, ended.id) if stands]
        assert sorted(each.rating or 0 for each in standing) == ([1, 1, 3, 3, 3] if both_give else [])
    assert here.memories() == there.memories()
    assert here.given() == there.given()


def test_the_last_papers_of_other_machines_count_too(laptops: tuple[Laptop, Laptop], clock: SetClock) -> None:
    """What was asked there yesterday is not asked here today while other questions remain."""
    here, there = laptops
    first = here.exams.hand_in(here.exams.begin(FIVE))
    clock.advance(days=1)
    there.take(here)
    second = there.exams.begin(FIVE)
    assert {each.card for each in first.paper.questions}.isdisjoint(each.card for each in second.paper.questions)


def newer(line: dict[str, object], **fields: object) -> str:
    """The line of an event as a program wrote it that knows more kinds of events."""
    told = {**line, **fields}
    told["hash"] = chained([told.get(name, "" if name == "previous" else None) for name in COLUMNS][:-1])
    return json.dumps(told)


def test_what_a_newer_program_wrote_is_kept_and_passed_on(laptops: tuple[Laptop, Laptop]) -> None:
    """Its kinds of events mean nothing here, harm nothing, and reach the third machine as they were."""
    here, there = laptops
    sitting = here.exams.begin(FIVE)
    here.exams.hand_in(here.answer(sitting, 1, rightly=False))
    lines = here.given().decode().splitlines()
    last = json.loads(lines[-1])
    strange = newer(
        {name: last[name] for name in ("learner", "origin", "instant", "offset_minutes", "day")},
        type="dream", id="x", sequence=last["sequence"] + 1, previous=last["hash"], card="sample/c01",
        target=sitting.id, payload='{"n":1,"mark":true}',
    )  # fmt: skip
    assert there.take("\n".join([*lines, strange, ""]).encode()).events == len(lines) - 1
    assert there.memories().keys() == here.memories().keys()
    assert there.exams.sitting(sitting.id).slots == here.exams.sitting(sitting.id).slots
    assert json.loads(strange).items() <= json.loads(there.given().decode().splitlines()[-1]).items()
    there.study.overview()
    assert there.study.undo_size(there.study.begin()) == 0
    with there.store.read() as tx:
        assert verify(tx) == ()
