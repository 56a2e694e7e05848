"""The command that brings transcripts in: one transaction a file, and what was understood of each."""

from __future__ import annotations

import codecs
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualcode.cli.common import output, session
from qualcode.cli.common.options import encoding_option, voices_options, writing_options
from qualcode.cli.common.tables_in import describe_cases, described, listed, load_table
from qualcode.cli.documents.bringing import Bringing
from qualcode.cli.documents.namesakes import namesakes, offers
from qualcode.coding.project import Project
from qualcode.importers.formats import formats_read
from qualcode.importers.options import CODES, IGNORE, MEMOS
from qualcode.importers.reading import Batch, ImportOptions, found_files, papers_beside, unread_beside
from qualcode.model import errors
from qualcode.model.messages import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence


@click.command("import", help=_("Bring transcripts in, files and folders; says what was understood of each."))
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@voices_options
@click.option("--attributes", metavar="TABLE", help=_("A .csv, .xlsx or .json of what is known of the participants."))
@encoding_option
@click.option(
    "--verbatims", is_flag=True, help=_("Read published reports: attributed quotations, coded by their headings.")
)
@click.option("--tiers", metavar="NAME", multiple=True, help=_("A tier of ELAN files to read; may come again."))
@click.option(
    "--columns",
    metavar="MAPPING",
    multiple=True,
    help=_(
        "What the columns of a table of answers are, such as “name=Case; open=Q1, Q2; attributes=C-F; skip=Email”; by "
        "name or by letter, * for all others; guessed by default."
    ),
)
@click.option(
    "--comments",
    type=click.Choice((CODES, MEMOS, IGNORE)),
    default=IGNORE,
    show_default=True,
    help=_("What comments in the margin become: codings, by the codes they name, or memos of codings."),
)
@click.option(
    "--highlights",
    type=click.Choice((IGNORE, CODES)),
    default=IGNORE,
    show_default=True,
    help=_("What highlighted passages become: codings, the colour as code."),
)
@click.option("--keep-sources", is_flag=True, help=_("Keep the files themselves in the project, byte for byte."))
@click.option("--dry-run", is_flag=True, help=_("Say what would be understood, and change nothing."))
@writing_options
def import_(  # noqa: PLR0913, PLR0917 - one argument an option
    paths: tuple[Path, ...],
    speakers: str,
    interviewers: tuple[str, ...],
    attributes: str | None,
    encoding: str | None,
    verbatims: bool,
    tiers: tuple[str, ...],
    columns: tuple[str, ...],
    comments: str,
    highlights: str,
    keep_sources: bool,
    dry_run: bool,
    project: str | None,
    coder: str | None,
    as_json: bool,
) -> None:
    """Bring every file in, each by itself; then the attributes."""
    encoding = _known(encoding)
    said = (speakers, interviewers, encoding, verbatims, tiers, columns, keep_sources, comments, highlights)
    options = ImportOptions(*said)
    table = load_table(attributes) if attributes else None
    files = [path for path in found_files(paths) if not _is(path, attributes)]
    with Batch(options) as batch, _opened(project, coder, dry_run=dry_run) as opened:
        batch.options = replace(options, language=opened.study.corpus_language)
        bringing = Bringing(opened, batch, as_json, frozenset(paths), left_out=_left_aside(paths, attributes))
        bringing.all(files)
        joined = describe_cases(opened, table, attributes or "", bringing.together) if table else None
        same = namesakes(opened) if bringing.rows else {}
    if as_json:
        question = {
            "reading": "import",
            "paths": [str(path) for path in paths],
            "speakers": speakers,
            "interviewer": list(interviewers),
            "attributes": attributes,
            "encoding": encoding,
            "verbatims": verbatims,
            "tiers": list(tiers),
            "columns": list(columns),
            "comments": comments,
            "highlights": highlights,
            "keep_sources": keep_sources,
            "dry_run": dry_run,
        }
        told = {name: getattr(bringing, name) for name in ("left_out", "skipped", "changed", "refused", "tables")}
        output.show_json(question, bringing.rows, **told, attributes=joined, alike=same)
        return
    if len(files) > 1 or len(bringing.rows) > 1:
        output.show(bringing.summary(dry_run=dry_run))
    if joined:
        output.show(described(joined))
    for offer in offers(same):
        output.say(offer)


def _is(path: Path, table: str | None) -> bool:
    """Tell whether a path is the table of attributes, which has its own use."""
    return table is not None and path.resolve() == Path(table).resolve()


def _left_aside(paths: Sequence[Path], attributes: str | None) -> list[str]:
    """Say which files of the folders are not brought in, and return them; the table of attributes has its own use."""
    papers = papers_beside(paths)
    for paper in papers:
        output.warn(_("{file}: left aside, a licence or a readme; name it to bring it in").format(file=paper))
    unread = [file for file in unread_beside(paths) if not _is(file, attributes)]
    if unread:
        many = ngettext(
            "{count} file left aside, of a format not read here: {names}; qualcode reads {formats}",
            "{count} files left aside, of formats not read here: {names}; qualcode reads {formats}",
            len(unread),
        )
        names = listed([file.name for file in unread])
        output.warn(many.format(count=output.numbers(len(unread)), names=names, formats=formats_read()))
    return [str(file) for file in (*papers, *unread)]


def _known(encoding: str | None) -> str | None:
    """Refuse an unknown encoding once, before any file."""
    if encoding is not None:
        try:
            codecs.lookup(encoding)
        except (LookupError, ValueError):
            raise errors.UnknownEncoding(encoding) from None
    return encoding


def _opened(project: str | None, coder: str | None, *, dry_run: bool) -> Project:
    """Open the project for writing; for a dry run, a rehearsal of it in memory, empty where there is none yet."""
    if not dry_run:
        return session.writing(project, coder)
    try:
        with session.reading(project) as study:
            return Project.rehearsing(study, session.UNNAMED)
    except errors.NoProjectNamed:
        return Project.rehearsing(None, session.UNNAMED)
