"""Commands that look after a project: whether it is sound, checked copies of it, the way back to one."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from qualcode.cli.common import output, session, shut
from qualcode.cli.common.options import as_coder_option, json_option, language_option, project_option, reading_options
from qualcode.cli.common.output import Column, numbers
from qualcode.cli.readings.answers import decimal
from qualcode.coding.care import backups, chosen_backup, go_back
from qualcode.model.care import RULES
from qualcode.model.messages import NN_, _, ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qualcode.model.care import Backup, Fault

_SHOWN: Final = 20
"""Faults of one rule that are shown: `--json` has them all."""
_COUNTED: Final = {
    "documents": NN_("{count} document", "{count} documents"),
    "turns": NN_("{count} turn", "{count} turns"),
    "cases": NN_("{count} case", "{count} cases"),
    "codes": NN_("{count} code", "{count} codes"),
    "codings": NN_("{count} coding", "{count} codings"),
    "themes": NN_("{count} theme", "{count} themes"),
    "memos": NN_("{count} memo", "{count} memos"),
    "questions": NN_("{count} question", "{count} questions"),
}
"""How many of each noun."""
_MEGABYTE: Final = 1_000_000


@click.command(help=_("See whether the project is sound, from its pages to its journal; exit 1 where it is not."))
@click.option("--repair", is_flag=True, help=_("Put right what follows from the rest, after a backup."))
@as_coder_option
@reading_options
def check(repair: bool, coder: str | None, project: str | None, as_json: bool) -> None:
    """Check the project, and mend it where that was asked."""
    if repair:
        who = session.who(coder)
        with session.writing(project, who) as opened:
            label, done = opened.label, opened.care.repair(who)
        faults: Sequence[Fault] = done.after
        output.say(ngettext("{count} row put right", "{count} rows put right", done.mended).format(count=done.mended))
    else:
        with session.reading(project) as opened:
            label, faults = opened.label, opened.care.check()
    if as_json:
        rows = [{"rule": fault.rule, "where": fault.where, "fault": fault.sentence} for fault in faults]
        output.show_json({"reading": "check", "rules": list(RULES), "repair": repair}, rows)
    elif faults:
        _show_faults(faults)
    _conclude(label, faults)


def _show_faults(faults: Sequence[Fault]) -> None:
    """Print a line for each fault; of many of one rule, the first."""
    shown: Counter[str] = Counter()
    rows = []
    for fault in faults:
        shown[fault.rule] += 1
        if shown[fault.rule] <= _SHOWN:
            rows.append((fault.rule, fault.where, fault.sentence))
    output.show_table([Column(_("Rule")), Column(_("Where")), Column(_("Fault"))], rows)
    for rule, count in shown.items():
        if count > _SHOWN:
            output.show(_("{rule}: {count} in all; --json has each").format(rule=rule, count=numbers(count)))


def _conclude(label: str, faults: Sequence[Fault]) -> None:
    if faults:
        sentence = ngettext("{project}: {count} fault found", "{project}: {count} faults found", len(faults))
        output.say(sentence.format(project=label, count=numbers(len(faults))))
        output.fail_at_end()
    else:
        output.say(_("{project}: sound; no fault found").format(project=label))


@click.command(help=_("Make a checked copy of the project: beside it, or as the file or in the folder OUT."))
@click.argument("out", required=False, type=click.Path(path_type=Path))
@project_option
@language_option
def backup(out: Path | None, project: str | None) -> None:
    """Make a backup; the project is only read, so it may be open elsewhere."""
    with session.reading(project) as opened:
        made = opened.care.back_up() if out is None else opened.care.back_up_to(out)
    output.say(_("{file}: a copy, whole and checked").format(file=made))


@click.command(help=_("List the backups, or put one in the project’s place: its number, its name, or a file."))
@click.argument("which", required=False)
@click.option("--list", "listing", is_flag=True, help=_("Only list them."))
@click.option("--yes", is_flag=True, help=_("Do not ask before."))
@as_coder_option
@project_option
@language_option
@json_option
def restore(  # noqa: PLR0913, PLR0917 - one argument an option
    which: str | None, listing: bool, yes: bool, coder: str | None, project: str | None, as_json: bool
) -> None:
    """Show what one could go back to, or go back."""
    place = session.location(project)
    if listing or which is None:
        _list(backups(place), as_json=as_json)
        return
    chosen = chosen_backup(place, which)
    shut.unlock(str(chosen))
    session.confirm(_confirmation(place, chosen), yes=yes)
    done = go_back(place, chosen, session.who(coder))
    output.say(_("{project}: is now as in {file}").format(project=place, file=done.taken))
    if done.before is not None:
        output.say(_("{file}: what it was before").format(file=done.before))


def _confirmation(place: str, chosen: Path) -> str:
    found = next((each for each in backups(place) if Path(each.path) == chosen), None)
    since = _since(found) if found else "?"
    asked = _("{project}: put {file} in its place? Since then: {since}.")
    return asked.format(project=place, file=chosen.name, since=since)


def _list(found: Sequence[Backup], *, as_json: bool) -> None:
    if as_json:
        output.show_json({"reading": "backups"}, [_row(number, each) for number, each in enumerate(found, 1)])
    elif not found:
        output.say(_("No backup yet: the screen makes them, and “qualcode backup”."))
    else:
        columns = [
            Column(_("No."), right=True),
            Column(_("When")),
            Column(_("Size"), right=True),
            Column(_("Since then")),
        ]
        output.show_table(columns, [_cells(number, each) for number, each in enumerate(found, 1)])
        output.say(_("“qualcode restore NUMBER” goes back to one; the present state is backed up first."))


def _row(number: int, backup: Backup) -> dict[str, Any]:
    return {
        "number": number,
        "file": backup.path,
        "at": backup.at,
        "size": backup.size,
        "actions": backup.holding.actions,
        "actions_since": backup.actions_since,
        "since": dict(backup.since),
    }


def _cells(number: int, backup: Backup) -> tuple[object, ...]:
    when = datetime.fromisoformat(backup.at).astimezone().strftime("%Y-%m-%d %H:%M:%S")
    size = _("{size} MB").format(size=decimal(backup.size / _MEGABYTE, 1))
    return number, when, size, _since(backup)


def _since(backup: Backup) -> str:
    """Say what was done since a backup."""
    if backup.actions_since is None:
        return _("another course of things")
    if not backup.actions_since and not backup.since:
        return _("nothing")
    done = backup.actions_since
    words = [ngettext("{count} action", "{count} actions", done).format(count=numbers(done))]
    return ", ".join([*words, *_differences(backup.since)])


def _differences(since: Mapping[str, int]) -> list[str]:
    return [
        ngettext(*_COUNTED[noun], abs(by)).format(count=f"{'+' if by > 0 else '−'}{numbers(abs(by))}")
        for noun, by in since.items()
    ]
