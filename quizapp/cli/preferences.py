"""`quizapp settings`: how one studies (in the database), and how quizapp looks (in config.toml)."""

from __future__ import annotations

from dataclasses import asdict

import click

from quizapp.cli.completion import DeckSlug
from quizapp.cli.lazy import Command, Group
from quizapp.cli.opening import current_services, paths
from quizapp.cli.output import json_option, put_json, put_table, say
from quizapp.domain.setting_rules import written
from quizapp.settings import PREFERENCES, Preferences

deck_option = click.option("--deck", type=DeckSlug(), help="What one deck has instead of what holds for all.")


@click.group(cls=Group, invoke_without_command=True)
@deck_option
@json_option
@click.pass_context
def settings(ctx: click.Context, deck: str | None, as_json: bool) -> None:
    """Show the settings, or change one.

    Settings of study are kept with your answers, since they move due days; the theme is kept in config.toml.
    """
    if ctx.invoked_subcommand is not None:
        return
    listing = [asdict(setting) for setting in current_services().settings.listing(deck)]
    if deck is None:
        listing += _preferences()
    if as_json:
        put_json(listing)
        return
    put_table(("setting", "value", "meaning"), [(s["key"], written(s["value"]), s["meaning"]) for s in listing])


@settings.command("set", cls=Command, context_settings={"ignore_unknown_options": True})  # `-1` is no option
@click.argument("key")
@click.argument("value")
@deck_option
def set_(key: str, value: str, deck: str | None) -> None:
    """Change a setting; the value `default` goes back to what it was at first.

    A sitting that is open keeps the settings it began with.
    """
    goes_back = value == "default"
    if key in PREFERENCES:
        if deck is not None:
            raise click.UsageError(f"{key} is not a setting of a deck.")
        value = str(getattr(Preferences(), key)) if goes_back else value
        Preferences().changed(paths().preferences, key, value)
    else:
        service = current_services().settings
        service.set(key, None if goes_back else value, deck)
        if goes_back:
            value = next(written(each.value) for each in service.listing(deck) if each.key == key)
    say(f"{key} is {value} now{f' for {deck}' if deck else ''}.")


def _preferences() -> list[dict[str, object]]:
    chosen, default = Preferences.read(paths().preferences), Preferences()
    return [
        {
            "key": key,
            "value": getattr(chosen, key),
            "default": getattr(default, key),
            "meaning": PREFERENCES[key].meaning,
            "values": " or ".join(PREFERENCES[key].values),
            "deck": None,
        }
        for key in PREFERENCES
    ]
