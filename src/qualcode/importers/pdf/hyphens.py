"""Words cut at the end of a line: put together again, unless the hyphen is the word's own."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from qualcode.importers.pdf.pages import HYPHENS
from qualcode.words.lemmas import known_word

_SIGNS: Final = frozenset(HYPHENS)
_LAST: Final = re.compile(rf"([^\W\d_]+)[{re.escape(HYPHENS)}]$")
_FIRST: Final = re.compile(r"[^\W\d_]+")
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_OWN: Final = frozenset(
    {"socio", "psycho", "non", "ex", "vice", "semi", "demi", "mi", "sous", "nord", "sud", "franco", "anglo", "self"}
)
"""Beginnings after which French and English keep the hyphen: socio-éducatif, non-binaire, ex-conjoint."""


class Hyphens:
    """How the words of a document are written where no line ends in them, and what was put together by that."""

    def __init__(self, lines: list[str]) -> None:
        """Take the words of all lines, without those that a hyphen cuts."""
        self.joined = 0
        self._cut = any(line[-1:] and line[-1] in HYPHENS for line in lines)
        self._words: Counter[str] = Counter()
        if self._cut:
            for line in lines:
                self._words.update(word.casefold() for word in _WORD.findall(line.rstrip(HYPHENS)))

    def together(self, one: str, other: str) -> str:
        """Return two lines as one: by a space, or where a hyphen ends the first by nothing, the hyphen kept or not."""
        if one[-1:] not in _SIGNS or one[:-1].rstrip() != one[:-1]:
            return f"{one} {other}"
        cut, first = _LAST.search(one), _FIRST.match(other)
        if (
            cut is None
            or first is None
            or not first[0][0].islower()
            or self._own(cut[1].casefold(), first[0].casefold())
        ):
            return f"{one[:-1]}-{other}"
        self.joined += 1
        return f"{one[:-1]}{other}"

    def _own(self, one: str, other: str) -> bool:
        """Tell whether the hyphen belongs to the word: by the document itself, else by what words exist."""
        solid, parted = self._words[one + other], self._words[f"{one}-{other}"]
        if solid != parted:
            return parted > solid
        if known_word(one + other):
            return False
        return one in _OWN or (known_word(one) and known_word(other))
