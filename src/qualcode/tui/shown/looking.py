"""What the place of readings asks, off the screen's thread: the answers, and the passages behind a number."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from qualcode.analysis.behind import Stretch, applied, meetings, occurrences
from qualcode.analysis.cooccurrence import cooccurrence
from qualcode.analysis.frequencies import frequencies
from qualcode.analysis.keywords import keywords
from qualcode.analysis.permutation import Chance, with_chance
from qualcode.model.query import Wanted
from qualcode.model.spans import piece_at
from qualcode.readings import study_of
from qualcode.tui.widgets.passages import Entry

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qualcode.coding.project import Project
    from qualcode.model.material import Material, TurnRow
    from qualcode.model.progress import Reporter
    from qualcode.model.records import Excerpt
    from qualcode.model.results import Cooccurrence, Question, Result

CONTEXT: Final = 90
"""Characters on either side of a word in its context."""
BETWEEN: Final = " […] "
"""Stands for words that are left out."""
_READINGS: Final = {"cooccurrence": cooccurrence, "frequencies": frequencies, "keywords": keywords, "cloud": keywords}


@dataclass(frozen=True, slots=True)
class Studied:
    """The study as readings read it, and the labels of its codes, groups and themes in their order."""

    material: Material
    texts: Mapping[str, str]
    rows: Mapping[str, tuple[str, ...]]
    """By level."""
    coded: tuple[str, ...]
    """Names of the coders who have codings."""
    attributes: tuple[str, ...]


def studied(project: Project) -> Studied:
    """Read the study."""
    material, texts = study_of(project)
    rows = {
        "code": tuple(code.label for code in material.codes),
        "group": tuple(code.label for code in material.codes if code.parent is None),
        "theme": tuple(theme.name for theme in material.themes),
    }
    active = {coding.coder for coding in material.codings}
    coders = tuple(name for identifier, name in material.coders.items() if identifier in active)
    attributes = dict.fromkeys(name for case in material.cases for name in case.attributes)
    return Studied(material, texts, rows, coders, tuple(attributes))


def answered(study: Studied, question: Question) -> Result:
    """Answer a question.

    Raises:
        NothingCoded, NoWords, NoSuchCoder, NoSuchAttribute.
    """
    return _READINGS[question.reading](study.material, study.texts, question)


def tested(reporter: Reporter, study: Studied, answer: Cooccurrence) -> Cooccurrence:
    """Test each pair of an answer against chance.

    Raises:
        BadChoice: where the unit allows no such test.
        Interrupted: the reporter said to stop.
    """
    return with_chance(answer, study.material, study.texts, Chance(), reporter)


def of_pair(study: Studied, question: Question, pair: tuple[str, str]) -> list[Entry]:
    """Return the units in which two codes meet, each with the words coded there."""
    voices = _Voices(study)
    found = meetings(study.material, study.texts, question, *pair)
    return [voices.entry(str(number), meeting.stretches, meeting.name) for number, meeting in enumerate(found)]


def of_code(study: Studied, question: Question, row: tuple[str, str | None], project: Project) -> list[Entry]:
    """Return the codings that a row of the frequencies counts."""
    ids = applied(study.material, study.texts, question, *row)
    excerpts = project.codings.excerpts(Wanted(codings=frozenset(ids))) if ids else []
    called = {document.name: document.id for document in study.material.documents}
    return [of_excerpt(excerpt, called.get(excerpt.document, "")) for excerpt in excerpts]


def of_excerpt(excerpt: Excerpt, document: str = "") -> Entry:
    """Return an excerpt as a passage is listed."""
    where = excerpt.case or _joined(excerpt.document, excerpt.speaker or "")
    return Entry(excerpt.id, where, ((excerpt.text, False),), document, excerpt.start)


def of_term(study: Studied, question: Question, row: tuple[str, str | None]) -> list[Entry]:
    """Return the places where a term was said, each in its context."""
    voices = _Voices(study)
    found = occurrences(study.material, study.texts, question, *row)
    return [voices.context(str(number), stretch) for number, stretch in enumerate(found)]


def _joined(document: str, speaker: str) -> str:
    return f"{document} · {speaker}" if speaker else document


def _whole_words(text: str, stretch: Stretch, low: int, high: int) -> tuple[int, int]:
    """Return the bounds of the context of a stretch: no word of it is cut."""
    start, end = max(stretch.start - CONTEXT, low), min(stretch.end + CONTEXT, high)
    if start > low:
        start = text.find(" ", start, stretch.start) + 1 or start
    if end < high:
        end = max(text.rfind(" ", stretch.end, end), stretch.end)
    return start, end


class _Voices:
    """Says who speaks where."""

    def __init__(self, study: Studied) -> None:
        self._texts = study.texts
        self._documents = {document.id: document.name for document in study.material.documents}
        self._cases = {case.id: case.name for case in study.material.cases}
        self._turns: dict[str, list[TurnRow]] = defaultdict(list)
        for turn in study.material.turns:
            self._turns[turn.document].append(turn)

    def _turn(self, stretch: Stretch) -> TurnRow | None:
        return piece_at(self._turns[stretch.document], stretch.start)

    def where(self, stretch: Stretch) -> str:
        """Return the case that speaks, else document and voice."""
        turn = self._turn(stretch)
        document = self._documents[stretch.document]
        if turn is None:
            return document
        return self._cases.get(turn.case or "") or _joined(document, turn.speaker)

    def entry(self, identifier: str, stretches: Sequence[Stretch], name: str) -> Entry:
        """Return the words of some stretches, what lies between them left out."""
        first = stretches[0]
        words = self._words(first)
        for before, one in pairwise(stretches):
            words += self._between(before, one) + self._words(one)
        return Entry(identifier, name or self.where(first), ((words, False),), first.document, first.start)

    def _words(self, stretch: Stretch) -> str:
        return self._texts[stretch.document][stretch.start : stretch.end].strip()

    def _between(self, before: Stretch, after: Stretch) -> str:
        """Return what joins two stretches: a sign only where words of the transcript are left out."""
        text = self._texts[before.document]
        apart = before.document != after.document or text[before.end : after.start].strip()
        return BETWEEN if apart else " "

    def context(self, identifier: str, stretch: Stretch) -> Entry:
        """Return a word with what stands around it in its turn."""
        text, turn = self._texts[stretch.document], self._turn(stretch)
        low, high = (turn.start, turn.end) if turn else (0, len(text))
        start, end = _whole_words(text, stretch, low, high)
        before = ("…" if start > low else "") + text[start : stretch.start]
        after = text[stretch.end : end] + ("…" if end < high else "")
        pieces = ((before, False), (text[stretch.start : stretch.end], True), (after, False))
        return Entry(identifier, self.where(stretch), pieces, stretch.document, stretch.start)
