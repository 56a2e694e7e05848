"""The options of readings about codes that meet, and the question they ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

import click

from qualcode.model.meeting import AGREED, COLUMNS, DISTANCES, NEAR, ROWS
from qualcode.model.messages import _
from qualcode.model.results import Level, Question, Unit

if TYPE_CHECKING:
    from qualcode.cli.common.options import Decorated
    from qualcode.coding.project import Project


def where_options(command: Decorated) -> Decorated:
    """Add where codes meet, and what is compared: `--unit`, `--level`, `--near`, `--agreed`, `--row`, `--column`."""
    for option in reversed(_where()):
        command = option(command)
    return command


def _where() -> list[Any]:
    return [
        click.option(
            "--unit",
            type=click.Choice(get_args(Unit)),
            default="turn",
            show_default=True,
            help=_("Where codes meet; a document without turns is read by paragraph instead of turn."),
        ),
        click.option(
            "--level",
            type=click.Choice(get_args(Level)),
            default="code",
            show_default=True,
            help=_("Compare codes, the groups at the top of the codebook, or themes."),
        ),
        click.option(
            "--near",
            type=(click.IntRange(min=0), click.Choice(DISTANCES)),
            metavar="N turns|words",
            help=_("Passages that overlap or lie at most so far apart, instead of a unit."),
        ),
        click.option("--agreed", is_flag=True, help=_("Only what all who coded a document say alike.")),
        click.option(
            "--row",
            "rows",
            multiple=True,
            metavar="NAME",
            help=_("Only what meets this code, with all under it, group or theme; several are told one by one."),
        ),
        click.option("--column", "columns", multiple=True, metavar="NAME", help=_("Only where the rows meet these.")),
    ]


def asked_meetings(opened: Project, coder: str | None, **chosen: Any) -> Question:  # noqa: ANN401 - Click's values
    """Return the question that some options ask.

    Args:
        opened: the study, by which names of rows and columns are found.
        coder: whose codings count.
        chosen: the values of `where_options`, and `raw`, by name.

    Raises:
        NoSuchCode, NoSuchTheme, NotUnique.
        click.UsageError: two options contradict each other.
    """
    raw = bool(chosen.get("raw"))
    if raw and (chosen["near"] or chosen["agreed"]):
        raise click.UsageError(_("--raw counts every pair as it stands: it goes with neither --near nor --agreed."))
    options: dict[str, object] = {AGREED: True} if chosen["agreed"] else {}
    if chosen["near"]:
        options[NEAR] = chosen["near"]
    for side in (ROWS, COLUMNS):
        names = tuple(dict.fromkeys(_label(opened, chosen["level"], name) for name in chosen[side]))
        if names:
            options[side] = names
    unit: Unit = "overlap" if chosen["near"] else chosen["unit"]
    return Question(
        "cooccurrence", coder=coder, level=chosen["level"], unit=unit, raw=raw, options=tuple(sorted(options.items()))
    )


def _label(opened: Project, level: str, typed: str) -> str:
    """Return the name that a reading gives to what a person names."""
    if level == "theme":
        return opened.themes.get(typed).name
    code = opened.codes.get(typed).id
    return next(one.label for one in opened.material().codes if one.id == code)
