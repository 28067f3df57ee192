"""`quizapp report`: the figures of Insights as a page."""

from __future__ import annotations

import click

from quizapp.cli.lazy import Command
from quizapp.cli.opening import current_services
from quizapp.cli.output import say, write_file


@click.command(cls=Command)
@click.option(
    "-o", "--output", default="-", show_default=True, metavar="FILE", help="Where to write; - is standard output."
)
def report(output: str) -> None:
    """Write how you stand as an HTML page, with charts.

    One file that loads nothing from anywhere: it can be read on the phone, sent to a teacher or printed. The same
    figures as Insights; docs/insights.md says how each is reckoned.
    """
    from quizapp.exports.report_html import Report, report_page

    services = current_services()
    weak = services.weak_points
    found = Report(
        services.insights.everything(),
        weak.facts(),
        weak.missed(),
        weak.leeches(),
        services.exam_results.papers(),
        services.expecting.everything(),
    )
    write_file(output, report_page(found))
    if output != "-":
        say(f"The report is in {output}.")
