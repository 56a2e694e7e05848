"""Search in all documents: each place in its context, to go to or to code; what is not ticked is not coded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal

from rich.cells import cell_len
from textual import events, on, work
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from qualcode.model.errors import Refusal
from qualcode.model.messages import N_, _, ngettext
from qualcode.tui.dialogs.frame import KeyedDialog, key_line
from qualcode.tui.figures import counted
from qualcode.tui.found import EXTENTS, PATTERN, SENTENCE, TURN, WORDS, Found, is_open
from qualcode.tui.layout.grid import ended, shortened
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from textual.app import ComposeResult

    from qualcode.tui.found import Place

    Search = Callable[[str, str], Awaitable[Found]]
    """Finds what was typed, in one document or in all."""

GO: Final = "go"
CODE: Final = "code"
_EXTENT_WORDS: Final = {
    WORDS: N_("the words found"),
    SENTENCE: N_("their sentences"),
    TURN: N_("their turns"),
}
_TICKED, _BARE = "☑", "☐"
_WIDE, _BORDERS = 150, 10
"""Cells of the dialog at most, and of its border, air and scroll bar."""
_WHERE, _LEAST = 26, 12
"""Cells of the column that says where; fewest of what stands around the words found."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked of the places found: go to one, or code those ticked as far as `extent`."""

    act: Literal["go", "code"]
    places: tuple[Place, ...]
    extent: str = WORDS


