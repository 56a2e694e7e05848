"""What a purge asks before, and says after: where words still stand, in the project and in its backups."""

from __future__ import annotations

import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from qualcode.cli.common import output
from qualcode.cli.common.output import numbers
from qualcode.model import errors
from qualcode.model.messages import N_, _, ngettext, pgettext
from qualcode.model.purging import holding_name
from qualcode.words.folding import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from qualcode.coding.actions import Action
    from qualcode.coding.project import Project
    from qualcode.model.purging import Copy, Left

LIST: Final = "list"
PURGE: Final = "purge"
DELETE: Final = "delete"
WAYS: Final = (LIST, PURGE, DELETE)
_OFFERED: Final = {
    "purge": PURGE, "p": PURGE, "purger": PURGE, "delete": DELETE, "d": DELETE, "supprimer": DELETE, "s": DELETE,
}  # fmt: skip
"""What a person types for each way, in either language; anything else leaves the backups."""
_SERVER: Final = N_(
    "{project}: the server itself may keep the words in its own log, its backups and its replicas; ask its keeper to "
    "let those go"
)
Decorated = TypeVar("Decorated", bound="Callable[..., Any]")


@dataclass(frozen=True, slots=True)
class Purged:
    """What became of a purge: where the words still stand, in the project, in its backups and beside it."""

    left: list[Left]
    backups: list[Copy]
    beside: list[str]
    sought: int = 0
    """How many words or phrases were looked for."""

    def as_json(self) -> dict[str, Any]:
        """Return what `--json` says of backups and of files beside the project."""
        copies = [{"file": copy.path, "readable": copy.readable, "left": rows(copy.left)} for copy in self.backups]
        return {"left": rows(self.left), "backups": copies, "beside": self.beside}


def purge_options(command: Decorated) -> Decorated:
    """Add what every purge takes: `--backups`, `--yes`, `--dry-run`."""
    backups = click.option(
        "--backups",
        type=click.Choice(WAYS),
        help=_("What to do with the backups that hold the words: list, purge or delete them; else you are asked."),
    )
    yes = click.option("--yes", is_flag=True, help=_("Do not ask before; what is purged cannot be brought back."))
    dry = click.option("--dry-run", is_flag=True, help=_("Say what would go, and change nothing."))
    return backups(yes(dry(command)))


def confirm(sentence: str, typed: str, *, yes: bool) -> None:
    """Ask before a purge: the word itself is to be typed, since no undo follows; elsewhere it takes `--yes`.

    Args:
        sentence: what would go.
        typed: the word.
        yes: whether nobody is asked.

    Raises:
        NotConfirmed: where nobody typed it.
    """
    if yes:
        return
    if sys.stdin.isatty():
        output.say(sentence)
        asked = _("This cannot be undone. Type {word} to do it").format(word=typed)
        answer: str = click.prompt(asked, default="", show_default=False, err=True)
        if folded(answer) == folded(typed):
            return
    raise errors.NotConfirmed(sentence)


def the_word() -> str:
    """Return the word to be typed before a purge, in the reader's language."""
    return pgettext("typed to confirm", "purge")


def rows(left: Sequence[Left]) -> list[dict[str, Any]]:
    """Return where words still stand, as `--json` says it."""
    return [asdict(one) for one in left]


