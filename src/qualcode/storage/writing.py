"""The one funnel for writes: it keeps the images of every row it changes, for the journal and for the Change."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Integer, bindparam, delete, select, update

from qualcode.model.changes import NAMED_AT_MOST, Touched
from qualcode.storage.columns import Values, begun, columnar, packed, rows_of, unpacked
from qualcode.storage.inserting import put
from qualcode.storage.tables import JOURNALLED, TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection, Table

AT_ONCE: Final = 500
"""Ids in one IN list: SQLite's oldest limit is 999 parameters."""
CHUNK: Final = 20_000
"""Rows of one image: bounds the memory of a bulk write."""


@dataclass(slots=True)
class Image:
    """Rows of one noun as one step of an action changed them; `before` or `after` is empty for a new or removed row."""

    step: str
    noun: str
    ids: list[str]
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)

    def packed(self) -> bytes:
        """Return what the journal keeps."""
        return packed([self.step, self.noun, self.ids, self.before, self.after])

    @classmethod
    def unpacked(cls, blob: bytes) -> Image:
        """Read what `packed` wrote."""
        return cls(*unpacked(blob))

    @staticmethod
    def noun_of(blob: bytes) -> str:
        """Return the noun of what `packed` wrote, without reading its rows: these may be 200,000."""
        return begun(blob).split('"', 4)[3]

    def rows_before(self) -> list[Values]:
        """Return the rows as they were, in the order of the ids."""
        return rows_of(self.before, len(self.ids))

    def rows_after(self) -> list[Values]:
        """Return the rows as this step left them, in the order of the ids."""
        return rows_of(self.after, len(self.ids))


@dataclass(frozen=True, slots=True)
class Kept:
    """An image that was packed at once, so that a write of 200,000 rows does not hold them all."""

    step: str
    noun: str
    ids: list[str]
    blob: bytes


def pieces(values: Sequence[Any], size: int = AT_ONCE) -> Iterator[Sequence[Any]]:
    """Cut a sequence into pieces of at most `size`."""
    for start in range(0, len(values), size):
        yield values[start : start + size]


