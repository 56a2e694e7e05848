"""The two fixed lines: on top project, places, coder, language; at the bottom undo, and the keys that matter now."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static

from qualcode.model.messages import _, pgettext
from qualcode.tui.commands import Command, key_sign
from qualcode.tui.widgets.painting import shortened
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

GAP = 4
"""Cells between two things on the top line, where there is room."""
NARROW = 100
"""Cells below which there is less of it."""
BETWEEN = 3
"""Cells between two words of the footer."""
SHOWN = 24
"""Cells of whose codings are shown."""
HELP, UNDO, REDO = "help", "undo", "redo"
"""The actions that explain where one is, that undo, and that do again."""
UNDO_WORD, UNDO_SHORT = 28, 15
"""Cells of what undo would undo, and where the window is narrow or redo is told too: other keys matter as much."""
PLACES = (("1", "code"), ("2", "explore"), ("3", "write"))


def place_word(place: str) -> str:
    """Return what a place is called."""
    return {
        "code": pgettext("place", "Code"),
        "explore": pgettext("place", "Explore"),
        "write": pgettext("place", "Write"),
    }[place]


class TopLine(Static):
    """Where one is and as whom; `shown` says whose codings are shown where they are not one's own."""

    shown: reactive[str] = reactive("", layout=False)

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

    def _who(self, *, roomy: bool) -> str:
        """Say who codes; nobody does where no name was given."""
        if not self._coder:
            return _("for reading only")
        return _("coding: {name}").format(name=self._coder) if roomy else self._coder

    def render(self) -> Content:
        """Write the line for the width there is."""
        space = GAP if self.size.width >= NARROW else GAP // 2
        roomy = self.size.width >= NARROW or not self.shown
        right = Content.styled(self._who(roomy=roomy), "$dim")
        if self.shown:
            whose = shown_line(self.shown)
            whose = shortened(whose, min(cell_len(whose), SHOWN))
            right = Content.assemble((whose, "bold $accent"), " " * BETWEEN) + right
        right += Content.styled(f"   {self._language}", "$faint")
        words = [(key, place_word(place), place) for key, place in PLACES if place in self._places]
        middle = sum(cell_len(f"{key} {word}") + space for key, word, _place in words)
        room = max(self.size.width - middle - right.cell_length - space, 8)
        title = shortened(self._title, min(room, cell_len(self._title)))
        used = cell_len(title) + space
        parts = [Content.styled(title, "bold"), Content(" " * space)]
        self._ends = []
        for key, word, place in words:
            here = place == self._place
            parts.append(Content.styled(f"{key} ", "$accent" if here else "$faint"))
            parts.append(Content.styled(word, "bold underline $accent" if here else "$dim"))
            parts.append(Content(" " * space))
            self._ends.append((used, used + cell_len(f"{key} {word}"), place))
            used += cell_len(f"{key} {word}") + space
        gap = max(self.size.width - used - right.cell_length, 0)
        return Content("").join([*parts, Content(" " * gap), right])

    def on_click(self, event: events.Click) -> None:
        """Go to a place."""
        for start, end, place in self._ends:
            if start <= event.x < end:
                self.post_message(self.PlaceChosen(place))


class SaidLine(Static):
    """The one line on which every act is said; while something is selected, the codes that a digit applies."""

    def __init__(self) -> None:
        """Say nothing yet."""
        super().__init__(id="said", markup=False)
        self.sentence = ""
        self.offers = False
        """Whether codes are offered now."""

    def say(self, sentence: str) -> None:
        """Say a sentence; people's words in it are shown as typed."""
        self.sentence = shown_line(sentence)
        self.offers = False
        self.set_class(cell_len(self.sentence) > self.content_size.width > 0, "long")
        self.update(Content(self.sentence), layout=False)

    def offer(self, codes: Sequence[tuple[str, str, str]] | None) -> None:
        """Offer codes by digit, each by sign, colour and name; None for the last sentence again."""
        if codes is None and self.offers:
            self.say(self.sentence)
        if codes is None or self.offers:
            return
        self.offers = True
        self.remove_class("long")
        room, used = max(self.size.width, 20), 0
        parts: list[Content] = []
        for number, (sign, colour, name) in enumerate(codes, 1):
            words = shown_line(name)
            piece = Content.assemble((f"{number} ", "bold $accent"), (f"{sign} ", colour), (words, "$dim"))
            used += piece.cell_length + GAP - 1
            if used > room:
                break
            parts.append(piece)
        self.update(Content(" " * (GAP - 1)).join(parts), layout=False)


class _Entry(NamedTuple):
    """A command as the footer writes it."""

    sign: str
    word: str
    action: str

    @property
    def width(self) -> int:
        """Its cells."""
        return cell_len(self.sign) + 1 + cell_len(self.word)

    def words(self) -> Content:
        """Write it."""
        return Content.assemble((self.sign, "bold $accent"), " ", (self.word, "$dim"))


class Footer(Static):
    """What undo would undo, and the commands in reach, as many as fit whole."""

    undo_word: reactive[str] = reactive("", layout=False)
    redo_word: reactive[str] = reactive("", layout=False)
    """What redo would do again; empty once something else was done."""
    commands: reactive[tuple[Command, ...]] = reactive(())
    typing: reactive[bool] = reactive(default=False)
    """Whether one writes where the focus is: undo and redo wait."""

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
        """Write what fits; nothing is cut in the middle, and the way to help is always told."""
        entries = self._entries()
        last = next((entry for entry in entries if entry.action == HELP), None)
        room, used = self.size.width - (last.width + BETWEEN if last else 0), 0
        parts: list[Content] = []
        self._ends = []
        for entry in [*(entry for entry in entries if entry is not last), *([last] if last else [])]:
            if used + entry.width > (self.size.width if entry is last else room):
                continue
            self._ends.append((used, used + entry.width, entry.action))
            parts.append(entry.words())
            used += entry.width + BETWEEN
        return Content(" " * BETWEEN).join(parts)

    def _entries(self) -> list[_Entry]:
        """Return what could stand here, that which matters most first; where undo has no rank, it leads."""
        found = [_Entry(key_sign(command), self._word(command), command.action) for command in self.commands]
        if self.typing:
            return found
        if self.redo_word:
            what = shown_line(self.redo_word)
            word = _("redo “{what}”").format(what=self._cut(what))
            found.insert(0, _Entry("^r", word, REDO))
        if self.undo_word and all(entry.action != UNDO for entry in found):
            found.insert(0, _Entry("u", self._undo(), UNDO))
        return found

    def _word(self, command: Command) -> str:
        return self._undo() if command.action == UNDO and self.undo_word else _(command.word)

    def _undo(self) -> str:
        what = shown_line(self.undo_word)
        return _("undo “{what}”").format(what=self._cut(what))

    def _cut(self, what: str) -> str:
        """Return what an act is called in the cells it may take."""
        room = UNDO_WORD if self.size.width >= NARROW and not self.redo_word else UNDO_SHORT
        return shortened(what, min(cell_len(what), room)).rstrip()

    def on_click(self, event: events.Click) -> None:
        """Do what was clicked."""
        for start, end, action in self._ends:
            if start <= event.x < end:
                self.post_message(self.Called(action))
