"""Named sets at the desk: documents listed as in one, the list of now saved as one, one renamed, moved or removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.coding.documents.sets import MoveDocumentSet, RemoveDocumentSet, RenameDocumentSet, SaveDocumentSet
from qualcode.model.listing import KIND, NAME, NONE, DocumentSet, Listing
from qualcode.model.messages import _
from qualcode.tui.asked import DocumentSetsDialog, LineDialog
from qualcode.tui.dialogs.entries import OPEN, Asked
from qualcode.tui.screens.desk.documents import DocumentList
from qualcode.tui.shown import shelved
from qualcode.tui.widgets.shelf import Shelf
from qualcode.words.folding import folded
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    import asyncio

SAVE, RENAME, REMOVE = "save", "rename", "remove"


class DocumentSets(DocumentList):
    """The desk with its documents listed as the team named it."""

    async def action_document_sets(self) -> None:
        """List the named sets: list the documents as in one, save, rename, move, remove."""
        known = await self.bench.read(self.bench.project.listings.sets)
        self.start(self._sets(known, self.ask(self._sets_dialog(known))))

    def _sets_dialog(self, known: list[DocumentSet], meant: str = "") -> DocumentSetsDialog:
        meant = meant or next((one.id for one in known if one.listing == self.listing), "")
        lines = [(one.id, one.name, self.listing_words(one.listing)) for one in known]
        return DocumentSetsDialog(lines, self._move_set, meant)

    def _move_set(self, document_set: str, place: int) -> None:
        self.start(self._kept(MoveDocumentSet(document_set, place)))

    def listing_words(self, listing: Listing) -> str:
        """Say what a listing is, in a few words."""
        said = [shelved.filter_words(self.register, listing.where)]
        if listing.group not in {KIND, NONE}:
            said.append(_("by {field}").format(field=shelved.field_words(listing.group)))
        if listing.sort != NAME:
            said.append(_("sorted by {field}").format(field=shelved.field_words(listing.sort)))
        return " · ".join(filter(None, said))

    async def _sets(self, known: list[DocumentSet], answer: asyncio.Future[Asked | None]) -> None:
        """Do what was asked of the sets, until one is taken, one is saved or the list is closed."""
        asked = await answer
        while asked is not None and asked.act in {RENAME, REMOVE}:
            one = next(each for each in known if each.id == asked.id)
            if asked.act == REMOVE:
                await self.perform(RemoveDocumentSet(one.id))
            else:
                name = await self.ask(LineDialog(_("Another name for the set"), one.name, verb=_("rename")))
                if name:
                    await self.perform(RenameDocumentSet(one.id, name))
            known = await self.bench.read(self.bench.project.listings.sets)
            asked = await self.ask(self._sets_dialog(known, asked.id))
        if asked is not None and asked.act == SAVE:
            await self._save_set(known, asked.id)
        elif asked is not None and asked.act == OPEN:
            self.list_as(next((each.listing for each in known if each.id == asked.id), Listing()))
            self.query_one(Shelf).focus()

    async def _save_set(self, known: list[DocumentSet], meant: str) -> None:
        """Ask for a name, and keep the list of now under it."""
        names = {folded(one.name) for one in known}

        def means(typed: str) -> str:
            return _("There is a set of this name: this list takes its place.") if folded(typed) in names else ""

        value = next((one.name for one in known if one.id == meant), "")
        example, asked = shown_line(self.listing_words(self.listing)), _("Under which name is this list saved?")
        name = await self.ask(LineDialog(asked, value, example=example, means=means, verb=_("save")))
        if name:
            await self.perform(SaveDocumentSet(name, self.listing.written()))
