"""The command that puts a misspelt word right in one document or in all, by the act of the edit mode."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from qualcode.cli.common import output, session
from qualcode.cli.common.layout import show_words
from qualcode.cli.common.options import writing_options
from qualcode.coding.documents.replacing import mend, mended
from qualcode.correcting import summary
from qualcode.model.messages import _, interface_language, ngettext
from qualcode.words.typography import profile_of, quoted

if TYPE_CHECKING:
    from qualcode.coding.documents.replacing import Mended
    from qualcode.coding.documents.revising import Plan

_INDENT = "    "


@click.command(
    help=_(
        "Replace a misspelt word where it is said, letter for letter, in a document or, without DOC, in all. What lies "
        "in the texts goes with its letters; labels of voices stay, “qualcode turns rename” changes them. "
        "“qualcode undo” takes all of it back."
    )
)
@click.argument("document", metavar="[DOC]", required=False)
@click.option("--replace", "words", nargs=2, required=True, metavar=_("OLD NEW"), help=_("What stands, what should."))
@click.option("--whole-word", is_flag=True, help=_("Leave alone what is part of a longer word."))
@click.option("--dry-run", is_flag=True, help=_("Show the places, and change nothing."))
@writing_options
def edit(  # noqa: PLR0913, PLR0917 - one argument an option
    document: str | None,
    words: tuple[str, str],
    whole_word: bool,
    dry_run: bool,
    project: str | None,
    coder: str | None,
    as_json: bool,
) -> None:
    """Replace a word."""
    old, new = words
    opening = session.reading(project) if dry_run else session.writing(project, coder)
    with opening as opened:
        wanted = opened.documents.get(document).id if document is not None else None
        found = mended(opened, old, new, whole=whole_word, document=wanted)
        plans = [opened.revisions.edit_plan(one.action) for one in found]
        if not dry_run:
            mend(opened, found)
    if as_json:
        question = {
            "reading": "edit", "document": document, "replace": old, "by": new, "whole_word": whole_word,
            "dry_run": dry_run,
        }  # fmt: skip
        output.show_json(question, [_row(one, plan) for one, plan in zip(found, plans, strict=True)])
        return
    for one, plan in zip(found, plans, strict=True):
        _show(one, plan, old, dry_run=dry_run)


def _row(one: Mended, plan: Plan) -> dict[str, Any]:
    """Return a document as `--json` gives it."""
    places = [place._asdict() for place in one.places]
    return {"document": one.document.name, "places": places, "counts": plan.counts, "look": plan.waiting}


def _show(one: Mended, plan: Plan, old: str, *, dry_run: bool) -> None:
    """Print what is done to a document, and each place in its context."""
    places = ngettext("{count} place", "{count} places", len(one.places)).format(count=output.numbers(len(one.places)))
    words = (
        _("{document}: {places} would be edited; {summary}") if dry_run else _("{document}: {places} edited; {summary}")
    )
    output.show_line(words.format(document=one.document.name, places=places, summary=summary(plan)))
    for place in one.places:
        context = f"… {place.before}{quoted(old, profile_of(interface_language()))}{place.after} …"
        show_words(" ".join(context.split()), _INDENT)
