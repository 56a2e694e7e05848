"""Searching all documents at the desk, and coding what was found in one act."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qualcode.coding.passages.codings import ApplyCodes, Passage
from qualcode.coding.passages.gathered import ApplyGathered, Gathered
from qualcode.coding.passages.queries import RemoveQuery, SaveQuery
from qualcode.model.codebook import split_path
from qualcode.model.messages import _, ngettext
from qualcode.model.origins import QUERY, SPEAKER, WORDS
from qualcode.tui.asked import CodePicker, EverywhereDialog, LineDialog
from qualcode.tui.dialogs.entries import Scope
from qualcode.tui.figures import counted
from qualcode.tui.later import later
from qualcode.tui.screens.desk.recalling import Recalling
from qualcode.tui.shown.picking import retired
from qualcode.tui.widgets.shelf import Shelf
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    import asyncio

    from qualcode.model.changes import Change
    from qualcode.model.spans import Span
    from qualcode.tui.dialogs.everywhere import Wanted
    from qualcode.tui.dialogs.picker import Picked
    from qualcode.tui.shown import study
    from qualcode.tui.shown.found import Asked, Everywhere, Found
else:  # it reads what readings read, which the first paint does not wait for
    Everywhere = later("qualcode.tui.shown.found:Everywhere")

_MANY: Final = frozenset({"ApplyCodes", "ApplyGathered"})
"""Kinds of acts that apply codes to many places."""


class Gathering(Recalling):
    """The desk with all the documents searched from it."""

    def action_everywhere(self) -> None:
        """Search all documents for words; go to a place, or code those that are ticked."""
        self._look(WORDS)

    def action_gather(self) -> None:
        """Code all that a voice says, or all that stands under a heading or answers a question."""
        self._look(SPEAKER)

    def action_query(self) -> None:
        """Ask for passages by codes, voices, attributes and places, in the language of queries."""
        self._look(QUERY)

    def _look(self, by: str, typed: str = "") -> None:
        everywhere = Everywhere(self.bench.project)

        async def search(asked: Asked) -> Found:
            return await self.bench.search(lambda halt: everywhere.find(asked, halt))

        self.start(self._gathered(everywhere, self.ask(EverywhereDialog(search, self._scopes(), by, typed))))

    def _scopes(self) -> list[Scope]:
        """Return the documents that can be looked in: all, the open one, those listed where they are fewer."""
        scopes = [Scope(_("Search in all documents"))]
        if self.opened:
            scopes.append(Scope(_("Search in this document"), frozenset({self.opened})))
        listed = frozenset(self.query_one(Shelf).order)
        if listed and listed != frozenset(self.names):
            many = ngettext(
                "Search in the {count} document listed", "Search in the {count} documents listed", len(listed)
            )
            scopes.append(Scope(many.format(count=counted(len(listed))), listed))
        return scopes

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
        elif wanted.act == "save":
            await self._save_query(wanted.asked.typed)
        elif wanted.act == "forget":
            await self.perform(RemoveQuery(wanted.asked.typed))
            self._look(QUERY)
        elif wanted.apart:
            await self._code_each(everywhere, wanted)
        else:
            await self._code_all(everywhere, wanted)

    async def _save_query(self, query: str) -> None:
        """Ask for a name, keep the query under it, and list what answers again."""
        dialog = LineDialog(_("A name for this query"), example=_("such as Trust without obstacles"), verb=_("save"))
        name = await self.ask(dialog)
        if name:
            await self.perform(SaveQuery(name, query))
        self._look(QUERY, query)

    async def _code_all(self, everywhere: Everywhere, wanted: Wanted) -> None:
        """Ask for codes, and apply them to all places in one act."""
        recent = [code.id for code in self.recent_known()]
        picker = CodePicker(self.pickable(), recent, retired=retired(self.book))
        asked = ngettext("{count} place to code", "{count} places to code", len(wanted.places))
        picker.asked = asked.format(count=counted(len(wanted.places)))
        picked = await self.ask(picker)  # before anything is read: the next key is the picker's
        if picked is not None:
            passages = await self.bench.read(everywhere.grown, wanted.places, wanted.asked)
            origin = await self.bench.read(everywhere.origin, wanted.asked)
            await self.refused(self.bench.perform(self._applying(picked, passages, origin)))

    def _applying(self, picked: Picked, passages: list[tuple[str, Span]], origin: str) -> ApplyCodes | ApplyGathered:
        """Return what applies the codes that were picked, a new one among them, to passages of any documents."""
        if not picked.path:
            chosen = [Passage(document, *span, code) for code in picked.codes for document, span in passages]
            return ApplyCodes(tuple(chosen), origin)
        known = {code.id: code.path for code in self.book.codes}
        paths = [picked.path, *(known[code] for code in picked.codes if code in known)]
        return ApplyGathered(
            tuple(Gathered(document, *span, path, origin) for path in paths for document, span in passages)
        )

    async def _code_each(self, everywhere: Everywhere, wanted: Wanted) -> None:
        """Ask under which group, and give what stands under each a code of its own there, in one act."""
        dialog = LineDialog(
            _("Under which group do the codes stand?"), example=_("a group, such as Questions"), verb=_("code them")
        )
        typed = await self.ask(dialog)
        if not typed:
            return
        group = next((code.path for code in self.book.codes if code.name == typed), split_path(typed))
        each = await self.bench.read(everywhere.each, wanted.asked)
        passages = [
            Gathered(place.document, *place.span, (*group, each[place.key][0]), each[place.key][1])
            for place in wanted.places
        ]
        await self.refused(self.bench.perform(ApplyGathered(tuple(passages))))

    def _tell(self, now: study.Standing, change: Change | None = None) -> None:
        """Say the act; of codes applied to many places, how many were coded so already."""
        super()._tell(now, change)
        present = change.note("present") if change is not None and change.kind in _MANY else None
        if change is None or not isinstance(present, int) or not present:
            return
        if now.latest is None:
            self.say(_("All of it was coded so already: nothing was changed."))
        else:
            many = ngettext(
                "Done: {act}; {count} was coded so already   u undoes it",
                "Done: {act}; {count} were coded so already   u undoes it",
                present,
            )
            self.say(many.format(act=shown_line(now.latest.words()), count=counted(present)))
