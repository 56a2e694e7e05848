from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from qualcode.coding.documents import held_texts
from qualcode.coding.documents.held_texts import HeldTexts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qualcode.coding.project import Project

STORED = {f"D{number}": f"texte {number}" for number in range(7)}


class Reads:
    """A project of which only texts are read, and what was read of it."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []
        self.documents = SimpleNamespace(texts=self._texts)

    def _texts(self, few: Sequence[str]) -> Iterator[tuple[str, str]]:
        self.asked.append(list(few))
        return ((one, STORED[one]) for one in few)


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Reads:
    monkeypatch.setattr(held_texts, "AT_ONCE", 3)
    return Reads()


def held(reads: Reads) -> HeldTexts:
    return HeldTexts(cast("Project", reads), STORED)


def test_texts_that_are_asked_for_in_order_are_read_together(reads: Reads) -> None:
    texts = held(reads)
    assert dict(texts) == STORED
    assert len(texts) == 7
    assert reads.asked == [["D0", "D1", "D2"], ["D3", "D4", "D5"], ["D6"]]


def test_a_text_that_is_asked_for_out_of_order_is_read_alone_and_those_behind_it_together(reads: Reads) -> None:
    texts = held(reads)
    assert [texts[one] for one in ("D4", "D2", "D3")] == ["texte 4", "texte 2", "texte 3"]
    assert reads.asked == [["D4"], ["D2"], ["D3", "D5"]]
    assert texts.get("elsewhere") is None


def test_texts_are_let_go_before_they_are_more_than_may_be_held_and_are_the_same_when_read_again(
    reads: Reads, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(held_texts, "MOST_HELD", 3 * len(STORED["D0"]))
    texts = held(reads)
    assert dict(texts) == STORED
    assert texts["D0"] == STORED["D0"]
    assert reads.asked[-1] == ["D0"]
    assert reads.asked.count(["D0", "D1", "D2"]) == 1
