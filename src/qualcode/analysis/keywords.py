"""Keywords: the terms of what people said, in the whole or by group, with how far each belongs to its group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from qualcode import __version__
from qualcode.analysis.gathered import gathered
from qualcode.analysis.intervals import distinct, expanded, united
from qualcode.analysis.keyness import keyness, log_ratio
from qualcode.analysis.labels import Labels, labels
from qualcode.analysis.levels import passages
from qualcode.analysis.modelled import modelled
from qualcode.analysis.own_words import own_forms
from qualcode.analysis.population import counting, population
from qualcode.analysis.results import now
from qualcode.analysis.speech import laid_out
from qualcode.analysis.terms import LeaveOut, Terms, terms
from qualcode.model.errors import BadChoice, NoWords
from qualcode.model.practice import BY_ROUND
from qualcode.model.results import Keyword, Keywords
from qualcode.words.folding import folded
from qualcode.words.stopwords import DEFAULT_GROUPS
from qualcode.words.tokens import bare

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from qualcode.analysis.counted import Counting
    from qualcode.analysis.intervals import Integers, Numbers
    from qualcode.analysis.modelled import Term
    from qualcode.analysis.speech import Speech
    from qualcode.model.material import Material
    from qualcode.model.own_words import OwnWord
    from qualcode.model.results import Level, Question

RANKS: Final = ("keyness", "tfidf", "count")
"""What the terms of a group are ranked by."""
_HEEDED: Final = frozenset({"stop", "keep", "synonym"})
BY_CODING: Final[dict[str, Level]] = {"code": "code", "group": "group", "theme": "theme"}


def keywords(  # noqa: PLR0913 - what a reading reads, and two stamps that tests give
    material: Material,
    texts: Mapping[str, str],
    question: Question,
    *,
    deep: Mapping[str, tuple[Term, ...]] | None = None,
    made_at: str = "",
    version: str = __version__,
) -> Keywords:
    """Count the terms of what people said: lemmas and multi-word terms without stop words.

    The words of a multi-word term count by themselves too. By code, group or theme a term counts where it lies under a
    passage; the rest is all other counted speech.

    Args:
        material: the study.
        texts: the stored text by document id.
        question: coder, `by` (document, case, speaker, code, group, theme, attribute:NAME, None), limit (terms, or
            terms a group), interviewer; options `leave_out` (groups of stop words), `stop_words` (further ones),
            `minimum` (how often a term is said at least, in all), `cases` (in how many cases of a group at least, all
            of a smaller one; documents where a study has no cases), `rank` (one of RANKS), `only` (one group).
        deep: terms that a language model found, by the SHA-256 of the text; the quick road where None.
        made_at: the time to write on the answer, ISO 8601 in UTC; now by default.
        version: the program's version to write on the answer.

    Raises:
        NoWords: nothing left to count.
        NothingCoded: no coding by the coders asked about, where the terms of codes are wanted.
        NoSuchCoder: nobody of that name codes here.
        NoSuchAttribute: no case has the attribute asked for.
        BadChoice: `by` is another word.
    """
    by_coding = question.by in BY_CODING
    if question.by == BY_ROUND:  # what people said is of no round: only codings are
        raise BadChoice(BY_ROUND, choices="document, case, speaker, code, group, theme, question, attribute:NAME")
    counted = counting(material, texts, question, needs_codings=by_coding)
    speech = laid_out(material, counted)
    leave_out = leave_out_of(question, material)
    found = terms(counted, texts, speech, leave_out, places=by_coding or deep is not None)
    if deep is not None:
        found = modelled(counted, speech, deep, leave_out, found)
    if not len(found.term):
        raise NoWords(question.reading)
    said = _Said(material, counted, speech, found, question)
    del found  # millions of occurrences, gathered now
    return Keywords(
        question=question,
        population=population(counted, speech.n_cases, n_words=said.n_said),
        version=version,
        made_at=made_at or now(),
        road="quick" if deep is None else "deep",
        own_words=len(heeded(material)),
        rows=tuple(said.rows(question)),
    )


def leave_out_of(question: Question, material: Material) -> LeaveOut:
    """Return which words a question leaves out of a study, and what the study says of words itself."""
    asked, own = dict(question.options), heeded(material)
    return LeaveOut(
        groups=tuple(_words(asked.get("leave_out", DEFAULT_GROUPS))),
        words=frozenset(bare(word) for word in _words(asked.get("stop_words", ()))),
        own={language: own_forms(own, language) for language in _languages(material)} if own else {},
    )


def heeded(material: Material) -> list[OwnWord]:
    """Return the study's own words that its lists of words heed: those of a language that a document is in."""
    there = {"", *_languages(material)}
    return [word for word in material.own_words if word.kind in _HEEDED and word.language in there]


def _languages(material: Material) -> set[str]:
    return {document.language[:2] for document in material.documents}


def _words(value: object) -> list[str]:
    """Read an option that holds words."""
    return [str(word) for word in value] if isinstance(value, (tuple, list, frozenset)) else [str(value)]


