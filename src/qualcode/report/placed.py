"""Readings placed in an outline: each a table or a figure between its caption and the line that says its question."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from qualcode.model.comparisons import Crosstab, Saturation
from qualcode.model.messages import N_
from qualcode.model.results import Keywords
from qualcode.report import contrasts
from qualcode.report.blocks import Caption, Column, Row, Table
from qualcode.report.overview import (
    Framed,
    called,
    cloud_figure,
    frequencies_table,
    network_figure,
    pairs_table,
    source_words,
)
from qualcode.report.saturated import SERIES, cautions, said_of_all

if TYPE_CHECKING:
    from collections.abc import Callable

    from qualcode.model.comparisons import NewCodes
    from qualcode.model.outlines import OutlinePart
    from qualcode.report.evidence import Evidence
    from qualcode.report.wording import Wording

COLUMNS: Final = 6
"""Answers that fit beside each other on a page."""
BY_ATTRIBUTE, OF_WORDS = N_("Codes by the answers to “{attribute}”"), N_("Words used most often")
_OWN: Final[dict[str, Callable[[Evidence, int], Framed | None]]] = {
    "frequencies": frequencies_table,
    "cooccurrence": pairs_table,
    "network": network_figure,
    "cloud": cloud_figure,
    contrasts.BARS: contrasts.bars_table,
}


def framed(part: OutlinePart, evidence: Evidence, number: int, *, again: bool) -> Framed | None:
    """Return the table or figure of a part; None where the reading has no answer.

    Args:
        part: a reading placed.
        evidence: the study and its readings.
        number: of the table or figure in the report.
        again: whether the same reading stands earlier: its mark is then the part's.
    """
    reading = part.options.reading
    if reading == contrasts.COLUMNS:
        found = contrasts.columns_table(part.options.by, evidence, number)
    elif reading in _OWN:
        found = _OWN[reading](evidence, number)
    else:
        result = evidence.material.placed.get(part.id)
        found = None
        if isinstance(result, Crosstab):
            found = _crosstab(result, evidence, number)
        elif isinstance(result, Keywords):
            found = _keywords(result, evidence, number)
        elif isinstance(result, Saturation):
            found = _saturation(result, evidence, number)
    if found is None or not (again or reading not in _OWN):
        return found
    return replace(found, caption=replace(found.caption, id=part.id), body=replace(found.body, id=part.id))


def _crosstab(result: Crosstab, evidence: Evidence, number: int) -> Framed:
    wording = evidence.wording
    title = wording.gettext(BY_ATTRIBUTE, attribute=result.attribute)
    answers = [column for column in result.columns if column.kind in {"value", "several"}][:COLUMNS]
    cells = {(cell.row, cell.column): cell for cell in result.rows}
    rows = []
    names = called(evidence)
    for row in dict.fromkeys(cell.row for cell in result.rows):
        found = [cells.get((row, column.column)) for column in answers]
        said = (f"{wording.number(cell.cases)} ({wording.percent(cell.share)})" if cell else "" for cell in found)
        rows.append(Row((names.get(row, row), *said)))
    titles = (
        wording.gettext("{answer} (n = {count})", answer=column.column, count=wording.number(column.n))
        for column in answers
    )
    columns = (Column(wording.gettext("Code"), width=2.0), *(Column(said, numeric=True) for said in titles))
    return Framed(
        wording.gettext("Table {number} compares who speaks of each code.", number=number),
        Caption("table", wording.pgettext("report", "Table"), number, title, "crosstab"),
        Table(columns, tuple(rows), "crosstab", title),
        source_words(result, evidence),
    )


def _saturation(result: Saturation, evidence: Evidence, number: int) -> Framed:
    """Lay the interviews in their order with the codes that are new in each; the rule and its cautions stand above."""
    wording, language = evidence.wording, evidence.options.language
    title = wording.gettext("New codes by interview")
    titles = ("Interview", "New", "In all", "At random")
    columns = (Column(wording.gettext(titles[0]), width=2.0), Column(result.order.removeprefix("attribute:")),
               *(Column(wording.gettext(one), numeric=True) for one in titles[1:]))  # fmt: skip
    rows: list[Row] = []
    for one in result.series:
        if len(result.series) > 1:
            rows.append(Row((wording.gettext(SERIES[one.kind]), "", "", "", ""), heading=True))
        rows += [_new_codes(row, wording) for row in result.rows if row.kind == one.kind]
    said = wording.gettext("Table {number} shows how many codes are new in each interview.", number=number)
    return Framed(
        " ".join((said, said_of_all(result, language), *cautions(result, language))),
        Caption("table", wording.pgettext("report", "Table"), number, title, "saturation"),
        Table(columns, tuple(rows), "saturation", title),
        source_words(result, evidence),
    )


def _new_codes(row: NewCodes, wording: Wording) -> Row:
    low, high = wording.number(row.low), wording.number(row.high)
    band = low if row.low == row.high else f"{low}–{high}"
    return Row((row.interview, row.order, wording.number(row.new), wording.number(row.cumulative), band))


def _keywords(result: Keywords, evidence: Evidence, number: int) -> Framed:
    wording = evidence.wording
    title = wording.gettext(OF_WORDS)
    columns = (
        Column(wording.gettext("Word"), width=2.0),
        Column(wording.gettext("Occurrences"), numeric=True),
        Column(wording.gettext("Participants"), numeric=True),
        Column(wording.gettext("Documents"), numeric=True),
    )
    rows = tuple(
        Row((row.term, *(wording.number(count) for count in (row.count, row.cases, row.documents))))
        for row in result.rows
    )
    return Framed(
        wording.gettext("Table {number} shows the words used most often.", number=number),
        Caption("table", wording.pgettext("report", "Table"), number, title, "keywords"),
        Table(columns, rows, "keywords", title),
        source_words(result, evidence),
    )
