"""Commands that take actions back, do them again, and tell who did what."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

import click

from qualcode.cli.common import output, session
from qualcode.cli.common.options import language_option, project_option, reading_options
from qualcode.cli.common.output import Column
from qualcode.coding.project import action_words, step_words
from qualcode.model.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from qualcode.model.records import HistoryEntry

_LATEST: Final = 30
"""Steps that the history shows unless asked for more."""


@click.command(help=_("Undo your last action that stands, an import with all its files; again, the one before it."))
@project_option
@language_option
@click.option("--coder", metavar="NAME", help=_("Whose last action; else yours, by the settings."))
def undo(project: str | None, coder: str | None) -> None:
    """Undo the latest standing action."""
    with session.writing(project, coder) as opened:
        opened.undo()
        _undo, redo = opened.standing()
        output.say(_("undone: {action}").format(action=redo.words() if redo else ""))


@click.command(help=_("Do again what you undid last."))
@project_option
@language_option
@click.option("--coder", metavar="NAME", help=_("Whose last undone action; else yours, by the settings."))
def redo(project: str | None, coder: str | None) -> None:
    """Redo what was undone."""
    with session.writing(project, coder) as opened:
        opened.redo()
        undo, _redo = opened.standing()
        output.say(_("done again: {action}").format(action=undo.words() if undo else ""))


@click.command(help=_("Who did what, and when, latest first."))
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help=_("At most so many; 30 on a screen by default."))
@reading_options
def history(limit: int | None, project: str | None, as_json: bool) -> None:
    """List the journal: on a screen a line a step, as JSON a row an action."""
    with session.reading(project) as opened:
        entries = {entry.id: entry for entry in opened.history()}
    if as_json:
        rows = [_row([entry], entries) for entry in list(entries.values())[:limit]]
        output.show_json({"reading": "history", "limit": limit}, rows)
    elif not entries:
        output.say(_("Nothing was done here yet: begin with “qualcode import FILE-OR-FOLDER”."))
    else:
        steps = _steps(entries.values())
        shown = steps[: limit or _LATEST]
        _table(_row(step, entries) for step in shown)
        if len(steps) > len(shown):
            output.say(_("{count} in all; --limit {count} shows them").format(count=len(steps)))


def _steps(latest_first: Iterable[HistoryEntry]) -> list[list[HistoryEntry]]:
    """Put the acts of a batch together that nothing of the same person's stands between, where the last of them is."""
    steps: list[list[HistoryEntry]] = []
    open_steps: dict[str, list[HistoryEntry]] = {}
    for entry in latest_first:
        step = open_steps.get(entry.coder)
        if step is None or entry.batch is None or _step_of(step[-1]) != _step_of(entry):
            step = open_steps[entry.coder] = []
            steps.append(step)
        step.append(entry)
    return steps


def _step_of(entry: HistoryEntry) -> tuple[str | None, bool, str]:
    """Tell acts of one step from others: their batch, whether they stand, whether they undo or do again."""
    return entry.batch, entry.undone, entry.action if entry.undoes is not None else ""


def _row(step: Sequence[HistoryEntry], entries: Mapping[str, HistoryEntry]) -> dict[str, Any]:
    """Return a row of the history: of one act, or of those of a step, latest first."""
    latest = step[0]
    meant = sorted((_origin(entry, entries) for entry in step), key=lambda entry: entry.at)
    words = step_words([(entry.action, entry.arguments) for entry in meant])
    if latest.undoes is not None:
        words = _("{turned}: {action}").format(turned=action_words(latest.action, latest.arguments), action=words)
    return {
        "id": latest.id,
        "at": latest.at,
        "coder": latest.coder,
        "action": latest.action,
        "words": words,
        "undone": latest.undone,
        "batch": latest.batch,
    }


def _origin(entry: HistoryEntry, entries: Mapping[str, HistoryEntry]) -> HistoryEntry:
    """Follow undos of undos to the action they are about."""
    while entry.undoes is not None and entry.undoes in entries:
        entry = entries[entry.undoes]
    return entry


def _table(rows: Iterable[dict[str, Any]]) -> None:
    columns = [Column(_("When")), Column(_("Who")), Column(_("What"), shrinks=True), Column("")]
    output.show_table(
        columns,
        [(_local(row["at"]), row["coder"], row["words"], _("undone") if row["undone"] else "") for row in rows],
    )


def _local(at: str) -> str:
    """Write a time of the journal by the clock of whoever reads."""
    return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M")
