"""The one door: a path in, a Source out, or a refusal that says what to do."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Self

from qualcode.importers.assembling import with_language
from qualcode.importers.border import understood
from qualcode.importers.files import MILLION, file_bytes, found_files, papers_beside, unread_beside
from qualcode.importers.formats import IN_PROCESS, check_content, formats_read, importer_of
from qualcode.importers.options import ImportOptions, Source
from qualcode.importers.stoppable import Child, ChildEnded
from qualcode.model.errors import DamagedFile, ImportTookTooLong, PatternTooSlow, Refusal, UnknownFormat
from qualcode.model.transcript import Loss, Transcript

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

__all__ = ["Batch", "ImportOptions", "Source", "found_files", "papers_beside", "read_source", "unread_beside"]

SECONDS: Final = 6.0
"""Time for a file however small: a hundred times what the largest interview takes, on a machine that is busy."""
SECONDS_A_MILLION: Final = 2.0
"""More time for each million bytes: a Word document of that size holds some 100,000 words, half a second's work."""
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


class Batch:
    """Files read one after another under the same options; what could loop or swell is read in one child process."""

    def __init__(self, options: ImportOptions | None = None) -> None:
        """Keep the options, and refuse a pattern that does not compile before any file is touched.

        Raises:
            BadPattern: `speakers` is not a regular expression.
        """
        self.options = options or ImportOptions()
        self._child = Child()
        if self.options.own_pattern:
            self.options.pattern()

    def __enter__(self) -> Self:
        """Start; the child starts with the first file that needs it."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the child."""
        self.close()

    def read(self, path: Path) -> Source:
        """Read one file.

        Args:
            path: where it is; as given, it names the file in refusals.

        Raises:
            Refusal: the file cannot become a document; the next one can all the same.
        """
        ending = path.suffix
        data = file_bytes(path)
        importer = importer_of(ending)
        if importer is None:
            raise UnknownFormat(path, formats=formats_read())
        check_content(data, ending, str(path))
        transcript = self._understood(importer, data, str(path))
        return _source(path, data, with_language(transcript))

    def _understood(self, importer: str, data: bytes, what: str) -> Transcript:
        if importer in IN_PROCESS and not self.options.own_pattern:
            return understood(importer, data, what, self.options)
        return self._asked(importer, data, what)

    def _asked(self, importer: str, data: bytes, what: str) -> Transcript:
        """Let the child read it, and put an end to it where it takes too long."""
        limit = SECONDS + SECONDS_A_MILLION * len(data) / MILLION
        try:
            answer = self._child.ask((importer, data, what, self.options), limit)
        except ChildEnded as end:
            raise self._refusal(what, late=end.late) from None
        if isinstance(answer, Transcript):
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


def _source(path: Path, data: bytes, transcript: Transcript) -> Source:
    name, broken = _SURROGATE.subn("\ufffd", path.stem)
    if broken:
        transcript = _with_loss(transcript, Loss("name_bytes", broken))
    source_name = _SURROGATE.sub("\ufffd", path.name)
    return Source(transcript, name, source_name, hashlib.sha256(data).hexdigest(), len(data))


def _with_loss(transcript: Transcript, loss: Loss) -> Transcript:
    return replace(transcript, losses=(*transcript.losses, loss))
