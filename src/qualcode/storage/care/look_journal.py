"""Looks at the journal: every entry can be read, and the last it says of each row is what the row holds.

It is read from the end: the first image that speaks of a column of a row is the latest. So one pass over the journal,
and a mark for each row, are enough.
"""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from qualcode.storage.care.looking import fault
from qualcode.storage.columns import frames
from qualcode.storage.journal import REDO, UNDO
from qualcode.storage.schema import KNOWN
from qualcode.storage.tables import JOURNALLED, TABLES
from qualcode.storage.writing import Image, Writer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from qualcode.model.care import Fault
    from qualcode.storage.columns import Values

_ACTIONS: Final = TABLES["actions"]
_AT_ONCE: Final = 50
"""Entries read together, latest first."""
_ROWS: Final = 2_000
"""Rows compared together."""
_BEGUN_BEFORE: Final = "study"
"""The one noun whose row is there before its journal."""
_UNREADABLE: Final = (ValueError, TypeError, KeyError, IndexError, zlib.error)
"""What a damaged entry makes of an attempt to read it."""


def look_at_entries(connection: Connection) -> Iterator[Fault]:
    """See that entries are numbered without a gap, know their coder, and undo what was done before them."""
    coders = set(connection.execute(select(TABLES["coders"].c.id)).scalars())
    names = ("id", "number", "kind", "coder_id", "undoes", "arguments", "schema_revision")
    before: set[str] = set()
    last = 0
    for row in connection.execute(select(*(_ACTIONS.c[name] for name in names)).order_by(_ACTIONS.c.number)):
        shown = str(row.number)
        if row.number != last + 1:
            yield fault("journal-number", "actions", row.id, name=shown)
        last = row.number
        turns_back = row.kind in {UNDO, REDO}
        known = row.coder_id is None or row.coder_id in coders
        if not known or turns_back != (row.undoes is not None) or (turns_back and row.undoes not in before):
            yield fault("journal-link", "actions", row.id, name=shown)
        if row.schema_revision not in KNOWN or not _is_object(row.arguments):
            yield fault("journal-entry", "actions", row.id, name=shown)
        before.add(row.id)


def _is_object(written: str) -> bool:
    try:
        return isinstance(json.loads(written), dict)
    except _UNREADABLE:
        return False


def look_at_images(connection: Connection) -> Iterator[Fault]:
    """Compare each row with the latest images that the journal has of it."""
    ledger = _Ledger(Writer(connection))
    waiting: list[Image] = []
    entries = connection.execute(
        select(_ACTIONS.c.id, _ACTIONS.c.number, _ACTIONS.c.rows, _ACTIONS.c.blob).order_by(_ACTIONS.c.number.desc()),
        execution_options={"yield_per": _AT_ONCE},
    )
    for entry in entries:
        images = _latest_first(entry.blob, entry.rows)
        if images is None:
            yield fault("journal-entry", "actions", entry.id, name=str(entry.number))
            continue
        for image in images:
            waiting.append(image)
            if sum(len(one.ids) for one in waiting) >= _ROWS:
                yield from ledger.compare(waiting)
                waiting = []
    yield from ledger.compare(waiting)
    yield from ledger.unspoken(connection)


def _latest_first(blob: bytes, count: int) -> Iterator[Image] | None:
    """Give the images of an entry, those of a large one read again one by one: its 200,000 rows never stand together.

    Returns:
        None where they cannot be read, or are not as many rows as the entry says.
    """
    held: list[Image] = []
    rows = 0
    try:
        parts = frames(blob)
        for image in map(Image.unpacked, parts):
            rows += len(image.ids)
            if rows <= _ROWS:
                held.append(image)
            whole = len(image.rows_before()) == len(image.rows_after()) == len(image.ids)
            if image.noun not in JOURNALLED or image.step not in {"insert", "update", "delete"} or not whole:
                return None
    except _UNREADABLE:
        return None
    if rows != count:
        return None
    return reversed(held) if rows <= _ROWS else map(Image.unpacked, reversed(parts))


class _Ledger:
    """Which columns of each row the journal has spoken of so far, from its end; None for all of them."""

    def __init__(self, reader: Writer) -> None:
        """Read rows by this."""
        self._reader = reader
        self._spoken: dict[str, dict[str, frozenset[str] | None]] = {noun: {} for noun in JOURNALLED}

    def compare(self, latest_first: list[Image]) -> Iterator[Fault]:
        """Compare rows with images that come one after the other, from the end of the journal."""
        wanted: dict[str, set[str]] = {}
        for image in latest_first:
            spoken = self._spoken[image.noun]
            wanted.setdefault(image.noun, set()).update(i for i in image.ids if spoken.get(i, frozenset()) is not None)
        there = {noun: self._reader.rows_of(noun, sorted(ids)) for noun, ids in wanted.items()}
        for image in latest_first:
            yield from self._compare_one(image, there.get(image.noun, {}))

    def _compare_one(self, image: Image, there: dict[str, Values]) -> Iterator[Fault]:
        spoken = self._spoken[image.noun]
        for identifier, values in zip(image.ids, image.rows_after(), strict=True):
            known = spoken.get(identifier, frozenset())
            if known is None:
                continue
            detail = self._difference(image.step, values, there.get(identifier), known)
            if detail is not None:
                yield fault("journal-row", image.noun, identifier, detail=detail)
            ends = image.step != "update" or identifier not in there
            spoken[identifier] = None if ends else known | values.keys()

    @staticmethod
    def _difference(step: str, after: Values, row: Values | None, known: frozenset[str]) -> str | None:
        """Return the columns in which a row differs from an image, empty for all of it; None where it does not."""
        if step == "delete":
            return None if row is None and not known else ""
        if row is None:
            return ""
        names = [name for name in after if name not in known and name in row and row[name] != after[name]]
        return ", ".join(names) or None

    def unspoken(self, connection: Connection) -> Iterator[Fault]:
        """Tell of the rows that no image brought in."""
        for noun in JOURNALLED:
            spoken = self._spoken[noun]
            if noun != _BEGUN_BEFORE:
                ids = connection.execute(select(TABLES[noun].c.id).order_by(TABLES[noun].c.id)).scalars()
                yield from (fault("journal-row", noun, i) for i in ids if spoken.get(i, frozenset()) is not None)
