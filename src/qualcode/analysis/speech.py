"""The counted speech laid out on one axis: every document after the one before, so that a range is two numbers."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from qualcode.analysis.arrays import NONE
from qualcode.analysis.by_question import Within
from qualcode.analysis.intervals import distinct, expanded, integers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qualcode.analysis.counted import Counting
    from qualcode.analysis.intervals import Integers
    from qualcode.model.material import CaseLinkRow, Material, TurnRow

_NOBODY: Final[frozenset[int]] = frozenset()
Piece = tuple[int, int, int, frozenset[int]]
"""Start and end on the axis, number of the turn, numbers of the cases that speak."""
Laid = tuple["Integers", "Integers", "Integers", "Integers", "Integers"]
"""Turn, start and end of each stretch; and the pairs of stretch and case."""


@dataclass(frozen=True, slots=True)
class Speech:
    """Counted speech as ordered stretches that never overlap: turns, cut where a case's passage begins or ends."""

    base: dict[str, int]
    """Where each counted document begins on the axis, by id."""
    start: Integers
    end: Integers
    document: Integers
    """Number of the document of each stretch."""
    turn: Integers
    """Number of the counted turn of each stretch."""
    case_owner: Integers
    """With `case_number`: the pairs (stretch, case), ascending by stretch."""
    case_number: Integers
    said_before: Integers
    """Characters of counted speech before each stretch."""

    @property
    def n_characters(self) -> int:
        """Characters of counted speech."""
        return int((self.end - self.start).sum())

    @property
    def n_cases(self) -> int:
        """Distinct cases that speak."""
        return len(distinct(self.case_number)[0])

    def said(self, position: Integers) -> Integers:
        """Count the characters of counted speech before each position of the axis."""
        if not len(self.start):
            return np.zeros_like(position)
        stretch = np.searchsorted(self.start, position, side="right") - 1
        inside = np.minimum(position, self.end[stretch]) - self.start[stretch]
        return np.where(stretch < 0, 0, self.said_before[stretch] + inside).astype(np.int64)

    def touched(self, start: Integers, end: Integers) -> tuple[Integers, Integers]:
        """Return the pairs (range, stretch) that share a character."""
        first = np.searchsorted(self.end, start, side="right").astype(np.int64)
        last = np.searchsorted(self.start, end, side="left").astype(np.int64)
        return expanded(first, last)

    def with_cases(self, stretch: Integers) -> tuple[Integers, Integers]:
        """Return the pairs (index into `stretch`, case) of the cases that speak in each stretch."""
        first = np.searchsorted(self.case_owner, stretch, side="left").astype(np.int64)
        last = np.searchsorted(self.case_owner, stretch, side="right").astype(np.int64)
        owner, position = expanded(first, last)
        return owner, self.case_number[position]

    def alike(self) -> Integers:
        """Return, for each stretch, the first one of its document in which the same cases speak."""
        bounds = np.searchsorted(self.case_owner, np.arange(len(self.start) + 1)).tolist()
        cases, first = self.case_number.tolist(), dict[tuple[int, ...], int]()
        return integers(
            first.setdefault((document, *cases[begin:end]), stretch)
            for stretch, (document, (begin, end)) in enumerate(
                zip(self.document.tolist(), pairwise(bounds), strict=True)
            )
        )


def laid_out(material: Material, counted: Counting) -> Speech:
    """Lay the counted speech out on one axis.

    A stretch belongs to the case of its turn, else to the cases linked to its whole document; and to every case linked
    to a passage that holds it.
    """
    base: dict[str, int] = {}
    reached = 0
    for document in counted.documents:
        base[document.id] = reached
        reached += document.characters + 1
    cut = any(link.start is not None for link in material.links) or bool(material.askings)
    turn, start, end, owner, case = _cut(material, counted, base) if cut else _whole(material, counted, base)
    return Speech(
        base=base,
        start=start,
        end=end,
        document=counted.turns.document[turn],
        turn=turn,
        case_owner=owner,
        case_number=case,
        said_before=np.cumsum(end - start) - (end - start),
    )


