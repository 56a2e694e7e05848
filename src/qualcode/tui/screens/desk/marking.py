"""Marks made while reading at the desk: highlights to be coded later, turns read, the bookmark. None is a coding."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qualcode.coding.documents.documents import SetDocumentState
from qualcode.coding.documents.reading_marks import MarkReading, UnmarkReading
from qualcode.model.messages import N_, _, ngettext
from qualcode.model.records import ReadingMark
from qualcode.model.spans import Span
from qualcode.tui.asked import Choice, ChooseDialog, ListingDialog
from qualcode.tui.dialogs.entries import OPEN, Act, Asked, Listed
from qualcode.tui.screens.desk.recoding import Recoding
from qualcode.tui.shown import reading
from qualcode.tui.widgets.shelf import STATE_SIGNS, Shelf

if TYPE_CHECKING:
    import asyncio

    from qualcode.model.changes import Change

REMOVE: Final = "remove"
HOW_FAR: Final = {
    "to_read": N_("to read"),
    "reading": N_("being read"),
    "coded": N_("coded"),
    "reviewed": N_("reviewed"),
}
"""What is declared of a document: progress is said, never computed."""
Waiting = list[tuple[ReadingMark, Listed]]
"""Highlights still to be coded, each with its line."""


class Marking(Recoding):
    """The desk with marks of reading on it."""

    _marks: tuple[ReadingMark, ...] = ()
    """One's own in the open document."""

    async def open(self, document: str, caret: int | None = None) -> None:
        """Show a document with what one marked in it."""
        new = document != self.opened
        await super().open(document, caret)
        if new:
            await self._read_marks()

    async def show_anew(self, nouns: set[str]) -> None:
        """Read anew all that some nouns show, and paint the marks over it."""
        await super().show_anew(nouns)
        self._paint_marks()

    async def _show_what(self, changes: list[Change]) -> None:
        """Show what some changes touched; a coding settles the highlights it covers."""
        await super()._show_what(changes)
        nouns = {noun for change in changes for noun in change.touched}
        if nouns & {"reading_marks", "coders"}:
            await self._read_marks()
        elif self._marks and nouns & {"codings", "codes", "turns", "documents"}:
            self._paint_marks()

    async def _read_marks(self) -> None:
        document, coder = self.opened, self.whose.mine
        asked = self.bench.project.reading_marks.all
        self._marks = tuple(await self.bench.read(asked, coder, document)) if coder and document else ()
        self._paint_marks()

    def _paint_marks(self) -> None:
        sheet, marks = self.reader.sheet, self._marks
        if not (self.whose.is_mine or self.whose.coder is None):  # what oneself coded since is not in sight
            marks = tuple(mark for mark in marks if mark.kind != "later")
        coded = [(passage.coding, passage.start, passage.end) for passage in sheet.passages if not passage.coder]
        self.reader.show_marks(reading.marked(marks, coded, sheet.turns))

    def _marked_here(self, kind: str, start: int, end: int) -> ReadingMark | None:
        """Return one's mark of a kind that lies in a stretch or holds it, None for none."""
        waiting = set(self.reader.marked.later)
        marks = [mark for mark in self._marks if mark.kind == kind and (kind != "later" or mark.span in waiting)]
        return next((mark for mark in marks if mark.start < end and start < mark.end), None)

    def action_highlight(self) -> None:
        """Highlight what is selected, to be coded later; a highlight under the caret goes."""
        if not self.opened:
            return
        span, caret = self.reader.span, self.reader.caret
        if span is None:
            known = self._marked_here("later", caret, caret + 1)
            if known is not None:
                self.start(self._marked(UnmarkReading((known.id,))))
                return
            span = self.reader.steps.sentence_span(caret)
        self.reader.select(None)
        self.start(self._marked(MarkReading(self.opened, *span)))

    def action_read(self) -> None:
        """Mark the turn under the caret as read, nothing to code, or no more."""
        number = self.reader.turn_number(self.reader.caret)
        if number is None:
            self.say(_("No turn here to mark as read."))
            return
        turn = self.reader.sheet.turns[number]
        known = self._marked_here("read", turn.start, turn.end)
        if known is None:
            self.start(self._marked(MarkReading(self.opened, turn.start, turn.end, "read")))
        else:
            self.start(self._marked(UnmarkReading((known.id,))))

    def action_bookmark(self) -> None:
        """Put the bookmark here, or take it away where it lies in this turn."""
        if not self.opened:
            return
        caret = self.reader.caret
        turn = self.reader.steps.turn_span(caret)
        known = self._marked_here("bookmark", turn.start, max(turn.end, turn.start + 1))
        if known is None:
            end = min(caret + 1, len(self.reader.sheet.text))
            self.start(self._marked(MarkReading(self.opened, end - 1, end, "bookmark")))
        else:
            self.start(self._marked(UnmarkReading((known.id,))))

    def action_to_bookmark(self) -> None:
        """Go to the bookmark of this document."""
        known = next((mark for mark in self._marks if mark.kind == "bookmark"), None)
        if known is None:
            self.say(_("No bookmark in this document: f puts one here."))
        else:
            self.reader.go(known.start)

    async def _marked(self, action: MarkReading | UnmarkReading) -> None:
        await self.perform(action)

    def action_state(self) -> None:
        """Ask how far the document under the cursor of the list is, else the open one."""
        document = self.query_one(Shelf).meant or self.opened
        if not document:
            self.say(_("No document yet: I brings some in."))
            return
        named = [(state, _(words)) for state, words in HOW_FAR.items()]
        choices = [Choice(state, f"{STATE_SIGNS[state]} {words}") for state, words in named]
        answer = self.ask(ChooseDialog(_("How far is “{name}”?").format(name=self.names[document]), choices))

        async def declare() -> None:
            chosen = await answer
            if chosen is not None:
                await self.perform(SetDocumentState(document, chosen))

        self.start(declare())

    async def action_later(self) -> None:
        """List what is to be coded later; the one chosen is selected in the text, ready for a code."""
        found = await self.bench.read(reading.to_code, self.bench.project, self.whose.mine)
        self.start(self._later(found, self.ask(_later_list(found))))

    async def _later(self, found: Waiting, answer: asyncio.Future[Asked | None]) -> None:
        """Do what was asked of one, until the list is closed."""
        asked = await answer
        while asked is not None:
            mark = next((mark for mark, _line in found if mark.id == asked.id), None)
            if mark is None or asked.act == OPEN:
                break
            await self.perform(UnmarkReading((mark.id,)))
            found = await self.bench.read(reading.to_code, self.bench.project, self.whose.mine)
            asked = await self.ask(_later_list(found))
        else:
            return
        if mark is not None:
            await self._select(mark)

    async def _select(self, mark: ReadingMark) -> None:
        await self.open(mark.document, mark.start)
        self.fold()
        self.reader.focus()
        self.reader.select(Span(mark.start, mark.end))


def _later_list(found: Waiting) -> ListingDialog:
    """Return the list of what is to be coded later."""
    count = len(found)
    title = ngettext("{count} passage to code later", "{count} passages to code later", count).format(count=count)
    return ListingDialog(
        title if count else _("To code later"),
        [line for _mark, line in found],
        verb=_("select it"),
        nothing=_("Nothing is waiting: H highlights what is selected, or the sentence, without a code."),
        acts=[Act("x", REMOVE, _("remove"))],
    )
