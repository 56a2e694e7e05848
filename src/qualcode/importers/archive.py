"""Zip archives of transcripts: their members as bytes, under limits, each to be read by the importer of its ending."""

from __future__ import annotations

import io
import posixpath
import stat
import zipfile
from typing import TYPE_CHECKING, Final, NamedTuple

from qualcode.importers.files import LARGEST, MILLION, is_paper, left_out
from qualcode.importers.formats import importer_of
from qualcode.importers.zipped import BROKEN
from qualcode.model.bundle import Bundle, Packed
from qualcode.model.errors import (
    ArchiveTooBig,
    DamagedFile,
    FileTooBig,
    LockedFile,
    NestedArchive,
    NoTranscriptInside,
    Refusal,
    TooManyParts,
)
from qualcode.model.transcript import Loss

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qualcode.importers.options import ImportOptions

MOST_MEMBERS: Final = 2_000
"""Entries, folders and shadows included: no study has a thousand interviews in one archive, and macOS doubles each."""
LARGEST_UNPACKED: Final = 150 * MILLION
"""Bytes of all members together: they pass through memory, in this process and in the one that asked."""
LARGEST_RATIO: Final = 200
"""Unpacked to packed size over which a member of more than a million bytes is a bomb; text reaches 10, a log 60."""
NAMED: Final = 12
"""Members left out that are named; the others are counted."""
ENDING: Final = ".zip"

_ENCRYPTED: Final = 0x1
_UTF8: Final = 0x800
_SAYS_NOTHING: Final = ("", ".", "..")


def read(data: bytes, what: str, options: ImportOptions) -> Bundle:  # noqa: ARG001 - every importer takes them
    """Unpack a .zip file, in memory alone.

    Hidden members, macOS's shadows, links, licences, readmes and formats that no importer reads are left out and named.
    A zip inside is refused, so nothing goes deeper than one.

    Args:
        data: its bytes.
        what: its name, for refusals.
        options: how its members will be read.

    Raises:
        DamagedFile: no zip.
        LockedFile: a member is under a password.
        TooManyParts, ArchiveTooBig: over the limits.
        NoTranscriptInside: nothing in it that an importer reads.
    """
    opened = _opened(data, what)
    entries = [entry for entry in opened.infolist() if not entry.is_dir()]
    read_here = [entry for entry in entries if _is_wanted(entry)]
    others = sorted({safe_path(entry) for entry in entries} - {safe_path(entry) for entry in read_here})
    if not read_here:
        raise NoTranscriptInside(what)
    allowance = LARGEST_UNPACKED
    members: list[Packed] = []
    for entry in read_here:
        member = _unpacked(opened, entry, what, allowance)
        allowance -= len(member.data)
        members.append(member)
    return Bundle(tuple(members), tuple(_left_out(others)))


def _opened(data: bytes, what: str) -> zipfile.ZipFile:
    try:
        opened = zipfile.ZipFile(io.BytesIO(data))
    except BROKEN as fault:
        raise DamagedFile(what) from fault
    entries = opened.infolist()
    if len(entries) > MOST_MEMBERS:
        raise TooManyParts(what, size=len(entries), limit=MOST_MEMBERS)
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise LockedFile(what)
    return opened


def safe_path(entry: zipfile.ZipInfo) -> str:
    """Return where a member stands, as a name that leads nowhere: no drive, no root, no step up, slashes only.

    Old programs write names without saying their encoding; those that are UTF-8 all the same are read as such.
    """
    name = entry.filename
    if not entry.flag_bits & _UTF8:
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            name = entry.filename
    parts = name.replace("\\", "/").replace("\x00", "").split("/")
    return "/".join(part for part in parts if part.strip() not in _SAYS_NOTHING) or "?"


class _Place(NamedTuple):
    folders: list[str]
    file: str


def _place(entry: zipfile.ZipInfo) -> _Place:
    *folders, file = safe_path(entry).split("/")
    return _Place(folders, file)


def _is_wanted(entry: zipfile.ZipInfo) -> bool:
    """Tell whether a member is a transcript rather than what programs and systems put beside."""
    place = _place(entry)
    ending = posixpath.splitext(place.file)[1]
    if any(left_out(part) for part in (*place.folders, place.file)) or is_paper(place.file):
        return False
    return not stat.S_ISLNK(entry.external_attr >> 16) and importer_of(ending) is not None


def _unpacked(opened: zipfile.ZipFile, entry: zipfile.ZipInfo, what: str, allowance: int) -> Packed:
    """Return a member, or why it cannot be one; what the sizes claim counts for nothing.

    Raises:
        ArchiveTooBig: with this one, the archive holds more than the limit.
    """
    path = safe_path(entry)
    inside = posixpath.join(what, path)
    if posixpath.splitext(path)[1].lower() == ENDING:
        return Packed(path, refusal=NestedArchive(inside))
    limit = min(LARGEST, max(MILLION, entry.compress_size * LARGEST_RATIO))
    try:
        with opened.open(entry) as part:
            data = part.read(min(limit, allowance) + 1)
    except BROKEN:
        return Packed(path, refusal=DamagedFile(inside))
    if len(data) > allowance:
        raise ArchiveTooBig(what, limit=LARGEST_UNPACKED // MILLION)
    if len(data) > limit:
        return Packed(path, refusal=_too_big(inside, limit))
    return Packed(path, data)


def _too_big(inside: str, limit: int) -> Refusal:
    return FileTooBig(inside, size=limit // MILLION + 1, limit=limit // MILLION)


def _left_out(paths: list[str]) -> Iterator[Loss]:
    if paths:
        names = ", ".join(paths[:NAMED]) + (" …" if len(paths) > NAMED else "")
        yield Loss("members_left_out", len(paths), (("names", names),))
