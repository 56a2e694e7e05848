"""Codings changed at the desk, from the list of passages or under the caret: another code, a weight, a code split."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qualcode.coding.codebook.tidying import SplitCode
from qualcode.coding.passages.codings import WEIGHTS, EditCoding, RemoveCodings, StarCodings
from qualcode.coding.passages.recoding import RecodeCodings
from qualcode.model.messages import _, ngettext
from qualcode.tui.asked import Choice, ChooseDialog, LineDialog, SplitDialog
from qualcode.tui.screens.desk.comparing import Comparing
from qualcode.tui.screens.desk.keeping import listed, one_of
from qualcode.tui.shown import study
from qualcode.tui.widgets.codebook import Codebook
from qualcode.tui.widgets.excerpts import Excerpted, ExcerptList

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qualcode.tui.layout.bands import Passage

NO_WEIGHT: Final = "0"
_FULL, _BARE = "●", "○"
"""How a weight is drawn beside its digit."""


class Recoding(Comparing):
    """The desk with its codings given other codes and weights, and a code split."""

    # Changed from the list

    def _chosen_own(self) -> Sequence[Excerpted]:
        """Return the passages marked, or the one under the cursor; another coder's are left alone, and that is said."""
        chosen = self.query_one(ExcerptList).chosen
        own = [one for one in chosen if not one.coder]
        if chosen and not own:
            words = _("This is {name}’s coding: one changes one’s own.").format(name=chosen[0].coder)
            self.say(words)
        return own

    def action_recode(self) -> None:
        """Give the passages chosen another code."""
        chosen = self._chosen_own()
        if chosen:
            count = len(chosen)
            asked = ngettext("Which code for this passage?", "Which code for these {count} passages?", count)
            now = {one.code for one in chosen}
            self._recode([one.coding for one in chosen], now, asked.format(count=count))

    def _recode(self, codings: Sequence[str], now: set[str], asked: str) -> None:
        """Ask which code some codings get, and give it to them."""
        offered = [one for one in self.pickable() if {one.id} != now]
        answer = self.ask_code(asked, _("move here"), offered)

        async def recode() -> None:
            code = one_of(await answer)
            if code and await self.perform(RecodeCodings(tuple(codings), code)):
                self.query_one(ExcerptList).unmark()

        self.start(recode())

    def action_star_listed(self) -> None:
        """Star the passages chosen, or no more."""
        chosen = self._chosen_own()
        if chosen:
            starred = not all(one.starred for one in chosen)
            self.start(self._kept(StarCodings(tuple(one.coding for one in chosen), starred=starred)))

    def action_remove_listed(self) -> None:
        """Remove the codings chosen; undo brings them back."""
        chosen = self._chosen_own()
        if chosen:
            self.start(self._kept(RemoveCodings(tuple(one.coding for one in chosen))))

    def action_weigh_listed(self) -> None:
        """Weigh the passage under the cursor."""
        meant = self.query_one(ExcerptList).meant
        if meant is not None and self._chosen_own():
            self._weigh(meant.coding)

    # Changed under the caret

    def _under_caret(self, question: str, act: Callable[[Passage], None]) -> None:
        """Do something with one's coding under the caret; of several, with the one chosen."""
        own = self.own()
        if len(own) == 1:
            act(own[0])
        elif own:
            choices = [Choice(one.coding, self.offered(one), one.colour) for one in own]
            answer = self.ask(ChooseDialog(question, choices))

            async def go_on() -> None:
                chosen = await answer
                found = next((one for one in own if one.coding == chosen), None)
                if found is not None:
                    act(found)

            self.start(go_on())

    def action_recode_here(self) -> None:
        """Give the coding under the caret another code."""

        def recode(passage: Passage) -> None:
            asked = _("Which code instead of “{name}”?").format(name=passage.name)
            self._recode([passage.coding], {passage.code}, asked)

        self._under_caret(_("Which coding gets another code?"), recode)

    def action_weigh(self) -> None:
        """Weigh the coding under the caret."""
        self._under_caret(_("Weigh which coding?"), lambda passage: self._weigh(passage.coding))

    def _weigh(self, coding: str) -> None:
        choices = [Choice(str(weight), _FULL * weight + _BARE * (max(WEIGHTS) - weight)) for weight in WEIGHTS]
        choices.append(Choice(NO_WEIGHT, _("no weight")))
        asked = _("How relevant is it? 5 the most; passages can be ordered by it")
        answer = self.ask(ChooseDialog(asked, choices))

        async def weigh() -> None:
            chosen = await answer
            if chosen is not None:
                await self.perform(EditCoding(coding, weight=int(chosen)))

        self.start(weigh())

    # Split

    def action_split_code(self) -> None:
        """Ask the name of a new code, then of each passage whether it goes there."""
        code = self.meant_code()
        if code is None:
            return
        nothing = _("No passage has “{name}”: there is nothing to split.").format(name=code.name)
        if not self.book.own.get(code.id) and len(self.whose.names) < 2:  # noqa: PLR2004 - nobody else codes here
            self.say(nothing)
            return
        asked = _("Split “{name}”: name of the new code").format(name=code.name)
        answer = self.ask(LineDialog(asked, example=_("its name"), means=self.near, verb=_("go on")))

        async def split() -> None:
            name = await answer
            if not name:
                return
            everyone = study.Whose(None)
            found = await self.bench.read(study.excerpts, self.bench.project, frozenset({code.id}), everyone)
            if not found:
                self.say(nothing)
                return
            going = await self.ask(SplitDialog(code.name, name, [listed(one) for one in found]))
            if going:
                action = SplitCode(code.id, name, going)
                self.query_one(Codebook).want(action.id)
                await self.perform(action)
            elif going is not None:
                self.say(_("No passage was to go: nothing was split."))

        self.start(split())
