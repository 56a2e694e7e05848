"""Search in all documents: each place in its context, to go to or to code; what is not ticked is not coded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal

from textual import events, on
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static

from qualcode.model.messages import N_, _
from qualcode.model.origins import QUERY, WORDS
from qualcode.tui.dialogs.frame import key_line
from qualcode.tui.dialogs.searching import SearchingDialog
from qualcode.tui.shown.found import TYPED, Asked, is_open
from qualcode.tui.widgets.keyline import KeyLine
from qualcode.tui.widgets.offered import OfferedList

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from qualcode.tui.shown.found import Place

GO: Final = "go"
CODE: Final = "code"
SAVE: Final = "save"
FORGET: Final = "forget"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked of the places found: go to one, or code those ticked; `apart` gives each its own code.

    Of queries: keep the one that was typed, or forget a saved one.
    """

    act: Literal["go", "code", "save", "forget"]
    places: tuple[Place, ...]
    asked: Asked
    apart: bool = False


class EverywhereDialog(SearchingDialog[Wanted]):
    """Lists the places; answers where to go, or what to code."""

    DEFAULT_CSS = """
    EverywhereDialog { align: center middle; }
    EverywhereDialog > Vertical {
        width: 150; max-width: 96%; height: 94%; background: $panel; border: round $accent; padding: 0 2;
    }
    EverywhereDialog .title { text-style: bold; height: 1; }
    EverywhereDialog #ways { height: auto; margin-bottom: 1; }
    EverywhereDialog Input { height: 1; background: $background; padding: 0 1; }
    EverywhereDialog Input:focus { background-tint: $foreground 4%; }
    EverywhereDialog #count { height: auto; min-height: 1; color: $dim; margin: 1 0; }
    EverywhereDialog OptionList { height: 1fr; scrollbar-gutter: stable; }
    EverywhereDialog #here { height: 1; color: $dim; text-wrap: nowrap; text-overflow: ellipsis; }
    EverywhereDialog .hint { height: auto; }
    """
    HELP_HERE: ClassVar[str] = N_(
        "Places in all documents, by words, by who speaks, by the heading or the question they stand under, by a "
        "query: Tab changes the way, and takes what is offered of a query. Go to a place, or tick those that one code "
        "is to go to; g gives what stands under each its own code."
    )
    BINDINGS: ClassVar[list[Any]] = [
        ("escape", "leave", ""), ("down", "down", ""), ("up", "up", ""),
        ("tab", "way(1)", ""), ("shift+tab", "way(-1)", ""),
    ]  # fmt: skip

    def compose(self) -> ComposeResult:
        """Lay it out: the ways, what is typed, how much was found, the places, the keys."""
        with Vertical():
            yield Static(Content(self._scopes[0].title), classes="title")
            yield KeyLine(id="ways")
            yield Input(self._typed, compact=True)
            yield OfferedList(id="under")
            yield Static(id="count", markup=False)
            yield OptionList(markup=False)
            yield Static(id="here", markup=False)
            yield key_line(
                (_("Enter"), _("go there")), (_("Space"), _("tick")), ("a", _("all or none")),
                ("t", _("this document’s")), ("e", _("how far")), ("d", _("which documents")),
                ("g", _("each its own code")), ("c", _("code those ticked")),
                ("s", _("save the query")), ("/", _("search")), ("Tab", _("by what")), (_("Esc"), _("close")),
            )  # fmt: skip

    def told_keys(self) -> list[tuple[str, str]]:
        """Return its keys; the ways are no keys."""
        return [(sign, words) for sign, words in super().told_keys() if sign]

    def on_mount(self) -> None:
        """Ask what to search."""
        self.query_one(Input).focus()
        self._show_way()
        if not self._typed:
            self._look_anew()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        """Search what is not closed; then as the arrow down."""
        if self._by == WORDS and is_open(self._line_typed):
            self._look_anew()
        self._to_places()

    def action_down(self) -> None:
        """Go down among what is offered, from there to the places, and down among them."""
        if not (self.query_one(Input).has_focus and self.query_one(OfferedList).move(1)):
            self._to_places()

    def action_up(self) -> None:
        """Go up among what is offered, or among the places."""
        listing = self.query_one(OptionList)
        if listing.has_focus:
            listing.action_cursor_up()
        else:
            self.query_one(OfferedList).move(-1)

    def _to_places(self) -> None:
        listing = self.query_one(OptionList)
        if listing.has_focus:
            listing.action_cursor_down()
        else:
            listing.focus()  # though nothing is listed yet: the next key is the list's, not one letter more

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        if self._looking or event.option not in self.query_one(OptionList).options:
            return  # it may be of the list before
        if self._choosing:
            self._choose(event.option_index)
        else:
            self.dismiss(Wanted(GO, (self._found.places[event.option_index],), self._asked))

    def on_key(self, event: events.Key) -> None:
        """Do what a letter does in the list; in the line above, letters are letters."""
        acts: dict[str, Callable[[], None]] = {
            "space": self._tick, "a": self._tick_all, "t": self._tick_document, "e": self._reach, "d": self._narrow,
            "g": self._part, "c": self._code, "s": self._save, "x": self._forget, "slash": self._ask,
            "j": self.query_one(OptionList).action_cursor_down, "k": self.query_one(OptionList).action_cursor_up,
        }  # fmt: skip
        if self.query_one(OptionList).has_focus and event.key in acts:
            event.stop()
            event.prevent_default()
            acts[event.key]()

    def _ask(self) -> None:
        self.query_one(Input).focus()
        if self._keys:
            self._keys = ()
            self._look_anew()

    def _part(self) -> None:
        """Give what stands under each a code of its own, or one code to all."""
        if self._by in TYPED or not self._found.places:
            self._tell(_("What is found by words goes to one code: Tab finds by voice, heading or question."))
        else:
            self._apart = not self._apart
            self._say()

    def _code(self) -> None:
        if self._looking:
            return
        if self._choosing:
            if self._meant is not None and self._found.subjects:
                self._choose(self._meant)
        elif self._ticked:
            places = tuple(self._found.places[number] for number in sorted(self._ticked))
            self.dismiss(Wanted(CODE, places, self._asked, self._apart))
        else:
            self._tell(_("Nothing is ticked: Space ticks a place, a all of them."))

    def _save(self) -> None:
        if self._by == QUERY and self._found.places and not self._looking:
            self.dismiss(Wanted(SAVE, (), self._asked))
        else:
            self._tell(_("A query is saved once it finds something: Tab finds by a query."))

    def _forget(self) -> None:
        if self._by == QUERY and self._choosing and self._meant is not None and self._found.subjects:
            self.dismiss(Wanted(FORGET, (), Asked(QUERY, self._found.subjects[self._meant].name)))

    def action_leave(self) -> None:
        """Answer nothing."""
        self.dismiss(None)
