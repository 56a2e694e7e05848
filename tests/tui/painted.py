"""What every widget of a screen wants to say, and what of it is painted: what is cut without a sign of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from rich.style import Style
from rich.table import Table
from textual.containers import ScrollableContainer
from textual.geometry import Region
from textual.visual import RichVisual
from textual.widgets import Input, OptionList, Static, Tree

from qualcode.tui.widgets.bars import HEADER, Bars
from qualcode.tui.widgets.heatmap import HEADER as HEADS
from qualcode.tui.widgets.heatmap import HeatMap
from qualcode.tui.widgets.prose import Prose
from qualcode.tui.widgets.sheetview import SheetView
from qualcode.tui.widgets.wordcloud import WordCloud
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.screen import Screen
    from textual.widget import Widget

CUT = "…"
ABBREVIATED = (CUT, ".")
"""How the margin of the transcript ends a name it has no room for."""
_BARS = re.compile(r"[█▏▎▍▌▋▊▉▐]+")
_ICONS = " ▸▾▶▼│└├─"


def squeezed(words: str) -> str:
    """Return words without any space: how they are wrapped says nothing."""
    return "".join(words.split())


def lines_of(screen: Screen[Any], widget: Widget) -> list[str]:
    """Return what is painted of a widget, row by row, where it lies in sight."""
    region, clip = screen._compositor.visible_widgets[widget]
    seen = region.intersection(clip).intersection(screen.region)
    strips = widget.render_lines(Region(seen.x - region.x, seen.y - region.y, seen.width, seen.height))
    return [strip.text for strip in strips]


def cut(screen: Screen[Any]) -> list[str]:
    """Return what is cut on a screen with no “…” to tell it."""
    wrong = []
    for widget in screen._compositor.visible_widgets:
        look = next((look for kind, look in LOOKS if isinstance(widget, kind)), None)
        if look is not None and screen.region.overlaps(widget.region):
            wrong += [f"{widget!r}: {words!r}" for words in look(widget, lines_of(screen, widget))]
    return wrong


def _plain(visual: Any) -> str:
    """Return the words of a visual; of a table, those of its cells in no order."""
    if isinstance(visual, RichVisual) and isinstance(visual._renderable, Table):
        columns = visual._renderable.columns
        return " ".join(str(cell) for column in columns for cell in (column.header, *column.cells))
    return getattr(visual, "plain", "")


def _pieces(words: str) -> set[str]:
    """Return words, and what a line may end or begin with where it breaks at a hyphen."""
    found = set()
    for word in words.split():
        parts = re.split(r"(?<=[-–—])", word)
        found |= {"".join(parts[a:b]) for a in range(len(parts)) for b in range(a + 1, len(parts) + 1)}
    return found


def _scrolled(widget: Widget) -> bool:
    return any(isinstance(node, ScrollableContainer) and node.allow_vertical_scroll for node in widget.ancestors)


def _static(widget: Static, lines: list[str]) -> list[str]:
    """A line of words is painted whole, or a part of it row by row where it can be scrolled."""
    wanted = _plain(widget._render())
    if not wanted.strip():
        return []
    whole, painted = squeezed(wanted), squeezed("".join(lines))
    if isinstance(widget._render(), RichVisual):
        return _strange(lines, wanted.split())
    known = _pieces(wanted)
    broken = [word for line in lines for word in line.split() if word not in known and "/" not in word]
    told = painted.endswith(CUT) and painted[:-1] in whole
    if painted == whole or told or (_scrolled(widget) and painted in whole):
        return [word for word in broken if not word.endswith(CUT)]
    return [wanted, *broken]


def _options(widget: OptionList, lines: list[str]) -> list[str]:
    """Options may be scrolled, never cut at the side; what is no prose stands on one line."""
    prompts = [option.prompt for option in widget.options]
    words = [_plain(prompt) if not isinstance(prompt, str) else prompt for prompt in prompts]
    known = _pieces(" ".join(words))
    broken = [word for line in lines for word in line.split() if word not in known and "/" not in word]
    whole = squeezed("".join(words))
    torn = [line for line in lines if squeezed(line) not in whole]
    room = widget.scrollable_content_region.width
    wrapped = [
        line
        for prompt, each in zip(prompts, words, strict=True)
        if not isinstance(prompt, Prose)
        for line in each.split("\n")
        if len(line.rstrip()) > room
    ]
    return [*broken, *torn, *wrapped]


def _tree(widget: Tree[Any], lines: list[str]) -> list[str]:
    nodes = [widget.get_node_at_line(number) for number in range(widget.last_line + 1)]
    labels = {squeezed(widget.render_label(node, Style(), Style()).plain.strip(_ICONS)) for node in nodes if node}
    painted = [squeezed(line.strip(_ICONS)) for line in lines]
    return [line for line in painted if line and CUT not in line and line not in labels]


def _input(widget: Input, lines: list[str]) -> list[str]:
    """What is typed scrolls; what is asked for stands there whole."""
    asked = "" if widget.value else squeezed(str(widget.placeholder))
    return [asked] if asked and asked not in squeezed("".join(lines)) else []


def _bars(widget: Bars, lines: list[str]) -> list[str]:
    if not widget.rows:
        return []
    columns, top = len(widget._widths), round(widget.scroll_offset.y)
    titles = [widget._titles[0], *widget._titles[1 : columns + 1]]
    wrong = _missing(lines[0], titles)
    for line, row in zip(lines[HEADER:], widget.rows[top:], strict=False):
        wrong += _missing(line, [shown_line(row.label), *row.cells[:columns]])
    return wrong


def _missing(line: str, wanted: Iterable[str]) -> list[str]:
    painted = squeezed(_BARS.sub("", line))
    return [words for words in wanted if squeezed(words) not in painted and CUT not in line]


def _map(widget: HeatMap, lines: list[str]) -> list[str]:
    labels = [shown_line(label) for label in widget.grid.labels]
    numbers_of_rows = map(str, range(1, len(labels) + 1)) if widget._numbered else ()
    heads = _strange(lines[:HEADS], [*(word for label in labels for word in label.split()), *numbers_of_rows])
    top, high = round(widget.scroll_offset.y), widget._cell[1]
    wrong = []
    for number, line in enumerate(lines[HEADS:], top):
        row, inside = divmod(number, high)
        if not inside and row < len(labels):
            numbers = [str(widget.grid.at(row, column)) for column in widget._columns() if widget.grid.at(row, column)]
            wrong += _missing(line, [labels[row], *numbers])
    return [*heads, *wrong]


def _strange(lines: Iterable[str], wanted: Iterable[str], signs: tuple[str, ...] = (CUT,)) -> list[str]:
    """Return the painted words that nobody wanted and that do not end as something cut does."""
    known = set(wanted)
    return [word for line in lines for word in line.split() if word not in known and not word.endswith(signs)]


def _cloud(widget: WordCloud, lines: list[str]) -> list[str]:
    wanted = {squeezed("".join(word.shown for word in line)) for line in widget.lines}
    return [line for line in lines if line.strip() and squeezed(line) not in wanted]


def _sheet(widget: SheetView, lines: list[str]) -> list[str]:
    """Words of the transcript, its speakers and its codes, numbers and times; a name with no room says so."""
    sheet = widget.sheet
    names = [word for turn in sheet.turns for word in shown_line(turn.speaker).split()]
    codes = [word for passage in sheet.passages for word in shown_line(passage.name).split()]
    known = {*sheet.seen.split(), *names, *codes}
    strange = _strange(lines, known, ABBREVIATED)
    return [word for word in strange if re.search(r"[^\W\d_]", word) and word.lstrip("*") not in known]


LOOKS: tuple[tuple[type, Callable[[Any, list[str]], list[str]]], ...] = (
    (Static, _static),
    (OptionList, _options),
    (Tree, _tree),
    (Input, _input),
    (Bars, _bars),
    (HeatMap, _map),
    (WordCloud, _cloud),
    (SheetView, _sheet),
)
"""How each kind of widget is looked at, the first that fits."""
