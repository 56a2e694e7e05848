"""The codebook: codes are added, edited, moved, merged, split, removed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Final

from qualcode.coding.actions import Action, handles
from qualcode.coding.codebook.definitions import keep_former
from qualcode.coding.outlines.keeping import let_parts_go, let_quotes_go
from qualcode.coding.work import clean_name
from qualcode.model import errors
from qualcode.model.codebook import descendants, standing_below
from qualcode.model.ids import new_id
from qualcode.model.messages import N_, _
from qualcode.model.records import PALETTE, Code
from qualcode.storage.reading import codes as reading
from qualcode.storage.texts import storable
from qualcode.words.folding import folded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualcode.coding.work import Work

TEXTS: Final = (
    "label_fr",
    "label_en",
    "definition_fr",
    "definition_en",
    "when_to_use",
    "when_not_to",
    "example",
)
"""The fields of a code that hold free text."""


@dataclass(frozen=True, slots=True)
class AddCode(Action):
    """Make a code; `parent` is the id of the group it stands in, `details` any of TEXTS."""

    words: ClassVar[str] = N_("new code “{name}”")
    name: str
    parent: str | None = None
    colour: str = ""
    details: tuple[tuple[str, str], ...] = ()
    id: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class EditCode(Action):
    """Rename a code, recolour it, or write its texts; `version` is the one the person looked at, None not to ask."""

    words: ClassVar[str] = N_("edit the code “{name}”")
    renamed: ClassVar[str] = N_("rename the code “{old}” to “{name}”")
    recoloured: ClassVar[str] = N_("recolour the code “{name}”")
    code: str
    new_name: str | None = None
    colour: str | None = None
    details: tuple[tuple[str, str], ...] = ()
    version: int | None = None

    @classmethod
    def said(cls, arguments: Mapping[str, object]) -> str:
        """Say it; where only the name or the colour was given, which."""
        given = {name for name in ("new_name", "colour") if arguments.get(name) is not None}
        if not arguments.get("details") and given == {"colour"}:
            return _(cls.recoloured).format_map(arguments)
        named = not arguments.get("details") and given == {"new_name"} and "old" in arguments
        return _(cls.renamed if named else cls.words).format_map(arguments)


@dataclass(frozen=True, slots=True)
class MoveCode(Action):
    """Put a code under another, or at the top; `position` among its new siblings, None for last."""

    words: ClassVar[str] = N_("move the code “{name}”")
    code: str
    parent: str | None = None
    position: int | None = None


@dataclass(frozen=True, slots=True)
class RemoveCode(Action):
    """Remove a code with its codings, memos and links; its sub-codes too where `with_children` says so."""

    words: ClassVar[str] = N_("remove the code “{name}”")
    code: str
    with_children: bool = False


@handles(AddCode)
def add_code(action: AddCode, work: Work) -> None:
    """Write the row of a new code, last among its siblings."""
    codes = reading.listed(work.connection)
    name = clean_name(action.name)
    parent = code_of(codes, action.parent).id if action.parent else None
    refuse_twin(codes, name, parent)
    work.writer.insert("codes", [new_row(codes, name, parent, action.colour, dict(action.details), action.id)])
    work.say(name=name)


def new_row(  # noqa: PLR0913, PLR0917 - a code is all of these
    codes: list[Code], name: str, parent: str | None, colour: str, details: Mapping[str, str], identifier: str
) -> dict[str, Any]:
    """Return the row of a new code, last among its siblings."""
    siblings = [code for code in codes if code.parent == parent]
    return {
        "id": identifier,
        "parent_id": parent,
        "parent_key": parent or "",
        "name": name,
        "name_key": folded(name),
        "position": max((code.position for code in siblings), default=-1) + 1,
        "colour": checked_colour(colour) or colour_for(codes, parent),
        **{text: storable(details.get(text, "")) for text in TEXTS},
    }


def colour_for(codes: list[Code], parent: str | None) -> str:
    """Return the colour of a new code: its group's; for one at the top, the palette's next."""
    inherited = next((code.colour for code in codes if code.id == parent), "")
    return inherited or PALETTE[sum(code.parent is None for code in codes) % len(PALETTE)]


def checked_colour(colour: str) -> str:
    """Return a colour in lower case.

    Raises:
        BadColour: where it is not written `#rrggbb`.
    """
    if colour and not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise errors.BadColour(colour)
    return colour.lower()


def refuse_twin(codes: list[Code], name: str, parent: str | None, but: str | None = None) -> None:
    """Refuse a name that a sibling bears.

    Raises:
        NameTaken: accents kept, capitals ignored.
    """
    if any(code.parent == parent and folded(code.name) == folded(name) and code.id != but for code in codes):
        raise errors.NameTaken(name)


def code_of(codes: list[Code], identifier: str) -> Code:
    """Return the code of an id.

    Raises:
        NoSuchCode: where it is gone.
    """
    for code in codes:
        if code.id == identifier:
            return code
    raise errors.NoSuchCode(identifier)


@handles(EditCode)
def edit_code(action: EditCode, work: Work) -> None:
    """Write what was changed of a code."""
    codes = reading.listed(work.connection)
    code = code_of(codes, action.code)
    if action.version is not None and code.version != action.version:
        raise errors.ChangedMeanwhile(code.name)
    values: dict[str, Any] = {text: storable(value) for text, value in action.details if text in TEXTS}
    if action.new_name is not None:
        name = clean_name(action.new_name)
        refuse_twin(codes, name, code.parent, but=code.id)
        values |= {"name": name, "name_key": folded(name)}
    if action.colour is not None:
        values["colour"] = checked_colour(action.colour)
    if values:
        keep_former(work, code, values)
        work.writer.update("codes", [code.id], values)
    work.say(name=values.get("name", code.name), old=code.name)


@handles(MoveCode)
def move_code(action: MoveCode, work: Work) -> None:
    """Write a code's new parent, and the positions of its new siblings; a second place there is its home now.

    Raises:
        NoSuchCode, NameTaken.
        CodeCycle: where it would stand below itself, by its home or by a second place.
    """
    codes = reading.listed(work.connection)
    code = code_of(codes, action.code)
    if action.parent is not None:
        code_of(codes, action.parent)
        if action.parent == code.id or action.parent in standing_below(codes, code.id):
            raise errors.CodeCycle(code.name)
    refuse_twin(codes, code.name, action.parent, but=code.id)
    second = reading.second_places(work.connection).get(action.parent or "", {})
    work.writer.delete("also_in", [place.row for listed, place in second.items() if listed == code.id])
    work.writer.update("codes", [code.id], {"parent_id": action.parent, "parent_key": action.parent or ""})
    siblings = [c.id for c in codes if c.parent == action.parent and c.id != code.id]
    siblings.insert(len(siblings) if action.position is None else max(action.position, 0), code.id)
    work.writer.update_each("codes", [(c, {"position": place}) for place, c in enumerate(siblings)])
    work.say(name=code.name)


@handles(RemoveCode)
def remove_code(action: RemoveCode, work: Work) -> None:
    """Remove a code and all that rests on it, children first."""
    codes = reading.listed(work.connection)
    code = code_of(codes, action.code)
    below = descendants({c.id: c.parent for c in codes}, code.id)
    if below and not action.with_children:
        raise errors.HasChildren(code.name, count=len(below))
    doomed = [c.id for c in reversed(codes) if c.id in below or c.id == code.id]
    codings = reading.resting(work.connection, "codings", "code_id", doomed)
    remove_codings(work, codings)
    let_parts_go(work, [c for c in codes if c.id in doomed])
    work.writer.delete("also_in", reading.resting(work.connection, "also_in", "parent_id", doomed))
    for noun in ("memos", "theme_links", "unsettled", "definitions", "retired", "also_in"):
        work.writer.delete(noun, reading.resting(work.connection, noun, "code_id", doomed))
    work.writer.delete("codes", doomed)
    work.say(name=code.name, codings=len(codings))


def remove_codings(work: Work, codings: list[str]) -> None:
    """Remove codings with their memos, what themes and outlines rest on them, and what a correction said of them."""
    let_quotes_go(work, codings)
    for noun in ("memos", "theme_links", "rechecks"):
        work.writer.delete(noun, reading.resting(work.connection, noun, "coding_id", codings))
    work.writer.delete("unsettled", reading.resting(work.connection, "unsettled", "passage_id", codings))
    work.writer.delete("codings", codings)
