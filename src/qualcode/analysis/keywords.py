"""Keywords: the terms of what people said, in the whole or by group, with how far each belongs to its group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from qualcode import __version__
from qualcode.analysis.intervals import distinct, expanded, tallied, united
from qualcode.analysis.keyness import keyness
from qualcode.analysis.labels import Labels, labels
from qualcode.analysis.levels import passages
from qualcode.analysis.modelled import modelled
from qualcode.analysis.population import counting, population
from qualcode.analysis.results import now
from qualcode.analysis.speech import laid_out
from qualcode.analysis.terms import LeaveOut, Terms, terms
from qualcode.model.errors import BadChoice, NoWords
from qualcode.model.practice import BY_ROUND
from qualcode.model.results import Keyword, Keywords
from qualcode.words.stopwords import DEFAULT_GROUPS
from qualcode.words.tokens import bare

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualcode.analysis.counted import Counting
    from qualcode.analysis.intervals import Integers
    from qualcode.analysis.modelled import Term
    from qualcode.analysis.speech import Speech
    from qualcode.model.material import Material
    from qualcode.model.results import Level, Question

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
            terms a group), interviewer; options `leave_out` (groups of stop words), `stop_words` (further ones) and
            `minimum` (how often a term is said at least, in all).
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
    asked = dict(question.options)
    by_coding = question.by in BY_CODING
    if question.by == BY_ROUND:  # what people said is of no round: only codings are
        raise BadChoice(BY_ROUND, choices="document, case, speaker, code, group, theme, question, attribute:NAME")
    counted = counting(material, texts, question, needs_codings=by_coding)
    speech = laid_out(material, counted)
    leave_out = leave_out_of(question)
    found = terms(counted, texts, speech, leave_out, places=by_coding or deep is not None)
    if deep is not None:
        found = modelled(counted, speech, deep, leave_out, found)
    if not len(found.term):
        raise NoWords(question.reading)
    said = _Said(material, counted, speech, found, question)
    return Keywords(
        question=question,
        population=population(counted, speech.n_cases, n_words=len(found.word_stretch)),
        version=version,
        made_at=made_at or now(),
        road="quick" if deep is None else "deep",
        rows=tuple(said.rows(int(str(asked.get("minimum", 1))), question.limit)),
    )


def leave_out_of(question: Question) -> LeaveOut:
    """Return which words a question leaves out."""
    asked = dict(question.options)
    return LeaveOut(
        groups=tuple(_words(asked.get("leave_out", DEFAULT_GROUPS))),
        words=frozenset(bare(word) for word in _words(asked.get("stop_words", ()))),
    )


def _words(value: object) -> list[str]:
    """Read an option that holds words."""
    return [str(word) for word in value] if isinstance(value, (tuple, list, frozenset)) else [str(value)]


class _Said:
    """Occurrences of terms, divided by group."""

    def __init__(self, material: Material, counted: Counting, speech: Speech, found: Terms, question: Question) -> None:
        self.speech, self.found = speech, found
        self.whole = np.bincount(found.term, minlength=len(found.labels))
        level = BY_CODING.get(question.by or "")
        if level is None:
            groups = labels(material, counted, speech, question.by)
            self.names = groups.names
            self.owner, self.group = groups.of(found.stretch)
            self.size = _sizes(groups, found.word_stretch)
        else:
            marked = passages(material, counted.codings, speech.base, level)
            self.names = marked.labels
            row, start, end = united(marked.row, marked.start, marked.end)
            self.owner, self.group = _under(found.start, row, start, end)
            self.size = np.bincount(_under(found.word_start, row, start, end)[1], minlength=len(self.names))

    def rows(self, minimum: int, limit: int | None) -> list[Keyword]:
        """Return the rows: the most frequent first or, by group, the most typical of each group first."""
        n_terms = len(self.found.labels)
        key, times = tallied(self.group * n_terms + self.found.term[self.owner], len(self.names) * n_terms)
        group, term = np.divmod(key, n_terms)
        enough = self.whole[term] >= minimum
        group, term, times = group[enough], term[enough], times[enough]
        whole = len(self.found.word_stretch)
        value = keyness(times, self.whole[term] - times, self.size[group], whole - self.size[group])
        compared = self.names != (None,)
        rank = -value if compared else -times.astype(np.float64)
        order = np.lexsort((term, -times, rank, group))
        if limit is not None:
            order = order[_place_in_group(group[order]) < limit]
        documents = self._distinct(self.speech.document[self.found.stretch[self.owner]])
        part, case = self.speech.with_cases(self.found.stretch[self.owner])
        cases = self._distinct(case, part)
        return [
            Keyword(
                term=self.found.labels[t],
                count=n,
                documents=documents.get(k, 0),
                cases=cases.get(k, 0),
                group=self.names[g],
                keyness=v if compared else None,
            )
            for t, n, g, v, k in zip(
                term[order].tolist(),
                times[order].tolist(),
                group[order].tolist(),
                value[order].tolist(),
                (group[order] * n_terms + term[order]).tolist(),
                strict=True,
            )
        ]

    def _distinct(self, what: Integers, part: Integers | None = None) -> dict[int, int]:
        """Count the distinct values of a column for each (group, term), by the number of that pair."""
        owner, group = (self.owner, self.group) if part is None else (self.owner[part], self.group[part])
        key, _ = distinct(group * len(self.found.labels) + self.found.term[owner], what)
        pair, times = np.unique(key, return_counts=True)
        return dict(zip(pair.tolist(), times.tolist(), strict=True))


def _sizes(groups: Labels, word_stretch: Integers) -> Integers:
    """Count the words said in each group."""
    words = np.bincount(word_stretch, minlength=int(groups.owner.max(initial=-1)) + 1)
    sizes = np.zeros(len(groups.names), dtype=np.int64)
    np.add.at(sizes, groups.number, words[groups.owner])
    return sizes


def _under(place: Integers, row: Integers, start: Integers, end: Integers) -> tuple[Integers, Integers]:
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
