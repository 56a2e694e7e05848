"""Attributes: what type their values have, their canonical form, and how a table's rows find their cases."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qualcode.coding.cases.voices import MEMBER
from qualcode.coding.work import clean_name
from qualcode.model import errors
from qualcode.model.codebook import descendants
from qualcode.model.ids import new_id
from qualcode.model.records import Attribute
from qualcode.storage.reading import cases as reading
from qualcode.storage.texts import storable
from qualcode.words import values
from qualcode.words.folding import folded, join_key, keys_by_join, placed
from qualcode.words.values import MOST_CHOICES, NOT_APPLICABLE, REFUSED, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from qualcode.coding.work import Work
    from qualcode.model.bundle import Fact
    from qualcode.model.records import Case


def canonical(value: str, kind: str) -> str | None:
    """Return a value in the form its type is kept in, or None where it does not fit; see `words.values.canonical`."""
    return values.canonical(storable(value), kind)


def attribute_named(work: Work, name: str, given: tuple[str, ...], *, widen: bool = False, kind: str = "") -> Attribute:
    """Return the attribute of a name, made from the values where no case has it.

    Args:
        work: the action under way.
        name: the attribute's.
        given: the values it must hold.
        widen: lets it become text where a value does not fit; a choice does so by itself, with its thirteenth value.
        kind: the type of a new one, where it is known; else the values tell.

    Raises:
        BadValue: where a value does not fit the type it has, and must not widen it.
    """
    cleaned = clean_name(name)
    known = {folded(attribute.name): attribute for attribute in reading.attributes(work.connection)}
    attribute = known.get(folded(cleaned))
    if attribute is None:
        found = kind or kind_of(given)
        if found == "boolean" and not (kind or widen):
            found = "text"  # a single yes, typed for one case, may be followed by a perhaps
        return _new_attribute(work, cleaned, found, len(known))
    misfit = next((value for value in given if value.strip() and canonical(value, attribute.type) is None), None)
    if misfit is not None and not widen:
        raise errors.BadValue(misfit, type=attribute.type, attribute=attribute.name)
    if misfit is not None or (attribute.type == "choice" and _is_outgrown(work, attribute, given)):
        work.writer.update("attributes", [attribute.id], {"type": "text"})
        return replace(attribute, type="text")
    return attribute


def _is_outgrown(work: Work, attribute: Attribute, given: Iterable[str]) -> bool:
    """Tell whether values make a choice one among too many: it is text then, which is kept in the same form."""
    forms = {canonical(value, attribute.type) or "" for value in given} - {"", REFUSED, NOT_APPLICABLE}
    new = {form for form in forms if not reading.is_given(work.connection, attribute.id, form)}
    if not new:
        return False
    there = reading.different_values(work.connection, attribute.id) - {REFUSED, NOT_APPLICABLE}
    return len(set(map(folded, there | new))) > MOST_CHOICES


def _new_attribute(work: Work, name: str, kind: str, position: int) -> Attribute:
    attribute = Attribute(new_id(), name, kind, position)
    row = {"id": attribute.id, "name": name, "name_key": folded(name), "type": kind, "position": position}
    work.writer.insert("attributes", [row])
    return attribute


def write_facts(work: Work, case: str, facts: Iterable[Fact]) -> None:
    """Write what a table of answers says of a person; what was known of them before stays as it is.

    Notes: `differing` names of attributes on which the table and what was known before do not agree.
    """
    differing = []
    for fact in facts:
        attribute = attribute_named(work, fact.attribute, (fact.value,), widen=True, kind=fact.type)
        there = reading.value_of(work.connection, case, attribute.id)
        if there is None:
            write_value(work, case, attribute, fact.value)
        elif work.writer.rows_of("attribute_values", [there])[there]["value"] != canonical(fact.value, attribute.type):
            differing.append(attribute.name)
    if differing:
        work.say(differing=differing)


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
    repeated: tuple[str, ...] = ()
    """The names of the rows whose case another row described before."""
    by_voice: tuple[str, ...] = ()
    """Ids of the cases found by the label of the voice, their names being others."""
    heard: tuple[str, ...] = ()
    """Those unmatched that are labels of voices: of several cases, or of a case with others."""


def join(
    header: Sequence[str],
    rows: Sequence[tuple[str, ...]],
    cases: Sequence[tuple[str, str]],
    borne: Mapping[str, Iterable[str]] | None = None,
) -> Joined:
    """Join rows and cases (id, name) by the column whose names fit most cases, the first of equals.

    Names are compared folded, equal first, else the longest key that a case's name starts with (CONTRACT: cases). Who
    is called « Groupe A · Paul » after a document is Paul in a table too, where nobody else is; and so is the one
    participant of an interview, by the label of the voice.

    Args:
        header: the titles.
        rows: of the table.
        cases: there are.
        borne: the labels that each case speaks under as a participant, by its id; None where nobody speaks.
    """
    labels = _labels(cases)
    heard_as = borne or {}
    voices = _voices(heard_as)
    best = Joined(0, header[0] if header else "", (), tuple(row[0] for row in rows if row))
    for column, title in enumerate(header):
        keys: dict[str, tuple[str, ...]] = {}
        for row in rows:
            if column < len(row) and row[column].strip():
                keys.setdefault(row[column], row)
        known = keys_by_join(keys)
        found = [(case, key) for case, name in cases if (key := _row_key(name, labels.get(case), known)) is not None]
        heard = _by_voice(found, voices, known)
        if len(found) + len(heard) > len(best.matches):
            best = _joined(column, title, [(case, keys[key]) for case, key in (*found, *heard)], rows)
            best = replace(best, by_voice=tuple(case for case, _ in heard))
    spoken = {join_key(label) for spelled in heard_as.values() for label in spelled}
    return replace(best, heard=tuple(name for name in best.unmatched if join_key(name) in spoken))


def _voices(borne: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Return the label, folded for joining, of each case that has no other and shares it with no case."""
    keys = {case: set(map(join_key, labels)) for case, labels in borne.items()}
    counts = Counter(key for labels in keys.values() for key in labels)
    only = {case: next(iter(labels)) for case, labels in keys.items() if len(labels) == 1}
    return {case: label for case, label in only.items() if label and counts[label] == 1}


