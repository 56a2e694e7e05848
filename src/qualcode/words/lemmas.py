"""The lemma of a word without a language model: our table of oral forms first, then simplemma's word lists."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from qualcode.words.oral import ORAL_FORMS
from qualcode.words.tokens import bare, without_doublet

if TYPE_CHECKING:
    from collections.abc import Callable

_ENDINGS: Final = (
    ("ées", "é"),
    ("ée", "é"),
    ("trices", "teur"),
    ("trice", "teur"),
    ("euses", "eur"),
    ("euse", "eur"),
    ("elles", "el"),
    ("elle", "el"),
    ("aux", "al"),
    ("ives", "if"),
    ("ive", "if"),
    ("s", ""),
    ("x", ""),
)
"""Endings of French feminines and plurals that a word list may not know, with those of the masculine singular."""
_SHORTEST: Final = 4


class Lemmas:
    """The lemmas of one language; each form is looked up once and remembered."""

    def __init__(self, language: str) -> None:
        """Take the tables of `language` (fr, en; for another every word is its own lemma)."""
        self.language = language[:2]
        self._lemma_of: dict[str, str] = {}
        self._listed = _word_list(self.language)

    def __call__(self, form: str) -> str:
        """Return the lemma of a word as written, in small letters with straight apostrophes."""
        known = self._lemma_of.get(form)
        if known is None:
            known = self._lemma_of[form] = self._found(bare(form))
        return known

    def _found(self, form: str) -> str:
        """Look a form up: oral table, word list, then the plural and feminine endings of unknown French words."""
        oral = ORAL_FORMS.get(self.language, {}).get(form)
        if oral is not None:
            return oral
        if form.endswith("'"):
            return form
        form = without_doublet(form)
        lemma = self._listed(form)
        if self.language != "fr":
            return lemma
        if lemma == form:
            return _masculine_singular(form, self._listed)
        return self._listed(lemma) if lemma.endswith("é") else lemma  # accompagnées, accompagné, accompagner: one lemma


def _masculine_singular(form: str, listed: Callable[[str], str]) -> str:
    """Return the masculine singular of a French word that its list does not know, where it knows that one."""
    if len(form) <= _SHORTEST or _is_known(form):
        return form
    for ending, other in _ENDINGS:
        if form.endswith(ending):
            candidate = form[: len(form) - len(ending)] + other
            if _is_known(candidate):
                return listed(candidate)
    return form


def _is_known(form: str) -> bool:
    """Tell whether simplemma's French list holds a form."""
    import simplemma  # noqa: PLC0415 - its word lists take 0.2 s and are wanted by readings only

    return bool(simplemma.is_known(form, lang="fr"))


@cache
def _word_list(language: str) -> Callable[[str], str]:
    """Return simplemma's look-up for a language; for one we have no table of, the word itself."""
    if language not in ORAL_FORMS:
        return str
    import simplemma  # noqa: PLC0415 - its word lists take 0.2 s and are wanted by readings only

    def listed(form: str) -> str:
        return str(simplemma.lemmatize(form, lang=language)).lower()

    return listed


@cache
def lemmas(language: str) -> Lemmas:
    """Return the one `Lemmas` of a language, with all it has looked up so far."""
    return Lemmas(language)


def lemma(token: str, language: str) -> str:
    """Return the lemma of a word.

    Args:
        token: the word as written.
        language: fr, en, or a tag that begins so.
    """
    return lemmas(language[:2])(token)


def known_word(form: str) -> bool:
    """Tell whether French or English has a word, as written in small letters.

    Args:
        form: the word.
    """
    import simplemma  # noqa: PLC0415 - its word lists take 0.2 s and are wanted by few

    return any(simplemma.is_known(form, lang=language) for language in ("fr", "en"))
