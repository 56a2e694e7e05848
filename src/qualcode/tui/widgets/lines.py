"""The two fixed lines: on top project, places, coder, language; at the bottom undo, and the keys that matter now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static

from qualcode.model.messages import N_, _
from qualcode.tui.commands import Command, key_sign
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

PLACES = (("1", "code", N_("Code")), ("2", "explore", N_("Explore")), ("3", "write", N_("Write")))


class TopLine(Static):
    """Where one is and as whom."""

    class PlaceChosen(Message):
        """A place was clicked."""

        def __init__(self, place: str) -> None:
            """Say which."""
            super().__init__()
            self.place = place

    def __init__(self, title: str, place: str, coder: str, language: str, places: Sequence[str]) -> None:
        """Show these; `places` are those that can be gone to."""
        super().__init__(id="top")
        self._title = shown_line(title)
        self._place = place
        self._coder = shown_line(coder)
        self._language = language
        self._places = places
        self._ends: list[tuple[int, int, str]] = []

    def render(self) -> Content:
        """Write the line for the width there is."""
        parts = [Content.styled(self._title, "bold"), Content("   ")]
        used = len(self._title) + 3
        self._ends = []
        for key, place, word in PLACES:
            if place in self._places:
                text = f"{key} {_(word)}"
                here = place == self._place
                parts.append(Content.styled(f"{key} ", "$accent" if here else "$faint"))
                parts.append(Content.styled(_(word), "bold underline $accent" if here else "$dim"))
                parts.append(Content("   "))
                self._ends.append((used, used + len(text), place))
                used += len(text) + 3
        right = Content.styled(_("coding: {name}").format(name=self._coder), "$dim") + Content.styled(
            f"  {self._language}", "$faint"
        )
        gap = max(self.size.width - used - right.cell_length, 1)
        return Content("").join([*parts, Content(" " * gap), right])

    def on_click(self, event: events.Click) -> None:
        """Go to a place."""
        for start, end, place in self._ends:
            if start <= event.x < end:
                self.post_message(self.PlaceChosen(place))


class Footer(Static):
    """What undo would undo, and the commands in reach, as many as fit whole."""

    undo_word: reactive[str] = reactive("", layout=False)
    commands: reactive[tuple[Command, ...]] = reactive(())

    class Called(Message):
        """A word of the footer was clicked."""

        def __init__(self, action: str) -> None:
            """Say which action."""
            super().__init__()
            self.action = action

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__(id="footer")
        self._ends: list[tuple[int, int, str]] = []

    def render(self) -> Content:
        """Write what fits; nothing is cut in the middle."""
        room, used = self.size.width, 0
        parts: list[Content] = []
        self._ends = []
        entries = [(key_sign(command), _(command.word), command.action) for command in self.commands]
        if self.undo_word:
            entries.insert(0, ("u", _("undo “{what}”").format(what=shown_line(self.undo_word)), "undo"))
        for sign, word, action in entries:
            piece = Content.assemble((sign, "bold $accent"), " ", (word, "$dim"))
            if used + piece.cell_length > room:
                continue
            self._ends.append((used, used + piece.cell_length, action))
            parts.append(piece)
            used += piece.cell_length + 3
        return Content("   ").join(parts)

    def on_click(self, event: events.Click) -> None:
        """Do what was clicked."""
        for start, end, action in self._ends:
            if start <= event.x < end:
                self.post_message(self.Called(action))
