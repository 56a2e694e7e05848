"""A memo on a coding or a document: plain words, kept when one leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from qualcode.model.messages import N_, _
from qualcode.tui.dialogs.frame import EXPLAINED
from qualcode.words.shown import shown, shown_line

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from qualcode.tui.shown.unfinished import Unfinished


class MemoDialog(ModalScreen[str | None]):
    """Shows a memo to be written; the answer is its words, None where nothing of them was changed."""

    DEFAULT_CSS = """
    MemoDialog { align: center middle; }
    MemoDialog > Vertical {
        width: 72; max-width: 96%; height: auto; max-height: 90%;
        background: $panel; border: round $accent; padding: 0 2;
    }
    MemoDialog TextArea { height: 9; border: none; padding: 0; background: $panel; margin: 1 0; }
    MemoDialog TextArea:focus { border: none; }
    MemoDialog .about { color: $dim; max-height: 3; }
    MemoDialog #back { color: $warning; height: auto; display: none; }
    """
    HELP_HERE: ClassVar[str] = N_(
        "A memo: plain words. They are kept as you type, and stand in the study once you leave."
    )
    BINDINGS: ClassVar[list[Any]] = [EXPLAINED, ("escape,ctrl+s", "keep", "")]

    def __init__(self, title: str, about: str, words: str, unfinished: Unfinished) -> None:
        """Write on something.

        Args:
            title: what it is on.
            about: the passage, empty for a document.
            words: the memo as it is.
            unfinished: what keeps the words while they are typed.
        """
        super().__init__()
        self._title = shown_line(title)
        self._about = shown_line(about)
        self._words = words
        self._unfinished = unfinished

    def told_keys(self) -> list[tuple[str, str]]:
        """Return its keys as they are written, and what they do."""
        return [(_("Esc"), _("keep it and close")), ("^z", _("take back what was typed"))]

    def compose(self) -> ComposeResult:
        """Lay it out: what it is on, the words, what the keys do."""
        with Vertical():
            yield Static(Content.styled(self._title, "bold"), markup=False)
            if self._about:
                yield Static(Content(self._about), classes="about", markup=False)
            yield Static(id="back", markup=False)
            yield TextArea(shown(self._words), soft_wrap=True, show_line_numbers=False)
            yield Static(
                Content.assemble((_("Esc"), "bold $accent"), " ", (_("keep it and close"), "$dim")),
                id="close",
                markup=False,
            )

    def on_mount(self) -> None:
        """Write at its end; what was typed and never kept is back, said, and can be taken out."""
        area = self.query_one(TextArea)
        typed = self._unfinished.found().get("words", area.text)
        if typed != area.text:
            area.replace(shown(typed), area.document.start, area.document.end)
            words = _("What you had typed before the window closed is back; ^z takes it out.")
            self.query_one("#back", Static).update(Content(words))
            self.query_one("#back").display = True
        area.move_cursor(area.document.end)
        area.focus()

    def _written(self) -> dict[str, str]:
        """Return the words, if they were changed."""
        words = self.query_one(TextArea).text
        return {} if words == shown(self._words) else {"words": words}

    @on(TextArea.Changed)
    def _typed(self) -> None:
        self._unfinished.follow(self, self._written)

    @on(events.Click, "#close")
    def action_keep(self) -> None:
        """Answer the words, if they were changed; until the study has them they are kept as typed."""
        written = self._written()
        self._unfinished.keep(written)
        self.dismiss(written.get("words"))
