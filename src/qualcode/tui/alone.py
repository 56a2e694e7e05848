"""Work that takes the place of what was begun before it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ParamSpec

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from textual.dom import DOMNode

Given = ParamSpec("Given")


def alone(
    node: DOMNode,
    group: str,
    doing: Callable[Given, Coroutine[Any, Any, None]],
    *given: Given.args,
    **named: Given.kwargs,
) -> None:
    """Begin something on a widget's behalf; what was begun under the same name and still goes on is let go.

    It is called only once its turn has come: a coroutine that is let go before would never be awaited.

    Args:
        node: the widget, with which it ends.
        group: the name.
        doing: what to do.
        given: its arguments.
        named: its arguments by name.
    """
    work: Any = partial(doing, *given, **named)  # Textual's type of it knows no coroutine function as it is written
    node.run_worker(work, group=group, exclusive=True)
