"""Two tables that go into a draft in one step: bars of the cases of each code, and two codes side by side."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from qualcode.report.blocks import Caption, Column, Row, Table
from qualcode.report.overview import Framed, source_words

if TYPE_CHECKING:
    from qualcode.model.records import Code
    from qualcode.report.evidence import Evidence

BARS, COLUMNS = "bars", "columns"
ALSO: Final = "; "
"""Parts what `DraftOptions.also` asks for."""
LONGEST: Final = 24
"""Signs of the longest bar."""
MOST: Final = 12
"""Entries of one column."""
_PREFIX: Final = "codes:"


def asked_columns(first: str, second: str) -> str:
    """Return what a part asks that lays two codes side by side, by their ids."""
    return f"{_PREFIX}{first},{second}"


def bars_table(evidence: Evidence, number: int) -> Framed | None:
    """Return the codes as bars, those that most cases speak of first; None where nothing is counted.

    Args:
        evidence: the study and its readings.
        number: of the table in the report.
    """
    wording = evidence.wording
    whole = evidence.material.frequencies.population.n_cases
    names = {code.id: code.label(evidence.options.language) for code in evidence.material.codes}
    ranked = sorted(
        ((row.cases, names[code]) for code, row in evidence.frequencies.items() if row.cases),
        key=lambda pair: -pair[0],
    )
    if not ranked:
        return None
    title = wording.gettext("Participants who speak of each code (n = {count})", count=wording.number(whole))
    columns = (
        Column(wording.gettext("Code"), width=2.4),
        Column(wording.gettext("Participants"), numeric=True, width=1.1),
        Column("%", numeric=True, width=0.8),
        Column("", width=3.0),
    )
    rows = tuple(
        Row((name, wording.number(cases), wording.percent(cases / whole), bar(cases / ranked[0][0])))
        for cases, name in ranked
    )
    return Framed(
        wording.gettext("Table {number} shows how many participants speak of each code.", number=number),
        Caption("table", wording.pgettext("report", "Table"), number, title, BARS),
        Table(columns, rows, BARS, title),
        source_words(evidence.material.frequencies, evidence),
    )


def bar(share: float) -> str:
    """Return a bar of block signs, to half a sign: of a share from 0 to 1."""
    whole, half = divmod(round(share * LONGEST * 2), 2)
    return "█" * whole + "▌" * half


def columns_table(asked: str, evidence: Evidence, number: int) -> Framed | None:
    """Return two codes side by side: the sub-codes of each with their participants, else its passages.

    Args:
        asked: as `asked_columns` writes it.
        evidence: the study and its readings.
        number: of the table in the report.

    Returns:
        None where one of the codes is gone, or neither says anything.
    """
    ids = asked.removeprefix(_PREFIX).split(",")
    codes = [code for one in ids for code in evidence.material.codes if code.id == one]
    if len(codes) != 2:  # noqa: PLR2004 - two columns
        return None
    wording, language = evidence.wording, evidence.options.language
    first, second = (_entries(code, evidence) for code in codes)
    if not (first or second):
        return None
    names = [code.label(language) for code in codes]
    title = wording.gettext("{first} and {second}", first=names[0], second=names[1])
    rows = tuple(Row(pair) for pair in zip_longest(first, second, fillvalue=""))
    return Framed(
        wording.gettext("Table {number} lays two codes side by side.", number=number),
        Caption("table", wording.pgettext("report", "Table"), number, title, COLUMNS),
        Table(tuple(Column(name) for name in names), rows, COLUMNS, title),
        source_words(evidence.material.frequencies, evidence),
    )


def _entries(code: Code, evidence: Evidence) -> list[str]:
    """Return what stands in the column of a code: its sub-codes, those of most participants first, else passages."""
    wording, language = evidence.wording, evidence.options.language
    below = [one for one in evidence.material.codes if one.parent == code.id and one.id in evidence.frequencies]
    ranked = sorted(below, key=lambda one: -evidence.frequencies[one.id].cases)
    if not evidence.options.counts and ranked:
        return [one.label(language) for one in ranked[:MOST]]
    counted = [(one.label(language), evidence.frequencies[one.id].cases) for one in ranked]
    entries = [wording.gettext("{code} (n = {count})", code=name, count=wording.number(n)) for name, n in counted if n]
    said = (wording.quoted(one.text) + f" ({evidence.attribution(one)})" for one in evidence.quotable(code.id))
    return entries[:MOST] or list(said)[:MOST]


def also_framed(evidence: Evidence, number: int) -> list[Framed]:
    """Return the tables that the options of a draft ask for beside the usual ones, numbered from a number on."""
    found: list[Framed] = []
    for asked in filter(None, evidence.options.also.split(ALSO)):
        place = number + len(found)
        made = bars_table(evidence, place) if asked == BARS else columns_table(asked, evidence, place)
        found += [made] if made else []
    return found
