"""Days as a person writes them, and the moments they stand for as times are stored: ISO 8601 in UTC."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from qualcode.model.errors import BadDate, StillToCome

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def day_of(typed: str) -> date:
    """Return the day that a person wrote as YYYY-MM-DD.

    Raises:
        BadDate: it is not written so, or there is no such day.
    """
    if not _DAY.fullmatch(typed.strip()):
        raise BadDate(typed)
    try:
        return date.fromisoformat(typed.strip())
    except ValueError:
        raise BadDate(typed) from None


def today() -> str:
    """Return the day it is where this computer stands, ISO 8601."""
    return datetime.now().astimezone().date().isoformat()


def start_of(day: date) -> str:
    """Return when a day begins where this computer stands."""
    return _stored(datetime.combine(day, time()))


def end_of(day: date) -> str:
    """Return the last moment of a day where this computer stands."""
    return _stored(datetime.combine(day + timedelta(days=1), time()) - timedelta(microseconds=1))


def past_day(typed: str, today: date) -> date:
    """Return the day that a person wrote, which is over or today.

    Args:
        typed: YYYY-MM-DD.
        today: the day it is.

    Raises:
        BadDate, StillToCome.
    """
    day = day_of(typed)
    if day > today:
        raise StillToCome(typed)
    return day


def _stored(local: datetime) -> str:
    try:
        return local.astimezone().astimezone(UTC).isoformat(timespec="microseconds")
    except (OverflowError, ValueError, OSError):  # the year 1 or 9999, beyond what a clock can be asked
        return local.replace(tzinfo=UTC).isoformat(timespec="microseconds")