class PlacesDialog(KeyedDialog[Wanted]):
    """Places that were found: listed, ticked, and how far a code would reach."""

    def __init__(self, search: Search, here: str, typed: str = "") -> None:
        """Search.

        Args:
            search: finds what was typed.
            here: the id of the open document, empty for none.
            typed: what to search first.
        """
        super().__init__()
        self._search = search
        self._here = here
        self._typed = typed
        self._only = ""
        self._extent = WORDS
        self._found = Found()
        self._ticked: set[int] = set()
        self._looking = False
        """Whether what is listed is not yet what was typed: nothing is coded by it, nowhere gone to."""

    @property
    def _asked(self) -> str:
        return self.query_one(Input).value.strip()

    def _show(self, found: Found) -> None:
        self._found, self._looking = found, False
        self._ticked = {number for number, place in enumerate(found.places) if not place.asks}
        self._list()
        self._say()

    def _tell(self, words: str) -> None:
        self.query_one("#count", Static).update(Content(words))

    def _list(self) -> None:
        listing = self.query_one(OptionList)
        listing.clear_options()
        listing.add_options([Option(self._line(number)) for number in range(len(self._found.places))])
        if self._found.places:
            listing.highlighted = 0

    def _line(self, number: int) -> Content:
        """Write a place on one line: its tick, where it is, the words with what stands around them."""
        place = self._found.places[number]
        room = min(_WIDE, self.app.size.width * 96 // 100) - _BORDERS
        wide = min(_WHERE, room // 3)
        tick = _TICKED if number in self._ticked else _BARE
        return Content.assemble(
            f"{tick} ", (_where(place, wide), "$dim"), "  ", *_context(place, max(room - wide - 6, _LEAST))
        )

    def _say(self) -> None:
        """Say how much was found, and what a code would go to."""
        found = self._found
        if not self._asked:
            words = _("Capitals, accents and the kind of apostrophe are ignored.")
        elif not found.count:
            words = _("Nothing found: try fewer letters.")
        else:
            places = ngettext("{count} place", "{count} places", found.count).format(count=counted(found.count))
            documents = ngettext("in {count} document", "in {count} documents", found.documents)
            parts = [f"{places} {documents.format(count=counted(found.documents))}"]
            if found.count > len(found.places):
                listed = _("the first {count} are listed: type more to see the others")
                parts.append(listed.format(count=counted(len(found.places))))
            ticked = ngettext("{count} ticked", "{count} ticked", len(self._ticked))
            parts.append(ticked.format(count=counted(len(self._ticked))))
            reach = _(_EXTENT_WORDS[self._extent])
            parts.append(_("a code goes to {reach}").format(reach=reach))
            words = " · ".join(parts)
        self._tell(words)

    @property
    def _meant(self) -> int | None:
        return self.query_one(OptionList).highlighted

    def _tick(self) -> None:
        if self._meant is not None:
            self._ticked ^= {self._meant}
            self._write_again([self._meant])
            self.query_one(OptionList).action_cursor_down()

    def _tick_all(self) -> None:
        every = set(range(len(self._found.places)))
        self._ticked = set() if self._ticked else every
        self._write_again(every)

    def _write_again(self, numbers: Iterable[int]) -> None:
        for number in numbers:
            self.query_one(OptionList).replace_option_prompt_at_index(number, self._line(number))
        self._say()

    def _reach(self) -> None:
        self._extent = EXTENTS[(EXTENTS.index(self._extent) + 1) % len(EXTENTS)]
        self._say()


class EverywhereDialog(PlacesDialog):
    """Lists the places; answers where to go, or what to code."""

    DEFAULT_CSS = """
    EverywhereDialog { align: center middle; }
    EverywhereDialog > Vertical {
        width: 150; max-width: 96%; height: 94%; background: $panel; border: round $accent; padding: 0 2;
    }
    EverywhereDialog .title { text-style: bold; height: 1; margin-bottom: 1; }
    EverywhereDialog Input { height: 1; background: $background; padding: 0 1; }
    EverywhereDialog Input:focus { background-tint: $foreground 4%; }
    EverywhereDialog #count { height: auto; min-height: 1; color: $dim; margin: 1 0; }
    EverywhereDialog OptionList { height: 1fr; scrollbar-gutter: stable; }
    EverywhereDialog .hint { height: auto; margin-top: 1; }
    """
    HELP_HERE: ClassVar[str] = N_(
        "Where the words stand in all documents. Go to a place, or tick those that one code is to go to."
    )
    BINDINGS: ClassVar[list[Any]] = [("escape", "leave", ""), ("down", "down", "")]

    def compose(self) -> ComposeResult:
        """Lay it out: what is typed, how much was found, the places, the keys."""
        with Vertical():
            yield Static(Content(_("Search in all documents")), classes="title")
            yield Input(self._typed, placeholder=_("words, or /a regular expression/"), compact=True)
            yield Static(id="count", markup=False)
            yield OptionList(markup=False)
            yield key_line(
                (_("Enter"), _("go there")), (_("Space"), _("tick")), ("a", _("all or none")),
                ("e", _("how far")), ("d", _("this document or all")), ("c", _("code those ticked")),
                ("/", _("search")), (_("Esc"), _("close")),
            )  # fmt: skip

    def on_mount(self) -> None:
        """Ask what to search."""
        self.query_one(Input).focus()
        self._say()

    @on(Input.Changed)
    def _changed(self) -> None:
        if not is_open(self._asked):
            self._look_anew()
            return
        self.workers.cancel_group(self, "find")  # half an expression finds anything, and may never end
        self._show(Found())
        self._tell(_("Enter, or a second /, searches the expression."))

    @on(Input.Submitted)
    def _submitted(self) -> None:
        """Search what is not closed; then as the arrow down."""
        if is_open(self._asked):
            self._look_anew()
        self.action_down()

    def action_down(self) -> None:
        """Go from the words to the places, and down among them."""
        listing = self.query_one(OptionList)
        if listing.has_focus:
            listing.action_cursor_down()
        else:
            listing.focus()  # though nothing is listed yet: the next key is the list's, not one letter more

    def _look_anew(self) -> None:
        """Find what is typed, though an expression be not closed."""
        self._looking = True
        if self._asked.startswith(PATTERN):
            self._tell(_("Searching …"))
        self.look(self._asked)

    @work(exclusive=True, group="find")
    async def look(self, typed: str) -> None:
        """Find some words, or what an expression fits, and list it; what the interviewer says comes unticked."""
        try:
            self._show(await self._search(typed, self._only) if typed else Found())
        except Refusal as refusal:
            self._show(Found())
            self._tell(shown_line(str(refusal)))

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        if not self._looking and event.option in self.query_one(OptionList).options:  # it may be of the list before
            self.dismiss(Wanted(GO, (self._found.places[event.option_index],)))

    def on_key(self, event: events.Key) -> None:
        """Do what a letter does in the list; in the line above, letters are letters."""
        acts: dict[str, Callable[[], None]] = {
            "space": self._tick, "a": self._tick_all, "e": self._reach, "d": self._narrow, "c": self._code,
            "slash": self._ask, "j": self.query_one(OptionList).action_cursor_down,
            "k": self.query_one(OptionList).action_cursor_up,
        }  # fmt: skip
        if self.query_one(OptionList).has_focus and event.key in acts:
            event.stop()
            event.prevent_default()
            acts[event.key]()

    def _ask(self) -> None:
        self.query_one(Input).focus()

    def _narrow(self) -> None:
        self._only, self._looking = "" if self._only else self._here, True
        words = _("Search in this document") if self._only else _("Search in all documents")
        self.query_one(".title", Static).update(Content(words))
        self._look_anew()

    def _code(self) -> None:
        if self._looking:
            return
        if self._ticked:
            places = tuple(self._found.places[number] for number in sorted(self._ticked))
            self.dismiss(Wanted(CODE, places, self._extent))
        else:
            self._tell(_("Nothing is ticked: Space ticks a place, a all of them."))

    def action_leave(self) -> None:
        """Answer nothing."""
        self.dismiss(None)


def _where(place: Place, wide: int) -> str:
    """Return the document and who speaks, in so many cells."""
    speaker = _("interviewer") if place.asks else place.speaker
    words = shortened(shown_line(" · ".join(filter(None, (place.name, speaker)))), wide)
    return words + " " * (wide - cell_len(words))


def _context(place: Place, room: int) -> tuple[str, tuple[str, str], str]:
    """Return the words found with what stands around them; of all places they begin below each other."""
    left = room * 2 // 5
    words = shortened(shown_line(place.words), max(room - left - _LEAST, _LEAST))
    before = ended(shown_line(place.before), left)
    after = shortened(shown_line(place.after), max(room - left - cell_len(words), 1))
    return " " * (left - cell_len(before)) + before, (words, "bold $accent"), after
