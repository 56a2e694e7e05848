"""Keys are taken one after the other: what is typed while a dialog opens is typed into the dialog.

Textual hands a key to what has the focus when it comes. Over a slow line, or while the machine is busy, several come at
once, and all but the first would go where the first one was meant: `c` and then a few letters of a code would be read
as commands of the text.
"""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from textual import events
from textual.app import App

if TYPE_CHECKING:
    from textual.dom import DOMNode

PATIENCE: Final = 1.0
"""Seconds after which the next key goes on its way, whatever became of the one before."""


class InOrder(App[None]):
    """An application whose next key waits until the one before it has done what it does."""

    def __init__(self) -> None:
        """Have no key under way."""
        super().__init__()
        self._waiting: deque[events.Key | events.Paste] = deque()
        self._following: asyncio.Task[None] | None = None

    async def on_event(self, event: events.Event) -> None:
        """Hand a key, or what is pasted, on, or let it wait for the one under way; all else goes its way."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
        elif self._following is not None:
            self._waiting.append(event)
        else:
            await self._hand_on(event)

    async def _hand_on(self, event: events.Key | events.Paste) -> None:
        target: DOMNode = self.focused or self.screen
        await super().on_event(event)
        self._following = asyncio.create_task(self._followed(target))

    async def _followed(self, target: DOMNode) -> None:
        """Wait until a key has gone by what it was handed to, by all that holds it, and by us."""
        for node in target.ancestors_with_self:
            gone = _Gone()
            # what call_later posts, without its partial, whose parameters Textual would count anew at every key
            if node.post_message(events.Callback(callback=gone.by)):
                with suppress(TimeoutError):
                    await asyncio.wait_for(gone.told, PATIENCE)
        if not self.call_later(self._go_on):
            self._following = None  # the window is on its way out

    async def _go_on(self) -> None:
        self._following = None
        if self._waiting:
            await self._hand_on(self._waiting.popleft())


class _Gone:
    """That a key has gone by a widget."""

    def __init__(self) -> None:
        """Not yet."""
        self.told: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def by(self) -> None:
        """Say so, unless nobody waits any more."""
        if not self.told.done():
            self.told.set_result(None)
