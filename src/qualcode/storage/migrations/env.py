"""What Alembic runs: it takes the connection that the program gives it, inside the program's transaction."""

from __future__ import annotations

from alembic import context
from sqlmodel import SQLModel

from qualcode.storage import tables  # noqa: F401 - the tables must be known before their metadata is compared

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    compare_type=True,
    compare_server_default=True,
)
context.run_migrations()
