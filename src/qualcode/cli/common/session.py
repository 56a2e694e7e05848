"""Which project a command means, who acts, and whether a removal is meant."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlsplit, urlunsplit

import click

from qualcode import settings
from qualcode.cli.common import output, shut
from qualcode.cli.common.spoken import colon
from qualcode.coding.project import Project
from qualcode.model import errors
from qualcode.model.messages import _, speak_as
from qualcode.model.practice import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ENDING: Final = ".qualcode"
_YES: Final = frozenset({"y", "yes", "o", "oui"})
UNNAMED: Final = "coder 1"
"""Who acts where a script names nobody; the same in every language, since it is kept in the project."""


def location(given: str | None) -> str:
    """Return the project's place, opened where it is encrypted: what is named, or else the only one of the folder.

    Raises:
        NoProjectNamed, SeveralProjects.
        PassphraseNeeded, DoesNotOpen, EncryptionMissing: where it is encrypted and stays shut.
    """
    place = _named(given)
    shut.unlock(place)
    return place


def _named(given: str | None) -> str:
    """Return the option here or before the command, $QUALCODE_PROJECT, or the only project of the folder."""
    context = click.get_current_context(silent=True)
    before = (context.find_root().obj or {}).get("project") if context else None
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
    """Open the project for a command that only reads; it is spoken of in the words of its approach."""
    opened = _opened(location(given))
    speak_as(words_of(opened.approach.named()))
    return opened


def writing(given: str | None, coder: str | None) -> Project:
    """Open the project for a command that changes it; a place that is not safe is told of, once."""
    opened = _opened(location(given), coder=who(coder), write=True)
    danger = opened.care.danger()
    if danger is not None:
        output.warn(danger.sentence(opened.label))
    return opened


def _opened(place: str, *, coder: str = "", write: bool = False) -> Project:
    """Open a project; where a server wants a password that ~/.pgpass has not, ask for it on a terminal, once."""
    try:
        return Project.open(place, coder=coder, write=write)
    except errors.DatabaseDenied:
        parts = urlsplit(place)
        if parts.password is not None or not sys.stdin.isatty():
            raise
        asked = click.prompt(_("Password of the database"), hide_input=True, prompt_suffix=colon(), err=True)
        user, _at, host = parts.netloc.rpartition("@")
        return Project.open(
            urlunsplit(parts._replace(netloc=f"{user}:{quote(asked, safe='')}@{host}")), coder=coder, write=write
        )


def who(coder: str | None) -> str:
    """Return who acts: the option, $QUALCODE_CODER, the settings; on a terminal the name is asked for, once.

    A script that names nobody acts as UNNAMED: never under the login, which says who the person is.
    """
    known = settings.load()
    named = (coder or os.environ.get("QUALCODE_CODER", "") or known.coder).strip()
    if named:
        return named
    if not sys.stdin.isatty():
        return UNNAMED
    asked: str = click.prompt(_("Your name, as it stands by your codings"), prompt_suffix=colon(), err=True).strip()
    settings.save(replace(known, coder=asked))
    return asked


def confirm(sentence: str, *, yes: bool) -> None:
    """Ask before a removal on a terminal; elsewhere it takes `--yes`.

    Raises:
        NotConfirmed: where nobody said yes.
    """
    if yes:
        return
    if not sys.stdin.isatty() or not _said_yes(sentence):
        raise errors.NotConfirmed(sentence)


def _said_yes(sentence: str) -> bool:
    """Ask on the terminal: yes or no in either language, no by default; Click itself knows only y and n."""
    # TRANSLATORS: the letters of yes and no, the capital one being what Enter alone means
    letters = _("y/N")
    answer = click.prompt(f"{sentence} [{letters}]", default="", show_default=False, err=True).strip().casefold()
    return answer in _YES


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
