"""Papers and tables sent from the place of writing into files beside the project."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual import work

from qualcode.model.errors import Refusal
from qualcode.model.messages import N_, _
from qualcode.model.pseudonyms import KEY_ENDING
from qualcode.tui.asked import PassphraseDialog
from qualcode.tui.commands import Command
from qualcode.tui.dialogs.choosing import Choice, ChooseDialog
from qualcode.tui.later import later
from qualcode.tui.places import beside, has_key
from qualcode.tui.screens.place import PlaceScreen

if TYPE_CHECKING:
    from collections.abc import Mapping

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


LOOK, WRITE = "look", "write"
_UNSEEN: Final = N_("write it all the same, no name looked for")


class SendsPapers(PlaceScreen):
    """A place from which papers go out."""

    options: DraftOptions | None
    coder: str | None
    _names: Mapping[str, str] | None = None
    """Pseudonym by real name of the key, once it was opened here."""

    @work(group="file", exclusive=True)
    async def action_papers(self) -> None:
        """Ask which paper, and write it in the language of the report."""
        if self.options is None:
            return
        choices = [Choice(name, _(words)) for name, words in PAPERS.items()]
        name = await self.app.push_screen_wait(ChooseDialog(_("Write which paper?"), choices))
        names = await self.names_looked_for() if name is not None else None
        if name is None or names is None:
            return
        folder, language = beside(self.bench.project.label), self.options.language
        try:
            words = _("building {file}").format(file=name)
            send = later("qualcode.tui.shown.papers:sent")
            path = await self.bench.run(words, send, self.bench.project, name, folder, language, self.coder, names)
        except Refusal as refusal:
            self.say(str(refusal))
            return
        self.say_sent(path, names)

    async def names_looked_for(self) -> Mapping[str, str] | None:
        """Ask, before anything is written, whether the names of the key beside the project are looked for in it.

        Returns:
            Pseudonym by real name; none where there is no key, or nobody is to look; None where one leaves.
        """
        if not has_key(self.bench.project.label):
            return {}
        if self._names is None:
            question = _("A key of pseudonyms lies beside the project: are its names looked for first?")
            choices = [
                Choice(LOOK, _("look first; a file with a name in it is not written")),
                Choice(WRITE, _(_UNSEEN)),
            ]
            chosen = await self.app.push_screen_wait(ChooseDialog(question, choices))
            if chosen != LOOK:
                return {} if chosen == WRITE else None
            await self._open_key()
        return self._names

    async def _open_key(self) -> None:
        """Open the key until the project is left; nothing of it is kept elsewhere than in memory."""
        path = Path(self.bench.project.label).with_suffix(KEY_ENDING)
        asked = _("Passphrase of {file}").format(file=path.name)
        dialog = PassphraseDialog(asked, partial(later("qualcode.namekey:read_key"), path))
        opened = await self.app.push_screen_wait(dialog)
        if opened is not None:
            self._names = dict(opened.content.names)

    def say_sent(self, path: Path, names: Mapping[str, str]) -> None:
        """Say that a file was written, and whether names were looked for in it."""
        if names:
            self.say(_("{file}: written; no name of the key stands in it").format(file=path.name))
        else:
            self.say_written(_("{file}: written in {folder}"), path)
