"""What is done to themes on their board: made, worded, kept, dropped, put in order, merged, remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.coding.themes.themes import AddTheme, EditTheme
from qualcode.coding.themes.tidying import MergeThemes
from qualcode.model.ids import new_id
from qualcode.model.messages import _, ngettext
from qualcode.tui.asked import Choice, ChooseDialog, ListingDialog, MemoDialog, ThemeDialog
from qualcode.tui.screens.place import PlaceScreen
from qualcode.tui.shown import board as boards
from qualcode.tui.shown import study
from qualcode.tui.shown.unfinished import Unfinished

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qualcode.coding.actions import Action
    from qualcode.model.records import Theme
    from qualcode.tui.shown.board import Board
    from qualcode.tui.workbench import Workbench


class ThemingActs(PlaceScreen):
    """The board with its acts; what is asked is asked at once, and what comes of it waits for the answer."""

    def __init__(self, bench: Workbench) -> None:
        """Work at a workbench."""
        super().__init__(bench)
        self.board: Board | None = None
        self.open = ""
        """The id of the theme that is shown, or what stands for none."""
        self.shown = study.Whose(None)

    @property
    def themes(self) -> list[Theme]:
        """The themes in their order."""
        return [one.theme for one in self.board.theming.themes] if self.board else []

    def meant(self) -> Theme | None:
        """Return the theme that is shown; say so where none is."""
        found = self.board.theme(self.open) if self.board else None
        if found is None:
            self.say(_("No theme here: choose one on the left, or n makes one."))
        return found.theme if found else None

    async def all_done(self, actions: Iterable[Action]) -> bool:
        """Do some actions as one step of undo; a refusal ends them, and is said."""
        batch = new_id()
        for action in actions:
            if await self.done(self.bench.perform(action, batch)) is None:
                return False
        return True

    async def one_done(self, action: Action) -> None:
        """Do an action; a refusal is said."""
        await self.done(self.bench.perform(action))

    # Themes

    def action_new_theme(self) -> None:
        """Ask the name and the claim of a theme, and make it."""
        asked = ThemeDialog(_("New theme"), taken=[theme.name for theme in self.themes], verb=_("make it"))
        answer = self.ask(asked)

        async def make() -> None:
            worded = await answer
            if worded is not None:
                action = AddTheme(worded.name, worded.claim)
                self.open = action.id
                await self.one_done(action)

        self.start(make())

    def action_edit_theme(self) -> None:
        """Change the name and the claim of the theme."""
        theme = self.meant()
        if theme is None:
            return
        taken = [other.name for other in self.themes if other.id != theme.id]
        title = _("Name and claim of “{name}”").format(name=theme.name)
        answer = self.ask(ThemeDialog(title, theme.name, theme.claim, taken=taken, verb=_("keep it")))

        async def edit() -> None:
            worded = await answer
            if worded is None:
                return
            name = worded.name if worded.name != theme.name else None
            claim = worded.claim if worded.claim != theme.claim else None
            if name is not None or claim is not None:
                await self.one_done(EditTheme(theme.id, name, claim))

        self.start(edit())

    def action_keep(self) -> None:
        """Keep the theme, or make it a candidate again."""
        theme = self.meant()
        if theme is not None:
            self.start(self.one_done(EditTheme(theme.id, status="candidate" if theme.status == "kept" else "kept")))

    def action_drop(self) -> None:
        """Drop the theme: readings and reports leave it out, its links and memo stay."""
        theme = self.meant()
        if theme is not None and theme.status == "dropped":
            self.say(_("“{name}” is dropped already: r takes it up again.").format(name=theme.name))
        elif theme is not None:
            self.start(self.one_done(EditTheme(theme.id, status="dropped")))

    def action_restore(self) -> None:
        """Take a dropped theme up again as it was."""
        theme = self.meant()
        if theme is not None and theme.status != "dropped":
            self.say(_("“{name}” was not dropped.").format(name=theme.name))
        elif theme is not None:
            self.start(self._restore(theme.id))

    async def _restore(self, theme: str) -> None:
        status = await self.bench.read(boards.status_before, self.bench.project, theme)
        await self.one_done(EditTheme(theme, status=status))

    def action_shift(self, direction: int) -> None:
        """Put the theme before the one above (-1), or behind the next (1)."""
        theme = self.meant()
        if theme is not None:
            place = [each.id for each in self.themes].index(theme.id) + direction
            if 0 <= place < len(self.themes):
                self.start(self.one_done(EditTheme(theme.id, position=place)))

    def action_merge(self) -> None:
        """Merge the theme into another."""
        theme, others = self.meant(), [each for each in self.themes if each.id != self.open]
        if theme is None:
            return
        if not others:
            self.say(_("There is no other theme to merge “{name}” into.").format(name=theme.name))
            return
        choices = [Choice(other.id, other.name) for other in others]
        answer = self.ask(ChooseDialog(_("Merge “{name}” into which theme?").format(name=theme.name), choices))

        async def merge() -> None:
            into = await answer
            if into is None:
                return
            change = await self.done(self.bench.perform(MergeThemes(into, (theme.id,))))
            if change is not None:
                self.open = into
                self.say_differing(int(str(change.note("differing", 0))))

        self.start(merge())

    def say_differing(self, differing: int) -> None:
        """Say that links were in both themes, and what became of them."""
        if differing:
            words = ngettext(
                "{count} link was in both with another stance: the graver one stays",
                "{count} links were in both with another stance: the graver one stays",
                differing,
            )
            self.say(words.format(count=differing))

    def action_memo(self) -> None:
        """Write the memo of the theme."""
        theme = self.meant()
        if theme is None:
            return
        unfinished = Unfinished(self.bench, theme.id)
        title = _("Memo on “{name}”").format(name=theme.name)
        answer = self.ask(MemoDialog(title, theme.claim, theme.memo, unfinished))

        async def keep() -> None:
            words = await answer
            if words is not None and await self.all_done([EditTheme(theme.id, memo=words)]):
                unfinished.let_go()

        self.start(keep())

    async def action_history(self) -> None:
        """Show what became of the theme."""
        theme = self.meant()
        if theme is not None and self.board is not None:
            lines = await self.bench.read(boards.past, self.bench.project, theme.id, self.board.codes)
            title = _("History of “{name}”").format(name=theme.name)
            self.app.push_screen(ListingDialog(title, lines, verb=_("close"), nothing=""))
