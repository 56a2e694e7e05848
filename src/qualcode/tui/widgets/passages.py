"""Passages one under the other: where each was said, its words, a star where it is one to quote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from qualcode.model.messages import N_, ngettext
from qualcode.tui.commands import Command, bindings
from qualcode.tui.figures import counted, profile
from qualcode.tui.widgets.prose import Prose
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST: Final = 200
"""Passages that are listed; the rest is counted."""
LONGEST: Final = 420
"""Characters of one that are shown."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage as it is listed. `pieces` are its words, those that were looked for marked."""

    id: str
    where: str
    pieces: tuple[tuple[str, bool], ...]
    document: str = ""
    start: int = 0
    starred: bool | None = None
    """None where stars mean nothing."""
    quiet: bool = False
    barred: str = ""
    """Why it is never quoted, where it is not; it stands under the words."""


class Passages(OptionList):
    """Lists passages; tells which one is meant."""

    DEFAULT_CSS = """
    Passages { height: 1fr; scrollbar-gutter: stable; }
    Passages > .option-list--option { padding: 0 1 0 0; }
    """
    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = (
        Command(
            "passages.open", "enter", "select", N_("in its document"), N_("see the passage in its document"), rank=5
        ),
        Command("passages.down", "j", "cursor_down", N_("down"), N_("go to the next passage")),
        Command("passages.up", "k", "cursor_up", N_("up"), N_("go to the passage before")),
    )
    BINDINGS: ClassVar[list[Any]] = bindings(COMMANDS_HERE)

    class PassageChosen(Message):
        """A passage is to be seen in its document."""

        def __init__(self, entry: Entry) -> None:
            """Say which."""
            super().__init__()
            self.entry = entry

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        """List nothing yet."""
        super().__init__(id=id, markup=False)
        self.entries: tuple[Entry, ...] = ()

    def show(self, entries: Sequence[Entry]) -> None:
        """List passages; the cursor stays on the one it stood on."""
        meant = self.meant
        self.entries = tuple(entries)
        self.clear_options()
        self.add_options([Option(Prose(_content(entry))) for entry in self.entries[:MOST]])
        rest = len(self.entries) - MOST
        if rest > 0:
            words = ngettext("and {count} more", "and {count} more", rest).format(count=counted(rest))
            self.add_option(Option(Content.styled(words, "$dim"), disabled=True))
        places = [n for n, entry in enumerate(self.entries[:MOST]) if meant and entry.id == meant.id]
        if self.entries:
            self.highlighted = places[0] if places else 0

    @property
    def meant(self) -> Entry | None:
        """The passage under the cursor."""
        place = self.highlighted
        return self.entries[place] if place is not None and place < len(self.entries) else None

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Tell which passage was chosen."""
        event.stop()
        if self.meant is not None:
            self.post_message(self.PassageChosen(self.meant))


def _content(entry: Entry) -> Content:
    marks, plain = profile(), "$dim" if entry.barred else ""
    star = {None: "", True: "★ ", False: "☆ "}[entry.starred]
    parts: list[Content | tuple[str, str]] = [
        (star, "$accent" if entry.starred else "$faint"),
        (shown_line(entry.where), "$dim" if entry.quiet else "$accent"),
        ("\n" + marks.opening, plain),
    ]
    left = LONGEST
    for words, found in entry.pieces:
        cut = words if len(words) <= left else words[: max(left - 1, 0)].rstrip() + "…"
        left -= len(cut)
        parts.append((shown_line(cut), "bold $accent" if found else plain))
        if left <= 0:
            break
    parts.append((marks.closing + "\n ", plain))
    if entry.barred:
        parts.insert(2, (f"\n{entry.barred}", "$dim"))
    return Content.assemble(*parts)
