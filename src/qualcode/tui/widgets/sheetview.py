"""A document as rows on the screen: wrapped for the width there is, each row painted once and kept."""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, ClassVar, Final

from rich.segment import Segment
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from qualcode.tui.layout.bands import Margin, Passage
from qualcode.tui.layout.columns import Columns, columns_for
from qualcode.tui.layout.page import Block, Page, page
from qualcode.tui.widgets.painting import Layer, Looks, Painter

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.style import Style
    from textual.color import Color

    from qualcode.model.records import Turn
    from qualcode.model.spans import Span


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document as the reader shows it: the stored text, the same as it is seen, its turns, blocks and codings."""

    document: str
    text: str
    seen: str
    turns: tuple[Turn, ...]
    blocks: tuple[Block, ...]
    passages: tuple[Passage, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Marked:
    """What a coder marked in a document while reading."""

    later: tuple[Span, ...] = ()
    """Passages to be coded later."""
    read: frozenset[int] = frozenset()
    """Places of the turns that were read and have nothing to code."""
    bookmark: int | None = None
    """Where one goes on."""


MANY: Final = 200
"""Codings that come or go at once beyond which the margin is laid anew."""
EMPTY: Final = Sheet("", "", "", (), ())


def _place(passage: Passage) -> tuple[int, int, str]:
    """Return what codings are ordered by: where they begin, longer ones first."""
    return (passage.start, -passage.end, passage.coding)


class SheetView(ScrollView, can_focus=True):
    """Shows a document; the rows in sight are wrapped, tinted and kept until something of them changes."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "reader--speaker",
        "reader--dim",
        "reader--faint",
        "reader--selection",
        "reader--caret",
        "reader--hit",
        "reader--later",
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
        & .reader--later { text-style: underline italic; }
        & .reader--hit { background: $rule; color: $accent; text-style: bold underline; }
    }
    """
    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        """Show nothing yet."""
        super().__init__(id=id)
        self.sheet = EMPTY
        self.marked = Marked()
        self.page = Page((), (), (), ())
        self.columns: Columns = columns_for(80, ())
        self.margin = Margin(self.page)
        self._strips: dict[int, Strip] = {}
        self._painter: Painter | None = None
        self._ground: Color | None = None
        self._styles: dict[str, Style] = {}
        """Those of our own by name, as they are in this theme."""
        self._wrapped = 0
        """The width in cells the rows were wrapped for; 0 before there is one."""

    def show_marks(self, marked: Marked) -> None:
        """Paint other marks of reading over the same text."""
        if marked != self.marked:
            self.marked = marked
            self.forget()

    def show_passages(self, passages: Sequence[Passage]) -> None:
        """Paint other codings over the same text; rows that show the same stay as they are."""
        before, now = set(self.sheet.passages), set(passages)
        self.alter_passages(before - now, now - before)

    def alter_passages(self, gone: Iterable[Passage], came: Iterable[Passage]) -> None:
        """Paint the same text without some codings and with others; only the rows of these are painted anew."""
        out, new = list(gone), list(came)
        if len(out) + len(new) > MANY:
            kept = {*self.sheet.passages}.difference(out).union(new)
            self.sheet = replace(self.sheet, passages=tuple(sorted(kept, key=_place)))
            self.margin = Margin(self.page, self.sheet.passages)
            self.forget()
            return
        listed = list(self.sheet.passages)
        for passage in out:
            del listed[bisect_left(listed, _place(passage), key=_place)]
        for passage in new:
            insort(listed, passage, key=_place)
        self.sheet = replace(self.sheet, passages=tuple(listed))
        self.repaint(self.margin.alter(out, new))

    def lay_out(self) -> None:
        """Wrap the document for the width there is."""
        self._wrapped = self.scrollable_content_region.width
        width = self._wrapped or 80
        self.columns = columns_for(width, self.sheet.turns)
        self.page = page(self.sheet.seen, self.sheet.blocks, self.columns.text)
        self.margin = Margin(self.page, self.sheet.passages)
        self.forget()
        self.virtual_size = Size(width, len(self.page.rows) + 1)

    def on_resize(self) -> None:
        """Wrap anew, and keep the first row in sight where it was."""
        if self.sheet is not EMPTY and self._wrapped != self.scrollable_content_region.width:
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
        self._styles.clear()
        self._painter = self._ground = None
        self.refresh()

    @property
    def top(self) -> int:
        """The first row in sight."""
        return round(self.scroll_offset.y)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paint rows, wrapped for the width there is: a first paint does not wait until the window tells of it.

        Rows are handed on as they are kept, for there is no border and no padding: so what Textual worked out of a row
        (how it is divided, filtered, written) is known again wherever the row comes to stand.
        """
        self.on_resize()
        strips, ground, across = (
            [self.render_line(y) for y in crop.line_range],
            self.background_colors[1],
            crop.column_span,
        )
        for each in self.get_line_filters():
            strips = [strip.apply_filter(each, ground) for strip in strips]
        return strips if across == (0, self.size.width) else [strip.crop(*across) for strip in strips]

    def render_line(self, y: int) -> Strip:
        """Paint one row of the window."""
        number = self.top + y
        strip = self._strips.get(number)
        if strip is None:
            strip = self._strips[number] = self._painted(number)
        return strip

    def _painted(self, number: int) -> Strip:
        width = self.size.width
        if not 0 <= number < len(self.page.rows):
            return Strip([Segment(" " * width, self.rich_style)], width)
        if self._painter is None:
            sheet = self.sheet
            self._painter = Painter(sheet.seen, sheet.turns, self.page, self.margin, self.columns, self._looks())
            self._painter.read, self._painter.bookmark = self.marked.read, self.marked.bookmark
        row = self.page.rows[number]
        return self._painter.strip(number, row, self.overlays(number)).adjust_cell_length(width, self._painter.base)

    def _looks(self) -> Looks:
        ground = self.background_colors[1].hex
        speaker, dim, faint = (self.style_of(name) for name in ("speaker", "dim", "faint"))
        return Looks(self.rich_style, ground, speaker, dim, faint, plain=self.app.no_color)

    def style_of(self, name: str) -> Style:
        """Return a style of the reader's own by name."""
        if name not in self._styles:
            self._styles[name] = self.get_component_rich_style(f"reader--{name}", partial=True)
        return self._styles[name]

    def overlays(self, number: int) -> list[Layer]:  # noqa: ARG002 - the reader has some
        """Return what lies over the words of a row."""
        return []

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
