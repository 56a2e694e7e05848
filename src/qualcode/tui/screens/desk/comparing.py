"""Passages of a code compared beside the reader: in their context, in an order, one's place in the text kept."""

from __future__ import annotations

from textual import on
from textual.content import Content
from textual.widgets import Static

from qualcode.model.messages import _
from qualcode.model.origins import origin_words
from qualcode.tui.alone import alone
from qualcode.tui.asked import Choice, ChooseDialog
from qualcode.tui.screens.desk.also_in import ListedTwice
from qualcode.tui.shown import study
from qualcode.tui.widgets.codebook import Codebook
from qualcode.tui.widgets.excerpts import ORDERS, Excerpted, ExcerptList
from qualcode.tui.widgets.prose import Prose
from qualcode.words.shown import shown_line


class Comparing(ListedTwice):
    """The desk with the passages of a code compared on it."""

    _stood: tuple[str, int] | None = None
    """Where one was in the text before the first passage was looked at."""

    # Seen

    async def show_anew(self, nouns: set[str]) -> None:
        """Read anew; where the code whose passages are listed is gone, show the codebook again."""
        await super().show_anew(nouns)
        listing = self.query_one(ExcerptList)
        if listing.display and self.book.code(listing.code) is None:
            inside = listing.has_focus
            self.passages_shown(shown=False)
            if inside:
                self.query_one(Codebook).focus()

    def passages_shown(self, *, shown: bool) -> None:
        """Show the passages of a code, or the codebook again with the card of its code."""
        super().passages_shown(shown=shown)
        if not shown:
            self.query_one(ExcerptList).unmark()
            self.show_book(self.book)

    @on(ExcerptList.ExcerptMeant)
    def _excerpt_meant(self, event: ExcerptList.ExcerptMeant) -> None:
        if self.query_one(ExcerptList).display:

            async def show() -> None:
                await self.while_shown(self._show_context(event.passage))

            alone(self, "context", show)

    async def _show_context(self, passage: Excerpted) -> None:
        """Show a passage with what stands around it below the list."""
        place = (passage.document, passage.start, passage.end)
        before, words, after = await self.bench.read(study.surroundings, self.bench.project, *place)
        pieces = [(shown_line(before), "$dim"), (shown_line(words), "bold"), (shown_line(after), "$dim")]
        origin = [("\n" + shown_line(origin_words(passage.origin)), "$faint")] if passage.origin else []
        self.query_one("#definition", Static).update(Prose(Content.assemble(*pieces, *origin)))

    def action_list_code(self) -> None:
        """List the passages of the code under the cursor."""
        code = self.meant_code()
        if code is not None:
            self.start(self.list_passages(code.id))

    def action_peek(self) -> None:
        """See the passage in the text, and stay in the list."""
        meant = self.query_one(ExcerptList).meant
        if meant is not None:
            self.start(self._seen(meant))

    async def _seen(self, passage: Excerpted) -> None:
        self.stand_here()
        await self.open(passage.document, passage.start)

    async def _go_to(self, document: str, position: int) -> None:
        self.stand_here()
        await super()._go_to(document, position)

    def stand_here(self) -> None:
        """Remember where one is in the text, unless one is away already."""
        if self._stood is None and self.opened:
            self._stood = (self.opened, self.reader.caret)

    def action_return(self) -> None:
        """Go back to where one was reading before the passages were looked at."""
        if self._stood is None:
            self.say(_("You are where you were reading."))
            return
        where, self._stood = self._stood, None
        self.start(self._returned(*where))

    async def _returned(self, document: str, caret: int) -> None:
        if document in self.names:
            await self.open(document, caret)
        self.fold()
        self.reader.focus()

    def action_order(self) -> None:
        """Ask in which order passages are listed."""
        listing = self.query_one(ExcerptList)
        choices = [Choice(order, _(words)) for order, (words, _key) in ORDERS.items()]
        answer = self.ask(ChooseDialog(_("In which order?"), choices))

        async def order() -> None:
            chosen = await answer
            if chosen is not None:
                listing.order = chosen
                await self.list_passages(listing.code)

        self.start(order())

    def action_of_code(self, direction: int) -> None:
        """Go to the next or previous passage of the code under the cursor, in the open document."""
        code = self.meant_code()
        if code is None:
            return
        ids = self.book.below(code.id)
        starts = sorted({passage.start for passage in self.reader.sheet.passages if passage.code in ids})
        if not starts:
            self.say(_("No passage of this document has “{name}”: l lists them all.").format(name=code.name))
            return
        self.stand_here()
        caret = self.reader.caret
        ahead = [start for start in starts if (start > caret if direction > 0 else start < caret)] or starts
        self.reader.go(min(ahead) if direction > 0 else max(ahead))
        number = starts.index(self.reader.caret) + 1
        self.say(_("{number} of {count} here with “{name}”").format(number=number, count=len(starts), name=code.name))
