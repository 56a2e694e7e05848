"""What is done on the board to what themes rest on: linked, borne otherwise, moved, split off, taken away."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from qualcode.coding.passages.codings import StarCodings
from qualcode.coding.themes.themes import AddTheme, LinkTheme, UnlinkTheme
from qualcode.coding.themes.tidying import MoveLinks, SplitTheme
from qualcode.model.messages import _, ngettext
from qualcode.tui.asked import NamedTheme, SeveralCodesPicker, ThemeDialog, ToThemeDialog
from qualcode.tui.screens.board.theming_acts import ThemingActs
from qualcode.tui.widgets.restlist import Gathered, RestList

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qualcode.coding.actions import Action
    from qualcode.model.records import Theme
    from qualcode.tui.dialogs.theme import ToTheme
    from qualcode.tui.shown.board import Line


class RestingActs(ThemingActs):
    """The board with what its themes rest on changed."""

    def action_add_codes(self) -> None:
        """Pick codes, and let them support the theme."""
        theme = self.meant()
        if theme is None or self.board is None:
            return
        linked = {link.code for link in theme.links}
        offered = [code for code in self.board.pickable if code.id not in linked]
        if not offered:
            self.say(_("No other code to put under “{name}”: Code (1) makes some.").format(name=theme.name))
            return
        asked = _("Which codes under “{name}”?").format(name=theme.name)
        answer = self.ask(SeveralCodesPicker(asked, _("put it there"), offered))

        async def add() -> None:
            picked = await answer
            if picked is not None:
                await self.all_done(LinkTheme(theme.id, code=code) for code in picked.codes)

        self.start(add())

    def _chosen(self) -> tuple[Line, ...]:
        """Return the lines marked, or the one under the cursor; say so where there is none."""
        chosen = self.query_one(RestList).chosen
        if not chosen:
            self.say(_("No line here: choose a theme on the left, and a puts codes under it."))
        return chosen

    def action_bear(self, stance: str) -> None:
        """Let the lines chosen bear on the claim in one way."""
        theme, chosen = self.meant(), self._chosen()
        if theme is not None and chosen:
            self.start(self._bear(theme, chosen, stance))

    async def _bear(self, theme: Theme, chosen: Sequence[Line], stance: str) -> None:
        actions = [
            LinkTheme(theme.id, code=line.code or None, coding=line.coding or None, stance=stance) for line in chosen
        ]
        if await self.all_done(actions):
            self.query_one(RestList).unmark()

    def action_unlink(self) -> None:
        """Take the lines chosen away from the theme."""
        theme, chosen = self.meant(), self._chosen()
        if theme is not None and chosen:
            self.start(self._all(UnlinkTheme(line.id) for line in chosen))

    async def _all(self, actions: Iterable[Action]) -> None:
        await self.all_done(actions)

    def action_split(self) -> None:
        """Make a new theme of the lines marked."""
        theme, chosen = self.meant(), self._chosen()
        if theme is None or not chosen:
            return
        taken = [other.name for other in self.themes]
        count = len(chosen)
        title = ngettext("New theme of this line", "New theme of these {count} lines", count).format(count=count)
        answer = self.ask(ThemeDialog(title, taken=taken, verb=_("split")))

        async def split() -> None:
            worded = await answer
            if worded is not None:
                await self._split(theme, chosen, worded.name, worded.claim)

        self.start(split())

    async def _split(self, theme: Theme, chosen: Sequence[Line], name: str, claim: str = "") -> None:
        action = SplitTheme(theme.id, name, tuple(line.id for line in chosen), claim)
        if await self.done(self.bench.perform(action)) is not None:
            self.open = action.id

    def action_to_theme(self) -> None:
        """Put lines under another theme; what lies under none, and a single passage, under one of one's choice."""
        passages = self.query_one(Gathered)
        theme = self.board.theme(self.open) if self.board else None
        if self.focused is passages:
            entry = passages.meant
            if entry is not None:
                self._put(_("Under which theme does this passage go?"), [("", entry.id)])
        elif theme is not None:
            self._move(theme.theme)
        else:
            chosen = self._chosen()
            if chosen:
                self._put(_("Under which theme does it go?"), [(line.code, line.coding) for line in chosen])

    def _offered(self, asked: str, but: str = "", *, bears: bool) -> asyncio.Future[ToTheme | None]:
        """Ask for a theme that is not dropped."""
        named = [
            NamedTheme(each.id, each.name, each.claim)
            for each in self.themes
            if each.id != but and each.status != "dropped"
        ]
        read: asyncio.Future[Sequence[Any]] = asyncio.get_running_loop().create_future()
        read.set_result(named)
        return self.ask(ToThemeDialog(asked, read, bears=bears))

    def _put(self, asked: str, targets: Sequence[tuple[str, str]]) -> None:
        """Ask under which theme codes and codings go, and put them there."""
        answer = self._offered(asked, bears=True)

        async def put() -> None:
            chosen = await answer
            if chosen is not None and await self.all_done(putting(chosen, targets)):
                self.query_one(RestList).unmark()

        self.start(put())

    def _move(self, theme: Theme) -> None:
        """Ask where the lines chosen go, and move them; to a new theme, they are split off."""
        lines = self._chosen()
        if not lines:
            return
        answer = self._offered(_("Move it to which theme?"), theme.id, bears=False)

        async def move() -> None:
            chosen = await answer
            if chosen is not None and chosen.theme:
                change = await self.done(self.bench.perform(MoveLinks(tuple(line.id for line in lines), chosen.theme)))
                self.say_differing(int(str(change.note("differing", 0))) if change else 0)
            elif chosen is not None:
                await self._split(theme, lines, chosen.name)

        self.start(move())

    def action_star(self) -> None:
        """Star the passage under the cursor, or take its star away."""
        entry = self.query_one(Gathered).meant
        if entry is not None:
            self.start(self.one_done(StarCodings((entry.id,), starred=not entry.starred)))


def putting(chosen: ToTheme, targets: Sequence[tuple[str, str]]) -> list[Action]:
    """Return the actions that put codes and codings under a theme, a new one made first.

    Args:
        chosen: the theme, and how they bear on it.
        targets: the id of a code, else of a coding.
    """
    actions: list[Action] = []
    theme = chosen.theme
    if not theme:
        made = AddTheme(chosen.name)
        theme = made.id
        actions.append(made)
    actions += [LinkTheme(theme, code or None, coding or None, chosen.stance) for code, coding in targets]
    return actions
