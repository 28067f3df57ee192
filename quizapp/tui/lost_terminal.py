"""A terminal that goes away: leave, without waiting for it to take what was still to be written there."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable

GRACE_SECONDS = 2.0
"""How long the program may take to leave in order; every answer is on the disk already."""

HUNG_UP = 128 + 1
"""The exit code of a program that ends because its terminal did, as shells count it."""


def leave_for_good() -> None:
    """End the program soon, whatever it waits for: Textual waits for ever when its terminal takes no more text."""
    end = threading.Timer(GRACE_SECONDS, os._exit, [HUNG_UP])
    end.daemon = True
    end.start()


def watch(descriptor: int, lost: Callable[[], object]) -> None:
    """Call `lost` from another thread once the terminal behind `descriptor` is gone; it costs nothing until then.

    A hangup signal does not reach every program (`nohup`, some window managers), and Textual reads the endless end of
    input as fast as it can.
    """
    import select  # here, not above: loaded by asyncio already

    if not hasattr(select, "poll"):
        return

    def wait() -> None:
        terminal = select.poll()
        terminal.register(descriptor, 0)
        found = terminal.poll()
        if any(happened & (select.POLLHUP | select.POLLERR) for _, happened in found):
            leave_for_good()
            lost()

    threading.Thread(target=wait, name="terminal-watch", daemon=True).start()
