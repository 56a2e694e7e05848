"""Texts edited by a purge, and everything that lies in them carried to its place, letter for letter."""

from __future__ import annotations

import hashlib
import html
import io
import json
import re
import zipfile
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sqlalchemy import delete, exists, or_, select, update

from qualcode.model.outlines import cuts_text
from qualcode.model.spans import Span, quoted
from qualcode.storage.reading.documents import keep_text
from qualcode.storage.tables import TABLES
from qualcode.storage.writing import pieces
from qualcode.words.purging import Shift, edited
from qualcode.words.tokens import count_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection, Table

    from qualcode.storage.purging.erasing import Erasure
    from qualcode.storage.purging.past import Past
    from qualcode.words.purging import Edit, Replacer

_DOCUMENTS, _TEXTS, _TURNS = TABLES["documents"], TABLES["texts"], TABLES["turns"]
_CODINGS, _REVISIONS, _UNSETTLED = TABLES["codings"], TABLES["revisions"], TABLES["unsettled"]
_ORIGINALS, _SOURCES, _QUOTES = TABLES["originals"], TABLES["sources"], TABLES["outline_quotes"]
_SAME: Final = {
    "codings": ("code_id", "coder_id"),
    "askings": ("question_id",),
    "case_links": ("case_id",),
    "reading_marks": ("kind", "coder_id"),
}
"""What lies on passages, and what makes two of them the same beside their place."""
_HANGING: Final = ("theme_links", "rechecks", "outline_quotes")
"""What hangs on a coding and goes with it, beside memos."""
_ENCODINGS: Final = ("utf-8", "utf-16", "cp1252")
_LARGEST: Final = 50_000_000
"""Bytes of a part of an archive that is read: words take less, and a bomb takes more."""
_MARKUP: Final = re.compile("<[^>]*>")
"""Marks between which a word of a Word file may be cut."""
_UNREADABLE: Final = (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError, ValueError)


def edit_texts(connection: Connection, erasure: Erasure) -> int:
    """Write the edited texts of documents, and where everything lies in them; return how many documents that were.

    Args:
        connection: a write transaction.
        erasure: what goes; what comes to be the same as another goes too, and is added.
    """
    for document, edits in erasure.texts.items():
        former = _content(connection, _DOCUMENTS.c.text_sha256, _DOCUMENTS.c.id == document)
        text, shift = edited(former, edits), Shift(edits)
        sha256 = keep_text(connection, text, hashlib.sha256(text.encode()).hexdigest())
        for noun in _SAME:
            _carry(Passages(connection, noun, document), shift, text, erasure)
        spans = _carry_turns(connection, document, shift) or [(0, len(text))]
        values = {
            "text_sha256": sha256,
            "length": len(text),
            "characters": sum(end - start for start, end in spans),
            "words": sum(count_words(text, start, end) for start, end in spans),
            "version": _DOCUMENTS.c.version + 1,
        }
        connection.execute(update(_DOCUMENTS).where(_DOCUMENTS.c.id == document).values(values))
    return len(erasure.texts)


def _content(connection: Connection, column: Any, where: Any) -> str:  # noqa: ANN401 - of whichever table
    """Return the text that a row names."""
    content: str = connection.execute(
        select(_TEXTS.c.content).where(_TEXTS.c.sha256 == select(column).where(where).scalar_subquery())
    ).scalar_one()
    return content


class Passages(NamedTuple):
    """What of one noun lies on passages of a document."""

    connection: Connection
    noun: str
    document: str

    def rows(self) -> list[dict[str, Any]]:
        """Return them, the first and longest passage first."""
        table = TABLES[self.noun]
        lying = select(table).where(table.c.document_id == self.document, table.c.start.is_not(None))
        ordered = lying.order_by(table.c.start, table.c.end.desc(), table.c.id)
        return [dict(row) for row in self.connection.execute(ordered).mappings()]

    def write(self, places: Mapping[str, Mapping[str, Any]], beyond: int) -> None:
        """Write where they lie now; all leave the text first, so that none comes where another still is.

        Args:
            places: columns by id.
            beyond: more than the end of any.
        """
        table = TABLES[self.noun]
        for identifier, place in places.items():
            aside = {"start": place["start"] + beyond, "end": place["end"] + beyond}
            self.connection.execute(update(table).where(table.c.id == identifier).values(aside))
        for identifier, place in places.items():
            values = {**place, "version": table.c.version + 1}
            self.connection.execute(update(table).where(table.c.id == identifier).values(values))


