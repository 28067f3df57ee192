"""The picture of a question, drawn in its frame as soon as it is read."""

from __future__ import annotations

from pathlib import Path

from textual import work
from textual.containers import Vertical

from quizapp.tui.pictures import Drawer, loaded

_ROWS = 10
_SMALL_ROWS = 7
_TALL_SCREEN = 30


class PictureFrame(Vertical):
    """Keeps the place of the picture from the start, so that nothing moves when it comes."""

    DEFAULT_CSS = """
    PictureFrame { height: auto; margin: 0 0 1 8; display: none; }
    PictureFrame > * { width: auto; height: 100%; }
    """

    def __init__(self, drawer: Drawer | None) -> None:
        super().__init__(id="picture")
        self._drawer = drawer
        self._path: Path | None = None

    def show(self, path: Path | None) -> None:
        """Draw the picture in this file; none where there is no file or nothing to draw it with."""
        self._path = path
        self.remove_children()
        self.display = path is not None and self._drawer is not None
        if path is not None and self._drawer is not None:
            self.styles.height = _ROWS if self.screen.size.height >= _TALL_SCREEN else _SMALL_ROWS
            self._draw(path)

    @work(thread=True, group="pictures", exclusive=True)
    def _draw(self, path: Path) -> None:
        picture = loaded(path)
        self.app.call_from_thread(self._put, path, picture)

    def _put(self, path: Path, picture: object | None) -> None:
        if path != self._path or self._drawer is None:
            return
        if picture is None:
            self.display = False
        else:
            self.mount(self._drawer(picture))
