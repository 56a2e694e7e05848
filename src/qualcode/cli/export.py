"""The codebook, the excerpts, the matrix, the network, the speech and the whole study on their way out."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Final, cast, get_args

import click

from qualcode.cli.common import output, session
from qualcode.cli.common.options import by_coder_option, language_option, project_option, round_option
from qualcode.cli.passages.memos import memo_rows
from qualcode.cli.readings.by_question import restricted, round_numbers
from qualcode.exporters.codebook import codebook_csv, codebook_json, codebook_markdown
from qualcode.exporters.codebook_yaml import codebook_yaml
from qualcode.exporters.excerpts import excerpts_csv, excerpts_json
from qualcode.exporters.files import checked_ending, write_whole
from qualcode.exporters.matrix import matrix_csv
from qualcode.exporters.memos import memos_csv, memos_markdown
from qualcode.exporters.textometry import alceste
from qualcode.model.messages import _
from qualcode.model.query import Wanted
from qualcode.model.results import Level, Question, Unit
from qualcode.readings import study_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from qualcode.coding.project import Project
    from qualcode.model.records import Excerpt

STDOUT: Final = "-"
SEPARATORS: Final = {"comma": ",", "semicolon": ";", "tab": "\t"}
_BYTE_ORDER_MARK: Final = "\ufeff"


def _out(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add what every export takes."""
    where = click.argument("out", metavar="OUT|-")
    return where(project_option(language_option(command)))


_separator_option = click.option(
    "--separator",
    type=click.Choice(list(SEPARATORS)),
    default="comma",
    show_default=True,
    help=_("Between the cells of a .csv; Excel in French opens semicolons without asking."),
)


@click.group(
    help=_("Take the codebook, excerpts, tables for other programs or the whole study out into a file; - prints it.")
)
def export() -> None:
    """Hold the exports."""


@export.command(help=_("The codebook as .csv, .json or .yaml (which “qualcode codes import” reads), or .md to read."))
@_separator_option
@_out
def codebook(out: str, separator: str, project: str | None) -> None:
    """Write the codebook."""
    with session.reading(project) as opened:
        codes, study = opened.codes.all(), opened.study
        uses = {code: use.codings for code, use in opened.codes.uses().items()}
    formats = {
        ".csv": lambda: codebook_csv(codes, SEPARATORS[separator]),
        ".json": lambda: codebook_json(codes),
        ".yaml": lambda: codebook_yaml(codes),
        ".yml": lambda: codebook_yaml(codes),
        ".md": lambda: codebook_markdown(codes, study.title, study.corpus_language, uses),
    }
    _write(out, formats)


@export.command(help=_("Every excerpt with its code, case and attributes, as .csv or .json."))
@_separator_option
@round_option
@by_coder_option
@_out
def excerpts(out: str, separator: str, rounds: tuple[str, ...], coder: str | None, project: str | None) -> None:
    """Write the excerpts."""
    with session.reading(project) as opened:
        found = _excerpts(opened, coder, rounds)
    formats = {
        ".csv": lambda: excerpts_csv(found, SEPARATORS[separator]),
        ".json": lambda: excerpts_json(found, {"reading": "excerpts", "coder": coder, "rounds": list(rounds)}),
    }
    _write(out, formats)


def _excerpts(opened: Project, coder: str | None, rounds: tuple[str, ...]) -> list[Excerpt]:
    name = opened.coders.get(coder).name if coder else None
    wanted = Wanted(rounds=round_numbers(opened, rounds))
    return [excerpt for excerpt in opened.codings.excerpts(wanted) if name in {None, excerpt.coder}]


@export.command(help=_("The memos and the analyst’s journal, as .md to read, or .csv."))
@_separator_option
@_out
def memos(out: str, separator: str, project: str | None) -> None:
    """Write the memos."""
    with session.reading(project) as opened:
        study, found = opened.study, memo_rows(opened)
    formats = {
        ".md": lambda: memos_markdown(found, study.title, study.corpus_language),
        ".csv": lambda: memos_csv(found, SEPARATORS[separator]),
    }
    _write(out, formats)


@export.command(help=_("A row a case, a column a code, 0 or 1, as .csv for R and others."))
@click.option("--counts", is_flag=True, help=_("The number of excerpts in place of 0 and 1."))
@_separator_option
@round_option
@by_coder_option
@_out
def matrix(  # noqa: PLR0913, PLR0917 - one argument an option
    out: str, counts: bool, separator: str, rounds: tuple[str, ...], coder: str | None, project: str | None
) -> None:
    """Write the matrix."""
    with session.reading(project) as opened:
        found, codes, cases = _excerpts(opened, coder, rounds), opened.codes.all(), opened.cases.all()
    sign = SEPARATORS[separator]
    _write(out, {".csv": lambda: matrix_csv(found, codes, cases, counts=counts, separator=sign)})


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
@_out
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
    _write(out, {".graphml": lambda: networks.graphml(graph), ".gexf": lambda: networks.gexf(graph)})


@export.command(help=_("What each participant says, with their attributes, as a .txt corpus for IRaMuTeQ."))
@click.option(
    "--interviewer", is_flag=True, help=_("What the interviewer says too, told apart by the variable “voice”.")
)
@_out
def iramuteq(out: str, interviewer: bool, project: str | None) -> None:
    """Write the corpus."""
    with session.reading(project) as opened:
        material, texts = study_of(opened)
        data = alceste(material, texts, interviewer=interviewer)
    _write(out, {".txt": lambda: data})


@export.command("json", help=_("The whole study as .json: equal studies give equal files."))
@_out
def json_(out: str, project: str | None) -> None:
    """Write the dump."""
    with session.reading(project) as opened:
        text = output.json_text(opened.dump(), whole=True) + "\n"
    _write(out, {".json": text.encode})


def _write(out: str, formats: dict[str, Callable[[], bytes]]) -> None:
    """Write the format that the ending says; the first of them to standard output where OUT is a dash."""
    if out == STDOUT:
        _print(next(iter(formats.values()))())
        return
    write_whole(out, formats[checked_ending(out, formats)]())
    output.say(_("{file}: written").format(file=out))


def _print(data: bytes) -> None:
    """Print a file's content: as it is into a pipe or file, with visible signs for what would command a terminal."""
    text = data.decode().removeprefix(_BYTE_ORDER_MARK)
    if sys.stdout.isatty():
        output.show(text.rstrip("\r\n").replace("\r\n", "\n"))
    else:
        sys.stdout.write(text.replace("\r\n", "\n"))