class _Said:
    """Occurrences of terms, divided by group and gathered: one entry for the same term said by the same people."""

    def __init__(self, material: Material, counted: Counting, speech: Speech, found: Terms, question: Question) -> None:
        self.speech, self.labels, self.n_said = speech, found.labels, found.n_said
        self.whole = np.bincount(found.term, minlength=len(found.labels))
        level = BY_CODING.get(question.by or "")
        if level is None:
            groups = labels(material, counted, speech, question.by)
            self.names = groups.names
            self._voices = groups.owner, groups.number
            self.size = _sizes(groups, found.words)
            self.said = gathered(found, speech, lambda part: groups.of(found.stretch[part].astype(np.int64)))
        else:
            marked = passages(material, counted.codings, speech.base, level)
            self.names = marked.labels
            row, start, end = united(marked.row, marked.start, marked.end)
            passage, stretch = speech.touched(start, end)
            self._voices = stretch, row[passage]
            self.size = _sizes_under(found.word_start, row, start, end, len(self.names))
            self.said = gathered(found, speech, lambda part: _under(found.start[part], row, start, end))

    def rows(self, question: Question) -> list[Keyword]:
        """Return the rows: the most frequent first or, by group, the most typical of each group first.

        Raises:
            BadChoice: `only` names no group, `rank` is another word.
        """
        asked = dict(question.options)
        group, term, times = self.said.group, self.said.term, self.said.times
        table = _Table(self, group, term, times)
        kept = (self.whole[term] >= int(str(asked.get("minimum", 1)))) & self._wanted(group, asked.get("only"))
        kept &= table.spread >= np.minimum(int(str(asked.get("cases", 0))), table.widest[group])
        rank = _choice(str(asked.get("rank", RANKS[0])), RANKS) if table.compared else "count"
        place = np.flatnonzero(kept)
        order = place[np.lexsort((term[place], -times[place], -table.ranked[rank][place], group[place]))]
        if question.limit is not None:
            order = order[_place_in_group(group[order]) < question.limit]
        return table.rows(order)

    def documents(self) -> Integers:
        """Count the documents of each group."""
        stretch, group = self._voices
        number, _ = distinct(group, self.speech.document[stretch])
        return np.bincount(number, minlength=len(self.names))

    def people(self) -> Integers:
        """Count the cases that speak in each group."""
        stretch, group = self._voices
        part, case = self.speech.with_cases(stretch)
        number, _ = distinct(group[part], case)
        return np.bincount(number, minlength=len(self.names))

    def _wanted(self, group: Integers, only: object) -> NDArray[np.bool_]:
        """Tell of which rows the group is wanted."""
        if only is None:
            return np.ones(len(group), dtype=bool)
        named = {folded(name): place for place, name in enumerate(self.names) if name is not None}
        if folded(str(only)) not in named:
            raise BadChoice(str(only), choices=", ".join(name for name in self.names if name))
        wanted: NDArray[np.bool_] = group == named[folded(str(only))]
        return wanted


def _choice(value: str, choices: tuple[str, ...]) -> str:
    if value not in choices:
        raise BadChoice(value, choices=", ".join(choices))
    return value


class _Table:
    """What is known of each (group, term) that occurs; all arrays have one entry each."""

    def __init__(self, said: _Said, group: Integers, term: Integers, times: Integers) -> None:
        self._said, self._group, self._term, self._times = said, group, term, times
        self.compared = said.names != (None,)
        rest = said.n_said - said.size[group]
        elsewhere = said.whole[term] - times
        self._effect = log_ratio(times, elsewhere, said.size[group], rest)
        often = np.bincount(term, minlength=len(said.labels))[term]
        self.ranked = {
            "keyness": keyness(times, elsewhere, said.size[group], rest),
            "tfidf": times * np.log(max(int((said.size > 0).sum()), 1) / np.maximum(often, 1)),
            "count": times.astype(np.float64),
        }
        self._documents, self._cases = said.said.spread(said.speech)
        self._people = said.people()
        self.spread = self._cases if said.speech.n_cases else self._documents
        self.widest = self._people if said.speech.n_cases else said.documents()

    def rows(self, order: Integers) -> list[Keyword]:
        """Return some rows, in this order."""
        columns = (
            self._term, self._group, self._times, self._documents, self._cases, self.ranked["keyness"],
            self._effect, self.ranked["tfidf"], self._people[self._group],
        )  # fmt: skip
        labels, names = self._said.labels, self._said.names
        return [
            Keyword(labels[term], n, documents, cases, names[group], *(told if self.compared else ()))
            for term, group, n, documents, cases, *told in zip(*(one[order].tolist() for one in columns), strict=True)
        ]


def _sizes(groups: Labels, words: Integers) -> Integers:
    """Count the words said in each group.

    Args:
        groups: the groups of each stretch.
        words: the words of each stretch.
    """
    sizes = np.zeros(len(groups.names), dtype=np.int64)
    np.add.at(sizes, groups.number, words[groups.owner])
    return sizes


def _sizes_under(place: Numbers | Integers, row: Integers, start: Integers, end: Integers, n_rows: int) -> Integers:
    """Count what begins under each row's united passages.

    Args:
        place: where things begin on the axis, ascending.
        row: the row of each united passage.
        start: its start.
        end: its end.
        n_rows: how many rows there are.
    """
    first, last = (np.searchsorted(place, bound.astype(place.dtype), side="left") for bound in (start, end))
    sizes = np.zeros(n_rows, dtype=np.int64)
    np.add.at(sizes, row, last - first)
    return sizes


def _under(place: Numbers | Integers, row: Integers, start: Integers, end: Integers) -> tuple[Integers, Integers]:
    """Return the pairs (index into `place`, row) of what begins under each row's united passages.

    Args:
        place: where things begin on the axis, shape (n,).
        row: the row of each united passage.
        start: its start.
        end: its end.
    """
    order = np.argsort(place, kind="stable")
    sorted_place = place[order]
    first = np.searchsorted(sorted_place, start, side="left").astype(np.int64)
    last = np.searchsorted(sorted_place, end, side="left").astype(np.int64)
    owner, index = expanded(first, last)
    return order[index], row[owner]


def _place_in_group(group: Integers) -> Integers:
    """Return, for ascending groups, the place of each entry in its group, from 0."""
    _, first = np.unique(group, return_index=True)
    return np.arange(len(group), dtype=np.int64) - first[np.searchsorted(np.unique(group), group)]
