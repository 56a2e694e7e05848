"""The named sets of documents: one chosen by its number, the list of now saved, one renamed, moved or removed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual import on
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from qualcode.model.messages import N_, _
from qualcode.tui.dialogs.entries import OPEN, Asked
from qualcode.tui.dialogs.frame import KeyedDialog, go_along, key_line
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.app import ComposeResult

SAVE, RENAME, REMOVE = "save", "rename", "remove"
PLAIN: Final = ""
"""Stands for the list as it is before anything is chosen."""
_LETTERS: Final = {"n": SAVE, "r": RENAME, "x": REMOVE}


class DocumentSetsDialog(KeyedDialog[Asked]):
    """Lists the sets; answers what is to be done with one."""

    DEFAULT_CSS = """
    DocumentSetsDialog { align: center middle; }
    DocumentSetsDialog > Vertical {
        width: 68; max-width: 96%; height: auto; max-height: 94%;
        background: $panel; border: round $accent; padding: 0 2;
    }
    DocumentSetsDialog .title { text-style: bold; height: 1; }
    DocumentSetsDialog OptionList {
        height: auto; max-height: 14; margin: 1 0; text-wrap: nowrap; text-overflow: ellipsis;
    }
    DocumentSetsDialog .hint { height: auto; }
    """
    HELP_HERE: ClassVar[str] = N_(
        "The sets: ways of listing documents (group, order, filter, columns) that the team gave a name. A digit takes "
        "one at once."
    )
    BINDINGS: ClassVar[list[Any]] = [
        ("escape", "leave", ""), ("j", "cursor(1)", ""), ("k", "cursor(-1)", ""),
        ("alt+up", "move(-1)", ""), ("alt+down", "move(1)", ""),
    ]  # fmt: skip

    def __init__(self, sets: Sequence[tuple[str, str, str]], move: Callable[[str, int], None], meant: str = "") -> None:
        """List these.

        Args:
            sets: id, name, and what it lists in words.
            move: puts a set, by its id, at a place among them from 0; the list stays open meanwhile.
            meant: the id of the one to stand on.
        """
        super().__init__()
        self._move = move
        self._sets = [(PLAIN, _("All the documents, by kind"), ""), *sets]
        self._meant = meant

    def compose(self) -> ComposeResult:
        """Lay it out: title, sets, keys."""
        with Vertical():
            yield Static(Content(_("List the documents as in which set?")), classes="title")
            yield OptionList(*self._options(), markup=False)
            yield key_line(*self._keys())

    def on_mount(self) -> None:
        """Stand on the one that is meant."""
        listing = self.query_one(OptionList)
        listing.highlighted = next((place for place, one in enumerate(self._sets) if one[0] == self._meant), 0)
        listing.focus()

    def _options(self) -> list[Option]:
        return [Option(_line(number, *one[1:]), id=f"set-{one[0]}") for number, one in enumerate(self._sets)]

    def _keys(self) -> list[tuple[str, str]]:
        """Return its keys; where there is no set, those that need none."""
        keys = [(_("Enter"), _("list so")), ("n", _("save this list")), (_("Esc"), _("close"))]
        if len(self._sets) > 1:
            keys[1:1] = [(f"0–{min(len(self._sets) - 1, 9)}", _("at once"))]
            keys[-1:-1] = [("r", _("rename")), ("x", _("remove")), ("alt+↑↓", _("move"))]
        return keys

    @property
    def _here(self) -> str:
        place = self.query_one(OptionList).highlighted
        return self._sets[place][0] if place is not None else PLAIN

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        self.dismiss(Asked(OPEN, self._here))

    def on_key(self, event: events.Key) -> None:
        """Take a set by its number, or do what a letter does."""
        sign = event.character or ""
        if sign.isdecimal() and sign.isascii() and int(sign) < len(self._sets):
            event.stop()
            self.dismiss(Asked(OPEN, self._sets[int(sign)][0]))
        elif sign in _LETTERS and (self._here or sign == "n"):
            event.stop()
            self.dismiss(Asked(_LETTERS[sign], self._here))

    def action_cursor(self, direction: int) -> None:
        """Go to the next set, or the one before."""
        go_along(self.query_one(OptionList), direction)

    def action_move(self, direction: int) -> None:
        """Put the set before the one above (-1), or behind the next (1); the list of everything stays first."""
        listing = self.query_one(OptionList)
        here = listing.highlighted or 0
        if here and 0 < here + direction < len(self._sets):
            self._sets.insert(here + direction, self._sets.pop(here))
            listing.clear_options()
            listing.add_options(self._options())
            listing.highlighted = here + direction
            self._move(self._here, here + direction - 1)

    def action_leave(self) -> None:
        """Answer nothing."""
        self.dismiss(None)


def _line(number: int, name: str, told: str) -> Content:
    sign = str(number) if number < 10 else " "  # noqa: PLR2004 - digits
    return Content.assemble((f"{sign} ", "$faint"), shown_line(name), ("  " + shown_line(told), "$dim"))
