"""What becomes of each part of a draft that comes from the data, once somebody has worked on the file.

Three states of its words are compared: as they were written, as they stand in the file, as the data gives them now.
What only the data changed is brought up to date; what a person wrote is never written over. The words of somebody who
is not to be quoted, or no longer, are the one thing that is taken out, whoever touched them since.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Callable

Fate = Literal["withheld", "updated", "put_in", "yours", "both", "vanished", "new", "left_out", "copied"]
FATES: Final[tuple[Fate, ...]] = (
    *("withheld", "updated", "put_in"),
    *("both", "vanished", "new"),
    *("yours", "left_out", "copied"),
)
"""In the order in which they are told: what was done, what is to be decided, what was left alone."""
DONE: Final = frozenset({"withheld", "updated", "put_in"})
"""What changes the file."""
_KEPT: Final = 16


@dataclass(frozen=True, slots=True)
class Finding:
    """What became of a part.

    It is `updated` by us, changed by a person (`yours`) or by `both`, no longer in the data (`vanished`), in the data
    alone (`new`, `put_in` where that was asked for, or `left_out` where a person took it away), `copied` by a person,
    or `withheld`: taken out, since whoever said it is not to be quoted. Such words are not told again.
    """

    fate: Fate
    mark: str
    """The bookmark's name, with `.body` for the table or picture under it."""
    before: str = ""
    """The words in the file."""
    after: str = ""
    """The words that the data gives."""


def _stays(_mark: str, _words: str) -> bool:
    return False


def _stands(_words: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Rules:
    """What a refresh does beside renewing what stands in the file; by default nothing."""

    quotations: frozenset[str] = frozenset()
    """The ids of all that is a quotation, as marks have them."""
    insert: bool = False
    """Whether new quotations are put behind the others of their part."""
    chosen: frozenset[str] = frozenset()
    """The ids of those that the analyst chose: they are put in even where the part has as many as it should."""
    withheld: Callable[[str, str], bool] = _stays
    """Tells of the id and the words under a mark that no draft has any more whether they must go."""
    lost: Callable[[str], bool] = _stands
    """Tells of the words of a quotation that bears no mark whether they were taken out of the study for good."""
    words: tuple[str, ...] = ()
    """What is not to be quoted, as far as the study knows it: looked for wherever words may have been put."""
    in_its_place: str = ""
    """What stands in the place of a quotation that was taken out, in the report's language."""
    for_translation: str = ""
    """What stands in the place of its translation."""
    lead_ins: frozenset[str] = frozenset()
    """How a draft leads in to quotations, in the report's language: untouched, such words go with what they led to."""


def digest(words: str | bytes) -> str:
    """Return what the map of a file keeps of some words: 16 hexadecimal digits of their SHA-256."""
    data = words.encode("utf-8", "replace") if isinstance(words, str) else words
    return hashlib.sha256(data).hexdigest()[:_KEPT]


def fate(written: str | None, found: str | None, now: str | None, *, held: bool = False) -> Fate | None:
    """Tell what becomes of a part.

    Args:
        written: the digest of what was written last; None where the file does not know.
        found: the digest of what stands in the file; None where its mark is gone.
        now: the digest of what the data gives; None where it gives nothing.
        held: whether somebody's tracked change, comment or note stands in it, or it was taken apart.

    Returns:
        None where there is nothing to say: both agree, or the part is gone from both.
    """
    if found == now:
        return None
    if found is None:
        return "new" if written is None else "left_out"
    if now is None:
        return "vanished"
    if written == now:
        return "yours"
    return "updated" if written == found and not held else "both"
