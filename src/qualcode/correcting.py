"""Correcting a text from a file: what is read in it, what is done, what becomes of the passages; for both doors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qualcode.coding.documents.revising import ReviseDocument
from qualcode.model.errors import SeveralDocuments
from qualcode.model.messages import N_, _, interface_language, ngettext
from qualcode.words.typography import number, profile_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from qualcode.coding.documents.revising import Plan
    from qualcode.coding.project import Project
    from qualcode.importers.options import ImportOptions, Source
    from qualcode.model.records import Document
    from qualcode.model.transcript import Loss

KINDS: Final = {
    "codings": N_("coding"),
    "askings": N_("question asked"),
    "case_links": N_("link of a case"),
    "reading_marks": N_("mark of reading"),
}
"""How each of what lies on a passage is named where it is no code."""


def options_for(
    project: Project,
    document: Document,
    *,
    speakers: str | None = None,
    interviewers: Sequence[str] = (),
    encoding: str | None = None,
) -> ImportOptions:
    """Return how the corrected file of a document is read: its bytes are kept where those of the document are.

    Args:
        project: the study.
        document: whose text is corrected.
        speakers: how turns are told apart; None to find out.
        interviewers: who asks.
        encoding: of the file; None to find out.
    """
    from qualcode.importers.options import AUTO, ImportOptions  # noqa: PLC0415 - the sentences here need no importer

    kept = project.documents.original(document.id) is not None
    language = project.study.corpus_language
    return ImportOptions(
        AUTO if speakers is None else speakers, tuple(interviewers), encoding, keep=kept, language=language
    )


def source_of(file: Path, options: ImportOptions, document: Document) -> Source:
    """Read a corrected text; of a table or an archive, the part that the document came from.

    Args:
        file: where it is; as given, it names the file in refusals.
        options: how it is read.
        document: whose text is corrected.

    Raises:
        Refusal: where the file cannot be read.
        SeveralDocuments: where it holds several, and none of them is the document.
    """
    from qualcode.importers.options import Refused, Source  # noqa: PLC0415 - the sentences here need no importer
    from qualcode.importers.reading import Batch  # noqa: PLC0415

    with Batch(options) as batch:
        found = list(batch.every(file))
    sources = [each for each in found if isinstance(each, Source)]
    if len(sources) != 1:
        sources = [each for each in sources if each.source_name == document.source_name]
    if len(sources) != 1:
        refused = [each for each in found if isinstance(each, Refused)]
        raise refused[0].refusal if refused else SeveralDocuments(file)
    return sources[0]


def losses_of(source: Source, document: Document) -> list[Loss]:
    """Return what a corrected file lost; who asks is known where the document has turns."""
    return [loss for loss in source.transcript.losses if not (document.turns and loss.kind == "interviewer_unknown")]


def revision_of(document: str, source: Source, *, sure: bool) -> ReviseDocument:
    """Return the action that puts a corrected text in the place of a document's.

    Args:
        document: its id.
        source: as it was read.
        sure: whether it may be another text altogether.
    """
    return ReviseDocument(
        document,
        source.source_name,
        source.source_sha256,
        source.transcript,
        sure=sure,
        origin=source.origin,
        original=source.original,
    )


def summary(plan: Plan) -> str:
    """Say in one line what became of all passages of a document."""
    counts = plan.counts
    forms = {
        "kept": ngettext("{count} passage as it was", "{count} passages as they were", counts["kept"]),
        "moved": ngettext("{count} moved with its words", "{count} moved with their words", counts["moved"]),
        "fuzzy": ngettext("{count} on other words", "{count} on other words", counts["fuzzy"]),
        "lost": ngettext("{count} lost", "{count} lost", counts["lost"]),
    }
    said = [forms[ending].format(count=_number(count)) for ending, count in counts.items() if count]
    return ", ".join(said) or _("no passage lies in it")


def voices_said(plan: Plan) -> list[str]:
    """Say what became of the turns and of who speaks in them."""
    voices, endings = plan.voices, list(plan.voices.endings.values())
    said = []
    if voices.new:
        many = ngettext("{count} new turn", "{count} new turns", voices.new)
        said.append(many.format(count=_number(voices.new)))
    lost = endings.count("lost")
    if lost:
        said.append(ngettext("{count} turn gone", "{count} turns gone", lost).format(count=_number(lost)))
    for old, new in voices.renamed.items():
        said.append(_("the voice “{old}” is now “{new}”").format(old=old, new=new))
    for ours, theirs in voices.differing.items():
        told = _("the voice “{ours}” keeps its name here, though the file calls it “{theirs}”")
        said.append(told.format(ours=ours, theirs=theirs))
    return said


def coarse_said(plan: Plan, name: str) -> str:
    """Say of a comparison that it is coarse; nothing of one that is not."""
    if not plan.carrier.coarse:
        return ""
    words = _(
        "{document}: the texts differ too much to be compared letter by letter in good time; "
        "what is called lost may be there still"
    )
    return words.format(document=name)


def _number(count: int) -> str:
    return number(count, profile_of(interface_language()))
