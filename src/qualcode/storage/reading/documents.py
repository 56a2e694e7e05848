"""Documents, their turns and texts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from sqlalchemy import bindparam, func, or_, select

from qualcode.model import errors
from qualcode.model.listing import Said, study_state
from qualcode.model.messages import N_
from qualcode.model.records import CODED_STATES, DOCUMENT_STATES, Document, Turn
from qualcode.storage.inserting import put
from qualcode.storage.tables import TABLES
from qualcode.storage.writing import pieces
from qualcode.words.folding import sort_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy import Connection

_DOCUMENTS = TABLES["documents"]
_TURNS = TABLES["turns"]
_TEXTS = TABLES["texts"]
_REVISIONS = TABLES["revisions"]
_STATES = TABLES["document_states"]
_ACTIONS = TABLES["actions"]
_EACH_SPEAKS: Final = "0008"
"""The schema since which coders say for themselves how far they are."""
_TEXT_OF: Final = select(_TEXTS.c.sha256).where(_TEXTS.c.sha256 == bindparam("sha256"))
_FORMER: Final = select(_REVISIONS.c.document_id).where(_REVISIONS.c.source_sha256 == bindparam("sha256"))
_OF_SOURCE: Final = (
    select(_DOCUMENTS.c.name)
    .where(or_(_DOCUMENTS.c.source_sha256 == bindparam("sha256"), _DOCUMENTS.c.id.in_(_FORMER)))
    .limit(1)
)
"""Asked of every file that is to come in."""


def listed(connection: Connection) -> list[Document]:
    """Return every document, sorted by name."""
    voices = _speakers(connection)
    counts: dict[str, int] = dict(
        connection.execute(select(_TURNS.c.document_id, func.count()).group_by(_TURNS.c.document_id)).all()
    )
    states = said(connection)
    documents = [
        Document(
            id=row.id,
            name=row.name,
            source_name=row.source_name,
            format=row.format,
            language=row.language,
            state=study_state(row.state, states.get(row.id, ())),
            characters=row.characters,
            words=row.words,
            turns=counts.get(row.id, 0),
            speakers=tuple(voices.get(row.id, ())),
            text_sha256=row.text_sha256,
            source_sha256=row.source_sha256,
            imported_at=row.imported_at,
            report=row.report,
            version=row.version,
        )
        for row in connection.execute(select(_DOCUMENTS))
    ]
    return sorted(documents, key=lambda document: (sort_key(document.name), document.id))


def said(connection: Connection) -> dict[str, tuple[Said, ...]]:
    """Return how far coders said to be with each document, by their ids; what nobody spoke of is left out.

    Who said so before each coder spoke for themselves is one of them, until they say it anew.
    """
    names = ("document_id", "coder_id", "state", "created_at")
    found: dict[str, tuple[Said, ...]] = {}
    for document, *each in connection.execute(
        select(*(_STATES.c[name] for name in names)).order_by(_STATES.c.created_at, _STATES.c.id)
    ):
        found[document] = (*found.get(document, ()), Said(*each))
    before = {document: state for document, state in said_before(connection).items() if document in found}
    for document, first in _first_sayers(connection, before).items():
        if all(each.coder != first.coder for each in found[document]):
            found[document] = (first, *found[document])
    return found


def marked_coded(connection: Connection) -> tuple[int, int]:
    """Return how many documents the study calls coded or reviewed, and how many there are."""
    states = said(connection)
    rows = connection.execute(select(_DOCUMENTS.c.id, _DOCUMENTS.c.state)).all()
    marked = [row.id for row in rows if study_state(row.state, states.get(row.id, ())) in CODED_STATES]
    return len(marked), len(rows)


def said_before(connection: Connection) -> dict[str, str]:
    """Return how far documents were said to be when a state was the study's alone; those to be read are left out."""
    statement = select(_DOCUMENTS.c.id, _DOCUMENTS.c.state).where(_DOCUMENTS.c.state != DOCUMENT_STATES[0])
    return dict(connection.execute(statement).all())


def _first_sayers(connection: Connection, before: Mapping[str, str]) -> dict[str, Said]:
    """Return who said last how far documents are, while a state was the study's alone, as the journal has it."""
    if not before:
        return {}
    asked = select(_ACTIONS.c.coder_id, _ACTIONS.c.at, _ACTIONS.c.arguments)
    asked = asked.where(_ACTIONS.c.kind == "SetDocumentState", _ACTIONS.c.schema_revision < _EACH_SPEAKS)
    found = {}
    for coder, at, written in connection.execute(asked.order_by(_ACTIONS.c.number)):
        arguments = json.loads(written)
        document, state = arguments.get("document"), arguments.get("state")
        if coder is not None and before.get(document) == state:
            found[document] = Said(coder, state, at)
    return found


