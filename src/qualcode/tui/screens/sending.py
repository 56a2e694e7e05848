"""Papers and tables sent from the place of writing into files beside the project."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual import work

from qualcode.model.errors import Refusal
from qualcode.model.messages import N_, _
from qualcode.tui.commands import Command
from qualcode.tui.dialogs.choosing import Choice, ChooseDialog
from qualcode.tui.later import later
from qualcode.tui.places import beside
from qualcode.tui.screens.place import PlaceScreen

if TYPE_CHECKING:
    from qualcode.report.evidence import DraftOptions

PAPERS: Final = {
    "transcripts.docx": N_("Coded transcripts, codes in the margin (Word)"),
    "excerpts.docx": N_("Excerpts by code (Word)"),
    "excerpts.xlsx": N_("Excerpts as a table (Excel)"),
    "matrix.xlsx": N_("Excerpts by case and code (Excel)"),
    "codebook.docx": N_("Codebook with counts and examples (Word)"),
    "theme-list.docx": N_("Theme list, document by document (Word)"),
    "theme-tree.docx": N_("Thematic tree (Word)"),
    "methods.docx": N_("Methods appendix, the gaps marked (Word)"),
    "table.csv": N_("Table of 0 and 1 for R (CSV)"),
}
"""What can be sent, by the name of its file."""
SEND: Final = Command(
    "write.papers", "p", "papers", N_("papers"), N_("write transcripts, excerpts, codebook, themes or methods"), rank=35
)


class SendsPapers(PlaceScreen):
    """A place from which papers go out."""

    options: DraftOptions | None
    coder: str | None

    @work(group="file", exclusive=True)
    async def action_papers(self) -> None:
        """Ask which paper, and write it in the language of the report."""
        if self.options is None:
            return
        choices = [Choice(name, _(words)) for name, words in PAPERS.items()]
        name = await self.app.push_screen_wait(ChooseDialog(_("Write which paper?"), choices))
        if name is None:
            return
        folder, language = beside(self.bench.project.label), self.options.language
        try:
            words = _("building {file}").format(file=name)
            send = later("qualcode.tui.shown.papers:sent")
            path = await self.bench.run(words, send, self.bench.project, name, folder, language, self.coder)
        except Refusal as refusal:
            self.say(str(refusal))
            return
        self.say_written(_("{file}: written in {folder}"), path)
