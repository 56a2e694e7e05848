"""A few choices of which one holds: a mark shows which, wherever the focus is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual import on
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Sequence

MARKED: Final = "●"
UNMARKED: Final = "○"


class MarkedList(OptionList):
    """Shows choices, the one that holds behind a full circle; it is the one on which one stands."""

    def __init__(self, choices: Sequence[tuple[str, str]], value: str = "", *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        """Offer choices, each by its value and words; `value` holds, the first where none is given."""
        super().__init__(markup=False, id=id)
        self._choices = tuple(choices)
        self._place = next((n for n, (known, _words) in enumerate(choices) if known == value), 0)
        self.add_options([Option(self._line(number)) for number in range(len(choices))])

    @property
    def value(self) -> str:
        """The value of the choice that holds."""
        return self._choices[self._place][0]

    def on_mount(self) -> None:
        """Stand on the one that holds."""
        self.highlighted = self._place

    @on(OptionList.OptionHighlighted)
    def _stood(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self.hold(event.option_index)

    def hold(self, place: int) -> None:
        """Let the choice at a place hold."""
        before, self._place = self._place, place
        for number in {before, place}:
            self.replace_option_prompt_at_index(number, self._line(number))

    def choose(self, value: str) -> None:
        """Let the choice of a value hold."""
        self.highlighted = next((n for n, (known, _words) in enumerate(self._choices) if known == value), self._place)

    def _line(self, number: int) -> Content:
        holds = number == self._place
        sign, colour = (MARKED, "$accent") if holds else (UNMARKED, "$faint")
        words = shown_line(self._choices[number][1])
        return Content.assemble((f"{sign} ", colour), (words, "$foreground" if holds else "$dim"))
