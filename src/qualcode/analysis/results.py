"""What every reading's answer carries: when it was made, and by which version."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> str:
    """Return the time, ISO 8601 in UTC, to the second."""
    return datetime.now(tz=UTC).isoformat(timespec="seconds")
