"""Write a file whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
import time
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, Final

from qualcode.model.errors import CannotWrite, DiskFull, UnknownEnding
from qualcode.system import replace_file

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from typing import TypeAlias

    Content: TypeAlias = "bytes | Pieces"
    """What is written into a file."""

_BEGINNING, _PART = ".qualcode-", ".part"
"""Of the name of a file that is being written."""
_ABANDONED: Final = 3600
"""Seconds after which nobody writes it any more."""
_NO_ROOM: Final = (errno.ENOSPC, errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC)


_looking: ContextVar[Callable[[Path, Content], None] | None] = ContextVar("looking", default=None)


class Pieces:
    """The bytes of a large file, made a piece at a time while they are written; a text is cut between two signs."""

    def __init__(self, made: Callable[[], Iterator[bytes]]) -> None:
        """Hold nothing yet.

        Args:
            made: makes the pieces, from the first one each time it is called.
        """
        self._made = made
        self._whole: bytes | None = None

    def __iter__(self) -> Iterator[bytes]:
        """Give the pieces; where the whole was looked at, that and nothing else."""
        return self._made() if self._whole is None else iter([self._whole])

    def whole(self) -> bytes:
        """Return all of it, for whoever must see it at once."""
        if self._whole is None:
            self._whole = b"".join(self._made())
        return self._whole


def whole(content: Content) -> bytes:
    """Return all bytes of what is written."""
    return content if isinstance(content, bytes) else content.whole()


@contextmanager
def looked_through(look: Callable[[Path, Content], None]) -> Iterator[None]:
    """Let everything that is written meanwhile be looked through first.

    Args:
        look: is given the file and its content, and raises a refusal where this must not go out.
    """
    token = _looking.set(look)
    try:
        yield
    finally:
        _looking.reset(token)


def look_through(path: str | Path, data: Content) -> None:
    """Look through what is about to go out, where somebody asked for it.

    Raises:
        Refusal: it must not.
    """
    look = _looking.get()
    if look is not None:
        look(Path(path), data)


def checked_ending(path: str | Path, endings: Collection[str]) -> str:
    """Return the ending of a file, in lower case.

    Args:
        path: the file, as the person named it.
        endings: those that are known, in the order in which they are told.

    Raises:
        UnknownEnding: it is none of them.
    """
    ending = Path(path).suffix.lower()
    if ending not in endings:
        raise UnknownEnding(path, endings=", ".join(endings))
    return ending


def write_whole(path: str | Path, data: Content) -> None:
    """Write a file so that whoever looks finds the old one or the new one, never a part.

    The bytes go to a temporary file of the same folder (readable by its owner alone, as exports hold interviews), which
    then takes the place of the old file and its permissions.

    Args:
        path: the file to write; a link is followed.
        data: all of its bytes, or the pieces of them.

    Raises:
        DiskFull: there is no room; the old file stands.
        CannotWrite: the system refuses; the old file stands.
    """
    look_through(path, data)
    target = Path(os.path.realpath(path))
    try:
        _replaced(target, data)
    except OSError as fault:
        if fault.errno in _NO_ROOM:
            raise DiskFull(path) from fault
        raise CannotWrite(path, reason=fault.strerror or type(fault).__name__) from fault


def _sweep(folder: Path) -> None:
    """Take away what a program that was killed while it wrote has left in a folder: it may hold interviews."""
    before = time.time() - _ABANDONED
    for left in folder.glob(f"{_BEGINNING}*{_PART}"):
        with suppress(OSError):  # gone meanwhile, or another person's
            if left.stat().st_mtime < before:
                left.unlink()


def _replaced(target: Path, data: Content) -> None:
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    _sweep(target.parent)
    descriptor, name = tempfile.mkstemp(prefix=_BEGINNING, suffix=_PART, dir=target.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.writelines([data] if isinstance(data, bytes) else data)
        if target.exists():
            Path(name).chmod(target.stat().st_mode & 0o777)
        replace_file(Path(name), target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
