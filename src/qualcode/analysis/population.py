"""Whom a reading counts: finished documents, participants' turns with words, the coders asked about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final, overload

import numpy as np

from qualcode.analysis.arrays import NONE, CodingArrays, coding_arrays, turn_arrays
from qualcode.analysis.by_question import within
from qualcode.analysis.intervals import integers
from qualcode.analysis.said import said_in
from qualcode.model.errors import NoSuchCoder, NothingCoded
from qualcode.model.material import CodingRow, TurnRow
from qualcode.model.records import CODED_STATES
from qualcode.model.results import Counted, Population
from qualcode.words.folding import folded
from qualcode.words.tokens import has_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from qualcode.analysis.by_question import Within
    from qualcode.analysis.intervals import Integers
    from qualcode.model.material import DocumentRow, Material
    from qualcode.model.results import Question

COUNTED_ROLES: Final = ("participant", "other")
"""Everyone who is not the interviewer: a voice of unknown role is counted, for leaving it out would lose speech."""


@dataclass(frozen=True)
class CountedTurns(Sequence[TurnRow]):
    """The turns that count, as arrays with one entry each; the rows are made where somebody reads them."""

    material: Material
    place: Integers
    """Place in the study; `NONE` for a document that has no turns and stands as one, with no voice and no case."""
    document: Integers
    """Number of the document among those counted."""
    start: Integers
    end: Integers
    case: Integers
    """Number of the case in the study, or `NONE`."""
    ids: tuple[str, ...]
    """Of the counted documents."""

    @cached_property
    def rows(self) -> tuple[TurnRow, ...]:
        """The rows, with the bounds that count: a turn may be cut to an answer."""
        columns = (self.place.tolist(), self.document.tolist(), self.start.tolist(), self.end.tolist())
        return tuple(self._row(*row) for row in zip(*columns, strict=True))

    def _row(self, place: int, document: int, start: int, end: int) -> TurnRow:
        if place == NONE:
            return TurnRow(self.ids[document], "", "participant", start, end, None)
        row = self.material.turns[place]
        return row if (row.start, row.end) == (start, end) else row._replace(start=start, end=end)

    def kept(self, kept: NDArray[np.bool_]) -> CountedTurns:
        """Return some of them."""
        columns = (self.place, self.document, self.start, self.end, self.case)
        return CountedTurns(self.material, *(column[kept] for column in columns), ids=self.ids)

    def __len__(self) -> int:
        """Count them."""
        return len(self.place)

    @overload
    def __getitem__(self, place: int) -> TurnRow: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[TurnRow, ...]: ...

    def __getitem__(self, place: int | slice) -> TurnRow | tuple[TurnRow, ...]:
        """Return a row, or some."""
        return self.rows[place]


@dataclass(frozen=True)
class CountedCodings(Sequence[CodingRow]):
    """Codings that count, as places in the study and arrays; the rows are the study's own."""

    material: Material
    every: CodingArrays
    place: Integers
    """Place of each in the study, ascending."""

    def kept(self, kept: NDArray[np.bool_] | Integers) -> CountedCodings:
        """Return some of them."""
        return CountedCodings(self.material, self.every, self.place[kept])

    @property
    def document(self) -> Integers:
        """Number of each one's document in the study."""
        return self.every.document[self.place]

    def __len__(self) -> int:
        """Count them."""
        return len(self.place)

    @overload
    def __getitem__(self, place: int) -> CodingRow: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[CodingRow, ...]: ...

    def __getitem__(self, place: int | slice) -> CodingRow | tuple[CodingRow, ...]:
        """Return a row, or some."""
        if isinstance(place, slice):
            return tuple(self.material.codings[one] for one in self.place[place].tolist())
        return self.material.codings[int(self.place[place])]


@dataclass(frozen=True, slots=True)
class Counting:
    """What a reading counts, chosen: documents in the order of the study, turns with words, codings."""

    how: Counted
    documents: tuple[DocumentRow, ...]
    left_out: tuple[str, ...]
    turns: CountedTurns
    """By document, then place; a document without turns stands as one, with no voice and no case."""
    without_turns: frozenset[str]
    """Ids of the counted documents that have no turns."""
    codings: CountedCodings
    """In counted documents, by the coders asked about."""


def counting(
    material: Material,
    texts: Mapping[str, str],
    question: Question,
    *,
    needs_codings: bool = True,
    everything: bool = False,
) -> Counting:
    """Choose what a question counts.

    Documents marked coded or, where none is marked, those with a coding by the coders asked about.

    Args:
        material: the study.
        texts: the stored text by document id; a document that is missing counts as empty.
        question: says the coder and whether interviewers count.
        needs_codings: refuse a study without codings; if not, such a study is read whole.
        everything: count every document, whatever its state.

    Raises:
        NoSuchCoder: nobody of that name codes here.
        NothingCoded: no coding by the coders asked about.
    """
    ours = _by_coder(material, question)
    answers = within(material, question)
    codings = _answering(ours, answers)
    if needs_codings and not len(codings):
        raise NothingCoded(question.coder or question.reading)
    how, chosen = _documents(material, ours, everything=everything)
    if answers is not None:
        chosen = [document for document in chosen if answers.holds(document.id)]
    ids = {document.id for document in chosen}
    turns, without = _turns(material, chosen, interviewer=question.interviewer)
    if answers is not None:
        turns = _cut(turns, answers)
    among = np.array([document.id in ids for document in material.documents], dtype=bool)
    return Counting(
        how=how,
        documents=tuple(chosen),
        left_out=tuple(document.name for document in material.documents if document.id not in ids),
        turns=turns.kept(voiced(turns, chosen, texts)),
        without_turns=without,
        codings=codings.kept(among[codings.document]),
    )


