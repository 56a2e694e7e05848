"""One writer a project file, by a lock of the operating system: it goes with its process, however that ends."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from typing import IO, TYPE_CHECKING

from qualcode import system
from qualcode.model import errors

if TYPE_CHECKING:
    from pathlib import Path


class WriterLock:
    """The right to write in a project file, held until `release` or the end of the process."""

    def __init__(self, path: Path, who: str) -> None:
        """Take the lock beside `path`.

        Raises:
            ProjectLocked: where another process holds it; the sentence says who, and since when.
        """
        try:
            self._handle: IO[bytes] = os.fdopen(os.open(lock_of(path), os.O_RDWR | os.O_CREAT, 0o600), "r+b")
        except OSError as fault:
            raise errors.CannotWrite(path, reason=fault.strerror or type(fault).__name__) from None
        if not system.lock_file(self._handle):
            holder = _holder(self._handle)
            self._handle.close()
            raise errors.ProjectLocked(path, who=holder.get("who") or "qualcode", since=holder.get("since") or "?")
        self._say(who)

    def _say(self, who: str) -> None:
        """Write who holds the lock, for those who find it taken."""
        since = datetime.now(UTC).astimezone().strftime("%Y-%m-%d %H:%M")
        self._handle.seek(_HEAD)
        self._handle.truncate()
        self._handle.write(json.dumps({"who": who, "since": since, "pid": os.getpid()}).encode())
        self._handle.flush()

    def release(self) -> None:
        """Let the next writer in; the small file stays, since removing it would race with a new holder."""
        if not self._handle.closed:
            system.unlock_file(self._handle)
            self._handle.close()


def lock_of(path: Path) -> Path:
    """Return the small file that stands for the right to write; a project has one, by whatever link it is reached."""
    real = path.resolve()
    return real.with_name(f".{real.name}.lock")


_HEAD = 1
"""The first byte is the one locked: on Windows a locked byte cannot be read by others."""


def _holder(handle: IO[bytes]) -> dict[str, str]:
    try:
        handle.seek(_HEAD)
        value = json.loads(handle.read())
    except (OSError, ValueError):
        return {}
    return value if isinstance(value, dict) else {}
