"""Help pages drawn by rich-click, for terminals."""

from __future__ import annotations

from pathlib import Path

import click


def _state_version() -> None:
    """Give click the version that rich-click asks it for: to find it click loads the email package, 20 ms of it."""
    found = next(Path(click.__file__).parents[1].glob("click-*.dist-info"), None)
    if found is not None:
        vars(click)["__version__"] = found.name.removeprefix("click-").removesuffix(".dist-info")


_state_version()

import rich_click  # noqa: E402 - it asks when it is imported


class _InOrder(rich_click.RichGroup):
    """A group that lists its commands in the order they were given, not by the alphabet."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(self.commands)


def drawn(command: click.Command, ctx: click.Context) -> str:
    """The help page of a command, with boxes and colours (without colours under NO_COLOR)."""
    twin = _twin(command, ctx)
    context = rich_click.RichContext(
        twin,
        info_name=ctx.info_name,
        parent=ctx.parent,
        help_option_names=list(ctx.help_option_names),
        rich_help_config={"max_width": 100},
    )
    return twin.get_help(context).rstrip("\n")


def _twin(command: click.Command, ctx: click.Context) -> rich_click.RichCommand:
    """The same command in rich-click's own type, only to be drawn."""
    params = list(command.params)
    if not isinstance(command, click.Group):
        return rich_click.RichCommand(name=command.name, params=params, help=command.help)
    children: dict[str, click.Command] = {}
    for name in command.list_commands(ctx):
        if child := command.get_command(ctx, name):
            children[name] = rich_click.RichCommand(name=name, help=child.get_short_help_str(limit=100))
    return _InOrder(name=command.name, params=params, help=command.help, commands=children)
