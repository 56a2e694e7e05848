"""Cases beside what they speak of: the framework matrix, and the profile of one case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

import click

from qualcode.analysis.matrix import matrix as read
from qualcode.cli.common import output, session
from qualcode.cli.common.layout import show_words
from qualcode.cli.common.leaks import leak_options
from qualcode.cli.common.options import by_coder_option, reading_options, round_option, writing_options
from qualcode.cli.common.output import Column, numbers
from qualcode.cli.readings.answers import answer, by_title, show_as_json
from qualcode.cli.readings.by_question import restricted
from qualcode.coding.cases.summaries import summarised, summary_acts, summary_of
from qualcode.exporters.files import checked_ending, write_whole
from qualcode.exporters.framework import FORMATS, framework
from qualcode.model.ids import new_id
from qualcode.model.messages import _, interface_language, ngettext
from qualcode.model.results import Question
from qualcode.readings import study_of

if TYPE_CHECKING:
    from qualcode.coding.project import Project
    from qualcode.model.matrices import Matrix, MatrixCell
    from qualcode.model.records import Case
    from qualcode.model.results import Level

_LEVELS: Final = {"themes": "theme", "codes": "code", "groups": "group"}
_columns_option = click.option(
    "--columns",
    type=click.Choice(list(_LEVELS)),
    help=_("What the cases are laid beside; by default themes or, where none is built, codes."),
)


@click.command(help=_("Cases by themes or codes: in each cell the analyst’s summary and the passages."))
@_columns_option
@click.option(
    "--out",
    metavar="FILE",
    help=_("Write it to this .csv or .xlsx (a column a theme), .docx, .html or .md too."),
)
@round_option
@by_coder_option
@leak_options
@reading_options
def matrix(  # noqa: PLR0913, PLR0917 - one argument an option
    columns: str | None,
    out: str | None,
    rounds: tuple[str, ...],
    coder: str | None,
    project: str | None,
    as_json: bool,
) -> None:
    """Lay the cases beside what they speak of."""
    ending = checked_ending(out, FORMATS) if out else ""
    with session.reading(project) as opened:
        result = answered(opened, _question(opened, "matrix", columns, coder), rounds)
        title = opened.study.title
    if out:
        write_whole(out, framework(result, ending, title, interface_language()))
        output.say(_("{file}: written").format(file=out))
    answer(result.quotable(), lambda: _show(result), as_json=as_json)


@click.command(help=_("All that is known of one case: its attributes, and what it says under each theme or code."))
@click.argument("case", metavar="CASE")
@_columns_option
@round_option
@by_coder_option
@reading_options
def profile(  # noqa: PLR0913, PLR0917 - one argument an option
    case: str, columns: str | None, rounds: tuple[str, ...], coder: str | None, project: str | None, as_json: bool
) -> None:
    """Show one case."""
    with session.reading(project) as opened:
        found = opened.cases.get(case)
        question = _question(opened, "profile", columns, coder, case=found.name)
        result = answered(opened, question, rounds)
        about = _about(opened, found)
    if as_json:
        show_as_json(result.quotable(), **about)
        return
    answer(result, lambda: _show_profile(about, result), as_json=False)


@click.command(help=_("Write what a case says under a theme, code or group: the summary of its cell in the matrix."))
@click.argument("case", metavar="CASE")
@click.argument("row", metavar="THEME|CODE")
@click.argument("text")
@writing_options
def summarise(  # noqa: PLR0913, PLR0917 - one argument an option
    case: str, row: str, text: str, project: str | None, coder: str | None, as_json: bool
) -> None:
    """Write a summary; an empty text takes it away."""
    with session.writing(project, coder) as opened:
        found = opened.cases.get(case)
        acts = summary_acts(opened, found.id, row, text)
        batch = new_id() if len(acts) > 1 else ""
        for act in acts:
            opened.perform(act, batch=batch)
        session.answer(_("{name}: summary written").format(name=found.name), found.id, as_json=as_json)


def _question(
    opened: Project, reading: str, columns: str | None, coder: str | None, case: str | None = None
) -> Question:
    themed = any(theme.links for theme in opened.themes.all())
    level = _LEVELS.get(columns or "") or ("theme" if themed else "code")
    options = (("case", case),) if case else ()
    return Question(reading, coder=coder, level=cast("Level", level), options=options)


def answered(opened: Project, question: Question, rounds: tuple[str, ...] = ()) -> Matrix:
    """Lay cases beside what they speak of, with what the analyst wrote.

    Args:
        opened: the study.
        question: as `analysis.matrix` reads it.
        rounds: names of rounds whose codings count; all without any.
    """
    material, texts = study_of(opened)
    return read(material, texts, restricted(question, opened, rounds=rounds), summaries=summarised(opened))


def _show(result: Matrix) -> None:
    """Print how many passages each case has in each column; those without any have a point."""
    columns = [Column(_("Case"), shrinks=True), *(Column(label, right=True, shrinks=True) for label in result.columns)]
    there = {(cell.case, cell.row): cell for cell in result.rows}
    rows = [(case, *(_short(there.get((case, label))) for label in result.columns)) for case in result.cases]
    output.show_table(columns, rows)
    written = sum(bool(cell.summary) for cell in result.rows)
    output.show()
    show_words(
        ngettext(
            "Passages of each case; * marks {count} cell with a summary. --json and --out hold their words.",
            "Passages of each case; * marks {count} cells with a summary. --json and --out hold their words.",
            written,
        ).format(count=numbers(written))
    )


def _short(cell: MatrixCell | None) -> str:
    return "·" if cell is None else f"{numbers(len(cell.passages))}{'*' if cell.summary else ''}"


def _about(opened: Project, case: Case) -> dict[str, object]:
    spoken = opened.cases.spoken().get(case.id)
    return {
        "case": case.name,
        "kind": case.kind,
        "attributes": dict(case.attributes),
        "turns": spoken.turns if spoken else 0,
        "words": spoken.words if spoken else 0,
        "summary": summary_of(opened, case.id),
    }


def _show_profile(about: dict[str, object], result: Matrix) -> None:
    """Print a case: what is known of it, then each theme or code with the summary and the passages."""
    known = cast("dict[str, str]", about["attributes"])
    rows = [(name, value) for name, value in known.items()]
    rows += [(_("Turns"), numbers(cast("int", about["turns"]))), (_("Words"), numbers(cast("int", about["words"])))]
    output.show_table([Column(str(about["case"])), Column("", shrinks=True)], rows)
    if about["summary"]:
        output.show()
        show_words(str(about["summary"]))
    for cell in result.rows:
        output.show()
        told = ngettext("{count} passage", "{count} passages", len(cell.passages))
        output.show(f"{by_title(result.question.level)} : {cell.row}  {told.format(count=numbers(len(cell.passages)))}")
        for words in filter(None, (cell.summary, *(f"« {one.text} »  {one.document}" for one in cell.passages))):
            show_words(words)
