"""The picture of a reading, by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from qualcode.exporters.bar_pictures import bars_picture
from qualcode.exporters.saturation_picture import saturation_picture

if TYPE_CHECKING:
    from collections.abc import Callable

    from qualcode.model.results import Result

_DRAW: Final[dict[str, Callable[[Any, str, str], bytes]]] = {
    "frequencies": bars_picture,
    "crosstab": bars_picture,
    "talk": bars_picture,
    "coverage": bars_picture,
    "saturation": saturation_picture,
}
READINGS: Final = frozenset(_DRAW)
"""The names of those that are drawn so."""


def reading_picture(result: Result, ending: str, language: str) -> bytes:
    """Return the answer to a reading as a picture.

    Args:
        result: of frequencies, crosstab, talk, coverage or saturation.
        ending: .png or .svg.
        language: of its words: fr-CA, fr-FR or en.
    """
    return _DRAW[result.question.reading](result, ending, language)
