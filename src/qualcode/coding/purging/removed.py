"""What a person said in documents that were removed, or before their case was: the history knows it still."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from qualcode.model import errors
from qualcode.model.errors.purging import SeveralWithdrew
from qualcode.model.records import Case
from qualcode.storage.purging.removed import removed, text_of
from qualcode.storage.reading import cases as reading
from qualcode.storage.reading import documents
from qualcode.words.folding import folded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

    from qualcode.storage.purging.removed import Removed


class Before(NamedTuple):
    """What the history alone knows of a person."""

    documents: set[str]
    """Ids of the documents that are gone and in which they spoke."""
    turns: set[str]
    """Ids of their turns there."""
    said: list[str]
    """What they said there."""
    labels: set[str]
    """Under which voices."""
    quotes: Mapping[str, str]
    """Codings of the quotes that were taken out of outlines, by the ids of these quotes."""
    cases: frozenset[str] = frozenset()
    """Ids of the cases that the person was, those that are gone too."""
    still: frozenset[str] = frozenset()
    """Ids of turns that stand, that were theirs until their case was removed, and have been nobody's since."""
    loose: tuple[str, ...] = ()
    """Names of documents that they were linked to, or spoke in under another label, until their case was removed."""


def said_before(connection: Connection, case: Case) -> Before:
    """Return what a person said in documents that are gone, and before their case was removed.

    Args:
        connection: reads the project.
        case: the person; a case that is gone and bore the same name is the same person.
    """
    known = removed(connection)
    same = {case.id} | _called(known, case.name)
    turns = {each: row for each, row in known.rows["turns"].items() if known.cases[each] & same}
    spoken = {row.get("document_id") for row in known.rows["turns"].values()}
    links = [
        row
        for each, row in known.rows["case_links"].items()
        if known.cases[each] & same and row.get("document_id") not in spoken
    ]
    lain = [row for row in [*turns.values(), *links] if row.get("document_id") in known.rows["documents"]]
    still, loose = _standing(connection, known, same)
    return Before(
        {row["document_id"] for row in lain},
        {each for each, row in turns.items() if row in lain},
        _words(connection, known, lain),
        {row["speaker"] for row in lain if row.get("speaker", "").strip()},
        {each: row.get("coding_id", "") for each, row in known.rows["outline_quotes"].items()},
        frozenset(same),
        still,
        loose,
    )


def former_case(connection: Connection, typed: str) -> Case:
    """Return the person whose case was removed, as the history knows them, by the name of the case or by a voice.

    Args:
        connection: reads the project.
        typed: a name or a label, in whatever capitals, or an id.

    Raises:
        NoSuchCase: where the history knows nobody so called either.
        SeveralWithdrew: where several people spoke under that label.
    """
    known = removed(connection)
    there = {case.id for case in reading.listed(connection)}
    voiced = {each for each, labels in known.voices.items() if folded(typed) in map(folded, labels)} - there
    found = ({typed} & known.rows["cases"].keys()) or _called(known, typed) or voiced
    people = {folded(row["name"]): (each, row) for each, row in known.rows["cases"].items() if each in found}
    if not people:
        raise errors.NoSuchCase(typed)
    if len(people) > 1:
        raise SeveralWithdrew(typed, names=", ".join(sorted(row["name"] for _id, row in people.values())))
    ((identifier, row),) = people.values()
    return Case(identifier, row["name"], row["kind"], None, (), 0)


def _called(known: Removed, name: str) -> set[str]:
    """Return the ids of the cases that are gone and bore a name."""
    return {each for each, row in known.rows["cases"].items() if folded(row.get("name", "")) == folded(name)}


def _standing(connection: Connection, known: Removed, same: set[str]) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the turns that stand and were theirs, and the documents of which it is not sure that they are."""
    labels = {folded(label) for case in same for label in known.voices[case]}
    links = [row for each, row in known.rows["case_links"].items() if known.cases[each] & same]
    once = {row.get("document_id") for row in links} - {
        link.document for link in reading.links(connection) if link.case in same
    }
    still: set[str] = set()
    loose: list[str] = []
    for document in documents.listed(connection):
        turns = documents.turns(connection, document.id)
        nobodys = [turn for turn in turns if turn.case is None and turn.role == "participant"]
        theirs = {turn.id: folded(turn.speaker) in labels for turn in nobodys if known.cases[turn.id] & same}
        still.update(turn for turn, sure in theirs.items() if sure)
        if not all(theirs.values()) or (not turns and document.id in once):
            loose.append(document.name)
    return frozenset(still), tuple(loose)


def _words(connection: Connection, known: Removed, lain: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the words that lay where turns and links did, as far as their texts are kept."""
    hashes = {row["document_id"]: known.rows["documents"][row["document_id"]].get("text_sha256", "") for row in lain}
    texts = {document: text_of(connection, sha256) for document, sha256 in hashes.items()}
    said = [texts[row["document_id"]][row.get("start") or 0 : row.get("end")] for row in lain]
    return list(filter(None, said))
