"""The page of Insights about marks: what to expect of every paper, and how such predictions did."""

from __future__ import annotations

from collections.abc import Sequence

from quizapp.domain.prospects import Prospects
from quizapp.tui.screens import marks_words
from quizapp.tui.screens.insight_page import PicturePage
from quizapp.tui.widgets.passage import Paragraph


class MarksPage(PicturePage):
    """The marks to expect of every paper and section today, and below them what such numbers were worth so far."""

    NAME = "Marks"

    def read(self) -> Prospects:
        """All papers, and predictions against what came."""
        return self.services.expecting.everything()

    def paragraphs(self, found: Prospects) -> Sequence[Paragraph]:
        """A part for each paper, then answers, then papers that were sat."""
        return (*marks_words.marks(found, self.signs), *marks_words.calibration(found.calibration, self.signs))
