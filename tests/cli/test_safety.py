"""`quizapp backup`, `restore` and `doctor`, and who may read what quizapp writes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quizapp.bootstrap import open_services
from quizapp.domain.answers import Graded, Picked, Rating, Wrote
from quizapp.domain.questions import Choice, TrueFalse
from quizapp.domain.sitting import Step
from quizapp.settings import Paths
from tests.cli.conftest import Quizapp


@pytest.fixture
def answered(home: Path) -> int:
    """Three questions answered; their number."""
    services = open_services(Paths.find({"QUIZAPP_HOME": str(home)}))
    sitting = services.study.begin()
    for _ in range(3):
        step = services.study.step(sitting)
        assert isinstance(step, Step)
        match step.question:
            case Choice(options=options):
                response: Picked | Wrote | Graded = Picked(options[0].id)
            case TrueFalse():
                response = Picked("true")
            case _:
                response = Wrote("a secret answer") if step.question.prompt else Graded(Rating.GOOD)
        attempt = services.study.prepare(step)
        done = services.study.answer(sitting, step, response, milliseconds=900, attempt=attempt)
        sitting = done.sitting
    services.store.close()
    return 3


def _events(quizapp: Quizapp) -> int:
    return int(json.loads(quizapp("doctor", "--json").out)["rows"]["event"])


def test_a_backup_is_listed_and_can_be_gone_back_to(quizapp: Quizapp, answered: int) -> None:
    """Restoring brings back exactly what was there, and what it replaces is backed up first."""
    made = Path(quizapp("backup").out.strip())
    assert [each["path"] for each in json.loads(quizapp("backup", "--list", "--json").out)] == [str(made)]
    quizapp("settings", "set", "new_per_day", "3")
    assert _events(quizapp) == answered + 1
    restored = quizapp("restore", made.name, "--yes")
    assert restored.code == 0
    assert _events(quizapp) == answered
    safety = [each for each in json.loads(quizapp("backup", "--list", "--json").out) if each["path"] != str(made)]
    assert [each["events"] for each in safety] == [answered + 1]
    assert quizapp("backup", "--list").out.count(".db") == 2


def test_restoring_off_a_terminal_needs_a_yes(quizapp: Quizapp, answered: int) -> None:
    """Without someone to ask nothing is replaced."""
    name = Path(quizapp("backup").out.strip()).name
    outcome = quizapp("restore", name)
    assert outcome.code == 2
    assert "--yes" in outcome.err
    assert quizapp("restore", "no-such-backup", "--yes").code == 1


def test_a_sound_database_is_found_sound(quizapp: Quizapp, answered: int) -> None:
    """The doctor says so and exits 0, also after working everything out anew."""
    assert quizapp("doctor").code == 0
    assert quizapp("doctor", "--rebuild").code == 0


def test_a_damaged_database_is_found_out_and_can_be_replaced(quizapp: Quizapp, home: Path, answered: int) -> None:
    """The doctor fails with a sentence, other commands too, and a backup heals it."""
    name = Path(quizapp("backup").out.strip()).name
    database = home / "data" / "quizapp.db"
    database.write_bytes(database.read_bytes()[:100] + bytes(len(database.read_bytes()) - 100))
    assert quizapp("doctor").code == 1
    assert "mistake of its own" not in quizapp("decks", "list").err
    assert quizapp("restore", name, "--yes").code == 0
    assert _events(quizapp) == answered


def test_what_quizapp_writes_is_its_owners_alone(quizapp: Quizapp, home: Path, answered: int) -> None:
    """Whatever the umask: no file of the person's is open to others, and no answer stands outside the database."""
    quizapp("backup")
    quizapp("settings", "set", "theme", "light")
    quizapp("decks", "new", "my-deck")
    made = [path for path in home.rglob("*") if not path.is_relative_to(home / "data" / "decks")]
    wide = [path for path in made if path.stat().st_mode & 0o077]
    assert made
    assert wide == []
    texts = [path for path in made if path.is_file() and path.suffix not in (".db", ".db-journal", ".db-wal")]
    assert not any(b"a secret answer" in path.read_bytes() for path in texts)
