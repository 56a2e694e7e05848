"""The application: opens a project, holds the workbench, pushes screens. It knows no record."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.app import App
from textual.signal import Signal

from qualcode import settings
from qualcode.model.messages import _
from qualcode.tui.commands import HereProvider
from qualcode.tui.themes import INK, THEMES
from qualcode.tui.workbench import Workbench

if TYPE_CHECKING:
    from qualcode.coding.project import Project
    from qualcode.model.changes import Change


PLACES: Final = {
    "code": "qualcode.tui.screens.coding:CodingScreen",
    "explore": "qualcode.tui.screens.explore:ExploreScreen",
    "write": "qualcode.tui.screens.writing:WritingScreen",
}
"""The places by name; each is imported when it is first gone to, for the readings are heavy."""


class QualcodeApp(App[None]):
    """One project on the screen."""

    TITLE = "qualcode"
    CSS_PATH = "styles/base.tcss"
    COMMANDS: ClassVar[set[Any]] = {HereProvider}
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"

    def __init__(self, project: Project) -> None:
        """Work on an open project."""
        super().__init__()
        self.changes: Signal[Change] = Signal(self, "changes")
        self.workbench = Workbench(project, self.changes.publish)
        self.preferences = settings.load(silent=True)

    def get_theme_variable_defaults(self) -> dict[str, str]:  # noqa: PLR6301 - Textual's own
        """Give the colours that only our looks name a value before one of them is on."""
        return dict(INK.variables)

    def on_mount(self) -> None:
        """Put the look on, and show the place where one codes."""
        for theme in THEMES:
            self.register_theme(theme)
        names = {theme.name for theme in THEMES}
        known = {"dark": "ink", "light": "paper"}.get(self.preferences.theme, self.preferences.theme)
        self.theme = known if known in names else "ink"
        self.action_place("code")

    def action_place(self, place: str) -> None:
        """Go to one of the three places; each is made once and keeps where one was in it."""
        if not self.is_screen_installed(place):
            module, _colon, name = PLACES[place].partition(":")
            self.install_screen(getattr(import_module(module), name)(self.workbench), place)
        if len(self.screen_stack) == 1:
            self.push_screen(place)
        elif self.screen is not self.get_screen(place):
            self.switch_screen(place)

    def get_system_commands(self, screen: Any) -> Any:  # noqa: ANN401, ARG002, PLR6301 - Textual's own, in our words
        """Leave Textual's own entries out: ours stand in the palette already."""
        return iter(())

    async def action_quit(self) -> None:
        """Leave, once what is being written is written."""
        self.workbench.close()
        self.exit()

    def language_sign(self) -> str:
        """Return the interface's language for the top line."""
        return _("en")
