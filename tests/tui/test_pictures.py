"""Pictures of questions: their words always, the picture itself where the extra `images` is installed."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest

from quizapp.tui.pictures import Drawer, find_drawer, loaded, picture_path
from quizapp.tui.widgets.picture import PictureFrame
from tests.tui.support import CHOICE, Hall

PICTURED = CHOICE + "    image: {file: maps/map.png, alt: A map with four cities on it.}\n"


def png(width: int = 64, height: int = 32) -> bytes:
    """A picture that is red all over."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = (b"\0" + b"\xff\0\0" * width) * height
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        chunk(*each) for each in ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    )


def put(hall: Hall, content: bytes) -> Path:
    """A deck of one question with a picture of these bytes."""
    path = hall.paths.decks / "maps" / "map.png"
    path.parent.mkdir()
    path.write_bytes(content)
    hall.write(PICTURED)
    return path


async def test_the_words_of_a_picture_are_always_shown(hall: Hall) -> None:
    """Without the extra the question says what is to be seen, and leaves no empty room."""
    put(hall, png())
    async with hall.sits() as person:
        assert "Picture A map with four cities on it." in person.screen
        assert not person.study.query_one(PictureFrame).display
        assert person.row("a  ") == person.row("Picture") + 2


@pytest.mark.filterwarnings("ignore:Image.Image.getdata is deprecated:DeprecationWarning")
async def test_the_picture_is_drawn_where_that_can_be(hall: Hall) -> None:
    """It comes below the words, in room kept for it, so that nothing moves; the next question has none of it."""
    drawer = real_drawer()
    put(hall, png())
    async with hall.sits(hall.app(drawer=drawer)) as person:
        frame = person.study.query_one(PictureFrame)
        assert "Picture A map with four cities on it." in person.screen
        assert frame.display
        assert frame.size.height == 7
        assert len(frame.children) == 1
        assert frame.children[0].size.width > 0
        before = person.row("a  ")
        await person.press("a")
        assert person.row("a  ") == before


@pytest.mark.parametrize("content", [b"", b"no picture", png()[:60]], ids=["empty", "text", "cut"])
async def test_a_broken_picture_leaves_its_words(hall: Hall, content: bytes) -> None:
    """Whatever the file holds, the question can be read and answered."""
    drawer = real_drawer()
    put(hall, content)
    async with hall.sits(hall.app(drawer=drawer)) as person:
        assert not person.study.query_one(PictureFrame).display
        assert "Picture A map with four cities on it." in person.screen


def test_a_picture_too_large_to_hold_is_not_opened(tmp_path: Path) -> None:
    """A small file may unpack to gigabytes."""
    real_drawer()
    path = tmp_path / "bomb.png"
    path.write_bytes(png(1, 1)[:16] + struct.pack(">II", 60_000, 60_000) + png(1, 1)[24:])
    assert loaded(path) is None


def test_a_picture_outside_its_folder_is_not_opened(tmp_path: Path) -> None:
    """Neither by a path that leads out nor by a link."""
    deck = tmp_path / "decks" / "deck.yaml"
    deck.parent.mkdir()
    (tmp_path / "out.png").write_bytes(png())
    (deck.parent / "in.png").write_bytes(png())
    (deck.parent / "link.png").symlink_to(tmp_path / "out.png")
    found = {file: picture_path(str(deck), file) for file in ("in.png", "gone.png", "../out.png", "link.png")}
    assert found == {"in.png": deck.parent / "in.png", "gone.png": None, "../out.png": None, "link.png": None}


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_no_picture_where_there_is_no_colour(environment: dict[str, str]) -> None:
    """The words do there."""
    assert find_drawer(environment) is None


def real_drawer() -> Drawer:
    """What draws pictures in a terminal without graphics; the test is skipped without the extra."""
    pytest.importorskip("textual_image", reason="the extra `images` is not installed")
    drawer = find_drawer({"TMUX": "1"})
    assert drawer is not None
    return drawer
