"""Who speaks in a document: a case for each participant, known by its label inside the document only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualcode.coding.work import NAME_LENGTH, clean_name
from qualcode.model.ids import new_id
from qualcode.storage.reading import cases as reading
from qualcode.storage.reading import codes as codebook
from qualcode.storage.reading import documents
from qualcode.storage.texts import storable
from qualcode.words.folding import folded
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from qualcode.coding.work import Work
    from qualcode.model.transcript import Transcript

PLURAL_KINDS = frozenset({"group", "site", "project"})
"""Kinds of cases that are several people, or a place: none of them speaks as one person."""
MEMBER = " · "
"""What joins a group's name and a member's label: P1 of group A and P1 of group B are two cases."""


def voices_of(work: Work, document: str, name: str, transcript: Transcript) -> dict[str, str]:
    """Make the cases of a document's participants; return the id of each by its label.

    The one participant of an interview takes the document's name; several stand inside a case for their group.
    A case that bears the name already, from an attendance list or a table, is used. A report's attributions are names
    of cases by themselves.
    """
    labels = list(dict.fromkeys(turn.speaker for turn in transcript.turns if turn.role == "participant"))
    if not labels:
        return {}
    if transcript.voices_known:
        return _made(work, {label: label_name(label) for label in labels})
    if len(labels) == 1:
        return _made(work, {labels[0]: name})
    names = {label: member_name(name, label) for label in labels}
    cases = _Cases(work, (name, *names.values()))
    group = cases.at(name, "group")
    found = {label: cases.at(called, "participant", group) for label, called in names.items()}
    cases.write()
    link = {"id": new_id(), "case_id": group, "document_id": document, "start": None, "end": None}
    work.writer.insert("case_links", [link])
    return found


def _made(work: Work, names: Mapping[str, str]) -> dict[str, str]:
    """Return the id of the case of each name, by its label."""
    cases = _Cases(work, names.values())
    found = {label: cases.at(called, "participant") for label, called in names.items()}
    cases.write()
    return found


def member_name(group: str, label: str) -> str:
    """Return the name of a group's member: « Groupe A · P1 »."""
    return clean_name(f"{group}{MEMBER}{label_name(label)}"[:NAME_LENGTH])


def label_name(label: str) -> str:
    """Return a label as the name of a case: on one line, never empty, nothing in it that a terminal would obey."""
    return (" ".join(shown_line(storable(label)).split()) or "?")[:NAME_LENGTH]


class _Cases:
    """The cases there are, and those an import makes."""

    def __init__(self, work: Work, names: Iterable[str]) -> None:
        """Read those that bear the names that are likely, all at once."""
        self._work = work
        keys = list(dict.fromkeys(map(folded, names)))
        there = reading.named_by_key(work.connection, keys)
        self._by_key: dict[str, tuple[str, str] | None] = {key: there.get(key) for key in keys}
        self._rows: list[dict[str, Any]] = []

    def at(self, name: str, kind: str, inside: str | None = None) -> str:
        """Return the id of the case of a name, made where there is none; a person is never taken for a group."""
        number, called = 1, name
        while (there := self._known(called)) is not None and not _fits(there[1], kind):
            number += 1
            called = f"{name} ({number})"
        if there is not None:
            return there[0]
        row = case_row(new_id(), called, kind, inside)
        self._by_key[folded(called)] = (row["id"], kind)
        self._rows.append(row)
        return str(row["id"])

    def write(self) -> None:
        """Write those that were made, a group before its members."""
        self._work.writer.insert("cases", self._rows)

    def _known(self, name: str) -> tuple[str, str] | None:
        """Return id and kind of the case of a name, be it made just now."""
        key = folded(name)
        if key not in self._by_key:
            self._by_key[key] = reading.named(self._work.connection, name)
        return self._by_key[key]


def _fits(there: str, wanted: str) -> bool:
    """Tell whether a case of one kind can be what speaks as another."""
    return (there in PLURAL_KINDS) == (wanted in PLURAL_KINDS)


def case_row(identifier: str, name: str, kind: str, inside: str | None) -> dict[str, Any]:
    """Return the row of a new case."""
    return {"id": identifier, "name": name, "name_key": folded(name), "kind": kind, "inside_id": inside}


def rename_voices(work: Work, document: str, old: str, new: str) -> None:
    """Let the cases of a document that are named after it follow its new name, where that name is free."""
    taken = set(reading.by_key(work.connection))
    concerned = documents.cases_of(work.connection, document)
    for case in reading.listed(work.connection):
        ending = _after(case.name, old) if case.id in concerned else None
        if ending is not None:
            name = clean_name((new + ending)[:NAME_LENGTH])
            if folded(name) not in taken - {folded(case.name)}:
                taken.add(folded(name))
                work.writer.update("cases", [case.id], {"name": name, "name_key": folded(name)})


def _after(case: str, document: str) -> str | None:
    """Return what follows a document's name in the name of a case: nothing, or a member's label; None for another."""
    if folded(case) == folded(document):
        return ""
    return case[len(document) :] if case.startswith(document + MEMBER) else None


def drop_idle_cases(work: Work, cases: Iterable[str]) -> None:
    """Remove those cases that say nothing any more and of which nothing else is known: no attribute, link or memo."""
    waiting = set(cases)
    while idle := [case for case in sorted(waiting) if not _is_known(work, case)]:  # a group once its members are gone
        work.writer.delete("cases", idle)
        waiting -= set(idle)


def _is_known(work: Work, case: str) -> bool:
    resting = (
        ("turns", "case_id"),
        ("case_links", "case_id"),
        ("attribute_values", "case_id"),
        ("consents", "case_id"),
        ("memos", "case_id"),
        ("cases", "inside_id"),
    )
    return any(codebook.resting(work.connection, noun, column, [case]) for noun, column in resting)
