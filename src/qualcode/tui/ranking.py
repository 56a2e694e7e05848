"""Finding a code by a few letters: folded accents, starts of words, initials, letters in order; recent ones first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from qualcode.words.folding import search_key

if TYPE_CHECKING:
    from collections.abc import Sequence

NEAR: Final = 0.75
"""Share of letters two names have in common, in order, from which one is announced as a near twin of the other."""
_WHOLE, _START, _WORD, _INITIALS, _INSIDE, _SCATTERED = 600, 500, 400, 300, 200, 100


@dataclass(frozen=True, slots=True)
class Name:
    """What a code is called: its name, its group, its labels in both languages."""

    id: str
    name: str
    group: str = ""
    labels: tuple[str, ...] = ()


def ranked(typed: str, names: Sequence[Name], recent: Sequence[str] = ()) -> list[str]:
    """Return the ids that fit what was typed, the best first; with nothing typed the recent ones, then all in order."""
    order = {identifier: place for place, identifier in enumerate(recent)}
    wanted = search_key(typed)
    if not wanted:
        known = [identifier for identifier in recent if any(name.id == identifier for name in names)]
        return [*known, *(name.id for name in names if name.id not in order)]
    scored = []
    for place, name in enumerate(names):
        score = max(_score(wanted, name.name), *(_score(wanted, label) - 1 for label in name.labels if label), 0)
        score = max(score, _score(wanted, f"{name.group} {name.name}") - 150 if name.group else 0)
        if score > 0:
            scored.append((-score, order.get(name.id, len(order)), len(name.name), place, name.id))
    return [identifier for *_, identifier in sorted(scored)]


def _score(wanted: str, name: str) -> int:
    """Return how well a name fits: whole, its start, starts of its words, initials, inside, letters in order."""
    key = search_key(name)
    words = key.replace("'", " ").replace("-", " ").split()
    if key == wanted:
        return _WHOLE
    if key.startswith(wanted):
        return _START
    if any(word.startswith(wanted) for word in words) or _word_starts(wanted.split(), words):
        return _WORD
    if "".join(word[0] for word in words).startswith(wanted):
        return _INITIALS
    if wanted in key:
        return _INSIDE
    return _SCATTERED if len(wanted) > 2 and _in_order(wanted.replace(" ", ""), key) else 0


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


def _in_order(wanted: str, key: str) -> bool:
    letters = iter(key)
    return key[:1] == wanted[:1] and all(letter in letters for letter in wanted)


def twins(typed: str, names: Sequence[Name]) -> list[str]:
    """Return the ids of codes whose name is nearly what was typed: a new code would be their twin."""
    wanted = search_key(typed)
    if len(wanted) < 3:
        return []
    return [name.id for name in names if any(_alike(wanted, search_key(word)) for word in (name.name, *name.labels))]


def _alike(a: str, b: str) -> bool:
    if not a or not b or abs(len(a) - len(b)) > max(len(a), len(b)) * (1 - NEAR):
        return False
    return 2 * _common(a, b) / (len(a) + len(b)) >= NEAR + 0.1


def _common(a: str, b: str) -> int:
    """Return the length of the longest common subsequence."""
    row = [0] * (len(b) + 1)
    for letter in a:
        diagonal = 0
        for place, other in enumerate(b, 1):
            diagonal, row[place] = row[place], diagonal + 1 if letter == other else max(row[place], row[place - 1])
    return row[-1]
