"""Three sizes: the words keep their width, panels fold and unfold by a key, nothing in reach lies outside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from textual.color import Color

from qualcode.tui.layout.columns import READABLE
from qualcode.tui.themes import GROUNDS, LEGIBLE, THEMES, contrast, ink_of
from qualcode.tui.widgets.codebook import Codebook
from qualcode.tui.widgets.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable

    Desk = Any

SIZES = ((80, 24), (120, 36), (200, 60))


@pytest.mark.parametrize("size", SIZES)
def test_whatever_takes_the_focus_lies_on_the_screen_and_no_row_is_wider(
    at_desk: Callable[..., None], size: tuple[int, int]
) -> None:
    async def story(desk: Desk) -> None:
        whole = desk.screen.region
        for widget in desk.screen.focus_chain:
            assert whole.contains_region(widget.region), widget
            assert widget.region.area
        for y in range(desk.reader.size.height):
            row, room = desk.reader.render_line(y), desk.reader.scrollable_content_region.width
            assert row.cell_length == desk.reader.size.width
            assert not row.crop(room).text.strip()  # the scroll bar lies there
        for line in desk.lines().splitlines():
            assert len(line) <= size[0]

    at_desk(story, size)


def test_eighty_columns_leave_the_words_fifty_six_and_both_panels_fold_to_a_key(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        left, right = desk.screen.query_one("#left"), desk.screen.query_one("#right")
        assert desk.reader.columns.text >= READABLE
        assert not left.display
        assert not right.display
        await desk.press("d")
        assert left.display
        assert desk.screen.query_one(Shelf).has_focus
        assert desk.reader.columns.text >= READABLE  # the panel lies over the text
        await desk.press("escape")
        assert not left.display
        assert desk.reader.has_focus
        await desk.press("t")
        assert desk.screen.query_one(Codebook).has_focus
        assert desk.screen.region.contains_region(right.region)
        await desk.press("t")
        assert not right.display
        await desk.press("d", "down", "enter")
        assert desk.text.startswith("P1")
        assert not left.display

    at_desk(story, (80, 24))


def test_a_wider_window_shows_more(at_desk: Callable[..., None]) -> None:
    seen: dict[int, int] = {}

    async def story(desk: Desk) -> None:
        seen[desk.app.size.width] = desk.reader.columns.text + desk.reader.columns.margin
        assert "Présence" in desk.lines()

    at_desk(story, (120, 36))
    at_desk(story, (200, 60))
    assert seen[200] > seen[120] + 40


def test_panels_give_their_room_to_the_text_where_one_asks(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        before = desk.reader.columns.text
        await desk.press("d", "t")
        assert desk.reader.columns.text > before
        assert desk.reader.has_focus

    at_desk(story, (120, 36))


def test_counts_are_set_right_and_own_and_total_differ(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("s", "c", *"lien", "enter")
        await desk.press("alt+down", "s", "c", *"pres", "enter")
        tree = desk.screen.query_one(Codebook)
        rows = [tree.render_line(y).text.rstrip() for y in range(4)]
        assert rows[0].endswith(" 1/2")
        assert rows[1].endswith(" 1")
        assert rows[2].endswith(" –")
        assert len({len(row) for row in rows}) == 1

    at_desk(story)


def test_an_unreadable_colour_is_shown_in_a_readable_one() -> None:
    for dark in (True, False):
        for colour in ("#000000", "#ffffff", "#123456", "#eeee99", "#56b4e9", "#999999", ""):
            shown = Color.parse(ink_of(colour, dark=dark))
            assert contrast(shown, Color.parse(GROUNDS[dark])) >= LEGIBLE - 0.05


def test_every_look_can_be_read() -> None:
    for theme in THEMES:
        for ground in (theme.background, theme.panel):
            colours = (theme.foreground, theme.primary, theme.secondary, theme.variables["dim"])
            for words in colours:
                assert contrast(Color.parse(words), Color.parse(ground)) >= LEGIBLE, (theme.name, words)
            assert contrast(Color.parse(theme.variables["faint"]), Color.parse(ground)) >= 3
