"""The passages of a code whose definition was changed, gone through with one key each; every key is kept at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static

from qualcode.model.messages import N_, _
from qualcode.tui.dialogs.frame import key_line
from qualcode.tui.dialogs.one_by_one import OneByOneDialog
from qualcode.tui.widgets.prose import Prose
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.app import ComposeResult

    from qualcode.tui.shown.rechecked import Changed, Waiting
    from qualcode.tui.widgets.excerpts import Excerpted

FITS, REMOVED, RECODED = "fits", "removed", "recoded"
"""What can become of a passage."""


class RecheckDialog(OneByOneDialog[int]):
    """Shows passages; each key is done at once, and undone by u. Answers how many waited."""

    DEFAULT_CSS = """
    RecheckDialog #changed { height: auto; max-height: 8; margin-top: 1; }
    RecheckDialog #changed Static { height: auto; }
    """
    SIGNS: ClassVar[dict[str, tuple[str, str]]] = {
        FITS: ("✓ ", "$success"), REMOVED: ("✗ ", "$error"), RECODED: ("→ ", "$accent"),
    }  # fmt: skip
    HELP_HERE: ClassVar[str] = N_(
        "Passages coded before the definition of their code was changed: does each still fit? One key says so, and "
        "goes to the next."
    )
    BINDINGS: ClassVar[list[Any]] = [
        ("f", "say('fits')", ""), ("x,delete", "say('removed')", ""), ("a", "say('recoded')", ""),
    ]  # fmt: skip

    def __init__(
        self,
        name: str,
        waiting: Awaitable[Waiting],
        act: Callable[[str, str], Awaitable[bool]],
        back: Callable[[], Awaitable[bool]],
    ) -> None:
        """Go through what waits.

        Args:
            name: the code's.
            waiting: the passages, and what of the card says something else now; keys typed before it is read wait too.
            act: does what was said of a passage, by its coding; whether it was done.
            back: undoes the last of them; whether it was undone.
        """
        super().__init__(act, back)
        self._words = _("“{name}” means something else now. Does each passage still fit?").format(name=name)
        self._waiting = waiting
        self._changed: tuple[Changed, ...] = ()
        self._passages: tuple[Excerpted, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay it out: what changed, how many are left, the passages, the keys."""
        with Vertical():
            yield Static(Content(shown_line(self._words)), classes="title")
            yield VerticalScroll(id="changed", can_focus=False)
            yield Static(id="left", markup=False)
            yield OptionList(markup=False)
            yield key_line(
                ("f", _("still fits")), ("x", _("remove")), ("a", _("another code")), ("u", _("undo")),
                (_("Esc"), _("close")),
            )  # fmt: skip

    async def on_mount(self) -> None:
        """Show what waits, and stand on the first; where nothing does, leave."""
        self.query_one(OptionList).focus()
        found = await self._waiting
        if not found.passages:
            self.dismiss(0)
            return
        self._changed, self._passages = found.changed, found.passages
        await self.query_one("#changed").mount(*(Static(_difference(one), markup=False) for one in found.changed))
        self.fill(tuple(one.coding for one in found.passages))
        self.on_resize()

    def on_resize(self) -> None:
        """Leave the keys in sight in a low window."""
        above = 2 + min(sum(3 for _one in self._changed), 8)
        room = self.app.size.height * 94 // 100 - 8 - above
        self.query_one(OptionList).styles.max_height = max(min(26, room), 3)

    def prompt(self, place: int) -> Prose:
        """Show where it is and its words."""
        passage = self._passages[place]
        where = " ".join(filter(None, (passage.document_name, passage.speaker)))
        words = " ".join(passage.text.split())
        style = "$dim" if self.is_done(place) else ""
        return Prose(
            Content.assemble(self.sign(place), (shown_line(where), "$dim"), "\n", (shown_line(words), style), "\n ")
        )

    @on(OptionList.OptionSelected)
    def _fits(self) -> None:
        self.action_say(FITS)

    def action_leave(self) -> None:
        """Close; what was said is kept."""
        self.dismiss(len(self._passages))


def _difference(one: Changed) -> Prose:
    """Write what a text said before and what it says now."""
    nothing = _("(nothing)")
    before, now = (shown_line(" ".join(text.split())) or nothing for text in (one.before, one.now))
    return Prose(
        Content.assemble(
            (one.called, "$faint"), "\n", ("− ", "$error"), (before, "$dim"), "\n", ("+ ", "$success"), now
        )
    )
