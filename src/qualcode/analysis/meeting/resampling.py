"""How sure a Jaccard is: cases drawn anew, or groups where people spoke together, for they are the witnesses."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import sparse

from qualcode.analysis.cooccurrence import meetings_by
from qualcode.analysis.independence import chains, speakers
from qualcode.analysis.intervals import integers
from qualcode.analysis.meeting.ground import documents_of, ground, held_units
from qualcode.model.errors import BadChoice, Interrupted, TooFewWitnesses
from qualcode.model.meeting import RESAMPLES, Resampled
from qualcode.model.progress import Silent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from qualcode.analysis.intervals import Integers
    from qualcode.analysis.meeting.ground import Ground
    from qualcode.model.material import Material
    from qualcode.model.meeting import Witness
    from qualcode.model.progress import Reporter
    from qualcode.model.results import Cooccurrence, Pair

LEAST: Final = 10
"""Fewer witnesses than this say nothing of how others would have differed."""
TIMES: Final = 2_000
BOUNDS: Final = (0.025, 0.975)
_PAIRS_AT_ONCE: Final = 1_000


@dataclass(frozen=True, slots=True)
class Witnesses:
    """Who is drawn anew, and the witness of each unit."""

    who: Witness
    n: int
    of_unit: Integers


def with_intervals(  # noqa: PLR0913, PLR0917 - as a reading, and the draws
    answer: Cooccurrence,
    material: Material,
    texts: Mapping[str, str],
    times: int = TIMES,
    seed: int = 1,
    reporter: Reporter | None = None,
) -> Cooccurrence:
    """Return a co-occurrence on units with the bounds between which 95 % of the Jaccards of resampled cases lie.

    The percentile bootstrap (Efron and Tibshirani 1993, chapter 13) over whole witnesses: cases, groups where people
    spoke in groups, and documents where no case says anything. A resample without either code says nothing of a pair.

    Args:
        answer: what `cooccurrence` gave for the same study and texts.
        material: the study.
        texts: the stored text by document id.
        times: how many resamples.
        seed: decides them.
        reporter: hears how far it is, and may stop it.

    Raises:
        BadChoice: on overlap, where passages of several cases may be one.
        TooFewWitnesses: there are fewer than 10.
        Interrupted: the reporter said to stop.
    """
    question = answer.question
    if question.raw or question.unit == "overlap":
        choices = "turn, sentence, paragraph, document, case"
        raise BadChoice("raw" if question.raw else "overlap", choices=choices)
    on = ground(material, texts, question)
    drawn = witnesses(on)
    if drawn.n < LEAST:
        raise TooFewWitnesses(question.reading, count=drawn.n)
    place = {label: index for index, label in enumerate(on.marked.labels)}
    pairs = [(place[row.a], place[row.b]) for row in answer.rows]
    bounds = _bounds(on, drawn, np.array(pairs, dtype=np.int64).reshape(-1, 2), (times, seed), reporter or Silent())
    rows = tuple(_with_bounds(row, *both) for row, both in zip(answer.rows, bounds.tolist(), strict=True))
    options = dict(question.options) | {RESAMPLES: times, "seed": seed}
    asked = replace(question, options=tuple(sorted(options.items())))
    return replace(answer, question=asked, rows=rows, resampled=Resampled(drawn.who, drawn.n, times))


def _with_bounds(row: Pair, low: float, high: float) -> Pair:
    """Write the bounds beside a pair; a code with itself has none."""
    return row if row.a == row.b or np.isnan(low) else replace(row, low=low, high=high)


def witnesses(on: Ground) -> Witnesses:
    """Say who is drawn anew: groups where people spoke in them, else cases; a document where no case speaks.

    Args:
        on: what is read.
    """
    said = speakers(on.material, on.speech)
    inside = chains(on.material, said)
    documents = len(on.counted.documents)
    if not inside.voices:
        return _numbered("document", _unit_documents(on))
    grouped = {voice: group + documents for voice, group in inside.group.items()}
    if on.unit == "case":
        speaking = np.unique(on.speech.case_number).tolist()
        of_unit = integers(grouped.get(case, case + documents) for case in speaking)
    else:
        first = np.searchsorted(said.case_owner, _unit_stretches(on), side="left")
        case = np.append(said.case_number, -1)[first]
        spoken = np.append(said.case_owner, -1)[first] == _unit_stretches(on)
        voice = integers(grouped.get(one, 0) for one in case.tolist())
        of_unit = np.where(spoken, voice, _unit_documents(on))  # what nobody known says: its document
    together = any(group != voice for voice, group in inside.group.items())
    return _numbered("group" if together else "case", of_unit)


def _numbered(who: Witness, of_unit: Integers) -> Witnesses:
    known, number = np.unique(of_unit, return_inverse=True)
    return Witnesses(who, len(known), number.astype(np.int64))


def _unit_stretches(on: Ground) -> Integers:
    """Return the first stretch of speech of each unit that is a document or a part of one."""
    if on.unit == "document":
        return np.unique(on.speech.document, return_index=True)[1].astype(np.int64)
    (start, _end), _document = documents_of(on)
    return (np.searchsorted(on.speech.start, start, side="right") - 1).astype(np.int64)


def _unit_documents(on: Ground) -> Integers:
    """Return the number of the document of each unit; of a case, the case's own number."""
    return np.unique(on.speech.case_number) if on.unit == "case" else on.speech.document[_unit_stretches(on)]


