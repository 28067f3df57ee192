"""Where quizapp keeps its files, and what the person chose about the program itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field, replace
from pathlib import Path
from typing import Any

from quizapp.domain.errors import QuizError
from quizapp.domain.values import dataclass
from quizapp.storage.files import private_folder, replacing

_PACKAGE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Preference:
    """What a preference means, and the values it may have."""

    meaning: str
    values: tuple[str, ...]


PREFERENCES = {"theme": Preference("The colours quizapp is shown in.", ("dark", "light"))}
"""Every preference of one value by its name, which is also that of its field; beside them stands the table of keys."""


class PreferencesInvalid(QuizError):
    """The configuration file, or a value meant for it, cannot be used; says where and why."""


@dataclass(frozen=True, slots=True)
class Paths:
    """The folders of one person on one machine; `QUIZAPP_HOME` moves all four below one folder."""

    data: Path
    config: Path
    state: Path
    cache: Path

    @classmethod
    def find(cls, environment: Mapping[str, str]) -> Paths:
        """The folders that the environment or else the platform's own custom names."""
        if home := environment.get("QUIZAPP_HOME"):
            root = Path(home).expanduser().absolute()
            return cls(root / "data", root / "config", root / "state", root / "cache")
        import platformdirs  # here, not above: 25 ms that QUIZAPP_HOME saves

        folders = platformdirs.PlatformDirs("quizapp", appauthor=False)
        return cls(folders.user_data_path, folders.user_config_path, folders.user_state_path, folders.user_cache_path)

    @property
    def database(self) -> Path:
        """The SQLite database: questions as last read, and the log of all answers."""
        return self.data / "quizapp.db"

    @property
    def search_index(self) -> Path:
        """What Browse searches, made from the database and made anew when it is missing."""
        return self.cache / "search.db"

    @property
    def kept_papers(self) -> Path:
        """The blueprints as they were read last, read anew when it is missing."""
        return self.cache / "papers.json"

    @property
    def plan(self) -> Path:
        """The plan of the day, made anew when it is missing."""
        return self.cache / "plan.json"

    @property
    def backups(self) -> Path:
        """Copies of the database."""
        return self.data / "backups"

    @property
    def decks(self) -> Path:
        """The person's own decks and corrections."""
        return self.data / "decks"

    @property
    def seeds(self) -> Path:
        """The person's own source sheets."""
        return self.data / "seeds"

    @property
    def papers(self) -> Path:
        """The person's own blueprints of papers."""
        return self.data / "papers"

    @property
    def preferences(self) -> Path:
        """The configuration file."""
        return self.config / "config.toml"

    @property
    def bundled_decks(self) -> Path:
        """The decks that come with quizapp: inside the installed package, or in the checkout."""
        return _shipped("decks")

    @property
    def bundled_seeds(self) -> Path:
        """The source sheets that come with quizapp."""
        return _shipped("seeds")

    @property
    def bundled_papers(self) -> Path:
        """The blueprints that come with quizapp."""
        return _PACKAGE / "blueprints"

    def create(self) -> None:
        """Make the folders that are missing, open to their owner only; raises QuizError where that is refused."""
        for folder in (self.data, self.decks, self.seeds, self.papers, self.backups, self.config, self.state):
            try:
                private_folder(folder)
            except OSError as error:
                raise QuizError(f"{folder} cannot be created: {error.strerror or error}.") from error


def _shipped(name: str) -> Path:
    installed = _PACKAGE / "_bundled" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


