"""A phone's browser without its app: cards as Anki renders them, in headless Chromium, spoken to through a pipe."""

from __future__ import annotations

import base64
import fcntl
import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from anki.cards import CardId
    from anki.collection import Collection

PROGRAM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
"""The browser, where there is one."""

FAULTS = Path(__file__).with_name("faults.js").read_text(encoding="utf-8")
"""A script for a page whose value names what of a card is not fit for a phone."""

_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-sync", "--disable-dev-shm-usage", "--hide-scrollbars", "--host-resolver-rules=MAP * ~NOTFOUND",
    # A phone's page stays in one renderer; a new one might not yet know what the session keeps.
    "--disable-features=BackForwardCache,ProactivelySwapBrowsingInstance", "--remote-debugging-pipe",
)  # fmt: skip
_THERE = (
    "import os, sys; os.dup2(int(sys.argv[1]), 3); os.dup2(int(sys.argv[2]), 4); os.execv(sys.argv[3], sys.argv[3:])"
)
_PATIENCE = 30.0

# What the apps put around a card. The styles before it are worse than theirs, so that ours must hold against them.
_PAGE = """<!doctype html><html class="mobile {night}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><style>
body {{ margin: 20px; padding: 0; }} body.night_mode {{ color: white; background: black; }} #content {{ margin: .5em; }}
img {{ max-width: 100%; max-height: 95vh; }} li {{ text-align: start; }} hr {{ background-color: #ccc; margin: 1em; }}
#typeans {{ width: 100%; }} .typeGood {{ background: #0f0; }} .typeBad {{ background: #f00; }}
</style><script>var turned = 0; function {turn}() {{ turned += 1; }}</script></head>
<body class="card card1 {night}"><div id="content"><div id="qa">{side}</div></div></body></html>"""


class Sides(NamedTuple):
    """Both sides of a card, ready for a reviewer."""

    front: str
    back: str


def sides(collection: Collection, card_id: CardId, typed: str = "") -> Sides:
    """A card as Anki's reviewer shows it, the box to type in and what became of the words typed there included."""
    card = collection.get_card(card_id)
    shown = card.render_output()
    box = '<center><input type="text" id="typeans" style="font-family: \'Arial\'; font-size: 20px;"></center>'
    note = card.note()
    compared = collection.compare_answer(note["Answer"], typed) if "Answer" in note else ""
    place = "[[type:Answer]]"
    return Sides(
        shown.question_and_style().replace(place, box),
        shown.answer_and_style().replace(place, f"<div style=\"font-family: 'Arial'\">{compared}</div>"),
    )


class Browser:
    """A running browser with one page; every call waits for its answer."""

    def __init__(self, folder: Path) -> None:
        assert PROGRAM is not None
        self._folder = folder
        ours, theirs = os.pipe(), os.pipe()
        high = [fcntl.fcntl(fd, fcntl.F_DUPFD, 30) for fd in (ours[0], theirs[1])]
        command = [sys.executable, "-S", "-c", _THERE, *map(str, high)]
        command += [PROGRAM, *_FLAGS, f"--user-data-dir={folder / 'profile'}", "about:blank"]
        self._running = subprocess.Popen(
            command, pass_fds=high, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        for fd in (ours[0], theirs[1], *high):
            os.close(fd)
        self._to, self._from = ours[1], theirs[0]
        self._held, self._number, self._session = b"", 0, ""
        self._loaded: set[str] = set()
        self.asked: list[str] = []
        page = self._call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._call("Target.attachToTarget", targetId=page, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network"):
            self._call(f"{domain}.enable")
        self._call("Page.setLifecycleEventsEnabled", enabled=True)

    def size(self, width: int, height: int, *, scale: float = 1) -> None:
        """Be a phone of this size, in CSS pixels."""
        self._call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=scale, mobile=True
        )

    def scripts(self, on: bool) -> None:
        """Run the scripts of pages, or not."""
        self._call("Emulation.setScriptExecutionDisabled", value=not on)

    def show(self, side: str, *, night: bool = False, turn: str = "showAnswer") -> None:
        """Load a side as a page of its own, as AnkiDroid does; what was kept for the session stays."""
        classes = "nightMode night_mode night-mode" if night else ""
        self._write(_PAGE.format(night=classes, side=side, turn=turn))

    def swap(self, side: str) -> None:
        """Put a side in the place of the other on the same page, as Anki on a computer does."""
        self.run(
            f"(() => {{ const qa = document.getElementById('qa'); qa.innerHTML = {json.dumps(side)};"
            "for (const old of qa.querySelectorAll('script')) { const script = document.createElement('script');"
            "script.textContent = old.textContent; old.replaceWith(script); } })()"
        )

    def run(self, script: str) -> Any:
        """The value of a script, run in the page even where the page itself may run none."""
        answer = self._call("Runtime.evaluate", expression=script, returnByValue=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def tap(self, selector: str) -> None:
        """Tap the middle of an element."""
        place = self.run(
            f"(() => {{ const found = document.querySelector({json.dumps(selector)});"
            "found.scrollIntoView({block: 'center'}); const at = found.getBoundingClientRect();"
            "return [at.x + at.width / 2, at.y + at.height / 2]; })()"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self._call("Input.dispatchMouseEvent", type=kind, x=place[0], y=place[1], button="left", clickCount=1)

    def picture(self, *, whole: bool = False) -> bytes:
        """What is on the screen as a PNG, or the whole page."""
        return base64.b64decode(self._call("Page.captureScreenshot", captureBeyondViewport=whole)["data"])

    def close(self) -> None:
        """End the browser."""
        try:
            self._session = ""
            self._call("Browser.close")
            self._running.wait(10)
        except (AssertionError, OSError, subprocess.TimeoutExpired):
            self._running.kill()
            self._running.wait()
        for fd in (self._to, self._from):
            os.close(fd)

    def _write(self, html: str) -> None:
        path = self._folder / "side.html"
        path.write_text(html, encoding="utf-8")
        load = self._call("Page.navigate", url=path.as_uri())["loaderId"]
        end = time.monotonic() + _PATIENCE
        while load not in self._loaded:
            self._hear(end)

    def _call(self, method: str, **parameters: Any) -> Any:
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        end = time.monotonic() + _PATIENCE
        while (told := self._hear(end)).get("id") != self._number:
            pass
        assert "error" not in told, told["error"]
        return told["result"]

    def _hear(self, end: float) -> dict[str, Any]:
        while b"\0" not in self._held:
            ready, _, _ = select.select([self._from], [], [], max(0.0, end - time.monotonic()))
            assert ready, "the browser says nothing"
            chunk = os.read(self._from, 1 << 20)
            assert chunk, "the browser is gone"
            self._held += chunk
        line, _, self._held = self._held.partition(b"\0")
        told: dict[str, Any] = json.loads(line)
        if told.get("method") == "Page.lifecycleEvent" and told["params"]["name"] == "load":
            self._loaded.add(told["params"]["loaderId"])
        elif told.get("method") == "Network.requestWillBeSent":
            self.asked.append(told["params"]["request"]["url"])
        return told


@contextmanager
def browser() -> Iterator[Browser]:
    """A browser in a folder of its own, ended and gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="quizapp-browser-", ignore_cleanup_errors=True) as folder:
        opened = Browser(Path(folder))
        try:
            yield opened
        finally:
            opened.close()
