"""Which words of the interviewer ask which question of the guide: in any order and wording, else none.

Every sentence that the interviewer says, alone and with the next one, is compared with every question, with each of its
sentences and with its probes. Three measures of likeness are weighed: lemmas without stop words, lemmas in pairs, and
pieces of words of three to five letters; each is the cosine of TF-IDF vectors (Salton and Buckley 1988).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from qualcode.model.errors import Interrupted
from qualcode.model.progress import Silent
from qualcode.words.folding import search_key
from qualcode.words.lemmas import lemmas
from qualcode.words.sentences import sentences
from qualcode.words.stopwords import stop_words
from qualcode.words.tokens import bare, word_forms

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from qualcode.model.material import AskedRow, Material, TurnRow
    from qualcode.model.progress import Reporter
    from qualcode.model.records import GuideQuestion

SURE: Final = 0.36
LIKELY: Final = 0.30
"""Scores from which a match is shown as sure, and as likely; below, nothing is. Tuned on half of the sample studies.

Of what is sure, 22 in the tuned half and 20 in the other, 86 % and 80 % are right; of what is likely, half.
"""
MARGIN: Final = 0.05
"""How far a question must stand before the next one."""
_LEFT_OUT: Final = ("grammar", "fillers", "common")
_WEIGHTS: Final = (0.2, 0.3, 0.5)
"""Of lemmas, of lemmas in pairs, of pieces of words."""
_PROBE: Final = 0.9
"""A probe counts a little less than the question itself."""
_NO_QUESTION: Final = 0.5
"""So does a sentence that asks nothing."""
_SOME_WORD: Final = "qualcode"
"""Vectors need a word to begin with, and a guide of “Pourquoi?” has none left."""
_CLAUSE: Final = re.compile(r"[,;:]")
_INVITES: Final = re.compile(
    r"(?:\[[^\]\n]*\]\s*)?(?:racont|parl|décri|reven|pense|dites|dis-|tell|take|walk|let|describe|talk)", re.IGNORECASE
)
"""How a sentence begins that asks without a question mark."""


class Found(NamedTuple):
    """A question of the guide found in the interviewer's words: ids, the bounds of the words, the score from 0 to 1."""

    question: str
    document: str
    start: int
    end: int
    score: float

    @property
    def sure(self) -> bool:
        """Whether the score is one of those that are nearly always right."""
        return self.score >= SURE


class _Window(NamedTuple):
    """A sentence of a turn, alone or with the next one."""

    turn: int
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class _Parts:
    """The pieces of the questions that windows are compared with."""

    texts: list[str]
    question: list[int]
    weight: list[float]


@dataclass(frozen=True, slots=True)
class _Steps:
    """Tells how many measures were made, in all languages."""

    reporter: Reporter
    before: int
    total: int

    def told(self, number: int) -> None:
        """Tell that so many were made in this language.

        Raises:
            Interrupted: the reporter said to stop.
        """
        if self.reporter.cancelled():
            raise Interrupted("guide")
        self.reporter.step(self.before + number, self.total, "")


def matched(
    questions: Sequence[GuideQuestion],
    material: Material,
    texts: Mapping[str, str],
    reporter: Reporter | None = None,
) -> list[Found]:
    """Find where the interviewer asks the questions of the guide; turns in which one is marked already are passed over.

    Args:
        questions: the guide.
        material: the study; documents without an interviewer give nothing.
        texts: the stored text by document id, of the documents to look into.
        reporter: hears of each measure of likeness in each language, and may stop it.

    Returns:
        At most one question a turn, by document in the order of the study, then by place.

    Raises:
        Interrupted: the reporter said to stop.
    """
    languages = {document.id: document.language[:2] for document in material.documents}
    place = {document.id: index for index, document in enumerate(material.documents)}
    asking = [turn for turn in material.turns if turn.role == "interviewer" and turn.document in texts]
    marked: dict[str, list[AskedRow]] = {}
    for row in material.askings:
        marked.setdefault(row.document, []).append(row)
    found: list[Found] = []
    spoken = sorted({languages[turn.document] for turn in asking}) if questions else []
    for place_of, language in enumerate(spoken):
        turns = [turn for turn in asking if languages[turn.document] == language]
        steps = _Steps(reporter or Silent(), place_of * len(_WEIGHTS), len(spoken) * len(_WEIGHTS))
        for number, one in _in_language(questions, turns, texts, language, steps):
            turn = turns[number]
            if not any(row.start < turn.end and turn.start < row.end for row in marked.get(turn.document, ())):
                found.append(one)
    return sorted(found, key=lambda one: (place[one.document], one.start))


