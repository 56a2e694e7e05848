"""What a consent keeps out of what goes out: said by number, never by words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.model.messages import ngettext
from qualcode.words.typography import number, profile_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qualcode.model.records import Excerpt
    from qualcode.report.wording import Wording


def quotable(excerpts: Iterable[Excerpt]) -> tuple[list[Excerpt], int]:
    """Return the excerpts that may be quoted, and how many a consent keeps out."""
    kept, withheld = [], 0
    for excerpt in excerpts:
        if excerpt.withheld:
            withheld += 1
        else:
            kept.append(excerpt)
    return kept, withheld


def withheld_sentence(count: int, wording: Wording) -> str:
    """Say in the language of a report how many excerpts are not quoted, and why."""
    return wording.ngettext(
        "{count} excerpt is not quoted: whoever says it did not agree to be quoted, or no longer does.",
        "{count} excerpts are not quoted: the people who say them did not agree to be quoted, or no longer do.",
        count,
    )


def left_out_words(count: int, language: str) -> str:
    """Say in the language of the interface how many excerpts were left out of a file, and why.

    Args:
        count: how many.
        language: of the interface.
    """
    sentence = ngettext(
        "{count} excerpt left out: whoever says it did not agree to be quoted, or no longer does",
        "{count} excerpts left out: the people who say them did not agree to be quoted, or no longer do",
        count,
    )
    return sentence.format(count=number(count, profile_of(language)))
