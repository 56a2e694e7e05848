"""A reader per noun: what is there, found by name, in short read transactions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.coding.codebook.uniting import united
from qualcode.model import errors
from qualcode.model.spans import Span
from qualcode.storage.reading import (
    cases,
    codes,
    codings,
    documents,
    guide,
    names,
    reading_marks,
    sources,
    studies,
    themes,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qualcode.model.query import Wanted
    from qualcode.model.records import (
        Asked,
        Attribute,
        Case,
        CaseLink,
        Code,
        Coder,
        Coding,
        Document,
        Excerpt,
        GuideQuestion,
        Memo,
        ReadingMark,
        Turn,
    )
    from qualcode.storage.engine import Database
    from qualcode.storage.reading.cases import Spoken
    from qualcode.storage.reading.codes import Use
    from qualcode.storage.reading.sources import CameFrom


LONGEST_SPAN = 40
"""Characters of START:END: Python refuses to read a number of thousands of digits."""


class Reader:
    """Asks one database."""

    def __init__(self, database: Database) -> None:
        """Read from this database."""
        self._database = database


class DocumentReader(Reader):
    """Documents, their texts and turns."""

    def all(self) -> list[Document]:
        """Return every document, sorted by name."""
        with self._database.reading() as connection:
            return documents.listed(connection)

    def get(self, typed: str) -> Document:
        """Return the document that a name or an id stands for.

        Raises:
            NoSuchDocument, NotUnique.
        """
        with self._database.reading() as connection:
            found = names.find(connection, "documents", typed)
            return next(document for document in documents.listed(connection) if document.id == found.id)

    def text(self, document: str) -> str:
        """Return the stored text of a document, by its id."""
        with self._database.reading() as connection:
            return documents.text(connection, document)

    def texts(self, ids: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Give id and stored text of each document, a few at a time."""
        with self._database.reading() as connection:
            yield from documents.texts(connection, ids)

    def turns(self, document: str) -> list[Turn]:
        """Return the turns of a document in order, by its id."""
        with self._database.reading() as connection:
            return documents.turns(connection, document)

    def coding_counts(self) -> dict[str, int]:
        """Return how many codings each document has, by id; those without are left out."""
        with self._database.reading() as connection:
            return documents.coding_counts(connection)

    def voices(self) -> dict[str, int]:
        """Return how many participants speak in each document, by id; those where none does are left out."""
        with self._database.reading() as connection:
            return documents.voices(connection)

    def by_origin(self) -> dict[str, list[CameFrom]]:
        """Return the documents by the place their files were at, the earliest first."""
        with self._database.reading() as connection:
            return sources.by_origin(connection)

    def original(self, document: str) -> bytes | None:
        """Return the bytes of the file a document came from, by its id; None where they were not kept."""
        with self._database.reading() as connection:
            return sources.original(connection, document)

    def with_source(self, source_sha256: str) -> str | None:
        """Return the name of the document that came from these bytes, or None."""
        with self._database.reading() as connection:
            return documents.with_source(connection, source_sha256)


class CodeReader(Reader):
    """The codebook."""

    def all(self) -> list[Code]:
        """Return every code in codebook order."""
        with self._database.reading() as connection:
            return codes.listed(connection)

    def get(self, typed: str) -> Code:
        """Return the code that a name, path, label or id stands for.

        Raises:
            NoSuchCode, NotUnique.
        """
        return codes.found(self.all(), typed)

    def counts(self, coder: str | None = None) -> dict[str, int]:
        """Return how many codings each code has, by id, itself alone; those never applied are left out.

        Args:
            coder: the id of one whose codings count; None for everyone's.
        """
        with self._database.reading() as connection:
            return codes.counts(connection, coder)

    def uses(self) -> dict[str, Use]:
        """Return how often each code was applied, by id; those never applied are left out."""
        with self._database.reading() as connection:
            return codes.uses(connection)


class CodingReader(Reader):
    """Codings and excerpts."""

    def of_document(self, document: str, coder: str | None = None) -> list[Coding]:
        """Return the codings of a document by place, by its id; a coder's by theirs, None for everyone's."""
        with self._database.reading() as connection:
            return codings.of_document(connection, document, coder)

    def records(self, ids: Sequence[str]) -> list[Coding]:
        """Return the codings of some ids, where they are."""
        with self._database.reading() as connection:
            return codings.records(connection, ids)

    def excerpts(self, wanted: Wanted) -> list[Excerpt]:
        """Return the codings asked for as a person reads them."""
        with self._database.reading() as connection:
            found = codings.excerpts(connection, wanted)
            order = {document.name: place for place, document in enumerate(documents.listed(connection))}
        return sorted(found, key=lambda excerpt: (order[excerpt.document], excerpt.start, excerpt.end, excerpt.id))

    def count(self) -> int:
        """Count all codings."""
        with self._database.reading() as connection:
            return codings.count(connection)

    def uniting(self, merged: Sequence[str]) -> int:
        """Count the codings that would go into another one where codes were merged, by the ids of all these codes."""
        with self._database.reading() as connection:
            resting = codes.resting(connection, "codings", "code_id", merged)
            return sum(len(group) - 1 for group in united(codings.records(connection, resting)))

    def get(self, typed: str) -> Coding:
        """Return the coding that an id, or the end of one, stands for.

        Raises:
            NoSuchCoding, NotUnique.
        """
        with self._database.reading() as connection:
            ids = codings.ending(connection, typed)
            if len(ids) > 1:
                raise errors.NotUnique(typed, names=", ".join(ids))
            if not ids:
                raise errors.NoSuchCoding(typed)
            return codings.records(connection, ids)[0]


