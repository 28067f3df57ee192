"""The configuration file: missing, good, bad, and changed without losing what a person wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.settings import PREFERENCES, Preferences, PreferencesInvalid


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    """Nobody has to write a configuration."""
    assert Preferences.read(tmp_path / "config.toml") == Preferences()


def test_what_is_written_is_read(tmp_path: Path) -> None:
    """A choice made through the program is there the next time."""
    file = tmp_path / "new" / "config.toml"
    assert Preferences().changed(file, "theme", "light") == Preferences(theme="light")
    assert Preferences.read(file) == Preferences(theme="light")
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_change_keeps_comments_and_order(tmp_path: Path) -> None:
    """Everything a person wrote in the file stays, letter for letter, but the value changed."""
    file = tmp_path / "config.toml"
    file.write_text('# mine\ntheme = "dark"  # for the night\n')
    Preferences().changed(file, "theme", "light")
    assert file.read_text() == '# mine\ntheme = "light"  # for the night\n'


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ('theme = "dark"\ncolour = "red"\n', ":2: ", "'colour'"),
        ('\ntheme = "blue"\n', ":2: ", "dark or light"),
        ("theme = 3\n", ":1: ", "text in quotes"),
        ('theme = "dark\n', ":1:", "config.toml"),
        ("[theme]\nx = 1\n", ":1: ", "theme"),
    ],
)
def test_a_bad_file_is_a_sentence_with_its_line(text: str, place: str, words: str, tmp_path: Path) -> None:
    """A mistake in the file says where it is and what would be right."""
    file = tmp_path / "config.toml"
    file.write_text(text)
    with pytest.raises(PreferencesInvalid) as caught:
        Preferences.read(file)
    assert str(caught.value).startswith(f"{file}{place}")
    assert words in str(caught.value)


def test_every_preference_is_declared() -> None:
    """The table of values and the fields are the same, but for the keys, which are a table of their own."""
    assert {*PREFERENCES, "keys"} == set(Preferences.__slots__)
    assert "keys" not in PREFERENCES
