"""Whatever keys are pressed in whatever order, the desk stands and the project stays sound."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest

from qualcode.coding.project import Project
from qualcode.storage.care.check import check

if TYPE_CHECKING:
    from collections.abc import Callable

    Desk = Any

KEYS = (
    *"abcdefghijklmnopqrstuvwxyzéABCDEFGHJKLMNPRSTUVWXYZ123456789.:;,/+-*()'",
    "alt+up", "alt+down", "alt+left", "alt+right", "up", "down", "left", "right", "home", "end", "pageup", "pagedown",
    "shift+right", "shift+down", "ctrl+right", "tab", "space", "backspace", "delete", "f2", "f3", "f4", "ctrl+r",
    "ctrl+s", "u", "u", "enter", "enter", "enter", "escape", "escape", "escape", "escape",
)  # fmt: skip
AT_ONCE = 7
"""Keys that come before the last of them is answered: nobody types slower than this."""


def pressed(seed: int, count: int) -> Callable[[Desk], Any]:
    """Return a story of keys drawn by chance."""
    draw = random.Random(seed)

    async def story(desk: Desk) -> None:
        for number in range(count):
            await desk.key(draw.choice(KEYS))
            if number % AT_ONCE == 0:
                await desk.settle()
        await desk.settle()

    return story


def faults(label: str) -> list[Any]:
    """Return what a full check finds wrong with a project."""
    with Project.open(label) as study:
        return check(study._database)


@pytest.mark.usefixtures("painting")
@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
def test_three_hundred_keys_end_with_a_sound_project(
    at_desk: Callable[..., None], project: Any, size: tuple[int, int]
) -> None:
    at_desk(pressed(sum(size), 150), size)
    assert faults(project.label) == []


@pytest.mark.nightly
@pytest.mark.usefixtures("painting")
def test_ten_thousand_keys_end_with_a_sound_project(at_desk: Callable[..., None], project: Any) -> None:
    at_desk(pressed(10_000, 10_000))
    assert faults(project.label) == []
