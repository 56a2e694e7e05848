"""What the pictures of readings are made of, as plain values; and a map of 120 codes by 120."""

from __future__ import annotations

import asyncio
import functools
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.app import App, ComposeResult

from qualcode.tui.layout.flow import flowed, sized
from qualcode.tui.layout.grid import Grid, above, grid, ordered, shortened, titled
from qualcode.tui.layout.plane import placed
from qualcode.tui.widgets.bars import BarRow, Bars, bar
from qualcode.tui.widgets.heatmap import HEADER, HeatMap

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable


def _played(test: Callable[[], Awaitable[None]]) -> Callable[[], None]:
    @functools.wraps(test)
    def run() -> None:
        asyncio.run(test())

    return run


PAIRS = (("a", "a", 5), ("b", "b", 9), ("c", "c", 5), ("d", "d", 1), ("a", "c", 4), ("b", "d", 1))


def test_a_grid_is_symmetric_and_leaves_out_what_never_occurs() -> None:
    made = grid(PAIRS, ("a", "b", "c", "d", "e"))
    assert made.labels == ("a", "b", "c", "d")
    assert made.at(0, 2) == made.at(2, 0) == 4
    assert made.most == 4


def test_a_threshold_leaves_those_who_meet_so_often() -> None:
    made = above(grid(PAIRS, "abcd"), 2)
    assert made.labels == ("a", "c")
    assert made.at(0, 0) == 5


def test_orders_keep_every_label_and_an_order_may_name_more() -> None:
    whole = grid(PAIRS, "abcd")
    assert ordered(whole, "often").labels[0] == "b"
    assert ordered(whole, "book") == ordered(whole, "near") == whole
    assert whole.within(("z", "d", "b", "c", "a")).labels == ("d", "b", "c", "a")


def test_points_of_a_map_stand_apart_with_their_names_or_numbers() -> None:
    corners = [("Northwest", -1.0, 1.0), ("Southeast", 1.0, -1.0), ("Also there", 1.0, -1.0), ("On top", 1.0, -1.0)]
    written, left_out = placed(corners, 60, 11)
    points = [(one.line, one.cell) for one in written if one.point]
    assert points[0][0] == 0
    assert points[1][0] == points[2][0] == 10
    assert points[1][1] - points[0][1] == 20  # a cell is twice as high as it is wide
    names = {one.words: one for one in written if not one.point}
    assert {"Northwest", "Southeast", "Also there", "1"} - set(names) <= {"1"}
    assert left_out == ["1 On top"]
    assert all(one.cell >= 0 and one.cell + cell_len(one.words) <= 60 for one in written)
    assert placed([], 60, 11) == ([], [])


def test_a_name_is_never_cut_without_a_sign() -> None:
    assert shortened("Présence", 8) == "Présence"
    assert shortened("Présence", 5) == "Prés…"
    assert shortened("漢字漢字", 5) == "漢字…"
    assert titled("Lieux/Lien de confiance", 5) == ("Lien", "conf…")
    assert titled("Matin", 9) == ("", "Matin")
    assert titled("à la", 4) == ("à", "la")


def test_a_bar_is_as_long_as_its_share_to_an_eighth() -> None:
    assert bar(1, 4) == "████"
    assert bar(0.5, 4) == "██"
    assert bar(9 / 32, 4) == "█▏"
    assert bar(0, 4) == ""
    assert bar(0.001, 4) == "▏"


def test_the_heaviest_words_stand_in_the_middle_and_lines_fit() -> None:
    words = sized([(f"mot{n}", 100 - n) for n in range(60)])
    assert words[0].size == 4
    assert words[-1].size == 0
    lines = flowed(words, 40, 7)
    assert len(lines) == 7
    assert any(word.text == "mot0" for word in lines[3])
    assert all(sum(cell_len(word.shown) for word in line) + 3 * (len(line) - 1) <= 40 for line in lines)
    assert sized([]) == []
    assert flowed([], 40, 7) == []


class _Alone(App[None]):
    def __init__(self, widget: HeatMap | Bars) -> None:
        super().__init__()
        self.shown = widget

    def compose(self) -> ComposeResult:
        yield self.shown

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return {"dim": "#9a9ca4", "faint": "#777c87", "chosen": "#4a3d1e"}


