"""What passages are found by beside words: a voice, a role, a case, a heading, a question of the guide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from qualcode.model.messages import _
from qualcode.model.origins import CASE, HEADING, QUESTION, ROLE, SPEAKER
from qualcode.model.records import ROLES
from qualcode.model.spans import Span
from qualcode.words.folding import folded
from qualcode.words.sections import sections
from qualcode.words.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from qualcode.model.material import Material, TurnRow

ASKS = "interviewer"


class Answered(Protocol):
    """An answer to a question of the guide: the ids of question and document, and bounds in code points."""

    @property
    def question(self) -> str:
        """The id of the question."""

    @property
    def document(self) -> str:
        """The id of the document."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends; not part of it."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What passages are found by, and the passages by the id of their document, in order."""

    by: str
    key: str
    """What it is known by: a folded label or title, a role, an id."""
    name: str
    spans: Mapping[str, tuple[Span, ...]]

    @property
    def count(self) -> int:
        """How many passages there are."""
        return sum(map(len, self.spans.values()))

    def within(self, documents: Iterable[str]) -> Subject:
        """Return the same with the passages of some documents alone, by their ids, in their order."""
        spans = {document: self.spans[document] for document in documents if document in self.spans}
        return Subject(self.by, self.key, self.name, spans)


class _Gathered:
    """Passages gathered by what they are found by, in the order it first comes."""

    def __init__(self, by: str) -> None:
        self._by = by
        self._names: dict[str, str] = {}
        self._spans: dict[str, dict[str, list[Span]]] = {}

    def add(self, key: str, name: str, document: str, span: Span) -> None:
        self._names.setdefault(key, name)
        self._spans.setdefault(key, {}).setdefault(document, []).append(span)

    def subjects(self) -> list[Subject]:
        return [
            Subject(self._by, key, name, {one: tuple(spans) for one, spans in self._spans[key].items()})
            for key, name in self._names.items()
        ]


def voices(material: Material) -> list[Subject]:
    """Return the voices by their label, whatever the document; those that ask last, then those that say most first."""
    found, asks = _Gathered(SPEAKER), set()
    for turn in material.turns:
        if turn.speaker:
            found.add(folded(turn.speaker), turn.speaker, turn.document, Span(turn.start, turn.end))
            if turn.role == ASKS:
                asks.add(folded(turn.speaker))
    return sorted(found.subjects(), key=lambda one: (one.key in asks, -one.count))


def roles(material: Material) -> list[Subject]:
    """Return the roles in which somebody speaks."""
    found = _Gathered(ROLE)
    for turn in sorted(material.turns, key=lambda turn: ROLES.index(turn.role)):
        found.add(turn.role, turn.role, turn.document, Span(turn.start, turn.end))
    return found.subjects()


def cases(material: Material) -> list[Subject]:
    """Return the cases that speak, each with what those inside it say, in the order of the study."""
    known = {case.id: case for case in material.cases}
    order = {identifier: place for place, identifier in enumerate(known)}
    found = _Gathered(CASE)
    for turn in material.turns:
        case = turn.case
        while case is not None:
            found.add(case, known[case].name, turn.document, Span(turn.start, turn.end))
            case = known[case].inside
    return sorted(found.subjects(), key=lambda one: order[one.key])


def headings(
    material: Material, texts: Iterable[tuple[str, str]], marked: Mapping[str, Sequence[Span]]
) -> list[Subject]:
    """Return the headings by their title, whatever the document; those of most documents first.

    A passage runs from the first to the last words that somebody says under the heading, the interviewer's aside.

    Args:
        material: the study.
        texts: the id and the stored text of each document.
        marked: bounds of the headings that a document's format marks, by its id.
    """
    turns, found = turns_by_document(material), _Gathered(HEADING)
    for document, text in texts:
        for section in sections(text, turns.get(document, ()), marked.get(document, ())):
            span = said_in(text, turns.get(document, ()), section.start, section.end)
            if span is not None:
                found.add(folded(section.title), section.title, document, span)
    return sorted(found.subjects(), key=lambda one: -len(one.spans))


def questions(material: Material, answers: Iterable[Answered], texts: Iterable[tuple[str, str]]) -> list[Subject]:
    """Return the questions of the guide that are answered, in its order; a passage is an answer.

    Args:
        material: the study.
        answers: by document in the order of the study, then by place.
        texts: the id and the stored text of each document.
    """
    turns, held = turns_by_document(material), dict(texts)
    spans: dict[str, list[tuple[str, Span]]] = {}
    for answer in answers:
        span = said_in(held[answer.document], turns.get(answer.document, ()), answer.start, answer.end)
        if span is not None:
            spans.setdefault(answer.question, []).append((answer.document, span))
    found = _Gathered(QUESTION)
    for question in material.questions:
        for document, span in spans.get(question.id, ()):
            found.add(question.id, question.name, document, span)
    return found.subjects()


def turns_by_document(material: Material) -> dict[str, list[TurnRow]]:
    """Return the turns of each document by its id, in order."""
    turns: dict[str, list[TurnRow]] = {}
    for turn in material.turns:
        turns.setdefault(turn.document, []).append(turn)
    return turns


def said_in(text: str, turns: Sequence[TurnRow], start: int, end: int) -> Span | None:
    """Return the bounds of what is said in a stretch, from the first to the last words that are not the interviewer's.

    Args:
        text: the stored text.
        turns: who speaks where, in order; none where nobody is told apart.
        start: where the stretch begins, in code points.
        end: where it ends.
    """
    if not turns:
        return _bare(text, start, end)
    parts = [_bare(text, max(turn.start, start), min(turn.end, end)) for turn in turns if turn.role != ASKS]
    said = [part for part in parts if part is not None]
    return Span(said[0].start, said[-1].end) if said else None


def cut(text: str, turns: Sequence[Span], span: Span, unit: str) -> Iterator[Span]:
    """Give the turns, or the sentences, that lie in a passage; where nobody speaks, a line stands for the turn.

    Args:
        text: the stored text.
        turns: bounds of the speeches, in order.
        span: the passage.
        unit: `turn` or `sentence`.
    """
    pieces = [turn for turn in turns if turn.overlaps(span)] or _line_bounds(text, span)
    for piece in pieces:
        part = _bare(text, max(piece.start, span.start), min(piece.end, span.end))
        if part is not None:
            yield from sentences(text, part.start, part.end) if unit == "sentence" else (part,)


def _line_bounds(text: str, span: Span) -> list[Span]:
    found, start = [], span.start
    for line in text[span.start : span.end].split("\n"):
        found.append(Span(start, start + len(line)))
        start += len(line) + 1
    return found


def _bare(text: str, start: int, end: int) -> Span | None:
    """Return a stretch without the white space at its ends; None where nothing is left."""
    words = text[start:end] if start < end else ""
    left = start + len(words) - len(words.lstrip())
    return Span(left, left + len(words.strip())) if words.strip() else None


def role_words(role: str) -> str:
    """Return what a role is called."""
    return {"participant": _("participants"), ASKS: _("interviewers")}.get(role, _("others who speak"))
