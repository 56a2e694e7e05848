"""Themes: claims built across codes and passages, each link saying how it bears on the claim."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Final

from qualcode.coding.actions import Action, handles
from qualcode.coding.codebook.codes import code_of
from qualcode.coding.work import choice, clean_name
from qualcode.model import errors
from qualcode.model.ids import new_id
from qualcode.model.messages import N_, NN_, _
from qualcode.model.records import STANCES, THEME_STATUSES, Theme
from qualcode.storage.reading import codes, codings
from qualcode.storage.reading import themes as reading
from qualcode.storage.texts import storable
from qualcode.words.folding import folded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualcode.coding.work import Work

_TO_STATUS: Final = {
    "candidate": N_("make the theme “{name}” a candidate again"),
    "kept": N_("keep the theme “{name}”"),
    "dropped": N_("drop the theme “{name}”"),
}
_ONE_FIELD: Final = {
    "new_name": N_("rename the theme “{name}” to “{new_name}”"),
    "claim": N_("word the claim of “{name}”"),
    "memo": N_("memo on the theme “{name}”"),
    "position": N_("move the theme “{name}”"),
}
_BEARS: Final = {
    "supports": (N_("“{other}” supports “{name}”"), N_("a passage of “{other}” supports “{name}”")),
    "nuances": (N_("“{other}” nuances “{name}”"), N_("a passage of “{other}” nuances “{name}”")),
    "contradicts": (N_("“{other}” contradicts “{name}”"), N_("a passage of “{other}” contradicts “{name}”")),
}
"""How a code, or a single coding of one, bears on a theme."""


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

    @classmethod
    def said(cls, arguments: Mapping[str, object]) -> str:
        """Say what was changed, where it is one thing."""
        changed = [name for name in ("status", *_ONE_FIELD) if arguments.get(name) is not None]
        words = _ONE_FIELD.get(changed[0]) if len(changed) == 1 else None
        if changed == ["status"]:
            words = _TO_STATUS.get(str(arguments["status"]))
        return _(words or cls.words).format_map(arguments)


@dataclass(frozen=True, slots=True)
class LinkTheme(Action):
    """Rest a theme on a code, else on a single coding: it supports, nuances or contradicts the claim."""

    words: ClassVar[str] = N_("link the theme “{name}”")
    together: ClassVar[tuple[str, str]] = NN_("{count} link to a theme", "{count} links to themes")
    theme: str
    code: str | None = None
    coding: str | None = None
    stance: str = "supports"
    id: str = field(default_factory=new_id)

    @classmethod
    def said(cls, arguments: Mapping[str, object]) -> str:
        """Say what bears on which theme, and how."""
        if "other" not in arguments or arguments.get("stance") not in _BEARS:  # an earlier program noted no name
            return _(cls.words).format_map(arguments)
        words = _BEARS[str(arguments["stance"])][arguments.get("code") is None]
        return _(words).format_map(arguments)


@dataclass(frozen=True, slots=True)
class UnlinkTheme(Action):
    """Take a link away from its theme."""

    words: ClassVar[str] = N_("unlink the theme “{name}”")
    together: ClassVar[tuple[str, str]] = NN_("{count} link taken away", "{count} links taken away")
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


def refuse_taken(work: Work, name: str, but: str | None = None) -> None:
    """Refuse a name that another theme bears.

    Raises:
        NameTaken.
    """
    if any(folded(theme.name) == folded(name) and theme.id != but for theme in reading.listed(work.connection)):
        raise errors.NameTaken(name)


@handles(AddTheme)
def add_theme(action: AddTheme, work: Work) -> None:
    """Write a new theme, last in order."""
    name = clean_name(action.name)
    refuse_taken(work, name)
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
        refuse_taken(work, name, but=theme.id)
        values |= {"name": name, "name_key": folded(name)}
    if action.status is not None:
        values["status"] = choice(action.status, THEME_STATUSES)
    for text in ("claim", "memo"):
        if (value := getattr(action, text)) is not None:
            values[text] = storable(value)
    if values:
        work.writer.update("themes", [theme.id], values)
    if action.position is not None:
        reorder(work, theme, action.position)
    work.say(name=theme.name)


def reorder(work: Work, theme: Theme, position: int) -> None:
    """Put a theme at a place among the others."""
    others = [other.id for other in reading.listed(work.connection) if other.id != theme.id]
    others.insert(max(position, 0), theme.id)
    work.writer.update_each("themes", [(identifier, {"position": place}) for place, identifier in enumerate(others)])


@handles(LinkTheme)
def link_theme(action: LinkTheme, work: Work) -> None:
    """Write a link; a link that is there already takes the new stance."""
    theme = theme_of(work, action.theme)
    stance = choice(action.stance, STANCES)
    coding = None if action.code is not None else action.coding
    other = _linkable(work, action.code, coding)
    same = [link for link in theme.links if (link.code, link.coding) == (action.code, coding)]
    if same:
        work.writer.update("theme_links", [same[0].id], {"stance": stance})
    else:
        target = {"code_id": action.code, "coding_id": coding}
        work.writer.insert("theme_links", [{"id": action.id, "theme_id": theme.id, **target, "stance": stance}])
    work.say(name=theme.name, other=other)


def _linkable(work: Work, code: str | None, coding: str | None) -> str:
    """Return the name of a code, or of the code of a coding.

    Raises:
        NoSuchCode, NoSuchCoding: where it is gone.
    """
    known = codes.listed(work.connection)
    if code is not None:
        return code_of(known, code).name
    found = codings.records(work.connection, [coding or ""])
    if not found:
        raise errors.NoSuchCoding(coding or "?")
    return code_of(known, found[0].code).name


@handles(UnlinkTheme)
def unlink_theme(action: UnlinkTheme, work: Work) -> None:
    """Remove a link."""
    for theme in reading.listed(work.connection):
        if any(link.id == action.link for link in theme.links):
            work.writer.delete("theme_links", [action.link])
            work.say(name=theme.name)
            return
    raise errors.NoSuchTheme(action.link)
