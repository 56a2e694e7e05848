"""Whom a reading counts: finished documents, participants' turns with words, the coders asked about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from qualcode.model.errors import NoSuchCoder, NothingCoded
from qualcode.model.material import TurnRow
from qualcode.model.records import CODED_STATES
from qualcode.model.results import Counted, Population
from qualcode.words.folding import folded
from qualcode.words.tokens import has_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qualcode.model.material import CodingRow, DocumentRow, Material
    from qualcode.model.results import Question

COUNTED_ROLES: Final = ("participant", "other")
"""Everyone who is not the interviewer: a voice of unknown role is counted, for leaving it out would lose speech."""


@dataclass(frozen=True, slots=True)
class Counting:
    """What a reading counts, chosen: documents in the order of the study, turns with words, codings."""

    how: Counted
    documents: tuple[DocumentRow, ...]
    left_out: tuple[str, ...]
    turns: tuple[TurnRow, ...]
    """By document, then position; a document without turns stands as one, with no voice and no case."""
    without_turns: frozenset[str]
    """Ids of the counted documents that have no turns."""
    codings: tuple[CodingRow, ...]
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
    codings = asked_codings(material, question)
    if needs_codings and not codings:
        raise NothingCoded(question.coder or question.reading)
    how, chosen = _documents(material, codings, everything=everything)
    ids = {document.id for document in chosen}
    spoken, without = _turns(material, chosen, ids, interviewer=question.interviewer)
    return Counting(
        how=how,
        documents=tuple(chosen),
        left_out=tuple(document.name for document in material.documents if document.id not in ids),
        turns=tuple(turn for turn in spoken if has_words(texts.get(turn.document, ""), turn.start, turn.end)),
        without_turns=frozenset(without),
        codings=tuple(coding for coding in codings if coding.document in ids),
    )


def asked_codings(material: Material, question: Question) -> Sequence[CodingRow]:
    """Return the codings by the coder a question names, all of them where it names none.

    Raises:
        NoSuchCoder: nobody of that name codes here.
    """
    if question.coder is None:
        return material.codings
    asked = folded(question.coder)
    ids = {identifier for identifier, name in material.coders.items() if folded(name) == asked}
    if not ids:
        raise NoSuchCoder(question.coder, names=", ".join(material.coders.values()))
    return [coding for coding in material.codings if coding.coder in ids]


def _documents(
    material: Material, codings: Sequence[CodingRow], *, everything: bool
) -> tuple[Counted, list[DocumentRow]]:
    """Choose the documents, and say how."""
    if everything:
        return "all", list(material.documents)
    marked = [document for document in material.documents if document.state in CODED_STATES]
    if marked:
        return "marked", marked
    coded = {coding.document for coding in codings}
    if not coded:
        return "all", list(material.documents)
    return "with_codings", [document for document in material.documents if document.id in coded]


def _turns(
    material: Material, documents: Sequence[DocumentRow], ids: set[str], *, interviewer: bool
) -> tuple[list[TurnRow], list[str]]:
    """Return the turns that count, a whole document standing for one where it has none, and those documents' ids."""
    by_document: dict[str, list[TurnRow]] = {identifier: [] for identifier in ids}
    have_turns: set[str] = set()
    for turn in material.turns:
        if turn.document in ids:
            have_turns.add(turn.document)
            if interviewer or turn.role in COUNTED_ROLES:
                by_document[turn.document].append(turn)
    found: list[TurnRow] = []
    for document in documents:
        if document.id in have_turns:
            found.extend(sorted(by_document[document.id], key=lambda turn: (turn.start, turn.end)))
        else:
            found.append(TurnRow(document.id, "", "participant", 0, document.characters, None))
    return found, [document.id for document in documents if document.id not in have_turns]


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
        n_characters=sum(turn.end - turn.start for turn in counted.turns),
        codings_outside=outside,
    )
