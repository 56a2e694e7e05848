"""The code picker: a few letters, Enter; several by Tab; a new code in place, near twins announced."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Final

from rich.cells import cell_len
from textual import events, on
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from qualcode.model.codebook import split_path
from qualcode.model.messages import N_, _, ngettext
from qualcode.tui.dialogs.frame import EXPLAINED, hint
from qualcode.tui.figures import own_and_below
from qualcode.tui.ranking import Name, fitting, twins
from qualcode.words.folding import folded
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from qualcode.tui.dialogs.entries import Pickable

SHOWN: Final = 9
NEW: Final = "new"
WIDE: Final = 76
ROWS_BESIDE: Final = 9
"""Rows of the dialog beside its list: what is typed, hint, borders, and the margin under it."""
LEAST_LISTED: Final = 3


@dataclass(frozen=True, slots=True)
class Picked:
    """What was picked: codes there are, and the path of a new one."""

    codes: tuple[str, ...] = ()
    path: tuple[str, ...] = ()


class Letters(Input):
    """The line one types in; while it is empty, digits are the picker's.

    It is asked in the line's own turn: over a slow line several keys come at once, and a digit after letters is one of
    them.
    """

    class Digit(Message):
        """A digit was typed while nothing was."""

        def __init__(self, number: int) -> None:
            """Say which."""
            super().__init__()
            self.number = number

    async def _on_key(self, event: events.Key) -> None:
        if not self.value and event.key.isdigit() and event.key != "0":
            event.stop()
            event.prevent_default()
            self.post_message(self.Digit(int(event.key)))
        else:
            await super()._on_key(event)


class CodePicker(ModalScreen[Picked | None]):
    """Asks which codes; opens empty, unless words are given for a new one."""

    DEFAULT_CSS = """
    CodePicker { align: center bottom; background: $background 0%; }
    CodePicker.over { align: center top; }
    CodePicker > Vertical {
        width: 76; max-width: 96%; height: auto; margin: 2 0 3 0;
        background: $panel; border: round $accent; padding: 0 1;
        border-title-color: $foreground; border-title-style: bold;
    }
    CodePicker Input { height: 1; margin-bottom: 1; }
    CodePicker OptionList { height: auto; }
    CodePicker .hint { height: auto; margin-top: 1; }
    """
    MAKES: ClassVar[bool] = True
    """Whether what is typed can become a new code."""
    asked: str = ""
    """What for, on the border; empty where the passage itself is in sight."""
    HELP_HERE: ClassVar[str] = N_(
        "The codes. A few letters of a name, a label or a definition list those that fit; what fits none is a new code."
    )
    BINDINGS: ClassVar[list[Any]] = [
        EXPLAINED,
        ("escape", "leave", ""),
        ("up", "cursor(-1)", ""),
        ("down", "cursor(1)", ""),
        ("tab", "mark", ""),
        ("ctrl+n", "new", ""),
    ]

    def __init__(
        self,
        codes: Sequence[Pickable],
        recent: Sequence[str],
        *,
        over: bool = False,
        name: str = "",
        retired: Sequence[Pickable] = (),
    ) -> None:
        """Offer these codes, the recent ones first.

        Args:
            codes: the codebook.
            recent: ids, the latest first.
            over: whether to stand over the text, since the passage is below.
            name: words for a new code, to be changed or taken.
            retired: codes that are not offered, whose names are told.
        """
        super().__init__(classes="over" if over else "")
        self._codes = {code.id: code for code in codes}
        self._names = [
            Name(c.id, c.name, " ".join(c.group), tuple(filter(None, c.labels)), tuple(filter(None, c.definitions)))
            for c in codes
        ]
        self._recent = recent
        self._retired = retired
        self._proposed = name
        self._marked: dict[str, None] = {}
        self._warned = ""

    def compose(self) -> ComposeResult:
        """Lay it out: what is typed, what fits, what the keys do."""
        with Vertical():
            yield Letters(self._proposed, placeholder=_("a few letters of a code"), compact=True, select_on_focus=False)
            yield OptionList(markup=False)
            yield Static(classes="hint", markup=False)

    def on_mount(self) -> None:
        """List the recent ones, and say what for."""
        self.query_one(Vertical).border_title = Content(shown_line(self.asked)) if self.asked else None
        # TRANSLATORS: what the numbers beside codes are: 12/45 is 12 of its own, 45 with its sub-codes
        self.query_one(Vertical).border_subtitle = Content.styled(_("codings, own/with sub-codes"), "$faint")
        self.query_one(OptionList).styles.max_height = max(
            min(SHOWN + 1, self.app.size.height // 2 - ROWS_BESIDE + 3), 4
        )
        self._list()

    @on(Input.Changed)
    def _typed(self) -> None:
        self._warned = ""
        self._list()

    @property
    def typed(self) -> str:
        """What is typed, without the blanks around it."""
        return self.query_one(Input).value.strip()

    def _list(self) -> None:
        """List what fits; the first is under the cursor, unless only a new code is meant."""
        typed, listing = self.typed, self.query_one(OptionList)
        listing.clear_options()
        fits, near = fitting(typed.replace("/", " "), self._names, self._recent)[:SHOWN], self._twin()
        best = [fit.id for fit in fits]
        sure = bool(fits) and fits[0].sure
        if near and not sure:
            best = [near, *(one for one in best if one != near)][:SHOWN]
        options = [Option(self._line(number, self._codes[one]), id=one) for number, one in enumerate(best, 1)]
        place = 1 if near and best[:1] == [near] else len(options)
        if typed and self.MAKES:
            options.insert(place, Option(_new_line(typed, self._codes[near].name if near else ""), id=NEW))
        listing.add_options(options)
        if options:
            meant = (sure or bool(near)) and typed != self._proposed
            listing.highlighted = 0 if meant or not typed else min(place, len(options) - 1)
        self.hint()

    def told_keys(self) -> list[tuple[str, str]]:
        """Return its keys as they are written, and what they do."""
        count = len(self._marked)
        several = ngettext("{count} marked", "{count} marked", count).format(count=count) if count else _("several")
        return [(_("Enter"), _("apply")), ("Tab", several), ("^n", _("new")), (_("Esc"), _("close"))]

    def hint(self) -> None:
        """Write what the keys do, below that there is a near twin where there is one."""
        content = hint(*self.told_keys())
        if self._warned:
            words = _("“{name}” is already there: the same key again makes the new code all the same.")
            warning = Content.styled(words.format(name=shown_line(self._warned)), "$warning")
            content = Content("\n").join((warning, content))
        elif (retired := self._retired_named()) is not None:
            words = _("“{name}” is retired: i in the codebook brings it back first.")
            warning = Content.styled(words.format(name=shown_line(retired.name)), "$warning")
            content = Content("\n").join((warning, content))
        self.query_one(".hint", Static).update(content)

    def _line(self, number: int, code: Pickable) -> Content:
        """Write number, sign, name, group and count in their columns."""
        room = min(self.app.size.width * 96 // 100, WIDE) - 6
        mark = "✓" if code.id in self._marked else str(number)
        count = f"{own_and_below(code.count, code.total):>6}"
        left = max(room - 4 - cell_len(count), 12)
        group = _fitted(" / ".join(code.group), min(left // 2, 30)) if code.group else ""
        name = _fitted(code.name, left - cell_len(group) - 1)
        return Content.assemble(
            (f"{mark} ", "$accent" if code.id in self._marked else "$faint"),
            (f"{code.sign} ", code.colour),
            name + " " * (left - cell_len(name) - cell_len(group)),
            (group, "$dim"),
            (count, "$faint"),
        )

    def _twin(self) -> str:
        """Return the id of a code that the new one would be a near twin of; empty for none."""
        path = split_path(self.typed)
        return next(iter(twins(path[-1], self._names)), "") if path else ""

    def _retired_named(self) -> Pickable | None:
        """Return the retired code that bears the name typed, first the one that stands where a new one would."""
        path = tuple(map(folded, split_path(self.typed)))
        named = [code for code in self._retired if folded(code.name) == path[-1]]
        return next((code for code in named if _keys(code) == path), named[0] if named else None)

    @on(Letters.Digit)
    def _numbered(self, event: Letters.Digit) -> None:
        """Pick by number while nothing is typed."""
        listing = self.query_one(OptionList)
        if event.number <= listing.option_count:
            self._answer(listing.get_option_at_index(event.number - 1).id)

    def on_key(self, event: events.Key) -> None:
        """Take what is typed before the line has the focus."""
        if event.is_printable and event.character:
            self.query_one(Letters).post_message(events.Key(event.key, event.character))

    @on(Input.Submitted)
    def _entered(self) -> None:
        listing = self.query_one(OptionList)
        if self._marked and not self.typed:
            self.dismiss(Picked(tuple(self._marked)))
        elif listing.highlighted is not None:
            self._answer(listing.get_option_at_index(listing.highlighted).id)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self._answer(event.option.id)

    def _answer(self, identifier: str | None) -> None:
        """Give what was picked; before a near twin is made, say so once."""
        if identifier is None:
            return
        if identifier != NEW:
            self.dismiss(Picked(tuple(dict.fromkeys((*self._marked, identifier)))))
            return
        twin, retired = self._twin(), self._retired_named()
        path = tuple(name for name in split_path(self.typed) if name)
        if retired is not None and _keys(retired) == tuple(map(folded, path)):
            return  # what stands there is not applied: the words under the list say so
        near = self._codes[twin].name if twin else retired.name if retired else ""
        if near and self._warned != near:
            self._warned = near
            self.hint()
            return
        if path:
            self.dismiss(Picked(tuple(self._marked), path))

    def action_new(self) -> None:
        """Make what is typed a new code."""
        if self.typed:
            self._answer(NEW)

    def action_mark(self) -> None:
        """Mark the code under the cursor, or no more, and begin anew with what is typed."""
        listing = self.query_one(OptionList)
        if listing.highlighted is None:
            return
        identifier = listing.get_option_at_index(listing.highlighted).id
        if identifier is None or identifier == NEW:
            return
        if identifier in self._marked:
            del self._marked[identifier]
        else:
            self._marked[identifier] = None
        place = listing.highlighted
        box = self.query_one(Input)
        if box.value:
            box.value = ""
        else:
            self._list()
            listing.highlighted = place

    def action_cursor(self, direction: int) -> None:
        """Move along the list while typing."""
        listing = self.query_one(OptionList)
        if listing.option_count:
            listing.highlighted = ((listing.highlighted or 0) + direction) % listing.option_count

    def action_leave(self) -> None:
        """Close without picking."""
        self.dismiss(None)


def picker_rows(height: int) -> int:
    """Return how many rows of a window the picker may take, its margin with them: some of the text stays in sight."""
    return min(max(height - height // 2 + 1 - ROWS_BESIDE, LEAST_LISTED), SHOWN + 1) + ROWS_BESIDE


def _keys(code: Pickable) -> tuple[str, ...]:
    """Return by what the place of a code is told from others: capitals, accents' forms and the like do not count."""
    return tuple(map(folded, (*code.group, code.name)))


def _new_line(typed: str, near: str) -> Content:
    """Write that what is typed can become a new code, and which one it would be a near twin of."""
    words = _("new code “{name}”").format(name=shown_line(" / ".join(split_path(typed))))
    line = Content.styled(f"  + {words}", "$accent")
    if near:
        line += Content.styled("   " + _("very like “{name}”").format(name=shown_line(near)), "$warning")
    return line


def _fitted(words: str, cells: int) -> str:
    """Return words in at most so many cells, the cut said by three dots."""
    words = shown_line(words)
    if cell_len(words) <= cells:
        return words
    while words and cell_len(words) > cells - 1:
        words = words[:-1]
    return words.rstrip() + "…"
