"""Results that take long, kept inside the project file so that they are computed once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.model import errors
from qualcode.storage import derived

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qualcode.storage.store import Store


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

    def put(self, kind: str, contents: Mapping[str, bytes]) -> None:
        """Keep results of a kind by their keys.

        Raises:
            ReadOnlyProject: where the project is open for reading only.
        """
        if not self.keeps:
            raise errors.ReadOnlyProject(self._store.database.label)
        with self._store.database.writing() as connection:
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
