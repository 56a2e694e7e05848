"""What Alembic runs: it takes the connection that the program gives it, inside the program's transaction."""

from __future__ import annotations

from alembic import context

from qualcode.storage.study_tables import SHAPE

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SHAPE,
    render_as_batch=True,
    compare_type=True,
    compare_server_default=True,
)
context.run_migrations()