def _by_voice(
    found: Sequence[tuple[str, str]], voices: Mapping[str, str], known: Mapping[str, str]
) -> list[tuple[str, str]]:
    """Return the cases, each with the key of its row, that no name finds and the label of a voice does."""
    named = {case for case, _ in found}
    taken = {key for _, key in found}
    heard = ((case, known.get(label)) for case, label in voices.items() if case not in named)
    return [(case, key) for case, key in heard if key is not None and key not in taken]


def _labels(cases: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return the label, folded for joining, of each member of a group whose label no other case bears."""
    borne = Counter(join_key(name.rpartition(MEMBER)[2]) for _, name in cases)
    labels = {case: join_key(name.rpartition(MEMBER)[2]) for case, name in cases if MEMBER in name}
    return {case: label for case, label in labels.items() if label and borne[label] == 1}


def _row_key(name: str, label: str | None, known: Mapping[str, str]) -> str | None:
    """Return the key of the row that describes a case: by its whole name, its label, the beginning of its name."""
    return known.get(join_key(name)) or known.get(label or "") or placed(name, known)


def at_their_level(joined: Joined, everyone: Iterable[Case]) -> Joined:
    """Leave out those who would get the row of the very case they are inside: they inherit it from there."""
    inside = {case.id: case.inside for case in everyone}
    rows = dict(joined.matches)
    own = [(case, row) for case, row in joined.matches if rows.get(inside.get(case) or "") is not row]
    return replace(joined, matches=tuple(own))


def without_row(joined: Joined, everyone: Sequence[Case]) -> list[str]:
    """Return the names of the participants whom no row describes, nor a row of what they are inside."""
    described = {case for case, _ in joined.matches}
    parents = {case.id: case.inside for case in everyone}
    for case in list(described):
        described |= descendants(parents, case)
    return [case.name for case in everyone if case.kind == "participant" and case.id not in described]


def _joined(
    column: int, title: str, matches: Sequence[tuple[str, tuple[str, ...]]], rows: Sequence[tuple[str, ...]]
) -> Joined:
    """Tell the rows that described no case from those that came second."""
    used = {id(row) for _, row in matches}
    taken = {join_key(row[column]) for _, row in matches}
    others = [row[column] for row in rows if column < len(row) and row[column].strip() and id(row) not in used]
    unmatched = tuple(name for name in others if join_key(name) not in taken)
    return Joined(column, title, tuple(matches), unmatched, tuple(name for name in others if join_key(name) in taken))
