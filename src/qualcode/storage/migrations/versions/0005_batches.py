"""Acts that are one step for undo and redo, such as the files of one import, share a batch.

Revision: 0005
Follows: 0004
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; what was done before stands by itself."""
    op.add_column("actions", sa.Column("batch", sa.String(32), nullable=True))


def downgrade() -> None:
    """Drop it: each act is a step of its own again."""
    op.drop_column("actions", "batch")
