"""Former texts purged: what a document said before it was corrected is kept nowhere any more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from qualcode.coding.actions import Action, handles, kept_out
from qualcode.coding.passages.codings import check_span
from qualcode.coding.work import clean_name
from qualcode.model.errors.purging import NoFormerText, NoWordsThere
from qualcode.model.messages import N_
from qualcode.storage.purging.erasing import Erasure
from qualcode.storage.reading import codes as codebook
from qualcode.storage.reading import documents
from qualcode.words.purging import Edit, edited
from qualcode.words.tokens import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.coding.project import Project
    from qualcode.coding.work import Work
    from qualcode.model.purging import Left
    from qualcode.model.records import Turn
    from qualcode.model.spans import Span

_SHORTEST: Final = 3
"""Letters of a word that is looked for afterwards."""
_LOOKED_FOR: Final = 200
"""Words that are looked for at most, the longest first."""


@dataclass(frozen=True, slots=True)
class PurgeFormer(Action):
    """Let the former texts of a document go, with what quotes them and what the journal knows of them; never undone.

    Passages of the text of now may go with them: these very ones, and nothing elsewhere.
    """

    words: ClassVar[str] = N_("purge the former texts of “{name}”")
    document: str
    passages: tuple[Span, ...] = kept_out(default=())
    new: str = kept_out(default="")
    """What stands in the place of each."""


def purge_former(project: Project, document: str) -> list[Left]:
    """Purge the former texts of a document, then look for the words that no text of the project holds since.

    Args:
        project: open for writing.
        document: its id.

    Returns:
        Where those words still stand, in a memo say; an empty list where not a byte of them is left.

    Raises:
        NoSuchDocument.
        NoFormerText: where the document has had one text only.
    """
    former = former_words(project, document)
    project.perform(PurgeFormer(document))
    return project.purging.left(former)


def purge_passages(project: Project, document: str, passages: Sequence[Span], new: str) -> list[Left]:
    """Purge passages of a document, and its former texts, then look for the words that no text holds since.

    Args:
        project: open for writing.
        document: its id.
        passages: half-open, in code points of the text of now.
        new: what stands in the place of each.

    Returns:
        Where words still stand that only the passages and the former texts had.

    Raises:
        NoSuchDocument, SpanOutside, SpanEmpty.
        NoWordsThere: where a passage holds no word.
    """
    lost = former_words(project, document, passages)
    project.perform(PurgeFormer(document, tuple(passages), clean_name(new)))
    return project.purging.left(lost)


def former_words(project: Project, document: str, passages: Sequence[Span] = ()) -> list[str]:
    """Return the words of a document's former texts that no text of the project has now, the longest first.

    Args:
        project: open for reading.
        document: its id.
        passages: of its text of now that go too.
    """
    text, turns = project.documents.text(document), project.documents.turns(document)
    edits = _edits(text, turns, passages, " ")
    numbers = [revision.number for revision in project.revisions.of_document(document)]
    former = {word for number in numbers for word in _words(project.revisions.text(document, number))}
    former |= {word for edit in edits for word in _words(text[edit.start : edit.end])}
    others = (project.documents.text(each.id) for each in project.documents.all() if each.id != document)
    now = {word for each in (edited(text, edits), *others) for word in _words(each)}
    return sorted(former - now, key=lambda word: (-len(word), word))[:_LOOKED_FOR]


def _words(text: str) -> set[str]:
    return {token.text for token in words(text) if len(token.text) >= _SHORTEST}


def _edits(text: str, turns: Sequence[Turn], passages: Sequence[Span], new: str) -> list[Edit]:
    """Return what takes passages out: of each turn what lies in it, or the whole where no turn is touched."""
    found: list[Edit] = []
    for passage in sorted(passages):
        check_span(passage.start, passage.end, len(text), "--span")
        start = max(passage.start, found[-1].end if found else 0)
        if start >= passage.end:
            continue  # another passage took it in
        bounds = [(max(start, turn.start), min(passage.end, turn.end)) for turn in turns]
        inside = [(first, last) for first, last in bounds if first < last] or [(start, passage.end)]
        holding = [(first, last) for first, last in inside if text[first:last].strip()]
        if not holding:
            raise NoWordsThere(f"{passage.start}:{passage.end}")
        found += [Edit(first, last, new) for first, last in sorted(holding)]
    return found


@handles(PurgeFormer)
def purge(action: PurgeFormer, work: Work) -> None:
    """Remove the former texts, and all that quotes them.

    Raises:
        NoSuchDocument, NoFormerText, SpanOutside, SpanEmpty, NoWordsThere.
    """
    name = documents.name_of(work.connection, action.document)
    erasure = Erasure(documents={action.document})
    former = codebook.resting(work.connection, "revisions", "document_id", [action.document])
    if not former and not action.passages:
        raise NoFormerText(name)
    if action.passages:
        text, turns = (
            documents.text(work.connection, action.document),
            documents.turns(work.connection, action.document),
        )
        erasure.texts[action.document] = _edits(text, turns, action.passages, action.new)
    erasure.gone["revisions"].update(former)
    work.erase(erasure)
    work.erased = True
    work.say(name=name)
