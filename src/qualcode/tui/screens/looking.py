"""Looking about at the desk: search, passages of a code, panels, the passage under the caret."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual import on, work
from textual.content import Content
from textual.widgets import Static

from qualcode.model.messages import _, ngettext
from qualcode.tui import study
from qualcode.tui.dialogs.choosing import Choice, ChooseDialog
from qualcode.tui.screens.desk import Desk
from qualcode.tui.widgets.codebook import Codebook
from qualcode.tui.widgets.excerpts import ExcerptList
from qualcode.tui.widgets.finding import FindLine
from qualcode.tui.widgets.painting import clock
from qualcode.tui.widgets.shelf import Shelf
from qualcode.words.searching import hits
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from textual.widget import Widget

    from qualcode.model.spans import Span
    from qualcode.tui.layout.bands import Passage

NARROW: Final = 90
"""Cells below which both panels fold over the text."""
MEDIUM: Final = 112
"""Cells below which the codebook does."""
WIDE: Final = 160
LONG_QUOTE: Final = 60


class Looking(Desk):
    """The desk with what is looked up on it; nothing here changes the study."""

    # Search

    def action_find(self) -> None:
        """Ask what to search."""
        self.query_one(FindLine).open()

    @on(FindLine.Wanted)
    def _wanted(self, event: FindLine.Wanted) -> None:
        self.run_worker(self._find(event.words, done=event.done), group="find", exclusive=True)

    async def _find(self, words: str, *, done: bool) -> None:
        found = await self.bench.read(lambda: tuple(hits(self.reader.sheet.text, words)))
        self.reader.show_hits(found)
        if done:
            self.reader.focus()
        if words.strip():
            self.say_hits(found)
            if done and found and not any(span.start <= self.reader.caret < span.end for span in found):
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
            self.say(_("{number} of {count} found").format(number=place + 1, count=len(self.reader.hits)))

    # The codebook and the passages of a code

    @on(Codebook.CodeMeant)
    def _code_meant(self, event: Codebook.CodeMeant) -> None:
        code = self.book.code(event.code)
        if code is None:
            return
        look = self.book.looks[code.id]
        own, total = self.book.own.get(code.id, 0), self.book.totals().get(code.id, 0)
        counted = ngettext("{count} passage", "{count} passages", own or total).format(count=own or total)
        if total != own:
            words = _("{count}, {total} with the codes below it") if own else _("{count} in the codes below it")
            counted = words.format(count=counted, total=total)
        parts = [(f"{look.sign} ", look.colour), (shown_line(code.name), "bold"), (f"\n{counted}", "$faint")]
        if code.definition(study.language()):
            parts.append((f"\n{shown_line(code.definition(study.language()))}", "$dim"))
        if code.when_to_use:
            when = _("When to use it")
            parts.extend([(f"\n{when} ", "$faint"), (shown_line(code.when_to_use), "$dim")])
        self.query_one("#definition", Static).update(Content.assemble(*parts))

    async def list_passages(self, code: str) -> None:
        """List the passages of a code and of those below it where the codebook was."""
        found = await self.bench.read(study.excerpts, self.bench.project, self.book.below(code))
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
            self.query_one("#right-title", Static).update(Content(_("Codebook").upper()))

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
        self.set_class(width < NARROW, "narrow")
        self.set_class(NARROW <= width < MEDIUM, "medium")
        self.set_class(width >= WIDE, "wide")
        self.call_after_refresh(self.redraw)

    def redraw(self) -> None:
        """Write anew what is written for the width there is."""
        if self.opened:
            self.head()
            self.draw_map()

    def action_unfold(self, side: str) -> None:
        """Show a folded panel and go to it, or fold it."""
        panel = self.query_one(f"#{side}")
        floats = self.has_class("narrow") or (side == "right" and self.has_class("medium"))
        panel.toggle_class("unfolded" if floats else "folded")
        if panel.display:
            self._first_of(side).focus()
        else:
            self.reader.focus()

    def _first_of(self, side: str) -> Widget:
        if side == "left":
            return self.query_one(Shelf)
        listing = self.query_one(ExcerptList)
        return listing if listing.display else self.query_one(Codebook)

    def fold(self) -> None:
        """Let the panels that lie over the text go."""
        for side in ("left", "right"):
            self.query_one(f"#{side}").remove_class("unfolded")

    # Under the caret

    def here(self) -> list[Passage]:
        """Return the codings under the caret, the innermost first."""
        reader = self.reader
        found = [p for p in reader.sheet.passages if p.start <= reader.caret < p.end]
        return sorted(found, key=lambda passage: (passage.end - passage.start, passage.start, passage.name))

    async def which(self, question: str) -> Passage | None:
        """Return the coding under the caret; where several lie there, the one a person chooses."""
        found = self.here()
        if not found:
            self.say(_("No coding under the caret: p goes to the next one."))
            return None
        if len(found) == 1:
            return found[0]
        choices = [Choice(p.coding, f"{p.sign} {p.name}  {self.quote(p.start, p.end)}", p.colour) for p in found]
        chosen = await self.app.push_screen_wait(ChooseDialog(question, choices))
        return next((passage for passage in found if passage.coding == chosen), None)

    def quote(self, start: int, end: int) -> str:
        """Return the words of a passage on one line, cut where they are long."""
        words = " ".join(self.reader.sheet.text[start:end].split())
        return _("“{words}”").format(words=words if len(words) <= LONG_QUOTE else words[:LONG_QUOTE].rstrip() + "…")

    @work
    async def action_copy(self) -> None:
        """Copy the selection, or the passage under the caret, with its attribution."""
        span = self.reader.span
        if span is None:
            passage = await self.which(_("Copy which passage?"))
            if passage is None:
                return
            start, end = passage.start, passage.end
        else:
            start, end = span
        words = self.reader.sheet.text[start:end]
        self.app.copy_to_clipboard(_("“{words}” ({source})").format(words=words, source=self.source(start)))
        self.say(_("Copied: {words} ({source})").format(words=self.quote(start, end), source=self.source(start)))

    def source(self, position: int) -> str:
        """Return whose words stand at a position: document, speaker, time."""
        number = self.reader.turn_number(position)
        parts = [self.names.get(self.opened, "")]
        if number is not None:
            turn = self.reader.sheet.turns[number]
            parts.append(turn.speaker)
            parts.append(clock(turn.time_start) if turn.time_start is not None else "")
        return ", ".join(part for part in parts if part)
