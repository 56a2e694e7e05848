"""A place to edit stored words in: what is typed is followed stroke by stroke, undone strokes too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from textual.widgets import TextArea

from qualcode.words.shown import shown
from qualcode.words.typed import Typing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.document._document import Document, EditResult, Location
    from textual.document._edit import Edit as Stroke

    from qualcode.words.purging import Edit

_LEAST: Final = 2
"""Rows that are shown of a short turn."""


class TypedArea(TextArea):
    """Shows words as they are seen, letter for letter, and knows what of the stored ones was replaced."""

    def __init__(self, words: str) -> None:
        """Edit stored words; whatever is not typed on stays as it is stored."""
        super().__init__(shown(words), soft_wrap=True, show_line_numbers=False, tab_behavior="focus")
        self.cursor_blink = False  # a blinking one is not to be seen in some terminals, and one mends single letters
        self.typing = Typing.begun(words)
        self._before: dict[int, Typing] = {}
        """The words before each stroke that can be taken back."""
        self._after: dict[int, Typing] = {}

    def edit(self, edit: Stroke) -> EditResult:
        """Do a stroke, and follow it."""
        written = cast("Document", self.document)
        start, end = (written.get_index_from_location(place) for place in (edit.top, edit.bottom))
        self._before[id(edit)] = self.typing
        result = super().edit(edit)
        new = self.document.get_text_range(edit.top, result.end_location)
        self.typing = self._after[id(edit)] = self.typing.replaced(start, end, new)
        return result

    def _undo_batch(self, edits: Sequence[Stroke]) -> None:
        super()._undo_batch(edits)
        self.typing = self._before[id(edits[0])]

    def _redo_batch(self, edits: Sequence[Stroke]) -> None:
        super()._redo_batch(edits)
        self.typing = self._after[id(edits[-1])]

    def do_again(self, edits: Sequence[Edit]) -> None:
        """Type again what was typed on these very words before."""
        for edit in reversed(edits):
            self.replace(edit.new, self._location(edit.start), self._location(edit.end))

    def stand(self, place: int) -> None:
        """Stand before a letter, by its offset; before the first or behind the last where it is beyond them."""
        self.move_cursor(self._location(min(max(place, 0), len(self.text))))

    def _location(self, place: int) -> Location:
        return cast("Document", self.document).get_location_from_index(place)

    def fit(self, most: int) -> None:
        """Be as high as the words need, within reason."""
        self.styles.height = min(max(self.wrapped_document.height, _LEAST), most)
