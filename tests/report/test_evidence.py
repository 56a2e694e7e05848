"""What may be quoted: what was counted, never the interviewer, each passage once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.report.evidence import DraftOptions, gathered

if TYPE_CHECKING:
    from types import ModuleType


def test_the_interviewer_is_never_quoted(gardens: ModuleType) -> None:
    said = gardens.excerpts()
    first = said[0]
    asked = tuple(replace(each, role="interviewer") if each.id == first.id else each for each in said)
    before = gathered(gardens.material(said), DraftOptions(language="en")).quotable(first.code_id)
    after = gathered(gardens.material(asked), DraftOptions(language="en")).quotable(first.code_id)
    assert first in before
    assert [each.id for each in after] == [each.id for each in before if each.id != first.id]


def test_a_passage_that_two_people_coded_is_counted_once(gardens: ModuleType) -> None:
    said = gardens.excerpts()
    first = said[0]
    twice = (*said, gardens.another(first, 990, coder="Somebody else"))
    one = gathered(gardens.material(said), DraftOptions(language="en"))
    two = gathered(gardens.material(twice), DraftOptions(language="en"))
    assert len(two.quotable(first.code_id)) == len(one.quotable(first.code_id)) + 1
    assert two.passages(first.code_id) == one.passages(first.code_id)
