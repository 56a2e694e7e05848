"""Passages looked at again at the desk, since the definition of their code was changed; the project's own choices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qualcode.coding.codebook.approach import NameApproach
from qualcode.coding.codebook.rechecking import RecheckCodings
from qualcode.coding.codebook.rounds import StartRound
from qualcode.coding.passages.codings import RemoveCodings
from qualcode.coding.passages.recoding import RecodeCodings
from qualcode.model.messages import _, speak_as
from qualcode.model.practice import APPROACHES, words_of
from qualcode.tui.asked import Choice, ChooseDialog, RecheckDialog, RoundDialog
from qualcode.tui.screens.desk.gathering import Gathering
from qualcode.tui.screens.desk.keeping import one_of
from qualcode.tui.shown import rechecked

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from qualcode.model.records import Code

ROUND, APPROACH = "round", "approach"
NONE: Final = "none"
"""No approach is named."""


class Rechecking(Gathering):
    """The desk with passages looked at again, rounds started and the approach named."""

    def action_recheck(self) -> None:
        """Go through one's passages of the code that were made under an older definition."""
        code = self.meant_code()
        if code is None:
            return
        if not self.book.waiting.get(code.id):
            self.say(self._nothing_waits(code))
            return
        found = self.bench.read(rechecked.waiting, self.bench.project, code, self.whose)

        def act(what: str, coding: str) -> Awaitable[bool]:
            if what == "recoded":
                return self._recoded(code, coding)
            action = RemoveCodings((coding,)) if what == "removed" else RecheckCodings((coding,))
            return self.perform(action)

        async def back() -> bool:
            return await self.refused(self.bench.undo()) is not None

        answer = self.ask(RecheckDialog(code.name, found, act, back))

        async def closed() -> None:
            if await answer == 0:
                words = _("What waits of “{name}” is another coder’s: each looks at one’s own.")
                self.say(words.format(name=code.name))

        self.start(closed())

    def _recoded(self, code: Code, coding: str) -> Awaitable[bool]:
        """Ask at once for another code, and give it."""
        asked = _("Which code instead of “{name}”?").format(name=code.name)
        answer = self.ask_code(asked, _("move here"), [one for one in self.pickable() if one.id != code.id])

        async def recode() -> bool:
            other = one_of(await answer)
            return bool(other) and await self.perform(RecodeCodings((coding,), other))

        return recode()

    def _nothing_waits(self, code: Code) -> str:
        """Say that nothing waits here, and where something does."""
        others = [each.name for each in self.book.codes if self.book.waiting.get(each.id)]
        if others:
            words = _("Nothing of “{name}” waits to be looked at again; of others there is: {names}.")
            return words.format(name=code.name, names=", ".join(others))
        return _("Nothing waits: passages do once the definition of their code is changed (e).")

    # The project's own choices

    def action_practice(self) -> None:
        """Start a round of coding, or name the approach of the project."""
        choices = [
            Choice(ROUND, _("Start a round of coding …")),
            Choice(APPROACH, _("Name the approach: defaults and words …")),
        ]
        answer = self.ask(ChooseDialog(_("How do you work?"), choices))

        async def go_on() -> None:
            chosen = await answer
            if chosen == ROUND:
                await self._start_round()
            elif chosen == APPROACH:
                await self._name_approach()

        self.start(go_on())

    async def _start_round(self) -> None:
        known = await self.bench.read(self.bench.project.rounds.names)
        name = await self.ask(RoundDialog(known))
        if name is not None:
            await self.perform(StartRound(name))

    async def _name_approach(self) -> None:
        now = await self.bench.read(self.bench.project.approach.named)
        called = {key: _(words) for key, words in APPROACHES.items()} | {NONE: _("none named")}
        choices = [Choice(key, ("● " if key == (now or NONE) else "○ ") + words) for key, words in called.items()]
        chosen = await self.ask(ChooseDialog(_("The approach sets defaults and words, and locks nothing."), choices))
        if chosen is not None:
            await self.perform(NameApproach("" if chosen == NONE else chosen))

    async def show_anew(self, nouns: set[str]) -> None:
        """Read anew; where the project names another approach, the places are made anew in its words."""
        await super().show_anew(nouns)
        if "choices" in nouns and speak_as(words_of(await self.bench.read(self.bench.project.approach.named))):
            self.app.call_later(self.app.reworded)  # type: ignore[attr-defined]  # our application's
