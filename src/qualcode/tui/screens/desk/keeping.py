"""The codebook kept in order at the desk: codes made, renamed, recoloured, defined, moved, filtered."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Final

from textual import on

from qualcode.coding.codebook.codes import AddCode, EditCode, MoveCode
from qualcode.model.messages import N_, _
from qualcode.tui.asked import CardDialog, Choice, ChooseDialog, LineDialog, OneCodePicker, card_of
from qualcode.tui.dialogs.entries import Listed, Pickable
from qualcode.tui.ranking import Name, twins
from qualcode.tui.screens.desk.voicing import Voicing
from qualcode.tui.shown import study
from qualcode.tui.shown.unfinished import Unfinished
from qualcode.tui.themes import ink_of
from qualcode.tui.widgets.codebook import Codebook
from qualcode.tui.widgets.excerpts import ExcerptList
from qualcode.tui.widgets.narrowing import NarrowLine

if TYPE_CHECKING:
    from qualcode.model.records import Code
    from qualcode.tui.dialogs.picker import Picked
    from qualcode.tui.widgets.excerpts import Excerpted

COLOURS: Final = (
    ("#56b4e9", N_("blue")), ("#e69f00", N_("orange")), ("#009e73", N_("green")), ("#cc79a7", N_("pink")),
    ("#a481ec", N_("violet")), ("#f0e442", N_("yellow")),
)  # fmt: skip
"""The colours a code can have: six that stay apart for colour-blind eyes on both grounds."""
TOP: Final = "top"
"""The place above all codes, where one is moved under another."""


class Keeping(Voicing):
    """The desk with its codebook kept in order."""

    def meant_code(self) -> Code | None:
        """Return the code that the cursor of the codebook, or the list of passages, is about; else say so."""
        listing = self.query_one(ExcerptList)
        code = self.book.code(listing.code if listing.display else self.query_one(Codebook).meant)
        if code is None:
            self.say(_("No code yet: a makes one, or select some words and c."))
        return code

    # Codes made and changed

    def action_new_code(self, below: bool = False) -> None:
        """Ask the name of a new code, and make it beside the one under the cursor, or below it."""
        code = self.book.code(self.query_one(Codebook).meant)
        parent = code if below else self.book.code(code.parent or "") if code else None
        asked = _("New code below “{name}”").format(name=parent.name) if parent else _("New code")
        answer = self.ask(LineDialog(asked, example=_("its name"), means=self.near, verb=_("make it")))

        async def make() -> None:
            name = await answer
            if name is not None:
                action = AddCode(name, parent.id if parent else None)
                self.query_one(Codebook).want(action.id)
                await self.perform(action)

        self.start(make())

    def near(self, typed: str, but: str = "") -> str:
        """Say which code a name is nearly; empty for none."""
        names = [Name(code.id, code.name) for code in self.book.codes if code.id != but]
        near = self.book.code(next(iter(twins(typed, names)), ""))
        return _("very like “{name}”").format(name=near.name) if near else ""

    def action_rename_code(self) -> None:
        """Ask another name for the code."""
        code = self.meant_code()
        if code is None:
            return
        asked = _("Another name for “{name}”").format(name=code.name)
        near = partial(self.near, but=code.id)
        answer = self.ask(LineDialog(asked, code.name, means=near, verb=_("rename")))

        async def rename() -> None:
            name = await answer
            if name is not None and name != code.name:
                await self.perform(EditCode(code.id, new_name=name, version=code.version))

        self.start(rename())

    def action_colour(self) -> None:
        """Ask another colour for the code; its sign stays."""
        code = self.meant_code()
        if code is None:
            return
        sign, dark = self.book.looks[code.id].sign, self.app.current_theme.dark
        named = [(colour, _(words)) for colour, words in COLOURS]
        choices = [Choice(colour, f"{sign} {words}", ink_of(colour, dark=dark)) for colour, words in named]
        answer = self.ask(ChooseDialog(_("Which colour for “{name}”?").format(name=code.name), choices))

        async def recolour() -> None:
            chosen = await answer
            if chosen is not None:
                await self.perform(EditCode(code.id, colour=chosen))

        self.start(recolour())

    def action_card(self) -> None:
        """Write the card of the code: labels, definitions, when to use it, when not, an example of its passages."""
        code = self.meant_code()
        if code is None:
            return

        async def passages() -> list[Listed]:
            found = await self.bench.read(study.excerpts, self.bench.project, frozenset({code.id}), self.whose)
            return [listed(one) for one in found]

        title, unfinished = _("Card of “{name}”").format(name=code.name), Unfinished(self.bench, f"card:{code.id}")
        answer = self.ask(CardDialog(title, card_of(code), asyncio.ensure_future(passages()), unfinished))

        async def write() -> None:
            written = await answer
            if written:
                edit = EditCode(code.id, details=tuple(written.items()), version=code.version)
                await self.finished(edit, unfinished)

        self.start(write())

    def action_code_memo(self) -> None:
        """Write a memo on the code."""
        code = self.meant_code()
        if code is not None:
            self.ask_memo("code", code.id, code.name, code.definition(study.language()))

    # Moved

    def _siblings(self, parent: str | None) -> list[str]:
        return [code.id for code in self.book.codes if code.parent == parent]

    def action_shift_code(self, direction: int) -> None:
        """Move the code by one place among its siblings."""
        code = self.meant_code()
        if code is None:
            return
        siblings = self._siblings(code.parent)
        place = siblings.index(code.id) + direction
        if 0 <= place < len(siblings):
            self.start(self._kept(MoveCode(code.id, code.parent, place)))
        else:
            self.say(_("The code goes no further here: p puts it under another."))

    def action_lift_code(self) -> None:
        """Move the code out of its group, behind it."""
        code = self.meant_code()
        group = self.book.code(code.parent or "") if code else None
        if code is None or group is None:
            self.say(_("The code stands at the top already."))
            return
        place = self._siblings(group.parent).index(group.id) + 1
        self.start(self._kept(MoveCode(code.id, group.parent, place)))

    def action_sink_code(self) -> None:
        """Move the code under the sibling before it, last there."""
        code = self.meant_code()
        if code is None:
            return
        siblings = self._siblings(code.parent)
        place = siblings.index(code.id)
        if place:
            self.start(self._kept(MoveCode(code.id, siblings[place - 1])))
        else:
            self.say(_("No code stands before this one: p puts it under another."))

    def action_move_under(self) -> None:
        """Ask under which code this one goes."""
        code = self.meant_code()
        if code is None:
            return
        barred = self.book.below(code.id)
        offered = [one for one in self.pickable() if one.id not in barred and one.id != code.parent]
        if code.parent is not None:
            offered.insert(0, Pickable(TOP, _("the top of the codebook"), (), (), "", "↑", 0))
        answer = self.ask_code(_("Move “{name}” under which code?").format(name=code.name), _("move here"), offered)

        async def move() -> None:
            into = one_of(await answer)
            if into:
                await self.perform(MoveCode(code.id, None if into == TOP else into))

        self.start(move())

    @on(Codebook.CodeDragged)
    def _dragged(self, event: Codebook.CodeDragged) -> None:
        code = self.book.code(event.code)
        if code is None or event.onto == code.parent:
            return
        if event.onto in self.book.below(event.code):
            self.say(_("A code does not go under itself or one of its own."))
            return
        self.start(self._kept(MoveCode(event.code, event.onto)))

    def ask_code(self, asked: str, verb: str, offered: list[Pickable]) -> asyncio.Future[Picked | None]:
        """Ask for one code among some; where there is none, say so."""
        if not offered:
            self.say(_("There is no other code for that."))
            nothing: asyncio.Future[Picked | None] = asyncio.get_running_loop().create_future()
            nothing.set_result(None)
            return nothing
        known = {one.id for one in offered}
        recent = [code for code in self.recent if code in known]
        return self.ask(OneCodePicker(asked, verb, offered, recent))

    # Filtered

    def action_narrow(self) -> None:
        """Ask which codes are shown."""
        self.query_one(NarrowLine).open()

    @on(NarrowLine.Wanted)
    def _narrowed(self, event: NarrowLine.Wanted) -> None:
        self.narrowing = event.words
        self.show_book(self.book)
        if event.done:
            tree = self.query_one(Codebook)
            tree.go(next(iter(self.book.meant_by(event.words)), tree.meant) if event.words.strip() else tree.meant)
            tree.focus()
        elif event.words.strip() and not self.book.called(event.words):
            self.say(_("No code is called so; Esc shows them all."))


def one_of(picked: Picked | None) -> str:
    """Return the code that was picked, empty for none."""
    return picked.codes[0] if picked is not None and picked.codes else ""


def listed(one: Excerpted) -> Listed:
    """Return a passage as a line of a list."""
    where = " ".join(filter(None, (one.document_name, one.speaker)))
    return Listed(one.coding, where, one.text)