def _line(widget: HeatMap | Bars, y: int) -> str:
    return widget.render_line(y).text


@_played
async def test_a_map_of_120_codes_scrolls_both_ways_under_its_titles() -> None:
    labels = tuple(f"Code {number:03}" for number in range(120))
    counts = {(a, b): (x * 120 + y) % 97 for x, a in enumerate(labels) for y, b in enumerate(labels)}
    shown = HeatMap()
    async with _Alone(shown).run_test(size=(80, 24)) as pilot:
        shown.show(Grid(labels, counts))
        shown.focus()
        await pilot.press("end")
        await pilot.pause()
        assert shown.cursor == (119, 119)
        assert shown.scroll_offset.x > 0
        assert shown.scroll_offset.y > 0
        lines = [_line(shown, y) for y in range(shown.size.height)]
        assert lines[1].rstrip().endswith("120"), "the number of its row: names would be cut"
        assert lines[-1].startswith("120 Code 119")
        assert lines[-1].split()[-1] == str(counts["Code 119", "Code 119"])
        assert {cell_len(line) for line in lines} == {shown.size.width}
        await pilot.press("up", "left")
        assert shown.meant == ("Code 118", "Code 118")
        await pilot.press("home")
        await pilot.pause()
        assert shown.scroll_offset == (0, 0)
        assert _line(shown, 2).split()[:3] == ["1", "Code", "000"]


@_played
async def test_a_map_of_some_rows_alone_names_its_own_columns_and_goes_from_pair_to_pair() -> None:
    counts = {(label, label): 5 for label in "abcd"} | {("a", "b"): 2, ("b", "a"): 2, ("a", "d"): 3, ("d", "a"): 3}
    whole = Grid(tuple("abcd"), counts)
    alone = whole.narrowed({"a"}, None)
    assert (alone.rows, alone.labels) == (("a",), ("a", "b", "d"))
    assert [alone.at(0, column) for column in range(3)] == [5, 2, 3]
    assert (whole.narrowed(None, {"c"}).rows, whole.narrowed({"x"}, None).labels) == (tuple("abcd"), ())
    shown = HeatMap()
    async with _Alone(shown).run_test(size=(80, 24)) as pilot:
        shown.show(alone)
        shown.focus()
        assert shown.meant == ("a", "d"), "the pair that meets most often"
        assert [_line(shown, 1).split(), _line(shown, HEADER).split()] == [["a", "b", "d"], ["a", "5", "2", "3"]]
        await pilot.press("down", "left")
        assert shown.meant == ("a", "b")
        shown.show(alone.narrowed(None, {"b", "c"}))
        assert shown.meant == ("a", "b"), "it stays on its pair"


@_played
async def test_the_scrollbars_of_a_map_that_opens_far_inside_stand_where_it_stands() -> None:
    labels = tuple(f"Code {number:02}" for number in range(60))
    counts = {(label, label): 1 for label in labels} | {(labels[57], labels[58]): 9, (labels[58], labels[57]): 9}
    shown = HeatMap()
    async with _Alone(shown).run_test(size=(80, 24)) as pilot:
        shown.show(Grid(labels, counts))
        await pilot.pause()
        assert shown.cursor == (57, 58)
        bars = (shown.horizontal_scrollbar.position, shown.vertical_scrollbar.position)
        assert bars == (shown.scroll_offset.x, shown.scroll_offset.y)
        assert min(bars) > 0


@_played
async def test_columns_of_numbers_give_way_before_names_do() -> None:
    rows = [BarRow("Prendre son temps", 4, ("4", "1 234", "1,9 %")), BarRow("Écoute", 2, ("2", "1", "0,5 %"))]
    shown = Bars()
    async with _Alone(shown).run_test(size=(40, 10)) as pilot:
        shown.show(["Code", "Codages", "Documents", "Propos"], rows)
        await pilot.pause()
        assert "Documents" not in _line(shown, 0)
        assert "Codages" in _line(shown, 0)
        assert "Prendre son t" in _line(shown, 2)
        assert shown.cursor == 0
        shown.show(["Code", "Codages"], [BarRow("Lieux", heading=True), *rows])
        assert shown.cursor == 1
        shown.action_move(-5)
        assert shown.cursor == 1