def _carry(passages: Passages, shift: Shift, text: str, erasure: Erasure) -> None:
    """Write where the passages of a noun lie now; of two that come to be the same, the first stays."""
    noun, gone = passages.noun, erasure.gone
    rows = [row for row in passages.rows() if row["id"] not in gone[noun]]
    taken: dict[tuple[Any, ...], str] = {}
    places: dict[str, dict[str, Any]] = {}
    for row in rows:
        start, end = shift.span(row["start"], row["end"])
        first = taken.setdefault((start, end, *(row[name] for name in _SAME[noun])), row["id"])
        if first != row["id"]:
            _let_go(passages, row["id"], first, erasure)
            continue
        place = {"start": start, "end": end} | (quoted(text, start, end) if noun == "codings" else {})
        if any(row[name] != value for name, value in place.items()):
            places[row["id"]] = place
        if noun == "codings" and place["text"] != row["text"]:
            _refit(passages.connection, row, shift, end - start, erasure)
    _remove_now(passages.connection, noun, gone[noun])
    passages.write(places, 1 + max([len(text), *(row["end"] for row in rows)]))


def _refit(connection: Connection, coding: Mapping[str, Any], shift: Shift, length: int, erasure: Erasure) -> None:
    """Carry the words that parts of outlines leave out of a passage, counted from its start."""
    begun = coding["start"]
    former = select(_QUOTES.c.id, _QUOTES.c.cuts).where(_QUOTES.c.coding_id == coding["id"], _QUOTES.c.cuts != "[]")
    for identifier, written_cuts in connection.execute(former).all():
        spans = [shift.span(begun + start, begun + end) for start, end in json.loads(written_cuts)]
        first = shift.start(begun)
        cuts = [Span(max(start - first, 0), min(end - first, length)) for start, end in spans]
        values = {"cuts": cuts_text(cuts), "version": _QUOTES.c.version + 1}
        connection.execute(update(_QUOTES).where(_QUOTES.c.id == identifier).values(values))
        erasure.following["outline_quotes"].add(identifier)


def _let_go(passages: Passages, twin: str, stays: str, erasure: Erasure) -> None:
    """Let a passage go that is now the same as another; the memos on a coding stay, on that other."""
    connection, gone = passages.connection, erasure.gone
    gone[passages.noun].add(twin)
    if passages.noun == "codings":
        memos = TABLES["memos"]
        erasure.following["memos"].update(_on(connection, "memos", "coding_id", twin))
        connection.execute(update(memos).where(memos.c.coding_id == twin).values(coding_id=stays))
        for other in _HANGING:
            gone[other].update(_on(connection, other, "coding_id", twin))
    gone["unsettled"].update(_on(connection, "unsettled", "passage_id", twin))


def _on(connection: Connection, noun: str, column: str, passage: str) -> Iterable[str]:
    table = TABLES[noun]
    return connection.execute(select(table.c.id).where(table.c[column] == passage)).scalars()


def _remove_now(connection: Connection, noun: str, ids: set[str]) -> None:
    """Remove passages that go, with what hangs on them, so that others may come where they were."""
    for few in pieces(sorted(ids)):
        for other in ("memos", *_HANGING) if noun == "codings" else ():
            connection.execute(delete(TABLES[other]).where(TABLES[other].c.coding_id.in_(few)))
        connection.execute(delete(TABLES[noun]).where(TABLES[noun].c.id.in_(few)))


def _carry_turns(connection: Connection, document: str, shift: Shift) -> list[tuple[int, int]]:
    """Write the bounds of the turns; return them."""
    rows = connection.execute(
        select(_TURNS.c.id, _TURNS.c.start, _TURNS.c.end).where(_TURNS.c.document_id == document)
    ).all()
    spans = {row.id: shift.span(row.start, row.end) for row in rows}
    for row in rows:
        start, end = spans[row.id]
        if (start, end) != (row.start, row.end):
            values = {"start": start, "end": end, "version": _TURNS.c.version + 1}
            connection.execute(update(_TURNS).where(_TURNS.c.id == row.id).values(values))
    return list(spans.values())


