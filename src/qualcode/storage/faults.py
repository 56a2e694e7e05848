"""Every fault of the database, told as a refusal; nothing outside this package knows SQLAlchemy's errors."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from sqlalchemy import exc

from qualcode.model import errors
from qualcode.storage import sealing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qualcode.model.errors import Refusal

_STATES: Final[dict[str, type[Refusal]]] = {
    "23505": errors.ChangedMeanwhile,  # unique
    "23503": errors.ChangedMeanwhile,  # foreign key
    "40001": errors.ChangedMeanwhile,  # serialization
    "40P01": errors.ChangedMeanwhile,  # deadlock
    "42501": errors.DatabaseDenied,
    "53100": errors.DiskFull,
    "53300": errors.ProjectBusy,  # too many connections
    "55P03": errors.ProjectBusy,  # lock not available
    "57P01": errors.DatabaseUnreachable,  # ended by an administrator
    "57P02": errors.DatabaseUnreachable,
    "57P03": errors.DatabaseUnreachable,
    "XX001": errors.ProjectDamaged,
    "XX002": errors.ProjectDamaged,
}
"""PostgreSQL's own codes: a server's words may be in any language, its codes are not."""

_FAULTS: Final[tuple[tuple[str, type[Refusal]], ...]] = (
    ("database or disk is full", errors.DiskFull),
    ("no space left", errors.DiskFull),
    ("file is not a database", errors.NotAProject),
    ("malformed", errors.ProjectDamaged),
    ("disk i/o error", errors.ProjectDamaged),
    ("database is locked", errors.ProjectBusy),
    ("readonly database", errors.ReadOnlyProject),
    ("unable to open database file", errors.CannotOpen),
    ("unique", errors.ChangedMeanwhile),
    ("foreign key", errors.ChangedMeanwhile),
    ("role ", errors.DatabaseDenied),
    ("rôle ", errors.DatabaseDenied),  # a server that speaks French; codes do not come with a refused connection
    ("does not exist", errors.NoDatabase),
    ("n'existe pas", errors.NoDatabase),
    ("n’existe pas", errors.NoDatabase),
    ("starting up", errors.DatabaseUnreachable),
    ("shutting down", errors.DatabaseUnreachable),
    ("too many", errors.ProjectBusy),
    ("fatal:", errors.DatabaseDenied),
    ("password", errors.DatabaseDenied),
    ("connection", errors.DatabaseUnreachable),
    ("host", errors.DatabaseUnreachable),
)
"""What a driver's message holds, in lower case, and the refusal it means; the first that fits wins."""


@contextmanager
def told(label: str) -> Iterator[None]:
    """Turn what SQLAlchemy or a driver throws into one refusal that names the project, never a word of what is in it.

    A lone surrogate in a name that somebody typed cannot be sent to any database: nothing there bears it.
    """
    try:
        yield
    except (exc.SQLAlchemyError, sqlite3.Error, UnicodeEncodeError) as fault:
        raise _refusal(fault, label) from None
    except Exception as fault:
        if isinstance(fault, sealing.faults()):  # known only once an encrypted project was opened
            raise _refusal(fault, label) from None
        raise


def _refusal(fault: Exception, label: str) -> Refusal:
    driver = getattr(fault, "orig", None) or fault
    reason = type(driver).__name__
    state = getattr(driver, "sqlstate", None)
    if state in _STATES:
        return _STATES[state](label, reason=reason)
    if not isinstance(driver, UnicodeEncodeError):  # its sentence repeats the text
        said = str(driver).lower()
        for words, refusal in _FAULTS:
            if words in said:
                return refusal(label, reason=reason)
    return errors.DatabaseFailed(label, reason=reason)
