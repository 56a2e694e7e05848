"""Codings from a file and into one, by the hundred thousand."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from qualcode.cli.common.tables_in import Fault, load_table, warn_of_faults
from qualcode.coding.passages.tables import CodingLine, ImportCodings
from qualcode.exporters.files import checked_ending, write_whole
from qualcode.exporters.tables import csv_bytes
from qualcode.model import errors
from qualcode.model.codebook import path_text
from qualcode.model.query import Wanted
from qualcode.words.folding import folded

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from qualcode.coding.project import Project
    from qualcode.importers.tables import Table
    from qualcode.model.records import Excerpt

READ: Final = ("document", "code", "start", "end", "text", "coder", "memo", "weight", "starred")
"""The columns that are read; document and code are needed, and the text or its bounds."""
WRITTEN: Final = ("id", "document", "start", "end", "text", "code", "coder", "memo", "weight", "starred")
_YES: Final = frozenset({"1", "true", "yes", "oui", "vrai", "x", "★"})
_LONGEST_NUMBER: Final = 18


def bring_in(opened: Project, file: str, encoding: str | None, *, strict: bool) -> dict[str, Any]:
    """Bring codings in by one act, and warn of the rows that do not fit.

    Args:
        opened: the project, open for writing.
        file: a .csv or .json.
        encoding: how it was written; None to find out.
        strict: bring nothing in where a row does not fit.

    Returns:
        Counts by name: `added`, `present` already, `codes` made, `faults`.

    Raises:
        RowsRefused: in strict mode, after the warnings.
        Refusal: the file cannot be read, or lacks a column.
    """
    table = load_table(file, encoding)
    table.required(file, "document", "code")
    if table.column("text") is None:
        table.required(file, "start", "end")
    lines, faults = _lines(table)
    if strict and faults:
        warn_of_faults(file, faults)
        raise errors.RowsRefused(file, count=len(faults))
    try:
        notes = dict(opened.perform(ImportCodings(tuple(lines), strict)).notes)
    except errors.RowsRefused as refusal:
        warn_of_faults(file, refusal.fields["faults"])
        raise errors.RowsRefused(file, count=refusal.fields["count"]) from None
    found = notes["faults"]
    faults = sorted([*faults, *(found if isinstance(found, list) else [])])
    warn_of_faults(file, faults)
    return {"added": notes["count"], "present": notes["present"], "codes": notes["made"], "faults": len(faults)}


def _lines(table: Table) -> tuple[list[CodingLine], list[Fault]]:
    """Return the rows as lines of codings, and those whose numbers are none."""
    lines: list[CodingLine] = []
    faults: list[Fault] = []
    for row, cells in zip(table.rows, table.values(*READ), strict=True):
        document, code, start, end, text, coder, memo, weight, starred = cells
        try:
            numbers = (_whole(start), _whole(end), _whole(weight))
        except ValueError as fault:
            faults.append((row.line, "number", str(fault)))
            continue
        lines.append(
            CodingLine(
                row.line, document, code, *numbers[:2], text, coder.strip(), memo, numbers[2], folded(starred) in _YES
            )
        )
    return lines, faults


def _whole(cell: str) -> int | None:
    """Return a whole number, also one that a spreadsheet wrote as 12.0; None for an empty cell.

    Raises:
        ValueError: with the cell, where it is none.
    """
    digits = cell.strip().removesuffix(".0")
    if not digits:
        return None
    if len(digits) > _LONGEST_NUMBER or not digits.removeprefix("-").isdecimal():
        raise ValueError(cell.strip())
    return int(digits)


def _words(excerpt: Excerpt) -> str:
    return "" if excerpt.withheld else excerpt.text


def write_out(opened: Project, file: Path) -> int:
    """Write all codings as the file's ending says, codes by their paths; return how many there are.

    Where whoever speaks did not agree to be quoted, the place is told and the words are not.

    Raises:
        UnknownEnding: it is neither .csv nor .json.
        CannotWrite, DiskFull: the system refuses.
    """
    ending = checked_ending(file, (".csv", ".json"))
    paths = {code.id: path_text(code.path) for code in opened.codes.all()}
    found = opened.codings.excerpts(Wanted())
    rows = (
        (e.id, e.document, e.start, e.end, _words(e), paths[e.code_id], e.coder, e.memo, e.weight, e.starred)
        for e in found
    )
    write_whole(file, csv_bytes(WRITTEN, rows) if ending == ".csv" else _json_bytes(rows))
    return len(found)


def _json_bytes(rows: Iterable[tuple[object, ...]]) -> bytes:
    """Return the codings as JSON, a line each, so that 200,000 need no second copy in memory."""
    lines = (json.dumps(dict(zip(WRITTEN, row, strict=True)), ensure_ascii=False) for row in rows)
    return ('{"question": {"reading": "codings"}, "rows": [\n' + ",\n".join(lines) + "\n]}\n").encode(
        "utf-8", "replace"
    )
