"""Help: everywhere, by -h and --help, and never different from what runs."""

from __future__ import annotations

from collections.abc import Iterator

import click
import pytest

from quizapp.cli.lazy import Stub
from quizapp.cli.root import quizapp as root
from tests.cli.conftest import Quizapp


def _walk(command: click.Command, words: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command that can be called, with its words: ("decks", "check") and so on."""
    real = command.real() if isinstance(command, Stub) else command
    if words:
        yield words, real
    if isinstance(real, click.Group):
        for name, child in real.commands.items():
            yield from _walk(child, (*words, name))


COMMANDS = dict(_walk(root))
NAMES = [" ".join(words) for words in COMMANDS]


@pytest.mark.parametrize("words", COMMANDS, ids=NAMES)
def test_every_command_has_help(words: tuple[str, ...], quizapp: Quizapp) -> None:
    """Both -h and --help print the same page, which says more than the name."""
    short, long = quizapp(*words, "-h"), quizapp(*words, "--help")
    assert short == long
    assert (short.code, short.err) == (0, "")
    assert COMMANDS[words].help


@pytest.mark.parametrize("words", COMMANDS, ids=NAMES)
def test_every_option_has_help(words: tuple[str, ...]) -> None:
    """No option has to be guessed."""
    options = [parameter for parameter in COMMANDS[words].params if isinstance(parameter, click.Option)]
    assert [option.name for option in options if not option.help] == []


@pytest.mark.parametrize("name", root.commands)
def test_a_stub_says_what_its_command_says(name: str) -> None:
    """The line of help that is shown before a command is imported is that command's own."""
    stub = root.commands[name]
    assert isinstance(stub, Stub)
    assert stub.real().name == name
    assert stub.get_short_help_str(200) == stub.real().get_short_help_str(200)
