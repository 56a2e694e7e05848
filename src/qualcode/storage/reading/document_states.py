"""How far coders said to be with documents, and the ways of listing documents that were given a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from qualcode.model.listing import KINDS, DocumentSet, Listing, Register, Standing
from qualcode.model.records import DOCUMENT_STATES
from qualcode.storage.reading import cases, documents, studies
from qualcode.storage.tables import TABLES
from qualcode.words.folding import sort_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Connection

    Pair = tuple[str, str]

_SETS = TABLES["document_sets"]
_TURNS = TABLES["turns"]
_CODINGS = TABLES["codings"]


def sets(connection: Connection) -> list[DocumentSet]:
    """Return the named sets in their order."""
    rows = connection.execute(select(_SETS.c.id, _SETS.c.name, _SETS.c.wanted, _SETS.c.position)).all()
    found = [DocumentSet(row.id, row.name, Listing.read(row.wanted), row.position) for row in rows]
    return sorted(found, key=lambda one: (one.position, one.id))


def register(connection: Connection, coder: str | None = None) -> Register:
    """Return every document as lists show it, sorted by name.

    Args:
        connection: reads.
        coder: the id of whose codings are counted; None for everyone's.
    """
    voices, said = documents.voices(connection), documents.said(connection)
    codings, values, before = _codings(connection, coder), _values(connection), documents.said_before(connection)
    found = tuple(
        Standing(
            id=one.id,
            name=one.name,
            state=one.state,
            before=before.get(one.id, DOCUMENT_STATES[0]),
            said=said.get(one.id, ()),
            kind=KINDS[min(voices.get(one.id, 0), 2) - 1],
            words=one.words,
            voices=voices.get(one.id, 0),
            codings=codings.get(one.id, 0),
            imported_at=one.imported_at,
            values=values.get(one.id, {}),
        )
        for one in documents.listed(connection)
    )
    types = {attribute.name: attribute.type for attribute in cases.attributes(connection)}
    return Register(found, types, studies.study(connection).corpus_language)


def _codings(connection: Connection, coder: str | None) -> dict[str, int]:
    statement = select(_CODINGS.c.document_id, func.count()).group_by(_CODINGS.c.document_id)
    if coder is not None:
        statement = statement.where(_CODINGS.c.coder_id == coder)
    return dict(connection.execute(statement).all())


def _values(connection: Connection) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the different values of each attribute by document: those of who speaks, else of who is linked to it."""
    given = {case.id: case.attributes for case in cases.listed(connection) if case.attributes}
    if not given:
        return {}
    speaking = select(_TURNS.c.document_id, _TURNS.c.case_id).where(_TURNS.c.case_id.is_not(None)).distinct()
    spoken = _gathered(((row[0], row[1]) for row in connection.execute(speaking)), given)
    linked = _gathered(((link.document, link.case) for link in cases.links(connection) if link.start is None), given)
    every = {**linked, **{document: {**linked.get(document, {}), **known} for document, known in spoken.items()}}
    return {
        document: {name: tuple(sorted(values, key=sort_key)) for name, values in known.items()}
        for document, known in every.items()
    }


def _gathered(pairs: Iterable[Pair], given: Mapping[str, tuple[Pair, ...]]) -> dict[str, dict[str, set[str]]]:
    found: dict[str, dict[str, set[str]]] = {}
    for document, case in pairs:
        for name, value in given.get(case, ()):
            found.setdefault(document, {}).setdefault(name, set()).add(value)
    return found
