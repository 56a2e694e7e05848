"""The codebook as records, in its own order, and how often each code was applied."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import func, select

from qualcode.model import errors
from qualcode.model.codebook import path_text, split_path, tree_order
from qualcode.model.records import Code
from qualcode.storage.reading.names import SHORTEST_ID
from qualcode.storage.reading.places import read_places
from qualcode.storage.tables import TABLES
from qualcode.storage.writing import pieces
from qualcode.words.folding import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

_CODES = TABLES["codes"]
_CODINGS = TABLES["codings"]
_RETIRED = TABLES["retired"]
_ALSO_IN = TABLES["also_in"]


class Use(NamedTuple):
    """How often a code was applied, itself alone: rows, documents, and cases that speak in its passages."""

    codings: int
    documents: int
    cases: int


class SecondPlace(NamedTuple):
    """Where a code is listed that is at home elsewhere: the row's id, its place among others that are."""

    row: str
    position: int


def listed(connection: Connection) -> list[Code]:
    """Return every code in codebook order: parents before children, children by position."""
    rows = {row.id: row for row in connection.execute(select(_CODES))}
    order = tree_order([(row.id, row.parent_id, row.position, row.name) for row in rows.values()])
    retired = dict(connection.execute(select(_RETIRED.c.code_id, _RETIRED.c.reason)).all())
    places = second_places(connection)
    also: dict[str, list[tuple[str, int]]] = {}
    for identifier, _path in order:  # parents in codebook order
        for code, place in places.get(identifier, {}).items():
            also.setdefault(code, []).append((identifier, place.position))
    return [
        record(rows[identifier], path, also.get(identifier, ()), retired.get(identifier)) for identifier, path in order
    ]


def second_places(connection: Connection) -> dict[str, dict[str, SecondPlace]]:
    """Return the codes that are listed under another beside their home: by that other, the place by code."""
    found: dict[str, dict[str, SecondPlace]] = {}
    columns = (_ALSO_IN.c[name] for name in ("id", "code_id", "parent_id", "position"))
    for identifier, code, parent, position in connection.execute(select(*columns)):
        found.setdefault(parent, {})[code] = SecondPlace(identifier, position)
    return found


def record(row: Any, path: tuple[str, ...], also: Sequence[tuple[str, int]], reason: str | None) -> Code:  # noqa: ANN401 - a row of the table
    """Return a code; `also` are its second places, under what and where, `reason` why it is retired, None if not."""
    return Code(
        id=row.id,
        name=row.name,
        path=path,
        parent=row.parent_id,
        position=row.position,
        colour=row.colour,
        label_fr=row.label_fr,
        label_en=row.label_en,
        definition_fr=row.definition_fr,
        definition_en=row.definition_en,
        when_to_use=row.when_to_use,
        when_not_to=row.when_not_to,
        example=row.example,
        version=row.version,
        also_in=tuple(parent for parent, _at in also),
        also_at=tuple(at for _parent, at in also),
        retired=reason is not None,
        retired_reason=reason or "",
    )


def found(codes: Sequence[Code], typed: str) -> Code:
    """Return the code that a name, a path, a label in either language, or an id stands for.

    Raises:
        NoSuchCode: where none does.
        NotUnique: where several do; the sentence gives their paths.
    """
    key = folded(typed)
    wanted = tuple(folded(part) for part in split_path(typed))
    tests = (
        lambda code: code.id == typed,
        lambda code: tuple(map(folded, code.path)) == wanted,
        lambda code: folded(code.name) == key or wanted == (folded(code.name),),
        lambda code: key in (folded(code.label_fr), folded(code.label_en)),
        lambda code: len(typed) >= SHORTEST_ID and code.id.endswith(typed.lower()),
    )
    for test in tests:
        fitting = [code for code in codes if test(code)]
        if len(fitting) > 1:
            raise errors.NotUnique(typed, names=", ".join(path_text(code.path) for code in fitting))
        if fitting:
            return fitting[0]
    raise errors.NoSuchCode(typed)


def uses(connection: Connection) -> dict[str, Use]:
    """Return how often each code that was applied at all was applied, by itself, sub-codes left out."""
    places = read_places(connection)
    codings: dict[str, int] = {}
    documents: dict[str, set[str]] = {}
    cases: dict[str, set[str]] = {}
    columns = [_CODINGS.c[name] for name in ("code_id", "document_id", "start", "end")]
    for code, document, start, end in connection.execute(select(*columns)):
        codings[code] = codings.get(code, 0) + 1
        documents.setdefault(code, set()).add(document)
        speaking = cases.setdefault(code, set())
        speaking.update(place.case for place in places.touching(document, start, end) if place.case)
    return {code: Use(count, len(documents[code]), len(cases[code])) for code, count in codings.items()}


def counts(connection: Connection, coder: str | None = None) -> dict[str, int]:
    """Return how many codings each code has, of a coder or of everyone; those never applied are left out."""
    statement = select(_CODINGS.c.code_id, func.count()).group_by(_CODINGS.c.code_id)
    if coder is not None:
        statement = statement.where(_CODINGS.c.coder_id == coder)
    return dict(connection.execute(statement).all())


def resting(connection: Connection, noun: str, column: str, ids: Sequence[str]) -> list[str]:
    """Return the ids of a noun's rows that refer to any of these by a column."""
    table = TABLES[noun]
    found: list[str] = []
    for few in pieces(ids):
        found.extend(connection.execute(select(table.c.id).where(table.c[column].in_(few))).scalars())
    return found
