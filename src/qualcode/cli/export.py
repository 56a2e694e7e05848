"""The codebook, the excerpts, the matrix, the network, the speech and the whole study on their way out."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, cast, get_args

import click

from qualcode.cli.common import output, session
from qualcode.cli.common.options import by_coder_option, round_option
from qualcode.cli.common.spoken import worded
from qualcode.cli.exports.out import SEPARATORS, out_argument, separator_option, write
from qualcode.cli.passages.memos import memo_rows
from qualcode.cli.readings.by_question import restricted
from qualcode.exporters.files import Pieces
from qualcode.exporters.json_pieces import members, object_of, rows_of
from qualcode.exporters.memos import memos_csv, memos_markdown
from qualcode.exporters.textometry import alceste, unquoted
from qualcode.model.messages import _, ngettext
from qualcode.model.results import Level, Question, Unit
from qualcode.readings import study_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from qualcode.coding.project import Project

PAPERS: Final = {
    "codebook": "qualcode.cli.exports.studied",
    "excerpts": "qualcode.cli.exports.studied",
    "transcript": "qualcode.cli.exports.studied",
    "theme-list": "qualcode.cli.exports.thematic",
    "theme-tree": "qualcode.cli.exports.thematic",
    "methods": "qualcode.cli.exports.thematic",
    "matrix": "qualcode.cli.exports.studied",
    "table": "qualcode.cli.exports.studied",
}
"""Commands that are imported when one of them runs: the libraries of Word and Excel take a third of a second."""


class Exports(click.Group):
    """The exports, those of papers by their names."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names."""
        return [*PAPERS, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command of papers; the others are here."""
        if cmd_name not in PAPERS:
            return super().get_command(ctx, cmd_name)
        command: click.Command = getattr(import_module(PAPERS[cmd_name]), cmd_name.replace("-", "_"))
        return worded(command)


@click.group(
    cls=Exports,
    help=_("Take the codebook, excerpts, tables for other programs or the whole study out into a file; - prints it."),
)
def export() -> None:
    """Hold the exports."""


@export.command(help=_("The memos and the analyst’s journal, as .md to read, or .csv."))
@separator_option
@out_argument
def memos(out: str, separator: str, project: str | None) -> None:
    """Write the memos."""
    with session.reading(project) as opened:
        study, found = opened.study, memo_rows(opened)
    formats = {
        ".md": lambda: memos_markdown(found, study.title, study.corpus_language),
        ".csv": lambda: memos_csv(found, SEPARATORS[separator]),
    }
    write(out, formats)


@export.command(help=_("Codes that meet as a network, .graphml or .gexf, for Gephi, Cytoscape or R."))
@click.option(
    "--unit", type=click.Choice(get_args(Unit)), default="turn", show_default=True, help=_("Where codes meet.")
)
@click.option(
    "--level",
    type=click.Choice(get_args(Level)),
    default="code",
    show_default=True,
    help=_("Codes, the groups at the top of the codebook, or themes."),
)
@round_option
@by_coder_option
@out_argument
def network(  # noqa: PLR0913, PLR0917 - one argument an option
    out: str, unit: str, level: str, rounds: tuple[str, ...], coder: str | None, project: str | None
) -> None:
    """Write the network."""
    from qualcode.analysis.cooccurrence import cooccurrence  # noqa: PLC0415 - numpy, where a network is asked for
    from qualcode.exporters import network as networks  # noqa: PLC0415 - networkx, likewise

    question = Question("cooccurrence", coder=coder, level=cast("Level", level), unit=cast("Unit", unit))
    with session.reading(project) as opened:
        question = restricted(question, opened, rounds=rounds)
        material, texts = study_of(opened)
        codes = {code.id: code for code in opened.codes.all()}
        graph = networks.network(
            cooccurrence(material, texts, question), {code.label: codes[code.id] for code in material.codes}
        )
    write(out, {".graphml": lambda: networks.graphml(graph), ".gexf": lambda: networks.gexf(graph)})


@export.command(help=_("What each participant says, with their attributes, as a .txt corpus for IRaMuTeQ."))
@click.option(
    "--interviewer", is_flag=True, help=_("What the interviewer says too, told apart by the variable “voice”.")
)
@out_argument
def iramuteq(out: str, interviewer: bool, project: str | None) -> None:
    """Write the corpus."""
    with session.reading(project) as opened:
        material, texts = study_of(opened)
        data = alceste(material, texts, interviewer=interviewer)
    write(out, {".txt": lambda: data})
    n_unquoted = unquoted(material, interviewer=interviewer)
    if n_unquoted:
        told = ngettext(
            "{count} turn of the corpus is of people who are not to be quoted: count its words, and quote none",
            "{count} turns of the corpus are of people who are not to be quoted: count their words, and quote none",
            n_unquoted,
        )
        output.warn(told.format(count=output.numbers(n_unquoted)))


@export.command("json", help=_("The whole study as .json: equal studies give equal files."))
@out_argument
def json_(out: str, project: str | None) -> None:
    """Write the dump."""
    with session.reading(project) as opened:
        write(out, {".json": lambda: Pieces(lambda: _dumped(opened))})


def _dumped(project: Project) -> Iterator[bytes]:
    """Give the dump as it is written: keys in order, a line for each value."""
    shapes: dict[str, Callable[[Any], object]] = {"value": lambda value: value, "rows": rows_of, "object": object_of}
    values = ((name, shapes[shape](value)) for name, shape, value in project.dumped())
    for piece in members(values, in_order=True):
        yield output.undeceiving(piece).encode()