class CaseReader(Reader):
    """Cases, their attributes and links."""

    def all(self) -> list[Case]:
        """Return every case, sorted by name."""
        with self._database.reading() as connection:
            return cases.listed(connection)

    def get(self, typed: str) -> Case:
        """Return the case that a name or an id stands for.

        Raises:
            NoSuchCase, NotUnique.
        """
        with self._database.reading() as connection:
            found = names.find(connection, "cases", typed)
            return next(case for case in cases.listed(connection) if case.id == found.id)

    def attributes(self) -> list[Attribute]:
        """Return the attributes in their order."""
        with self._database.reading() as connection:
            return cases.attributes(connection)

    def described(self) -> list[Case]:
        """Return every case, sorted by name, with the values of its own in words: what a table of attributes says."""
        with self._database.reading() as connection:
            return cases.worded(connection, inherited=False)

    def spoken(self) -> dict[str, Spoken]:
        """Return what is there of each case, by id; those of which nothing is are left out."""
        with self._database.reading() as connection:
            return cases.spoken(connection)

    def links(self) -> list[CaseLink]:
        """Return what cases are linked to, beside the turns they speak."""
        with self._database.reading() as connection:
            return cases.links(connection)

    def namesakes(self) -> dict[str, list[str]]:
        """Return the labels that participants of several cases bear, with the names of those cases."""
        with self._database.reading() as connection:
            return cases.namesakes(connection)


class MemoReader(Reader):
    """Memos."""

    def all(self) -> list[Memo]:
        """Return every memo, oldest first."""
        with self._database.reading() as connection:
            return themes.memos(connection)

    def get(self, typed: str) -> Memo:
        """Return the memo that an id, or the end of one, stands for.

        Raises:
            NoSuchMemo, NotUnique.
        """
        wanted = typed.strip().lower()
        fitting = [memo for memo in self.all() if len(wanted) >= names.SHORTEST_ID and memo.id.endswith(wanted)]
        if len(fitting) > 1:
            raise errors.NotUnique(typed, names=", ".join(memo.id for memo in fitting))
        if not fitting:
            raise errors.NoSuchMemo(typed)
        return fitting[0]


class GuideReader(Reader):
    """The interview guide."""

    def all(self) -> list[GuideQuestion]:
        """Return the questions in the order of the guide."""
        with self._database.reading() as connection:
            return guide.listed(connection)

    def get(self, typed: str) -> GuideQuestion:
        """Return the question that its number, its short name, its text or an id stands for.

        Raises:
            NoSuchQuestion, NotUnique.
        """
        return guide.found(self.all(), typed)

    def askings(self, document: str | None = None) -> list[Asked]:
        """Return where questions were asked, by place: in a document, by its id, or in all."""
        with self._database.reading() as connection:
            return guide.askings(connection, document)

    def asking(self, typed: str) -> Asked:
        """Return the asking that an id, or the end of one, stands for.

        Raises:
            NoSuchAsking, NotUnique.
        """
        with self._database.reading() as connection:
            return guide.asking(connection, typed)


class ReadingMarkReader(Reader):
    """What coders marked while reading."""

    def all(self, coder: str | None = None, document: str | None = None) -> list[ReadingMark]:
        """Return the marks by document and place.

        Args:
            coder: the id of one whose marks are asked for; None for everyone's.
            document: an id; None for all documents.
        """
        with self._database.reading() as connection:
            return reading_marks.listed(connection, coder, document)


class CoderReader(Reader):
    """The coders."""

    def all(self) -> list[Coder]:
        """Return the coders, in the order they came."""
        with self._database.reading() as connection:
            return studies.coders(connection)

    def get(self, typed: str) -> Coder:
        """Return the coder of a name.

        Raises:
            NoSuchCoder: with the names of those there are.
        """
        with self._database.reading() as connection:
            found = names.find(connection, "coders", typed)
            return next(coder for coder in studies.coders(connection) if coder.id == found.id)


def span_of(typed: str) -> Span:
    """Return the bounds that a person wrote as START:END, half-open code points.

    Raises:
        NotASpan: where it is not written so.
    """
    start, colon, end = typed.partition(":")
    if not (colon and start.strip().isdecimal() and end.strip().isdecimal() and len(typed) <= LONGEST_SPAN):
        raise errors.NotASpan(typed)
    return Span(int(start), int(end))
