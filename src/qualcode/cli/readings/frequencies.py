"""How often each code occurs."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast, get_args

import click

from qualcode.analysis.frequencies import frequencies as read
from qualcode.cli.common import output, session
from qualcode.cli.common.options import by_coder_option, reading_options, round_option
from qualcode.cli.common.output import Column
from qualcode.cli.readings.answers import Figures, answer, by_title, no_group
from qualcode.cli.readings.by_question import question_option, restricted
from qualcode.cli.readings.kept import DRAWN_ENDINGS, check_ending, drawn_option, keep
from qualcode.model.messages import _
from qualcode.model.results import Level, Question
from qualcode.readings import study_of

if TYPE_CHECKING:
    from qualcode.model.material import Material
    from qualcode.model.results import Frequencies, Frequency


@click.command(help=_("How often each code occurs: codings, documents, cases, words, share of the speech."))
@click.option("--by", metavar="BY", help=_("Compare: document, case, speaker, question, round or attribute:NAME."))
@click.option(
    "--level",
    type=click.Choice(get_args(Level)),
    default="code",
    show_default=True,
    help=_("Count codes, the groups at the top of the codebook, or themes."),
)
@drawn_option
@question_option
@round_option
@by_coder_option
@reading_options
def frequencies(  # noqa: PLR0913, PLR0917 - one argument an option
    by: str | None,
    level: str,
    out: str | None,
    questions: tuple[str, ...],
    rounds: tuple[str, ...],
    coder: str | None,
    project: str | None,
    as_json: bool,
) -> None:
    """Count what each code occurs in."""
    check_ending(out, DRAWN_ENDINGS)
    question = Question("frequencies", coder=coder, level=cast("Level", level), by=by)
    with session.reading(project) as opened:
        question = restricted(question, opened, questions, rounds)
        material, texts = study_of(opened)
        standing = opened.dismissals.all() if out else []
    result = read(material, texts, question)
    keep(result, out)
    if out:
        from qualcode.cli.common.small_cells import warn_of_small_cells  # noqa: PLC0415 - only for what leaves

        warn_of_small_cells(result, standing)
    answer(result, lambda: show_frequencies(result, material), as_json=as_json)


def show_frequencies(result: Frequencies, material: Material) -> None:
    """Print the table: codes stand under their groups, a group that is no code itself has no numbers."""
    depth = {code.label: len(code.path) - 1 for code in material.codes}
    groups = {code.path[:-1] for code in material.codes}
    headings = {code.label for code in material.codes if code.path in groups}
    by_level = result.question.level == "code" and result.question.by is None
    write = Figures.spoken()
    columns = [
        Column(by_title(result.question.level), shrinks=True),
        *([Column(by_title(result.question.by), shrinks=True)] if result.question.by else []),
        Column(_("Codings"), right=True),
        Column(_("Documents"), right=True),
        Column(_("Cases"), right=True),
        Column(_("Words"), right=True),
        Column(_("Speech"), right=True),
    ]
    output.show_table(
        columns,
        [
            (
                "  " * depth.get(row.code, 0) + row.code if by_level else row.code,
                *([row.group or no_group(result.question.by)] if result.question.by else []),
                *_counts(row, write, blank=by_level and row.code in headings and not row.codings),
            )
            for row in result.rows
        ],
    )


def _counts(row: Frequency, write: Figures, *, blank: bool) -> tuple[str, ...]:
    if blank:
        return ("",) * 5
    return (*(write.whole(n) for n in (row.codings, row.documents, row.cases, row.words)), write.share(row.coverage, 1))
