"""Turns put right at the desk: cut, joined, given to a voice, a voice renamed, people of one name made one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from textual import work

from qualcode.coding.cases.consents import SetConsent
from qualcode.coding.documents.turns import GiveVoice, JoinTurns, RenameSpeaker, SplitTurn
from qualcode.model.messages import _
from qualcode.model.spans import Span
from qualcode.tui.asked import Choice, ChooseDialog, NamedVoice, QuestionDialog, VoiceDialog
from qualcode.tui.roles import ROLES
from qualcode.tui.screens.desk.acts import Acting
from qualcode.tui.screens.desk.commands import TURNS
from qualcode.tui.shown import agreed, namesakes
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from qualcode.model.records import Turn

_NAMED: Final = 24
"""Cells of a voice's name to which the others are aligned."""
NEW: Final = "new"
"""The answer that a voice is none of those that are there; the others are their numbers."""


class Voicing(Acting):
    """The desk with its turns put right; codings stay on their words."""

    def _turn(self) -> Turn | None:
        """Return the turn under the caret; where there is none, say how one is made."""
        number = self.reader.turn_number(self.reader.caret)
        if number is None:
            self.say(_("No turn here: V says who speaks in the words selected."))
            return None
        return self.reader.sheet.turns[number]

    def _voices(self) -> dict[str, str]:
        """Return the roles of the voices of the document by their labels, in order of appearance."""
        found: dict[str, str] = {}
        for turn in self.reader.sheet.turns:
            found.setdefault(turn.speaker, turn.role)
        return found

    def action_turns(self) -> None:
        """Ask what is wrong with the turn, and put it right; the next key is the answer already."""
        if self.opened:
            choices = [Choice(command.action, _(command.help)) for command in TURNS]
            self.app.push_screen(ChooseDialog(_("Put this turn right"), choices), self._chosen)

    def _chosen(self, action: str | None) -> None:
        if action is not None:
            getattr(self, f"action_{action}")()

    def action_split_turn(self) -> None:
        """Cut the turn in two before the caret, or before what is selected."""
        if self._turn() is not None:
            span = self.reader.span
            self.start(self._act(SplitTurn(self.opened, span.start if span is not None else self.reader.caret)))

    def action_join_turns(self) -> None:
        """Make one turn of this one and the next."""
        turn = self._turn()
        if turn is None:
            return
        if turn is self.reader.sheet.turns[-1]:
            self.say(_("This is the last turn: there is none to join it with."))
            return
        self.start(self._act(JoinTurns(self.opened, turn.start)))

    async def _act(self, action: SplitTurn | JoinTurns | GiveVoice | RenameSpeaker) -> None:
        await self.perform(action)

    def _passage(self) -> Span | None:
        """Return what is selected, else the turn under the caret."""
        if self.reader.span is not None:
            return self.reader.span
        turn = self._turn()
        return Span(turn.start, turn.end) if turn is not None else None

    def action_voice(self) -> None:
        """Ask who speaks in the words selected, or in the turn under the caret."""
        span = self._passage() if self.opened else None
        if span is None:
            return
        document, voices = self.opened, self._voices()
        asked = _("Who says {words}?").format(words=self.quote(span.start, span.end))

        def give(named: NamedVoice | None) -> None:
            if named is not None:
                self.start(self._act(GiveVoice(document, span.start, span.end, named.speaker, named.role or None)))

        def choose(chosen: str | None) -> None:
            if chosen == NEW:
                self.app.push_screen(VoiceDialog(shown_line(asked), voices), give)
            elif chosen is not None:
                give(NamedVoice(list(voices)[int(chosen)], ""))

        if not voices:
            choose(NEW)
            return
        roles = {role: _(words) for role, words in ROLES.items()}
        widest = min(max(cell_len(shown_line(label)) for label in voices), _NAMED)
        choices = [
            Choice(str(n), f"{_padded(shown_line(label), widest)}   {roles[role]}")
            for n, (label, role) in enumerate(voices.items())
        ]
        choices.append(Choice(NEW, _("somebody else: type a name")))
        self.app.push_screen(ChooseDialog(asked, choices), choose)

    def action_rename_voice(self) -> None:
        """Ask the name and the role of the voice under the caret, for all its turns in this document."""
        turn = self._turn() if self.opened else None
        if turn is None:
            return
        document, now = self.opened, NamedVoice(turn.speaker, turn.role)

        def rename(named: NamedVoice | None) -> None:
            if named is not None and named != now:
                self.start(self._act(RenameSpeaker(document, now.speaker, named.speaker, named.role)))

        title = shown_line(_("“{speaker}” everywhere in this document").format(speaker=now.speaker))
        self.app.push_screen(VoiceDialog(title, self._voices(), now=now.speaker, role=now.role), rename)

    @work
    async def action_consent(self) -> None:
        """Ask what whoever speaks under the caret agreed to."""
        turn = self._turn() if self.opened else None
        if turn is None:
            return
        if turn.case is None:
            self.say(_("Nobody is known to speak here: V says who it is."))
            return
        known = await self.bench.read(agreed.agreed, self.bench.project, turn.case)
        asked = _("What did {name} agree to?").format(name=shown_line(known.name))
        chosen = await self.app.push_screen_wait(QuestionDialog(asked, agreed.fields(known.consent), known.why))
        if chosen is not None:
            await self.perform(SetConsent(known.case, **chosen))

    @work
    async def action_namesakes(self) -> None:
        """Ask of each name that several cases bear whether it is one person."""
        found = await self.bench.read(namesakes.known, self.bench.project)
        if not found:
            self.say(_("No name is borne by several cases."))
            return
        done = await namesakes.ask(self.app, self.bench, found)
        if done:
            self.say(done)


def _padded(name: str, cells: int) -> str:
    """Return a name with blanks after it up to so many cells; a longer one whole."""
    return name + " " * (cells - cell_len(name))
