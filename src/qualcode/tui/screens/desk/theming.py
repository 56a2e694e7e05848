"""Codings put under a theme from the desk: the one under the caret, or those of the list of passages."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from qualcode.model.ids import new_id
from qualcode.model.messages import _, ngettext
from qualcode.tui.asked import Choice, ChooseDialog, NamedTheme, ToThemeDialog
from qualcode.tui.later import later
from qualcode.tui.screens.desk.gathering import Gathering
from qualcode.tui.widgets.excerpts import ExcerptList

if TYPE_CHECKING:
    from collections.abc import Sequence


class Theming(Gathering):
    """The desk with its codings put under themes."""

    def action_to_theme(self) -> None:
        """Put the passages chosen in the list, or the coding under the caret, under a theme by themselves."""
        listing = self.query_one(ExcerptList)
        if listing.has_focus:
            codings = [one.coding for one in listing.chosen]
        else:
            here = self.here()
            if len(here) > 1:
                choices = [Choice(one.coding, self.offered(one), one.colour) for one in here]
                answer = self.ask(ChooseDialog(_("Put which coding under a theme?"), choices))
                self.start(self._one_to_theme(answer))
                return
            codings = [one.coding for one in here]
        if codings:
            self.start(self._to_theme(codings, self._asked(len(codings))))
        else:
            self.say(_("No coding under the caret: p goes to the next one."))

    async def _one_to_theme(self, answer: asyncio.Future[str | None]) -> None:
        coding = await answer
        if coding is not None:
            await self._to_theme([coding], self._asked(1))

    def _asked(self, count: int) -> asyncio.Future[Any]:
        """Ask for a theme at once; the list comes once it is read."""
        asked = ngettext("Put this passage under which theme?", "Put these {count} passages under which theme?", count)
        read = asyncio.ensure_future(self.bench.read(self._themes))
        return self.ask(ToThemeDialog(asked.format(count=count), read))

    def _themes(self) -> list[NamedTheme]:
        """Read the themes that are not dropped, in a thread of its own."""
        themes = self.bench.project.themes.all()
        return [NamedTheme(one.id, one.name, one.claim) for one in themes if one.status != "dropped"]

    async def _to_theme(self, codings: Sequence[str], answer: asyncio.Future[Any]) -> None:
        """Put codings under the theme chosen, in one step of undo."""
        chosen = await answer
        if chosen is None:
            return
        putting, batch = later("qualcode.tui.screens.board.resting_acts:putting"), new_id()
        for action in putting(chosen, [("", coding) for coding in codings]):
            if await self.refused(self.bench.perform(action, batch)) is None:
                return
        self.query_one(ExcerptList).unmark()
