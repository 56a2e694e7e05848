"""The code picker: a few letters, Enter; several by Tab; a new code in place, near twins announced."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from qualcode.model.messages import _
from qualcode.tui.ranking import Name, ranked, twins
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from textual.app import ComposeResult

SHOWN = 9
NEW = "new"


@dataclass(frozen=True, slots=True)
class Pickable:
    """A code as the picker lists it."""

    id: str
    name: str
    group: tuple[str, ...]
    labels: tuple[str, ...]
    colour: str
    sign: str
    count: int


@dataclass(frozen=True, slots=True)
class Picked:
    """What was picked: codes there are, or the name of a new one."""

    code: str | None
    name: str = ""


class CodePicker(ModalScreen[Picked | None]):
    """Asks which code; always opens empty."""

    DEFAULT_CSS = """
    CodePicker { align: center bottom; background: $background 0%; }
    CodePicker > Vertical {
        width: 76; max-width: 96%; height: auto; max-height: 18; margin-bottom: 3;
        background: $panel; border: round $accent; padding: 0 1;
    }
    CodePicker Input { height: 1; margin-bottom: 1; }
    CodePicker OptionList { height: auto; max-height: 10; }
    CodePicker .hint { color: $dim; margin-top: 1; }
    """
    BINDINGS: ClassVar[list[Any]] = [
        ("escape", "leave", ""),
        ("up", "cursor(-1)", ""),
        ("down", "cursor(1)", ""),
    ]

    def __init__(self, codes: tuple[Pickable, ...], recent: tuple[str, ...]) -> None:
        """Offer these codes, the recent ones first."""
        super().__init__()
        self._codes = {code.id: code for code in codes}
        self._names = [Name(c.id, c.name, " ".join(c.group), tuple(filter(None, c.labels))) for c in codes]
        self._recent = recent

    def compose(self) -> ComposeResult:
        """Lay it out: what is typed, what fits, what the keys do."""
        with Vertical():
            yield Input(placeholder=_("a few letters of a code"), compact=True)
            yield OptionList(markup=False)
            yield Static(Content(_("Enter apply · 1–9 pick · Esc close")), classes="hint")

    def on_mount(self) -> None:
        """List the recent ones."""
        self._list("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._list(event.value)

    def _list(self, typed: str) -> None:
        listing = self.query_one(OptionList)
        listing.clear_options()
        best = ranked(typed, self._names, self._recent)[:SHOWN]
        for number, identifier in enumerate(best, 1):
            listing.add_option(Option(self._line(number, self._codes[identifier]), id=identifier))
        if typed.strip() and not any(code.name == typed.strip() for code in self._codes.values()):
            listing.add_option(Option(self._new_line(typed.strip()), id=NEW))
        if listing.option_count:
            listing.highlighted = 0

    def _line(self, number: int, code: Pickable) -> Content:
        room = max(min(self.app.size.width - 12, 66), 30)
        name = shown_line(code.name)
        group = shown_line(" / ".join(code.group))
        count = str(code.count or "–")
        space = max(room - len(name) - len(group) - len(count) - 6, 2)
        return Content.assemble(
            (f"{number} ", "$faint"),
            (f"{code.sign} ", code.colour),
            name,
            " " * space,
            (group, "$dim"),
            (f"  {count}", "$faint"),
        )

    def _new_line(self, typed: str) -> Content:
        near = [self._codes[identifier].name for identifier in twins(typed, self._names)]
        line = Content.styled("  + " + _("new code “{name}”").format(name=shown_line(typed)), "$accent")
        if near:
            line += Content.styled("   " + _("very like “{name}”").format(name=shown_line(near[0])), "$warning")
        return line

    def on_key(self, event: events.Key) -> None:
        """Pick by number while nothing is typed."""
        if event.character and event.character in "123456789" and not self.query_one(Input).value:
            place = int(event.character) - 1
            listing = self.query_one(OptionList)
            if place < listing.option_count:
                event.prevent_default().stop()
                self._answer(listing.get_option_at_index(place).id)

    @on(Input.Submitted)
    def _entered(self) -> None:
        listing = self.query_one(OptionList)
        if listing.highlighted is not None:
            self._answer(listing.get_option_at_index(listing.highlighted).id)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self._answer(event.option.id)

    def _answer(self, identifier: str | None) -> None:
        if identifier == NEW:
            self.dismiss(Picked(None, self.query_one(Input).value.strip()))
        elif identifier:
            self.dismiss(Picked(identifier))

    def action_cursor(self, direction: int) -> None:
        """Move along the list while typing."""
        listing = self.query_one(OptionList)
        if listing.option_count:
            listing.highlighted = ((listing.highlighted or 0) + direction) % listing.option_count

    def action_leave(self) -> None:
        """Close without picking."""
        self.dismiss(None)
