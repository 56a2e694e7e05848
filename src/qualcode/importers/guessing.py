"""Which of the encodings of French and English files some bytes are, told by how plausible their letters are."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

CANDIDATES: Final = ("cp1252", "iso8859-15", "mac_roman", "cp850")
"""Windows, old Unix, old Macintosh, DOS; the first of equally plausible ones wins."""

SAMPLE: Final = 400_000
"""Bytes looked at: 60,000 words tell the encoding as well as a million do."""

PLAUSIBLE: Final = 0.9
"""Share of the letters and signs outside ASCII that must make sense; a file in UTF-8 with one bad byte has none."""

CONTROLS: Final = 0.01
"""Share of control bytes over which the bytes are no text."""

_HIGH: Final = re.compile(r"[^\x00-\x7f]")
_LOWER: Final = "àâäçéèêëîïôöùûüÿæñáíóú"
_UPPER: Final = _LOWER.upper()
_RARE: Final = frozenset("äöüÿñáíóú" + "äëîïöôùûüÿæñáíóú".upper())
_SENSIBLE: Final = re.compile(
    rf"à\b|(?:(?<=\w)[{_LOWER}]|[{_LOWER}](?=\w))(?![{_UPPER}])"  # a small letter, never a word by itself but à
    rf"|(?<![a-z{_LOWER}])[{_UPPER}]"  # a capital, never inside a word in small letters
    r"|(?<=[A-Za-z])[’‘](?=\w)|[’‘”»…](?=[\s.,;:!?)»”\]—–-]|$)"  # signs that close, or elide
    r"|(?:(?<=[\s([\-—–«“‘'’])|^)[«“‘—–•…](?=.)"  # signs that open
    r"|(?<=\s)[—–](?=\s)|\xa0(?=[:;!?»%$€—–)\w])|(?<=[«\d:])\xa0"
    r"|[œŒ](?=[a-zA-Zéèê])|(?<=[\d\s])[€½¼£](?![a-zA-Z])|(?<=\d)[°²³]|(?<=\bn)[°]|(?<=\w)[·]|[©®™](?=\s)|(?<=\w)[—–](?=\w)|…(?=\w)|(?<=\w)[»”](?=\W|$)",
)
_SURROGATE_IN_UTF8: Final = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")


def guessed(data: bytes) -> str | None:
    """Return the encoding under which the bytes read best, or None where none makes sense of them.

    Args:
        data: bytes that are not valid UTF-8.
    """
    sample = data[:SAMPLE]
    if _mostly_utf8(sample) or _no_text(sample):
        return None
    best, place = max((likeness(sample, name), -order) for order, name in enumerate(CANDIDATES))
    chosen = CANDIDATES[-place]
    return chosen if best.share >= PLAUSIBLE and _decodes(data, chosen) else None


class Likeness(NamedTuple):
    """How much bytes read under an encoding look like French or English; the greater the better."""

    weight: float
    """As `share`, a rare letter counting for half of a common one."""
    share: float
    """The share (0 to 1) of characters outside ASCII that stand where French or English has them."""


def likeness(sample: bytes, encoding: str) -> Likeness:
    """Return how much the bytes, read under that encoding, look like French or English."""
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError:
        return Likeness(0.0, 0.0)
    high = len(_HIGH.findall(text))
    sensible = [match[0] for match in _SENSIBLE.finditer(text)]
    rare = sum(1 for sign in sensible if sign in _RARE)
    return Likeness((len(sensible) - rare / 2) / high, len(sensible) / high) if high else Likeness(0.0, 0.0)


def _mostly_utf8(sample: bytes) -> bool:
    """Tell whether the bytes are UTF-8 with a fault in it, rather than another encoding."""
    if _SURROGATE_IN_UTF8.search(sample):
        return True
    good = len(_HIGH.findall(sample.decode("utf-8", "ignore")))
    bad = sample.decode("utf-8", "replace").count("\ufffd")
    return good > bad


def _no_text(sample: bytes) -> bool:
    controls = sum(sample.count(byte) for byte in (*range(9), *range(14, 32)))
    return controls > len(sample) * CONTROLS


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
