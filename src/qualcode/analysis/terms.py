"""The terms of the counted speech, as arrays: single words by lemma, and words joined by de, d', du, à, en."""

from __future__ import annotations

from array import array
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import count, pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from qualcode.analysis.intervals import integers
from qualcode.analysis.own_words import NONE_OWN, ONE_LINK, OwnForms, renamed
from qualcode.words.lemmas import lemmas
from qualcode.words.stopwords import DEFAULT_GROUPS, LINKS, STOP_LISTS, stop_words
from qualcode.words.tokens import bare, forms_and_stops, starts_of_forms

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from qualcode.analysis.counted import Counting
    from qualcode.analysis.intervals import Integers, Numbers
    from qualcode.analysis.speech import Speech

MULTI_WORD_MINIMUM: Final = 2
"""How often words joined by a link must come together to be a term."""
_VERB_ENDINGS: Final = ("er", "ir", "oir", "re")
_BETWEEN: Final = "\n"
_TERM: Final = 3
"""Words of a multi-word term: one, its link, another."""
_WIDEST: Final = 2**31
"""From this place of the axis on, places need 64 bits."""


@dataclass(frozen=True, slots=True)
class LeaveOut:
    """Which words are no terms."""

    groups: tuple[str, ...] = DEFAULT_GROUPS
    """Groups of the stop lists."""
    words: frozenset[str] = frozenset()
    """Further words, written small; a lemma leaves all its forms out."""
    own: dict[str, OwnForms] = field(default_factory=dict)
    """The study's own words, by language."""

    def holds(self, plain: str, lemma: str, language: str) -> bool:
        """Tell whether a word, or its lemma, is left out."""
        either, own = {plain, lemma}, self.own.get(language, NONE_OWN)
        if not either.isdisjoint(own.kept):
            return False
        return not all(either.isdisjoint(words) for words in (stop_words(language, self.groups), self.words, own.stops))


@dataclass(frozen=True, slots=True)
class Terms:
    """Every occurrence of every term in the counted speech."""

    labels: tuple[str, ...]
    """Each term in the form people most often gave it."""
    term: Numbers
    stretch: Numbers
    """Number of the stretch of speech each occurrence lies in."""
    n_words: NDArray[np.int8]
    """Words of each occurrence, its link too."""
    start: Numbers | Integers
    """Where each occurrence begins on the axis; empty where places were not asked for."""
    words: Integers
    """How many words are said in each stretch, stop words too."""
    word_start: Numbers | Integers
    """Where every word begins, ascending; empty where places were not asked for."""

    @property
    def n_said(self) -> int:
        """How many words are said in all."""
        return int(self.words.sum())


@dataclass(frozen=True, slots=True)
class _Forms:
    """What is known of each form as written; all arrays have one entry a form."""

    written: tuple[str, ...]
    lemma: Numbers
    """Number of its lemma."""
    lemmas: tuple[str, ...]
    """The lemmas themselves."""
    links: tuple[str, ...]
    """The links themselves."""
    is_word: NDArray[np.bool_]
    is_term: NDArray[np.bool_]
    """Said, not left out by a stop list, no number."""
    joins: NDArray[np.bool_]
    """May stand at either end of a multi-word term."""
    link: Integers
    """Number of the link it is, -1 where it is none."""


def terms(
    counted: Counting,
    texts: Mapping[str, str],
    speech: Speech,
    leave_out: LeaveOut,
    *,
    places: bool = False,
) -> Terms:
    """Find the terms of the counted speech by rules and word lists, without a model.

    Args:
        counted: what the reading counts.
        texts: the stored text by document id.
        speech: the counted speech, laid out.
        leave_out: which words are no terms.
        places: whether to say where each occurrence begins.
    """
    languages, written, lengths, starts = _read(counted, texts, speech, places=places)
    forms = _known(languages, leave_out)
    single, said = forms.is_term[written], forms.is_word[written]
    multi, middle = _joined(written, forms)
    labels_single, keys_single, number_single = _most_said(written[single], forms)
    del written  # millions: nothing below needs them
    labels_multi, keys_multi, number_multi, kept = _named(multi, forms, offset=len(labels_single))
    place = np.concatenate([np.flatnonzero(single).astype(np.int32), (middle[kept] - 1).astype(np.int32)])
    n_words = np.repeat(np.array([1, _TERM], dtype=np.int8), [len(number_single), len(number_multi)])
    number = np.concatenate([number_single, number_multi])
    labels, number, there = _in_own_words(
        [*labels_single, *labels_multi], [*keys_single, *keys_multi], number, place, n_words, leave_out
    )
    if not there.all():
        place, number, n_words = place[there], number[there], n_words[there]
    return Terms(
        labels=labels,
        term=number,
        stretch=np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)[place],
        n_words=n_words,
        start=starts[place] if places else starts,
        words=_of_each(said, lengths),
        word_start=starts[said] if places else starts,
    )


