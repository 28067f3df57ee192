"""The road a learner's phone takes: Anki's own sync server, on this machine and for as long as the test lasts."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quizapp.domain.decks import Deck
from quizapp.domain.issuing import IssuedQuestion
from quizapp.exports.apkg.package import package
from quizapp.storage.engine import Store
from tests.imports.test_homecoming import MADE, QUESTIONS, Home
from tests.support.anki_desk import AnkiDesk
from tests.support.clocks import SetClock

if TYPE_CHECKING:
    from anki.sync import SyncAuth

_PATIENCE = 15.0


def test_reviews_of_a_synchronised_phone_come_home(tmp_path: Path, store: Store, clock: SetClock) -> None:
    """The package goes into one collection; a second one gets it by syncing and answers; the first exports it all."""
    clock.instant = datetime.now(UTC).replace(microsecond=0)
    home = Home(store, clock)
    with sync_server(tmp_path / "server") as address:
        desk, phone = AnkiDesk(tmp_path / "desk"), AnkiDesk(tmp_path / "phone")
        desk.take(
            package([IssuedQuestion(Deck("sample", "Sample"), each, MADE) for each in QUESTIONS], {}, date(2025, 12, 1))
        )
        sync(desk, address, upload=True)
        sync(phone, address, upload=False)
        for question, rating in (("q1", 3), ("q2", 1), ("q2", 3)):
            phone.answer(f"sample/{question}", rating)
        sync(phone, address, upload=True)
        sync(desk, address, upload=False)
        file = desk.give("colpkg")
        memory = phone.memory("sample/q1")
        desk.close()
        phone.close()
    assert home.merge(file).added == 3
    assert home.memory("q1").stability == pytest.approx(memory[0], abs=1e-4)
    assert home.merge(file).added == 0
    assert home.is_sound()


@contextmanager
def sync_server(folder: Path) -> Iterator[str]:
    """Anki's server on a free port of this machine; the test is skipped where it does not come up."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    told = {"SYNC_USER1": "me:secret", "SYNC_BASE": str(folder), "SYNC_HOST": "127.0.0.1", "SYNC_PORT": str(port)}
    command = [sys.executable, "-m", "anki.syncserver"]
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(command, env={**os.environ, **told}, stdout=quiet, stderr=quiet)
    try:
        if not _answers(port, server):
            pytest.skip("Anki's sync server does not come up here")
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        try:
            server.wait(5)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _answers(port: int, server: subprocess.Popen[bytes]) -> bool:
    end = time.monotonic() + _PATIENCE
    while server.poll() is None and time.monotonic() < end:
        with socket.socket() as asking:
            if asking.connect_ex(("127.0.0.1", port)) == 0:
                return True
        time.sleep(0.05)
    return False


def sync(desk: AnkiDesk, address: str, *, upload: bool) -> None:
    """What *Sync* does; when one side is empty, everything goes the way a learner is asked for."""
    collection = desk.collection
    auth: SyncAuth = collection.sync_login("me", "secret", address)
    answer = collection.sync_collection(auth, sync_media=False)
    if answer.required in (answer.NO_CHANGES, answer.NORMAL_SYNC):
        return
    collection.close_for_full_sync()
    collection.full_upload_or_download(auth=auth, server_usn=None, upload=upload)
    collection.reopen(after_full_sync=True)
