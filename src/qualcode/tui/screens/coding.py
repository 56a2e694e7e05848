"""The place where one codes: documents, the transcript, the codebook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from qualcode.coding.actions import action_words
from qualcode.coding.codes import AddCode
from qualcode.coding.codings import ApplyCode, RemoveCodings
from qualcode.model.errors import Refusal
from qualcode.model.messages import N_, _
from qualcode.tui import study
from qualcode.tui.commands import Command, bindings, footer_commands
from qualcode.tui.dialogs.choosing import Choice, ChooseDialog
from qualcode.tui.dialogs.picker import CodePicker, Picked, Pickable
from qualcode.tui.widgets.codebook import Codebook
from qualcode.tui.widgets.lines import Footer, TopLine
from qualcode.tui.widgets.reader import Reader
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from qualcode.model.changes import Change
    from qualcode.model.spans import Span
    from qualcode.tui.workbench import Workbench

NARROW = 90
MEDIUM = 112
STATES = {"to_read": "–", "reading": N_("reading"), "coded": N_("coded"), "reviewed": N_("reviewed")}

READING = (
    Command("read.up", "up,k", "row(-1)", N_("up"), N_("go up a line")),
    Command("read.down", "down,j", "row(1)", N_("down"), N_("go down a line")),
    Command("read.left", "left,h", "letter(-1)", N_("left"), N_("go back a letter")),
    Command("read.right", "right,l", "letter(1)", N_("right"), N_("go on a letter")),
    Command("read.word", "w,ctrl+right", "word(1)", N_("word"), N_("go to the next word")),
    Command("read.word_back", "b,ctrl+left", "word(-1)", N_("word back"), N_("go to the previous word")),
    Command("read.sentence", "right_parenthesis", "sentence(1)", N_("sentence"), N_("go to the next sentence"), ")"),
    Command(
        "read.sentence_back", "left_parenthesis", "sentence(-1)", N_("sentence"), N_("go to the previous sentence"), "("
    ),
    Command("read.turn", "alt+down", "turn(1)", N_("turn"), N_("go to the next turn")),
    Command("read.turn_back", "alt+up", "turn(-1)", N_("turn"), N_("go to the previous turn")),
    Command("read.top", "g,ctrl+home", "end(-1)", N_("start"), N_("go to the start of the document")),
    Command("read.bottom", "G,ctrl+end", "end(1)", N_("end"), N_("go to the end of the document"), "G"),
    Command("read.page", "pagedown,space", "page(1)", N_("page"), N_("go a page on")),
    Command("read.page_back", "pageup", "page(-1)", N_("page"), N_("go a page back")),
    Command("select.left", "shift+left", "letter(-1, True)", N_("extend"), N_("extend the selection back")),
    Command("select.right", "shift+right", "letter(1, True)", N_("extend"), N_("extend the selection on")),
    Command("select.up", "shift+up", "row(-1, True)", N_("extend"), N_("extend the selection up")),
    Command("select.down", "shift+down", "row(1, True)", N_("extend"), N_("extend the selection down")),
    Command("select.visual", "v", "visual", N_("select"), N_("select while moving"), rank=40),
    Command("select.sentence", "s", "grow('sentence')", N_("sentence"), N_("select the sentence"), rank=45),
    Command("select.turn", "S", "grow('turn')", N_("turn"), N_("select the turn"), rank=46),
    Command("passage.next", "p", "passage(1)", N_("passage"), N_("go to the next coded passage")),
    Command("passage.back", "P", "passage(-1)", N_("passage"), N_("go to the previous coded passage")),
    Command("turn.uncoded", "U", "uncoded", N_("uncoded"), N_("go to the next turn without a code")),
)
CODING = (
    Command("code.pick", "c", "code", N_("code"), N_("code the selection"), rank=10),
    Command("code.again", "full_stop", "again", N_("again"), N_("apply the last code again"), ".", rank=20),
    Command("code.in_vivo", "i", "in_vivo", N_("in vivo"), N_("make a code of the words selected"), rank=50),
    Command("code.remove", "x", "remove", N_("remove"), N_("remove the coding under the caret"), rank=60),
)


class TranscriptReader(Reader):
    """The reader with its keys: movement is its own affair."""

    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = READING
    BINDINGS: ClassVar[list[Any]] = bindings(READING)

    def action_row(self, count: int, extend: bool = False) -> None:
        """Go by lines."""
        self.row_step(count, extend=extend)

    def action_letter(self, direction: int, extend: bool = False) -> None:
        """Go by letters."""
        self.step(self.steps.letter, direction, extend=extend)

    def action_word(self, direction: int) -> None:
        """Go by words."""
        self.step(self.steps.word, direction)

    def action_sentence(self, direction: int) -> None:
        """Go by sentences."""
        self.step(self.steps.sentence, direction)

    def action_turn(self, direction: int) -> None:
        """Go by turns."""
        self.step(self.steps.turn, direction)

    def action_end(self, direction: int) -> None:
        """Go to the start or the end."""
        self.go(len(self.sheet.text) if direction > 0 else 0)

    def action_page(self, direction: int) -> None:
        """Go by windows."""
        self.row_step(direction * max(self.size.height - 2, 1))

    def action_visual(self) -> None:
        """Start selecting while moving, or end it."""
        self.visual = not self.visual
        if not self.visual:
            self.select(None)
        else:
            self.go(self.caret)

    def action_grow(self, unit: str) -> None:
        """Select the sentence or the turn under the caret; again, the next one is added."""
        bounds = self.steps.sentence_span if unit == "sentence" else self.steps.turn_span
        found = bounds(self.caret)
        span = self.span
        if span is not None and span.contains(found):
            following = bounds(self.steps.clamped(found.end + 1))
            found = type(found)(span.start, max(following.end, span.end))
        elif span is not None:
            found = type(found)(min(span.start, found.start), max(span.end, found.end))
        self.select(found)

    def action_passage(self, direction: int) -> None:
        """Go to the next or previous coded passage."""
        starts = sorted({passage.start for passage in self.sheet.passages})
        ahead = [start for start in starts if (start > self.caret if direction > 0 else start < self.caret)]
        if ahead:
            self.go(ahead[0] if direction > 0 else ahead[-1])

    def action_uncoded(self) -> None:
        """Go to the next participant's turn without a code."""
        for turn in self.sheet.turns:
            coded = any(p.start < turn.end and turn.start < p.end for p in self.sheet.passages)
            if turn.start > self.caret and turn.role != "interviewer" and not coded:
                self.go(turn.start)
                return


