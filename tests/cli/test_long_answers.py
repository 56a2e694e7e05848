from __future__ import annotations

import json

import pytest

from qualcode.cli.common import output
from qualcode.cli.common.output import Column

ROWS = [{"name": "é\u202e", "lines": "a\nb", "n": number} for number in range(5)]


@pytest.mark.parametrize("together", [1, 2, 5, 100])
@pytest.mark.parametrize("count", [0, 1, 5])
def test_an_answer_written_some_rows_at_a_time_is_the_same_json(
    together: int, count: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(output, "_ROWS_AT_ONCE", together)
    asked = {"reading": "search", "text": "é"}
    output.show_json(asked, iter(ROWS[:count]), files=["a"])
    told = capsys.readouterr().out
    assert told == output.json_text({"question": asked, "rows": ROWS[:count], "files": ["a"]}) + "\n"
    assert json.loads(told)["rows"] == ROWS[:count]


def test_a_table_written_some_rows_at_a_time_has_columns_as_wide_as_its_widest_cell(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(output, "_ROWS_AT_ONCE", 2)
    output.show_table([Column("Case"), Column("n", right=True)], [("P1", 1), ("P2", 20), ("Participante", 3)])
    assert capsys.readouterr().out == "Case           n\nP1             1\nP2            20\nParticipante   3\n"
