"""Themes: claims built across codes and passages, each link saying how it bears on the claim."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from qualcode.coding.actions import Action, handles
from qualcode.coding.codes import code_of
from qualcode.coding.work import choice, clean_name
from qualcode.model import errors
from qualcode.model.ids import new_id
from qualcode.model.messages import N_
from qualcode.model.records import STANCES, THEME_STATUSES, Theme
from qualcode.storage.reading import codes, codings
from qualcode.storage.reading import themes as reading
from qualcode.storage.texts import storable
from qualcode.words.folding import folded

if TYPE_CHECKING:
    from qualcode.coding.work import Work


@dataclass(frozen=True, slots=True)
class AddTheme(Action):
    """Make a theme: a name, and a claim in one sentence."""

    words: ClassVar[str] = N_("new theme “{name}”")
    name: str
    claim: str = ""
    status: str = "candidate"
    memo: str = ""
    id: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class EditTheme(Action):
    """Change a theme's name, claim, status (candidate, kept, dropped), memo or place; None leaves it."""

    words: ClassVar[str] = N_("edit the theme “{name}”")
    theme: str
    new_name: str | None = None
    claim: str | None = None
    status: str | None = None
    memo: str | None = None
    position: int | None = None


@dataclass(frozen=True, slots=True)
class LinkTheme(Action):
    """Rest a theme on a code, else on a single coding: it supports, nuances or contradicts the claim."""

    words: ClassVar[str] = N_("link the theme “{name}”")
    theme: str
    code: str | None = None
    coding: str | None = None
    stance: str = "supports"
    id: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class UnlinkTheme(Action):
    """Take a link away from its theme."""

    words: ClassVar[str] = N_("unlink the theme “{name}”")
    link: str


def theme_of(work: Work, identifier: str) -> Theme:
    """Return the theme of an id.

    Raises:
        NoSuchTheme: where it is gone.
    """
    for theme in reading.listed(work.connection):
        if theme.id == identifier:
            return theme
    raise errors.NoSuchTheme(identifier)


def _refuse_taken(work: Work, name: str, but: str | None = None) -> None:
    if any(folded(theme.name) == folded(name) and theme.id != but for theme in reading.listed(work.connection)):
        raise errors.NameTaken(name)


@handles(AddTheme)
def add_theme(action: AddTheme, work: Work) -> None:
    """Write a new theme, last in order."""
    name = clean_name(action.name)
    _refuse_taken(work, name)
    position = max((theme.position for theme in reading.listed(work.connection)), default=-1) + 1
    row = {
        "id": action.id,
        "name": name,
        "name_key": folded(name),
        "claim": storable(action.claim),
        "status": choice(action.status, THEME_STATUSES),
        "memo": storable(action.memo),
        "position": position,
    }
    work.writer.insert("themes", [row])
    work.say(name=name)


@handles(EditTheme)
def edit_theme(action: EditTheme, work: Work) -> None:
    """Write what was changed of a theme."""
    theme = theme_of(work, action.theme)
    values: dict[str, Any] = {}
    if action.new_name is not None:
        name = clean_name(action.new_name)
        _refuse_taken(work, name, but=theme.id)
        values |= {"name": name, "name_key": folded(name)}
    if action.status is not None:
        values["status"] = choice(action.status, THEME_STATUSES)
    for text in ("claim", "memo"):
        if (value := getattr(action, text)) is not None:
            values[text] = storable(value)
    if values:
        work.writer.update("themes", [theme.id], values)
    if action.position is not None:
        _reorder(work, theme, action.position)
    work.say(name=theme.name)


def _reorder(work: Work, theme: Theme, position: int) -> None:
    others = [other.id for other in reading.listed(work.connection) if other.id != theme.id]
    others.insert(max(position, 0), theme.id)
    work.writer.update_each("themes", [(identifier, {"position": place}) for place, identifier in enumerate(others)])


@handles(LinkTheme)
def link_theme(action: LinkTheme, work: Work) -> None:
    """Write a link; a link that is there already takes the new stance."""
    theme = theme_of(work, action.theme)
    stance = choice(action.stance, STANCES)
    coding = None if action.code is not None else action.coding
    if action.code is not None:
        code_of(codes.listed(work.connection), action.code)
    elif not codings.records(work.connection, [coding or ""]):
        raise errors.NoSuchCoding(coding or "?")
    same = [link for link in theme.links if (link.code, link.coding) == (action.code, coding)]
    if same:
        work.writer.update("theme_links", [same[0].id], {"stance": stance})
    else:
        target = {"code_id": action.code, "coding_id": coding}
        work.writer.insert("theme_links", [{"id": action.id, "theme_id": theme.id, **target, "stance": stance}])
    work.say(name=theme.name)


@handles(UnlinkTheme)
def unlink_theme(action: UnlinkTheme, work: Work) -> None:
    """Remove a link."""
    for theme in reading.listed(work.connection):
        if any(link.id == action.link for link in theme.links):
            work.writer.delete("theme_links", [action.link])
            work.say(name=theme.name)
            return
    raise errors.NoSuchTheme(action.link)
