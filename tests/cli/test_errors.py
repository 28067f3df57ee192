"""Whatever goes wrong is a sentence on stderr and an exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from quizapp.cli import paths as paths_command
from quizapp.domain.errors import QuizError
from tests.cli.conftest import Quizapp


def _fail_with(error: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing() -> None:
        raise error

    monkeypatch.setattr(paths_command, "find_paths", failing)


def test_a_misspelt_command_is_a_misuse_with_a_suggestion(quizapp: Quizapp) -> None:
    """A wrong name exits with 2 and says which was meant."""
    outcome = quizapp("stduy")
    assert (outcome.code, outcome.out) == (2, "")
    assert "study" in outcome.err


def test_what_a_person_can_act_on_is_said_and_fails(quizapp: Quizapp, monkeypatch: pytest.MonkeyPatch) -> None:
    """A QuizError is its sentence, exit 1."""
    _fail_with(QuizError("The disk is full."), monkeypatch)
    assert quizapp("paths").err == "quizapp: The disk is full.\n"
    assert quizapp("paths").code == 1


def test_no_error_message_carries_an_escape(quizapp: Quizapp, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a file name or a deck smuggles into a message cannot act on the terminal."""
    _fail_with(QuizError("\x1b[2J\u202egone"), monkeypatch)
    assert quizapp("paths").err == "quizapp: \\x1b[2J<U+202E>gone\n"


@pytest.mark.parametrize("error", [KeyboardInterrupt(), click.Abort()])
def test_an_interrupt_is_quiet(error: BaseException, quizapp: Quizapp, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C exits with 130 and says nothing."""
    _fail_with(error, monkeypatch)
    outcome = quizapp("paths")
    assert (outcome.code, outcome.err.strip()) == (130, "")


def test_the_unexpected_leaves_a_private_report_without_card_text(
    quizapp: Quizapp, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bug is one sentence and a report for its owner only; the values at hand are not in it."""
    _fail_with(RuntimeError("the secret answer"), monkeypatch)
    outcome = quizapp("paths")
    (report,) = (home / "state").glob("crash-*.log")
    assert outcome.code == 1
    assert outcome.err.count("\n") == 1
    assert str(report) in outcome.err
    assert "Traceback" not in outcome.err
    assert report.stat().st_mode & 0o777 == 0o600
    assert "secret" not in report.read_text()
    assert "RuntimeError" in report.read_text()


def test_a_developer_sees_the_traceback(quizapp: Quizapp, monkeypatch: pytest.MonkeyPatch) -> None:
    """QUIZAPP_DEBUG=1 lets the exception through."""
    _fail_with(RuntimeError("seen"), monkeypatch)
    monkeypatch.setenv("QUIZAPP_DEBUG", "1")
    with pytest.raises(RuntimeError, match="seen"):
        quizapp("paths")


def test_a_reader_that_leaves_is_no_error_message() -> None:
    """A closed pipe ends the command without a word."""
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "quizapp", "--help"]
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writer)
    assert done.stderr == ""


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="only Linux has a device that is always full")
@pytest.mark.parametrize("arguments", [["--help"], ["export", "json"], ["--version"]])
def test_a_full_disk_behind_stdout_is_a_sentence(arguments: list[str], home: Path) -> None:
    """Output that cannot be written fails in one line, without a traceback and without a second complaint."""
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "quizapp", *arguments], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 1
    assert done.stderr == "quizapp: The output cannot be used: No space left on device.\n"
