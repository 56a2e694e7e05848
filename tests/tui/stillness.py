"""When the screen stands still: nothing left to run, no thread at work, nothing to lay out or to paint.

Textual's own pilot asks the clock: it sleeps for fiftieths of a second until the process is idle, and sends a message
to every widget to hear when all are done. Here the loop and the threads are asked, so a story costs what it does.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from time import monotonic, process_time
from typing import TYPE_CHECKING, Any

from textual import app as textual_app
from textual import pilot as textual_pilot
from textual._compositor import Compositor
from textual._context import active_app, visible_screen_stack
from textual.css.stylesheet import Stylesheet
from textual.pilot import Pilot
from textual.widgets import Tree

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest
    from textual.app import App
    from textual.screen import Screen

MOST = 1.0
"""Seconds that a thread at work is waited for at the most, as by Textual's pilot."""
IDLE = 0.02, 0.001
"""Seconds without an answer, and seconds of work in them under which a thread only waits itself."""
ROUNDS = 200
"""Times that a screen may ask to be laid out or painted before it stands still."""

asked_on: dict[Future[Any], asyncio.AbstractEventLoop] = {}
"""What threads were asked and have not answered, with the loop that asked."""
submit, render_update, parse_rules = ThreadPoolExecutor.submit, Compositor.render_update, Stylesheet._parse_rules
wait_for_screen = Pilot._wait_for_screen
parsed: dict[tuple[Any, ...], Any] = {}
"""The rules of each style sheet under its variables: every application of the tests has the same."""


def _noted(pool: ThreadPoolExecutor, ask: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
    """Ask a thread, and know of it until whoever asked has the answer: that one is told before us."""
    asked = submit(pool, ask, *given, **named)
    with suppress(RuntimeError):  # no loop asks: nobody waits for it here
        asked_on[asked] = loop = asyncio.get_running_loop()
        loop.call_soon(asked.add_done_callback, lambda done: asked_on.pop(done, None))
    return asked


def _at_work() -> set[Future[Any]]:
    """Return what this loop waits for from threads."""
    loop = asyncio.get_running_loop()
    return {asked for asked, asking in list(asked_on.items()) if asking is loop}


def _unpainted(compositor: Compositor, *_given: Any, **_named: Any) -> None:
    """Paint nothing between two looks at the screen: nobody sees it, and it takes half of the time."""
    compositor._dirty_regions.clear()


def _parsed_once(sheet: Stylesheet, *source: Any, **how: Any) -> Any:
    key = (*source, *how.items(), *sheet._variables.items())
    if key not in parsed:
        parsed[key] = parse_rules(sheet, *source, **how)
    return parsed[key]


async def _drained() -> None:
    """Let the loop run until it has nothing left that it can run."""
    loop: Any = asyncio.get_running_loop()
    await asyncio.sleep(0)
    while loop._ready:  # noqa: ASYNC110 - it is the loop itself that is waited for, and it tells of no event
        await asyncio.sleep(0)


async def _answered() -> bool:
    """Wait for an answer of a thread; tell whether one came, or may still come."""
    asked, begun, spent = _at_work(), monotonic(), process_time()
    while asked <= _at_work():
        await asyncio.sleep(IDLE[0] / 20)
        if monotonic() - begun > IDLE[0]:
            return process_time() - spent > IDLE[1]
    return True


def _due(screen: Screen[Any]) -> bool:
    return bool(
        screen._layout_required
        or screen._scroll_required
        or screen._repaint_required
        or screen._recompose_required
        or screen._dirty_widgets
        or screen._callbacks
    )


async def still(app: App[Any], *, threads: bool) -> None:
    """Wait until nothing moves on the screen, and on demand no thread is at work but one that waits itself."""
    begun = monotonic()
    for _round in range(ROUNDS):
        await _drained()
        if app._exception is not None or not app.screen_stack:
            return
        visible_screen_stack.set(app._background_screens)  # what a look sees behind the window in front
        if _due(app.screen):
            app.screen._on_timer_update()
        elif not (threads and _at_work()) or monotonic() - begun > MOST or not await _answered():
            return


async def _idle(_least: float = 0, _most: float = 1) -> None:
    """Wait as Textual's pilot does between two keys, with the clock moving on a little for who asks again and again."""
    await asyncio.sleep(IDLE[1])
    await still(active_app.get(), threads=True)


async def _waited(pilot: Pilot[Any], timeout: float = 30.0) -> bool:  # noqa: ASYNC109 - as the pilot's own
    """Wait until every message is heard; where a thread is at work, a message may wait for its answer."""
    await still(pilot.app, threads=False)
    if not _at_work():
        return pilot.app._exception is None
    heard = await wait_for_screen(pilot, timeout)
    await still(pilot.app, threads=False)
    return heard


def watched_less(patch: pytest.MonkeyPatch) -> None:
    """Let stories wait for what moves instead of the clock, paint where they look, and read style sheets once."""
    patch.setattr(ThreadPoolExecutor, "submit", _noted)
    patch.setattr(Compositor, "render_update", _unpainted)
    patch.setattr(Tree, "_pseudo_class_state", None, raising=False)  # known once it is painted; a look may come before
    patch.setattr(Stylesheet, "_parse_rules", _parsed_once)
    patch.setattr(Pilot, "_wait_for_screen", _waited)
    for place in (textual_app, textual_pilot):
        patch.setattr(place, "wait_for_idle", _idle)


def painted_all(patch: pytest.MonkeyPatch) -> None:
    """Let all be painted again, as a terminal has it."""
    patch.setattr(Compositor, "render_update", render_update)
