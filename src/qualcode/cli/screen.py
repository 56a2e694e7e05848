"""The command that opens the screen: the one door from the command line to it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from qualcode import settings
from qualcode.cli.common import output, session
from qualcode.cli.common.options import as_coder_option, language_option, project_option
from qualcode.coding.project import Project
from qualcode.model import errors
from qualcode.model.messages import _
from qualcode.tui.app import QualcodeApp

if TYPE_CHECKING:
    from qualcode.model.samples import Sample

_STUDY: Final = "study"


@click.command("open", help=_("Open a project on the screen; transcripts named are brought in first."))
@click.argument("places", metavar="[FILE-OR-URL]...", nargs=-1)
@project_option
@as_coder_option
@language_option
def open_(places: tuple[str, ...], project: str | None, coder: str | None, *, door: bool = False) -> None:
    """Show the project that is meant, or the door where none is; `door` where nothing at all was typed."""
    refuse_without_terminal()
    if door:
        show("")
        return
    transcripts = tuple(Path(place) for place in places if not _is_project(place))
    named = [place for place in places if _is_project(place)]
    if len(named) > 1:
        raise errors.SeveralProjects(Path.cwd().name or "/", names=", ".join(named))
    known = (coder or os.environ.get("QUALCODE_CODER", "") or settings.load().coder).strip()
    show(_meant(named[0] if named else project, transcripts), known, incoming=transcripts)


def refuse_without_terminal() -> None:
    """Refuse where there is no terminal to show anything on.

    Raises:
        NoTerminal: where input or output is a file or a pipe.
    """
    if not on_terminal():
        raise errors.NoTerminal("qualcode open")


def on_terminal() -> bool:
    """Tell whether a person sits before us."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def show(place: str, coder: str = "", *, incoming: tuple[Path, ...] = ()) -> None:
    """Show a project, or the door, until the person leaves; then the project is closed.

    Args:
        place: a path or a URL; empty for the door.
        coder: who codes; asked for on the screen where nobody is named.
        incoming: transcripts to bring in at once.

    Raises:
        Refusal: where the project cannot be opened.
        Exception: what went wrong on the screen; the border of the command line words it in one line and logs it.
    """
    app = QualcodeApp(place or None, coder=coder, incoming=incoming, sample=_fill)
    try:
        app.run()
    finally:
        app.let_go()
    if app.fault is not None:
        raise app.fault


def _fill(project: Project, sample: Sample) -> None:
    """Fill an empty project with a sample study."""
    from qualcode.cli.samples import bring_sample_in  # noqa: PLC0415 - its importers cost a project of one's own 0.1 s

    bring_sample_in(project, sample)


def _is_project(place: str) -> bool:
    return "://" in place or place.endswith(session.ENDING)


def _meant(named: str | None, transcripts: tuple[Path, ...]) -> str:
    """Return the project's place; one is made for transcripts where the folder has none; empty for the door."""
    try:
        return session.location(named)
    except errors.NoProjectNamed:
        return _made_here() if transcripts else ""


def _made_here() -> str:
    """Make a project named after the current folder."""
    folder = Path.cwd()
    place = f"{folder.name or _STUDY}{session.ENDING}"
    Project.create(place, title=folder.name or _STUDY).close()
    output.say(_("{project}: created").format(project=place))
    return place
