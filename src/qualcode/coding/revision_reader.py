"""Reads former texts, what a correction would do, and the passages that wait to be looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualcode.coding.revising import Plan, plan_of
from qualcode.model import errors
from qualcode.storage.reading import documents, revisions

if TYPE_CHECKING:
    from qualcode.model.records import Revision, Unsettled
    from qualcode.model.transcript import Transcript
    from qualcode.storage.engine import Database


class RevisionReader:
    """Corrections of texts."""

    def __init__(self, database: Database) -> None:
        """Read from this database."""
        self._database = database

    def of_document(self, document: str) -> list[Revision]:
        """Return the former texts of a document by its id, the first one first."""
        with self._database.reading() as connection:
            return revisions.of_document(connection, document)

    def text(self, document: str, number: int) -> str:
        """Return a text of a document by its number, 1 for the one that came in; the last is the one it has now.

        Raises:
            NoSuchDocument.
            NoSuchVersion: where it never had so many.
        """
        with self._database.reading() as connection:
            name = documents.name_of(connection, document)
            last = revisions.next_number(connection, document)
            if number == last:
                return documents.text(connection, document)
            former = revisions.former_text(connection, document, number)
        if former is None:
            raise errors.NoSuchVersion(name, number=number, count=last)
        return former

    def plan(self, document: str, file: str, transcript: Transcript, *, sure: bool = False) -> Plan:
        """Return what a correction would do to a document; nothing is written.

        Args:
            document: its id.
            file: the name of the corrected file.
            transcript: what was read in it.
            sure: whether it may be another text altogether.

        Raises:
            NoSuchDocument, EmptyFile, TooUnlike.
        """
        with self._database.reading() as connection:
            return plan_of(connection, document, file, transcript, sure=sure)

    def unsettled(self, document: str | None = None) -> list[Unsettled]:
        """Return the passages to be looked at, in a document by its id, or in all, by former place."""
        with self._database.reading() as connection:
            return revisions.unsettled(connection, document)

    def get(self, typed: str) -> Unsettled:
        """Return the passage to be looked at that an id, or the end of one, stands for.

        Raises:
            NoSuchUnsettled, NotUnique.
        """
        with self._database.reading() as connection:
            found = revisions.unsettled_ending(connection, typed)
        if not found:
            raise errors.NoSuchUnsettled(typed)
        if len(found) > 1:
            raise errors.NotUnique(typed, names=", ".join(one.id for one in found))
        return found[0]

    def lying(self, passage: Unsettled) -> dict[str, Any] | None:
        """Return what lies where a passage went, as it is kept; None where it is lost, or gone since."""
        with self._database.reading() as connection:
            rows = revisions.lying_in(connection, passage.document)[passage.noun]
        return next((row for row in rows if row["id"] == passage.passage), None)
