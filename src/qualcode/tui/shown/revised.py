"""What is corrected at the desk, off the screen's thread: passages to look at, and what a corrected file would do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from qualcode.correcting import KINDS, coarse_said, losses_of, options_for, source_of, summary, voices_said
from qualcode.importers.losses import sentence
from qualcode.model.errors import NothingRevised
from qualcode.model.messages import _, ngettext
from qualcode.model.spans import Span, quoted
from qualcode.tui.figures import counted
from qualcode.words.differing import Stretch, differing, likely_place

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from qualcode.coding.documents.revising import Plan
    from qualcode.coding.documents.revisions import Waits
    from qualcode.coding.project import Project
    from qualcode.importers.options import Source
    from qualcode.tui.running import Job
    from qualcode.tui.shown.study import Book


@dataclass(frozen=True, slots=True)
class Side:
    """A wording of a passage with what stands around it; the words that only this one has are marked."""

    before: str
    words: tuple[Stretch, ...]
    after: str


@dataclass(frozen=True, slots=True)
class Revisited:
    """A passage to be looked at after a correction of its text."""

    id: str
    noun: str
    passage: str
    """The id of what lies there; of a lost one, of what lay there."""
    lost: bool
    document: str
    document_name: str
    name: str
    """Its code's, or what it is where it has no code."""
    sign: str
    colour: str
    former: Side
    now: Side | None
    """Of a lost one, what stands where it may lie; None where nothing does."""
    place: Span | None
    """Where it lies; of a lost one where it may, a place without words or none at all."""


class Selected(NamedTuple):
    """What is selected in a document."""

    document: str
    span: Span
    words: str


def target_of(one: Revisited, selected: Selected | None) -> Span | None:
    """Return where a passage would be placed: on what is selected in its document; a lost one, where it may lie."""
    if selected is not None and selected.document == one.document:
        return selected.span
    return one.place if one.lost and one.now is not None else None


def revisited(project: Project, book: Book, coder: str, document: str | None) -> tuple[Revisited, ...]:
    """Read the passages to be looked at, those of a document or of all.

    Args:
        project: the study.
        book: the codebook.
        coder: the id of who codes here.
        document: its id; None for all.
    """
    waiting = project.revisions.waiting(document, coder)
    names = {one.id: one.name for one in project.documents.all()}
    texts = {one: project.documents.text(one) for one in {waits[0].document for waits in waiting}}
    found = [_revisited(waits, book, names, texts) for waits in waiting]
    return tuple(sorted(found, key=lambda one: one.document_name))


def _revisited(waits: Waits, book: Book, names: Mapping[str, str], texts: Mapping[str, str]) -> Revisited:
    one, row = waits
    text = texts[one.document]
    place = likely_place(text, one.before, one.text, one.after) if row is None else Span(row["start"], row["end"])
    now = quoted(text, *place) if place else {"text": "", "before": "", "after": ""}
    ours, theirs = differing(one.text, now["text"])
    code = one.code or (row or {}).get("code_id") or ""
    known, look = book.code(code), book.looks.get(code)
    return Revisited(
        one.id,
        one.noun,
        one.passage,
        row is None,
        one.document,
        names[one.document],
        known.name if known else _(KINDS[one.noun]),
        look.sign if look else "",
        look.colour if look else "",
        Side(one.before, tuple(ours), one.after),
        Side(now["before"], tuple(theirs), now["after"]) if now["text"] else None,
        place,
    )


@dataclass(frozen=True, slots=True)
class Compared:
    """A corrected file beside the text of a document, and what would become of the passages; nothing is written."""

    source: Source
    plan: Plan
    said: tuple[str, ...]
    """What is worth knowing before it is done, a line each; the first one tells of the passages."""


def compared(job: Job, project: Project, document: str, file: Path, *, sure: bool) -> Compared | None:
    """Read a corrected file and compare it with a document's text; None where somebody stopped it.

    Args:
        job: what the line tells of it.
        project: the study.
        document: its id.
        file: where the corrected text is.
        sure: whether it may be another text altogether.

    Raises:
        Refusal: where the file cannot be read.
        NothingRevised: where it holds the very text.
        TooUnlike: where it holds another text, and nobody said that it may.
    """
    known = project.documents.get(document)
    source = source_of(file, options_for(project, known), known)
    if job.cancelled():
        return None
    plan = project.revisions.plan(document, source.source_name, source.transcript, sure=sure)
    if plan.carrier.former == plan.carrier.revised:
        raise NothingRevised(known.name)
    said = [summary(plan), *_waiting(plan), *filter(None, [coarse_said(plan, known.name)]), *voices_said(plan)]
    said += [sentence(loss) for loss in losses_of(source, known)]
    return None if job.cancelled() else Compared(source, plan, tuple(said))


def _waiting(plan: Plan) -> list[str]:
    """Say how many passages of any coder would wait to be looked at."""
    many = ngettext("{count} passage to look at afterwards", "{count} passages to look at afterwards", plan.waiting)
    return [many.format(count=counted(plan.waiting))] if plan.waiting else []
