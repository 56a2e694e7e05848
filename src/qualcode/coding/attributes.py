"""Attributes: what type their values have, their canonical form, and how a table's rows find their cases."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from qualcode.coding.work import clean_name
from qualcode.model import errors
from qualcode.model.ids import new_id
from qualcode.model.records import Attribute
from qualcode.storage.reading import cases as reading
from qualcode.storage.texts import storable
from qualcode.words.folding import folded, keys_by_join, placed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qualcode.coding.work import Work

_NUMBER: Final = re.compile(r"[-+]?(?:[0-9]+|[0-9]{1,3}(?: [0-9]{3})+)(?:[.,][0-9]+)?")
_YES: Final = frozenset({"true", "yes", "oui", "vrai", "1"})
_NO: Final = frozenset({"false", "no", "non", "faux", "0"})


def canonical(value: str, kind: str) -> str | None:
    """Return a value in the form its type is kept in, or None where it does not fit.

    Numbers have a point and no separators, dates are ISO 8601, booleans `true` or `false`.
    """
    text = " ".join(storable(value).split())  # each separator of thousands becomes a plain space here
    if kind == "number":
        return "".join(text.split()).replace(",", ".") if _NUMBER.fullmatch(text) else None
    if kind == "date":
        return _date(text)
    if kind == "boolean":
        answer = folded(text)
        return "true" if answer in _YES else "false" if answer in _NO else None
    return text


def _date(text: str) -> str | None:
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        return None


def type_of(values: Iterable[str]) -> str:
    """Return the narrowest type that fits every value there is: number, date, else text.

    A number that starts with a zero (a postcode, a case number) is text. Yes and no stay words unless asked otherwise.
    """
    there = [value.strip() for value in values if value.strip()]
    for kind in ("number", "date"):
        if there and all(canonical(value, kind) is not None and not re.match(r"0\d", value) for value in there):
            return kind
    return "text"


def attribute_named(work: Work, name: str, values: tuple[str, ...], *, widen: bool = False) -> Attribute:
    """Return the attribute of a name, made from the values where no case has it; `widen` lets it become text.

    Raises:
        BadValue: where a value does not fit the type it has, and must not widen it.
    """
    cleaned = clean_name(name)
    known = {folded(attribute.name): attribute for attribute in reading.attributes(work.connection)}
    attribute = known.get(folded(cleaned))
    if attribute is None:
        return _new_attribute(work, cleaned, type_of(values), len(known))
    for value in values:
        if value.strip() and canonical(value, attribute.type) is None:
            if not widen:
                raise errors.BadValue(value, type=attribute.type, attribute=attribute.name)
            work.writer.update("attributes", [attribute.id], {"type": "text"})
            return Attribute(attribute.id, attribute.name, "text", attribute.position)
    return attribute


def _new_attribute(work: Work, name: str, kind: str, position: int) -> Attribute:
    attribute = Attribute(new_id(), name, kind, position)
    row = {"id": attribute.id, "name": name, "name_key": folded(name), "type": kind, "position": position}
    work.writer.insert("attributes", [row])
    return attribute


def write_value(work: Work, case: str, attribute: Attribute, value: str) -> None:
    """Write the value of one attribute for one case; an empty one takes it away."""
    known = reading.value_of(work.connection, case, attribute.id)
    text = canonical(value, attribute.type) or ""
    if known is None and text:
        row = {"id": new_id(), "case_id": case, "attribute_id": attribute.id, "value": text}
        work.writer.insert("attribute_values", [row])
    elif known is not None and text:
        work.writer.update("attribute_values", [known], {"value": text})
    elif known is not None:
        work.writer.delete("attribute_values", [known])


@dataclass(frozen=True, slots=True)
class Joined:
    """How a table's rows found their cases."""

    column: int
    title: str
    matches: tuple[tuple[str, tuple[str, ...]], ...]
    """Id of a case, and its row; a case has at most one."""
    unmatched: tuple[str, ...]
    """The names of the rows that fit no case."""


def join(header: Sequence[str], rows: Sequence[tuple[str, ...]], cases: Sequence[tuple[str, str]]) -> Joined:
    """Join rows and cases (id, name) by the column whose names fit most cases, the first of equals.

    Names are compared folded, equal first, else the longest key that a case's name starts with (CONTRACT: cases).
    """
    best = Joined(0, header[0] if header else "", (), tuple(row[0] for row in rows if row))
    for column, title in enumerate(header):
        keys: dict[str, tuple[str, ...]] = {}
        for row in rows:
            if column < len(row) and row[column].strip():
                keys.setdefault(row[column], row)
        known = keys_by_join(keys)
        found = [(case, key) for case, name in cases if (key := placed(name, known)) is not None]
        if len(found) > len(best.matches):
            used = {key for _, key in found}
            unmatched = tuple(row[column] for row in rows if column < len(row) and row[column] not in {*used, ""})
            best = Joined(column, title, tuple((case, keys[key]) for case, key in found), unmatched)
    return best
