"""Words found in a text whatever their accents, capitals and apostrophes, at their true place in it."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from qualcode.model.spans import Span
from qualcode.words.folding import search_key
from qualcode.words.lemmas import lemma
from qualcode.words.tokens import Token, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_LETTERS: Final = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ł": "l", "ı": "i"})
_SIGNS: Final = str.maketrans(
    {
        **dict.fromkeys("’ʼ‘`´", "'"),
        **dict.fromkeys("“”„«»", '"'),
        **dict.fromkeys("‐‑‒–—−", "-"),
        "\xad": None,
        "\u200b": None,
        "\ufeff": None,
    }
)


def plain_sign(sign: str) -> str:
    """Return what one character is searched as: small, without accent; nothing for a mark that stands on a letter."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", sign.translate(_SIGNS)).casefold())
    kept = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return kept.translate(_LETTERS).translate(_SIGNS)


class _Plain(dict[int, str]):
    """What each character is searched as, by code point; found once."""

    def __missing__(self, code: int) -> str:
        found = self[code] = plain_sign(chr(code))
        return found


_PLAIN: Final = _Plain()
SEARCH_RULES: Final = repr((sorted(_LETTERS.items()), sorted(_SIGNS.items(), key=repr)))
"""What characters are searched as; what was made by other rules is made anew."""


def plain_text(text: str) -> str:
    """Return a text as it is searched."""
    return text.translate(_PLAIN)


_ASCII: Final = bytes(range(128))
_LATIN: Final = "\xff"
"""The last character of Latin-1, in which a character is a byte."""
_FEW: Final = 64
"""Signs up to which they are looked for one after another: French has four beyond Latin-1."""


def plain_bytes(text: str) -> bytes:
    """Return a text as it is searched, in UTF-8: `plain_text`, found several times sooner where it is in Latin letters.

    Args:
        text: the stored text.
    """
    searched = text
    others = [sign for sign in _beyond_ascii(text.encode()) if sign > _LATIN or not _is_one_byte(_PLAIN[ord(sign)])]
    for sign in others[:_FEW]:
        searched = searched.replace(sign, _PLAIN[ord(sign)])
    try:
        plain = searched.encode("latin-1").translate(_latin_table())
    except UnicodeEncodeError:
        return plain_text(text).encode()
    return plain if plain.isascii() else plain.decode("latin-1").encode()


def _is_one_byte(searched: str) -> bool:
    return len(searched) == 1 and searched <= _LATIN


@cache
def _latin_table() -> bytes:
    """Return what each character of Latin-1 is searched as, where that is one of them; itself where it is not."""
    searched = {code: _PLAIN[code] for code in range(256)}
    return bytes(ord(found) if _is_one_byte(found) else code for code, found in searched.items())


def _beyond_ascii(content: bytes) -> set[str]:
    """Return the signs beyond ASCII of a text in UTF-8."""
    return set(content.translate(None, _ASCII).decode())


def plain_lengths(text: str) -> list[tuple[int, int]]:
    """Return the place of each character that is searched as none or several, and as how many."""
    signs = _beyond_ascii(text.encode())
    odd = {sign: len(_PLAIN[ord(sign)]) for sign in signs if len(_PLAIN[ord(sign)]) != 1}
    if len(odd) > _FEW:
        expression = re.compile(f"[{re.escape(''.join(odd))}]")
        return [(found.start(), odd[found.group()]) for found in expression.finditer(text)]
    return sorted((place, length) for sign, length in odd.items() for place in _places(text, sign))


def _places(text: str, sign: str) -> Iterator[int]:
    """Yield where a character stands."""
    place = text.find(sign)
    while place >= 0:
        yield place
        place = text.find(sign, place + 1)


@dataclass(frozen=True, slots=True)
class Plain:
    """A text as it is searched, and where each of its characters comes from."""

    text: str
    ends: tuple[int, ...] | None
    """Where, in `text`, each character of the source ends; None where every one is one."""
    source: str

    def span(self, start: int, end: int) -> Span:
        """Return the bounds in the source of a stretch that was found; the marks on its last letter belong to it."""
        if self.ends is not None:
            start, end = bisect_right(self.ends, start), bisect_right(self.ends, end - 1) + 1
        while end < len(self.source) and unicodedata.combining(self.source[end]):
            end += 1
        return Span(start, end)


def plain(text: str) -> Plain:
    """Return a text as it is searched: without accents and capitals, apostrophes, quotation marks and dashes made one.

    Args:
        text: the stored text, which stays as it is.
    """
    folded = text.translate(_PLAIN)
    if all(len(_PLAIN[ord(sign)]) == 1 for sign in set(text)):
        return Plain(folded, None, text)
    return Plain(folded, tuple(accumulate(len(_PLAIN[ord(sign)]) for sign in text)), text)


def literal(typed: str) -> re.Pattern[str] | None:
    """Return the expression that finds, in a `plain` text, what a person typed; None where nothing is left of it.

    White space, of whatever kind and length, equals white space.
    """
    pieces = [re.escape(piece) for piece in plain(typed).text.split()]
    return re.compile(r"\s+".join(pieces)) if pieces else None


def hits(text: str, typed: str) -> Iterator[Span]:
    """Yield the bounds, in the stored text, of every place where some words occur, from left to right.

    Args:
        text: the stored text.
        typed: words; for a regular expression see `words.matching`.
    """
    wanted = literal(typed)
    if wanted is not None:
        searched = plain(text)
        yield from (searched.span(*found.span()) for found in wanted.finditer(searched.text))


def forms_of(typed: str) -> tuple[str, ...]:
    """Return the words of what a person typed, as written."""
    return tuple(token.text for token in words(typed)) or tuple(typed.split())


@cache
def same_word(wanted: str, language: str) -> Callable[[str], bool]:
    """Return a test for a word as written: the same letters, accents and capitals aside, or a form of the same lemma.

    Args:
        wanted: the word that is looked for.
        language: fr, en, or a tag that begins so.
    """
    key, wanted_lemma = search_key(wanted), search_key(lemma(wanted, language))

    @cache
    def same(form: str) -> bool:
        return search_key(form) == key or search_key(lemma(form, language)) == wanted_lemma

    return same


def word_hits(text: str, start: int, end: int, typed: tuple[str, ...], language: str) -> Iterator[Span]:
    """Yield the bounds of every place where a word, or several in a row, is said in any of its forms.

    Args:
        text: the stored text.
        start: first character of the speech to look in.
        end: one past its last.
        typed: the words, as `forms_of` gives them.
        language: of the speech: fr, en, or a tag that begins so.
    """
    tests = [same_word(word, language) for word in typed]
    said: list[Token] = list(words(text, start, end))
    for place in range(len(said) - len(tests) + 1):
        if all(test(said[place + offset].text) for offset, test in enumerate(tests)):
            yield Span(said[place].start, said[place + len(tests) - 1].end)
