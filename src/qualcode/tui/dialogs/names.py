"""What may be a name, to be ticked: what each is, and what will stand for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from rich.cells import cell_len
from textual import work
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from qualcode.model.errors import Refusal
from qualcode.model.messages import N_, _, ngettext
from qualcode.model.pseudonym_words import KINDS, SORTS
from qualcode.model.pseudonyms import NAME_SORTS, NameKey
from qualcode.tui.dialogs.choosing import Choice, ChooseDialog
from qualcode.tui.dialogs.frame import KeyedDialog, go_along, key_line
from qualcode.tui.dialogs.line import LineDialog
from qualcode.tui.figures import counted
from qualcode.tui.layout.grid import shortened
from qualcode.tui.shown.naming import sort_of
from qualcode.tui.widgets.prose import Prose
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from textual.app import ComposeResult

    from qualcode.model.pseudonyms import Candidate, NameSort
    from qualcode.tui.shown.naming import Preview

_TICKED, _BARE = "☑", "☐"
_WIDE, _BORDERS = 110, 10
"""Cells of the dialog at most, and of its border, air and scroll bar."""


class Tick(NamedTuple):
    """What somebody said of a proposed name: whether it is ticked, what it is of, a pseudonym of its own."""

    ticked: bool
    sort: NameSort
    own: str


class NamesDialog(KeyedDialog["tuple[NameKey, Preview]"]):
    """Lists what may be a name; answers the key with the names that are ticked, and what replacing them would do."""

    DEFAULT_CSS = """
    NamesDialog { align: center middle; }
    NamesDialog > Vertical {
        width: 110; max-width: 96%; height: auto; max-height: 94%;
        background: $panel; border: round $accent; padding: 0 2;
    }
    NamesDialog .title { text-style: bold; height: auto; }
    NamesDialog #count { height: auto; color: $dim; }
    NamesDialog #whole { height: 3; margin-top: 1; }
    NamesDialog OptionList { height: auto; margin: 1 0 0 0; scrollbar-gutter: stable; text-wrap: nowrap; }
    NamesDialog .hint { height: auto; margin-top: 1; }
    """
    HELP_HERE: ClassVar[str] = N_(
        "What may tell who somebody is. Tick the names with the space bar; s says what a name is of, which chooses the "
        "letter of its pseudonym, e gives another pseudonym. Enter shows what would be replaced, before it is. What is "
        "ticked stays ticked when you close the list."
    )
    BINDINGS: ClassVar[list[Any]] = [
        ("escape", "leave", ""), Binding("enter", "take", show=False, priority=True),
        Binding("space", "tick", show=False, priority=True), ("s", "sort", ""), ("e", "other", ""),
        ("j", "cursor(1)", ""), ("k", "cursor(-1)", ""),
    ]  # fmt: skip

    def __init__(
        self, key: NameKey, preview: Callable[[NameKey], Awaitable[Preview]], ticks: Mapping[str, Tick]
    ) -> None:
        """Offer what is found, once it is.

        Args:
            key: has the names there are.
            preview: reads what replacing the names of a key would do.
            ticks: what was said of names before the list was last closed, by their words.
        """
        super().__init__()
        self._key = key
        self._preview = preview
        self._before = dict(ticks)
        self._found: Sequence[Candidate] | None = None
        self._ticked: set[int] = set()
        self._sorts: dict[int, NameSort] = {}
        self._own: dict[int, str] = {}
        self._told: dict[int, str] = {}
        """What will stand for each that is ticked."""

    def tell(self, found: Sequence[Candidate]) -> None:
        """List what was found; forms of names of the key are ticked."""
        self._found = found
        self._ticked = {number for number, one in enumerate(found) if one.kind == "variant"}
        self._sorts = {number: sort_of(one) for number, one in enumerate(found)}
        self._own = {number: one.of for number, one in enumerate(found) if one.of}
        for number, one in enumerate(found):
            if (tick := self._before.get(one.words)) is not None:
                self._ticked = self._ticked - {number} | ({number} if tick.ticked else set())
                self._sorts[number], self._own[number] = tick.sort, tick.own
        self._list()

    @property
    def ticks(self) -> dict[str, Tick]:
        """What was said of each name, to be there when the list is opened again."""
        said = {
            one.words: Tick(number in self._ticked, self._sorts[number], self._own.get(number, ""))
            for number, one in enumerate(self._lines)
        }
        return self._before | said

    @property
    def _lines(self) -> Sequence[Candidate]:
        return self._found or ()

    def compose(self) -> ComposeResult:
        """Lay it out: what was found, the one meant in its words, the keys."""
        with Vertical():
            yield Static(Content(_("What may tell who somebody is")), classes="title")
            yield Static(id="count", markup=False)
            yield OptionList(markup=False)
            yield Static(id="whole", markup=False)
            yield key_line(
                (_("Enter"), _("see what changes")), (_("Space"), _("tick")), ("s", _("what it names")),
                ("e", _("another pseudonym")), (_("Esc"), _("close")),
            )  # fmt: skip

    def on_mount(self) -> None:
        """List."""
        self._list()
        self.query_one(OptionList).focus()

    def on_resize(self) -> None:
        """Write the lines for the width there is, and leave the keys in sight."""
        self.query_one(OptionList).styles.max_height = max(self.app.size.height * 94 // 100 - 12, 3)
        self._list()

    def _numbered(self) -> NameKey:
        """Return the key with what is ticked, in the order of the list.

        Raises:
            PseudonymIsName: where a pseudonym is a real name.
        """
        key = self._key
        for number in sorted(self._ticked):
            one = self._lines[number]
            if one.words not in key.names:
                key = key.with_entry(one.words, self._own.get(number, ""), self._sorts[number])
        return key

    def _list(self) -> None:
        listing = self.query_one(OptionList)
        place = listing.highlighted or 0
        names = self._numbered().names
        self._told = {number: names[self._lines[number].words] for number in self._ticked}
        listing.clear_options()
        listing.add_options([Option(self._line(number)) for number in range(len(self._lines))])
        listing.highlighted = place if self._lines else None
        ticked = ngettext("{count} ticked", "{count} ticked", len(self._ticked)).format(
            count=counted(len(self._ticked))
        )
        known = ngettext("{count} name in the key", "{count} names in the key", len(self._key.entries))
        told = known.format(count=counted(len(self._key.entries)))
        words = _("{ticked}; {known}").format(ticked=ticked, known=told)
        if not self._lines:
            nothing = _("Nothing more was found that may tell who somebody is; Enter replaces the names of the key.")
            words = _("Looking for names …") if self._found is None else nothing
        self.query_one("#count", Static).update(Content(words))
        self._show_whole()

    def _line(self, number: int) -> Content:
        """Write one: its tick, its words, what it is, how often it stands, what will stand for it."""
        one, room = self._lines[number], min(_WIDE, self.app.size.width * 96 // 100) - _BORDERS
        count = (
            ngettext("{count} time", "{count} times", one.count).format(count=counted(one.count)) if one.count else ""
        )
        told = f"→ {shown_line(self._told[number])}" if number in self._told else ""
        wide = max(room - 2 - 28 - 10 - 18, 12)
        kind = _(SORTS[self._sorts[number]]) if number in self._ticked else _(KINDS[one.kind])
        return Content.assemble(
            f"{_TICKED if number in self._ticked else _BARE} ",
            _filled(shown_line(one.words), wide), " ", (_filled(kind, 27), "$dim"), (_filled(count, 11), "$dim"),
            (shortened(told, 18), "$accent"),
        )  # fmt: skip

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the words around the one meant."""
        event.stop()
        self._show_whole()

    def _show_whole(self) -> None:
        place = self.query_one(OptionList).highlighted
        one = self._lines[place] if place is not None and place < len(self._lines) else None
        words = _(KINDS[one.kind]) if one else ""
        if one and not one.count:
            words = _("{kind}: nobody says it in the texts").format(kind=words)
        if one and one.context:
            words = _("{kind}: {context}").format(kind=words, context=one.context)
        self.query_one("#whole", Static).update(Prose(Content.styled(shown_line(words), "$dim")))

    @property
    def _meant(self) -> int | None:
        return self.query_one(OptionList).highlighted

    def action_tick(self) -> None:
        """Tick the line one stands on, or no more, and go on to the next."""
        if self._meant is not None:
            self._ticked ^= {self._meant}
            self._list()
            self.query_one(OptionList).action_cursor_down()

    @work
    async def action_sort(self) -> None:
        """Ask what it names; what is not ticked yet is ticked by an answer."""
        number = self._meant
        if number is None:
            return
        asked = _("What does “{name}” name?").format(name=self._lines[number].words)
        sort = await self.app.push_screen_wait(ChooseDialog(asked, [Choice(one, _(SORTS[one])) for one in NAME_SORTS]))
        if sort is not None:
            self._sorts[number] = next(one for one in NAME_SORTS if one == sort)
            self._ticked |= {number}
            self._list()

    @work
    async def action_other(self) -> None:
        """Ask for another pseudonym."""
        number = self._meant
        if number is None:
            return
        one, before = self._lines[number], dict(self._own)
        asked = _("What stands for “{name}”? Nothing for the next number.").format(name=one.words)
        typed = await self.app.push_screen_wait(
            LineDialog(asked, self._own.get(number, ""), verb=_("keep it"), may_be_empty=True)
        )
        if typed is None:
            return
        self._own = {**self._own, number: " ".join(typed.split())}
        self._ticked |= {number}
        try:
            self._list()
        except Refusal as refusal:
            self._own = before
            self._list()
            self._refuse(str(refusal))

    def _refuse(self, words: str) -> None:
        self.query_one("#count", Static).update(Content.styled(shown_line(words), "$error"))

    def action_cursor(self, direction: int) -> None:
        """Go to the next line, or the one before."""
        go_along(self.query_one(OptionList), direction)

    @work(exclusive=True, group="preview")
    async def action_take(self) -> None:
        """Answer with the key as it would be; stay where that replaces nothing."""
        if self._found is None:
            return
        key = self._numbered()
        preview = await self._preview(key)
        if preview.places:
            self.dismiss((key, preview))
        elif key.names:
            self._refuse(_("No name of the key stands in the texts: tick some with the space bar."))
        else:
            self._refuse(_("Nothing is ticked: tick names with the space bar."))

    def action_leave(self) -> None:
        """Answer nothing."""
        self.dismiss(None)


def _filled(words: str, wide: int) -> str:
    words = shortened(words, wide)
    return words + " " * (wide - cell_len(words))
