"""A hundred quotations of which forty are altered in ten known ways: all forty found, no false alarm on the sixty."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from qualcode.analysis.alignment import aligned
from qualcode.model.audit import FAILING
from qualcode.model.transcript import Transcript
from qualcode.report.audit import audit

if TYPE_CHECKING:
    from types import ModuleType

    from qualcode.report.sources import Sources

EXPECTED = {
    "word": {"changed"},
    "negation": {"changed"},
    "speaker": {"misattributed"},
    "joined": {"changed", "misattributed"},
    "accent": {"changed"},
    "invented": {"not_found"},
    "digits": {"changed"},
    "order": {"changed"},
    "cut": {"changed"},
    "capital": {"changed"},
}


@pytest.fixture(scope="module")
def study(planting: ModuleType) -> Sources:
    return planting.sources()


@pytest.mark.parametrize("seed", [7, 23, 71])
def test_all_forty_altered_quotations_are_found_and_none_of_the_sixty(
    planting: ModuleType, study: Sources, seed: int
) -> None:
    chance = random.Random(seed)
    found = planting.passages(study, chance)
    wrong = list(planting.altered(found, chance))
    right = list(planting.lawful(found))
    text = planting.report([*right, *(passage for _way, passage in wrong)], chance)
    verdicts = {
        quoted.quote: quoted.verdict for quoted in audit(Transcript(text, "txt"), study, align=aligned).quotations
    }
    assert len(verdicts) == 100
    assert [(passage.words, verdicts[passage.words]) for passage in right if verdicts[passage.words] in FAILING] == []
    missed = [(way, passage.words, verdicts[passage.words]) for way, passage in wrong]
    assert [miss for miss in missed if miss[2] not in EXPECTED[miss[0]]] == []
