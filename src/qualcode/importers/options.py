"""What a person may say about an import, and what a read file is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from qualcode.model.errors import BadPattern

if TYPE_CHECKING:
    from qualcode.model.transcript import Transcript

AUTO: Final = "auto"
NONE: Final = "none"


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How turns are told apart (`auto`, `none` or a regular expression), who asks, and how bytes were written."""

    speakers: str = AUTO
    interviewers: tuple[str, ...] = ()
    encoding: str | None = None

    @property
    def own_pattern(self) -> bool:
        """Whether the person gave a regular expression: it may never end, so it runs where it can be stopped."""
        return self.speakers not in (AUTO, NONE)

    def pattern(self) -> re.Pattern[str]:
        """Return the person's regular expression, compiled.

        Raises:
            BadPattern: where it does not compile.
        """
        try:
            return re.compile(self.speakers)
        except (re.error, RecursionError, OverflowError) as fault:
            raise BadPattern(self.speakers, reason=str(fault)) from fault


@dataclass(frozen=True, slots=True)
class Source:
    """A file read: what it says, and how to know the same file again; `size` in bytes."""

    transcript: Transcript
    name: str
    """The file's stem, which names the document; never normalised."""
    source_name: str
    source_sha256: str
    size: int
