"""Colours of codes on white paper: tints behind words, and a sign of full strength where a shape shows the colour."""

from __future__ import annotations

import re
from typing import Final

PLAIN: Final = "#999999"
"""What stands for a colour that is none."""
_HEX: Final = re.compile(r"#[0-9a-fA-F]{6}")
_WHITE: Final = 255


def known(colour: str) -> str:
    """Return a colour as #rrggbb, grey for what is none."""
    return colour.lower() if _HEX.fullmatch(colour) else PLAIN


def tint(colour: str, strength: float = 0.28) -> str:
    """Return a colour mixed with white, on which dark words keep their contrast.

    Args:
        colour: #rrggbb.
        strength: 0 for white, 1 for the colour itself.
    """
    parts = (int(known(colour)[place : place + 2], 16) for place in (1, 3, 5))
    return "#" + "".join(f"{round(_WHITE - (_WHITE - part) * strength):02x}" for part in parts)
