"""What the place of readings asks, off the screen's thread: the answers, and the passages behind a number."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from qualcode.analysis import clouding
from qualcode.analysis.behind import Stretch, applied, meetings, occurrences
from qualcode.analysis.cooccurrence import cooccurrence
from qualcode.analysis.course.codeline import codelines
from qualcode.analysis.course.coverage import coverage
from qualcode.analysis.course.sequence import sequence
from qualcode.analysis.crosstab import crosstab
from qualcode.analysis.frequencies import frequencies
from qualcode.analysis.keywords import keywords
from qualcode.analysis.matrix import matrix
from qualcode.analysis.permutation import Chance, with_chance
from qualcode.analysis.saturation import Rule, saturation
from qualcode.analysis.talk import talk
from qualcode.analysis.word_groups import word_groups
from qualcode.model.own_words import also_said
from qualcode.model.query import Wanted
from qualcode.model.spans import piece_at
from qualcode.readings import code_colours, grid_fixed, study_of
from qualcode.tui.widgets.passages import Entry
from qualcode.words.searching import forms_of, word_hits

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from qualcode.analysis.cloud import Cloud
    from qualcode.coding.project import Project
    from qualcode.model.clouds import PassageCloud
    from qualcode.model.material import Material, TurnRow
    from qualcode.model.progress import Reporter
    from qualcode.model.records import Excerpt
    from qualcode.model.results import Cooccurrence, Keywords, Question, Result

CONTEXT: Final = 90
"""Characters on either side of a word in its context."""
_RULE: Final = frozenset({"base", "run", "threshold", "orders", "seed"})
BETWEEN: Final = " […] "
"""Stands for words that are left out."""
FEW: Final = 12
"""Different answers of an attribute that cases can be compared by as they are; more need classes."""
_READINGS: Final[dict[str, Callable[..., Result]]] = {
    "cooccurrence": cooccurrence,
    "frequencies": frequencies,
    "keywords": keywords,
    "cloud": clouding.answered,
    "crosstab": crosstab,
    "talk": talk,
    "codeline": codelines,
    "sequence": sequence,
    "coverage": coverage,
    "groups": word_groups,
}


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
    compared: tuple[str, ...] = ()
    """Attributes with few enough different answers to compare cases by."""
    colours: Mapping[str, str] = field(default_factory=dict)
    """Of the codes that have one, by label."""
    summaries: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """What the analyst wrote of a case, by its id, under a theme or code."""
    fixed: bool | None = None
    """Whether the codebook was fixed before coding, where that is known."""
    approach: str = ""
    """The project's, which may be wary of tests."""

    @property
    def themed(self) -> bool:
        """Whether a theme rests on something yet."""
        return any(theme.codes or theme.codings for theme in self.material.themes)


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
    values = {
        name: {case.attributes[name] for case in material.cases if name in case.attributes} for name in attributes
    }
    return Studied(
        material,
        texts,
        rows,
        coders,
        tuple(attributes),
        compared=tuple(name for name in attributes if 1 < len(values[name]) <= FEW),
        colours=code_colours(project, material),
        fixed=grid_fixed(project),
        approach=project.approach.named(),
    )


def answered(study: Studied, question: Question) -> Result:
    """Answer a question.

    Raises:
        NothingCoded, NoWords, NoSuchCoder, NoSuchAttribute.
    """
    if question.reading == "matrix":
        return matrix(study.material, study.texts, question, summaries=study.summaries)
    if question.reading == "saturation":
        rule = Rule(**{name: value for name, value in question.options if name in _RULE})  # type: ignore[arg-type]  # as asked
        options = tuple(one for one in question.options if one[0] not in _RULE)
        asked = replace(question, options=options)
        return saturation(study.material, study.texts, asked, rule=rule, grid_fixed=study.fixed)
    return _READINGS[question.reading](study.material, study.texts, question)


def answered_slowly(reporter: Reporter, study: Studied, question: Question) -> Result:
    """Answer a question that takes long; the reporter hears how far it is.

    Raises:
        NothingCoded, NoWords, NoSuchCoder, NoSuchAttribute, NobodySpeaks, TooFewTurns, Interrupted.
    """
    return _READINGS[question.reading](study.material, study.texts, question, reporter=reporter)


def coloured(study: Studied, result: Keywords | PassageCloud) -> Cloud:
    """Colour the answer to the question of a cloud."""
    return clouding.drawn(study.material, study.texts, result, study.colours)


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


def of_any_word(study: Studied, word: str) -> list[Entry]:
    """Return the places where participants say a word, in all its forms, with those of words the study reads as it.

    Args:
        study: the study.
        word: a word, or several.
    """
    voices = _Voices(study)
    languages = {document.id: document.language for document in study.material.documents}
    sought = [forms_of(one) for one in also_said(study.material.own_words, word)]
    found: dict[Stretch, None] = {}
    for turn in study.material.turns:
        if turn.role != "interviewer":
            text, language = study.texts[turn.document], languages[turn.document]
            for forms in sought:
                hits = word_hits(text, turn.start, turn.end, forms, language)
                found |= dict.fromkeys(Stretch(turn.document, hit.start, hit.end) for hit in hits)
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


def voices_of(study: Studied) -> _Voices:
    """Return what says who speaks where, and writes stretches as passages are listed."""
    return _Voices(study)


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
