"""The picture of a cloud, as PNG or SVG: the same words and the same seed give the same picture."""

from __future__ import annotations

import importlib.util
import io
import logging
import pathlib
import random
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol
from xml.sax.saxutils import escape

import numpy as np
from PIL import Image, ImageDraw, ImageFont
from wordcloud import WordCloud

from qualcode.exporters.files import look_through
from qualcode.model.errors import BadShape, NoWords

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Entry = tuple[int, int, str, str]
    """An entry of a legend: where it stands, across and down, its name and its colour."""


class Word(Protocol):
    """A word of a cloud: what it says, how heavy it is, its colour (#rrggbb)."""

    @property
    def term(self) -> str:
        """The word."""

    @property
    def weight(self) -> int:
        """How heavy it is."""

    @property
    def colour(self) -> str:
        """Its colour."""


WIDTH: Final = 1600
HEIGHT: Final = 1000
SEED: Final = 20
SHAPES: Final = ("ellipse", "circle")
"""Shapes that need no picture."""
_NARROW_SPACE: Final = str.maketrans({"\u202f": " ", "\xa0": " "})
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_MARGIN: Final = 4
_SMALLEST_SHARE: Final = 50
"""The smallest word is at least the height of the picture divided by this."""
_INK: Final = "#333333"
_LEGEND_SHARE: Final = 40
"""A line of the legend is as high as the picture is wide divided by this."""
_OUT: Final = 255
_SVG_HEIGHT: Final = re.compile(r'(<svg[^>]* height=")\d+(")')


@dataclass(frozen=True, slots=True)
class Dress:
    """How a cloud looks beside its words."""

    legend: tuple[tuple[str, str], ...] = ()
    """What each colour stands for: name and colour (#rrggbb); it stands under the words."""
    shape: str = ""
    """What the words fill: one of SHAPES, a picture whose dark parts are filled, or empty for the whole."""
    font: pathlib.Path | None = None
    """A TrueType or OpenType file for scripts that the packaged font lacks."""


BARE: Final = Dress()


