"""How comparisons, saturation, talk, the matrix and word groups are written: their rows, and what stands below."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, cast

from qualcode.model.comparisons import PHASES
from qualcode.model.messages import _, interface_language, ngettext
from qualcode.report.saturated import SERIES, cautions, said_of_all
from qualcode.tui.figures import counted, decimal, share
from qualcode.tui.widgets.bars import BarRow

if TYPE_CHECKING:
    from collections.abc import Callable

    from qualcode.model.comparisons import Crosstab, Saturation, Talk
    from qualcode.model.matrices import Matrix, WordGroups
    from qualcode.model.results import Result
    from qualcode.tui.shown.answers import Rows

_NAMED: Final = 2
"""How many of the voices before are named."""
_TERMS: Final = 5
About = tuple[str, str | None]


class _Listing:
    """Gathers rows with what each is about."""

    def __init__(self, *titles: str) -> None:
        self.titles = list(titles)
        self.rows: list[BarRow] = []
        self.about: list[About | None] = []

    def heading(self, words: str) -> None:
        self.rows.append(BarRow(words, heading=True))
        self.about.append(None)

    def row(self, words: str, value: float, cells: tuple[str, ...], about: About) -> None:
        self.rows.append(BarRow(words, value, cells, depth=1))
        self.about.append(about)

    def told(self) -> Rows:
        return self.titles, self.rows, self.about


def _crosstab(result: Crosstab, *, tested: bool = True) -> Rows:
    listing = _Listing(result.attribute, _("Share"), _("Cases"), _("Expected"), _("Residual"))
    tests = {one.row: one for one in result.test.rows}
    for name, cells in groupby(result.rows, key=lambda cell: cell.row):
        test = tests.get(name)
        words = f"{name}   p = {decimal(test.p_holm, 3)}" if tested and test and test.p_holm is not None else name
        listing.heading(words)
        for cell in cells:
            told = (f"{counted(cell.cases)}/{counted(cell.n)}", decimal(cell.expected, 1), decimal(cell.residual, 1))
            listing.row(cell.column or _("(no value)"), cell.share, (share(cell.share), *told), (name, cell.column))
    return listing.told()


def _below_crosstab(result: Crosstab, *, tested: bool) -> str:
    units = {
        "case": ngettext("{count} case compared", "{count} cases compared", result.n_units),
        "group": ngettext("{count} group compared", "{count} groups compared", result.n_units),
        "site": ngettext("{count} site compared", "{count} sites compared", result.n_units),
    }
    sentence = units[result.unit].format(count=counted(result.n_units))
    if not tested:
        return sentence
    refused = {
        "too_few_units": _("no test under 10 independent units: there are {count}"),
        "one_value": _("no test: all answered the same"),
    }.get(result.test.refused or "")
    if refused:
        return f"{sentence}; {refused.format(count=counted(result.test.n))}"
    return _("{units}; p adjusted for the number of rows (Holm)").format(units=sentence)


def _saturation(result: Saturation) -> Rows:
    order = result.order.removeprefix("attribute:")
    listing = _Listing(_("Interview"), _("In all"), _("New"), _("At random"), _("Of the base"), order)
    for kind, rows in groupby(result.rows, key=lambda row: row.kind):
        listing.heading(_(SERIES[kind]))
        for row in rows:
            band = counted(row.low) if row.low == row.high else f"{counted(row.low)}–{counted(row.high)}"
            ratio = "" if row.ratio is None else share(row.ratio, 1)
            cells = (counted(row.cumulative), counted(row.new), band, ratio, row.order)
            listing.row(row.interview, row.cumulative, cells, (row.interview, None))
    return listing.told()


def _below_saturation(result: Saturation) -> str:
    language = interface_language()
    return " ".join((said_of_all(result, language), *cautions(result, language)))


def _talk(result: Talk) -> Rows:
    listing = _Listing(_("Voice"), _("Share"), _("Words"), _("Turns"), _("Most often after"))
    phased = result.question.by == "phase"
    for (document, part), rows in groupby(result.rows, key=lambda row: (row.document, row.group)):
        called = _(part) if phased and part in PHASES else part
        listing.heading(f"{document} · {called}" if called else document)
        for row in rows:
            most = sorted(row.follows, key=lambda one: -one.turns)[:_NAMED]
            after = ", ".join(f"{one.speaker} {counted(one.turns)}" for one in most)
            cells = (share(row.share), counted(row.words), counted(row.turns), after)
            listing.row(row.speaker, row.share, cells, (row.document, row.speaker))
    return listing.told()


def _matrix(result: Matrix) -> Rows:
    titles = {"code": _("Code"), "group": _("Group"), "theme": _("Theme")}
    listing = _Listing(titles[result.question.level], _("Passages"), _("Words"), _("Summary"))
    for case in result.cases:
        listing.heading(case)
        for cell in (one for one in result.rows if one.case == case):
            cells = (counted(len(cell.passages)), counted(cell.words), "✓" if cell.summary else "")
            listing.row(cell.row, len(cell.passages), cells, (case, cell.row))
    return listing.told()


def _groups(result: WordGroups) -> Rows:
    listing = _Listing(_("Words"), _("Turns"), _("Cases"), _("Coherence"), _("Stability"))
    for row in result.rows:
        words = ", ".join(term.term for term in row.terms[:_TERMS])
        cells = (counted(row.turns), counted(row.cases), decimal(row.coherence), share(row.stability))
        listing.row(words, row.turns, cells, (str(row.number), None))
    return listing.told()


def _below_groups(result: WordGroups) -> str:
    sentence = _(
        "{turns} turns; the groups account for {explained} of the weights of their words. Groups of words, not themes: "
        "what people mean by them, the analyst alone can say."
    )
    return sentence.format(turns=counted(result.n), explained=share(result.explained))


_ROWS: Final[dict[str, Callable[[Any], Rows]]] = {
    "saturation": _saturation,
    "talk": _talk,
    "matrix": _matrix,
    "groups": _groups,
}
_BELOW: Final[dict[str, Callable[[Any], str]]] = {
    "saturation": _below_saturation,
    "groups": _below_groups,
}


def rows_of(result: Result, *, tested: bool = True) -> Rows:
    """Return the rows of an answer, with what each is about.

    Args:
        result: the answer.
        tested: whether p-values are shown.
    """
    if result.question.reading == "crosstab":
        return _crosstab(cast("Crosstab", result), tested=tested)
    return _ROWS[result.question.reading](result)


def below(result: Result, *, tested: bool = True) -> str:
    """Say what must be known of an answer; empty for nothing.

    Args:
        result: the answer.
        tested: whether p-values are shown.
    """
    if result.question.reading == "crosstab":
        return _below_crosstab(cast("Crosstab", result), tested=tested)
    say = _BELOW.get(result.question.reading)
    return say(result) if say else ""
