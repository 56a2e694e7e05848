"""Runs Alembic over a project. Imported only where the stored schema is not ours."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from qualcode.storage.engine import Database


def configuration(connection: Connection) -> Config:
    """Return Alembic's settings for this connection, without an .ini file."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def upgrade(database: Database, revision: str = "head") -> None:
    """Bring a project to a schema, in one transaction."""
    with database.writing() as connection:
        command.upgrade(configuration(connection), revision)
