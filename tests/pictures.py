"""The pictures of the README: the real app over the bundled decks, drawn into docs/pictures (`make pictures`)."""

from __future__ import annotations

import asyncio
import re
import tempfile
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

from quizapp.domain import asking
from quizapp.settings import Paths
from quizapp.tui.screens.study import StudyScreen
from quizapp.tui.stages import PICKED, WRITTEN, Stage
from tests.support.clocks import SetClock
from tests.tui.support import Hall, Person

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "pictures"
SIZE = (88, 26)
MORNING = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
PLACES = {"p": "practice", "b": "browse", "i": "insights", "d": "decks", "comma": "settings"}


def draw(person: Person, drawn: Path, name: str) -> None:
    """Keep the screen as a picture that asks nothing of any network."""
    picture = person.app.export_screenshot(title="quizapp")
    picture = re.sub(r"@font-face\s*\{.*?\}", "", picture, flags=re.DOTALL)
    picture = picture.replace("Fira Code", "DejaVu Sans Mono").replace("rich-title", "title")
    picture = re.sub(r"terminal-\d+", "terminal", picture)
    picture = re.sub(r'textLength="([\d.]+)"([^>]*)>([^<]*)', _at_home, picture)
    (drawn / f"{name}.svg").write_text(picture, encoding="utf-8", newline="\n")


def _at_home(text: re.Match[str]) -> str:
    """The text with the folder of this checkout called by a name that says nothing of the machine."""
    if str(ROOT) not in text[3]:
        return text[0]
    shown = text[3].replace(str(ROOT), "~/quizapp")
    length = float(text[1]) * len(unescape(shown)) / len(unescape(text[3]))
    return f'textLength="{length:g}"{text[2]}>{shown}'


async def study(person: Person, clock: SetClock, theme: str, seen: set[str], drawn: Path) -> None:
    """Answer one question, now and then wrongly, and draw what was not drawn before."""
    clock.advance(seconds=14)
    screen = person.study
    kind = screen.standing.kind
    assert kind is not None
    answer = asking.right_answer(person.step.question, person.step.gap)
    if kind in PICKED:
        await person.press(person.wrong_letter if len(seen) % 3 == 0 else person.right_letter)
    elif kind in WRITTEN:
        screen.card.field.value = answer[:2] + answer[3:] if len(answer) > 6 else answer
        await person.press("enter")
    else:
        await person.press("space")
    name = f"{kind}-{screen.standing.verdict or 'shown'}".replace(" ", "-")
    if name not in seen:
        seen.add(name)
        draw(person, drawn, f"{theme}-{name}")
    await person.press("3" if screen.standing.stage is Stage.REVEALED else "enter")


async def look_around(person: Person, theme: str, drawn: Path) -> None:
    """Open every place that Home leads to."""
    for key, name in PLACES.items():
        await person.press(key)
        await person.settle()
        draw(person, drawn, f"{theme}-{name}")
        await person.press("escape")
        await person.settle()


async def tour(theme: str, folder: Path, drawn: Path) -> None:
    """Some days of studying, from the first question to Home with its weeks."""
    clock = SetClock(MORNING, offset=300)
    hall = Hall(Paths.find({"QUIZAPP_HOME": str(folder)}), clock)
    seen: set[str] = set()
    for day in range(3):
        async with hall.sits(hall.app(theme=theme), size=SIZE) as person:
            if day == 0:
                draw(person, drawn, f"{theme}-question")
            else:
                draw(person, drawn, f"{theme}-home")
                await look_around(person, theme, drawn)
                await person.press("enter")
            for _ in range(40 + 20 * day):
                if not isinstance(person.app.screen, StudyScreen):
                    break
                if person.is_at(Stage.PAUSED):
                    clock.advance(minutes=10)
                    person.study.tick()
                    await person.pilot.pause()
                else:
                    await study(person, clock, theme, seen, drawn)
            draw(person, drawn, f"{theme}-summary")
            await person.press("question_mark")
            draw(person, drawn, f"{theme}-help")
        clock.advance(hours=22)


def main() -> None:
    """Draw every screen in both themes."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=FOLDER.parent, prefix=".pictures-") as drawn:
        for theme in ("dark", "light"):
            with tempfile.TemporaryDirectory() as folder:
                asyncio.run(tour(theme, Path(folder), Path(drawn)))
        new = {path.name: path for path in Path(drawn).glob("*.svg")}
        for name, path in new.items():  # only when all are drawn: an interrupted run leaves the old ones
            path.replace(FOLDER / name)
        for old in FOLDER.glob("*.svg"):
            if old.name not in new:
                old.unlink()


if __name__ == "__main__":
    main()
