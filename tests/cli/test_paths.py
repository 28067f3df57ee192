"""Where files go."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quizapp.settings import Paths
from tests.cli.conftest import Quizapp


def test_one_variable_moves_every_folder(quizapp: Quizapp, home: Path) -> None:
    """With QUIZAPP_HOME nothing of the person's lies anywhere else."""
    places = json.loads(quizapp("paths", "--json").out)
    own = {name: place for name, place in places.items() if not name.startswith("bundled")}
    assert all(Path(place).is_relative_to(home) for place in own.values())
    assert places["database"] == str(home / "data" / "quizapp.db")


def test_paths_are_shown_one_a_line(quizapp: Quizapp, home: Path) -> None:
    """The plain listing has the same places as the JSON one."""
    shown = dict(line.split(maxsplit=1) for line in quizapp("paths").out.splitlines())
    assert shown == json.loads(quizapp("paths", "--json").out)


def test_asking_for_paths_makes_none(quizapp: Quizapp, home: Path) -> None:
    """Looking changes nothing."""
    quizapp("paths")
    assert not home.exists()


def test_without_the_variable_the_platform_decides(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The XDG variables are followed."""
    for kind in ("DATA", "CONFIG", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind))
    paths = Paths.find({})
    assert paths.data == tmp_path / "DATA" / "quizapp"
    assert paths.state == tmp_path / "STATE" / "quizapp"


def test_new_folders_are_for_their_owner_only(tmp_path: Path) -> None:
    """Folders are made with mode 0700 whatever the umask is."""
    paths = Paths.find({"QUIZAPP_HOME": str(tmp_path / "deep" / "home")})
    paths.create()
    made = [folder for folder in (tmp_path / "deep").rglob("*") if folder.is_dir()]
    assert made
    assert {folder.stat().st_mode & 0o777 for folder in made} == {0o700}


def test_bundled_decks_and_sheets_are_found() -> None:
    """The decks and source sheets that come with quizapp exist where `paths` says."""
    paths = Paths.find({"QUIZAPP_HOME": "/nowhere"})
    assert paths.bundled_decks.is_dir()
    assert paths.bundled_seeds.is_dir()
