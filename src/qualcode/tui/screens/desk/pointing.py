"""What stands under the caret at the desk: the codings there, one's own apart, and the words with their source."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual import work

from qualcode import settings
from qualcode.model.errors import NoTimeHere, Refusal
from qualcode.model.messages import N_, _
from qualcode.tui import recordings
from qualcode.tui.asked import Choice, ChooseDialog
from qualcode.tui.places import beside
from qualcode.tui.screens.desk.looking import Looking
from qualcode.tui.widgets.painting import clock
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.coding.project import Project
    from qualcode.tui.layout.bands import Passage

LONG_QUOTE: Final = 60
"""Characters of a passage where it is named by its words."""


class Pointing(Looking):
    """The desk with what the caret points at."""

    def here(self) -> list[Passage]:
        """Return the codings under the caret, the innermost first."""
        caret = self.reader.caret
        rows = self.reader.margin.passages(self.reader.page.row_of(caret))
        found = [p for p in rows if p.start <= caret < p.end]
        return sorted(found, key=lambda passage: (passage.end - passage.start, passage.start, passage.name))

    def own(self) -> list[Passage]:
        """Return one's own codings under the caret, the innermost first; where there are none, say so."""
        here = self.here()
        found = [passage for passage in here if not passage.coder]
        if here and not found:
            words = _("“{code}” here is {name}’s coding: one changes one’s own.")
            self.say(words.format(code=here[0].name, name=here[0].coder))
        elif not here:
            self.say(_("No coding under the caret: p goes to the next one."))
        return found

    async def which(self, question: str, *, any_coder: bool = False) -> Passage | None:
        """Return the coding under the caret, one's own unless another's will do; of several, the one chosen."""
        found = (any_coder and self.here()) or self.own()
        if not found:
            return None
        if len(found) == 1:
            return found[0]
        choices = [Choice(p.coding, self.offered(p), p.colour) for p in found]
        chosen = await self.app.push_screen_wait(ChooseDialog(question, choices))
        return next((passage for passage in found if passage.coding == chosen), None)

    def offered(self, passage: Passage) -> str:
        """Return a coding as a list of several names it: sign, code, whose, its words."""
        whose = f" ({passage.coder})" if passage.coder else ""
        return f"{passage.sign} {passage.name}{whose}  {self.quote(passage.start, passage.end)}"

    def quote(self, start: int, end: int) -> str:
        """Return the words of a passage on one line, cut where they are long."""
        words = " ".join(self.reader.sheet.text[start:end].split())
        return _("“{words}”").format(words=words if len(words) <= LONG_QUOTE else words[:LONG_QUOTE].rstrip() + "…")

    @work
    async def action_copy(self) -> None:
        """Copy the selection, or the passage under the caret, with its attribution."""
        span = self.reader.span
        if span is None:
            passage = await self.which(_("Copy which passage?"), any_coder=True)
            if passage is None:
                return
            start, end = passage.start, passage.end
        else:
            start, end = span
        words = self.reader.sheet.text[start:end]
        self.app.copy_to_clipboard(_("“{words}” ({source})").format(words=words, source=self.source(start)))
        self.say(_("Copied: {words} ({source})").format(words=self.quote(start, end), source=self.source(start)))

    def action_play(self) -> None:
        """Open the recording where this turn begins, in one's own player: the screen stays as it is."""
        if self.opened:
            self.start(self._play(self.opened, self.reader.caret))

    async def _play(self, document: str, position: int) -> None:
        try:
            time, kept = self._time_at(position), settings.load(silent=True)
            here = beside(self.bench.project.label)
            folders = [here / kept.recordings, here]  # a whole path stands for itself
            file = await self.bench.read(_recording, self.bench.project, self.names[document], folders)
            recordings.play(recordings.command(kept.player, file, time))
        except Refusal as refusal:
            self.say(str(refusal))
        else:
            self.say(_("{file}: opened at {time}").format(file=shown_line(file.name), time=clock(time)))

    def _time_at(self, position: int) -> float:
        """Return the time of a turn, or of the last one before it that bears one, in seconds.

        Raises:
            NoTimeHere.
        """
        number = self.reader.turn_number(position)
        before = self.reader.sheet.turns[: 0 if number is None else number + 1]
        times = [turn.time_start for turn in before if turn.time_start is not None]
        if not times:
            raise NoTimeHere(N_("this turn"))
        return times[-1]

    def source(self, position: int) -> str:
        """Return whose words stand at a position: document, speaker, time."""
        number = self.reader.turn_number(position)
        parts = [self.names.get(self.opened, "")]
        if number is not None:
            turn = self.reader.sheet.turns[number]
            parts.append(turn.speaker)
            parts.append(clock(turn.time_start) if turn.time_start is not None else "")
        return ", ".join(part for part in parts if part)


def _recording(project: Project, document: str, folders: Sequence[Path]) -> Path:
    """Return the recording of a document: the file it names itself, or one called as its transcript or as it is."""
    found = project.documents.get(document)
    named = dict(json.loads(found.report).get("metadata", ())).get("media", "")
    return recordings.recording([found.name, *(Path(name).stem for name in (named, found.source_name))], folders)
