"""The codes, groups or themes that alone are compared: ticked for the rows, then for the columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from qualcode.model.meeting import COLUMNS, ROWS
from qualcode.model.messages import N_, _
from qualcode.tui.dialogs.several_codes import SeveralCodesPicker
from qualcode.tui.shown.asked_course import APART, TICKED, told_sides
from qualcode.tui.shown.chosen import offered

if TYPE_CHECKING:
    from textual.screen import Screen

    from qualcode.model.results import Question
    from qualcode.tui.shown.looking import Studied

_ASKED: Final = {ROWS: N_("Which rows?"), COLUMNS: N_("Which columns?")}


async def ticked(screen: Screen[Any], study: Studied, question: Question, values: dict[str, str]) -> dict[str, str]:
    """Return the values of the fields of a question with what is ticked where that was asked for; Escape leaves a side.

    Args:
        screen: over which it is asked.
        study: its codes and themes.
        question: as it stood.
        values: by the name of the field.
    """
    level = values.get("level", question.level)
    found, before = dict(values), told_sides(question) if level == question.level else {}
    for side in (ROWS, COLUMNS):
        if values.get(side) != TICKED:
            continue
        there = offered(study, level)
        marked = [one.id for label, one in there if label in before.get(side, ())]
        dialog = SeveralCodesPicker(_(_ASKED[side]), _("choose"), [one for _label, one in there], marked=marked)
        picked = await screen.app.push_screen_wait(dialog)
        chosen = marked if picked is None else picked.codes
        names = [label for label, one in there if one.id in chosen]
        found[side] = APART.join(names)
    return found
