"""Tables that commands take: read once, what is odd in them said, attributes joined with the cases."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from qualcode import bringing
from qualcode.cli.common import output
from qualcode.coding.cases.cases import ImportAttributes
from qualcode.importers.files import file_bytes
from qualcode.importers.losses import sentence
from qualcode.importers.reading import Batch
from qualcode.importers.tables import read_table
from qualcode.model import errors
from qualcode.model.messages import N_, _, ngettext
from qualcode.words.folding import folded, search_key
from qualcode.words.values import kind_of, unit_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from qualcode.coding.project import Project
    from qualcode.importers.tables import Table
    from qualcode.model.changes import Change

Fault = tuple[int, str, str]
"""The line of a row that does not fit, what is wrong with it (a key of FAULTS), and the word concerned."""

NAMED_AT_MOST: Final = 20
"""How many of many are named in one answer."""

_AGREEING: Final = re.compile(r"\bconsent|\b(?:citee?s?|citations?|quote[ds]?|quotable|quotations?)\b")
"""Words in the folded title of a column that seems to tell what participants agreed to; ethnicité is none."""

FAULTS: Final = {
    "document": N_("{file}: line {line}: no document “{word}”"),
    "code": N_("{file}: line {line}: no code “{word}”"),
    "retired": N_("{file}: line {line}: the code “{word}” is retired; “qualcode codes bring-back” lets it be applied"),
    "span": N_("{file}: line {line}: the passage {word} lies outside the text"),
    "text": N_("{file}: line {line}: these words are not in “{word}”"),
    "twice": N_("{file}: line {line}: these words occur several times in “{word}”; give start and end"),
    "weight": N_("{file}: line {line}: a weight is 1 to 5, not “{word}”"),
    "number": N_("{file}: line {line}: “{word}” is not a whole number"),
    "theme": N_("{file}: line {line}: a theme cannot be called “{word}”"),
}
"""What can be wrong with a row, in words."""


def warn_of_faults(file: str, faults: object) -> None:
    """Warn of rows that do not fit, a line each for the first twenty; the others are counted."""
    known: list[Fault] = faults if isinstance(faults, list) else []
    for line, kind, word in known[:NAMED_AT_MOST]:
        output.warn(_(FAULTS[kind]).format(file=file, line=line, word=word))
    over = len(known) - NAMED_AT_MOST
    if over > 0:
        many = ngettext("{file}: {count} more row does not fit", "{file}: {count} more rows do not fit", over)
        output.warn(many.format(file=file, count=output.numbers(over)))


def load_table(path: str, encoding: str | None = None) -> Table:
    """Read the table of a .csv, .xlsx or .json file, and warn of what is odd in it.

    Raises:
        Refusal: the file is not there, no table, or broken.
    """
    if Path(path).is_dir():
        raise errors.CannotRead(path, reason=os.strerror(errno.EISDIR))
    table = (
        _workbook(path) if Path(path).suffix.lower() == ".xlsx" else read_table(file_bytes(Path(path)), path, encoding)
    )
    warn_of_table(table, path)
    return table


def warn_of_table(table: Table, path: str) -> None:
    """Warn of what is odd in a table that was read."""
    for loss in table.losses:
        output.warn(_("{file}: {sentence}").format(file=path, sentence=sentence(loss)))
    if table.overlong:
        many = ngettext(
            "{file}: line {lines} has more cells than the first line has names; what is over was left out",
            "{file}: lines {lines} have more cells than the first line has names; what is over was left out",
            len(table.overlong),
        )
        output.warn(many.format(file=path, lines=listed([str(line) for line in table.overlong])))


def _workbook(path: str) -> Table:
    with Batch() as batch:
        return batch.table(Path(path))


def listed(words: Sequence[str]) -> str:
    """Join words by commas, at most 20 of them, the others counted."""
    return bringing.listed(words, NAMED_AT_MOST)


def describe_cases(
    opened: Project, table: Table, path: str, batch: str = "", consent: tuple[tuple[str, str], ...] = ()
) -> dict[str, Any]:
    """Join a table of attributes with the cases; warn of the rows that fit none, and return what was done for JSON.

    Args:
        opened: the study.
        table: what is known of the cases, a row each.
        path: of its file, for what is said.
        batch: the id of the import it belongs to, where it comes with one.
        consent: parts of a consent, each with the title of the column that says it.
    """
    rows = tuple(row.cells for row in table.rows)
    change = opened.perform(ImportAttributes(table.header, rows, consent), batch=batch)
    unmatched, repeated, bare = _names(change, "unmatched"), _names(change, "repeated"), _names(change, "without")
    by_voice, heard = _names(change, "by_voice"), _names(change, "heard")
    _warn_of_rows(path, by_voice, unmatched, heard, repeated)
    if bare and change.note("cases"):
        many = ngettext(
            "{file}: no row for {count} case: {names}", "{file}: no row for {count} cases: {names}", len(bare)
        )
        output.warn(many.format(file=path, count=len(bare), names=listed(bare)))
    asked = {title for _part, title in consent}
    _warn_of_consent(path, [title for title in table.header if title not in asked])
    types = _types(table, {str(change.note("column")), *asked}, opened)
    for name, (_type, unit) in types.items():
        if unit:
            told = _("{file}: the numbers of “{column}” are kept without their sign {unit}")
            output.warn(told.format(file=path, column=name, unit=unit))
    return {
        "table": path,
        "column": change.note("column"),
        "cases": change.note("cases"),
        "lines": len(table.rows),
        "by_voice": by_voice,
        "unmatched": unmatched,
        "repeated": repeated,
        "without": bare,
        "types": {name: kind for name, (kind, _unit) in types.items()},
    }


def _warn_of_consent(path: str, titles: Sequence[str]) -> None:
    """Say of a column that seems to tell what participants agreed to that it is known, and holds nothing back yet."""
    for title in titles:
        if _AGREEING.search(search_key(title)):
            told = _(
                "{file}: “{column}” seems to say what participants agreed to; it came in as an attribute, which keeps "
                "nobody from being quoted: “qualcode cases import” with --consent “quotation={column}” makes it count"
            )
            output.warn(told.format(file=path, column=title))


def _names(change: Change, note: str) -> list[str]:
    noted = change.note(note, [])
    return [str(name) for name in noted] if isinstance(noted, list) else []


def _warn_of_rows(path: str, by_voice: list[str], unmatched: list[str], heard: list[str], repeated: list[str]) -> None:
    """Say which rows found their case by a voice, which found none, and which came second."""
    told = _("{file}: {sentence}")
    for kind, names in (("by_voice", by_voice), ("unmatched", unmatched), ("heard", heard)):
        if names:
            output.warn(told.format(file=path, sentence=bringing.said_of_rows(kind, names, NAMED_AT_MOST)))
    if repeated:
        twice = ngettext(
            "{file}: {count} row describes a case that a row above describes; left out: {names}",
            "{file}: {count} rows describe cases that rows above describe; left out: {names}",
            len(repeated),
        )
        output.warn(twice.format(file=path, count=len(repeated), names=listed(repeated)))


def _types(table: Table, others: Collection[str], opened: Project) -> dict[str, tuple[str, str]]:
    """Return the type each column is kept under, and the sign its numbers bear; those that are no attributes not."""
    found = {}
    kept = {folded(attribute.name): attribute.type for attribute in opened.cases.attributes()}
    for place, name in enumerate(table.header):
        values = [row.cells[place] for row in table.rows]
        if name and name not in others and any(map(str.strip, values)):
            kind = kept.get(folded(name)) or kind_of(values)
            unit = unit_of(values) if kind == "number" else ""
            found[name] = (kind, unit or "")
    return found


def described(joined: dict[str, Any]) -> str:
    """Say how a table was joined."""
    count = joined["cases"]
    if not count:
        return _("{file}: no row fits a case; one column must hold the names that “qualcode cases” lists").format(
            file=joined["table"]
        )
    return ngettext(
        "{file}: {count} case described, found by the column “{column}”",
        "{file}: {count} cases described, found by the column “{column}”",
        count,
    ).format(file=joined["table"], count=output.numbers(count), column=joined["column"])
