"""What is offered beside an answer, and what is said under it of what it did not count."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import readable
from textual.widgets import Static

if TYPE_CHECKING:
    from pathlib import Path


@readable.played
async def test_a_picture_is_offered_only_where_there_is_one(tmp_path: Path) -> None:
    async with readable.app_of(readable.coded(tmp_path)).run_test(size=(200, 60)) as pilot:
        await readable.gone(pilot, "2")
        for key, offered in (("m", False), ("n", True), ("w", True), ("c", True), ("f", True)):
            await readable.gone(pilot, key)
            assert ("d picture" in readable.seen(pilot.app.screen)[-1]) is offered, key
        await readable.gone(pilot, "m")
        await readable.gone(pilot, "d")
        assert str(pilot.app.screen.query_one("#said", Static).visual) == ""
    assert not [name for name in os.listdir(tmp_path) if name.endswith(".png")]  # noqa: PTH208 - in a coroutine


@readable.played
async def test_codings_outside_the_speech_counted_are_told_under_the_answer(tmp_path: Path) -> None:
    project = readable.coded(tmp_path)
    for words in ("Où dormez-vous?", "Et ailleurs?"):  # the interviewer's
        readable.apply(project, "Entrevue 01", words, "Maison")
    sentence = "2 codings in these documents lie outside the speech that was counted."
    async with readable.app_of(project).run_test(size=(80, 24)) as pilot:
        await readable.gone(pilot, "2")
        for key, told in (("f", True), ("n", False), ("c", True)):
            await readable.gone(pilot, key)
            assert any(sentence in line for line in readable.seen(pilot.app.screen)) is told, key
