"""A short question with a few answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual import on
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from qualcode.model.messages import N_, _
from qualcode.tui.dialogs.frame import KeyedDialog, key_line
from qualcode.tui.widgets.prose import Prose
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult


LAST: Final = 9
"""The last answer that a digit gives."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer: its id, its words, the colour of its first sign."""

    id: str
    words: str
    colour: str = ""


class ChooseDialog(KeyedDialog[str | None]):
    """Asks; Escape answers None."""

    DEFAULT_CSS = """
    ChooseDialog { background: $background 0%; }
    ChooseDialog > Vertical {
        width: 62; max-width: 96%; height: auto; max-height: 80%;
        background: $panel; border: round $accent; padding: 0 2;
    }
    ChooseDialog .hint { margin-top: 1; }
    ChooseDialog .known { color: $dim; height: auto; margin-top: 1; }
    ChooseDialog OptionList { height: auto; max-height: 12; margin-top: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    """
    HELP_HERE: ClassVar[str] = N_("A question with a few answers: take one, or leave without any.")
    BINDINGS: ClassVar[list[Any]] = [("escape", "leave", "")]

    def __init__(self, question: str, choices: Sequence[Choice], known: Sequence[str] = ()) -> None:
        """Ask.

        Args:
            question: what.
            choices: the answers.
            known: what is worth knowing before one answers, a line each.
        """
        super().__init__()
        self._question = question
        self._choices = choices
        self._known = known

    def compose(self) -> ComposeResult:
        """Lay it out."""
        with Vertical():
            yield Static(Prose(Content.styled(shown_line(self._question), "bold")), markup=False)
            if self._known:
                lines = "\n".join(shown_line(line) for line in self._known)
                yield Static(Prose(Content(lines)), classes="known", markup=False)
            options = [Option(_line(number, choice), id=choice.id) for number, choice in enumerate(self._choices, 1)]
            yield OptionList(*options, markup=False)
            numbers = [(f"1–{min(len(options), LAST)}", _("at once"))] if len(options) > 1 else []
            yield key_line((_("Enter"), _("choose")), *numbers, (_("Esc"), _("close")))

    def on_mount(self) -> None:
        """Stand on the first answer."""
        self.query_one(OptionList).focus()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option.id)

    def on_key(self, event: events.Key) -> None:
        """Answer by number."""
        if event.character and event.character in "123456789" and int(event.character) <= len(self._choices):
            event.stop()
            self.dismiss(self._choices[int(event.character) - 1].id)

    def action_leave(self) -> None:
        """Answer nothing."""
        self.dismiss(None)


def _line(number: int, choice: Choice) -> Content:
    """Write an answer behind its digit; those without one stand in line with the others."""
    words = shown_line(choice.words)
    digit = str(number) if number <= LAST else " "
    return Content.assemble((f"{digit} ", "$faint"), (words[:2], choice.colour), words[2:])