def _in_language(
    questions: Sequence[GuideQuestion], turns: Sequence[TurnRow], texts: Mapping[str, str], language: str, steps: _Steps
) -> list[tuple[int, Found]]:
    """Return what was found, with the place of its turn: marked ones take part, so that scores stay what they were."""
    windows = [window for number, turn in enumerate(turns) for window in _windows(number, turn, texts[turn.document])]
    if not windows:
        return []
    parts = _parts(questions)
    scores = _scores([window.text for window in windows], parts, len(questions), language, steps)
    best: dict[int, tuple[float, int, int]] = {}
    for window, row in zip(windows, scores, strict=True):
        first, ahead = _first(row)
        score = min(float(row[first]), 1.0)
        if score >= LIKELY and ahead >= MARGIN and score > best.get(window.turn, (0.0,))[0]:
            best[window.turn] = (score, first, window.start)
    return [
        (number, Found(questions[first].id, turns[number].document, start, turns[number].end, score))
        for number, (score, first, start) in best.items()
    ]


def _first(row: NDArray[np.float64]) -> tuple[int, float]:
    """Return the place of the highest score and how far it stands before the next."""
    order = np.argsort(-row, kind="stable")
    return int(order[0]), float(row[order[0]] - row[order[1]]) if len(order) > 1 else float(row[order[0]])


def _windows(number: int, turn: TurnRow, text: str) -> list[_Window]:
    cut = sentences(text, turn.start, turn.end)
    alone = [_Window(number, text[span.start : span.end], span.start) for span in cut]
    return alone + [_Window(number, text[one.start : two.end], one.start) for one, two in pairwise(cut)]


def _parts(questions: Sequence[GuideQuestion]) -> _Parts:
    """Cut the questions into what they may be recognised by."""
    parts = _Parts([], [], [])
    for place, question in enumerate(questions):
        whole = question.text
        pieces = dict.fromkeys([whole, *(whole[span.start : span.end] for span in sentences(whole))], 1.0)
        for probe in question.probes:
            for piece in (probe, *_CLAUSE.split(probe)):
                pieces.setdefault(piece.strip(), _PROBE)
        for text, weight in pieces.items():
            parts.texts.append(text)
            parts.question.append(place)
            parts.weight.append(weight)
    return parts


def _scores(
    windows: Sequence[str], parts: _Parts, n_questions: int, language: str, steps: _Steps
) -> NDArray[np.float64]:
    """Return how like each window is to each question, shape (windows, questions)."""
    likeness = np.zeros((len(windows), len(parts.texts)))
    for number, (weight, vectors) in enumerate(zip(_WEIGHTS, _vectorizers(language), strict=True)):
        steps.told(number)
        vectors.fit([*parts.texts, *windows, _SOME_WORD])
        likeness += weight * (vectors.transform(windows) @ vectors.transform(parts.texts).T).toarray()
    likeness *= np.array(parts.weight)
    scores = np.zeros((len(windows), n_questions))
    for column, question in enumerate(parts.question):
        scores[:, question] = np.maximum(scores[:, question], likeness[:, column])
    asks = np.array([1.0 if "?" in text or _INVITES.match(text) else _NO_QUESTION for text in windows])
    weighed: NDArray[np.float64] = scores * asks[:, None]
    return weighed


def _vectorizers(language: str) -> tuple[TfidfVectorizer, ...]:
    return (
        TfidfVectorizer(analyzer=partial(_content, language=language), sublinear_tf=True),
        TfidfVectorizer(analyzer=partial(_pairs, language=language), sublinear_tf=True),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), preprocessor=search_key, sublinear_tf=True),
    )


def _lemmas(text: str, language: str) -> list[str]:
    lemma: Callable[[str], str] = lemmas(language)
    return [lemma(bare(form)) for form in word_forms(text)]


def _content(text: str, language: str) -> list[str]:
    """Return the lemmas of a text without stop words."""
    stop = stop_words(language, _LEFT_OUT)
    lemma = lemmas(language)
    forms = (bare(form) for form in word_forms(text))
    return [lemma(form) for form in forms if form not in stop and lemma(form) not in stop]


def _pairs(text: str, language: str) -> list[str]:
    """Return the lemmas of a text, each alone and with the next one."""
    found = _lemmas(text, language)
    return [*found, *(f"{one} {two}" for one, two in pairwise(found))]
