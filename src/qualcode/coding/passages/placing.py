"""What one act at the desk does to a passage: several codes at once, or a code made on the spot and applied."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from qualcode.coding.actions import Action, handles
from qualcode.coding.codebook.codes import AddCode, add_code
from qualcode.coding.codebook.retiring import applied
from qualcode.coding.passages.codings import Passage, coder_name, write_passages
from qualcode.coding.work import clean_name
from qualcode.model import errors
from qualcode.model.ids import new_id
from qualcode.model.messages import N_
from qualcode.storage.reading import codes as codebook
from qualcode.storage.reading import documents
from qualcode.words.folding import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.coding.work import Work


@dataclass(frozen=True, slots=True)
class CodePassage(Action):
    """Apply several codes to one passage; those this coder has there already stay as they are."""

    words: ClassVar[str] = N_("code “{code_name}” in {document_name}")
    document: str
    start: int
    end: int
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ApplyNewCode(Action):
    """Make a code with the groups above it that are missing, and apply it, with other codes, to a passage.

    `path` names the groups from the top down and the code last; `id` is the new code's, `codes` are ids of the others.
    """

    words: ClassVar[str] = N_("new code “{code_name}” in {document_name}")
    document: str
    start: int
    end: int
    path: tuple[str, ...]
    codes: tuple[str, ...] = ()
    id: str = field(default_factory=new_id)


@handles(CodePassage)
def code_passage(action: CodePassage, work: Work) -> None:
    """Write a coding for each code.

    Raises:
        AlreadyCoded: where this coder has them all there.
        CodeRetired: where one of them is no longer applied.
    """
    _apply(work, action, tuple(dict.fromkeys(action.codes)))


@handles(ApplyNewCode)
def apply_new_code(action: ApplyNewCode, work: Work) -> None:
    """Write the code, its groups, and the codings; a code that stands at that path already is the one meant.

    Raises:
        EmptyName: where the path names nothing.
        CodeRetired: where one of the codes is no longer applied.
    """
    if not action.path:
        raise errors.EmptyName("?")
    made = made_at(work, action.path, action.id)
    work.say(code=made)
    _apply(work, action, tuple(dict.fromkeys((*action.codes, made))))


def made_at(work: Work, path: Sequence[str], identifier: str) -> str:
    """Return the id of the code at a path, made with the groups it lacks.

    Args:
        work: in whose transaction it is made.
        path: names from the top down, the code last.
        identifier: what a new code is known by.
    """
    known = {tuple(map(folded, code.path)): code.id for code in codebook.listed(work.connection)}
    keys = tuple(folded(clean_name(name)) for name in path)
    above = ""
    for place, name in enumerate(path, 1):
        here = known.get(keys[:place])
        if here is None:
            here = identifier if place == len(path) else new_id()
            add_code(AddCode(name, above or None, id=here), work)
        above = here
    return above


def _apply(work: Work, action: CodePassage | ApplyNewCode, codes: Sequence[str]) -> None:
    book = codebook.listed(work.connection)
    names = ", ".join(applied(book, code).name for code in codes)
    work.say(code_name=names, document_name=documents.name_of(work.connection, action.document))
    passages = [Passage(action.document, action.start, action.end, code) for code in codes]
    if not write_passages(work, passages, ""):
        raise errors.AlreadyCoded(names, coder=coder_name(work, work.coder))
