"""The codebook as it was at a time, by turning the journal back in memory: nothing is guessed, nothing is written."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, select

from qualcode.model import errors
from qualcode.model.codebook import tree_order
from qualcode.storage.columns import frames
from qualcode.storage.reading import codes, studies
from qualcode.storage.schema import UNDOABLE
from qualcode.storage.tables import TABLES
from qualcode.storage.writing import Image

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from qualcode.model.records import Code

_ACTIONS = TABLES["actions"]
_NOUNS: Final = ("codes", "also_in", "retired")
"""What a codebook is made of."""
Rows = dict[str, dict[str, Any]]
"""The rows of a noun by id."""


def listed(connection: Connection, moment: str, said: str) -> list[Code]:
    """Return the codes there were at a moment, in codebook order, each with its card as it was.

    Args:
        connection: where they are.
        moment: ISO 8601 in UTC, as times are stored.
        said: the moment as the person wrote it, for a refusal.

    Raises:
        BeforeStudy: the project was begun later.
        JournalSilent: the journal does not lead from there to the codebook of today.
    """
    began = studies.study(connection).created_at
    if moment < began:
        raise errors.BeforeStudy(said, began=began[:10])
    rows = {noun: _now(connection, noun) for noun in _NOUNS}
    for image in _since(connection, moment, said):
        _turn_back(rows[image.noun], image, said)
    return _records(rows)


def _now(connection: Connection, noun: str) -> Rows:
    return {row["id"]: dict(row) for row in connection.execute(select(TABLES[noun])).mappings()}


def _records(rows: dict[str, Rows]) -> list[Code]:
    """Return codes as records, from the rows there were."""
    tree = rows["codes"]
    order = tree_order([(row["id"], row["parent_id"], row["position"], row["name"]) for row in tree.values()])
    place = {identifier: number for number, (identifier, _path) in enumerate(order)}
    also: dict[str, list[tuple[str, int]]] = {}
    for row in sorted(rows["also_in"].values(), key=lambda row: place[row["parent_id"]]):
        also.setdefault(row["code_id"], []).append((row["parent_id"], row["position"]))
    reasons = {row["code_id"]: row["reason"] for row in rows["retired"].values()}
    return [
        codes.record(SimpleNamespace(**tree[one]), path, also.get(one, ()), reasons.get(one)) for one, path in order
    ]


def _since(connection: Connection, moment: str, said: str) -> Iterator[Image]:
    """Give what was done to the codebook after a moment, latest first.

    Raises:
        JournalSilent: an act was written under a schema whose rows cannot be read any more.
    """
    asked = select(func.max(_ACTIONS.c.number)).where(_ACTIONS.c.at <= moment)
    last = connection.execute(asked).scalar_one_or_none() or 0
    columns = (_ACTIONS.c.schema_revision, _ACTIONS.c.blob)
    wanted = select(*columns).where(_ACTIONS.c.number > last, _ACTIONS.c.rows > 0)
    for revision, blob in connection.execute(wanted.order_by(_ACTIONS.c.number.desc())):
        if revision not in UNDOABLE:
            raise errors.JournalSilent(said)
        for part in reversed(frames(blob)):
            if Image.noun_of(part) in _NOUNS:
                yield Image.unpacked(part)


def _turn_back(rows: Rows, image: Image, said: str) -> None:
    """Make rows what they were before a step.

    Raises:
        JournalSilent: they are not what the step left.
    """
    if image.step == "delete":
        for identifier, before in zip(image.ids, image.rows_before(), strict=True):
            rows[identifier] = {"id": identifier, **before}
        return
    for identifier, after in zip(image.ids, image.rows_after(), strict=True):
        row = rows.get(identifier)
        if row is None or any(row[name] != value for name, value in after.items()):
            raise errors.JournalSilent(said)
    if image.step == "insert":
        for identifier in image.ids:
            del rows[identifier]
        return
    for identifier, before in zip(image.ids, image.rows_before(), strict=True):
        rows[identifier].update(before)
