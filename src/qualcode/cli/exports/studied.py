"""The excerpts, the codebook and the tables of who spoke of what, on their way out."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import click

from qualcode.cli.common import session
from qualcode.cli.common.options import by_coder_option, excerpt_options, round_option
from qualcode.cli.common.withheld import agreed
from qualcode.cli.exports.out import SEPARATORS, out_argument, paper_options, separator_option, way_of, write
from qualcode.cli.passages.excerpts import chosen
from qualcode.cli.readings.by_question import round_numbers
from qualcode.exporters.matrix import matrix_csv
from qualcode.exporters.tidy import ROWS
from qualcode.model import errors
from qualcode.model.messages import _
from qualcode.model.query import Wanted
from qualcode.papers import coded, tabled
from qualcode.report.appendices.excerpts import ORDERS

if TYPE_CHECKING:
    from pathlib import Path

    from qualcode.coding.project import Project
    from qualcode.exporters.tidy import Rows
    from qualcode.model.records import Excerpt
    from qualcode.report.appendices.excerpts import Order


@click.command(
    help=_(
        "The codebook as .csv, .json or .yaml (which “qualcode codes import” reads), or .xlsx, .docx, .html or .md to "
        "read, with counts and example excerpts."
    )
)
@click.option(
    "--examples",
    type=click.IntRange(0, 50),
    metavar="N",
    help=_(
        "Excerpts shown under each code, by default 2 in .xlsx, .docx, .html and .md; given, a .csv and a .yaml have "
        "counts and excerpts too."
    ),
)
@paper_options
@separator_option
@out_argument
def codebook(  # noqa: PLR0913 - one argument an option
    out: str,
    *,
    examples: int | None,
    report_language: str | None,
    template: Path | None,
    separator: str,
    project: str | None,
) -> None:
    """Write the codebook."""
    with session.reading(project) as opened:
        formats = coded.codebook(opened, examples, way_of(out, report_language, template, separator))
    write(out, formats)


@click.command(
    help=_(
        "Excerpts with their code, case and attributes as .csv, .xlsx or .json, or .docx, .html or .md to read: by "
        "code, by case, or in a matrix. Options given several times are alternatives."
    )
)
@click.option(
    "--by",
    type=click.Choice(ORDERS),
    help=_("By code, by case, or a row a case and a column a code; by default a table is in the order of the texts."),
)
@excerpt_options
@paper_options
@separator_option
@round_option
@by_coder_option
@out_argument
def excerpts(  # noqa: PLR0913 - one argument an option
    out: str,
    *,
    by: str | None,
    report_language: str | None,
    template: Path | None,
    separator: str,
    coder: str | None,
    project: str | None,
    **asked: tuple[str, ...],
) -> None:
    """Write the excerpts."""
    with session.reading(project) as opened:
        found = agreed(chosen(opened, coders=(coder,) if coder else (), **asked))
        narrowed = {name: list(values) for name, values in asked.items() if values and name != "rounds"}
        question = {"reading": "excerpts", "coder": coder, "rounds": list(asked["rounds"]), **narrowed}
        way = way_of(out, report_language, template, separator)
        formats = coded.excerpts(opened, found, cast("Order | None", by), question, way)
    write(out, formats)


@click.command(
    help=_(
        "The transcripts with their codes in the margin, .docx or .html: who applied each, where passages begin, end "
        "and overlap; all documents that are coded, or those named."
    )
)
@click.option("--document", "documents", multiple=True, metavar="D", help=_("This document; several one by one."))
@paper_options
@by_coder_option
@out_argument
def transcript(  # noqa: PLR0913 - one argument an option
    out: str,
    *,
    documents: tuple[str, ...],
    report_language: str | None,
    template: Path | None,
    coder: str | None,
    project: str | None,
) -> None:
    """Write the coded transcripts."""
    with session.reading(project) as opened:
        counts = opened.documents.coding_counts()
        wanted = [opened.documents.get(typed) for typed in documents]
        wanted = wanted or [one for one in opened.documents.all() if one.id in counts]
        if not wanted:
            raise errors.NothingCoded(out)
        whose = opened.coders.get(coder).id if coder else None
        formats = coded.transcripts(opened, wanted, whose, way_of(out, report_language, template))
    write(out, formats)


def counted_excerpts(opened: Project, coder: str | None, rounds: tuple[str, ...]) -> list[Excerpt]:
    """Return every excerpt of a coder and of some rounds, whoever speaks.

    Raises:
        NoSuchCoder, NoSuchRound.
    """
    name = opened.coders.get(coder).name if coder else None
    wanted = Wanted(rounds=round_numbers(opened, rounds))
    found = (excerpt for excerpt in opened.codings.excerpts(wanted) if name in {None, excerpt.coder})
    return [excerpt for excerpt in found if excerpt.withheld != "analysis"]  # a table counts; who refused does not


@click.command(help=_("A row a case, a column a code, 0 or 1, as .csv for R and others."))
@click.option("--counts", is_flag=True, help=_("The number of excerpts in place of 0 and 1."))
@separator_option
@round_option
@by_coder_option
@out_argument
def matrix(  # noqa: PLR0913, PLR0917 - one argument an option
    out: str, counts: bool, separator: str, rounds: tuple[str, ...], coder: str | None, project: str | None
) -> None:
    """Write the matrix."""
    with session.reading(project) as opened:
        found, codes, cases = counted_excerpts(opened, coder, rounds), opened.codes.all(), opened.cases.all()
    sign = SEPARATORS[separator]
    write(out, {".csv": lambda: matrix_csv(found, codes, cases, counts=counts, separator=sign)})


@click.command(
    help=_(
        "A tidy table for R, .csv: a row a case, document or participant’s turn, a column a code, 0 or 1, under names "
        "that R takes; lines with # above it say what each stands for."
    )
)
@click.option("--rows", type=click.Choice(ROWS), default="case", show_default=True, help=_("What a row is."))
@click.option("--counts", is_flag=True, help=_("The number of excerpts in place of 0 and 1."))
@separator_option
@round_option
@by_coder_option
@out_argument
def table(  # noqa: PLR0913 - one argument an option
    out: str,
    *,
    rows: str,
    counts: bool,
    separator: str,
    rounds: tuple[str, ...],
    coder: str | None,
    project: str | None,
) -> None:
    """Write the tidy table."""
    way = way_of(out, None, None, separator)
    with session.reading(project) as opened:
        found = counted_excerpts(opened, coder, rounds)
        formats = tabled.table(opened, found, cast("Rows", rows), counts=counts, way=way)
    write(out, formats)
