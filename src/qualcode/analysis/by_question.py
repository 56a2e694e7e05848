"""Answers to the questions of the interview guide: each runs from the words that ask to the next words that ask."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from qualcode.model.errors import NeverAsked, NoSuchQuestion
from qualcode.model.material import TurnRow

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qualcode.model.material import AskedRow, CodingRow, DocumentRow, Material
    from qualcode.model.results import Question

LONG: Final = 30
"""Turns over which an answer seems too long: the next question may have been missed."""
ASKED: Final = "questions"
"""The option of a question that restricts a reading to the answers to some questions of the guide, by their names."""


class Answer(NamedTuple):
    """What lies between the words that ask a question and the next that ask one, or the document's end."""

    question: str
    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Said:
    """What one turn says in answer to a question; `turn` is cut to the answer's bounds."""

    question: str
    turn: TurnRow


def answers(material: Material) -> list[Answer]:
    """Return the answers, by document in the order of the study, then by place.

    Questions asked in one breath, with nobody's answer between them, share the answer that follows.

    Args:
        material: the study.
    """
    asked: dict[str, list[AskedRow]] = {}
    for row in material.askings:
        asked.setdefault(row.document, []).append(row)
    spoken = _spoken(material, asked)
    found: list[Answer] = []
    for document in material.documents:
        if document.id in asked:
            found += _in_document(asked[document.id], spoken.get(document.id, []), document)
    return found


def _spoken(material: Material, asked: Mapping[str, object]) -> dict[str, list[tuple[int, int]]]:
    """Return the bounds of everybody's turns but the interviewer's, by document, in order."""
    spoken: dict[str, list[tuple[int, int]]] = {}
    have_turns = set()
    for turn in material.turns:
        if turn.document in asked:
            have_turns.add(turn.document)
            if turn.role != "interviewer":
                spoken.setdefault(turn.document, []).append((turn.start, turn.end))
    for document in material.documents:
        if document.id in asked and document.id not in have_turns:
            spoken[document.id] = [(0, document.characters)]
    return {document: sorted(places) for document, places in spoken.items()}


def _in_document(asked: Sequence[AskedRow], spoken: Sequence[tuple[int, int]], document: DocumentRow) -> list[Answer]:
    rows = sorted(asked, key=lambda row: (row.start, row.end))
    ends = [end for _start, end in spoken]
    found: list[Answer] = []
    closes = document.characters
    for place in range(len(rows) - 1, -1, -1):
        row = rows[place]
        following = rows[place + 1].start if place + 1 < len(rows) else document.characters
        first = bisect_right(ends, row.end)
        if first < len(spoken) and spoken[first][0] < following:
            closes = following
        if row.end < closes:
            found.append(Answer(row.question, document.id, row.end, closes))
    return found[::-1]


def turns_answered(material: Material, found: Sequence[AskedRow], beside: Sequence[AskedRow]) -> list[int]:
    """Return over how many turns of others than the interviewer the answer to each of some askings would run.

    Args:
        material: the study, with what is marked already.
        found: words that seem to ask a question.
        beside: those of them that would be marked too.
    """
    asked: dict[str, set[AskedRow]] = {}
    for row in (*material.askings, *beside):
        asked.setdefault(row.document, set()).add(row)
    documents = {document.id: document for document in material.documents}
    spoken = _spoken(material, {row.document: row for row in found})
    counts = []
    for row in found:
        said = spoken.get(row.document, [])
        rows = sorted({*asked.get(row.document, ()), row})
        running = _in_document(rows, said, documents[row.document])
        end = max((one.end for one in running if (one.question, one.start) == (row.question, row.end)), default=row.end)
        counts.append(bisect_left(said, (end, 0)) - bisect_left(said, (row.end, 0)))
    return counts


def asked_names(material: Material, question: Question) -> tuple[str, ...] | None:
    """Return the ids of the questions of the guide that a reading is restricted to, by the names it gives; or None.

    Raises:
        NoSuchQuestion: the guide has none of that name.
        NeverAsked: one is marked nowhere.
    """
    wanted = dict(question.options).get(ASKED)
    if wanted is None:
        return None
    ids = {row.name: row.id for row in material.questions}
    asked = {row.question for row in material.askings}
    found = []
    for name in wanted if isinstance(wanted, (tuple, list)) else (str(wanted),):
        if name not in ids:
            raise NoSuchQuestion(name)
        if ids[name] not in asked:
            raise NeverAsked(name)
        found.append(ids[name])
    return tuple(found)


class Within:
    """The answers to some questions, asked about turns, documents and codings."""

    def __init__(self, material: Material, questions: Sequence[str] | None = None) -> None:
        """Take the answers to some questions, by id, or to all."""
        wanted = None if questions is None else frozenset(questions)
        self._answers: dict[str, list[Answer]] = {}
        for answer in answers(material):
            if wanted is None or answer.question in wanted:
                self._answers.setdefault(answer.document, []).append(answer)

    def holds(self, document: str) -> bool:
        """Tell whether one of the questions was asked in a document and something follows it."""
        return document in self._answers

    def meets(self, coding: CodingRow) -> bool:
        """Tell whether a coding shares a character with an answer."""
        return self.meets_span(coding.document, coding.start, coding.end)

    def meets_span(self, document: str, start: int, end: int) -> bool:
        """Tell whether a passage shares a character with an answer."""
        return any(answer.start < end and start < answer.end for answer in self._answers.get(document, ()))

    def cut(self, turn: TurnRow) -> list[TurnRow]:
        """Return the parts of a turn that lie in answers; what answers two questions is there once."""
        parts: list[TurnRow] = []
        reached = turn.start
        for answer in self._answers.get(turn.document, ()):
            start, end = max(answer.start, reached), min(answer.end, turn.end)
            if start < end:
                parts.append(turn._replace(start=start, end=end))
                reached = end
        return parts

    def cuts(self, turn: TurnRow) -> list[int]:
        """Return where answers begin or end inside a turn."""
        bounds = {place for answer in self._answers.get(turn.document, ()) for place in (answer.start, answer.end)}
        return sorted(place for place in bounds if turn.start < place < turn.end)

    def questions_at(self, document: str, start: int) -> set[str]:
        """Return the questions that what begins at a place answers."""
        return {answer.question for answer in self._answers.get(document, ()) if answer.start <= start < answer.end}


def within(material: Material, question: Question) -> Within | None:
    """Return the answers that a reading is restricted to; None where it reads everything.

    Raises:
        NoSuchQuestion, NeverAsked: see `asked_names`.
    """
    asked = asked_names(material, question)
    return None if asked is None else Within(material, asked)


def said(material: Material, questions: Sequence[str] | None = None) -> list[Said]:
    """Return what everybody but the interviewer says in answer to some questions, or to all, by place.

    A document without turns speaks with one voice that nobody knows.

    Args:
        material: the study.
        questions: ids; None for all.
    """
    turns: dict[str, list[TurnRow]] = {document.id: [] for document in material.documents}
    for turn in material.turns:
        turns[turn.document].append(turn)
    for document in material.documents:
        turns[document.id] = turns[document.id] or [TurnRow(document.id, "", "other", 0, document.characters, None)]
    found: list[Said] = []
    for answer in answers(material):
        if questions is None or answer.question in questions:
            for turn in turns[answer.document]:
                start, end = max(answer.start, turn.start), min(answer.end, turn.end)
                if turn.role != "interviewer" and start < end:
                    found.append(Said(answer.question, turn._replace(start=start, end=end)))
    return found
