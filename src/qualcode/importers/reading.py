"""The one door: a path in, Sources out, or refusals that say what to do."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass, replace
from pathlib import Path, PurePath, PurePosixPath
from typing import TYPE_CHECKING, Final, Self

from qualcode.importers.answers.columns import parsed
from qualcode.importers.assembling import with_language
from qualcode.importers.border import understood
from qualcode.importers.files import MILLION, file_bytes, found_files, papers_beside, unread_beside
from qualcode.importers.formats import IN_PROCESS, IN_PROCESS_BYTES, check_content, formats_read, importer_of
from qualcode.importers.options import ImportOptions, Noted, Refused, Source, There
from qualcode.importers.stoppable import Child, ChildEnded
from qualcode.importers.tables import Table
from qualcode.model.bundle import Bundle, Member, Packed
from qualcode.model.errors import (
    DamagedFile,
    EmptyFile,
    ImportTookTooLong,
    PatternTooSlow,
    Refusal,
    SeveralDocuments,
    UnknownFormat,
)
from qualcode.model.transcript import Loss, Transcript

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import TracebackType

    from qualcode.importers.formats import Understood
    from qualcode.importers.options import Found

__all__ = [
    "Batch",
    "ImportOptions",
    "Noted",
    "Refused",
    "Source",
    "There",
    "found_files",
    "papers_beside",
    "read_source",
    "unread_beside",
]

SECONDS: Final = 6.0
"""Time for a file however small: a hundred times what the largest interview takes, on a machine that is busy."""
SECONDS_A_MILLION: Final = 2.0
"""More time for each million bytes: a Word document of that size holds some 100,000 words, half a second's work."""
ORIGIN_PARTS: Final = 3
"""Parts of a path that are kept: a name and two folders, which do not say whose the files are."""
ORIGIN_DIGITS: Final = 16
"""Hexadecimal digits kept of the SHA-256 of a whole path: 64 bits tell a million folders laid out alike apart."""
BESIDE: Final = " · "
"""What joins the name of a table and whoever answers in it."""
WORKBOOK_TABLE: Final = "qualcode.importers.answers.workbook:read_attributes"
WORD_GUIDE: Final = "qualcode.importers.word.guide:read"
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def _nobody(_sha256: str) -> str | None:
    """Know no document."""
    return None


@dataclass(frozen=True, slots=True)
class _Held:
    """Bytes to be read: a file's, or those of a file inside an archive."""

    file: str
    name: str
    origin: str
    data: bytes

    @property
    def sha256(self) -> str:
        """By which the same bytes are known again."""
        return hashlib.sha256(self.data).hexdigest()

    def inside(self, member: Packed) -> _Held:
        """Return what a member of these bytes holds."""
        path = _visible(member.path)
        return _Held(f"{self.file}/{path}", PurePosixPath(path).name, f"{self.origin}/{path}", member.data)


