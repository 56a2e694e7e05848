"""What was understood of the files: shown, and corrected by a key before anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from rich.cells import cell_len
from textual import on, work
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from qualcode.importers.formats import formats_read
from qualcode.model.messages import N_, _, ngettext
from qualcode.tui import bringing
from qualcode.tui.bringing import IN, READY, REFUSED, Incoming
from qualcode.tui.commands import Command, bindings
from qualcode.tui.dialogs.choosing import Choice, ChooseDialog
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from pathlib import Path

SIGNS = {READY: ("○", "$accent"), bringing.THERE: ("–", "$faint"), REFUSED: ("✗", "$error"), IN: ("✓", "$success")}
ROLES = {"interviewer": N_("asks the questions"), "participant": N_("answers"), "other": N_("several voices at once")}
NARROW = 100
_VOICE = 22
_BESIDE = 28
"""Cells of a voice's label at most, and of what stands beside it."""
_ROOMY = 64
"""Cells from which a voice is told in whole words."""
FILES = (
    Command("import.drop", "x,delete", "screen.drop", N_("leave out"), N_("take the file off the list"), rank=30),
    Command("import.voices", "enter,v", "screen.voices", N_("voices"), N_("go to its voices"), "v", rank=20),
)
VOICES = (
    Command(
        "voice.asks",
        "enter,a",
        "screen.asks",
        N_("asks"),
        N_("say that this voice asks, or not"),
        rank=10,
    ),
    Command("voice.asks_all", "A", "screen.asks_everywhere", N_("in all files"), N_("say it in every file"), rank=12),
    Command("voice.merge", "m", "screen.merge", N_("same person"), N_("give its turns to another label"), rank=14),
)


class FileList(OptionList):
    """The files that were looked at."""

    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = FILES
    BINDINGS: ClassVar[list[Any]] = bindings(FILES)


class VoiceList(OptionList):
    """The voices of a file."""

    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = VOICES
    BINDINGS: ClassVar[list[Any]] = bindings(VOICES)


class CorrectingScreen(Screen[None]):
    """Shows files that were looked at, their voices and losses; a key says who asks and who is who."""

    def __init__(self) -> None:
        """Have no file yet."""
        super().__init__()
        self.incoming: dict[Path, Incoming] = {}

    @property
    def _meant(self) -> Incoming | None:
        place = self.query_one(FileList).highlighted
        files = list(self.incoming.values())
        return files[place] if place is not None and place < len(files) else None

    def show_files(self) -> None:
        """Write the list of files anew, and what is known of the one meant."""
        listing = self.query_one(FileList)
        before = listing.highlighted or 0
        room = self._room()
        listing.clear_options()
        listing.add_options([Option(_file_line(file, room)) for file in self.incoming.values()])
        empty = not self.incoming
        nothing = _("Nothing yet. Enter takes a file, Space all a folder holds; qualcode reads {formats}.")
        self.query_one("#nothing", Static).update(Content(nothing.format(formats=formats_read())))
        self.query_one("#nothing", Static).display = empty
        listing.display = not empty
        if not empty:
            listing.highlighted = min(before, len(self.incoming) - 1)
        self._show_details()

    def _room(self) -> int:
        """Return the cells of a line on the right."""
        width = self.app.size.width
        return max(width - (30 if width < NARROW else 40) - 6, 20)

    def on_resize(self) -> None:
        """Write the lines for the width there is."""
        self.set_class(self.app.size.width < NARROW, "narrow")
        self.show_files()

    @on(OptionList.OptionHighlighted, "#incoming")
    def _show_details(self) -> None:
        file = self._meant
        voices = self.query_one(VoiceList)
        before = voices.highlighted or 0
        voices.clear_options()
        self.query_one("#details").display = file is not None
        if file is None:
            return
        voices.add_options([Option(_voice_line(voice, self._room())) for voice in file.voices])
        voices.display = bool(file.voices)
        if file.voices:
            voices.highlighted = min(before, len(file.voices) - 1)
        self.query_one("#facts", Static).update(_facts(file))

    def action_drop(self) -> None:
        """Take the file off the list."""
        file = self._meant
        if file is not None and file.state != IN:
            del self.incoming[file.path]
            self.show_files()

    def action_voices(self) -> None:
        """Go to the voices."""
        if self._meant is not None and self._meant.voices:
            self.query_one(VoiceList).focus()

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
            self.show_files()

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

    @work
    async def action_merge(self) -> None:
        """Give the turns of a label to another: they are one person."""
        file, label = self._meant, self._label()
        if file is None or not label or len(file.voices) < 2:  # noqa: PLR2004 - another one is wanted
            return
        others = [voice.label for voice in file.voices if voice.label != label]
        question = _("“{label}” is the same person as").format(label=shown_line(label))
        choices = [Choice(str(place), other) for place, other in enumerate(others)]
        chosen = await self.app.push_screen_wait(ChooseDialog(question, choices))
        if chosen is not None:
            self.incoming[file.path] = bringing.merged(file, label, others[int(chosen)])
            self.show_files()


def _file_line(file: Incoming, room: int) -> Content:
    sign, colour = SIGNS[file.state]
    count = ""
    if file.source is not None:
        count = ngettext("{count} word", "{count} words", file.words).format(count=file.words)
    elif file.state == bringing.THERE:
        count = _("already there")
    elif file.state == REFUSED:
        count = _("refused")
    name = _short(shown_line(file.path.name), room - cell_len(count) - 4)
    gap = max(room - cell_len(name) - cell_len(count) - 2, 1)
    return Content.assemble((f"{sign} ", colour), name, " " * gap, (count, "$dim"))


def _voice_line(voice: bringing.Voice, room: int) -> Content:
    asks = voice.role == "interviewer"
    role, turns = _(ROLES[voice.role]), str(voice.turns)
    if room >= _ROOMY:
        turns = ngettext("{count} turn", "{count} turns", voice.turns).format(count=turns)
    left = max(min(_VOICE, room - _BESIDE), 6)
    name = _short(shown_line(voice.label), left)
    return Content.assemble(
        (name, "" if asks else "$accent"),
        (f"{' ' * (left - cell_len(name))}{turns:>4}   ", "$faint"),
        (role, "$foreground" if asks else "$dim"),
    )


def _facts(file: Incoming) -> Content:
    """Write what was understood and lost; for a file that does not come in, why."""
    if file.state == REFUSED:
        return Content.styled(shown_line(file.told), "$error")
    if file.state == bringing.THERE:
        words = _("Already there as “{document}”; it does not come in twice.")
        return Content.styled(shown_line(words.format(document=file.told)), "$dim")
    lines = []
    if file.state == IN:
        lines.append(Content.styled(_("In as “{document}”").format(document=shown_line(file.told)), "$success"))
    if not file.voices:
        lines.append(Content(_("No voices were found: the text is kept whole.")))
    for label, words in bringing.facts_of(file):
        lines.append(Content.assemble((f"{label}  ", "$faint"), (shown_line(words), "$dim")))
    lines += [Content.styled(f"! {shown_line(words)}", "$warning") for words in bringing.losses_of(file)]
    return Content("\n").join(lines)


def _short(words: str, room: int) -> str:
    while cell_len(words) > max(room, 2):
        words = words[:-2] + "…"
    return words
