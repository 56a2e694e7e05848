"""The desk of the place where one codes: what it is made of, what lies on it, how changes reach it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from rich.cells import cell_len
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.css.query import NoMatches
from textual.widgets import Static

from qualcode.model.errors import DocumentGone, Refusal
from qualcode.model.listing import Listing
from qualcode.model.messages import _, ngettext
from qualcode.tui.screens.asking import AskingScreen
from qualcode.tui.screens.desk.mapped import Mapped
from qualcode.tui.shown import shelved, study
from qualcode.tui.sparing import spare, with_this_paint
from qualcode.tui.widgets.codebook import Codebook
from qualcode.tui.widgets.codedmap import CodedMap, CodedRow
from qualcode.tui.widgets.excerpts import ExcerptList
from qualcode.tui.widgets.finding import FindLine
from qualcode.tui.widgets.lines import Footer, SaidLine
from qualcode.tui.widgets.narrowing import NarrowLine
from qualcode.tui.widgets.painting import shortened
from qualcode.tui.widgets.prose import Prose
from qualcode.tui.widgets.shelf import Shelf
from qualcode.tui.widgets.sifting import SiftLine
from qualcode.tui.widgets.transcript import TranscriptReader
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Awaitable, Coroutine

    from textual.app import ComposeResult

    from qualcode.model.changes import Change
    from qualcode.tui.layout.bands import Passage
    from qualcode.tui.widgets.sheetview import Sheet
    from qualcode.tui.widgets.shelf import Head, Volume
    from qualcode.tui.workbench import Workbench

PLACES: Final = ("code", "explore", "write")

LEAST: Final = 8
"""Cells of what is known of a document, or nothing: two letters and three dots tell nobody anything."""


class Desk(Mapped, AskingScreen):
    """Documents on the left, the transcript in the middle, the codebook on the right; every change is shown."""

    def __init__(self, bench: Workbench) -> None:
        """Work at a workbench."""
        super().__init__()
        spare(self)
        self.bench = bench
        self.book = study.EMPTY
        self.opened = ""
        self.names: dict[str, str] = {}
        self.recent: list[str] = []
        self.volumes: tuple[Volume, ...] = ()
        self.register = shelved.EMPTY
        """The documents with all that is known of them."""
        self.listing = Listing()
        """How they are listed."""
        self._shown: dict[str, Volume] = {}
        """What the shelf shows of each, with the columns and for the coder of `_shown_as`."""
        self._shown_as: tuple[tuple[Head, ...], str | None] = ((), None)
        self.whose = study.NOBODY
        """Whose codings are shown."""
        self.notes = study.Notes({}, frozenset())
        self.beside = ""
        """What of the interview guide the words under the caret ask or answer."""
        self.held: Passage | None = None
        """The coding whose bounds are being moved: the next key moves the same one."""
        self.narrowing = ""
        """Letters of the codes that are shown; empty for all of them."""
        self._known_of = ""

    def compose(self) -> ComposeResult:
        """Lay the place out."""
        yield Static(id="top-holder")
        with Horizontal(id="workplace"):
            with Vertical(id="left", classes="panel"):
                yield Static(_("Documents").upper(), id="left-title", classes="panel-title", markup=False)
                yield SiftLine()
                yield Shelf()
                yield CodedMap()
            with Vertical(id="middle"):
                yield Static(id="heading", markup=False)
                yield CodedRow()
                yield Static(id="empty", markup=False)
                yield TranscriptReader(id="reader")
                yield FindLine()
            with Vertical(id="right", classes="panel"):
                yield Static(codebook_title(), id="right-title", classes="panel-title", markup=False)
                yield NarrowLine()
                yield Codebook()
                yield ExcerptList()
                yield Static(id="definition", markup=False)
        yield SaidLine()
        yield Footer()

    def say(self, sentence: str) -> None:
        """Say one line where every act is said."""
        self.query_one(SaidLine).say(sentence)

    async def refused(self, act: Awaitable[Change]) -> Change | None:
        """Wait for an action; a refusal is said, and answered by None."""
        try:
            return await act
        except Refusal as refusal:
            self.say(str(refusal))
            return None

    def start(self, doing: Coroutine[Any, Any, object]) -> None:
        """Begin to do something that waits for the project or a person: the keys go on meanwhile."""
        self.run_worker(self.while_shown(doing), group="acts")

    async def while_shown(self, doing: Coroutine[Any, Any, object]) -> None:
        """Do something that waits for the project; where that is let go of meanwhile, the widgets are gone with it."""
        try:
            await doing
        except NoMatches:
            if self.display:  # else the screen is on its way out
                raise
        except DocumentGone as gone:  # between its list and its text, as a colleague may do: what there is is listed
            self.say(str(gone))
            await self.list_documents()

    def action_undo(self) -> None:
        """Undo."""
        self.start(self._turn_back(undo=True))

    def action_redo(self) -> None:
        """Redo."""
        self.start(self._turn_back(undo=False))

    async def _turn_back(self, *, undo: bool) -> None:
        self.held = None
        await self.refused(self.bench.undo() if undo else self.bench.redo())

    # What lies on it

    async def read_book(self) -> None:
        """Read the codebook, show it."""
        dark = self.app.current_theme.dark
        self.show_book(await self.bench.read(study.book, self.bench.project, self.whose, dark=dark))

    def show_book(self, book: study.Book) -> None:
        """Show the codebook with its counts."""
        self.book = book
        tree = self.query_one(Codebook)
        tree.show(book.entries(self.narrowing))
        if tree.cursor_node is not None:
            self.define(tree.meant)
        self.set_class(not book.codes, "no-codes")
        if not book.codes:
            words = _("No code yet. Select some words (s takes the sentence), then c makes a code, i takes the words.")
            self.query_one("#definition", Static).update(Content.styled(words, "$dim"))

    def define(self, meant: str) -> None:
        """Show the definition of a code under the codebook, with its counts."""
        code = self.book.code(meant)
        if code is None:
            return
        look = self.book.looks[code.id]
        own, total = self.book.own.get(code.id, 0), self.book.totals().get(code.id, 0)
        counted = ngettext("{count} coding", "{count} codings", own or total).format(count=own or total)
        if total != own:
            words = _("{count}, {total} with the codes below it") if own else _("{count} in the codes below it")
            counted = words.format(count=counted, total=total)
        parts = [(f"{look.sign} ", look.colour), (shown_line(code.name), "bold"), (f"\n{counted}", "$faint")]
        parts += [(f"\n{shown_line(line)}", "$dim") for line in self.book.standing_words(code)]
        if code.definition(study.language()):
            parts.append((f"\n{shown_line(code.definition(study.language()))}", "$dim"))
        if code.when_to_use:
            when = _("When to use it")
            parts.extend([(f"\n{when} ", "$faint"), (shown_line(code.when_to_use), "$dim")])
        card, told = self.query_one("#definition", Static), Prose(Content.assemble(*parts))
        room = card.content_size
        grows = not room.width or told.get_height({}, room.width) != room.height
        card.update(told, layout=grows)  # a count is no reason to lay the window out

    async def list_documents(self, wanted: str = "") -> None:
        """List the documents; open one where none is, or where the open one went."""
        self.register = await self.bench.read(self.bench.project.listings.register, self.whose.coder)
        self.volumes = shelved.volumes(self.register, self.whose.coder)
        self.names = {volume.id: volume.name for volume in self.volumes}
        self._shown = {}
        self.shelve()
        self.set_class(not self.volumes, "no-documents")
        if self.opened not in self.names:
            self.opened = ""
            choice = wanted if wanted in self.names else next(iter(self.query_one(Shelf).order or self.names), "")
            if choice:
                await self.open(choice)
        if not self.volumes:
            words = _("No document yet: I brings some in. Files and folders can be dropped on this window too.")
            self.query_one("#empty", Static).update(Prose(Content(words)))
            self.query_one("#heading", Static).update("")

    def shelve(self) -> None:
        """Show the documents as they are to be listed."""
        coder, table = self.whose.coder, self.query_one("#left").has_class("spread")
        heads = shelved.columns_of(self.register, self.listing, coder) if table else ()
        if self._shown_as != (heads, coder) or not self._shown:
            self._shown_as = (heads, coder)
            self._shown = {one.id: one for one in shelved.volumes(self.register, coder, heads)}
        found = shelved.sections(self.register, self.listing, coder, self._shown)
        self.query_one(Shelf).show(found, self.opened, heads)
        title, count, of = _("Documents").upper(), sum(len(section.volumes) for section in found), len(self.names)
        counted = "" if count == of else "  " + _("{count} of {total}").format(count=count, total=of)
        whose = "  " + self._whose_states() if shelved.own_states(self.register, coder) else ""
        self.query_one("#left-title", Static).update(Content.assemble(title, (counted, "$accent"), whose))

    def _whose_states(self) -> str:
        """Return who said the states that are listed, where the study's are others."""
        if self.whose.is_mine:
            return _("your states")
        return _("states: {name}").format(name=shown_line(self.whose.name or ""))

    async def open(self, document: str, caret: int | None = None) -> None:
        """Show a document, where one was in it or at a position."""
        if document != self.opened:
            sheet = await self.bench.read(self.sheet, document)
            self._known_of = shelved.described(self.register, document)
            place = await self.bench.read(self.bench.caret, document) if caret is None else caret
            self.opened = document
            self.reader.show(sheet, place or (first_words(sheet) if caret is None else 0))
            shelf = self.query_one(Shelf)
            shelf.open(document)
        elif caret is not None:
            self.reader.select(None)
            self.reader.go(caret)
        self.head()
        self.draw_map()

    def sheet(self, document: str) -> Sheet:
        """Read a document as the reader shows it, in a thread of its own."""
        return study.sheet(self.bench.project, document, self.book, self.whose, self.notes.noted)

    def head(self) -> None:
        """Write which document this is and where in it one stands."""
        reader, line = self.reader, self.query_one("#heading", Static)
        name, known, place = shown_line(self.names.get(self.opened, "")), shown_line(self._known_of), ""
        number = reader.turn_number(reader.caret)
        if number is not None:
            place = _("turn {number} of {count}").format(number=number + 1, count=len(reader.sheet.turns))
        room = line.content_size.width - cell_len(place) - 6
        name = shortened(name, min(cell_len(name), max(room, 8)))
        asked = shortened(self.beside, min(cell_len(self.beside), max(room - cell_len(name) - 3, 0)))
        left = max(room - cell_len(name + asked) - 3 * bool(asked), 0)
        known = shortened(known, min(cell_len(known), left)) if left >= min(cell_len(known), LEAST) else ""
        known += "   " * bool(known)
        words = Content.assemble(
            (name, "bold"), "   ", (known, "$dim"), (asked + "   " * bool(asked), "$accent"), (place, "$dim")
        )
        if words.plain != str(line.content):  # most keys stay in a turn: a line painted for nothing costs a frame
            line.update(words, layout=False)
            with_this_paint(line)


def codebook_title() -> Content:
    """Return what stands over the codebook: its name, and what its numbers count."""
    title, unit = _("Codebook").upper(), _("codings")
    return Content(f"{title}   {unit}")


def first_words(sheet: Sheet) -> int:
    """Return where one begins to read: what stands above the first turn, as a title does, is nobody's words."""
    first = sheet.turns[0].start if sheet.turns else 0
    above = sheet.text[:first].rpartition("\n")[0]
    return first if above.strip() else 0
