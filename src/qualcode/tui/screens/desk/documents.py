"""How the documents are listed at the desk: grouped, sorted, filtered, as a table; opened one after the other."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from textual import on

from qualcode.coding.documents.listing import asked_in
from qualcode.model.errors import Refusal
from qualcode.model.listing import (
    ATTRIBUTE,
    CODINGS,
    IMPORTED,
    KIND,
    NAME,
    NONE,
    OWN,
    STATE,
    VOICES,
    WORDS,
    Listing,
)
from qualcode.model.messages import _
from qualcode.tui.alone import alone
from qualcode.tui.asked import Choice, ChooseDialog, Field, QuestionDialog
from qualcode.tui.screens.desk.marking import Marking
from qualcode.tui.shown import shelved
from qualcode.tui.widgets.lines import SaidLine
from qualcode.tui.widgets.shelf import Shelf
from qualcode.tui.widgets.sifting import SiftLine
from qualcode.tui.workbench import coder_key

if TYPE_CHECKING:
    from collections.abc import Callable

    from qualcode.tui.shown import study
    from qualcode.tui.workbench import Workbench

_KEPT: Final = "listing-1"
"""How the kind begins under which a project keeps how each coder lists the documents: nothing of the study."""
_LAST: Final = "last"
_KNOWN: Final = frozenset({"document_states", "cases", "case_links", "attributes", "attribute_values"})
"""Nouns that what is known of documents comes from, beside the documents and their turns."""
_SIZES: Final = frozenset({WORDS, VOICES, CODINGS})


class DocumentList(Marking):
    """The desk with its documents listed as one wants."""

    _listing_read = False
    _going_to = ""
    """The document that is being opened: keys typed meanwhile go on from it."""
    _told = ""
    """What was said last of the filter, as it stands on the line."""

    async def list_documents(self, wanted: str = "") -> None:
        """List the documents as this coder listed them last; open one where none is."""
        if not self._listing_read:
            self._listing_read = True
            self.listing = await self.bench.read(_kept, self.bench)
        await super().list_documents(wanted)
        line = self.query_one(SiftLine)
        if not line.has_focus:
            line.say(shelved.filter_words(self.register, self.listing.where))
        if self.query_one(Shelf).order:
            self._tell_filter("")

    async def show_anew(self, nouns: set[str]) -> None:
        """Read anew all that some nouns show; what is known of who speaks is shown on the shelf too."""
        if nouns & _KNOWN and not nouns & {"documents", "turns"}:
            await self.list_documents()
        await super().show_anew(nouns)

    async def show_whose(self, whose: study.Whose) -> None:
        """Show somebody's codings, and how far they are with each document; for everyone, how far the study is."""
        await super().show_whose(whose)
        await self.list_documents()

    def list_as(self, listing: Listing, *, typed: bool = False) -> None:
        """List the documents another way, and remember it."""
        self.listing = listing
        if not typed:
            self.query_one(SiftLine).say(shelved.filter_words(self.register, listing.where))
        self.shelve()
        self.bench.write_aside(_keep, self.bench, listing)
        nothing = bool(listing.where and self.volumes and not self.query_one(Shelf).order)
        self._tell_filter(_("No document is like this; Esc lists them all.") if nothing else "")

    def _tell_filter(self, of_filter: str) -> None:
        """Say what the filter comes to; without words, what was said of it goes, and no other sentence."""
        line = self.query_one(SaidLine)
        if of_filter:
            self.say(of_filter)
            self._told = line.sentence
        elif self._told:
            if line.sentence == self._told:
                self.say("")
            self._told = ""

    # One way or another

    def action_sift(self) -> None:
        """Ask which documents are listed."""
        self.query_one(SiftLine).open()

    @on(SiftLine.Wanted)
    def _sifted(self, event: SiftLine.Wanted) -> None:
        try:
            where = asked_in(event.words, self.register, shelved.words_of_values())
        except Refusal as refusal:
            if event.done:
                self.query_one(SiftLine).focus()
            self._tell_filter(str(refusal))
            return
        self.list_as(replace(self.listing, where=where), typed=True)
        if event.done:
            self.query_one(Shelf).focus()

    def action_group_documents(self) -> None:
        """Ask what the documents are grouped by; the next key is the answer already."""
        team = [STATE] if len(self.whose.names) > 1 else []
        fields = [KIND, OWN, *team, NONE, *(ATTRIBUTE + name for name in self.register.types)]

        def group(field: str) -> None:
            self.list_as(replace(self.listing, group=field))

        self._choose(_("Group the documents by what?"), fields, self.listing.group, group)

    def action_sort_documents(self) -> None:
        """Ask what the documents are sorted by; what they are sorted by already turns them round."""
        fields = [NAME, IMPORTED, WORDS, VOICES, CODINGS, OWN, *(ATTRIBUTE + name for name in self.register.types)]
        self._choose(_("Sort the documents by what?"), fields, self.listing.sort, self.sort_by)

    def sort_by(self, field: str) -> None:
        """Sort by a field: the largest numbers first, all else from its start; the same field again, turned round."""
        backwards = not self.listing.backwards if field == self.listing.sort else field in _SIZES
        self.list_as(replace(self.listing, sort=field, backwards=backwards))

    @on(Shelf.HeadChosen)
    def _head_chosen(self, event: Shelf.HeadChosen) -> None:
        self.sort_by(event.field)

    def _choose(self, question: str, fields: list[str], now: str, act: Callable[[str], None]) -> None:
        """Ask for one of some fields, the one of now marked."""
        choices = [Choice(one, f"{'●' if one == now else ' '} {shelved.field_words(one)}") for one in fields]

        def chosen(field: str | None) -> None:
            if field is not None:
                act(field)

        self.app.push_screen(ChooseDialog(question, choices), chosen)

    # The table

    def action_spread(self) -> None:
        """Show the documents as a table over the text, or in their column again."""
        left = self.query_one("#left")
        left.toggle_class("spread")
        if left.has_class("spread"):
            self.start(self.list_documents())  # codings were made since
            self.query_one(Shelf).focus()

    def action_unfold(self, side: str) -> None:
        """Show a folded panel and go to it, or fold it; the table gives way to the text."""
        if side == "left" and self.query_one("#left").has_class("spread"):
            self.fold()
            self.reader.focus()
        else:
            super().action_unfold(side)

    def fold(self) -> None:
        """Let the panels that lie over the text go, and the table."""
        super().fold()
        self.query_one("#left").remove_class("spread")

    def action_document_columns(self) -> None:
        """Ask which attributes have a column of the table."""
        if not self.register.types:
            self.say(_("No attribute yet: I brings in a table that says who the participants are."))
            return
        choices = (("", "–"), ("shown", _("a column")))
        fields = [
            Field(name, name, choices, "shown" if name in self.listing.columns else "") for name in self.register.types
        ]

        def chosen(answers: dict[str, str] | None) -> None:
            if answers is not None:
                columns = tuple(name for name, shown in answers.items() if shown)
                self.list_as(replace(self.listing, columns=columns))
                if columns and not self.query_one("#left").has_class("spread"):
                    self.action_spread()

        self.app.push_screen(QuestionDialog(_("Which attributes have a column?"), fields), chosen)

    # One after the other

    def action_document(self, direction: int) -> None:
        """Open the next document of the list (1), or the one before (-1)."""
        order, here = self.query_one(Shelf).order, self._going_to or self.opened
        place = order.index(here) + direction if here in order else 0
        if 0 <= place < len(order):
            self._going_to = order[place]

            async def go() -> None:
                await self.while_shown(self._open_there(order[place], place + 1, len(order)))

            alone(self, "next document", go)
        elif order:
            last = _("This is the last document listed.")
            self.say(last if direction > 0 else _("This is the first document listed."))

    async def _open_there(self, document: str, number: int, count: int) -> None:
        try:
            await self.open(document)
        finally:
            self._going_to = "" if self._going_to == document else self._going_to
        words = _("Document {number} of {count} listed: {name}")
        self.say(words.format(number=number, count=count, name=self.names.get(document, "")))


def _kind(bench: Workbench) -> str:
    return f"{_KEPT}:{coder_key(bench.project.coder, _LAST)}"


def _kept(bench: Workbench) -> Listing:
    """Return how this coder listed the documents last."""
    try:
        found = json.loads(bench.project.derived.get(_kind(bench), [_LAST])[_LAST])
    except (Refusal, KeyError, ValueError):
        return Listing()
    return Listing.read(found) if isinstance(found, str) else Listing()


def _keep(bench: Workbench, listing: Listing) -> None:
    """Write it down; where that fails, the next list tries again."""
    try:
        bench.project.derived.put(_kind(bench), {_LAST: json.dumps(listing.written()).encode()})
    except Refusal:
        return
