"""Decks: what each holds by topic, how it is studied, where it lies; limits are changed in place."""

from __future__ import annotations

from pathlib import Path

from textual import on, work
from textual.message import Message

from quizapp.domain.errors import Problem, QuizError
from quizapp.tui.commands import Place, bindings
from quizapp.tui.screens.shelf_screen import ShelfScreen
from quizapp.tui.widgets.shelf_list import ShelfList, ShelfRow


class DecksScreen(ShelfScreen):
    """What can be done with the deck under the pointer."""

    PLACE = Place.DECKS
    BINDINGS = bindings(Place.DECKS)

    shows_errors = True
    """So that the app need not tell those of files that it has just read."""

    class Checked(Message):
        """The files of a deck were read anew."""

        def __init__(self, slug: str, problems: tuple[Problem, ...]) -> None:
            super().__init__()
            self.slug, self.problems = slug, problems

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Most commands need a deck."""
        match action:
            case "change" | "switch" | "add" | "practise":
                return self.pointed is not None
            case "topics" | "check":
                return self.pointed is not None or bool(self.faults)
            case "study":
                each, row = self.pointed, self.rows.pointed if self.is_mounted else None
                return each is not None and row is not None and each.held.enabled and row.to_ask > 0
            case _:
                return True

    def footer_label(self, command_id: str) -> str | None:
        """A file that never became a deck has no topics, but errors."""
        return "Show errors" if command_id == "decks.open" and self.pointed is None else None

    def action_move(self, by: int) -> None:
        """Move the pointer."""
        self.rows.point(by)

    def action_page(self, by: int) -> None:
        """Move the pointer by a page."""
        self.rows.point(by * max(1, self.rows.size.height - 1))

    @on(ShelfList.Opened)
    def action_topics(self) -> None:
        """Open the deck under the pointer, so that its topics are seen, or close it."""
        each = self.pointed
        if each is None:
            self._show_faults()
            return
        self._open ^= {each.deck.slug}
        if each.deck.slug in self._open and each.deck.slug not in self._topics:
            self.read()
        else:
            self._show_rows()

    def action_study(self) -> None:
        """Study the deck or the topic under the pointer and no other."""
        if row := self.rows.pointed:
            self.quiz.start((row.slug,), topic=row.topic)

    def action_practise(self) -> None:
        """Choose how to practise the deck or the topic under the pointer."""
        from quizapp.tui.practising import choose  # here, not above: seldom reached from here

        if row := self.rows.pointed:
            topics = () if row.topic is None else ((row.slug, row.topic),)
            choose(self.quiz, deck=row.slug, topics=topics)

    def action_switch(self) -> None:
        """Ask the deck under the pointer, or ask it no more."""
        each = self.pointed
        if each is not None and self.quiz.services is not None:
            try:
                self.quiz.services.settings.set("enabled", "no" if each.held.enabled else "yes", each.deck.slug)
            except QuizError as error:
                self.say(str(error), severity="error")
            self.read()

    def action_change(self, key: str) -> None:
        """Change one choice for the deck under the pointer."""
        from quizapp.tui.screens.setting import SettingScreen  # here, not above: limits are seldom changed

        each = self.pointed
        if each is not None and self.quiz.services is not None:
            value = getattr(each.own, key)
            self.app.push_screen(
                SettingScreen(self.quiz.services.settings, key, value, each.deck.slug, each.deck.title)
            )

    @work(thread=True, exclusive=True, group="checking")
    def check(self, slug: str) -> None:
        """Read the files of a deck anew, in a thread."""
        try:
            problems = self._shelving.problems(slug)
        except QuizError as error:
            self.app.call_from_thread(self.say, str(error), severity="error")
        else:
            self.post_message(self.Checked(slug, problems))

    def action_check(self) -> None:
        """Look for what is wrong in the files of the deck under the pointer."""
        if each := self.pointed:
            self.check(each.deck.slug)
        else:
            self._show_faults()

    def _show_faults(self) -> None:
        if faults := self.faults:
            self._show_problems(faults)

    def _show_problems(self, problems: tuple[Problem, ...]) -> None:
        from quizapp.tui.screens.problems import Choice, ProblemsScreen  # here, not above: most decks have none

        def go_on(choice: Choice | None) -> None:
            from quizapp.tui.editing import edit_file

            if choice is Choice.EDIT:
                edit_file(self.quiz, Path(problems[0].path), problems[0].line)

        self.app.push_screen(ProblemsScreen(problems, looking=True), go_on)

    @on(Checked)
    def _tell(self, message: Checked) -> None:
        self._found[message.slug] = len(message.problems)
        self._show_about()
        if message.problems:
            self._show_problems(message.problems)
        else:
            self.say("Nothing is wrong with the file.")

    def action_add(self) -> None:
        """Write a question into the deck under the pointer."""
        row = self.rows.pointed
        self._write(row or ShelfRow(""))

    def action_begin(self) -> None:
        """Begin a deck with its first question."""
        self._write(ShelfRow(""))

    def _write(self, row: ShelfRow) -> None:
        from quizapp.tui.screens.new_question import NewQuestionScreen, Wanted  # here, not above: authors are few

        def go_on(wanted: Wanted | None) -> None:
            from quizapp.tui.editing import write_question

            def written() -> None:
                self._written = deck
                self.refill()

            if wanted is not None:
                deck = wanted.deck
                write_question(self.quiz, deck, wanted.kind, wanted.topic, wanted.title, written)

        known = {each.deck.slug: each.deck.title for each in self.shelf.decks} if self.shelf else {}
        self.app.push_screen(NewQuestionScreen(known, row.slug, row.topic or ""), go_on)

    def decks_changed(self) -> None:
        """Read again what the decks hold, and what is wrong with them."""
        self.read()

    def action_leave(self) -> None:
        """Go back to Home."""
        self.dismiss()
