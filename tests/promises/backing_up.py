"""A program that backs a database up again and again and says the name of each backup that counts.

Run as `python -m tests.promises.backing_up DATABASE TIMES`.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from quizapp.services.safety import SafetyService
from quizapp.storage.engine import Store
from quizapp.storage.failures import StoreUnavailable
from tests.support.clocks import SetClock


def back_up(path: Path, times: int) -> int:
    """Make so many backups; 3 when the last could not be made."""
    clock = SetClock()
    safety = SafetyService(Store(path, clock), clock)
    failed = False
    for _ in range(times):
        clock.advance(seconds=1)
        try:
            os.write(1, f"ACK {safety.backup().name}\n".encode())
            failed = False
        except StoreUnavailable as failure:
            os.write(1, f"SAID {failure.reason}\n".encode())
            failed = True
    return 3 if failed else 0


if __name__ == "__main__":
    raise SystemExit(back_up(Path(sys.argv[1]), int(sys.argv[2])))
