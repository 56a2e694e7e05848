"""Keys of names: equal for the same name however it was typed, joined across tables, searched, sorted."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SortKey = tuple[tuple[tuple[int, int, str], ...], tuple[tuple[int, ...], ...], tuple[bool, ...], str]

_LIGATURES: Final = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ł": "l"})
_SIGNS: Final = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "‐": "-", "‑": "-", "\xad": None})
_ASCII_SPACED: Final = {code: " " for code in range(128) if not chr(code).isalnum()}
_ASCII_ALONE: Final = dict.fromkeys(_ASCII_SPACED)
_RUNS: Final = re.compile(r"([0-9]+)|([^0-9]+)")
_ACCENTS: Final = {mark: rank for rank, mark in enumerate("\u0301\u0300\u0306\u0302\u030c\u030a\u0308\u030b\u0303", 1)}
"""The marks in the order of the default collation table (DUCET): acute, grave, breve, circumflex ..."""


def _caseless(text: str) -> str:
    """Fold case and compatibility forms until nothing changes (the caseless match of Unicode, section 3.13)."""
    text = unicodedata.normalize("NFKD", text).casefold()
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def folded(text: str) -> str:
    """Return the key under which a name is unique: NFKC, casefold, each run of white space one space, trimmed."""
    return " ".join(_caseless(text).split())


def folded_digest(text: str) -> str:
    """Return the key of words too long for a name: the SHA-256 of their `folded` key, 64 hexadecimal digits."""
    return hashlib.sha256(folded(text).encode()).hexdigest()


def join_key(text: str) -> str:
    """Return the key that joins names across tables: as `folded`, each run of other than letters and digits a space."""
    kept = (sign if _belongs(sign) else " " for sign in _caseless(text))
    return " ".join("".join(kept).split())


def _belongs(sign: str) -> bool:
    """Tell whether a character is part of a letter or a digit; a combining mark is part of its letter."""
    return sign.isalnum() or unicodedata.category(sign).startswith("M")


def without_accents(text: str) -> str:
    """Return the text without its combining marks, ligatures taken apart; its length may change."""
    apart = unicodedata.normalize("NFD", text.translate(_LIGATURES))
    return unicodedata.normalize("NFC", "".join(sign for sign in apart if not unicodedata.combining(sign)))


def search_key(text: str) -> str:
    """Return the key by which words are searched: as `folded`, without accents, apostrophes and hyphens made one."""
    return folded(without_accents(_caseless(text.translate(_SIGNS))).translate(_SIGNS))


def matched_key(name: str, keys: Iterable[str]) -> str | None:
    """Return the key a name goes with, compared by `join_key`: equal first, else the longest it starts with.

    Args:
        name: the name to place, such as a file's stem.
        keys: the names known, such as a column of a table; the first of two equal ones wins.

    Returns:
        One of `keys` as it was given, or None; a key ends at a word's end, so that "P1" never takes "P12".
    """
    return placed(name, keys_by_join(keys))


def keys_by_join(keys: Iterable[str]) -> dict[str, str]:
    """Return the keys by their `join_key`, the first of equal ones: made once where many names are to be placed."""
    known: dict[str, str] = {}
    for key in keys:
        known.setdefault(join_key(key), key)
    return known


def placed(name: str, known: Mapping[str, str]) -> str | None:
    """Return the key a name goes with, as `matched_key`, among keys that `keys_by_join` prepared."""
    words = join_key(name).split(" ")
    for length in range(len(words), 0, -1):
        start = " ".join(words[:length])
        if start and start in known:
            return known[start]
    return None


def sort_key(text: str) -> SortKey:
    """Return the key that sorts as Canadian French does (CAN/CSA Z243.4.1, level by level).

    Letters first, word by word, numbers by their value and before letters; then accents from the end of the text, so
    that cote, côte, coté, côté stand in this order; then small before capital; then the signs themselves.
    """
    if text.isascii():  # what follows, at a third of the price
        alone = text.translate(_ASCII_ALONE)
        return _words(text.lower().translate(_ASCII_SPACED)), ((),) * len(alone), tuple(map(str.isupper, alone)), text
    apart = unicodedata.normalize("NFKD", text)
    letters: list[str] = []
    accents: list[tuple[int, ...]] = []
    capitals: list[bool] = []
    for sign in apart:
        base, accent, capital = _sorted_as(sign)
        letters.append(base)
        if capital is not None:
            accents.append(accent)
            capitals.append(capital)
        elif accent and accents:
            accents[-1] += accent
    return _words("".join(letters)), tuple(reversed(accents)), tuple(capitals), text


@lru_cache(maxsize=1024)
def _sorted_as(sign: str) -> tuple[str, tuple[int, ...], bool | None]:
    """Return the letters that a sign is sorted as, its accents, and whether it is a capital; None for no letter."""
    if unicodedata.combining(sign):
        return "", (_ACCENTS.get(sign, 99),), None
    if not sign.isalnum():
        return " ", (), None
    base = _base(sign)
    return base, (100,) if len(base) > 1 else (), sign.isupper()


def _base(sign: str) -> str:
    """Return the small letter, or the plain digit, that a sign is sorted as."""
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    return sign.casefold().translate(_LIGATURES)


def _words(letters: str) -> tuple[tuple[int, int, str], ...]:
    """Cut sorted letters into numbers (0, digits, value) and words (1, 0, letters)."""
    found: list[tuple[int, int, str]] = []
    for word in letters.split():
        for number, other in _RUNS.findall(word):
            value = number.lstrip("0")
            found.append((0, len(value), value) if number else (1, 0, other))
    return tuple(found)