def states_of(connection: Connection, document: str) -> dict[str, tuple[str, str]]:
    """Return what coders said of how far a document is: the row's id and the state, by the coder's id."""
    statement = select(_STATES.c.coder_id, _STATES.c.id, _STATES.c.state).where(_STATES.c.document_id == document)
    return {coder: (row, state) for coder, row, state in connection.execute(statement)}


def _speakers(connection: Connection) -> dict[str, list[str]]:
    first = func.min(_TURNS.c.position)
    rows = connection.execute(
        select(_TURNS.c.document_id, _TURNS.c.speaker)
        .group_by(_TURNS.c.document_id, _TURNS.c.speaker)
        .order_by(_TURNS.c.document_id, first)
    )
    voices: dict[str, list[str]] = {}
    for document, speaker in rows:
        voices.setdefault(document, []).append(speaker)
    return voices


def voices(connection: Connection) -> dict[str, int]:
    """Return how many participants speak in each document; those where none does are left out."""
    statement = (
        select(_TURNS.c.document_id, func.count(func.distinct(_TURNS.c.speaker)))
        .where(_TURNS.c.role == "participant")
        .group_by(_TURNS.c.document_id)
    )
    return dict(connection.execute(statement).all())


def turns(connection: Connection, document: str) -> list[Turn]:
    """Return the turns of a document in order."""
    names = ("id", "document_id", "position", "speaker", "role", "start", "end", "time_start", "time_end", "case_id")
    rows = connection.execute(
        select(*(_TURNS.c[name] for name in names)).where(_TURNS.c.document_id == document).order_by(_TURNS.c.position)
    )
    return [Turn(*row) for row in rows]


def text(connection: Connection, document: str) -> str:
    """Return the stored text of a document.

    Raises:
        DocumentGone: it was taken out since its id was read.
    """
    content: str | None = connection.execute(
        select(_TEXTS.c.content)
        .join(_DOCUMENTS, _DOCUMENTS.c.text_sha256 == _TEXTS.c.sha256)
        .where(_DOCUMENTS.c.id == document)
    ).scalar_one_or_none()
    if content is None:
        raise errors.DocumentGone(N_("this document"))
    return content


def texts(connection: Connection, documents: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Give id and stored text of each document asked for, a few at a time, so that memory stays flat."""
    for few in pieces(documents, 50):
        yield from connection.execute(
            select(_DOCUMENTS.c.id, _TEXTS.c.content)
            .join(_TEXTS, _DOCUMENTS.c.text_sha256 == _TEXTS.c.sha256)
            .where(_DOCUMENTS.c.id.in_(few))
        )


def lengths(connection: Connection) -> dict[str, int]:
    """Return the length of each document's stored text, in code points."""
    return dict(connection.execute(select(_DOCUMENTS.c.id, _DOCUMENTS.c.length)).all())


def coding_counts(connection: Connection) -> dict[str, int]:
    """Return how many codings each document has; those without are left out."""
    codings = TABLES["codings"]
    statement = select(codings.c.document_id, func.count()).group_by(codings.c.document_id)
    return dict(connection.execute(statement).all())


def with_source(connection: Connection, source_sha256: str) -> str | None:
    """Return the name of the document that came from these bytes, be it before a correction, or None."""
    return connection.execute(_OF_SOURCE, {"sha256": source_sha256}).scalar_one_or_none()


def name_of(connection: Connection, document: str) -> str:
    """Return the name of a document by its id.

    Raises:
        NoSuchDocument: where it is gone.
    """
    name: str | None = connection.execute(
        select(_DOCUMENTS.c.name).where(_DOCUMENTS.c.id == document)
    ).scalar_one_or_none()
    if name is None:
        raise errors.NoSuchDocument(document)
    return name


def keep_text(connection: Connection, content: str, sha256: str) -> str:
    """Put a text into the append-only table where it is not there yet; return its key."""
    if connection.execute(_TEXT_OF, {"sha256": sha256}).first() is None:
        put(connection, "texts", [{"sha256": sha256, "content": content}])
    return sha256


def cases_of(connection: Connection, document: str) -> set[str]:
    """Return the ids of the cases that speak in a document or are linked to it."""
    links = TABLES["case_links"]
    spoken = select(_TURNS.c.case_id).where(_TURNS.c.document_id == document, _TURNS.c.case_id.is_not(None))
    linked = select(links.c.case_id).where(links.c.document_id == document)
    return set(connection.execute(spoken).scalars()) | set(connection.execute(linked).scalars())
