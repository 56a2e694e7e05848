"""Tables of attributes among the files to import: offered where their rows fit, joined with the documents."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from textual import work

from qualcode.model.errors import Refusal
from qualcode.model.messages import N_, _, ngettext
from qualcode.tui.commands import Command
from qualcode.tui.screens.bringing.rereading import Rereading
from qualcode.tui.shown import described, surveyed
from qualcode.tui.shown.bringing import IN, LEFT, REFUSED, TABLE, TABLES, Incoming
from qualcode.tui.ways import ANSWERS, ASIDE, ATTRIBUTES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

TABLE_KEY = Command(
    "import.table",
    "t",
    "table",
    N_("what a table is"),
    N_("take a table for attributes, for answers, or leave it aside"),
)
TABULAR: Final = (*TABLES, ".json")
"""Endings of files that may be a table of attributes."""


class Describing(Rereading):
    """The files that were looked at, with the tables that describe their participants."""

    async def looked_at(self, path: Path, before: Mapping[str, str]) -> list[Incoming]:
        """Look at a file as it is to be read; a table that is no transcript may tell of the participants.

        Args:
            path: where it is.
            before: the names of the project's documents by origin.
        """
        use = self.ways.uses.get(path)
        if use == ASIDE:
            return [Incoming(path, LEFT, file=path)]
        if use == ATTRIBUTES:
            told = _("{file}: no row fits a participant; one column must hold their names").format(file=path.name)
            return [await self._with_table(Incoming(path, REFUSED, file=path, told=told))]
        found = await super().looked_at(path, before)
        refused = path.suffix.lower() in TABULAR and [file.state for file in found] == [REFUSED]
        if use == ANSWERS or not refused or self.ways.of(path).columns:
            return found
        return [await self._with_table(found[0])]

    async def _with_table(self, file: Incoming) -> Incoming:
        """Return a file with the table that it holds, where it holds one."""
        try:
            table = await self.bench.read(surveyed.table_of, self._batch, file.path, self.ways.of(file.path))
        except Refusal as refusal:
            return file if file.told else replace(file, told=str(refusal))
        return replace(file, table=table, notes=table.losses)

    # Which participants their rows fit

    async def looked(self) -> None:
        """Find out which participants the rows of tables fit, now that other files are listed."""
        for path, count in described.fitting_too(self.incoming.values()).items():
            many = ngettext(
                "{file} comes in as answers; its names fit {count} document: t takes it for attributes",
                "{file} comes in as answers; its names fit {count} documents: t takes it for attributes",
                count,
            )
            if path not in self.ways.uses:
                self.say(many.format(file=path.name, count=count))
        if all(file.table is None for file in self.incoming.values()):
            return
        found = await self.bench.read(described.fits, self.bench.project, list(self.incoming.values()))
        for path, fit in found.items():
            file = self.incoming.get(path)
            if file is not None and file.table is not None:
                self.incoming[path] = described.fitted(file, fit)
                self.show_file(path)

    def corrected(self) -> None:
        """Find it out anew: a file went, a voice is another person."""
        self._fit_again()

    @work(exclusive=True, group="fit")
    async def _fit_again(self) -> None:
        await self.looked()

    def use_of(self, file: Incoming | None) -> str:
        """Return what a file is taken for, where it is a table; empty for all others and for what is in."""
        if file is None or file.state == IN or file.file.suffix.lower() not in TABULAR:
            return ""
        if file.file.suffix.lower() not in TABLES and file.table is None and file.state != LEFT:
            return ""
        return self.ways.uses.get(file.file) or (ATTRIBUTES if file.state == TABLE else ANSWERS)

    def action_table(self) -> None:
        """Take the table for attributes of participants, leave it aside, or take it for answers."""
        file = self._meant
        use = self.use_of(file)
        if file is None or not use:
            self.say(_("Only a table can be something else: attributes of participants, answers, or left aside."))
            return
        self.ways.turn_use(file.file, use)
        self.look_again([file.file])

    # Joining them

    async def join_tables(self, batch: str) -> None:
        """Join the tables that fit with the cases there are now.

        Args:
            batch: the import they belong to.
        """
        for path, file in list(self.incoming.items()):
            if file.table is not None and (file.state == TABLE or file.fit is None):
                self.incoming[path] = await self._joined(file, batch)
                self.show_file(path)

    async def _joined(self, file: Incoming, batch: str) -> Incoming:
        if file.table is None:
            return file
        try:
            change = await self.bench.perform(described.joining(file.table), batch)
        except Refusal as refusal:
            return replace(file, state=REFUSED, told=str(refusal), table=None)
        kinds = await self.bench.read(described.kinds_in, self.bench.project)
        return described.joined(file, described.fit_of(change, file.table, kinds))
