"""Undo, redo, history and what others changed: readings of the journal, which is only ever added to."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError

from qualcode.model import errors
from qualcode.model.changes import Change
from qualcode.model.records import HistoryEntry
from qualcode.storage.columns import framed, frames
from qualcode.storage.reading import codings
from qualcode.storage.tables import TABLES
from qualcode.storage.writing import Image, Writer, touched_by

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from sqlalchemy import ColumnElement, Connection

UNDO: Final = "Undo"
REDO: Final = "Redo"
_AT_ONCE: Final = 32
"""Rows of the journal read together when the latest that stands is looked for."""
_ACTIONS = TABLES["actions"]


@dataclass(frozen=True, slots=True)
class Entry:
    """What the journal says of an action: who, when, what kind, with which arguments."""

    id: str
    at: str
    coder: str | None
    kind: str
    arguments: dict[str, Any]
    schema_revision: str
    undoes: str | None = None


def record(writer: Writer, entry: Entry) -> None:
    """Add the row of an action, with the images of all it wrote, inside the action's own transaction."""
    last = writer.connection.execute(select(func.max(_ACTIONS.c.number))).scalar_one_or_none() or 0
    writer.connection.execute(
        insert(_ACTIONS).values(
            id=entry.id,
            number=last + 1,
            at=entry.at,
            coder_id=entry.coder,
            kind=entry.kind,
            arguments=json.dumps(entry.arguments, sort_keys=True),  # as ASCII: a name typed may hold a lone surrogate
            schema_revision=entry.schema_revision,
            undoes=entry.undoes,
            rows=writer.rows,
            blob=framed(image.blob for image in writer.images),
        )
    )


def next_undo(connection: Connection, coder: str | None) -> str | None:
    """Return the id of this coder's latest standing action, or None: every undo after it took another one back."""
    taken = 0
    for identifier, kind in _own(connection, coder):
        if kind == UNDO:
            taken += 1
        elif taken:
            taken -= 1
        else:
            return identifier
    return None


def next_redo(connection: Connection, coder: str | None) -> str | None:
    """Return the id of the undo that this coder's redo would undo, or None; a new action has dropped it."""
    taken = 0
    for identifier, kind in _own(connection, coder):
        if kind == REDO:
            taken += 1
        elif kind != UNDO:
            return None
        elif taken:
            taken -= 1
        else:
            return identifier
    return None


def _own(connection: Connection, coder: str | None) -> Iterator[tuple[str, str]]:
    """Give id and kind of what a coder did, latest first, a few rows at a time: whoever asks stops early."""
    before: int | None = None
    while coder is not None:  # who never acted has nothing to undo; the rows of nobody are not theirs
        asked = select(_ACTIONS.c.number, _ACTIONS.c.id, _ACTIONS.c.kind)
        asked = asked.where(_ACTIONS.c.coder_id == coder, _ACTIONS.c.rows > 0)
        if before is not None:
            asked = asked.where(_ACTIONS.c.number < before)
        rows = connection.execute(asked.order_by(_ACTIONS.c.number.desc()).limit(_AT_ONCE)).all()
        for row in rows:
            yield row.id, row.kind
        if len(rows) < _AT_ONCE:
            return
        before = rows[-1].number


def revert(writer: Writer, action: str, undoable: Container[str], what: str) -> None:
    """Write back what an action changed, latest step and row first: parents went in first and come out last.

    Raises:
        UndoConflict: where a row no longer holds what the action left in it, others rest on it, or a name or a
            passage that comes back is taken by now.
        TooOldToUndo: where the action was written under a schema that is not among `undoable`.
    """
    row = writer.connection.execute(
        select(_ACTIONS.c.schema_revision, _ACTIONS.c.blob).where(_ACTIONS.c.id == action)
    ).one()
    if row.schema_revision not in undoable:
        raise errors.TooOldToUndo(what)
    try:
        for part in reversed(frames(row.blob)):  # one at a time: an import of 200,000 codings holds many
            _revert_step(writer, Image.unpacked(part), what)
    except IntegrityError:
        raise errors.UndoConflict(what, count=1) from None
    back = [i for image in writer.images if image.noun == "codings" and image.step != "delete" for i in image.ids]
    if back and (twice := codings.twins(writer.connection, back)):  # coded anew since: it must not stand there twice
        raise errors.UndoConflict(what, count=twice)


