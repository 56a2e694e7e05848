"""The place of writing: the parts of the report, a part as it will read, and the excerpts it can quote."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, Final, cast

from rich.cells import cell_len
from textual import on, work
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from qualcode.coding.passages.codings import StarCodings
from qualcode.model.errors import NothingCoded, Refusal
from qualcode.model.messages import N_, _, ngettext, pgettext
from qualcode.model.practice import cautious
from qualcode.model.records import CORPUS_LANGUAGES
from qualcode.report.evidence import DraftOptions
from qualcode.tui.alone import alone
from qualcode.tui.commands import Command, bindings
from qualcode.tui.dialogs.choosing import Choice, ChooseDialog
from qualcode.tui.dialogs.question import Field, QuestionDialog
from qualcode.tui.figures import counted
from qualcode.tui.later import later
from qualcode.tui.layout.grid import shortened
from qualcode.tui.places import beside, free
from qualcode.tui.screens.place import GOING
from qualcode.tui.screens.sending import SEND, SendsPapers
from qualcode.tui.widgets.draft import DraftView
from qualcode.tui.widgets.passages import Entry, Passages
from qualcode.tui.widgets.prose import Prose
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.app import ComposeResult

    from qualcode.model.changes import Change
    from qualcode.model.records import Excerpt
    from qualcode.tui.shown.drafts import Piece, Preview
    from qualcode.tui.workbench import Workbench

REPORT: Final = "report.docx"
NEW, OLD = "new", "old"
ALL: Final = "all"
_NONE: Final = N_("This part has no excerpts: choose a code among the parts.")
_BARRED: Final = {
    "interviewer": N_("These are the interviewer’s words: this excerpt will not be quoted."),
    "document": N_("This document is left out of the counts: this excerpt will not be quoted."),
    "withheld": N_("Whoever says this did not agree to be quoted: this excerpt will not be quoted."),
}
_NAMED: Final = 16
"""Cells that the name of a part keeps beside its number."""
_QUOTES: Final = ("1", "2", "3", "5", "8", "12")
_LANGUAGES: Final = {
    "fr-CA": N_("French, Québec"),
    "fr-FR": N_("French, France"),
    "en": N_("English"),
}


class PartList(OptionList):
    """The parts of the report."""

    HELP_HERE = N_("The parts of the report, each with its number of excerpts. Enter goes to the excerpts of a code.")

    def __init__(self) -> None:
        """List nothing yet."""
        super().__init__(id="parts", markup=False)
        self._preview: Preview | None = None
        self._written = 0

    def show(self, preview: Preview, meant: str) -> None:
        """List the parts of a draft for the width there is, and stand on one.

        Args:
            preview: the draft.
            meant: the id of the part; the first that has codes where the draft has it no more.
        """
        self._preview, self._written, pieces = preview, self._room, preview.pieces
        self.clear_options()
        self.add_options([Option(_line(piece, preview, self._room)) for piece in pieces])
        if pieces:
            first = next((place for place, piece in enumerate(pieces) if piece.codes), 0)
            self.highlighted = next((place for place, piece in enumerate(pieces) if piece.id == meant), first)

    def on_resize(self) -> None:
        """Write the parts for the width there is now."""
        if self._preview is not None and self._room != self._written:
            here = self.highlighted
            self.show(self._preview, self._preview.pieces[here].id if here is not None else "")

    @property
    def _room(self) -> int:
        return max(self.scrollable_content_region.width - 1, 16)


class WritingScreen(SendsPapers):
    """The draft as it would be now, what it quotes and could quote, and the file."""

    PLACE = "write"
    CSS_PATH = "../styles/writing.tcss"
    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = (
        Command("write.build", "b", "build", N_("build .docx"), N_("write the draft into a Word document"), rank=10),
        Command("write.star", "asterisk", "star", N_("star"), N_("mark the excerpt to be quoted first"), "*", rank=20),
        Command("write.options", "o", "options", N_("options"), N_("choose language, excerpts and counts"), rank=30),
        Command("write.excerpts", "x", "excerpts", N_("excerpts"), N_("go to the excerpts of the part"), rank=40),
        SEND,
        *GOING,
    )
    BINDINGS: ClassVar[list[Any]] = bindings(COMMANDS_HERE)

    def __init__(self, bench: Workbench) -> None:
        """Work at a workbench."""
        super().__init__(bench)
        self.options: DraftOptions | None = None
        self.preview: Preview | None = None
        self.fresh = False
        self.outline_id: str | None = ""
        """The outline that the draft follows; empty for none, None until the first was looked for."""
        self.listed_as: Callable[[Excerpt, Preview], Entry] = entry_of
        """How an excerpt of the part is listed."""
        self.piece_id = ""
        self.coder: str | None = None
        """Whose codings are written about: the whole team's until somebody's were chosen."""

    def inside(self) -> ComposeResult:
        """Lay out the parts, the draft and the excerpts."""
        with Horizontal(id="workplace"):
            with Vertical(id="plan", classes="panel"):
                yield Static(_("Parts").upper(), classes="panel-title", markup=False)
                yield PartList()
            with Vertical(id="page"):
                yield Static(id="empty", markup=False)
                yield DraftView(id="draft")
            with Vertical(id="side", classes="panel"):
                yield Static(id="count", classes="panel-title", markup=False)
                yield Passages(id="passages")

    async def on_mount(self) -> None:
        """Make the draft."""
        self.query_one("#empty").display = False
        await self.begin()
        self._follow()
        language = (await self.bench.read(lambda: self.bench.project.study)).corpus_language
        counts = not cautious(await self.bench.read(self.bench.project.approach.named))
        self.options = DraftOptions(language if language in CORPUS_LANGUAGES else "fr-CA", counts=counts)
        self.refresh_draft()

    # The draft

    def changed(self, change: Change) -> None:
        """Hold the draft for stale; make it again once it is seen."""
        if change.touched.keys() - {"memos"}:
            self.fresh = False
            if self.is_current:
                self.refresh_draft()

    def on_screen_resume(self) -> None:
        """Make again what went stale meanwhile, or is to be about somebody else."""
        self._follow()
        if self.options is not None and not self.fresh:
            self.refresh_draft()

    def _follow(self) -> None:
        """Write about those whose codings were chosen in the place where one codes."""
        chosen = self.whose_chosen()
        coder = chosen.name or None if chosen else None
        if coder != self.coder:
            self.coder, self.fresh = coder, False

    def refresh_draft(self) -> None:
        """Make the draft as it would be now."""
        alone(self, "draft", self._make)

    async def _make(self) -> None:
        words, heard = _("Making the draft …"), self.heard
        if self.preview is None:
            self.say(words)
        try:
            made = await self.draft_now()
        except Refusal as refusal:
            await self._refused(refusal)
            return
        finally:
            self.hush(words)
        self.preview, self.fresh = made, heard == self.heard
        self.say_whose(self.coder, several=self.preview.several)
        self.query_one("#empty").display = False
        listing = self.query_one(PartList)
        listing.show(self.preview, self.piece_id)
        if self.focused is None:
            listing.focus()
        await self._show_piece()

    async def draft_now(self) -> Preview:
        """Return the draft as it would be now.

        Raises:
            NothingCoded: there is no coding to write about.
        """
        read = later("qualcode.tui.shown.drafts:previewed")
        return cast("Preview", await self.bench.read(read, self.bench.project, self.options, self.coder))

    async def _refused(self, refusal: Refusal) -> None:
        self.preview = None
        self.query_one("#parts", OptionList).clear_options()
        self.query_one(Passages).show([])
        await self.query_one(DraftView).show([])
        empty = self.query_one("#empty", Static)
        empty.update(Prose(Content(shown_line(_why(refusal)))))
        empty.display = True

    @on(OptionList.OptionHighlighted, "#parts")
    async def _part_meant(self, event: OptionList.OptionHighlighted) -> None:
        if self.preview and self.preview.pieces[event.option_index].id != self.piece_id:
            self.piece_id = self.preview.pieces[event.option_index].id
            await self._show_piece()

    @property
    def piece(self) -> Piece | None:
        """The part under the cursor."""
        pieces = self.preview.pieces if self.preview else ()
        return next((piece for piece in pieces if piece.id == self.piece_id), None)

    async def _show_piece(self) -> None:
        piece = self.piece
        if piece is None or self.preview is None:
            return
        offered = self.preview.offered(piece)
        quoted = sum(excerpt.id in self.preview.quoted for excerpt in offered)
        words = ngettext("{quoted} quoted of {count}", "{quoted} quoted of {count}", quoted)
        citable = sum(excerpt.id not in self.preview.barred for excerpt in offered)
        title = words.format(quoted=counted(quoted), count=counted(citable))
        heading = _("Excerpts").upper()
        self.query_one("#count", Static).update(f"{heading}  {title}")
        listing = self.query_one(Passages)
        listing.show([self.listed_as(excerpt, self.preview) for excerpt in offered])
        if not offered:
            listing.add_option(Option(Prose(Content.styled(_(_NONE), "$dim")), disabled=True))
        await self.query_one(DraftView).show(piece.blocks)

    # Commands

    @on(OptionList.OptionSelected, "#parts")
    def action_excerpts(self) -> None:
        """Go to the excerpts of the part."""
        if not self.query_one(Passages).entries:
            if self.preview is not None or self.query_one("#empty").display:  # else the draft is being made
                self.say(_(_NONE))
            return
        self.add_class("unfolded")
        self.query_one(Passages).focus()

    @on(Passages.PassageChosen)
    async def _passage_chosen(self, event: Passages.PassageChosen) -> None:
        await self.see(event.entry)

    def action_back(self) -> None:
        """Step back from the excerpts to the parts."""
        self.remove_class("unfolded")
        self.query_one("#parts").focus()

    async def action_star(self) -> None:
        """Star the excerpt under the cursor, or take its star away."""
        entry = self.query_one(Passages).meant
        if entry is None:
            self.say(_("No excerpt here to star: choose a code among the parts."))
            return
        if entry.barred and not entry.starred:  # a star from before can still be taken away
            self.say(entry.barred)
            return
        change = await self.done(self.bench.perform(StarCodings((entry.id,), starred=not entry.starred)))
        if change is not None:
            undone = _("No longer starred.   u undoes it")
            self.say(undone if entry.starred else _("Starred: quoted first.   u undoes it"))

    @work
    async def action_options(self) -> None:
        """Choose how the draft is made."""
        if self.options is not None:
            values = await self.app.push_screen_wait(QuestionDialog(_("The draft"), _fields(self.options)))
            if values is not None:
                quotes = None if values["quotes"] == ALL else int(values["quotes"])
                language, counts, others = values["language"], bool(values["counts"]), bool(values["others"])
                self.options = replace(self.options, language=language, quotes=quotes, counts=counts, others=others)
                self.refresh_draft()

    @work(group="file", exclusive=True)
    async def action_build(self) -> None:
        """Write the draft into report.docx beside the project."""
        out = await self._out()
        names = await self.names_looked_for() if out is not None else None
        if out is None or names is None or self.options is None:
            return
        try:
            words = _("building {file}").format(file=out.name)
            path, unseen = await self.bench.run(
                words,
                later("qualcode.tui.shown.drafts:built"),
                self.bench.project,
                replace(self.options, outline=self.outline_id or ""),
                out,
                self.coder,
                names,
            )
        except Refusal as refusal:
            self.say(_why(refusal))
            return
        self.say_sent(path, names, _("{file}: written in {folder}"))
        if unseen:
            told = ngettext(
                "{file}: written; {count} code stands in no part of it, since no theme rests on it: o gives it one",
                "{file}: written; {count} codes stand in no part of it, since no theme rests on them: o gives them one",
                unseen,
            )
            self.say(told.format(file=path.name, count=counted(unseen)))

    async def _out(self) -> Path | None:
        """Return the file to write; where there is one of that name, ask."""
        out = beside(self.bench.project.label) / REPORT
        if not out.exists():
            return out
        new = free(out)
        choices = [
            Choice(NEW, _("Write {file} beside it").format(file=new.name)),
            Choice(OLD, _("Replace {file}").format(file=out.name)),
        ]
        question = _("{file} is there already, perhaps with changes of yours.").format(file=out.name)
        chosen = await self.app.push_screen_wait(ChooseDialog(question, choices))
        return {NEW: new, OLD: out}.get(chosen or "")


def _why(refusal: Refusal) -> str:
    """Return why there is no draft, and what to do next here."""
    if isinstance(refusal, NothingCoded):
        return _("There is nothing to write about yet. Go to Code (1), select a passage (s) and code it (c).")
    return str(refusal)


def _line(piece: Piece, preview: Preview | None, room: int) -> Content:
    """Return a part as it is listed: its title, and how many excerpts can be quoted."""
    number = _number(piece, preview, room - _NAMED)
    wide = room - cell_len(number) - 1
    name = shortened("  " * (piece.level - 1) + shown_line(piece.title), wide)
    style = "bold" if piece.level == 1 else ""
    return Content.assemble((name + " " * (wide - cell_len(name) + 1), style), (number, "$dim"))


def _number(piece: Piece, preview: Preview | None, room: int) -> str:
    """Return how many excerpts can be quoted and how many cannot, by their reason where there is room."""
    if preview is not None and preview.outline is not None:
        return counted(piece.words)
    if not piece.codes or preview is None:
        return "–"
    offered = preview.offered(piece)
    reasons = [reason for one in offered if (reason := preview.barred.get(one.id))]
    count, rest = counted(len(offered) - len(reasons)), counted(len(reasons))
    if not reasons:
        return count
    words = _("{count} (+{rest} of the interviewer)") if set(reasons) == {"interviewer"} else ""
    long = (words or _("{count} (+{rest} not to be quoted)")).format(count=count, rest=rest)
    return long if cell_len(long) <= room else f"{count} (+{rest})"


def entry_of(excerpt: Excerpt, preview: Preview) -> Entry:
    """Return an excerpt as it is listed: what the draft does not quote is quiet, what no draft quotes says why."""
    why = preview.barred.get(excerpt.id, "")
    asks = _("interviewer") if excerpt.role == "interviewer" else ""
    where = excerpt.case or " · ".join(filter(None, (excerpt.document, excerpt.speaker, asks)))
    return Entry(
        excerpt.id,
        where,
        ((excerpt.text, False),),
        preview.documents.get(excerpt.document, ""),
        excerpt.start,
        excerpt.starred if excerpt.starred or not why else None,
        quiet=excerpt.id not in preview.quoted,
        barred=_(_BARRED[why]) if why else "",
    )


def _fields(options: DraftOptions) -> list[Field]:
    """Return what can be chosen of a draft."""
    languages = tuple((language, _(words)) for language, words in _LANGUAGES.items())
    quotes = (*((number, number) for number in _QUOTES), (ALL, _("all")))
    counts = (("yes", _("yes")), ("", _("no")))
    others = (("yes", _("in a last part")), ("", pgettext("codes", "left out")))
    return [
        Field("language", _("language of the report"), languages, options.language),
        Field("quotes", _("excerpts of each code, at most"), quotes, str(options.quotes or ALL)),
        Field("counts", _("how often codes were applied"), counts, "yes" if options.counts else ""),
        Field("others", _("codes that no theme rests on"), others, "yes" if options.others else ""),
    ]
