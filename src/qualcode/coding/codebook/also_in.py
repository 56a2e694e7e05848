"""Second places: a code has one home in the tree, and may be listed under other codes too. It is counted once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from qualcode.coding.actions import Action, handles
from qualcode.coding.codebook.codes import code_of
from qualcode.model import errors
from qualcode.model.codebook import listed_places, standing_below
from qualcode.model.ids import new_id
from qualcode.model.messages import N_
from qualcode.storage.reading import codes as reading

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from qualcode.coding.work import Work
    from qualcode.model.records import Code


@dataclass(frozen=True, slots=True)
class ListAlso(Action):
    """List a code under a second code or group, too; its home stays where it is."""

    words: ClassVar[str] = N_("list “{name}” under “{under}” too")
    code: str
    group: str


@dataclass(frozen=True, slots=True)
class ListNoMore(Action):
    """Take a second place of a code away."""

    words: ClassVar[str] = N_("no longer list “{name}” under “{under}”")
    code: str
    group: str


@dataclass(frozen=True, slots=True)
class PlaceAlso(Action):
    """Put a code at another place among those listed where they are not at home."""

    words: ClassVar[str] = N_("move “{name}” under “{under}”")
    code: str
    group: str
    position: int
    """From 0, among those that are not at home there; beyond either end, that end. Retired ones stand last."""


@handles(ListAlso)
def list_also(action: ListAlso, work: Work) -> None:
    """Write a second place.

    Raises:
        NoSuchCode.
        StandsThere: where the code stands there, at home or already too.
        CodeCycle: where it would come to stand below itself.
    """
    codes = reading.listed(work.connection)
    code, group = code_of(codes, action.code), code_of(codes, action.group)
    if group.id in {code.parent, *code.also_in}:
        raise errors.StandsThere(code.name, group=group.name)
    write_place(work, {each.id: each for each in codes}, code, group.id)
    work.say(name=code.name, under=group.name)


def write_place(work: Work, codes: Mapping[str, Code], code: Code, group: str) -> None:
    """Write a second place that is not there yet, last there; the codes are all there are, by id.

    Raises:
        CodeCycle: where the code would come to stand below itself.
    """
    if _stands_below(codes, group, code.id):
        raise errors.CodeCycle(code.name)
    places = reading.second_places(work.connection).get(group, {}).values()
    last = max((place.position for place in places), default=-1)
    row = {"id": new_id(), "code_id": code.id, "parent_id": group, "position": last + 1}
    work.writer.insert("also_in", [row])


def _stands_below(codes: Mapping[str, Code], code: str, top: str) -> bool:
    """Tell whether a code is another one or stands below it, by whichever of its places."""
    seen: set[str | None] = set()
    waiting: list[str | None] = [code]
    while waiting:
        here = waiting.pop()
        if here is not None and here not in seen and here in codes:
            waiting.extend((codes[here].parent, *codes[here].also_in))
        seen.add(here)
    return top in seen


@handles(ListNoMore)
def list_no_more(action: ListNoMore, work: Work) -> None:
    """Remove a second place.

    Raises:
        NoSuchCode.
        NoSecondPlace: where there is none: a home is moved, never taken away.
    """
    codes = reading.listed(work.connection)
    code, group = code_of(codes, action.code), code_of(codes, action.group)
    place = _places(work, code, group)[code.id]
    work.writer.delete("also_in", [place.row])
    work.say(name=code.name, under=group.name)


def _places(work: Work, code: Code, group: Code) -> dict[str, reading.SecondPlace]:
    """Return all that is listed under a group and not at home there, by code.

    Raises:
        NoSecondPlace: where the code is not one of them.
    """
    places = reading.second_places(work.connection).get(group.id, {})
    if code.id not in places:
        raise errors.NoSecondPlace(code.name, group=group.name)
    return places


@handles(PlaceAlso)
def place_also(action: PlaceAlso, work: Work) -> None:
    """Write the order of what is listed under a group and not at home there.

    Raises:
        NoSuchCode.
        NoSecondPlace: where the code is at home there, or not there at all.
    """
    codes = reading.listed(work.connection)
    code, group = code_of(codes, action.code), code_of(codes, action.group)
    places = _places(work, code, group)
    lines = [line.code for line in listed_places(codes) if line.parent == group.id and line.again]
    retired = {one.id for one in codes if one.retired}
    others = [one for one in lines if one != code.id]
    in_use = len(set(others) - retired)
    first, last = (in_use, len(others)) if code.retired else (0, in_use)
    others.insert(min(max(action.position, first), last), code.id)
    if others != lines:
        work.writer.update_each("also_in", [(places[one].row, {"position": place}) for place, one in enumerate(others)])
    work.say(name=code.name, under=group.name)


def unite_places(work: Work, into: str, gone: Collection[str]) -> None:
    """Give a code the second places of those merged into it, and list under it what was listed under them.

    A place goes where the code stands there already, or would come to stand below itself. Homes are as they will be.

    Args:
        work: the merge under way.
        into: the id of the code that stays.
        gone: the ids of those that are removed after.
    """
    standing = {code.id: replace(code, also_in=()) for code in reading.listed(work.connection) if code.id not in gone}
    rows = sorted(
        (code in gone or parent in gone, place.row, into if code in gone else code, into if parent in gone else parent)
        for parent, listed in reading.second_places(work.connection).items()
        for code, place in listed.items()
    )
    for moved, row, code, parent in rows:  # those that stay as they are first: they come before what is the same
        there = standing[code]
        known = {code, there.parent, *there.also_in}
        if parent in known or parent in standing_below(standing.values(), code):
            work.writer.delete("also_in", [row])
            continue
        standing[code] = replace(there, also_in=(*there.also_in, parent))
        if moved:
            work.writer.update("also_in", [row], {"code_id": code, "parent_id": parent})
