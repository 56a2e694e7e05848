"""One question of the guide read across documents: the answers one under the other, to go to and to code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from textual import on
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from qualcode.bringing import listed
from qualcode.model.messages import _, ngettext
from qualcode.tui.alone import alone
from qualcode.tui.figures import counted
from qualcode.tui.screens.place import PlaceScreen
from qualcode.tui.shown import guide as guides
from qualcode.tui.shown import study
from qualcode.tui.widgets.painting import shortened
from qualcode.tui.widgets.prose import Prose
from qualcode.tui.widgets.questions import QuestionList
from qualcode.tui.widgets.reader import Reader
from qualcode.tui.widgets.transcript import TranscriptReader
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from qualcode.coding.actions import Action
    from qualcode.model.changes import Change
    from qualcode.tui.workbench import Workbench

    Go = Callable[[str, int], None]
    """Shows a place of a document where one codes."""

_NAMED: Final = 8
"""Documents named where a question was not asked; w lists them all."""
_CODED: Final = frozenset({"codings", "memos"})
"""What coding touches: the answers stay, their codes are read anew."""
_SHOWN: Final = _CODED | {"codes", "questions", "askings", "documents", "turns", "cases", "coders", "case_links"}
"""What any of this place is made of."""


class GuideAnswers(PlaceScreen):
    """The questions on the left; on the right the answers to the one meant, from every document where it was asked."""

    PLACE = ""

    def __init__(self, bench: Workbench, go: Go, wanted: str = "") -> None:
        """Read the guide of a study.

        Args:
            bench: the workbench.
            go: shows a place of a document where one codes.
            wanted: the id of the question to begin with, empty for the first.
        """
        super().__init__(bench)
        self._go = go
        self._wanted = wanted
        self.known = guides.Guide()
        self.answers = guides.NOTHING
        self.book = study.EMPTY
        self.whose = study.NOBODY
        self._recent: list[str] = []
        self._being_read = ""
        """The question whose answers are being read, or were."""
        self._entering = False
        """Whether one goes to the answers once they are there."""
        self._stale = {"documents"}
        """What of this place is to be read."""
        self._codings: frozenset[str] = frozenset()
        """Codings that came, changed or went since they were read."""

    def inside(self) -> ComposeResult:
        """Lay out the questions, and the answers beside them."""
        with Horizontal(id="workplace"):
            with Vertical(id="list", classes="panel"):
                yield Static(_("Interview guide").upper(), classes="panel-title", markup=False)
                yield Static(id="empty", markup=False)
                yield QuestionList()
                yield Static(id="about", markup=False)
            with Vertical(id="answers"):
                yield Static(id="question", markup=False)
                yield Static(id="where", markup=False)
                yield Static(id="nothing", markup=False)
                yield TranscriptReader(id="reader")

    async def on_mount(self) -> None:
        """Read the guide, and show the answers to its first question."""
        await self.begin()
        project = self.bench.project
        self.whose = await self.bench.read(study.whose, project, _coder_of(self.whose_chosen()))
        self.say_whose(self.whose.name, several=len(self.whose.names) > 1)
        self._recent = await self.bench.read(study.recent_codes, project)
        await self._show_now(self._wanted)

    @property
    def reader(self) -> TranscriptReader:
        """The answers."""
        return self.query_one(TranscriptReader)

    # What is shown

    def changed(self, change: Change) -> None:
        """Read anew what an action touched of this place."""
        self._stale |= change.touched.keys() & _SHOWN
        codings = change.touched.get("codings")
        if codings is not None and codings.everything:
            self._stale.add("documents")
        elif codings is not None:
            self._codings |= codings.added | codings.altered | codings.removed
        if self._stale:
            alone(self, "reading", self._show_now)

    async def _show_now(self, wanted: str = "") -> None:
        """Read what went stale, and show it; the cursor stays on its question, or goes to the one wanted."""
        stale, codings = frozenset(self._stale), frozenset(self._codings)
        known, project, dark = self.known, self.bench.project, self.app.current_theme.dark
        if stale - _CODED - {"questions"}:
            known = await self.bench.read(guides.guide, project)
        else:
            if "questions" in stale:
                known = await self.bench.read(guides.reworded, project, known)
            if codings:
                known = await self.bench.read(guides.recoded, project, known, codings)
        if stale:
            self.book = await self.bench.read(study.book, project, self.whose, dark=dark)
        self._stale -= stale  # whoever moves on meanwhile lets this go, and reads it again
        self._codings -= codings
        self.known = known
        if stale - _CODED:
            self._list(wanted)
        meant = self.query_one(QuestionList).meant
        if stale and stale <= _CODED and meant == self.answers.question:
            found = (known, self.answers, self.book, self.whose)
            self.reader.show_passages(await self.bench.read(guides.coded, *found))
        else:
            await self.show_answers()

    def _list(self, wanted: str) -> None:
        self.set_class(not self.known.questions, "no-questions")
        words = _("No question yet: a writes one, i brings a guide in from a file.")
        self.query_one("#empty", Static).update(Prose(Content(words)))
        self.query_one(QuestionList).show(self.known, wanted)

    @on(QuestionList.QuestionMeant)
    def _meant(self, event: QuestionList.QuestionMeant) -> None:
        event.stop()
        if event.question != self._being_read:
            alone(self, "reading", self._show_now)

    def enter(self, question: str) -> None:
        """Go to the answers to a question, once they are shown."""
        self._entering = True
        if question == self.answers.question == self._being_read:
            self._enter()
        elif question != self._being_read:
            alone(self, "reading", self._show_now)

    def _enter(self) -> None:
        self._entering = False
        if self.answers.pieces:
            self.reader.focus()

    async def show_answers(self) -> None:
        """Show what was answered to the question under the cursor, where one was in it."""
        question, reader, before = self.query_one(QuestionList).meant, self.reader, self.answers
        stood = before.piece_at(reader.caret) if question == before.question else None
        stands = stood.there(reader.caret, reader.caret + 1) if stood else None
        project = self.bench.project
        self._being_read = question
        answers = await self.bench.read(guides.answers_of, project, self.known, question)
        sheet = await self.bench.read(guides.sheet_of, self.known, answers, self.book, self.whose)
        self.answers = answers
        caret = answers.at(stood.document if stood else "", stands.start if stands else 0)
        self.set_class(not self.answers.pieces, "no-answers")
        reader.show(sheet, caret)
        self._describe(question)
        if self._entering:
            self._enter()

    def _describe(self, identifier: str) -> None:
        """Write the question whole, who was asked it, and its probes."""
        question, reach = self.known.question(identifier), self.known.of(identifier)
        if question is None:
            for name in ("question", "about", "nothing", "where"):
                self.query_one(f"#{name}", Static).update("")
            return
        title = f"{question.position + 1}. {shown_line(question.text)}"
        self.query_one("#question", Static).update(Prose(Content.styled(title, "bold")))
        of = len(reach.documents) + len(reach.other_documents)
        asked = ngettext("Asked in {count} document of {total}", "Asked in {count} documents of {total}", of)
        words = [(asked.format(count=counted(len(reach.documents)), total=counted(of)), "$dim")]
        if reach.documents and reach.other_documents:
            names = listed([shown_line(who.name) for who in reach.other_documents], _NAMED)
            words.append(("\n" + _("Not asked: {names}").format(names=names), "$dim"))
        if question.probes:
            probes = " · ".join(map(shown_line, question.probes))
            words.append(("\n" + _("Probes: {probes}").format(probes=probes), "$faint"))
        self.query_one("#about", Static).update(Prose(Content.assemble(*words)))
        told = _("Nobody answers it yet: m finds where the questions are asked; where one codes, z says it of a turn.")
        self.query_one("#nothing", Static).update(Prose(Content(told)))
        self._say_where()

    @on(Reader.CaretMoved)
    def _say_where(self) -> None:
        """Say whose answer the caret is in, in which document, and which of how many."""
        line, number = self.query_one("#where", Static), self.answers.number_at(self.reader.caret)
        if number is None:
            line.update("")
            return
        names = {document.id: document.name for document in self.known.material.documents}
        told = _("answer {number} of {count}")
        place = told.format(number=counted(number + 1), count=counted(len(self.answers.pieces)))
        width = line.content_size.width or self.app.size.width  # before the first layout it has none
        room = max(width - cell_len(place) - 3, 8)
        name = shown_line(names.get(self.answers.pieces[number].document, ""))
        words = Content.assemble((shortened(name, min(cell_len(name), room)), "$accent"), (f"   {place}", "$dim"))
        if words.plain != str(line.content):
            line.update(words)

    # Asking and acting

    async def act(self, action: Action) -> Change | None:
        """Do an action and say it; a refusal is said."""
        change = await self.done(self.bench.perform(action))
        if change is not None:
            await self.tell(change)
        return change

    async def tell(self, change: Change) -> None:
        """Say what was done, with its undo key."""
        now = await self.bench.read(study.standing, self.bench.project, change)
        if now.latest is not None:
            self.say(_("Done: {act}   u undoes it").format(act=now.latest.words()))


def _coder_of(whose: study.Whose | None) -> str | None:
    """Return whose codings were chosen as their reading is asked for: one's own before a choice."""
    return "" if whose is None or whose.is_mine else whose.coder
