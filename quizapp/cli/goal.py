"""`quizapp goal`: which exam to aim at, when it is, and the minutes there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from quizapp.cli.completion import PaperId
from quizapp.cli.lazy import Group
from quizapp.cli.opening import current_services
from quizapp.cli.output import count, json_option, put_json, put_table, say

if TYPE_CHECKING:
    from datetime import date

    from quizapp.domain.goals import Goal


@click.group(cls=Group, invoke_without_command=True)
@json_option
@click.pass_context
def goal(ctx: click.Context, as_json: bool) -> None:
    """Show the exams you aim at, set one, or give one up.

    With a goal, each day is planned so that the most marks are made on the day of the exam.
    """
    if ctx.invoked_subcommand is None:
        _put(as_json=as_json)


@goal.command("list")
@json_option
def list_(as_json: bool) -> None:
    """Show the exams you aim at, as `quizapp goal` alone does."""
    _put(as_json=as_json)


def _put(*, as_json: bool) -> None:
    service = current_services().goals
    goals, today = service.goals(), service.today()
    if as_json:
        put_json([_plain(each, today) for each in goals])
        return
    from quizapp.domain.goals import written_minutes

    put_table(
        ("goal", "exam", "date", "days", "minutes", "paper"),
        [
            (
                each.id,
                each.exam,
                str(each.on),
                max(0, (each.on - today).days),
                written_minutes(each.minutes),
                each.paper,
            )
            for each in goals
        ],
    )
    if not goals:
        say('No exam is set. `quizapp goal set --exam "CSS MPT" --date 2027-02-21 --minutes 30` sets one.')


@goal.command("set")
@click.option("--exam", required=True, metavar="NAME", help="What the exam is called.")
@click.option("--date", "on", metavar="DATE", help="The day of the exam, such as 2027-02-21.")
@click.option("--minutes", metavar="MINUTES", help="Minutes a day: 30, or 30,sat-sun=60.")
@click.option("--paper", type=PaperId(), metavar="PAPER", help="The paper it is like (`quizapp exam list`).")
@click.option("--days-off", metavar="DAYS", help="Weekdays without study, such as fri or sat,sun; `none` for none.")
@click.option(
    "--break", "breaks", multiple=True, metavar="DATES", help="Days off, 2026-12-20..2026-12-31; `none` for none."
)
@click.option("--target", type=float, metavar="MARKS", help="The marks you want of the whole paper; 0 for none.")
def set_(
    exam: str,
    on: str | None,
    minutes: str | None,
    paper: str | None,
    days_off: str | None,
    breaks: tuple[str, ...],
    target: float | None,
) -> None:
    """Aim at an exam, or change what was said of it.

    Of an exam that is set already only what you name is changed.
    """
    from dataclasses import replace

    from quizapp.domain import goals

    services = current_services()
    known, name = services.goals.goals(), " ".join(exam.split())
    before = goals.called(known, name)
    if before is None and on is None:
        raise click.UsageError("a goal needs the day of the exam: --date 2027-02-21.")
    given: dict[str, Any] = {}
    if before is None or name != before.id:
        given["exam"] = name
    if on is not None:
        given["on"] = goals.read_date(on)
    if minutes is not None:
        given["minutes"] = goals.read_minutes(minutes, goals.days_off(before.minutes) if before is not None else ())
    if paper is not None:
        given["paper"] = paper
    if breaks:
        given["breaks"] = tuple([goals.read_break(each) for each in breaks if each != "none"])
    if target is not None:
        given["target"] = target or None
    if before is None:
        given = {"paper": services.goals.paper_called(name), "minutes": (30,) * 7, **given}
        wanted = goals.Goal(id=goals.fresh_id(known, name), **given)
    else:
        wanted = replace(before, **given)
    if days_off is not None:
        wanted = replace(wanted, minutes=goals.with_days_off(wanted.minutes, goals.read_weekdays(days_off)))
    kept_goal = services.goals.set(wanted)
    days = (kept_goal.on - services.goals.today()).days
    say(
        f"{kept_goal.exam} is in {count(days, 'day')}, on {kept_goal.on}; "
        f"minutes a day: {goals.written_minutes(kept_goal.minutes)}; the paper is `{kept_goal.paper}`."
    )
    say("`quizapp plan` shows what comes of it.")


@goal.command("remove")
@click.argument("name", metavar="GOAL")
def remove(name: str) -> None:
    """Aim at an exam no more; the schedule goes back to steady reviews."""
    say(f"{current_services().goals.remove(name).exam} is no goal any more.")


def _plain(each: Goal, today: date) -> dict[str, Any]:
    from quizapp.domain.goals import goals_to_plain

    return {**goals_to_plain([each])[0], "days_left": max(0, (each.on - today).days)}
