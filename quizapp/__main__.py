"""The way in: `quizapp` and `python -m quizapp`."""

from __future__ import annotations

import sys

from quizapp import __version__


def main() -> int:
    """Run the command line and return the exit code: 0 done, 1 failed, 2 misused, 130 interrupted."""
    if sys.argv[1:] in (["--version"], ["-V"]):  # before click, which costs 45 ms
        try:
            sys.stdout.write(f"quizapp, version {__version__}\n")
            sys.stdout.flush()
        except OSError:
            pass  # the boundary below meets the same error and says it
        else:
            return 0
    try:
        from quizapp.cli.boundary import run

        return run(sys.argv[1:])
    except KeyboardInterrupt:  # before the boundary stood
        return 130


if __name__ == "__main__":
    sys.exit(main())
