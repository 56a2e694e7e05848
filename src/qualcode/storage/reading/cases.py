"""Cases with their attributes, their own and those of the case they are inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from qualcode.model.records import Attribute, Case, CaseLink
from qualcode.storage.tables import TABLES
from qualcode.words.folding import sort_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

_CASES = TABLES["cases"]
_LINKS = TABLES["case_links"]
_ATTRIBUTES = TABLES["attributes"]
_VALUES = TABLES["attribute_values"]


def attributes(connection: Connection) -> list[Attribute]:
    """Return the attributes in their order."""
    names = ("id", "name", "type", "position")
    rows = connection.execute(select(*(_ATTRIBUTES.c[name] for name in names)))
    return sorted((Attribute(*row) for row in rows), key=lambda attribute: (attribute.position, attribute.id))


def listed(connection: Connection) -> list[Case]:
    """Return every case, sorted by name, with its attributes."""
    rows = {row.id: row for row in connection.execute(select(_CASES))}
    inside = {identifier: row.inside_id for identifier, row in rows.items()}
    own = _own_values(connection)
    order = {attribute.id: attribute.name for attribute in attributes(connection)}
    cases = [
        Case(row.id, row.name, row.kind, row.inside_id, _inherited(row.id, inside, own, order), row.version)
        for row in rows.values()
    ]
    return sorted(cases, key=lambda case: (sort_key(case.name), case.id))


def _own_values(connection: Connection) -> dict[str, dict[str, str]]:
    own: dict[str, dict[str, str]] = {}
    for case, attribute, value in connection.execute(
        select(_VALUES.c.case_id, _VALUES.c.attribute_id, _VALUES.c.value)
    ):
        own.setdefault(case, {})[attribute] = value
    return own


def _inherited(
    case: str,
    inside: Mapping[str, str | None],
    own: Mapping[str, Mapping[str, str]],
    order: Mapping[str, str],
) -> tuple[tuple[str, str], ...]:
    """Collect the values of a case and of all it is inside; the nearest wins."""
    values: dict[str, str] = {}
    place: str | None = case
    seen: set[str] = set()
    while place is not None and place not in seen:
        seen.add(place)
        values = {**own.get(place, {}), **values}
        place = inside.get(place)
    return tuple((name, values[identifier]) for identifier, name in order.items() if identifier in values)


def links(connection: Connection) -> list[CaseLink]:
    """Return what cases are linked to, beside the turns they speak."""
    names = ("id", "case_id", "document_id", "start", "end")
    rows = connection.execute(select(*(_LINKS.c[name] for name in names)).order_by(_LINKS.c.id))
    return [CaseLink(*row) for row in rows]


def by_key(connection: Connection) -> dict[str, str]:
    """Return the id of each case by its folded name."""
    return dict(connection.execute(select(_CASES.c.name_key, _CASES.c.id)).tuples().all())


def value_of(connection: Connection, case: str, attribute: str) -> str | None:
    """Return the id of the value a case has of an attribute, or None."""
    return connection.execute(
        select(_VALUES.c.id).where(_VALUES.c.case_id == case, _VALUES.c.attribute_id == attribute)
    ).scalar_one_or_none()
