"""What every export takes, and how its file is written: by the ending of its name, whole or not at all."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from qualcode.cli.common import output
from qualcode.cli.common.leaks import leak_options
from qualcode.cli.common.options import language_option, project_option
from qualcode.exporters.files import checked_ending, look_through, whole, write_whole
from qualcode.exporters.office import OFFICE, WORD, Template, converted, fitting
from qualcode.importers.files import file_bytes
from qualcode.model.errors.writing import TemplateUnused
from qualcode.model.messages import _
from qualcode.model.records import CORPUS_LANGUAGES
from qualcode.papers.way import Way

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from qualcode.exporters.files import Content

STDOUT: Final = "-"
SEPARATORS: Final = {"comma": ",", "semicolon": ";", "tab": "\t"}
_PACKED: Final = (".docx", ".xlsx")
"""Endings of what is no text."""
_BYTE_ORDER_MARK: Final = "\ufeff"


def out_argument(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add what every export takes."""
    where = click.argument("out", metavar="OUT|-")
    return where(leak_options(project_option(language_option(command))))


separator_option = click.option(
    "--separator",
    type=click.Choice(list(SEPARATORS)),
    default="comma",
    show_default=True,
    help=_("Between the cells of a .csv; Excel in French opens semicolons without asking."),
)
template_option = click.option(
    "--template",
    type=click.Path(path_type=Path),
    metavar="FILE.docx",
    help=_("A Word file whose styles, page, headers and footers the .docx, .odt or .pdf is written in."),
)


def paper_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add what every paper takes: its language, the template it is dressed by."""
    language = click.option(
        "--report-language",
        type=click.Choice(CORPUS_LANGUAGES),
        help=_("The language of what is read as pages; by default that of the corpus."),
    )
    return language(template_option(command))


def way_of(out: str, report_language: str | None, template: Path | None, separator: str = "comma") -> Way:
    """Return how a thing is written; the template is read.

    Raises:
        TemplateUnused: the ending is not one that a template dresses.
        Refusal: it cannot be read.
    """
    read = template_of(out, template)
    return Way(report_language, SEPARATORS[separator], read)


def template_of(out: str | Path, template: Path | None) -> Template | None:
    """Read a template; None where none is given.

    Raises:
        TemplateUnused: the ending of OUT is not one that a template dresses.
        Refusal: it cannot be read.
    """
    if template is None:
        return None
    if Path(out).suffix.lower() not in {WORD, *OFFICE}:
        raise TemplateUnused(out)
    return Template(template.name, file_bytes(template))


def write(out: str, formats: Mapping[str, Callable[[], Content]]) -> None:
    """Write the format that the ending says; where OUT is a dash, one that is text to standard output.

    Raises:
        UnknownEnding, CannotWrite, DiskFull.
        NoOffice, OfficeFailed: for .odt and .pdf, which LibreOffice writes.
    """
    if out == STDOUT:
        data = _as_text(formats)()
        look_through(STDOUT, data)
        _print(data)
        return
    ending = checked_ending(out, fitting(formats))
    data = formats[ending]() if ending in formats else converted(whole(formats[WORD]()), out)
    write_whole(out, data)
    output.say(_("{file}: written").format(file=out))


def _as_text(formats: Mapping[str, Callable[[], Content]]) -> Callable[[], Content]:
    """Return the first format, or where that is no text Markdown, or the first that is one."""
    readable = {ending: made for ending, made in formats.items() if ending not in _PACKED}
    first = next(iter(formats))
    return readable.get(first) or readable.get(".md") or next(iter(readable.values()))


def _print(data: Content) -> None:
    """Print a file's content: as it is into a pipe or file, with visible signs for what would command a terminal."""
    if sys.stdout.isatty():
        text = whole(data).decode().removeprefix(_BYTE_ORDER_MARK)
        output.show(text.rstrip("\r\n").replace("\r\n", "\n"))
        return
    for place, piece in enumerate([data] if isinstance(data, bytes) else data):
        text = piece.decode().removeprefix("" if place else _BYTE_ORDER_MARK)
        sys.stdout.write(text.replace("\r\n", "\n"))
