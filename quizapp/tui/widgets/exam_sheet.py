"""A question of a paper with what was entered for it: options, a field, or a page to write on; no verdict ever."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.domain.answers import Wrote
from quizapp.domain.questions import kind_of
from quizapp.tui import exam_faces, faces, part_faces
from quizapp.tui.drafts import Draft, Pairing
from quizapp.tui.stages import WRITTEN
from quizapp.tui.widgets.card import CardView
from quizapp.tui.widgets.plain_area import PlainArea

if TYPE_CHECKING:
    from quizapp.tui.exam_seat import Seat

_LEAST_LINES = 5


class Script(PlainArea):
    """A page to write an answer on, as high as there is room for it."""

    DEFAULT_CSS = """
    Script, Script:focus { height: 8; border-left: outer $rule; }
    Script:focus { border-left: outer $accent; }
    Script .text-area--cursor-line { background: $background; }
    Script .text-area--placeholder { color: $muted; }
    .-ascii Script, .-ascii Script:focus { border-left: ascii $rule; }
    """


class Sheet(CardView):
    """Shows the question in view of a seat."""

    def on_mount(self) -> None:
        """Give the room of the verdict's marks to the options: there is none here."""
        self.options.mark_room = self.sides.mark_room = 1

    @property
    def page(self) -> Script | None:
        """The page, while one is written on."""
        found = self.query(Script)
        return found.first() if found and found.first().display else None

    @property
    def is_writing(self) -> bool:
        """Whether letters go into the field or onto the page."""
        return self.screen.focused is not None and self.screen.focused in (self.field, self.page)

    def put(self, seat: Seat, draft: Draft | None, text: str = "") -> None:
        """Show the question in view from its beginning; `text` is what was written on its page."""
        self.prompt.show(faces.prompt(seat.step))
        self._show_picture(seat.step)
        self.options.show(())
        self.fill(seat, draft)
        field, writes = self.field, kind_of(seat.asked.question) in WRITTEN
        field.display, field.disabled = writes, not writes
        if writes:
            response = seat.slot.response
            with field.prevent(field.Changed):
                field.value = response.text if isinstance(response, Wrote) else ""
        self._lay_page(seat.is_text, text)
        if self.screen.focused in (field, self.page):
            self.screen.set_focus(None)
        self.scroll_home(animate=False)

    def fill(self, seat: Seat, draft: Draft | None, pointed: int | None = None) -> None:
        """Show what was entered for the question in view."""
        if isinstance(draft, Pairing):
            pointed = draft.at
        sides = part_faces.sides(seat.step, draft.response) if draft is not None else []
        self._offer([] if seat.is_text else exam_faces.options(seat, draft, self._signs), pointed, sides)

    def _lay_page(self, wanted: bool, text: str) -> None:
        pages = self.query(Script)
        if not wanted:
            for page in pages:
                page.display = False
            return
        if not pages:
            self.query_one("#column").mount(
                Script(text, id="page", theme="css", soft_wrap=True, tab_behavior="focus"), before="#options"
            )
        else:
            page = pages.first()
            page.display = True
            with page.prevent(page.Changed):
                page.text = text
            page.move_cursor(page.document.end)
        self.call_after_refresh(self.fit_page)

    def fit_page(self) -> None:
        """Make the page as high as the room that the question leaves."""
        if (page := self.page) is not None:
            room = self.size.height - self.prompt.outer_size.height - 3
            page.styles.height = max(_LEAST_LINES, room)

    def on_resize(self) -> None:
        """Keep the page as high as there is room."""
        super().on_resize()
        self.fit_page()
