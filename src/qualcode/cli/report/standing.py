"""Warnings let stand, by command."""

from __future__ import annotations

import click

from qualcode.cli.common import output, session
from qualcode.cli.common.options import reading_options, writing_options
from qualcode.coding.dismissals import DismissWarning
from qualcode.model.dismissals import SMALL_CELLS
from qualcode.model.messages import _


@click.command(
    "let-stand",
    help=_("Let a warning about the small cells of a table stand, with the reason; KEY is as the warning gives it."),
)
@click.argument("key")
@click.option("--reason", required=True, help=_("Why nobody can be known by it."))
@writing_options
def let_stand(key: str, reason: str, project: str | None, coder: str | None, as_json: bool) -> None:
    """Let a warning stand."""
    with session.writing(project, coder) as opened:
        opened.perform(DismissWarning(SMALL_CELLS, key, reason))
        session.answer(_("{key}: the warning stands").format(key=key), key, as_json=as_json)


@click.command(help=_("The warnings that were let stand, with who did so and why."))
@reading_options
def standing(project: str | None, as_json: bool) -> None:
    """List warnings that stand."""
    with session.reading(project) as opened:
        found = opened.dismissals.all()
    if as_json:
        names = ("kind", "key", "reason", "coder", "created_at")
        output.show_json({"reading": "standing"}, [{name: getattr(one, name) for name in names} for one in found])
    elif found:
        columns = [output.Column(_("Warning")), output.Column(_("Coder")), output.Column(_("Reason"), shrinks=True)]
        output.show_table(columns, [(one.key, one.coder, one.reason) for one in found])
    else:
        output.say(_("No warning was let stand."))
