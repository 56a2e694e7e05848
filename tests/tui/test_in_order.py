"""What is typed and clicked at once is taken in its order, whatever opens or takes the focus meanwhile."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual import events
from textual.widgets import Input

from qualcode.tui import in_order
from qualcode.tui.in_order import InOrder

if TYPE_CHECKING:
    import pytest
    from textual.app import ComposeResult
    from textual.widget import Widget


class Fields(InOrder):
    """Two lines to write in."""

    def compose(self) -> ComposeResult:
        yield Input(id="one")
        yield Input(id="two")


def pressed(kind: type[events.MouseEvent], widget: Widget) -> events.MouseEvent:
    """Return what the terminal sends of a mouse button over a widget."""
    x, y = widget.region.x + 3, widget.region.y + 1
    return kind(None, x, y, 0, 0, 1, shift=False, meta=False, ctrl=False, screen_x=x, screen_y=y)


def test_a_click_waits_for_the_keys_before_it() -> None:
    async def story() -> None:
        app = Fields()
        async with app.run_test(size=(40, 10)) as pilot:
            app.query_one("#one").focus()
            await pilot.pause()
            for letter in "abc":
                app.post_message(events.Key(letter, letter))
            for kind in (events.MouseDown, events.MouseUp):
                app.post_message(pressed(kind, app.query_one("#two")))
            app.post_message(events.Key("d", "d"))
            for _ in range(20):
                await pilot.pause()
            assert [line.value for line in app.query(Input)] == ["abc", "d"]

    asyncio.run(story())


def test_a_key_is_followed_when_the_next_one_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(in_order, "SOON", 60.0)

    async def story() -> None:
        app = Fields()
        async with app.run_test(size=(40, 10)) as pilot:
            app.post_message(events.Key("a", "a"))
            while app._target is None:
                await pilot.pause()
            assert app._following is None, "its paint comes first"
            app.post_message(events.Key("b", "b"))
            while app.query_one(Input).value != "ab":
                await pilot.pause()

    asyncio.run(story())
