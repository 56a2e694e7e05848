"""Papers and tables sent into files beside the project, and the names of the key looked for in them before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual import work

from qualcode.model.errors import Refusal
from qualcode.model.messages import N_, _
from qualcode.tui.asked import PassphraseDialog
from qualcode.tui.commands import Command
from qualcode.tui.dialogs.choosing import Choice, ChooseDialog
from qualcode.tui.later import later
from qualcode.tui.places import beside, has_key
from qualcode.tui.screens.place import PlaceScreen

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

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


class LooksForNames(PlaceScreen):
    """A place from which files go out, once names were looked for in them where one wants it."""

    async def names_looked_for(self) -> Mapping[str, str] | None:
        """Ask, before anything is written, whether the names of the key beside the project are looked for in it.

        Where the key is open, here or in another place, nothing is asked: its names of now are looked for.

        Returns:
            Pseudonym by real name; none where there is no key, or nobody is to look; None where one leaves.
        """
        key = self.bench.key
        if key.is_stale():
            await self.bench.read(key.read_again)
        if key.content is None:
            if not has_key(self.bench.project.label):
                return {}
            question = _("A key of pseudonyms lies beside the project: are its names looked for first?")
            choices = [
                Choice(LOOK, _("look first; a file with a name in it is not written")),
                Choice(WRITE, _(_UNSEEN)),
            ]
            chosen = await self.app.push_screen_wait(ChooseDialog(question, choices))
            if chosen != LOOK:
                return {} if chosen == WRITE else None
            asked = _("Passphrase of {file}").format(file=key.place.name)
            opened = await self.app.push_screen_wait(PassphraseDialog(asked, key.tried))
            if opened is None:
                return None
            key.take(opened)
        return key.names

    def say_sent(self, path: Path, names: Mapping[str, str], sentence: str) -> None:
        """Say that a file was written, and whether names were looked for in it.

        Args:
            path: of the file.
            names: those that were looked for.
            sentence: with `{file}` and `{folder}`, where there was nothing to look for.
        """
        if names:
            self.say(_("{file}: written; no name of the key stands in it").format(file=path.name))
        else:
            self.say_written(sentence, path)


class SendsPapers(LooksForNames):
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
        self.say_sent(path, names, _("{file}: written in {folder}"))
