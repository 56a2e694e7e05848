"""The picture of a cloud, as PNG or SVG: the same words and the same seed give the same picture."""

from __future__ import annotations

import importlib.util
import io
import logging
import pathlib
import random
import re
from typing import TYPE_CHECKING, Final, Protocol

from wordcloud import WordCloud

from qualcode.model.errors import NoWords

if TYPE_CHECKING:
    from collections.abc import Sequence


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
_NARROW_SPACE: Final = str.maketrans({"\u202f": " ", "\xa0": " "})
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_MARGIN: Final = 4
_SMALLEST_SHARE: Final = 50
"""The smallest word is at least the height of the picture divided by this."""


def cloud_picture(
    words: Sequence[Word], width: int = WIDTH, height: int = HEIGHT, seed: int = SEED, font: pathlib.Path | None = None
) -> bytes:
    """Draw a cloud.

    Args:
        words: the words, any order.
        width: pixels.
        height: pixels.
        seed: decides where words fall.
        font: a TrueType or OpenType file for scripts that the packaged font lacks; None for the packaged one.

    Returns:
        A PNG file.

    Raises:
        NoWords: there is no word to draw.
    """
    picture = io.BytesIO()
    _drawn(words, width, height, seed, font).to_image().save(picture, format="PNG")
    return picture.getvalue()


def cloud_svg(
    words: Sequence[Word], width: int = WIDTH, height: int = HEIGHT, seed: int = SEED, font: pathlib.Path | None = None
) -> str:
    """Draw a cloud as SVG; arguments and refusals as `cloud_picture`.

    Words are written as text in the fonts of whoever opens it, the drawing font first.
    """
    logging.getLogger("fontTools").setLevel(logging.ERROR)  # it warns of tables of the font that pictures do not need
    drawn = _drawn(words, width, height, seed, font).to_svg(embed_font=font is None)
    return str(drawn)


def _packaged_font() -> str | None:
    """Return the sans serif that comes with matplotlib, which wordcloud needs anyway; None for wordcloud's own."""
    found = importlib.util.find_spec("matplotlib")
    for folder in (found.submodule_search_locations or []) if found else []:
        font = pathlib.Path(folder) / "mpl-data" / "fonts" / "ttf" / "DejaVuSans.ttf"
        if font.is_file():
            return str(font)
    return None


def _drawn(words: Sequence[Word], width: int, height: int, seed: int, font: pathlib.Path | None) -> WordCloud:
    """Lay the words out."""
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
        font_path=str(font) if font else _packaged_font(),
    )
    return picture.generate_from_frequencies(dict(sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))))
