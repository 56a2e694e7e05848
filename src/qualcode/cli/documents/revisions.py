"""Commands about corrected texts: what documents said before, and the passages that wait to be looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from qualcode.cli.common import output, session
from qualcode.cli.common.options import reading_options, writing_options, yes_option
from qualcode.cli.common.output import Column, numbers, short_id
from qualcode.cli.documents.revised import Names, Row, show_passages, waiting_row
from qualcode.coding.documents.settling import PlaceLost, SettlePassages
from qualcode.coding.readers import span_of
from qualcode.model.messages import _, ngettext, pgettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.coding.project import Project
    from qualcode.model.records import Document, Revision


@click.group(
    invoke_without_command=True,
    help=_("Corrected texts: what the documents said before, and the passages to look at; alone, it lists the first."),
)
@reading_options
@click.pass_context
def revisions(ctx: click.Context, project: str | None, as_json: bool) -> None:
    """List the former texts of all documents where no more is asked."""
    if session.alone(ctx, project):
        _list(project, None, as_json=as_json)


@revisions.command(
    "list", help=_("List the former texts of a document, or of all; “documents show --version” shows one.")
)
@click.argument("document", metavar="[DOC]", required=False)
@reading_options
def list_(document: str | None, project: str | None, as_json: bool) -> None:
    """List former texts."""
    _list(project, document, as_json=as_json)


def _list(project: str | None, document: str | None, *, as_json: bool) -> None:
    with session.reading(project) as opened:
        rows = [
            _row(one, found) for found in _asked(opened, document) for one in opened.revisions.of_document(found.id)
        ]
    if as_json:
        output.show_json({"reading": "revisions", "document": document}, rows)
    elif not rows:
        output.say(_("No text was corrected yet: “qualcode documents revise DOC FILE” does it."))
    else:
        _table(rows)


def _asked(opened: Project, document: str | None) -> list[Document]:
    return opened.documents.all() if document is None else [opened.documents.get(document)]


def _row(one: Revision, document: Document) -> Row:
    counts = {ending: getattr(one, ending) for ending in ("kept", "moved", "fuzzy", "lost")}
    return {
        "id": one.id,
        "document": document.name,
        "version": one.number,
        "file": one.source_name,
        "until": one.created_at,
        "coder": one.coder,
        **counts,
    }


def _table(rows: Sequence[Row]) -> None:
    titles = [
        Column(_("Document"), shrinks=True),
        Column(_("Version"), right=True),
        Column(_("File"), shrinks=True),
        Column(_("Until")),
        Column(_("Corrected by"), shrinks=True),
        Column(pgettext("passages", "Kept"), right=True),
        Column(pgettext("passages", "Moved"), right=True),
        Column(pgettext("passages", "Other words"), right=True),
        Column(pgettext("passages", "Lost"), right=True),
    ]
    cells = [
        (
            *(row["document"], numbers(row["version"]), row["file"], row["until"][:10], row["coder"]),
            *(numbers(row[ending]) for ending in ("kept", "moved", "fuzzy", "lost")),
        )
        for row in rows
    ]
    output.show_table(titles, cells)


@revisions.command(help=_("Show the passages that corrections left to be looked at, each with both texts."))
@click.argument("document", metavar="[DOC]", required=False)
@reading_options
def look(document: str | None, project: str | None, as_json: bool) -> None:
    """Show what waits."""
    with session.reading(project) as opened:
        rows = _waiting(opened, document)
    if as_json:
        output.show_json({"reading": "unsettled", "document": document}, rows)
    elif not rows:
        output.say(_("No passage waits to be looked at."))
    else:
        show_passages(rows)
        output.say(
            _(
                "“qualcode revisions place ID --span A:B” puts a lost one back, “qualcode revisions settle ID” says "
                "that one was looked at."
            )
        )


def _waiting(opened: Project, document: str | None) -> list[Row]:
    names = Names(opened)
    return [
        waiting_row(opened, waits, names, found.name)
        for found in _asked(opened, document)
        for waits in opened.revisions.waiting(found.id)
    ]


@revisions.command(help=_("Put a lost passage back: the coding with its coder, memos, star and themes, or the mark."))
@click.argument("passage", metavar="ID")
@click.option("--span", metavar="A:B", required=True, help=_("The characters from A up to, but not including, B."))
@writing_options
def place(passage: str, span: str, project: str | None, coder: str | None, as_json: bool) -> None:
    """Place a lost passage."""
    with session.writing(project, coder) as opened:
        found, bounds = opened.revisions.get(passage), span_of(span)
        action = PlaceLost(found.id, bounds.start, bounds.end)
        opened.perform(action)
        sentence = _("passage {id}: placed at {span}").format(id=short_id(found.id), span=span)
        session.answer(sentence, action.id, as_json=as_json)


@revisions.command(help=_("Say that passages were looked at; a lost one is then let go, after you said yes."))
@click.argument("passages", metavar="ID...", nargs=-1, required=True)
@yes_option
@writing_options
def settle(passages: tuple[str, ...], yes: bool, project: str | None, coder: str | None, as_json: bool) -> None:
    """Settle passages."""
    with session.writing(project, coder) as opened:
        found = [opened.revisions.get(typed) for typed in passages]
        lost = sum(one.ending == "lost" for one in found)
        if lost:
            asked = ngettext("Let {count} lost passage go?", "Let {count} lost passages go?", lost)
            session.confirm(asked.format(count=numbers(lost)), yes=yes)
        opened.perform(SettlePassages(tuple(one.id for one in found)))
        said = ngettext("{count} passage settled", "{count} passages settled", len(found))
        session.answers(said.format(count=numbers(len(found))), [one.id for one in found], as_json=as_json)
