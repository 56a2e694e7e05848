"""Rows with a bar and right-aligned numbers, under titles that stay."""

from __future__ import annotations

from dataclasses import dataclass
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
from qualcode.report.course import drawn_line
from qualcode.tui.commands import Command, bindings
from qualcode.tui.layout.grid import shortened
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

HEADER: Final = 2
LEAST_BAR: Final = 8
LEAST_LABEL: Final = 20
MOST_BAR: Final = 48
CALM: Final = 0.5
_EIGHTHS: Final = " ▏▎▍▌▋▊▉"


@dataclass(frozen=True, slots=True)
class BarRow:
    """One row: what it is called, how long its bar is, the numbers as they are read; a heading has neither."""

    label: str
    value: float = 0.0
    cells: tuple[str, ...] = ()
    depth: int = 0
    heading: bool = False
    stretches: tuple[tuple[float, float], ...] | None = None
    """Shares of a whole from 0 to 1 that stand in place of the bar: where a code lies along a text."""


def bar(share: float, width: int) -> str:
    """Return a bar of block signs: a share from 0 to 1 of so many cells, to an eighth of a cell."""
    whole, rest = divmod(round(max(min(share, 1.0), 0.0) * width * 8), 8)
    drawn = "█" * whole + (_EIGHTHS[rest] if rest else "")
    return drawn or ("▏" if share > 0 else "")