class Batch:
    """Files read one after another under the same options; what could loop or swell is read in one child process."""

    def __init__(self, options: ImportOptions | None = None) -> None:
        """Keep the options, and refuse a pattern or a mapping that is none before any file is touched.

        Raises:
            BadPattern: `speakers` is not a regular expression.
            BadColumns: `columns` is not written as it must be.
        """
        self.options = options or ImportOptions()
        self._child = Child()
        if self.options.own_pattern:
            self.options.pattern()
        parsed(self.options.columns)

    def __enter__(self) -> Self:
        """Start; the child starts with the first file that needs it."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the child."""
        self.close()

    def read(self, path: Path) -> Source:
        """Read a file that holds one document.

        Args:
            path: where it is; as given, it names the file in refusals.

        Raises:
            Refusal: the file cannot become a document; the next one can all the same.
            SeveralDocuments: it holds several.
        """
        sources: list[Source] = []
        for found in self.every(path):
            if isinstance(found, Refused):
                raise found.refusal
            sources += [found] if isinstance(found, Source) else []
            if len(sources) > 1:
                raise SeveralDocuments(path)
        return sources[0]

    def every(self, path: Path, known: Callable[[str], str | None] = _nobody) -> Iterator[Found]:
        """Give every document of a file, one after another: what was read, is there already, or is refused.

        Args:
            path: where the file is; as given, it names the file in refusals.
            known: returns the document that came from bytes of a SHA-256, or None; such bytes are not read.
        """
        try:
            data = file_bytes(path)
            yield from self._every(_Held(str(path), path.name, _origin(path), data), known)
        except Refusal as refusal:
            yield Refused(str(path), refusal)

    def table(self, path: Path, importer: str = WORKBOOK_TABLE) -> Table:
        """Read a file that holds one table.

        Args:
            path: where the file is.
            importer: what reads it: the table of attributes of a workbook, or the guide of a Word document.

        Raises:
            Refusal: it holds none.
        """
        data = file_bytes(path)
        check_content(data, path.suffix, str(path))
        answer = self._asked(importer, data, str(path))
        if isinstance(answer, Table):
            return answer
        raise DamagedFile(path)

    def _every(self, held: _Held, known: Callable[[str], str | None]) -> Iterator[Found]:
        """Give the documents of some bytes."""
        there = known(held.sha256)
        if there is not None:
            yield There(held.file, there)
            return
        ending = PurePath(held.name).suffix
        importer = importer_of(ending)
        if importer is None:
            raise UnknownFormat(held.file, formats=formats_read())
        check_content(held.data, ending, held.file)
        answer = self._understood(importer, held.data, held.file)
        if isinstance(answer, Bundle):
            yield Noted(held.file, answer.losses, answer.columns)
            for member in answer.members:
                yield from self._member(held, member, known)
        elif isinstance(answer, Transcript):
            yield _source(held, answer, self._kept(held))

    def _member(self, held: _Held, member: Member | Packed, known: Callable[[str], str | None]) -> Iterator[Found]:
        """Give the documents of a member: one, or those of a table inside an archive."""
        if isinstance(member, Member):
            there = known(member.sha256)
            yield There(held.file, there) if there else _answers(held, member, self._kept(held))
            return
        inside = held.inside(member)
        try:
            if member.refusal is not None:
                raise member.refusal
            if not member.data:
                raise EmptyFile(inside.file)
            yield from self._every(inside, known)
        except Refusal as refusal:
            yield Refused(inside.file, refusal)

    def _kept(self, held: _Held) -> bytes:
        return held.data if self.options.keep else b""

    def _understood(self, importer: str, data: bytes, what: str) -> Understood:
        if importer in IN_PROCESS and len(data) <= IN_PROCESS_BYTES and not self.options.own_pattern:
            return understood(importer, data, what, self.options)
        return self._asked(importer, data, what)

    def _asked(self, importer: str, data: bytes, what: str) -> Understood:
        """Let the child read it, and put an end to it where it takes too long."""
        limit = SECONDS + SECONDS_A_MILLION * len(data) / MILLION
        try:
            answer = self._child.ask((importer, data, what, self.options), limit)
        except ChildEnded as end:
            raise self._refusal(what, late=end.late) from None
        if isinstance(answer, Transcript | Bundle | Table):
            return answer
        raise answer if isinstance(answer, Refusal) else DamagedFile(what)

    def _refusal(self, what: str, *, late: bool) -> Refusal:
        if not late:
            return DamagedFile(what)
        return PatternTooSlow(what) if self.options.own_pattern else ImportTookTooLong(what)

    def close(self) -> None:
        """End the child."""
        self._child.close()


def read_source(path: Path, options: ImportOptions | None = None) -> Source:
    """Read one file by itself; for several, a `Batch` keeps one child for all.

    Args:
        path: the file.
        options: how turns and the interviewer are found, and the encoding where it is known.

    Raises:
        Refusal: the file cannot become a document; one sentence says why and what to do.
    """
    with Batch(options) as batch:
        return batch.read(path)


def _source(held: _Held, transcript: Transcript, original: bytes) -> Source:
    name, broken = _SURROGATE.subn("\ufffd", PurePath(held.name).stem)
    if broken:
        transcript = replace(transcript, losses=(*transcript.losses, Loss("name_bytes", broken)))
    return Source(
        with_language(transcript),
        name,
        _visible(held.name),
        held.sha256,
        len(held.data),
        held.file,
        held.origin,
        original=original,
    )


def _answers(held: _Held, member: Member, original: bytes) -> Source:
    """Return the document of one person of a table."""
    return Source(
        with_language(member.transcript),
        _visible(member.name),
        _visible(f"{held.name}{BESIDE}{member.name}"),
        member.sha256,
        len(held.data),
        held.file,
        f"{held.origin}{BESIDE}{_visible(member.name)}",
        member.facts,
        original,
    )


def _origin(path: Path) -> str:
    """Return where a file is: the end of its path, and by a hash of all of it which of the files that end so."""
    real = os.path.realpath(path)
    digits = hashlib.sha256(os.fsencode(real)).hexdigest()[:ORIGIN_DIGITS]
    return f"{_visible('/'.join(Path(real).parts[-ORIGIN_PARTS:]))}#{digits}"


def _visible(name: str) -> str:
    return _SURROGATE.sub("\ufffd", name)
