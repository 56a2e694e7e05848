"""Codings and turns read as columns: one answer of the database instead of 200,000 rows, on SQLite and PostgreSQL."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import String, cast, func, literal, select

from qualcode.model.columns import NOBODY, WIDTH, Columns, Unread
from qualcode.model.material import CodingRow, TurnRow
from qualcode.model.records import ROLES
from qualcode.storage.reading import rounds
from qualcode.storage.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Column, ColumnElement, Connection

_TURNS = TABLES["turns"]
_CODINGS = TABLES["codings"]
_TO_TURN = partial(tuple.__new__, TurnRow)  # as `_make`, without counting the columns of 200,000 rows one by one
_TO_CODING = partial(tuple.__new__, CodingRow)
_ROLES = {role[0]: role for role in ROLES}


def codings(connection: Connection) -> Sequence[CodingRow]:
    """Return every coding, in the order of their ids."""
    c = _CODINGS.c
    begun = rounds.starts(connection)
    wanted = _Wanted(
        ids={"id": c.id, "document": c.document_id, "code": c.code_id, "coder": c.coder_id},
        numbers={"start": c.start, "end": c.end, **({"round": rounds.numbered(begun)} if begun else {})},
    )
    columns = _read(connection, wanted)
    return _coding_rows(connection, begun) if columns is None else Unread(columns, _as_codings)


def turns(connection: Connection, place: Mapping[str, int]) -> Sequence[TurnRow]:
    """Return every turn, by document, then by position.

    Args:
        connection: where they are.
        place: the place of each document, by id.
    """
    c = _TURNS.c
    wanted = _Wanted(
        ids={"document": c.document_id, "case": func.coalesce(c.case_id, NOBODY)},
        numbers={"position": c.position, "start": c.start, "end": c.end},
        signs={"role": func.substr(c.role, 1, 1)},
        words={"speaker": c.speaker},
    )
    columns = _read(connection, wanted)
    return _turn_rows(connection, place) if columns is None else Unread(columns, partial(_as_turns, place))


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is read: the expression of each column, by what it holds and its name."""

    ids: dict[str, ColumnElement[Any]]
    numbers: dict[str, ColumnElement[Any]]
    signs: dict[str, ColumnElement[Any]] = field(default_factory=dict)
    words: dict[str, Column[Any]] = field(default_factory=dict)

    def expressions(self) -> list[ColumnElement[Any]]:
        """Return one aggregate a column, in the order of `_filled`."""
        plain = [*self.ids.values(), *self.signs.values(), *self.words.values()]
        numbers = [*self.numbers.values(), *(func.length(column) for column in self.words.values())]
        return [
            *(func.aggregate_strings(column, "") for column in plain),
            *(func.aggregate_strings(cast(column, String), ",") for column in numbers),
        ]


def _read(connection: Connection, wanted: _Wanted) -> Columns | None:
    """Read columns end to end; None where an id is not as long as ours, so that none could be told from the next."""
    count, *found = connection.execute(select(func.count(), *wanted.expressions())).one()
    texts = iter([text or "" for text in found])
    ids, signs, words, numbers, lengths = (
        dict(zip(names, texts, strict=False))  # each takes its own from the same row
        for names in (wanted.ids, wanted.signs, wanted.words, wanted.numbers, wanted.words)
    )
    if any(len(text) != count * WIDTH for text in ids.values()):
        return None
    return Columns(count, ids, numbers, signs, {name: (lengths[name], words[name]) for name in words})


def _as_codings(columns: Columns) -> tuple[CodingRow, ...]:
    """Make the rows of codings."""
    ids = (columns.listed_ids(name) for name in ("id", "document"))
    numbers = (columns.listed_numbers(name) for name in ("start", "end"))
    more = (columns.listed_ids(name) for name in ("code", "coder"))
    made_in = columns.listed_numbers("round") if "round" in columns.numbers else [0] * columns.count
    return tuple(sorted(map(_TO_CODING, zip(*ids, *numbers, *more, made_in, strict=True))))


def _as_turns(place: Mapping[str, int], columns: Columns) -> tuple[TurnRow, ...]:
    """Make the rows of turns."""
    cases = (None if case == NOBODY else case for case in columns.listed_ids("case"))
    fields = (
        columns.listed_ids("document"),
        columns.listed_words("speaker"),
        (_ROLES[sign] for sign in columns.signs["role"]),
        columns.listed_numbers("start"),
        columns.listed_numbers("end"),
        cases,
    )
    rows = list(map(_TO_TURN, zip(*fields, strict=True)))
    position = columns.listed_numbers("position")
    return tuple(rows[n] for n in sorted(range(len(rows)), key=lambda n: (place[rows[n].document], position[n])))


def _coding_rows(connection: Connection, begun: Sequence[str]) -> tuple[CodingRow, ...]:
    names = ("id", "document_id", "start", "end", "code_id", "coder_id")
    columns = [*(_CODINGS.c[name] for name in names), rounds.numbered(begun) if begun else literal(0)]
    rows = connection.execute(select(*columns).order_by(_CODINGS.c.id)).all()
    return tuple(map(_TO_CODING, rows))


def _turn_rows(connection: Connection, place: Mapping[str, int]) -> tuple[TurnRow, ...]:
    names = ("document_id", "speaker", "role", "start", "end", "case_id")
    rows = connection.execute(
        select(*(_TURNS.c[name] for name in names)).order_by(_TURNS.c.document_id, _TURNS.c.position)
    ).all()  # all at once: row by row costs three times as much
    return tuple(sorted(map(_TO_TURN, rows), key=lambda turn: place[turn.document]))
