"""The answers to a question gone to in their documents, and coded where they are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qualcode.model.errors import Refusal
from qualcode.model.messages import _, ngettext
from qualcode.tui.asked import CodePicker
from qualcode.tui.figures import counted
from qualcode.tui.layout.grid import shortened
from qualcode.tui.screens.desk.acts import PLACES
from qualcode.tui.screens.guide.answers import GuideAnswers
from qualcode.tui.shown import picking, study
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Sequence

    from qualcode.tui.dialogs.picker import Picked

QUOTED: Final = 60
"""Cells of the words to be coded over the picker, which may hide them."""


class GuideCoding(GuideAnswers):
    """The answers across documents, with what can be done with their words."""

    def place_meant(self) -> tuple[str, int] | None:
        """Return where the words under the caret stand in their document; None where nobody answers."""
        piece = self.answers.piece_at(self.reader.caret)
        if piece is None:
            return None
        there = piece.there(self.reader.caret, self.reader.caret + 1)
        return piece.document, there.start if there else piece.start

    def leave_for(self, document: str, position: int) -> None:
        """Go to a place of a document where one codes."""
        self.app.pop_screen()
        self._go(document, position)

    def action_open(self) -> None:
        """Go to these words in their document."""
        place = self.place_meant()
        if place is not None:
            self.leave_for(*place)

    def action_whole(self) -> None:
        """Select all that is answered in this document."""
        whole = self.answers.whole(self.reader.caret)
        if whole is not None:
            self.reader.select(whole)

    def action_code(self) -> None:
        """Pick codes for what is selected, or for the sentence; the next key typed is the picker's already."""
        reader, piece = self.reader, self.answers.piece_at(self.reader.caret)
        if piece is None:
            return
        if reader.span is None:
            if reader.caret < piece.at:  # on the name of the document over the answer
                reader.go(piece.at)
            reader.action_grow("sentence")
        places = self._places()
        if places:
            known = [code for code in self._recent if self.book.code(code) is not None]
            over = picking.cleared(reader, self.app.size.height)
            picker = CodePicker(picking.pickable(self.book), known, over=over, retired=picking.retired(self.book))
            picker.asked = self._asked(places)
            answer = self.ask(picker)
            self.start(self._picked(answer, places))

    def _places(self) -> list[picking.PlaceOf]:
        """Return where what is selected stands in the documents; say so where that is nowhere."""
        span = self.reader.span
        places = self.answers.places(span) if span is not None else []
        if not places:
            self.say(_("No answer is selected: s selects a sentence, S a turn, A all of it."))
        return places

    def _asked(self, places: Sequence[picking.PlaceOf]) -> str:
        """Return what is to be coded, for the border of the picker, which may hide it."""
        if len(places) > 1:
            many = ngettext("{count} place to code", "{count} places to code", len(places))
            return many.format(count=counted(len(places)))
        span = self.reader.span
        words = self.answers.text[span.start : span.end] if span is not None else ""
        return shortened(shown_line(" ".join(words.split())), QUOTED)

    async def _picked(self, answer: asyncio.Future[Picked | None], places: Sequence[picking.PlaceOf]) -> None:
        picked = await answer
        if picked is not None:
            await self._apply(places, picked.codes, picked.path)

    async def _apply(
        self, places: Sequence[picking.PlaceOf], codes: tuple[str, ...], path: tuple[str, ...] = ()
    ) -> None:
        """Apply codes to places in the documents."""
        self.reader.select(None)
        try:
            change, used = await picking.code_places(self.bench, places, codes, path)
        except Refusal as refusal:
            self.say(str(refusal))
            return
        self._recent = list(dict.fromkeys((*used, *self._recent)))[: study.RECENT]
        await self.tell(change)

    def action_recent(self, number: int) -> None:
        """Apply a recent code to what is selected; with nothing selected, go to a place."""
        if self.reader.span is None:
            if number <= len(PLACES):
                self.app.action_place(PLACES[number - 1])  # type: ignore[attr-defined]  # our application's
            return
        known = [code for code in self._recent if self.book.code(code) is not None]
        if number > len(known):
            self.say(_("No recent code has this number: c picks one."))
            return
        places = self._places()
        if places:
            self.start(self._apply(places, (known[number - 1],)))
