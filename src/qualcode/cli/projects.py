"""Commands about the project as a whole, and about one's own settings."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any, Final

import click

from qualcode import settings
from qualcode.cli.common import output, session, shut
from qualcode.cli.common.options import language_option, writing_options
from qualcode.coding.codebook.approach import NameApproach
from qualcode.coding.project import Project
from qualcode.coding.studies import EditStudy
from qualcode.model import errors
from qualcode.model.ids import new_id
from qualcode.model.messages import _
from qualcode.model.practice import APPROACHES
from qualcode.model.records import CORPUS_LANGUAGES
from qualcode.speaking import LANGUAGES

if TYPE_CHECKING:
    from qualcode.coding.actions import Action

NONE: Final = "none"
"""What is typed to name no approach any more."""
SETTINGS: Final = ("coder", "language", "player", "recordings", "small_cell")
"""Preferences that a command changes, by name."""


@click.command(help=_("Create an empty project: a file, readable by you alone, or an empty PostgreSQL database."))
@click.argument("place", metavar="FILE-OR-URL")
@click.option("--title", default="", help=_("The study’s title; by default the file’s name."))
@click.option(
    "--corpus-language",
    type=click.Choice(CORPUS_LANGUAGES),
    default="fr-CA",
    show_default=True,
    help=_("The language most of the material is in."),
)
@click.option("--encrypted", is_flag=True, help=_("Under a passphrase, which is asked for."))
@language_option
def new(place: str, title: str, corpus_language: str, encrypted: bool) -> None:
    """Create a project."""
    location = place if "://" in place or place.endswith(session.ENDING) else place + session.ENDING
    passphrase = shut.new_passphrase(location) if encrypted else ""
    titled = title or session.title_of(location)
    with Project.create(location, title=titled, corpus_language=corpus_language, passphrase=passphrase) as made:
        output.say(_("{project}: created; bring transcripts in with “qualcode import”").format(project=made.label))


@click.command(help=_("Show the project’s title, language and approach, or change them."))
@click.option("--title", help=_("A new title."))
@click.option("--corpus-language", type=click.Choice(CORPUS_LANGUAGES), help=_("The language most of it is in."))
@click.option(
    "--approach",
    type=click.Choice([*APPROACHES, NONE]),
    help=_("How you work: it sets defaults and words, and locks nothing."),
)
@writing_options
def project(  # noqa: PLR0913, PLR0917 - one argument an option
    title: str | None,
    corpus_language: str | None,
    approach: str | None,
    project: str | None,
    coder: str | None,
    as_json: bool,
) -> None:
    """Show the study's own record, changed first where it was asked."""
    changes: list[Action] = []
    if title is not None or corpus_language is not None:
        changes.append(EditStudy(title, corpus_language))
    if approach is not None:
        changes.append(NameApproach("" if approach == NONE else approach))
    with session.writing(project, coder) if changes else session.reading(project) as opened:
        batch = new_id() if len(changes) > 1 else ""
        for change in changes:
            opened.perform(change, batch=batch)
        study, named = opened.study, opened.approach.named()
    if as_json:
        output.show_json({"reading": "project"}, [asdict(study) | {"approach": named}])
    else:
        output.show(f"{study.title}  {study.corpus_language}")
        if named:
            output.show(_(APPROACHES[named]))


@click.command(
    "settings",
    help=_(
        "Show your settings, or change one: coder, language, player, recordings, small_cell (people in a cell of a "
        "table that goes out from which nobody warns; 5)."
    ),
)
@click.argument("name", required=False, type=click.Choice(SETTINGS))
@click.argument("value", required=False)
@language_option
def settings_(name: str | None, value: str | None) -> None:
    """Show or write the preferences."""
    kept = settings.load()
    if name == "language" and value not in {None, "", *LANGUAGES}:
        raise errors.BadChoice(value or "", choices=", ".join(LANGUAGES))
    if name and value is not None:
        changed: dict[str, Any] = {name: value}
        kept = replace(kept, **changed)
        settings.save(kept)
    for each in SETTINGS:
        if name in {None, each}:
            output.show(f"{each} = {getattr(kept, each)}")
