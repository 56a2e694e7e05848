"""Which of the two languages of a corpus a text is in, told by the share of its words that each knows."""

from __future__ import annotations

from typing import Final

from qualcode.words.lists import listed

LANGUAGES: Final = ("fr", "en")
SAMPLE: Final = 3_000
"""Characters looked at: five hundred words tell French from English as well as a whole interview."""
LEAST: Final = 0.5
"""Share of words that the language must know; below, it is neither, or nobody knows."""
MARGIN: Final = 0.1
"""How much better it must know them than the other does."""

ENOUGH: Final = 40
"""Words from which the small ones tell the language by themselves."""
SMALL_SHARE: Final = 0.12
"""Share of words that are small words of one language, half of what talk has, from which no dictionary is asked."""
TIMES: Final = 8
"""How many times more small words of one language than of the other there must be."""
_SMALL: Final = {
    "fr": listed(
        """
        je j'ai il elle elles ils nous vous les une des du et est c'est c'était était sont ont pas dans pour avec mais
        où ce cette ces ça cela qui leur leurs moi au aux puis pis donc alors comme quand très aussi tout tous fait
        faire être avoir parce qu'on qu'il qu'elle qu'ils d'un d'une n'est s'est j'étais même chez sans fois là
        """
    ),
    "en": listed(
        """
        the and of to is it it's that i i'm you we they was were have had this with what my your for are be been but
        not don't there would do did so because about just like know think really when from at he she her his them
        """
    ),
}
"""Small words of talk that are not in the other language, nor in most others."""


def language_of(text: str) -> str:
    """Return `fr`, `en`, or nothing where the words do not tell.

    Args:
        text: what was said; its first `SAMPLE` characters count.
    """
    told = _by_small_words(text[:SAMPLE])
    if told:
        return told
    from simplemma import langdetect  # noqa: PLC0415 - its tables take a quarter of a second to load

    shares = dict(langdetect(text[:SAMPLE], lang=LANGUAGES))
    first, second = sorted(LANGUAGES, key=lambda language: -shares.get(language, 0.0))
    known, other = shares.get(first, 0.0), shares.get(second, 0.0)
    return first if known >= LEAST and known - other >= MARGIN else ""


def _by_small_words(sample: str) -> str:
    """Return the language whose small words are far more, or nothing where that is not plain."""
    words = sample.replace("’", "'").lower().split()
    counts = {language: sum(map(small.__contains__, words)) for language, small in _SMALL.items()}
    first, second = sorted(counts, key=lambda language: -counts[language])
    plain = counts[first] >= max(ENOUGH, len(words)) * SMALL_SHARE and counts[first] >= TIMES * counts[second]
    return first if plain else ""