def _bounds(
    on: Ground, drawn: Witnesses, pairs: Integers, draws: tuple[int, int], reporter: Reporter
) -> NDArray[np.float64]:
    """Return the bounds of each pair of rows, shape (n pairs, 2); NaN where no resample holds either of them."""
    times, seed = draws
    chance = np.random.default_rng(seed)
    weights = chance.multinomial(drawn.n, np.full(drawn.n, 1 / drawn.n), size=times).astype(np.float64)
    both = _by_witness(on, drawn)
    n_rows = len(on.marked.labels)
    found = []
    for low in range(0, len(pairs), _PAIRS_AT_ONCE):
        reporter.step(low, len(pairs), "")
        if reporter.cancelled():
            raise Interrupted(RESAMPLES)
        a, b = pairs[low : low + _PAIRS_AT_ONCE].T
        n_a, n_b, n_ab = (weights @ both[:, key].toarray() for key in (a * n_rows + a, b * n_rows + b, a * n_rows + b))
        either = n_a + n_b - n_ab
        jaccard = np.divide(n_ab, either, out=np.full_like(either, np.nan), where=either > 0)
        found.append(_quantiles(jaccard))
    reporter.step(len(pairs), len(pairs), "")
    return np.concatenate([np.zeros((0, 2)), *found])


def _quantiles(jaccard: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the quantiles of each column among its numbers, shape (n columns, 2)."""
    ordered = np.sort(jaccard, axis=0)  # NaN last
    known = (~np.isnan(ordered)).sum(axis=0)
    at = [np.clip(np.round(bound * (known - 1)).astype(np.int64), 0, None) for bound in BOUNDS]
    return np.stack([ordered[place, np.arange(ordered.shape[1])] for place in at], axis=1)


def _by_witness(on: Ground, drawn: Witnesses) -> sparse.csc_array:
    """Count, for each witness, the units that hold both of each pair of rows; shape (n witnesses, n rows squared)."""
    held = held_units(on)
    unit = np.searchsorted(np.unique(on.speech.case_number), held.unit) if on.unit == "case" else held.unit
    n_pairs = len(on.marked.labels) ** 2
    witness, pair = meetings_by(replace(held, unit=unit), drawn.of_unit, len(on.marked.labels))
    ones = np.ones(len(pair))
    return sparse.csc_array((ones, (witness, pair)), shape=(drawn.n, n_pairs))
