"""What is left after a crash: one sentence for the person, and a log that holds no text of decks or answers."""

from __future__ import annotations

import os
import traceback
from datetime import datetime
from pathlib import Path

from quizapp import __version__


def crash_log(error: BaseException, at: datetime) -> str:
    """Where it happened, as files, lines and functions of programs.

    Neither the message nor any variable is told: both may hold what a card says or a person typed.
    """
    lines = [f"quizapp {__version__}, {at.isoformat(timespec='seconds')}", ""]
    seen: BaseException | None = error
    while seen is not None:
        lines.append(type(seen).__name__)
        lines += [
            f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(seen.__traceback__)
        ]
        seen = seen.__cause__ or seen.__context__
    return "\n".join(lines) + "\n"


def keep_crash_log(error: BaseException, at: datetime, folder: Path) -> Path:
    """Write the log for its owner only, and return where it is; raises OSError where that cannot be."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"crash-{at:%Y%m%d-%H%M%S}.log"
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(crash_log(error, at))
    return path


def crash_sentence(error: BaseException, at: datetime, folder: Path) -> str:
    """What to tell the person, after the log was written if it could be."""
    saved = "Every answer you saw accepted is saved."
    try:
        path = keep_crash_log(error, at, folder)
    except OSError:
        return f"quizapp stopped because of a mistake of its own ({type(error).__name__}). {saved}"
    return f"quizapp stopped because of a mistake of its own. {saved} What happened is in {path}"
