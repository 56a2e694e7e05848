"""A zip that is the same for the same content: no times, no machine; parts that say too much are written anew."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from collections.abc import Mapping

_FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip knows: it stands for no time at all."""
_UNIX: Final = 3
APP: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties '
    b'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>qualcode</Application></Properties>"
)
"""What docProps/app.xml of our files says."""


def part_of(raw: bytes, name: str) -> bytes:
    """Return a part of a package."""
    with ZipFile(BytesIO(raw)) as source:
        return source.read(name)


def repacked(raw: bytes, instead: Mapping[str, bytes]) -> bytes:
    """Return a package whose entries bear no time.

    Args:
        raw: a zip.
        instead: parts of other content, by their names.
    """
    clean = BytesIO()
    with ZipFile(BytesIO(raw)) as source, ZipFile(clean, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = ZipInfo(name, date_time=_FIRST_DAY)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = _UNIX
            target.writestr(entry, instead.get(name) or source.read(name))
    return clean.getvalue()
