"""The command that lets go of what a document said before it was corrected, or of passages of what it says now."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import click

from qualcode.cli.common import session
from qualcode.cli.common.options import writing_options
from qualcode.cli.purging.afterwards import Purged, afterwards, confirm, purge_options, tell, the_word
from qualcode.coding.purging.former import PurgeFormer, former_words, purge_former, purge_passages
from qualcode.coding.purging.words import REMOVED
from qualcode.coding.readers import span_of
from qualcode.model.messages import _

if TYPE_CHECKING:
    from qualcode.coding.project import Project
    from qualcode.model.records import Document
    from qualcode.model.spans import Span


@click.command(
    help=_(
        "Purge the former texts of a document; with --span, a passage of its text of now too, there and nowhere else. "
        "This cannot be undone."
    )
)
@click.argument("document", metavar="DOC")
@click.option(
    "--span", "spans", metavar="A:B", multiple=True, help=_("The characters from A up to, but not including, B.")
)
@click.option("--with", "new", metavar="WORDS", help=_("What stands there then; “[removed]” by default."))
@purge_options
@writing_options
def purge(  # noqa: PLR0913, PLR0917 - one argument an option
    document: str,
    spans: tuple[str, ...],
    new: str | None,
    backups: str | None,
    yes: bool,
    dry_run: bool,
    project: str | None,
    coder: str | None,
    as_json: bool,
) -> None:
    """Purge what a document said."""
    opening = session.reading(project) if dry_run else session.writing(project, coder)
    with opening as opened:
        found = opened.documents.get(document)
        if spans:
            given = new or REMOVED[opened.study.corpus_language[:2]]
            asked = Passages(found, tuple(map(span_of, spans)), given)
            _purge_passages(opened, asked, backups=backups, yes=yes, dry_run=dry_run, as_json=as_json)
        else:
            _purge_texts(opened, found, backups=backups, yes=yes, dry_run=dry_run, as_json=as_json)


class Passages(NamedTuple):
    """What is to go of a document, and what stands there then."""

    document: Document
    spans: tuple[Span, ...]
    new: str


def _purge_passages(  # noqa: PLR0913 - what the options say
    opened: Project, asked: Passages, *, backups: str | None, yes: bool, dry_run: bool, as_json: bool
) -> None:
    """Purge passages of a document, and say what became of them."""
    document, spans, new = asked
    lost = former_words(opened, document.id, spans)
    if dry_run:
        done = Purged(opened.purging.left(lost), opened.purging.backups(lost), opened.purging.beside(lost))
    else:
        sentence = _("The passage of “{name}” goes for good, and its former texts; “{new}” stands in its place.")
        confirm(sentence.format(name=document.name, new=new), the_word(), yes=yes)
        left = purge_passages(opened, document.id, spans, new)
        then = [opened.purging.as_now(document.id), PurgeFormer(document.id)]
        done = afterwards(opened, left, lost, backups, then, quiet=as_json)
    question = {"reading": "purge", "document": document.name, "backups": backups, "dry_run": dry_run, "with": new}
    ended = _("{project}: the passage is purged; the same words elsewhere stay, “qualcode purge” takes those out")
    tell(opened, done, question, as_json=as_json, ended=ended)


def _purge_texts(  # noqa: PLR0913 - what the options say
    opened: Project, document: Document, *, backups: str | None, yes: bool, dry_run: bool, as_json: bool
) -> None:
    """Purge the former texts of a document, and say what became of it."""
    if dry_run:
        lost = former_words(opened, document.id)
        done = Purged(opened.purging.left(lost), opened.purging.backups(lost), opened.purging.beside(lost))
    else:
        ask(document, yes=yes)
        done = purged(opened, document, backups, quiet=as_json)
    question = {"reading": "purge", "document": document.name, "backups": backups, "dry_run": dry_run}
    tell(opened, done, question, as_json=as_json)


def ask(document: Document, *, yes: bool) -> None:
    """Ask before the former texts of a document go.

    Raises:
        NotConfirmed: where nobody typed the word.
    """
    sentence = _("The former texts of “{name}” go for good, and the passages that wait with their words.")
    confirm(sentence.format(name=document.name), the_word(), yes=yes)


def purged(opened: Project, document: Document, backups: str | None, *, quiet: bool) -> Purged:
    """Purge the former texts of a document; return where words that only they held still stand.

    Args:
        opened: open for writing.
        document: whose former texts go.
        backups: what is done with backups that hold their words.
        quiet: whether nothing is said on stdout.
    """
    lost = former_words(opened, document.id)
    left = purge_former(opened, document.id)
    then = [opened.purging.as_now(document.id), PurgeFormer(document.id)]
    return afterwards(opened, left, lost, backups, then, quiet=quiet)
