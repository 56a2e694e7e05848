"""Codes that leave the codebook at the desk: removed, retired, merged; what goes with them is said first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.coding.codebook.codes import RemoveCode
from qualcode.coding.codebook.retiring import BringBackCode, RetireCode
from qualcode.coding.codebook.tidying import MergeCodes
from qualcode.model.messages import _, ngettext
from qualcode.tui.asked import Choice, ChooseDialog, LineDialog
from qualcode.tui.screens.desk.keeping import Keeping, one_of
from qualcode.tui.widgets.codebook import Codebook

if TYPE_CHECKING:
    import asyncio

    from qualcode.model.records import Code
    from qualcode.tui.dialogs.picker import Picked

KEEP, REMOVE, MERGE, RETIRE = "keep", "remove", "merge", "retire"


class Dropping(Keeping):
    """The desk with codes removed, retired and merged on it."""

    async def action_drop_code(self) -> None:
        """Say what would go with the code, and ask."""
        code = self.meant_code()
        if code is None:
            return
        below = self.book.at_home_below(code.id)
        counts = self.book.own
        if len(self.whose.names) > 1:  # what others coded goes too
            counts = await self.bench.read(self.bench.project.codes.counts)
        codings = sum(counts.get(one, 0) for one in below)
        choices = [Choice(KEEP, _("keep it")), Choice(REMOVE, _("remove it"))]
        if len(self.book.codes) > len(below):
            choices.append(Choice(MERGE, _("merge it into another code instead")))
        if not code.retired:
            choices.append(Choice(RETIRE, _("retire it instead: its passages stay and count")))
        what = what_goes(len(below) - 1, codings, team=len(self.whose.names) > 1)
        asked = _("Remove the code “{name}”? {what}.").format(name=code.name, what=what)
        answer = self.ask(ChooseDialog(asked, choices))

        async def drop() -> None:
            chosen = await answer
            if chosen == REMOVE:
                await self.perform(RemoveCode(code.id, with_children=len(below) > 1))
            elif chosen == MERGE:
                await self._merged(code, self.ask_target(code))
            elif chosen == RETIRE:
                await self._retired(code, self._why(code))

        self.start(drop())

    def action_retire_code(self) -> None:
        """Retire the code, for a reason or for none; bring it back where it is retired."""
        code = self.meant_code()
        if code is not None and code.retired:
            self.start(self._kept(BringBackCode(code.id)))
        elif code is not None:
            self.start(self._retired(code, self._why(code)))

    def _why(self, code: Code) -> asyncio.Future[str | None]:
        asked = _("Retire “{name}”: its passages stay and count").format(name=code.name)
        return self.ask(LineDialog(asked, example=_("why, if you wish"), verb=_("retire"), may_be_empty=True))

    async def _retired(self, code: Code, why: asyncio.Future[str | None]) -> None:
        reason = await why
        if reason is not None:
            await self.perform(RetireCode(code.id, reason))

    def action_merge_code(self) -> None:
        """Merge the code into another."""
        code = self.meant_code()
        if code is not None:
            self.start(self._merged(code, self.ask_target(code)))

    def ask_target(self, code: Code) -> asyncio.Future[Picked | None]:
        """Ask into which code another is merged."""
        offered = [one for one in self.pickable() if one.id != code.id]
        return self.ask_code(_("Merge “{name}” into which code?").format(name=code.name), _("merge"), offered)

    async def _merged(self, code: Code, answer: asyncio.Future[Picked | None]) -> None:
        """Say how many codings become one, and merge."""
        target = self.book.code(one_of(await answer))
        if target is None:
            return
        project = self.bench.project
        count = (await self.bench.read(project.codes.counts)).get(code.id, 0)
        uniting = await self.bench.read(project.codings.uniting, [target.id, code.id])
        what = what_unites(count, uniting, team=len(self.whose.names) > 1)
        asked = _("“{name}” into “{target}”: {what}").format(name=code.name, target=target.name, what=what)
        choices = [Choice(MERGE, _("merge them")), Choice(KEEP, _("leave both as they are"))]
        if await self.ask(ChooseDialog(asked, choices)) == MERGE:
            self.query_one(Codebook).want(target.id)
            await self.perform(MergeCodes(target.id, (code.id,)))


def what_goes(codes: int, codings: int, *, team: bool) -> str:
    """Return what is removed with a code.

    Args:
        codes: how many stand below it.
        codings: how many it has, those of these included, whoever coded.
        team: whether several people code: what is shown may be fewer.
    """
    words = ngettext("{count} coding goes with it", "{count} codings go with it", codings).format(count=codings)
    words = _whose(words, team=team) if codings else _("No passage has it")
    if not codes:
        return words
    beside = ngettext("{what}; the {count} code below it goes too", "{what}; the {count} codes below it go too", codes)
    return beside.format(what=words, count=codes)


def _whose(words: str, *, team: bool) -> str:
    """Say that codings are everybody's, where several people code."""
    return _("{codings}, of everyone’s").format(codings=words) if team else words


def what_unites(codings: int, uniting: int, *, team: bool) -> str:
    """Return what becomes of the codings of a code that is merged.

    Args:
        codings: how many it has, whoever coded.
        uniting: how many of them go into one they overlap.
        team: whether several people code: what is shown may be fewer.
    """
    moved = ngettext("{count} coding goes there", "{count} codings go there", codings).format(count=codings)
    moved = _whose(moved, team=team)
    if not uniting:
        return _("{moved}, none overlaps").format(moved=moved)
    words = ngettext("{moved}, {count} becomes one with another", "{moved}, {count} become one with others", uniting)
    return words.format(moved=moved, count=uniting)
