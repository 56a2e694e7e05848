"""Second places of codes at the desk: a code listed under other groups than its home, there no more, or elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual import on

from qualcode.coding.codebook.also_in import ListAlso, ListNoMore, PlaceAlso
from qualcode.model.codebook import listed_places
from qualcode.model.ids import new_id
from qualcode.model.messages import _
from qualcode.tui.asked import Choice, ChooseDialog
from qualcode.tui.screens.desk.dropping import REMOVE, Dropping
from qualcode.tui.screens.desk.keeping import one_of
from qualcode.tui.widgets.codebook import Codebook

if TYPE_CHECKING:
    import asyncio

    from qualcode.model.records import Code
    from qualcode.tui.dialogs.picker import Picked
    from qualcode.tui.widgets.codebook import CodeEntry

ANOTHER: Final = "another"


class ListedTwice(Dropping):
    """The desk with codes listed where they are not at home."""

    def action_list_also(self) -> None:
        """Ask under which group the code is listed too; where it is listed already, whether it is no more."""
        code = self.meant_code()
        if code is None:
            return
        if not code.also_in:
            self.start(self._listed(code, self._which_group(code)))
            return
        groups = [group for group in self.book.codes if group.id in code.also_in]
        choices = [Choice(group.id, _("no longer under “{group}”").format(group=group.name)) for group in groups]
        choices.append(Choice(ANOTHER, _("under another group too")))
        answer = self.ask(ChooseDialog(_("Where is “{name}” listed?").format(name=code.name), choices))

        async def change() -> None:
            chosen = await answer
            if chosen == ANOTHER:
                await self._listed(code, self._which_group(code))
            elif chosen is not None:
                await self.perform(ListNoMore(code.id, chosen))

        self.start(change())

    def _which_group(self, code: Code) -> asyncio.Future[Picked | None]:
        barred = {*self.book.below(code.id), *code.also_in, code.parent}
        offered = [one for one in self.pickable() if one.id not in barred]
        asked = _("List “{name}” under which group too?").format(name=code.name)
        return self.ask_code(asked, _("list it there too"), offered)

    async def _listed(self, code: Code, answer: asyncio.Future[Picked | None]) -> None:
        """List the code under the group that is picked."""
        group = one_of(await answer)
        if group:
            await self.perform(ListAlso(code.id, group))

    @on(Codebook.CodeDragged)
    def _line_dragged(self, event: Codebook.CodeDragged) -> None:
        """Move a line that is not the code's home; let go below all of them, it goes."""
        if not event.listed_in:
            return
        event.prevent_default()  # the home stays where it is
        if event.onto != event.listed_in:
            self.start(self._line_moved(event.code, event.listed_in, event.onto))

    async def _line_moved(self, code: str, listed_in: str, onto: str | None) -> None:
        batch = new_id()
        if onto is not None and await self.refused(self.bench.perform(ListAlso(code, onto), batch)) is None:
            return
        await self.refused(self.bench.perform(ListNoMore(code, listed_in), batch))

    def _again(self) -> CodeEntry | None:
        """Return the line under the cursor where it is not its code's home."""
        code, entry = self.meant_code(), self.query_one(Codebook).entry
        return entry if code and entry and entry.again and entry.id == code.id else None

    def action_shift_code(self, direction: int) -> None:
        """Move the code by one place among its siblings; where it is not at home, among those that are not either."""
        entry, code = self._again(), self.meant_code()
        if entry is None or code is None:
            super().action_shift_code(direction)
            return
        places = listed_places(self.book.codes)
        beside = [place.code for place in places if place.again and place.parent == entry.parent]
        place = beside.index(entry.id) + direction
        there = self.book.code(beside[place]) if 0 <= place < len(beside) else None
        if there is not None and there.retired == code.retired:
            self.start(self._kept(PlaceAlso(entry.id, entry.parent or "", place)))
        elif there is not None:
            self.say(_("The line goes no further here: retired codes stand after the others."))
        else:
            self.say(_("The line goes no further here: those at home stand before it, b lists it elsewhere."))

    def action_lift_code(self) -> None:
        """Move the code out of its group; a line that is not its home stays."""
        if self._refused_away_from_home():
            return
        super().action_lift_code()

    def action_sink_code(self) -> None:
        """Move the code under the sibling before it; a line that is not its home stays."""
        if self._refused_away_from_home():
            return
        super().action_sink_code()

    def _refused_away_from_home(self) -> bool:
        """Tell whether the line is not the code's home, and say what moves it."""
        if self._again() is None:
            return False
        self.say(_("The code is at home elsewhere: p moves its home, b lists it in another group, x takes this away."))
        return True

    async def action_drop_code(self) -> None:
        """Ask what goes: of a line that is not the code's home, first whether only that line does."""
        entry, code = self._again(), self.meant_code()
        group = self.book.code((entry.parent if entry else None) or "")
        if code is None or group is None:
            await super().action_drop_code()
            return
        asked = _("“{name}” is listed here too: what goes?").format(name=code.name)
        line = _("only its line under “{group}”").format(group=group.name)
        answer = self.ask(ChooseDialog(asked, [Choice(group.id, line), Choice(REMOVE, _("the code itself…"))]))

        async def drop() -> None:
            chosen = await answer
            if chosen == REMOVE:
                await super(ListedTwice, self).action_drop_code()
            elif chosen is not None:
                await self.perform(ListNoMore(code.id, chosen))

        self.start(drop())
