"""Former texts purged: what a document said before it was corrected is kept nowhere any more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from qualcode.coding.actions import Action, handles
from qualcode.model.errors.purging import NoFormerText
from qualcode.model.messages import N_
from qualcode.storage.purging.erasing import Erasure
from qualcode.storage.reading import codes as codebook
from qualcode.storage.reading import documents
from qualcode.words.tokens import words

if TYPE_CHECKING:
    from qualcode.coding.project import Project
    from qualcode.coding.work import Work
    from qualcode.model.purging import Left

_SHORTEST: Final = 3
"""Letters of a word that is looked for afterwards."""
_LOOKED_FOR: Final = 200
"""Words that are looked for at most, the longest first."""


@dataclass(frozen=True, slots=True)
class PurgeFormer(Action):
    """Let the former texts of a document go, with what quotes them and what the journal knows of them; never undone."""

    words: ClassVar[str] = N_("purge the former texts of “{name}”")
    document: str


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


def former_words(project: Project, document: str) -> list[str]:
    """Return the words of a document's former texts that no text of the project has now, the longest first.

    Args:
        project: open for reading.
        document: its id.
    """
    numbers = [revision.number for revision in project.revisions.of_document(document)]
    former = {word for number in numbers for word in _words(project.revisions.text(document, number))}
    now = {word for each in project.documents.all() for word in _words(project.documents.text(each.id))}
    return sorted(former - now, key=lambda word: (-len(word), word))[:_LOOKED_FOR]


def _words(text: str) -> set[str]:
    return {token.text for token in words(text) if len(token.text) >= _SHORTEST}


@handles(PurgeFormer)
def purge(action: PurgeFormer, work: Work) -> None:
    """Remove the former texts, and all that quotes them.

    Raises:
        NoSuchDocument, NoFormerText.
    """
    name = documents.name_of(work.connection, action.document)
    erasure = Erasure(documents={action.document})
    former = codebook.resting(work.connection, "revisions", "document_id", [action.document])
    if not former:
        raise NoFormerText(name)
    erasure.gone["revisions"].update(former)
    work.erase(erasure)
    work.erased = True
    work.say(name=name)
