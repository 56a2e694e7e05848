"""What every window of ours gives: the look, one's own keys, help, palette, jump, and one line for a fault."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual import events, work
from textual.app import App
from textual.worker import WorkerFailed

from qualcode import settings, speaking
from qualcode.model.errors import CannotWrite, Refusal
from qualcode.model.messages import N_, _
from qualcode.tui.asked import (
    JumpDialog,
    KeysDialog,
    PaletteDialog,
    SettingsDialog,
    explained,
    keys_of_app,
    keys_of_screen,
    targets,
)
from qualcode.tui.commands import Command, call, commands_of, key_sign, rebind
from qualcode.tui.in_order import InOrder
from qualcode.tui.screens.small import SmallScreen, too_small
from qualcode.tui.themes import INK, THEMES, with_few_colours
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.geometry import Size
    from textual.screen import Screen

_LOOKS: Final = {"dark": "ink", "light": "paper"}
"""The settings' words for a look, and our names of it."""

_COMMANDING: Final = dict.fromkeys({*range(0x20), *range(0x7F, 0xA0)} - {ord("\t"), ord("\n"), ord("\r")})
"""Characters that command a terminal: lines that are typed in would send them there as they are."""

GUIDES: Final = (
    Command("help", "question_mark,f1", "help", N_("help"), N_("explain what has the focus, with its keys"), rank=92),
    Command("jump", "semicolon", "jump", N_("go"), N_("go to a panel by its letter"), rank=91),
    Command("palette", "ctrl+p", "command_palette", N_("all"), N_("find any command"), rank=93),
    Command("keys", "f9,ctrl+k", "keys", N_("keys"), N_("show all the keys")),
    Command("settings", "comma,f10", "settings", N_("settings"), N_("choose the look, the language, your name")),
    Command("quit", "ctrl+q", "quit", N_("leave"), N_("leave qualcode"), rank=95),
)


class GuidedApp(InOrder):
    """A window with its guides; what it shows is the affair of its screens."""

    # with the styles of the place where one begins: those that a screen brings later let all of them be read again
    CSS_PATH: ClassVar[Any] = ["styles/base.tcss", "styles/coding.tcss"]
    CSS = """
    Screen { layers: default above job; }
    OptionList:focus:nocolor > .option-list--option-highlighted,
    LettersDialog OptionList:nocolor > .option-list--option-highlighted { text-style: reverse; }
    Tree:focus:nocolor > .tree--cursor { text-style: reverse; }
    Toast { background: $panel; }
    Dialog Input { height: 1; background: $background; padding: 0 1; }
    """
    ENABLE_COMMAND_PALETTE = False
    COMMANDS: ClassVar[set[Any]] = set()

    def __init__(self) -> None:
        """Read the preferences."""
        super().__init__()
        self.preferences = settings.load(silent=True)
        self.fault: Exception | None = None
        self.leaving = False
        rebind(self.preferences.keys)
        few = self.console.color_system in {"standard", "256"}
        for theme in THEMES:
            self.register_theme(with_few_colours(theme) if few else theme)
        # a look put on after the styles are read lets all of them be read again
        self.set_reactive(App.theme, look_of(self.preferences.theme))
        self.stylesheet.set_variables(self.get_css_variables())

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give the colours that only our looks name a value before one of them is on."""
        return dict(INK.variables)

    def dress(self) -> None:
        """Put the keys of the preferences on."""
        if self.preferences.keys:
            self.set_keymap(dict(self.preferences.keys))

    def wear(self, look: str) -> None:
        """Put a look on, by the settings' word or our name."""
        self.theme = look_of(look)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[Any]:  # noqa: ARG002 - Textual's own
        """Leave Textual's own entries out: ours stand in the palette."""
        return iter(())

    def tell(self, sentence: str) -> None:
        """Say a line where the screen in front says its lines, else as a passing note."""
        say = getattr(self.screen, "say", None)
        if say is not None:
            say(sentence)
        elif sentence:
            self.notify(shown_line(sentence), markup=False)

    # Guides

    def action_help(self) -> None:
        """Explain what has the focus; in a dialog, the dialog."""
        self.push_screen(explained(self.screen))

    def action_keys(self) -> None:
        """Show every key: of this screen, and of everywhere."""
        groups = keys_of_screen(_("Here"), self.screen) + keys_of_app(self)
        self.push_screen(KeysDialog(_("All the keys"), groups))

    @work
    async def action_jump(self) -> None:
        """Go to a panel by its letter."""
        found = await self.push_screen_wait(JumpDialog(targets(self.screen)))
        if found is not None and found.action:
            await self.run_action(found.action, default_namespace=found.widget)
        elif found is not None:
            found.widget.focus()

    def action_command_palette(self) -> None:
        """Find a command by its words and do it where the focus was."""
        self._choose_command()

    @work
    async def _choose_command(self) -> None:
        here = self.focused or self.screen
        chosen = await self.push_screen_wait(PaletteDialog(commands_of(here)))
        if chosen is not None:
            await call(chosen.action, here)

    @work
    async def action_settings(self) -> None:
        """Change the preferences."""
        before = settings.load(silent=True)
        wished = await self.push_screen_wait(SettingsDialog(before))
        if wished is None or wished == before:
            return
        try:
            settings.save(wished)
        except CannotWrite as refusal:
            self.tell(str(refusal))
        self.preferences = wished
        self.wear(wished.theme)
        if (wished.language, wished.coder) != (before.language, before.coder):
            speaking.speak(wished.language or speaking.choose_language((), os.environ))
            await self.reworded()

    def on_settings_dialog_tried(self, event: SettingsDialog.Tried) -> None:
        """Try a look while it is being chosen."""
        self.wear(event.theme)

    async def reworded(self) -> None:
        """Show what is in front anew, in another language or another name."""

    def action_help_quit(self) -> None:
        """Let Ctrl+C, where there is nothing to copy, end nothing."""
        self.tell(_("Nothing is selected to copy; {key} leaves.").format(key=key_sign(GUIDES[-1])))

    async def on_event(self, event: events.Event) -> None:
        """Take what commands a terminal out of what is pasted, before anything shows it."""
        if isinstance(event, events.Paste):
            event.text = event.text.translate(_COMMANDING)
        await super().on_event(event)

    # What goes wrong

    def on_resize(self, event: events.Resize) -> None:
        """Say so where the terminal is too small."""
        self.fit(event.size)

    def fit(self, size: Size) -> None:
        """Say so where a window of that size is too small, until it is larger."""
        small = too_small(size.width, size.height)
        if small and not isinstance(self.screen, SmallScreen):
            self.push_screen(SmallScreen())
        elif not small and isinstance(self.screen, SmallScreen):
            self.pop_screen()

    def _handle_exception(self, error: Exception) -> None:
        """Leave with one line instead of a page of local variables; a refusal nobody heard is told, where one can.

        The command line words the fault and writes the log; a test sees it whole.
        """
        if self.leaving:
            return  # what a window still being read misses once it is gone
        fault = error.error if isinstance(error, WorkerFailed) and isinstance(error.error, Exception) else error
        if isinstance(fault, Refusal) and isinstance(error, WorkerFailed):
            self.tell(str(fault))  # a worker's fault ends the worker alone
            return
        self.fault = self.fault or fault
        if self.is_headless:
            super()._handle_exception(error)
        else:
            self.panic()


def look_of(word: str) -> str:
    """Return our name of a look, by the settings' word or by that name; an unknown one is the dark one."""
    name = _LOOKS.get(word, word)
    return name if name in {theme.name for theme in THEMES} else INK.name
