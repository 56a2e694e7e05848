"""Codings and turns as arrays, by the numbers of what they join: 200,000 of them are never met one by one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from qualcode.analysis.intervals import integers
from qualcode.model.columns import NOBODY, WIDTH, Unread

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from qualcode.analysis.intervals import Integers
    from qualcode.model.columns import Columns
    from qualcode.model.material import Material

NONE: Final = -1
"""The number of what is not there."""
_TAIL: Final = 8
"""Bytes at the end of an id that tell ids apart: they are drawn at random, or counted on."""


@dataclass(frozen=True, slots=True)
class CodingArrays:
    """The codings of a study, one entry each, in its order."""

    document: Integers
    """Number of the document in the study."""
    start: Integers
    end: Integers
    code: Integers
    coder: Integers
    round: Integers
    """The round of coding each was made in; 0 before the first."""


@dataclass(frozen=True, slots=True)
class TurnArrays:
    """The turns of a study, one entry each, in its order."""

    document: Integers
    start: Integers
    end: Integers
    asks: NDArray[np.bool_]
    """Whether the interviewer speaks."""
    case: Integers
    """Number of the case that speaks, or `NONE`."""


def coding_arrays(material: Material) -> CodingArrays:
    """Return the codings of a study as arrays."""
    documents, codes = [row.id for row in material.documents], [row.id for row in material.codes]
    coders = list(material.coders)
    if isinstance(material.codings, Unread):
        columns = material.codings.columns
        order = _order_of_ids(columns.ids["id"])
        return CodingArrays(
            numbered(columns.ids["document"], documents)[order],
            _parsed(columns.numbers["start"])[order],
            _parsed(columns.numbers["end"])[order],
            numbered(columns.ids["code"], codes)[order],
            numbered(columns.ids["coder"], coders)[order],
            _rounds(columns)[order],
        )
    rows = material.codings
    return CodingArrays(
        _looked_up((row.document for row in rows), documents),
        integers(row.start for row in rows),
        integers(row.end for row in rows),
        _looked_up((row.code for row in rows), codes),
        _looked_up((row.coder for row in rows), coders),
        integers(row.round for row in rows),
    )


def _rounds(columns: Columns) -> Integers:
    """Return the round of each coding; 0 for all where the study has no rounds."""
    if "round" in columns.numbers:
        return _parsed(columns.numbers["round"])
    return np.zeros(columns.count, dtype=np.int64)


def turn_arrays(material: Material) -> TurnArrays:
    """Return the turns of a study as arrays."""
    documents, cases = [row.id for row in material.documents], [row.id for row in material.cases]
    if isinstance(material.turns, Unread):
        return _unread_turns(material.turns.columns, documents, cases)
    rows = material.turns
    return TurnArrays(
        _looked_up((row.document for row in rows), documents),
        integers(row.start for row in rows),
        integers(row.end for row in rows),
        np.array([row.role == "interviewer" for row in rows], dtype=bool),
        _looked_up((row.case or "" for row in rows), cases),
    )


def _unread_turns(columns: Columns, documents: Sequence[str], cases: Sequence[str]) -> TurnArrays:
    document = numbered(columns.ids["document"], documents)
    position = _parsed(columns.numbers["position"])
    order = np.lexsort((position, document))
    return TurnArrays(
        document[order],
        _parsed(columns.numbers["start"])[order],
        _parsed(columns.numbers["end"])[order],
        (np.frombuffer(columns.signs["role"].encode(), dtype="S1") == b"i")[order],
        numbered(columns.ids["case"], cases)[order],
    )


def _looked_up(values: Iterable[str], known: Sequence[str]) -> Integers:
    number = {value: place for place, value in enumerate(known)}
    return integers(number.get(value, NONE) for value in values)


def _parsed(text: str) -> Integers:
    """Read numbers with commas between them."""
    return np.fromstring(text, dtype=np.int64, sep=",") if text else np.zeros(0, dtype=np.int64)


def _order_of_ids(text: str) -> Integers | slice:
    """Return the order of ids that stand end to end; everything where they stand in it, as they nearly always do."""
    ids = np.frombuffer(text.encode(), dtype=f"S{WIDTH}")
    return slice(None) if bool((ids[1:] > ids[:-1]).all()) else np.argsort(ids, kind="stable").astype(np.int64)


def numbered(text: str, known: Sequence[str]) -> Integers:
    """Return the place among the known ids of each of those that stand end to end; `NONE` for one that is not there.

    Args:
        text: ids of `WIDTH` digits each.
        known: ids, each once.
    """
    if any(len(one) != WIDTH for one in known) or not known:
        return _looked_up((text[place : place + WIDTH] for place in range(0, len(text), WIDTH)), known)
    tails = _tails("".join(known))
    order = np.argsort(tails, kind="stable")
    tails = tails[order]
    if bool((tails[1:] == tails[:-1]).any()) or NOBODY in known:  # hardly ever: two ids that end alike
        return _looked_up((text[place : place + WIDTH] for place in range(0, len(text), WIDTH)), known)
    wanted = _tails(text)
    place = np.minimum(np.searchsorted(tails, wanted), len(tails) - 1)
    return np.where(tails[place] == wanted, order[place], NONE).astype(np.int64)


def _tails(text: str) -> NDArray[np.uint64]:
    """Return the last digits of each id as one number."""
    digits = np.frombuffer(text.encode(), dtype=np.uint8).reshape(-1, WIDTH)
    return np.ascontiguousarray(digits[:, -_TAIL:]).view(np.uint64).ravel()
