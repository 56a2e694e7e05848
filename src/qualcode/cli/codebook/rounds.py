"""Commands about rounds of coding."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from qualcode.cli.common import output, session
from qualcode.cli.common.options import reading_options, writing_options, yes_option
from qualcode.cli.common.output import Column, numbers, short_id
from qualcode.coding.codebook.rounds import EditRound, RemoveRound, StartRound
from qualcode.model.messages import _
from qualcode.model.moments import past_day, start_of

if TYPE_CHECKING:
    from qualcode.model.practice import Round


@click.group(
    invoke_without_command=True,
    help=_(
        "Rounds of coding: each has a name and lasts to the start of the next. Readings take them by --round NAME. "
        "Alone, it lists them."
    ),
)
@reading_options
@click.pass_context
def rounds(ctx: click.Context, project: str | None, as_json: bool) -> None:
    """List the rounds where no more is asked."""
    if session.alone(ctx, project):
        _list(project, as_json=as_json)


@rounds.command("list", help=_("List the rounds in their order, with how many codings were made in each."))
@reading_options
def list_(project: str | None, as_json: bool) -> None:
    """List the rounds."""
    _list(project, as_json=as_json)


def _list(project: str | None, *, as_json: bool) -> None:
    with session.reading(project) as opened:
        found, before = opened.rounds.all(), opened.rounds.before()
    if as_json:
        output.show_json({"reading": "rounds"}, [asdict(one) for one in found], before=before)
    elif not found:
        output.say(_("No round yet: “qualcode rounds start NAME” begins one, --on DATE where it began earlier."))
    else:
        _table(found, before)


def _table(found: list[Round], before: int) -> None:
    columns = [
        Column(_("Round"), shrinks=True),
        Column(_("From")),
        Column(_("To")),
        Column(_("Codings"), right=True),
        Column(_("Id")),
        Column(_("Note"), shrinks=True),
    ]
    earlier = (_("(before the first round)"), "", told(found[0].started_at), numbers(before), "", "")
    output.show_table(columns, [earlier, *(_row(one) for one in found)])


def _row(one: Round) -> tuple[str, ...]:
    end = told(one.ended_at) if one.ended_at else ""
    return (one.name, told(one.started_at), end, numbers(one.codings), short_id(one.id), one.note)


def told(at: str) -> str:
    """Write a time as it is where this computer stands, to the minute."""
    return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M")


@rounds.command(help=_("Start a round: what is coded from now on belongs to it, until the next one."))
@click.argument("name")
@click.option("--note", metavar="T", default="", help=_("What is done in it."))
@click.option("--on", "day", metavar="DATE", help=_("It began on this day already, as 2026-03-01; else now."))
@writing_options
def start(  # noqa: PLR0913, PLR0917 - one argument an option
    name: str, note: str, day: str | None, project: str | None, coder: str | None, as_json: bool
) -> None:
    """Start a round."""
    at = start_of(past_day(day, datetime.now(UTC).astimezone().date())) if day else None
    with session.writing(project, coder) as opened:
        action = StartRound(name, note, at)
        opened.perform(action)
        session.answer(_("{name}: round started").format(name=name.strip()), action.id, as_json=as_json)


@rounds.command(help=_("Give a round another name, or another note."))
@click.argument("round_", metavar="ROUND")
@click.argument("name", metavar="NEW", required=False)
@click.option("--note", metavar="T", help=_("What is done in it."))
@writing_options
def rename(  # noqa: PLR0913, PLR0917 - one argument an option
    round_: str, name: str | None, note: str | None, project: str | None, coder: str | None, as_json: bool
) -> None:
    """Rename a round."""
    if name is None and note is None:
        raise click.UsageError(_("say what to change; --help lists the options"))
    with session.writing(project, coder) as opened:
        found = opened.rounds.get(round_)
        opened.perform(EditRound(found.id, name, note))
        session.answer(_("{name}: changed").format(name=name or found.name), found.id, as_json=as_json)


@rounds.command(help=_("Remove a round: what was coded in it belongs to the one before. No coding goes."))
@click.argument("round_", metavar="ROUND")
@yes_option
@writing_options
def remove(round_: str, yes: bool, project: str | None, coder: str | None, as_json: bool) -> None:
    """Remove a round."""
    with session.writing(project, coder) as opened:
        found = opened.rounds.get(round_)
        session.confirm(_("Remove the round “{name}”? No coding goes.").format(name=found.name), yes=yes)
        opened.perform(RemoveRound(found.id))
        sentence = _("{name}: removed; “qualcode undo” brings it back").format(name=found.name)
        session.answer(sentence, found.id, as_json=as_json)
