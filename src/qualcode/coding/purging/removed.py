"""What a person said in documents that were removed, or whose import was taken back: the history keeps it still."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from qualcode.storage.purging.removed import removed, text_of
from qualcode.words.folding import folded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

    from qualcode.model.records import Case
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


def said_before(connection: Connection, case: Case) -> Before:
    """Return what a person said in documents that are gone.

    Args:
        connection: reads the project.
        case: the person; a case that is gone and bore the same name is the same person.
    """
    known = removed(connection)
    names = known.rows["cases"].items()
    same = {case.id} | {each for each, row in names if folded(row.get("name", "")) == folded(case.name)}
    turns = {each: row for each, row in known.rows["turns"].items() if known.cases[each] & same}
    spoken = {row.get("document_id") for row in known.rows["turns"].values()}
    links = [
        row
        for each, row in known.rows["case_links"].items()
        if known.cases[each] & same and row.get("document_id") not in spoken
    ]
    lain = [row for row in [*turns.values(), *links] if row.get("document_id") in known.rows["documents"]]
    return Before(
        {row["document_id"] for row in lain},
        {each for each, row in turns.items() if row in lain},
        _words(connection, known, lain),
        {row["speaker"] for row in lain if row.get("speaker", "").strip()},
        {each: row.get("coding_id", "") for each, row in known.rows["outline_quotes"].items()},
    )


def _words(connection: Connection, known: Removed, lain: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the words that lay where turns and links did, as far as their texts are kept."""
    hashes = {row["document_id"]: known.rows["documents"][row["document_id"]].get("text_sha256", "") for row in lain}
    texts = {document: text_of(connection, sha256) for document, sha256 in hashes.items()}
    said = [texts[row["document_id"]][row.get("start") or 0 : row.get("end")] for row in lain]
    return list(filter(None, said))
