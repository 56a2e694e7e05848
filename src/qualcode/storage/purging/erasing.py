"""What a purge does to a project in one transaction: its texts, what lies in them, its words, then its journal."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import delete, select, update

from qualcode.storage.purging.columns import WORDS, reworded
from qualcode.storage.purging.past import read_past, rewrite
from qualcode.storage.purging.texts import drop_texts, edit_former, edit_texts, forget_originals
from qualcode.storage.tables import JOURNALLED, TABLES
from qualcode.storage.writing import pieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Connection

    from qualcode.words.purging import Edit, Replacer

_UNHUNG: Final = {("turns", "case_id"), ("cases", "inside_id")}
"""What only loses its link where what it refers to goes; everything else goes with it."""
_AT_ONCE: Final = 1_000
"""Rows that are looked at together."""


@dataclass(slots=True)
class Erasure:
    """What is to be taken out of a project for good."""

    replacer: Replacer | None = None
    """Puts other words in the place of some, wherever words are kept."""
    texts: dict[str, list[Edit]] = field(default_factory=dict)
    """What is to be put where in the texts of documents, by their ids."""
    former: dict[str, list[Edit]] = field(default_factory=dict)
    """The same of former texts that stay, by the ids of their revisions."""
    gone: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Ids of rows that go with all that the journal says of them, by noun."""
    documents: set[str] = field(default_factory=set)
    """Documents of which no other text, kept file or place in a text stays than those of now."""
    held: set[str] = field(default_factory=set)
    """SHA-256 of the texts that hold the words, in whichever document, now or before."""
    following: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Ids of rows of which the journal says what is so now: renamed cases, memos and cuts that the purge moved."""
    voices: set[str] = field(default_factory=set)
    """Ids of turns: what the journal knows of a case that they once had, and that is gone, goes too."""
    scrubbed: str = ""
    """What stands in the journal instead of the arguments of an act of which nothing is left; empty to leave them."""


def erase(connection: Connection, erasure: Erasure, values: Mapping[tuple[str, str], Mapping[str, Any]]) -> int:
    """Take words out of a project, its journal included; return how many rows were changed or removed.

    Where none was, in how many texts, kept files and entries of the history alone they stood.

    Args:
        connection: a write transaction.
        erasure: what goes.
        values: columns to be set in rows, by noun and id: what is not reached by replacing words.
    """
    past = read_past(connection, erasure)
    _hang_with(connection, erasure.gone)
    for (noun, identifier), columns in values.items():
        _set(connection, noun, identifier, columns)
    changed = len(values) + edit_former(connection, erasure.former)
    changed += edit_texts(connection, erasure)
    hidden = forget_originals(connection, set(erasure.texts), past, erasure.replacer)
    _remove(connection, erasure.gone)
    if erasure.replacer is not None:
        changed += _reword(connection, erasure.replacer)
    hidden += drop_texts(connection, past.texts, erasure.replacer)
    connection.execute(delete(TABLES["derived"]))
    hidden += rewrite(connection, erasure, past)
    return changed + sum(map(len, erasure.gone.values())) or hidden


def _hang_with(connection: Connection, gone: defaultdict[str, set[str]]) -> None:
    """Let go with rows what refers to them, and unhang what stays; parents come before children."""
    for noun in JOURNALLED:
        ids = gone.get(noun)
        if ids:
            for other, column in references(noun):
                table = TABLES[other]
                for few in pieces(sorted(ids)):
                    hanging = table.c[column].in_(few)
                    if (other, column) in _UNHUNG:
                        connection.execute(update(table).where(hanging).values({column: None}))
                    else:
                        gone[other].update(connection.execute(select(table.c.id).where(hanging)).scalars())
            if noun in {"codings", "askings", "case_links", "reading_marks"}:
                gone["unsettled"].update(_unsettled(connection, ids))


def references(noun: str) -> list[tuple[str, str]]:
    """Return the nouns and columns that refer to rows of a noun."""
    return [
        (other, column.name)
        for other in JOURNALLED
        for column in TABLES[other].columns
        for key in column.foreign_keys
        if key.column.table.name == noun and (other != noun or (other, column.name) in _UNHUNG)
    ]


def _unsettled(connection: Connection, passages: Iterable[str]) -> list[str]:
    """Return what waits to be looked at of some passages."""
    table = TABLES["unsettled"]
    found: list[str] = []
    for few in pieces(sorted(passages)):
        found += connection.execute(select(table.c.id).where(table.c.passage_id.in_(few))).scalars()
    return found


def _remove(connection: Connection, gone: Mapping[str, set[str]]) -> None:
    for noun in reversed(JOURNALLED):
        for few in pieces(sorted(gone.get(noun, ()))):
            connection.execute(delete(TABLES[noun]).where(TABLES[noun].c.id.in_(few)))


def _set(connection: Connection, noun: str, identifier: str, columns: Mapping[str, Any]) -> None:
    table = TABLES[noun]
    later = {**columns, "version": table.c.version + 1}
    connection.execute(update(table).where(table.c.id == identifier).values(later))


def _reword(connection: Connection, replacer: Replacer) -> int:
    """Put the other words into every row that holds some; return how many did."""
    count = 0
    for noun, names in WORDS.items():
        table = TABLES[noun]
        columns = (table.c.id, *(table.c[name] for name in names))
        rows = connection.execute(select(*columns), execution_options={"yield_per": _AT_ONCE}).mappings()
        changed = {row["id"]: new for row in rows if (new := reworded(noun, dict(row), replacer))}
        for identifier, new in changed.items():  # two may change keys with each other: none in between is taken
            aside = {name: identifier for name in new if name.endswith("_key")}
            if aside:
                _set(connection, noun, identifier, aside)
        for identifier, new in changed.items():
            _set(connection, noun, identifier, new)
        count += len(changed)
    return count