def afterwards(  # noqa: PLR0913 - what was purged, and what is wanted
    opened: Project,
    left: list[Left],
    words: Sequence[str],
    way: str | None,
    actions: Sequence[Action],
    *,
    quiet: bool,
    names: Sequence[str] = (),
) -> Purged:
    """Look into backups and the files beside a purged project, and do with the backups what is wanted.

    Args:
        opened: the project, purged.
        left: where the words still stand in it.
        words: what was purged.
        way: list, purge or delete; None to ask on a terminal.
        actions: what was done, to be done in the backups.
        quiet: whether nothing is said on stdout, since JSON follows.
        names: those of the words that are a name, which others may say.
    """
    held = opened.purging.backups(words)
    if not quiet:
        _list(held)
    chosen = way or (_asked() if held and sys.stdin.isatty() else LIST)
    for copy in held if chosen != LIST else ():
        _with_backup(opened, copy, chosen, actions)
    still = opened.purging.backups(words) if held and chosen != LIST else held
    purged = [copy for copy in still if chosen == PURGE]
    named = opened.purging.with_name_only([word for word in words if word not in names], purged) if names else []
    if named and not quiet:
        output.show_line(holding_name(len(named)))
    if len(named) < len(still):
        output.warn(_("Who restores such a backup brings the words back: “--backups purge” or “--backups delete”."))
    if not opened.care.keeps_backups:
        output.warn(_(_SERVER).format(project=opened.label))
    return Purged(left, still, opened.purging.beside(words), len(words))


def _asked() -> str:
    answer = click.prompt(
        _("Purge these backups, delete them, or leave them?"), default="", show_default=False, err=True
    )
    return _OFFERED.get(answer.strip().casefold(), LIST)


def _with_backup(opened: Project, copy: Copy, way: str, actions: Sequence[Action]) -> None:
    """Purge or delete a backup; one that cannot be is said, and stops nothing."""
    try:
        if way == DELETE:
            opened.purging.delete_backup(copy.path)
            output.say(_("{file}: deleted").format(file=Path(copy.path).name))
        else:
            opened.purging.purge_backup(copy.path, actions, opened.coder)
            output.say(_("{file}: purged, whole and checked").format(file=Path(copy.path).name))
    except errors.Refusal as refusal:
        output.warn(_("{file}: not purged: {reason}").format(file=Path(copy.path).name, reason=refusal))
        output.fail_at_end()


def _list(held: Sequence[Copy]) -> None:
    if not held:
        return
    many = ngettext("{count} backup holds the words:", "{count} backups hold the words:", len(held))
    output.show_line(many.format(count=numbers(len(held))))
    for copy in held:
        said = ", ".join(one.where for one in copy.left) if copy.readable else _("cannot be read; delete it")
        output.show_line(f"  {Path(copy.path).name}  {said}")


def tell(
    opened: Project, done: Purged, question: Mapping[str, object], *, as_json: bool, ended: str = "", **more: object
) -> None:
    """Say where words stand before a purge or after it; words as given that stand there after it are a failure.

    Args:
        opened: the project.
        done: what was found.
        question: what was asked; its `dry_run` says that nothing was done.
        as_json: whether the answer is JSON.
        ended: what is said of `{project}` where the words stand nowhere; empty for the words of a purge.
        more: what else JSON says.
    """
    before = bool(question["dry_run"])
    if not before and any(one.exact for one in done.left):
        output.fail_at_end()
    if as_json:
        output.show_json(question, rows(done.left), **done.as_json(), **more)
        return
    _tell_beside(done.beside)
    for one in done.left:
        output.show_line(_stands(one) if before else str(one))
    if before:
        _list(done.backups)
        output.say(_("{project}: nothing was changed").format(project=opened.label))
    elif not done.left:
        output.say((ended or _ended(done.sought)).format(project=opened.label))


def _ended(sought: int) -> str:
    """Say that words stand nowhere, where any were looked for."""
    if sought:
        return _("{project}: purged; not a byte of the words is left in it")
    return _("{project}: purged; no words were looked for, since every one of them stands in a text of now")


def _stands(one: Left) -> str:
    """Say where words stand before a purge."""
    return _("The words stand in {where}.").format(where=one.where) if one.exact else str(one)


def _tell_beside(beside: Sequence[str]) -> None:
    """Name the files beside a project in which words stand."""
    if beside:
        many = ngettext(
            "{count} file beside the project holds the words:",
            "{count} files beside the project hold the words:",
            len(beside),
        )
        output.show_line(many.format(count=numbers(len(beside))))
        for place in beside:
            output.show_line(f"  {place}")
