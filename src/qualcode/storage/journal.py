"""Undo, redo, history and what others changed: readings of the journal, which is only ever added to."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import takewhile
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import bindparam, func, select
from sqlalchemy.exc import IntegrityError

from qualcode.model import errors
from qualcode.model.changes import Change, Touched
from qualcode.model.errors.purging import WasPurged
from qualcode.model.records import HistoryEntry
from qualcode.storage.columns import framed, frames
from qualcode.storage.crossing import refuse_across_texts
from qualcode.storage.inserting import put
from qualcode.storage.reading import codings
from qualcode.storage.standing import refuse_misplaced, refuse_retired_since
from qualcode.storage.tables import JOURNALLED, TABLES
from qualcode.storage.writing import Image, Writer, pieces, touched_by

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from sqlalchemy import ColumnElement, Connection

UNDO: Final = "Undo"
REDO: Final = "Redo"
PURGED: Final = "purged"
"""The argument by which an act says that a purge took away what it held."""
ERASING: Final = frozenset({"PurgeWords", "PurgeFormer", "WithdrawCase"})
"""The kinds of acts that take words out for good: they have no images, and touch everything."""
EVERYTHING: Final = dict.fromkeys(JOURNALLED, Touched(everything=True))
_AT_ONCE: Final = 32
"""Rows of the journal read first when the latest that stands is looked for."""
_ACTIONS = TABLES["actions"]
_TURNED: Final = ("kind", "number", "schema_revision", "arguments", "blob")
"""What is read of an act that is turned back."""
_LAST: Final = select(func.max(_ACTIONS.c.number))
_LAST_AT: Final = select(_ACTIONS.c.at).order_by(_ACTIONS.c.number.desc()).limit(1)
APART: Final = timedelta(hours=1)
"""How far the clocks of two colleagues may be apart before one is plainly wrong."""
_OF_ID: Final = select(_ACTIONS.c.id).where(_ACTIONS.c.id == bindparam("action"))


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
    batch: str | None = None
    """Shared by acts that are one step for undo and redo; None for one that stands by itself."""


@dataclass(frozen=True, slots=True)
class Act:
    """An entry that undo or redo may take back."""

    id: str
    kind: str
    batch: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """What an entry stands for, to be worded: the kind and the arguments of the act that it did, undid or did again."""

    kind: str
    arguments: dict[str, Any]


def moment_after(connection: Connection, now: str) -> str:
    """Return when an act is done that follows all that are in the journal, though another computer's clock was ahead.

    What is compared by its time, a coding with the definition it was made under, then follows the order of the journal.
    Where the latest act is further ahead than clocks are apart, its clock was wrong, and ours is believed.

    Args:
        connection: the transaction of the act.
        now: by the clock of this computer, ISO 8601 in UTC with microseconds.
    """
    last = connection.execute(_LAST_AT).scalar_one_or_none() or ""
    if last < now:
        return now
    ahead = datetime.fromisoformat(last) + timedelta(microseconds=1)
    return now if ahead - datetime.fromisoformat(now) > APART else ahead.isoformat(timespec="microseconds")


def record(writer: Writer, entry: Entry) -> None:
    """Add the row of an action, with the images of all it wrote, inside the action's own transaction."""
    last = writer.connection.execute(_LAST).scalar_one_or_none() or 0
    row = {
        "id": entry.id,
        "number": last + 1,
        "at": entry.at,
        "coder_id": entry.coder,
        "kind": entry.kind,
        "arguments": json.dumps(entry.arguments, sort_keys=True),  # as ASCII: a name typed may hold a lone surrogate
        "schema_revision": entry.schema_revision,
        "undoes": entry.undoes,
        "batch": entry.batch,
        "rows": writer.rows,
        "blob": framed(image.blob for image in writer.images),
    }
    put(writer.connection, "actions", [row])


def next_undo(connection: Connection, coder: str | None) -> list[Act]:
    """Return what this coder's undo takes back, latest first: the latest act that stands, with the run of its batch."""
    return _run(_not_taken_back(_own(connection, coder), UNDO))


def next_redo(connection: Connection, coder: str | None) -> list[Act]:
    """Return the undos that this coder's redo takes back, latest first; none where a new act has dropped them."""
    turned = takewhile(lambda row: row.kind in {UNDO, REDO}, _own(connection, coder))
    return _run(_not_taken_back(turned, REDO))


def _not_taken_back(latest_first: Iterable[Act], by: str) -> Iterator[Act]:
    """Give the acts that stand: each act of the kind `by` took back the nearest one before it that stood then."""
    taken = 0
    for row in latest_first:
        if row.kind == by:
            taken += 1
        elif taken:
            taken -= 1
        else:
            yield row


