"""Files appear whole or not at all."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from quizapp.storage.files import private_folder, replacing


def test_a_file_is_as_it_was_when_writing_it_fails(tmp_path: Path) -> None:
    """The old bytes stay and no scratch file is left."""
    target = tmp_path / "paper.txt"
    target.write_text("old")

    def write_half() -> None:
        with replacing(target) as scratch:
            scratch.write_text("ne")
            raise RuntimeError("half-way")

    with pytest.raises(RuntimeError, match="half-way"):
        write_half()
    assert target.read_text() == "old"
    assert os.listdir(tmp_path) == ["paper.txt"]


def test_the_new_file_stands_only_after_the_block(tmp_path: Path) -> None:
    """Inside the block a reader still finds nothing, after it everything."""
    target = tmp_path / "paper.txt"
    with replacing(target) as scratch:
        scratch.write_text("new")
        assert not target.exists()
        assert scratch.parent == target.parent
    assert target.read_text() == "new"
    assert os.listdir(tmp_path) == ["paper.txt"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077, 0o777])
def test_a_given_mode_holds_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    """The umask neither widens nor narrows a mode that is asked for."""
    before = os.umask(umask)
    try:
        with replacing(tmp_path / "private", mode=0o600) as scratch:
            scratch.write_text("mine")
    finally:
        os.umask(before)
    assert (tmp_path / "private").stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_a_replaced_file_keeps_its_mode(tmp_path: Path) -> None:
    """What others may do with a file is not changed by writing it anew."""
    target = tmp_path / "deck.yaml"
    target.write_text("a")
    target.chmod(0o640)
    with replacing(target) as scratch:
        scratch.write_text("b")
    assert target.stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_new_folders_are_for_their_owner_alone(tmp_path: Path) -> None:
    """Every folder on the way is made 0700; one that is there stays as it is."""
    tmp_path.chmod(0o755)
    private_folder(tmp_path / "a" / "b")
    modes = [path.stat().st_mode & 0o777 for path in (tmp_path, tmp_path / "a", tmp_path / "a" / "b")]
    assert modes == [0o755, 0o700, 0o700]


@pytest.mark.skipif(os.name == "nt", reason="Windows is not asked which programs run")
def test_what_a_killed_program_left_is_swept_away(tmp_path: Path) -> None:
    """The next file written in the folder takes dead scratch files with it, and nothing else."""
    gone = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    number = int(gone.stdout)
    left = (f".a.db.{number}-0.part", f".a.db.{number}-0.part-journal", f".b.db.{os.getppid()}-0.part", ".c.part")
    for name in left:
        (tmp_path / name).touch()
    with replacing(tmp_path / "new.txt") as scratch:
        scratch.write_text("new")
    assert sorted(os.listdir(tmp_path)) == sorted((*left[2:], "new.txt"))


@pytest.mark.skipif(os.name == "nt", reason="named pipes are of Unix")
def test_what_is_no_ordinary_file_is_left_alone(tmp_path: Path) -> None:
    """A pipe or a device that somebody names is not replaced by a file."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(OSError, match="not an ordinary file"), replacing(pipe):
        pass
    assert pipe.is_fifo()
    assert list(tmp_path.iterdir()) == [pipe]
