"""The caution of a test at a distance: under its map in a low window, and whole where the question is changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

import readable

from qualcode.model.meeting import PairsTested
from qualcode.model.results import Cooccurrence, Question

if TYPE_CHECKING:
    from pathlib import Path

    from qualcode.tui.screens.explore import ExploreScreen

CAUTION = "p comes out too small: take it for a hint, and read the passages."


@readable.played
async def test_in_a_low_window_the_caution_of_a_test_at_a_distance_stands_whole(tmp_path: Path) -> None:
    async with readable.app_of(readable.coded(tmp_path)).run_test(size=(80, 24)) as pilot:
        await readable.gone(pilot, "2")
        screen = cast("ExploreScreen", pilot.app.screen)
        near = Question("cooccurrence", unit="overlap", options=(("near", (2, "turns")),))
        result = cast("Cooccurrence", screen.results["cooccurrence"])
        screen.results["cooccurrence"] = replace(result, question=near, tested=PairsTested(3, 1, 0.001, 0.3))
        screen.refresh_answer()
        await readable.quiet(pilot)
        painted = " ".join(" ".join(readable.seen(screen)).split())
        assert CAUTION in painted
        assert CAUTION in screen.whole_base()
