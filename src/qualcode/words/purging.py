"""Words taken out of texts for good: found whole in any spelling of their letters, and others put in their place."""

from __future__ import annotations

import json
import re
import unicodedata
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from qualcode.words.folding import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_MARKS: Final = "\u0300-\u036f"
"""Marks that stand on the letter before them, where an accent is written apart."""
_BEFORE: Final = rf"(?<![^\W_])(?<![{_MARKS}])"
_AFTER: Final = rf"(?![^\W_])(?![{_MARKS}])"
"""A word ends where no letter or digit stands beside it; file names join words with underscores."""
_GAP: Final = r"[^\S\n]*(?:[\s_\-‐‑]|\n)[^\S\n]*"
_APOSTROPHES: Final = "'’ʼ‘"
_CUT: Final = re.compile(rf"[\s_\-‐‑]+|[{_APOSTROPHES}]")
_UNWRITTEN: Final = re.compile(rf'{_CUT.pattern}|["\\\x00-\x1f]')
"""Where words may be cut, and the signs that JSON never writes as they are."""


class Edit(NamedTuple):
    """A stretch of a text, and what is put in its place."""

    start: int
    end: int
    new: str


def canonical(words: str) -> str:
    """Return what all spellings of some words have in common: case, composed letters, one sort of gap."""
    return _CUT.sub(lambda cut: "'" if cut.group() in _APOSTROPHES else " ", folded(words)).strip()


class Replacer:
    """Puts other words in the place of some, all at once: the longest first, and nothing twice."""

    def __init__(self, words: Mapping[str, str], *, any_case: bool = False) -> None:
        """Prepare to look for the words.

        Args:
            words: what stands now, and what will.
            any_case: whether to find them in whatever capitals; else as given, and in capitals throughout.
        """
        self._words = dict(words)
        self._new = {canonical(old): new for old, new in words.items()}
        forms = {form for old in words for form in _forms(old)}
        ordered = sorted(forms, key=lambda form: (-len(form), form))
        longest = sorted({max(_UNWRITTEN.split(form), key=len) for form in forms})
        self._parts = re.compile("|".join(_in_json(part) for part in longest), re.IGNORECASE)
        self._flags = re.IGNORECASE if any_case else 0
        self._pattern = re.compile(f"{_BEFORE}(?:{'|'.join(map(_expression, ordered))}){_AFTER}", self._flags)

    @cached_property
    def folded(self) -> Replacer:
        """What does the same in keys, where names stand folded."""
        return Replacer({folded(old): folded(new) for old, new in self._words.items()}, any_case=True)

    def holds(self, text: str) -> bool:
        """Tell whether a text has one of the words."""
        return self._pattern.search(text) is not None

    def may_hold(self, text: str) -> bool:
        """Tell quickly whether a text may have one of the words, be it JSON; False is certain."""
        return self._parts.search(text) is not None

    def edits(self, text: str, cuts: Iterable[int] = ()) -> list[Edit]:
        """Return what is to be put where in a text, from left to right.

        Args:
            text: the stored text.
            cuts: places over which no words run, such as the bounds of turns.
        """
        places = sorted({0, len(text), *cuts})
        return [
            Edit(*one.span(), self._standing_for(one.group()))
            for start, end in pairwise(places)
            for one in self._pattern.finditer(text, start, end)
        ]

    def _standing_for(self, found: str) -> str:
        """Return what comes in the place of words as they were found; “İ” and “ı” match an i and fold otherwise."""
        known = self._new.get(canonical(found))
        if known is not None:
            return known
        return next(
            new
            for old, new in self._words.items()
            if any(re.fullmatch(_expression(form), found, self._flags) for form in _forms(old))
        )

    def text(self, text: str) -> str:
        """Return a text with the other words in it; of JSON, its strings."""
        said = written(text)
        changed = said if said is None else self._of_json(said)
        if changed != said:
            return json.dumps(changed, ensure_ascii=text.isascii())
        return edited(text, self.edits(text)) if self.holds(text) else text  # of two like names JSON reads the last

    def _of_json(self, value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, list):
            return [self._of_json(one) for one in value]
        if isinstance(value, dict):
            return {self._of_json(key): self._of_json(one) for key, one in value.items()}
        return value


def _forms(words: str) -> Iterable[str]:
    """Give some words as given and in capitals, each letter whole."""
    return (unicodedata.normalize("NFC", form) for form in (words, words.upper()))


def spellings(letter: str) -> list[str]:
    """Return how a letter may be written: whole, with all of its marks apart, or with some of them, whole first.

    Args:
        letter: one character, composed.
    """
    apart = unicodedata.normalize("NFD", letter)
    partly = [unicodedata.normalize("NFC", apart[:place]) + apart[place:] for place in range(len(apart), 0, -1)]
    return list(dict.fromkeys(partly))


def _letters(words: str) -> str:
    """Return the expression of words without a gap, each letter in every spelling."""
    found = []
    for letter in words:
        ways = [re.escape(way) for way in spellings(letter)]
        found.append(ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})")
    return "".join(found)


def _in_json(words: str) -> str:
    """Return the expression of words without a gap as JSON writes them, be it within JSON: plain or in ASCII."""
    found = []
    for letter in words:
        ways = [re.escape(way) for way in spellings(letter)]
        if not letter.isascii():
            cases = {form for way in spellings(letter) for form in (way, way.lower(), way.upper())}
            ways += sorted(json.dumps(form)[1:-1].replace("\\", r"\\+") for form in cases)
        found.append(f"(?:{'|'.join(ways)})")
    return "".join(found)


def _expression(form: str) -> str:
    """Return the expression of some words; what stands between them may be any gap, on one line or two."""
    parts, place = [], 0
    for cut in _CUT.finditer(form):
        parts += [_letters(form[place : cut.start()]), f"[{_APOSTROPHES}]" if cut.group() in _APOSTROPHES else _GAP]
        place = cut.end()
    return "".join([*parts, _letters(form[place:])])


def written(text: str) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Return the list or object that a text is in JSON, or None where it is none."""
    if text[:1] in {"{", "["}:
        try:
            return json.loads(text)
        except ValueError:
            return None
    return None


def edited(text: str, edits: Sequence[Edit]) -> str:
    """Return a text with every edit made.

    Args:
        text: as it was.
        edits: from left to right, none on another.
    """
    parts, place = [], 0
    for edit in edits:
        parts += [text[place : edit.start], edit.new]
        place = edit.end
    return "".join([*parts, text[place:]])


class Shift:
    """Where the places of a text are once it was edited."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        """Take the edits, from left to right, none on another and none empty."""
        self._edits = edits
        self._starts = [edit.start for edit in edits]
        self._grown = [0, *accumulate(len(edit.new) - (edit.end - edit.start) for edit in edits)]

    def start(self, place: int) -> int:
        """Return where a passage begins now that began at a place; inside an edit it takes in all that came."""
        number = bisect_right(self._starts, place)
        inside = number > 0 and place < self._edits[number - 1].end
        return self._starts[number - 1] + self._grown[number - 1] if inside else place + self._grown[number]

    def end(self, place: int) -> int:
        """Return where a passage ends now that ended before a place; inside an edit it takes in all that came."""
        number = bisect_right(self._starts, place - 1)
        if number > 0 and place - 1 < self._edits[number - 1].end:
            edit = self._edits[number - 1]
            return edit.start + self._grown[number - 1] + len(edit.new)
        return place + self._grown[number]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the bounds of a passage now; an empty one stays empty."""
        first = self.start(start)
        return (first, self.end(end)) if start < end else (first, first)
