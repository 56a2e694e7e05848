"""Looks at names and at what hangs on what: keys, twins, trees, links, memos."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from qualcode.model.codebook import above
from qualcode.storage.care.looking import fault, rows
from qualcode.storage.standing import HOMES, places
from qualcode.words.folding import folded, folded_digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection

    from qualcode.model.care import Fault

_Named = tuple[str, str, str, str]
"""Id, name, key, and the parent among whose children the name is unique."""
_NAMED: Final = ("coders", "documents", "cases", "attributes", "themes")


def look_at_names(connection: Connection) -> Iterator[Fault]:
    """See that each name has its key, and that nobody else bears it."""
    for noun in _NAMED:
        found = [(row.id, row.name, row.name_key, "") for row in rows(connection, noun, "id", "name", "name_key")]
        yield from _keys(noun, found, "name_key", folded)
    codes = list(rows(connection, "codes", "id", "name", "name_key", "parent_id", "parent_key"))
    yield from _keys(
        "codes", [(row.id, row.name, row.name_key, row.parent_id or "") for row in codes], "name_key", folded
    )
    for row in codes:
        if row.parent_key != (row.parent_id or ""):
            yield fault("name-key", "codes", row.id, name=row.name, parent_key=row.parent_id or "")
    questions = rows(connection, "questions", "id", "text", "text_key")
    found = [(row.id, row.text, row.text_key, "") for row in questions]
    yield from _keys("questions", found, "text_key", folded_digest, named=False)


def _keys(
    noun: str, found: Sequence[_Named], column: str, key_of: Callable[[str], str], *, named: bool = True
) -> Iterator[Fault]:
    """Compare id, name, key and parent of each row with the key its name gives."""
    borne = Counter((parent, key_of(name)) for _id, name, _key, parent in found)
    for identifier, name, key, parent in found:
        right, shown = key_of(name), name if named else ""
        if borne[parent, right] > 1:
            yield fault("unique-name", noun, identifier, name=shown)
        if key != right:
            mend = {column: right} if borne[parent, right] == 1 else {}
            yield fault("name-key", noun, identifier, name=shown, **mend)


def look_at_trees(connection: Connection) -> Iterator[Fault]:
    """See that no code and no case stands inside itself, and no code is listed a second time where it stands."""
    for noun, column in HOMES.items():
        found = list(rows(connection, noun, "id", "name", column))
        homes = {row.id: (getattr(row, column),) for row in found}
        yield from (fault("tree", noun, row.id, name=row.name) for row in found if row.id in above(homes, row.id))
    names = {row.id: row.name for row in rows(connection, "codes", "id", "name")}
    yield from _second_places(connection, names)


def _second_places(connection: Connection, names: Mapping[str, str]) -> Iterator[Fault]:
    """See of each second place that the group is not the code's home, not itself, and does not stand under it."""
    standing = places(connection, "codes")
    for row in rows(connection, "also_in", "id", "code_id", "parent_id"):
        home, *_others = standing[row.code_id]
        if row.parent_id in {home, row.code_id} or row.code_id in above(standing, row.parent_id):
            group = names.get(row.parent_id, row.parent_id)
            yield fault("second-place", "codes", row.code_id, name=names.get(row.code_id, ""), inside=group)


def look_at_links(connection: Connection) -> Iterator[Fault]:
    """See that links and memos stand on one thing each, and once."""
    yield from _twice(connection, "case_links", ("case_id", "document_id", "start", "end"), "case-link")
    yield from _twice(connection, "theme_links", ("theme_id", "code_id", "coding_id"), "theme-link")
    yield from _twice(connection, "codings", ("document_id", "start", "end", "code_id", "coder_id"), "twin-coding")
    for row in rows(connection, "case_links", "id", "start", "end"):
        if (row.start is None) != (row.end is None):
            yield fault("case-link", "case_links", row.id)
    for row in rows(connection, "theme_links", "id", "code_id", "coding_id"):
        if (row.code_id is None) == (row.coding_id is None):
            yield fault("theme-link", "theme_links", row.id)
    targets = ("document", "code", "coding", "case")
    for row in rows(connection, "memos", "id", "target", *(f"{target}_id" for target in targets)):
        filled = [target for target in targets if getattr(row, f"{target}_id") is not None]
        if filled != ([] if row.target == "project" else [row.target]):
            yield fault("memo-target", "memos", row.id)


def _twice(connection: Connection, noun: str, columns: tuple[str, ...], rule: str) -> Iterator[Fault]:
    seen: set[tuple[Any, ...]] = set()
    for identifier, *values in rows(connection, noun, "id", *columns):
        if tuple(values) in seen:
            yield fault(rule, noun, identifier)
        seen.add(tuple(values))
