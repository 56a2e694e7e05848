"""Who speaks: a name typed, and whether that voice asks or takes part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.content import Content
from textual.widgets import Input, Static

from qualcode.model.messages import _
from qualcode.tui.dialogs.frame import Dialog
from qualcode.tui.dialogs.marked import MarkedList
from qualcode.tui.roles import ROLES
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult


@dataclass(frozen=True, slots=True)
class NamedVoice:
    """A voice by its label, and its role."""

    speaker: str
    role: str


class VoiceDialog(Dialog[NamedVoice]):
    """Asks a voice's name and role."""

    DEFAULT_CSS = "VoiceDialog Input { margin-bottom: 0; }"
    BINDINGS: ClassVar[list[Any]] = [("down", "app.focus_next", ""), ("up", "app.focus_previous", "")]

    def __init__(self, title: str, voices: Mapping[str, str], *, now: str = "", role: str = "participant") -> None:
        """Ask under a title.

        Args:
            title: what is asked; people's words in it already passed through `shown_line`.
            voices: roles by the labels that are there.
            now: the label that is to be renamed; empty for a new voice.
            role: the one it has.
        """
        super().__init__()
        self._asked = title
        self._voices = voices
        self._now = now
        self._role = role

    def title_words(self) -> str:
        """Ask."""
        return self._asked

    def inside(self) -> ComposeResult:
        """Give a line for the name, what the name would mean, and the roles."""
        yield Input(self._now, placeholder=_("a name, P1, Interviewer …"), compact=True)
        yield Static(id="meaning", classes="label", markup=False)
        yield MarkedList([(role, _(words)) for role, words in ROLES.items()], self._role)

    def keys(self) -> tuple[tuple[str, str], ...]:
        """Name them."""
        return ((_("Enter"), _("go on")), ("↓", _("role")), (_("Esc"), _("close")))

    def on_mount(self) -> None:
        """Stand on the name."""
        self.query_one(Input).focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        name = " ".join(event.value.split())
        words = ""
        if name != self._now and name in self._voices:
            known = _("“{speaker}” is there already: the two become one voice.")
            words = known if self._now else _("“{speaker}” is there already: the passage becomes theirs.")
            self.query_one(MarkedList).choose(self._voices[name])
        self.query_one("#meaning", Static).update(Content(shown_line(words.format(speaker=name)) + "\n"))

    @on(Input.Submitted)
    @on(MarkedList.OptionSelected)
    def _named(self) -> None:
        name = " ".join(self.query_one(Input).value.split())
        if name:
            self.dismiss(NamedVoice(name, self.query_one(MarkedList).value))
