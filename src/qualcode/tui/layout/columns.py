"""How a row's cells are shared among number, voice, time, words and margin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from qualcode.tui.layout.wrapping import seen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.model.records import Turn

MEASURE: Final = 76
"""Cells of the longest line: beyond it the eye loses the next one."""
READABLE: Final = 56
"""Cells of words that come before number and time, where the window can give them."""
LEAST: Final = 34
"""Cells of words that come before them in any window."""
ROOMY: Final = 70
"""Cells of a row from which READABLE is asked for."""
TIME: Final = 6
MARGINS: Final = (8, 12, 30)
"""Cells of the margin of bands: at least, where there is room, and where there is plenty."""
VOICES: Final = (10, 16)
"""Cells of a voice's name: at most, and where there is room."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where things stand in a row, in cells from the left."""

    number: int
    voice: int
    time: int
    text_at: int
    text: int
    margin: int


def columns_for(width: int, turns: Sequence[Turn]) -> Columns:
    """Share a width in cells; words come first, then voices, times, numbers and the names in the margin."""
    longest = max((cell_len(seen(turn.speaker)) for turn in turns), default=0)
    voice = min(longest, VOICES[0])
    margin = MARGINS[0]
    spare = width - 2 - voice - bool(voice) - margin - (READABLE if width >= ROOMY else LEAST)

    def given(cells: int) -> int:
        nonlocal spare
        cells = cells if 0 < cells <= spare else 0
        spare -= cells
        return cells

    time = given(TIME if any(turn.time_start is not None for turn in turns) else 0)
    number = given(len(str(len(turns))) + 1 if turns else 0)
    wider = min(max(longest - voice, 0), VOICES[1] - voice, max(spare, 0))
    voice, spare = voice + wider, spare - wider
    margin += given(MARGINS[1] - MARGINS[0])
    text_at = 1 + number + voice + bool(voice) + time
    text = width - text_at - margin - 1
    beyond = min(max(text - MEASURE, 0), MARGINS[2] - margin)
    return Columns(number, voice, time, text_at, max(min(text, MEASURE), 10), margin + beyond)
