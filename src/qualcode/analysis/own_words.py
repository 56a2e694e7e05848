"""The study's own words as readings of words take them: what is left out, let in, and read as something else."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from qualcode.words.lemmas import lemmas
from qualcode.words.stopwords import LINKS
from qualcode.words.tokens import bare, word_forms

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qualcode.analysis.intervals import Integers
    from qualcode.model.own_words import OwnWord

ONE_LINK: Final = {"d'": "de", "du": "de", "des": "de", "au": "à", "aux": "à"}
"""Links that count as one: lien de confiance, liens d'amitié."""


def term_key(term: str, language: str) -> str:
    """Return what a term is known by: its lemmas, with one form for links that count as one.

    Args:
        term: a word, or several.
        language: fr, en, or a tag that begins so.
    """
    return " ".join(_part(form, language[:2]) for form in word_forms(term)) or bare(term)


def _part(form: str, language: str) -> str:
    plain = bare(form)
    return ONE_LINK.get(plain, plain) if plain in LINKS.get(language, ()) else lemmas(language)(form)


class Meant(NamedTuple):
    """What a word is read as: how it is written, and its key."""

    label: str
    key: str


@dataclass(frozen=True, slots=True)
class OwnForms:
    """The study's own words by their keys, in one language."""

    stops: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()
    read_as: dict[str, Meant] = field(default_factory=dict)


NONE_OWN: Final = OwnForms()


def own_forms(words: Iterable[OwnWord], language: str, joins: str = "synonym") -> OwnForms:
    """Return the study's own words in one language; a word stands for all its forms.

    Args:
        words: all of them.
        language: fr or en; a word of no language counts in each.
        joins: synonym for lists of words, variant for clouds of passages.
    """
    here = [word for word in words if word.language in {"", language}]
    keys: dict[str, set[str]] = {"stop": set(), "keep": set()}
    for word in here:
        if word.kind in keys:
            keys[word.kind] |= {bare(word.word), term_key(word.word, language)}
    joined = {term_key(word.word, language): word.meant for word in here if word.kind == joins}
    return OwnForms(frozenset(keys["stop"]), frozenset(keys["keep"]), _resolved(joined, language))


def _resolved(joined: dict[str, str], language: str) -> dict[str, Meant]:
    """Follow each word to what it is read as in the end; forms of one word that lead to each other stay as they are."""
    found: dict[str, Meant] = {}
    for key, meant in joined.items():
        label, here, seen = meant, term_key(meant, language), {key}
        while here in joined and here not in seen:
            seen.add(here)
            label = joined[here]
            here = term_key(label, language)
        if here != key:
            found[key] = Meant(label, here)
    return found


def renamed(
    labels: Sequence[str], keys: Sequence[str], own: Iterable[OwnForms]
) -> tuple[tuple[str, ...], Integers, frozenset[int]]:
    """Return terms with those read as another joined to it.

    Args:
        labels: of the terms.
        keys: of the same, as `term_key` gives them.
        own: the study's own words, by language.

    Returns:
        The labels, some of them new, a joined one's empty; the number of each term among them; the numbers left out.
    """
    read_as = {key: meant for forms in own for key, meant in forms.read_as.items()}
    stops = frozenset().union(*(forms.stops for forms in own))
    made, known = list(labels), {key: place for place, key in reversed(list(enumerate(keys)))}
    number = np.arange(len(labels), dtype=np.int64)
    for place, key in enumerate(keys):
        if key in read_as:
            meant = read_as[key]
            target = known.setdefault(meant.key, len(made))
            if target == len(made):
                made.append("")
            made[target], made[place], number[place] = meant.label, "", target
    out = {known[key] for key in stops if key in known}
    return tuple(made), number, frozenset(out)
