"""Cells with few people are told by their place; what counts no people has none."""

from __future__ import annotations

from qualcode.model.comparisons import Crosstab, CrosstabCell, Talk
from qualcode.model.results import Frequencies, Frequency, Population, Question
from qualcode.report.small_cells import SmallCell, key_of, small_cells

PEOPLE = Population("all", 1, (), 9, 9)


def test_one_to_four_people_are_few_by_default() -> None:
    rows = tuple(Frequency(f"c{n}", n, 1, n, 1, 0.0, group="x" if n == 2 else None) for n in range(7))
    found = small_cells(Frequencies(Question("frequencies"), PEOPLE, "1", "", rows=rows))
    assert found == [SmallCell("c1", "", 1), SmallCell("c2", "x", 2), SmallCell("c3", "", 3), SmallCell("c4", "", 4)]


def test_of_a_comparison_each_cell_counts_and_the_key_says_what_it_compares() -> None:
    cells = (CrosstabCell("a", "oui", 9, 2, None, None, 4, 0.5), CrosstabCell("a", "non", 9, 3, None, None, 4, 0.5))
    table = Crosstab(Question("crosstab", by="attribute:rôle"), PEOPLE, "1", "", rows=cells)
    assert small_cells(table, least=3) == [SmallCell("a", "oui", 2)]
    assert key_of(table) == "crosstab by attribute:rôle"
    assert small_cells(Talk(Question("talk"), PEOPLE, "1", "")) == []
