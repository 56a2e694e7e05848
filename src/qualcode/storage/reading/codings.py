"""Codings as records, and as excerpts a person reads."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, literal, select

from qualcode.model.codebook import labels
from qualcode.model.moments import today
from qualcode.model.records import Case, Coding, Excerpt
from qualcode.storage.reading import cases, codes, rounds
from qualcode.storage.reading.consents import Withholding
from qualcode.storage.reading.names import ends_in
from qualcode.storage.reading.places import Place, Places, read_places
from qualcode.storage.tables import TABLES
from qualcode.storage.writing import pieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import ColumnElement, Connection, Select

    from qualcode.model.query import Wanted

_CODINGS = TABLES["codings"]
_DOCUMENTS = TABLES["documents"]
_CODERS = TABLES["coders"]
_MEMOS = TABLES["memos"]
FEW: Final = 100
"""Places by which codings are asked for one by one."""
_FIELDS = (
    "id", "document_id", "start", "end", "code_id", "coder_id", "text", "before", "after",
    "weight", "starred", "origin", "created_at", "version",
)  # fmt: skip


def records(connection: Connection, ids: Sequence[str]) -> list[Coding]:
    """Return the codings of the ids, where they are, the earliest first."""
    found: list[Coding] = []
    for few in pieces(ids):
        rows = connection.execute(select(*(_CODINGS.c[name] for name in _FIELDS)).where(_CODINGS.c.id.in_(few)))
        found.extend(Coding(*row) for row in rows)
    return sorted(found, key=lambda coding: (coding.created_at, coding.id))


def of_document(connection: Connection, document: str, coder: str | None = None) -> list[Coding]:
    """Return the codings of a document by place: a coder's, or everyone's."""
    statement = (
        select(*(_CODINGS.c[name] for name in _FIELDS))
        .where(_CODINGS.c.document_id == document)
        .order_by(_CODINGS.c.start, _CODINGS.c.end.desc(), _CODINGS.c.id)
    )
    if coder is not None:
        statement = statement.where(_CODINGS.c.coder_id == coder)
    return [Coding(*row) for row in connection.execute(statement)]


def count(connection: Connection) -> int:
    """Count all codings."""
    return connection.execute(select(func.count()).select_from(_CODINGS)).scalar_one()


def ending(connection: Connection, typed: str) -> list[str]:
    """Return the ids that end in what was typed."""
    return list(connection.execute(select(_CODINGS.c.id).where(ends_in(_CODINGS, typed))).scalars())


def excerpts(connection: Connection, wanted: Wanted) -> list[Excerpt]:
    """Return the codings asked for with names for ids, by document in listing order, then by place."""
    documents = dict(connection.execute(select(_DOCUMENTS.c.id, _DOCUMENTS.c.name)).all())
    named = _Names(
        documents=documents,
        codes=labels([(code.id, code.path) for code in codes.listed(connection)]),
        cases={case.id: case for case in cases.worded(connection)},
        memos=joined_memos(connection),
        places=read_places(connection, wanted.documents),
        withholding=Withholding(connection, today()),
    )
    found = []
    statement = _statement(wanted)
    if wanted.rounds is not None:
        statement = statement.where(_in_rounds(connection, wanted.rounds))
    for row in connection.execute(statement):
        voice = named.places.voice(row.document_id, row.start, row.end)
        if wanted.cases is None or (voice is not None and voice.case in wanted.cases):
            found.append(_excerpt(row, voice, named))
    return found


@dataclass(frozen=True, slots=True)
class Shared:
    """Gives for words that come again those that came first: what stands in each of 200,000 rows is held once."""

    known: dict[str, str] = field(default_factory=dict)

    def __call__(self, words: str) -> str:
        """Return these words."""
        return self.known.setdefault(words, words)


@dataclass(frozen=True, slots=True)
class _Names:
    """What turns ids into names."""

    documents: Mapping[str, str]
    codes: Mapping[str, str]
    cases: Mapping[str, Case]
    memos: Mapping[str, str]
    places: Places
    withholding: Withholding
    same: Shared = field(default_factory=Shared)


def _statement(wanted: Wanted) -> Select[Any]:
    statement = (
        select(*(_CODINGS.c[name] for name in _FIELDS), _CODERS.c.name.label("coder"))
        .join(_CODERS, _CODERS.c.id == _CODINGS.c.coder_id)
        .order_by(_CODINGS.c.document_id, _CODINGS.c.start, _CODINGS.c.end, _CODINGS.c.id)
    )
    for column, ids in (
        ("code_id", wanted.codes),
        ("document_id", wanted.documents),
        ("id", wanted.codings),
    ):
        if ids is not None:
            statement = statement.where(_CODINGS.c[column].in_(list(ids)))
    return statement if wanted.coder is None else statement.where(_CODINGS.c.coder_id == wanted.coder)


def _in_rounds(connection: Connection, numbers: frozenset[int]) -> ColumnElement[bool]:
    """Ask for codings made in some rounds; where there are none, all were made before the first."""
    begun = rounds.starts(connection)
    made_in = rounds.numbered(begun) if begun else literal(0)
    return made_in.in_(sorted(numbers))


def joined_memos(connection: Connection) -> dict[str, str]:
    """Return the memos on codings, several on one joined by a line."""
    joined: dict[str, str] = {}
    rows = connection.execute(
        select(_MEMOS.c.coding_id, _MEMOS.c.text).where(_MEMOS.c.coding_id.is_not(None)).order_by(_MEMOS.c.id)
    )
    for coding, text in rows:
        joined[coding] = f"{joined[coding]}\n{text}" if coding in joined else text
    return joined


def _excerpt(row: Any, voice: Place | None, named: _Names) -> Excerpt:  # noqa: ANN401 - a row of the query
    case = named.cases.get(voice.case) if voice is not None and voice.case else None
    return Excerpt(
        id=row.id,
        document=named.documents[row.document_id],
        speaker=voice.speaker if voice else None,
        role=voice.role if voice else None,
        case=case.name if case else None,
        start=row.start,
        end=row.end,
        text=row.text,
        code=named.codes[row.code_id],
        code_id=named.same(row.code_id),
        coder=named.same(row.coder),
        memo=named.memos.get(row.id, ""),
        weight=row.weight,
        starred=row.starred,
        before=row.before,
        after=row.after,
        attributes=case.attributes if case else (),
        origin=named.same(row.origin),
        withheld=named.withholding.why(named.places, row.document_id, row.start, row.end),
    )


Identity = tuple[str, int, int, str, str]
"""What makes two codings the same: document, start, end, code, coder."""


def identities(connection: Connection, documents: Iterable[str], starts: Iterable[int]) -> set[Identity]:
    """Return what is coded in some documents already.

    Args:
        connection: inside a transaction.
        documents: their ids.
        starts: where the passages begin that are asked for; where they are many, more than these may come.
    """
    names = ("document_id", "start", "end", "code_id", "coder_id")
    columns = [_CODINGS.c[name] for name in names]
    places = set(starts)
    found: set[Identity] = set()
    for few in pieces(sorted(documents)):
        statement = select(*columns).where(_CODINGS.c.document_id.in_(few))
        if len(places) <= FEW:  # one passage more in a document of 20,000 reads the few that begin there
            statement = statement.where(_CODINGS.c.start.in_(sorted(places)))
        found.update(connection.execute(statement))
    return found


def twins(connection: Connection, ids: Sequence[str]) -> int:
    """Count the passages that are coded twice alike, in the documents and where these codings begin."""
    names = ("document_id", "start", "end", "code_id", "coder_id")
    columns = [_CODINGS.c[name] for name in names]
    documents: set[str] = set()
    starts: set[int] = set()
    for few in pieces(ids):
        for document, start in connection.execute(
            select(_CODINGS.c.document_id, _CODINGS.c.start).where(_CODINGS.c.id.in_(few))
        ):
            documents.add(document)
            starts.add(start)
    twice = 0
    for few in pieces(sorted(documents)):
        alike = select(*columns).where(_CODINGS.c.document_id.in_(few)).group_by(*columns).having(func.count() > 1)
        if len(starts) <= FEW:
            alike = alike.where(_CODINGS.c.start.in_(sorted(starts)))
        twice += len(connection.execute(alike).all())
    return twice
