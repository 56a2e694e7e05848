"""A table of attributes on the import screen: which cases its rows fit, worked out as the import itself will do it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from qualcode.bringing import ROWS, TYPES, said_of_rows
from qualcode.coding.cases.cases import ImportAttributes
from qualcode.coding.project import Project
from qualcode.model.errors import Refusal
from qualcode.model.messages import _, ngettext
from qualcode.model.transcript import Speech
from qualcode.tui.shown.bringing import IN, READY, REFUSED, TABLE, THERE, bring_in
from qualcode.words.folding import folded, keys_by_join, placed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from qualcode.importers.tables import Table
    from qualcode.model.changes import Change
    from qualcode.model.transcript import Transcript
    from qualcode.tui.shown.bringing import Incoming

NAMED: Final = 12
"""Rows and cases that are named; the others are counted."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How the rows of a table find cases.

    Attributes:
        column: the title of the column that names them.
        cases: how many are described.
        rows: how many the table has.
        unmatched: names of the rows that fit no case.
        repeated: names of the rows whose case a row above describes.
        without: names of the participants whom no row describes.
        attributes: each with its type, in words.
        by_voice: the names of rows and cases that the label of a voice joined.
        heard: names among the unmatched that are labels of voices.
    """

    column: str
    cases: int
    rows: int
    unmatched: tuple[str, ...] = ()
    repeated: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()
    by_voice: tuple[str, ...] = ()
    heard: tuple[str, ...] = ()

    @property
    def fitting(self) -> int:
        """How many rows describe a case."""
        return self.rows - len(self.unmatched) - len(self.repeated)


def joining(table: Table) -> ImportAttributes:
    """Return the action that joins a table with the cases."""
    return ImportAttributes(table.header, tuple(row.cells for row in table.rows))


def fit_of(change: Change, table: Table, kinds: Mapping[str, str]) -> Fit:
    """Return how a table was joined.

    Args:
        change: what joining it did.
        table: that was joined.
        kinds: the types of the attributes there are, by folded name.
    """
    column = str(change.note("column", ""))
    titles = [title for title in table.header if title != column and folded(title) in kinds]
    return Fit(
        column,
        int(str(change.note("cases", 0))),
        len(table.rows),
        _names(change.note("unmatched")),
        _names(change.note("repeated")),
        _names(change.note("without")),
        tuple((title, kinds[folded(title)]) for title in titles),
        _names(change.note("by_voice")),
        _names(change.note("heard")),
    )


def _names(noted: object) -> tuple[str, ...]:
    return tuple(map(str, noted)) if isinstance(noted, list) else ()


def kinds_in(project: Project) -> dict[str, str]:
    """Return the types of a project's attributes, by folded name."""
    return {folded(attribute.name): attribute.type for attribute in project.cases.attributes()}


def fits(project: Project, files: Sequence[Incoming]) -> dict[Path, Fit]:
    """Return how each table would be joined once the files are in, by the same acts in a passing copy of the project.

    Args:
        project: where they would go.
        files: all that is listed; those with a table are tried after the documents.
    """
    tables = {file.path: file.table for file in files if file.table is not None}
    found: dict[Path, Fit] = {}
    if tables:
        with Project.rehearsing(project, project.coder) as trial:
            for file in files:
                action = bring_in(file)
                if action is not None:
                    with suppress(Refusal):
                        trial.perform(replace(action, transcript=_voices_of(action.transcript), original=b""))
            for path, table in tables.items():
                change = trial.perform(joining(table))
                found[path] = fit_of(change, table, kinds_in(trial))
    return found


def _voices_of(transcript: Transcript) -> Transcript:
    """Return a transcript in which each voice says one letter: which cases come of it is all that is asked."""
    voices = list(dict.fromkeys((turn.speaker, turn.role) for turn in transcript.turns))
    turns = tuple(Speech(label, 2 * place, 2 * place + 1, role) for place, (label, role) in enumerate(voices))
    return replace(transcript, text="x " * max(len(voices), 1), turns=turns, blocks=(), marks=())


def fitted(file: Incoming, fit: Fit) -> Incoming:
    """Return a table with how its rows fit: it can be joined where any does."""
    return replace(file, fit=fit, state=TABLE if fit.cases else REFUSED)


def joined(file: Incoming, fit: Fit) -> Incoming:
    """Return a table that was joined, or that fits nobody after all."""
    if not fit.cases:
        return fitted(file, fit)
    return replace(file, state=IN, fit=fit, table=None)


def fitting_too(files: Iterable[Incoming]) -> dict[Path, int]:
    """Return, for each table that comes in as answers, how many other documents bear the name of one who answers."""
    answering: dict[Path, list[str]] = {}
    others: list[str] = []
    for file in files:
        if file.source is not None and file.state == READY and file.columns:
            answering.setdefault(file.file, []).append(file.source.name)
        elif file.source is not None or file.state in {IN, THERE}:
            others.append(file.source.name if file.source is not None else file.told)
    known = {path: keys_by_join(names) for path, names in answering.items()}
    counts = {path: sum(placed(other, keys) is not None for other in others) for path, keys in known.items()}
    return {path: count for path, count in counts.items() if count}


def sentences(files: Iterable[Incoming]) -> list[str]:
    """Say of each table that was joined how many cases it describes."""
    return [
        ngettext("{count} case described by {file}", "{count} cases described by {file}", file.fit.cases).format(
            count=file.fit.cases, file=file.path.name
        )
        for file in files
        if file.state == IN and file.fit is not None
    ]


def told(fit: Fit) -> str:
    """Say how many cases a table describes, by which of its columns."""
    rows = ngettext("{fitting} of {count} row fits", "{fitting} of {count} rows fit", fit.rows)
    many = ngettext(
        "Attributes of {count} case: {rows}, by the column “{column}”",
        "Attributes of {count} cases: {rows}, by the column “{column}”",
        fit.cases,
    )
    return many.format(count=fit.cases, rows=rows.format(fitting=fit.fitting, count=fit.rows), column=fit.column)


def typed(fit: Fit) -> str:
    """Name the attributes with their types."""
    parts = _("{part} ({type})")
    return ", ".join(parts.format(part=name, type=_(TYPES[kind])) for name, kind in fit.attributes)


def doubts(fit: Fit) -> list[str]:
    """Say what is worth checking of a table: cases without a row, rows that fit none, rows that come second."""
    return [said_of_rows(kind, names, NAMED) for kind in ROWS if (names := getattr(fit, kind))]
