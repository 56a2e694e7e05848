"""A piece of the draft as it will read: headings, paragraphs, quotations set apart, tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.table import Table as RichTable
from rich.text import Text
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from qualcode.model.messages import _
from qualcode.report.blocks import Bullets, Caption, Figure, Heading, Paragraph, Quote, SourceLine, Table
from qualcode.tui.widgets.prose import Prose
from qualcode.words.shown import shown, shown_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.widget import Widget

    from qualcode.report.blocks import Block, Run, RunStyle

MOST: Final = 160
"""Blocks that are shown; a longer part is read in the document."""
_RUNS: Final[dict[RunStyle, str]] = {
    "quoted": "italic", "marks": "italic", "attribution": "$accent", "counts": "$dim", "plain": "", "data": "",
}  # fmt: skip
_PARAGRAPHS: Final = {"definition": "$dim", "claim": "bold", "counts": "$dim", "rest": "$faint", "note": "$dim"}


class DraftView(VerticalScroll):
    """Shows blocks of a draft."""

    DEFAULT_CSS = """
    DraftView { background: $background; padding: 0 2; scrollbar-size-vertical: 1; scrollbar-background: $background; }
    DraftView > Static { height: auto; max-width: 78; margin-bottom: 1; }
    DraftView > .part { text-style: bold; color: $accent; }
    DraftView > .code { text-style: bold; }
    DraftView > .apart { padding-left: 4; }
    DraftView > .source { color: $faint; }
    """

    async def show(self, blocks: Sequence[Block]) -> None:
        """Show these blocks, from the top."""
        await self.remove_children()
        await self.mount_all([_shown(block) for block in blocks[:MOST]])
        if len(blocks) > MOST:
            await self.mount(Static(Content.styled(_("… the rest stands in the document."), "$dim")))
        self.scroll_home(animate=False)


def _shown(block: Block) -> Widget:
    if isinstance(block, Heading):
        return Static(Prose(Content(shown_line(block.text))), classes="part" if block.level == 1 else "code")
    if isinstance(block, Quote):
        said = Content.assemble((shown(block.text), "italic"), " ", (shown_line(block.attribution), "$accent"))
        return Static(Prose(said), classes="apart")
    if isinstance(block, Table):
        return Static(_table(block))
    return Static(Prose(_words(block)), classes="source" if isinstance(block, SourceLine) else "")


def _words(block: Paragraph | Bullets | Caption | SourceLine | Figure) -> Content:
    if isinstance(block, Paragraph):
        return _paragraph(block)
    if isinstance(block, Bullets):
        return _bullets(block)
    if isinstance(block, Caption):
        return Content.styled(shown_line(f"{block.label} {block.number} – {block.text}"), "bold")
    return Content(shown_line(block.text if isinstance(block, SourceLine) else block.alternative))


def _paragraph(block: Paragraph) -> Content:
    base = _PARAGRAPHS.get(block.style, "")
    return Content("").join([_run(run, base) for run in block.runs])


def _run(run: Run, base: str) -> Content:
    return Content.styled(shown(run.text), _RUNS[run.style] or base)


def _bullets(block: Bullets) -> Content:
    lines = [
        Content.assemble(("• ", "$accent"), (shown_line(entry.lead), "bold"), " " if entry.lead else "",
                         shown_line(entry.text))
        for entry in block.entries
    ]  # fmt: skip
    return Content("\n").join(lines)


def _table(block: Table) -> RichTable:
    """Set a table simply: numbers to the right, no lines."""
    made = RichTable(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for column in block.columns:
        made.add_column(Text(shown_line(column.title)), justify="right" if column.numeric else "left", no_wrap=False)
    for row in block.rows:
        cells = [Text(shown_line(cell)) for cell in row.cells]
        cells[0] = Text("  " * row.depth + shown_line(row.cells[0]), style="bold" if row.heading else "")
        made.add_row(*cells)
    return made
