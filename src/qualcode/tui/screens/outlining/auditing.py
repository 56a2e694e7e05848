"""A report checked on the screen: any file beside the project, each quotation with the way to its source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual import work

from qualcode.model.errors import Refusal
from qualcode.model.messages import N_, _, ngettext
from qualcode.tui.asked import Choice, ChooseDialog, ListingDialog
from qualcode.tui.commands import Command
from qualcode.tui.dialogs.entries import EVERY, OPEN
from qualcode.tui.figures import counted
from qualcode.tui.later import later
from qualcode.tui.places import beside
from qualcode.tui.screens.place import PlaceScreen
from qualcode.tui.widgets.passages import Entry
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from qualcode.tui.shown.audited import Checked

CHECK: Final = Command(
    "write.check", "v", "check", N_("check"), N_("check every quotation of a report against the sources"), rank=38
)
FAILS, LOOK = "fails", "look"


class ChecksReports(PlaceScreen):
    """A place from which a report is held against the sources."""

    _audited: tuple[str, Checked] | None = None
    """The name of the file that was checked last, and what was found."""
    _audited_at: tuple[str, str] = (FAILS, "")
    """The kind and the line that one went to the source from."""

    @work(group="file", exclusive=True)
    async def action_check(self) -> None:
        """Ask which file, and list what an audit says of it; what was found before is offered first."""
        folder = beside(self.bench.project.label)
        names: list[str] = await self.bench.read(later("qualcode.tui.shown.audited:reports"), folder)
        again = self._audited[0] if self._audited is not None else ""
        choices = [Choice(f"={again}", _("{file}: back to what was found").format(file=again))] if again else []
        choices += [Choice(name, name) for name in names]
        if not choices:
            self.say(_("No report beside the project yet: b builds one."))
            return
        chosen = await self.app.push_screen_wait(ChooseDialog(_("Check which report?"), choices))
        if chosen is None:
            return
        if not chosen.startswith("="):
            try:
                check, said = later("qualcode.tui.shown.audited:checked"), _("checking {file}").format(file=chosen)
                found = await self.bench.run(said, check, self.bench.project, folder / chosen)
            except Refusal as refusal:
                self.say(str(refusal))
                return
            self._audited, self._audited_at = (chosen, found), ("", "")
        await self._show_audit()

    async def _show_audit(self) -> None:
        """List what was found, worst first, until one leaves or goes to a source."""
        if self._audited is None:
            return
        name, found = self._audited
        kinds = ((EVERY, _("all")), (FAILS, _("does not hold")), (LOOK, _("to look at")))
        kind, meant = self._audited_at
        wrong = sum(line.kind == FAILS for line in found.lines)
        holding = ngettext("{count} quotation", "{count} quotations", found.quotations)
        failing = ngettext("{count} does not hold", "{count} do not hold", wrong).format(count=counted(wrong))
        title = f"{shown_line(name)} · {holding.format(count=counted(found.quotations))} · {failing}"
        nothing = _("Nothing of that kind in this report.")
        dialog = ListingDialog(
            title, found.lines, verb=_("go to the source"), nothing=nothing, kinds=kinds, kind=kind, meant=meant
        )
        asked = await self.app.push_screen_wait(dialog)
        if asked is None or asked.act != OPEN:
            return
        self._audited_at = (asked.kind, asked.id)
        place = found.places.get(asked.id)
        if place is None:
            self.say(_("These words stand in no source: there is nowhere to go."))
            return
        document, start = place
        await self.see(Entry(asked.id, "", (), document, start, None))
