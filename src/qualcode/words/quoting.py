"""When two quotations are the same words: what typing and typesetting change without changing what was said."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_SIGNS: Final = str.maketrans(
    dict.fromkeys("’ʼ‘‛′", "'") | dict.fromkeys("«»“”„‟″‹›＂", '"') | {"…": "...", "\xad": None, "‑": "-", "‐": "-"}
)
_BLANKS: Final = re.compile(r"[\s\u00a0\u202f\u2007\u2009\u200b\ufeff]+")
_BEFORE_MARK: Final = re.compile(r" (?=[:;?!])")
_INSIDE_OPENING: Final = re.compile(r"«[\s\u00a0\u202f\u2009]+")
_INSIDE_CLOSING: Final = re.compile(r"[\s\u00a0\u202f\u2009]+»")


def comparable(text: str) -> str:
    """Return the key under which two quotations are the same words.

    Apostrophes are one, quotation marks are one, an ellipsis is three stops, soft hyphens go, runs of white space are
    one space, none before : ; ? ! » nor after «, letters are composed (NFC). Accents, case inside, digits, negation and
    order count.
    """
    text = _INSIDE_CLOSING.sub("»", _INSIDE_OPENING.sub("«", text))
    text = unicodedata.normalize("NFC", _BLANKS.sub(" ", text.translate(_SIGNS))).strip()
    return _BEFORE_MARK.sub("", text)
