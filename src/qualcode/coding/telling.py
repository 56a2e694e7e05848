"""What a person should hear of an act beside its name: what it changes where they do not look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from qualcode.coding.themes.words import differing_words
from qualcode.model.messages import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from qualcode.model.changes import Change


def beside(change: Change) -> str:
    """Return what an act changed elsewhere, in the reader's language; empty for most.

    Args:
        change: what was done.
    """
    told = _BESIDE.get(change.kind)
    return told(change) if told else ""


def _counted_words(change: Change) -> str:
    """Say that readings count other documents from now on: those marked coded, or no longer only these."""
    marked = cast("int | None", change.note("marked"))
    if marked is None:
        return ""
    if not marked:
        return _("no document is marked coded now: readings count all those with a coding")
    words = ngettext(
        "readings now count only the document marked coded ({count} of {total})",
        "readings now count only the documents marked coded ({count} of {total})",
        marked,
    )
    return words.format(count=marked, total=change.note("documents"))


_BESIDE: Final[Mapping[str, Callable[[Change], str]]] = {
    "MergeCodes": differing_words,
    "SetDocumentState": _counted_words,
}
