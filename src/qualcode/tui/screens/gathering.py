"""Searching all documents at the desk, and coding what was found in one act."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qualcode.coding.codings import ApplyCodes, Passage
from qualcode.coding.placing import ApplyNewCode
from qualcode.model.ids import new_id
from qualcode.model.messages import ngettext
from qualcode.tui.asked import CodePicker, EverywhereDialog
from qualcode.tui.figures import counted
from qualcode.tui.found import Everywhere
from qualcode.tui.screens.recalling import Recalling

if TYPE_CHECKING:
    import asyncio

    from qualcode.model.spans import Span
    from qualcode.tui.dialogs.everywhere import Wanted
    from qualcode.tui.dialogs.picker import Picked
    from qualcode.tui.found import Found

ORIGIN: Final = "search"
"""Where the codings say that they come from."""


class Gathering(Recalling):
    """The desk with all the documents searched from it."""

    def action_everywhere(self) -> None:
        """Search all documents; go to a place, or code those that are ticked."""
        everywhere = Everywhere(self.bench.project)

        async def search(typed: str, only: str) -> Found:
            return await self.bench.search(lambda halt: everywhere.find(typed, only, halt))

        self.start(self._gathered(everywhere, self.ask(EverywhereDialog(search, self.opened))))

    async def _gathered(self, everywhere: Everywhere, answer: asyncio.Future[Wanted | None]) -> None:
        """Do what was asked of the places."""
        wanted = await answer
        if wanted is None:
            return
        if wanted.act == "go":
            place = wanted.places[0]
            await self.open(place.document, place.span.start)
            self.fold()
            self.reader.focus()
            return
        picker = CodePicker(self.pickable(), [code.id for code in self.recent_known()])
        asked = ngettext("{count} place to code", "{count} places to code", len(wanted.places))
        picker.asked = asked.format(count=counted(len(wanted.places)))
        picked = await self.ask(picker)  # before anything is read: the next key is the picker's
        if picked is not None:
            passages = await self.bench.read(everywhere.grown, wanted.places, wanted.extent)
            await self._code_all([(document, span) for document, spans in passages.items() for span in spans], picked)

    async def _code_all(self, places: list[tuple[str, Span]], picked: Picked) -> None:
        """Apply codes to passages of any documents in one step of undo."""
        batch, codes = new_id(), list(picked.codes)
        if picked.path:
            document, span = places[0]
            made = await self.refused(self.bench.perform(ApplyNewCode(document, *span, picked.path), batch))
            if made is None:
                return
            codes.append(str(made.note("code")))
        passages = tuple(Passage(document, *span, code) for code in codes for document, span in places)
        await self.refused(self.bench.perform(ApplyCodes(passages, ORIGIN), batch))
