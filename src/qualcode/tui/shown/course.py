"""How the course of what is said is written: code lines, what follows what, how much is coded; and communities."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from qualcode.model.meeting import COLUMNS, ROWS
from qualcode.model.messages import _, ngettext
from qualcode.model.patterns import CodeLines, Coverage, Sequence
from qualcode.tui.figures import counted, decimal, share
from qualcode.tui.shown.answers import no_value
from qualcode.tui.widgets.bars import BarRow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualcode.model.results import Cooccurrence, Result
    from qualcode.tui.shown.answers import Rows

TIES: Final = 8
"""Strongest ties told of a community, and of those between communities."""


def rows_of(result: Result) -> Rows:
    """Return the answer to a question about the course as rows.

    Args:
        result: code lines, a sequence, or how much is coded.
    """
    if isinstance(result, CodeLines):
        return _lines(result)
    if isinstance(result, Sequence):
        return _followed(result)
    rows = result.rows if isinstance(result, Coverage) else ()
    titles = ["", _("Share"), _("Coded"), _("Words"), _("Passages"), _("Codes")]
    shown = []
    for row in rows:
        name = no_value(row.group, result.question.by) if result.question.by else _("The whole")
        numbers = (counted(row.coded), counted(row.words), counted(row.passages), counted(row.codes))
        shown.append(BarRow(name, row.share, (share(row.share, 1), *numbers)))
    return titles, shown, [None for _row in rows]


def _lines(result: CodeLines) -> Rows:
    shown: list[BarRow] = []
    about: list[Any] = []
    for group, rows in groupby(result.rows, key=lambda row: row.group):
        shown.append(BarRow(no_value(group, result.question.by), heading=True))
        about.append(None)
        for row in rows:
            cells = (counted(row.passages), share(row.share, 1))
            shown.append(BarRow(row.code, 0, cells, 1, stretches=row.stretches))
            about.append((row.code, group))
    return ["", _("Passages"), _("Speech")], shown, about


def _followed(result: Sequence) -> Rows:
    shown: list[BarRow] = []
    about: list[Any] = []
    for code, rows in groupby(result.rows, key=lambda row: row.a):
        following = sorted(rows, key=lambda row: -row.n_ab)
        words = ngettext("after {code}, {count} time", "after {code}, {count} times", following[0].n_a)
        shown.append(BarRow(words.format(code=code, count=counted(following[0].n_a)), heading=True))
        about.append(None)
        for row in following:
            cells = (counted(row.n_ab), share(row.share), decimal(row.expected, 1))
            shown.append(BarRow(row.b, row.n_ab, cells, 1))
            about.append((row.a, row.b))
    return ["", _("Times"), _("Share"), _("Expected")], shown, about


def community_rows(result: Cooccurrence, communities: Mapping[str, int]) -> Rows:
    """Return codes that meet as their communities, each with its codes and its strongest ties.

    Args:
        result: which codes meet.
        communities: the number of each code's community, from 1.
    """
    pairs = sorted((row for row in result.rows if row.a != row.b), key=lambda row: -row.n_ab)
    shown: list[BarRow] = []
    about: list[Any] = []
    for number in sorted(set(communities.values())):
        members = [code for code, own in communities.items() if own == number]
        ties = [row for row in pairs if communities[row.a] == communities[row.b] == number]
        if ties:
            words = ngettext("Community {number}, {count} code: {codes}", "Community {number}, {count} codes: {codes}",
                             len(members))  # fmt: skip
            words = words.format(number=number, count=counted(len(members)), codes=", ".join(members))
            _tied(words, ties[:TIES], shown, about)
    between = [row for row in pairs if communities[row.a] != communities[row.b]]
    if between:
        _tied(_("Between communities"), between[:TIES], shown, about)
    alone = [code for code in communities if not any(code in {row.a, row.b} for row in pairs)]
    if alone:
        chosen = {ROWS, COLUMNS} & dict(result.question.options).keys()
        words = _("They meet none of those chosen: {codes}") if chosen else _("They meet nobody: {codes}")
        shown.append(BarRow(words.format(codes=", ".join(alone)), heading=True))
        about.append(None)
    titles = [_("Strongest ties"), _("Times"), _("Jaccard")]
    return [*titles, *([_("Lift")] if _has_lift(result) else [])], shown, about


def _has_lift(result: Cooccurrence) -> bool:
    """Tell whether pairs have a lift: at a distance, and counted as they stand, they have none."""
    return any(row.lift is not None for row in result.rows)


def _tied(words: str, ties: list[Any], shown: list[BarRow], about: list[Any]) -> None:
    shown.append(BarRow(words, heading=True))
    about.append(None)
    for row in ties:
        lift = () if row.lift is None else (decimal(row.lift, 1),)
        cells = (counted(row.n_ab), decimal(row.jaccard), *lift)
        shown.append(BarRow(f"{row.a} × {row.b}", row.n_ab, cells, 1))
        about.append((row.a, row.b))
