"""Commands that take actions back, do them again, and tell who did what."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

import click

from qualcode.cli import output, session
from qualcode.cli.documents import STATES
from qualcode.cli.options import language_option, project_option, reading_options
from qualcode.cli.output import Column
from qualcode.coding.project import action_words
from qualcode.model.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qualcode.coding.project import Project
    from qualcode.model.changes import Change
    from qualcode.model.records import HistoryEntry

_LATEST: Final = 30
"""Actions that the history shows unless asked for more."""


@click.command(help=_("Undo your last action that stands; again, the one before it."))
@project_option
@language_option
@click.option("--coder", metavar="NAME", help=_("Whose last action; else yours, by the settings."))
def undo(project: str | None, coder: str | None) -> None:
    """Undo the latest standing action."""
    with session.writing(project, coder) as opened:
        change = opened.undo()
        output.say(_("undone: {action}").format(action=_meant(opened, change)))


@click.command(help=_("Do again what you undid last."))
@project_option
@language_option
@click.option("--coder", metavar="NAME", help=_("Whose last undone action; else yours, by the settings."))
def redo(project: str | None, coder: str | None) -> None:
    """Redo what was undone."""
    with session.writing(project, coder) as opened:
        change = opened.redo()
        output.say(_("done again: {action}").format(action=_meant(opened, change)))


def _meant(opened: Project, change: Change) -> str:
    """Say the action that an undo or a redo was about."""
    entries = {entry.id: entry for entry in opened.history()}
    return _words(_origin(entries[change.action], entries))


def _origin(entry: HistoryEntry, entries: dict[str, HistoryEntry]) -> HistoryEntry:
    """Follow undos of undos to the action they are about."""
    while entry.undoes is not None and entry.undoes in entries:
        entry = entries[entry.undoes]
    return entry


def _words(entry: HistoryEntry) -> str:
    """Say an action in the reader's language, the state of a document too."""
    arguments = dict(entry.arguments)
    if isinstance(arguments.get("state"), str) and arguments["state"] in STATES:
        arguments["state"] = _(STATES[str(arguments["state"])])
    return action_words(entry.action, arguments)


@click.command(help=_("Who did what, and when, latest first."))
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help=_("At most so many; 30 on a screen by default."))
@reading_options
def history(limit: int | None, project: str | None, as_json: bool) -> None:
    """List the journal."""
    with session.reading(project) as opened:
        entries = {entry.id: entry for entry in opened.history()}
    rows = [_row(entry, entries) for entry in entries.values()]
    if as_json:
        output.show_json({"reading": "history", "limit": limit}, rows[:limit])
    elif not rows:
        output.say(_("Nothing was done here yet: begin with “qualcode import FILE-OR-FOLDER”."))
    else:
        _table(rows[: limit or _LATEST])
        if len(rows) > (limit or _LATEST):
            output.say(_("{count} in all; --limit {count} shows them").format(count=len(rows)))


def _row(entry: HistoryEntry, entries: dict[str, HistoryEntry]) -> dict[str, Any]:
    words = _words(entry)
    if entry.undoes is not None:
        words = f"{words}: {_words(_origin(entry, entries))}"
    return {
        "id": entry.id,
        "at": entry.at,
        "coder": entry.coder,
        "action": entry.action,
        "words": words,
        "undone": entry.undone,
    }


def _table(rows: Iterable[dict[str, Any]]) -> None:
    columns = [Column(_("When")), Column(_("Who")), Column(_("What"), shrinks=True), Column("")]
    output.show_table(
        columns,
        [(_local(row["at"]), row["coder"], row["words"], _("undone") if row["undone"] else "") for row in rows],
    )


def _local(at: str) -> str:
    """Write a time of the journal by the clock of whoever reads."""
    return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M")
