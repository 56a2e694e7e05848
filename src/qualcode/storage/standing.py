"""Where codes and cases stand, read without believing it; what an undo or a redo must leave as the rules have it.

Each act keeps that rule; but what one person takes back may no longer fit what another did since, row by row as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from qualcode.model import errors
from qualcode.model.codebook import misplaced
from qualcode.storage.columns import frames
from qualcode.storage.tables import TABLES
from qualcode.storage.writing import Image

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from qualcode.storage.writing import Writer

HOMES: Final = {"codes": "parent_id", "cases": "inside_id"}
"""The nouns that stand in a tree, and the column that says under which other."""
_ALSO_IN: Final = TABLES["also_in"]


def places(connection: Connection, noun: str) -> dict[str, tuple[str | None, ...]]:
    """Return under what each row of a tree stands, by its id: its home first, None for the top, then second places."""
    table = TABLES[noun]
    homes = connection.execute(select(table.c.id, table.c[HOMES[noun]]))
    found: dict[str, tuple[str | None, ...]] = {identifier: (home,) for identifier, home in homes}
    if noun == "codes":
        for code, parent in connection.execute(select(_ALSO_IN.c.code_id, _ALSO_IN.c.parent_id)):
            found[code] = (*found.get(code, (None,)), parent)
    return found


def refuse_misplaced(writer: Writer, what: str) -> None:
    """Refuse to write back a place that makes a circle, or a second place where a code is at home.

    Args:
        writer: what has been written back.
        what: the act that is taken back, in words.

    Raises:
        UndoConflict: with the number of codes or cases that would stand so.
    """
    back: dict[str, set[str]] = {noun: set() for noun in (*HOMES, "also_in")}
    for image in writer.images:
        if image.noun in back and image.step != "delete":
            back[image.noun].update(image.ids)
    listed = writer.rows_of("also_in", sorted(back.pop("also_in")), ["code_id"])
    back["codes"].update(row["code_id"] for row in listed.values())
    for noun, written in back.items():
        if written and (astray := misplaced(places(writer.connection, noun), written)):
            raise errors.UndoConflict(what, count=len(astray))


def refuse_retired_since(writer: Writer, number: int) -> None:
    """Refuse to apply again a code that was retired meanwhile; what has it already keeps it.

    Args:
        writer: what has been written, doing something again.
        number: of the undo that is taken back, in the journal: a code retired anew by a redo keeps its former time.

    Raises:
        CodeRetired: with the name of one.
    """
    codes, retired = TABLES["codes"], TABLES["retired"]
    applied: set[str] = set()
    for image in (Image.unpacked(kept.blob) for kept in writer.images if kept.noun == "codings"):
        rows = zip(image.rows_before(), image.rows_after(), strict=True)
        applied |= {str(row[1].get("code_id")) for row in rows if row[1].get("code_id") != row[0].get("code_id")}
    asked = select(retired.c.id, codes.c.id.label("code"), codes.c.name).join(codes, codes.c.id == retired.c.code_id)
    standing = {row.id: row.name for row in writer.connection.execute(asked) if row.code in applied}
    if standing and (since := sorted(standing.keys() & _come_since(writer.connection, "retired", number))):
        raise errors.CodeRetired(standing[since[0]])


def _come_since(connection: Connection, noun: str, number: int) -> set[str]:
    """Return the rows of a noun that were not there when an act was done, as what followed in the journal says."""
    actions, steps = TABLES["actions"], dict[str, str]()
    later = select(actions.c.blob).where(actions.c.number > number).order_by(actions.c.number)
    for blob in connection.execute(later).scalars():
        for image in (Image.unpacked(part) for part in frames(blob) if Image.noun_of(part) == noun):
            for identifier in image.ids:
                steps.setdefault(identifier, image.step)
    return {identifier for identifier, step in steps.items() if step == "insert"}
