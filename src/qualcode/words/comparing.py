r"""Words as two quotations are compared: what was said, and what a report's marks say was left out or put in.

The rule of equality: apostrophes, quotation marks, white space, soft hyphens and the composition of letters do not
count, nor does the punctuation between words here (its marks are compared apart); accents, capitals, digits, negation
and order do. An elided particle is a word of its own, so that n' can be seen to go; a compound is one word, also where
a line ends after its hyphen. Stage notes, [rires], are no words.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Mark = Literal["", "cut", "bracket", "letter"]
"""What stands before a word: nothing, a cut […], words put in [so], or a letter changed by brackets: [l]es."""

_ANY: Final = r"[^\W_]"
_COMBINING: Final = r"[\u0300-\u036f\u0591-\u05bd\u064b-\u065f\u00ad\u200c\u200d]"
_RUN: Final = rf"{_ANY}++(?:{_COMBINING}++{_ANY}*+)*+"
_HYPHEN: Final = r"[-‐‑](?:[^\S\n]*\n\s*)?"
_WORD: Final = rf"\d++(?:[.,:]\d++)++{_ANY}*+|{_RUN}(?:(?:{_HYPHEN}|[·•‧]){_RUN})*+|[%$€£&+=°@#]"
_STAGE: Final = (
    r"\((?i:rires?|rit|silence|pause|soupirs?|sourire|hésitation|inaudible|incompréhensible|pleurs?|toux"
    r"|applaudissements|laugh(?:s|ter|ing)?|sighs?|crosstalk|unintelligible|crying|coughs?|applause)\)"
)
_BRACKETED: Final = r"\[[^\[\]]{0,200}+\]"
_SOURCE: Final = re.compile(rf"(?P<skipped>{_BRACKETED}|{_STAGE})|(?P<word>{_WORD})")
_CUT: Final = r"[\[(]\s?(?:…|\.\s?\.)[….\s]{0,8}+[\])]"
_LETTER: Final = rf"\[(?P<letter>{_ANY})\](?P<rest>{_RUN})"
_QUOTED: Final = rf"(?P<cut>{_CUT})|{_LETTER}|(?P<bracket>(?:{_RUN})?{_BRACKETED}(?:{_RUN})?)|(?P<stage>{_STAGE})"
_ASKED: Final = re.compile(rf"{_QUOTED}|(?P<word>{_WORD})")
_ASKED_BARE: Final = re.compile(rf"{_QUOTED}|(?P<bare>…|\.{{3,}})|(?P<word>{_WORD})")

_PLAIN: Final = str.maketrans({"‐": "-", "‑": "-", "\xad": None, "\u200c": None, "\u200d": None})
APOSTROPHES: Final = frozenset("'’ʼ‘")
_ODD: Final = re.compile(r"[‐‑\u00ad\u200c\u200d]|-[^\S\n]*\n")
"""What makes a word compared other than it is written, once the text is composed."""
_BLANK: Final = re.compile(r"\s+")

NEGATIONS: Final = frozenset(
    {
        "ne",
        "n",
        "pas",
        "jamais",
        "rien",
        "plus",
        "aucun",
        "aucune",
        "personne",
        "sans",
        "non",
        "ni",
        "guère",
        "pantoute",
    }
    | {"not", "no", "never", "nor", "none", "nobody", "nothing", "without", "don", "didn", "doesn", "isn", "wasn"}
    | {"cannot", "couldn", "won", "wouldn", "aren", "weren", "ain", "haven", "hasn", "hadn", "shouldn"}
)
"""Words whose loss turns what was said into its contrary; English ones as they stand before their apostrophe."""
FILLERS: Final = frozenset(
    {
        "euh",
        "heu",
        "hum",
        "hmm",
        "mhm",
        "mm",
        "hein",
        "ben",
        "bin",
        "bah",
        "bon",
        "tsé",
        "tsais",
        "genre",
        "là",
        "faque",
    }
    | {"um", "umm", "uh", "uhm", "erm", "like"}
)
"""Words that hesitate, and say nothing of their own."""
_SPELT_OUT: Final = {
    "chus": "je suis", "chu": "je suis", "chuis": "je suis", "pis": "puis", "pi": "puis", "ben": "bien", "ya": "il y a",
    "faque": "ça fait que", "fac": "ça fait que", "moé": "moi", "toé": "toi", "icitte": "ici", "icite": "ici",
    "asteure": "à cette heure", "astheure": "à cette heure", "ouais": "oui", "ouin": "oui", "tsé": "tu sais",
    "ptit": "petit", "ptite": "petite", "ché": "je sais", "chais": "je sais", "vlà": "voilà", "pus": "plus",
    "gonna": "going to", "wanna": "want to", "gotta": "got to", "kinda": "kind of", "sorta": "sort of",
    "dunno": "don t know", "cuz": "because", "lemme": "let me", "gimme": "give me", "yeah": "yes",
}  # fmt: skip
"""Oral forms that are one word, and the words they are spelt out as."""
_ELIDED: Final = {"j": "je", "t": "tu", "d": "de", "l": "le", "m": "me", "s": "se"}
"""Particles elided in talk where writing has them whole: j'pense is je pense."""


