"""Looks at the texts and at all that lies in them: hashes, counts, turns, quoted words."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select

from qualcode.model.spans import quoted
from qualcode.storage.care.looking import fault
from qualcode.storage.tables import TABLES
from qualcode.words.tokens import count_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

    from qualcode.model.care import Fault

_DOCUMENTS, _TEXTS, _ORIGINALS = TABLES["documents"], TABLES["texts"], TABLES["originals"]
_REVISIONS, _UNSETTLED = TABLES["revisions"], TABLES["unsettled"]
_AT_ONCE: Final = 20
"""Texts, or kept files, held together."""


def look_at_texts(connection: Connection) -> Iterator[Fault]:
    """See that every text is the one that came in, and all that lies in a document fits it."""
    for sha256 in connection.execute(select(_TEXTS.c.sha256).order_by(_TEXTS.c.sha256)).scalars().all():
        content = connection.execute(select(_TEXTS.c.content).where(_TEXTS.c.sha256 == sha256)).scalar_one()
        found = connection.execute(select(_DOCUMENTS).where(_DOCUMENTS.c.text_sha256 == sha256)).all()
        sound = hashlib.sha256(content.encode()).hexdigest() == sha256
        if not sound:
            places = [("documents", row.id, row.name) for row in found] or [("texts", sha256, "")]
            yield from (fault("text-hash", noun, identifier, name=name) for noun, identifier, name in places)
        for document in found:
            yield from _look_inside(connection, document, content, sound=sound)


def look_at_unsettled(connection: Connection) -> Iterator[Fault]:
    """See that each passage a correction left to be looked at quotes the text that was corrected."""
    statement = (
        select(_UNSETTLED, _DOCUMENTS.c.name, _TEXTS.c.content, _TEXTS.c.sha256)
        .join(_REVISIONS, _UNSETTLED.c.revision_id == _REVISIONS.c.id)
        .join(_TEXTS, _REVISIONS.c.text_sha256 == _TEXTS.c.sha256)
        .join(_DOCUMENTS, _UNSETTLED.c.document_id == _DOCUMENTS.c.id)
        .order_by(_UNSETTLED.c.id)
    )
    for row in connection.execute(statement, execution_options={"yield_per": _AT_ONCE}):
        sound = hashlib.sha256(row.content.encode()).hexdigest() == row.sha256
        yield from _look_at_quote("unsettled", row, row.name, row.content, sound=sound)


def look_at_originals(connection: Connection) -> Iterator[Fault]:
    """See that every kept file is the one that came in."""
    statement = select(_ORIGINALS.c.sha256, _ORIGINALS.c.content)
    for sha256, content in connection.execute(statement, execution_options={"yield_per": _AT_ONCE}):
        if hashlib.sha256(content).hexdigest() != sha256:
            yield fault("original-hash", "originals", sha256)


def _look_inside(connection: Connection, document: Any, text: str, *, sound: bool) -> Iterator[Fault]:  # noqa: ANN401 - a row
    """Look at a document; what follows from a text that is not sound is told, and never mended from it."""
    turns = _lying_in(connection, "turns", document.id, "position")
    crooked = list(_look_at_turns(document.name, turns, len(text)))
    yield from crooked
    if document.length != len(text):
        mend: dict[str, Any] = {"length": len(text)} if sound else {}
        yield fault("length", "documents", document.id, name=document.name, **mend)
    spans = [(turn.start, turn.end) for turn in turns] or [(0, len(text))]
    counts = {
        "characters": sum(end - start for start, end in spans),
        "words": sum(count_words(text, start, end) for start, end in spans),
    }
    if not crooked and counts != {"characters": document.characters, "words": document.words}:
        mend = dict(counts) if sound else {}
        yield fault("counts", "documents", document.id, name=document.name, **mend)
    yield from _look_at_codings(connection, document, text, sound=sound)
    for noun in ("askings", "case_links", "reading_marks"):
        for row in _lying_in(connection, noun, document.id, "id"):
            if row.start is not None and not 0 <= row.start < (row.end or 0) <= len(text):
                yield fault("span", noun, row.id, inside=document.name)


def _lying_in(connection: Connection, noun: str, document: str, order: str) -> Sequence[Any]:
    table = TABLES[noun]
    return connection.execute(select(table).where(table.c.document_id == document).order_by(table.c[order])).all()


def _look_at_turns(name: str, turns: Sequence[Any], length: int) -> Iterator[Fault]:
    """See that turns lie in their text, one after the other."""
    last, places = 0, set()
    for turn in turns:
        if not 0 <= turn.start <= turn.end <= length:
            yield fault("span", "turns", turn.id, inside=name)
        elif turn.start < last or turn.position in places:
            yield fault("turn-order", "turns", turn.id, inside=name)
        last = max(last, turn.end)
        places.add(turn.position)


def _look_at_codings(connection: Connection, document: Any, text: str, *, sound: bool) -> Iterator[Fault]:  # noqa: ANN401 - a row
    """See that each coding quotes the words it is on."""
    for row in _lying_in(connection, "codings", document.id, "start"):
        yield from _look_at_quote("codings", row, document.name, text, sound=sound)


def _look_at_quote(noun: str, row: Any, inside: str, text: str, *, sound: bool) -> Iterator[Fault]:  # noqa: ANN401 - a row
    """See that a row that quotes a text quotes the words it is on."""
    if not 0 <= row.start < row.end <= len(text):
        yield fault("span", noun, row.id, inside=inside)
        return
    right = quoted(text, row.start, row.end)
    if right != {"text": row.text, "before": row.before, "after": row.after}:
        yield fault("quoted-text", noun, row.id, inside=inside, **(right if sound else {}))
