"""The zip that many document formats are, unpacked under limits whatever its sizes claim to be."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Final

from qualcode.model.errors import DamagedFile, FileTooBig, LockedFile, TooManyParts

MILLION: Final = 1_000_000
MOST_PARTS: Final = 4_000
"""Entries of the zip: a document with a thousand pictures has some 1,100."""
LARGEST_PART: Final = 40 * MILLION
"""Bytes of one part once unpacked: Word writes 10 to 30 a word, so over a million words; the tree takes 300 MB."""
LARGEST_RATIO: Final = 200
"""Unpacked to packed size over which a part of more than a million bytes is a bomb; Word's own markup reaches 60."""
_ENCRYPTED: Final = 0x1

BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
)
"""What the library throws on a broken part."""


class Zipped:
    """An opened zip of a document; its parts are asked for by name."""

    def __init__(self, data: bytes, what: str) -> None:
        """Open the zip.

        Args:
            data: its bytes.
            what: the file's name, for refusals.

        Raises:
            DamagedFile: no zip, or two parts of one name: nobody can say which one its own program would show.
            LockedFile: entries under a password.
            TooManyParts: more entries than any document has.
        """
        self.what = what
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError) as fault:
            raise DamagedFile(what) from fault
        names = self._zip.namelist()
        if len(names) > MOST_PARTS:
            raise TooManyParts(what, size=len(names), limit=MOST_PARTS)
        if any(entry.flag_bits & _ENCRYPTED for entry in self._zip.infolist()):
            raise LockedFile(what)
        self.names = frozenset(names)
        if len(self.names) != len(names):
            raise DamagedFile(what)

    def part(self, name: str) -> bytes:
        """Return a part unpacked, empty where there is none.

        Raises:
            DamagedFile: broken inside.
            FileTooBig: larger than the limits allow.
        """
        if name not in self.names:
            return b""
        entry = self._zip.getinfo(name)
        allowed = max(MILLION, min(LARGEST_PART, entry.compress_size * LARGEST_RATIO))
        try:
            with self._zip.open(entry) as part:
                data = part.read(allowed + 1)
        except BROKEN as fault:
            raise DamagedFile(self.what) from fault
        if len(data) > allowed:
            raise FileTooBig(self.what, size=max(entry.file_size, len(data)) // MILLION, limit=allowed // MILLION)
        return data
