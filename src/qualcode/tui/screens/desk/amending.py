"""Changing what is coded at the desk: removing, stars, bounds, memos."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work

from qualcode.coding.memos import AddMemo, EditMemo, RemoveMemo
from qualcode.coding.passages.codings import EditCoding, RemoveCodings, StarCodings
from qualcode.model.messages import _
from qualcode.tui.asked import MemoDialog
from qualcode.tui.screens.desk.pointing import Pointing
from qualcode.tui.shown.unfinished import Unfinished

if TYPE_CHECKING:
    from qualcode.coding.actions import Action
    from qualcode.tui.layout import bands


class Amending(Pointing):
    """The desk with what is changed of the codings on it."""

    async def perform(self, action: Action) -> bool:
        """Do an action; a refusal is said."""
        return await self.refused(self.bench.perform(action)) is not None

    # What is coded

    @work
    async def action_remove(self) -> None:
        """Remove a coding under the caret; where several lie there, ask which, the innermost first."""
        passage = await self.which(_("Remove which coding?"))
        if passage is not None:
            await self.perform(RemoveCodings((passage.coding,)))

    @work
    async def action_star(self) -> None:
        """Mark a coding as one to quote, or no more."""
        passage = await self.which(_("Star which coding?"))
        if passage is not None:
            await self.perform(StarCodings((passage.coding,), starred=not passage.starred))

    def action_edge(self, direction: int, start: bool = False) -> None:
        """Make a coding longer (1) or shorter (-1) by a word, at its end or at its start."""
        passage = self.held or next(iter(self.own()), None)
        if passage is None:
            return
        edge = self.reader.steps.word_edge
        begins = edge(passage.start, -direction, end=False) if start else passage.start
        ends = passage.end if start else edge(passage.end, direction, end=True)
        if begins >= ends or (begins, ends) == (passage.start, passage.end):
            self.say(_("The coding goes no further here."))
            return
        self.held = passage._replace(start=begins, end=ends)
        self.start(self._move_edge(self.held))

    async def _move_edge(self, passage: bands.Passage) -> None:
        if not await self.perform(EditCoding(passage.coding, start=passage.start, end=passage.end)):
            self.held = None

    def action_memo(self) -> None:
        """Write a memo on a coding under the caret, or on the document; the next key typed is the memo's already."""
        here = self.here()
        if len(here) > 1:
            self.start(self._memo_on_one())
        elif self.opened:
            self._memo(here[0] if here else None)

    async def _memo_on_one(self) -> None:
        passage = await self.which(_("A memo on which coding?"), any_coder=True)
        if passage is not None:
            self._memo(passage)

    def _memo(self, passage: bands.Passage | None) -> None:
        """Ask for the words of a memo, and keep them."""
        if passage is None:
            self.ask_memo("document", self.opened, self.names[self.opened])
        else:
            self.ask_memo("coding", passage.coding, passage.name, self.quote(passage.start, passage.end))

    def ask_memo(self, on: str, target: str, name: str, about: str = "") -> None:
        """Ask for the words of one's memo on something, and keep them.

        Args:
            on: what kind of thing.
            target: its id.
            name: what it is called.
            about: what the dialog shows of it.
        """
        title = _("Memo on “{name}”").format(name=name)
        memo = self.notes.own.get(target)
        unfinished = Unfinished(self.bench, memo.id if memo else target)

        def keep(words: str | None) -> None:
            if words is None:
                return
            if memo is not None:
                action: Action = EditMemo(memo.id, words) if words.strip() else RemoveMemo(memo.id)
            elif words.strip():
                action = AddMemo(words, on, target)
            else:
                unfinished.let_go()
                return
            self.start(self.finished(action, unfinished))

        self.app.push_screen(MemoDialog(title, about, memo.text if memo else "", unfinished), keep)

    async def finished(self, action: Action, unfinished: Unfinished) -> None:
        """Write in the study what was typed; where that is refused, it comes back at the next opening."""
        if await self.perform(action):
            unfinished.let_go()

    async def _kept(self, action: Action) -> None:
        await self.perform(action)
