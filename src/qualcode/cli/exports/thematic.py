"""The list and the tree of themes after Paillé and Mucchielli, and the methods appendix, on their way out."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import click

from qualcode.cli.common import session
from qualcode.cli.common.options import by_coder_option, round_option
from qualcode.cli.exports.out import out_argument, paper_options, way_of, write
from qualcode.cli.exports.studied import counted_excerpts
from qualcode.model.messages import _
from qualcode.model.results import Question
from qualcode.papers import thematic
from qualcode.readings import grid_fixed, study_of
from qualcode.report.appendices.checklists import GUIDELINES
from qualcode.report.appendices.known import saturation_sentence

if TYPE_CHECKING:
    from pathlib import Path

    from qualcode.coding.project import Project
    from qualcode.report.appendices.checklists import Guideline


@click.command(
    "theme-list",
    help=_(
        "What comes up in each document as it comes up, with where it stands, its heading and themes (relevé de "
        "thèmes), .docx, .html or .md."
    ),
)
@click.option("--document", "documents", multiple=True, metavar="D", help=_("This document; several one by one."))
@paper_options
@round_option
@by_coder_option
@out_argument
def theme_list(  # noqa: PLR0913 - one argument an option
    out: str,
    *,
    documents: tuple[str, ...],
    report_language: str | None,
    template: Path | None,
    rounds: tuple[str, ...],
    coder: str | None,
    project: str | None,
) -> None:
    """Write the list."""
    with session.reading(project) as opened:
        wanted = [opened.documents.get(typed) for typed in documents] or opened.documents.all()
        found = counted_excerpts(opened, coder, rounds)
        formats = thematic.theme_lists(opened, wanted, found, way_of(out, report_language, template))
    write(out, formats)


@click.command(
    "theme-tree",
    help=_(
        "Themes, headings and codes as a tree, with how many cases speak of each (arbre thématique), .docx, .html or "
        ".md."
    ),
)
@paper_options
@round_option
@by_coder_option
@out_argument
def theme_tree(  # noqa: PLR0913 - one argument an option
    out: str,
    *,
    report_language: str | None,
    template: Path | None,
    rounds: tuple[str, ...],
    coder: str | None,
    project: str | None,
) -> None:
    """Write the tree."""
    with session.reading(project) as opened:
        formats = thematic.tree(opened, counted_excerpts(opened, coder, rounds), way_of(out, report_language, template))
    write(out, formats)


@click.command(
    "methods",
    help=_(
        "The methods appendix, .docx, .html or .md: each point of a guideline with what the project knows of it, the "
        "gaps marked."
    ),
)
@click.option(
    "--guideline",
    type=click.Choice(GUIDELINES),
    help=_("Whose points; by default rtarg where the project’s approach is reflexive, else coreq."),
)
@click.option(
    "--saturation",
    is_flag=True,
    help=_("Say too what the rule of Guest, Namey and Chen (2020) says; nothing is said of saturation otherwise."),
)
@click.option(
    "--order",
    metavar="attribute:NAME",
    help=_("The date or rank that gives the order; by default the only attribute of dates."),
)
@paper_options
@out_argument
def methods(  # noqa: PLR0913 - one argument an option
    out: str,
    *,
    guideline: str | None,
    saturation: bool,
    order: str | None,
    report_language: str | None,
    template: Path | None,
    project: str | None,
) -> None:
    """Write the appendix."""
    with session.reading(project) as opened:
        language = report_language or opened.study.corpus_language
        said = saturation_said(opened, order, language) if saturation else ""
        formats = thematic.methods(
            opened, cast("Guideline | None", guideline), said, way_of(out, report_language, template)
        )
    write(out, formats)


def saturation_said(opened: Project, order: str | None, language: str) -> str:
    """Say in a report's language whether the rule of saturation is met.

    Args:
        opened: the study.
        order: the attribute that gives the order; None for the only one of dates.
        language: fr-CA, fr-FR or en.

    Raises:
        Refusal: no attribute gives an order.
    """
    from qualcode.analysis.saturation import Rule  # noqa: PLC0415 - numpy, only where saturation is asked for
    from qualcode.analysis.saturation import saturation as read  # noqa: PLC0415 - likewise

    rule = Rule(4, 2, 0.05, 500, 1)
    material, texts = study_of(opened)
    question = Question("saturation", by=order)
    result = read(material, texts, question, rule=rule, grid_fixed=grid_fixed(opened))
    return saturation_sentence(result.saturated_at, language)
