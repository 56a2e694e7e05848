"""The desk of the place where one codes: what it is made of, what lies on it, how changes reach it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from rich.cells import cell_len
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from qualcode.coding.actions import action_words
from qualcode.model.errors import Refusal
from qualcode.model.messages import _
from qualcode.tui import study
from qualcode.tui.layout.bands import density
from qualcode.tui.widgets.codebook import Codebook
from qualcode.tui.widgets.excerpts import ExcerptList
from qualcode.tui.widgets.finding import FindLine
from qualcode.tui.widgets.lines import Footer, SaidLine, TopLine
from qualcode.tui.widgets.painting import shortened
from qualcode.tui.widgets.shelf import CodedMap, Shelf
from qualcode.tui.widgets.transcript import TranscriptReader, uncoded_turns
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Awaitable, Coroutine

    from textual.app import ComposeResult

    from qualcode.model.changes import Change
    from qualcode.model.records import Memo
    from qualcode.tui.layout.bands import Passage
    from qualcode.tui.workbench import Workbench

PLACES: Final = ("code", "explore", "write")


class Desk(Screen[None]):
    """Documents on the left, the transcript in the middle, the codebook on the right; every change is shown."""

    def __init__(self, bench: Workbench) -> None:
        """Work at a workbench."""
        super().__init__()
        self.bench = bench
        self.book = study.EMPTY
        self.opened = ""
        self.names: dict[str, str] = {}
        self.recent: list[str] = []
        self.carets: dict[str, int] = {}
        self.worded: dict[str, str] = {}
        """How an action of this sitting is called where its code's name says more than the journal's words."""
        self.memos: dict[str, Memo] = {}
        self.held: Passage | None = None
        """The coding whose bounds are being moved: the next key moves the same one."""
        self._known_of = ""
        self._unseen: set[str] = set()
        self._latest: Change | None = None
        self._showing = False

    def compose(self) -> ComposeResult:
        """Lay the place out."""
        yield Static(id="top-holder")
        with Horizontal(id="workplace"):
            with Vertical(id="left", classes="panel"):
                yield Static(_("Documents").upper(), classes="panel-title", markup=False)
                yield Shelf()
                yield CodedMap()
            with Vertical(id="middle"):
                yield Static(id="heading", markup=False)
                yield Static(id="empty", markup=False)
                yield TranscriptReader(id="reader")
                yield FindLine()
            with Vertical(id="right", classes="panel"):
                yield Static(_("Codebook").upper(), id="right-title", classes="panel-title", markup=False)
                yield Codebook()
                yield ExcerptList()
                yield Static(id="definition", markup=False)
        yield SaidLine()
        yield Footer()

    async def begin(self) -> None:
        """Read the study, show the document and the line where one was."""
        project = self.bench.project
        record = await self.bench.read(lambda: project.study)
        top = TopLine(record.title, "code", project.coder, study.language(), PLACES)
        await self.query_one("#top-holder").remove()
        await self.mount(top, before="#workplace")
        await self.read_book()
        where = await self.bench.read(self.bench.place)
        if where is not None:
            self.carets[where[0]] = where[1]
        await self.list_documents(where[0] if where else "")
        self.recent = await self.bench.read(study.recent_codes, project)
        self._tell(await self.bench.read(study.standing, project))

    @property
    def reader(self) -> TranscriptReader:
        """The transcript."""
        return self.query_one(TranscriptReader)

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

    def start(self, doing: Coroutine[Any, Any, None]) -> None:
        """Begin to do something that waits for the project or a person: the keys go on meanwhile."""
        self.run_worker(doing, group="acts")

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
        self.book = await self.bench.read(study.book, self.bench.project, dark=dark)
        self.query_one(Codebook).show(self.book.entries())
        self.set_class(not self.book.codes, "no-codes")
        if not self.book.codes:
            words = _("No code yet. Select some words (s takes the sentence), then c makes a code, i takes the words.")
            self.query_one("#definition", Static).update(Content.styled(words, "$dim"))

    async def list_documents(self, wanted: str = "") -> None:
        """List the documents; open one where none is, or where the open one went."""
        volumes = await self.bench.read(study.volumes, self.bench.project)
        self.names = {volume.id: volume.name for volume in volumes}
        self.set_class(not volumes, "no-documents")
        if self.opened not in self.names:
            self.opened = ""
            choice = wanted if wanted in self.names else next(iter(self.names), "")
            if choice:
                await self.open(choice)
        if not volumes:
            words = _("No document yet: I brings some in.")
            self.query_one("#empty", Static).update(Content.styled(words, "$dim"))
        self.query_one(Shelf).show(volumes, self.opened)

    async def open(self, document: str, caret: int | None = None) -> None:
        """Show a document, where one was in it or at a position."""
        if self.opened:
            self.carets[self.opened] = self.reader.caret
        if document != self.opened:
            sheet = await self.bench.read(study.sheet, self.bench.project, document, self.book)
            self._known_of = await self.bench.read(study.described, self.bench.project, document)
            self.memos = await self.bench.read(study.memos, self.bench.project)
            self.opened = document
            self.reader.show(sheet, self.carets.get(document, 0) if caret is None else caret)
            shelf = self.query_one(Shelf)
            shelf.show(await self.bench.read(study.volumes, self.bench.project), document)
        elif caret is not None:
            self.reader.select(None)
            self.reader.go(caret)
        self.head()
        self.draw_map()

    def head(self) -> None:
        """Write which document this is and where in it one stands."""
        reader, line = self.reader, self.query_one("#heading", Static)
        name, known, place = shown_line(self.names.get(self.opened, "")), shown_line(self._known_of), ""
        number = reader.turn_number(reader.caret)
        if number is not None:
            place = _("turn {number} of {count}").format(number=number + 1, count=len(reader.sheet.turns))
        room = line.content_size.width - cell_len(place) - 6
        name = shortened(name, min(cell_len(name), max(room, 8)))
        known = shortened(known, min(cell_len(known), max(room - cell_len(name), 0)))
        line.update(
            Content.assemble((name, "bold"), ("   ", ""), (known + "   " * bool(known) + place, "$dim")), layout=False
        )

    def draw_map(self) -> None:
        """Draw where the codes are in this document."""
        reader = self.reader
        cells = max(self.query_one(Shelf).size.width - 1, 8)
        counts = density(reader.page, reader.sheet.passages, cells)
        self.query_one(CodedMap).show(counts, self.share(), len(uncoded_turns(reader)))

    def share(self) -> float:
        """Return how far into the document the caret is, 0 to 1."""
        return self.reader.page.row_of(self.reader.caret) / max(len(self.reader.page.rows), 1)

    # What changed

    def changed(self, change: Change) -> None:
        """Hear what an action touched; what comes while it is being shown is shown after."""
        self._unseen |= change.touched.keys()
        self._latest = change
        if not self._showing:
            self._showing = True
            self.run_worker(self._show_changes(), group="repaint")

    async def _show_changes(self) -> None:
        try:
            while self._unseen or self._latest:
                nouns, self._unseen = self._unseen, set()
                latest, self._latest = self._latest, None
                await self._show(nouns)
                if latest is not None:
                    self._tell(await self.bench.read(study.standing, self.bench.project, latest), latest)
        finally:
            self._showing = False

    async def _show(self, nouns: set[str]) -> None:
        """Read anew what some nouns show."""
        if nouns & {"codes", "codings"}:
            await self.read_book()
        if nouns & {"documents", "turns"}:
            await self.list_documents()
        if self.opened and nouns & {"codes", "codings", "memos"}:
            found = await self.bench.read(study.passages, self.bench.project, self.opened, self.book)
            self.memos = await self.bench.read(study.memos, self.bench.project)
            self.reader.show_passages(found)
            self.draw_map()
            listing = self.query_one(ExcerptList)
            if listing.display:
                wanted = self.book.below(listing.code)
                listing.show(listing.code, await self.bench.read(study.excerpts, self.bench.project, wanted))

    def _tell(self, now: study.Standing, change: Change | None = None) -> None:
        """Say the act by name with its undo key, and what undo would undo."""
        entry = now.undo
        self.query_one(Footer).undo_word = self.worded.get(entry.id) or study.short_words(entry) if entry else ""
        if change is None or now.latest is None or change.coder != self.bench.project.coder:
            return
        meant = now.meant or now.latest
        act = shown_line(self.worded.get(meant.id) or action_words(meant.action, meant.arguments))
        if change.kind == "Undo":
            self.say(_("Undone: {act}   ^r does it again").format(act=act))
        elif change.kind == "Redo":
            self.say(_("Done again: {act}   u undoes it").format(act=act))
        else:
            self.say(_("Done: {act}   u undoes it").format(act=act))
