"""A source as a string in which each character is a word: found by the fastest search there is, then placed again."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from sys import intern
from typing import TYPE_CHECKING, Final, overload

from qualcode.words.comparing import Word, form_of, tidied, words_said
from qualcode.words.folding import without_accents

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qualcode.report.sources import SourceText, Stretch

BREAK: Final = "\x01"
"""Stands where one voice ends and another begins, so that no run of words goes through it."""
NEVER: Final = "\x02"
"""A word that no source holds."""
_FIRST: Final = 0x100
_SURROGATES: Final = range(0xD800, 0xE000)
PROSE: Final = 8
"""Words between two turns of one voice, from which they are two passages: more than a label and a time."""


class Alphabet:
    """Words by the character that stands for each; and the same where accents and capitals do not count."""

    def __init__(self, pseudonyms: Iterable[tuple[str, str]] = ()) -> None:
        """Know no word yet."""
        self._signs: dict[str, str] = {}
        self._folded: dict[str, str] = {}
        self._plain: dict[str, str] = {}
        self._made: tuple[int, dict[int, str]] = (0, {})
        self._pseudonyms = dict(pseudonyms)

    def learnt(self, forms: Iterable[str]) -> str:
        """Write words that a source holds, real names as their pseudonyms."""
        return "".join(self._sign(self._pseudonyms.get(form, form)) for form in forms)

    def written(self, form: str) -> str:
        """Return the character of a word of a quotation."""
        return self._signs.get(form, NEVER)

    def folded(self, coded: str) -> str:
        """Return a coded text with the words that differ by accents or capitals made one."""
        return coded.translate(self._table())

    def folded_form(self, form: str) -> str:
        """Return the character of a word of a quotation, accents and capitals apart."""
        return self._folded.get(_folded(form), NEVER)

    def _sign(self, form: str) -> str:
        if form == BREAK:
            return BREAK
        known = self._signs.get(form)
        if known is None:
            known = self._signs[form] = _character(len(self._signs))
            self._plain[known] = self._folded.setdefault(_folded(form), known)
        return known

    def _table(self) -> dict[int, str]:
        """Return what `str.translate` takes, made again only where words were learnt since."""
        if self._made[0] != len(self._plain):
            table = {ord(sign): first for sign, first in self._plain.items() if sign != first}
            self._made = (len(self._plain), table)
        return self._made[1]


def _character(number: int) -> str:
    place = _FIRST + number
    return chr(place if place < _SURROGATES.start else place + len(_SURROGATES))


def _folded(form: str) -> str:
    return without_accents(form).casefold()


class Words(Sequence[Word]):
    """The words of a document, kept as their bounds, eight bytes each; one is read in the text when it is asked for."""

    def __init__(self, text: str, words: Sequence[Word], *, tidied: bool) -> None:
        """Keep them.

        Args:
            text: where they stand.
            words: in order; one that stands for no letter is a break.
            tidied: whether they are other words than those of the text: these are kept then.
        """
        self._text = text
        self._starts = array("I", (word.start for word in words))
        self._ends = array("I", (word.end for word in words))
        self._forms = [intern(word.form) for word in words] if tidied else None

    def __len__(self) -> int:
        """Return how many there are, breaks among them."""
        return len(self._starts)

    @overload
    def __getitem__(self, place: int) -> Word: ...
    @overload
    def __getitem__(self, place: slice) -> list[Word]: ...
    def __getitem__(self, place: int | slice) -> Word | list[Word]:
        """Return the word at a place, or those of several."""
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        start, end = self._starts[place], self._ends[place]
        if self._forms is not None:
            return Word(self._forms[place], start, end)
        return Word(form_of(self._text[start:end]) if start < end else BREAK, start, end)


@dataclass(frozen=True, slots=True)
class Index:
    """A document, coded: a word or a break for each character of `coded`, with its bounds and its stretch."""

    document: SourceText
    coded: str
    words: Sequence[Word]
    voices: Sequence[int]
    """For each word the place of its stretch among the document's; -1 where it stands in none."""
    people: Sequence[Stretch] = ()
    """A stretch of each voice of the document."""
    folded: list[str] = field(default_factory=list, compare=False)
    """`coded` without accents and capitals, made where it is asked for."""

    def stretch(self, place: int) -> Stretch | None:
        """Return whose turn a word stands in."""
        voice = self.voices[place]
        return self.document.stretches[voice] if voice >= 0 else None

    def bounds(self, first: int, last: int) -> tuple[int, int]:
        """Return the bounds in the text of a run of words, the last one included."""
        return self.words[first].start, self.words[last].end


def spoken(document: SourceText, alphabet: Alphabet) -> Index:
    """Index what is said in a document: no labels, no times; a break where the voice changes."""
    words: list[Word] = []
    voices: list[int] = []
    before: Stretch | None = None
    for number, stretch in enumerate(document.stretches):
        if before is not None and _parted(document.text, before, stretch):
            words.append(Word(BREAK, before.end, before.end))
            voices.append(number - 1)
        said = list(words_said(document.text, stretch.start, stretch.end))
        words += said
        voices += [number] * len(said)
        before = stretch
    return _indexed(document, alphabet, words, voices)


def words_outside(document: SourceText) -> set[str]:
    """Return the words that stand in no turn: labels, times, and what was written around the talk."""
    found: set[str] = set()
    place = 0
    for stretch in document.stretches:
        found.update(word.form for word in words_said(document.text, place, stretch.start))
        place = max(place, stretch.end)
    found.update(word.form for word in words_said(document.text, place))
    return found


def _indexed(
    document: SourceText, alphabet: Alphabet, words: Sequence[Word], voices: Sequence[int], *, tidied: bool = False
) -> Index:
    people = {(*_voice(stretch), stretch.speaker): stretch for stretch in document.stretches}
    coded = alphabet.learnt(word.form for word in words)
    kept = Words(document.text, words, tidied=tidied)
    return Index(document, coded, kept, array("i", voices), tuple(people.values()))


def _parted(text: str, before: Stretch, after: Stretch) -> bool:
    """Tell whether two turns are no one passage: of two voices, or with prose in between."""
    if _voice(before) != _voice(after):
        return True
    between = words_said(text, before.end, after.start)
    return sum(1 for _ in zip(between, range(PROSE + 1), strict=False)) > PROSE


def _voice(stretch: Stretch) -> tuple[str, str]:
    return stretch.case or f" {stretch.speaker}", stretch.role


def whole(document: SourceText, alphabet: Alphabet) -> Index:
    """Index everything a document shows, labels too: a passage may be quoted with who says it."""
    words: list[Word] = []
    voices: list[int] = []
    number = 0
    stretches = document.stretches
    for word in words_said(document.text):
        while number < len(stretches) and stretches[number].end <= word.start:
            number += 1
        inside = number < len(stretches) and stretches[number].start <= word.start
        if (
            inside
            and voices
            and -1 < voices[-1] < number
            and _voice(stretches[voices[-1]]) != _voice(stretches[number])
        ):
            words.append(Word(BREAK, word.start, word.start))
            voices.append(voices[-1])
        words.append(word)
        voices.append(number if inside else -1)
    return _indexed(document, alphabet, words, voices)


def tidied_index(index: Index, alphabet: Alphabet, allowed: Iterable[str]) -> Index:
    """Index a document as the rule of editing tidies its words."""
    words: list[Word] = []
    voices: list[int] = []
    for form, place in tidied([word.form for word in index.words], allowed):
        words.append(Word(form, index.words[place].start, index.words[place].end))
        voices.append(index.voices[place])
    return _indexed(index.document, alphabet, words, voices, tidied=True)
