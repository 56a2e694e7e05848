"""Keys and clicks are taken one after the other: what is typed while a dialog opens is typed into the dialog.

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
SOON: Final = 0.025
"""Seconds after which one looks whether a key has gone its way, where no other comes before."""


class InOrder(App[None]):
    """An application whose next key waits until the one before it has done what it does."""

    def __init__(self) -> None:
        """Have no key under way."""
        super().__init__()
        self._waiting: deque[events.Key | events.Paste | events.MouseEvent] = deque()
        self._target: DOMNode | None = None
        """What the key under way was handed to."""
        self._due: asyncio.TimerHandle | None = None
        self._following: asyncio.Task[None] | None = None

    async def on_event(self, event: events.Event) -> None:
        """Hand on what is typed, pasted or clicked, or let it wait for the key under way; all else goes its way."""
        if not isinstance(event, events.Key | events.Paste | events.MouseEvent) or event.is_forwarded:
            await super().on_event(event)
        elif self._target is not None:
            self._waiting.append(event)
            self._follow(self._target)
        else:
            await self._hand_on(event)

    async def _hand_on(self, event: events.Key | events.Paste | events.MouseEvent) -> None:
        if isinstance(event, events.MouseEvent):  # what it asks first, the focus, is there at once
            await super().on_event(event)
            return
        self._target = self.focused or self.screen
        await super().on_event(event)
        if self._waiting:
            self._follow(self._target)
        else:  # its paint comes first: to follow a key takes as many steps as there is around what it was handed to
            self._due = asyncio.get_running_loop().call_later(SOON, self._follow, self._target)

    def _follow(self, target: DOMNode) -> None:
        """Go after a key, unless that is being done."""
        if self._due is not None:
            self._due.cancel()
            self._due = None
        if self._following is None:
            self._following = asyncio.create_task(self._followed(target))

    async def _followed(self, target: DOMNode) -> None:
        """Wait until a key has gone by what it was handed to, by all that holds it, and by us."""
        for node in target.ancestors_with_self:
            gone = _Gone()
            # what call_later posts, without its partial, whose parameters Textual would count anew at every key
            if node.post_message(events.Callback(callback=gone.by)):
                with suppress(TimeoutError):
                    await asyncio.wait_for(gone.told, PATIENCE)
        if not self.post_message(events.Callback(callback=self._go_on)):
            self._target = self._following = None  # the window is on its way out

    async def _go_on(self) -> None:
        self._target = self._following = None
        while self._waiting and self._target is None:
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
