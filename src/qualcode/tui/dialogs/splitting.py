"""A code split by walking its passages: one key each says whether it goes to the new code or stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual import on
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from qualcode.model.messages import _, ngettext
from qualcode.tui.dialogs.frame import KeyedDialog, go_along, key_line
from qualcode.tui.widgets.prose import Prose
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from qualcode.tui.dialogs.entries import Listed

GOES: Final = "→ "
STAYS: Final = "· "


class SplitDialog(KeyedDialog[tuple[str, ...]]):
    """Shows the passages of a code; answers the ids of those that go to the new one."""

    DEFAULT_CSS = """
    SplitDialog { align: center middle; }
    SplitDialog > Vertical {
        width: 92; max-width: 96%; height: auto; max-height: 94%;
        background: $panel; border: round $accent; padding: 0 2;
    }
    SplitDialog .title { text-style: bold; height: auto; }
    SplitDialog #gone { color: $dim; height: auto; }
    SplitDialog OptionList { height: auto; margin: 1 0; scrollbar-gutter: stable; }
    SplitDialog .hint { height: auto; }
    """
    BINDINGS: ClassVar[list[Any]] = [
        ("escape", "leave", ""), ("g,right", "say(True)", ""), ("s,left", "say(False)", ""),
        ("j", "cursor(1)", ""), ("k", "cursor(-1)", ""),
    ]  # fmt: skip

    def __init__(self, name: str, new: str, passages: Sequence[Listed]) -> None:
        """Walk these.

        Args:
            name: the code's.
            new: the name of the one to be made.
            passages: those of the code itself.
        """
        super().__init__()
        self._words = _("Which passages of “{name}” go to “{new}”?").format(name=name, new=new)
        self._passages = tuple(passages)
        self._going: set[str] = set()

    def compose(self) -> ComposeResult:
        """Lay it out: what is asked, how many go, the passages, the keys."""
        with Vertical():
            yield Static(Content(shown_line(self._words)), classes="title")
            yield Static(id="gone", markup=False)
            yield OptionList(*(Option(self._prompt(one), id=one.id) for one in self._passages), markup=False)
            yield key_line(
                ("g →", _("goes")), ("s ←", _("stays")), (_("Enter"), _("split now")), (_("Esc"), _("close"))
            )

    def on_mount(self) -> None:
        """Stand on the first."""
        listing = self.query_one(OptionList)
        listing.highlighted = 0
        listing.focus()
        self._count()

    def on_resize(self) -> None:
        """Leave the keys in sight in a low window."""
        room = self.app.size.height * 94 // 100 - 10
        self.query_one(OptionList).styles.max_height = max(min(28, room), 3)

    def _prompt(self, passage: Listed) -> Prose:
        sign, colour = (GOES, "bold $accent") if passage.id in self._going else (STAYS, "$faint")
        words = " ".join(passage.words.split())
        return Prose(
            Content.assemble((sign, colour), (shown_line(passage.where), "$dim"), "\n", shown_line(words), "\n ")
        )

    def _count(self) -> None:
        """Write how many go."""
        count = len(self._going)
        words = ngettext("{count} of {all} goes", "{count} of {all} go", count)
        self.query_one("#gone", Static).update(Content(words.format(count=count, all=len(self._passages))))

    def action_say(self, goes: bool) -> None:
        """Say it of the passage one stands on, and step to the next."""
        listing = self.query_one(OptionList)
        place = listing.highlighted
        if place is None:
            return
        passage = self._passages[place]
        self._going = self._going | {passage.id} if goes else self._going - {passage.id}
        listing.replace_option_prompt_at_index(place, self._prompt(passage))
        listing.highlighted = min(place + 1, len(self._passages) - 1)
        self._count()

    def action_cursor(self, direction: int) -> None:
        """Go to the next passage, or the one before."""
        go_along(self.query_one(OptionList), direction)

    @on(OptionList.OptionSelected)
    def _done(self) -> None:
        self.dismiss(tuple(one.id for one in self._passages if one.id in self._going))

    def action_leave(self) -> None:
        """Split nothing."""
        self.dismiss(None)
