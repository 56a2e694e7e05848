"""Which project a command means, who acts, and whether a removal is meant."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from qualcode import settings
from qualcode.cli import output
from qualcode.coding.project import Project
from qualcode.model import errors
from qualcode.model.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ENDING: Final = ".qualcode"


def location(given: str | None) -> str:
    """Return the project's place: the option here or before the command, $QUALCODE_PROJECT, the only one of the folder.

    Raises:
        NoProjectNamed, SeveralProjects.
    """
    before = (click.get_current_context().find_root().obj or {}).get("project")
    named = given or before or os.environ.get("QUALCODE_PROJECT")
    if named:
        return str(named)
    here = sorted(path.name for path in _projects(Path()))
    if not here:
        raise errors.NoProjectNamed(Path.cwd().name or "/")
    if len(here) > 1:
        raise errors.SeveralProjects(Path.cwd().name or "/", names=", ".join(here))
    return here[0]


def _projects(folder: Path) -> Iterator[Path]:
    return (path for path in folder.glob(f"*{ENDING}") if path.is_file() and not path.name.startswith("."))


def alone(context: click.Context, project: str | None) -> bool:
    """Tell whether a noun stands without a verb: it then lists; else the project named before the verb is kept."""
    if context.invoked_subcommand is None:
        return True
    if project:
        context.find_root().obj["project"] = project
    return False


def reading(given: str | None) -> Project:
    """Open the project for a command that only reads."""
    return Project.open(location(given))


def writing(given: str | None, coder: str | None) -> Project:
    """Open the project for a command that changes it."""
    place = location(given)
    return Project.open(place, coder=who(coder, place), write=True)


def who(coder: str | None, what: str) -> str:
    """Return who acts: the option, $QUALCODE_CODER, the settings; on a terminal the name is asked for, once.

    Raises:
        NoCoderNamed: elsewhere.
    """
    known = settings.load()
    named = (coder or os.environ.get("QUALCODE_CODER", "") or known.coder).strip()
    if named:
        return named
    if not sys.stdin.isatty():
        raise errors.NoCoderNamed(what)
    asked: str = click.prompt(_("Your name, as it stands by your codings"), err=True).strip()
    settings.save(replace(known, coder=asked))
    return asked


def confirm(sentence: str, *, yes: bool) -> None:
    """Ask before a removal on a terminal; elsewhere it takes `--yes`.

    Raises:
        NotConfirmed: where nobody said yes.
    """
    if yes:
        return
    if not sys.stdin.isatty() or not click.confirm(sentence, err=True):
        raise errors.NotConfirmed(sentence)


def title_of(place: str) -> str:
    """Return the title a new project gets: its file's name, or its database's."""
    return Path(place.rsplit("?", 1)[0]).name.removesuffix(ENDING)


def answer(sentence: str, identifier: str, *, as_json: bool) -> None:
    """Say what a change did: a line on stderr, or the id of what it concerned as JSON."""
    answers(sentence, (identifier,), as_json=as_json)


def answers(sentence: str, identifiers: Iterable[str], *, as_json: bool) -> None:
    """Say what a change of several did: a line on stderr, or their ids as JSON."""
    if as_json:
        output.show_json({"reading": "change"}, [{"id": identifier} for identifier in identifiers])
    else:
        output.say(sentence)
