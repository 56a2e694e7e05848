"""The frame that the dialogs of the application share: a title, what is asked, and the keys below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

if TYPE_CHECKING:
    from textual.app import ComposeResult

Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer]):
    """Asks one thing; Escape answers None and loses nothing."""

    DEFAULT_CSS = """
    Dialog { align: center middle; }
    Dialog > Vertical {
        width: 68; max-width: 96%; height: auto; max-height: 94%;
        background: $panel; border: round $accent; padding: 0 2;
    }
    Dialog .title { text-style: bold; height: auto; margin-bottom: 1; }
    Dialog .hint { color: $dim; height: auto; margin-top: 1; }
    Dialog .label { color: $dim; height: auto; }
    Dialog .wrong { color: $error; height: auto; }
    Dialog Input { height: 1; margin-bottom: 1; background: $background; padding: 0 1; }
    Dialog Input:focus { background-tint: $foreground 4%; }
    Dialog OptionList { height: auto; max-height: 14; }
    """
    BINDINGS: ClassVar[list[Any]] = [("escape", "leave", "")]

    def compose(self) -> ComposeResult:
        """Lay out the title, the inside, the keys."""
        with Vertical():
            yield Static(Content(self.title_words()), classes="title")
            yield from self.inside()
            yield Static(hint(*self.keys()), classes="hint")

    def title_words(self) -> str:
        """Return what is asked; people's words in it already passed through `shown_line`."""
        raise NotImplementedError

    def inside(self) -> ComposeResult:
        """Give the widgets between the title and the keys."""
        yield from ()

    def keys(self) -> tuple[tuple[str, str], ...]:
        """Return keys and what they do, for the last line."""
        return ()

    def action_leave(self) -> None:
        """Answer nothing."""
        self.dismiss(None)


def hint(*pairs: tuple[str, str]) -> Content:
    """Write keys and what they do on one line, as the footer does."""
    parts = [Content.assemble((sign, "bold $accent"), " ", (word, "$dim")) for sign, word in pairs]
    return Content("   ").join(parts)
