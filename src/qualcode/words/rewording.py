"""A query with other words in it: what people are and say is changed, operators and conditions never."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from qualcode.model.retrieval import NEAR
from qualcode.words.querying import quoted, tokens

if TYPE_CHECKING:
    from collections.abc import Callable

    from qualcode.words.querying import Token


class _Part(NamedTuple):
    """Words of people in a query: their bounds, and the words as they are meant."""

    start: int
    end: int
    words: str
    in_quotes: bool


def reworded(query: str, change: Callable[[str], str]) -> str:
    """Return a query with each name and each searched word in it changed.

    Args:
        query: as it is kept; one that cannot be read is changed as far as it can be cut into pieces.
        change: gives what stands in the place of some words.
    """
    for part in reversed(_cut(query)[0]):
        new = change(part.words)
        if new != part.words:
            query = query[: part.start] + _typed(new, bare=not part.in_quotes) + query[part.end :]
    return query


def own_words(query: str) -> list[str]:
    """Return the operators and the names of conditions in a query: no word of a person."""
    return _cut(query)[1]


def _typed(words: str, *, bare: bool) -> str:
    """Return words as a query has them, in quotes where they would be read otherwise; a slash of a code stays one."""
    name = words.removesuffix("/") if bare else words
    shown = quoted(name) if name else words
    return f"{shown}/" if name != words and shown == name else shown


def _cut(query: str) -> tuple[list[_Part], list[str]]:
    """Return the words of people in a query, and the language's own."""
    pieces = tokens(query, whole=False)
    parts: list[_Part] = []
    own: list[str] = []
    place = 0
    while pieces[place].kind != "end":
        first, begun, place = pieces[place], place, _after(pieces, place)
        words = " ".join(token.value for token in pieces[begun:place])
        if first.meant or pieces[place].kind == ":":
            own += words.split()
        elif first.kind in {"word", "quoted"}:
            parts.append(_Part(first.start, pieces[place - 1].end, words, first.kind == "quoted"))
    return parts, own


def _after(pieces: list[Token], place: int) -> int:
    """Return where the next part begins: behind a sign, behind quotes, behind an operator, behind a run of words."""
    first, after = pieces[place], place + 1
    if first.meant == NEAR:
        return after + (pieces[after].kind == "word" and pieces[after].value.isdigit())
    if first.kind == "word" and not first.meant:
        while pieces[after].kind == "word" and not pieces[after].meant:
            after += 1
    return after