class CodingScreen(Screen[None]):
    """Documents on the left, the transcript in the middle, the codebook on the right."""

    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = (
        *CODING,
        Command("undo", "u", "undo", N_("undo"), N_("undo your last action")),
        Command("redo", "ctrl+r", "redo", N_("redo"), N_("do again what you undid")),
        Command("panel.left", "f2,d", "unfold('left')", N_("documents"), N_("show or fold the documents"), "d", rank=80),
        Command("panel.right", "f3,t", "unfold('right')", N_("codes"), N_("show or fold the codebook"), "t", rank=81),
        Command("palette", "ctrl+p", "app.command_palette", N_("all"), N_("find any command"), "^p", rank=90),
        Command("quit", "ctrl+q,q", "app.quit", N_("leave"), N_("leave qualcode"), "q", rank=95),
    )
    BINDINGS: ClassVar[list[Any]] = [*bindings(COMMANDS_HERE), ("escape", "back", "")]

    def __init__(self, bench: Workbench) -> None:
        """Work at a workbench."""
        super().__init__()
        self.bench = bench
        self.book = study.Book((), {}, {})
        self._document = ""
        self._last: str | None = None
        self._recent: list[str] = []

    def compose(self) -> ComposeResult:
        """Lay the place out."""
        yield Static(id="top-holder")
        with Horizontal(id="workplace"):
            with Vertical(id="left", classes="panel"):
                yield Static(_("Documents").upper(), classes="panel-title")
                yield OptionList(id="documents", markup=False)
            with Vertical(id="middle"):
                yield Static(id="heading", markup=False)
                yield TranscriptReader(id="reader")
            with Vertical(id="right", classes="panel"):
                yield Static(_("Codebook").upper(), classes="panel-title")
                yield Codebook()
                yield Static(id="definition", markup=False)
        yield Static(id="said", markup=False)
        yield Footer()

    async def on_mount(self) -> None:
        """Read the study, show the last document."""
        self.app.changes.subscribe(self, self._changed)
        record = await self.bench.read(lambda: self.bench.project.study)
        top = TopLine(record.title, "code", self.bench.project.coder, self.app.language_sign(), ("code",))
        await self.query_one("#top-holder").remove()
        await self.mount(top, before="#workplace")
        await self._read_book()
        await self._list_documents()
        self.query_one(Reader).focus()

    def on_resize(self) -> None:
        """Fold the side panels where the window is small."""
        width = self.app.size.width
        self.set_class(width < NARROW, "narrow")
        self.set_class(NARROW <= width < MEDIUM, "medium")

    # Reading

    async def _read_book(self) -> None:
        dark = self.app.current_theme.dark
        self.book = await self.bench.read(study.book, self.bench.project, dark=dark)
        self.query_one(Codebook).show(self.book.entries())

    async def _list_documents(self) -> None:
        documents = await self.bench.read(self.bench.project.documents.all)
        listing = self.query_one("#documents", OptionList)
        listing.clear_options()
        for document in documents:
            state = STATES[document.state]
            word = _(state) if state != "–" else state
            listing.add_option(Option(Content(f"{shown_line(document.name)}  {word}"), id=document.id))
        if documents and not self._document:
            await self.open(documents[0].id)

    async def open(self, document: str, caret: int = 0) -> None:
        """Show a document."""
        page = await self.bench.read(study.sheet, self.bench.project, document, self.book)
        self._document = document
        self.query_one(TranscriptReader).show(page, caret)
        self._head()

    def _head(self) -> None:
        reader = self.query_one(TranscriptReader)
        name = next(
            (str(o.prompt).rsplit("  ", 1)[0] for o in self.query_one("#documents", OptionList).options if o.id == self._document),
            "",
        )
        number = reader.turn_number(reader.caret)
        place = ""
        if number is not None:
            place = _("turn {number} of {count}").format(number=number + 1, count=len(reader.sheet.turns))
        self.query_one("#heading", Static).update(
            Content.assemble((name, "bold"), "   ", (place, "$dim"))
        )

    @on(OptionList.OptionSelected, "#documents")
    async def _document_chosen(self, event: OptionList.OptionSelected) -> None:
        if event.option_id:
            await self.open(event.option_id)
            self.query_one(Reader).focus()

    @on(Reader.CaretMoved)
    def _caret_moved(self) -> None:
        self._head()

    @on(Codebook.CodeMeant)
    def _code_meant(self, event: Codebook.CodeMeant) -> None:
        code = next((code for code in self.book.codes if code.id == event.code), None)
        if code is not None:
            look = self.book.looks[code.id]
            self.query_one("#definition", Static).update(
                Content.assemble(
                    (f"{look.sign} ", look.colour),
                    (shown_line(code.name), "bold"),
                    "\n",
                    (shown_line(code.definition(_("en"))), "$dim"),
                )
            )

    # Doing

    @on(Codebook.CodeChosen)
    async def _code_chosen(self, event: Codebook.CodeChosen) -> None:
        await self._apply(event.code)

    def _selection(self) -> Span | None:
        return self.query_one(Reader).span

    async def _apply(self, code: str) -> None:
        span = self._selection()
        if span is None:
            self.say(_("Nothing is selected: s selects the sentence, S the turn, v while moving."))
            return
        if await self._done(ApplyCode(self._document, span.start, span.end, code)):
            self._last = code
            self._recent = [code, *(other for other in self._recent if other != code)][:9]
            self.query_one(Reader).select(None)

    async def _done(self, action: Any) -> Change | None:
        try:
            return await self.bench.perform(action)
        except Refusal as refusal:
            self.say(str(refusal))
            return None

    def say(self, sentence: str) -> None:
        """Say one line where every act is said."""
        self.query_one("#said", Static).update(Content(shown_line(sentence)))

    @work
    async def action_code(self) -> None:
        """Pick a code for the selection, or make one."""
        if self._selection() is None:
            self.query_one(TranscriptReader).action_grow("sentence")
        picked = await self.app.push_screen_wait(CodePicker(self._pickable(), tuple(self._recent)))
        if picked is not None:
            await self._apply_picked(picked)

    def _pickable(self) -> tuple[Pickable, ...]:
        return tuple(
            Pickable(
                code.id, code.name, code.path[:-1], (code.label_fr, code.label_en), self.book.looks[code.id].colour,
                self.book.looks[code.id].sign, self.book.own.get(code.id, 0),
            )
            for code in self.book.codes
        )  # fmt: skip

    async def _apply_picked(self, picked: Picked) -> None:
        code = picked.code
        if code is None:
            made = AddCode(picked.name)
            if await self._done(made) is None:
                return
            code = made.id
        await self._apply(code)

    async def action_again(self) -> None:
        """Apply the last code again."""
        if self._last is None:
            self.say(_("No code yet to apply again: c picks one."))
            return
        await self._apply(self._last)

    async def action_in_vivo(self) -> None:
        """Make a code of the words selected, and apply it."""
        span = self._selection()
        if span is None:
            self.say(_("Nothing is selected: s selects the sentence, S the turn, v while moving."))
            return
        words = self.query_one(Reader).sheet.text[span.start : span.end]
        known = next((code for code in self.book.codes if code.name == words), None)
        if known is not None:
            await self._apply(known.id)
            return
        await self._apply_picked(Picked(None, words))

    @work
    async def action_remove(self) -> None:
        """Remove a coding under the caret; where several lie there, ask which, the innermost first."""
        reader = self.query_one(Reader)
        here = [p for p in reader.sheet.passages if p.start <= reader.caret < p.end]
        here.sort(key=lambda passage: passage.end - passage.start)
        if not here:
            self.say(_("No coding under the caret; p goes to the next one."))
            return
        chosen: str | None = here[0].coding
        if len(here) > 1:
            choices = [Choice(p.coding, f"{p.sign} {p.name}", p.colour) for p in here]
            chosen = await self.app.push_screen_wait(ChooseDialog(_("Remove which coding?"), choices))
        if chosen is not None:
            await self._done(RemoveCodings((chosen,)))

    async def action_undo(self) -> None:
        """Undo."""
        try:
            await self.bench.undo()
        except Refusal as refusal:
            self.say(str(refusal))

    async def action_redo(self) -> None:
        """Redo."""
        try:
            await self.bench.redo()
        except Refusal as refusal:
            self.say(str(refusal))

    def action_unfold(self, side: str) -> None:
        """Show a folded panel, or fold it."""
        self.query_one(f"#{side}").toggle_class("unfolded")

    def action_back(self) -> None:
        """Step back: from the selection, from a panel to the text."""
        reader = self.query_one(TranscriptReader)
        if reader.span is not None or reader.visual:
            reader.visual = False
            reader.select(None)
        else:
            for side in ("left", "right"):
                self.query_one(f"#{side}").remove_class("unfolded")
            reader.focus()

    # What changed

    def _changed(self, change: Change) -> None:
        self.run_worker(self._repaint(change), group="repaint")

    async def _repaint(self, change: Change) -> None:
        touched = change.touched
        if touched.keys() & {"codes", "codings"}:
            await self._read_book()
            passages = await self.bench.read(study.passages, self.bench.project, self._document, self.book)
            self.query_one(Reader).show_passages(passages)
        if touched.keys() & {"documents"}:
            await self._list_documents()
        entries = await self.bench.read(self.bench.project.history, 1)
        if entries:
            words = action_words(entries[0].action, entries[0].arguments)
            self.say(f"{words}   u")

    def watch_focused(self, *_: object) -> None:
        """Show the commands in reach."""
        footers = self.query(Footer)
        if footers:
            footers.first().commands = tuple(footer_commands(self.focused or self))
