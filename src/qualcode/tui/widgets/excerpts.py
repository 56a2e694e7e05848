"""The passages of a code in a column beside the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final, NamedTuple

from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from qualcode.model.messages import _
from qualcode.tui.widgets.painting import shortened
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST: Final = 400
"""Passages listed: a longer list is read in the place where one explores."""


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


class ExcerptList(OptionList):
    """Lists the passages of one code; Enter goes to one."""

    BINDINGS: ClassVar[list[Any]] = [
        Binding("j", "cursor_down", show=False, id="excerpts.down"),
        Binding("k", "cursor_up", show=False, id="excerpts.up"),
    ]

    DEFAULT_CSS = """
    ExcerptList { display: none; }
    """

    class ExcerptChosen(Message):
        """A passage was chosen."""

        def __init__(self, passage: Excerpted) -> None:
            """Say which."""
            super().__init__()
            self.passage = passage

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__(id="excerpts", markup=False)
        self._passages: dict[str, Excerpted] = {}
        self.code = ""

    def show(self, code: str, passages: Sequence[Excerpted]) -> None:
        """List the passages of a code."""
        place = self.highlighted if code == self.code else 0
        self.code = code
        self._passages = {passage.coding: passage for passage in passages[:MOST]}
        self._write(place)

    def _write(self, place: int | None) -> None:
        self.clear_options()
        self.add_options([Option(self._prompt(passage), id=passage.coding) for passage in self._passages.values()])
        if self._passages:
            self.highlighted = min(place or 0, len(self._passages) - 1)

    def on_resize(self) -> None:
        """Write the lines for the width there is."""
        self._write(self.highlighted)

    def _prompt(self, passage: Excerpted) -> Content:
        width = max(self.scrollable_content_region.width, 16) - 1
        source = " ".join(filter(None, (shown_line(passage.document_name), shown_line(passage.speaker))))
        star = "* " if passage.starred else ""
        words = star + _("“{words}”").format(words=shown_line(passage.text))
        return Content.assemble((shortened(source, width), "$dim"), "\n", shortened(words, width), "\n")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Tell which passage was chosen."""
        event.stop()
        if event.option_id in self._passages:
            self.post_message(self.ExcerptChosen(self._passages[event.option_id]))
