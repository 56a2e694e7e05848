"""Tidying the themes: several become one, one becomes two, links go from one to another. No link is lost on the way."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from qualcode.coding.actions import Action, handles
from qualcode.coding.cases.cells import join_cells
from qualcode.coding.outlines.keeping import hand_over_parts
from qualcode.coding.themes.linking import united_links
from qualcode.coding.themes.themes import AddTheme, add_theme, refuse_taken, reorder, theme_of
from qualcode.coding.work import clean_name
from qualcode.model import errors
from qualcode.model.ids import new_id
from qualcode.model.messages import N_, NN_
from qualcode.model.theming import GRAVITY
from qualcode.storage.reading import codes as codebook
from qualcode.storage.reading import themes as reading

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from qualcode.coding.work import Work
    from qualcode.model.records import Theme


@dataclass(frozen=True, slots=True)
class MergeThemes(Action):
    """Merge themes into another: their links go there, then they are removed.

    Where both rest on the same thing, one link stays, with the graver of the two stances. A target without a claim
    takes the first one's; memos are joined. Notes: `differing` links whose stances were not the same.
    """

    words: ClassVar[tuple[str, str]] = NN_(
        "merge {count} theme into the theme “{name}”", "merge {count} themes into the theme “{name}”"
    )
    guarded: ClassVar[bool] = True
    into: str
    themes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SplitTheme(Action):
    """Move some links of a theme to a new theme behind it, a candidate."""

    words: ClassVar[str] = N_("split “{new}” from the theme “{name}”")
    theme: str
    new_name: str
    links: tuple[str, ...]
    claim: str = ""
    id: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class MoveLinks(Action):
    """Move links to another theme; where that rests on the same thing already, the graver stance stays."""

    words: ClassVar[tuple[str, str]] = NN_(
        "move {count} link to the theme “{name}”", "move {count} links to the theme “{name}”"
    )
    links: tuple[str, ...]
    theme: str


@handles(MergeThemes)
def merge_themes(action: MergeThemes, work: Work) -> None:
    """Move every link, then remove the themes that went in.

    Raises:
        NoSuchTheme: where one is gone.
        ThemeIntoItself: where none is another one.
    """
    into = theme_of(work, action.into)
    merged = [theme_of(work, each) for each in dict.fromkeys(action.themes) if each != into.id]
    if not merged:
        raise errors.ThemeIntoItself(into.name)
    differing = united_links(work, into.links, [link for theme in merged for link in theme.links], theme=into.id)
    _join_texts(work, into, merged)
    gone = [theme.id for theme in merged]
    join_cells(work, into.id, gone)
    _lost_links(work, into.id, gone)
    hand_over_parts(work, "theme_id", into.id, gone)
    work.writer.delete("themes", gone)
    names = ", ".join(theme.name for theme in merged)
    work.say(name=into.name, count=len(merged), merged=names, differing=len(differing))


def _join_texts(work: Work, into: Theme, merged: Sequence[Theme]) -> None:
    claim = into.claim or next((theme.claim for theme in merged if theme.claim), "")
    memo = "\n\n".join(theme.memo for theme in (into, *merged) if theme.memo)
    work.writer.update("themes", [into.id], {"claim": claim, "memo": memo})


def _lost_links(work: Work, into: str, gone: Collection[str]) -> None:
    """Give a theme the links of the codings that a correction of their text lost; the graver of two stances stays."""
    lost = codebook.resting(work.connection, "unsettled", "noun", ["codings"])
    rows = work.writer.rows_of("unsettled", lost, ["detail"])
    details = {identifier: json.loads(row["detail"]) for identifier, row in rows.items()}
    changes = []
    for identifier, detail in details.items():
        links: dict[str, str] = {}
        for theme, stance in detail.get("links", ()):
            kept = into if theme in gone else theme
            links[kept] = max(links.get(kept, stance), stance, key=GRAVITY.__getitem__)
        written = detail | ({"links": [*links.items()]} if links else {})
        changes.append((identifier, {"detail": json.dumps(written, sort_keys=True)}))
    work.writer.update_each("unsettled", changes)  # those that say the same already are left alone


@handles(SplitTheme)
def split_theme(action: SplitTheme, work: Work) -> None:
    """Make a theme behind another and give it some of its links.

    Raises:
        NameTaken: where another theme bears the name.
        NothingToMove: where no link is named.
        NotLinked: where a link is not the theme's.
    """
    theme = theme_of(work, action.theme)
    name = clean_name(action.new_name)
    refuse_taken(work, name)
    own = {link.id for link in theme.links}
    chosen = tuple(dict.fromkeys(action.links))
    if not chosen:
        raise errors.NothingToMove(theme.name)
    if strangers := set(chosen) - own:
        raise errors.NotLinked(theme.name, other=min(strangers))
    add_theme(AddTheme(name, action.claim, id=action.id), work)
    work.writer.update("theme_links", chosen, {"theme_id": action.id})
    themes = [each.id for each in reading.listed(work.connection) if each.id != action.id]
    reorder(work, theme_of(work, action.id), themes.index(theme.id) + 1)
    work.say(name=theme.name, new=name, count=len(chosen))


@handles(MoveLinks)
def move_links(action: MoveLinks, work: Work) -> None:
    """Give links to another theme; those that are its own stay as they are.

    Raises:
        NoSuchTheme, NotLinked, NothingToMove.
    """
    into = theme_of(work, action.theme)
    known = {link.id: link for theme in reading.listed(work.connection) for link in theme.links}
    if strangers := set(action.links) - known.keys():
        raise errors.NotLinked(into.name, other=min(strangers))
    going = [known[link] for link in dict.fromkeys(action.links) if known[link].theme != into.id]
    if not going:
        raise errors.NothingToMove(into.name)
    differing = united_links(work, into.links, going, theme=into.id)
    work.say(name=into.name, count=len(going), differing=len(differing))
