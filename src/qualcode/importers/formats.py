"""The table of formats: a new one is a file with `read` in it and a line here."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Final, Protocol

from qualcode.model.errors import DisguisedFile, LockedFile, UnknownFormat, WrongContent
from qualcode.model.messages import N_

if TYPE_CHECKING:
    from qualcode.importers.options import ImportOptions
    from qualcode.importers.tables import Table
    from qualcode.model.bundle import Bundle
    from qualcode.model.transcript import Transcript

    Understood = Transcript | Bundle | Table


class Importer(Protocol):
    """What a format's file gives under the name `read`: bytes in, Transcript out, nothing else touched.

    A file that holds several documents gives a Bundle of them, a table of attributes a Table.
    """

    def __call__(self, data: bytes, what: str, options: ImportOptions) -> Understood:
        """Return what the bytes say; `what` names the file in refusals."""


READERS: Final[dict[str, str]] = {
    ".txt": "qualcode.importers.plain:read",
    ".text": "qualcode.importers.plain:read",
    ".md": "qualcode.importers.markdown:read",
    ".markdown": "qualcode.importers.markdown:read",
    ".docx": "qualcode.importers.word.document:read",
    ".vtt": "qualcode.importers.recordings.subtitles:read_vtt",
    ".srt": "qualcode.importers.recordings.subtitles:read_srt",
    ".json": "qualcode.importers.recordings.whisper:read",
    ".trs": "qualcode.importers.recordings.transcriber:read",
    ".eaf": "qualcode.importers.recordings.elan:read",
    ".pdf": "qualcode.importers.pdf.document:read",
    ".odt": "qualcode.importers.opendocument.document:read",
    ".fodt": "qualcode.importers.opendocument.document:read",
    ".rtf": "qualcode.importers.rich_text.document:read",
    ".html": "qualcode.importers.web.page:read",
    ".htm": "qualcode.importers.web.page:read",
    ".csv": "qualcode.importers.answers.survey:read",
    ".xlsx": "qualcode.importers.answers.workbook:read",
    ".zip": "qualcode.importers.archive:read",
}
"""Ending, lower case, and where its importer stands."""

IN_PROCESS: Final = frozenset(
    {"qualcode.importers.plain:read", "qualcode.importers.markdown:read", "qualcode.importers.answers.survey:read"}
)
"""Importers so plain that no small file makes them loop or swell; all others run in a child that can be stopped."""

IN_PROCESS_BYTES: Final = 1_000_000
"""A longer text goes to the child too: ten hours of talk are shorter, and lines of two words swell a hundred times."""

PLUGINS: Final = "qualcode.importers"
"""Group of entry points: a package of its own may bring a format, its ending (`.xyz`) as the name."""

_TEXT, _ZIP, _OLE, _PDF = "text", "zip", "ole", "pdf"
_CONTAINERS: Final = {".pdf": _PDF, ".docx": _ZIP, ".odt": _ZIP, ".rtf": "rtf", ".xlsx": _ZIP, ".zip": _ZIP}
"""What the bytes of an ending must look like; text where nothing is said."""

_SIGNATURES: Final[tuple[tuple[bytes, str, str], ...]] = (
    (b"PK\x03\x04", _ZIP, N_("a zip archive")),
    (b"PK\x05\x06", _ZIP, N_("an empty zip archive")),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OLE, N_("an old Office document (.doc, .xls, .ppt)")),
    (b"%PDF-", _PDF, N_("a PDF document")),
    (b"{\\rtf", "rtf", N_("an RTF document")),
    (b"\x89PNG\r\n\x1a\n", "image", N_("a PNG image")),
    (b"\xff\xd8\xff", "image", N_("a JPEG image")),
    (b"GIF87a", "image", N_("a GIF image")),
    (b"GIF89a", "image", N_("a GIF image")),
    (b"II*\x00", "image", N_("a TIFF image")),
    (b"MM\x00*", "image", N_("a TIFF image")),
    (b"RIFF", "media", N_("sound or film")),
    (b"OggS", "media", N_("sound or film")),
    (b"fLaC", "media", N_("sound or film")),
    (b"ID3", "media", N_("sound or film")),
    (b"\x1aE\xdf\xa3", "media", N_("sound or film")),
    (b"SQLite format 3\x00", "database", N_("a database")),
    (b"\x1f\x8b\x08", "archive", N_("a compressed archive")),
    (b"7z\xbc\xaf\x27\x1c", "archive", N_("a compressed archive")),
    (b"Rar!\x1a\x07", "archive", N_("a compressed archive")),
    (b"\x7fELF", "program", N_("a program")),
)
"""First bytes, family, and what to call it (after the lists of magic numbers of the `file` program)."""

_MEDIA_BOX: Final = slice(4, 8)  # MP4 and M4A name their kind here, after a length
_WORD_PART: Final = b"word/document.xml"
_OLD_PARTS: Final = ("WordDocument".encode("utf-16-le"), "Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
"""What is in an old document or workbook, and not in a new one under a password; all three are boxes of one kind."""


def formats_read() -> str:
    """Return the endings qualcode reads, for a refusal or a help text."""
    return ", ".join(ending for ending in READERS)


@lru_cache(maxsize=1)
def _plugins() -> dict[str, str]:
    return {point.name.lower(): point.value for point in entry_points(group=PLUGINS)}


def importer_of(ending: str) -> str | None:
    """Return where the importer of an ending stands, `module:function`; packages are asked for unknown ones only."""
    ending = ending.lower()
    return READERS.get(ending) or (_plugins().get(ending) if ending else None)


def loaded(importer: str) -> Importer:
    """Import an importer named `module:function`."""
    module, _, function = importer.partition(":")
    reader: Importer = getattr(import_module(module), function)
    return reader


def check_content(data: bytes, ending: str, what: str) -> None:
    """Look at the first bytes of a file and refuse what its ending does not promise.

    Raises:
        LockedFile: a document or a workbook under a password.
        WrongContent: the bytes are of another kind.
        UnknownFormat: the ending is not known, nor is what the file holds.
    """
    ending = ending.lower()
    family, kind = _recognised(data)
    if importer_of(ending) is None:
        raise UnknownFormat(what, formats=formats_read())
    wanted = _CONTAINERS.get(ending, _TEXT if ending in READERS else family)
    if family == wanted:
        return
    if wanted == _ZIP and family == _OLE and not any(part in data for part in _OLD_PARTS):
        raise LockedFile(what)
    if family == _TEXT:
        raise WrongContent(what, format=ending)
    raise DisguisedFile(what, kind=kind)


def _recognised(data: bytes) -> tuple[str, str]:
    """Return the family of some bytes and its name."""
    if data[_MEDIA_BOX] == b"ftyp":
        return "media", N_("sound or film")
    for signature, family, kind in _SIGNATURES:
        if data.startswith(signature):
            return (family, N_("a Word document (.docx)")) if _WORD_PART in data and family == _ZIP else (family, kind)
    return _TEXT, ""
