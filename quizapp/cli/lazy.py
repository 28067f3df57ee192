"""Commands that are imported only when they run, and help pages that fit where they are shown."""

from __future__ import annotations

import importlib
import sys
from typing import Any

import click
from click.shell_completion import CompletionItem


class Command(click.Command):
    """A command whose help is drawn in boxes on a terminal and plainly anywhere else."""

    def get_help(self, ctx: click.Context) -> str:
        """The help page for where stdout leads; rich-click costs another 80 ms, so only a terminal gets it."""
        if not sys.stdout.isatty():
            return super().get_help(ctx)
        from quizapp.cli.help_pages import drawn

        return drawn(self, ctx)


class Group(click.Group):
    """A group of commands whose help is drawn as that of a Command."""

    command_class = Command
    group_class = type

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The names in the order they were given, which is the order in which a person meets them."""
        return list(self.commands)

    def get_help(self, ctx: click.Context) -> str:
        """The help page for where stdout leads."""
        if not sys.stdout.isatty():
            return super().get_help(ctx)
        from quizapp.cli.help_pages import drawn

        return drawn(self, ctx)


class Stub(click.Command):
    """Stands for a command in lists and help; the command itself is imported when it runs or completes."""

    def __init__(self, name: str, target: str, help_line: str) -> None:
        super().__init__(name, help=help_line, short_help=help_line)
        self._module, self._attribute = target.split(":")

    def real(self) -> click.Command:
        """The command this stands for, imported now."""
        command: click.Command = getattr(importlib.import_module(self._module), self._attribute)
        return command

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """A context of the real command: from here on click deals with that one."""
        return self.real().make_context(info_name, args, parent, **extra)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """What the real command offers."""
        return self.real().shell_complete(ctx, incomplete)


def stubs(commands: dict[str, tuple[str, str]]) -> dict[str, click.Command]:
    """Stubs for commands given as name: (module:attribute, one line of help)."""
    return {name: Stub(name, *place_and_help) for name, place_and_help in commands.items()}