class Writer:
    """Writes rows inside one transaction and remembers what they were.

    Rows are mappings of column names to values. Insertion sets the version to 1, every later write adds one.
    """

    def __init__(self, connection: Connection) -> None:
        """Write through this connection, whose transaction its owner began."""
        self.connection = connection
        self.images: list[Kept] = []

    @property
    def rows(self) -> int:
        """How many rows were written so far."""
        return sum(len(image.ids) for image in self.images)

    def insert(self, noun: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Add rows; each has its id, and all have the same columns."""
        for piece in pieces(rows, CHUNK):
            full = [{**_defaults(noun), **row} for row in piece]
            put(self.connection, noun, full)
            self._keep("insert", noun, [row["id"] for row in full], after=full)

    def update(self, noun: str, ids: Sequence[str], values: Mapping[str, Any]) -> None:
        """Set the same values in every row of the ids that holds others."""
        self.update_each(noun, [(identifier, values) for identifier in ids])

    def update_each(self, noun: str, changes: Sequence[tuple[str, Mapping[str, Any]]]) -> None:
        """Set values row by row, the same columns in each; rows that hold them already are left alone."""
        for piece in pieces(changes, CHUNK):
            names = list(piece[0][1])
            old = self.rows_of(noun, [identifier for identifier, _ in piece], names)
            real = [
                (identifier, dict(values))
                for identifier, values in piece
                if identifier in old and any(old[identifier][name] != values[name] for name in names)
            ]
            if real:
                self._update(noun, names, real)
                before = [old[identifier] for identifier, _ in real]
                self._keep("update", noun, [identifier for identifier, _ in real], before, [row for _, row in real])

    def delete(self, noun: str, ids: Sequence[str]) -> None:
        """Remove the rows of the ids, where they are, in this order: children before parents."""
        table = _table(noun)
        for piece in pieces(ids, CHUNK):
            old = self.rows_of(noun, piece, [*_columns(noun), "version"])
            present = [identifier for identifier in piece if identifier in old]
            for few in pieces(present):
                self.connection.execute(delete(table).where(table.c.id.in_(few)))
            if present:
                self._keep("delete", noun, present, before=[old[identifier] for identifier in present])

    def rows_of(self, noun: str, ids: Sequence[str], names: Iterable[str] = ()) -> dict[str, Values]:
        """Read rows by id as they stand in this transaction: the columns named, or all but the version's."""
        table = _table(noun)
        columns = list(names or _columns(noun))
        statement = select(table.c.id.label("_row"), *(table.c[name] for name in columns))
        found: dict[str, Values] = {}
        for few in pieces(ids):
            for identifier, *values in self.connection.execute(statement.where(table.c.id.in_(few))):
                found[identifier] = dict(zip(columns, values, strict=True))
        return found

    def _update(self, noun: str, names: Sequence[str], changes: Sequence[tuple[str, Values]]) -> None:
        table = _table(noun)
        sets: dict[str, Any] = {name: bindparam(f"new_{name}") for name in names}
        statement = (
            update(table)
            .where(table.c.id == bindparam("row_id"))
            .values({**sets, "version": table.c.version + bindparam("one", 1, Integer)})
        )
        parameters = [
            {"row_id": identifier, "one": 1, **{f"new_{name}": values[name] for name in names}}
            for identifier, values in changes
        ]
        self.connection.execute(statement, parameters)

    def _keep(
        self,
        step: str,
        noun: str,
        ids: list[str],
        before: Sequence[Mapping[str, Any]] = (),
        after: Sequence[Mapping[str, Any]] = (),
    ) -> None:
        image = Image(step, noun, ids, columnar(before), columnar(after, but="version"))
        self.images.append(Kept(step, noun, ids, image.packed()))


def touched_by(images: Iterable[Image | Kept]) -> dict[str, Touched]:
    """Collect what images touched, by noun, from the first and the last thing that happened to each row.

    A row removed and added again is altered; one that came and went in the same action was never there.
    """
    first: dict[str, dict[str, str]] = {}
    last: dict[str, dict[str, str]] = {}
    for image in images:
        begun, ended = first.setdefault(image.noun, {}), last.setdefault(image.noun, {})
        for identifier in image.ids:
            begun.setdefault(identifier, image.step)
            ended[identifier] = image.step
    found = {noun: _touched(first[noun], ended) for noun, ended in last.items()}
    return {noun: touched for noun, touched in found.items() if touched != Touched()}


def _touched(first: Mapping[str, str], last: Mapping[str, str]) -> Touched:
    sets: dict[tuple[bool, bool], set[str]] = {(was, there): set() for was in (True, False) for there in (True, False)}
    for identifier, step in last.items():
        sets[first[identifier] != "insert", step != "delete"].add(identifier)
    added, altered, removed = sets[False, True], sets[True, True], sets[True, False]
    if len(added) + len(altered) + len(removed) > NAMED_AT_MOST:
        return Touched(everything=True)
    return Touched(frozenset(added), frozenset(altered), frozenset(removed))


def _table(noun: str) -> Table:
    if noun not in JOURNALLED:
        raise KeyError(noun)
    return TABLES[noun]


def _columns(noun: str) -> list[str]:
    return [column.name for column in _table(noun).columns if column.name != "version"]


@cache
def _defaults(noun: str) -> Values:
    """Every column a row may leave out: empty text, zero, False, or nothing where the column allows it."""
    return {c.name: _default(c) for c in _table(noun).columns if c.name != "id"}


def _default(column: Any) -> Any:  # noqa: ANN401 - a column of any type, and its value
    if column.name == "version":
        return 1
    if column.nullable:
        return None
    kind = column.type.python_type
    return kind()
