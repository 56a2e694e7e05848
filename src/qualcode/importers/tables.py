"""Tables that come in: the bytes of a .csv or .json file become named columns and rows of text, nothing more."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from qualcode.importers.decoding import decoded, stored
from qualcode.model.codebook import path_text
from qualcode.model.errors import BadTable, EmptyFile, MissingColumns
from qualcode.model.messages import N_
from qualcode.words.cells import unguarded
from qualcode.words.folding import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qualcode.model.transcript import Loss

SEPARATORS: Final = (",", ";", "\t")
_JUDGED: Final = 20
"""Rows by which a separator is judged."""
_LONGEST_CELL: Final = 2**31 - 1
_ANNOUNCED: Final = "sep="
"""How a first line begins in which Excel is told the separator."""


_OPEN_QUOTE: Final = N_("a quotation mark is open or out of place")
_NOT_JSON: Final = N_("not JSON")
_NOT_ROWS: Final = N_("not a list of rows; write a list of objects, or an object with “rows”")
_ONLY_NAMES: Final = N_("a table has a line of names and at least one row under it")


class TableRow(NamedTuple):
    """A row: the line of the file where it begins (in JSON the number of the object), and its cells."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table as text: names of columns, and rows that have one cell for each."""

    header: tuple[str, ...]
    """A column without a name is empty here; a name that comes again has its number after it."""
    rows: tuple[TableRow, ...]
    overlong: tuple[int, ...] = ()
    """Lines with more cells than columns; what is over was left out."""
    losses: tuple[Loss, ...] = ()
    """What is worth checking in how the bytes were read."""

    def column(self, name: str) -> int | None:
        """Return the place of a column, found whatever its capitals and accents' form, or None."""
        wanted = folded(name)
        return next((place for place, title in enumerate(self.header) if folded(title) == wanted), None)

    def required(self, what: str, *names: str) -> None:
        """Refuse a table that lacks a column.

        Raises:
            MissingColumns: with the names of those it lacks.
        """
        missing = [name for name in names if self.column(name) is None]
        if missing:
            raise MissingColumns(what, names=", ".join(missing))

    def values(self, *names: str) -> Iterator[tuple[str, ...]]:
        """Yield the cells of some columns, row by row; empty for a column that is not there."""
        places = [self.column(name) for name in names]
        for row in self.rows:
            yield tuple("" if place is None else row.cells[place] for place in places)


def read_table(data: bytes, what: str, encoding: str | None = None) -> Table:
    """Return the table that a file's bytes hold; JSON is told by its first sign.

    Args:
        data: the whole file.
        what: its name, for refusals.
        encoding: how it was written; None to find out.

    Raises:
        BadTable: it is no table, or broken in a line.
        EmptyFile: there is nothing in it.
        BadBytes, SeemsEncoded, UnknownEncoding, WrongContent: its bytes are no text.
    """
    text, _encoding, losses = decoded(data, what, encoding)
    if not text.strip():
        raise EmptyFile(what)
    table = _from_json(text, what) if text.lstrip()[0] in "[{" else _from_csv(text, what)
    if not table.rows:
        raise BadTable(what, line=1, reason=_ONLY_NAMES)
    return replace(table, losses=losses)


def _from_csv(text: str, what: str) -> Table:
    separator, text, first = _separator(text)
    records = _records(text, what, separator, first)
    header = next(((line, cells) for line, cells in records if any(map(str.strip, cells))), (1, []))[1]
    names = named([name.strip() for name in header])
    rows: list[TableRow] = []
    overlong: list[int] = []
    width = len(names)
    for line, cells in records:
        if any(map(str.strip, cells)):
            if any(map(str.strip, cells[width:])):
                overlong.append(line)
            whole = (*map(unguarded, cells), *[""] * (width - len(cells)))
            rows.append(TableRow(line, whole[:width]))
    return Table(names, tuple(rows), tuple(overlong))


def _records(text: str, what: str, separator: str, first: int) -> Iterator[tuple[int, list[str]]]:
    """Yield the line where each record begins, and its cells."""
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = first
    while True:
        try:
            cells = next(reader, None)
        except csv.Error:
            raise BadTable(what, line=line, reason=_OPEN_QUOTE) from None
        if cells is None:
            return
        yield line, cells
        line = first + reader.line_num


def _separator(text: str) -> tuple[str, str, int]:
    """Return the sign between cells, the text that holds them, and the number of its first line."""
    head, _, rest = text.partition("\n")
    said = head.strip('" ').removeprefix(_ANNOUNCED)
    if head.strip('" ').startswith(_ANNOUNCED) and said in SEPARATORS:
        return said, rest, 2
    return max(SEPARATORS, key=lambda sign: _fitness(text, sign)), text, 1


def _fitness(text: str, separator: str) -> tuple[bool, int, int]:
    """Judge a separator: it makes columns, its first rows have as many cells as the names, and it makes many."""
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        rows.extend(row for _, row in zip(range(_JUDGED), reader, strict=False) if row)
    except csv.Error:
        return False, 0, 0
    width = len(rows[0]) if rows else 0
    return width > 1, sum(len(row) == width for row in rows), width


def named(names: Sequence[str]) -> tuple[str, ...]:
    """Tell columns of one name apart by a number, so that none is lost; columns without a name stay so."""
    seen: dict[str, int] = {}
    result: list[str] = []
    for name in names:
        key = folded(name)
        seen[key] = seen.get(key, 0) + 1
        result.append(f"{name} ({seen[key]})" if key and seen[key] > 1 else name)
    return tuple(result)


def _from_json(text: str, what: str) -> Table:
    try:
        value = json.loads(text)
    except json.JSONDecodeError as fault:
        raise BadTable(what, line=fault.lineno, reason=_NOT_JSON) from None
    except (RecursionError, ValueError):
        raise BadTable(what, line=1, reason=_NOT_JSON) from None
    rows = value.get("rows") if isinstance(value, dict) else value
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BadTable(what, line=1, reason=_NOT_ROWS)
    names = tuple(dict.fromkeys(name for row in rows for name in row))
    cells = (tuple(_cell(row.get(name)) for name in names) for row in rows)
    return Table(tuple(name.strip() for name in names), tuple(TableRow(line, row) for line, row in enumerate(cells, 1)))


def _cell(value: Any) -> str:  # noqa: ANN401 - any value of JSON
    """Return a JSON value as a cell: a list is a path, one of lists a path a line, yes and no are 1 and 0."""
    if isinstance(value, str):
        return value if value.isprintable() else stored(value)[0]
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, list) and any(isinstance(one, list) for one in value):
        return "\n".join(_path(one if isinstance(one, list) else [one]) for one in value)
    if isinstance(value, list):
        return _path(value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)


def _path(names: list[Any]) -> str:
    return path_text(stored(str(name))[0] for name in names)
