"""What is seen of a reading drawn into a picture, or written into a file beside the project."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qualcode.model.errors import Refusal
from qualcode.model.messages import N_, _
from qualcode.tui.dialogs.question import Field, QuestionDialog
from qualcode.tui.figures import spoken
from qualcode.tui.later import later
from qualcode.tui.places import beside
from qualcode.tui.screens.exploring.meeting import PLANE, MeetingScreen
from qualcode.tui.screens.sending import LooksForNames
from qualcode.tui.shown import asking
from qualcode.tui.shown.answers import no_value

if TYPE_CHECKING:
    from qualcode.model.results import Cooccurrence

_KINDS: Final = {
    ".csv": N_("table of pairs (.csv)"),
    ".xlsx": N_("workbook (.xlsx)"),
    ".png": N_("picture (.png)"),
    ".svg": N_("picture to edit (.svg)"),
    ".graphml": N_("network (.graphml)"),
    ".gexf": N_("network for Gephi (.gexf)"),
    ".json": N_("all of it (.json)"),
}
OVER: Final = later("qualcode.tui.shown.leaks:looked_over")
EXPORT: Final = later("qualcode.tui.sending:exported")


class DrawingScreen(LooksForNames, MeetingScreen):
    """A place of readings that leave it as pictures and files."""

    async def draw_meeting(self) -> None:
        """Draw what is seen into a file beside the project."""
        in_plane = self.seen == PLANE and self.reading == asking.COOCCURRENCE
        result = self._known("mapped") if in_plane else self.results.get(self.reading)
        # where there is no plane, another picture than the one asked for would be written
        names = await self.names_looked_for() if result is not None else None
        if result is None or names is None:
            return
        self.say(_("Drawing …"))
        draw, without = later("qualcode.tui.shown.patterns:drawn"), no_value(None, result.question.by)
        try:
            folder = beside(self.bench.project.label)
            path = await self.bench.read(OVER, names, result, draw, result, folder, spoken(), without, self.seen)
        except Refusal as refusal:
            self.say(str(refusal))
            return
        self.say_sent(path, names, _("{file}: written in {folder}"))

    async def send_meeting(self, result: Cooccurrence) -> None:
        """Ask for the kind of file, and write codes that meet into one beside the project."""
        field = Field("ending", _("which file"), tuple((one, _(words)) for one, words in _KINDS.items()), ".csv")
        chosen = await self.app.push_screen_wait(QuestionDialog(_("Write what is seen into a file"), [field]))
        names = await self.names_looked_for() if chosen is not None else None
        if chosen is None or names is None:
            return
        folder, project = beside(self.bench.project.label), self.bench.project
        try:
            if chosen["ending"] == ".csv":
                path = await self.bench.read(OVER, names, result, EXPORT, result, folder)
            else:
                send, given = later("qualcode.tui.shown.patterns:sent"), (result, chosen["ending"], project, folder)
                path = await self.bench.read(OVER, names, result, send, *given, spoken(), self.seen)
        except Refusal as refusal:
            self.say(str(refusal))
            return
        self.say_sent(path, names, _("{file}: written with its question in {folder}"))
