"""The parts of an outline: added, named, moved, written in, filled, removed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, ClassVar

from qualcode.coding.actions import Action, handles, kept_out
from qualcode.coding.outlines.naming import said_of_part
from qualcode.coding.outlines.outlines import checked, clean_title, delete_parts, outline_of, part_row, refuse_gone
from qualcode.model import errors
from qualcode.model.errors import outlining
from qualcode.model.ids import new_id
from qualcode.model.messages import N_, NN_
from qualcode.model.outlines import DEEPEST, OutlinePart, PartOptions, fits, inside
from qualcode.storage.reading import codes, themes
from qualcode.storage.reading import outlines as reading
from qualcode.storage.texts import storable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualcode.coding.work import Work
    from qualcode.model.outlines import Outline


class OnPart(Action):
    """An act on a part of an outline."""

    @classmethod
    def said(cls, arguments: Mapping[str, object]) -> str:
        """Say it by the part's name."""
        return said_of_part(cls.words, arguments)


@dataclass(frozen=True, slots=True)
class AddPart(OnPart):
    """Add a part: free with a title, about a theme or a code, or a reading placed; `position` None for last."""

    words: ClassVar[str] = N_("new part “{name}” of “{outline_name}”")
    together: ClassVar[tuple[str, str]] = NN_("{count} new part of an outline", "{count} new parts of an outline")
    outline: str
    kind: str = "free"
    title: str = ""
    theme: str | None = None
    code: str | None = None
    reading: str = ""
    by: str = ""
    parent: str | None = None
    position: int | None = None
    id: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class RenamePart(OnPart):
    """Give a part a title of its own; an empty one gives it back what its theme, code or reading is called."""

    words: ClassVar[str] = N_("rename the part “{name}”")
    part: str
    title: str


@dataclass(frozen=True, slots=True)
class MovePart(OnPart):
    """Put a part, with what is inside it, at another place: in another part, or at the top."""

    words: ClassVar[str] = N_("move the part “{name}”")
    part: str
    parent: str | None = None
    position: int = 0


@dataclass(frozen=True, slots=True)
class RemovePart(OnPart):
    """Remove a part with what is inside it."""

    words: ClassVar[tuple[str, str]] = NN_("remove the part “{name}”", "remove the part “{name}” with those inside it")
    part: str


@dataclass(frozen=True, slots=True)
class WritePart(OnPart):
    """Write the prose of a part; an empty line parts paragraphs."""

    words: ClassVar[str] = N_("write in the part “{name}”")
    part: str
    prose: str = kept_out(default="")


@dataclass(frozen=True, slots=True)
class SetPartOptions(OnPart):
    """Say how a part is filled, all of it at once; None is as the report."""

    words: ClassVar[str] = N_("choose how the part “{name}” is filled")
    part: str
    quotes: int | None = None
    longest: int | None = None
    counts: bool | None = None
    only_mine: bool = False
    by: str = ""


def part_of(work: Work, identifier: str) -> tuple[Outline, OutlinePart]:
    """Return the part of an id with its outline.

    Raises:
        NoSuchPart: where it is gone.
    """
    for outline in reading.listed(work.connection):
        for part in outline.parts:
            if part.id == identifier:
                return outline, part
    raise outlining.NoSuchPart(identifier)


def say_part(work: Work, part: OutlinePart) -> None:
    """Note what a part is called, for the history."""
    name = part.title
    if not name and part.theme:
        name = next(theme.name for theme in themes.listed(work.connection) if theme.id == part.theme)
    elif not name and part.code:
        name = next(code.name for code in codes.listed(work.connection) if code.id == part.code)
    work.say(name=name, placed="" if name else part.options.reading)


@handles(AddPart)
def add_part(action: AddPart, work: Work) -> None:
    """Write a part among those beside it.

    Raises:
        NoSuchOutline, NoSuchPart, NoSuchTheme, NoSuchCode, NotAnOutlinePart, BadChoice.
        PartTooDeep: where it would stand under more than two others.
    """
    outline = outline_of(work, action.outline)
    above = {part.id: part for part in outline.parts}
    if action.parent is not None and action.parent not in above:
        raise outlining.NoSuchPart(action.parent)
    refuse_gone(work, {action.theme}, {action.code})
    about = (action.theme, action.code, PartOptions(reading=action.reading, by=storable(action.by)))
    part = OutlinePart(action.id, action.parent, action.kind, clean_title(action.title), "", *about)
    row = part_row(part, outline.id)
    say_part(work, replace(part, theme=row["theme_id"], code=row["code_id"]))
    if action.parent is not None and above[action.parent].depth >= DEEPEST:
        raise outlining.PartTooDeep(str(work.notes["name"]))
    work.writer.insert("outline_parts", [row])
    _reorder(work, outline, action.id, action.parent, action.position)
    work.say(outline_name=outline.name)


def _reorder(work: Work, outline: Outline, part: str, parent: str | None, position: int | None) -> None:
    beside = [each.id for each in outline.parts if each.parent == parent and each.id != part]
    beside.insert(len(beside) if position is None else max(position, 0), part)
    work.writer.update_each("outline_parts", [(each, {"position": place}) for place, each in enumerate(beside)])


@handles(RenamePart)
def rename_part(action: RenamePart, work: Work) -> None:
    """Write a part's title.

    Raises:
        EmptyName: a free part without a title.
    """
    _outline, part = part_of(work, action.part)
    title = clean_title(action.title)
    if not title and part.kind == "free":
        raise errors.EmptyName(action.title or "?")
    say_part(work, part)
    work.writer.update("outline_parts", [part.id], {"title": title})


@handles(MovePart)
def move_part(action: MovePart, work: Work) -> None:
    """Write where a part stands.

    Raises:
        NoSuchPart.
        PartTooDeep: in itself, or under more than two others.
    """
    outline, part = part_of(work, action.part)
    say_part(work, part)
    if action.parent is not None and all(each.id != action.parent for each in outline.parts):
        raise outlining.NoSuchPart(action.parent)
    if not fits(outline.parts, part.id, action.parent):
        raise outlining.PartTooDeep(str(work.notes["name"]))
    work.writer.update("outline_parts", [part.id], {"parent_id": action.parent})
    _reorder(work, outline, part.id, action.parent, action.position)


@handles(RemovePart)
def remove_part(action: RemovePart, work: Work) -> None:
    """Remove a part and all inside it."""
    outline, part = part_of(work, action.part)
    say_part(work, part)
    doomed = [part, *inside(outline.parts, part.id)]
    delete_parts(work, doomed)
    work.say(count=len(doomed))


@handles(WritePart)
def write_part(action: WritePart, work: Work) -> None:
    """Write the prose of a part."""
    _outline, part = part_of(work, action.part)
    say_part(work, part)
    work.writer.update("outline_parts", [part.id], {"prose": storable(action.prose)})


@handles(SetPartOptions)
def set_part_options(action: SetPartOptions, work: Work) -> None:
    """Write how a part is filled.

    Raises:
        BadChoice: numbers that no part can hold.
    """
    _outline, part = part_of(work, action.part)
    say_part(work, part)
    options = replace(
        part.options,
        quotes=action.quotes,
        longest=action.longest,
        counts=action.counts,
        only_mine=action.only_mine,
        by=storable(action.by),
    )
    work.writer.update("outline_parts", [part.id], {"options": checked(options).text()})
