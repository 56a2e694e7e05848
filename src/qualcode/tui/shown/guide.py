"""The interview guide as the screen shows it: who was asked what, and the answers to one question across documents."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from qualcode.analysis.by_question import said
from qualcode.model.material import CodingRow, Material, TurnRow
from qualcode.model.records import Turn
from qualcode.model.spans import Span
from qualcode.tui.layout.bands import Passage
from qualcode.tui.layout.page import Block
from qualcode.tui.layout.wrapping import seen
from qualcode.tui.widgets.sheetview import Sheet

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Mapping, Sequence

    from qualcode.coding.project import Project
    from qualcode.model.records import Asked, GuideQuestion
    from qualcode.tui.shown import study

APART: Final = "\n"
"""What stands behind each answer, and behind the name of a document."""


# Across documents


class Who(NamedTuple):
    """A document, or a case that speaks, by its name, with the id of a document where it is heard."""

    document: str
    name: str


@dataclass(frozen=True, slots=True)
class Reach:
    """Who was asked a question: documents and the cases that answer in them, and the others."""

    documents: tuple[Who, ...] = ()
    cases: tuple[Who, ...] = ()
    other_documents: tuple[Who, ...] = ()
    other_cases: tuple[Who, ...] = ()


NOBODY: Final = Reach()


@dataclass(frozen=True, slots=True)
class Guide:
    """The guide with who was asked each of its questions."""

    questions: tuple[GuideQuestion, ...] = ()
    reach: Mapping[str, Reach] | None = None
    """By the question's id."""
    material: Material = field(default_factory=Material)
    askings: tuple[Asked, ...] = ()

    def question(self, identifier: str) -> GuideQuestion | None:
        """Return the question of an id, None where it is gone."""
        return next((question for question in self.questions if question.id == identifier), None)

    def of(self, question: str) -> Reach:
        """Return who was asked a question."""
        return (self.reach or {}).get(question, NOBODY)


def guide(project: Project) -> Guide:
    """Read the guide with who was asked each question."""
    material = project.material()
    documents, answering = _asked_by_question(material)
    names, cases = _known(material)
    questions = tuple(project.guide.all())
    reach = {}
    for question in questions:
        asked, others = _apart(documents.get(question.id, ()), names)
        answered, silent = _apart(answering.get(question.id, ()), cases)
        reach[question.id] = Reach(asked, answered, others, silent)
    return Guide(questions, reach, material, tuple(project.guide.askings()))


def reworded(project: Project, known: Guide) -> Guide:
    """Return the guide with its questions as they are now, where nothing else changed: nobody was asked a new one."""
    names, cases = _known(known.material)
    questions = tuple(project.guide.all())
    nobody = Reach((), (), tuple(names.values()), tuple(cases.values()))
    reach = {question.id: (known.reach or {}).get(question.id, nobody) for question in questions}
    return replace(known, questions=questions, reach=reach)


def recoded(project: Project, known: Guide, codings: Collection[str]) -> Guide:
    """Return the guide with some codings as they are now.

    Args:
        project: the study.
        known: the guide as it was read.
        codings: ids of those that came, changed or went.
    """
    rows = [row for row in known.material.codings if row.id not in codings]
    came = project.codings.records(sorted(codings))
    rows += [CodingRow(one.id, one.document, one.start, one.end, one.code, one.coder) for one in came]
    return replace(known, material=replace(known.material, codings=rows))


def _known(material: Material) -> tuple[dict[str, Who], dict[str, Who]]:
    """Return the documents, and the cases that speak, each by its id."""
    names = {document.id: Who(document.id, document.name) for document in material.documents}
    heard = {turn.case: turn.document for turn in reversed(material.turns) if turn.role != "interviewer"}
    return names, {case.id: Who(heard[case.id], case.name) for case in material.cases if case.id in heard}


