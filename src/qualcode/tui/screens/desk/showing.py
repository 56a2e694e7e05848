"""How the desk shows the study, what changes of it, and whose codings these are; every act is said by name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from textual.screen import ModalScreen

from qualcode.coding.telling import beside
from qualcode.model.errors import DocumentGone
from qualcode.model.messages import _
from qualcode.tui.asked import Choice, ChooseDialog
from qualcode.tui.screens.desk.desk import PLACES, Desk
from qualcode.tui.shown import shelved, study
from qualcode.tui.widgets.excerpts import ExcerptList
from qualcode.tui.widgets.lines import Footer, TopLine
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from qualcode.model.changes import Change
    from qualcode.model.records import Coding
    from qualcode.tui.workbench import Workbench

MINE, EVERYONE = "mine", "everyone"
"""Answers to the question whose codings are shown, beside the coders' ids."""
_CODED: Final = frozenset({"codings", "memos"})
"""What an act at the desk touches as a rule: then only the rows in question are read."""
_BOOK: Final = frozenset({"codes", "codings", "also_in", "retired", "rechecks"})
"""What the codebook's panel is read from."""


class Showing(Desk):
    """The desk with what lies on it kept as the project has it."""

    def __init__(self, bench: Workbench) -> None:
        """Have seen every change so far."""
        super().__init__(bench)
        self._unseen: list[Change] = []
        self._elsewhere: set[str] = set()
        """Acts that were done while another place was in front: that place says them."""
        self._showing = False

    async def begin(self) -> None:
        """Read the study, show the document and the line where one was."""
        project = self.bench.project
        record = await self.bench.read(lambda: project.study)
        top = TopLine(record.title, "code", project.coder, study.language(), PLACES)
        await self.query_one("#top-holder").remove()
        await self.mount(top, before="#workplace")
        chosen = self.app.whose  # type: ignore[attr-defined]  # our application's
        self.whose = await self.bench.read(study.whose, project, _kept(chosen))
        self._name_whose()
        self.notes = await self.bench.read(study.notes, project)
        await self.read_book()
        where = await self.bench.read(self.bench.place)
        await self.list_documents(where[0] if where else "")
        self.recent = await self.bench.read(study.recent_codes, project)
        self._tell(await self.bench.read(study.standing, project))
        await self._say_where_all_is_others()

    async def _say_where_all_is_others(self) -> None:
        """Say how to see the codings where none is one's own: else a study full of them would look empty."""
        if self.whose.is_mine and not any(self.book.own.values()):
            counts = await self.bench.read(self.bench.project.codes.counts, None)
            if any(counts.values()):
                self.say(_("None of the codings here is yours: C shows everyone’s."))

    # What changed

    def changed(self, change: Change) -> None:
        """Hear what an action touched; what comes while it is being shown is shown after."""
        self._unseen.append(change)
        front = next(each for each in reversed(self.app.screen_stack) if not isinstance(each, ModalScreen))
        if front is not self or change.kind == "ImportDocument":  # an import says itself what came of all its files
            self._elsewhere.add(change.action)
        if not self._showing:
            self._showing = True
            self.run_worker(self.while_shown(self._show_changes()), group="repaint")

    async def _show_changes(self) -> None:
        try:
            while self._unseen:
                changes, self._unseen = self._unseen, []
                try:
                    await self._show_what(changes)
                except DocumentGone:  # by a later act, which this window is still to hear of or a colleague did
                    await self.list_documents()
                now = await self.bench.read(study.standing, self.bench.project, changes[-1])
                self._tell(now, None if changes[-1].action in self._elsewhere else changes[-1])
                self._elsewhere.difference_update(change.action for change in changes)
        finally:
            self._showing = False

    async def _show_what(self, changes: list[Change]) -> None:
        """Show what some changes touched: codings one by one where they are few, else all of them."""
        nouns = {noun for change in changes for noun in change.touched}
        touched = [change.touched["codings"] for change in changes if "codings" in change.touched]
        if not nouns <= _CODED or any(each.everything for each in touched):
            await self.show_anew(nouns)
            return
        ids = frozenset().union(*(each.added | each.altered | each.removed for each in touched))
        fresh = frozenset().union(*(each.added for each in touched))
        if "memos" in nouns:
            self.notes = await self.bench.read(study.notes, self.bench.project)
            noted = {p.coding for p in self.reader.sheet.passages if p.noted != (p.coding in self.notes.noted)}
            ids |= noted
        if ids:
            waiting = self.book.waiting
            if any(change.kind not in study.APPLYING for change in changes):  # what is applied now waits for nothing
                waiting = await self.bench.read(study.waiting, self.bench.project, self.whose)
            await self._show_codings(ids, fresh, waiting)

    async def _show_codings(self, ids: frozenset[str], fresh: frozenset[str], waiting: Mapping[str, int]) -> None:
        """Show some codings as they are now: in the text, the margin, the map and the counts.

        Args:
            ids: of the codings that were touched.
            fresh: those that were not there before.
            waiting: how many codings of each code are to be looked at again.
        """
        project = self.bench.project
        records = await self.bench.read(project.codings.records, sorted(ids))
        here = self.reader.margin.passage
        if all(here(coding) is not None or coding in fresh for coding in ids):
            own = self._counted(ids, records)
        else:  # of one that lay elsewhere it is not known which code it had
            own = await self.bench.read(project.codes.counts, self.whose.coder)
        gone = [passage for coding in ids if (passage := here(coding)) is not None]
        made = [study.passage_of(r, self.book, self.whose, self.notes.noted) for r in records if self._is_here(r)]
        came = [passage for passage in made if passage is not None]
        self.show_book(replace(self.book, own=own, waiting=waiting))
        self.reader.alter_passages(set(gone).difference(came), set(came).difference(gone))
        self.draw_map()
        await self._list_again()

    def _is_here(self, coding: Coding) -> bool:
        return coding.document == self.opened

    def _counted(self, ids: Iterable[str], records: Iterable[Coding]) -> dict[str, int]:
        """Return the counts of the codes with some codings as they were taken out and as they are put in."""
        own = dict(self.book.own)
        before = [passage.code for coding in ids if (passage := self.reader.margin.passage(coding)) is not None]
        for code in before:
            own[code] = own.get(code, 0) - 1
        for coding in records:
            if self.whose.shows(coding.coder):
                own[coding.code] = own.get(coding.code, 0) + 1
        return own

    async def show_anew(self, nouns: set[str]) -> None:
        """Read anew all that some nouns show."""
        project = self.bench.project
        if "coders" in nouns:
            self.whose = await self.bench.read(study.whose, project, _kept(self.whose))
            if self.app.whose is not None:  # type: ignore[attr-defined]  # our application's
                self.app.whose = self.whose  # type: ignore[attr-defined]
        if nouns & {"memos", "documents"}:
            self.notes = await self.bench.read(study.notes, project)
        if nouns & _BOOK:
            await self.read_book()
        if nouns & {"documents", "turns"}:
            await self.list_documents()
        if self.opened and nouns & {"turns", "cases", "attribute_values", "revisions"}:
            await self.show_turns()
        elif self.opened and nouns & {"codes", "codings", "memos", "also_in"}:
            found = (self.opened, self.book, self.whose, self.notes.noted)
            self.reader.show_passages(await self.bench.read(study.passages, project, *found))
            self.draw_map()
            await self._list_again()

    async def show_turns(self) -> None:
        """Show who speaks in the open document as it is now; the caret stays, on the row of the window where it is."""
        reader = self.reader
        sheet = await self.bench.read(self.sheet, self.opened)
        self._known_of = shelved.described(self.register, self.opened)
        if sheet.document == self.opened and sheet != reader.sheet:
            row = reader.page.row_of(reader.caret) - reader.top
            reader.show(sheet, reader.caret)
            reader.scroll_to(0, max(reader.page.row_of(reader.caret) - row, 0), animate=False)
        self.head()
        self.draw_map()
        await self._list_again()

    async def _list_again(self) -> None:
        """List the passages of a code anew, where they are listed."""
        listing = self.query_one(ExcerptList)
        if listing.display:
            wanted = self.book.below(listing.code)
            listing.show(listing.code, await self.bench.read(study.excerpts, self.bench.project, wanted, self.whose))

    def _tell(self, now: study.Standing, change: Change | None = None) -> None:
        """Say the act by name with its undo key, and what undo would undo."""
        footer, undone = self.query_one(Footer), change is not None and change.kind == "Undo"
        footer.undo_word = study.short_words(now.undo) if now.undo else ""
        footer.redo_word = study.short_words(now.meant) if undone and now.meant else ""
        said = now.meant or now.latest
        if change is None or said is None:
            return
        act = shown_line(said.words())
        if change.kind == "Undo":
            self.say(_("Undone: {act}   ^r does it again").format(act=act))
        elif change.kind == "Redo":
            self.say(_("Done again: {act}   u undoes it").format(act=act))
        elif told := beside(change):
            self.say(_("Done: {act}; {told}   u undoes it").format(act=act, told=shown_line(told)))
        else:
            self.say(_("Done: {act}   u undoes it").format(act=act))

    # Whose codings

    def action_whose(self) -> None:
        """Ask whose codings are shown: one's own, another coder's, everyone's; the next key is the answer already."""
        known = self.whose
        others = {coder: name for coder, name in known.names.items() if coder != known.mine}
        if not others:
            self.say(_("Nobody else codes here yet."))
            return
        choices = [Choice(MINE, _("My codings"))]
        choices += [Choice(coder, _("Codings of {name}").format(name=name)) for coder, name in others.items()]
        choices.append(Choice(EVERYONE, _("Everyone’s codings")))
        self.app.push_screen(ChooseDialog(_("Whose codings are shown?"), choices), self._whose_chosen)

    def _whose_chosen(self, chosen: str | None) -> None:
        if chosen is not None:
            coder = {MINE: self.whose.mine, EVERYONE: None}.get(chosen, chosen)
            self.start(self.show_whose(replace(self.whose, coder=coder)))

    async def show_whose(self, whose: study.Whose) -> None:
        """Show somebody's codings in the text, the margin, the codebook and the lists."""
        self.whose = self.app.whose = whose  # type: ignore[attr-defined]  # the other places follow it
        await self.show_anew({"codings"})
        named = self._name_whose()
        self.say(_("My codings are shown.") if whose.is_mine else _("Shown: {whose}").format(whose=named))

    def _name_whose(self) -> str:
        """Write on the top line whose codings are shown, where they are not one's own, and return it."""
        named = "" if self.whose.is_mine else self.shown_words()
        self.query_one(TopLine).shown = named
        return named

    def shown_words(self) -> str:
        """Return whose codings are shown, in the few words of the top line."""
        if self.whose.coder is None:
            return _("everyone’s codings")
        return _("{name}’s codings").format(name=self.whose.names.get(self.whose.coder, ""))


def _kept(whose: study.Whose | None) -> str | None:
    """Return which coder to read anew: one's own stay one's own under another name."""
    return "" if whose is None or whose.is_mine else whose.coder
