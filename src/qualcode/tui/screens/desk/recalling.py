"""Finding again at the desk: the memos, the analyst's journal, a turn, a time, a document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from qualcode.coding.memos import AddMemo, EditMemo, RemoveMemo
from qualcode.model.messages import _
from qualcode.model.records import MEMO_KINDS
from qualcode.tui.asked import Choice, ChooseDialog, DocumentDialog, LineDialog, ListingDialog, MemoDialog
from qualcode.tui.dialogs.entries import EVERY, OPEN, Act, Asked
from qualcode.tui.screens.desk.document_sets import DocumentSets
from qualcode.tui.shown import reading
from qualcode.tui.shown.unfinished import Unfinished
from qualcode.tui.widgets.codebook import Codebook
from qualcode.tui.widgets.painting import clock

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Coroutine

    from qualcode.tui.shown.reading import Noted

WRITE, EDIT, KIND, REMOVE = "write", "edit", "kind", "remove"
_ENTRY: Final = "journal"
"""What a new entry of the journal is kept under while it is typed."""
_TIME: Final = re.compile(r"(?:(\d{1,3})[:h])?(\d{1,3})[:m](\d{1,2})\s*s?")
_TURN: Final = re.compile(r"\d{1,9}")


class Recalling(DocumentSets):
    """The desk with what was written and read found again."""

    # Memos

    async def action_memos(self) -> None:
        """List the memos; go to what one is on, edit it, give it another kind, remove it, write in the journal."""
        known = await self.bench.read(reading.noted, self.bench.project)
        self.start(self._memos(known, self.ask(_memo_list(known, EVERY, ""))))

    async def _memos(self, known: list[Noted], answer: asyncio.Future[Asked | None]) -> None:
        """Do what was asked of one, until the list is closed or left for the text."""
        asked = await answer
        while asked is not None:
            note = next((one for one in known if one.memo.id == asked.id), None)
            if asked.act != OPEN or note is None:
                await self._change(asked, note)
            elif await self._see(note):
                return
            known = await self.bench.read(reading.noted, self.bench.project)
            asked = await self.ask(_memo_list(known, asked.kind, asked.id))

    async def _see(self, note: Noted) -> bool:
        """Go to what a memo is on; tell whether it leads anywhere, else open it."""
        if note.document:
            await self.open(note.document, note.start if note.memo.on == "coding" else None)
            self.fold()
            self.reader.focus()
            return True
        if note.memo.on == "code":
            self.query_one(Codebook).go(note.memo.target or "")
            self.define(note.memo.target or "")
            if not self.query_one("#right").display:
                self.action_unfold("right")
            self.query_one(Codebook).focus()
            return True
        await self._change(Asked(EDIT, note.memo.id), note)
        return False

    async def _change(self, asked: Asked, note: Noted | None) -> None:
        """Do what was asked of a memo; another's is only read."""
        if asked.act == WRITE:
            await self._entry()
        elif note is not None and note.memo.coder != self.bench.project.coder:
            self.say(_("This is {name}’s memo: one changes one’s own.").format(name=note.memo.coder))
        elif note is not None and asked.act == EDIT:
            await self._edit(note)
        elif note is not None and asked.act == REMOVE:
            await self.perform(RemoveMemo(note.memo.id))
        elif note is not None:
            choices = [Choice(kind, _(reading.MEMO_KIND[kind])) for kind in MEMO_KINDS]
            chosen = await self.ask(ChooseDialog(_("Which kind of memo is it?"), choices))
            if chosen is not None:
                await self.perform(EditMemo(note.memo.id, kind=chosen))

    async def _edit(self, note: Noted) -> None:
        title = _("Memo on “{name}”").format(name=note.name) if note.name else _("Journal")
        unfinished = Unfinished(self.bench, note.memo.id)
        words = await self.ask(MemoDialog(title, note.memo.created_at[: reading.DAY], note.memo.text, unfinished))
        if words is not None:
            action = EditMemo(note.memo.id, words) if words.strip() else RemoveMemo(note.memo.id)
            await self.finished(action, unfinished)

    def action_journal(self) -> None:
        """Write in the analyst's journal."""
        self.start(self._entry())

    def _entry(self) -> Coroutine[Any, Any, None]:
        """Ask for an entry at once; what comes of it waits for the words."""
        unfinished = Unfinished(self.bench, _ENTRY)
        answer = self.ask(MemoDialog(_("Journal"), _("dated today, under your name"), "", unfinished))

        async def write() -> None:
            words = await answer
            if words is not None and words.strip():
                await self.finished(AddMemo(words), unfinished)
            elif words is not None:
                unfinished.let_go()

        return write()

    # Places

    def action_go_to(self) -> None:
        """Ask for a turn by its number or a time of the recording, and go there."""
        if not self.opened:
            return
        timed = any(turn.time_start is not None for turn in self.reader.sheet.turns)
        example = _("a turn, such as 12; a time, such as 3:41") if timed else _("the number of a turn, such as 12")
        dialog = LineDialog(_("Go to which turn or time?"), example=example, means=self._leads, verb=_("go there"))
        answer = self.ask(dialog)

        async def go() -> None:
            typed = await answer
            place = self._place(typed or "")
            if typed and place is None:
                self.say(self._leads(typed))
            elif place is not None:
                self.reader.focus()
                self.reader.select(None)
                self.reader.go(self.reader.sheet.turns[place].start)

        self.start(go())

    def _place(self, typed: str) -> int | None:
        """Return the place of the turn that a number or a time means; None for none."""
        turns = self.reader.sheet.turns
        time = _TIME.fullmatch(typed)
        if time is not None:
            hours, minutes, seconds = (int(part or 0) for part in time.groups())
            wanted = hours * 3600 + minutes * 60 + seconds
            timed = [place for place, turn in enumerate(turns) if turn.time_start is not None]
            before = [place for place in timed if (turns[place].time_start or 0) <= wanted]
            return before[-1] if before else next(iter(timed), None)
        if _TURN.fullmatch(typed) and 1 <= int(typed) <= len(turns):
            return int(typed) - 1
        return None

    def _leads(self, typed: str) -> str:
        """Say where what is typed would lead."""
        turns, place = self.reader.sheet.turns, self._place(typed)
        if place is not None:
            turn = turns[place]
            time = f" {clock(turn.time_start)}" if turn.time_start is not None else ""
            return _("turn {number}, {speaker}").format(number=place + 1, speaker=turn.speaker) + time
        if not typed:
            return ""
        if not turns:
            return _("This document has no turns: / searches in it.")
        return _("No such turn or time: there are {count} turns.").format(count=len(turns))

    def action_go_to_document(self) -> None:
        """Ask for a document by its name, and open it where one was in it."""
        if not self.volumes:
            self.say(_("No document yet: I brings some in."))
            return
        answer = self.ask(DocumentDialog(self.volumes))

        async def go() -> None:
            chosen = await answer
            if chosen is not None:
                await self.open(chosen)
                self.fold()
                self.reader.focus()

        self.start(go())


def _memo_list(known: list[Noted], kind: str, meant: str) -> ListingDialog:
    """Return the list of memos, a kind of them or all."""
    there = {note.listed().kind for note in known}
    kinds = [(one, _(words)) for one, words in reading.MEMO_KIND.items() if one in there]
    if reading.JOURNAL in there:
        kinds.insert(0, (reading.JOURNAL, _("journal")))
    acts = (
        Act("e", EDIT, _("edit")), Act("t", KIND, _("its kind")), Act("x", REMOVE, _("remove")),
        Act("n", WRITE, _("write in the journal"), alone=True),
    )  # fmt: skip
    return ListingDialog(
        _("Memos"), [note.listed() for note in known], verb=_("go there"), acts=acts,
        nothing=_("No memo yet: m writes one on a coding, a code or the document; n writes in the journal."),
        kinds=[(EVERY, _("all")), *kinds] if len(kinds) > 1 else (), kind=kind if kind in there else EVERY, meant=meant,
    )  # fmt: skip
