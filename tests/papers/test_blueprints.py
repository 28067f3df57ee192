"""Blueprints kept as they were read last."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.storage import blueprint_files
from quizapp.storage.blueprint_files import read_folders
from quizapp.storage.blueprints import read_all
from tests.papers.test_blueprint_files import SHIPPED

MINE = "paper: mine\ntitle: Mine\nsections: [{id: one, title: One, questions: 5}]\n"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with a blueprint of one's own."""
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "mine.yaml").write_text(MINE)
    return folder


def test_what_is_kept_is_what_was_read(own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While no file has changed none is read again, and every blueprint is the same in every field."""
    kept = tmp_path / "cache" / "papers.json"
    first = read_all(SHIPPED, own, kept)
    assert first == read_folders(SHIPPED, own)
    monkeypatch.delattr(blueprint_files, "read_folders")
    again = read_all(SHIPPED, own, kept)
    assert again == first
    assert list(again.found) == list(first.found)


def test_a_file_that_comes_changes_or_goes_is_noticed(own: Path, tmp_path: Path) -> None:
    """What is kept serves for the files it was made of alone."""
    kept = tmp_path / "papers.json"
    assert read_all(SHIPPED, own, kept).found["mine"].questions == 5
    (own / "mine.yaml").write_text(MINE.replace("5", "15"))
    assert read_all(SHIPPED, own, kept).found["mine"].questions == 15
    (own / "other.yaml").write_text(MINE.replace("mine", "other"))
    assert "other" in read_all(SHIPPED, own, kept).found
    (own / "mine.yaml").unlink()
    assert "mine" not in read_all(SHIPPED, own, kept).found


def test_mistakes_are_told_each_time(own: Path, tmp_path: Path) -> None:
    """Where a file has a mistake nothing is kept."""
    kept = tmp_path / "papers.json"
    (own / "mine.yaml").write_text(MINE.replace("questions", "qestions"))
    assert len(read_all(SHIPPED, own, kept).problems) == len(read_all(SHIPPED, own, kept).problems) > 0
    assert not kept.exists()


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"files": []}', "\x00"])
def test_a_damaged_file_is_made_anew(own: Path, tmp_path: Path, damage: str) -> None:
    """What is kept may be spoilt or cut short."""
    kept = tmp_path / "papers.json"
    whole = read_all(SHIPPED, own, kept)
    kept.write_text(damage)
    assert read_all(SHIPPED, own, kept) == whole


def test_where_nothing_can_be_kept_all_is_read(own: Path, tmp_path: Path) -> None:
    """A cache that is a file or a folder of another kind is no reason to go without papers."""
    (tmp_path / "cache").write_text("")
    assert "mine" in read_all(SHIPPED, own, tmp_path / "cache" / "papers.json").found
