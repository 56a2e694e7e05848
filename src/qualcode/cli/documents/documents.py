"""Commands about documents."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qualcode.cli.common import output, session
from qualcode.cli.common.options import reading_options, writing_options, yes_option
from qualcode.cli.documents.editing import edit
from qualcode.cli.documents.lists import ListAsked, list_documents, listing_options, sets
from qualcode.cli.documents.revising import revise
from qualcode.cli.purging.former import purge
from qualcode.coding.documents.documents import STATE_WORDS, RemoveDocument, RenameDocument, SetDocumentState
from qualcode.coding.telling import beside
from qualcode.model.errors import NoOriginal
from qualcode.model.messages import _
from qualcode.model.records import DOCUMENT_STATES

if TYPE_CHECKING:
    from qualcode.coding.project import Project
    from qualcode.model.records import Document


@click.group(invoke_without_command=True, help=_("The documents of the project; alone, it lists them."))
@reading_options
@click.pass_context
def documents(ctx: click.Context, project: str | None, as_json: bool) -> None:
    """List the documents where no more is asked."""
    if ctx.invoked_subcommand is None:
        list_documents(project, ListAsked(), None, as_json=as_json)
    elif project:
        ctx.find_root().obj["project"] = project


@documents.command("list", help=_("List the documents: all of them, or as in a set; grouped, sorted, filtered."))
@click.option("--set", "set_name", metavar="NAME", help=_("As in this named set; what is asked beside it goes before."))
@listing_options
@click.option(
    "--coder", metavar="NAME", help=_("Whose own states are shown; else yours, by your name in the settings.")
)
@reading_options
def list_(  # noqa: PLR0913 - the options of the command
    *,
    set_name: str | None,
    group: str | None,
    sort: str | None,
    where: tuple[str, ...],
    columns: tuple[str, ...],
    coder: str | None,
    project: str | None,
    as_json: bool,
) -> None:
    """List the documents."""
    list_documents(project, ListAsked(set_name, group, sort, where, columns), coder, as_json=as_json)


@documents.command(help=_("Show a document: its text and its turns."))
@click.argument("document")
@click.option(
    "--version",
    type=click.IntRange(min=1),
    metavar="N",
    help=_("A text that it had before a correction: 1 is the one that came in."),
)
@reading_options
def show(document: str, version: int | None, project: str | None, as_json: bool) -> None:
    """Print one document."""
    with session.reading(project) as opened:
        found = opened.documents.get(document)
        row = _whole(opened, found)
        if version is not None:
            text = opened.revisions.text(found.id, version)
            row |= {"text": text, "version": version} | ({"turns": None} if text != row["text"] else {})
    if as_json:
        output.show_json({"reading": "document", "document": found.name, "version": version}, [row])
    else:
        output.show(row["text"])


def _whole(opened: Project, document: Document) -> dict[str, Any]:
    names = ("speaker", "role", "start", "end", "time_start", "time_end")
    turns = opened.documents.turns(document.id)
    return {
        "id": document.id,
        "name": document.name,
        "text": opened.documents.text(document.id),
        "turns": [{name: getattr(turn, name) for name in names} for turn in turns],
        "report": json.loads(document.report or "{}"),
    }


@documents.command(help=_("Write the file a document came from, byte for byte, where the project keeps it."))
@click.argument("document")
@click.argument("out", metavar="OUT", type=click.Path(path_type=Path))
@reading_options
def source(document: str, out: Path, project: str | None, as_json: bool) -> None:
    """Write the original of one document."""
    from qualcode.exporters.files import write_whole  # noqa: PLC0415 - only this command

    with session.reading(project) as opened:
        found = opened.documents.get(document)
        original = opened.documents.original(found.id)
    if original is None:
        raise NoOriginal(found.name)
    write_whole(str(out), original)
    if as_json:
        row = {"document": found.name, "file": str(out), "sha256": hashlib.sha256(original).hexdigest()}
        output.show_json({"reading": "source", "document": found.name}, [{**row, "bytes": len(original)}])
    else:
        output.say(_("{file}: written as “{document}” came in").format(file=out, document=found.name))


@documents.command(help=_("Say how far you are with a document; the study is as far as the last of its coders."))
@click.argument("document")
@click.argument("state", type=click.Choice(DOCUMENT_STATES))
@writing_options
def state(document: str, state: str, project: str | None, coder: str | None, as_json: bool) -> None:
    """Write a document's state."""
    with session.writing(project, coder) as opened:
        found = opened.documents.get(document)
        change = opened.perform(SetDocumentState(found.id, state))
        session.answer(
            _("{name}: {state}").format(name=found.name, state=_(STATE_WORDS[state])), found.id, as_json=as_json
        )
        if told := beside(change):
            output.say(told)


@documents.command(help=_("Give a document another name; the cases named after it follow."))
@click.argument("document")
@click.argument("name")
@writing_options
def rename(document: str, name: str, project: str | None, coder: str | None, as_json: bool) -> None:
    """Rename a document."""
    with session.writing(project, coder) as opened:
        found = opened.documents.get(document)
        opened.perform(RenameDocument(found.id, name))
        session.answer(_("{name} is now {new}").format(name=found.name, new=name), found.id, as_json=as_json)


@documents.command(help=_("Remove a document with its codings; “qualcode undo” brings them back."))
@click.argument("document")
@yes_option
@writing_options
def remove(document: str, yes: bool, project: str | None, coder: str | None, as_json: bool) -> None:
    """Remove a document."""
    with session.writing(project, coder) as opened:
        found = opened.documents.get(document)
        session.confirm(_("Remove “{name}” and its codings?").format(name=found.name), yes=yes)
        opened.perform(RemoveDocument(found.id))
        sentence = _("{name}: removed; “qualcode undo” brings it back").format(name=found.name)
        session.answer(sentence, found.id, as_json=as_json)


documents.add_command(edit)
documents.add_command(purge)
documents.add_command(revise)
documents.add_command(sets)
