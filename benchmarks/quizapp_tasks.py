"""quizapp's side of each figure; run as a child with QUIZAPP_HOME set, one task a process, prints JSON."""

from __future__ import annotations

import contextlib
import io
import json
import sys
from collections.abc import Callable
from typing import Any


def modules(option: str) -> dict[str, Any]:
    """Run the command line with one option, say which heavy packages that loaded."""
    from quizapp.__main__ import main

    sys.argv = ["quizapp", option]
    with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
        main()
    heavy = ("textual", "sqlalchemy", "pydantic", "genanki")
    return {"heavy": [name for name in heavy if name in sys.modules]}


if __name__ == "__main__":
    tasks: dict[str, Callable[..., dict[str, Any]]] = {"modules": modules}
    print(json.dumps(tasks[sys.argv[1]](*sys.argv[2:])))