def asked_codings(material: Material, question: Question) -> CountedCodings:
    """Return the codings by the coder a question names, all of them where it names none.

    Where the question is restricted to answers, codings that touch none of them are left out.

    Raises:
        NoSuchCoder: nobody of that name codes here.
        NoSuchQuestion, NeverAsked: the guide has no such question, or it is marked nowhere.
    """
    return _answering(_by_coder(material, question), within(material, question))


def _answering(codings: CountedCodings, answers: Within | None) -> CountedCodings:
    if answers is None:
        return codings
    return codings.kept(np.array([answers.meets(coding) for coding in codings], dtype=bool))


def _by_coder(material: Material, question: Question) -> CountedCodings:
    every = coding_arrays(material)
    codings = CountedCodings(material, every, np.arange(len(every.start), dtype=np.int64))
    if question.coder is None:
        return codings
    asked = folded(question.coder)
    numbers = [place for place, name in enumerate(material.coders.values()) if folded(name) == asked]
    if not numbers:
        raise NoSuchCoder(question.coder, names=", ".join(material.coders.values()))
    return codings.kept(np.isin(every.coder, numbers))


def _documents(
    material: Material, codings: CountedCodings, *, everything: bool
) -> tuple[Counted, list[DocumentRow]]:
    """Choose the documents, and say how."""
    if everything:
        return "all", list(material.documents)
    marked = [document for document in material.documents if document.state in CODED_STATES]
    if marked:
        return "marked", marked
    coded = np.unique(codings.document).tolist()
    if not coded:
        return "all", list(material.documents)
    return "with_codings", [material.documents[place] for place in coded]


def _turns(
    material: Material, documents: Sequence[DocumentRow], *, interviewer: bool
) -> tuple[CountedTurns, frozenset[str]]:
    """Return the turns that count, a whole document standing for one where it has none, and those documents' ids."""
    every = turn_arrays(material)
    place_of = {document.id: place for place, document in enumerate(documents)}
    among = integers(place_of.get(document.id, NONE) for document in material.documents)
    document = among[every.document] if len(every.document) else every.document
    have = np.bincount(document[document != NONE], minlength=len(documents)) > 0
    place = np.flatnonzero((document != NONE) & (~every.asks | interviewer))
    alone = np.flatnonzero(~have)
    whole = np.zeros_like(alone)
    found = CountedTurns(
        material,
        place=np.concatenate([place, whole + NONE]),
        document=np.concatenate([document[place], alone]),
        start=np.concatenate([every.start[place], whole]),
        end=np.concatenate([every.end[place], integers(documents[one].characters for one in alone.tolist())]),
        case=np.concatenate([every.case[place], whole + NONE]),
        ids=tuple(place_of),
    )
    order = np.lexsort((found.end, found.start, found.document))
    return found.kept(order), frozenset(documents[one].id for one in alone.tolist())


def _cut(turns: CountedTurns, answers: Within) -> CountedTurns:
    """Cut turns to the answers they lie in."""
    parts = [(place, part) for place, turn in enumerate(turns) for part in answers.cut(turn)]
    cut = turns.kept(integers(place for place, _ in parts))
    return replace(cut, start=integers(part.start for _, part in parts), end=integers(part.end for _, part in parts))


def voiced(
    turns: CountedTurns, documents: Sequence[DocumentRow], texts: Mapping[str, str]
) -> NDArray[np.bool_]:
    """Tell of each turn whether a word is said in it.

    Args:
        turns: those asked about.
        documents: the counted ones.
        texts: the stored text by document id; a document that is missing counts as empty.
    """
    found = np.zeros(len(turns), dtype=bool)
    known = said_in(turns, documents, texts)
    found[known.turn] = known.words > 0
    for place in np.setdiff1d(np.arange(len(turns)), known.turn).tolist():
        text = texts.get(turns.ids[turns.document[place]], "")
        found[place] = has_words(text, int(turns.start[place]), int(turns.end[place]))
    return found


def population(counted: Counting, n_cases: int, *, outside: int = 0, n_words: int | None = None) -> Population:
    """Say whom a reading counted.

    Args:
        counted: what it counted.
        n_cases: distinct cases of the counted speech.
        outside: codings of the counted documents that touch no counted speech.
        n_words: words of the counted speech, where the reading counts them.
    """
    return Population(
        documents=counted.how,
        n_documents=len(counted.documents),
        left_out=counted.left_out,
        n_turns=len(counted.turns),
        n_cases=n_cases,
        n_words=n_words,
        n_characters=int((counted.turns.end - counted.turns.start).sum()),
        codings_outside=outside,
    )
