"""Cases with their attributes, their own and those of the case they are inside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sqlalchemy import bindparam, select

from qualcode.model.records import Attribute, Case, CaseLink
from qualcode.storage.reading import studies
from qualcode.storage.reading.documents import texts
from qualcode.storage.tables import TABLES
from qualcode.storage.writing import pieces
from qualcode.words.folding import folded, sort_key
from qualcode.words.tokens import count_words
from qualcode.words.values import YES_NO, written

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

_CASES = TABLES["cases"]
_LINKS = TABLES["case_links"]
_ATTRIBUTES = TABLES["attributes"]
_VALUES = TABLES["attribute_values"]
_TURNS = TABLES["turns"]
_NAMED: Final = select(_CASES.c.name_key, _CASES.c.id, _CASES.c.kind).where(
    _CASES.c.name_key.in_(bindparam("keys", expanding=True))
)


class Spoken(NamedTuple):
    """What is there of a case: documents it speaks in or is linked to, its turns, and their words."""

    documents: int
    turns: int
    words: int


def attributes(connection: Connection) -> list[Attribute]:
    """Return the attributes in their order."""
    names = ("id", "name", "type", "position")
    rows = connection.execute(select(*(_ATTRIBUTES.c[name] for name in names)))
    return sorted((Attribute(*row) for row in rows), key=lambda attribute: (attribute.position, attribute.id))


def is_given(connection: Connection, attribute: str, value: str) -> bool:
    """Tell whether a case has this value of an attribute."""
    wanted = select(_VALUES.c.id).where(_VALUES.c.attribute_id == attribute, _VALUES.c.value == value)
    return connection.execute(wanted.limit(1)).first() is not None


def different_values(connection: Connection, attribute: str) -> set[str]:
    """Return the values that cases have of an attribute, each once."""
    wanted = select(_VALUES.c.value).where(_VALUES.c.attribute_id == attribute).distinct()
    return set(connection.execute(wanted).scalars())


def listed(connection: Connection, *, inherited: bool = True) -> list[Case]:
    """Return every case, sorted by name, with its attributes; those of the case it is inside too, or its own alone."""
    rows = {row.id: row for row in connection.execute(select(_CASES)).all()}
    inside = {identifier: row.inside_id for identifier, row in rows.items()} if inherited else {}
    own = _own_values(connection)
    order = {attribute.id: attribute.name for attribute in attributes(connection)}
    cases = [
        Case(row.id, row.name, row.kind, row.inside_id, _inherited(row.id, inside, own, order), row.version)
        for row in rows.values()
    ]
    return sorted(cases, key=lambda case: (sort_key(case.name), case.id))


def worded(connection: Connection, *, inherited: bool = True) -> list[Case]:
    """Return every case as `listed`, with a yes, a no and what was not answered in the words of the study's language.

    So readings and reports show words; what is stored is the same in every language.
    """
    language = studies.study(connection).corpus_language
    yes_or_no = {attribute.name for attribute in attributes(connection) if attribute.type == "boolean"}
    known: dict[tuple[str, str], tuple[str, str]] = {}  # a few answers come again and again

    def said(answer: tuple[str, str]) -> tuple[str, str]:
        if answer not in known:
            known[answer] = (answer[0], _word(answer[1], language, answer[0] in yes_or_no))
        return known[answer]

    return [
        Case(case.id, case.name, case.kind, case.inside, tuple(map(said, case.attributes)), case.version)
        for case in listed(connection, inherited=inherited)
    ]


def _word(value: str, language: str, yes_or_no: bool) -> str:
    words = YES_NO.get(language[:2], YES_NO["en"])
    return words.get(value, written(value, language)) if yes_or_no else written(value, language)


def _own_values(connection: Connection) -> dict[str, dict[str, str]]:
    own: dict[str, dict[str, str]] = {}
    for case, attribute, value in connection.execute(
        select(_VALUES.c.case_id, _VALUES.c.attribute_id, _VALUES.c.value)
    ).all():
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
    rows = connection.execute(select(*(_LINKS.c[name] for name in names)).order_by(_LINKS.c.id)).all()
    return [CaseLink(*row) for row in rows]


def namesakes(connection: Connection) -> dict[str, list[str]]:
    """Return the labels that participants of several cases bear, each with the names of those cases, sorted."""
    rows = connection.execute(
        select(_TURNS.c.speaker, _CASES.c.name)
        .join(_CASES, _CASES.c.id == _TURNS.c.case_id)
        .where(_TURNS.c.role == "participant")
        .distinct()
    ).all()
    label = {folded(speaker): speaker for speaker, _name in rows}
    borne: dict[str, set[str]] = {}
    for speaker, name in rows:
        borne.setdefault(folded(speaker), set()).add(name)
    return {label[key]: sorted(names, key=sort_key) for key, names in borne.items() if len(names) > 1}


def labels_borne(connection: Connection) -> dict[str, list[str]]:
    """Return the labels that each case speaks under as a participant, by its id."""
    rows = connection.execute(
        select(_TURNS.c.case_id, _TURNS.c.speaker)
        .where(_TURNS.c.role == "participant", _TURNS.c.case_id.is_not(None))
        .distinct()
    ).all()
    borne: dict[str, list[str]] = {}
    for case, speaker in rows:
        borne.setdefault(case, []).append(speaker)
    return borne


def by_key(connection: Connection) -> dict[str, str]:
    """Return the id of each case by its folded name."""
    return dict(connection.execute(select(_CASES.c.name_key, _CASES.c.id)).all())


def named(connection: Connection, name: str) -> tuple[str, str] | None:
    """Return id and kind of the case that bears a name, capitals ignored, or None; the others are not read."""
    return named_by_key(connection, [folded(name)]).get(folded(name))


def named_by_key(connection: Connection, keys: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Return id and kind of the cases of some folded names, by these; the others are not read."""
    return {key: (row, kind) for few in pieces(keys) for key, row, kind in connection.execute(_NAMED, {"keys": few})}


def value_of(connection: Connection, case: str, attribute: str) -> str | None:
    """Return the id of the value a case has of an attribute, or None."""
    return connection.execute(
        select(_VALUES.c.id).where(_VALUES.c.case_id == case, _VALUES.c.attribute_id == attribute)
    ).scalar_one_or_none()


def spoken(connection: Connection) -> dict[str, Spoken]:
    """Return what is there of each case, itself alone; those of which nothing is are left out."""
    names = ("document_id", "case_id", "start", "end")
    said: dict[str, list[tuple[str, int, int]]] = {}
    for document, *turn in connection.execute(
        select(*(_TURNS.c[name] for name in names)).where(_TURNS.c.case_id.is_not(None))
    ):
        said.setdefault(document, []).append(tuple(turn))
    documents: dict[str, set[str]] = {}
    for link in links(connection):
        documents.setdefault(link.case, set()).add(link.document)
    turns: dict[str, int] = {}
    words: dict[str, int] = {}
    for document, text in texts(connection, sorted(said)):
        for case, start, end in said[document]:
            documents.setdefault(case, set()).add(document)
            turns[case] = turns.get(case, 0) + 1
            words[case] = words.get(case, 0) + count_words(text, start, end)
    return {case: Spoken(len(there), turns.get(case, 0), words.get(case, 0)) for case, there in documents.items()}
