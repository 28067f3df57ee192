"""Pictures beside questions, where the extra `images` is installed and the terminal can show them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, cast

from textual.widget import Widget

Drawer = Callable[[Any], Widget]
"""Makes the widget that draws a picture, once that is in memory."""

MOST_PIXELS = 50_000_000
"""A picture with more is not opened: it would take a gigabyte."""

_DRAWN = (1600, 800)
"""A picture is made so small before it is drawn; no terminal shows more."""


def find_drawer(environment: Mapping[str, str]) -> Drawer | None:
    """What draws pictures here, or None: without the extra, with NO_COLOR and on a dumb terminal there is nothing.

    Call it before the app runs: the import asks the terminal what it can do, and the app would take that for keys.
    """
    if environment.get("NO_COLOR") or environment.get("TERM") == "dumb":
        return None
    try:
        from textual_image.widget import HalfcellImage, Image
    except ImportError:
        return None
    # Between tmux and the terminal pictures get lost; coloured half cells are text.
    return cast("Drawer", HalfcellImage if "TMUX" in environment else Image)


def picture_path(deck_path: str, file: str) -> Path | None:
    """Where the picture of a question lies, None when it is not in the folder of its deck any more."""
    folder = Path(deck_path).resolve().parent
    found = (folder / file).resolve()
    return found if found.is_file() and found.is_relative_to(folder) else None


def loaded(path: Path) -> Any | None:
    """The picture in memory, small enough to draw; None when the file is not one or too large."""
    from PIL import Image as Pictures  # the extra brings it

    try:
        with Pictures.open(path) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                return None
            picture.thumbnail(_DRAWN)
            return picture.convert("RGBA")
    except (OSError, ValueError, SyntaxError, Pictures.DecompressionBombError):
        return None
