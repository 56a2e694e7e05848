"""Puts right what follows from what is sound: keys, counts, quoted words, and results kept for speed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import delete

from qualcode.model.ids import new_id
from qualcode.storage import journal
from qualcode.storage.schema import REVISION
from qualcode.storage.tables import TABLES
from qualcode.storage.writing import Writer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection

    from qualcode.model.care import Fault

KIND: Final = "Repair"
"""What the journal calls a repair; it is nobody's action, so that no undo brings the faults back."""
_FOLLOWS: Final = frozenset({
    "text", "before", "after", "name_key", "text_key", "parent_key", "length", "characters", "words",
})  # fmt: skip
"""The columns that follow from others: where only they differ from the journal, the others can be believed."""

Change = tuple[str, dict[str, Any]]


def mends(faults: Sequence[Fault]) -> dict[tuple[str, tuple[str, ...]], list[Change]]:
    """Return what can be put right without guessing: values by id, for each noun and set of columns.

    A row that differs from the journal in what the mend would be made from is left alone.
    """
    doubtful = {f.row for f in faults if f.rule == "journal-row" and not set(f.detail.split(", ")) <= _FOLLOWS}
    unsure = {noun for noun, _id in doubtful}
    found: dict[tuple[str, tuple[str, ...]], list[Change]] = {}
    for fault in faults:
        noun, identifier = fault.row
        counts_unsure_turns = fault.rule == "counts" and "turns" in unsure
        if fault.mend and fault.row not in doubtful and not counts_unsure_turns:
            values = dict(fault.mend)
            found.setdefault((noun, tuple(values)), []).append((identifier, values))
    return found


def repair(connection: Connection, faults: Sequence[Fault], at: str, coder: str) -> int:
    """Write the mends by the funnel, recorded as one action, and let go what is kept for speed.

    Args:
        connection: inside a write transaction.
        faults: what a check found in it.
        at: the time.
        coder: who asked for it; the history says so.

    Returns:
        How many rows were put right.
    """
    writer = Writer(connection)
    for (noun, _columns), changes in mends(faults).items():
        writer.update_each(noun, changes)
    connection.execute(delete(TABLES["derived"]))
    if writer.rows:
        noted = {"coder": coder, "count": writer.rows, "rules": ", ".join(sorted(_rules(faults)))}
        journal.record(writer, journal.Entry(new_id(), at, None, KIND, noted, REVISION))
    return writer.rows


def _rules(faults: Iterable[Fault]) -> set[str]:
    return {fault.rule for fault in faults if fault.mend}
