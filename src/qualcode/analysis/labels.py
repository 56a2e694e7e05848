"""The groups a reading is divided by: documents, cases, voices, or the values of an attribute."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from qualcode.analysis.by_question import Within
from qualcode.analysis.by_round import groups_of_rounds
from qualcode.analysis.intervals import distinct, expanded, integers
from qualcode.model.errors import BadChoice, NoGuide, NoSuchAttribute
from qualcode.model.practice import BY_ROUND
from qualcode.words.folding import folded, sort_key

if TYPE_CHECKING:
    from collections.abc import Callable

    from qualcode.analysis.counted import Counting
    from qualcode.analysis.intervals import Integers
    from qualcode.analysis.speech import Speech
    from qualcode.model.material import Material

UNKNOWN: Final = ""
"""The group of what has no case, no voice or no value: a row of its own, never left out in silence."""
ATTRIBUTE: Final = "attribute:"


@dataclass(frozen=True, slots=True)
class Labels:
    """Names of the groups, and the groups of each stretch of speech."""

    names: tuple[str | None, ...]
    owner: Integers
    """With `number`: the distinct pairs (stretch, group), ascending by stretch."""
    number: Integers
    of_coding: Integers | None = None
    """The group of each coding that counts, where codings are divided and not what people said."""

    def of_passages(self, stretch: Integers, coding: Integers) -> tuple[Integers, Integers]:
        """Return the pairs (index into the passages, group) of passages that lie in stretches.

        Args:
            stretch: the stretch of each.
            coding: the coding each belongs to.
        """
        if self.of_coding is None:
            return self.of(stretch)
        return np.arange(len(stretch), dtype=np.int64), self.of_coding[coding]

    def of(self, stretch: Integers) -> tuple[Integers, Integers]:
        """Return the pairs (index into `stretch`, group) of the groups each stretch belongs to."""
        first = np.searchsorted(self.owner, stretch, side="left").astype(np.int64)
        last = np.searchsorted(self.owner, stretch, side="right").astype(np.int64)
        owner, position = expanded(first, last)
        return owner, self.number[position]

    def characters(self, speech: Speech) -> list[int]:
        """Count the characters of counted speech in each group."""
        length = (speech.end - speech.start)[self.owner]
        totals = np.zeros(len(self.names), dtype=np.int64)
        np.add.at(totals, self.number, length)
        return [int(total) for total in totals]


def labels(material: Material, counted: Counting, speech: Speech, by: str | None) -> Labels:
    """Divide the counted speech.

    Args:
        material: the study.
        counted: what the reading counts.
        speech: the same, laid out.
        by: document, case, speaker, question, round, attribute:NAME, or None for the whole.

    Raises:
        NoSuchRound: by round, where the study has none.
        NoGuide: by question, where the study has no interview guide.
        BadChoice: another word.
        NoSuchAttribute: no case has that attribute.
    """
    every = np.arange(len(speech.start), dtype=np.int64)
    ways: dict[str | None, Callable[[], Labels]] = {
        None: lambda: Labels((None,), every, np.zeros_like(every)),
        "document": lambda: Labels(tuple(document.name for document in counted.documents), every, speech.document),
        "speaker": lambda: _by_speaker(counted, speech),
        "case": lambda: _by_case(speech, tuple(case.name for case in material.cases)),
        "question": lambda: _by_question(material, counted, speech),
        BY_ROUND: lambda: _by_round(material, counted, speech),
    }
    if by in ways:
        return ways[by]()
    if by is not None and by.startswith(ATTRIBUTE):
        return _by_attribute(material, speech, by.removeprefix(ATTRIBUTE))
    raise BadChoice(by or "", choices="document, case, speaker, question, round, attribute:NAME")


def _by_round(material: Material, counted: Counting, speech: Speech) -> Labels:
    """Divide the codings by the round they were made in; of every round all that was said is the base."""
    names, of_coding = groups_of_rounds(material, counted.codings)
    stretches = np.arange(len(speech.start), dtype=np.int64)
    number = np.tile(np.arange(len(names), dtype=np.int64), len(stretches))
    return Labels(names, np.repeat(stretches, len(names)), number, of_coding)


def _by_speaker(counted: Counting, speech: Speech) -> Labels:
    """Divide by voice; a label is known inside its document only, so the same label elsewhere is somebody else."""
    documents = {document.id: document.name for document in counted.documents}
    voices = list(dict.fromkeys((turn.document, turn.speaker) for turn in counted.turns))
    often = Counter(speaker for _, speaker in voices)
    names = tuple(
        f"{speaker} ({documents[document]})" if speaker and often[speaker] > 1 else speaker
        for document, speaker in voices
    )
    number = {voice: index for index, voice in enumerate(voices)}
    of_turn = integers(number[turn.document, turn.speaker] for turn in counted.turns)
    return Labels(names, np.arange(len(speech.start), dtype=np.int64), of_turn[speech.turn])


def _by_case(speech: Speech, names: tuple[str, ...]) -> Labels:
    """Divide by case; speech without a case is the last group."""
    alone = np.setdiff1d(np.arange(len(speech.start), dtype=np.int64), speech.case_owner)
    owner = np.concatenate([speech.case_owner, alone])
    number = np.concatenate([speech.case_number, np.full(len(alone), len(names), dtype=np.int64)])
    order = np.argsort(owner, kind="stable")
    return Labels((*names, UNKNOWN), owner[order], number[order])


def _by_question(material: Material, counted: Counting, speech: Speech) -> Labels:
    """Divide by what is answered; speech before any question is the last group, an answer to two is in both."""
    if not material.questions:
        raise NoGuide("question")
    number = {row.id: place for place, row in enumerate(material.questions)}
    answers = Within(material)
    pairs: list[tuple[int, int]] = []
    for stretch, (place, start) in enumerate(zip(speech.document.tolist(), speech.start.tolist(), strict=True)):
        document = counted.documents[place].id
        asked = answers.questions_at(document, start - speech.base[document])
        pairs += [(stretch, group) for group in sorted(number[one] for one in asked) or [len(number)]]
    names = (*(row.name for row in material.questions), UNKNOWN)
    return Labels(names, integers(owner for owner, _ in pairs), integers(group for _, group in pairs))


def _by_attribute(material: Material, speech: Speech, name: str) -> Labels:
    """Divide by the value of an attribute of the cases that speak; what has none is the last group."""
    asked = folded(name)
    known = dict.fromkeys(key for case in material.cases for key in case.attributes)
    if asked not in {folded(key) for key in known}:
        raise NoSuchAttribute(name, names=", ".join(known))
    values = [next((v for key, v in case.attributes.items() if folded(key) == asked), None) for case in material.cases]
    names = sorted({value for value in values if value}, key=sort_key)
    number = {value: index for index, value in enumerate(names)}
    of_case = integers([*(number.get(value or UNKNOWN, len(names)) for value in values), len(names)])
    by_case = _by_case(speech, tuple(case.name for case in material.cases))
    owner, group = distinct(by_case.owner, of_case[by_case.number])
    return Labels((*names, UNKNOWN), owner, group)