def edit_former(connection: Connection, former: Mapping[str, Sequence[Edit]]) -> int:
    """Write edited former texts, and what quotes them; return how many there were."""
    for revision, edits in former.items():
        before = _content(connection, _REVISIONS.c.text_sha256, _REVISIONS.c.id == revision)
        text, shift = edited(before, edits), Shift(edits)
        sha256 = keep_text(connection, text, hashlib.sha256(text.encode()).hexdigest())
        values = {"text_sha256": sha256, "version": _REVISIONS.c.version + 1}
        connection.execute(update(_REVISIONS).where(_REVISIONS.c.id == revision).values(values))
        names = [_UNSETTLED.c[name] for name in ("id", "start", "end")]
        for row in connection.execute(select(*names).where(_UNSETTLED.c.revision_id == revision)).all():
            start, end = shift.span(row.start, row.end)
            place = {"start": start, "end": end, **quoted(text, start, end), "version": _UNSETTLED.c.version + 1}
            connection.execute(update(_UNSETTLED).where(_UNSETTLED.c.id == row.id).values(place))
    return len(former)


def drop_texts(connection: Connection, others: Iterable[str], replacer: Replacer | None) -> int:
    """Remove the texts that nothing names any more: those that a document had once, and those that hold the words.

    Returns how many there were.

    Args:
        connection: a write transaction.
        others: SHA-256 of texts that documents had by the journal.
        replacer: knows the words.
    """
    named = (exists().where(table.c.text_sha256 == _TEXTS.c.sha256) for table in (_DOCUMENTS, _REVISIONS))
    loose = set(connection.execute(select(_TEXTS.c.sha256).where(~or_(*named))).scalars())
    dropped = loose & set(others)
    if replacer is not None:
        for few in pieces(sorted(loose - dropped), 50):
            rows = connection.execute(select(_TEXTS.c.sha256, _TEXTS.c.content).where(_TEXTS.c.sha256.in_(few)))
            dropped.update(row.sha256 for row in rows if replacer.holds(row.content))
    for few in pieces(sorted(dropped)):
        connection.execute(delete(_TEXTS).where(_TEXTS.c.sha256.in_(few)))
    return len(dropped)


def forget_originals(connection: Connection, edited_now: set[str], past: Past, replacer: Replacer | None) -> int:
    """Remove the kept files of documents, of now and before, and every other one in which the words are found.

    Returns how many there were.

    The SHA-256 of what came in stays with the document: it says nothing of the words, and keeps the file from coming
    in a second time unnoticed.

    Args:
        connection: a write transaction.
        edited_now: ids of the documents of which the file of now goes too.
        past: the documents concerned, and the files that were ever kept of them.
        replacer: knows the words.
    """
    dropped = past.originals | _originals_of(connection, _REVISIONS, past.documents)
    dropped -= _originals_of(connection, _SOURCES, past.documents - edited_now)
    dropped |= _originals_of(connection, _SOURCES, edited_now)
    if replacer is not None:
        for sha256, content in connection.execute(select(_ORIGINALS), execution_options={"yield_per": 20}):
            if any(replacer.holds(text) for text in readable(content)):
                dropped.add(sha256)
    for few in pieces(sorted(dropped)):
        for table in (_SOURCES, _REVISIONS):
            named = table.c.original_sha256.in_(few)
            connection.execute(update(table).where(named).values(original_sha256=None))
        connection.execute(delete(_ORIGINALS).where(_ORIGINALS.c.sha256.in_(few)))
    return len(dropped)


def _originals_of(connection: Connection, table: Table, documents: set[str]) -> set[str]:
    found: set[str] = set()
    for few in pieces(sorted(documents)):
        kept = select(table.c.original_sha256).where(table.c.document_id.in_(few), table.c.original_sha256.is_not(None))
        found.update(connection.execute(kept).scalars())
    return found


def readable(content: bytes) -> Iterator[str]:
    """Give what can be read as words in the bytes of a file: itself, and the parts of one that is an archive."""
    for encoding in _ENCODINGS:
        with suppress(UnicodeError):
            yield from _readings(content.decode(encoding))
    with suppress(*_UNREADABLE), zipfile.ZipFile(io.BytesIO(content)) as archive:
        for part in archive.infolist():
            yield part.filename
            if part.file_size <= _LARGEST:
                yield from _readings(archive.read(part).decode("utf-8", "replace"))


def _readings(text: str) -> Iterator[str]:
    """Give a text as it stands, and where marks may cut its words, without them and with each sign written out."""
    yield text
    if "<" in text or "&" in text:
        yield html.unescape(_MARKUP.sub("", text))
