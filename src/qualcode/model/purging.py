"""What a purge did, and where the words it took out still stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from qualcode.model.messages import NN_, _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

NOUNS: Final[dict[str, tuple[str, str]]] = {
    "study": NN_("the title", "the title"),
    "coders": NN_("{count} coder", "{count} coders"),
    "texts": NN_("{count} text", "{count} texts"),
    "documents": NN_("{count} document", "{count} documents"),
    "originals": NN_("{count} kept file", "{count} kept files"),
    "sources": NN_("{count} place that a file came from", "{count} places that files came from"),
    "cases": NN_("{count} case", "{count} cases"),
    "turns": NN_("the voice of {count} turn", "the voice of {count} turns"),
    "attributes": NN_("{count} attribute", "{count} attributes"),
    "attribute_values": NN_("{count} value of a case", "{count} values of cases"),
    "codes": NN_("{count} code", "{count} codes"),
    "codings": NN_("{count} coding", "{count} codings"),
    "themes": NN_("{count} theme", "{count} themes"),
    "memos": NN_("{count} memo", "{count} memos"),
    "questions": NN_("{count} question of the guide", "{count} questions of the guide"),
    "revisions": NN_("{count} former text", "{count} former texts"),
    "unsettled": NN_("{count} passage that waits", "{count} passages that wait"),
    "outlines": NN_("{count} outline", "{count} outlines"),
    "outline_parts": NN_("{count} part of an outline", "{count} parts of outlines"),
    "actions": NN_("{count} entry of the history", "{count} entries of the history"),
    "derived": NN_("{count} result kept for speed", "{count} results kept for speed"),
    "file": NN_("{count} place in the bytes of the file", "{count} places in the bytes of the file"),
}
"""How many of what still hold words; a noun that is not here is named as the file names it."""


@dataclass(frozen=True, slots=True)
class Left:
    """Where words still stand: in which file, in how many of what, and whether as they were given."""

    file: str
    """Empty for the project itself."""
    noun: str
    count: int
    exact: bool
    """False where only the capitals differ: it may be another word."""
    named: tuple[str, ...] = field(default=(), compare=False)
    """The first of them by name, or by the end of their ids, where they have any."""

    @property
    def where(self) -> str:
        """Say in how many of what they stand, in the reader's language."""
        words = NOUNS.get(self.noun)
        said = ngettext(*words, self.count).format(count=self.count) if words else f"{self.noun} ({self.count})"
        said = f"{said} ({', '.join(self.named)})" if self.named else said
        return f"{self.file}: {said}" if self.file else said

    def __str__(self) -> str:
        """Say it after a purge, and what to do where it may be the same word."""
        if self.exact:
            return _("The words still stand in {where}.").format(where=self.where)
        return _("In other capitals the words stand in {where}; --any-case takes them too.").format(where=self.where)


def by_noun(left: Sequence[Left]) -> list[Left]:
    """Return where words stand, each noun of a file told once, whatever the capitals.

    Args:
        left: of one search, in which no row is told twice.
    """
    told: dict[tuple[str, str], Left] = {}
    for one in left:
        before = told.get((one.file, one.noun), Left(one.file, one.noun, 0, exact=False))
        named = tuple(dict.fromkeys((*before.named, *one.named)))
        told[one.file, one.noun] = Left(
            one.file, one.noun, before.count + one.count, exact=before.exact or one.exact, named=named
        )
    return list(told.values())


class Copy(NamedTuple):
    """A backup in which words stand: its path, where in it, and whether it can be read as a project."""

    path: str
    left: tuple[Left, ...]
    readable: bool


def holding_name(count: int) -> str:
    """Say of how many backups nothing is left but a name."""
    return ngettext(
        "{count} backup holds the name still, and none of the words.",
        "{count} backups hold the name still, and none of the words.",
        count,
    ).format(count=count)


LIKELY, SHARED, OTHERWISE = range(3)
"""Whether a name stands as it is borne by nobody else, as others bear it too, or in other capitals, as a word may."""


class Mention(NamedTuple):
    """Where somebody is spoken of by others: the document, the bounds of the name, who says it, in which words."""

    document: str
    start: int
    end: int
    speaker: str
    before: str
    text: str
    after: str
    doubt: int = 0
    """One of LIKELY, SHARED, OTHERWISE."""
