"""Planning behind the app: another process does it, so that no key waits; what it says of its progress is read here."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Sequence
from contextlib import suppress
from threading import Lock
from typing import TYPE_CHECKING

from quizapp.domain.errors import QuizError
from quizapp.domain.values import dataclass

if TYPE_CHECKING:
    from quizapp.bootstrap import Services
    from quizapp.domain.goals import Goal
    from quizapp.domain.plans import DayPlan


@dataclass(frozen=True, slots=True)
class Standing:
    """The plan that is kept, if any, and what is to be said of a newer one; `fresh` once that one is there."""

    plan: DayPlan | None = None
    news: str = ""
    fresh: bool = False


Listener = Callable[[Standing], object]


class Planner:
    """Reads the plan for everybody who shows it, and has it made anew where it is out of date, one at a time."""

    def __init__(self, command: Sequence[str]) -> None:
        """`command` makes the plan and keeps it; without one nothing is made anew."""
        self._command = command
        self._listeners: list[Listener] = []
        self._drafting: Drafting | None = None
        self._standing = Standing()
        self._lock = Lock()
        self._goals: tuple[Goal, ...] = ()

    def look(self, services: Services, goals: tuple[Goal, ...], listener: Listener) -> None:
        """Tell how the plan for these goals stands, again and again until that is settled; called in a thread.

        While another thread is at it, that one tells this listener too. What is made for other goals is stopped.
        """
        with self._lock:
            if goals != self._goals and self._drafting is not None:
                self._drafting.stop()
                self._drafting = None
            self._goals = goals
            self._listeners = [*[each for each in self._listeners if each != listener], listener]
            if self._drafting is not None:
                listener(self._standing)
                return
        try:
            outdated = services.planning.is_outdated() and bool(self._command)
            self._tell(Standing(services.planning.kept(), "planning" if outdated else ""))
            if outdated:
                self._draft(services)
        except QuizError as error:
            self._tell(Standing(None, _no_plan(str(error))))

    def _draft(self, services: Services) -> None:
        with self._lock:
            if self._drafting is not None or not self._command:  # another thread is at it, or the app is about to end
                return
            drafting = self._drafting = Drafting(self._command)
        before = self._standing.plan

        def hear(share: float, what: str) -> None:
            if self._drafting is drafting:
                self._tell(Standing(before, f"planning: {what}, {share:.0%}"))

        failed = drafting.run(hear)
        with self._lock:
            if self._drafting is not drafting:
                return
            self._drafting = None
        found, fresh = services.planning.kept(), not failed and not services.planning.is_outdated()
        self._tell(Standing(found, _no_plan(failed) if failed else "", fresh=fresh))

    def _tell(self, standing: Standing) -> None:
        self._standing = standing
        for listener in self._listeners:
            listener(standing)

    def forget(self, listener: Listener) -> None:
        """Tell this one nothing more."""
        self._listeners = [each for each in self._listeners if each != listener]

    def stop(self) -> None:
        """Leave no planner behind."""
        with self._lock:
            drafting, self._drafting, self._command = self._drafting, None, ()
        if drafting is not None:
            drafting.stop()


class Drafting:
    """One run of the planner, which can be stopped from another thread at any time."""

    def __init__(self, command: Sequence[str]) -> None:
        """A line of the command's output is a share from 0 to 1 and what is being done, or else why it failed."""
        self._command = command
        self._process: subprocess.Popen[str] | None = None
        self._lock, self._stopped = Lock(), False

    def run(self, told: Callable[[float, str], None]) -> str:
        """Wait until the plan is there, and return nothing, or else why there is none; nothing too when stopped."""
        try:
            with self._lock:
                if self._stopped:
                    return ""
                self._process = subprocess.Popen(
                    self._command,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    encoding="utf-8",
                    errors="replace",
                )
                _yield_to_others(self._process.pid)
        except OSError as error:
            return str(error.strerror or error)
        with self._process as process:
            last = self._listen(process, told)
        if self._stopped or not process.returncode:
            return ""
        return last.removeprefix("quizapp: ") or "the planner was ended before it was done."

    def _listen(self, process: subprocess.Popen[str], told: Callable[[float, str], None]) -> str:
        last = ""
        for line in process.stdout or ():
            share, _, what = line.strip().partition(" ")
            try:
                told(float(share), what)
            except ValueError:
                last = line.strip()
        return last

    def stop(self) -> None:
        """End it, whatever it is at; the plan that was kept before stays."""
        with self._lock:
            self._stopped = True
            if self._process is not None and self._process.poll() is None:
                self._process.kill()


def _no_plan(why: str) -> str:
    return f"No new plan. {why[:1].upper()}{why[1:]}"


def _yield_to_others(process: int) -> None:
    """Let whatever else runs go first, where the system can."""
    if hasattr(os, "setpriority"):
        with suppress(OSError):  # it may have ended already
            os.setpriority(os.PRIO_PROCESS, process, 10)
