"""Finding a code by a few letters: folded accents, starts of words, initials, one slip, definitions; recent first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from qualcode.words.folding import folded, search_key

if TYPE_CHECKING:
    from collections.abc import Sequence

NEAR: Final = 0.85
"""Share of letters two names have in common, in order, from which one is announced as a near twin of the other."""
_WORDS: Final = re.compile(r"\w+")
SMALL_WORD: Final = 3
"""Letters of the longest word that initials may leave out."""
SLIPPED_WORD: Final = 4
"""Letters from which a word may have one wrong: shorter ones are one letter from too many others."""
_WHOLE, _START, _WORD, _INITIALS, _INSIDE, _SLIP, _SCATTERED, _MEANING = 700, 600, 500, 400, 300, 120, 100, 50
_OF_GROUP: Final = 150
"""What a fit with the group's name weighs less: a code's own name goes first."""


@dataclass(frozen=True, slots=True)
class Name:
    """What a code is called: its name, its group, its labels in both languages, and what its definitions say."""

    id: str
    name: str
    group: str = ""
    labels: tuple[str, ...] = ()
    definitions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fit:
    """A code that fits what was typed; `sure` where its letters stand together or begin its words."""

    id: str
    sure: bool


def fitting(typed: str, names: Sequence[Name], recent: Sequence[str] = ()) -> list[Fit]:
    """Return the codes that fit what was typed, the best first; with nothing typed the recent ones, then all in order.

    Args:
        typed: some letters; accents and capitals do not count.
        names: every code.
        recent: ids of the codes applied last, the latest first: they go before others that fit as well.
    """
    order = {identifier: place for place, identifier in enumerate(recent)}
    wanted = search_key(typed)
    if not wanted:
        there = {name.id for name in names}
        known = [identifier for identifier in recent if identifier in there]
        return [Fit(identifier, sure=True) for identifier in (*known, *(n.id for n in names if n.id not in order))]
    scored = []
    for place, name in enumerate(names):
        score = _best(wanted, name)
        if score > 0:
            score += folded(typed) in folded(name.name)  # accents typed and met
            scored.append((-score, order.get(name.id, len(order)), len(name.name), place, name.id))
    return [Fit(identifier, sure=-score >= _INSIDE - _OF_GROUP) for score, *_rest, identifier in sorted(scored)]


def ranked(typed: str, names: Sequence[Name], recent: Sequence[str] = ()) -> list[str]:
    """Return the ids of the codes that fit what was typed, as `fitting` does."""
    return [fit.id for fit in fitting(typed, names, recent)]


def _best(wanted: str, name: Name) -> int:
    """Return how well a code fits by its name, a label in either language, or its group and name together."""
    scores = [_score(wanted, name.name)]
    scores.extend(_score(wanted, label) - 1 for label in name.labels if label)
    if name.group:
        scores.append(_score(wanted, f"{name.group} {name.name}") - _OF_GROUP)
    if max(scores) <= 0 and any(_means(wanted, definition) for definition in name.definitions):
        return _MEANING
    return max(scores)


@lru_cache(maxsize=8192)
def _read(name: str) -> tuple[str, tuple[str, ...]]:
    """Return the key of a name or a definition and its words, made once for all the letters typed one after another."""
    key = search_key(name)
    return key, tuple(_WORDS.findall(key))


def _means(wanted: str, definition: str) -> bool:
    """Tell whether what is typed begins a word of a definition, or words in order; one letter or two say nothing."""
    _, words = _read(definition)
    pieces = wanted.split()
    return len(wanted) >= SMALL_WORD and (_word_starts(pieces, words) or any(word.startswith(wanted) for word in words))


def _score(wanted: str, name: str) -> int:
    """Return how well a name fits: whole, its start, starts of its words, initials, inside, one slip, in order."""
    key, words = _read(name)
    if key == wanted:
        return _WHOLE
    if key.startswith(wanted):
        return _START
    if any(word.startswith(wanted) for word in words) or _word_starts(wanted.split(), words):
        return _WORD
    if any(letters.startswith(wanted) for letters in _initials(words)):
        return _INITIALS + 2 * (wanted in _initials(words))
    if wanted in key:
        return _INSIDE
    return _guessed(wanted, key, words)


def _guessed(wanted: str, key: str, words: Sequence[str]) -> int:
    """Return how well a name fits where some letter is wrong or left out: one slip, the start first; or in order."""
    if _slipped(wanted.split(), words):
        return _SLIP + _nearly_begins(wanted, key)
    return _SCATTERED if len(wanted) >= SMALL_WORD and _in_order(wanted.replace(" ", ""), key) else 0


def _initials(words: Sequence[str]) -> tuple[str, str]:
    """Return the first letters of all words, and of those of four letters or more: `pt` is `prendre son temps` too."""
    return "".join(word[0] for word in words), "".join(word[0] for word in words if len(word) > SMALL_WORD)


def _word_starts(typed: Sequence[str], words: Sequence[str]) -> bool:
    """Tell whether each piece typed begins a word, in order: `pr ti` fits `prendre son temps` by `pr` and `te`."""
    place = 0
    for piece in typed:
        while place < len(words) and not words[place].startswith(piece):
            place += 1
        if place == len(words):
            return False
        place += 1
    return len(typed) > 1


def _slipped(typed: Sequence[str], words: Sequence[str]) -> bool:
    """Tell whether each piece typed begins a word, in order, those of four letters or more with one slip at most."""
    place = 0
    for piece in typed:
        while place < len(words) and not _nearly_begins(piece, words[place]):
            place += 1
        if place == len(words):
            return False
        place += 1
    return any(len(piece) >= SLIPPED_WORD for piece in typed)


def _nearly_begins(piece: str, word: str) -> bool:
    """Tell whether a word begins with a piece, but for one letter wrong, missing, too many, or two changed round."""
    same = next((n for n, (a, b) in enumerate(zip(piece, word, strict=False)) if a != b), min(len(piece), len(word)))
    typed, there = piece[same:], word[same:]
    if not typed:
        return True
    if same == 0 or len(piece) < SLIPPED_WORD:
        return False
    return (
        (there != "" and there[1:].startswith(typed[1:]))
        or there[1:].startswith(typed)
        or there.startswith(typed[1:])
        or (typed[:2] == there[1::-1] and there[2:].startswith(typed[2:]))
    )


def _in_order(wanted: str, key: str) -> bool:
    """Tell whether letters stand in a name in this order, the first one first."""
    letters = iter(key)
    return key[:1] == wanted[:1] and all(letter in letters for letter in wanted)


def twins(typed: str, names: Sequence[Name]) -> list[str]:
    """Return the ids of codes whose name is nearly what was typed: a new code would be their twin."""
    wanted = search_key(typed)
    if len(wanted) < SMALL_WORD:
        return []
    return [name.id for name in names if any(_alike(wanted, search_key(word)) for word in (name.name, *name.labels))]


def _alike(a: str, b: str) -> bool:
    """Tell whether two keys have most of their letters in common, in order."""
    if not a or not b or abs(len(a) - len(b)) > max(len(a), len(b)) * 2 * (1 - NEAR):
        return False
    return 2 * _common(a, b) / (len(a) + len(b)) >= NEAR


def _common(a: str, b: str) -> int:
    """Return the length of the longest common subsequence."""
    row = [0] * (len(b) + 1)
    for letter in a:
        diagonal = 0
        for place, other in enumerate(b, 1):
            diagonal, row[place] = row[place], diagonal + 1 if letter == other else max(row[place], row[place - 1])
    return row[-1]
