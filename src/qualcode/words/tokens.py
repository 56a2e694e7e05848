r"""Words in running speech, French and English: one compiled expression, offsets in code points.

What is one word:

* an elided particle (l', d', qu', jusqu', lorsqu', puisqu', quoiqu', c', j', m', n', s', t') and what follows are two;
  aujourd'hui, presqu'île, quelqu'un, y'a, v'là, don't, I'm, teacher's are one, as are d'accord, d'abord, d'ailleurs,
  t'sais and c'est-à-dire;
* a compound (peut-être, porte-parole, Saint-Jean-sur-Richelieu) is one; a pronoun hung on its verb is cut off, without
  its euphonic t: parle-t-il is parle, il; dis-moi is dis, moi; est-ce is est, ce; jour-là is jour, là;
* inclusive spellings (chargé·es, intervenant.es, étudiant(e)s), abbreviations with inner stops (p.ex., p. ex., M.-C.),
  numbers (2 341; 0,39; 7h30; 12:05), addresses and e-mails are one;
* stage notes in square brackets ([rires], [inaudible 00:12]) and a few known ones in parentheses are no words said.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator


class Token(NamedTuple):
    """A word as written, with its bounds in the text."""

    text: str
    start: int
    end: int


_LETTER: Final = r"[^\W\d_]"
_ANY: Final = r"[^\W_]"
_MARKS: Final = r"[\u0300-\u036f\u0591-\u05bd\u064b-\u065f\u00ad\u200c\u200d]"
_APOSTROPHE: Final = r"['’ʼ]"
_HYPHEN: Final = r"[-‐‑]"
_RUN: Final = rf"{_ANY}++(?:{_MARKS}++{_ANY}*+)*+"

_NOTES: Final = (
    r"\[[^\[\]\n]{0,80}+\]"
    r"|\((?i:rires?|rit|silence|pause|soupirs?|sourire|hésitation|inaudible|incompréhensible|pleurs?|toux|applaudissements"
    r"|laugh(?:s|ter|ing)?|sighs?|crosstalk|unintelligible|crying|coughs?|applause)\)"
)
_WHOLE: Final = (
    rf"[dD]{_APOSTROPHE}(?:accord|abord|ailleurs)(?!{_ANY})"
    rf"|[tT]{_APOSTROPHE}sa[iy]s(?!{_ANY})"
    rf"|[cC]{_APOSTROPHE}est{_HYPHEN}à{_HYPHEN}dire(?!{_ANY})"
    rf"|[rR]endez{_HYPHEN}vous(?!{_ANY})"
)
_ELIDED: Final = (
    rf"[lLdDjJmMtTsSnNcCçÇ]{_APOSTROPHE}(?={_ANY})"
    rf"|(?:[jJ]us|[lL]ors|[pP]uis|[qQ]uoi)?[qQ][uU]{_APOSTROPHE}(?={_ANY})"
)
_NUMBER: Final = (
    r"\d{1,3}+(?:[ \u00a0\u202f]\d{3})++(?![^\W_])(?:,\d++)?+"
    rf"|\d++(?:[.,:]\d++)++{_ANY}*+"
)
_DOTTED: Final = (
    r"[pP]\.[ \u00a0\u202f]?ex\."
    rf"|[cC]\.{_HYPHEN}?à{_HYPHEN}?d\."
    rf"|{_LETTER}\.(?:{_HYPHEN}?{_LETTER}\.)++(?!{_ANY})"
)
_PRONOUN: Final = (
    rf"(?:je|tu|nous|vous|moi|toi|lui|leur|les?|la|là|ci|elles?|ils?|(?<=[tTdD][-‐‑])(?:on|ce)"
    rf"|(?<=[sSzZ][-‐‑])(?:y|en)|[tm]{_APOSTROPHE}(?:en|y)|t{_HYPHEN}(?:ils?|elles?|on))"
)
_HUNG: Final = rf"{_PRONOUN}(?:{_HYPHEN}{_PRONOUN})*+(?!{_HYPHEN}?{_ANY})"
_ENDING: Final = (
    r"(?:e|es|s|x|trices?|rices?|euses?|ères?|ières?|ives?|ves?|fes?|onnes?|esses?|sses?|lles?|elles?|ales|aux|ones?"
    r"|(?<=l.)les?|(?<=n.)nes?|(?<=t.)tes?|(?<=s.)ses?)"
)
_IN_PARENTHESES: Final = r"(?:e|s|es|x|ne|nes|le|les|te|tes|trices?|rices?|euses?|ères?|ières?|ives?|ves?|esses?)"
_INCLUSIVE: Final = (
    rf"[·•‧]{_ANY}++"  # chargé·es
    rf"|[./]{_ENDING}(?!{_ANY})"  # élu.es
    rf"|\(-?{_IN_PARENTHESES}\)[sx]?(?!{_ANY})"  # élu(e)s
)
_WORD: Final = (
    rf"(?![tT]{_HYPHEN}(?:ils?|elles?|on)(?!{_ANY}))"
    rf"{_RUN}(?:(?:{_APOSTROPHE}|{_HYPHEN}(?!{_HUNG})){_RUN}|{_INCLUSIVE})*+"
)
_ADDRESS: Final = (
    r"(?:https?://|www\.)[^\s<>\[\]«»\"]*[^\s<>\[\]«»\"'’.,;:!?…()]"
    r"|[^\W_][\w.+-]*+@[\w-]++(?:\.[\w-]++)++"
)
_ALONE: Final = rf"{_LETTER}++(?=[ ,\n;?!…»)]|\.[ \n](?! ?[eE]))"
"""Most words: letters alone, before what is part of no word, and no p. ex.; the same words, found sooner."""
_ORDER: Final = (_NOTES, _WHOLE, _ELIDED, _NUMBER, _DOTTED, _WORD)
_STOPS: Final = r"[.,;:!?…\n«»\")–—]"
_PLAIN: Final = re.compile(
    f"(?! )(?:{'|'.join((_ALONE, *_ORDER))})"
)  # no word begins with a space: that halves the time
_WITH_ADDRESSES: Final = re.compile(f"(?! )(?:{'|'.join((_ALONE, _NOTES, _ADDRESS, *_ORDER[1:]))})")
WORD_RULES: Final = _WITH_ADDRESSES.pattern
"""What one word is; what was computed by other rules is computed anew."""
_DOUBLET: Final = re.compile(rf"({_RUN}(?:{_HYPHEN}{_RUN})*+)(?:{_INCLUSIVE})++$")
_STAGE_NOTES: Final = re.compile(_NOTES)


_STRAIGHT: Final = str.maketrans({"’": "'", "ʼ": "'", "‐": "-", "‑": "-", "\xad": None})


def bare(form: str) -> str:
    """Return a word as lists write it: small letters, straight apostrophes, plain hyphens, composed (NFC)."""
    return unicodedata.normalize("NFC", form.translate(_STRAIGHT).lower())


def without_doublet(form: str) -> str:
    """Return an inclusive spelling without its second ending: chargé·es is chargé, étudiant(e)s is étudiant."""
    found = _DOUBLET.match(form)
    return found.group(1) if found else form


def _expression(text: str, start: int, end: int) -> re.Pattern[str]:
    """Return the expression that a stretch needs: addresses are looked for only where there can be one."""
    for sign in ("@", "://", "www."):
        if text.find(sign, start, end) >= 0:
            return _WITH_ADDRESSES
    return _PLAIN


@cache
def _with_stops(expression: re.Pattern[str]) -> re.Pattern[str]:
    """Return an expression that finds the punctuation between words too."""
    return re.compile(rf"{_STOPS}|{expression.pattern}|\(")


def words(text: str, start: int = 0, end: int | None = None, *, notes: bool = False) -> Iterator[Token]:
    """Yield the words said, in order.

    Args:
        text: the stored text.
        start: first character (code points).
        end: one past the last character; None for the end of the text.
        notes: whether the words inside stage notes such as [rires] are yielded too.
    """
    stop = len(text) if end is None else end
    for found in _expression(text, start, stop).finditer(text, start, stop):
        if text[found.start()] not in "[(":
            yield Token(found.group(), found.start(), found.end())
        elif notes:
            yield from words(text, found.start() + 1, found.end() - 1, notes=True)


def word_forms(text: str, start: int = 0, end: int | None = None) -> list[str]:
    """Return the words said as written, without offsets: the fast road for counting."""
    stop = len(text) if end is None else end
    found: list[str] = _expression(text, start, stop).findall(text, start, stop)
    return [word for word in found if word[0] not in "[("] if _STAGE_NOTES.search(text, start, stop) else found


def word_bounds(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return start and end of the words said, as `words` yields them."""
    stop = len(text) if end is None else end
    found = _expression(text, start, stop).finditer(text, start, stop)
    return [word.span() for word in found if text[word.start()] not in "[("]


