"""How the files of the import screen are read: keys that change it, after which they are looked at again."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on, work

from qualcode.importers.reading import Batch
from qualcode.model.messages import N_, _
from qualcode.tui.commands import Command
from qualcode.tui.dialogs.choosing import Choice, ChooseDialog
from qualcode.tui.screens.bringing.correcting import ColumnList, CorrectingScreen
from qualcode.tui.shown import bringing, surveyed
from qualcode.tui.shown.bringing import IN, REFUSED, TABLES, Incoming
from qualcode.tui.ways import WRITTEN, Ways, sights
from qualcode.tui.widgets.keyline import KeyLine

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
    from pathlib import Path

    from qualcode.importers.options import Source
    from qualcode.model.bundle import Part
    from qualcode.tui.workbench import Workbench

WAYS = (
    Command("import.keep", "k", "keep", N_("keep the files"), N_("keep the files themselves too, or not")),
    Command("import.report", "r", "report", N_("report"), N_("read the file as a published report, or not")),
    Command("import.report_all", "R", "report(True)", N_("in all files"), N_("read every file as this one")),
    Command("import.comments", "c", "comments", N_("comments"), N_("make codes or memos of comments, or leave them")),
    Command("import.highlights", "h", "highlights", N_("highlights"), N_("make codes of highlights, or leave them")),
    Command("import.encoding", "e", "encoding", N_("encoding"), N_("choose the encoding that its accents are read by")),
)
FOUND_OUT = "auto"
"""The answer that leaves the encoding to be found out."""
GUESSED = "encoding_guessed"


class Rereading(CorrectingScreen):
    """The files that were looked at, with how they are read."""

    def __init__(self, bench: Workbench) -> None:
        """Read files for this workbench."""
        super().__init__()
        self.bench = bench
        self.ways = Ways()
        self.turn = asyncio.Lock()
        """One look or one import at a time."""
        self._batch = Batch()
        self._kinds: set[str] = set()
        """Kinds of losses that the ways of reading were shown for."""
        self._originals: tuple[Path, dict[str, Source]] | None = None

    def on_unmount(self) -> None:
        """Let the reader of files go, unless what reads with it goes on."""
        if not self.turn.locked():
            self._batch.close()

    @asynccontextmanager
    async def in_turn(self) -> AsyncIterator[None]:
        """Wait for one's turn to look or to import; the last to have it lets the reader of files go."""
        async with self.turn:
            try:
                yield
            finally:
                if not (self.is_attached and self.stays):
                    self._batch.close()

    async def looked_at(self, path: Path, before: Mapping[str, str]) -> list[Incoming]:
        """Look at a file of the disk as it is to be read; a refused table tells its columns all the same.

        Args:
            path: where it is.
            before: the names of the project's documents by origin.
        """
        options, project = self.ways.of(path), self.bench.project
        found = await self.bench.read(bringing.understand, self._batch, project, path, options, before)
        if path.suffix.lower() in TABLES and [file.state for file in found] == [REFUSED]:
            columns = await self.bench.read(surveyed.columns_of, self._batch, path, options)
            return [replace(found[0], columns=columns)]
        return found

    async def original(self, file: Incoming) -> bytes | None:
        """Return the bytes of a file to keep, none where they are not kept; None where they are others by now."""
        if file.source is None or not self.ways.common.keep:
            return b""
        if self._originals is None or self._originals[0] != file.file:
            options = self.ways.of(file.file)
            read = await self.bench.read(bringing.originals, self._batch, options, file.file)
            self._originals = (file.file, read)
        again = self._originals[1].get(file.source.origin)
        if again is None or again.source_sha256 != file.source.source_sha256:
            return None
        return again.original

    # How they are read

    def show_ways(self) -> None:
        """Show how the files are read."""
        if not self.stays:
            return
        file = self._meant
        kinds = self._kinds = _kinds(self.incoming.values())
        line = self.query_one("#ways", KeyLine)
        line.show(
            self.ways.pieces(file.file, kinds, _guess(file), self.use_of(file))
            if file is not None
            else self.ways.pieces(None, kinds)
        )
        line.display = bool(self.incoming)

    def show_more(self, files: Sequence[Incoming]) -> None:
        """Add the lines of files that are new, and the ways of reading that they bring."""
        super().show_more(files)
        if _kinds(files) - self._kinds:
            self.show_ways()

    @on(KeyLine.Called)
    async def _called_way(self, event: KeyLine.Called) -> None:
        await self.run_action(event.calls)

    @work(group="look")
    async def look_again(self, paths: Iterable[Path]) -> None:
        """Read files anew; what was corrected of their voices holds."""
        async with self.in_turn():
            job = self.bench.jobs.begin(_("looking at the files"))
            try:
                before = await self.bench.read(bringing.by_origin, self.bench.project)
                for path in dict.fromkeys(paths):
                    if job.cancelled():
                        break
                    anew = [file for file in await self.looked_at(path, before) if file.path not in self.dropped]
                    self.incoming = bringing.looked_at_again(self.incoming, path, anew)
                    self.show_files()
                await self.looked()
            finally:
                self.bench.jobs.end(job)

    async def looked(self) -> None:
        """Do what is to be done once files were looked at."""

    def use_of(self, _file: Incoming) -> str:
        """Return what a file is taken for, where it is a table."""
        return ""

    def _all(self) -> list[Path]:
        return [file.file for file in self.incoming.values() if file.state != IN]

    def action_keep(self) -> None:
        """Keep the files themselves too, or not."""
        self.ways.turn_keep()
        self.show_ways()

    def action_comments(self) -> None:
        """Make codes or memos of comments in the margin, or leave them out."""
        self.ways.turn_comments()
        self._shown_again()

    def action_highlights(self) -> None:
        """Make codes of highlighted passages, or leave them."""
        self.ways.turn_highlights()
        self._shown_again()

    def _shown_again(self) -> None:
        self.show_ways()
        self.look_again(self._all())

    def action_report(self, everywhere: bool = False) -> None:
        """Read the file as a published report, or not; or every file as this one."""
        file = self._meant
        if file is None:
            return
        verbatims = self.ways.of(file.file).verbatims
        paths = self._all() if everywhere else [file.file]
        for path in paths:
            self.ways.say(path, replace(self.ways.of(path), verbatims=verbatims if everywhere else not verbatims))
        self.show_ways()
        self.look_again(paths)

    @work
    async def action_encoding(self) -> None:
        """Ask how the bytes of the file are read, each way with how a word with an accent then looks."""
        file = self._meant
        if file is None:
            return
        if file.file.suffix.lower() not in WRITTEN:
            told = _("{file} says itself how its letters are written: there is nothing to choose.")
            self.say(told.format(file=file.file.name))
            return
        choices = [Choice(FOUND_OUT, _("found out by qualcode"))]
        choices += [Choice(encoding, words) for encoding, words in sights(file.file)]
        question = _("How are the bytes of {file} read?").format(file=file.file.name)
        chosen = await self.app.push_screen_wait(ChooseDialog(question, choices))
        if chosen is not None:
            encoding = None if chosen == FOUND_OUT else chosen
            self.ways.say(file.file, replace(self.ways.of(file.file), encoding=encoding))
            self.show_ways()
            self.look_again([file.file])

    def action_column(self, part: Part | None = None) -> None:
        """Take the column for something else; without a word for what, for what comes next."""
        file, place = self._meant, self.query_one(ColumnList).highlighted
        if file is None or place is None or place >= len(file.columns):
            return
        wanted = part or surveyed.turned(file.columns[place].part)
        columns = surveyed.changed(file.columns, place, wanted)
        self.ways.say(file.file, replace(self.ways.of(file.file), columns=columns))
        self.look_again([file.file])


def _kinds(files: Iterable[Incoming]) -> set[str]:
    """Return the kinds of what was lost of files."""
    return {loss.kind for file in files for loss in file.losses}


def _guess(file: Incoming) -> str:
    """Return the encoding that was guessed for a file; a question mark where its bytes could not be read."""
    if file.file.suffix.lower() not in WRITTEN:
        return ""
    if file.state == REFUSED:
        return "?"
    return next((dict(loss.detail)["encoding"] for loss in file.losses if loss.kind == GUESSED), "")
