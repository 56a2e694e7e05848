"""The passages of a code in a column beside the reader: compared, ordered, given another code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final, NamedTuple

from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from qualcode.model.messages import N_, _
from qualcode.tui.commands import Command, bindings
from qualcode.tui.widgets.painting import shortened
from qualcode.words.folding import folded
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MOST: Final = 400
"""Passages listed: a longer list is read in the place where one explores."""
MARK: Final = "✓ "


class Excerpted(NamedTuple):
    """A passage of a code: whose words, where."""

    coding: str
    document: str
    document_name: str
    speaker: str
    start: int
    end: int
    text: str
    starred: bool
    coder: str = ""
    """The name of whose coding it is; empty for one's own."""
    case: str = ""
    date: str = ""
    """The case's own date, else when the document came in: ISO 8601."""
    weight: int = 0
    """1 to 5, 0 for none."""
    code: str = ""
    origin: str = ""
    """Where the coding comes from; empty where a person coded by hand."""


ORDERS: Final[dict[str, tuple[str, Callable[[Excerpted], tuple[object, ...]]]]] = {
    "document": (N_("by document"), lambda _one: ()),
    "case": (N_("by case"), lambda one: (not one.case, folded(one.case))),
    "date": (N_("by date"), lambda one: (one.date,)),
    "weight": (N_("the weightiest first"), lambda one: (-one.weight,)),
}
"""How passages can be ordered; those of one place keep the order of the documents."""
COMPARING: Final = (
    Command("excerpts.open", "enter", "select", N_("to the text"), N_("go to this passage in its document"), rank=10),
    Command("excerpts.peek", "v", "screen.peek", N_("see"), N_("see the passage in the text, and stay here"), rank=11),
    Command("excerpts.recode", "a", "screen.recode", N_("another code"), N_("give the passage another code"), rank=12),
    Command("excerpts.mark", "space", "mark", N_("mark"), N_("mark passages to move them together"), rank=13),
    Command("excerpts.order", "o", "screen.order", N_("order"), N_("order by document, case, date or weight"), rank=14),
    Command("excerpts.star", "asterisk", "screen.star_listed", N_("star"), N_("star the passage, or no more"), "*", 15),
    Command("excerpts.weight", "W", "screen.weigh_listed", N_("weight"), N_("weigh the passage, 1 to 5"), rank=16),
    Command("excerpts.remove", "x,delete", "screen.remove_listed", N_("remove"), N_("remove the coding"), rank=17),
    Command("excerpts.down", "j", "cursor_down", N_("down"), N_("go to the next passage")),
    Command("excerpts.up", "k", "cursor_up", N_("up"), N_("go to the passage before")),
)


class ExcerptList(OptionList):
    """Lists the passages of one code; Enter goes to one."""

    HELP_HERE: ClassVar[str] = N_(
        "The passages of the code, the one you stand on in its context below. Space marks several, a gives them "
        "another code, Esc brings the codebook back."
    )
    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = COMPARING
    BINDINGS: ClassVar[list[Any]] = bindings(COMPARING)

    DEFAULT_CSS = """
    ExcerptList { display: none; }
    """

    class ExcerptChosen(Message):
        """A passage was chosen."""

        def __init__(self, passage: Excerpted) -> None:
            """Say which."""
            super().__init__()
            self.passage = passage

    class ExcerptMeant(Message):
        """The cursor stands on a passage."""

        def __init__(self, passage: Excerpted) -> None:
            """Say which."""
            super().__init__()
            self.passage = passage

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__(id="excerpts", markup=False)
        self._passages: dict[str, Excerpted] = {}
        self._marked: dict[str, None] = {}
        self.code = ""
        self.order = "document"

    def show(self, code: str, passages: Sequence[Excerpted]) -> None:
        """List the passages of a code; the cursor stays on the one it stood on, or where that was."""
        place = self.highlighted if code == self.code else 0
        meant = self.meant.coding if self.meant and code == self.code else ""
        self.code = code
        ordered = sorted(passages, key=ORDERS[self.order][1])
        self._passages = {passage.coding: passage for passage in ordered[:MOST]}
        self._marked = {coding: None for coding in self._marked if coding in self._passages}
        self._write(list(self._passages).index(meant) if meant in self._passages else place)

    def _write(self, place: int | None) -> None:
        self.clear_options()
        self.add_options([Option(self._prompt(passage), id=passage.coding) for passage in self._passages.values()])
        if self._passages:
            self.highlighted = min(place or 0, len(self._passages) - 1)

    def on_resize(self) -> None:
        """Write the lines for the width there is."""
        self._write(self.highlighted)

    @property
    def meant(self) -> Excerpted | None:
        """The passage under the cursor."""
        option = self.highlighted_option
        return self._passages.get(option.id or "") if option else None

    @property
    def chosen(self) -> tuple[Excerpted, ...]:
        """The passages that are marked, else the one under the cursor."""
        if self._marked:
            return tuple(self._passages[coding] for coding in self._marked)
        return (self.meant,) if self.meant else ()

    def action_mark(self) -> None:
        """Mark the passage under the cursor, or no more, and step on."""
        meant, place = self.meant, self.highlighted
        if meant is None or place is None:
            return
        if meant.coding in self._marked:
            del self._marked[meant.coding]
        else:
            self._marked[meant.coding] = None
        self.replace_option_prompt_at_index(place, self._prompt(meant))
        self.action_cursor_down()

    def unmark(self) -> bool:
        """Mark none; tell whether one was marked."""
        had, self._marked = bool(self._marked), {}
        if had:
            self._write(self.highlighted)
        return had

    def _prompt(self, passage: Excerpted) -> Content:
        width = max(self.scrollable_content_region.width, 16) - 1
        source = " ".join(filter(None, (shown_line(passage.document_name), shown_line(passage.speaker))))
        source += f" ({shown_line(passage.coder)})" if passage.coder else ""
        mark = MARK if passage.coding in self._marked else ""
        star = "* " if passage.starred else ""
        star += f"{passage.weight} " if passage.weight else ""
        words = star + _("“{words}”").format(words=shown_line(passage.text))
        return Content.assemble(
            (mark, "bold $accent"), (shortened(source, width - len(mark)), "$dim"), "\n", shortened(words, width), "\n"
        )

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Tell which passage the cursor is on."""
        event.stop()
        if event.option_id in self._passages:
            self.post_message(self.ExcerptMeant(self._passages[event.option_id]))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Tell which passage was chosen."""
        event.stop()
        if event.option_id in self._passages:
            self.post_message(self.ExcerptChosen(self._passages[event.option_id]))
