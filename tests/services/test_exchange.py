"""Laws of exchange: machines that have seen the same files are the same, in whatever order the files came."""

from __future__ import annotations

import io
import json
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from quizapp.domain.answers import Rating
from quizapp.domain.errors import QuizError
from quizapp.domain.events import Event, EventType
from quizapp.domain.questions import TrueFalse
from quizapp.domain.replaying import applied, count_of, counts_as, regime
from quizapp.domain.scheduling import SCHEDULER, fingerprint
from quizapp.domain.settings import StudySettings
from quizapp.domain.study_day import moment_at
from quizapp.services import recording
from quizapp.services.exchange import ExchangeReport, ExchangeService
from quizapp.services.safety import SafetyService
from quizapp.services.settings import SettingsService
from quizapp.storage import exchange, log, memories, rebuilding, tables
from quizapp.storage.creation import DEFAULT_LEARNER
from quizapp.storage.engine import Store
from quizapp.storage.memories import Tally, counted
from tests.support.banks import add_questions
from tests.support.clocks import NOON, SetClock

CARDS = tuple(f"sample/q{number}" for number in range(1, 5))
BANK = [TrueFalse(id=f"q{number}", topic="t", prompt=f"{number}?", answer=True) for number in range(1, 5)]


class Machine:
    """A learner's machine with a clock of its own; what it does is written as the app writes it."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.chance = random.Random(seed)
        self.clock = SetClock(NOON)
        self.store = Store(folder / "quizapp.db", self.clock, entropy=self.chance.randbytes)
        with self.store.write() as tx:
            add_questions(tx, BANK)
        self.safety = SafetyService(self.store, self.clock)
        self.service = ExchangeService(self.store, self.clock, self.safety)

    def act(self) -> None:
        """Do something that a learner does: mostly answer."""
        self.clock.advance(minutes=self.chance.randrange(1, 900))
        card = self.chance.choice(CARDS)
        what = self.chance.choice([EventType.REVIEW] * 6 + [EventType.SUSPEND, EventType.RESUME, EventType.FLAG])
        settings = StudySettings()
        when = moment_at(self.clock.now(), self.clock.offset_minutes, settings.rollover_hour)
        with self.store.write() as tx:
            place = memories.place_of(tx, card)
            assert place is not None
            state = memories.read(tx, DEFAULT_LEARNER, place.card)
            fields: dict[str, object] = {}
            if what is EventType.REVIEW:
                payload = {**regime(settings, settings.retention), "counts": counts_as(state.memory)}
                fields = {"rating": self.chance.choice(list(Rating)).value, "payload": payload, "kind": "study"}
                fields |= {"scheduler": SCHEDULER, "parameters": fingerprint(()), "milliseconds": 900}
            id = log.new_event_id(when.instant, self.chance.randbytes(10))
            event = recording.plain_event(what, DEFAULT_LEARNER, when, id, card=card, **fields)
            log.append(tx, event)
            memories.put(tx, DEFAULT_LEARNER, place, applied(state, event, {fingerprint(()): ()}))
            if what is EventType.REVIEW:
                recording.count(tx, DEFAULT_LEARNER, event, 1)
                if self.chance.random() < 0.2:
                    self._undo(tx, event)

    def _undo(self, tx: object, event: Event) -> None:
        when = moment_at(self.clock.now(), self.clock.offset_minutes, 4)
        log.append(tx, recording.undo_of(event, DEFAULT_LEARNER, when))  # type: ignore[arg-type]
        one = count_of(event)
        memories.count(tx, DEFAULT_LEARNER, Tally(one.day, one.deck, *[-each for each in counted(one)]))  # type: ignore[arg-type]
        recording.restored(tx, DEFAULT_LEARNER, event.card or "")  # type: ignore[arg-type]

    def given(self) -> bytes:
        """The file that this machine exports now."""
        lines: list[str] = []
        self.service.export(lines.append)
        return "".join(lines).encode()

    def take(self, file: bytes) -> ExchangeReport:
        """Merge a file."""
        return self.service.merge(io.BytesIO(file), "file")

    def state(self) -> dict[str, object]:
        """Everything that two machines must agree on."""
        with self.store.read() as tx:
            assert tuple(rebuilding.differences(tx)) == ()
            ids = sorted(row[0] for row in tx.exec_driver_sql("SELECT id FROM event").fetchall())
            cards = {card: memories.read(tx, DEFAULT_LEARNER, memories.place_of(tx, card).card) for card in CARDS}  # type: ignore[union-attr]
            days = [row for row in memories.tallies(tx, DEFAULT_LEARNER, 0, 99_999) if any(row[2:])]
        return {"events": ids, "cards": cards, "days": days}

    def close(self) -> None:
        """Put it away."""
        self.store.close()


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[list[Machine]]:
    """Three machines that have not met."""
    made = [Machine(tmp_path / str(number), number) for number in range(3)]
    yield made
    for machine in made:
        machine.close()


@pytest.mark.parametrize("seed", range(3))
def test_machines_converge_whatever_order_files_come_in(machines: list[Machine], seed: int) -> None:
    """Through 120 random steps of working and merging newest, old, twice and lost files; in the end all agree."""
    chance = random.Random(seed)
    folder: list[bytes] = []
    for _ in range(120):
        machine = chance.choice(machines)
        step = chance.random()
        if step < 0.5 or not folder:
            machine.act()
        elif step < 0.75:
            folder.append(machine.given())
            if chance.random() < 0.3:
                folder.pop(chance.randrange(len(folder)))  # lost on the way
        else:
            machine.take(chance.choice(folder))
    for machine in (*machines, *machines):
        for other in machines:
            machine.take(other.given())
    first, *others = [machine.state() for machine in machines]
    assert others == [first, first]
    assert all(not machine.safety.doctor().problems for machine in machines)


def arrived(file: bytes) -> exchange.Arrived:
    """What a file brings."""
    head, *lines = file.decode().splitlines()
    exchange.read_head(head)
    found = exchange.Arrived()
    for line in lines:
        exchange.read_line(line, found, (DEFAULT_LEARNER,))
    return found


def test_a_thousand_orders_of_arrival_make_one_log(machines: list[Machine]) -> None:
    """Parts of three lines, in any order, some twice, some late: whoever has all of them has the same rows."""
    files = []
    for machine in machines:
        for _ in range(3):
            for _ in range(4):
                machine.act()
            files.append(arrived(machine.given()))
    engine = create_engine("sqlite://")
    chance = random.Random(11)
    logs = set()
    for _ in range(1_000):
        order = [*files, *chance.choices(files, k=3)]
        chance.shuffle(order)
        with engine.connect() as tx:
            tables.metadata.create_all(tx, tables=[tables.learner, tables.event, tables.parameter_set])
            for file in order:
                exchange.take(tx, file)
            logs.add(tuple(exchange.lines(tx)))
            tx.rollback()
            tables.metadata.drop_all(tx)
    assert len(logs) == 1


def test_a_machine_that_was_copied_goes_on_beside_its_copy(tmp_path: Path) -> None:
    """Both wrote on under one name; a third machine and both of them end with all that both did."""
    first = Machine(tmp_path / "first", 1)
    for _ in range(10):
        first.act()
    first.store.close()
    shutil.copytree(tmp_path / "first", tmp_path / "copy")
    copy = Machine.__new__(Machine)
    copy.chance, copy.clock = random.Random(7), SetClock(first.clock.instant)
    copy.store = Store(tmp_path / "copy" / "quizapp.db", copy.clock, entropy=copy.chance.randbytes)
    copy.safety = SafetyService(copy.store, copy.clock)
    copy.service = ExchangeService(copy.store, copy.clock, copy.safety)
    third = Machine(tmp_path / "third", 3)
    for machine in (first, copy, first, copy):
        machine.act()
        third.take(machine.given())
    for machine in (first, copy, third, first, copy):
        for other in (third, copy, first):
            machine.take(other.given())
    assert first.state() == copy.state() == third.state()
    assert not third.safety.doctor().problems
    for machine in (first, copy, third):
        machine.close()


def test_lost_lines_are_awaited_and_then_there(machines: list[Machine]) -> None:
    """A file with lines missing is taken in; the doctor names what is missing until a whole file comes."""
    here, there = machines[:2]
    for _ in range(12):
        there.act()
    lines = there.given().splitlines(keepends=True)
    here.take(b"".join([*lines[:4], *lines[7:]]))
    found = here.safety.doctor()
    assert found.is_sound
    assert len(found.awaited) == 1
    assert "are missing" in found.awaited[0]
    here.take(b"".join(lines))
    assert here.safety.doctor().awaited == ()
    assert here.state() == there.state()


def test_settings_travel_and_what_hangs_on_them_follows(machines: list[Machine]) -> None:
    """A choice made there is in force here after a merge."""
    here, there = machines[:2]
    here.act()
    SettingsService(there.store, there.clock).set("retention", 0.8)
    there.act()
    here.take(there.given())
    assert SettingsService(here.store, here.clock).get().retention == 0.8
    there.take(here.given())
    assert here.state() == there.state()


def test_merging_what_is_known_writes_nothing(machines: list[Machine]) -> None:
    """Not even a backup."""
    here, there = machines[:2]
    there.act()
    here.take(there.given())
    backups = here.safety.backups()
    assert here.take(there.given()).events == 0
    assert here.safety.backups() == backups


@pytest.mark.parametrize(
    ("harm", "sentence"),
    [
        (lambda lines: [*lines[:3], b"{\n", *lines[3:]], "file:4:2: this is not JSON"),
        (lambda lines: [*lines[:-1], lines[-1][:-9]], "the file ends in the middle of a line"),
        (lambda lines: [b'{"format":"other"}\n', *lines[1:]], "file:1:1: this is no file of `quizapp progress export`"),
        (lambda lines: [b'{"format":"quizapp-progress","version":9}\n'], "written by a newer quizapp"),
        (lambda lines: [*lines[:3], lines[3].replace(b'"day":2', b'"day":3'), *lines[4:]], "was changed"),
        (lambda lines: [lines[0], b'{"type":"dance"}\n'], "`id` is missing"),
        (lambda lines: [lines[0], b"[" * 900_000 + b"\n"], "this is not JSON"),
        (lambda lines: [lines[0], b'{"a":"' + b"x" * (1 << 23) + b'"}\n'], "longer than any event"),
        (lambda lines: [lines[0], b"\xff\n"], "not UTF-8"),
        (lambda lines: [], "is empty"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_changed(machines: list[Machine], harm: object, sentence: str) -> None:
    """Line and column, and why; the log stays as it was."""
    here, there = machines[:2]
    for _ in range(9):
        there.act()
    there_lines = [line for line in there.given().splitlines(keepends=True) if b'"type":"undo"' not in line]
    before = here.state()
    with pytest.raises(QuizError) as refused:
        here.take(b"".join(harm(there_lines)))  # type: ignore[operator]
    assert sentence in str(refused.value)
    assert here.state() == before


def test_made_up_events_are_refused_whole(machines: list[Machine]) -> None:
    """Rows with right hashes and senseless values, which only ill will writes, change nothing and end in a sentence."""
    here, there = machines[:2]
    there.act()
    told = json.loads(there.given().splitlines()[-1])
    told["payload"] = json.dumps({"steps": "x", "retention": {"a": 1}, "counts": "new"})
    told["type"], told["rating"] = "review", 3
    row = [told.get(name) for name in log.COLUMNS[:-1]]
    told["hash"] = log.chained(row)
    head = there.given().splitlines()[0]
    before = here.state()
    with pytest.raises(QuizError, match="make no sense together"):
        here.take(head + b"\n" + json.dumps(told).encode() + b"\n")
    assert here.state() == before
