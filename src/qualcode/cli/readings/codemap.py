"""A map of codes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, cast, get_args

import click

from qualcode.analysis.codemap import codemap as read
from qualcode.cli.common import output, session
from qualcode.cli.common.layout import show_words
from qualcode.cli.common.leaks import leak_options
from qualcode.cli.common.options import by_coder_option, reading_options, round_option
from qualcode.cli.common.output import Column
from qualcode.cli.readings.answers import Figures, answer, by_title
from qualcode.cli.readings.by_question import question_option, restricted
from qualcode.exporters.files import checked_ending, write_whole
from qualcode.exporters.results import result_csv, result_json
from qualcode.model.messages import _, interface_language
from qualcode.model.patterns import MAP_METHODS, METHOD, SEED
from qualcode.model.results import Level, Question, Unit
from qualcode.readings import study_of
from qualcode.report.course import map_notes

if TYPE_CHECKING:
    from qualcode.model.patterns import CodeMap

ENDINGS: Final = (".csv", ".json", ".png", ".svg")
UNITS: Final = tuple(unit for unit in get_args(Unit) if unit != "overlap")


@click.command(help=_("Codes in the plane: those that meet, or that the same people speak of, stand near each other."))
@click.option(
    "--method",
    type=click.Choice(MAP_METHODS),
    default="mds",
    show_default=True,
    help=_("By how seldom codes meet (mds), or by who speaks of them (correspondence, of codes and cases)."),
)
@click.option("--unit", type=click.Choice(UNITS), default="turn", show_default=True, help=_("Where codes meet."))
@click.option(
    "--level",
    type=click.Choice(get_args(Level)),
    default="code",
    show_default=True,
    help=_("Codes, the groups at the top of the codebook, or themes."),
)
@click.option("--seed", type=int, default=1, show_default=True, help=_("Where the search for the plane begins."))
@click.option("--out", metavar="FILE", help=_("Write it into a file too: .csv, .json, or a picture .png or .svg."))
@question_option
@round_option
@by_coder_option
@leak_options
@reading_options
def codemap(  # noqa: PLR0913 - one argument an option
    *,
    method: str,
    unit: str,
    level: str,
    seed: int,
    out: str | None,
    questions: tuple[str, ...],
    rounds: tuple[str, ...],
    coder: str | None,
    project: str | None,
    as_json: bool,
) -> None:
    """Place codes in the plane."""
    if out:
        checked_ending(out, ENDINGS)
    options = ((METHOD, method), (SEED, seed))
    question = Question("codemap", coder=coder, level=cast("Level", level), unit=cast("Unit", unit), options=options)
    with session.reading(project) as opened:
        question = restricted(question, opened, questions, rounds)
        material, texts = study_of(opened)
    result = read(material, texts, question)
    if out:
        write_whole(out, _written(result, Path(out).suffix.lower()))
        output.say(_("{file}: written").format(file=out))
    answer(result, lambda: show_map(result), as_json=as_json)


def _written(result: CodeMap, ending: str) -> bytes:
    if ending in {".csv", ".json"}:
        return result_csv(result) if ending == ".csv" else result_json(result)
    from qualcode.exporters.course import map_picture  # noqa: PLC0415 - matplotlib, where a picture is asked for

    return map_picture(result, ending, interface_language())


def show_map(result: CodeMap) -> None:
    """Print how far to trust the map, and the codes from one side of it to the other."""
    write = Figures.spoken()
    columns = [
        Column(by_title(result.question.level), shrinks=True),
        Column(_("Across"), right=True),
        Column(_("Up"), right=True),
        Column("n", right=True),
        Column(_("Nearest"), shrinks=True),
    ]
    rows = sorted(result.rows, key=lambda row: row.x)
    output.show_table(
        columns,
        [(row.code, write.decimal(row.x), write.decimal(row.y), write.whole(row.n), row.nearest) for row in rows],
    )
    for sentence in map_notes(result, interface_language()):
        output.show()
        show_words(sentence)
