"""Words edited where one reads: those of the turn under the caret, or a misspelt word wherever it is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qualcode.model.errors import Refusal
from qualcode.model.ids import new_id
from qualcode.model.messages import _
from qualcode.model.spans import Span
from qualcode.tui.asked import Choice, ChooseDialog, EditDialog, LineDialog
from qualcode.tui.later import later
from qualcode.tui.screens.desk.gathering import Gathering
from qualcode.tui.shown.unfinished import Unfinished

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Sequence

    from qualcode.coding.documents.replacing import Mended
    from qualcode.tui.shown.edited import Edits, Preview
    from qualcode.words.purging import Edit

MOST: Final = 20
"""Turns that are opened at once."""
KEEP, HERE, EVERYWHERE = "keep", "here", "everywhere"
_OPENED: Final = later("qualcode.tui.shown.edited:opened_in")
_AGAIN: Final = later("qualcode.tui.shown.edited:opened_again")
_PREVIEW: Final = later("qualcode.tui.shown.edited:preview")
_PLACES: Final = later("qualcode.tui.shown.edited:places_said")


class Editing(Gathering):
    """The desk with its words edited."""

    def action_edit_text(self) -> None:
        """Edit the words of the turn under the caret, or of the turns selected; the next key is typed in them."""
        if not self.opened or not self.may_write():
            return
        span = self.reader.span or Span(self.reader.caret, self.reader.caret + 1)
        edits: Edits = _OPENED(self.reader.sheet, span)
        if not edits.opened:
            self.say(_("No words stand here."))
        elif len(edits.opened) > MOST:
            self.say(_("These are {count} turns: select {most} at most.").format(count=len(edits.opened), most=MOST))
        else:
            self.reader.select(None)
            self._open_words(edits, span.start)

    def _open_words(self, edits: Edits, at: int, why: str = "") -> None:
        unfinished = {one.key: Unfinished(self.bench, f"edit:{one.key[:32]}") for one in edits.opened}
        title = _("Edit the words of “{name}”").format(name=self.names[edits.document])
        answer = self.ask(EditDialog(title, edits, unfinished, at=at, why=why))
        self.start(self._edited(edits, unfinished, answer))

    async def _edited(
        self,
        edits: Edits,
        unfinished: dict[str, Unfinished],
        answer: asyncio.Future[dict[str, tuple[Edit, ...]] | None],
    ) -> None:
        """Save what was typed; where that is refused, open the words again as they are now, with what was typed."""
        typed = await answer
        if not typed:
            return
        try:
            await self.bench.perform(edits.action(typed))
        except Refusal as refusal:
            sheet = await self.bench.read(self.sheet, edits.document)
            again: Edits = _AGAIN(sheet, [one.key for one in edits.opened])
            if again.opened:
                self._open_words(again, again.opened[0].start, str(refusal))
            else:
                self.say(str(refusal))
            return
        for kept in unfinished.values():
            kept.let_go()

    # A misspelt word

    def action_replace_words(self) -> None:
        """Ask which word is misspelt, what it should be, and where to put it right; nothing is done before."""
        if not self.opened or not self.may_write():
            return
        span = self.reader.span or self.reader.steps.word_span(self.reader.caret)
        words, document = " ".join(self.reader.sheet.text[span.start : span.end].split()), self.opened

        def asked(old: str | None) -> None:
            if old:
                self._ask_new(document, old)

        question = _("Replace which word, as it stands in the text?")
        self.app.push_screen(LineDialog(question, words, verb=_("go on")), asked)

    def _ask_new(self, document: str, old: str) -> None:
        """Ask what is to stand there; the next key typed is its first letter already."""

        def asked(new: str | None) -> None:
            if new and new != old:
                self.start(self._replace_word(document, old, new))

        self.app.push_screen(LineDialog(_("Replace “{words}” by").format(words=old), old, verb=_("go on")), asked)

    async def _replace_word(self, document: str, old: str, new: str) -> None:
        try:
            found: Preview = await self.bench.read(_PREVIEW, self.bench.project, document, old, new)
        except Refusal as refusal:
            self.say(str(refusal))
            return
        chosen = await self._where(found, old, new)
        if chosen:
            await self._mend(chosen)

    async def _where(self, found: Preview, old: str, new: str) -> Sequence[Mended]:
        """Ask in which documents; none where the texts are to stay."""
        choices = [Choice(KEEP, _("leave the texts as they are"))]
        if found.here:
            choices.append(Choice(HERE, _("in this document: {places}").format(places=_PLACES(found.here))))
        if len(found.found) > len(found.here):
            choices.append(Choice(EVERYWHERE, _("wherever it is said: {places}").format(places=_PLACES(found.found))))
        asked = _("Replace “{words}” by “{new}”?").format(words=old, new=new)
        chosen = await self.ask(ChooseDialog(asked, choices, found.lines))
        return {HERE: found.here, EVERYWHERE: found.found}.get(chosen or KEEP, ())

    async def _mend(self, found: Sequence[Mended]) -> None:
        """Put the words right, in one step for undo; where one document refuses, all stay as they were."""
        batch, begun = new_id(), False
        try:
            for one in found:  # what can be known before is refused before
                await self.bench.read(self.bench.project.revisions.edit_plan, one.action)
            for one in found:
                await self.bench.perform(one.action, batch)
                begun = True
        except Refusal as refusal:
            if begun:
                await self.refused(self.bench.undo())
            self.say(str(refusal))