def cloud_picture(
    words: Sequence[Word], width: int = WIDTH, height: int = HEIGHT, seed: int = SEED, dress: Dress = BARE
) -> bytes:
    """Draw a cloud.

    Args:
        words: the words, any order.
        width: pixels.
        height: pixels, of the words alone.
        seed: decides where words fall.
        dress: legend, shape, font.

    Returns:
        A PNG file.

    Raises:
        NoWords: there is no word to draw.
        BadShape: the shape is no picture, or leaves no room for words.
    """
    drawn = _drawn(words, width, height, seed, dress).to_image().convert("RGB")
    entries, low = _legend(dress, width)
    whole = Image.new("RGB", (width, height + low), "white")
    whole.paste(drawn, (0, 0))
    pen, size = ImageDraw.Draw(whole), width // _LEGEND_SHARE
    for across, down, name, colour in entries:
        pen.rectangle((across, height + down, across + size // 2, height + down + size // 2), fill=colour)
        pen.text((across + size, height + down - size // 8), name, fill=_INK, font=_letters(dress, size))
    picture = io.BytesIO()
    whole.save(picture, format="PNG")
    return picture.getvalue()


def cloud_svg(
    words: Sequence[Word], width: int = WIDTH, height: int = HEIGHT, seed: int = SEED, dress: Dress = BARE
) -> str:
    """Draw a cloud as SVG; arguments and refusals as `cloud_picture`.

    Words are written as text in the fonts of whoever opens it, the drawing font first.
    """
    logging.getLogger("fontTools").setLevel(logging.ERROR)  # it warns of tables of the font that pictures do not need
    drawn = str(_drawn(words, width, height, seed, dress).to_svg(embed_font=dress.font is None))
    entries, low = _legend(dress, width)
    size = width // _LEGEND_SHARE
    below = "".join(
        f'<rect x="{across}" y="{height + down}" width="{size // 2}" height="{size // 2}" fill="{colour}"/>'
        f'<text x="{across + size}" y="{height + down + size // 2}" font-family="DejaVu Sans, sans-serif" '
        f'font-size="{size * 5 // 8}" fill="{_INK}">{escape(name)}</text>'
        for across, down, name, colour in entries
    )
    return _SVG_HEIGHT.sub(rf"\g<1>{height + low}\g<2>", drawn, count=1).replace("</svg>", f"{below}</svg>")


def _legend(dress: Dress, width: int) -> tuple[list[Entry], int]:
    """Set the entries of a legend into lines; return them with the height they take, in pixels."""
    size = width // _LEGEND_SHARE
    font = _letters(dress, size)
    entries: list[Entry] = []
    across, down = size, size // 2
    for name, colour in dress.legend:
        said = _CONTROL.sub(" ", name.translate(_NARROW_SPACE))
        wide = size * 2 + int(font.getlength(said))
        if entries and across + wide > width:
            across, down = size, down + size
        entries.append((across, down, said, colour))
        across += wide
    return entries, down + size if entries else 0


def _letters(dress: Dress, size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """Return the font of the legend."""
    file = str(dress.font) if dress.font else _packaged_font()
    return ImageFont.truetype(file, size * 5 // 8) if file else ImageFont.load_default(size * 5 // 8)


def _packaged_font() -> str | None:
    """Return the sans serif that comes with matplotlib, which wordcloud needs anyway; None for wordcloud's own."""
    found = importlib.util.find_spec("matplotlib")
    for folder in (found.submodule_search_locations or []) if found else []:
        font = pathlib.Path(folder) / "mpl-data" / "fonts" / "ttf" / "DejaVuSans.ttf"
        if font.is_file():
            return str(font)
    return None


def _filled(shape: str, width: int, height: int) -> NDArray[np.uint8] | None:
    """Return where no word may stand (255), shape (height, width); None where words may stand anywhere.

    Raises:
        BadShape: it is no picture that can be read.
    """
    if not shape:
        return None
    if shape in SHAPES:
        mask = Image.new("L", (width, height), _OUT)
        radius = height // 2 if shape == "circle" else width // 2
        box = (width // 2 - radius, 0, width // 2 + radius, height)
        ImageDraw.Draw(mask).ellipse(box, fill=0)
        return np.asarray(mask)
    try:
        with Image.open(shape) as picture:
            paper = Image.new("RGBA", picture.size, "white")
            paper.alpha_composite(picture.convert("RGBA"))
    except (OSError, ValueError, Image.DecompressionBombError):
        raise BadShape(shape) from None
    grey = np.asarray(paper.convert("L").resize((width, height)))
    return np.where(grey > _OUT // 2, _OUT, 0).astype(np.uint8)


def _drawn(words: Sequence[Word], width: int, height: int, seed: int, dress: Dress) -> WordCloud:
    """Lay the words out."""
    look_through("cloud", "\n".join(word.term for word in words).encode("utf-8", "replace"))
    weights: dict[str, float] = {}
    colours: dict[str, str] = {}
    for word in words:
        said = _CONTROL.sub(" ", word.term.translate(_NARROW_SPACE))
        weights[said] = max(weights.get(said, 0.0), float(word.weight))
        colours.setdefault(said, word.colour)
    if not weights:
        raise NoWords("cloud")
    picture = WordCloud(
        width=width,
        height=height,
        background_color="white",
        prefer_horizontal=0.95,
        margin=_MARGIN,
        min_font_size=max(8, height // _SMALLEST_SHARE),
        max_words=len(weights),
        random_state=random.Random(seed),
        color_func=lambda word, **_: colours[word],
        font_path=str(dress.font) if dress.font else _packaged_font(),
        mask=_filled(dress.shape, width, height),
    )
    try:
        return picture.generate_from_frequencies(dict(sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))))
    except ValueError:  # no place for even the first word: only a shape leaves none
        raise BadShape(dress.shape) from None
