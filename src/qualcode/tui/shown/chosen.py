"""The codes, groups or themes of a study as the picker lists them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from qualcode.model.codebook import standing_above, totals
from qualcode.model.meeting import COLUMNS, ROWS
from qualcode.tui.dialogs.entries import Pickable
from qualcode.tui.shown.asked_course import told_sides

if TYPE_CHECKING:
    from qualcode.model.results import Question
    from qualcode.tui.shown.looking import Studied

_PLAIN: Final = "$foreground"
_CODE, _THEME = "●", "◆"


def offered(study: Studied, level: str) -> list[tuple[str, Pickable]]:
    """Return what can be compared at a level: how readings call each, and what the picker shows.

    Args:
        study: its codes and themes.
        level: code, group or theme.
    """
    if level == "theme":
        return [
            (one.name, Pickable(one.id, one.name, (), (), _PLAIN, _THEME, len(one.codings)))
            for one in study.material.themes
        ]
    uses = Counter(coding.code for coding in study.material.codings)
    sums = totals(uses, standing_above(study.material.codes))
    return [
        (
            one.label,
            Pickable(
                one.id,
                one.name,
                one.path[:-1],
                (),
                study.colours.get(one.label, _PLAIN),
                _CODE,
                uses[one.id],
                (),
                sums.get(one.id, 0),
            ),
        )
        for one in study.material.codes
        if level == "code" or one.parent is None
    ]


def sides_of(study: Studied, question: Question) -> tuple[frozenset[str] | None, frozenset[str] | None]:
    """Return the names of the rows, and of the columns, that alone are compared; None of a side that is whole.

    Args:
        study: its codes.
        question: about codes that meet; a code is chosen with all that stands under it.
    """
    told = told_sides(question)
    rows, columns = (_with_those_under(study, question, told.get(side)) for side in (ROWS, COLUMNS))
    return rows, columns


def _with_those_under(study: Studied, question: Question, names: tuple[str, ...] | None) -> frozenset[str] | None:
    if names is None or question.level != "code":
        return None if names is None else frozenset(names)
    codes = study.material.codes
    above, wanted = standing_above(codes), {code.id for code in codes if code.label in names}
    return frozenset(code.label for code in codes if wanted & above[code.id])
