"""The two themes can be read, and are remembered."""

from __future__ import annotations

import pytest
from textual.color import Color
from textual.theme import Theme

from quizapp.settings import Preferences
from quizapp.tui.signs import ASCII
from quizapp.tui.theme import DARK, LIGHT, known_theme
from tests.tui.support import Hall

GROUNDS = ("background", "surface", "panel")
INKS = ("foreground", "primary", "secondary", "accent", "success", "warning", "error")
OWN_INKS = ("muted", "right", "nearly", "wrong")


def contrast(ink: Color, ground: Color) -> float:
    """The contrast of two colours by WCAG 2."""
    lighter, darker = sorted((_luminance(ink), _luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: Color) -> float:
    channels = [value / 255 for value in color.rgb]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_every_ink_can_be_read_on_every_ground(theme: Theme) -> None:
    """Text has a contrast of at least 4.5 to 1 wherever it may stand, the row under the pointer included."""
    grounds = [getattr(theme, name) for name in GROUNDS] + [theme.variables["row"]]
    inks = [getattr(theme, name) for name in INKS] + [theme.variables[name] for name in OWN_INKS]
    for ground in grounds:
        for ink in inks:
            assert contrast(Color.parse(ink), Color.parse(ground)) >= 4.5, (ink, ground)


async def test_the_theme_is_changed_by_a_key_and_remembered(hall: Hall) -> None:
    """ctrl+t changes dark for light and writes the choice into the configuration."""
    async with hall.sits() as person:
        await person.press("ctrl+t")
        assert person.app.theme == LIGHT.name
        assert Preferences.read(hall.paths.preferences).theme == "light"
        await person.press("ctrl+t")
        assert person.app.theme == DARK.name
    assert known_theme(Preferences.read(hall.paths.preferences).theme) == DARK.name


async def test_without_colour_every_verdict_is_still_told(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    """NO_COLOR: signs and words carry the meaning, and no colour is left but shades of grey."""
    monkeypatch.setenv("NO_COLOR", "1")
    async with hall.sits() as person:
        await person.press(person.wrong_letter)
        assert "✗ Wrong" in person.screen
        assert "✗ yours" in person.screen
        assert "✓ right" in person.screen
        for strip in person.app.screen._compositor.render_strips():
            for filter_ in person.app._filters:
                strip = strip.apply_filter(filter_, Color.parse("black"))
            for segment in strip:
                color = segment.style.color if segment.style else None
                if color is not None and color.triplet is not None:
                    assert max(color.triplet) - min(color.triplet) <= 1


async def test_a_terminal_without_the_glyphs_gets_ascii(hall: Hall) -> None:
    """Every sign and line of ours has a plain form."""
    async with hall.sits(hall.app(signs=ASCII)) as person:
        await person.press("down")
        assert person.screen.isascii()
        await person.press(person.wrong_letter)
        assert "x Wrong" in person.screen
        assert "+ right" in person.screen
        assert person.screen.isascii()
        await person.press("escape")
        await person.settle()
        assert person.screen.isascii()
