"""The error boundary: whatever happens below becomes a sentence and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from quizapp.domain.errors import QuizError

DONE, FAILED, INTERRUPTED = 0, 1, 130


def run(arguments: Sequence[str]) -> int:
    """Run quizapp with these arguments and return its exit code; lets no exception through."""
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        code = INTERRUPTED
    except QuizError as error:
        _say(str(error))
        code = FAILED
    except BrokenPipeError:
        _abandon_stdout()
        code = FAILED
    except OSError as error:  # a file that a person named, or a full disk behind stdout
        _abandon_stdout()
        _say(f"{error.filename or 'The output'} cannot be used: {error.strerror or error}.")
        code = FAILED
    except Exception as error:  # the boundary: the person gets a sentence, the details go to a file
        if os.environ.get("QUIZAPP_DEBUG") == "1":
            raise
        _report(error)
        code = FAILED
    return code


def _run(arguments: Sequence[str]) -> int:
    from quizapp.cli.opening import is_on_a_terminal, open_app

    if not arguments and is_on_a_terminal() and "_QUIZAPP_COMPLETE" not in os.environ:
        return open_app()  # the way most people come in, without the 45 ms that click takes
    return _command(arguments)


def _command(arguments: Sequence[str]) -> int:
    """Run a command: it returns None or an exit code, and misuse is told by click itself."""
    import click

    from quizapp.cli.root import quizapp

    try:
        returned = quizapp.main(list(arguments), prog_name="quizapp", standalone_mode=False)
    except click.Abort:
        return INTERRUPTED
    except click.ClickException as error:
        error.show(sys.stderr)
        return error.exit_code
    return returned if isinstance(returned, int) else DONE


def _say(sentence: str) -> None:
    from quizapp.domain.text import visible

    sys.stderr.write(f"quizapp: {visible(sentence)}\n")


def _abandon_stdout() -> None:
    """Point stdout at nothing, so that Python's last flush does not complain once more."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


def _report(error: BaseException) -> None:
    """Say that this is a fault of ours; where it happened goes into a file for its owner only, values go nowhere."""
    from quizapp.bootstrap import SystemClock
    from quizapp.settings import Paths
    from quizapp.storage.files import private_folder
    from quizapp.tui.crash import crash_sentence

    folder = Paths.find(os.environ).state
    with suppress(OSError):  # crash_sentence tells when there is no place for a log
        private_folder(folder)
    sys.stderr.write(crash_sentence(error, SystemClock().now(), folder) + "\n")
