"""The command that brings transcripts in: one transaction a file, and what was understood of each."""

from __future__ import annotations

import codecs
import hashlib
import time
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qualcode.cli import output, session
from qualcode.cli.options import writing_options
from qualcode.cli.output import Bar
from qualcode.cli.tables_in import describe_cases, described, load_table
from qualcode.cli.understanding import row_of, show_understood
from qualcode.coding.documents import ImportDocument
from qualcode.importers.files import file_bytes
from qualcode.importers.losses import sentence
from qualcode.importers.reading import Batch, ImportOptions, found_files
from qualcode.model import errors
from qualcode.model.messages import _, ngettext

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from qualcode.coding.project import Project
    from qualcode.importers.options import Source


@click.command("import", help=_("Bring transcripts in, files and folders; says what was understood of each."))
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--speakers",
    metavar="auto|none|REGEX",
    default="auto",
    show_default=True,
    help=_("How voices are told apart; a regular expression fits the label that begins a line."),
)
@click.option(
    "--interviewer", "interviewers", metavar="LABEL", multiple=True, help=_("A voice that asks; may come again.")
)
@click.option("--attributes", metavar="TABLE", help=_("A .csv or .json of what is known of the participants."))
@click.option("--encoding", metavar="E", help=_("How the texts were written, such as cp1252; found out by default."))
@click.option("--dry-run", is_flag=True, help=_("Say what would be understood, and change nothing."))
@writing_options
def import_(  # noqa: PLR0913, PLR0917 - one argument an option
    paths: tuple[Path, ...],
    speakers: str,
    interviewers: tuple[str, ...],
    attributes: str | None,
    encoding: str | None,
    dry_run: bool,
    project: str | None,
    coder: str | None,
    as_json: bool,
) -> None:
    """Bring every file in, each by itself; then the attributes."""
    options = ImportOptions(speakers, interviewers, _known(encoding))
    table = load_table(attributes) if attributes else None
    files = found_files(paths)
    with _opened(project, coder, dry_run=dry_run) as opened, Batch(options) as batch:
        bringing = _Bringing(None if dry_run else opened, opened, batch, as_json=as_json)
        bringing.all(files)
        joined = describe_cases(opened, table, attributes or "") if opened and table and not dry_run else None
    if as_json:
        question = {
            "reading": "import",
            "paths": [str(path) for path in paths],
            "speakers": speakers,
            "interviewer": list(interviewers),
            "attributes": attributes,
            "encoding": encoding,
            "dry_run": dry_run,
        }
        told = {"skipped": bringing.skipped, "refused": bringing.refused, "attributes": joined}
        output.show_json(question, bringing.rows, **told)
        return
    if len(files) > 1:
        output.show(bringing.summary(dry_run=dry_run))
    if joined:
        output.show(described(joined))


def _known(encoding: str | None) -> str | None:
    """Refuse an unknown encoding once, before any file."""
    if encoding is not None:
        try:
            codecs.lookup(encoding)
        except (LookupError, ValueError):
            raise errors.UnknownEncoding(encoding) from None
    return encoding


def _opened(project: str | None, coder: str | None, *, dry_run: bool) -> AbstractContextManager[Project | None]:
    """Open the project for writing; for a dry run for reading, and where there is none, none."""
    if not dry_run:
        return session.writing(project, coder)
    try:
        return session.reading(project)
    except errors.NoProjectNamed:
        return nullcontext()


@dataclass(slots=True)
class _Bringing:
    """An import under way: what came in, what was there, what was refused."""

    writes: Project | None
    reads: Project | None
    batch: Batch
    as_json: bool
    rows: list[dict[str, Any]] = field(default_factory=list)
    skipped: list[dict[str, str]] = field(default_factory=list)
    refused: list[dict[str, str]] = field(default_factory=list)
    seen: dict[str, str] = field(default_factory=dict)
    """Documents of this run by the SHA-256 of their bytes."""

    def all(self, files: list[Path]) -> None:
        """Bring the files in one after another; a refused one costs its line, not the others."""
        bar = Bar(time.monotonic)
        for done, path in enumerate(files):
            bar.step(done, len(files), path.name)
            try:
                there = self._there(path)
                source = None if there else self.batch.read(path)
                name = there or self._performed(source)
            except errors.ImportRefused as refusal:
                bar.close()
                self._refuse(path, refusal)
                continue
            finally:
                bar.close()
            self._tell(path, name, source)

    def _there(self, path: Path) -> str | None:
        """Return the document that has these bytes already."""
        sha256 = hashlib.sha256(file_bytes(path)).hexdigest()
        return self.seen.get(sha256) or (self.reads.documents.with_source(sha256) if self.reads else None)

    def _performed(self, source: Source | None) -> str:
        if source is None:
            return ""
        name = source.name
        if self.writes is not None:
            action = ImportDocument(source.name, source.source_name, source.source_sha256, source.transcript)
            name = str(self.writes.perform(action).note("name", source.name))
        self.seen[source.source_sha256] = name
        return name

    def _refuse(self, path: Path, refusal: errors.Refusal) -> None:
        output.refuse(str(refusal))
        output.fail_at_end()
        self.refused.append({"file": str(path), "reason": str(refusal)})

    def _tell(self, path: Path, name: str, source: Source | None) -> None:
        if source is None:
            self.skipped.append({"file": str(path), "document": name})
            if not self.as_json:
                output.show(_("{file}: already there as “{document}”; skipped").format(file=path, document=name))
            return
        warnings = [sentence(loss) for loss in source.transcript.losses]
        self.rows.append(row_of(path, name, source.transcript, warnings))
        if not self.as_json:
            show_understood(path, name, source.transcript)
        for warning in warnings:
            output.warn(f"{path}: {warning}")

    def summary(self, *, dry_run: bool) -> str:
        """Say in one line what became of the files."""
        count = len(self.rows)
        if dry_run:
            came = ngettext("{count} document would come in", "{count} documents would come in", count)
        else:
            came = ngettext("{count} document brought in", "{count} documents brought in", count)
        parts = [came.format(count=output.numbers(count))]
        if self.skipped:
            parts.append(_("{count} already there").format(count=output.numbers(len(self.skipped))))
        if self.refused:
            parts.append(_("{count} refused").format(count=output.numbers(len(self.refused))))
        return ", ".join(parts)
