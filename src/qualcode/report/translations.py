"""Translations of passages: those that the outlines keep, and those that stand in a report in brackets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from qualcode.model.messages import N_
from qualcode.model.records import CORPUS_LANGUAGES
from qualcode.report.sources import SourceText, Stretch, Translation
from qualcode.report.wording import wording_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from qualcode.model.material import CodingRow
    from qualcode.model.outlines import Outline

BRACKETED: Final = N_("[Translation: {words}]")
"""How a translation stands under its passage in a report."""
_WORDS: Final = "\x00"
_SPACE: Final = re.compile(r"(?:\\?\s)+")


def translations_of(
    outlines: Iterable[Outline], codings: Iterable[CodingRow], documents: Mapping[str, SourceText]
) -> tuple[Translation, ...]:
    """Return the translations that outlines keep, each with the passage it stands for.

    Args:
        outlines: of the study.
        codings: of the study.
        documents: the sources by their ids.
    """
    lying = {coding.id: coding for coding in codings if coding.document in documents}
    quotes = (quote for outline in outlines for part in outline.parts for quote in part.quotes)
    told = {(quote.coding, quote.translation.strip()): None for quote in quotes if quote.translation.strip()}
    return tuple(_of(lying[coding], words, documents) for coding, words in told if coding in lying)


def _of(coding: CodingRow, words: str, documents: Mapping[str, SourceText]) -> Translation:
    document = documents[coding.document]
    turn = next((each for each in document.stretches if each.start < coding.end and coding.start < each.end), None)
    speaker, role, case = (turn.speaker, turn.role, turn.case) if turn else ("", "participant", None)
    text = SourceText(document.id, document.name, words, (Stretch(0, len(words), speaker, role, case),))
    return Translation(text, coding.start, coding.end)


def in_brackets(text: str) -> Iterator[tuple[int, int]]:
    """Give the bounds of the words of each translation that stands in brackets in a report, in any of its languages."""
    for found in _pattern().finditer(text):
        yield next(found.span(name) for name in found.groupdict() if found[name])


def _pattern() -> re.Pattern[str]:
    """Return what a line looks like that is a translation, whatever spaces a program put before its colon."""
    ways = []
    for number, language in enumerate(CORPUS_LANGUAGES):
        before, _, after = wording_of(language).gettext(BRACKETED, words=_WORDS).partition(_WORDS)
        lead, close = (_SPACE.sub(r"\\s*", re.escape(part)) for part in (before, after))
        ways.append(rf"^[^\S\n]*{lead}(?P<words{number}>[^\n]+){close}[^\S\n]*$")
    return re.compile("|".join(ways), re.MULTILINE)
