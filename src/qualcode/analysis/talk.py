"""Who speaks how much in each document, and after whom: in all, under a code or theme, or in a part of the talk."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from qualcode import __version__
from qualcode.analysis.by_question import answers
from qualcode.analysis.intervals import integers, united
from qualcode.analysis.keywords import BY_CODING
from qualcode.analysis.levels import passages
from qualcode.analysis.population import counting, population
from qualcode.analysis.results import now
from qualcode.analysis.speech import laid_out
from qualcode.model.comparisons import PHASES, Follows, Share, Talk
from qualcode.model.errors import BadChoice, NoGuide
from qualcode.words.tokens import count_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualcode.analysis.counted import Counting
    from qualcode.analysis.intervals import Integers
    from qualcode.analysis.speech import Speech
    from qualcode.model.material import Material
    from qualcode.model.results import Question

BY: Final = (*BY_CODING, "question", "phase")


def talk(
    material: Material, texts: Mapping[str, str], question: Question, *, made_at: str = "", version: str = __version__
) -> Talk:
    """Count the turns and words of each voice, the interviewer's too, and after whom it speaks.

    A voice follows the one of the turn before, as they stand in the text, whatever that turn is about; turns without a
    word are no turns, and a voice never follows itself. Documents without turns have no voices and are left out. Under
    a code the words are those under its passages, the turns those that hold some of them; so for answers and thirds.

    Args:
        material: the study.
        texts: the stored text by document id.
        question: coder, and `by`: one of BY, or None for the whole talk.
        made_at: the time to write on the answer, ISO 8601 in UTC; now by default.
        version: the program's version to write on the answer.

    Raises:
        NothingCoded, NoSuchCoder: by code, group or theme, where nothing is coded so.
        NoGuide, BadChoice: see `_parts`.
    """
    question = replace(question, interviewer=True)
    counted = counting(material, texts, question, needs_codings=question.by in BY_CODING)
    speech = laid_out(material, counted)
    names, parts = _parts(material, counted, speech, question.by)
    voices = _Voices(material, texts, counted, speech)
    rows = tuple(share for part, name in zip(parts, names, strict=True) for share in voices.shares(part, name))
    rows = tuple(sorted(rows, key=lambda row: voices.order[row.document]))
    spoken = {row.case for row in rows if row.case}
    return Talk(
        question=question,
        population=population(
            counted,
            len(spoken),
            n_words=sum(row.words for row in rows) if question.by is None else voices.words(counted),
        ),
        version=version,
        made_at=made_at or now(),
        rows=rows,
    )


Part = tuple["Integers", "Integers"]
"""Starts and ends of ranges of the axis, apart and ascending."""


def _parts(
    material: Material, counted: Counting, speech: Speech, by: str | None
) -> tuple[tuple[str | None, ...], list[Part]]:
    """Return the parts of the talk that are compared: their names, and where each lies.

    Raises:
        NoGuide: by question, where the study has no interview guide.
        BadChoice: by another word.
    """
    if by is None:
        return (None,), [(speech.start, speech.end)]
    if by in BY_CODING:
        marked = passages(material, counted.codings, speech.base, BY_CODING[by])
        row, start, end = united(marked.row, marked.start, marked.end)
        return marked.labels, [(start[row == one], end[row == one]) for one in range(len(marked.labels))]
    if by == "phase":
        return PHASES, _thirds(counted, speech)
    if by != "question":
        raise BadChoice(by, choices=", ".join(BY))
    if not material.questions:
        raise NoGuide("question")
    return tuple(row.name for row in material.questions), _answered(material, speech)


def _thirds(counted: Counting, speech: Speech) -> list[Part]:
    """Part each document where a third and two thirds of its characters are said; a turn goes where its middle is."""
    length = speech.end - speech.start
    third = np.zeros_like(length)
    for place in range(len(counted.documents)):
        here = np.flatnonzero(speech.document == place)
        middle = 2 * (np.cumsum(length[here]) - length[here]) + length[here]
        third[here] = middle * len(PHASES) // (2 * length[here].sum() if len(here) else 1)
    return [(speech.start[third == one], speech.end[third == one]) for one in range(len(PHASES))]


def _answered(material: Material, speech: Speech) -> list[Part]:
    """Return the answers to each question of the guide, those that meet made one."""
    number = {row.id: place for place, row in enumerate(material.questions)}
    found = [one for one in answers(material) if one.document in speech.base]
    row, start, end = united(
        integers(number[one.question] for one in found),
        integers(one.start + speech.base[one.document] for one in found),
        integers(one.end + speech.base[one.document] for one in found),
    )
    return [(start[row == one], end[row == one]) for one in range(len(number))]


class _Voices:
    """Who says what of a part of the talk."""

    def __init__(self, material: Material, texts: Mapping[str, str], counted: Counting, speech: Speech) -> None:
        self._texts, self._counted, self._speech = texts, counted, speech
        self._cases = {case.id: case.name for case in material.cases}
        self._rows = counted.turns.rows
        self.order = {document.name: place for place, document in enumerate(counted.documents)}

    def words(self, counted: Counting) -> int:
        """Count the words of all voices."""
        told = (turn for turn in self._rows if turn.document not in counted.without_turns)
        return sum(count_words(self._texts[turn.document], turn.start, turn.end) for turn in told)

    def shares(self, part: Part, name: str | None) -> list[Share]:
        """Return the voices of a part of the talk, by document, in the order of their first words."""
        start, end = part
        place, stretch = self._speech.touched(start, end)
        said: dict[int, dict[int, int]] = defaultdict(Counter)
        for one, where in zip(place.tolist(), stretch.tolist(), strict=True):
            document, turn = int(self._speech.document[where]), int(self._speech.turn[where])
            if self._counted.documents[document].id not in self._counted.without_turns:
                said[document][turn] += self._count(where, int(start[one]), int(end[one]))
        return [share for document in sorted(said) for share in self._of_document(document, said[document], name)]

    def _count(self, where: int, start: int, end: int) -> int:
        """Count the words of a stretch that lie in a range."""
        document = self._counted.documents[int(self._speech.document[where])].id
        base = self._speech.base[document]
        first, last = max(start, int(self._speech.start[where])), min(end, int(self._speech.end[where]))
        return count_words(self._texts[document], first - base, last - base)

    def _of_document(self, document: int, said: Mapping[int, int], name: str | None) -> list[Share]:
        turns = sorted(turn for turn, words in said.items() if words)
        rows = {turn: self._rows[turn] for turn in turns}
        words, taken, after = Counter[str](), Counter[str](), Counter[tuple[str, str]]()
        for turn, row in rows.items():
            words[row.speaker] += said[turn]
            taken[row.speaker] += 1
            before = self._rows[turn - 1] if turn else row
            if before.document == row.document and before.speaker != row.speaker:
                after[row.speaker, before.speaker] += 1
        first = {row.speaker: row for row in reversed(rows.values())}
        heard = dict.fromkeys(before for _, before in after)
        known = [*taken, *(one for one in heard if one not in taken)]
        whole = words.total()
        return [
            Share(
                document=self._counted.documents[document].name,
                speaker=speaker,
                role=first[speaker].role,
                case=self._cases.get(first[speaker].case or ""),
                turns=taken[speaker],
                words=words[speaker],
                share=words[speaker] / whole if whole else 0.0,
                follows=tuple(Follows(one, after[speaker, one]) for one in known if after[speaker, one]),
                group=name,
            )
            for speaker in taken
        ]
