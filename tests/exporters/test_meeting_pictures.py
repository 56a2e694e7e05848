"""Pictures of codes that meet and of where they lie: of any size, the same bytes twice, people's words as they are."""

from __future__ import annotations

import io
import re
from itertools import pairwise
from typing import TYPE_CHECKING

from PIL import Image

from qualcode.exporters.course import codeline_picture, map_picture
from qualcode.exporters.meeting import heat_map
from qualcode.model.patterns import CodeLine, CodeLines, CodeMap, CodePlace
from qualcode.model.results import Cooccurrence, Pair, Population, Question

if TYPE_CHECKING:
    import pytest

PEOPLE = Population("all", 1, (), 9, 2)
HOSTILE = "$x^2$ <b>[red]\x1b"


def meeting(names: list[str]) -> Cooccurrence:
    rows = [Pair(name, name, 2, 2, 2, 1.0, 1.0, 1.0, 1.0) for name in names]
    rows += [Pair(a, b, 2, 2, 1234, 0.5, 1.0, 0.5, 0.5) for a, b in pairwise(names)]
    return Cooccurrence(Question("cooccurrence", unit="turn"), PEOPLE, "1", "x", rows=tuple(rows), n=9)


def test_a_heat_map_of_many_codes_stays_within_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qualcode.exporters.meeting._WIDEST", 2.0)
    drawn = heat_map(meeting([f"code {n}" for n in range(16)]), ".svg", "en").decode()
    size = re.search(r'width="([0-9.]+)pt" height="([0-9.]+)pt"', drawn)
    assert size is not None
    assert max(map(float, size.groups())) <= 72 * 4.5


def test_a_picture_tells_itself_in_words() -> None:
    picture = Image.open(io.BytesIO(heat_map(meeting(["a", "b"]), ".png", "en")))
    assert picture.info["Description"].startswith("Heat map of 2 codes, 1 pair that meets; most often: a × b (1,234).")


def test_the_same_answer_gives_the_same_picture_and_words_stay_words() -> None:
    result = meeting([HOSTILE, "Écoute"])
    one = heat_map(result, ".svg", "fr-CA")
    assert one == heat_map(result, ".svg", "fr-CA")
    text = one.decode("utf-8")
    assert "$x^2$ &lt;b&gt;[red]" in text
    assert "1\u202f234" in text or "1\u00a0234" in text
    assert "\x1b" not in text


def test_a_picture_of_very_many_lines_says_that_it_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qualcode.exporters.course._MOST_ROWS", 3)
    rows = tuple(CodeLine("D", f"code {n}", 1, 0.5, ((0.0, 0.5),)) for n in range(4))
    lines = CodeLines(Question("codeline", by="document"), PEOPLE, "1", "x", rows=rows)
    assert "Only the first 3 rows are drawn." in codeline_picture(lines, ".svg", "en", "–").decode()
    few = CodeLines(Question("codeline"), PEOPLE, "1", "x", rows=(CodeLine(None, HOSTILE, 1, 1.0, ((0.0, 1.0),)),))
    drawn = codeline_picture(few, ".svg", "en", "the rest").decode()
    assert "Only the first" not in drawn
    assert "the rest" in drawn


def test_a_map_is_drawn_with_its_names_and_its_quality() -> None:
    rows = (CodePlace("Écoute", 1.0, 0.0, 3, "Lien"), CodePlace("Lien", -1.0, 0.0, 2, "Écoute"))
    made = CodeMap(Question("codemap", unit="turn"), PEOPLE, "1", "x", n=9, stress=0.25, rows=rows)
    drawn = map_picture(made, ".svg", "en").decode()
    assert "Écoute" in drawn
    assert "stress-1 is 0.25" in drawn
    assert "Nearest to each other: Écoute – Lien" in drawn
