"""The documents of a study: a column with the state of each, or, over the text, a table with all that is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final, NamedTuple

from rich.cells import cell_len
from textual.message import Message

from qualcode.model.messages import N_, _
from qualcode.tui.commands import Command, bindings
from qualcode.tui.layout.apart import cut_apart
from qualcode.tui.layout.grid import shortened
from qualcode.tui.widgets.longlist import LongList, Piece
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

# TRANSLATORS: states of a document in a narrow column, eight letters at most
STATES: Final = {"to_read": N_("to read"), "reading": N_("reading"), "coded": N_("coded"), "reviewed": N_("reviewed")}
STATE_SIGNS: Final = {"to_read": "○", "reading": "◐", "coded": "●", "reviewed": "✓"}
"""What stands for a state where the names need the room of its word."""
SPREAD: Final = 56
"""Cells from which the list is a table."""
NAMES: Final = (24, 44)
"""Cells of a name in the table: at least, and where the columns leave them."""
WIDEST: Final = 20
"""Cells of a column of the table at most."""
LISTING: Final = (
    Command("shelf.state", "e", "screen.state", N_("state"), N_("say how far this document is"), rank=11),
    Command("shelf.filter", "slash", "screen.sift", N_("filter"), N_("list only some documents"), "/", rank=12),
    Command("shelf.group", "g", "screen.group_documents", N_("group by"), N_("group the documents by …"), rank=14),
    Command("shelf.sort", "o", "screen.sort_documents", N_("order"), N_("sort the documents by …"), rank=15),
    Command("shelf.sets", "s", "screen.document_sets", N_("sets"), N_("list as in a named set; save one"), rank=16),
    Command(
        "shelf.spread", "w", "screen.spread", N_("table"), N_("show the documents as a table, or no more"), rank=13
    ),
    Command("shelf.columns", "a", "screen.document_columns", N_("columns"), N_("choose the columns of the table")),
)
"""What can be done with the list of documents."""


class Volume(NamedTuple):
    """A document as the shelf shows it."""

    id: str
    name: str
    state: str
    kind: str = "interview"
    cells: tuple[str, ...] = ()
    """What stands in the columns of the table."""


class Section(NamedTuple):
    """Documents under one heading; without words, under none."""

    key: str
    words: str
    volumes: tuple[Volume, ...]


class Head(NamedTuple):
    """The heading of a column of the table: what it sorts by, its words, whether numbers stand in it."""

    field: str
    words: str
    right: bool = False


class Shelf(LongList):
    """Lists documents under what they are grouped by; Enter opens one, and folds a group."""

    HELP_HERE: ClassVar[str] = N_(
        "The documents: ○ to read, ◐ reading, ● coded, ✓ reviewed. Enter opens one, and folds a group; w shows them as "
        "a table, where a click on a heading sorts by it."
    )
    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = LISTING
    BINDINGS: ClassVar[list[Any]] = bindings(LISTING)

    class DocumentChosen(Message):
        """A document is to be opened."""

        def __init__(self, document: str) -> None:
            """Say which."""
            super().__init__()
            self.document = document

    class HeadChosen(Message):
        """The heading of a column was clicked."""

        def __init__(self, field: str) -> None:
            """Say what the column sorts by."""
            super().__init__()
            self.field = field

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__(id="documents")
        self.sections: tuple[Section, ...] = ()
        self._heads: tuple[Head, ...] = ()
        self._open = ""
        self._folded: set[str] = set()
        self._lines: list[Section | Volume | None] = []
        """Headings, documents, and the empty lines between groups."""
        self._names: dict[str, str] = {}
        """The names as there is room for them."""
        self._states: dict[str, str] = STATE_SIGNS
        self._widths: tuple[int, ...] = ()
        """Cells of the columns that there is room for; none where the list is no table."""
        self._measured = 0

    def show(self, sections: Sequence[Section], opened: str, heads: Sequence[Head] = ()) -> None:
        """List these, one of them open."""
        if (tuple(sections), tuple(heads)) != (self.sections, self._heads):
            meant = self.meant or self._heading_meant() if opened == self._open else opened
            self.sections, self._heads, self._open = tuple(sections), tuple(heads), opened
            self._measure()
            self._write(meant)
        else:
            self.open(opened)

    def open(self, document: str) -> None:
        """Show that another document is the open one: the list itself stays."""
        if document != self._open:
            self._open = document
            self.cursor = self._place(document)
            self.refresh()

    @property
    def meant(self) -> str:
        """The id of the document under the cursor, empty for none."""
        line = self._lines[self.cursor] if self.cursor is not None and self.cursor < len(self._lines) else None
        return line.id if isinstance(line, Volume) else ""

    @property
    def order(self) -> tuple[str, ...]:
        """The ids of the documents as they are listed, those of folded groups too."""
        return tuple(volume.id for section in self.sections for volume in section.volumes)

    def _heading_meant(self) -> str:
        line = self._lines[self.cursor] if self.cursor is not None and self.cursor < len(self._lines) else None
        return line.key if isinstance(line, Section) else ""

    def _write(self, meant: str) -> None:
        """Lay the lines out, the cursor on a document or a heading."""
        self._lines = []
        for section in self.sections:
            if section.words:
                self._lines += [None] * bool(self._lines) + [section]
            if not (section.words and section.key in self._folded):
                self._lines += section.volumes
        self.written_anew(self._place(meant))

    def _place(self, meant: str) -> int | None:
        """Return the line of a document or a heading; else of the open document, else of the first one."""
        places = {
            line.id if isinstance(line, Volume) else line.key: place for place, line in enumerate(self._lines) if line
        }
        first = next((place for place, line in enumerate(self._lines) if isinstance(line, Volume)), 0)
        return places.get(meant, places.get(self._open, first if places else None))

    # What a list is made of

    def count(self) -> int:
        """Return how many lines there are."""
        return len(self._lines)

    def stands(self, number: int) -> bool:
        """Tell whether a line is a document or a heading."""
        return self._lines[number] is not None

    def taken(self, number: int) -> None:
        """Fold a group, or tell which document was chosen."""
        line = self._lines[number]
        if isinstance(line, Section):
            self._folded ^= {line.key}
            self._write(line.key)
        elif line is not None:
            self.post_message(self.DocumentChosen(line.id))

    def pieces(self, number: int) -> Sequence[Piece]:
        """Return the words of a line."""
        line = self._lines[number]
        if isinstance(line, Volume):
            return self._row(line)
        if line is None:
            return ()
        count = str(len(line.volumes))
        sign = "▸ " if line.key in self._folded else "▾ "
        room = self._name_room if self._widths else self._room_beside(count)
        words = shortened(shown_line(line.words), room)
        gap = " " * (room - cell_len(words))
        return ((sign, "dim"), (words, "bold"), (f"{gap} {count}", "faint"))

    def _row(self, volume: Volume) -> Sequence[Piece]:
        here = volume.id == self._open
        name = self._names.get(volume.id, "")
        pieces = [("▌ " if here else "  ", "accent"), (name, "open" if here else "")]
        if not self._widths:
            word = self._states[volume.state]
            gap = " " * (self._room_beside(word) - cell_len(name))
            return (*pieces, (f"{gap} {word}", "accent" if here else "faint"))
        gap = " " * (self._name_room - cell_len(name))
        sign = f"{gap} {STATE_SIGNS[volume.state]}"
        cells = zip(self._heads, volume.cells, self._widths, strict=False)
        return (*pieces, (sign, "faint"), *((_cell(text, width, head), "dim") for head, text, width in cells))

    def heading(self) -> Sequence[Piece]:
        """Return the headings of the columns, where there are any."""
        if not self._widths:
            return ()
        name = _cell(_("Document"), self._name_room + 2, _LEFT)
        columns = zip(self._heads, self._widths, strict=False)
        return ((name + "".join(_cell(head.words, width, head) for head, width in columns), "faint"),)

    # Room

    def on_resize(self) -> None:
        """Cut the names for the width there is."""
        if self._measured != self.room:
            self._measure()
            self._write(self.meant or self._heading_meant() or self._open)

    def _room_beside(self, word: str) -> int:
        air = 4 if self.show_vertical_scrollbar else 3  # the bar touches no word
        return self.room - cell_len(word) - air

    def _measure(self) -> None:
        """Share the width among names and columns, once for all the lines."""
        self._measured = self.room
        volumes = [volume for section in self.sections for volume in section.volumes]
        names = tuple(shown_line(volume.name) for volume in volumes)
        self._widths = self._columns(volumes) if self.room >= SPREAD else ()
        if self._widths:
            left = self.room - 4 - sum(self._widths) - 2 * len(self._widths)
            self._name_room = min(left, max(max(map(cell_len, names), default=0), NAMES[0]))
            rooms = (self._name_room,) * len(names)
        else:
            words = {state: _(told) for state, told in STATES.items()}
            fit = all(
                cell_len(name) <= self._room_beside(words[volume.state])
                for name, volume in zip(names, volumes, strict=True)
            )
            self._states = words if fit else STATE_SIGNS
            rooms = tuple(self._room_beside(self._states[volume.state]) for volume in volumes)
        self._names = dict(zip((volume.id for volume in volumes), cut_apart(names, rooms), strict=True))

    _name_room = NAMES[0]

    def _columns(self, volumes: Sequence[Volume]) -> tuple[int, ...]:
        """Return the cells of as many columns as fit beside the names."""
        longest = max((cell_len(volume.name) for volume in volumes), default=0)
        left = self.room - 4 - min(max(longest, NAMES[0]), NAMES[1])
        widths: list[int] = []
        for place, head in enumerate(self._heads):
            there = max((cell_len(volume.cells[place]) for volume in volumes), default=0)
            width = min(max(there, cell_len(head.words)), WIDEST)
            left -= width + 2
            if left < 0:
                break
            widths.append(width)
        return tuple(widths)

    def on_click(self, event: events.Click) -> None:
        """Sort by the column whose heading was clicked; else take the line."""
        if not (self._widths and event.y == 0):
            super().on_click(event)
            return
        right = self._name_room + 4
        for head, width in zip(self._heads, self._widths, strict=False):
            right += width + 2
            if event.x < right:
                self.post_message(self.HeadChosen(head.field if event.x >= self._name_room + 4 else "name"))
                return


_LEFT: Final = Head("", "")


def _cell(text: str, width: int, head: Head) -> str:
    text = shortened(text, width)
    gap = " " * (width - cell_len(text))
    return "  " + (gap + text if head.right else text + gap)


def kind_words(kind: str) -> str:
    """Return what documents of a kind are called: by how many participants speak in them."""
    return {"text": _("Other texts"), "interview": _("Interviews"), "group": _("Groups")}[kind]
