"""Outlines: made empty or after a plan, filled, renamed, removed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Final

from qualcode.coding.actions import Action, handles, kept_out
from qualcode.coding.work import choice, clean_name
from qualcode.model import errors
from qualcode.model.errors import outlining
from qualcode.model.ids import new_id
from qualcode.model.messages import N_
from qualcode.model.outgoing import PART_KINDS, QUOTE_FORMS
from qualcode.model.outlines import DEEPEST, PLACED, OutlinePart, PlannedPart, cuts_text, neat_cuts
from qualcode.model.records import CORPUS_LANGUAGES
from qualcode.storage.reading import codes, codings, themes
from qualcode.storage.reading import outlines as reading
from qualcode.storage.texts import storable
from qualcode.words.folding import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.coding.work import Work
    from qualcode.model.outlines import Outline, PartOptions, PlannedQuote

MOST: Final = 999
"""Passages of a part, and words of a passage, that can be asked for."""


@dataclass(frozen=True, slots=True)
class AddOutline(Action):
    """Make the outline of a report, empty or with the parts of a plan; `language` is empty for that of the corpus."""

    words: ClassVar[str] = N_("new outline “{name}”")
    name: str
    language: str = ""
    parts: tuple[PlannedPart, ...] = kept_out(default=())
    id: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class FillOutline(Action):
    """Bring the parts of a plan into an outline that has none."""

    words: ClassVar[str] = N_("fill the outline “{name}”")
    outline: str
    parts: tuple[PlannedPart, ...] = kept_out(default=())


@dataclass(frozen=True, slots=True)
class RenameOutline(Action):
    """Give an outline another name."""

    words: ClassVar[str] = N_("rename the outline “{name}” to “{new_name}”")
    outline: str
    new_name: str


@dataclass(frozen=True, slots=True)
class RemoveOutline(Action):
    """Remove an outline with its parts; no coding goes with it."""

    words: ClassVar[str] = N_("remove the outline “{name}”")
    outline: str


def outline_of(work: Work, identifier: str) -> Outline:
    """Return the outline of an id.

    Raises:
        NoSuchOutline: where it is gone.
    """
    for outline in reading.listed(work.connection):
        if outline.id == identifier:
            return outline
    raise outlining.NoSuchOutline(identifier)


@handles(AddOutline)
def add_outline(action: AddOutline, work: Work) -> None:
    """Write a new outline, last in order, and its parts.

    Raises:
        NameTaken: where another outline bears the name.
        BadChoice: for a language that reports are not written in.
    """
    name = clean_name(action.name)
    _refuse_taken(work, name)
    known = reading.listed(work.connection)
    row = {
        "id": action.id,
        "name": name,
        "name_key": folded(name),
        "language": choice(action.language, ("", *CORPUS_LANGUAGES)),
        "options": "{}",
        "position": max((outline.position for outline in known), default=-1) + 1,
    }
    work.writer.insert("outlines", [row])
    _write_parts(work, action.id, action.parts)
    work.say(name=name)


@handles(FillOutline)
def fill_outline(action: FillOutline, work: Work) -> None:
    """Write the parts of a plan.

    Raises:
        NoSuchOutline.
        OutlineNotEmpty: where it has parts.
    """
    outline = outline_of(work, action.outline)
    if outline.parts:
        raise outlining.OutlineNotEmpty(outline.name)
    _write_parts(work, outline.id, action.parts)
    work.say(name=outline.name)


@handles(RenameOutline)
def rename_outline(action: RenameOutline, work: Work) -> None:
    """Write the new name.

    Raises:
        NameTaken: where another outline bears it.
    """
    outline, name = outline_of(work, action.outline), clean_name(action.new_name)
    _refuse_taken(work, name, but=outline.id)
    work.writer.update("outlines", [outline.id], {"name": name, "name_key": folded(name)})
    work.say(name=outline.name, new_name=name)


@handles(RemoveOutline)
def remove_outline(action: RemoveOutline, work: Work) -> None:
    """Remove an outline, children before parents."""
    outline = outline_of(work, action.outline)
    delete_parts(work, outline.parts)
    work.writer.delete("outlines", [outline.id])
    work.say(name=outline.name)


def delete_parts(work: Work, parts: Sequence[OutlinePart]) -> None:
    """Remove parts, in the order of reading, with the passages chosen for them."""
    work.writer.delete("outline_quotes", [quote.id for part in parts for quote in part.quotes])
    work.writer.delete("outline_parts", [part.id for part in reversed(parts)])


def _refuse_taken(work: Work, name: str, but: str = "") -> None:
    known = reading.listed(work.connection)
    if any(folded(outline.name) == folded(name) and outline.id != but for outline in known):
        raise errors.NameTaken(name)


def part_row(part: OutlinePart, outline: str) -> dict[str, Any]:
    """Return the row of a part.

    Args:
        part: as it is to be kept.
        outline: the id of its outline.

    Raises:
        BadChoice: a kind or a reading that is none.
        NotAnOutlinePart: where it lacks what it is about.
    """
    kind = choice(part.kind, PART_KINDS)
    needs = {
        "theme": (part.theme, N_("a theme")),
        "code": (part.code, N_("a code")),
        "free": (part.title, N_("a title")),
    }
    about, words = needs.get(kind, (part.options.reading, N_("a reading")))
    if not about:
        raise outlining.NotAnOutlinePart(part.title or kind, needs=words)
    if kind == "reading":
        choice(part.options.reading, PLACED)
    return {
        "id": part.id,
        "outline_id": outline,
        "parent_id": part.parent,
        "kind": kind,
        "title": part.title,
        "prose": storable(part.prose),
        "theme_id": part.theme if kind == "theme" else None,
        "code_id": part.code if kind == "code" else None,
        "options": checked(part.options).text(),
        "position": part.position,
    }


def checked(options: PartOptions) -> PartOptions:
    """Return how a part is filled.

    Raises:
        BadChoice: for numbers that no part can hold.
    """
    for number, least in ((options.quotes, 0), (options.longest, 1)):
        if number is not None and not least <= number <= MOST:
            raise errors.BadChoice(str(number), choices=f"{least}–{MOST}")
    return options


def clean_title(title: str) -> str:
    """Return a title fit to keep; nothing where nothing was given."""
    return clean_name(title) if title.strip() else ""


@dataclass(slots=True)
class _Plan:
    """Turns a plan into rows: what it names must be there."""

    work: Work
    outline: str
    rows: list[dict[str, Any]] = field(default_factory=list)
    quotes: list[dict[str, Any]] = field(default_factory=list)

    def add(self, parts: Sequence[PlannedPart], parent: str | None, depth: int) -> None:
        if parts and depth > DEEPEST:
            raise outlining.PartTooDeep(parts[0].title or parts[0].kind)
        for place, planned in enumerate(parts):
            title = clean_title(planned.title)
            about = (planned.theme, planned.code, planned.options)
            part = OutlinePart(new_id(), parent, planned.kind, title, planned.prose, *about, position=place)
            self.rows.append(part_row(part, self.outline))
            once = {quote.coding: quote for quote in reversed(planned.quotes)}
            chosen = [quote for quote in planned.quotes if once[quote.coding] is quote]
            self.quotes += [self._quote(quote, part.id, number) for number, quote in enumerate(chosen)]
            self.add(planned.parts, part.id, depth + 1)

    def _quote(self, quote: PlannedQuote, part: str, place: int) -> dict[str, Any]:
        found = codings.records(self.work.connection, [quote.coding])
        if not found:
            raise errors.NoSuchCoding(quote.coding)
        return {
            "id": new_id(),
            "part_id": part,
            "coding_id": quote.coding,
            "rejected": quote.rejected,
            "form": choice(quote.form, QUOTE_FORMS),
            "cuts": cuts_text(neat_cuts(quote.cuts, found[0].text)),
            "translation": storable(quote.translation),
            "position": place,
        }


def _write_parts(work: Work, outline: str, parts: Sequence[PlannedPart]) -> None:
    plan = _Plan(work, outline)
    plan.add(parts, None, 1)
    refuse_gone(work, {row["theme_id"] for row in plan.rows}, {row["code_id"] for row in plan.rows})
    work.writer.insert("outline_parts", plan.rows)
    work.writer.insert("outline_quotes", plan.quotes)


def refuse_gone(work: Work, wanted_themes: set[str | None], wanted_codes: set[str | None]) -> None:
    """Refuse themes and codes that are not there; None stands for none.

    Raises:
        NoSuchTheme, NoSuchCode.
    """
    for wanted, refusal, known in (
        (wanted_themes, errors.NoSuchTheme, {theme.id for theme in themes.listed(work.connection)}),
        (wanted_codes, errors.NoSuchCode, {code.id for code in codes.listed(work.connection)}),
    ):
        if missing := wanted - known - {None}:
            raise refusal(min(filter(None, missing)))
