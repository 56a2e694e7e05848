"""The command that puts a corrected text in the place of a document's, and says what became of every passage."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualcode.cli.common import output, session
from qualcode.cli.common.options import encoding_option, voices_options, writing_options
from qualcode.cli.documents.revised import Names, outcome_row, show_passages
from qualcode.cli.purging.afterwards import WAYS, tell
from qualcode.cli.purging.former import ask, purged
from qualcode.coding.documents.revising import Plan
from qualcode.correcting import coarse_said, losses_of, options_for, revision_of, source_of, summary, voices_said
from qualcode.model.messages import _, ngettext

if TYPE_CHECKING:
    from qualcode.coding.project import Project
    from qualcode.importers.options import Source
    from qualcode.model.records import Document


@click.command(
    help=_(
        "Put the text of a corrected file in the place of a document’s. Codings, turns, marks and answers go with "
        "their words; those whose words changed are shown with both texts, those whose words are gone wait for you. "
        "“qualcode undo” takes all of it back."
    )
)
@click.argument("document", metavar="DOC")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@voices_options
@encoding_option
@click.option("--dry-run", is_flag=True, help=_("Say what would become of the passages, and change nothing."))
@click.option("--yes", is_flag=True, help=_("Take the file even where it holds another text."))
@click.option("--purge", is_flag=True, help=_("Keep nothing of the former texts; it is asked first, and never undone."))
@click.option(
    "--backups",
    type=click.Choice(WAYS),
    help=_("What to do with the backups that hold the words: list, purge or delete them; else you are asked."),
)
@writing_options
def revise(  # noqa: PLR0913, PLR0917 - one argument an option
    document: str,
    file: Path,
    speakers: str,
    interviewers: tuple[str, ...],
    encoding: str | None,
    dry_run: bool,
    yes: bool,
    purge: bool,
    backups: str | None,
    project: str | None,
    coder: str | None,
    as_json: bool,
) -> None:
    """Revise a document."""
    opening = session.reading(project) if dry_run else session.writing(project, coder)
    with opening as opened:
        found = opened.documents.get(document)
        options = options_for(opened, found, speakers=speakers, interviewers=interviewers, encoding=encoding)
        source = source_of(file, options, found)
        if purge and not dry_run:
            ask(found, yes=yes)
        plan = _planned(opened, found, source, sure=yes) if dry_run else _revised(opened, found, source, sure=yes)
        names = Names(opened)
        _warn(source, found)
        rows = [outcome_row(outcome, names) for outcome in plan.outcomes]
        if not as_json:
            show_passages(row for row in rows if row["ending"] in {"fuzzy", "lost"})
            _tell(found, plan, dry_run=dry_run, purged=purge)
        done = purged(opened, found, backups, quiet=as_json) if purge and not dry_run else None
        question: dict[str, object] = {
            "reading": "revise",
            "document": found.name,
            "file": str(file),
            "speakers": speakers,
            "interviewer": list(interviewers),
            "encoding": encoding,
            "dry_run": dry_run,
        }
        if as_json:
            question |= {"purge": purge} if purge else {}
            output.show_json(question, rows, **_more(plan), **({"purged": done.as_json()} if done else {}))
        elif done is not None:
            tell(opened, done, question, as_json=False)


def _more(plan: Plan) -> dict[str, object]:
    """Return what JSON says of a correction beside its passages."""
    voices = {"new": plan.voices.new, "renamed": plan.voices.renamed, "kept_here": plan.voices.differing}
    return {
        "counts": plan.counts,
        "turns": plan.turns,
        "voices": voices,
        "look": plan.waiting,
        "coarse": plan.carrier.coarse,
    }


def _warn(source: Source, document: Document) -> None:
    """Say what the file lost."""
    from qualcode.importers.losses import sentence  # noqa: PLC0415 - only this command

    for loss in losses_of(source, document):
        output.warn(_("{file}: {sentence}").format(file=source.file, sentence=sentence(loss)))


def _planned(opened: Project, document: Document, source: Source, *, sure: bool) -> Plan:
    return opened.revisions.plan(document.id, source.source_name, source.transcript, sure=sure)


def _revised(opened: Project, document: Document, source: Source, *, sure: bool) -> Plan:
    plan = opened.perform(revision_of(document.id, source, sure=sure)).note("plan")
    if not isinstance(plan, Plan):
        raise TypeError(plan)
    return plan


def _tell(document: Document, plan: Plan, *, dry_run: bool, purged: bool) -> None:
    """Say what became of the document, and what is left to do."""
    words = _("{document}: would be corrected; {summary}") if dry_run else _("{document}: corrected; {summary}")
    output.show_line(words.format(document=document.name, summary=summary(plan)))
    coarse = coarse_said(plan, document.name)
    if coarse:
        output.warn(coarse)
    for said in voices_said(plan):
        output.say(said)
    if plan.waiting and not dry_run and not purged:
        many = ngettext(
            "{count} passage waits for you: “qualcode revisions look” shows it again, “qualcode undo” takes all back",
            "{count} passages wait for you: “qualcode revisions look” shows them again, “qualcode undo” takes all back",
            plan.waiting,
        )
        output.say(many.format(count=output.numbers(plan.waiting)))
