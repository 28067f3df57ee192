"""The pages of Insights about marks: what to expect of every paper, and how such predictions did."""

from __future__ import annotations

from collections.abc import Sequence

from quizapp.domain.prospects import Prospects
from quizapp.tui.screens import marks_words
from quizapp.tui.screens.insight_page import PicturePage
from quizapp.tui.widgets.passage import Paragraph


class MarksPage(PicturePage):
    """The marks to expect of every paper and section today."""

    NAME = "Marks"

    def read(self) -> Prospects:
        """All papers."""
        return self.services.expecting.everything()

    def paragraphs(self, found: Prospects) -> Sequence[Paragraph]:
        """A part for each paper."""
        return tuple(marks_words.marks(found, self.signs))


class CalibrationPage(PicturePage):
    """What was predicted against what came."""

    NAME = "Calibration"

    def read(self) -> Prospects:
        """How predictions did."""
        return self.services.expecting.everything()

    def paragraphs(self, found: Prospects) -> Sequence[Paragraph]:
        """Answers, then papers."""
        return tuple(marks_words.calibration(found.calibration, self.signs))