def _asked_by_question(material: Material) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Return the documents in which each question is asked, and the cases that answer it."""
    documents: dict[str, set[str]] = {}
    cases: dict[str, set[str]] = {}
    for row in material.askings:
        documents.setdefault(row.question, set()).add(row.document)
    for one in said(material):
        if one.turn.case:
            cases.setdefault(one.question, set()).add(one.turn.case)
    return documents, cases


def _apart(chosen: Container[str], known: Mapping[str, Who]) -> tuple[tuple[Who, ...], tuple[Who, ...]]:
    """Return those that were chosen, and the others."""
    inside = tuple(who for identifier, who in known.items() if identifier in chosen)
    return inside, tuple(who for identifier, who in known.items() if identifier not in chosen)


# The answers to one question, one under the other


@dataclass(frozen=True, slots=True)
class Piece:
    """What one turn says in answer, or the words that ask: where it stands in its document, and from where here."""

    document: str
    start: int
    end: int
    at: int
    """Where its first character stands among the answers."""

    def here(self, start: int, end: int) -> Span | None:
        """Return the part of a stretch of its document that it shows, as it stands here; None for none."""
        first, last = max(start, self.start), min(end, self.end)
        return Span(first - self.start + self.at, last - self.start + self.at) if first < last else None

    def there(self, start: int, end: int) -> Span | None:
        """Return the part of a stretch of these answers that it shows, as it stands in its document; None for none."""
        length = self.end - self.start
        first, last = max(start - self.at, 0), min(end - self.at, length)
        return Span(first + self.start, last + self.start) if first < last else None


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered to a question, one voice under the other, as one text to read and code."""

    question: str = ""
    pieces: tuple[Piece, ...] = ()
    text: str = ""
    turns: tuple[Turn, ...] = ()
    titles: tuple[Span, ...] = ()
    """Where the name of a document stands over what is said in it."""

    def number_at(self, position: int) -> int | None:
        """Return the place of the answer that a position shows: over one the next, behind all the last."""
        ends = [piece.at + piece.end - piece.start for piece in self.pieces]
        return min(bisect_right(ends, position), len(ends) - 1) if ends else None

    def piece_at(self, position: int) -> Piece | None:
        """Return what a position shows; None where there is no answer."""
        number = self.number_at(position)
        return None if number is None else self.pieces[number]

    def places(self, span: Span) -> list[tuple[str, Span]]:
        """Return what a stretch of these answers is in the documents: one place for each turn that it touches."""
        found = [(piece.document, piece.there(*span)) for piece in self.pieces]
        return [(document, place) for document, place in found if place is not None]

    def whole(self, position: int) -> Span | None:
        """Return all that is answered in the document that a position shows, as it stands here; None for nothing."""
        piece = self.piece_at(position)
        if piece is None:
            return None
        same = [one for one in self.pieces if one.document == piece.document]
        return Span(same[0].at, same[-1].at + same[-1].end - same[-1].start)

    def at(self, document: str, start: int) -> int:
        """Return where a place of a document is shown here; the first answer where it is not."""
        places = [span.start for piece in self.pieces if piece.document == document
                  if (span := piece.here(start, start + 1)) is not None]  # fmt: skip
        return next(iter(places or [piece.at for piece in self.pieces[:1]]), 0)


NOTHING: Final = Answers()


def answers_of(project: Project, known: Guide, question: str) -> Answers:
    """Read what was answered to a question across documents; the interviewer's words are left out.

    Args:
        project: the study.
        known: the guide as it was read.
        question: an id.
    """
    found = said(known.material, [question])
    texts = dict(project.documents.texts(list(dict.fromkeys(one.turn.document for one in found))))
    words = [(one.turn, _trimmed(texts[one.turn.document], one.turn)) for one in found]
    names = {document.id: document.name for document in known.material.documents}
    return _laid_out(question, [(turn, span) for turn, span in words if span.start < span.end], names, texts)


def _laid_out(
    question: str, spoken: Sequence[tuple[TurnRow, Span]], names: Mapping[str, str], texts: Mapping[str, str]
) -> Answers:
    """Return answers one under the other, the name of each document over what is said in it."""
    pieces: list[Piece] = []
    turns: list[Turn] = []
    titles: list[Span] = []
    text, before = "", ""
    for place, (turn, span) in enumerate(spoken):
        if turn.document != before:
            before, at = turn.document, len(text)
            text += names[before] + APART
            titles.append(Span(at, len(text) - len(APART)))
        pieces.append(Piece(turn.document, *span, len(text)))
        ends = len(text) + span.end - span.start
        turns.append(Turn("", "", place, turn.speaker, turn.role, len(text), ends, None, None, turn.case))
        text += texts[turn.document][span.start : span.end] + APART
    return Answers(question, tuple(pieces), text, tuple(turns), tuple(titles))


def _trimmed(text: str, turn: TurnRow) -> Span:
    """Return the bounds of what is said without the blanks around it."""
    words = text[turn.start : turn.end]
    start = turn.start + len(words) - len(words.lstrip())
    return Span(start, max(start, turn.start + len(words.rstrip())))


def sheet_of(known: Guide, given: Answers, book: study.Book, whose: study.Whose) -> Sheet:
    """Return answers as the reader shows them, with what is coded of them."""
    titles = [Block(*span, None) for span in given.titles]
    speech = [Block(turn.start, turn.end, place) for place, turn in enumerate(given.turns)]
    passages = coded(known, given, book, whose)
    return Sheet(given.question, given.text, seen(given.text), given.turns, _in_order(titles, speech), passages)


def _in_order(titles: Sequence[Block], speech: Sequence[Block]) -> tuple[Block, ...]:
    return tuple(sorted((*titles, *speech), key=lambda block: block.start))


def coded(known: Guide, given: Answers, book: study.Book, whose: study.Whose) -> tuple[Passage, ...]:
    """Return what is coded of some answers, each part of a coding that they show."""
    pieces: dict[str, list[Piece]] = {}
    for piece in given.pieces:
        pieces.setdefault(piece.document, []).append(piece)
    found: list[Passage] = []
    for row in known.material.codings:
        look = book.looks.get(row.code) if row.document in pieces and whose.shows(row.coder) else None
        if look is not None:
            whole = Passage(0, 0, row.id, row.code, look.label, look.colour, look.sign, coder=whose.another(row.coder))
            for number, piece in enumerate(pieces[row.document]):
                span = piece.here(row.start, row.end)
                if span is not None:  # of a coding over several turns each part is a band of its own
                    found.append(whole._replace(start=span.start, end=span.end, coding=f"{row.id}:{number}"))
    return tuple(sorted(found, key=lambda passage: (passage.start, -passage.end, passage.coding)))