@dataclass(frozen=True, slots=True)
class Preferences:
    """What the person chose about the program; kept in `config.toml`, a file that may be edited by hand."""

    theme: str = "dark"
    keys: Mapping[str, object] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> Preferences:
        """The choices in this file, or the defaults where it is missing; raises PreferencesInvalid with the line."""
        try:
            text = path.read_text(encoding="utf-8-sig")
        except FileNotFoundError:
            return cls()
        except (OSError, UnicodeDecodeError) as error:
            raise PreferencesInvalid(f"{path} cannot be read: {error}.") from error
        import tomllib  # here, not above: 5 ms, and most people have no such file

        try:
            found = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise PreferencesInvalid(_with_place(path, str(error))) from error
        chosen = cls()
        for key, value in found.items():
            try:
                chosen = chosen.having(key, value)
            except PreferencesInvalid as error:
                raise PreferencesInvalid(f"{path}:{_line_of(key, text)}: {error}") from error
        return chosen

    def having(self, key: str, value: object) -> Preferences:
        """These preferences with one changed; raises PreferencesInvalid for a key or value that does not exist."""
        if key == "keys":
            return replace(self, keys=_keys(value))
        if key not in PREFERENCES:
            raise PreferencesInvalid(f"there is no preference {key!r}; there are {', '.join(PREFERENCES)}.")
        if not isinstance(value, str):
            raise PreferencesInvalid(f"{key} is a text in quotes, not {value!r}.")
        values = PREFERENCES[key].values
        if value not in values:
            raise PreferencesInvalid(f"{key} is {' or '.join(values)}, not {value!r}.")
        chosen: dict[str, Any] = {key: value}
        return replace(self, **chosen)

    def changed(self, path: Path, key: str, value: str) -> Preferences:
        """Write one choice into the file, keeping its comments and order, and return all of them as they are now."""
        chosen = Preferences.read(path).having(key, value)
        document = _document(path)
        document[key] = value
        _write(path, document)
        return chosen

    def with_keys(self, path: Path, command: str, keys: str | None) -> Preferences:
        """Write the keys of a command (as `a,b`) into the table [keys] of the file; None takes them out again."""
        before = Preferences.read(path)
        document = _document(path)
        table = document.setdefault("keys", {})
        table.pop(command, None)
        if keys is not None:
            table[command] = keys
        if not table:
            document.pop("keys")
        _write(path, document)
        own = {each: value for each, value in before.keys.items() if each != command}
        return replace(before, keys=own if keys is None else {**own, command: keys})


def _keys(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise PreferencesInvalid("keys is a table of command = key, such as [keys].")
    found: dict[str, object] = {}
    for command, keys in value.items():
        if isinstance(keys, dict):  # `study.bury = "x"` without quotation marks is a table in a table for TOML
            found |= {f"{command}.{rest}": own for rest, own in _keys(keys).items()}
        elif isinstance(keys, str) or (isinstance(keys, list) and all(isinstance(key, str) for key in keys)):
            found[command] = keys
        else:
            raise PreferencesInvalid(f"the keys of {command} are a text in quotes, such as 'x' or 'x,ctrl+x'.")
    return found


def _document(path: Path) -> Any:
    import tomlkit  # here, not above: 37 ms, and only a change needs it

    return tomlkit.parse(path.read_text(encoding="utf-8-sig")) if path.exists() else tomlkit.document()


def _write(path: Path, document: Any) -> None:
    import tomlkit  # here, not above: see `_document`

    private_folder(path.parent)
    with replacing(path, mode=0o600) as scratch:
        scratch.write_text(tomlkit.dumps(document), encoding="utf-8")


def _with_place(path: Path, message: str) -> str:
    """Move `(at line 3, column 5)`, as tomllib says it, to the front: `path:3:5: ...`."""
    place = re.search(r" \(at line (\d+), column (\d+)\)$", message)
    if place is None:
        return f"{path}: {message}."
    return f"{path}:{place[1]}:{place[2]}: {message[: place.start()]}."


def _line_of(key: str, text: str) -> int:
    written = re.compile(rf"""\s*\[*\s*["']?{re.escape(key)}["']?\s*[=.\]]""")
    lines = enumerate(text.splitlines(), start=1)
    return next((number for number, line in lines if written.match(line)), 1)