class Bars(ScrollView, can_focus=True):
    """Shows rows; tells which one is meant."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"bars--mark", "bars--dim", "bars--faint", "bars--cursor"}
    DEFAULT_CSS = """
    Bars {
        background: $background;
        color: $foreground;
        scrollbar-size-vertical: 1;
        scrollbar-background: $background;
        overflow-x: hidden;
        & .bars--mark { color: $accent; }
        & .bars--dim { color: $dim; }
        & .bars--faint { color: $faint; }
        & .bars--cursor { background: $chosen; }
    }
    """
    ALLOW_SELECT = False
    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = (
        Command("bars.up", "up,k", "move(-1)", N_("up"), N_("go a row up")),
        Command("bars.down", "down,j", "move(1)", N_("down"), N_("go a row down")),
        Command("bars.page_up", "pageup", "move(-10)", N_("page"), N_("go ten rows up")),
        Command("bars.page_down", "pagedown", "move(10)", N_("page"), N_("go ten rows down")),
        Command("bars.home", "home,g", "move(-99999)", N_("start"), N_("go to the first row")),
        Command("bars.end", "end,G", "move(99999)", N_("end"), N_("go to the last row")),
        Command("bars.open", "enter", "choose", N_("passages"), N_("go to the passages behind the number"), rank=5),
    )
    BINDINGS: ClassVar[list[Any]] = bindings(COMMANDS_HERE)

    cursor: reactive[int] = reactive(0, repaint=True)

    class RowMeant(Message):
        """The cursor stands on a row."""

        def __init__(self, place: int) -> None:
            """Say which."""
            super().__init__()
            self.place = place

    class RowChosen(Message):
        """The passages of the row are wanted."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        """Show nothing yet."""
        super().__init__(id=id)
        self.rows: tuple[BarRow, ...] = ()
        self._titles: tuple[str, ...] = ()
        self._widths: tuple[int, ...] = ()
        self._label = self._bar = 0

    def show(self, titles: Sequence[str], rows: Sequence[BarRow], *, first: bool = False) -> None:
        """Show rows under titles; the cursor stays where it can.

        Args:
            titles: of the first column, then of the numbers.
            rows: in their order.
            first: whether the cursor goes to the first row: these are other rows than those that stood there.
        """
        self._titles, self.rows = tuple(titles), tuple(rows)
        self.set_reactive(Bars.cursor, self._standing(0 if first else min(self.cursor, max(len(rows) - 1, 0)), 1))
        self._lay_out()
        self._reveal()
        self._tell()

    def _lay_out(self) -> None:
        width = self.size.width or 80
        self._widths = self._fitting(width)
        longest = max((cell_len(shown_line(row.label)) + 2 * row.depth for row in self.rows), default=8)
        longest = max(longest, cell_len(self._titles[0]) if self._titles else 0)
        free = width - sum(self._widths) - 2
        self._label = max(min(longest, free - LEAST_BAR - 2), 8)
        self._bar = max(min(free - self._label - 2, MOST_BAR), 0)
        self.virtual_size = Size(width, HEADER + len(self.rows))
        self.refresh()

    def _fitting(self, width: int) -> tuple[int, ...]:
        """Return the widths of the columns of numbers; the last ones give way where a name would have no room."""
        widths = [
            2 + max([cell_len(title), *(cell_len(row.cells[n]) for row in self.rows if row.cells)])
            for n, title in enumerate(self._titles[1:])
        ]
        while len(widths) > 1 and width - sum(widths) < LEAST_LABEL + LEAST_BAR:
            widths.pop()
        return tuple(widths)

    def on_resize(self) -> None:
        """Give the bars the room there is."""
        self._lay_out()
        self._reveal()

    def render_line(self, y: int) -> Strip:
        """Paint one row of the window: the titles stay."""
        width, base = self.size.width, self.rich_style
        number = y - HEADER + round(self.scroll_offset.y)
        if y == 0 and self.rows:
            return self._title_strip().adjust_cell_length(width, base)
        if y < HEADER or number >= len(self.rows):
            return Strip([Segment(" " * width, base)])
        here = number == self.cursor
        ground = base + self._style("cursor") if here and self.has_focus else base
        return self._strip(self.rows[number], ground, here=here).adjust_cell_length(width, ground)

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"bars--{name}", partial=True)

    def _calm(self) -> Style:
        """Return the colour of the bars: half of it is the ground's, so that the words stay in front."""
        colour = Color.parse(self.app.theme_variables["secondary"])
        return Style(color=RichColor.from_rgb(*self.background_colors[1].blend(colour, CALM).rgb))

    def _title_strip(self) -> Strip:
        dim = self.rich_style + self._style("dim")
        first = set_cell_size(" " + shortened(self._titles[0], self._label), self._label + self._bar + 2)
        return Strip([Segment(first, dim), *self._numbers(self._titles[1:], dim)])

    def _strip(self, row: BarRow, ground: Style, *, here: bool) -> Strip:
        words = "  " * row.depth + shown_line(row.label)
        if row.heading:  # has the whole line
            return Strip([Segment(" " + shortened(words, self.size.width - 2), ground + self._style("dim"))])
        label = shortened(words, self._label)
        mark = Segment("▌" if here else " ", ground + self._style("mark"))
        most = max((one.value for one in self.rows), default=0.0) or 1.0
        along = row.stretches is not None
        drawn = drawn_line(row.stretches or (), self._bar) if along else bar(row.value / most, self._bar)
        drawn = set_cell_size(drawn, self._bar)
        name = Segment(set_cell_size(label, self._label + 1), ground)
        numbers = self._numbers(row.cells, ground + self._style("dim"), first=ground)
        return Strip([mark, name, Segment(drawn, ground + (self._style("mark") if here else self._calm())), *numbers])

    def _numbers(self, cells: Sequence[str], style: Style, first: Style | None = None) -> list[Segment]:
        return [
            Segment(" " * (wide - cell_len(cell)) + cell, first if first is not None and place == 0 else style)
            for place, (cell, wide) in enumerate(zip(cells, self._widths, strict=False))
        ]

    def _standing(self, place: int, direction: int) -> int:
        """Return the nearest row from a place that is no heading."""
        ahead = range(place, len(self.rows)) if direction > 0 else range(place, -1, -1)
        behind = range(place, -1, -1) if direction > 0 else range(place, len(self.rows))
        return next((n for n in (*ahead, *behind) if n < len(self.rows) and not self.rows[n].heading), 0)

    def action_move(self, count: int) -> None:
        """Move the cursor, over headings."""
        if self.rows:
            self.go(self._standing(min(max(self.cursor + count, 0), len(self.rows) - 1), count))

    def go(self, place: int) -> None:
        """Stand on a row, and tell which."""
        if place != self.cursor:
            self.cursor = place
            self._reveal()
            self._tell()

    def action_choose(self) -> None:
        """Ask for the passages."""
        if self.rows:
            self.post_message(self.RowChosen())

    def _tell(self) -> None:
        if self.rows and not self.rows[self.cursor].heading:
            self.post_message(self.RowMeant(self.cursor))

    def _reveal(self) -> None:
        top, height = round(self.scroll_offset.y), max(self.size.height - HEADER, 1)
        y = min(max(top, self.cursor + 1 - height), self.cursor)
        self.scroll_to(0, 0 if self.cursor <= 1 else max(y, 0), animate=False, immediate=True, force=True)

    def on_click(self, event: events.Click) -> None:
        """Stand where the mouse is; twice, ask for the passages."""
        self.focus()
        place = event.y - HEADER + round(self.scroll_offset.y)
        if event.y >= HEADER and place < len(self.rows) and not self.rows[place].heading:
            self.go(place)
            if event.chain == 2:  # noqa: PLR2004 - a double click
                self.action_choose()
