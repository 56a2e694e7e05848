"""A reading's answer kept in a file: `--out` of a reading."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from qualcode.cli.common import output
from qualcode.cli.common.leaks import leak_options
from qualcode.exporters.files import checked_ending, look_through, write_whole
from qualcode.exporters.results import QUESTION_ENDING, question_json, result_csv, result_json
from qualcode.model.meeting import PICTURES
from qualcode.model.messages import _, interface_language

if TYPE_CHECKING:
    from collections.abc import Callable

    from qualcode.model.results import Result

_ENDINGS: Final = (".csv", ".json")
DRAWN_ENDINGS: Final = (*_ENDINGS, *PICTURES)
"""Of a reading that has a picture."""
Decorated = TypeVar("Decorated", bound="Callable[..., Any]")


def out_option(command: Decorated) -> Decorated:
    """Add `--out`."""
    option = click.option(
        "--out",
        metavar="FILE",
        help=_("Write the rows to this .csv too, and their question beside it; or all of it to a .json."),
    )
    return option(leak_options(command))


def drawn_option(command: Decorated) -> Decorated:
    """Add `--out` for a reading that has a picture."""
    option = click.option(
        "--out",
        metavar="FILE",
        help=_(
            "Write the rows to this .csv too, their question beside it; all of it to a .json; or draw a .png or .svg."
        ),
    )
    return option(leak_options(command))


def check_ending(out: str | None, endings: tuple[str, ...] = _ENDINGS) -> None:
    """Refuse a file whose ending says no format, before the work is done.

    Args:
        out: the file; None where none is asked for.
        endings: those that can be written.

    Raises:
        UnknownEnding: where it ends otherwise.
    """
    if out:
        checked_ending(out, endings)


def keep(result: Result, out: str | None) -> None:
    """Write an answer where `--out` asks for it; the question goes first: a table without it is not evidence.

    Raises:
        CannotWrite, DiskFull.
    """
    if not out:
        return
    if Path(out).suffix.lower() in PICTURES:
        from qualcode.exporters.reading_pictures import reading_picture  # noqa: PLC0415 - matplotlib, where a picture is asked for

        write_whole(out, reading_picture(result, Path(out).suffix.lower(), interface_language()))
    elif Path(out).suffix.lower() == ".json":
        write_whole(out, result_json(result))
    else:
        data = result_csv(result)
        look_through(out, data)  # before its question is written: both go out, or neither
        write_whole(Path(out).with_suffix(QUESTION_ENDING), question_json(result))
        write_whole(out, data)
    output.say(_("{file}: written").format(file=out))