def _whole(material: Material, counted: Counting, base: Mapping[str, int]) -> Laid:
    """Lay whole turns out; one that begins inside the one before is shortened."""
    turns = counted.turns
    begins = integers(base.values())[turns.document]
    start, end = begins + turns.start, begins + turns.end
    reach = np.maximum.accumulate(np.concatenate((np.zeros(1, dtype=np.int64), end)))[:-1]
    start = np.maximum(start, reach)
    turn = np.flatnonzero(start < end)
    case, document = turns.case[turn], turns.document[turn]
    linked = _linked(material)
    of_document = [sorted(linked.get(one.id, _NOBODY)) for one in counted.documents]
    first = np.cumsum([0, *map(len, of_document)])
    told = np.flatnonzero(case != NONE)
    untold = np.flatnonzero(case == NONE)
    owner, place = expanded(first[document[untold]], first[document[untold] + 1])
    owner = np.concatenate([told, untold[owner]])
    number = np.concatenate([case[told], integers(one for cases in of_document for one in cases)[place]])
    order = np.argsort(owner, kind="stable")
    return turn, start[turn], end[turn], owner[order], number[order]


def _linked(material: Material) -> dict[str, frozenset[int]]:
    """Return the numbers of the cases that are linked to whole documents, by the document's id."""
    cases = {case.id: index for index, case in enumerate(material.cases)}
    whole: dict[str, set[int]] = {}
    for link in material.links:
        if link.start is None:
            whole.setdefault(link.document, set()).add(cases[link.case])
    return {document: frozenset(numbers) for document, numbers in whole.items()}


def _cut(material: Material, counted: Counting, base: Mapping[str, int]) -> Laid:
    """Lay turns out that are cut into stretches."""
    pieces = _pieces(material, counted, base)
    pairs = [(index, case) for index, piece in enumerate(pieces) for case in sorted(piece[3])]
    return (
        integers(piece[2] for piece in pieces),
        integers(piece[0] for piece in pieces),
        integers(piece[1] for piece in pieces),
        integers(owner for owner, _ in pairs),
        integers(case for _, case in pairs),
    )


def _pieces(material: Material, counted: Counting, base: Mapping[str, int]) -> list[Piece]:
    """Cut the counted turns into stretches with their cases; a turn that begins inside the one before is shortened.

    A question of the guide asked inside a turn cuts it too, so that a stretch answers one thing.
    """
    cases = {case.id: index for index, case in enumerate(material.cases)}
    passages: dict[str, list[CaseLinkRow]] = {}
    for link in material.links:
        if link.start is not None:
            passages.setdefault(link.document, []).append(link)
    alone = {case: frozenset({number}) for case, number in cases.items()}
    linked = _linked(material)
    asked = Within(material) if material.askings else None
    found: list[Piece] = []
    reached = 0
    for index, turn in enumerate(counted.turns):
        shift = base[turn.document]
        own = alone.get(turn.case or "") or linked.get(turn.document, _NOBODY)
        cut = passages.get(turn.document, ())
        places = asked.cuts(turn) if asked else ()
        for start, end, others in _stretches(turn, cut, places) if cut or places else ((turn.start, turn.end, None),):
            begins = max(start + shift, reached)
            if begins < end + shift:
                speaking = own | {cases[case] for case in others} if others else own
                found.append((begins, end + shift, index, speaking))
                reached = end + shift
    return found


def _stretches(turn: TurnRow, links: Sequence[CaseLinkRow], places: Sequence[int]) -> list[tuple[int, int, set[str]]]:
    """Cut a turn at some places and where a linked passage begins or ends, and say which cases each is linked to."""
    bounds = {turn.start, turn.end, *places}
    bounds |= {
        cut for link in links for cut in (link.start, link.end) if cut is not None and turn.start < cut < turn.end
    }
    cuts = sorted(bounds)
    return [(start, end, {link.case for link in links if _holds(link, start, end)}) for start, end in pairwise(cuts)]


def _holds(link: CaseLinkRow, start: int, end: int) -> bool:
    """Tell whether a linked passage holds a stretch."""
    return link.start is not None and link.end is not None and link.start <= start and end <= link.end
