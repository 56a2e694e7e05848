"""Every fault of the database, told as a refusal; nothing outside this package knows SQLAlchemy's errors."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from sqlalchemy import exc

from qualcode.model import errors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qualcode.model.errors import Refusal

_FAULTS: Final[tuple[tuple[str, type[Refusal]], ...]] = (
    ("database or disk is full", errors.DiskFull),
    ("no space left", errors.DiskFull),
    ("file is not a database", errors.NotAProject),
    ("malformed", errors.ProjectDamaged),
    ("disk i/o error", errors.ProjectDamaged),
    ("database is locked", errors.ProjectBusy),
    ("readonly database", errors.ReadOnlyProject),
    ("password authentication failed", errors.DatabaseDenied),
    ("no password supplied", errors.DatabaseDenied),
    ("permission denied", errors.DatabaseDenied),
    ("role ", errors.DatabaseDenied),
    ("does not exist", errors.NoDatabase),
    ("connection refused", errors.DatabaseUnreachable),
    ("connection failed", errors.DatabaseUnreachable),
    ("could not translate host", errors.DatabaseUnreachable),
    ("failed to resolve host", errors.DatabaseUnreachable),
    ("connection timeout", errors.DatabaseUnreachable),
    ("terminating connection", errors.DatabaseUnreachable),
    ("server closed the connection", errors.DatabaseUnreachable),
    ("could not serialize", errors.ChangedMeanwhile),
    ("unique", errors.ChangedMeanwhile),
    ("foreign key", errors.ChangedMeanwhile),
    ("unable to open database file", errors.CannotOpen),
)
"""What a driver's message holds, in lower case, and the refusal it means; the first that fits wins."""


@contextmanager
def told(label: str) -> Iterator[None]:
    """Turn what SQLAlchemy throws into one refusal that names the project, and never a word of what is in it."""
    try:
        yield
    except exc.SQLAlchemyError as fault:
        raise _refusal(fault, label) from None


def _refusal(fault: exc.SQLAlchemyError, label: str) -> Refusal:
    driver = getattr(fault, "orig", None)
    said = str(driver or "").lower()
    for words, refusal in _FAULTS:
        if words in said:
            return refusal(label, reason=type(driver).__name__)
    return errors.DatabaseFailed(label, reason=type(driver or fault).__name__)
