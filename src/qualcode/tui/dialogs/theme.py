"""A theme named and worded in one go; and the theme that something is put under, one there is or a new one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Final

from rich.cells import cell_len
from textual import events, on
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList, Static, TextArea
from textual.widgets.option_list import Option

from qualcode.model.messages import N_, _
from qualcode.model.records import STANCES
from qualcode.tui.dialogs.frame import Dialog
from qualcode.tui.dialogs.letters import LettersDialog
from qualcode.tui.layout.grid import shortened
from qualcode.words.folding import folded, search_key
from qualcode.words.shown import shown, shown_line

if TYPE_CHECKING:
    from collections.abc import Awaitable, Iterable, Sequence

    from textual.app import ComposeResult

NEW: Final = "new"
_BEARS: Final = {
    "supports": N_("it supports the theme"),
    "nuances": N_("it nuances the theme"),
    "contradicts": N_("it contradicts the theme"),
}


@dataclass(frozen=True, slots=True)
class Worded:
    """What a theme is called and claims."""

    name: str
    claim: str


class ClaimArea(TextArea):
    """Where a claim is written: a sentence, so Enter ends it."""

    class Ended(Message):
        """Enter was pressed."""

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.post_message(self.Ended())
            return
        await super()._on_key(event)


class ThemeDialog(Dialog[Worded]):
    """Asks the name and the claim of a theme."""

    DEFAULT_CSS = """
    ThemeDialog TextArea {
        height: 5; border: none; padding: 0 1; background: $background; scrollbar-size-vertical: 1;
    }
    ThemeDialog TextArea:focus { border: none; background-tint: $foreground 4%; }
    """
    HELP_HERE: ClassVar[str] = N_(
        "A theme: a name, and what it claims in one sentence. A claim says something of the material; a topic alone "
        "is a group of codes."
    )

    def __init__(self, asked: str, name: str = "", claim: str = "", *, taken: Iterable[str] = (), verb: str) -> None:
        """Ask.

        Args:
            asked: what for; people's words in it are shown as typed.
            name: what it is called already.
            claim: what it claims already.
            taken: names of other themes.
            verb: what Enter does at the end.
        """
        super().__init__()
        self._asked, self._named, self._claimed, self._verb = shown_line(asked), shown(name), shown(claim), verb
        self._taken = {folded(one): one for one in taken}

    def title_words(self) -> str:
        """Ask."""
        return self._asked

    def inside(self) -> ComposeResult:
        """Give a line for the name, and room for the claim."""
        yield Static(_("Name"), classes="label")
        yield Input(self._named, compact=True, select_on_focus=False)
        yield Static(_("Claim: what the theme says of the material, in one sentence"), classes="label")
        area = ClaimArea(self._claimed, soft_wrap=True, show_line_numbers=False)
        area.tab_behavior = "focus"
        yield area
        yield Static(id="wrong", classes="wrong", markup=False)

    def keys(self) -> tuple[tuple[str, str], ...]:
        """Name them."""
        return ((_("Enter"), self._verb), ("Tab", _("next field")), (_("Esc"), _("close")))

    def on_mount(self) -> None:
        """Begin with the name; where there is one, with the claim."""
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        (area if self._named else self.query_one(Input)).focus()

    @on(Input.Submitted)
    def _named_now(self) -> None:
        if self._sound():
            self.query_one(TextArea).focus()

    def _sound(self) -> bool:
        """Tell whether the name will do; say what is wrong with it."""
        name = self.query_one(Input).value.strip()
        there = self._taken.get(folded(name))
        words = _("A theme wants a name.") if not name else ""
        if there:
            words = _("“{name}” is there already.").format(name=there)
        self.query_one("#wrong", Static).update(Content(shown_line(words)))
        return not words

    @on(ClaimArea.Ended)
    def _done(self) -> None:
        if not self._sound():
            self.query_one(Input).focus()
            return
        claim = " ".join(self.query_one(TextArea).text.split())
        self.dismiss(Worded(self.query_one(Input).value.strip(), claim))


@dataclass(frozen=True, slots=True)
class NamedTheme:
    """A theme as the dialog lists it."""

    id: str
    name: str
    claim: str = ""


@dataclass(frozen=True, slots=True)
class ToTheme:
    """The theme chosen: one there is by its id, else the name of a new one; and how it is borne."""

    theme: str
    name: str
    stance: str


class ToThemeDialog(LettersDialog[ToTheme]):
    """Asks under which theme something is put, and how it bears on the claim."""

    DEFAULT_CSS = "ToThemeDialog #stance { height: auto; margin-top: 1; }"
    HELP_HERE: ClassVar[str] = N_("The themes. A few letters list those that fit; what fits none makes a new theme.")
    BINDINGS: ClassVar[list[Any]] = [("tab", "stance", "")]

    def __init__(self, asked: str, themes: Awaitable[Sequence[NamedTheme]], *, bears: bool = True) -> None:
        """Offer these once they are read.

        Args:
            asked: what for; people's words in it are shown as typed.
            themes: those there are.
            bears: whether to ask how it bears on the claim.
        """
        super().__init__()
        self._asked, self._read, self._bears = shown_line(asked), themes, bears
        self._themes: tuple[NamedTheme, ...] = ()
        self._stance = STANCES[0]

    def title_words(self) -> str:
        """Ask."""
        return self._asked

    def letters_of(self) -> str:
        """Ask for its name."""
        return _("a few letters of a theme, or a new name")

    def inside(self) -> ComposeResult:
        """Give the line and the list; below, how it bears on the claim."""
        yield from super().inside()
        if self._bears:
            yield Static(id="stance", markup=False)

    def keys(self) -> tuple[tuple[str, str], ...]:
        """Name them."""
        stance = (("Tab", _("how it bears")),) if self._bears else ()
        return ((_("Enter"), _("put it there")), *stance, ("↑↓", _("choose")), (_("Esc"), _("close")))

    def on_mount(self) -> None:
        """Read the themes; the line takes letters meanwhile."""
        self._say_stance()
        self.run_worker(self._fill_in())

    async def _fill_in(self) -> None:
        self._themes = tuple(await self._read)
        self._list(self.query_one(Input).value)

    def _say_stance(self) -> None:
        for line in self.query("#stance").results(Static):
            line.update(Content.styled(_(_BEARS[self._stance]), "$accent"))

    def action_stance(self) -> None:
        """Let it bear on the claim in another way."""
        self._stance = STANCES[(STANCES.index(self._stance) + 1) % len(STANCES)]
        self._say_stance()

    def fill(self, listing: OptionList, typed: str) -> None:
        """List the themes that fit, and what would be a new one."""
        pieces = search_key(typed).split()
        for theme in self._themes:
            if all(piece in search_key(theme.name) for piece in pieces):
                listing.add_option(Option(self._line(theme), id=theme.id))
        known = {folded(theme.name) for theme in self._themes}
        if typed.strip() and folded(typed.strip()) not in known:
            words = _("+ new theme “{name}”").format(name=shown_line(typed.strip()))
            listing.add_option(Option(Content.styled(shortened(words, self.room), "$accent"), id=NEW))
        if not listing.option_count:
            words = _("No theme yet: type the name of one.")
            listing.add_option(Option(Content.styled(words, "$dim"), disabled=True))
        else:
            listing.highlighted = 0

    def _line(self, theme: NamedTheme) -> Content:
        name = shortened(shown_line(theme.name), self.room)
        claim = shortened("  " + shown_line(theme.claim), max(self.room - cell_len(name) - 1, 0)) if theme.claim else ""
        return Content.assemble(name, (claim, "$faint"))

    @on(Input.Submitted)
    def _entered(self) -> None:
        option = self.query_one(OptionList).highlighted_option
        self._answer(option.id if option else None)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self._answer(event.option.id)

    def _answer(self, identifier: str | None) -> None:
        typed = self.query_one(Input).value.strip()
        if identifier == NEW:
            self.dismiss(ToTheme("", typed, self._stance))
        elif identifier is not None:
            self.dismiss(ToTheme(identifier, "", self._stance))
