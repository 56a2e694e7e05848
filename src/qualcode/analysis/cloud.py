"""The words of a cloud: how heavy each is, and which colour says where it belongs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from qualcode.model.records import PALETTE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from qualcode.model.results import Keywords

PLAIN: Final = "#1f3b57"
"""The colour of a word where nothing is told apart by colour."""
ELSEWHERE: Final = "#595959"
"""The colour of words that belong to no group, or to one past the eighth."""
LEAST_CONTRAST: Final = 3.0
"""Contrast on white that large text needs (WCAG 2.2, 1.4.3)."""
MOST_WORDS: Final = 150
_DARKER: Final = 0.92
_LINEAR_UP_TO: Final = 0.04045


@dataclass(frozen=True, slots=True)
class CloudWord:
    """One word of the cloud; `weight` is its count, `group` where it belongs, None where nothing is told apart."""

    term: str
    weight: int
    colour: str
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Cloud:
    """The words of a cloud, heaviest first, and the legend: each group with its colour."""

    words: tuple[CloudWord, ...]
    legend: tuple[tuple[str, str], ...] = ()


def contrast_on_white(colour: str) -> float:
    """Return the contrast of a colour on white, 1 to 21 (WCAG 2.2, relative luminance).

    Args:
        colour: #rrggbb.
    """
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        channel / 12.92 if channel <= _LINEAR_UP_TO else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels
    )
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def legible(colour: str) -> str:
    """Return a colour darkened, in its own hue, until it can be read on white."""
    channels = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    while contrast_on_white(colour) < LEAST_CONTRAST:
        channels = [int(channel * _DARKER) for channel in channels]
        colour = "#{:02x}{:02x}{:02x}".format(*channels)
    return colour


COLOURS: Final = tuple(legible(colour) for colour in PALETTE)
"""Okabe and Ito's colours, darkened where they would be too pale on paper."""


def cloud(keywords: Keywords, grouped: Keywords | None = None, colours: Mapping[str, str] | None = None) -> Cloud:
    """Choose the words of a cloud and colour them.

    Args:
        keywords: the terms of the whole, without `by`.
        grouped: the same terms by group; each word takes the colour of the group it is most typical of. None where one
            colour is enough.
        colours: a colour (#rrggbb) for groups that have one, such as a code's own; the others take the palette's.

    Returns:
        At most MOST_WORDS words, heaviest first, and a legend of the groups that occur.
    """
    rows = sorted(keywords.rows, key=lambda row: -row.count)[:MOST_WORDS]
    if grouped is None:
        return Cloud(tuple(CloudWord(row.term, row.count, PLAIN) for row in rows))
    home = _homes(grouped)
    names = list(dict.fromkeys(home[row.term] for row in rows if row.term in home))
    colour_of = coloured(names, colours)
    words = (
        CloudWord(row.term, row.count, colour_of.get(home.get(row.term, ""), ELSEWHERE), home.get(row.term))
        for row in rows
    )
    return Cloud(tuple(words), tuple(colour_of.items()))


def coloured(names: Iterable[str], colours: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return a colour for each group: its own where no other took it, else the next of the palette, else grey.

    Args:
        names: of the groups.
        colours: a colour (#rrggbb) for those that have one.
    """
    given = {name: legible(colour) for name, colour in (colours or {}).items()}
    found: dict[str, str] = {}
    for name in names:
        own, taken = given.get(name, ""), set(found.values())
        free = (colour for colour in COLOURS if colour not in taken)
        found[name] = own if own and own not in taken else next(free, ELSEWHERE)
    return found


def _homes(grouped: Keywords) -> dict[str, str]:
    """Return the group each term is most typical of; a term that is typical of none has no entry."""
    best: dict[str, tuple[float, str]] = {}
    for row in grouped.rows:
        value = row.keyness or 0.0
        if row.group is not None and value > best.get(row.term, (0.0, ""))[0]:
            best[row.term] = (value, row.group)
    return {term: group for term, (_, group) in best.items()}