def _revert_step(writer: Writer, image: Image, what: str) -> None:
    if image.step == "delete":
        _refuse(what, writer.rows_of(image.noun, image.ids, ["id"]))
        rows = reversed(image.rows_before())
        writer.insert(image.noun, [{**row, "version": row["version"] + 1} for row in rows])
        return
    after = image.rows_after()
    now = writer.rows_of(image.noun, image.ids, list(after[0]))
    _refuse(what, [i for i, row in zip(image.ids, after, strict=True) if now.get(i) != row])
    if image.step == "insert":
        writer.delete(image.noun, image.ids[::-1])
    else:
        writer.update_each(image.noun, list(zip(image.ids, image.rows_before(), strict=True)))


def _refuse(what: str, changed: Sequence[str] | dict[str, Any]) -> None:
    if changed:
        raise errors.UndoConflict(what, count=len(changed))


def _images(blob: bytes) -> list[Image]:
    return [Image.unpacked(part) for part in frames(blob)]


def kind_of(connection: Connection, action: str) -> tuple[str, dict[str, Any]]:
    """Return the kind and the arguments of what an entry stands for: an undo's are those of what it undid."""
    row = connection.execute(
        select(_ACTIONS.c.kind, _ACTIONS.c.arguments, _ACTIONS.c.undoes).where(_ACTIONS.c.id == action)
    ).one()
    if row.undoes is not None:
        return kind_of(connection, row.undoes)
    return row.kind, json.loads(row.arguments)


def history(connection: Connection, limit: int | None = None) -> list[HistoryEntry]:
    """Return the journal, latest first; what undoes an action comes after it, so a few rows tell of themselves."""
    coders = TABLES["coders"]
    columns = [_ACTIONS.c[name] for name in ("id", "at", "kind", "arguments", "undoes")]
    rows = connection.execute(
        select(*columns, coders.c.name)
        .join(coders, coders.c.id == _ACTIONS.c.coder_id, isouter=True)
        .order_by(_ACTIONS.c.number.desc())
        .limit(limit)
    ).all()
    reverted = _reverted(rows)
    return [
        HistoryEntry(
            id=row.id,
            at=row.at,
            coder=row.name or "",
            action=row.kind,
            arguments=json.loads(row.arguments),
            undoes=row.undoes,
            undone=row.id in reverted,
        )
        for row in rows
    ]


def _reverted(latest_first: Iterable[Any]) -> set[str]:
    """Return the actions that do not stand: a standing undo names them."""
    reverted: set[str] = set()
    for row in latest_first:
        if row.undoes is not None and row.id not in reverted:
            reverted.add(row.undoes)
    return reverted


def latest(connection: Connection) -> str | None:
    """Return the id of the last action, or None in a new project."""
    return connection.execute(select(_ACTIONS.c.id).order_by(_ACTIONS.c.number.desc()).limit(1)).scalar_one_or_none()


def changes_since(connection: Connection, action: str | None) -> list[Change]:
    """Return the Change of every action after that one, in order: what others did meanwhile."""
    after = 0
    if action is not None:
        after = connection.execute(select(_ACTIONS.c.number).where(_ACTIONS.c.id == action)).scalar_one_or_none() or 0
    return _changes(connection, _ACTIONS.c.number > after)


def change_of(connection: Connection, action: str) -> Change | None:
    """Return the Change of an action that is in the journal, or None: a retry is not done twice."""
    return next(iter(_changes(connection, _ACTIONS.c.id == action)), None)


def _changes(connection: Connection, which: ColumnElement[bool]) -> list[Change]:
    coders = TABLES["coders"]
    rows = connection.execute(
        select(_ACTIONS, coders.c.name)
        .join(coders, coders.c.id == _ACTIONS.c.coder_id, isouter=True)
        .where(which)
        .order_by(_ACTIONS.c.number)
    )
    return [
        Change(row.id, row.kind, row.name or "", touched_by(_images(row.blob)), row.rows, row.undoes) for row in rows
    ]
