"""Whose words JSON holds: the program's own, which no purge touches or counts, and those of people."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from qualcode.model.listing import ATTRIBUTE
from qualcode.model.retrieval import KEY
from qualcode.words.purging import written
from qualcode.words.rewording import own_words, reworded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

JSON: Final = {
    "documents": frozenset({"report"}),
    "unsettled": frozenset({"detail"}),
    "document_sets": frozenset({"wanted"}),
    "outlines": frozenset({"options"}),
    "outline_parts": frozenset({"options"}),
}
"""Columns in which the program writes objects, by noun."""
_TOLD: Final = frozenset({"wanted", "detail", "options", "report"})
"""The same where they stand in an object themselves."""
ENUMERATED: Final = frozenset(
    {
        "kind", "state", "status", "stance", "role", "form", "format", "language", "corpus_language", "colour", "noun",
        "ending", "analysis", "quotation", "reuse", "until", "reading", "placed", "approach", "convention", "encoding",
        "interviewer_by",
    }
)  # fmt: skip
"""Names under which a word of a known list stands, or a date: no word of a person."""
_ASKING: Final = frozenset({"by", "group", "sort"})
"""Names under which a known word stands, or an attribute by its name."""
_WHERE: Final = "where"
"""Pairs: what documents are asked for by, and the value."""
_CALLED: Final = "name"
"""What documents are asked for by where the value is a person's word, beside attributes."""
_QUERY: Final = "query"
"""A query: its operators and the names of its conditions are no words of people."""
_FILED: Final = "metadata"
"""What a file says of itself, under its own headings."""


def column_mapped(noun: str, column: str, text: str, change: Callable[[str], str]) -> str:
    """Return what a column of a row holds with the words of people in it changed.

    Args:
        noun: of the row.
        column: one that may hold words.
        text: its value.
        change: gives what stands in the place of a string.
    """
    if column in JSON.get(noun, ()):
        return _string(text, change, column)
    if noun != "choices":
        return change(text)
    if column == "key":
        return KEY + change(text.removeprefix(KEY)) if text.startswith(KEY) else text
    told = written(text)
    return text if told is None else _saved(text, told, change)


def _saved(text: str, told: Any, change: Callable[[str], str]) -> str:  # noqa: ANN401 - whatever JSON holds
    """Return a saved query, its name and what it asks, with the words of people in it changed."""
    name, query = told
    changed = [change(name), reworded(query, change)]
    return text if changed == told else json.dumps(changed, ensure_ascii=False)


def mapped(told: Any, change: Callable[[str], str], under: str = "") -> Any:  # noqa: ANN401 - whatever JSON holds
    """Return JSON that the program wrote with each string of people changed; its own words stay.

    Args:
        told: a value.
        change: gives what stands in the place of a string.
        under: the name under which the value stands.
    """
    if isinstance(told, str):
        return _string(told, change, under)
    if isinstance(told, list):
        if under == _WHERE and len(told) == 2 and isinstance(told[0], str):  # noqa: PLR2004 - a pair
            by, value = told
            own = by != _CALLED and not by.startswith(ATTRIBUTE)
            return [_string(by, change, "by"), value if own else mapped(value, change)]
        return [mapped(one, change, under) for one in told]
    if isinstance(told, dict) and under == _FILED:
        return {change(name): mapped(one, change, _FILED) for name, one in told.items()}
    if isinstance(told, dict):
        return {name: mapped(one, change, name) for name, one in told.items()}
    return told


def _string(text: str, change: Callable[[str], str], under: str) -> str:
    """Return a string that stands under a name, changed where it holds words of people."""
    if under in ENUMERATED:
        return text
    if under == _QUERY:
        return reworded(text, change)
    if under in _TOLD and isinstance(told := written(text), dict):
        changed = mapped(told, change)
        return text if changed == told else json.dumps(changed, ensure_ascii=text.isascii(), sort_keys=True)
    if under in _ASKING:
        return ATTRIBUTE + change(text.removeprefix(ATTRIBUTE)) if text.startswith(ATTRIBUTE) else text
    return change(text)


def words_in(told: Any) -> list[str]:  # noqa: ANN401 - whatever JSON holds
    """Return the strings of people in JSON that the program wrote."""
    found: list[str] = []

    def keep(text: str) -> str:
        found.append(text)
        return text

    mapped(told, keep)
    return found


def own_words_in(told: Any, under: str = "") -> Iterator[str]:  # noqa: ANN401 - whatever JSON holds
    """Give the names, the enumerated words and those of the language of queries in JSON that the program wrote."""
    if isinstance(told, str) and under == _QUERY:
        yield from own_words(told)
    elif isinstance(told, str) and under in ENUMERATED | _ASKING and not told.startswith(ATTRIBUTE):
        yield told
    elif isinstance(told, list):
        for one in told:
            yield from own_words_in(one, under)
    elif isinstance(told, dict) and under != _FILED:
        for name, one in told.items():
            yield name
            yield from own_words_in(one, name)
