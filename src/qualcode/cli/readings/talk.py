"""Who speaks how much, and after whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from qualcode.analysis.talk import BY
from qualcode.analysis.talk import talk as read
from qualcode.cli.common import output, session
from qualcode.cli.common.options import by_coder_option, reading_options
from qualcode.cli.common.output import Column, numbers
from qualcode.cli.readings.answers import answer, by_title, share
from qualcode.cli.readings.kept import DRAWN_ENDINGS, check_ending, drawn_option, keep
from qualcode.model.comparisons import PHASES
from qualcode.model.messages import _
from qualcode.model.results import Question
from qualcode.readings import study_of

if TYPE_CHECKING:
    from qualcode.model.comparisons import Share, Talk

_NAMED: Final = 3
"""How many of the voices before are named: `--json` names them all."""


@click.command(help=_("Who speaks how much in each document, and after whom; the interviewer too."))
@click.option(
    "--by",
    type=click.Choice(BY),
    help=_("Under each code, group of codes or theme, in answer to each question, or by third of the conversation."),
)
@drawn_option
@by_coder_option
@reading_options
def talk(by: str | None, out: str | None, coder: str | None, project: str | None, as_json: bool) -> None:
    """Count what each voice says, and after whom."""
    check_ending(out, DRAWN_ENDINGS)
    with session.reading(project) as opened:
        material, texts = study_of(opened)
    result = read(material, texts, Question("talk", coder=coder, by=by))
    keep(result, out)
    answer(result, lambda: show_talk(result), as_json=as_json)


def show_talk(result: Talk) -> None:
    """Print the voices of each document, which is named once."""
    by = result.question.by
    columns = [
        Column(_("Document"), shrinks=True),
        *([Column(by_title(by), shrinks=True)] if by else []),
        Column(_("Voice"), shrinks=True),
        Column(_("Turns"), right=True),
        Column(_("Words"), right=True),
        Column(_("Share"), right=True),
        Column(_("Most often after"), shrinks=True),
    ]
    above = ""
    rows = []
    for row in result.rows:
        name = "" if row.document == above else row.document
        part = ((_(row.group) if by == "phase" and row.group in PHASES else row.group or ""),) if by else ()
        rows.append((name, *part, row.speaker, numbers(row.turns), numbers(row.words), share(row.share), _after(row)))
        above = row.document
    output.show_table(columns, rows)


def _after(row: Share) -> str:
    most = sorted(row.follows, key=lambda one: -one.turns)[:_NAMED]
    return ", ".join(f"{one.speaker} {numbers(one.turns)}" for one in most)
