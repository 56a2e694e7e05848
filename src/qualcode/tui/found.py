"""Words found in all the documents, off the screen's thread: each place with who says it and what stands around."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from qualcode.coding.searching import Searcher, fitting
from qualcode.model.spans import piece_at
from qualcode.words.extending import Extending

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qualcode.coding.project import Project
    from qualcode.model.records import Document, Turn
    from qualcode.model.spans import Span
    from qualcode.words.matching import Halt

MOST: Final = 500
"""Places that are listed: what is not seen is not coded either."""
CONTEXT: Final = 60
"""Characters shown on either side."""
PATTERN: Final = "/"
"""What begins a regular expression, and may close it."""
WORDS, SENTENCE, TURN = "words", "sentence", "turn"
EXTENTS: Final = (WORDS, SENTENCE, TURN)
"""How far a place reaches once it is coded."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was found; `asks` where the interviewer says it."""

    document: str
    name: str
    speaker: str
    asks: bool
    span: Span
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Found:
    """The places, at most `MOST` of them, and how many there are in how many documents."""

    places: tuple[Place, ...] = ()
    count: int = 0
    documents: int = 0


def is_open(typed: str) -> bool:
    """Tell whether an expression is begun and not closed; a slash behind a backslash is one of its signs."""
    if not typed.startswith(PATTERN):
        return False
    within = typed[1:]
    signs = within.removesuffix(PATTERN)
    return signs == within or (len(signs) - len(signs.rstrip("\\"))) % 2 == 1


def _expression(typed: str) -> str:
    """Return what stands between the slashes."""
    within = typed.removeprefix(PATTERN)
    return within if is_open(typed) else within.removesuffix(PATTERN)


class Everywhere:
    """Looks through every document of a project; what is read of it is read at the first search, and once."""

    def __init__(self, project: Project) -> None:
        """Look in this project."""
        self._project = project
        self._documents: list[Document] = []
        self._searcher: Searcher | None = None
        self._texts: dict[str, str] = {}
        self._turns: dict[str, list[Turn]] = {}

    def find(self, typed: str, only: str = "", halt: Halt | None = None) -> Found:
        """Return the places of some words, or of what a regular expression between slashes fits.

        Args:
            typed: as it was typed; capitals, accents and the kind of apostrophe are ignored for words.
            only: the id of the one document to look in; all where empty.
            halt: lets another thread stop an expression.

        Raises:
            BadPattern: the expression cannot be read.
            PatternTakesTooLong: it does not end, or was stopped.
        """
        if self._searcher is None:
            self._documents = self._project.documents.all()
            self._searcher = Searcher(self._project, self._documents)
        documents = [document for document in self._documents if not only or document.id == only]
        words = self._searcher.hits(typed)
        each = self._fitting(typed, documents, halt) if typed.startswith(PATTERN) else _among(documents, words)
        found = [(document, spans) for document, spans in each if spans]
        pairs = [(document, span) for document, spans in found for span in spans]
        self._read([document for document, _span in pairs[:MOST]])
        places = tuple(self._place(document, span) for document, span in pairs[:MOST])
        return Found(places, len(pairs), len(found))

    def grown(self, places: Iterable[Place], extent: str) -> dict[str, list[Span]]:
        """Return the passages of some places by document, each once, grown to their sentences or turns."""
        passages: dict[str, dict[Span, None]] = {}
        extending: dict[str, Extending] = {}
        for place in places:
            if place.document not in extending:
                turns = [turn.span for turn in self._turns[place.document]]
                extending[place.document] = Extending(self._texts[place.document], turns)
            reach = place.span if extent == WORDS else extending[place.document].extended(place.span, extent)
            passages.setdefault(place.document, {})[reach] = None
        return {document: list(spans) for document, spans in passages.items()}

    def _fitting(
        self, typed: str, documents: list[Document], halt: Halt | None
    ) -> Iterator[tuple[Document, list[Span]]]:
        pattern = _expression(typed)
        if not pattern:
            return iter(())
        self._read(documents)
        return zip(documents, fitting(pattern, [self._texts[one.id] for one in documents], halt), strict=True)

    def _read(self, documents: Iterable[Document]) -> None:
        missing = list(dict.fromkeys(document.id for document in documents if document.id not in self._texts))
        self._texts.update(self._project.documents.texts(missing))

    def _place(self, document: Document, span: Span) -> Place:
        text, turn = self._texts[document.id], self._turn_at(document.id, span)
        start = max(span.start - CONTEXT, turn.start if turn else 0)
        end = min(span.end + CONTEXT, max(turn.end, span.end) if turn else len(text))
        before, after = text[start : span.start], text[span.end : end]
        return Place(
            document.id,
            document.name,
            turn.speaker if turn else "",
            turn is not None and turn.role == "interviewer",
            span,
            before.rpartition("\n")[2],
            text[span.start : span.end],
            after.partition("\n")[0],
        )

    def _turn_at(self, document: str, span: Span) -> Turn | None:
        if document not in self._turns:
            self._turns[document] = self._project.documents.turns(document)
        return piece_at(self._turns[document], span.start)


def _among(
    documents: list[Document], found: Iterator[tuple[Document, list[Span]]]
) -> Iterator[tuple[Document, list[Span]]]:
    wanted = {document.id for document in documents}
    return ((document, spans) for document, spans in found if document.id in wanted)
