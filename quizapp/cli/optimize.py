"""`quizapp optimize`: numbers of the memory model that fit the learner."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from quizapp.cli.lazy import Command
from quizapp.cli.opening import current_services
from quizapp.cli.output import count, json_option, put_json, put_table, say
from quizapp.domain.errors import QuizError

if TYPE_CHECKING:
    from quizapp.domain.fitting import Fit
    from quizapp.services.optimizing import OptimizingService


@click.command(cls=Command)
@click.option("--dry-run", is_flag=True, help="Fit and show, and change nothing.")
@click.option("--undo", is_flag=True, help="Go back to the numbers before the last change of them.")
@json_option
def optimize(dry_run: bool, undo: bool, as_json: bool) -> None:
    """Fit the scheduler to your own memory.

    What your older answers teach is tried on the newer ones. The fit is taken only when it predicts these better than
    the numbers in force; it then counts from your next answer on. Few answers move the numbers little.
    """
    service = current_services().optimizing
    if undo:
        _take_back(service)
        return
    fit = service.fit()
    taken = fit.outcome.name == "BETTER" and not dry_run
    if taken:
        service.take(fit)
    if as_json:
        put_json(_plain(fit, taken))
        return
    _show(fit, service)
    say(_sentence(fit, taken))


def _take_back(service: OptimizingService) -> None:
    if not service.take_back():
        raise QuizError("The numbers were never changed, so there is nothing to go back to.")
    say("The numbers before the last change are in force again, from your next answer on.")


def _show(fit: Fit, service: OptimizingService) -> None:
    if fit.loss_before is None or fit.loss_after is None:
        return
    rows = [
        ("before", f"{fit.loss_before:.4f}", _days(service.intervals(fit.before))),
        ("fitted", f"{fit.loss_after:.4f}", _days(service.intervals(fit.after))),
    ]
    put_table(("numbers", "log loss", "days between answers that are all good"), rows)


def _days(intervals: tuple[int, ...]) -> str:
    return ", ".join(map(str, intervals))


def _sentence(fit: Fit, taken: bool) -> str:
    from quizapp.domain.fitting import LEAST, Outcome

    match fit.outcome:
        case Outcome.TOO_FEW:
            return (
                f"There are {count(fit.answers, 'answer')} to learn from, and it takes {LEAST}: answers to questions "
                "that came back a day or more later. Nothing was changed."
            )
        case Outcome.NOT_BETTER:
            return "The fit does not predict your newest answers surely better, so nothing was changed."
        case Outcome.BETTER if taken:
            return "The fitted numbers count from your next answer on. `quizapp optimize --undo` takes them back."
        case _:
            return "The fit predicts your newest answers better. Without --dry-run it would be taken."


def _plain(fit: Fit, taken: bool) -> dict[str, Any]:
    return {
        "outcome": fit.outcome.value,
        "taken": taken,
        "answers": fit.answers,
        "log_loss": {"before": fit.loss_before, "after": fit.loss_after, "standard_error": fit.margin},
        "parameters": {"before": list(fit.before), "after": list(fit.after)},
    }
