"""Two short questions at the door: who codes, and what a new study is called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual import on
from textual.content import Content
from textual.widgets import Input, Static

from qualcode.model.messages import N_, _
from qualcode.tui.dialogs.frame import Dialog
from qualcode.tui.dialogs.marked import MarkedList
from qualcode.tui.layout.grid import ended
from qualcode.words.folding import search_key
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import ComposeResult

ENDING: Final = ".qualcode"
LANGUAGES: Final = (("fr-CA", N_("French of Canada")), ("fr-FR", N_("French of France")), ("en", N_("English")))
_WIDE, _AROUND = 68, 8
"""Cells of the window at most, and of its border and air."""
_LONGEST: Final = 60
"""Characters of a file's name made from a title: a shell and an older disk still take it."""


class NameDialog(Dialog[str]):
    """Asks once under which name somebody codes."""

    def title_words(self) -> str:
        """Ask."""
        return _("Your name, as it stands by your codings")

    def inside(self) -> ComposeResult:
        """Give one line to write on."""
        yield Input(placeholder=_("first name, initials, as you like"), compact=True)
        yield Static(_("Asked once; the settings change it."), classes="label")

    def keys(self) -> tuple[tuple[str, str], ...]:
        """Name them."""
        return ((_("Enter"), _("go on")), (_("Esc"), _("read only")))

    @on(Input.Submitted)
    def _named(self, event: Input.Submitted) -> None:
        if event.value.strip():
            self.dismiss(event.value.strip())


class LocationDialog(Dialog[str]):
    """Asks where a project is: a path, or the address of a team's database."""

    def title_words(self) -> str:
        """Ask."""
        return _("Open which project?")

    def inside(self) -> ComposeResult:
        """Give one line to write on."""
        yield Static(_("A .qualcode file, or postgresql://…"), classes="label")
        yield Input(compact=True)

    def keys(self) -> tuple[tuple[str, str], ...]:
        """Name them."""
        return ((_("Enter"), _("open")), (_("Esc"), _("close")))

    @on(Input.Submitted)
    def _said(self, event: Input.Submitted) -> None:
        if event.value.strip():
            self.dismiss(event.value.strip())


@dataclass(frozen=True, slots=True)
class NewStudy:
    """What a new project is to be."""

    title: str
    location: str
    corpus_language: str


class NewDialog(Dialog[NewStudy]):
    """Asks the title of a new study and the language of its material; the file is named after the title."""

    BINDINGS: ClassVar[list[Any]] = [("down", "app.focus_next", ""), ("up", "app.focus_previous", "")]

    def __init__(self, folder: Path) -> None:
        """Make the file in this folder."""
        super().__init__()
        self._folder = folder

    def title_words(self) -> str:
        """Ask."""
        return _("New study")

    def inside(self) -> ComposeResult:
        """Give the title, where its file will be, and the languages."""
        yield Static(_("Title"), classes="label")
        yield Input(compact=True, id="title")
        yield Static(id="file", classes="label", markup=False)
        yield Static(_("Language of most of the material"), classes="label", id="asked-language")
        yield MarkedList([(tag, _(word)) for tag, word in LANGUAGES])

    def keys(self) -> tuple[tuple[str, str], ...]:
        """Name them."""
        return ((_("Enter"), _("create")), ("↓", _("language")), (_("Esc"), _("close")))

    def on_mount(self) -> None:
        """Stand on the title, French of Canada meant."""
        self.query_one(Input).focus()
        self._show_file("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._show_file(event.value)

    def _show_file(self, title: str) -> None:
        path = shown_line(str(file_for(title, self._folder)))
        room = min(_WIDE, self.app.size.width * 96 // 100) - _AROUND
        self.query_one("#file", Static).update(Content(ended(path, room) + "\n"))

    @on(Input.Submitted)
    @on(MarkedList.OptionSelected)
    def _asked(self) -> None:
        title = self.query_one(Input).value.strip() or _("My study")
        self.dismiss(NewStudy(title, str(file_for(title, self._folder)), self.query_one(MarkedList).value))


def file_for(title: str, folder: Path) -> Path:
    """Return a free file for a study of that title: its letters and numbers, without accents, then (2) ...

    Args:
        title: as typed.
        folder: where it goes.
    """
    kept = "".join(letter if letter.isalnum() else " " for letter in search_key(title.strip() or _("My study")))
    stem = "-".join(kept.split())[:_LONGEST] or "study"
    path = folder / f"{stem}{ENDING}"
    number = 2
    while path.exists():
        path = folder / f"{stem}-{number}{ENDING}"
        number += 1
    return path
