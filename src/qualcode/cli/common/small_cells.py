"""Tables that go out with few people in a cell: warned of, unless somebody let it stand with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qualcode import settings
from qualcode.cli.common import output
from qualcode.model.dismissals import SMALL_CELLS
from qualcode.model.messages import _, ngettext
from qualcode.report.small_cells import key_of, small_cells

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.model.dismissals import Dismissal
    from qualcode.model.results import Result
    from qualcode.report.small_cells import SmallCell

_NAMED: Final = 4
"""Cells that are named; the others are counted."""


def warn_of_small_cells(result: Result, standing: Sequence[Dismissal]) -> None:
    """Warn of the cells of a table that goes out, where nobody let them stand; what counts no people has none.

    Args:
        result: the table.
        standing: the warnings that somebody let stand.
    """
    least, key = settings.load(silent=True).least_people, key_of(result)
    found = small_cells(result, least)
    if not found or any((one.kind, one.key) == (SMALL_CELLS, key) for one in standing):
        return
    sentence = ngettext(
        "{count} cell of the table rests on fewer than {least} people, who may be known by it: {cells}; “qualcode "
        "report let-stand '{key}' --reason WHY” lets it stand",
        "{count} cells of the table rest on fewer than {least} people, who may be known by them: {cells}; “qualcode "
        "report let-stand '{key}' --reason WHY” lets them stand",
        len(found),
    )
    output.warn(sentence.format(count=output.numbers(len(found)), least=least, cells=_named(found), key=key))


def _named(found: Sequence[SmallCell]) -> str:
    told = [
        _("{cell} ({count})").format(
            cell=" / ".join(filter(None, (cell.row, cell.column))), count=output.numbers(cell.people)
        )
        for cell in found[:_NAMED]
    ]
    return ", ".join([*told, "…"] if len(found) > _NAMED else told)
