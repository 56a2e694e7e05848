"""What is drawn after a change is what Textual itself would have drawn there, and less is asked for."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region

from qualcode.tui.widgets.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from conftest import Desk

ROUNDS = 15


def pieces(update: ChopsUpdate) -> list[tuple[int, int, Any]]:
    """Return what is drawn of each piece of a row that a span touches, with where it begins."""
    return [
        (y, cut, update.chops[y][cut])
        for y, first, last in update.spans
        for cut, end in zip(update.chops[y], update.chop_ends[y], strict=True)
        if cut < last and end > first
    ]


def some(chance: random.Random, width: int, height: int) -> set[Region]:
    """Return regions that changed, some of them beyond the window's edge."""
    corners = [(chance.randrange(width), chance.randrange(height)) for _ in range(chance.randint(1, 4))]
    return {Region(x, y, chance.randint(1, width // 2), chance.randint(1, 6)) for x, y in corners}


def test_what_is_drawn_is_what_textual_would_draw(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        chance = random.Random(8)
        for keys in ((), ("S",), ("down", "down"), ("pagedown",)):
            await desk.press(*keys)
            compositor, seen = desk.screen._compositor, 0
            for _ in range(ROUNDS):
                regions = some(chance, 120, 36)
                compositor._dirty_regions = set(regions)
                ours = compositor.render_partial_update()
                compositor._dirty_regions = {one.intersection(compositor.size.region) for one in regions}
                theirs = Compositor.render_partial_update(compositor)
                assert isinstance(ours, ChopsUpdate)
                assert isinstance(theirs, ChopsUpdate)
                assert pieces(ours) == pieces(theirs)
                seen += len(pieces(ours))
            assert seen > ROUNDS

    at_desk(story)


def test_rows_of_the_text_let_no_panel_beside_them_be_drawn(
    at_desk: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(desk: Desk) -> None:
        drawn: list[Region] = []
        once = Shelf.render_lines
        monkeypatch.setattr(Shelf, "render_lines", lambda shelf, crop: drawn.append(crop) or once(shelf, crop))
        compositor, text, shelf = desk.screen._compositor, desk.reader.region, desk.screen.query_one(Shelf).region
        first, last = Region(text.x, text.y, text.width, 1), Region(text.x, text.bottom - 1, text.width, 1)
        for changed, asked in (({first, last}, []), ({first, shelf}, [shelf.height])):
            compositor._dirty_regions = set(changed)
            compositor.render_partial_update()
            assert [crop.height for crop in drawn][: len(asked) or None] == asked
            drawn.clear()

    at_desk(story)
