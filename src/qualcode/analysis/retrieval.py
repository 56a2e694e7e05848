"""Passages that answer a query.

What a query means: `code:` stands for the passages of a code and of those below it, united where they share a
character, so that three coders count once. AND is the words that all hold, OR those that one holds, NOT those that
are said and not held. Conditions of the coding (coder, memo, origin, dates) joined to others by AND let only such
codings count in all of these, in this parenthesis; conditions of the passage (document, text) keep the passages of
these that fit. Alone, the former stand for the passages of such codings, the latter for turns.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from qualcode.analysis.conditions import coding_test, kind_of, named_codes, passage_test, plain, spoken
from qualcode.model.retrieval import CODE, INSIDE, NEAR, ONLY, And, Not, Or, Retrieved, Term
from qualcode.model.spans import Span
from qualcode.words.querying import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from qualcode.model.material import CodingRow
    from qualcode.model.retrieval import Relation, Source, Tree


class Passage(NamedTuple):
    """Words in a document, and the ids of the codings that they come from."""

    start: int
    end: int
    codings: frozenset[str] = frozenset()


Passages = dict[str, list[Passage]]
"""Passages by the id of their document, in order, none overlapping another."""


def retrieved(query: str, source: Source) -> tuple[Retrieved, ...]:
    """Return the passages that answer a query, by document in the order of the study, then by place.

    Args:
        query: as it is typed.
        source: what it is answered from.

    Raises:
        BadQuery: it cannot be read, or names what is not there.
    """
    tree = plain(read(query))
    found = _Answering(query, source).words(tree, source.material.codings)
    texts = source.texts([document for document, passages in found.items() if passages])
    coded = any(passage.codings for passages in found.values() for passage in passages)
    spans = {coding.id: coding for coding in source.material.codings} if coded else {}
    return tuple(
        hit
        for document in source.material.documents
        for passage in found.get(document.id, ())
        if (hit := _hit(document.id, texts[document.id], passage, spans)) is not None
    )


def _hit(document: str, text: str, passage: Passage, spans: Mapping[str, CodingRow]) -> Retrieved | None:
    """Return a passage without the white space at its ends; None where no letter or digit is left of it."""
    words = text[passage.start : passage.end]
    if not any(sign.isalnum() for sign in words):
        return None
    start = passage.start + len(words) - len(words.lstrip())
    end = start + len(words.strip())
    behind = sorted(one for one in passage.codings if spans[one].start < end and start < spans[one].end)
    return Retrieved(document, start, end, tuple(behind))


class _Answering:
    """Answers one query; each part of it is the passages it stands for among some codings."""

    def __init__(self, query: str, source: Source) -> None:
        self._query = query
        self._source = source

    def words(self, tree: Tree, codings: Sequence[CodingRow]) -> Passages:
        """Return what a part stands for.

        Args:
            tree: the part.
            codings: those that count.
        """
        kind = kind_of(tree)
        if kind == "coding":
            fits = coding_test(tree, self._query, self._source)
            return _of_codings(coding for coding in codings if fits(coding))
        if kind == "passage":
            return self._fitting(self._turns, [tree])
        match tree:
            case Term():
                found = self._term(tree, codings)
            case Not():
                found = _without(self._turns, self.words(tree.inner, codings))
            case Or():
                found = _united(self.words(part, codings) for part in tree.parts)
            case And():
                found = self._all_of(tree, codings)
            case _:
                found = self._related(tree, codings)
        return found

    def _term(self, term: Term, codings: Sequence[CodingRow]) -> Passages:
        if term.condition in {CODE, ONLY}:
            wanted = named_codes(term, self._query, self._source)
            return _of_codings(coding for coding in codings if coding.code in wanted)
        said = spoken(term, self._query, self._source)
        return _united([{document: [Passage(*span) for span in spans] for document, spans in said.items()}])

    def _all_of(self, tree: And, codings: Sequence[CodingRow]) -> Passages:
        """Return what all parts hold: those of codings say which count, those of passages which are kept."""
        of = {kind: [part for part in tree.parts if kind_of(part) == kind] for kind in ("coding", "passage", "words")}
        found: Passages | None = None
        for part in of["coding"]:
            fits = coding_test(part, self._query, self._source)
            codings = [coding for coding in codings if fits(coding)]
        without = [part.inner for part in of["words"] if isinstance(part, Not)]
        for part in of["words"]:
            if not isinstance(part, Not):
                words = self.words(part, codings)
                found = words if found is None else _common(found, words)
        if of["coding"]:
            behind = _of_codings(codings)
            found = behind if found is None else _common(found, behind, silent=True)
        found = self._turns if found is None else found
        for part in without:
            found = _without(found, self.words(part, codings))
        return self._fitting(found, of["passage"])

    def _fitting(self, found: Passages, conditions: Sequence[Tree]) -> Passages:
        tests = [passage_test(tree, self._query, self._source) for tree in conditions]
        return {
            document: [one for one in passages if all(fits(document, Span(one.start, one.end)) for fits in tests)]
            for document, passages in found.items()
        }

    def _related(self, tree: Relation, codings: Sequence[CodingRow]) -> Passages:
        left, right = self.words(tree.left, codings), self.words(tree.right, codings)
        return {
            document: [one for one in passages if self._lies(document, one, right, tree) != tree.negated]
            for document, passages in left.items()
        }

    def _lies(self, document: str, one: Passage, right: Passages, tree: Relation) -> bool:
        others = right.get(document, [])
        if tree.kind == NEAR:
            first, last = self._reach(document, one)
            place = bisect_right(others, last + tree.turns, key=lambda other: self._reach(document, other)[0]) - 1
            return place >= 0 and self._reach(document, others[place])[1] >= first - tree.turns
        place = bisect_right(others, one.start, key=lambda other: other.end)
        if place == len(others):
            return False
        other = others[place]
        if tree.kind == INSIDE:
            return other.start <= one.start and one.end <= other.end
        return other.start < one.end

    def _reach(self, document: str, passage: Passage) -> tuple[int, int]:
        """Return the numbers of the first and the last turn of a passage."""
        turns = self._turns.get(document, [])
        first = max(bisect_right(turns, passage.start, key=lambda turn: turn.start) - 1, 0)
        return first, max(bisect_left(turns, passage.end, key=lambda turn: turn.start) - 1, first)

    @cached_property
    def _turns(self) -> Passages:
        """Return the turns of each document; where nobody is told apart, its lines."""
        turns: Passages = {document.id: [] for document in self._source.material.documents}
        for turn in self._source.material.turns:
            turns[turn.document].append(Passage(turn.start, turn.end))
        silent = [document for document, spans in turns.items() if not spans]
        texts = self._source.texts(silent)
        turns.update((document, list(_lines(texts[document]))) for document in silent)
        return turns


def _lines(text: str) -> Iterator[Passage]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield Passage(start, start + len(line))
        start += len(line) + 1


def _of_codings(codings: Iterable[CodingRow]) -> Passages:
    found: Passages = {}
    for coding in codings:
        found.setdefault(coding.document, []).append(Passage(coding.start, coding.end, frozenset({coding.id})))
    return _united([found])


def _united(several: Iterable[Passages]) -> Passages:
    """Unite passages that share a character; those that only touch stay two."""
    every: Passages = {}
    for passages in several:
        for document, spans in passages.items():
            every.setdefault(document, []).extend(spans)
    return {document: _joined(sorted(spans, key=lambda one: one[:2])) for document, spans in every.items()}


def _joined(spans: Iterable[Passage]) -> list[Passage]:
    found: list[Passage] = []
    for one in spans:
        if found and one.start < found[-1].end:
            last = found[-1]
            found[-1] = Passage(last.start, max(last.end, one.end), last.codings | one.codings)
        else:
            found.append(one)
    return found


def _common(left: Passages, right: Passages, *, silent: bool = False) -> Passages:
    """Return the words that both hold; of the right the codings are not told where it is silent."""
    return {
        document: list(_meeting(spans, right[document], silent=silent))
        for document, spans in left.items()
        if document in right
    }


def _meeting(left: Sequence[Passage], right: Sequence[Passage], *, silent: bool) -> Iterator[Passage]:
    first = second = 0
    while first < len(left) and second < len(right):
        one, other = left[first], right[second]
        start, end = max(one.start, other.start), min(one.end, other.end)
        if start < end:
            yield Passage(start, end, one.codings if silent else one.codings | other.codings)
        if one.end <= other.end:
            first += 1
        else:
            second += 1


def _without(left: Passages, holes: Passages) -> Passages:
    return {document: list(_rest(spans, holes.get(document, ()))) for document, spans in left.items()}


def _rest(left: Iterable[Passage], holes: Sequence[Passage]) -> Iterator[Passage]:
    """Give what is left of passages once the holes are cut out."""
    for one in left:
        start = one.start
        place = bisect_right(holes, one.start, key=lambda hole: hole.end)
        while place < len(holes) and holes[place].start < one.end:
            if holes[place].start > start:
                yield Passage(start, holes[place].start, one.codings)
            start, place = max(start, holes[place].end), place + 1
        if start < one.end:
            yield Passage(start, one.end, one.codings)