def _run(standing: Iterator[Act]) -> list[Act]:
    """Return the first act with those of its batch that follow it; another act between them ends the run."""
    first = next(standing, None)
    if first is None:
        return []
    same = () if first.batch is None else takewhile(lambda row: row.batch == first.batch, standing)
    return [first, *same]


def _own(connection: Connection, coder: str | None) -> Iterator[Act]:
    """Give what a coder did, latest first, more rows at each asking: whoever asks stops early, or far back."""
    before: int | None = None
    wanted = _AT_ONCE
    while coder is not None:  # who never acted has nothing to undo; the rows of nobody are not theirs
        asked = select(*(_ACTIONS.c[name] for name in ("number", "id", "kind", "batch")))
        asked = asked.where(_ACTIONS.c.coder_id == coder, _ACTIONS.c.rows > 0, _ACTIONS.c.kind.not_in(ERASING))
        if before is not None:
            asked = asked.where(_ACTIONS.c.number < before)
        rows = connection.execute(asked.order_by(_ACTIONS.c.number.desc()).limit(wanted)).all()
        yield from (Act(row.id, row.kind, row.batch) for row in rows)
        if len(rows) < wanted:
            return
        before, wanted = rows[-1].number, wanted * 2


def revert(writer: Writer, action: str, undoable: Container[str], what: str) -> None:
    """Write back what an action changed, latest step and row first: parents went in first and come out last.

    Raises:
        UndoConflict: where a row no longer holds what the action left in it, others rest on it, a name or a passage
            that comes back is taken by now, or a code or a case would come to stand under itself or twice in one place.
        TooOldToUndo: where the action was written under a schema that is not among `undoable`.
        WasPurged: where a purge took away what the action held.
        TextChanged: where a passage would come to lie on another text.
        CodeRetired: where a code would be applied again that was retired meanwhile.
    """
    row = writer.connection.execute(
        select(*(_ACTIONS.c[name] for name in _TURNED)).where(_ACTIONS.c.id == action)
    ).one()
    if PURGED in json.loads(row.arguments):
        raise WasPurged(what)
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
    if row.kind == UNDO:  # it is done again: its rules hold as they would for a new act
        refuse_retired_since(writer, row.number)
    refuse_misplaced(writer, what)
    refuse_across_texts(writer, action, what)


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


def told(connection: Connection, actions: Sequence[str]) -> list[Told]:
    """Return what entries stand for, in their order: an undo, or the undo of one, for what was done at first."""
    meant = dict(zip(actions, actions, strict=True))
    while turned := _turned_back(connection, list(meant.values())):
        meant = {action: turned.get(stands, stands) for action, stands in meant.items()}
    found = {}
    for few in pieces(list(meant.values())):
        columns = (_ACTIONS.c.id, _ACTIONS.c.kind, _ACTIONS.c.arguments)
        for row in connection.execute(select(*columns).where(_ACTIONS.c.id.in_(few))):
            found[row.id] = Told(row.kind, json.loads(row.arguments))
    return [found[meant[action]] for action in actions]


def _turned_back(connection: Connection, actions: Sequence[str]) -> dict[str, str]:
    """Return what each undo or redo among some entries took back."""
    found: dict[str, str] = {}
    for few in pieces(actions):
        asked = select(_ACTIONS.c.id, _ACTIONS.c.undoes).where(_ACTIONS.c.id.in_(few), _ACTIONS.c.undoes.is_not(None))
        found |= {row.id: row.undoes for row in connection.execute(asked)}
    return found


def goes_on(connection: Connection, batch: str | None, count: int) -> bool:
    """Tell whether the last acts, so many, go on with a batch that the act before them was in too."""
    if batch is None:
        return False
    latest_first = select(_ACTIONS.c.batch).order_by(_ACTIONS.c.number.desc()).offset(count).limit(1)
    return connection.execute(latest_first).scalar_one_or_none() == batch


def history(connection: Connection, limit: int | None = None) -> list[HistoryEntry]:
    """Return the journal, latest first; what undoes an action comes after it, so a few rows tell of themselves."""
    coders = TABLES["coders"]
    columns = [_ACTIONS.c[name] for name in ("id", "at", "kind", "arguments", "undoes", "batch")]
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
            batch=row.batch,
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
    if connection.execute(_OF_ID, {"action": action}).first() is None:  # nearly always, and soon said
        return None
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
        Change(
            row.id,
            row.kind,
            row.name or "",
            dict(EVERYTHING) if row.kind in ERASING else touched_by(_images(row.blob)),
            row.rows,
            row.undoes,
        )
        for row in rows
    ]
