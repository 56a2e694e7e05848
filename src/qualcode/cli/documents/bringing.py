"""An import under way on the command line: each file's documents brought in, what was there, changed or refused."""

from __future__ import annotations

import shlex
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from qualcode.bringing import action_of
from qualcode.cli.common import output
from qualcode.cli.common.output import Bar
from qualcode.cli.documents.understanding import row_of, show_answers, show_columns, show_understood
from qualcode.importers.losses import sentence
from qualcode.importers.options import Noted, Refused, Source, There
from qualcode.model import errors
from qualcode.model.ids import new_id
from qualcode.model.messages import N_, _, ngettext

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from qualcode.coding.project import Project
    from qualcode.importers.options import Found
    from qualcode.importers.reading import Batch
    from qualcode.model.transcript import Loss

Row = dict[str, Any]

_LEFT_ASIDE: Final[dict[type[errors.Refusal], str]] = {
    errors.NoOpenColumn: N_(
        "{file}: left aside, a table without answers in people’s own words; --attributes or “qualcode cases import” "
        "joins it with the cases"
    ),
    errors.NotATranscript: N_("{file}: left aside, no transcript; name it to be told why"),
}
"""Files of a known ending that are other things: in a folder they are passed over, and said so."""


@dataclass(slots=True)
class Bringing:
    """An import under way; `project` is where it goes, or a rehearsal of it, so that both say the same."""

    project: Project
    batch: Batch
    as_json: bool
    named: Collection[Path]
    """The files that were named outright: the others were found in folders."""
    rows: list[Row] = field(default_factory=list)
    skipped: list[Row] = field(default_factory=list)
    changed: list[Row] = field(default_factory=list)
    refused: list[Row] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    tables: list[Row] = field(default_factory=list)
    together: str = field(default_factory=new_id)
    """The batch of all it does: one step for undo and redo."""
    _answers: set[str] = field(default_factory=set)
    """Tables of answers: their documents are told on a line each."""

    def all(self, files: Sequence[Path]) -> None:
        """Bring the files in one after another; a refused one costs its line, not the others."""
        bar = Bar(time.monotonic)
        before = {origin: each[-1].name for origin, each in self.project.documents.by_origin().items()}
        for done, path in enumerate(files):
            bar.step(done, len(files), path.name)
            try:
                for found in self.batch.every(path, self.project.documents.with_source):
                    bar.close()
                    self._take(path, found, before)
                    bar.step(done, len(files), path.name)
            finally:
                bar.close()

    def _take(self, path: Path, found: Found, before: dict[str, str]) -> None:
        """Do what each thing found asks for."""
        if isinstance(found, Noted):
            self._note(found)
        elif isinstance(found, There):
            self._skip(found)
        elif isinstance(found, Refused):
            self._refuse(path, found)
        elif found.origin in before:
            self._leave(path, found, before[found.origin])
        else:
            try:
                self._bring_in(found)
            except errors.ImportRefused as refusal:
                self._refuse(path, Refused(found.file, refusal))

    def _bring_in(self, source: Source) -> None:
        change = self.project.perform(action_of(source), batch=self.together)
        name = str(change.note("name", source.name))
        warnings = [sentence(loss) for loss in source.transcript.losses]
        self.rows.append(row_of(source.file, name, source.transcript, warnings))
        if not self.as_json:
            show = show_answers if source.file in self._answers else show_understood
            show(source.file, name, source.transcript)
        for warning in warnings:
            output.warn(_("{file}: {sentence}").format(file=source.file, sentence=warning))
        differing = change.note("differing")
        if isinstance(differing, list):
            told = _("{file}: “{document}” had other values of {names}; they were left as they are")
            output.warn(told.format(file=source.file, document=name, names=", ".join(differing)))

    def _skip(self, there: There) -> None:
        self.skipped.append({"file": there.file, "document": there.document})
        if not self.as_json:
            told = _("{file}: already there as “{document}”; skipped")
            output.show(told.format(file=there.file, document=there.document))

    def _leave(self, path: Path, source: Source, document: str) -> None:
        """Name a file whose bytes are others than when it came in; a revision is another act than an import."""
        self.changed.append({"file": source.file, "document": document})
        told = _(
            "{file}: changed since it came in as “{document}”; left as it is, since an import never changes a text: "
            "“{command}” puts it in its place and carries the codings along, --dry-run says what would become of them"
        )
        command = shlex.join(["qualcode", "documents", "revise", document, str(path)])
        output.warn(told.format(file=source.file, document=document, command=command))

    def _refuse(self, path: Path, refused: Refused) -> None:
        told = _LEFT_ASIDE.get(type(refused.refusal))
        if told and (path not in self.named or refused.file != str(path)):
            self.left_out.append(refused.file)
            output.warn(_(told).format(file=refused.file))
            return
        output.refuse(str(refused.refusal))
        output.fail_at_end()
        self.refused.append({"file": refused.file, "reason": str(refused.refusal)})

    def _note(self, noted: Noted) -> None:
        """Say what is worth saying of a file as a whole, and how the columns of a table were taken."""
        if noted.columns:
            self._answers.add(noted.file)
            columns = [column._asdict() for column in noted.columns]
            self.tables.append({"file": noted.file, "columns": columns, "warnings": [*map(sentence, noted.losses)]})
            if not self.as_json:
                show_columns(noted)
        for loss in noted.losses:
            if not _is_shown(loss) or self.as_json:
                output.warn(_("{file}: {sentence}").format(file=noted.file, sentence=sentence(loss)))

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
        if self.changed:
            many = ngettext("{count} changed", "{count} changed", len(self.changed))
            parts.append(many.format(count=output.numbers(len(self.changed))))
        if self.refused:
            parts.append(_("{count} refused").format(count=output.numbers(len(self.refused))))
        return ", ".join(parts)


def _is_shown(loss: Loss) -> bool:
    """Tell whether the list of columns says it already."""
    return loss.kind in {"columns_name", "columns_open", "columns_question", "columns_attribute", "columns_skip"}
