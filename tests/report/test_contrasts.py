"""Bars of cases by code and two codes side by side, in the usual draft and placed in a plan."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.model.outlines import Outline, OutlinePart, PartOptions
from qualcode.report.blocks import Caption, Table
from qualcode.report.contrasts import ALSO, BARS, LONGEST, asked_columns, bar
from qualcode.report.draft import DraftOptions, draft

if TYPE_CHECKING:
    from types import ModuleType

    from qualcode.report.blocks import Draft


def _tables(made: Draft) -> dict[str, Table]:
    return {block.id: block for block in made.blocks if isinstance(block, Table)}


def test_a_bar_is_as_long_as_its_share_to_half_a_sign() -> None:
    assert (bar(1), bar(0), bar(0.5)) == ("█" * LONGEST, "", "█" * (LONGEST // 2))
    assert bar(1.5 / LONGEST) == "█▌"


def test_codes_stand_as_bars_those_of_most_participants_first(gardens: ModuleType) -> None:
    material = gardens.material()
    made = draft(material, DraftOptions(language="en", also=BARS))
    table = _tables(made)[BARS]
    cases = {row.code: row.cases for row in material.frequencies.rows if row.cases}
    assert [int(row.cells[1]) for row in table.rows] == sorted(cases.values(), reverse=True)
    assert table.rows[0].cells[3] == "█" * LONGEST
    whole = material.frequencies.population.n_cases
    assert f"n = {whole}" in table.alternative
    numbers = [block.number for block in made.blocks if isinstance(block, Caption) and block.kind == "table"]
    assert numbers == list(range(1, len(numbers) + 1))
    nobody = replace(material.frequencies, rows=tuple(replace(row, cases=0) for row in material.frequencies.rows))
    assert BARS not in _tables(draft(replace(material, frequencies=nobody), DraftOptions(language="en", also=BARS)))


def test_two_codes_stand_side_by_side_with_their_sub_codes_or_passages(gardens: ModuleType) -> None:
    material = gardens.material()
    code = {one.name: one for one in gardens.CODES}
    both = asked_columns(code["liens"].id, code["recettes"].id)
    made = draft(material, DraftOptions(language="en", also=ALSO.join((BARS, both))))
    table = _tables(made)["columns"]
    below = [one for one in gardens.CODES if one.parent == code["liens"].id]
    cases = {row.code: row.cases for row in material.frequencies.rows}
    expected = sorted((one for one in below if cases.get(one.name)), key=lambda one: -cases[one.name])
    left = [row.cells[0] for row in table.rows if row.cells[0]]
    assert left == [f"{one.label('en')} (n = {cases[one.name]})" for one in expected]
    right = [row.cells[1] for row in table.rows if row.cells[1]]
    quoted = [one.text for one in gardens.excerpts() if one.code == "recettes"]
    assert right
    assert all(any(words in cell for words in quoted) for cell in right)
    plain = draft(material, DraftOptions(language="en", counts=False, also=both))
    assert {row.cells[0] for row in _tables(plain)["columns"].rows} - {""} <= {one.label("en") for one in below}
    for gone in (asked_columns(code["liens"].id, "0" * 32), "codes:"):
        assert "columns" not in _tables(draft(material, DraftOptions(language="en", also=gone)))
    silent = replace(material, excerpts=[], frequencies=replace(material.frequencies, rows=()))
    assert "columns" not in _tables(draft(silent, DraftOptions(language="en", also=both)))


def test_both_are_placed_in_a_plan(gardens: ModuleType) -> None:
    ids = [one.id for one in gardens.CODES if one.parent is None][:2]
    options = (PartOptions(reading="bars"), PartOptions(reading="columns", by=asked_columns(*ids)))
    parts = [
        OutlinePart(str(place), None, "reading", "", "", None, None, one, place) for place, one in enumerate(options)
    ]
    made = draft(gardens.material(), DraftOptions(language="fr-CA"), Outline("o", "Plan", "", 0, tuple(parts)))
    assert [len(table.columns) for table in _tables(made).values()] == [4, 2]
