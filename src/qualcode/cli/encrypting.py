"""Commands that put a project under a passphrase, and take it out again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from qualcode.cli.common import output, session, shut
from qualcode.cli.common.options import as_coder_option, language_option, project_option
from qualcode.coding import sealing
from qualcode.model.messages import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@click.command(
    help=_("Encrypt the project and its backups under a passphrase, or give it another; nobody may have it open.")
)
@click.option("--remember", is_flag=True, help=_("Keep the passphrase in this system’s keyring."))
@as_coder_option
@project_option
@language_option
def encrypt(remember: bool, coder: str | None, project: str | None) -> None:
    """Write the project anew under a passphrase."""
    place = session.location(project)
    passphrase = shut.new_passphrase(place)
    done = sealing.encrypt(place, session.who(coder), passphrase)
    if remember:
        shut.remember(place, passphrase)
    output.say(
        _("{project}: encrypted; without the passphrase nobody can open it any more, you neither").format(project=place)
    )
    _say_what_stays(done.backups, done.left)
    output.say(
        _(
            "Files made before, exports, drafts and the transcripts themselves, are not; nor is what the disk keeps "
            "of them."
        )
    )


@click.command(help=_("Take the passphrase off the project and its backups; nobody may have it open."))
@click.option("--yes", is_flag=True, help=_("Do not ask before."))
@as_coder_option
@project_option
@language_option
def decrypt(yes: bool, coder: str | None, project: str | None) -> None:
    """Write the project anew as a plain file."""
    place = session.location(project)
    session.confirm(_("{project}: let anybody who has the file read it?").format(project=place), yes=yes)
    name = sealing.kept_under(place)
    done = sealing.decrypt(place, session.who(coder))
    shut.forget(name)
    output.say(_("{project}: no longer encrypted").format(project=place))
    _say_what_stays(done.backups, done.left)


def _say_what_stays(count: int, left: Sequence[Path]) -> None:
    """Say what became of the backups: how many were written anew, and those that were not."""
    if count:
        output.say(ngettext("{count} backup too", "{count} backups too", count).format(count=output.numbers(count)))
    for path in left:
        output.warn(_("{file}: this backup could not be written anew and is as it was; delete it").format(file=path))
