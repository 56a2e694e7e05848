"""The looks: ink and paper, and one of high contrast. Code colours are data, not theme."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Final

from textual.color import Color
from textual.theme import Theme

SIGNS: Final = "●▲◆■★✚▼◉"
"""The second sign of a code beside its colour, for colour-blind readers and terminals without colour."""

INK: Final = Theme(
    name="ink",
    primary="#e0a84a",
    secondary="#56b4e9",
    accent="#e0a84a",
    foreground="#ddd8cc",
    background="#15171c",
    surface="#15171c",
    panel="#1b1e25",
    warning="#e69f00",
    error="#e0708a",
    success="#3fbf8f",
    dark=True,
    variables={
        "dim": "#9a9ca4",
        "faint": "#777c87",
        "rule": "#2a2e37",
        "scrollbar": "#2a2e37",
        "scrollbar-hover": "#2a2e37",
        "scrollbar-active": "#e0a84a",
        "chosen": "#4a3d1e",
        "block-cursor-background": "#4a3d1e",
        "block-cursor-foreground": "#ddd8cc",
        "input-selection-background": "#4a3d1e",
    },
)
PAPER: Final = Theme(
    name="paper",
    primary="#9a5b00",
    secondary="#0067a8",
    accent="#9a5b00",
    foreground="#2a2825",
    background="#fbf8f1",
    surface="#fbf8f1",
    panel="#f3eee2",
    warning="#955600",
    error="#b02f52",
    success="#007a55",
    dark=False,
    variables={
        "dim": "#6a645d",
        "faint": "#8a8277",
        "rule": "#d9d1c0",
        "scrollbar": "#d9d1c0",
        "scrollbar-hover": "#d9d1c0",
        "scrollbar-active": "#9a5b00",
        "chosen": "#ffe3a3",
        "block-cursor-background": "#ffe3a3",
        "block-cursor-foreground": "#2a2825",
        "input-selection-background": "#ffe3a3",
    },
)
CONTRAST: Final = Theme(
    name="contrast",
    primary="#ffd54a",
    secondary="#7fd0ff",
    accent="#ffd54a",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#101010",
    warning="#ffb000",
    error="#ff8aa0",
    success="#60e0a8",
    dark=True,
    variables={
        "dim": "#d0d0d0",
        "faint": "#b0b0b0",
        "rule": "#808080",
        "scrollbar": "#808080",
        "scrollbar-hover": "#808080",
        "scrollbar-active": "#ffd54a",
        "chosen": "#5a4a00",
        "block-cursor-background": "#5a4a00",
        "block-cursor-foreground": "#ffffff",
        "input-selection-background": "#5a4a00",
    },
)
THEMES: Final = (INK, PAPER, CONTRAST)
_GREYS: Final = {"ink": ("#121212", "#1c1c1c", "#444444"), "contrast": ("#000000", "#121212", "#585858")}
"""Ground, panel and what is chosen where a terminal has 256 colours: there warm darks turn olive, as codes do."""


def with_few_colours(look: Theme) -> Theme:
    """Return a look for a terminal of 256 colours: its darks are greys, the light one stays as it is."""
    if look.name not in _GREYS:
        return look
    ground, panel, chosen = _GREYS[look.name]
    names = ("chosen", "block-cursor-background", "input-selection-background")
    variables = look.variables | dict.fromkeys(names, chosen)
    return replace(look, background=ground, surface=ground, panel=panel, variables=variables)


# Six that stay apart for eyes without red, green or blue too (Machado and others 2009): ten of CIE76 at least.
_DARK: Final = ("#56b4e9", "#e69f00", "#3fbf8f", "#e0709e", "#a481ec", "#d9c94a")
_LIGHT: Final = ("#0067a8", "#955600", "#006b4a", "#b02f52", "#6a45c0", "#504800")
_KNOWN: Final = {
    "#56b4e9": 0,
    "#e69f00": 1,
    "#009e73": 2,
    "#cc79a7": 3,
    "#0072b2": 4,
    "#d55e00": 3,
    "#f0e442": 5,
    "#999999": 4,
    "#a481ec": 4,
}


GROUNDS: Final = {True: "#1b1e25", False: "#f3eee2"}
"""The ground on which a colour is hardest to read, dark and light."""
LEGIBLE: Final = 4.5
"""Contrast of words on their ground (WCAG 2.2, 1.4.3)."""


@lru_cache(maxsize=512)
def ink_of(colour: str, *, dark: bool) -> str:
    """Return the colour in which a code's own is shown on a ground: the palette's have a legible twin on each.

    Another colour goes towards white or black until it can be read.
    """
    place = _KNOWN.get(colour.lower())
    inks = _DARK if dark else _LIGHT
    if place is not None or not colour:
        return inks[place or 0]
    ink, ground = Color.parse(colour), Color.parse(GROUNDS[dark])
    goal = Color.parse("#ffffff" if dark else "#000000")
    step = 0.0
    while contrast(ink, ground) < LEGIBLE and step < 1:
        step += 0.05
        ink = Color.parse(colour).blend(goal, step)
    return ink.hex6


LINEAR: Final = 0.04045
"""Share of a colour's light below which sRGB is a straight line."""


def contrast(one: Color, other: Color) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Color) -> float:
    red, green, blue = (c / 12.92 if c <= LINEAR else ((c + 0.055) / 1.055) ** 2.4 for c in colour.normalized)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
