"""A Word file turned into .odt or .pdf by LibreOffice where it is installed: no window, a profile of its own.

The passing files lie beside the one that is written, readable by its owner alone, and go at once.
"""

from __future__ import annotations

import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from qualcode.exporters.files import look_through
from qualcode.model.errors import CannotWrite
from qualcode.model.errors.writing import NoOffice, OfficeFailed
from qualcode.system import office_program

if TYPE_CHECKING:
    from collections.abc import Iterable

WORD: Final = ".docx"
OFFICE: Final = (".odt", ".pdf")
"""Endings that LibreOffice writes."""
_LONGEST: Final = 180
"""Seconds after which one waits no longer."""


@dataclass(frozen=True, slots=True)
class Template:
    """A person's own Word file: its name as they gave it, and its bytes."""

    name: str
    data: bytes


def fitting(endings: Iterable[str]) -> list[str]:
    """Return the endings that can be written: what is written as .docx LibreOffice can turn into its own.

    Args:
        endings: those that are written here.
    """
    here = list(endings)
    return [*here, *OFFICE] if WORD in here else here


def converted(data: bytes, out: str | Path) -> bytes:
    """Return a Word file in the format that the name of the file to be written says.

    Args:
        data: the Word file.
        out: the file to be written, .odt or .pdf; beside it lie the passing files.

    Raises:
        NoOffice: LibreOffice is not installed, or not found.
        OfficeFailed: it did not answer, or gave nothing.
        CannotWrite: nothing can be written there.
    """
    look_through(Path(out).with_suffix(WORD), data)  # while its words can still be read
    program = office_program()
    if program is None:
        raise NoOffice(out)
    target = Path(out).resolve()
    ending = target.suffix.lower()
    try:
        with tempfile.TemporaryDirectory(prefix=".qualcode-", dir=target.parent) as folder:
            source = Path(folder) / "draft.docx"
            source.write_bytes(data)
            profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
            command = [program, profile, "--headless", "--norestore", "--convert-to", ending[1:]]
            subprocess.run(  # noqa: S603 - the program found by `system`, and no word of a person in its arguments
                [*command, "--outdir", folder, str(source)], check=True, capture_output=True, timeout=_LONGEST
            )
            return source.with_suffix(ending).read_bytes()
    except (subprocess.SubprocessError, FileNotFoundError):
        if not target.parent.is_dir():
            raise CannotWrite(out, reason="") from None
        raise OfficeFailed(out) from None
    except OSError as fault:
        raise CannotWrite(out, reason=fault.strerror or type(fault).__name__) from fault
