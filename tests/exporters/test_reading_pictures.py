"""Readings as bars and lines: ordered, with their numbers, in the report's language, told in words, never markup."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from qualcode.exporters.reading_pictures import READINGS, reading_picture
from qualcode.model.comparisons import Crosstab, CrosstabCell, NewCodes, Run, Saturation, Series, Share, Talk
from qualcode.model.patterns import Coverage, Covered
from qualcode.model.results import Frequencies, Frequency, Population, Question

if TYPE_CHECKING:
    from qualcode.model.results import Result

HOSTILE = "$x^2$ <b>[red]\x1b"
PEOPLE = Population("all", 2, (), 9, 19)
NOBODY = Population("all", 2, (), 9, 0)
RULE = (("base", 4), ("run", 2), ("threshold", 0.05), ("orders", 10))


def counted(code: str, codings: int, cases: int, group: str | None = None) -> Frequency:
    return Frequency(code, codings, 1, cases, 9, 0.1, group)


def frequencies(*rows: Frequency, by: str | None = None, population: Population = PEOPLE) -> Frequencies:
    return Frequencies(Question("frequencies", by=by), population, "1", "x", rows=rows)


def saturation(*kinds: str) -> Saturation:
    run = Run(5, 6, 0, 0.0)
    series = tuple(Series(kind, 6, 20, (run,), "saturated", 4, "4+2", 0.5, 0) for kind in kinds)
    rows = tuple(NewCodes(f"{kind} {n}", kind, str(n), 3, 3 * n, 2 * n, 4 * n) for kind in kinds for n in range(1, 7))
    return Saturation(Question("saturation", options=RULE), PEOPLE, "1", "x", order="date", series=series, rows=rows)


RESULTS: dict[str, Result] = {
    "frequencies": frequencies(counted(HOSTILE, 3, 2)),
    "crosstab": Crosstab(
        Question("crosstab", by="attribute:role"), PEOPLE, "1", "x", attribute="role", unit="group",
        rows=(CrosstabCell(HOSTILE, "aide", 4, 3, 2.0, 1.0, 10, 0.3),
              CrosstabCell(HOSTILE, "", 0, 0, None, None, 1, 0.0)),
    ),
    "talk": Talk(
        Question("talk", by="phase"), PEOPLE, "1", "x",
        rows=(Share("E1", HOSTILE, "participant", None, 2, 1_234, 0.75, group="beginning"),
              Share("E1", "Q", "interviewer", None, 2, 400, 0.25, group="beginning")),
    ),
    "coverage": Coverage(Question("coverage"), PEOPLE, "1", "x", rows=(Covered(None, 10, 5, 0.5, 2, 2),)),
    "saturation": saturation("interview", "group"),
}  # fmt: skip


def words(result: Result, language: str = "en") -> list[str]:
    """Return what is written in a picture, in order."""
    drawn = reading_picture(result, ".svg", language).decode()
    return re.findall(r"<text[^>]*>([^<]*)</text>", drawn)


@pytest.mark.parametrize("reading", sorted(READINGS))
def test_each_is_drawn_the_same_twice_and_told_in_words(reading: str) -> None:
    result = RESULTS[reading]
    one = reading_picture(result, ".svg", "fr-CA")
    assert one == reading_picture(result, ".svg", "fr-CA")
    assert b"\x1b" not in one
    picture = Image.open(io.BytesIO(reading_picture(result, ".png", "en")))
    assert picture.info["dpi"][0] == pytest.approx(300, abs=1)
    assert len(picture.info["Description"]) > 40


def test_codes_stand_in_the_order_of_their_cases_with_their_n() -> None:
    rows = (counted("a", 9, 3), counted("b", 4, 5), counted("c", 2, 5), counted("never", 0, 0))
    written = words(frequencies(*rows))
    assert [word for word in written if word in {"a", "b", "c", "never"}] == ["b", "c", "a"]
    assert "Cases (n = 19)" in written
    told = Image.open(io.BytesIO(reading_picture(frequencies(*rows), ".png", "en"))).info["Description"]
    assert "b 5; c 5; a 3." in told
    alone = words(frequencies(*rows, population=NOBODY))
    assert [word for word in alone if word in {"a", "b", "c"}] == ["a", "b", "c"]
    assert "Codings" in alone


def test_what_is_compared_stands_over_its_rows_and_no_value_says_so() -> None:
    rows = (counted("a", 3, 2, "nord"), counted("b", 3, 1, "nord"), counted("a", 1, 1, None))
    written = words(frequencies(*rows, by="attribute:site"))
    assert [word for word in written if word in {"nord", "a", "b", "(no value)"}] == [
        "nord",
        "a",
        "b",
        "(no value)",
        "a",
    ]
    told = words(RESULTS["crosstab"])
    assert {"30% (3/10)", "0% (0/1)", "(no value)", "Share of the groups of each answer"} <= set(told)
    assert {"E1 · beginning", "75% (1,234)", "25% (400)"} <= set(words(RESULTS["talk"]))
    assert "all that is said" in words(RESULTS["coverage"])


def test_very_many_rows_stop_and_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qualcode.exporters.bar_pictures._MOST_ROWS", 3)
    many = frequencies(*(counted(f"code {n}", 9 - n, 1) for n in range(4)))
    assert "Only the first 3 rows are drawn." in " ".join(words(many))


def test_saturation_shows_each_series_with_the_place_where_the_rule_is_met() -> None:
    both = words(RESULTS["saturation"])
    assert both.count("4+2") == 2
    assert {"interview 1", "group 6", "95 % of random orders", "New codes", "Codes in all"} <= set(both)
    assert "Focus groups: Code saturation under this rule" in " ".join(both)
    one = " ".join(words(saturation("interview")))
    assert "Interviews:" not in one
    assert "Code saturation under this rule: 4+2" in one
    never = Series("interview", 3, 20, (), "too_few", None, None, None, 0)
    assert "4+2" not in words(replace(saturation("interview"), series=(never,)))
