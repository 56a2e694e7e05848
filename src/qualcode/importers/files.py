"""Which files are meant, and what can be said of one before its words are read."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Final

from qualcode.importers.formats import formats_read, importer_of
from qualcode.model.errors import CannotRead, EmptyFile, FileTooBig, NoSuchFile, NotAFile, NothingToImport

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MILLION: Final = 1_000_000
LARGEST: Final = 60 * MILLION
"""Bytes of a file: ten million words of plain text, or a Word document with its photographs; all stay in memory."""

_ANYBODY_READS: Final = 0o444  # always set on Windows
_LEFT_OUT: Final = (".", "~$", "._")
"""How hidden files, Word's locks and macOS's shadows begin."""
_PAPERS: Final = frozenset(
    {"licence", "license", "copying", "notice", "readme", "lisezmoi", "lisez-moi", "lisez_moi", "changelog"}
)
"""Stems of files that lie beside transcripts and are none; in a folder they are left aside, and said so."""
_SYSTEM: Final = frozenset({"thumbs.db", "desktop.ini", "__macosx"})


def found_files(paths: Iterable[Path]) -> list[Path]:
    """Return the files meant by some paths, in order, each once.

    A folder gives the files of known endings in it and below, sorted, without hidden ones and locks; a folder without
    any, or one that cannot be opened, is itself returned, so that reading it is refused with its sentence. A licence
    or a readme in a folder is left aside (`papers_beside` names it). A file named outright is always returned.
    """
    seen: set[str] = set()
    result: list[Path] = []
    for path in paths:
        for file in _inside(path) if path.is_dir() else (path,):
            key = os.path.realpath(file)
            if key not in seen:
                seen.add(key)
                result.append(file)
    return result


def papers_beside(paths: Iterable[Path]) -> list[Path]:
    """Return the licences and readmes that `found_files` left aside in folders."""
    return sorted({file for file in _below(paths) if is_paper(file.name)})


def unread_beside(paths: Iterable[Path]) -> list[Path]:
    """Return the files in folders whose ending no importer reads: `found_files` passed them over."""
    return sorted({file for file in _below(paths) if file.is_file() and importer_of(file.suffix) is None})


def _below(paths: Iterable[Path]) -> Iterator[Path]:
    return (file for path in paths if path.is_dir() for file in _walked(path))


def _inside(folder: Path) -> list[Path]:
    wanted = (
        file for file in _walked(folder) if not is_paper(file.name) and (importer_of(file.suffix) or file.is_dir())
    )
    return sorted(wanted, key=lambda file: file.parts) or [folder]


def is_paper(name: str) -> bool:
    """Tell whether a file's name is a licence's or a readme's."""
    return Path(name).stem.casefold() in _PAPERS


def _walked(folder: Path) -> Iterator[Path]:
    """Walk a folder, links followed, no real folder twice."""
    seen: set[str] = set()
    closed: list[Path] = []
    for place, folders, names in os.walk(
        folder, onerror=lambda fault: closed.append(Path(fault.filename)), followlinks=True
    ):
        real = os.path.realpath(place)
        folders[:] = [] if real in seen else sorted(name for name in folders if not left_out(name))
        if real not in seen:
            seen.add(real)
            yield from (Path(place, name) for name in names if not left_out(name))
    yield from closed


def left_out(name: str) -> bool:
    """Tell whether a file or folder is hidden, a lock, or what a system puts beside."""
    return name.startswith(_LEFT_OUT) or name.casefold() in _SYSTEM


def file_bytes(path: Path) -> bytes:
    """Return a file's bytes once all that can be wrong before reading has been looked at.

    Raises:
        NoSuchFile: nothing there, or a link to nothing.
        NothingToImport: a folder.
        NotAFile: a pipe or a device, which would never end.
        FileTooBig: over `LARGEST`.
        EmptyFile: no byte.
        CannotRead: the system refuses.
    """
    try:
        _check(path)
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as fault:
        raise NoSuchFile(path) from fault
    except (OSError, ValueError) as fault:  # ValueError: a name with a NUL in it
        raise CannotRead(path, reason=getattr(fault, "strerror", None) or str(fault)) from fault


def _check(path: Path) -> None:
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        os.scandir(path).close()
        raise NothingToImport(path, formats=formats_read())
    if not stat.S_ISREG(status.st_mode):
        raise NotAFile(path)
    if not status.st_mode & _ANYBODY_READS:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))  # the administrator could, but nobody meant it
    if not status.st_size:
        raise EmptyFile(path)
    if status.st_size > LARGEST:
        raise FileTooBig(path, size=status.st_size // MILLION, limit=LARGEST // MILLION)
