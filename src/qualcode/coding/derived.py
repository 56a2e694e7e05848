"""Results that take long, kept inside the project file so that they are computed once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qualcode.model import errors
from qualcode.storage import derived
from qualcode.storage.reading import documents
from qualcode.storage.writing import pieces
from qualcode.words.maps import COUNTED, COUNTS, LENGTHS, MEASURED, word_map
from qualcode.words.plain_maps import PLAIN, SEARCHED, plain_map

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Connection

    from qualcode.storage.store import Store

_KINDS: Final = {COUNTS: COUNTED, LENGTHS: MEASURED, PLAIN: SEARCHED}
"""What is kept of every text, and how the same begins that was made by other rules."""
AT_ONCE: Final = 50
"""Texts that are read in one transaction."""


def keep_words(connection: Connection, sha256: str, text: str, stretches: Iterable[tuple[int, int]]) -> None:
    """Keep where the words of a text lie, and how it is searched.

    Args:
        connection: the transaction in which the text, or what is said of it, is written.
        sha256: of the text.
        text: the stored text.
        stretches: bounds of the speech.
    """
    derived.keep_of(connection, sha256, dict(zip(_KINDS, (*word_map(text, stretches), plain_map(text)), strict=True)))


def _missing(connection: Connection) -> dict[str, str]:
    """Return a document of each text of which something is missing: it came in under an earlier version or rules."""
    return {sha256: document for kind in _KINDS for document, sha256 in derived.without(connection, kind)}


def _keep_missing(connection: Connection, missing: Sequence[tuple[str, str]]) -> None:
    for sha256, document in missing:
        spoken = [(turn.start, turn.end) for turn in documents.turns(connection, document)]
        keep_words(connection, sha256, documents.text(connection, document), spoken)


class Derived:
    """What was computed from the study and can be computed again; no action of anybody, so no journal."""

    def __init__(self, opened: Store) -> None:
        """Keep it in this store."""
        self._store = opened

    @property
    def keeps(self) -> bool:
        """Whether anything can be kept: a project opened for reading only is left as it is."""
        return self._store.writes

    def get(self, kind: str, keys: Sequence[str]) -> dict[str, bytes]:
        """Return what is kept of a kind under some keys; what is not there is left out.

        Args:
            kind: what sort of result, with the version of what made it.
            keys: such as the SHA-256 of the text it was computed from.
        """
        with self._store.database.reading() as connection:
            return derived.kept(connection, kind, keys)

    def complete(self) -> None:
        """Keep where words lie in the texts that have it not, some at a time; where all have, nothing is written."""
        with self._store.database.reading() as connection:
            missing = list(_missing(connection).items())
        for few in pieces(missing, AT_ONCE):
            with self._store.database.writing() as connection:
                _keep_missing(connection, few)
        if missing:
            with self._store.database.writing() as connection:
                for kind, beginning in _KINDS.items():
                    derived.drop_others(connection, beginning, kind)

    def put(self, kind: str, contents: Mapping[str, bytes], *, instead_of: str = "") -> None:
        """Keep results of a kind by their keys.

        Args:
            kind: what sort of result.
            contents: by key.
            instead_of: how other kinds begin that nobody wants any more.

        Raises:
            ReadOnlyProject: where the project is open for reading only.
        """
        if not self.keeps:
            raise errors.ReadOnlyProject(self._store.database.label)
        with self._store.database.writing() as connection:
            if instead_of:
                derived.drop_others(connection, instead_of, kind)
            derived.keep(connection, kind, contents)

    def drop(self, kind: str) -> None:
        """Let all results of a kind go.

        Raises:
            ReadOnlyProject: where the project is open for reading only.
        """
        if not self.keeps:
            raise errors.ReadOnlyProject(self._store.database.label)
        with self._store.database.writing() as connection:
            derived.drop(connection, kind)