def _of_each(said: NDArray[np.bool_], lengths: Integers) -> Integers:
    """Count the words of each stretch."""
    bounds = [0, *np.cumsum(lengths).tolist()]
    return integers(int(np.count_nonzero(said[begin:end])) for begin, end in pairwise(bounds))


def _in_own_words(  # noqa: PLR0913, PLR0917 - what is known of each occurrence
    labels: list[str],
    keys: list[str],
    number: Numbers,
    place: Numbers,
    n_words: NDArray[np.int8],
    leave_out: LeaveOut,
) -> tuple[tuple[str, ...], Numbers, NDArray[np.bool_]]:
    """Read terms as the study says; say which occurrences are left.

    Where several words are read as one of them, as « lien de confiance » as « confiance », they count once.
    """
    if not leave_out.own:
        return tuple(labels), number, np.ones(len(number), dtype=bool)
    made, read_as, out = renamed(labels, keys, leave_out.own.values())
    now = read_as.astype(np.int32)[number]
    there = ~np.isin(now, list(out))
    joined = (n_words > 1) & (now != number)
    held = {(at, term) for first, term in zip(place[joined].tolist(), now[joined].tolist(), strict=True)
            for at in (first, first + _TERM - 1)}  # fmt: skip
    if held:
        own = n_words == 1
        pairs = zip(place[own].tolist(), now[own].tolist(), strict=True)
        there[np.flatnonzero(own)] &= np.array([pair not in held for pair in pairs], dtype=bool)
    return made, now, there


def _read(
    counted: Counting, texts: Mapping[str, str], speech: Speech, *, places: bool
) -> tuple[dict[tuple[str, str], int], Numbers, Integers, Numbers | Integers]:
    """Cut every stretch into forms.

    Returns:
        The number of each (language, form); the number of each form in order, a line break after every stretch; how
        many there are in each stretch; the start of each on the axis, where asked for.
    """
    number = count()
    known: dict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(number.__next__))
    written = array("i")  # a list would take two to nine times as much for millions of them
    starts = array("i" if not len(speech.end) or speech.end[-1] < _WIDEST else "q")
    lengths: list[int] = []
    for start, end, document in zip(speech.start.tolist(), speech.end.tolist(), speech.document.tolist(), strict=True):
        row = counted.documents[document]
        base, text = speech.base[row.id], texts.get(row.id, "")
        forms = forms_and_stops(text, start - base, end - base)
        forms.append(_BETWEEN)
        written.extend(map(known[row.language[:2]].__getitem__, forms))
        lengths.append(len(forms))
        if places:
            starts.extend(begin + base for begin in starts_of_forms(text, start - base, end - base))
            starts.append(end)
    numbers = {(language, form): n for language, forms in known.items() for form, n in forms.items()}
    return numbers, np.asarray(written), integers(lengths), np.asarray(starts)


def _known(numbers: dict[tuple[str, str], int], leave_out: LeaveOut) -> _Forms:
    """Look every form up once: its lemma, and what it may be part of."""
    number_of: defaultdict[str, int] = defaultdict(count().__next__)
    link_of: dict[str, int] = {}
    rows: list[tuple[str, int, bool, bool, bool, int]] = []
    for language, form in numbers:
        plain = bare(form)
        is_word = form[0] not in "[(" and any(sign.isalnum() for sign in form)
        lemma = lemmas(language)(form) if is_word else form
        is_term = is_word and may_be_term(plain) and not leave_out.holds(plain, lemma, language)
        joins = is_term and lemma not in STOP_LISTS.get(language, {}).get("negation", ())
        link = ONE_LINK.get(plain, plain) if plain in LINKS.get(language, ()) else None
        place = -1 if link is None else link_of.setdefault(link, len(link_of))
        rows.append((form, number_of[lemma], is_word, is_term, joins and not _is_verb(plain, lemma), place))
    order = np.argsort(np.array(list(numbers.values()), dtype=np.int64))
    rows = [rows[place] for place in order.tolist()]
    return _Forms(
        written=tuple(row[0] for row in rows),
        lemma=integers(row[1] for row in rows).astype(np.int32),
        lemmas=tuple(number_of),
        links=tuple(link_of),
        is_word=np.array([row[2] for row in rows], dtype=bool),
        is_term=np.array([row[3] for row in rows], dtype=bool),
        joins=np.array([row[4] for row in rows], dtype=bool),
        link=integers(row[5] for row in rows),
    )


