"""Pictures in the house's own look: legible in print, safe for those who see colours otherwise, with words for all."""

from __future__ import annotations

import io
import warnings
from textwrap import wrap
from typing import Any, Final

from matplotlib import rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from qualcode.exporters.legible import legible

DOTS: Final = 300
"""Dots per inch of a .png."""
INK, PALE, RULE = "#1f2933", "#6b7785", "#d5dbe1"
ACCENT: Final = "#0072b2"
COLOURS: Final = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#7f6000", "#000000")
"""Told apart whatever one's eyes (Okabe and Ito 2008; yellow, which white swallows, is brown)."""
SHADES: Final = "Blues"
_SIGNS_AN_INCH: Final = 22
LOOK: Final[Any] = {
    "font.family": "DejaVu Sans",  # comes with matplotlib, and holds all of French
    "font.size": 8,
    "text.color": INK,
    "axes.edgecolor": RULE,
    "axes.labelcolor": INK,
    "axes.titlesize": 9,
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": PALE,
    "ytick.color": PALE,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "text.parse_math": False,  # people's words: a $ is a $
    "svg.fonttype": "none",
    "svg.hashsalt": "qualcode",
}


def sheet(width: float, height: float) -> Figure:
    """Return an empty picture.

    Args:
        width: inches.
        height: inches.
    """
    figure = Figure(figsize=(width, height), layout="constrained")
    FigureCanvasAgg(figure)
    return figure


def looking() -> Any:  # noqa: ANN401 - matplotlib gives it no name
    """Return the context in which a picture is drawn and saved."""
    return rc_context(LOOK)


def saved(figure: Figure, ending: str, title: str, alternative: str) -> bytes:
    """Return a picture as a file; the same picture gives the same bytes.

    Args:
        figure: drawn in `looking()`.
        ending: .png or .svg.
        title: what it shows, for the file's own description.
        alternative: the same in words, for those who do not see it.
    """
    out = io.BytesIO()
    told = {"Title": legible(title), "Description": legible(alternative)}
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph")  # a sign the font lacks is drawn as an empty square
        if ending == ".svg":
            figure.savefig(out, format="svg", metadata={**told, "Date": None, "Creator": None})
        else:
            figure.savefig(out, format="png", dpi=DOTS, metadata={**told, "Software": None})
    return out.getvalue()


def shortened(name: str, most: int = 34) -> str:
    """Return a name that a picture has room for."""
    whole = " ".join(legible(name).split())
    return whole if len(whole) <= most else whole[: most - 1].rstrip() + "…"


def framed(figure: Figure, axes: Any, words: str, inches: float) -> None:  # noqa: ANN401 - matplotlib's own
    """Take the frame off a picture, and write under it what was asked.

    Args:
        figure: the picture.
        axes: what is drawn in it.
        words: the sentence under it.
        inches: its width.
    """
    for side in axes.spines.values():
        side.set_visible(False)
    lines = wrap(legible(words), int(inches * _SIGNS_AN_INCH), break_long_words=False)
    figure.supxlabel("\n".join(lines), fontsize=6, ha="left", x=0.01)
