"""The words of a passage one after another: one walks among them, and drops those that are not quoted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from qualcode.model.messages import N_, _
from qualcode.model.outlines import leaves_words, neat_cuts, trimmed_text
from qualcode.tui.dialogs.frame import KeyedDialog, key_line
from qualcode.tui.widgets.prose import Prose
from qualcode.words.shown import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from qualcode.model.spans import Span

Cuts = tuple[tuple[int, int], ...]


class TrimDialog(KeyedDialog["Cuts | None"]):
    """Shows a passage and what is left of it; answers the words that are dropped, None where one leaves."""

    DEFAULT_CSS = """
    TrimDialog { align: center middle; }
    TrimDialog > Vertical {
        width: 76; max-width: 96%; height: auto; max-height: 94%;
        background: $panel; border: round $accent; padding: 0 2;
    }
    TrimDialog VerticalScroll { height: auto; max-height: 9; margin-top: 1; scrollbar-size-vertical: 1; }
    TrimDialog #trimmed { width: 100%; height: auto; max-height: 8; margin-top: 1; color: $dim; }
    """
    HELP_HERE: ClassVar[str] = N_(
        "The words of a passage: walk among them, drop those that are not to be quoted. What is dropped is shown as "
        "[…]; the passage itself stays as it is."
    )
    BINDINGS: ClassVar[list[Any]] = [
        ("left,h", "walk(-1)", ""),
        ("right,l", "walk(1)", ""),
        ("up,k", "walk(-8)", ""),
        ("down,j", "walk(8)", ""),
        ("home", "walk(-100000)", ""),
        ("end", "walk(100000)", ""),
        ("space,x", "drop", ""),
        ("a", "all", ""),
        ("enter", "keep", ""),
        ("escape", "leave", ""),
    ]

    def __init__(self, text: str, words: Sequence[Span], cuts: Sequence[Span]) -> None:
        """Show a passage.

        Args:
            text: all of it.
            words: the bounds of each of its words.
            cuts: what is dropped already.
        """
        super().__init__()
        self._text = text
        self._words = words
        self._dropped = {place for place, word in enumerate(words) if any(word.overlaps(cut) for cut in cuts)}
        self._at = 0

    @property
    def cuts(self) -> Cuts:
        """What is dropped now."""
        return tuple(neat_cuts((self._words[place] for place in sorted(self._dropped)), self._text))

    def compose(self) -> ComposeResult:
        """Lay out the words, what is left of them, the keys."""
        with Vertical():
            yield Static(Content.styled(_("Which words are quoted?"), "bold"), markup=False)
            with VerticalScroll(can_focus=False):
                yield Static(id="words", markup=False)
            yield Static(id="trimmed", markup=False)
            yield key_line(
                ("←→", _("walk")),
                (_("Space"), _("drop, or keep")),
                ("a", _("all back")),
                (_("Enter"), _("apply")),
                (_("Esc"), _("close")),
            )

    def on_mount(self) -> None:
        """Stand on the first word."""
        words = self.query_one("#words", Static)
        words.can_focus = True
        words.focus()
        self._show()

    def _show(self) -> None:
        parts: list[Content | tuple[str, str]] = []
        for place, word in enumerate(self._words):
            style = "$faint strike" if place in self._dropped else ""
            if place == self._at:
                style = f"{style} reverse".strip()
            parts += [(shown(self._text[word.start : word.end]), style), (" ", "")]
        self.query_one("#words", Static).update(Prose(Content.assemble(*parts)))
        left = trimmed_text(self._text, neat_cuts(self.cuts, self._text))
        words = left if self._leaves() else _("Nothing would be left: keep some of its words.")
        self.query_one("#trimmed", Static).update(Prose(Content(shown(words))))
        lines = self.query_one(VerticalScroll)
        lines.scroll_to(y=lines.max_scroll_y * self._at / max(len(self._words) - 1, 1), animate=False)

    def _leaves(self) -> bool:
        return leaves_words(self._text, neat_cuts(self.cuts, self._text))

    def action_walk(self, count: int) -> None:
        """Go some words further, or back."""
        self._at = min(max(self._at + count, 0), max(len(self._words) - 1, 0))
        self._show()

    def action_drop(self) -> None:
        """Drop the word, or take it back, and go on."""
        self._dropped ^= {self._at}
        self.action_walk(1)

    def action_all(self) -> None:
        """Take all words back."""
        self._dropped.clear()
        self._show()

    def action_keep(self) -> None:
        """Answer what is dropped, where something is left."""
        if self._leaves():
            self.dismiss(self.cuts)

    def action_leave(self) -> None:
        """Answer nothing."""
        self.dismiss(None)
