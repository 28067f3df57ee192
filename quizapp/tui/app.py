"""The terminal app: Home below, Study above it, commands that work everywhere, and the way out."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from quizapp.domain.errors import QuizError
from quizapp.settings import Paths, Preferences
from quizapp.tui.commands import Place, bindings
from quizapp.tui.crash import crash_sentence
from quizapp.tui.pictures import find_drawer
from quizapp.tui.preferring import PreferringApp

if TYPE_CHECKING:
    from textual.command import Provider
    from textual.screen import Screen

    from quizapp.bootstrap import Services
    from quizapp.domain.answering import ClockChoice, ClockDoubtful
    from quizapp.domain.clock import Clock
    from quizapp.domain.overview import Overview
    from quizapp.domain.questions import CardKey
    from quizapp.domain.sitting import Sitting, Summary
    from quizapp.tui.desk import Desk
    from quizapp.tui.pictures import Drawer
    from quizapp.tui.signs import Signs

_PATIENCE = 0.25
"""Seconds that leaving may take for a backup; what is not done by then is left to the next one."""

_PACE = 0.4
"""Minutes a card, when nothing better is known."""


def _commands() -> type[Provider]:
    from quizapp.tui.palette import Commands  # here, not above: only the palette needs it

    return Commands


class QuizApp(PreferringApp):
    """Leads from screen to screen; every sitting begins here."""

    TITLE = "quizapp"
    CSS_PATH = "styles/app.tcss"
    BINDINGS = bindings(Place.EVERYWHERE)
    COMMANDS = {_commands}  # noqa: RUF012 - declared as a ClassVar by Textual

    def __init__(
        self,
        open_services: Callable[[], Services],
        preferences: Preferences,
        clock: Clock,
        paths: Paths,
        *,
        decks: tuple[str, ...] | None = None,
        practice: str | None = None,
        paper: tuple[str, int | None] | None = None,
        signs: Signs | None = None,
        drawer: Drawer | None = None,
    ) -> None:
        """With `decks` studying starts at once, with all of them when none is named; `practice` is a search for one.
        `paper` is the id of one to sit at once, and its seed.

        `paths` are where the theme is remembered and a crash is logged; `drawer` draws pictures, where that can be.
        """
        super().__init__(open_services, preferences, clock, paths, signs)
        self.drawer = drawer
        self.crash: BaseException | None = None
        self.is_sitting = False
        self.jotted: dict[CardKey, str] = {}
        self._decks, self._practice, self._paper = decks, practice, paper
        self.animation_level = "none"
        self.essay: str | None = None
        self.set_class(not self.signs.unicode, "-ascii")

    def on_mount(self) -> None:
        """Restore the terminal when the program is told to end, and end when the terminal is gone."""
        if self.is_headless or sys.platform == "win32":
            return
        import asyncio  # here, not above: loaded by Textual already
        import signal

        from quizapp.tui.lost_terminal import watch  # here, not above: only a real terminal can be lost

        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, self.exit)
        watch(sys.stdin.fileno(), lambda: loop.call_soon_threadsafe(self.exit))

    # From screen to screen

    def begin_with(self, overview: Overview) -> None:
        """The first start ever, and `quizapp study`, lead straight to a question."""
        if self.essay is not None:
            from quizapp.tui.writing import begin_with  # here, not above: the first paint does without it

            begin_with(self, self.essay)
            return
        if self._practice is not None:
            from quizapp.tui.practising import choose  # here, not above: the first paint does without it

            choose(self, words=self._practice)
            return
        if self._paper is not None:
            from quizapp.tui.exam_sitting import begin  # here, not above: the first paint does without it

            begin(self, *self._paper)
            return
        at_once = self._decks is not None or overview.first_time
        if self._decks or ((at_once or self.home.wants_start) and overview.to_ask):
            self.start(self._decks or (), first=overview.first_time)

    def start(self, decks: tuple[str, ...] = (), *, topic: str | None = None, first: bool = False) -> None:
        """Begin a sitting with these decks, or with all, or with one topic of a deck.

        A doubtful clock is asked about before.
        """
        self._begin(decks, lambda sitting: self._study(sitting, first=first), topic)

    def undo_from_home(self) -> None:
        """Take back the last answer, whenever it was given, and ask that question again."""
        self._begin((), lambda sitting: self.undo_and_study(self._desk(sitting)))

    def undo_and_study(self, desk: Desk) -> None:
        """Take back the last answer and go on with its question."""
        from quizapp.tui.taking_back import take_back  # here, not above: the first paint does without it

        # Where many cards were changed at once there is no one question to be asked again.
        take_back(self, desk, lambda cards: self._study(desk.sitting) if cards == 1 else self.refresh_home())

    def _desk(self, sitting: Sitting) -> Desk:
        from quizapp.tui.desk import Desk  # here, not above: the first paint does without it

        if self.services is None:
            raise RuntimeError("nothing is open")
        return Desk(self.services.study, sitting, self.clock)

    def _begin(self, decks: tuple[str, ...], then: Callable[[Sitting], None], topic: str | None = None) -> None:
        if self.services is None:
            return
        from quizapp.domain.answering import ClockDoubtful  # here, not above: the first paint does without it

        try:
            sitting = self.services.study.begin(decks, topic)
        except ClockDoubtful as doubt:
            self.ask_about_clock(doubt, lambda: self._begin(decks, then, topic))
        except QuizError as error:
            self.say(str(error), "error")
        else:
            then(sitting)

    def ask_about_clock(self, doubt: ClockDoubtful, then: Callable[[], None]) -> None:
        """Ask whether the clock is right, and go on when it is known."""
        from quizapp.tui.screens.clock import ClockScreen  # here, not above: hardly ever needed

        def settle(choice: ClockChoice | None) -> None:
            if choice is not None and self.services is not None:
                try:
                    self.services.study.confirm_clock(choice)
                except QuizError as error:
                    self.say(str(error), "error")
                else:
                    then()

        self.push_screen(ClockScreen(doubt), settle)

    def _study(self, sitting: Sitting, *, first: bool = False) -> None:
        from quizapp.tui.screens.study import StudyScreen  # here, not above: the first paint does without it

        overview = self.home.overview
        pace = overview.minutes / overview.to_ask if overview and overview.to_ask else _PACE
        self.show_above_home(StudyScreen(self._desk(sitting), pace=pace, first=first))

    def browse(self) -> None:
        """Show all questions."""
        from quizapp.tui.screens.browse import BrowseScreen  # here, not above: the first paint does without it

        self.push_screen(BrowseScreen())

    def show_summary(self, desk: Desk, summary: Summary) -> None:
        """Show what the sitting came to."""
        from quizapp.tui.screens.summary import SummaryScreen  # here, not above: shown at the end

        self.back_up(after_sitting=True)
        self.show_above_home(SummaryScreen(desk, summary))

    def show_decks(self) -> None:
        """Show all decks."""
        from quizapp.tui.screens.decks import DecksScreen  # here, not above: the first paint does without it

        if self.services is not None:
            self.push_screen(DecksScreen(self.services.shelving))

    def show_above_home(self, screen: Screen[None]) -> None:
        """Show a screen above Home, in place of the one that is there."""
        if self.screen is self.home:
            self.push_screen(screen)
        else:
            self.switch_screen(screen)

    # Commands of every screen

    def action_help(self) -> None:
        """Show all keys."""
        from quizapp.tui.screens.help import HelpScreen  # here, not above: shown when asked for

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(getattr(self.screen, "PLACE", Place.EVERYWHERE)))

    async def action_quit(self) -> None:
        """Leave; a screen that holds text of the person's own may ask to be left once more."""
        may_leave: Callable[[], bool] | None = getattr(self.screen, "may_leave", None)
        if may_leave is None or may_leave():
            self.exit()

    def action_help_quit(self) -> None:
        """Leave at ctrl+c too: every answer is on the disk already."""
        self.call_later(self.action_quit)

    # The end

    def exit(self, *args: Any, **options: Any) -> None:
        """Leave; what was answered in a sitting that is left in its middle is backed up by `run`."""
        self.is_sitting = any(getattr(screen, "PLACE", None) is Place.STUDY for screen in self.screen_stack)
        super().exit(*args, **options)

    def _handle_exception(self, error: Exception) -> None:
        # Textual would print a traceback with the values of local variables: card text and typed answers.
        self.crash = self.crash or error
        super()._handle_exception(error)
        self._exit_renderables.clear()


