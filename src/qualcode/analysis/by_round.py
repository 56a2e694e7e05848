"""Readings restricted to rounds of coding, or compared between them; a coding belongs to the round it was made in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from qualcode.analysis.intervals import integers
from qualcode.model.errors import NoSuchRound
from qualcode.model.practice import BEFORE, BY_ROUND, ROUNDS
from qualcode.words.folding import folded

if TYPE_CHECKING:
    from qualcode.analysis.counted import CountedCodings
    from qualcode.analysis.intervals import Integers
    from qualcode.model.material import Material
    from qualcode.model.results import Question


def asked_rounds(material: Material, question: Question) -> tuple[int, ...] | None:
    """Return the numbers of the rounds that a reading is restricted to, by the names it gives; None where by none.

    Args:
        material: the study.
        question: its option `rounds` has names of rounds, or `before` for what came before the first.

    Raises:
        NoSuchRound: the study has none of that name.
    """
    wanted = dict(question.options).get(ROUNDS)
    if wanted is None:
        return None
    numbers = {folded(name): place for place, name in enumerate(material.rounds, 1)} | {BEFORE: 0}
    found = []
    for name in wanted if isinstance(wanted, (tuple, list)) else (str(wanted),):
        if folded(name) not in numbers:
            raise NoSuchRound(name)
        found.append(numbers[folded(name)])
    return tuple(found)


def named_rounds(question: Question) -> str:
    """Return the names of the rounds that a reading is restricted to, for a refusal; empty where by none."""
    wanted = dict(question.options).get(ROUNDS)
    return ", ".join(map(str, wanted)) if isinstance(wanted, (tuple, list)) else ""


def in_rounds(codings: CountedCodings, material: Material, question: Question) -> CountedCodings:
    """Return the codings made in the rounds that a question names, all of them where it names none.

    Raises:
        NoSuchRound: the study has none of that name.
    """
    asked = asked_rounds(material, question)
    return codings if asked is None else codings.kept(np.isin(codings.round, asked))


def groups_of_rounds(material: Material, codings: CountedCodings) -> tuple[tuple[str, ...], Integers]:
    """Return the names of the rounds, empty for what came before the first, and the number of each coding's among them.

    Args:
        material: the study.
        codings: those that count.

    Raises:
        NoSuchRound: the study has no round.
    """
    if not material.rounds:
        raise NoSuchRound(BY_ROUND)
    after = len(material.rounds)
    place = integers([after, *range(after)])  # what came before the first is said last, as what has no value
    return (*material.rounds, ""), place[codings.round]
