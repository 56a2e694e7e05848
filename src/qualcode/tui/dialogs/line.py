"""One line to type: a name, a place in a document; what it would mean stands below it while one types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.widgets import Input, Static

from qualcode.model.messages import _
from qualcode.tui.dialogs.frame import Dialog
from qualcode.words.shown import shown, shown_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult


class LineDialog(Dialog[str]):
    """Asks for a line; an empty one is no answer, but where it may be."""

    DEFAULT_CSS = """
    LineDialog Input { margin-bottom: 0; }
    LineDialog #meaning { height: auto; color: $dim; }
    LineDialog #meaning.wrong { color: $error; }
    """

    def __init__(  # noqa: PLR0913 - a question is all of these
        self,
        asked: str,
        value: str = "",
        *,
        example: str = "",
        means: Callable[[str], str] | None = None,
        verb: str,
        may_be_empty: bool = False,
        wrong: Callable[[str], str] | None = None,
    ) -> None:
        """Ask.

        Args:
            asked: what for; people's words in it are shown as typed.
            value: what stands there already.
            example: what could stand there, while nothing does.
            means: says what the line would mean; empty for nothing worth saying.
            verb: what Enter does.
            may_be_empty: whether nothing is an answer too.
            wrong: says why a line is no answer, which then stays to be mended; empty where it is one.
        """
        super().__init__()
        self._asked = shown_line(asked)
        self._value = shown(value)
        self._example = example
        self._means = means
        self._verb = verb
        self._may_be_empty = may_be_empty
        self._wrong = wrong

    def title_words(self) -> str:
        """Ask."""
        return self._asked

    def inside(self) -> ComposeResult:
        """Give the line, and what it would mean."""
        yield Input(self._value, placeholder=self._example, compact=True, select_on_focus=False)
        if self._means is not None or self._wrong is not None:
            yield Static(id="meaning", markup=False)

    def keys(self) -> tuple[tuple[str, str], ...]:
        """Name them."""
        return ((_("Enter"), self._verb), (_("Esc"), _("close")))

    def on_mount(self) -> None:
        """Stand behind what is there."""
        line = self.query_one(Input)
        line.cursor_position = len(line.value)
        line.focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        if self._means is not None:
            self._tell(self._means(event.value.strip()))

    def _tell(self, words: str, *, wrong: bool = False) -> None:
        meaning = self.query_one("#meaning", Static)
        meaning.set_class(wrong, "wrong")
        meaning.update(Content(shown_line(words)))

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        self.take(event.value.strip())

    def take(self, words: str) -> None:
        """Answer with a line, where it is an answer; say why it is none, and leave it there."""
        why = self._wrong(words) if self._wrong is not None else ""
        if why:
            self._tell(why, wrong=True)
        elif words or self._may_be_empty:
            self.dismiss(words)
