"""Names found in a report however it writes them: capitals, accents, apostrophes, hyphens and white space aside.

A name is found word by word: its words follow one another, and nothing but a few signs stands between them. What the
report elides before it or adds behind it ("d’Émilie", "Tremblay's") is no part of its words.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from qualcode.words.searching import plain, plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qualcode.model.audit import NameKind
    from qualcode.model.spans import Span

_WORD: Final = re.compile(r"[^\W\d_]+|\d+")
_APART: Final = 3
"""Signs that may stand between two words of a name: a space, a hyphen, an apostrophe, a stop and a space."""
_PIECE: Final = re.compile(r"[^\s‐‑–-]+")
_SHORTEST: Final = 3
"""Letters of a part of a name that is looked for alone."""
_NOBODY: Final = frozenset(
    """
    mme mlle mrs dre docteur docteure monsieur madame mademoiselle miss professeur professeure saint sainte ste
    des les del dos das der den von van the and
    """.split()  # noqa: SIM905 - one word after the other is read more easily
)
"""Titles and particles: parts of a name that tell nobody."""


class Sought(NamedTuple):
    """A name to be found, why it tells somebody, and whether it takes a capital to be one where it is a single word."""

    name: str
    kind: NameKind | None
    """None for a name that may stand in the report: a pseudonym."""
    capital: bool = False


class Spotter:
    """Names to be found in texts; of those that are written alike, the first one counts."""

    def __init__(self, sought: Iterable[Sought]) -> None:
        """Index them by their first word.

        Args:
            sought: the names, those that count more first.
        """
        self._known: dict[tuple[str, ...], Sought] = {}
        lengths: dict[str, set[int]] = {}
        for one in sought:
            words = tuple(_WORD.findall(plain_text(one.name)))
            if words:
                self._known.setdefault(words, one)
                lengths.setdefault(words[0], set()).add(len(words))
        self._lengths = {first: sorted(many, reverse=True) for first, many in lengths.items()}

    def spots(self, text: str) -> Iterator[tuple[Sought, Span]]:
        """Yield each name with its bounds in a text, from left to right, the longest one where several begin.

        Args:
            text: the report's, as it stands.
        """
        searched = plain(text)
        words = [(found.group(), *found.span()) for found in _WORD.finditer(searched.text)]
        past = 0
        for place, (first, start, _end) in enumerate(words):
            if place < past:
                continue
            for length in self._lengths.get(first, ()):
                said = words[place : place + length]
                sought = self._known.get(tuple(word for word, _start, _end in said))
                if sought is None or any(right[1] - left[2] > _APART for left, right in pairwise(said)):
                    continue
                span = searched.span(start, said[-1][2])
                if not sought.capital or length > 1 or text[span.start].isupper():
                    yield sought, span
                    past = place + length
                    break


def parts(name: str) -> tuple[str, ...]:
    """Return the parts of a name that tell who somebody is alone: capitalised, of three letters or more, no titles.

    Args:
        name: a real name, as the list writes it.
    """
    pieces = [piece.strip(".,;()[]\"«»“”'’") for piece in _PIECE.findall(unicodedata.normalize("NFC", name))]
    told = [
        piece
        for piece in pieces
        if piece[:1].isupper() and sum(map(str.isalpha, piece)) >= _SHORTEST and plain_text(piece) not in _NOBODY
    ]
    return tuple(dict.fromkeys(told))
