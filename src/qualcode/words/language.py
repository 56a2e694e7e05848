"""Which of the two languages of a corpus a text is in, told by the share of its words that each knows."""

from __future__ import annotations

from typing import Final

LANGUAGES: Final = ("fr", "en")
SAMPLE: Final = 3_000
"""Characters looked at: five hundred words tell French from English as well as a whole interview."""
LEAST: Final = 0.5
"""Share of words that the language must know; below, it is neither, or nobody knows."""
MARGIN: Final = 0.1
"""How much better it must know them than the other does."""


def language_of(text: str) -> str:
    """Return `fr`, `en`, or nothing where the words do not tell.

    Args:
        text: what was said; its first `SAMPLE` characters count.
    """
    from simplemma import langdetect  # noqa: PLC0415 - its tables take a quarter of a second to load

    shares = dict(langdetect(text[:SAMPLE], lang=LANGUAGES))
    first, second = sorted(LANGUAGES, key=lambda language: -shares.get(language, 0.0))
    known, other = shares.get(first, 0.0), shares.get(second, 0.0)
    return first if known >= LEAST and known - other >= MARGIN else ""
