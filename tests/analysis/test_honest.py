"""The permutation test is honest, and so are the intervals: on talk made by chance, where the truth is known.

`make nightly` prints what docs/cooccurrence.md tells.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from analysis_talked import Talk, corpus, planted_jaccard

from qualcode.analysis.cooccurrence import cooccurrence
from qualcode.analysis.meeting.resampling import with_intervals
from qualcode.analysis.permutation import Chance, with_chance
from qualcode.model.results import Question

if TYPE_CHECKING:
    from qualcode.model.results import Pair

CORPORA = 200
USUAL = Talk(n_documents=10, n_codes=12)
GUIDED = Talk(n_documents=10, n_codes=12, guide=4)


def pairs(seed: int, talk: Talk, rounds: int, **options: object) -> list[Pair]:
    """Return the pairs that could be tested."""
    material, texts = corpus(seed, talk)
    unit = "overlap" if "near" in options else "turn"
    question = Question("cooccurrence", unit=unit, options=tuple(sorted(options.items())))
    answer = with_chance(cooccurrence(material, texts, question), material, texts, Chance(rounds, seed))
    return [row for row in answer.rows if row.p_value is not None]


def shares(talk: Talk, corpora: int, rounds: int, **options: object) -> tuple[float, float]:
    """Return the share of pairs with p < 0.05, and of corpora in which one pair at least is so after max-z."""
    low, tested, families = 0, 0, 0
    for seed in range(corpora):
        rows = pairs(seed, talk, rounds, **options)
        low += sum(row.p_value < 0.05 for row in rows)
        families += any(row.p_adjusted < 0.05 for row in rows)
        tested += len(rows)
    assert tested > corpora
    return low / tested, families / corpora


def tell(capsys: pytest.CaptureFixture[str], words: str) -> None:
    with capsys.disabled():
        sys.stdout.write(f"{words}\n")


def covered(seeds: range, n_cases: int) -> float:
    """Return the share of intervals that hold the planted Jaccard."""
    held = 0
    for seed in seeds:
        material, texts, planted = planted_jaccard(seed, n_cases)
        answer = cooccurrence(material, texts, Question("cooccurrence", unit="turn"))
        rows = with_intervals(answer, material, texts, 1_000, seed).rows
        row = next(row for row in rows if (row.a, row.b) == ("a", "b"))
        held += row.low <= planted <= row.high
    return held / len(seeds)


def test_without_association_few_pairs_look_associated() -> None:
    share, _ = shares(Talk(), 20, 199)
    assert 0.01 <= share <= 0.07


def test_intervals_hold_the_planted_value_mostly() -> None:
    assert covered(range(20), 30) >= 0.8


@pytest.mark.nightly
@pytest.mark.parametrize(
    ("talk", "options", "most"),
    [
        (USUAL, {}, 0.10),
        (GUIDED, {"within_questions": True}, 0.08),
        (Talk(), {}, 0.10),
        (USUAL, {"near": (2, "turns")}, 0.16),
        (USUAL, {"near": (20, "words")}, 0.12),
        (GUIDED, {"near": (2, "turns"), "within_questions": True}, 0.16),
    ],
    ids=[
        "10 documents",
        "10 documents with a common guide, within its questions",
        "3 documents",
        "within 2 turns",
        "within 20 words",
        "within 2 turns, within the questions of a common guide",
    ],
)
def test_of_200_corpora_without_association_1_to_7_in_100_pairs_look_associated(
    talk: Talk, options: dict[str, object], most: float, capsys: pytest.CaptureFixture[str]
) -> None:
    share, families = shares(talk, CORPORA, 999, **options)
    tell(
        capsys, f"\n{talk} {options}: p < 0.05 in {share:.1%} of pairs; a pair after max-z in {families:.1%} of corpora"
    )
    assert 0.01 <= share <= 0.07
    assert families <= most


@pytest.mark.nightly
@pytest.mark.parametrize(
    ("talk", "options", "most"),
    [
        (GUIDED, {}, 0.30),
        (Talk(n_documents=10, n_codes=12, spread=1.0, power=1.0), {}, 0.25),
        (Talk(n_documents=10, n_codes=12, goes_on=0.9, often=0.01), {}, 0.15),
        (Talk(n_documents=10, n_codes=12, goes_on=0.97, often=0.005), {}, 0.25),
        (Talk(n_documents=10, n_codes=12, goes_on=0.6, often=0.03, guide=4), {"within_questions": True}, 0.10),
        (Talk(n_documents=10, n_codes=12, spread=1.0, power=1.0), {"near": (2, "turns")}, 0.60),
        (GUIDED, {"near": (2, "turns")}, 0.30),
    ],
    ids=[
        "a common guide, not within its questions",
        "lengths of extremes",
        "runs of 10 turns",
        "runs of 33 turns",
        "runs that lead from one answer into the next",
        "lengths of extremes, within 2 turns",
        "a common guide, within 2 turns, not within its questions",
    ],
)
def test_at_extremes_what_remains_is_known(
    talk: Talk, options: dict[str, object], most: float, capsys: pytest.CaptureFixture[str]
) -> None:
    share, families = shares(talk, 50, 999, **options)
    tell(
        capsys, f"\n{talk} {options}: p < 0.05 in {share:.1%} of pairs; a pair after max-z in {families:.1%} of corpora"
    )
    assert share <= most


@pytest.mark.nightly
@pytest.mark.parametrize(
    ("guide", "options", "least"),
    [(0, {}, 48), (4, {"within_questions": True}, 45), (0, {"near": (2, "turns")}, 42)],
    ids=["in a turn", "in a turn, within the questions of a guide", "within 2 turns"],
)
def test_a_planted_association_is_found_in_nearly_every_corpus(
    guide: int, options: dict[str, object], least: int
) -> None:
    found, talk = 0, Talk(n_documents=10, n_codes=12, planted=0.4, guide=guide)
    for seed in range(50):
        rows = {(row.a, row.b): row for row in pairs(seed, talk, 999, **options)}
        found += rows["c0", "c1"].p_adjusted < 0.05
    assert found >= least


@pytest.mark.nightly
@pytest.mark.parametrize("n_cases", [15, 30, 60])
def test_intervals_hold_the_planted_value_in_90_to_98_of_100(n_cases: int, capsys: pytest.CaptureFixture[str]) -> None:
    share = covered(range(CORPORA), n_cases)
    tell(capsys, f"\n{n_cases} cases: the planted Jaccard lies in {share:.1%} of the intervals")
    assert 0.90 <= share <= 0.98
