"""Whom a reading counts: finished documents, participants' turns with words, the coders asked about."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from qualcode.analysis.arrays import NONE, coding_arrays, turn_arrays
from qualcode.analysis.by_question import within
from qualcode.analysis.by_round import in_rounds, named_rounds
from qualcode.analysis.counted import CountedCodings, CountedTurns, Counting
from qualcode.analysis.intervals import distinct, integers
from qualcode.analysis.refusals import refused
from qualcode.analysis.said import UNKNOWN, words_of
from qualcode.model.errors import NoSuchCoder, NothingCoded
from qualcode.model.records import CODED_STATES
from qualcode.model.results import Counted, Population
from qualcode.words.folding import folded
from qualcode.words.tokens import has_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qualcode.analysis.by_question import Within
    from qualcode.analysis.intervals import Integers
    from qualcode.analysis.refusals import Refusals
    from qualcode.model.material import DocumentRow, Material
    from qualcode.model.results import Question


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
        question: says the coder, the rounds and whether interviewers count.
        needs_codings: refuse a study without codings; if not, such a study is read whole.
        everything: count every document, whatever its state.

    Raises:
        NoSuchCoder: nobody of that name codes here.
        NothingCoded: no coding by the coders asked about.
    """
    ours = _by_coder(material, question)
    answers = within(material, question)
    codings = _answering(ours, answers)
    refusals = refused(material)
    if needs_codings and not len(codings):
        raise NothingCoded(question.coder or named_rounds(question) or question.reading)
    how, chosen = _documents(material, ours, everything=everything)
    if answers is not None:
        chosen = [document for document in chosen if answers.holds(document.id)]
    withdrawn = refusals.documents if refusals else frozenset[str]()
    chosen = [document for document in chosen if document.id not in withdrawn]
    ids = {document.id for document in chosen}
    turns, without = _turns(material, chosen, refusals, interviewer=question.interviewer)
    if answers is not None:
        turns = _cut(turns, answers)
    among = np.array([document.id in ids for document in material.documents], dtype=bool)
    words = _words(turns, texts)
    return Counting(
        how=how,
        documents=tuple(chosen),
        left_out=tuple(document.name for document in material.documents if document.id not in ids | withdrawn),
        turns=turns.kept(words != 0),
        words=words[words != 0],
        without_turns=without,
        codings=codings.kept(among[codings.document]),
        refused=(refusals.n_cases, refusals.n_turns) if refusals else (0, 0),
    )


def asked_codings(material: Material, question: Question) -> CountedCodings:
    """Return the codings by the coder a question names and in its rounds, all of them where it names none.

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
    refusals = refused(material)
    allowed = refusals.allowed(every) if refusals else np.arange(len(every.start), dtype=np.int64)
    codings = CountedCodings(material, every, allowed)
    codings = in_rounds(codings, material, question)
    if question.coder is None:
        return codings
    asked = folded(question.coder)
    numbers = [place for place, name in enumerate(material.coders.values()) if folded(name) == asked]
    if not numbers:
        raise NoSuchCoder(question.coder, names=", ".join(material.coders.values()))
    return codings.kept(np.isin(codings.coder, numbers))


def _documents(material: Material, codings: CountedCodings, *, everything: bool) -> tuple[Counted, list[DocumentRow]]:
    """Choose the documents, and say how."""
    if everything:
        return "all", list(material.documents)
    marked = [document for document in material.documents if document.state in CODED_STATES]
    if marked:
        return "marked", marked
    coded = distinct(codings.document)[0].tolist()  # np.unique loads all of numpy.ma
    if not coded:
        return "all", list(material.documents)
    return "with_codings", [material.documents[place] for place in coded]


def _turns(
    material: Material, documents: Sequence[DocumentRow], refusals: Refusals | None, *, interviewer: bool
) -> tuple[CountedTurns, frozenset[str]]:
    """Return the turns that count, a whole document standing for one where it has none, and those documents' ids."""
    every = turn_arrays(material)
    place_of = {document.id: place for place, document in enumerate(documents)}
    among = integers(place_of.get(document.id, NONE) for document in material.documents)
    document = among[every.document] if len(every.document) else every.document
    have = np.bincount(document[document != NONE], minlength=len(documents)) > 0
    theirs = refusals.turns if refusals else np.zeros(len(every.start), dtype=bool)
    place = np.flatnonzero((document != NONE) & (~every.asks | interviewer) & ~theirs)
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
    order = np.lexsort((found.end, found.start, found.document)).astype(np.int64)
    found = found.kept(order)
    if refusals and refusals.linked:
        found = _left(found, refusals, integers(number for number, one in enumerate(among.tolist()) if one != NONE))
    return found, frozenset(documents[one].id for one in alone.tolist())


def _left(turns: CountedTurns, refusals: Refusals, numbers: Integers) -> CountedTurns:
    """Leave out the words that are linked to those who refused, where no turn tells the voice.

    Args:
        turns: those that count.
        refusals: what no reading counts.
        numbers: the number in the study of each counted document.
    """
    asks = np.append(refusals.every.asks, values=False)  # the last is for documents without turns, whose place is -1
    untold = (turns.case == NONE) & ~asks[turns.place]
    parts = [
        (place, part)
        for place, (document, start, end, cut) in enumerate(
            zip(turns.document.tolist(), turns.start.tolist(), turns.end.tolist(), untold.tolist(), strict=True)
        )
        for part in (refusals.cut(int(numbers[document]), start, end) if cut else [(start, end)])
    ]
    left = turns.kept(integers(place for place, _ in parts))
    return replace(left, start=integers(part[0] for _, part in parts), end=integers(part[1] for _, part in parts))


def _cut(turns: CountedTurns, answers: Within) -> CountedTurns:
    """Cut turns to the answers they lie in."""
    parts = [(place, part) for place, turn in enumerate(turns) for part in answers.cut(turn)]
    cut = turns.kept(integers(place for place, _ in parts))
    return replace(cut, start=integers(part.start for _, part in parts), end=integers(part.end for _, part in parts))


def _words(turns: CountedTurns, texts: Mapping[str, str]) -> Integers:
    """Count the words of each turn by what is kept; where nothing is, say 0 for none and `UNKNOWN` for some."""
    words = words_of(turns, texts)
    for place in np.flatnonzero(words == UNKNOWN).tolist():
        text = texts.get(turns.ids[turns.document[place]], "")
        if not has_words(text, int(turns.start[place]), int(turns.end[place])):
            words[place] = 0
    return words


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
        refused_cases=counted.refused[0],
        refused_turns=counted.refused[1],
    )
