"""Codes by codes as a map: the more they meet, the warmer the cell; it scrolls both ways under its own titles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from rich.cells import cell_len, set_cell_size
from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from qualcode.model.messages import N_
from qualcode.tui.commands import Command, bindings
from qualcode.tui.figures import counted
from qualcode.tui.layout.grid import Grid, shortened, titled
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from textual import events

HEADER: Final = 2
WORDED, NUMBERED = 7, 4
"""Cells of a column under the first words of its code, and at the least under a number."""
WIDEST_LABEL: Final = 28
COOL, WARM = 0.10, 0.62
"""How much of the colour lies in the palest cell and in the fullest."""
DARK_INK: Final = 0.5
"""From here on the number takes the colour that stands out most."""


class HeatMap(ScrollView, can_focus=True):
    """Shows a grid; tells which pair is meant."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"heatmap--dim", "heatmap--faint", "heatmap--cursor", "heatmap--meant"}
    DEFAULT_CSS = """
    HeatMap {
        background: $background;
        color: $foreground;
        scrollbar-size-vertical: 1;
        scrollbar-size-horizontal: 1;
        scrollbar-background: $background;
        scrollbar-corner-color: $background;
        & .heatmap--dim { color: $dim; }
        & .heatmap--faint { color: $faint; }
        & .heatmap--cursor { background: $accent; color: $background; text-style: bold; }
        & .heatmap--meant { color: $accent; text-style: bold; }
    }
    """
    ALLOW_SELECT = False
    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = (
        Command("map.up", "up,k", "move(-1, 0)", N_("up"), N_("go a row up")),
        Command("map.down", "down,j", "move(1, 0)", N_("down"), N_("go a row down")),
        Command("map.left", "left,h", "move(0, -1)", N_("left"), N_("go a column to the left")),
        Command("map.right", "right,l", "move(0, 1)", N_("right"), N_("go a column to the right")),
        Command("map.page_up", "pageup", "move(-10, 0)", N_("page"), N_("go ten rows up")),
        Command("map.page_down", "pagedown", "move(10, 0)", N_("page"), N_("go ten rows down")),
        Command("map.home", "home,g", "move(-9999, -9999)", N_("start"), N_("go to the first pair")),
        Command("map.end", "end,G", "move(9999, 9999)", N_("end"), N_("go to the last pair")),
        Command("map.open", "enter", "choose", N_("passages"), N_("go to the passages behind the number"), rank=5),
        Command("map.order", "o", "screen.order", N_("order"), N_("put the codes in another order"), rank=20),
        Command("map.threshold", "s", "screen.threshold", N_("threshold"), N_("show what meets more often"), rank=30),
        Command("map.test", "t", "screen.test", N_("test"), N_("test each pair against chance"), rank=35),
    )
    BINDINGS: ClassVar[list[Any]] = bindings(COMMANDS_HERE)

    cursor: reactive[tuple[int, int]] = reactive((0, 0), repaint=True)

    class PairMeant(Message):
        """The cursor stands on a pair."""

        def __init__(self, a: str, b: str) -> None:
            """Say which."""
            super().__init__()
            self.a, self.b = a, b

    class PairChosen(Message):
        """The passages of the pair are wanted."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        """Show nothing yet."""
        super().__init__(id=id)
        self.grid = Grid()
        self._most = 1
        self._label = 0
        self._cell = (WORDED, 2)
        self._numbered = False
        """Whether columns are called by the numbers of the rows: their names would be cut to a letter or two."""

    def show(self, grid: Grid) -> None:
        """Show a grid; the cursor stays on its pair, else stands on the one that meets most."""
        meant = self.meant
        self.grid = grid
        self._most = max(grid.most, 1)
        if meant and meant[0] in grid.rows and meant[1] in grid.labels:
            self.set_reactive(HeatMap.cursor, (grid.rows.index(meant[0]), grid.labels.index(meant[1])))
        else:
            self.set_reactive(HeatMap.cursor, self._warmest())
        self._lay_out()
        self._reveal()
        self._tell()

    @property
    def meant(self) -> tuple[str, str] | None:
        """The labels of the pair under the cursor, row first."""
        row, column = self.cursor
        rows, columns = self.grid.rows, self.grid.labels
        return (rows[row], columns[column]) if row < len(rows) and column < len(columns) else None

    def _warmest(self) -> tuple[int, int]:
        rows, columns, square = range(len(self.grid.rows)), range(len(self.grid.labels)), self.grid.chosen is None
        pairs = [(row, column) for row in rows for column in columns if not self.grid.own(row, column)]
        return max((pair for pair in pairs if not square or pair[0] < pair[1]), key=lambda pair: self.grid.at(*pair),
                   default=(0, 0))  # fmt: skip

    def _lay_out(self) -> None:
        count, down = len(self.grid.labels), len(self.grid.rows)
        width, height = self.size.width or 80, self.size.height or 24
        longest = max((cell_len(shown_line(label)) for label in self.grid.rows), default=0)
        self._label = min(longest, WIDEST_LABEL, max(width // 3, 10)) + 2
        self._numbered = self.grid.chosen is None and self._label + WORDED * count > width
        self._label += len(f"{count} ") if self._numbered else 0
        most = max((self.grid.counts.get((label, label), 0) for label in self.grid.labels), default=0)
        digits = cell_len(counted(most))
        wide = max(NUMBERED, len(str(count)) + 2) if self._numbered else WORDED
        self._cell = (max(wide, digits + 2), 2 if HEADER + 2 * down <= height else 1)
        self.virtual_size = Size(self._label + self._cell[0] * count, HEADER + self._cell[1] * down)
        self.refresh()

    def on_resize(self) -> None:
        """Give the cells the room there is."""
        self._lay_out()
        self._reveal()

    # Painting

    def render_line(self, y: int) -> Strip:
        """Paint one row of the window: the titles stay where they are."""
        width, base = self.size.width, self.rich_style
        if y < HEADER:
            strip = self._titles(y)
        else:
            row, line = divmod(y - HEADER + round(self.scroll_offset.y), self._cell[1])
            strip = self._row(row, line) if row < len(self.grid.rows) else Strip([Segment(" " * width, base)])
        return strip.adjust_cell_length(width, base)

    def _style(self, name: str) -> Style:
        return self.rich_style + self.get_component_rich_style(f"heatmap--{name}", partial=True)

    @property
    def _first(self) -> int:
        """The first column in sight: whole ones only."""
        return -(-round(self.scroll_offset.x) // self._cell[0])

    def _columns(self) -> range:
        count = max((self.size.width - self._label) // self._cell[0], 1)
        return range(self._first, min(self._first + count, len(self.grid.labels)))

    def _titles(self, line: int) -> Strip:
        wide = self._cell[0]
        cells = [Segment(" " * self._label, self.rich_style)]
        for column in self._columns():
            name = ("", f"{column + 1} ")[line]
            if not self._numbered:
                name = titled(shown_line(self.grid.labels[column]), wide - 1)[line]
            style = self._style("meant" if column == self.cursor[1] else "dim")
            cells.append(Segment(" " * (wide - 1 - cell_len(name)) + name + " ", style))
        return Strip(cells)

    def _row(self, row: int, line: int) -> Strip:
        number = f"{row + 1:>{len(str(len(self.grid.labels)))}} " if self._numbered else ""
        name = shortened(number + shown_line(self.grid.rows[row]), self._label - 2) if line == 0 else ""
        meant = self.cursor if self._numbered else self.cursor[:1]
        style = self._style("meant") if row in meant else self.rich_style
        label = Segment(set_cell_size(name, self._label), style)
        cells = [segment for column in self._columns() for segment in self._painted(row, column, line)]
        return Strip([label, *cells])

    def _painted(self, row: int, column: int, line: int) -> list[Segment]:
        count, wide = self.grid.at(row, column), self._cell[0] - 1
        text = (counted(count) if count else "·") if line == 0 else ""
        return [Segment(f"{text:>{wide - 1}} ", self._look(row, column, count)), Segment(" ", self.rich_style)]

    def _look(self, row: int, column: int, count: int) -> Style:
        if (row, column) == self.cursor:
            return self._style("cursor")
        own = self.grid.own(row, column)
        if own or not count:
            return self._style("dim" if own else "faint")
        share = COOL + (WARM - COOL) * (count / self._most) ** 0.5
        ground, lower = self.background_colors[1], self.grid.chosen is None and row > column
        mixed = ground.blend(Color.parse(self.app.theme_variables["secondary"]), share * (0.75 if lower else 1))
        ink = mixed.get_contrast_text(1.0) if share > DARK_INK else Color.parse(self.app.theme_variables["foreground"])
        return Style(color=RichColor.from_rgb(*ink.rgb), bgcolor=RichColor.from_rgb(*mixed.rgb))

    # Moving

    def action_move(self, rows: int, columns: int) -> None:
        """Move the cursor."""
        if self.grid.labels:
            row, column = self.cursor
            last, right = len(self.grid.rows) - 1, len(self.grid.labels) - 1
            self.go(min(max(row + rows, 0), last), min(max(column + columns, 0), right))

    def go(self, row: int, column: int) -> None:
        """Stand on a cell, and tell its pair."""
        if (row, column) != self.cursor:
            self.cursor = (row, column)
            self._reveal()
            self._tell()

    def action_choose(self) -> None:
        """Ask for the passages."""
        if self.meant:
            self.post_message(self.PairChosen())

    def _tell(self) -> None:
        if self.meant:
            self.post_message(self.PairMeant(*self.meant))

    def _reveal(self) -> None:
        """Scroll so far that the cell stands in sight."""
        (row, column), (wide, high) = self.cursor, self._cell
        across, down = self.size.width - self._label, self.size.height - HEADER
        x, y = round(self.scroll_offset.x), round(self.scroll_offset.y)
        x = min(max(x, (column + 1) * wide - across), column * wide)
        y = min(max(y, (row + 1) * high - down), row * high)
        self.scroll_to(max(x, 0), max(y, 0), animate=False, immediate=True, force=True)
        self.call_after_refresh(_place_bars, self)

    def on_click(self, event: events.Click) -> None:
        """Stand where the mouse is; twice, ask for the passages."""
        self.focus()
        row = (event.y - HEADER + round(self.scroll_offset.y)) // self._cell[1]
        column = (event.x - self._label) // self._cell[0] + self._first
        inside = row in range(len(self.grid.rows)) and column in range(len(self.grid.labels))
        if event.y >= HEADER and event.x >= self._label and inside:
            self.go(row, column)
            if event.chain == 2:  # noqa: PLR2004 - a double click
                self.action_choose()


def _place_bars(grid: HeatMap) -> None:
    """Put the scrollbars where the map stands: one that was not there yet did not hear of it."""
    for bar, place in ((grid.horizontal_scrollbar, grid.scroll_x), (grid.vertical_scrollbar, grid.scroll_y)):
        bar.position = place
