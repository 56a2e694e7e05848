"""The questions of the guide, one of them to be chosen: to go to, or to say what a turn asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.content import Content
from textual.widgets.option_list import Option

from qualcode.model.messages import _
from qualcode.tui.dialogs.picking import PickingDialog
from qualcode.tui.ranking import Name, ranked
from qualcode.tui.widgets.painting import shortened
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.widgets import OptionList

    from qualcode.model.records import GuideQuestion
    from qualcode.tui.dialogs.entries import Offer

NONE: Final = "none"
"""The answer that it is none of the questions."""


class QuestionsDialog(PickingDialog):
    """Lists the questions, by a few letters or their number; answers the id of one, or NONE."""

    BINDINGS: ClassVar[list[Any]] = []

    def __init__(self, questions: Sequence[GuideQuestion], offer: Offer) -> None:
        """Offer these, in this order."""
        super().__init__()
        self._questions = {question.id: question for question in questions}
        self._offer = offer

    def title_words(self) -> str:
        """Ask."""
        return shown_line(self._offer.title)

    def letters_of(self) -> str:
        """Ask for its words."""
        return _("its number, or a few letters")

    def keys(self) -> tuple[tuple[str, str], ...]:
        """Name them."""
        return ((_("Enter"), self._offer.verb), ("↑↓", _("choose")), (_("Esc"), _("close")))

    def fill(self, listing: OptionList, typed: str) -> None:
        """List the questions called so; by a number, the one that has it."""
        found = self._found(typed.strip())
        if self._offer.none and not typed.strip():
            listing.add_option(Option(Content.styled(self._offer.none, "$dim"), id=NONE))
        listing.add_options([Option(self._line(self._questions[one]), id=one) for one in found])
        if listing.option_count:
            listing.highlighted = 0
        else:
            listing.add_option(Option(Content.styled(_("no question is called so"), "$dim"), disabled=True))

    def _found(self, typed: str) -> list[str]:
        if typed.isdecimal():
            return [one.id for one in self._questions.values() if str(one.position + 1).startswith(typed)]
        if not typed:
            return list(self._questions)
        names = [Name(one.id, one.label, one.section, (one.text,)) for one in self._questions.values()]
        return list(ranked(typed, names))

    def _line(self, question: GuideQuestion) -> Content:
        number = f"{question.position + 1:>2} "
        beside = self._offer.beside.get(question.id, "")
        told = f"  {shown_line(beside)}" if beside else ""
        label = shortened(shown_line(question.label), max(self.room - len(number) - len(told), 8))
        return Content.assemble((number, "$faint"), label, (told, "$dim"))
