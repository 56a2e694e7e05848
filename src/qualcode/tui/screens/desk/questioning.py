"""The interview guide at the desk: the question beside the text, going to a question, saying which one a turn asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qualcode.coding.documents.guide import MarkAsked, UnmarkAsked
from qualcode.model.ids import new_id
from qualcode.model.messages import _, ngettext
from qualcode.tui.asked import QuestionsDialog
from qualcode.tui.dialogs.entries import Offer
from qualcode.tui.figures import counted
from qualcode.tui.later import later
from qualcode.tui.screens.desk.gathering import Gathering
from qualcode.tui.shown.structure import Structure, structure
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from qualcode.model.changes import Change
    from qualcode.model.records import Asked
    from qualcode.model.spans import Span

_SCREEN: Final = later("qualcode.tui.screens.guide.guide:GuideScreen")
_NONE: Final = "none"
"""What the list of questions answers for none of them."""


class Questioning(Gathering):
    """The desk with the interview guide beside the text."""

    _guide = Structure()
    """The guide, and where its questions are asked and answered in the open document."""

    async def open(self, document: str, caret: int | None = None) -> None:
        """Show a document with the questions asked in it."""
        new = document != self.opened
        if new:
            self._guide = Structure(self._guide.questions)
        await super().open(document, caret)
        if new:
            await self._read_guide()

    async def _show_what(self, changes: list[Change]) -> None:
        """Show what some changes touched; of the guide, the question beside the text."""
        await super()._show_what(changes)
        nouns = {noun for change in changes for noun in change.touched}
        if nouns & {"questions", "askings"} or (self._guide.questions and nouns & {"turns", "documents"}):
            await self._read_guide()

    async def _read_guide(self) -> None:
        self._guide = await self.bench.read(structure, self.bench.project, self.opened)
        if self.opened:
            self.head()

    def head(self) -> None:
        """Write which document this is, what the words under the caret ask or answer, and where one stands."""
        found = self._guide.at(self.reader.caret)
        # TRANSLATORS: a question of the interview guide by its number, as short as can be
        numbers = [_("Q{number}").format(number=question.position + 1) for question in found]
        self.beside = f"{numbers[0]} {shown_line(found[0].label)}" if len(found) == 1 else " ".join(numbers)
        super().head()

    # Going

    def action_guide(self) -> None:
        """Show the interview guide, at the question under the caret."""
        found = self._guide.at(self.reader.caret)
        wanted = found[0].id if found else ""
        self.app.push_screen(_SCREEN(self.bench, lambda *place: self.start(self._go_to(*place)), wanted))

    def action_to_question(self) -> None:
        """Ask for a question of the guide, and go where it is asked in this document."""
        if self._without_guide():
            return
        asked = {one.question: one for one in reversed(self._guide.askings)}
        times = {one: sum(each.question == one for each in self._guide.askings) for one in asked}
        beside = {one: _asked_times(times.get(one, 0)) for one in (each.id for each in self._guide.questions)}
        ordered = sorted(self._guide.questions, key=lambda question: question.id not in asked)
        title = _("Go to which question in this document?")
        answer = self.ask(QuestionsDialog(ordered, Offer(title, _("go there"), beside)))

        async def go() -> None:
            chosen = await answer
            place = asked.get(chosen or "")
            if place is not None:
                self.reader.select(None)
                self.reader.go(place.start)
                self.reader.focus()
            elif chosen is not None:
                self.say(_("Marked nowhere in this document: z on the turn that asks it marks it."))

        self.start(go())

    def action_asked(self, direction: int) -> None:
        """Go to the next question asked in this document, or to the one before."""
        place = self._guide.next(self.reader.caret, direction)
        if place is not None:
            self.reader.select(None)
            self.reader.go(place)
        elif not self._guide.askings:
            self.say(_("No question is marked in this document: z says which one a turn asks, Z shows the guide."))

    def _without_guide(self) -> bool:
        if not self._guide.questions:
            self.say(_("No interview guide yet: Z brings one in, or writes it."))
        return not self._guide.questions

    # Saying what is asked

    def action_ask_here(self) -> None:
        """Say which question is asked by what is selected, or by this turn; or by none any more."""
        if not self.opened or self._without_guide():
            return
        span = self.reader.span or self._asking_turn()
        if not span:
            self.say(_("Nothing stands here: select the words that ask."))
            return
        marked, document = self._guide.asked(*span), self.opened
        offer = Offer(
            _("{words}: which question is it?").format(words=self.quote(*span)),
            _("mark it"),
            {one.question: _("marked") for one in marked},
            _("none, or no longer") if marked else "",
        )
        answer = self.ask(QuestionsDialog(self._guide.questions, offer))

        async def mark() -> None:
            chosen = await answer
            if chosen is not None:
                self.reader.select(None)
                await self._marked_anew(document, span, marked, "" if chosen == _NONE else chosen)

        self.start(mark())

    def _asking_turn(self) -> Span:
        """Return the turn under the caret; without turns, the sentence."""
        steps, caret = self.reader.steps, self.reader.caret
        return steps.turn_span(caret) if self.reader.sheet.turns else steps.sentence_span(caret)

    async def _marked_anew(self, document: str, span: Span, marked: tuple[Asked, ...], question: str) -> None:
        """Let a stretch ask one question and no other, in one step of undo.

        Args:
            document: its id.
            span: the words.
            marked: the marks there are.
            question: the id of the question; empty for none.
        """
        batch = new_id()
        gone = [one for one in marked if one.question != question]
        for one in gone:
            if await self.refused(self.bench.perform(UnmarkAsked(one.id), batch)) is None:
                return
        if question and len(gone) == len(marked):
            await self.refused(self.bench.perform(MarkAsked(question, document, *span), batch))
        elif question and not gone:
            name = next(each.name for each in self._guide.questions if each.id == question)
            self.say(_("{name}: marked here already").format(name=shown_line(name)))


def _asked_times(count: int) -> str:
    if not count:
        return _("not asked here")
    return ngettext("asked", "asked {count} times", count).format(count=counted(count))
