"""The words people use, sized, as text: the heaviest in the middle, bold and spaced."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from qualcode.tui.layout.flow import GAP, Sized, flowed, sized
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDEST: Final = 96
_LOOKS: Final = ("faint", "dim", "plain", "heavy", "heaviest")


class WordCloud(ScrollView, can_focus=True):
    """Shows a cloud."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"wordcloud--{look}" for look in _LOOKS}
    DEFAULT_CSS = """
    WordCloud {
        background: $background;
        color: $foreground;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        scrollbar-background: $background;
        & .wordcloud--faint { color: $faint; }
        & .wordcloud--dim { color: $dim; }
        & .wordcloud--plain { color: $foreground; }
        & .wordcloud--heavy { color: $foreground; text-style: bold; }
        & .wordcloud--heaviest { color: $accent; text-style: bold; }
    }
    """
    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        """Show nothing yet."""
        super().__init__(id=id)
        self._words: list[Sized] = []
        self._colours: dict[str, str] = {}
        self.lines: list[list[Sized]] = []

    def show(self, words: Sequence[tuple[str, int, str]]) -> None:
        """Show words with their weights and colours (none for the look of their size), heaviest first."""
        self._words = sized([(shown_line(word), weight) for word, weight, _colour in words])
        self._colours = {shown_line(word): colour for word, _weight, colour in words}
        self.on_resize()

    def on_resize(self) -> None:
        """Set the words for the room there is: every second line, where they have it."""
        width = min(max((self.size.width or 80) - 4, 20), WIDEST)
        self.lines = flowed(self._words, width, max((self.size.height or 24) - 1, 3))
        self.virtual_size = Size(self.size.width, len(self.lines))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Paint one line, in the middle of the width; lines stand apart where there is room."""
        width, base = self.size.width, self.rich_style
        every = 2 if 2 * len(self.lines) <= self.size.height else 1
        place, rest = divmod(y, every)
        if rest or place >= len(self.lines):
            return Strip([Segment(" " * width, base)])
        line = self.lines[place]
        used = sum(cell_len(word.shown) for word in line) + GAP * (len(line) - 1)
        segments = [Segment(" " * max((width - used) // 2, 0), base)]
        for word in line:
            look = self.get_component_rich_style(f"wordcloud--{_LOOKS[word.size]}", partial=True)
            if self._colours.get(word.text):
                look += Style(color=self._colours[word.text])
            segments += [Segment(word.shown, base + look), Segment(" " * GAP, base)]
        return Strip(segments).adjust_cell_length(width, base)
