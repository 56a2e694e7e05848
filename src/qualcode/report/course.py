"""The course of what is said, in signs and words: code lines, and how far a map of codes can be trusted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qualcode.report.wording import wording_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.model.patterns import CodeMap

EMPTY, TOUCHED, FULL = "·▒█"
_HALF: Final = 0.5
_GOOD, _FAIR, _POOR = 0.05, 0.10, 0.20
"""Kruskal 1964, Psychometrika 29, p. 3."""
_LEAST: Final = 1e-9


def drawn_line(stretches: Sequence[tuple[float, float]], width: int) -> str:
    """Return where a code lies as one sign a piece: half of it or more, less, or nothing.

    Args:
        stretches: shares of the whole from 0 to 1, apart and ascending.
        width: how many pieces.
    """
    covered = [0.0] * width
    for low, high in stretches:
        for place in range(int(low * width), min(int(high * width) + 1, width)):
            covered[place] += max(min(high * width, place + 1) - max(low * width, place), 0.0)
    return "".join(EMPTY if one < _LEAST else FULL if one >= _HALF else TOUCHED for one in covered)


def map_notes(result: CodeMap, language: str) -> list[str]:
    """Return the sentences that say how far a map of codes can be trusted.

    Args:
        result: the map.
        language: fr-CA, fr-FR or en.
    """
    wording = wording_of(language)
    if result.inertia is not None:
        first, second = (wording.percent(share) for share in result.inertia)
        return [
            wording.gettext(
                "The axes keep {first} and {second} of the inertia, {both} together: what is left does not show here.",
                first=first, second=second, both=wording.percent(sum(result.inertia)),
            )
        ]  # fmt: skip
    stress = result.stress or 0.0
    words = (
        wording.gettext("the plane keeps the distances well")
        if stress <= _GOOD
        else wording.gettext("the plane keeps the distances fairly")
        if stress <= _FAIR
        else wording.gettext("the plane keeps the distances poorly")
        if stress <= _POOR
        else wording.gettext("the plane does not keep the distances: read the table of pairs, not this map")
    )
    number = wording.number(stress, 2)
    return [
        wording.gettext("Kruskal’s stress-1 is {stress}: {words}.", stress=number, words=words),
        wording.gettext("Stress: how far distances drawn differ from those counted; 0 is exact, above 0.20 misleads."),
    ]
