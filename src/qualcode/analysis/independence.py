"""Who counts as one in a comparison: the case, or the group or site where people of one answer alike because of it.

People of one focus group hear each other, so they are not as many witnesses as they are voices. Where an attribute
varies between groups (or sites) only, these are the units; where it varies among the people of a group, people are, and
chance exchanges them inside their group alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from qualcode.analysis.answered import NONE, Answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualcode.analysis.speech import Speech
    from qualcode.model.comparisons import Independence
    from qualcode.model.material import Material

SEVERAL: Final = Answer("several", "(several)")
_SPOKEN_OF: Final = "person"
_PLACES: Final = ("site", "project")
"""Kinds of what is no conversation: people there need not have heard each other."""


@dataclass(frozen=True, slots=True)
class Chains:
    """Who speaks, and what each is inside, by place in `material.cases`."""

    voices: tuple[int, ...]
    group: dict[int, int]
    """The group of each voice, the widest that is no site; itself where it is alone."""
    site: dict[int, int]
    """The site of each voice; its group where there is none."""
    untold: tuple[int, ...]
    """Groups and sites that say something no member of theirs is known to say."""
    told_from: Independence
    """The lowest level at which all voices are told apart."""


@dataclass(frozen=True, slots=True)
class Independent:
    """The units of a comparison."""

    level: Independence
    of_voice: dict[int, int]
    """The unit of each voice; a unit bears the number of its case."""
    answers: dict[int, Answer]
    """What each unit answered."""
    stratum: dict[int, int]
    """Inside what a unit may be exchanged: its group, or -1 for those of no group."""


def speakers(material: Material, speech: Speech) -> Speech:
    """Return the speech with those alone who say it.

    A person who is only spoken of says nothing; where a group and one of its people both stand, the person speaks.
    """
    above = _above(material)
    owner, case = speech.case_owner, speech.case_number
    keep = np.array([row.kind != _SPOKEN_OF for row in material.cases], dtype=bool)[case]
    shared = np.flatnonzero(np.bincount(owner, minlength=1) > 1) if len(owner) else owner
    for place in np.flatnonzero(np.isin(owner, shared)).tolist():
        beside = case[np.searchsorted(owner, owner[place]) : np.searchsorted(owner, owner[place], side="right")]
        if any(int(case[place]) in above[other] for other in beside.tolist()):
            keep[place] = False
    return replace(speech, case_owner=owner[keep], case_number=case[keep])


def chains(material: Material, speech: Speech) -> Chains:
    """Return who speaks and what each is inside.

    Args:
        material: the study.
        speech: the counted speech, as `speakers` gives it.
    """
    above = _above(material)
    voices = tuple(int(case) for case in np.unique(speech.case_number))
    kind = [case.kind for case in material.cases]
    group, site = {}, {}
    for voice in voices:
        chain = [voice, *above[voice]]
        group[voice] = [case for case in chain if kind[case] not in _PLACES or case == voice][-1]
        site[voice] = next((case for case in reversed(chain) if kind[case] == "site"), group[voice])
    heard = set(voices)
    untold = sorted({case for voice in voices for case in above[voice] if case in heard and kind[case] != "project"})
    told_from: Independence = "group" if untold else "case"
    if any(kind[case] == "site" for case in untold):
        told_from = "site"
    return Chains(voices, group, site, tuple(untold), told_from)


def _above(material: Material) -> list[tuple[int, ...]]:
    """Return what each case is inside, the nearest first."""
    place = {case.id: index for index, case in enumerate(material.cases)}
    found: list[tuple[int, ...]] = []
    for index, case in enumerate(material.cases):
        chain: list[int] = []
        at = place.get(case.inside or "")
        while at is not None and at not in chain and at != index:
            chain.append(at)
            at = place.get(material.cases[at].inside or "")
        found.append(tuple(chain))
    return found


def independent(inside: Chains, given: Mapping[int, Answer]) -> Independent:
    """Choose the units: the highest level between whose units alone the attribute varies.

    Args:
        inside: who speaks, and what each is inside.
        given: what each voice answered.
    """
    themselves = {voice: voice for voice in inside.voices}
    levels: list[tuple[Independence, dict[int, int]]] = [
        ("site", inside.site),
        ("group", inside.group),
        ("case", themselves),
    ]
    varies = len({given[voice].label for voice in inside.voices if given[voice].kind == "value"}) > 1
    chosen = next(
        place for place, (_, of) in enumerate(levels) if (varies and _constant(of, given)) or of is themselves
    )
    # people who are not told apart cannot be counted
    chosen = min(chosen, next(place for place, (level, _) in enumerate(levels) if level == inside.told_from))
    while chosen < len(levels) - 1 and _as_many(levels[chosen][1], levels[chosen + 1][1]):
        chosen += 1
    level, of_voice = levels[chosen]
    alone = level != "case"
    return Independent(
        level=level,
        of_voice=of_voice,
        answers=_together(of_voice, given),
        stratum={
            unit: -1 if alone or inside.group[voice] == voice else inside.group[voice]
            for voice, unit in of_voice.items()
        },
    )


def _constant(of_voice: Mapping[int, int], given: Mapping[int, Answer]) -> bool:
    """Tell whether all voices of each unit answered alike; no answer is unlike any."""
    return len({(unit, given[voice]) for voice, unit in of_voice.items()}) == len(set(of_voice.values()))


def _as_many(one: Mapping[int, int], other: Mapping[int, int]) -> bool:
    return len(set(one.values())) == len(set(other.values()))


def _together(of_voice: Mapping[int, int], given: Mapping[int, Answer]) -> dict[int, Answer]:
    """Return what each unit answered: what all its voices did, or that they differ."""
    found: dict[int, set[Answer]] = {}
    for voice, unit in of_voice.items():
        found.setdefault(unit, set()).add(given.get(voice, NONE))
    return {unit: next(iter(said)) if len(said) == 1 else SEVERAL for unit, said in found.items()}
