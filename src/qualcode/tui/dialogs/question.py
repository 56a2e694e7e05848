"""Ask by a few choices: up and down goes through what can be asked, left and right changes it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from textwrap import wrap
from typing import TYPE_CHECKING, Any, ClassVar, Final

from rich.cells import cell_len
from textual import on
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from qualcode.model.messages import _
from qualcode.tui.dialogs.frame import KeyedDialog, key_line
from qualcode.tui.layout.grid import shortened
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that is asked: its name, its words, what it may be (value and words), and which it is."""

    name: str
    words: str
    choices: tuple[tuple[str, str], ...]
    value: str = ""

    def place(self) -> int:
        """Return the place of its value among the choices."""
        return next((n for n, (value, _words) in enumerate(self.choices) if value == self.value), 0)

    def moved(self, count: int) -> Field:
        """Return it with another value, as many choices further, round and round."""
        return replace(self, value=self.choices[(self.place() + count) % len(self.choices)][0])


WIDE: Final = 72
"""Cells of the box where there is room."""
MOST_FIELDS: Final = 16
"""Fields in sight at once."""
LEAST_ABOUT: Final = 3
_AROUND: Final = 9
"""Lines of the box that are neither: its border, the title, the air, the keys on two lines."""


class QuestionDialog(KeyedDialog[dict[str, str]]):
    """Asks; answers the value of every field by name, or None."""

    DEFAULT_CSS = """
    QuestionDialog { align: center middle; }
    QuestionDialog > Vertical {
        width: 72; max-width: 96%; height: auto; max-height: 94%;
        background: $panel; border: round $accent; padding: 0 2;
    }
    QuestionDialog #about { height: auto; margin-top: 1; scrollbar-size-vertical: 1; background: $panel;
        scrollbar-background: $panel; }
    QuestionDialog #about Static { height: auto; }
    QuestionDialog OptionList { height: auto; max-height: 16; margin: 1 0; }
    """
    BINDINGS: ClassVar[list[Any]] = [
        ("escape", "leave", ""),
        ("left,h", "turn(-1)", ""),
        ("right,l,space", "turn(1)", ""),
        Binding("pagedown", "read_on(1)", show=False, priority=True),  # before the list, whose lines are few
        Binding("pageup", "read_on(-1)", show=False, priority=True),
    ]

    def __init__(self, title: str, fields: Sequence[Field], about: str = "") -> None:
        """Ask these; `about` stands over them, whole."""
        super().__init__()
        self._asked = title
        self._answers = list(fields)
        self._about = about

    def compose(self) -> ComposeResult:
        """Lay it out."""
        with Vertical():
            yield Static(Content.styled(shown_line(self._asked), "bold"))
            if self._about:
                with VerticalScroll(id="about", can_focus=False):
                    yield Static(Content.styled(shown_line(self._about), "$dim"))
            yield OptionList(markup=False)
            keys = ((_("Enter"), _("apply")), ("←→", _("change")), ("↑↓", _("choose")))
            more = ((_("PgDn"), _("read on")),) if self._about_room() < self._about_lines() else ()
            yield key_line(*keys, *more, (_("Esc"), _("close")))

    def on_mount(self) -> None:
        """List them, and begin."""
        self.begin()

    def begin(self) -> None:
        """Stand on the first."""
        listing = self.query_one(OptionList)
        self._list()
        listing.highlighted = 0
        listing.focus()

    def on_resize(self) -> None:
        """Write the lines for the width there is, and leave what is asked in sight below what stands over it."""
        self._list()
        for about in self.query("#about"):
            about.styles.max_height = self._about_room()

    def _about_room(self) -> int:
        """Return how many lines of what stands over the fields leave all of these in sight."""
        fields = min(len(self._answers), MOST_FIELDS)
        return max(self.app.size.height * 94 // 100 - fields - _AROUND, LEAST_ABOUT)

    def _about_lines(self) -> int:
        return len(wrap(shown_line(self._about), max(min(self.app.size.width * 96 // 100, WIDE) - 7, 24)))

    def action_read_on(self, direction: int) -> None:
        """Scroll what stands over the fields."""
        for about in self.query("#about"):
            about.scroll_relative(y=direction * max(about.size.height - 1, 1), animate=False)

    def _list(self) -> None:
        listing = self.query_one(OptionList)
        place = listing.highlighted
        listing.clear_options()
        listing.add_options([Option(self._line(field)) for field in self._answers])
        listing.highlighted = place

    def _line(self, field: Field) -> Content:
        room = max(min(self.app.size.width * 96 // 100, WIDE) - 7, 24)
        longest = min(max(cell_len(one.words) for one in self._answers) + 2, room // 2)
        words = shortened(shown_line(field.words), longest - 1)
        value = shortened(shown_line(field.choices[field.place()][1]), room - longest - 4)
        gap = " " * (longest - cell_len(words))
        several = len(field.choices) > 1
        left, right = ("‹ ", " ›") if several else ("  ", "")
        return Content.assemble((words + gap, "$dim"), (left, "$faint"), (value, "$accent"), (right, "$faint"))

    def action_turn(self, count: int) -> None:
        """Change the value of the line one stands on."""
        listing = self.query_one(OptionList)
        if listing.highlighted is not None:
            place = listing.highlighted
            self._answers[place] = self._answers[place].moved(count)
            listing.replace_option_prompt_at_index(place, self._line(self._answers[place]))

    @on(OptionList.OptionSelected)
    def _selected(self) -> None:
        self.accepted()

    @property
    def values(self) -> dict[str, str]:
        """The value of every field by name."""
        return {field.name: field.choices[field.place()][0] for field in self._answers}

    def accepted(self) -> None:
        """Answer with the values."""
        self.dismiss(self.values)

    def action_leave(self) -> None:
        """Answer nothing."""
        self.dismiss(None)
