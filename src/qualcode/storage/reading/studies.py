"""The project's own row, and the coders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from qualcode.model import errors
from qualcode.model.records import Coder, Study
from qualcode.storage.tables import TABLES

if TYPE_CHECKING:
    from sqlalchemy import Connection

_STUDY = TABLES["study"]
_CODERS = TABLES["coders"]


def study(connection: Connection) -> Study:
    """Return the project's row.

    Raises:
        ProjectDamaged: where it is gone.
    """
    names = ("id", "title", "corpus_language", "created_at", "version")
    row = connection.execute(select(*(_STUDY.c[name] for name in names))).first()
    if row is None:
        raise errors.ProjectDamaged("study")
    return Study(*row)


def begin(connection: Connection, first: Study) -> None:
    """Write the project's row; a study begins before its journal does."""
    row = {"id": first.id, "title": first.title, "corpus_language": first.corpus_language}
    connection.execute(insert(_STUDY).values(**row, created_at=first.created_at, version=first.version))


def coders(connection: Connection) -> list[Coder]:
    """Return the coders, in the order they came."""
    return [Coder(*row) for row in connection.execute(select(_CODERS.c.id, _CODERS.c.name).order_by(_CODERS.c.id))]
