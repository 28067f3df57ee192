"""Help pages drawn by rich-click, for terminals."""

from __future__ import annotations

import click
import rich_click


def drawn(command: click.Command, ctx: click.Context) -> str:
    """The help page of a command, with boxes and colours (without colours under NO_COLOR)."""
    twin = _twin(command, ctx)
    parent = ctx.parent
    context = rich_click.RichContext(
        twin,
        info_name=ctx.info_name,
        parent=parent,
        help_option_names=list(ctx.help_option_names),
        rich_help_config={"text_markup": None, "max_width": 100},
    )
    return twin.get_help(context).rstrip("\n")


def _twin(command: click.Command, ctx: click.Context) -> rich_click.RichCommand:
    """The same command in rich-click's own type, only to be drawn."""
    if not isinstance(command, click.Group):
        return rich_click.RichCommand(
            command.name, params=command.params, help=command.help, epilog=command.epilog
        )
    children = {
        name: rich_click.RichCommand(name, short_help=child.get_short_help_str(limit=100))
        for name in command.list_commands(ctx)
        if (child := command.get_command(ctx, name)) is not None and not child.hidden
    }
    return rich_click.RichGroup(
        command.name, params=command.params, help=command.help, epilog=command.epilog, commands=children
    )
