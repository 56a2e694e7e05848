"""One's own preferences: the look, the language, the name one codes under."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual import on
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Input, Static

from qualcode import settings
from qualcode.model.messages import N_, _
from qualcode.settings import Settings
from qualcode.tui.dialogs.frame import Dialog
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult

THEMES: Final = (("dark", N_("dark")), ("light", N_("light")), ("contrast", N_("high contrast")))
LANGUAGES: Final = (("", N_("as the system")), ("fr", "français"), ("en", "English"))


class Row(Static, can_focus=True):
    """One preference with its few values: left and right choose."""

    DEFAULT_CSS = """
    Row { height: 1; padding: 0 1; background: $panel; }
    Row:focus { background: $chosen; }
    """
    BINDINGS: ClassVar[list[Any]] = [("left", "turn(-1)", ""), ("right,space", "turn(1)", "")]

    at: reactive[int] = reactive(0)

    class Turned(Message):
        """Another value was chosen."""

        def __init__(self, row: Row) -> None:
            """Say in which row."""
            super().__init__()
            self.row = row

        @property
        def control(self) -> Row:
            """The row, for selectors."""
            return self.row

    def __init__(self, label: str, values: Sequence[tuple[str, str]], value: str, *, id: str) -> None:  # noqa: A002 - Textual's name
        """Show a label and the value now."""
        super().__init__(id=id)
        self._label = label
        self._values = values
        known = [each for each, _word in values]
        self.set_reactive(Row.at, known.index(value) if value in known else 0)

    @property
    def value(self) -> str:
        """The value chosen."""
        return self._values[self.at][0]

    def render(self) -> Content:
        """Write the label and the value between its arrows."""
        word = _(self._values[self.at][1])
        return Content.assemble((f"{self._label:<16}", "$dim"), ("‹ ", "$accent"), word, (" ›", "$accent"))

    def action_turn(self, direction: int) -> None:
        """Choose the next value."""
        self.at = (self.at + direction) % len(self._values)
        self.post_message(self.Turned(self))

    def on_click(self, event: events.Click) -> None:
        """Choose the next value."""
        event.stop()
        self.action_turn(1)


class SettingsDialog(Dialog[Settings]):
    """Answers with the preferences as they are to be; the look is tried on at once."""

    BINDINGS: ClassVar[list[Any]] = [
        ("down", "app.focus_next", ""),
        ("up", "app.focus_previous", ""),
        ("enter", "keep", ""),
    ]

    class Tried(Message):
        """A look is being tried on."""

        def __init__(self, theme: str) -> None:
            """Say which, by the settings' word for it."""
            super().__init__()
            self.theme = theme

    def __init__(self, now: Settings) -> None:
        """Start from these."""
        super().__init__()
        self._now = now

    def title_words(self) -> str:
        """Head it."""
        return _("Settings")

    def inside(self) -> ComposeResult:
        """Give them, and where the rest is."""
        yield Row(_("Look"), THEMES, self._now.theme, id="look")
        yield Row(_("Language"), LANGUAGES, self._now.language, id="language")
        yield Static("\n" + _("Your name, as it stands by your codings"), classes="label")
        yield Input(shown_line(self._now.coder), compact=True, id="coder")
        plays = _("What plays recordings, such as: mpv --start={seconds} {file}")
        yield Static("\n" + plays, classes="label", markup=False)
        yield Input(shown_line(self._now.player), compact=True, id="player")
        yield Static(
            Content(_("Other keys: a table [keys] in {file}").format(file=shown_line(str(settings.path())))),
            classes="label",
        )

    def keys(self) -> tuple[tuple[str, str], ...]:
        """Name them."""
        return ((_("Enter"), _("keep")), ("←→", _("choose")), (_("Esc"), _("leave as it was")))

    def on_mount(self) -> None:
        """Stand on the first."""
        self.query_one("#look").focus()

    @on(Row.Turned, "#look")
    def _look(self, event: Row.Turned) -> None:
        self.post_message(self.Tried(event.row.value))

    @on(Input.Submitted)
    def _entered(self) -> None:
        self.action_keep()

    def action_keep(self) -> None:
        """Answer with what stands here; a name that nobody touched stays as it is kept."""
        self.dismiss(
            replace(
                self._now,
                theme=self.query_one("#look", Row).value,
                language=self.query_one("#language", Row).value,
                coder=self._typed("coder", self._now.coder),
                player=self._typed("player", self._now.player),
            )
        )

    def _typed(self, row: str, known: str) -> str:
        typed = self.query_one(f"#{row}", Input).value.strip()
        return known if typed == shown_line(known).strip() else typed

    def action_leave(self) -> None:
        """Put the look back as it was."""
        self.post_message(self.Tried(self._now.theme))
        self.dismiss(None)
