"""The colours of the looks can be read, and those of codes can be told apart by colour-blind eyes."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from rich.color import Color as RichColor
from rich.color import ColorSystem
from textual.color import Color

from qualcode.tui import themes
from qualcode.tui.themes import CONTRAST, INK, LEGIBLE, PAPER, SIGNS, THEMES, contrast, ink_of, with_few_colours

if TYPE_CHECKING:
    from textual.theme import Theme

# Machado, Oliveira and Fernandes 2009 (doi:10.1109/TVCG.2009.113), severity 1.0, on linear RGB.
BLIND = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
TOLD = 10.0
"""Difference of two colours (CIE76) that is seen at a glance between two signs; 2.3 is just noticeable."""
REPEATED = 3.0
"""Contrast of what repeats what stands elsewhere (WCAG 2.2, 1.4.11)."""


def _linear(colour: Color) -> tuple[float, float, float]:
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.normalized)
    return red, green, blue


def _as_seen(colour: Color, kind: str) -> tuple[float, float, float]:
    given = _linear(colour)
    return tuple(min(max(sum(m * c for m, c in zip(row, given, strict=True)), 0), 1) for row in BLIND[kind])


def _lab(linear: tuple[float, float, float]) -> tuple[float, float, float]:
    """Return CIE L*a*b* of linear sRGB under D65 (IEC 61966-2-1; CIE 15)."""
    red, green, blue = linear
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    fx, fy, fz = (t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def _difference(one: Color, other: Color, kind: str) -> float:
    pairs = zip(_lab(_as_seen(one, kind)), _lab(_as_seen(other, kind)), strict=True)
    return sum((a - b) ** 2 for a, b in pairs) ** 0.5


def _colours(theme: themes.Theme) -> tuple[str, ...]:
    return themes._DARK if theme.dark else themes._LIGHT


def test_the_arithmetic_of_colours_is_that_of_the_standards() -> None:
    assert _lab(_linear(Color.parse("#ffffff"))) == pytest.approx((100, 0, 0), abs=0.02)
    assert _lab(_linear(Color.parse("#ff0000"))) == pytest.approx((53.24, 80.09, 67.20), abs=0.05)
    assert contrast(Color.parse("#000000"), Color.parse("#ffffff")) == pytest.approx(21)
    for kind in BLIND:
        white = _as_seen(Color.parse("#ffffff"), kind)
        assert white == pytest.approx((1, 1, 1), abs=0.001), "white stays white"


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_ink_can_be_read_on_every_ground(theme: themes.Theme) -> None:
    grounds = {name: Color.parse(getattr(theme, name)) for name in ("background", "panel")}
    inks = {name: getattr(theme, name) for name in ("foreground", "accent", "error", "warning", "success")}
    inks |= {"dim": theme.variables["dim"]} | {colour: colour for colour in _colours(theme)}
    weak = {
        (name, ground): round(contrast(Color.parse(ink), colour), 2)
        for name, ink in inks.items()
        for ground, colour in grounds.items()
        if contrast(Color.parse(ink), colour) < LEGIBLE
    }
    assert not weak
    chosen = Color.parse(theme.variables["chosen"])
    assert contrast(Color.parse(theme.foreground), chosen) >= LEGIBLE
    for ground in grounds.values():
        assert contrast(Color.parse(theme.variables["faint"]), ground) >= REPEATED


@pytest.mark.parametrize("kind", BLIND)
@pytest.mark.parametrize("theme", [INK, PAPER, CONTRAST], ids=lambda theme: theme.name)
def test_the_six_colours_of_codes_differ_for_colour_blind_eyes(theme: themes.Theme, kind: str) -> None:
    inks = [Color.parse(colour) for colour in _colours(theme)]
    near = {
        (one.hex, other.hex): round(_difference(one, other, kind), 1)
        for one, other in combinations(inks, 2)
        if _difference(one, other, kind) < TOLD
    }
    assert not near


def test_codes_have_a_sign_each_beside_their_colour() -> None:
    assert len(set(SIGNS)) == len(SIGNS) == 8


@pytest.mark.parametrize("dark", [True, False])
def test_any_colour_of_a_code_becomes_one_that_can_be_read(*, dark: bool) -> None:
    ground = Color.parse(themes.GROUNDS[dark])
    for given in ("#000000", "#ffffff", "#123456", "#ffff00", "#808080", ""):
        assert contrast(Color.parse(ink_of(given, dark=dark)), ground) >= LEGIBLE


@pytest.mark.parametrize("look", [INK, CONTRAST])
def test_where_there_are_256_colours_the_selection_is_a_grey_no_code_has(look: Theme) -> None:
    few = with_few_colours(look)
    shown = [
        RichColor.parse(colour).downgrade(ColorSystem.EIGHT_BIT).get_truecolor()
        for colour in (few.background, few.panel, few.variables["chosen"])
    ]
    assert len(set(shown)) == len(shown)
    assert all(red == green == blue for red, green, blue in shown)
    assert contrast(Color.parse(few.foreground), Color.parse(few.variables["chosen"])) >= LEGIBLE
    assert with_few_colours(PAPER) is PAPER
