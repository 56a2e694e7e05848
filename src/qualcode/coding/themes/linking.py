"""Links of themes that come to lead from or to something else: where two become one, the graver stance stays."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.model.theming import GRAVITY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qualcode.coding.work import Work
    from qualcode.model.records import ThemeLink


def united_links(work: Work, there: Iterable[ThemeLink], going: Iterable[ThemeLink], **place: str) -> list[str]:
    """Give links another end; of two from one theme to one thing, one stays, with the graver of the two stances.

    Args:
        work: the action under way.
        there: the links that have that end already.
        going: those that are to have it.
        place: the new end: the id of a `theme`, a `code` or a `coding`.

    Returns:
        The theme of each link whose stance was not that of the link it became one with, as often as that was so.
    """
    known = {(link.theme, link.code, link.coding): link for link in there}
    column = {f"{end}_id": identifier for end, identifier in place.items()}
    differing = []
    for link in going:
        moved = replace(link, **place)
        key = (moved.theme, moved.code, moved.coding)
        same = known.get(key)
        if same is None:
            work.writer.update("theme_links", [link.id], column)
            known[key] = moved
            continue
        work.writer.delete("theme_links", [link.id])
        if link.stance != same.stance:
            differing.append(same.theme)
        if GRAVITY[link.stance] > GRAVITY[same.stance]:
            work.writer.update("theme_links", [same.id], {"stance": link.stance})
            known[key] = replace(same, stance=link.stance)
    return differing
