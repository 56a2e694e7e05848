"""Places found in the documents of a study, by words, an expression, or whatever else passages are found by."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from qualcode.coding.documents.held_texts import HeldTexts
from qualcode.coding.passages import subjects
from qualcode.coding.passages.searching import Searcher, fitting
from qualcode.model.origins import CASE, HEADING, QUESTION, ROLE, SPEAKER
from qualcode.model.spans import Span, piece_at
from qualcode.words.extending import Extending

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from qualcode.coding.passages.subjects import Answered, Subject
    from qualcode.coding.project import Project
    from qualcode.model.material import Material, TurnRow
    from qualcode.model.records import Document, Turn
    from qualcode.words.matching import Halt

    Answers = Callable[[Material], Iterable[Answered]]
    """Gives the answers to the questions of the guide."""

Spoken = TypeVar("Spoken", "Turn", "TurnRow")
CONTEXT: Final = 60
"""Characters shown on either side."""
PASSAGE, SENTENCE, TURN = "passage", "sentence", "turn"
"""How far a place reaches: itself, or the sentences or turns it lies in, or is made of."""


class Hit(NamedTuple):
    """Where something was found; `subject` is what it was found by, None for words and expressions."""

    document: Document
    span: Span
    subject: Subject | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A hit as a person reads it; `asks` where only the interviewer says it, `key` is that of its subject."""

    document: str
    name: str
    speaker: str
    asks: bool
    span: Span
    before: str
    words: str
    after: str
    key: str = ""


