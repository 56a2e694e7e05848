"""A passphrase, typed unseen and tried at once; a new one twice, since it cannot be found again."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from textual import on, work
from textual.content import Content
from textual.widgets import Input, Static

from qualcode.model.errors import Refusal
from qualcode.model.messages import N_, _
from qualcode.tui.dialogs.frame import Dialog
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult


class Unsealed(NamedTuple):
    """What a passphrase opened, and the passphrase."""

    content: Any
    passphrase: str


class PassphraseDialog(Dialog[Unsealed]):
    """Asks for a passphrase until it opens; nothing of it is shown, kept in a log or offered again."""

    DEFAULT_CSS = """
    PassphraseDialog Input { margin-bottom: 0; }
    PassphraseDialog .label { margin-top: 1; }
    PassphraseDialog #why { margin-top: 1; display: none; }
    """
    HELP_HERE: ClassVar[str] = N_(
        "A passphrase: capitals and accents count, and what is typed is not shown. It cannot be found again by anybody."
    )

    def __init__(self, asked: str, opens: Callable[[str], object], *, new: bool = False, told: str = "") -> None:
        """Ask.

        Args:
            asked: what it opens.
            opens: tries a passphrase off the screen's thread; a refusal is said, and it is asked again.
            new: whether nobody knows it yet: it is typed twice.
            told: what is worth knowing before it is typed.
        """
        super().__init__()
        self._asked = asked
        self._opens = opens
        self._new = new
        self._told = told

    def title_words(self) -> str:
        """Ask."""
        return shown_line(self._asked)

    def inside(self) -> ComposeResult:
        """Give a line, a second one for a new passphrase, and room for what is wrong."""
        yield Input(password=True, compact=True, id="passphrase")
        if self._new:
            yield Static(Content(_("once more")), classes="label")
            yield Input(password=True, compact=True, id="again")
        if self._told:
            yield Static(Content(shown_line(self._told)), classes="label", markup=False)
        yield Static(id="why", classes="wrong", markup=False)

    def keys(self) -> tuple[tuple[str, str], ...]:
        """Name them."""
        return ((_("Enter"), _("make it") if self._new else _("open")), (_("Esc"), _("close")))

    def on_mount(self) -> None:
        """Stand on the first line."""
        self.query_one("#passphrase", Input).focus()

    @on(Input.Submitted)
    def _typed(self, event: Input.Submitted) -> None:
        """Try it; a new one only where it is typed twice alike."""
        lines = list(self.query(Input))
        if not lines[0].value:
            return
        if event.input is not lines[-1]:
            lines[-1].focus()
        elif len({line.value for line in lines}) > 1:
            self._refuse(_("The two are not the same: type both once more."))
        else:
            self._say(_("opening"))
            self._try(lines[0].value)

    @work(exclusive=True)
    async def _try(self, passphrase: str) -> None:
        try:
            content = await asyncio.to_thread(self._opens, passphrase)
        except Refusal as refusal:
            self._refuse(str(refusal))
        else:
            self.dismiss(Unsealed(content, passphrase))

    def _refuse(self, why: str) -> None:
        """Say what is wrong, and begin again."""
        self._say(why)
        for line in self.query(Input):
            line.value = ""
        self.query_one("#passphrase", Input).focus()

    def _say(self, words: str) -> None:
        line = self.query_one("#why", Static)
        line.update(Content(shown_line(words)))
        line.display = True
