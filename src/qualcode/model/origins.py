"""Where a coding says that it comes from: empty where a person coded by hand, else what found it, or brought it in."""

from __future__ import annotations

from typing import Final

from qualcode.model.messages import N_, _

WORDS, PATTERN, SPEAKER, ROLE = "words", "pattern", "speaker", "role"
CASE, HEADING, QUESTION, QUERY = "case", "heading", "question", "query"
AUTOMATIC: Final = (WORDS, PATTERN, SPEAKER, ROLE, CASE, HEADING, QUESTION, QUERY, "search")
"""Kinds of what finds passages by itself; `search` is what the screen wrote of old."""
AUTO, HAND = "auto", "hand"
"""How a person asks for all that was found by itself, and for what was coded by hand."""
LONGEST: Final = 200
"""Characters of what was asked that are kept."""

_FOUND: Final = {
    WORDS: N_("found by the words “{what}”"),
    PATTERN: N_("found by the expression {what}"),
    SPEAKER: N_("found by the voice “{what}”"),
    ROLE: N_("found by the role “{what}”"),
    CASE: N_("found as words of “{what}”"),
    HEADING: N_("found under the heading “{what}”"),
    QUESTION: N_("found in answer to “{what}”"),
    QUERY: N_("found by the query {what}"),
}
_PLAIN: Final = {
    "search": N_("found by a search"),
    PATTERN: N_("found by an expression"),
    SPEAKER: N_("found by a voice"),
    "import": N_("brought in from a table"),
    "source": N_("marked in the file it came from"),
}


def origin_of(kind: str, what: str) -> str:
    """Return what a coding keeps of where it comes from: the kind, and what was asked on one line.

    Args:
        kind: one of AUTOMATIC.
        what: the words, the expression, the name of the voice, the heading.
    """
    line = " ".join(what.split())
    return f"{kind}: {line if len(line) <= LONGEST else line[: LONGEST - 1] + '…'}" if line else kind


def kind_of(origin: str) -> str:
    """Return the kind of an origin; empty for a coding made by hand."""
    return origin.partition(": ")[0]


def origin_words(origin: str) -> str:
    """Say where a coding comes from; empty where a person coded by hand."""
    kind, _colon, what = origin.partition(": ")
    if what and kind in _FOUND:
        return _(_FOUND[kind]).format(what=what)
    return _(_PLAIN[kind]) if kind in _PLAIN and not what else origin


def comes_from(origin: str, asked: str) -> bool:
    """Tell whether a coding comes from what was asked for.

    Args:
        origin: the coding's.
        asked: AUTO, HAND, a kind, or a whole origin; capitals are ignored.
    """
    wanted = asked.strip().casefold()
    if wanted == HAND:
        return not origin
    if wanted == AUTO:
        return kind_of(origin) in AUTOMATIC
    return bool(origin) and wanted in {kind_of(origin).casefold(), origin.casefold()}
