"""A document as rows on the screen: wrapped for the width there is, each row painted once and kept."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, ClassVar, Final

from rich.segment import Segment
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from qualcode.tui.layout.bands import Band, Passage, bands
from qualcode.tui.layout.columns import Columns, columns_for
from qualcode.tui.layout.page import Block, Page, page
from qualcode.tui.widgets.painting import Layer, Looks, Painter

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.style import Style

    from qualcode.model.records import Turn


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document as the reader shows it: the stored text, the same as it is seen, its turns, blocks and codings."""

    document: str
    text: str
    seen: str
    turns: tuple[Turn, ...]
    blocks: tuple[Block, ...]
    passages: tuple[Passage, ...] = field(default=())


EMPTY: Final = Sheet("", "", "", (), ())


class SheetView(ScrollView, can_focus=True):
    """Shows a document; the rows in sight are wrapped, tinted and kept until something of them changes."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "reader--speaker",
        "reader--dim",
        "reader--faint",
        "reader--selection",
        "reader--caret",
        "reader--hit",
    }
    DEFAULT_CSS = """
    SheetView {
        background: $background;
        color: $foreground;
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
        scrollbar-background: $background;
        & .reader--speaker { color: $accent; }
        & .reader--dim { color: $dim; }
        & .reader--faint { color: $faint; }
        & .reader--selection { background: $chosen; }
        & .reader--caret { background: $accent; color: $background; }
        & .reader--hit { background: $rule; color: $accent; text-style: bold underline; }
    }
    """
    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        """Show nothing yet."""
        super().__init__(id=id)
        self.sheet = EMPTY
        self.page = Page((), (), (), ())
        self.columns: Columns = columns_for(80, ())
        self.bands: list[Band] = []
        self._strips: dict[int, Strip] = {}
        self._painter: Painter | None = None

    def show_passages(self, passages: Sequence[Passage]) -> None:
        """Paint other codings over the same text; rows that show the same stay as they are."""
        rows = {
            row for passage in {*self.sheet.passages} ^ {*passages} for row in self.rows_of(passage.start, passage.end)
        }
        self.sheet = replace(self.sheet, passages=tuple(passages))
        before, self.bands = self.bands, bands(self.page, passages)
        for band in {*before} ^ {*self.bands}:
            rows.update(range(band.top, band.bottom + 1))
        self._painter = None
        self.repaint(rows)

    def lay_out(self) -> None:
        """Wrap the document for the width there is."""
        width = self.scrollable_content_region.width or 80
        self.columns = columns_for(width, self.sheet.turns)
        self.page = page(self.sheet.seen, self.sheet.blocks, self.columns.text)
        self.bands = bands(self.page, self.sheet.passages)
        self.forget()
        self.virtual_size = Size(width, len(self.page.rows) + 1)

    def on_resize(self) -> None:
        """Wrap anew, and keep the first row in sight where it was."""
        if self.sheet is not EMPTY:
            rows = self.page.rows[self.top :]
            shown = next((row.start for row in rows if row.block >= 0), 0)
            self.lay_out()
            self.scroll_to(0, self.page.row_of(shown) if shown else 0, animate=False)

    def notify_style_update(self) -> None:
        """Drop what was painted in the colours of another theme."""
        super().notify_style_update()
        if hasattr(self, "_strips"):
            self.forget()

    def forget(self) -> None:
        """Paint every row anew."""
        self._strips.clear()
        self._painter = None
        self.refresh()

    @property
    def top(self) -> int:
        """The first row in sight."""
        return round(self.scroll_offset.y)

    def render_line(self, y: int) -> Strip:
        """Paint one row of the window."""
        number = self.top + y
        strip = self._strips.get(number)
        if strip is None:
            strip = self._painted(number)
            if not self.is_alive(number):
                self._strips[number] = strip
        return strip

    def _painted(self, number: int) -> Strip:
        width = self.scrollable_content_region.width
        if not 0 <= number < len(self.page.rows):
            return Strip([Segment(" " * width, self.rich_style)], width)
        if self._painter is None:
            sheet = self.sheet
            self._painter = Painter(sheet.seen, sheet.turns, self.page, self.bands, self.columns, self._looks())
            self._painter.passages(sheet.passages)
        row = self.page.rows[number]
        return self._painter.strip(number, row, self.overlays(number)).adjust_cell_length(width, self.rich_style)

    def _looks(self) -> Looks:
        ground = self.background_colors[1].hex
        speaker, dim, faint = (self.style_of(name) for name in ("speaker", "dim", "faint"))
        return Looks(self.rich_style, ground, speaker, dim, faint, plain=self.app.no_color)

    def style_of(self, name: str) -> Style:
        """Return a style of the reader's own by name."""
        return self.get_component_rich_style(f"reader--{name}", partial=True)

    def overlays(self, number: int) -> list[Layer]:  # noqa: ARG002 - the reader has some
        """Return what lies over the words of a row."""
        return []

    def is_alive(self, number: int) -> bool:  # noqa: ARG002 - the reader has some
        """Tell whether a row is painted each time."""
        return False

    def rows_of(self, start: int, end: int) -> range:
        """Return the rows that show a stretch."""
        return range(self.page.row_of(start), self.page.row_of(max(end - 1, start)) + 1)

    def repaint(self, rows: Iterable[int]) -> None:
        """Paint some rows anew."""
        top, region = self.top, self.scrollable_content_region
        seen = []
        for row in rows:
            self._strips.pop(row, None)
            if top <= row < top + region.height:
                seen.append(row)
        if seen:
            self.refresh(Region(0, min(seen) - top, region.width, max(seen) - min(seen) + 1))
