"""What was understood of the files: shown, and corrected by a key before anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual import on, work
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from qualcode.importers.formats import formats_read
from qualcode.model.messages import N_, _
from qualcode.tui.commands import Command, bindings
from qualcode.tui.dialogs.choosing import Choice, ChooseDialog
from qualcode.tui.layout.likeness import nearest_first
from qualcode.tui.shown import bringing
from qualcode.tui.shown.bringing import IN, LEFT, READY, TABLE, Incoming
from qualcode.tui.shown.listed import column_line, facts, file_line, voice_line, why_no_voices
from qualcode.tui.widgets.prose import Prose
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

NARROW: Final = 100
FILES = (
    Command("import.drop", "x,delete", "screen.drop", N_("leave out"), N_("take the file off the list"), rank=30),
    Command(
        "import.details", "enter", "screen.details", N_("correct"), N_("go to its voices, or its columns"), rank=18
    ),
    Command("import.voices", "v", "screen.voices", N_("voices"), N_("go to its voices"), rank=20),
)
VOICES = (
    Command(
        "voice.asks",
        "enter,a",
        "screen.asks",
        N_("change role"),
        N_("say that this voice asks, or not"),
        rank=10,
    ),
    Command("voice.asks_all", "A", "screen.asks_everywhere", N_("in all files"), N_("say it in every file"), rank=12),
    Command("voice.merge", "m", "screen.merge", N_("same person as…"), N_("give its turns to another label"), rank=14),
)
_PARTS = (("n", "name"), ("o", "open"), ("a", "attribute"), ("q", "question"), ("s", "skip"))
_SAID = {
    "name": (N_("who answers"), N_("say that this column names who answers")),
    "open": (N_("own words"), N_("say that this column holds people’s own words")),
    "attribute": (N_("attribute"), N_("say that this column tells something of people")),
    "question": (N_("question"), N_("say that this column holds the questions")),
    "skip": (N_("leave out"), N_("leave this column out")),
}
COLUMNS = (
    Command(
        "column.turn", "enter,space", "screen.column", N_("next"), N_("take this column for the next thing"), rank=8
    ),
    *(
        Command(f"column.{part}", key, f"screen.column('{part}')", *_SAID[part], rank=10 + number)
        for number, (key, part) in enumerate(_PARTS)
    ),
)
_WIDEST: Final = 100
"""Cells of a line on the right at most: beyond it, a name and what it is are no longer read together."""


class FileList(OptionList):
    """The files that were looked at."""

    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = FILES
    BINDINGS: ClassVar[list[Any]] = bindings(FILES)


class VoiceList(OptionList):
    """The voices of a file."""

    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = VOICES
    BINDINGS: ClassVar[list[Any]] = bindings(VOICES)


class ColumnList(OptionList):
    """The columns of a table of answers."""

    HELP_HERE = N_(
        "The columns of the table. Enter takes one for something else: own words, an attribute, who answers."
    )
    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = COLUMNS
    BINDINGS: ClassVar[list[Any]] = bindings(COLUMNS)


class Details(VerticalScroll):
    """What is known of a file; a long one of a table is scrolled."""

    HELP_HERE = N_(
        "What the table tells of the participants, and whom it leaves out. The arrows scroll, Esc goes back."
    )


class CorrectingScreen(Screen[None]):
    """Shows files that were looked at, their voices and losses; a key says who asks and who is who."""

    def __init__(self) -> None:
        """Have no file yet."""
        super().__init__()
        self.incoming: dict[Path, Incoming] = {}
        self.dropped: set[Path] = set()
        self._stood: Incoming | None = None

    @property
    def stays(self) -> bool:
        """Whether it is among the screens there are; one that was left has nothing to paint on."""
        return self in self.app.screen_stack

    @property
    def in_front(self) -> bool:
        """Whether it is what one is in; Textual's `is_current` holds too under what lets it shine through."""
        return self.app.screen is self

    def say(self, sentence: str) -> None:
        """Say one line, unless one is elsewhere for good."""
        if self.stays:
            self.query_one("#said", Static).update(Content(shown_line(sentence)))

    @property
    def _meant(self) -> Incoming | None:
        place = self.query_one(FileList).highlighted
        files = list(self.incoming.values())
        return files[place] if place is not None and place < len(files) else None

    def show_files(self) -> None:
        """Write the list of files anew, and what is known of the one meant."""
        if not self.stays:
            return
        listing = self.query_one(FileList)
        place, room = self._place(), _room(self.app.size.width)
        listing.clear_options()
        listing.add_options([Option(file_line(file, room)) for file in self.incoming.values()])
        empty = not self.incoming
        nothing = _("Nothing yet. Enter takes a file, Space all a folder holds; qualcode reads {formats}.")
        self.query_one("#nothing", Static).update(Content(nothing.format(formats=formats_read())))
        self.query_one("#nothing", Static).display = empty
        listing.display = not empty
        if not empty:
            listing.highlighted = place
        self._show_details()

    def show_more(self, files: Sequence[Incoming]) -> None:
        """Add the lines of files that are new, at the end of the list: the others stand as they are."""
        if not self.stays:
            return
        listing, room = self.query_one(FileList), _room(self.app.size.width)
        if listing.option_count:
            listing.add_options([Option(file_line(file, room)) for file in files])
        else:
            self.show_files()

    def _place(self) -> int:
        """Return where the file one stood on is in the list now; where it went, another that came in the same file."""
        stood, files = self._stood, list(self.incoming.values())
        if stood is None:
            return 0
        if stood.path in self.incoming:
            return list(self.incoming).index(stood.path)
        beside = [place for place, file in enumerate(files) if file.file == stood.file]
        before = self.query_one(FileList).highlighted or 0
        return beside[0] if beside else min(before, len(files) - 1)

    def on_resize(self) -> None:
        """Write the lines for the width there is."""
        self.set_class(self.app.size.width < NARROW, "narrow")
        self.show_files()

    def show_file(self, path: Path) -> None:
        """Write the line of one file anew, and what is known of it where it is the one meant."""
        if not self.stays:
            return
        listing, file = self.query_one(FileList), self.incoming[path]
        listing.replace_option_prompt_at_index(
            list(self.incoming).index(path), file_line(file, _room(self.app.size.width))
        )
        if file is self._meant:
            self._show_details()

    @on(OptionList.OptionHighlighted, "#incoming")
    def _show_details(self) -> None:
        if not self.stays:
            return
        file, room = self._meant, _room(self.app.size.width)
        self._stood = file
        self.query_one(Details).display = file is not None
        self.query_one(Details).can_focus = file is not None and file.fit is not None
        voices = file.voices if file is not None and not file.columns else []
        _fill(self.query_one(VoiceList), [voice_line(voice, room) for voice in voices])
        columns = file.columns if file is not None and file.state not in {IN, TABLE, LEFT} else ()
        _fill(self.query_one(ColumnList), [column_line(column, room) for column in columns])
        self.query_one("#facts", Static).update(Prose(facts(file)) if file is not None else "")
        self.show_ways()

    def show_ways(self) -> None:
        """Show how the files are read."""

    def corrected(self) -> None:
        """Do what is to be done once a file went or its voices changed."""

    def action_drop(self) -> None:
        """Take the file off the list."""
        file = self._meant
        if file is not None and file.state != IN:
            del self.incoming[file.path]
            self.dropped.add(file.path)
            self.show_files()
            self.corrected()

    def action_details(self) -> None:
        """Go to what can be corrected of the file: the columns of a table, else the voices; to what a table tells."""
        columns, file = self.query_one(ColumnList), self._meant
        if columns.display:
            columns.focus()
        elif file is not None and file.fit is not None:
            self.query_one(Details).focus()
        else:
            self.action_voices()

    def action_voices(self) -> None:
        """Go to the voices; where there are none, say why."""
        file = self._meant
        if file is None:
            return
        if self.query_one(VoiceList).display:
            self.query_one(VoiceList).focus()
        elif file.columns and file.state not in {IN, TABLE, LEFT}:
            self.say(_("Whoever answers is the only voice of their document; Enter goes to the columns of the table."))
        else:
            self.say(why_no_voices(file))

    def _label(self) -> str:
        file, place = self._meant, self.query_one(VoiceList).highlighted
        if file is None or place is None or file.state != READY or place >= len(file.voices):
            return ""
        return file.voices[place].label

    def action_asks(self) -> None:
        """Say that the voice asks, or that it does not."""
        file, label = self._meant, self._label()
        if file is not None and label:
            self.incoming[file.path] = bringing.asking_turned(file, label)
            self.show_file(file.path)
            self.corrected()

    def action_asks_everywhere(self) -> None:
        """Say it of the voice of this label in every file, as it stands here."""
        here, label = self._meant, self._label()
        if here is None or not label:
            return
        role = next(voice.role for voice in here.voices if voice.label == label)
        for path, file in self.incoming.items():
            same = [voice for voice in file.voices if voice.label == label]
            if file.state == READY and same and (file is here or same[0].role == role):
                self.incoming[path] = bringing.asking_turned(file, label)
        self.show_files()
        self.corrected()

    @work
    async def action_merge(self) -> None:
        """Give the turns of a label to another: they are one person."""
        file, label = self._meant, self._label()
        if file is None or not label or len(file.voices) < 2:  # noqa: PLR2004 - another one is wanted
            return
        voices = [(voice.label, voice.role == "interviewer") for voice in file.voices if voice.label != label]
        others = nearest_first(label, voices)
        question = _("“{label}” is the same person as").format(label=shown_line(label))
        choices = [Choice(str(place), other) for place, other in enumerate(others)]
        chosen = await self.app.push_screen_wait(ChooseDialog(question, choices))
        if chosen is not None:
            self.incoming[file.path] = bringing.merged(file, label, others[int(chosen)])
            self.show_files()
            self.corrected()


def _fill(listing: OptionList, lines: list[Content]) -> None:
    """Write the lines of a list; without any it is not there."""
    before = listing.highlighted or 0
    listing.clear_options()
    listing.add_options([Option(line) for line in lines])
    listing.display = bool(lines)
    if lines:
        listing.highlighted = min(before, len(lines) - 1)


def _room(width: int) -> int:
    """Return the cells of a line on the right of a window of so many."""
    return min(max(width - (30 if width < NARROW else 40) - 6, 20), _WIDEST)
