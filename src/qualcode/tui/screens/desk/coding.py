"""The place where one codes: documents, the transcript, the codebook, and the keys that tie them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual import on

from qualcode.tui.commands import Command, bindings, call, footer_commands, takes_letters
from qualcode.tui.screens.desk.commands import HERE
from qualcode.tui.screens.desk.questioning import Questioning
from qualcode.tui.screens.desk.rechecking import Rechecking
from qualcode.tui.screens.desk.revisiting import Revisiting
from qualcode.tui.screens.desk.theming import Theming
from qualcode.tui.widgets.codebook import Codebook
from qualcode.tui.widgets.excerpts import ExcerptList
from qualcode.tui.widgets.lines import Footer, SaidLine, TopLine
from qualcode.tui.widgets.narrowing import NarrowLine
from qualcode.tui.widgets.reader import Reader
from qualcode.tui.widgets.shelf import Shelf
from qualcode.tui.widgets.sifting import SiftLine

if TYPE_CHECKING:
    from qualcode.model.changes import Change


class CodingScreen(Theming, Rechecking, Questioning, Revisiting):
    """Documents on the left, the transcript in the middle, the codebook on the right."""

    CSS_PATH = "../../styles/coding.tcss"
    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = HERE
    BINDINGS: ClassVar[list[Any]] = [*bindings(HERE), ("escape", "back", "")]
    AUTO_FOCUS = "#reader"

    async def on_mount(self) -> None:
        """Hear of changes, read the study."""
        self.app.changes.subscribe(self, self._heard)  # type: ignore[attr-defined]  # our application's
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self.start(self._repaint()))
        await self.while_shown(self._begin())

    async def _begin(self) -> None:
        await self.begin()
        self.reader.focus()

    def _heard(self, change: Change) -> None:
        self.changed(change)

    async def _repaint(self) -> None:
        """Show the codes in the colours of another theme."""
        await self.show_anew({"codes", "codings"})
        self.reader.forget()

    def watch_focused(self, *_: object) -> None:
        """Show the commands in reach."""
        for footer in self.query(Footer):
            footer.typing = takes_letters(self.focused)
            footer.commands = tuple(self._of_use())

    def _of_use(self) -> list[Command]:
        """Return the commands worth a word in the footer: without a document, those that serve everywhere."""
        return footer_commands(self.app if self.has_class("no-documents") else self.focused or self)

    async def list_documents(self, wanted: str = "") -> None:
        """List the documents; the first one to come, and the last one to go, change what there is to do."""
        await super().list_documents(wanted)
        self.watch_focused()

    def action_back(self) -> None:
        """Step back: from what is marked or filtered, the selection, what was searched, from a panel to the text."""
        reader, listing = self.reader, self.query_one(ExcerptList)
        if listing.has_focus and listing.unmark():
            return
        if self.narrowing and self.query_one(Codebook).has_focus:
            self.query_one(NarrowLine).action_leave()
        elif self.query_one(Shelf).has_focus and self.listing.where:
            self.query_one(SiftLine).action_leave()
        elif not reader.has_focus:
            if self.has_class("passages"):
                self.passages_shown(shown=False)
            self.fold()
            reader.focus()
        elif reader.span is not None or reader.visual:
            reader.select(None)
        elif reader.hits:
            reader.show_hits(())
            self.say("")

    @on(Shelf.DocumentChosen)
    def _document_chosen(self, event: Shelf.DocumentChosen) -> None:
        self.start(self._open(event.document))

    async def _open(self, document: str) -> None:
        await self.open(document)
        self.fold()
        self.reader.focus()

    @on(Codebook.CodeChosen)
    def _code_chosen(self, event: Codebook.CodeChosen) -> None:
        if self.reader.span is None:
            self.start(self.list_passages(event.code))
            return
        span = self.taken()
        if span is not None:
            self.fold()
            self.reader.focus()
            self.start(self.apply((event.code,), span))

    @on(Reader.CaretMoved)
    def _caret_moved(self, event: Reader.CaretMoved) -> None:
        self.held = None
        if self.opened:
            self.bench.remember_place(self.opened, event.position)
            self.head()
            for drawn in self.maps:
                drawn.point(self.share())

    @on(Reader.Selected)
    def _selected(self, event: Reader.Selected) -> None:
        line = self.query_one(SaidLine)
        if event.span is None:
            line.offer(None)
        elif not line.offers:
            line.offer([(code.sign, code.colour, code.name) for code in self.recent_known()])

    @on(Footer.Called)
    def _called(self, event: Footer.Called) -> None:
        self.start(self._call(event.action))

    async def _call(self, action: str) -> None:
        await call(action, self.focused or self)

    @on(TopLine.PlaceChosen)
    def _place_chosen(self, event: TopLine.PlaceChosen) -> None:
        self.app.action_place(event.place)  # type: ignore[attr-defined]  # our application's
