"""Words that are somebody's by a link alone: no turn says whose they are."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from qualcode.model.material import Material

Bounds = tuple[int, int]
"""Half-open code points of a stored text."""


class LinkedWords(NamedTuple):
    """Half-open code points of a document that are linked to a case, by its id."""

    start: int
    end: int
    case: str


def linked_words(material: Material, cases: Collection[str]) -> dict[str, list[LinkedWords]]:
    """Return the words that are some cases' by a link to them or to their document, by the document's id.

    A turn's own voice goes before links, and so does the interviewer's; where several cases are linked, the words are
    each one's.

    Args:
        material: the study.
        cases: ids of the cases asked about.
    """
    links = [link for link in material.links if link.case in cases]
    untold = _untold(material, {link.document for link in links}) if links else {}
    found: dict[str, list[LinkedWords]] = defaultdict(list)
    for link in links:
        for first, last in untold.get(link.document, ()):
            start = max(first, link.start or 0)
            end = last if link.end is None else min(last, link.end)
            if start < end:
                found[link.document].append(LinkedWords(start, end, link.case))
    return dict(found)


def _untold(material: Material, documents: Collection[str]) -> dict[str, list[Bounds]]:
    """Return what no turn says the voice of: participants' turns without a case, and documents without turns whole."""
    turns = [turn for turn in material.turns if turn.document in documents]
    have = {turn.document for turn in turns}
    found: dict[str, list[Bounds]] = defaultdict(list)
    for document in material.documents:
        if document.id in documents and document.id not in have:
            found[document.id].append((0, document.characters))
    for turn in turns:
        if turn.case is None and turn.role != "interviewer":
            found[turn.document].append((turn.start, turn.end))
    return found


def left_of(start: int, end: int, words: Iterable[LinkedWords]) -> list[Bounds]:
    """Return the pieces of a passage that are none of some words, in order.

    Args:
        start: the passage's first code point.
        end: one past its last.
        words: of the same document, in any order.
    """
    pieces: list[Bounds] = []
    reached = start
    for one in sorted(words):
        pieces.append((reached, min(one.start, end)))
        reached = max(reached, one.end)
    return [(first, last) for first, last in [*pieces, (reached, end)] if first < last]
