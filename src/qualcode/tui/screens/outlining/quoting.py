"""The passages of a part on the screen: chosen, rejected, put in order, set, trimmed, translated."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import work

from qualcode.coding.outlines.quotes import (
    MoveQuote,
    PlaceQuote,
    RejectQuote,
    ReleaseQuote,
    SetQuoteForm,
    TranslateQuote,
    TrimQuote,
)
from qualcode.model.messages import N_, _
from qualcode.tui.dialogs.line import LineDialog
from qualcode.tui.dialogs.trimming import TrimDialog
from qualcode.tui.screens.writing import WritingScreen, entry_of
from qualcode.tui.shown.outlines import spans_of
from qualcode.tui.widgets.passages import Passages

if TYPE_CHECKING:
    from qualcode.coding.actions import Action
    from qualcode.model.outlines import OutlinePart, OutlineQuote
    from qualcode.model.records import Excerpt
    from qualcode.tui.shown.drafts import Preview
    from qualcode.tui.widgets.passages import Entry
    from qualcode.tui.workbench import Workbench

_TURN = {"auto": "inline", "inline": "block", "block": "auto"}
_FORMS = {
    "auto": N_("Set by its length.   u undoes it"),
    "inline": N_("Set in the sentence.   u undoes it"),
    "block": N_("Set apart.   u undoes it"),
}


class QuotingActs(WritingScreen):
    """The place of writing with the passages of a part chosen."""

    @property
    def part(self) -> OutlinePart | None:
        """The part of the outline under the cursor."""
        outline = self.preview.outline if self.preview else None
        parts = outline.parts if outline else ()
        return next((part for part in parts if part.id == self.piece_id), None)

    def __init__(self, bench: Workbench) -> None:
        """Work at a workbench."""
        super().__init__(bench)
        self.listed_as = self._listed

    def _listed(self, excerpt: Excerpt, preview: Preview) -> Entry:
        """Return an excerpt as it is listed: starred where it was chosen here, with how it is quoted."""
        entry, part = entry_of(excerpt, preview), self.part
        if part is None:
            return entry
        said = part.of(excerpt.id)
        barred = entry.barred or (_("Rejected here.") if said and said.rejected else "")
        told = "" if barred or said is None else _told(said)
        where = f"{entry.where} · {told}" if told else entry.where
        return replace(entry, where=where, starred=bool(said and not said.rejected), barred=barred)

    def _meant(self) -> tuple[OutlinePart, Entry] | None:
        """Return the part and the excerpt under the cursors; where there is none, say so."""
        entry = self.query_one(Passages).meant
        if self.part is None or entry is None:
            self.say(_("No excerpt here: choose a part about a code or a theme."))
            return None
        return self.part, entry

    async def _do(self, action: Action, sentence: str) -> None:
        if await self.done(self.bench.perform(action)) is not None:
            self.say(sentence)

    async def action_star(self) -> None:
        """Choose the excerpt for the part, or neither choose nor reject it; without an outline, star it."""
        if self.part is None:
            await super().action_star()
            return
        meant = self._meant()
        if meant is None:
            return
        part, entry = meant
        if entry.starred:
            await self._do(ReleaseQuote(part.id, entry.id), _("No longer chosen.   u undoes it"))
        elif self.preview and entry.id in self.preview.barred:
            self.say(entry.barred)
        else:
            await self._do(PlaceQuote(part.id, entry.id), _("Chosen for this part.   u undoes it"))

    async def action_reject(self) -> None:
        """Keep the excerpt out of the part, or let it in again."""
        if (meant := self._meant()) is None:
            return
        part, entry = meant
        said = part.of(entry.id)
        if said and said.rejected:
            await self._do(ReleaseQuote(part.id, entry.id), _("No longer rejected.   u undoes it"))
        else:
            await self._do(RejectQuote(part.id, entry.id), _("Rejected for this part.   u undoes it"))

    async def action_form(self) -> None:
        """Set the excerpt in the sentence, apart, or by its length."""
        if (meant := self._meant()) is not None:
            said = meant[0].of(meant[1].id)
            form = _TURN[said.form if said else "auto"]
            await self._do(SetQuoteForm(meant[0].id, meant[1].id, form), _(_FORMS[form]))

    @work
    async def action_trim(self) -> None:
        """Choose which words of the excerpt are quoted."""
        if (meant := self._meant()) is None or self.preview is None or self.piece is None:
            return
        part, entry = meant
        text = next(one.text for one in self.preview.offered(self.piece) if one.id == entry.id)
        said = part.of(entry.id)
        cuts = await self.app.push_screen_wait(TrimDialog(text, spans_of(text), said.cuts if said else ()))
        if cuts is not None and cuts != (said.cuts if said else ()):
            await self._do(TrimQuote(part.id, entry.id, cuts), _("Trimmed.   u undoes it"))

    @work
    async def action_translate(self) -> None:
        """Write the translation of the excerpt."""
        if (meant := self._meant()) is None:
            return
        part, entry = meant
        said = part.of(entry.id)
        words = said.translation if said else ""
        typed = await self.app.push_screen_wait(
            LineDialog(_("Translation of the excerpt"), words, verb=_("apply"), may_be_empty=True)
        )
        if typed is not None and typed != words:
            await self._do(TranslateQuote(part.id, entry.id, typed), _("Translated.   u undoes it"))

    async def move_quote(self, step: str) -> None:
        """Move the excerpt among those chosen."""
        if (meant := self._meant()) is None:
            return
        part, entry = meant
        chosen = [quote.coding for quote in part.chosen]
        if entry.id not in chosen or step not in {"up", "down"}:
            self.say(_("Only chosen excerpts have an order: * chooses this one."))
            return
        place = chosen.index(entry.id) + (1 if step == "down" else -1)
        if 0 <= place < len(chosen):
            await self._do(MoveQuote(part.id, entry.id, place), _("Moved.   u undoes it"))


def _told(said: OutlineQuote) -> str:
    """Say how a passage is quoted."""
    words = {"inline": _("in the sentence"), "block": _("apart")}.get(said.form, "")
    told = [words, "[…]" if said.cuts else "", _("translated") if said.translation else ""]
    return ", ".join(filter(None, told))