class Word(NamedTuple):
    """A word as it is compared, and its bounds in the text."""

    form: str
    start: int
    end: int


class Asked(NamedTuple):
    """A word of a quotation: its form, whether the case of its first letter is free, and the mark before it."""

    form: str
    free: bool
    mark: Mark
    elided: bool = False
    """Whether an apostrophe follows."""


class Parsed(NamedTuple):
    """A quotation read word by word."""

    words: tuple[Asked, ...]
    cuts: int
    additions: int
    """Brackets that put words in, or changed some."""

    @property
    def forms(self) -> tuple[str, ...]:
        """The words alone."""
        return tuple(word.form for word in self.words)


def form_of(word: str) -> str:
    """Return a word as it is compared: composed letters, plain hyphens, no soft ones, no line break inside."""
    if word.isascii():
        return _BLANK.sub("", word) if "\n" in word else word
    return unicodedata.normalize("NFC", _BLANK.sub("", word.translate(_PLAIN)))


def words_said(text: str, start: int = 0, end: int | None = None) -> Iterator[Word]:
    """Yield the words of a source, stage notes left out.

    Args:
        text: the stored text.
        start: first character (code points).
        end: one past the last; None for the end of the text.
    """
    stop = len(text) if end is None else end
    plain = _ODD.search(text, start, stop) is None and unicodedata.is_normalized("NFC", text[start:stop])
    for found in _SOURCE.finditer(text, start, stop):
        if found.lastgroup == "word":
            word = found.group()
            yield Word(word if plain else form_of(word), *found.span())


def parsed(quote: str, *, bare: bool = False) -> Parsed:
    """Read a quotation: its words, with the cuts and brackets that stand between them.

    Args:
        quote: the words between the marks of the report.
        bare: whether three dots without brackets are a cut too.
    """
    words: list[Asked] = []
    cuts = additions = 0
    mark: Mark = ""
    for found in (_ASKED_BARE if bare else _ASKED).finditer(quote):
        kind = found.lastgroup
        if kind in {"cut", "bare"}:
            mark, cuts = "cut", cuts + 1
        elif kind == "bracket":
            mark, additions = mark or "bracket", additions + 1
        elif kind == "rest":
            words.append(Asked(form_of(found["letter"] + found["rest"]), free=True, mark=mark or "letter"))
            mark, additions = "", additions + 1
        elif kind == "word":
            elided = quote[found.end() : found.end() + 1] in APOSTROPHES
            words.append(Asked(form_of(found.group()), not words or mark == "cut", mark, elided))
            mark = ""
    return Parsed(tuple(words), cuts, additions)


def cases_of_first(form: str) -> tuple[str, ...]:
    """Return a word with its first letter as it is, small and capital, without saying the same twice."""
    return tuple(dict.fromkeys((form, form[:1].lower() + form[1:], form[:1].upper() + form[1:])))


def is_negation(form: str) -> bool:
    """Tell whether a word negates, whatever its capitals."""
    return form.lower() in NEGATIONS


def tidied(forms: Sequence[str], allowed: Iterable[str]) -> list[tuple[str, int]]:
    """Return words as a rule of editing tidies them, each with the place of the word it comes from.

    Args:
        forms: the words as they are compared.
        allowed: which of fillers, repeats and oral.
    """
    rules = frozenset(allowed)
    kept = [(form.lower(), place) for place, form in enumerate(forms)]
    if "fillers" in rules:
        kept = [(form, place) for form, place in kept if form not in FILLERS]
    if "oral" in rules:
        kept = [(part, place) for form, place in kept for part in _spelt(form)]
    return _once(kept) if "repeats" in rules else kept


def _spelt(form: str) -> list[str]:
    return (_SPELT_OUT.get(form) or _ELIDED.get(form) or form).split()


def _once(words: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """Write once what is said twice running: one word, or two."""
    kept: list[tuple[str, int]] = []
    for word in words:
        if kept and kept[-1][0] == word[0]:
            continue
        kept.append(word)
        if len(kept) >= _TWO_TWICE and [w for w, _ in kept[-2:]] == [w for w, _ in kept[-4:-2]]:
            del kept[-2:]
    return kept


_TWO_TWICE: Final = 4
