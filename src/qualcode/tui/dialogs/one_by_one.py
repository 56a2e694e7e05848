"""Passages gone through with one key each: every key is kept at once, and u takes the last of them back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from qualcode.model.messages import ngettext
from qualcode.tui.dialogs.frame import Answer, KeyedDialog, go_along

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.visual import VisualType

_WAITS: Final = ("· ", "$faint")


class OneByOneDialog(KeyedDialog[Answer]):
    """Shows what waits, a line or more each; who derives from it says how one looks and what can become of it."""

    DEFAULT_CSS = """
    OneByOneDialog { align: center middle; }
    OneByOneDialog > Vertical {
        width: 96; max-width: 96%; height: auto; max-height: 94%;
        background: $panel; border: round $accent; padding: 0 2;
    }
    OneByOneDialog .title { text-style: bold; height: auto; }
    OneByOneDialog #left { color: $dim; height: auto; margin-top: 1; }
    OneByOneDialog OptionList { height: auto; margin: 1 0; scrollbar-gutter: stable; }
    OneByOneDialog .hint { height: auto; }
    """
    SIGNS: ClassVar[dict[str, tuple[str, str]]] = {}
    """What can become of one: the sign of each, and its colour."""
    BINDINGS: ClassVar[list[Any]] = [
        ("escape", "leave", ""), ("u", "take_back", ""), ("j", "cursor(1)", ""), ("k", "cursor(-1)", ""),
    ]  # fmt: skip

    def __init__(self, act: Callable[[str, str], Awaitable[bool]], back: Callable[[], Awaitable[bool]]) -> None:
        """Go through what waits.

        Args:
            act: does what was said of one, by its id; whether it was done.
            back: undoes the last of them; whether it was undone.
        """
        super().__init__()
        self._ids: tuple[str, ...] = ()
        self._act = act
        self._back = back
        self._became: dict[int, str] = {}
        """What became of them, by place, in the order in which it was said."""

    def prompt(self, place: int) -> VisualType:
        """Return how one looks in the list."""
        raise NotImplementedError

    def sign(self, place: int) -> tuple[str, str]:
        """Return the sign of what became of one, with its colour."""
        return self.SIGNS.get(self._became.get(place, ""), _WAITS)

    def is_done(self, place: int) -> bool:
        """Tell whether something was said of one."""
        return place in self._became

    def fill(self, ids: tuple[str, ...]) -> None:
        """List what waits, and stand on the first."""
        self._ids = ids
        listing = self.query_one(OptionList)
        listing.add_options([Option(self.prompt(place)) for place in range(len(ids))])
        listing.highlighted = 0
        self._count()

    def _count(self) -> None:
        """Write how many are left."""
        left = len(self._ids) - len(self._became)
        words = ngettext("{count} of {all} left", "{count} of {all} left", left)
        self.query_one("#left", Static).update(Content(words.format(count=left, all=len(self._ids))))

    def _paint(self, place: int) -> None:
        self.query_one(OptionList).replace_option_prompt_at_index(place, self.prompt(place))
        self._count()

    def action_say(self, what: str) -> None:
        """Say it of the one that one stands on, and step to the next that waits."""
        listing = self.query_one(OptionList)
        place = listing.highlighted
        if place is None or place in self._became:
            return
        doing = self._act(what, self._ids[place])  # asks at once what must be asked: the next key is the answer
        self._became[place] = what
        self._paint(place)
        after = [n for n in (*range(place + 1, len(self._ids)), *range(place)) if n not in self._became]
        listing.highlighted = after[0] if after else place
        self.run_worker(self._done(place, doing), group="said")

    async def _done(self, place: int, doing: Awaitable[bool]) -> None:
        """Let one wait again with which nothing was done."""
        if not await doing:
            self._let_wait(place)

    def _let_wait(self, place: int) -> None:
        self._became.pop(place, None)
        self.query_one(OptionList).highlighted = place
        self._paint(place)

    async def action_take_back(self) -> None:
        """Undo the last thing said here."""
        if self._became and await self._back():
            self._let_wait(next(reversed(self._became)))

    def action_cursor(self, direction: int) -> None:
        """Go to the next, or the one before."""
        go_along(self.query_one(OptionList), direction)
