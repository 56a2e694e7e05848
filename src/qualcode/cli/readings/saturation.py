"""New codes by interview, and whether the rule of saturation is met."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast, get_args

import click

from qualcode.analysis.labels import ATTRIBUTE
from qualcode.analysis.saturation import Rule
from qualcode.analysis.saturation import saturation as read
from qualcode.cli.common import output, session
from qualcode.cli.common.layout import show_words
from qualcode.cli.common.options import by_coder_option, reading_options, round_option
from qualcode.cli.common.output import Column, numbers
from qualcode.cli.readings.answers import answer, share
from qualcode.cli.readings.by_question import restricted
from qualcode.cli.readings.kept import DRAWN_ENDINGS, check_ending, drawn_option, keep
from qualcode.model.messages import _, interface_language
from qualcode.model.results import Level, Question
from qualcode.readings import grid_fixed, study_of
from qualcode.report.saturated import cautions, verdict

if TYPE_CHECKING:
    from qualcode.model.comparisons import NewCodes, Saturation, Series


@click.command(
    help=_("New codes by interview in the order they were held, and the rule of Guest, Namey and Chen (2020).")
)
@click.option(
    "--order",
    metavar="attribute:NAME",
    help=_("The date or rank that gives the order; by default the only attribute of dates."),
)
@click.option("--base", type=click.IntRange(min=1), default=4, show_default=True, help=_("Interviews of the base."))
@click.option("--run", type=click.IntRange(min=1), default=2, show_default=True, help=_("Interviews of a run."))
@click.option(
    "--threshold",
    type=click.FloatRange(min=0, max=1),
    default=0.05,
    show_default=True,
    help=_("At most this share of the base’s codes may be new in a run."),
)
@click.option(
    "--orders", type=click.IntRange(min=1), default=500, show_default=True, help=_("Random orders of the band.")
)
@click.option("--seed", type=int, default=1, show_default=True, help=_("Which random orders."))
@click.option(
    "--level",
    type=click.Choice(get_args(Level)),
    default="code",
    show_default=True,
    help=_("Count codes, the groups at the top of the codebook, or themes."),
)
@click.option(
    "--grid",
    type=click.Choice(["fixed", "open"]),
    help=_("Whether the codebook was fixed before coding or open; by default what the history tells."),
)
@drawn_option
@round_option
@by_coder_option
@reading_options
def saturation(  # noqa: PLR0913, PLR0917 - one argument an option
    order: str | None,
    base: int,
    run: int,
    threshold: float,
    orders: int,
    seed: int,
    level: str,
    grid: str | None,
    out: str | None,
    rounds: tuple[str, ...],
    coder: str | None,
    project: str | None,
    as_json: bool,
) -> None:
    """Count the codes that each interview is the first to hold."""
    check_ending(out, DRAWN_ENDINGS)
    question = Question("saturation", coder=coder, level=cast("Level", level), by=order)
    with session.reading(project) as opened:
        question = restricted(question, opened, rounds=rounds)
        material, texts = study_of(opened)
        fixed = grid == "fixed" if grid else grid_fixed(opened)
    rule = Rule(base, run, threshold, orders, seed)
    result = read(material, texts, question, rule=rule, grid_fixed=fixed)
    keep(result, out)
    answer(result, lambda: show_saturation(result), as_json=as_json)


def show_saturation(result: Saturation) -> None:
    """Print a table of the interviews and one of the groups, what the rule says of each, and what it does not say."""
    language = interface_language()
    for one in result.series:
        _show_series(one, [row for row in result.rows if row.kind == one.kind], result.order)
        output.show()
        show_words(verdict(one, result, language))
        output.show()
    for sentence in cautions(result, language):
        show_words(sentence)


def _show_series(one: Series, rows: list[NewCodes], order: str) -> None:
    titles = {"interview": _("Interview"), "group": _("Focus group")}
    columns = [
        Column(titles[one.kind], shrinks=True),
        Column(order.removeprefix(ATTRIBUTE), shrinks=True),
        Column(_("New"), right=True),
        Column(_("In all"), right=True),
        Column(_("At random"), right=True),
        Column(_("Of the base"), right=True),
    ]
    band = [numbers(row.low) if row.low == row.high else f"{numbers(row.low)}–{numbers(row.high)}" for row in rows]
    output.show_table(
        columns,
        [
            (row.interview, row.order, numbers(row.new), numbers(row.cumulative), between, share(row.ratio, 1))
            for row, between in zip(rows, band, strict=True)
        ],
    )