def run(
    open_services: Callable[[], Services],
    preferences: Preferences,
    clock: Clock,
    *,
    decks: tuple[str, ...] | None = None,
    practice: str | None = None,
    paper: tuple[str, int | None] | None = None,
    paths: Paths | None = None,
    essay: str | None = None,
) -> int:
    """Run the app until the person leaves, and return the exit code; a crash is told in one sentence on stderr.

    With `essay` it opens where essays are written: at the one of this name, or at the list when it is empty.
    """
    paths = paths or Paths.find(os.environ)
    drawer = find_drawer(os.environ)
    app = QuizApp(open_services, preferences, clock, paths, decks=decks, practice=practice, paper=paper, drawer=drawer)
    crash: BaseException | None = None
    app.essay = essay
    app.plan_command = (sys.executable, "-m", "quizapp", "plan", "--keep")
    try:
        app.run()
    except Exception as error:  # the boundary: whatever it was, the terminal is back and the person gets a sentence
        crash = error
    crash = app.crash or crash
    if crash is None:
        if app.is_sitting and app.services is not None:
            _back_up_in_passing(app.services)
        return app.return_code or 0
    sys.stderr.write(crash_sentence(crash, clock.now(), paths.state) + "\n")
    return 1


def _back_up_in_passing(services: Services) -> None:
    """Back up what was answered since the last backup; the thread dies with the program, and its file is swept away."""
    from contextlib import suppress  # here, not above: needed only at the end
    from threading import Thread

    def back_up() -> None:
        with suppress(QuizError):  # the answers are on the disk, and there is no screen left to say it on
            services.safety.backup_after_sitting()

    thread = Thread(target=back_up, daemon=True)
    thread.start()
    thread.join(_PATIENCE)
