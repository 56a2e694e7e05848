from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from analysis_tiny import code, study

from qualcode.analysis.cooccurrence import cooccurrence
from qualcode.analysis.intervals import crossing, distinct, expanded, integers, tallied, united
from qualcode.analysis.keywords import keywords
from qualcode.analysis.population import counting
from qualcode.model.material import TurnRow
from qualcode.model.results import Question
from qualcode.model.spans import Span
from qualcode.model.spans import united as united_spans
from qualcode.words.tokens import count_words

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = {"D1": "un deux trois", "D2": "quatre", "D3": "cinq"}


@pytest.mark.parametrize(
    ("states", "coder", "how", "names"),
    [
        ({}, None, "with_codings", ["D1", "D2"]),
        ({}, "Jean", "with_codings", ["D2"]),
        ({"D3": "coded"}, None, "marked", ["D3"]),
        ({"D1": "reviewed", "D3": "coded", "D2": "reading"}, None, "marked", ["D1", "D3"]),
    ],
)
def test_documents_are_those_marked_else_those_with_codings(
    states: dict[str, str], coder: str | None, how: str, names: list[str]
) -> None:
    material = study(TEXTS, [], [("D1", 0, 2, "a", "m"), ("D2", 0, 2, "a", "j")], states=states)
    found = counting(material, TEXTS, Question("x", coder=coder))
    assert (found.how, [document.name for document in found.documents]) == (how, names)
    assert sorted([*found.left_out, *names]) == sorted(TEXTS)


def test_voices_of_other_roles_count_and_turns_without_words_do_not() -> None:
    text = "un deux ... trois [rires]"
    roles = [(0, 2, "participant"), (3, 7, "interviewer"), (8, 11, "participant"), (12, 17, "other"), (18, 25, "other")]
    turns = [TurnRow("D", "V", role, start, end, None) for start, end, role in roles]
    found = counting(study({"D": text}, turns, [("D", 0, 2, "a", "m")]), {"D": text}, Question("x"))
    assert [text[turn.start : turn.end] for turn in found.turns] == ["un", "trois"]


def test_a_document_whose_text_is_missing_counts_as_empty() -> None:
    material = study(TEXTS, [], [("D1", 0, 2, "a", "m"), ("D2", 0, 2, "a", "m")])
    assert [turn.document for turn in counting(material, {"D2": "quatre"}, Question("x")).turns] == ["D2"]


def test_ranges_are_united_as_spans_are() -> None:
    spans = [Span(5, 9), Span(0, 3), Span(3, 5), Span(7, 12), Span(4, 4), Span(20, 21)]
    group, start, end = united(
        integers([0] * 6 + [1]), integers([*(s.start for s in spans), 2]), integers([*(s.end for s in spans), 8])
    )
    expected = united_spans(span for span in spans if span.length)
    assert [(g, Span(a, b)) for g, a, b in zip(group, start, end, strict=True)] == [
        *((0, span) for span in expected),
        (1, Span(2, 8)),
    ]


def test_crossing_ranges_are_found_in_blocks_too(monkeypatch: pytest.MonkeyPatch) -> None:
    start, end = integers([0, 1, 2, 5, 5]), integers([3, 2, 6, 6, 9])
    whole = [pair for left, right in crossing(start, end) for pair in zip(left.tolist(), right.tolist(), strict=True)]
    assert whole == [(0, 1), (0, 2), (2, 3), (2, 4), (3, 4)]
    monkeypatch.setattr("qualcode.analysis.intervals.PAIRS_AT_ONCE", 1)
    blocks = [pair for left, right in crossing(start, end) for pair in zip(left.tolist(), right.tolist(), strict=True)]
    assert blocks == whole


def test_keys_are_tallied_alike_with_and_without_sorting(monkeypatch: pytest.MonkeyPatch) -> None:
    key = integers([3, 1, 3, 0, 3])
    assert [column.tolist() for column in tallied(key, 4)] == [[0, 1, 3], [1, 1, 3]]
    monkeypatch.setattr("qualcode.analysis.intervals.COUNTED_IN_PLACE", 1)
    assert [column.tolist() for column in tallied(key, 4)] == [[0, 1, 3], [1, 1, 3]]


def test_arrays_of_nothing_stay_nothing() -> None:
    nothing = integers([])
    assert [len(column) for column in distinct(nothing, nothing)] == [0, 0]
    assert [len(column) for column in united(nothing, nothing, nothing)] == [0, 0, 0]
    assert [len(column) for column in expanded(nothing, nothing)] == [0, 0]
    assert list(crossing(nothing, nothing)) == []


def test_real_debates_are_read_whole(material: Path) -> None:
    files = sorted((material / "coded" / "fredsum_fr" / "transcript").rglob("*.txt"))[:10]
    assert files
    texts = {file.stem: file.read_text("utf-8") for file in files}
    codings = [(name, 0, len(text) // 2, "a", "m") for name, text in texts.items()]
    codings += [(name, len(text) // 3, len(text), "b", "j") for name, text in texts.items()]
    found = study(texts, [], codings, codes=(code("a"), code("b")))
    answer = cooccurrence(found, texts, Question("cooccurrence", unit="overlap"))
    row = next(row for row in answer.rows if (row.a, row.b) == ("a", "b"))
    assert row.n_ab == len(files)
    assert answer.n == sum(map(len, texts.values()))
    terms = keywords(found, texts, Question("keywords", limit=200))
    assert terms.population.n_words == sum(map(count_words, texts.values()))
    assert len(terms.rows) == 200
