"""Opening the question bank behind the first paint, and following the deck files while the app runs."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from functools import cached_property, partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from textual import on, work
from textual.events import Event, Key
from textual.message import Message

from quizapp.domain.errors import QuizError
from quizapp.tui.early_keys import PatientApp
from quizapp.tui.screens.base import Page
from quizapp.tui.screens.home import HomeScreen
from quizapp.tui.signs import Signs, signs_for
from quizapp.tui.text import words

if TYPE_CHECKING:
    from textual.screen import Screen

    from quizapp.bootstrap import Services
    from quizapp.domain.clock import Clock
    from quizapp.domain.memories import Moment
    from quizapp.domain.overview import Overview
    from quizapp.services.decks import SyncReport
    from quizapp.tui.planning import Planner

_LOOK_EVERY = 3.0
"""Seconds between looks whether a deck file has changed."""

_LONG = 0.5
"""Seconds without an answer after which a person wants to know why."""

_WARM_UP_AFTER = 0.05
"""Seconds after Home was filled, so that loading does not hold up its painting."""

_REST = 0.3
"""Seconds without a key after which there is time for what may wait."""

_TURN = 0.02
"""Seconds between two things that may wait; each takes less than a frame."""

_NEEDED_LATER = (
    *("quizapp.domain.questions", "quizapp.domain.asking", "quizapp.domain.sitting", "quizapp.tui.faces"),
    *("quizapp.tui.screens.browse", "quizapp.services.browse", "quizapp.domain.typed_readings"),
    *("quizapp.domain.searching", "quizapp.storage.searching", "quizapp.tui.widgets.card"),
    *("quizapp.tui.screens.study", "quizapp.services.recording", "quizapp.services.study"),
    *("quizapp.storage.question_bank", "quizapp.services.decks"),
)
"""What a person may ask for next, in an order in which each of them loads little that is new."""

_THINK_OF_BACKUPS_EVERY = 300.0
"""Seconds between looks whether the hourly backup is due."""


class OpeningApp(PatientApp):
    """Home, filled once the services are open; they are opened, synced and backed up in threads."""

    class Opened(Message):
        """The question bank is open."""

        def __init__(self, services: Services, overview: Overview) -> None:
            super().__init__()
            self.services, self.overview = services, overview

    class Refused(Message):
        """The question bank could not be opened."""

        def __init__(self, sentence: str) -> None:
            super().__init__()
            self.sentence = sentence

    class Synced(Message):
        """Deck files were looked at; `report` says what they changed, if anything."""

        def __init__(self, report: SyncReport | None) -> None:
            super().__init__()
            self.report = report

    def __init__(self, open_services: Callable[[], Services], clock: Clock, signs: Signs | None = None) -> None:
        """`open_services` is called in a thread after the first paint."""
        super().__init__()
        self.clock = clock
        self.signs = signs or signs_for(os.environ)
        self.services: Services | None = None
        self.home = HomeScreen()
        self.plan_command: tuple[str, ...] = ()
        self._open_services = open_services
        self._looking = False
        self._told: tuple[object, ...] = ()
        self._left: list[Callable[[], object]] = []

    def get_default_screen(self) -> Screen[None]:
        """Home, painted before anything is read."""
        return self.home

    def on_mount(self) -> None:
        """Open the question bank once the frame is on the screen."""
        self.call_after_refresh(self.open_bank)
        self.set_timer(_LONG, self.home.say_opening)
        self.set_interval(_LOOK_EVERY, self.look_for_changes)
        self.set_interval(_THINK_OF_BACKUPS_EVERY, lambda: self.back_up(after_sitting=False))

    @work(thread=True, group="opening")
    def open_bank(self) -> None:
        """Open the services in a thread."""
        try:
            services = self._open_services()
            overview = services.today.overview()
            if not overview.cards and services.decks.sync().written:  # else synced once Home is filled
                overview = services.today.overview()
        except QuizError as error:
            self.post_message(self.Refused(str(error)))
        else:
            self.post_message(self.Opened(services, overview))

    @on(Opened)
    def _fill_home(self, message: Opened) -> None:
        self.services = message.services
        # Home is drawn only where it is seen: where a question comes first, coming back to Home reads it again.
        self.home.set_reactive(HomeScreen.overview, message.overview)
        self.begin_with(message.overview)
        if self.screen is self.home:
            self.home.mutate_reactive(HomeScreen.overview)
        self.set_timer(_WARM_UP_AFTER, _collect_garbage)
        self._left = [
            partial(_prepare_to_answer, message.overview.moment),
            *[partial(import_module, name) for name in _NEEDED_LATER],
            gc.freeze,
            lambda: self.look_for_changes(always=True),
        ]
        self._resting = self.set_timer(_WARM_UP_AFTER, self._do_one_more)

    async def on_event(self, event: Event) -> None:
        """Put off what may wait when a key is pressed: it would take turns with the keys."""
        if self._left and isinstance(event, Key):
            self._resting.stop()
            self._resting = self.set_timer(_REST, self._do_one_more)
        await super().on_event(event)

    def _do_one_more(self) -> None:
        if self._left:
            self._left.pop(0)()
        if self._left:
            self._resting = self.set_timer(_TURN, self._do_one_more)

    def begin_with(self, overview: Overview) -> None:
        """What comes first once the bank is open."""

    @on(Refused)
    def _show_refused(self, message: Refused) -> None:
        _collect_garbage()
        self.home.trouble = message.sentence

    def refresh_home(self) -> None:
        """Read again what is due."""
        if self.services is not None:
            try:
                self.home.overview = self.services.today.overview()
            except QuizError as error:
                self.say(str(error), "error")

    def look_for_changes(self, *, always: bool = False) -> None:
        """Read the decks again when a file has changed, or in any case with `always`; never two at a time."""
        if self.services is not None and not self._looking:
            self._looking = True
            self._sync(self.services, always=always)

    @work(thread=True, group="decks")
    def _sync(self, services: Services, *, always: bool) -> None:
        report = None
        try:
            if always or services.decks.changed_on_disk():
                report = services.decks.sync()
        except QuizError as error:
            self.call_from_thread(self.say, str(error), "error")
        finally:
            self.post_message(self.Synced(report))

    @on(Synced)
    def _show_synced(self, message: Synced) -> None:
        self._looking = False
        if message.report is None:
            return
        from quizapp.tui.sync_words import news  # here, not above: there is nothing to tell at most starts

        found = tuple(news(message.report))
        if found != self._told:  # a file with a fault is read again and again until it is mended
            self._told = found
            for text, severity in found:
                if severity != "error" or not getattr(self.screen, "shows_errors", False):
                    self.say(text, severity)
        self.refresh_home()
        for screen in self.screen_stack:
            if isinstance(screen, Page):
                screen.decks_changed()

    @work(thread=True, group="backups")
    def back_up(self, *, after_sitting: bool) -> None:
        """Make the backup that is due at the end of a sitting, or hourly in one."""
        if self.services is not None:
            try:
                if after_sitting:
                    self.services.safety.backup_after_sitting()
                elif self.services.safety.hourly_backup_is_due():
                    self.services.safety.backup("hourly")
            except QuizError as error:
                self.call_from_thread(self.say, str(error), "warning")

    @cached_property
    def planner(self) -> Planner:
        """Who has the plan until the exam made, by `plan_command`."""
        from quizapp.tui.planning import Planner  # here, not above: most have no goal

        return Planner(self.plan_command)

    def exit(self, *args: Any, **options: Any) -> None:
        """Leave, and let nothing be planned for nobody."""
        self._stop_planning()
        super().exit(*args, **options)

    def _handle_exception(self, error: Exception) -> None:
        self._stop_planning()
        super()._handle_exception(error)

    def _stop_planning(self) -> None:
        if "planner" in self.__dict__:  # else none was ever asked for
            self.planner.stop()

    def say(self, text: str, severity: str = "information") -> None:
        """Tell something in passing, letter for letter."""
        self.notify(words(text).plain, severity=severity, markup=False)  # type: ignore[arg-type]


def _collect_garbage() -> None:
    """Look for garbage again, but not in what starting made: that stays, and a look through it takes 100 ms."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def _prepare_to_answer(moment: Moment) -> None:
    """Load what the first answer needs and nothing else did, while the first question is read."""
    from quizapp.domain import scheduling
    from quizapp.domain.memories import Memory
    from quizapp.domain.settings import StudySettings

    settings = StudySettings()
    scheduling.outcomes(Memory(), moment, settings, settings.retention, "")
