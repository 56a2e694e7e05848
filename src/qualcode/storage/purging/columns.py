"""Which columns hold people's words, which say where something lies in a text, and what follows from what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from qualcode.storage.purging.own_json import column_mapped
from qualcode.words.folding import folded, folded_digest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from qualcode.storage.columns import Values
    from qualcode.words.purging import Replacer

_NAME: Final = ("name", "name_key")
_CARD: Final = ("label_fr", "label_en", "definition_fr", "definition_en", "when_to_use", "when_not_to", "example")
WORDS: Final[dict[str, tuple[str, ...]]] = {
    "study": ("title",),
    "coders": _NAME,
    "documents": (*_NAME, "source_name", "report"),
    "sources": ("origin",),
    "cases": _NAME,
    "turns": ("speaker",),
    "attributes": _NAME,
    "attribute_values": ("value",),
    "codes": (*_NAME, *_CARD),
    "codings": ("text", "before", "after", "origin"),
    "themes": (*_NAME, "claim", "memo"),
    "memos": ("text",),
    "questions": ("text", "text_key", "label", "section", "probes"),
    "revisions": ("source_name", "origin"),
    "unsettled": ("text", "before", "after", "detail"),
    "choices": ("key", "value"),
    "rounds": (*_NAME, "note"),
    "definitions": _CARD,
    "retired": ("reason",),
    "document_sets": (*_NAME, "wanted"),
    "outlines": (*_NAME, "options"),
    "outline_parts": ("title", "prose", "options"),
    "outline_quotes": ("translation",),
    "consents": ("note",),
    "own_words": ("word", "word_key", "meant"),
    "dismissals": ("key", "reason"),
}
"""The columns of each noun that may hold words of people; a test compares them with the tables."""
PLACED: Final[dict[str, frozenset[str]]] = {
    "documents": frozenset({"text_sha256", "length", "characters", "words", "report", "source_name"}),
    "sources": frozenset({"origin", "original_sha256"}),
    "turns": frozenset({"position", "speaker", "role", "start", "end", "case_id"}),
    "case_links": frozenset({"start", "end"}),
    "codings": frozenset({"start", "end", "text", "before", "after"}),
    "askings": frozenset({"start", "end"}),
    "reading_marks": frozenset({"start", "end"}),
    "revisions": frozenset({"text_sha256", "original_sha256"}),
    "unsettled": frozenset({"start", "end", "text", "before", "after", "detail"}),
}
"""The columns that follow from the text of a document: once it is another, the journal says what they are now."""
FOLLOWING: Final = {"cases": ("name", "name_key"), "outline_quotes": ("cuts", "translation"), "memos": ("coding_id",)}
"""The same of rows that a purge moves or renames one by one."""
_FOLDED: Final = "key"
"""A column in which names stand folded."""
_KEYS: Final[dict[str, tuple[str, Callable[[str], str]]]] = {
    "name_key": ("name", folded),
    "text_key": ("text", folded_digest),
    "word_key": ("word", folded),
}
"""Keys that are made anew from what they are the key of."""


def reworded(noun: str, row: Mapping[str, Any], replacer: Replacer) -> Values:
    """Return the columns of a row that have other words now.

    Args:
        noun: of the row.
        row: some of its columns, or all.
        replacer: puts other words in the place of some.
    """
    new = {
        name: column_mapped(noun, name, row[name], (replacer.folded if name == _FOLDED else replacer).text)
        for name in WORDS.get(noun, ())
        if row.get(name)
    }
    for key, (source, key_of) in _KEYS.items():
        if key in new and source in new:
            new[key] = row[key] if new[source] == row[source] else key_of(new[source])
    return {name: value for name, value in new.items() if value != row[name]}
