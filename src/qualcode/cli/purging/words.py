"""The command that takes words out of the project for good, or puts a pseudonym in their place."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from qualcode.cli.common import session
from qualcode.cli.common.options import writing_options
from qualcode.cli.common.spoken import colon
from qualcode.cli.purging.afterwards import Purged, afterwards, confirm, purge_options, tell, the_word
from qualcode.coding.purging.words import REMOVED, PurgeWords, purge_words
from qualcode.model.errors.purging import NothingToPurge
from qualcode.model.messages import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.coding.project import Project
    from qualcode.model.purging import Left


@click.command(
    help=_(
        "Put other words in the place of WORDS everywhere in the project: texts, codings, memos, names, former texts, "
        "kept files, the history. Whole words, accents count; this cannot be undone. Without WORDS they are asked for, "
        "a line each, so that no shell remembers them."
    )
)
@click.argument("words", nargs=-1)
@click.option("--with", "new", metavar="PSEUDONYM", help=_("What stands there then; “[removed]” by default."))
@click.option("--any-case", is_flag=True, help=_("Whatever their capitals; else as given, and in capitals."))
@purge_options
@writing_options
def purge(  # noqa: PLR0913, PLR0917 - one argument an option
    words: tuple[str, ...],
    new: str | None,
    any_case: bool,
    backups: str | None,
    yes: bool,
    dry_run: bool,
    project: str | None,
    coder: str | None,
    as_json: bool,
) -> None:
    """Purge words."""
    asked = [word for word in words or _typed() if word.strip()]
    if not asked:
        raise click.UsageError(_("no words are given"))
    opening = session.reading(project) if dry_run else session.writing(project, coder)
    with opening as opened:
        run(opened, asked, new, any_case=any_case, backups=backups, yes=yes, dry_run=dry_run, as_json=as_json)


def _typed() -> Sequence[str]:
    """Return the words that are asked for on a terminal, or stand on the lines of what is piped in."""
    if sys.stdin.isatty():
        return [click.prompt(_("Words to purge"), prompt_suffix=colon(), err=True)]
    return sys.stdin.read().splitlines()


def run(  # noqa: PLR0913 - what the options say
    opened: Project,
    words: Sequence[str],
    new: str | None,
    *,
    any_case: bool,
    backups: str | None,
    yes: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Purge words in an open project, and say what became of it.

    Args:
        opened: open for writing, or for reading in a dry run.
        words: what goes.
        new: what comes in its place; None for the mark of the corpus's language.
        any_case: whether they go whatever their capitals.
        backups: what is done with backups that hold them.
        yes: whether nobody is asked.
        dry_run: whether nothing is written.
        as_json: whether the answer is JSON.
    """
    given = new or REMOVED[opened.study.corpus_language[:2]]
    mapping = dict.fromkeys(words, given)
    if dry_run:
        done = Purged(opened.purging.left(words), opened.purging.backups(words), opened.purging.beside(words))
    else:
        sentence = _("Words go from the project for good; “{new}” stands in their place.").format(new=given)
        confirm(sentence, the_word(), yes=yes)
        left = _purged(opened, mapping, any_case=any_case, only_backups=backups is not None)
        action = PurgeWords(tuple(mapping.items()), any_case)
        done = afterwards(opened, left, words, backups, [action], quiet=as_json)
    question = {"reading": "purge", "with": given, "any_case": any_case, "backups": backups, "dry_run": dry_run}
    tell(opened, done, question, as_json=as_json, dry_run=dry_run)


def _purged(opened: Project, mapping: dict[str, str], *, any_case: bool, only_backups: bool) -> list[Left]:
    """Purge the project; where the words stand in backups only, that is no fault."""
    try:
        return purge_words(opened, mapping, any_case=any_case)
    except NothingToPurge:
        if only_backups:
            return []
        raise
