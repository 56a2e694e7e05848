"""Commands that put turns right: who speaks, from where to where; codings stay on their words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from qualcode.cli.common import output, session
from qualcode.cli.common.options import Decorated, reading_options, writing_options
from qualcode.cli.common.output import Column, numbers
from qualcode.coding.documents.turns import GiveVoice, JoinTurns, RenameSpeaker, SplitTurn
from qualcode.coding.readers import span_of
from qualcode.model.messages import N_, _
from qualcode.model.records import ROLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from qualcode.coding.project import Project
    from qualcode.model.records import Turn

ROLE_WORDS = {"interviewer": N_("asks"), "participant": N_("takes part"), "other": N_("voice not told")}
"""How each role is said."""
_BEGINNING = 60
"""Characters of a turn's words that its line shows."""


def _role_option(command: Decorated) -> Decorated:
    return click.option("--role", type=click.Choice(ROLES), help=_("Whether the voice asks or takes part."))(command)


@click.group(invoke_without_command=True, help=_("Who speaks in a document, and from where to where."))
@reading_options
@click.pass_context
def turns(ctx: click.Context, project: str | None, as_json: bool) -> None:
    """List the turns of all documents where no more is asked."""
    if ctx.invoked_subcommand is None:
        _list(project, None, as_json=as_json)
    elif project:
        ctx.find_root().obj["project"] = project


@turns.command("list", help=_("List the turns of a document, or of all."))
@click.argument("document", metavar="[DOC]", required=False)
@reading_options
def list_(document: str | None, project: str | None, as_json: bool) -> None:
    """List turns."""
    _list(project, document, as_json=as_json)


def _list(project: str | None, document: str | None, *, as_json: bool) -> None:
    with session.reading(project) as opened:
        wanted = [opened.documents.get(document)] if document is not None else opened.documents.all()
        cases = {case.id: case.name for case in opened.cases.all()}
        rows = (row for found in wanted for row in _rows(opened, found.id, found.name, cases))
        if as_json:
            output.show_json({"reading": "turns", "document": document}, rows)
        elif not _table(rows, by_document=len(wanted) > 1):
            output.say(_("No turn here: “qualcode turns give DOC SPEAKER --span A:B” says who speaks in a passage."))


def _rows(opened: Project, identifier: str, name: str, cases: Mapping[str, str]) -> list[dict[str, Any]]:
    text = opened.documents.text(identifier)
    return [_row(turn, name, cases.get(turn.case or ""), text) for turn in opened.documents.turns(identifier)]


def _row(turn: Turn, name: str, case: str | None, text: str) -> dict[str, Any]:
    return {
        "id": turn.id,
        "document": name,
        "turn": turn.position + 1,
        "speaker": turn.speaker,
        "role": turn.role,
        "case": case,
        "start": turn.start,
        "end": turn.end,
        "time_start": turn.time_start,
        "time_end": turn.time_end,
        "text": text[turn.start : turn.end],
    }


def _table(rows: Iterable[dict[str, Any]], *, by_document: bool) -> bool:
    """Print the turns, a line each, and tell whether there is one."""
    cells = [_cells(row, by_document=by_document) for row in rows]
    if not cells:
        return False
    columns = [
        *([Column(_("Document"), shrinks=True)] if by_document else []),
        Column(_("Turn"), right=True),
        Column(_("Voice"), shrinks=True),
        Column(_("Role")),
        Column(_("From"), right=True),
        Column(_("To"), right=True),
        Column(_("Words"), shrinks=True),
    ]
    output.show_table(columns, cells)
    return True


def _cells(row: Mapping[str, Any], *, by_document: bool) -> tuple[str, ...]:
    return (
        *([row["document"]] if by_document else []),
        numbers(row["turn"]),
        row["speaker"],
        _(ROLE_WORDS[row["role"]]),
        str(row["start"]),
        str(row["end"]),
        " ".join(row["text"][:_BEGINNING].split()),
    )


@turns.command(help=_("Cut a turn in two at a character of the text."))
@click.argument("document", metavar="DOC")
@click.argument("at", metavar="AT", type=click.IntRange(min=0))
@writing_options
def split(document: str, at: int, project: str | None, coder: str | None, as_json: bool) -> None:
    """Split a turn."""
    with session.writing(project, coder) as opened:
        found = opened.documents.get(document)
        opened.perform(SplitTurn(found.id, at))
        session.answer(_("{name}: turn cut at {at}").format(name=found.name, at=at), found.id, as_json=as_json)


@turns.command(help=_("Make one turn of the one that holds a character of the text and the next."))
@click.argument("document", metavar="DOC")
@click.argument("at", metavar="AT", type=click.IntRange(min=0))
@writing_options
def join(document: str, at: int, project: str | None, coder: str | None, as_json: bool) -> None:
    """Join two turns."""
    with session.writing(project, coder) as opened:
        found = opened.documents.get(document)
        opened.perform(JoinTurns(found.id, at))
        session.answer(_("{name}: two turns joined").format(name=found.name), found.id, as_json=as_json)


@turns.command(help=_("Say who speaks in a passage; turns that it cuts are split."))
@click.argument("document", metavar="DOC")
@click.argument("speaker", metavar="SPEAKER")
@click.option("--span", metavar="A:B", required=True, help=_("The characters from A up to, but not including, B."))
@_role_option
@writing_options
def give(  # noqa: PLR0913, PLR0917 - one argument an option
    document: str,
    speaker: str,
    span: str,
    role: str | None,
    project: str | None,
    coder: str | None,
    as_json: bool,
) -> None:
    """Give a passage a voice."""
    with session.writing(project, coder) as opened:
        found, bounds = opened.documents.get(document), span_of(span)
        opened.perform(GiveVoice(found.id, bounds.start, bounds.end, speaker, role))
        sentence = _("{name}: {span} is said by “{speaker}”").format(name=found.name, span=span, speaker=speaker)
        session.answer(sentence, found.id, as_json=as_json)


@turns.command(help=_("Rename a voice of a document; under a name that is there, the two become one."))
@click.argument("document", metavar="DOC")
@click.argument("speaker", metavar="SPEAKER")
@click.argument("name", metavar="NAME")
@_role_option
@writing_options
def rename(  # noqa: PLR0913, PLR0917 - one argument an option
    document: str,
    speaker: str,
    name: str,
    role: str | None,
    project: str | None,
    coder: str | None,
    as_json: bool,
) -> None:
    """Rename a voice."""
    with session.writing(project, coder) as opened:
        found = opened.documents.get(document)
        opened.perform(RenameSpeaker(found.id, speaker, name, role))
        sentence = _("{name}: “{speaker}” is now “{new}”").format(name=found.name, speaker=speaker, new=name)
        session.answer(sentence, found.id, as_json=as_json)
