"""Two themes of our own; no other module names a colour by its value.

Beside Textual's own names the styles use `$muted` (words of less weight), `$rule` (lines), `$right`, `$nearly`,
`$wrong` (verdicts, always beside a sign and a word) and `$row` (the row under the cursor). Every one of them that
carries text has a contrast of at least 4.5 to 1 on every ground it is used on.
"""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="quizapp-dark",
    dark=True,
    primary="#7fb4ca",
    secondary="#a7b6c2",
    accent="#e6c384",
    success="#98bb6c",
    warning="#e6c384",
    error="#f08a85",
    foreground="#dcd7c9",
    background="#16191f",
    surface="#1d2129",
    panel="#242a34",
    variables={
        "muted": "#949fae",
        "rule": "#39414e",
        "right": "#98bb6c",
        "nearly": "#e6c384",
        "wrong": "#f08a85",
        "row": "#242a34",
        "input-cursor-background": "#e6c384",
        "input-cursor-foreground": "#16191f",
        "input-selection-background": "#3b4a5c",
        "block-cursor-background": "#242a34",
        "block-cursor-foreground": "#dcd7c9",
    },
)

LIGHT = Theme(
    name="quizapp-light",
    dark=False,
    primary="#20617f",
    secondary="#4d5f6e",
    accent="#855800",
    success="#3a6b1f",
    warning="#855800",
    error="#b0322c",
    foreground="#23272e",
    background="#fbf9f4",
    surface="#f3f0e8",
    panel="#eae6db",
    variables={
        "muted": "#5b636e",
        "rule": "#cfc9bb",
        "right": "#3a6b1f",
        "nearly": "#855800",
        "wrong": "#b0322c",
        "row": "#eae6db",
        "input-cursor-background": "#23272e",
        "input-cursor-foreground": "#fbf9f4",
        "input-selection-background": "#c9dbe4",
        "block-cursor-background": "#eae6db",
        "block-cursor-foreground": "#23272e",
    },
)

THEMES = {theme.name: theme for theme in (DARK, LIGHT)}


def other_theme(name: str) -> str:
    """The theme to change to: dark for light, light for dark."""
    return LIGHT.name if name == DARK.name else DARK.name


def known_theme(name: str) -> str:
    """The theme of this name, or the dark one when there is none (`dark` and `light` do as well)."""
    full = name if name.startswith("quizapp-") else f"quizapp-{name}"
    return full if full in THEMES else DARK.name


def preferred_name(theme: str) -> str:
    """The word by which the preferences know a theme: `dark` or `light`."""
    return theme.removeprefix("quizapp-")
