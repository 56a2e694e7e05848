"""What a handler works with: the rows of one transaction, who acts, and what it found worth telling."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from qualcode.model import errors
from qualcode.model.ids import new_id
from qualcode.storage import journal
from qualcode.storage.purging.erasing import erase
from qualcode.storage.reading import names
from qualcode.storage.schema import REVISION
from qualcode.storage.store import now
from qualcode.storage.texts import storable
from qualcode.storage.writing import Writer
from qualcode.words.folding import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Connection

    from qualcode.storage.purging.erasing import Erasure
    from qualcode.storage.writing import Kept

NAME_LENGTH: Final = 250
"""The longest name of anything, in characters: a file name's length."""
KEY_BYTES: Final = 2_600
"""The longest folded name: PostgreSQL indexes no key over 2,700 bytes, and one character may fold into 33 of them."""


class Work:
    """One action under way."""

    def __init__(self, connection: Connection, coder: str) -> None:
        """Write through this connection, in the name of a coder, who is added where this is their first row."""
        self.connection = connection
        self.writer = Writer(connection)
        self.notes: dict[str, object] = {}
        self.erased = False
        """Whether words were taken out for good: the act has no images, and is written in the journal all the same."""
        self._newcomers: list[Kept] = []
        self._coder = coder

    @cached_property
    def now(self) -> str:
        """When this is done, ISO 8601 in UTC: after all that the journal holds."""
        return journal.moment_after(self.connection, now())

    @cached_property
    def coder(self) -> str:
        """The id of who acts."""
        return self.coder_named(self._coder)

    def say(self, **notes: object) -> None:
        """Note names and counts for the history, the footer and the Change."""
        self.notes.update(notes)

    def row(self, noun: str, identifier: str) -> dict[str, Any] | None:
        """Read one row as it stands, version left out; None where it is not there."""
        return self.writer.rows_of(noun, [identifier]).get(identifier)

    def coder_named(self, name: str) -> str:
        """Return the id of a coder, making one where nobody of that name has coded; that is an action of its own."""
        known = coder_id(self.connection, name)
        if known is not None:
            return known
        identifier, images = add_coder(self.connection, name)
        self._newcomers += images
        return identifier

    def erase(self, erasure: Erasure, values: Mapping[tuple[str, str], Mapping[str, Any]] | None = None) -> int:
        """Take words out of the project and its journal for good; return how many rows that concerned.

        Args:
            erasure: what goes.
            values: columns to be set in rows, by noun and id.
        """
        count = erase(self.connection, erasure, values or {})
        self.erased = count > 0
        return count

    @property
    def images(self) -> list[Kept]:
        """What was written, coders who came by it included."""
        return [*self._newcomers, *self.writer.images]


def coder_id(connection: Connection, name: str) -> str | None:
    """Return the id of the coder of exactly that name, capitals ignored, or None.

    Raises:
        EmptyName, NameTooLong: where nobody could bear it.
    """
    return names.with_name(connection, "coders", clean_name(name))


def add_coder(connection: Connection, name: str) -> tuple[str, list[Kept]]:
    """Add a coder in the journal under nobody's name, so that no undo takes a person away from what they coded."""
    writer = Writer(connection)
    identifier, cleaned = new_id(), clean_name(name)
    writer.insert("coders", [{"id": identifier, "name": cleaned, "name_key": folded(cleaned)}])
    at = journal.moment_after(connection, now())
    journal.record(writer, journal.Entry(new_id(), at, None, "AddCoder", {"coder": cleaned}, REVISION))
    return identifier, writer.images


def clean_name(name: str) -> str:
    """Return a name fit to keep: trimmed, on one line, storable.

    Raises:
        EmptyName: where nothing is left.
        NameTooLong: over 250 characters.
    """
    cleaned = " ".join(storable(name).split())
    if not cleaned:
        raise errors.EmptyName(name or "?")
    if len(cleaned) > NAME_LENGTH or len(folded(cleaned).encode()) > KEY_BYTES:
        raise errors.NameTooLong(cleaned[:40] + "…", limit=NAME_LENGTH)
    return cleaned


def choice(value: str, choices: Iterable[str]) -> str:
    """Return a word of a list of choices.

    Raises:
        BadChoice: where it is none of them.
    """
    known = tuple(choices)
    if value not in known:
        raise errors.BadChoice(value, choices=", ".join(known))
    return value
