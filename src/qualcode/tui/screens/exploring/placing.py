"""An answer put into the plan of the report in one step."""

from __future__ import annotations

from typing import Final

from textual import work

from qualcode.coding.outlines.outlines import AddOutline
from qualcode.coding.outlines.parts import AddPart
from qualcode.model.errors import Refusal
from qualcode.model.ids import new_id
from qualcode.model.messages import N_, _
from qualcode.report.contrasts import BARS, COLUMNS, asked_columns
from qualcode.tui.commands import Command
from qualcode.tui.dialogs.choosing import Choice, ChooseDialog
from qualcode.tui.dialogs.line import LineDialog
from qualcode.tui.figures import between_marks
from qualcode.tui.screens.exploring.summaries import SummariesScreen
from qualcode.tui.shown import asked_comparisons, asking
from qualcode.tui.widgets.bars import Bars

PLACING: Final = (
    Command("explore.place", "R", "place", N_("into the report"), N_("put this into the plan of the report"), rank=45),
)
PLACEABLE: Final = frozenset(
    {
        asking.FREQUENCIES,
        asking.COOCCURRENCE,
        asking.KEYWORDS,
        asking.CLOUD,
        asked_comparisons.CROSSTAB,
        asked_comparisons.SATURATION,
    }
)
_BY_ATTRIBUTE: Final = frozenset({asked_comparisons.CROSSTAB, asked_comparisons.SATURATION})


class PlacingScreen(SummariesScreen):
    """A place of readings whose answers can be put into the plan of the report."""

    def offers_beside(self, action: str) -> bool:
        """Tell whether an act has something to act on."""
        return super().offers_beside(action) and (action != "place" or self.reading in PLACEABLE)

    @work
    async def action_place(self) -> None:
        """Put what is seen into the plan of the report; of frequencies, choose as what."""
        if self.reading not in self.results:
            return
        reading, by = self.placed_reading(), ""
        if reading == asking.FREQUENCIES:
            reading = await self._as_what()
        if reading == COLUMNS:
            by = await self._other_code()
        if reading in _BY_ATTRIBUTE:
            by = self.questions[reading].by or ""
        if reading == asked_comparisons.SATURATION and not asked_comparisons.usual(self.questions[reading]):
            self.say(_("The report takes the usual rule: a base of 4, runs of 2, at most 5 % new. r sets it back."))
            return
        if reading and (by or reading not in {COLUMNS, asked_comparisons.CROSSTAB}):
            await self._place(reading, by)

    def placed_reading(self) -> str:
        """Return which reading is put into the plan: the one before one."""
        return self.reading

    async def _as_what(self) -> str:
        choices = (
            Choice(BARS, _("bars of the cases of each code")),
            Choice(asking.FREQUENCIES, _("the table of frequencies")),
            Choice(COLUMNS, _("this code beside another, in two columns")),
        )
        return await self.app.push_screen_wait(ChooseDialog(_("Into the report, as what?"), choices)) or ""

    async def _other_code(self) -> str:
        """Ask for the second of two codes, and return what the part asks; empty where nothing is to be done."""
        place = self.query_one(Bars).cursor
        row = self.rows[place] if place < len(self.rows) else None
        if row is None:
            return ""
        asked = _("Which code beside {code}?").format(code=between_marks(row[0]))
        other = await self.app.push_screen_wait(LineDialog(asked, verb=_("put it in")))
        if not other:
            return ""
        codes = self.bench.project.codes
        try:
            first, second = await self.bench.read(codes.get, row[0]), await self.bench.read(codes.get, other)
        except Refusal as refusal:
            self.say(str(refusal))
            return ""
        return asked_columns(first.id, second.id)

    async def _place(self, reading: str, by: str) -> None:
        """Add a part to the first plan there is, or to one made for it; both are one step."""
        known = await self.bench.read(self.bench.project.outlines.all)
        made, batch = AddOutline(_("Report")), new_id()
        if not known and await self.done(self.bench.perform(made, batch=batch)) is None:
            return
        outline = known[0].id if known else made.id
        part = AddPart(outline, "reading", reading=reading, by=by)
        if await self.done(self.bench.perform(part, batch=batch)) is not None:
            name = known[0].name if known else made.name
            new = _("In a new plan that was made for it, {name}; 3 shows it.   u undoes both")
            words = _("In the plan {name}, at its end.   u undoes it") if known else new
            self.say(words.format(name=between_marks(name)))
