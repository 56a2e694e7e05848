"""Reads former texts, what a correction would do, and the passages that wait to be looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualcode.coding.documents.editing import edit_plan
from qualcode.coding.documents.revising import Plan, plan_of
from qualcode.model import errors
from qualcode.model.records import Unsettled
from qualcode.storage.reading import documents, revisions

if TYPE_CHECKING:
    from qualcode.coding.documents.editing import EditText
    from qualcode.model.records import Revision
    from qualcode.model.transcript import Transcript
    from qualcode.storage.engine import Database

Waits = tuple[Unsettled, dict[str, Any] | None]
"""A passage to be looked at, and what lies where it went; None where it is lost."""


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

    def edit_plan(self, action: EditText) -> Plan:
        """Return what edits would do to a document; nothing is written.

        Raises:
            NoSuchDocument, TextOvertaken, EditElsewhere, NothingTyped, TurnEmptied, TextEmptied.
        """
        with self._database.reading() as connection:
            return edit_plan(connection, action)

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

    def waiting(self, document: str | None = None, coder: str | None = None) -> list[Waits]:
        """Return the passages to be looked at that are there still, each with what lies where it went.

        That is None where the passage is lost. One whose coding or mark is gone since waits for nothing.

        Args:
            document: its id; None for all.
            coder: the id of whose they are, those that are nobody's among them; None for everyone's.
        """
        with self._database.reading() as connection:
            found = revisions.unsettled(connection, document)
            rows = revisions.lying_of(connection, found)
        return [
            (one, rows.get(one.id))
            for one in found
            if (one.ending == "lost" or one.id in rows) and (coder is None or one.coder in {None, coder})
        ]
