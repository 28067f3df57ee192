"""The error boundary: whatever happens below becomes a sentence and an exit code."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from quizapp.domain.errors import QuizError

DONE, FAILED, MISUSED, INTERRUPTED = 0, 1, 2, 130


def run(arguments: Sequence[str]) -> int:
    """Run the command line with these arguments and return its exit code; lets no exception through."""
    from quizapp.cli.root import quizapp

    try:
        code = _exit_code(quizapp.main(list(arguments), prog_name="quizapp", standalone_mode=False))
        sys.stdout.flush()
    except click.ClickException as error:
        error.show(sys.stderr)
        code = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        code = INTERRUPTED
    except QuizError as error:
        _say(str(error))
        code = FAILED
    except BrokenPipeError:
        _leave_the_pipe()
        code = FAILED
    except Exception as error:  # the boundary: the person gets a sentence, the details go to a file
        if os.environ.get("QUIZAPP_DEBUG") == "1":
            raise
        _report(error)
        code = FAILED
    return code


def _exit_code(returned: object) -> int:
    """What a command returned, as an exit code: commands return None when all went well."""
    return returned if isinstance(returned, int) and not isinstance(returned, bool) else DONE


def _say(sentence: str) -> None:
    from quizapp.domain.text import visible

    click.echo(f"quizapp: {visible(sentence)}", err=True)


def _leave_the_pipe() -> None:
    """Point stdout at nothing, so that Python's last flush does not complain that the reader has gone."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


def _report(error: BaseException) -> None:
    kind = type(error).__name__
    try:
        log = _write_crash_log(error)
    except OSError:
        _say(f"something went wrong that should not have ({kind}), and no report of it could be written.")
    else:
        _say(f"something went wrong that should not have ({kind}). Your answers are safe; the report is {log}")


def _write_crash_log(error: BaseException) -> Path:
    """Write where it happened, readable by its owner only; messages and values stay out: they may be card text."""
    from quizapp import __version__
    from quizapp.bootstrap import SystemClock
    from quizapp.settings import Paths
    from quizapp.storage.files import private_folder

    folder = Paths.find(os.environ).state
    private_folder(folder)
    moment = SystemClock().now()
    log = folder / f"crash-{moment:%Y%m%dT%H%M%S}-{os.getpid()}.log"
    lines = [f"quizapp {__version__}, Python {sys.version.split()[0]}, {sys.platform}, {moment:%Y-%m-%d %H:%M:%S}Z"]
    handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write("\n".join([*lines, *_places(error)]) + "\n")
    return log


def _places(error: BaseException | None) -> Iterator[str]:
    while error is not None:
        yield type(error).__qualname__
        for frame in traceback.extract_tb(error.__traceback__):
            yield f"  {frame.filename}:{frame.lineno} in {frame.name}"
        error = error.__cause__ or error.__context__
