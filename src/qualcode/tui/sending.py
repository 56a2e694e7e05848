"""What leaves the screen as a file beside the project, off the screen's thread; no file is ever written over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.exporters.cloud import Dress, cloud_picture
from qualcode.exporters.files import write_whole
from qualcode.exporters.results import QUESTION_ENDING, question_json, result_csv
from qualcode.tui.places import free

if TYPE_CHECKING:
    from pathlib import Path

    from qualcode.analysis.cloud import Cloud
    from qualcode.model.results import Result


def exported(result: Result, folder: Path) -> Path:
    """Write the rows of a result as .csv, and its question beside it; return the table's path.

    Raises:
        CannotWrite, DiskFull.
    """
    out = free(folder / f"{result.question.reading}.csv")
    write_whole(out.with_suffix(QUESTION_ENDING), question_json(result))
    write_whole(out, result_csv(result))
    return out


def drawn(shown: Cloud, folder: Path) -> Path:
    """Draw a cloud into a .png, its legend under it; return its path.

    Raises:
        NoWords, CannotWrite, DiskFull.
    """
    out = free(folder / "cloud.png")
    write_whole(out, cloud_picture(shown.words, dress=Dress(shown.legend)))
    return out
