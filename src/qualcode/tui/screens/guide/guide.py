"""The place of the interview guide: its questions kept in order, brought in, matched with what interviewers say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual import on

from qualcode.bringing import guide_of
from qualcode.coding.documents.guide import AddQuestion, Asking, EditQuestion, MatchGuide, RemoveQuestion
from qualcode.model.errors import Refusal
from qualcode.model.messages import N_, _, ngettext
from qualcode.tui.alone import alone
from qualcode.tui.asked import Choice, ChooseDialog, LineDialog, ListingDialog
from qualcode.tui.commands import Command, bindings
from qualcode.tui.dialogs.entries import EVERY, OPEN, Listed
from qualcode.tui.dialogs.matching import MatchDialog
from qualcode.tui.dialogs.question_card import PROBES, QuestionCardDialog
from qualcode.tui.figures import counted
from qualcode.tui.later import later
from qualcode.tui.opening import typed_path
from qualcode.tui.screens.desk.guide_coding import GuideCoding
from qualcode.tui.screens.place import GOING
from qualcode.tui.shown.unfinished import Unfinished
from qualcode.tui.widgets.questions import QuestionList
from qualcode.tui.widgets.transcript import TranscriptReader

if TYPE_CHECKING:
    import asyncio

    from qualcode.model.records import GuideQuestion
    from qualcode.tui.dialogs.entries import Asked
    from qualcode.tui.dialogs.matching import Match
    from qualcode.tui.shown.guide import Reach

KEEP, REMOVE = "keep", "remove"
_KINDS: Final = (("not", N_("those not asked")), ("asked", N_("those asked")))
_ON_ANSWERS: Final = frozenset({"open", "code", "whole"})
"""Actions on the words of an answer."""


class GuideScreen(GuideCoding):
    """The questions of the guide, and the answers to one of them across documents."""

    CSS_PATH = "../../styles/guide.tcss"
    AUTO_FOCUS = "#questions"
    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = (
        Command(
            "answers.open", "enter", "open", N_("in its document"), N_("see these words in their document"), rank=6
        ),
        Command("answers.code", "c", "code", N_("code it"), N_("code the selection, or the sentence"), rank=8),
        Command("answers.whole", "A", "whole", N_("all of it"), N_("select all answered in this document"), rank=9),
        Command("guide.match", "m", "match", N_("match"), N_("find where the questions are asked"), rank=14),
        Command("guide.import", "i", "bring_in", N_("from a file"), N_("bring questions in from a file"), rank=15),
        Command("guide.next", "alt+pagedown", "other(1)", N_("next"), N_("go to the next question")),
        Command("guide.back", "alt+pageup", "other(-1)", N_("previous"), N_("go to the question before")),
        *GOING,
        Command("guide.leave", "escape", "back", N_("back"), N_("go back to the coding"), rank=86),
    )
    BINDINGS: ClassVar[list[Any]] = bindings(COMMANDS_HERE)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's own
        """Offer what acts on the words of an answer where one is among them."""
        return action not in _ON_ANSWERS or isinstance(self.focused, TranscriptReader)

    # Going

    @on(QuestionList.QuestionChosen)
    def _chosen(self, event: QuestionList.QuestionChosen) -> None:
        """Read the answers to a question."""
        event.stop()
        self.add_class("unfolded")
        self.enter(event.question)

    def action_other(self, direction: int) -> None:
        """Go to another question."""
        self.query_one(QuestionList).action_step(direction)

    def action_back(self) -> None:
        """Step back: from what is selected, from the answers to the questions, from here to the coding."""
        if self.reader.span is not None or self.reader.visual:
            self.reader.select(None)
        elif self.reader.has_focus or self.has_class("unfolded"):
            self.remove_class("unfolded")
            self.query_one(QuestionList).focus()
        else:
            self.app.pop_screen()

    def _question(self) -> GuideQuestion | None:
        question = self.known.question(self.query_one(QuestionList).meant)
        if question is None:
            self.say(_("No question yet: a writes one, i brings a guide in from a file."))
        return question

    def action_who_was_asked(self) -> None:
        """List who was not asked the question, and who was; Enter goes there."""
        question = self._question()
        if question is not None:
            lines = _who(self.known.of(question.id))
            kinds = [(EVERY, _("all")), *((kind, _(words)) for kind, words in _KINDS)]
            title = _("Who was asked “{question}”").format(question=question.name)
            none = all(line.kind == "asked" for line in lines)
            dialog = ListingDialog(
                title, lines, verb=_("go there"), nothing=_no_line(lines), kinds=kinds, kind="asked" if none else "not"
            )
            self.start(self._gone_to(self.ask(dialog), question.id))

    async def _gone_to(self, answer: asyncio.Future[Asked | None], question: str) -> None:
        chosen = await answer
        if chosen is None or chosen.act != OPEN:
            return
        document = chosen.id.partition(":")[2]
        places = [one.start for one in self.known.askings if (one.question, one.document) == (question, document)]
        self.leave_for(document, min(places, default=0))

    # Questions written, moved, removed

    def action_new_question(self) -> None:
        """Write a question behind the one under the cursor."""
        meant = self.known.question(self.query_one(QuestionList).meant)
        unfinished = Unfinished(self.bench, "question")
        answer = self.ask(QuestionCardDialog(_("New question"), {}, unfinished))

        async def add() -> None:
            words = await answer
            if words is None:
                return
            probes = tuple(words.get(PROBES, "").split("\n"))
            place = meant.position + 1 if meant is not None else None
            section = words.get("section", meant.section if meant is not None else "")
            action = AddQuestion(words.get("text", ""), words.get("label", ""), section, probes, place)
            self.query_one(QuestionList).want(action.id)
            if await self.act(action) is not None:
                unfinished.let_go()

        self.start(add())

    def action_edit_question(self) -> None:
        """Edit the question under the cursor."""
        question = self._question()
        if question is None:
            return
        unfinished = Unfinished(self.bench, f"question:{question.id}")
        words = {
            "text": question.text, "label": question.label, "section": question.section,
            PROBES: "\n".join(question.probes),
        }  # fmt: skip
        answer = self.ask(QuestionCardDialog(_("Edit question {number}").format(number=question.position + 1), words,
                                             unfinished))  # fmt: skip

        async def edit() -> None:
            written = await answer
            if written is None:
                return
            probes = tuple(written[PROBES].split("\n")) if PROBES in written else None
            action = EditQuestion(
                question.id, written.get("text"), written.get("label"), written.get("section"), probes
            )
            if await self.act(action) is not None:
                unfinished.let_go()

        self.start(edit())

    def action_shift_question(self, direction: int) -> None:
        """Move the question under the cursor by one place."""
        question = self._question()
        if question is None:
            return
        place = question.position + direction
        if 0 <= place < len(self.known.questions):
            self.start(self.act(EditQuestion(question.id, position=place)))
        else:
            self.say(_("The question goes no further."))

    def action_drop_question(self) -> None:
        """Say what would go with the question, and ask."""
        question = self._question()
        if question is None:
            return
        count = sum(one.question == question.id for one in self.known.askings)
        sentence = ngettext(
            "Remove “{name}” with {count} mark of where it was asked?",
            "Remove “{name}” with {count} marks of where it was asked?",
            count,
        )
        choices = [Choice(KEEP, _("keep the question")), Choice(REMOVE, _("remove the question"))]
        answer = self.ask(ChooseDialog(sentence.format(name=question.name, count=counted(count)), choices))

        async def drop() -> None:
            if await answer == REMOVE:
                await self.act(RemoveQuestion(question.id))

        self.start(drop())

    # Brought in, and matched

    def action_bring_in(self) -> None:
        """Ask for the file of a guide, and bring its questions in behind those there are."""
        example = _("a path: .md, .txt, .docx, .csv, .xlsx")
        answer = self.ask(LineDialog(_("Questions from which file?"), example=example, verb=_("bring in")))

        async def bring() -> None:
            typed = await answer
            if not typed:
                return
            path = typed_path(typed)
            try:
                table = await self.bench.read(later("qualcode.importers.guide_files:guide_table"), path)
                action = guide_of(table, path.name)
                change = await self.bench.perform(action)
            except Refusal as refusal:
                self.say(str(refusal))
                return
            count, made = len(action.lines), change.note("made", 0)
            sentence = ngettext(
                "{file}: {count} question, {made} of them new", "{file}: {count} questions, {made} of them new", count
            )
            self.say(sentence.format(file=path.name, count=counted(count), made=made))

        self.start(bring())

    def action_match(self) -> None:
        """Find where the questions seem to be asked, and show it before anything is marked."""
        if not self.known.questions:
            self._question()
            return
        alone(self, "match", self._match)

    async def _match(self) -> None:
        words = _("looking where the questions are asked")
        try:
            found = await self.bench.run(words, later("qualcode.tui.shown.matching:matches"), self.bench.project)
        except Refusal as refusal:
            self.say(str(refusal))
            return
        if not self.is_current:  # one has gone elsewhere: what was found is found again
            return
        if not found:
            self.say(_("Nothing new found: where one codes, z says which question a turn asks."))
            return
        answer = self.ask(MatchDialog(self.known.questions, found))
        self.start(self._marked(answer))

    async def _marked(self, answer: asyncio.Future[tuple[Match, ...] | None]) -> None:
        kept = await answer
        if kept:
            await self.act(MatchGuide(tuple(Asking(one.question, one.document, one.start, one.end) for one in kept)))


def _no_line(lines: list[Listed]) -> str:
    """Return what is said where a kind has no line: there is nobody, or all were asked, or nobody was."""
    if not lines:
        return _("Nobody is to be asked yet: bring transcripts in.")
    if lines[0].kind == "asked":  # those not asked stand first
        return _("All were asked it.")
    return _("Nobody was asked it yet: m finds where the questions are asked; where one codes, z says it of a turn.")


def _who(reach: Reach) -> list[Listed]:
    """Return who was not asked and who was as lines of a list: documents, then the cases that speak in them."""
    groups = (
        ("not", _("document"), reach.other_documents), ("not", _("case"), reach.other_cases),
        ("asked", _("document"), reach.documents), ("asked", _("case"), reach.cases),
    )  # fmt: skip
    return [
        Listed(f"{number}-{place}:{who.document}", words, who.name, kind)
        for number, (kind, words, known) in enumerate(groups)
        for place, who in enumerate(known)
    ]
