"""Notebooks: a result or records become a frame that carries the question."""

from __future__ import annotations

import sys

import pytest

from qualcode.frames import frame
from qualcode.model.errors import PandasMissing
from qualcode.model.records import Coder
from qualcode.model.results import Frequencies, Frequency, Population, Question


def _result() -> Frequencies:
    row = Frequency("Présence", codings=3, documents=2, cases=2, words=40, coverage=0.25)
    population = Population("marked", n_documents=2, left_out=(), n_turns=9, n_cases=2)
    return Frequencies(Question("frequencies"), population, "1.0", "2024-03-25T00:00:00+00:00", rows=(row,))


def test_a_result_becomes_a_frame_with_its_question() -> None:
    pytest.importorskip("pandas")
    made = frame(_result())
    assert list(made.columns) == ["code", "codings", "documents", "cases", "words", "coverage", "group"]
    assert made.loc[0, "codings"] == 3
    assert made.attrs["question"]["reading"] == "frequencies"


def test_records_become_a_frame() -> None:
    pytest.importorskip("pandas")
    assert frame([Coder("1", "Ana"), Coder("2", "Mathis")])["name"].tolist() == ["Ana", "Mathis"]


def test_without_pandas_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(PandasMissing, match="qualcode\\[frames\\]"):
        frame(_result())
