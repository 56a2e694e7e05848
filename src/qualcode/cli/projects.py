"""Commands about the project as a whole, and about one's own settings."""

from __future__ import annotations

from dataclasses import asdict, replace

import click

from qualcode import settings
from qualcode.cli import output, session
from qualcode.cli.options import language_option, writing_options
from qualcode.coding.project import Project
from qualcode.coding.studies import EditStudy
from qualcode.model import errors
from qualcode.model.messages import _
from qualcode.model.records import CORPUS_LANGUAGES
from qualcode.speaking import LANGUAGES


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
@language_option
def new(place: str, title: str, corpus_language: str) -> None:
    """Create a project."""
    location = place if "://" in place or place.endswith(session.ENDING) else place + session.ENDING
    with Project.create(location, title=title or session.title_of(location), corpus_language=corpus_language) as made:
        output.say(_("{project}: created; bring transcripts in with “qualcode import”").format(project=made.label))


@click.command(help=_("Show the project’s title and language, or change them."))
@click.option("--title", help=_("A new title."))
@click.option("--corpus-language", type=click.Choice(CORPUS_LANGUAGES), help=_("The language most of it is in."))
@writing_options
def project(
    title: str | None, corpus_language: str | None, project: str | None, coder: str | None, as_json: bool
) -> None:
    """Show the study's own record, changed first where it was asked."""
    if title is not None or corpus_language is not None:
        with session.writing(project, coder) as opened:
            opened.perform(EditStudy(title, corpus_language))
            study = opened.study
    else:
        with session.reading(project) as opened:
            study = opened.study
    if as_json:
        output.show_json({"reading": "project"}, [asdict(study)])
    else:
        output.show(f"{study.title}  {study.corpus_language}")


@click.command("settings", help=_("Show your settings, or change one: coder, language."))
@click.argument("name", required=False, type=click.Choice(["coder", "language"]))
@click.argument("value", required=False)
@language_option
def settings_(name: str | None, value: str | None) -> None:
    """Show or write the preferences."""
    kept = settings.load()
    if name == "language" and value not in {None, "", *LANGUAGES}:
        raise errors.BadChoice(value or "", choices=", ".join(LANGUAGES))
    if name and value is not None:
        kept = replace(kept, coder=value) if name == "coder" else replace(kept, language=value)
        settings.save(kept)
    for each in ("coder", "language"):
        if name in {None, each}:
            output.show(f"{each} = {getattr(kept, each)}")
