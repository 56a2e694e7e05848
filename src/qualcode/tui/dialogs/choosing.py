"""A short question with a few answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer: its id, its words, the colour of its first sign."""

    id: str
    words: str
    colour: str = ""


class ChooseDialog(ModalScreen[str | None]):
    """Asks; Escape answers None."""

    DEFAULT_CSS = """
    ChooseDialog { background: $background 0%; }
    ChooseDialog > Vertical {
        width: 60; max-width: 96%; height: auto; max-height: 80%;
        background: $panel; border: round $accent; padding: 0 1;
    }
    ChooseDialog OptionList { height: auto; max-height: 12; margin-top: 1; }
    """
    BINDINGS: ClassVar[list[Any]] = [("escape", "leave", "")]

    def __init__(self, question: str, choices: Sequence[Choice]) -> None:
        """Ask this."""
        super().__init__()
        self._question = question
        self._choices = choices

    def compose(self) -> ComposeResult:
        """Lay it out."""
        with Vertical():
            yield Static(Content.styled(self._question, "bold"))
            options = [
                Option(Content.assemble((shown_line(c.words)[:2], c.colour), shown_line(c.words)[2:]), id=c.id)
                for c in self._choices
            ]
            yield OptionList(*options, markup=False)

    def on_mount(self) -> None:
        """Stand on the first answer."""
        self.query_one(OptionList).focus()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option.id)

    def action_leave(self) -> None:
        """Answer nothing."""
        self.dismiss(None)