class Finder:
    """Finds in the documents of a project; what is read of it is read when it is first wanted, and once."""

    def __init__(self, project: Project, answers: Answers) -> None:
        """Find in this project.

        Args:
            project: an open one.
            answers: gives the answers to the questions of the guide, which are a reading.
        """
        self._project = project
        self._answers = answers
        self._documents: list[Document] | None = None
        self._searcher: Searcher | None = None
        self._material: Material | None = None
        self._held: HeldTexts | None = None
        self._turns: dict[str, list[Turn]] = {}
        self._extending: dict[str, Extending] = {}
        self._subjects: dict[str, list[Subject]] = {}

    @property
    def documents(self) -> list[Document]:
        """Every document, sorted by name."""
        if self._documents is None:
            self._documents = self._project.documents.all()
        return self._documents

    @property
    def material(self) -> Material:
        """What readings read of the study."""
        self._material = self._material or self._project.material()
        return self._material

    def by_words(self, typed: str, among: Iterable[Document]) -> list[Hit]:
        """Find words; capitals, accents and the kind of apostrophe are ignored.

        Args:
            typed: the words.
            among: the documents to look in.
        """
        self._searcher = self._searcher or Searcher(self._project, self.documents)
        wanted = {document.id for document in among}
        found = self._searcher.hits(typed)
        return [Hit(document, span) for document, spans in found if document.id in wanted for span in spans]

    def by_pattern(
        self,
        pattern: str,
        among: Sequence[Document],
        *,
        case: bool = False,
        lines: bool = True,
        halt: Halt | None = None,
    ) -> list[Hit]:
        """Find what a regular expression fits.

        Args:
            pattern: Python's `re`.
            among: the documents to look in.
            case: whether capitals count.
            lines: whether ^ and $ meet each line rather than the text.
            halt: lets another thread stop it.

        Raises:
            BadPattern: it cannot be read.
            PatternTakesTooLong: it does not end, or was stopped.
        """
        texts = [self._texts[document.id] for document in among]
        found = fitting(pattern, texts, halt, case=case, lines=lines)
        return [Hit(document, span) for document, spans in zip(among, found, strict=True) for span in spans]

    def subjects(self, by: str) -> list[Subject]:
        """Return what passages can be found by, of one kind.

        Args:
            by: `speaker`, `role`, `case`, `heading` or `question`.
        """
        if by not in self._subjects:
            material = self.material
            self._subjects[by] = {
                SPEAKER: lambda: subjects.voices(material),
                ROLE: lambda: subjects.roles(material),
                CASE: lambda: subjects.cases(material),
                HEADING: lambda: subjects.headings(material, self._all_texts(), self._marked()),
                QUESTION: lambda: subjects.questions(material, self._answers(material), self._all_texts()),
            }[by]()
        return self._subjects[by]

    def by_subjects(self, chosen: Iterable[Subject], among: Sequence[Document], unit: str = PASSAGE) -> list[Hit]:
        """Find the passages of some subjects, whole or cut; one that several subjects share is there for each.

        Args:
            chosen: what they are found by.
            among: the documents to look in.
            unit: `passage`, or `sentence` or `turn` for those that they are made of.
        """
        known = list(chosen)
        return [
            Hit(document, span, subject)
            for document in among
            for subject in known
            for span in self._cut(document.id, subject.spans.get(document.id, ()), unit)
        ]

    def _cut(self, document: str, spans: Iterable[Span], unit: str) -> Iterable[Span]:
        if unit == PASSAGE or not spans:
            return spans
        text, turns = self._texts[document], [turn.span for turn in self.turns(document)]
        return dict.fromkeys(part for span in spans for part in subjects.cut(text, turns, span, unit))

    def grown(self, document: str, spans: Iterable[Span], unit: str) -> list[Span]:
        """Return passages grown to whole words, sentences or turns, each once; `passage` leaves them.

        Args:
            document: its id.
            spans: bounds in its text.
            unit: `passage`, `word`, `sentence` or `turn`.
        """
        if unit == PASSAGE:
            return list(dict.fromkeys(spans))
        if document not in self._extending:
            self._extending[document] = Extending(self.text(document), [turn.span for turn in self.turns(document)])
        return list(dict.fromkeys(self._extending[document].extended(span, unit) for span in spans))

    def text(self, document: str) -> str:
        """Return the stored text of a document, by its id."""
        found = self._texts.get(document)
        return self._project.documents.text(document) if found is None else found

    @property
    def _texts(self) -> Mapping[str, str]:
        """The stored texts by the id of their document."""
        self._held = self._held or HeldTexts(self._project, (document.id for document in self.documents))
        return self._held

    def texts(self, _documents: Iterable[str]) -> Mapping[str, str]:
        """Return the stored texts of some documents, by their ids, among those of others; read where one is asked."""
        return self._texts

    def turns(self, document: str) -> list[Turn]:
        """Return the turns of a document, by its id."""
        if document not in self._turns:
            self._turns[document] = self._project.documents.turns(document)
        return self._turns[document]

    def places(self, hits: Sequence[Hit]) -> tuple[Place, ...]:
        """Return hits with who says them and what stands around them."""
        return tuple(map(self._place, hits))

    def _place(self, hit: Hit) -> Place:
        text, span, document = self.text(hit.document.id), hit.span, hit.document
        turns = self.turns(document.id)
        turn = piece_at(turns, span.start)
        start = max(span.start - CONTEXT, turn.start if turn else 0)
        end = min(span.end + CONTEXT, max(turn.end, span.end) if turn else len(text))
        return Place(
            document.id,
            document.name,
            turn.speaker if turn else "",
            {each.role for each in _touched(turns, span)} == {subjects.ASKS},
            span,
            text[start : span.start].rpartition("\n")[2],
            text[span.start : span.end],
            text[span.end : end].partition("\n")[0],
            hit.subject.key if hit.subject else "",
        )

    def _marked(self) -> dict[str, list[Span]]:
        """Return where the formats of the documents mark headings, by id; of one that came in before, none is known."""
        reports = {document.id: json.loads(document.report) for document in self.documents}
        return {one: [Span(*bounds) for bounds in report.get("headings", ())] for one, report in reports.items()}

    def _all_texts(self) -> Iterator[tuple[str, str]]:
        return ((document.id, self._texts[document.id]) for document in self.documents)


def voice_of(turns: Sequence[Spoken], span: Span) -> Spoken | None:
    """Return the turn whose voice a passage is taken for: the first of a participant, else the first; None for none.

    Args:
        turns: of the document, in order.
        span: the passage.
    """
    touched = _touched(turns, span)
    return next((turn for turn in touched if turn.role != subjects.ASKS), touched[0] if touched else None)


def _touched(turns: Sequence[Spoken], span: Span) -> Sequence[Spoken]:
    """Return the turns that a passage shares a character with."""
    first = max(bisect_right(turns, span.start, key=lambda turn: turn.start) - 1, 0)
    last = bisect_left(turns, span.end, key=lambda turn: turn.start)
    return [turn for turn in turns[first:last] if turn.end > span.start]
