"""Commands that apply codes to passages, mark passages to quote, and take codings away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from qualcode.cli.common import output, session
from qualcode.cli.common.options import origin_option, writing_options
from qualcode.cli.passages.applying import Applying, show_planned
from qualcode.cli.passages.excerpts import chosen
from qualcode.cli.passages.finding import ALONE, Finding, Wish, numbers_of, only_way, ways_options
from qualcode.coding.passages.codings import RemoveCodings, StarCodings
from qualcode.model import errors
from qualcode.model.messages import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.coding.project import Project


@click.command(
    help=_(
        "Apply a code to passages of documents: bounds, words, what a pattern fits, all that a voice says, what stands "
        "under a heading or answers a question. A pattern may take ten seconds; then it is stopped, nothing is coded."
    )
)
@click.argument("documents", metavar="DOC...", nargs=-1)
@click.argument("code", metavar="CODE")
@click.option("--all", "every", is_flag=True, help=_("In all documents; none is named then."))
@ways_options
@click.option("--dry-run", is_flag=True, help=_("List the passages with their numbers, and code nothing."))
@click.option("--but", multiple=True, metavar="3,7-9", help=_("Leave out the passages of these numbers."))
@click.option("--memo", default="", metavar="T", help=_("A note on the coding, or on each."))
@click.option("--weight", type=int, metavar="1-5", help=_("How strong, from 1 to 5."))
@click.option("--star", is_flag=True, help=_("Mark as one to quote."))
@writing_options
def code(  # noqa: PLR0913, PLR0917 - one argument an option
    documents: tuple[str, ...],
    code: str,
    every: bool,
    extend: str | None,
    case_counts: bool,
    answers_only: bool,
    dry_run: bool,
    but: tuple[str, ...],
    memo: str,
    weight: int | None,
    star: bool,
    project: str | None,
    coder: str | None,
    as_json: bool,
    **asked: str | None,
) -> None:
    """Find the passages, then apply the code to all in one act."""
    way = only_way(asked)
    _check_documents(documents, way, every=every)
    wish = Wish(way, str(asked[way]), extend, case_counts, answers_only, numbers_of(but))
    with session.reading(project) if dry_run else session.writing(project, coder) as opened:
        named = [opened.documents.get(typed) for typed in documents]
        among = opened.documents.all() if every else list({document.id: document for document in named}.values())
        found = Finding(opened, among).found(wish)
        applying = Applying(opened, among, wish, found, code)
        if dry_run:
            rows, present = applying.planned(session.who(coder)), 0
        else:
            rows, present = applying.done(memo, weight, starred=star)
        asking = 0 if dry_run else applying.asking(rows)
    if as_json:
        question = {"reading": "code", **applying.question(), way: asked[way], "extend": extend, "case": case_counts}
        output.show_json({**question, "dry_run": dry_run}, rows, present=present)
    elif dry_run:
        show_planned(rows)
    else:
        output.say(applying.said(rows, present=present))
        if asking and len(rows) > 1:
            many = ngettext(
                "{count} of them lies in the interviewer’s words, left out of readings; “qualcode undo” takes all back",
                "{count} of them lie in the interviewer’s words, left out of readings; “qualcode undo” takes all back",
                asking,
            )
            output.say(many.format(count=output.numbers(asking)))


def _check_documents(documents: Sequence[str], way: str, *, every: bool) -> None:
    """Refuse a command that names no document, or several where a passage lies in one.

    Raises:
        UsageError.
    """
    if bool(documents) == every:
        raise click.UsageError(_("name the documents before the code, or say --all"))
    if way in ALONE and (every or len(documents) > 1):
        raise click.UsageError(_("--span and --text code one document; --words finds every place in all of them"))


@click.command(help=_("Mark codings as ones to quote in the report, by the ids that “qualcode excerpts” shows."))
@click.argument("codings", metavar="ID...", nargs=-1, required=True)
@click.option("--off", is_flag=True, help=_("Take the mark away."))
@writing_options
def star(codings: tuple[str, ...], off: bool, project: str | None, coder: str | None, as_json: bool) -> None:
    """Write or clear the mark on all of them, in one act."""
    with session.writing(project, coder) as opened:
        ids = _ids(opened, codings)
        opened.perform(StarCodings(ids, starred=not off))
    if off:
        many = ngettext(
            "{count} passage is no longer one to quote", "{count} passages are no longer to quote", len(ids)
        )
    else:
        many = ngettext("{count} passage is one to quote", "{count} passages are to quote", len(ids))
    session.answers(many.format(count=output.numbers(len(ids))), ids, as_json=as_json)


@click.command(
    help=_(
        "Take codings away, by the ids that “qualcode excerpts” shows, or one’s own by where they come from; "
        "“qualcode undo” brings them back."
    )
)
@click.argument("codings", metavar="[ID]...", nargs=-1)
@origin_option
@click.option("--code", "codes", multiple=True, metavar="C", help=_("Of these origins, only this code’s."))
@click.option("--document", "documents", multiple=True, metavar="D", help=_("Of these origins, only in this document."))
@click.option(
    "--yes", is_flag=True, help=_("Do not ask before removing by origin; codings named are never asked about.")
)
@writing_options
def uncode(  # noqa: PLR0913, PLR0917 - one argument an option
    codings: tuple[str, ...],
    origins: tuple[str, ...],
    codes: tuple[str, ...],
    documents: tuple[str, ...],
    yes: bool,
    project: str | None,
    coder: str | None,
    as_json: bool,
) -> None:
    """Remove all of them, in one act."""
    if bool(codings) == bool(origins) or (codings and (codes or documents)):
        raise click.UsageError(_("name codings by their ids, or say where they come from with --origin"))
    with session.writing(project, coder) as opened:
        if origins:
            ids = _from(opened, origins, codes, documents)
            asked = ngettext("Take {count} coding away?", "Take {count} codings away?", len(ids))
            session.confirm(asked.format(count=output.numbers(len(ids))), yes=yes)
        else:
            ids = _ids(opened, codings)
        opened.perform(RemoveCodings(ids))
    many = ngettext(
        "{count} coding taken away; “qualcode undo” brings it back",
        "{count} codings taken away; “qualcode undo” brings them back",
        len(ids),
    )
    session.answers(many.format(count=output.numbers(len(ids))), ids, as_json=as_json)


def _from(opened: Project, origins: Sequence[str], codes: Sequence[str], documents: Sequence[str]) -> tuple[str, ...]:
    """Return the codings of who acts that come from somewhere.

    Raises:
        NoSuchOrigin: where there are none.
    """
    found = chosen(opened, origins=origins, codes=codes, documents=documents)
    own = tuple(excerpt.id for excerpt in found if excerpt.coder == opened.coder)
    if not own:
        raise errors.NoSuchOrigin(", ".join(origins))
    return own


def _ids(opened: Project, typed: tuple[str, ...]) -> tuple[str, ...]:
    """Return the codings that were named, each once."""
    return tuple(dict.fromkeys(opened.codings.get(each).id for each in typed))
