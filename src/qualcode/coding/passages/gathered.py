"""Codes applied to all that was found, in one act: those that stand at some paths, made where they lack."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from qualcode.coding.actions import Action, handles, kept_out
from qualcode.coding.codebook.retiring import refuse_retired
from qualcode.coding.documents.guide import clean_line, short_label
from qualcode.coding.passages.codings import Passage, write_passages
from qualcode.coding.passages.placing import made_at
from qualcode.model import errors
from qualcode.model.ids import new_id
from qualcode.model.messages import NN_
from qualcode.storage.reading import codes as codebook
from qualcode.words.folding import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.coding.passages.subjects import Subject
    from qualcode.coding.work import Work


class Gathered(NamedTuple):
    """A passage that was found: the id of its document, half-open bounds in code points, where its code stands."""

    document: str
    start: int
    end: int
    path: tuple[str, ...]
    """Names from the top down, the code last."""
    origin: str = ""
    memo: str = ""
    weight: int | None = None
    starred: bool = False
    id: str = ""
    """Empty for a new one."""


@dataclass(frozen=True, slots=True)
class ApplyGathered(Action):
    """Apply to many passages the codes at their paths, and make those that are not there; what is coded so stays."""

    words: ClassVar[tuple[str, str]] = NN_("apply {count} coding", "apply {count} codings")
    passages: tuple[Gathered, ...] = kept_out(default=())


@handles(ApplyGathered)
def apply_gathered(action: ApplyGathered, work: Work) -> None:
    """Write the codes, their groups, and the codings; the notes `count` and `present` say how many are new or there.

    Raises:
        EmptyName: where a path names nothing.
        CodeRetired: where one of the codes is no longer applied.
        SpanOutside, SpanEmpty, NoSuchDocument, BadWeight: where a passage does not fit; nothing is written then.
    """
    codes: dict[tuple[str, ...], str] = {}
    by_origin: dict[str, list[Passage]] = {}
    for one in action.passages:
        if not one.path:
            raise errors.EmptyName("?")
        if one.path not in codes:
            codes[one.path] = made_at(work, one.path, new_id())
        given = (one.memo, one.weight, one.starred, one.id)
        passage = Passage(one.document, one.start, one.end, codes[one.path], "", *given)
        by_origin.setdefault(one.origin, []).append(passage)
    refuse_retired(codebook.listed(work.connection), codes.values())
    added = sum(write_passages(work, passages, origin) for origin, passages in by_origin.items())
    work.say(count=added, present=len(action.passages) - added)


def code_names(subjects: Sequence[Subject]) -> list[str]:
    """Return how the codes of some subjects are called: the short name of each, the whole where two would be alike."""
    names = [clean_line(subject.name) for subject in subjects]
    short = [short_label(name) for name in names]
    often = Counter(map(folded, short))
    return [little if often[folded(little)] == 1 else name for little, name in zip(short, names, strict=True)]