def word_lengths(text: str, start: int, end: int) -> list[int]:
    """Return the characters before each word, in it, before the next ..., and last those after all words.

    As fast as counting: the expression cuts the stretch into what is a word and what is not, in one go.
    """
    pieces = _cutting(_expression(text, start, end)).split(text[start:end])
    lengths = list(map(len, pieces))
    if not _STAGE_NOTES.search(text, start, end):
        return lengths
    kept = lengths[:1]
    for place in range(1, len(pieces), 2):
        if pieces[place][0] in "[(":
            kept[-1] += lengths[place] + lengths[place + 1]
        else:
            kept += lengths[place : place + 2]
    return kept


@cache
def _cutting(expression: re.Pattern[str]) -> re.Pattern[str]:
    """Return an expression that keeps what it finds when it cuts; compiled where it is asked for."""
    return re.compile(f"({expression.pattern})")


def forms_and_stops(text: str, start: int = 0, end: int | None = None) -> list[str]:
    """Return words, stage notes and the punctuation between them, so that a reader sees which words are neighbours."""
    stop = len(text) if end is None else end
    found: list[str] = _with_stops(_expression(text, start, stop)).findall(text, start, stop)
    return found


def starts_of_forms(text: str, start: int = 0, end: int | None = None) -> list[int]:
    """Return where each of `forms_and_stops` begins."""
    stop = len(text) if end is None else end
    return [found.start() for found in _with_stops(_expression(text, start, stop)).finditer(text, start, stop)]


def count_words(text: str, start: int = 0, end: int | None = None) -> int:
    """Count the words said: as many as `words` yields."""
    return len(word_forms(text, start, end))


def has_words(text: str, start: int = 0, end: int | None = None) -> bool:
    """Tell whether at least one word is said."""
    stop = len(text) if end is None else end
    first = _PLAIN.search(text, start, stop)
    if first is None or text[first.start()] not in "[(":  # nearly always the answer, at half the price
        return first is not None
    return any(text[word.start()] not in "[(" for word in _PLAIN.finditer(text, first.end(), stop))
