"""What goes for good: counted, chosen where there is a choice, and confirmed by a word that is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, OptionList, Static

from qualcode.model.messages import N_, _
from qualcode.tui.dialogs.frame import key_line
from qualcode.tui.dialogs.question import QuestionDialog
from qualcode.tui.widgets.keyline import KeyLine
from qualcode.tui.widgets.prose import Prose
from qualcode.words.folding import folded
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual.app import ComposeResult

    from qualcode.tui.dialogs.question import Field

    Lines = Callable[[Mapping[str, str]], Sequence[str]]
    """What is told of a purge, by what is chosen."""

_AROUND, _NARROW = 10, 90
"""Rows of the box beside what is told, and cells of a window in which the keys take a row more."""


class PurgeDialog(QuestionDialog):
    """Tells what goes and what stays, and asks for a word before it does anything; answers what was chosen."""

    DEFAULT_CSS = """
    PurgeDialog > Vertical { width: 84; }
    PurgeDialog #told { height: auto; margin-top: 1; scrollbar-size-vertical: 1; scrollbar-background: $panel; }
    PurgeDialog #told Static { height: auto; }
    PurgeDialog OptionList { margin: 1 0 0 0; display: none; }
    PurgeDialog #typed { height: auto; margin-top: 1; }
    PurgeDialog Input { height: 1; background: $background; padding: 0 1; }
    PurgeDialog #wrong { height: 1; color: $error; }
    """
    AUTO_FOCUS = "Input"
    HELP_HERE: ClassVar[str] = N_(
        "What goes for good, counted before anything is done. Nothing goes until the word is typed whole; Esc leaves "
        "everything as it is."
    )
    BINDINGS: ClassVar[list[Any]] = [("pagedown", "page(1)", ""), ("pageup", "page(-1)", "")]

    def __init__(self, title: str, word: str) -> None:
        """Ask; what goes is told once it is counted.

        Args:
            title: what is about to happen.
            word: what is to be typed.
        """
        super().__init__(title, ())
        self._word = word
        self._told: Lines | None = None

    def tell(self, told: Lines, fields: Sequence[Field]) -> None:
        """Tell what was counted.

        Args:
            told: gives the lines for what is chosen.
            fields: what there is to choose; none for nothing.
        """
        self._told, self._answers = told, list(fields)
        listing = self.query_one(OptionList)
        listing.display = bool(fields)
        self.query_one(KeyLine).show(self._keys().pieces)
        self._list()
        if fields:
            listing.highlighted = 0
        self.on_resize()
        self._tell()

    def compose(self) -> ComposeResult:
        """Lay it out: what goes, the choices, the word, the keys."""
        asked = _("This cannot be undone. To do it, type {word}").format(word=shown_line(self._word))
        with Vertical():
            yield Static(Prose(Content.styled(shown_line(self._asked), "bold")), markup=False)
            with VerticalScroll(id="told", can_focus=False):
                yield Static(markup=False)
            yield OptionList(markup=False)
            yield Static(Prose(Content(asked)), id="typed", markup=False)
            yield Input(compact=True)
            yield Static(id="wrong", markup=False)
            yield self._keys()

    def _keys(self) -> KeyLine:
        """Return the keys; those that choose, where there is something to choose."""
        choose = (("Tab", _("choices")), ("←→", _("change"))) if self._answers else ()
        read = (_("PgDn"), _("read on"))
        return key_line((_("Enter"), _("do it")), *choose, read, (_("Esc"), _("leave all as it is")))

    def begin(self) -> None:
        """Stand on the word, and tell that it is being counted."""
        self.query_one(Input).focus()
        self._tell()

    def on_resize(self) -> None:
        """Leave the choices, the word and the keys in sight."""
        low = self.app.size.width < _NARROW
        room = self.app.size.height * 94 // 100 - _AROUND - len(self._answers) - bool(self._answers) - low
        self.query_one("#told", VerticalScroll).styles.max_height = max(room, 3)

    def action_turn(self, count: int) -> None:
        """Change a choice, and tell what goes then."""
        super().action_turn(count)
        self._tell()

    def _tell(self) -> None:
        lines = self._told(self.values) if self._told is not None else [_("Counting what goes …")]
        self.query_one("#told Static", Static).update(Prose(Content("\n".join(map(shown_line, lines)))))

    def action_page(self, direction: int) -> None:
        """Read on, or back."""
        told = self.query_one("#told", VerticalScroll)
        told.scroll_relative(y=direction * max(told.size.height - 1, 1), animate=False)

    def accepted(self) -> None:
        """Go on to the word."""
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        if self._told is None:
            words = _("Wait until it is counted, and read it.")
        elif folded(event.value.strip()) == folded(self._word):
            self.dismiss(self.values)
            return
        else:
            words = _("This is another word; nothing was done.")
        self.query_one("#wrong", Static).update(Content(words))
