"""Passages found in all the documents, off the screen's thread: each with who says it and what stands around it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from qualcode.analysis.by_question import answers
from qualcode.analysis.retrieval import retrieved
from qualcode.coding.passages.finding import PASSAGE, SENTENCE, TURN, Finder, Hit, Place
from qualcode.coding.passages.gathered import code_names
from qualcode.coding.passages.queries import Answerable
from qualcode.coding.passages.subjects import Subject
from qualcode.model.origins import CASE, HEADING, PATTERN, QUERY, QUESTION, ROLE, SPEAKER, WORDS, origin_of
from qualcode.model.spans import Span
from qualcode.words.folding import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qualcode.coding.project import Project
    from qualcode.model.records import Document
    from qualcode.words.matching import Halt
    from qualcode.words.offering import Vocabulary

__all__ = [
    "EXTENTS", "MOST", "PASSAGE", "SENTENCE", "SLASH", "TURN", "TYPED", "WAYS", "Asked", "Everywhere", "Found", "Place",
]  # fmt: skip

MOST: Final = 500
"""Places that are listed of words, and what there is to choose: what is not seen is not coded either."""
MOST_OF_CHOSEN: Final = 3_000
"""Places that are listed of what was chosen: of a voice one wants them all."""
SLASH: Final = "/"
"""What begins a regular expression, and may close it."""
WAYS: Final = (WORDS, SPEAKER, CASE, ROLE, HEADING, QUESTION, QUERY)
"""By what passages are found; an expression is words between slashes."""
TYPED: Final = frozenset({WORDS, QUERY})
"""The ways of which what is found is found as one types, and goes to one code."""
EXTENTS: Final = {
    WORDS: (PASSAGE, SENTENCE, TURN),
    SPEAKER: (PASSAGE, SENTENCE),
    CASE: (PASSAGE, SENTENCE),
    ROLE: (PASSAGE, SENTENCE),
    HEADING: (PASSAGE, TURN, SENTENCE),
    QUESTION: (PASSAGE, TURN, SENTENCE),
    QUERY: (PASSAGE, SENTENCE, TURN),
}
"""How far a place reaches, by what it is found by: what was typed for grows, all else is cut."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for: words or an expression, or the keys of what was chosen of another way."""

    by: str = WORDS
    typed: str = ""
    keys: tuple[str, ...] = ()
    among: frozenset[str] | None = None
    """The ids of the documents to look in; None for all."""
    extent: str = PASSAGE


@dataclass(frozen=True, slots=True)
class Found:
    """The places, or what there is to choose, as many as are listed; how many there are, in how many documents."""

    places: tuple[Place, ...] = ()
    count: int = 0
    documents: int = 0
    subjects: tuple[Subject, ...] = ()
    known: Vocabulary | None = None
    """What there is to name in a query."""


def is_open(typed: str) -> bool:
    """Tell whether an expression is begun and not closed; a slash behind a backslash is one of its signs."""
    if not typed.startswith(SLASH):
        return False
    within = typed[1:]
    signs = within.removesuffix(SLASH)
    return signs == within or (len(signs) - len(signs.rstrip("\\"))) % 2 == 1


def expression(typed: str) -> str:
    """Return what stands between the slashes."""
    within = typed.removeprefix(SLASH)
    return within if is_open(typed) else within.removesuffix(SLASH)


class Everywhere:
    """Looks through every document of a project; what is read of it is read at the first search, and once."""

    def __init__(self, project: Project) -> None:
        """Look in this project."""
        self._project = project
        self._finder = Finder(project, answers)
        self._answerable = Answerable(project, self._finder)

    def find(self, asked: Asked, halt: Halt | None = None) -> Found:
        """Return the places of what is asked; before anything is chosen, what there is to choose from.

        Args:
            asked: what is looked for, and where; capitals, accents and the kind of apostrophe are ignored.
            halt: lets another thread stop an expression.

        Raises:
            BadPattern: the expression cannot be read.
            PatternTakesTooLong: it does not end, or was stopped.
            BadQuery: the query cannot be read, or names what is not there.
        """
        among = [one for one in self._finder.documents if asked.among is None or one.id in asked.among]
        if asked.by == WORDS:
            return self._listed(self._words(asked.typed, among, halt), MOST)
        if asked.by == QUERY:
            return self._answering(asked.typed, among)
        if not asked.keys:
            subjects = tuple(self._to_choose(asked, among))
            return Found(subjects=subjects[:MOST], count=len(subjects))
        chosen = [one for one in self._finder.subjects(asked.by) if one.key in asked.keys]
        return self._listed(self._finder.by_subjects(chosen, among, asked.extent), MOST_OF_CHOSEN)

    def _answering(self, typed: str, among: Sequence[Document]) -> Found:
        """Return the passages that answer a query; before one is typed, those that were saved."""
        known = self._answerable.vocabulary
        if not typed:
            saved = tuple(Subject(QUERY, one.query, one.name, {}) for one in self._project.queries.all())
            return Found(count=len(saved), subjects=saved, known=known)
        places = {document.id: document for document in among}
        answering = retrieved(typed, self._answerable.source)
        hits = [Hit(places[one.document], Span(one.start, one.end)) for one in answering if one.document in places]
        return replace(self._listed(hits, MOST), known=known)

    def _words(self, typed: str, among: Sequence[Document], halt: Halt | None) -> list[Hit]:
        if not typed.startswith(SLASH):
            return self._finder.by_words(typed, among)
        pattern = expression(typed)
        return self._finder.by_pattern(pattern, among, halt=halt) if pattern else []

    def _to_choose(self, asked: Asked, among: Iterable[Document]) -> Iterable[Subject]:
        """Give what there is in some documents, of which the name holds what was typed."""
        ids, wanted = [document.id for document in among], folded(asked.typed)
        for subject in self._finder.subjects(asked.by):
            within = subject.within(ids)
            if within.count and wanted in folded(subject.name):
                yield within

    def _listed(self, hits: Sequence[Hit], most: int) -> Found:
        documents = len({hit.document.id for hit in hits})
        return Found(self._finder.places(hits[:most]), len(hits), documents)

    def grown(self, places: Iterable[Place], asked: Asked) -> list[tuple[str, Span]]:
        """Return the passages of some places with the ids of their documents, each once.

        Args:
            places: those that were found.
            asked: how far they reach; what was typed for grows, all else was cut before it was listed.
        """
        extent = asked.extent if asked.by in TYPED else PASSAGE
        spans: dict[str, list[Span]] = {}
        for place in places:
            spans.setdefault(place.document, []).append(place.span)
        return [(one, span) for one, each in spans.items() for span in self._finder.grown(one, each, extent)]

    def origin(self, asked: Asked) -> str:
        """Return where codings say that they come from, of one search."""
        if asked.by == WORDS:
            is_pattern = asked.typed.startswith(SLASH)
            return origin_of(PATTERN, expression(asked.typed)) if is_pattern else origin_of(WORDS, asked.typed)
        if asked.by == QUERY:
            return origin_of(QUERY, asked.typed)
        return origin_of(asked.by, ", ".join(one.name for one in self._chosen(asked)))

    def each(self, asked: Asked) -> dict[str, tuple[str, str]]:
        """Return how a code for each of what was chosen is called, and the origin of its codings, by key."""
        chosen = self._chosen(asked)
        names = zip(chosen, code_names(chosen), strict=True)
        return {one.key: (name, origin_of(one.by, one.name)) for one, name in names}

    def _chosen(self, asked: Asked) -> list[Subject]:
        return [one for one in self._finder.subjects(asked.by) if one.key in asked.keys]
