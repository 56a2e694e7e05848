"""What a language model takes for names: people, places, organisations; only where its model is installed."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

import spacy

from qualcode.analysis.deep import MODELS
from qualcode.model.errors import ModelMissing
from qualcode.model.spans import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.language import Language

_UNUSED: Final = ("parser", "senter", "tagger", "morphologizer", "lemmatizer", "attribute_ruler")
_NAMES: Final = frozenset({"PER", "PERSON", "LOC", "GPE", "FAC", "ORG"})
_PIECE: Final = 100_000
"""Characters that the model reads at once."""


@cache
def _model(language: str) -> Language:
    """Load what finds names.

    Raises:
        ModelMissing: no model of the language is installed.
    """
    for name in MODELS.get(language, ()):
        if spacy.util.is_package(name):
            return spacy.load(name, exclude=_UNUSED)
    raise ModelMissing(language)


def named_in(texts: Mapping[str, str], language: str) -> dict[str, list[Span]]:
    """Return where names stand in texts, by the key of the text.

    Args:
        texts: stored texts.
        language: fr, en, or a tag that begins so.

    Raises:
        ModelMissing: no model of the language is installed.
    """
    model = _model(language[:2])
    found: dict[str, list[Span]] = {}
    for key, text in texts.items():
        pieces = [(start, text[start : start + _PIECE].replace("’", "'")) for start in range(0, len(text), _PIECE)]
        documents = model.pipe(piece for _start, piece in pieces)
        found[key] = [
            Span(start + name.start_char, start + name.end_char)
            for (start, _piece), document in zip(pieces, documents, strict=True)
            for name in document.ents
            if name.label_ in _NAMES
        ]
    return found
