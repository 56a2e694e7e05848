"""The codes, groups or themes of a study as the picker lists them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from qualcode.model.codebook import standing_above, totals
from qualcode.tui.dialogs.entries import Pickable

if TYPE_CHECKING:
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
