"""The frame that the dialogs of the application share: a title, what is asked, and the keys below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final, TypeVar

from textual import on
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static

from qualcode.model.messages import _
from qualcode.tui.widgets.keyline import KeyLine, Piece

if TYPE_CHECKING:
    from textual.app import ComposeResult

Answer = TypeVar("Answer")

_KEYS: Final = {"↑↓": "down", "↓": "down", "←→": "right", "Tab": "tab"}
"""The key that a click on a sign presses; of two, the one that goes on."""


EXPLAINED: Final = ("f1,question_mark", "app.help", "")
"""The keys that explain a dialog; where one types, a question mark is a letter."""


class KeyedDialog(ModalScreen[Answer]):
    """Asks; its last line names its keys, and a click on one of them presses it."""

    BINDINGS: ClassVar[list[Any]] = [EXPLAINED]

    def told_keys(self) -> list[tuple[str, str]]:
        """Return its keys as they are written, and what they do."""
        return [(piece.sign, piece.words) for line in self.query(KeyLine) for piece in line.pieces]

    @on(KeyLine.Called)
    def _pressed(self, event: KeyLine.Called) -> None:
        event.stop()
        # by the application: a key that the dialog itself sends stops at the dialog, and its bindings never see it
        self.app.call_later(self.app.simulate_key, event.calls)


class Dialog(KeyedDialog[Answer]):
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
            yield key_line(*self.keys())

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


def go_along(listing: OptionList, direction: int) -> None:
    """Go to the next line of a list, or the one before."""
    if direction > 0:
        listing.action_cursor_down()
    else:
        listing.action_cursor_up()


def key_line(*pairs: tuple[str, str]) -> KeyLine:
    """Return the last line of a dialog: keys as they are written, and what they do."""
    known = {_("Enter"): "enter", _("Esc"): "escape", _("Space"): "space", **_KEYS}
    return KeyLine([Piece(sign, words, known.get(sign, "")) for sign, words in pairs], classes="hint")


def hint(*pairs: tuple[str, str]) -> Content:
    """Write keys and what they do on one line, as the footer does."""
    parts = [Content.assemble((sign, "bold $accent"), " ", (word, "$dim")) for sign, word in pairs]
    return Content("   ").join(parts)
