"""What leaves the screen as a file beside the project, off the screen's thread; no file is ever written over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.analysis.cloud import cloud
from qualcode.exporters.cloud import cloud_picture
from qualcode.exporters.files import write_whole
from qualcode.exporters.results import QUESTION_ENDING, question_json, result_csv
from qualcode.tui.places import free

if TYPE_CHECKING:
    from pathlib import Path

    from qualcode.model.results import Keywords, Result


def exported(result: Result, folder: Path) -> Path:
    """Write the rows of a result as .csv, and its question beside it; return the table's path.

    Raises:
        CannotWrite, DiskFull.
    """
    out = free(folder / f"{result.question.reading}.csv")
    write_whole(out.with_suffix(QUESTION_ENDING), question_json(result))
    write_whole(out, result_csv(result))
    return out


def drawn(result: Keywords, folder: Path) -> Path:
    """Draw the cloud of some words into a .png; return its path.

    Raises:
        NoWords, CannotWrite, DiskFull.
    """
    out = free(folder / "cloud.png")
    write_whole(out, cloud_picture(cloud(result).words))
    return out
