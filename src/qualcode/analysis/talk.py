"""Who speaks how much in each document, and after whom."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from qualcode import __version__
from qualcode.analysis.population import counting, population
from qualcode.analysis.results import now
from qualcode.model.comparisons import Follows, Share, Talk
from qualcode.words.tokens import count_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qualcode.model.material import Material, TurnRow
    from qualcode.model.results import Question


def talk(
    material: Material, texts: Mapping[str, str], question: Question, *, made_at: str = "", version: str = __version__
) -> Talk:
    """Count the turns and words of each voice, the interviewer's too, and after whom it speaks.

    A voice follows the one of the turn before, as they stand in the text; turns without a word are no turns, and a
    voice never follows itself. Documents without turns have no voices and are left out.

    Args:
        material: the study.
        texts: the stored text by document id.
        question: nothing but the reading's name is asked.
        made_at: the time to write on the answer, ISO 8601 in UTC; now by default.
        version: the program's version to write on the answer.
    """
    question = replace(question, interviewer=True)
    counted = counting(material, texts, question, needs_codings=False)
    names = {document.id: document.name for document in counted.documents}
    cases = {case.id: case.name for case in material.cases}
    rows: list[Share] = []
    words = 0
    for document, turns in groupby(counted.turns, key=lambda turn: turn.document):
        if document not in counted.without_turns:
            shares = _shares(list(turns), texts[document], names[document], cases)
            words += sum(share.words for share in shares)
            rows.extend(shares)
    return Talk(
        question=question,
        population=population(counted, len({row.case for row in rows if row.case}), n_words=words),
        version=version,
        made_at=made_at or now(),
        rows=tuple(rows),
    )


def _shares(turns: Sequence[TurnRow], text: str, document: str, cases: Mapping[str, str]) -> list[Share]:
    """Return the voices of one document in the order of their first words."""
    said: Counter[str] = Counter()
    taken = Counter(turn.speaker for turn in turns)
    for turn in turns:
        said[turn.speaker] += count_words(text, turn.start, turn.end)
    after = Counter(
        (turn.speaker, before.speaker) for before, turn in pairwise(turns) if turn.speaker != before.speaker
    )
    first = {turn.speaker: turn for turn in reversed(turns)}
    whole = said.total()
    return [
        Share(
            document=document,
            speaker=speaker,
            role=first[speaker].role,
            case=cases.get(first[speaker].case or ""),
            turns=taken[speaker],
            words=said[speaker],
            share=said[speaker] / whole if whole else 0.0,
            follows=tuple(Follows(other, after[speaker, other]) for other in taken if after[speaker, other]),
        )
        for speaker in taken
    ]