def may_be_term(plain: str) -> bool:
    """Tell whether a word is more than one letter and begins with one; addresses and elided particles are no terms."""
    return len(plain) > 1 and plain[0].isalpha() and not plain.endswith("'") and "@" not in plain and "/" not in plain


def _is_verb(plain: str, lemma: str) -> bool:
    """Guess that a form is a verb's: its lemma has an infinitive's ending and it is neither that nor its plural."""
    return lemma.endswith(_VERB_ENDINGS) and plain not in (lemma, lemma + "s")


def _joined(written: Numbers, forms: _Forms) -> tuple[Numbers, Integers]:
    """Return the multi-word terms: forms before, at and after a link, shape (n, 3); and the places of the links."""
    if len(written) < 3:  # noqa: PLR2004 - a term, a link, a term
        return np.zeros((0, 3), dtype=np.int32), np.zeros(0, dtype=np.int64)
    link = (forms.link >= 0)[written]
    joins = forms.joins[written]
    middle = np.flatnonzero(link[1:-1] & joins[:-2] & joins[2:]) + 1
    return np.stack([written[middle - 1], written[middle], written[middle + 1]], axis=1), middle


def _most_said(written: Numbers, forms: _Forms) -> tuple[list[str], list[str], Numbers]:
    """Name each lemma by its most frequent form, with its key, and number the occurrences by lemma."""
    times = np.bincount(written, minlength=len(forms.written))
    form = np.flatnonzero(times)
    lemma = np.unique(forms.lemma[form])
    place_of = np.searchsorted(lemma, forms.lemma).astype(np.int32)
    labels = [""] * len(lemma)
    best = [(0, "")] * len(lemma)
    for place, index, n in zip(place_of[form].tolist(), form.tolist(), times[form].tolist(), strict=True):
        surface = forms.written[index]
        if better((n, surface), best[place]):
            best[place] = (n, surface)
            labels[place] = surface
    return labels, [forms.lemmas[one] for one in lemma.tolist()], place_of[written]


def better(one: tuple[int, str], other: tuple[int, str]) -> bool:
    """Tell whether a form names its term better: said more often, else without capitals, else shorter, else first."""
    return (-one[0], one[1] != one[1].lower(), len(one[1]), one[1]) < (
        -other[0],
        other[1] != other[1].lower(),
        len(other[1]),
        other[1],
    )


def _named(multi: Numbers, forms: _Forms, offset: int) -> tuple[list[str], list[str], Numbers, NDArray[np.bool_]]:
    """Name the multi-word terms said often enough, with their keys; number their occurrences from `offset`.

    Returns:
        Labels, keys, numbers, and which occurrences those are.
    """
    key = np.stack([forms.lemma[multi[:, 0]], forms.link[multi[:, 1]], forms.lemma[multi[:, 2]]], axis=1)
    distinct, number, times = np.unique(key, axis=0, return_inverse=True, return_counts=True)
    kept = times[number.ravel()] >= MULTI_WORD_MINIMUM
    number = number.ravel()[kept]
    best: dict[int, tuple[int, str]] = {}
    said: defaultdict[tuple[int, str], int] = defaultdict(int)
    for term, words in zip(number.tolist(), multi[kept].tolist(), strict=True):
        said[term, _together([forms.written[word] for word in words])] += 1
    for (term, surface), n in said.items():
        if term not in best or better((n, surface), best[term]):
            best[term] = (n, surface)
    place = {term: index for index, term in enumerate(sorted(best))}
    labels = [best[term][1] for term in sorted(best)]
    parts = [distinct[term].tolist() for term in sorted(best)]
    keys = [f"{forms.lemmas[one]} {forms.links[link]} {forms.lemmas[other]}" for one, link, other in parts]
    numbers = integers(place[term] + offset for term in number.tolist()).astype(np.int32)
    return labels, keys, numbers, kept


def _together(words: Sequence[str]) -> str:
    """Write words one after the other, an elided one without a space after it."""
    return " ".join(words).replace("' ", "'").replace("’ ", "’")
