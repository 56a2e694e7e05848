"""Looking about at the desk: search, passages of a code, panels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual import on
from textual.content import Content
from textual.geometry import Region
from textual.widgets import Static

from qualcode.model.messages import _, ngettext
from qualcode.tui.alone import alone
from qualcode.tui.dialogs.entries import Folded
from qualcode.tui.screens.desk.desk import codebook_title
from qualcode.tui.screens.desk.showing import Showing
from qualcode.tui.shown import study
from qualcode.tui.widgets.codebook import Codebook
from qualcode.tui.widgets.codedmap import CodedMap
from qualcode.tui.widgets.excerpts import ExcerptList
from qualcode.tui.widgets.finding import FindLine
from qualcode.tui.widgets.shelf import Shelf
from qualcode.words.searching import hits
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from textual.widget import Widget

    from qualcode.model.spans import Span

NARROW: Final = 90
"""Cells below which both panels fold over the text."""
MEDIUM: Final = 112
"""Cells below which the codebook does."""
ROOMY: Final = 132
"""Cells from which both panels are a little wider, for names that would be cut; from `WIDE` on, much wider."""
WIDE: Final = 160


class Looking(Showing):
    """The desk with what is looked up on it; nothing here changes the study."""

    # Search

    def action_find(self) -> None:
        """Ask what to search."""
        self.query_one(FindLine).open()

    @on(FindLine.Wanted)
    def _wanted(self, event: FindLine.Wanted) -> None:
        async def find() -> None:
            await self.while_shown(self._find(event.words, done=event.done))

        alone(self, "find", find)

    async def _find(self, words: str, *, done: bool) -> None:
        before = self.reader.span
        found = await self.bench.read(lambda: tuple(hits(self.reader.sheet.text, words)))
        self.reader.show_hits(found)
        if done:
            self.reader.focus()
        if words.strip():
            self.say_hits(found)
            there = any(span.start <= self.reader.caret < span.end for span in found)
            if done and found and not there and self.reader.span == before:  # what is selected meanwhile is kept
                self.action_hit(1)

    def say_hits(self, found: tuple[Span, ...]) -> None:
        """Say how many places were found."""
        count = ngettext("{count} place found", "{count} places found", len(found)).format(count=len(found))
        self.say(_("{count}   n next   N previous").format(count=count) if found else _("Nothing found."))

    def action_hit(self, direction: int) -> None:
        """Go to the next or previous place found."""
        if not self.reader.hits:
            self.say(_("Nothing is searched: / asks what."))
            return
        place = self.reader.to_hit(direction)
        if place is not None:
            words = _("{number} of {count} places found   n next   N previous")
            self.say(words.format(number=place + 1, count=len(self.reader.hits)))

    # The codebook and the passages of a code

    @on(Codebook.CodeMeant)
    def _code_meant(self, event: Codebook.CodeMeant) -> None:
        self.define(event.code)

    async def list_passages(self, code: str) -> None:
        """List the passages of a code and of those below it where the codebook was."""
        found = await self.bench.read(study.excerpts, self.bench.project, self.book.below(code), self.whose)
        known = self.book.code(code)
        if not found or known is None:
            self.say(_("No passage has this code: select some words, then Enter applies it."))
            return
        listing = self.query_one(ExcerptList)
        listing.show(code, found)
        self.passages_shown(shown=True)
        title = Content.assemble((f"{self.book.looks[code].sign} ", self.book.looks[code].colour))
        title += Content(shown_line(known.name)) + Content.styled(f"  {len(found)}", "$faint")
        self.query_one("#right-title", Static).update(title)
        listing.focus()

    def passages_shown(self, *, shown: bool) -> None:
        """Show the passages of a code in place of the codebook, or the codebook again."""
        self.set_class(shown, "passages")
        self.query_one(ExcerptList).display = shown
        self.query_one(Codebook).display = not shown
        if not shown:
            self.query_one("#right-title", Static).update(codebook_title())

    @on(ExcerptList.ExcerptChosen)
    def _excerpt_chosen(self, event: ExcerptList.ExcerptChosen) -> None:
        self.start(self._go_to(event.passage.document, event.passage.start))

    async def _go_to(self, document: str, position: int) -> None:
        await self.open(document, position)
        self.fold()
        self.reader.focus()

    # Panels

    def on_resize(self) -> None:
        """Fold the side panels where the window is small."""
        width = self.app.size.width
        looks = {"narrow": width < NARROW, "medium": NARROW <= width < MEDIUM}
        looks |= {"roomy": ROOMY <= width < WIDE, "wide": width >= WIDE}
        self.update_classes(looks)  # at once: each by itself would style the whole screen anew
        self.call_after_refresh(self.redraw)

    @on(CodedMap.Resized)
    def redraw(self) -> None:
        """Write anew what is written for the width there is."""
        if self.opened and self.is_attached:
            self.head()
            self.draw_map()

    @on(CodedMap.PlaceChosen)
    def _map_clicked(self, event: CodedMap.PlaceChosen) -> None:
        reader = self.reader
        rows = reader.page.rows[int(event.share * len(reader.page.rows)) :]
        reader.select(None)
        reader.go(next((row.start for row in rows if row.block >= 0), len(reader.sheet.text)))
        reader.focus()

    def action_unfold(self, side: str) -> None:
        """Show a folded panel and go to it, or fold it."""
        panel = self.query_one(f"#{side}")
        floats = self.has_class("narrow") or (side == "right" and self.has_class("medium"))
        panel.toggle_class("unfolded" if floats else "folded")
        if panel.display:
            self._first_of(side).focus()
        else:
            self.reader.focus()

    def folded_panels(self) -> list[Folded]:
        """Return the panels that are folded away, at the edges where they would stand."""
        width, sides = self.app.size.width, (("left", _("Documents")), ("right", _("Codebook")))
        return [
            Folded(name, Region(0 if side == "left" else width - 1, 1, 1, 1), f"unfold('{side}')")
            for side, name in sides
            if not self.query_one(f"#{side}").display
        ]

    def _first_of(self, side: str) -> Widget:
        if side == "left":
            return self.query_one(Shelf)
        listing = self.query_one(ExcerptList)
        return listing if listing.display else self.query_one(Codebook)

    def fold(self) -> None:
        """Let the panels that lie over the text go."""
        for side in ("left", "right"):
            self.query_one(f"#{side}").remove_class("unfolded")
