"""What a consent keeps out of what goes out: said by number, never by words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from qualcode.model.messages import N_, ngettext
from qualcode.words.folding import join_key
from qualcode.words.typography import number, profile_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qualcode.model.records import Excerpt
    from qualcode.report.wording import Wording

TAKEN_OUT: Final = N_("[excerpt withdrawn]")
"""What stands in a draft where the words of somebody stood who is not to be quoted any more."""
TRANSLATION_TAKEN_OUT: Final = N_("[translation withdrawn]")
_ATTRIBUTION: Final = re.compile(r"\([^()]*\)\W*$")
_RUN: Final = 3
"""Words in a row by which a quotation is looked for in the texts."""


def words_in_a_row(text: str) -> str:
    """Return a text as `stand_in` looks into it: its words alone, a space before and behind each."""
    return f" {join_key(text)} "


def said_in(quotation: str) -> str:
    """Return a quotation without the attribution behind it."""
    return _ATTRIBUTION.sub("", quotation)


def stand_in(quotation: str, texts: Sequence[str]) -> bool:
    """Tell whether a quotation still stands in some texts: half of its runs of three words do.

    Args:
        quotation: its words, with or without marks and attribution.
        texts: as `words_in_a_row` gives them.
    """
    words = join_key(said_in(quotation)).split()
    runs = [" ".join(words[at : at + _RUN]) for at in range(max(1, len(words) - _RUN + 1))]
    found = sum(any(f" {run} " in text for text in texts) for run in runs)
    return 2 * found >= len(runs)


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
