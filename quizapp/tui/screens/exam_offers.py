"""Finding what papers there are, in a thread: each is drawn once, and every paper that was sat is marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work
from textual.message import Message
from textual.worker import get_current_worker

from quizapp.domain.errors import QuizError
from quizapp.domain.exam_marking import result_of
from quizapp.domain.papers import require
from quizapp.tui.screens.base import Page
from quizapp.tui.screens.exam_paper_words import Offer

if TYPE_CHECKING:
    from quizapp.bootstrap import Services
    from quizapp.domain.marking import Marks


class OfferingScreen(Page[None]):
    """Is told what there is as soon as it is known."""

    class Offered(Message):
        """The papers there are, and what is wrong with the files of others."""

        def __init__(self, offers: tuple[Offer, ...], problems: tuple[str, ...]) -> None:
            super().__init__()
            self.offers, self.problems = offers, problems

    @work(thread=True, group="papers", exclusive=True)
    def find_offers(self, services: Services) -> None:
        """Draw every paper once, in a thread: how much of it there is depends on what was answered."""
        worker = get_current_worker()
        try:
            blueprints, problems = services.papers.blueprints()
            attempts: dict[str, list[Marks]] = {}
            for sat in services.exams.finished():
                attempts.setdefault(sat.blueprint, []).append(result_of(services.exams.sitting(sat.id)).total)
            found = []
            for blueprint in blueprints:
                if worker.is_cancelled:
                    return
                paper, refused = services.papers.drawn(blueprint, 0), ""
                try:
                    require(paper)
                except QuizError as error:
                    refused = str(error)
                found.append(Offer(blueprint, paper, refused, tuple(attempts.get(blueprint.id, ()))))
            self.post_message(self.Offered(tuple(found), tuple(str(each) for each in problems)))
        except QuizError as error:
            self.post_message(self.Offered((), (str(error),)))
