"""Highlights, from whatever word processor: neighbouring runs of one colour are a passage, its colour a code."""

from __future__ import annotations

import colorsys
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from qualcode.importers.paragraphs import trimmed
from qualcode.model.messages import N_, catalogue
from qualcode.model.spans import Span
from qualcode.model.transcript import Mark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from qualcode.importers.paragraphs import Anchor

HIGHLIGHT: Final = "highlight"
"""The kind of an anchor whose key is a colour: a name of `PENS`, or six hexadecimal digits."""
GROUP: Final = N_("Highlight")
PENS: Final[dict[str, tuple[str, str]]] = {
    "yellow": ("FFFF00", N_("yellow")),
    "green": ("00FF00", N_("bright green")),
    "cyan": ("00FFFF", N_("turquoise")),
    "magenta": ("FF00FF", N_("pink")),
    "blue": ("0000FF", N_("blue")),
    "red": ("FF0000", N_("red")),
    "darkBlue": ("000080", N_("dark blue")),
    "darkCyan": ("008080", N_("teal")),
    "darkGreen": ("008000", N_("green")),
    "darkMagenta": ("800080", N_("violet")),
    "darkRed": ("800000", N_("dark red")),
    "darkYellow": ("808000", N_("dark yellow")),
    "darkGray": ("808080", N_("dark gray")),
    "lightGray": ("C0C0C0", N_("light gray")),
    "black": ("000000", N_("black")),
}
"""Word's pens (ISO/IEC 29500-1, 17.18.40), the colour of each, and how Word's own button calls it."""
_PEN_OF: Final = {digits: pen for pen, (digits, _name) in PENS.items()}
_WHEEL: Final = (
    (20, N_("red")),
    (42, N_("orange")),
    (70, N_("yellow")),
    (165, N_("green")),
    (200, N_("turquoise")),
    (255, N_("blue")),
    (290, N_("violet")),
    (340, N_("pink")),
    (361, N_("red")),
)
"""Up to which degree of the wheel of hues each name goes."""
_GRAY: Final = N_("gray")
_DULL: Final = 0.12
"""Saturation under which a colour is a gray."""
_PAPER: Final = 0xF0
"""A fill of which no part is under this is the white of a page, which pasted text brings along; no highlight."""
_DIGITS: Final = re.compile("[0-9A-Fa-f]{6}")


class Passage(NamedTuple):
    """A highlighted passage: its bounds and its colour."""

    start: int
    end: int
    colour: str


def colour_of(fill: str) -> str:
    """Return the colour of a background given as six hexadecimal digits, as a key of an anchor; empty for none."""
    digits = fill.strip().removeprefix("#").upper()
    if not _DIGITS.fullmatch(digits) or min(bytes.fromhex(digits)) >= _PAPER:
        return ""
    return _PEN_OF.get(digits, digits)


def passages(text: str, anchors: Iterable[Anchor]) -> list[Passage]:
    """Return the highlighted passages; runs of one colour with only white space between them are one passage.

    Args:
        text: the stored text.
        anchors: among them those of highlighted runs, in any order.
    """
    found: list[Passage] = []
    runs = sorted(anchor for anchor in anchors if anchor.kind == HIGHLIGHT and anchor.end > anchor.start)
    for _kind, colour, start, end in sorted(runs, key=lambda run: run.start):
        last = found[-1] if found else None
        if last and last.colour == colour and not text[last.end : start].strip():
            found[-1] = Passage(last.start, max(last.end, end), colour)
        else:
            found.append(Passage(start, end, colour))
    held = ((trimmed(text, Span(passage.start, passage.end)), passage.colour) for passage in found)
    return [Passage(span.start, span.end, colour) for span, colour in held if span.length]


def highlighted(found: Iterable[Passage], coder: str, language: str) -> list[Mark]:
    """Return the codings that highlighted passages stand for.

    Args:
        found: the passages.
        coder: whoever highlighted, as far as the file tells.
        language: in which group and colours are worded.
    """
    say = catalogue(language).gettext
    return [Mark(start, end, (say(GROUP), _named(colour, say)), coder) for start, end, colour in found]


def _named(colour: str, say: Callable[[str], str]) -> str:
    """Name a colour: a pen by its name, any other by its hue and its digits, so that two shades stay two codes."""
    if colour in PENS:
        return say(PENS[colour][1])
    red, green, blue = (part / 255 for part in bytes.fromhex(colour))
    hue, _lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    name = _GRAY if saturation < _DULL else next(name for degree, name in _WHEEL if hue * 360 < degree)
    return f"{say(name)} {colour}"
