"""Where sentences end, in French and English talk: rules, no model; the same bounds every time."""

from __future__ import annotations

import re
from typing import Final

from qualcode.model.spans import Span
from qualcode.words.lists import listed

_BREAK: Final = re.compile(
    r"[.!?…]+(?:[ \u00a0\u202f]?»|[\"”’')\]])*(?=\s|$)"  # a stop, what closes after it
    r"|(?<=[.!?…])\[[^\[\]\n]{0,12}\](?=\s|$)"
    r"|[^\S\n]*\n\s*"  # a line break, with what is blank around it
)
_NEXT: Final = re.compile(r"(?:\[[^\[\]\n]{0,80}\]|[\s«»\"“”„‘’'()\[\]–—\-•*])*([^\W_]?)")
_LAST: Final = re.compile(r"([^\s«»\"“”(\[]+)$")
_DOTTED: Final = re.compile(r"^(?:[^\W\d_]\.[-‐‑]?)+[^\W\d_]$")
_NEXT_WORD: Final = re.compile(r"\s*([^\W\d_]+)")
_I_ALONE: Final = re.compile(r"\s*I(?:['’]\w+)?(?!\w)")
"""English writes it large even where a hesitation goes on."""
_NOTE: Final = re.compile(r"(?:\[[^\[\]\n]{0,80}\][\s.]*)+")
"""What the transcriber saw or heard, alone: [rires]."""
_SAYING: Final = re.compile(
    r"\s*(?:I|[A-Z][\w’'-]*)[^\S\n]+(?:said|says|say|asked|told|replied|answered|yelled|shouted|whispered|goes)\b"
)
"""Who said what was just quoted, in English: French turns it round and begins small."""
_VOWEL: Final = re.compile(r"[aeiouyàâäéèêëîïôöùûüœæ\d]")
_LIST_NUMBER: Final = re.compile(r":\s*1$")
_LONGEST_WORD: Final = 24
"""How many characters back the word before a stop is looked for."""

NEVER_LAST: Final = listed(
    """
    m mm mme mmes mlle mlles mgr dr dre drs pr prof st ste cf mr mrs ms messrs vs tél boul gén lt col sgt
    capt rev hon gov sen
    """
)
"""Abbreviations that call for a word after them: their stop ends no sentence."""
BEFORE_NUMBER: Final = listed(
    "p pp no nos n art vol fig chap ch al par tabl sec eq éq ann app apt No Nos Art Vol Fig Chap Sec App Apt"
)
"""Abbreviations only before a number: "no. 5"; else "No." is an answer."""
SELDOM_LAST: Final = listed(
    """
    etc env approx max min hab éd ed av ave blvd rd inc ltée ltd co corp jr sr dept univ
    janv jan févr feb apr aug sept oct nov déc dec
    """
)
"""Abbreviations that end a sentence unless a number or a small letter follows."""
DAYS: Final = listed("Mon Tue Tues Wed Thu Thurs Fri Sat Sun")
"""Days as English shortens them; "mon" is a word in French."""
OPENERS: Final = listed(
    """
    le la les l un une des de du ce cet cette ces ça c il elle ils elles on je j tu nous vous y et mais ou donc or ni
    car puis pis alors après avant ensuite enfin bref oui non si quand comme pour parce dans sur avec sans chez à au
    aux en mon ma mes son sa ses notre votre leur moi toi lui qui que quoi où comment pourquoi est d s n ben là
    faque bon the a an this that these those he she it we they i you and but or so then when if because in on at
    with for my his her our their your yes no well there here what who why how after before now
    """
)
"""Words that begin a sentence: after an initial or an acronym they tell a new sentence from a name."""


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Return the bounds of the sentences, in order, without the white space around them.

    A sentence ends at a stop, at ?, ! or …, with the marks that close after it, unless the stop belongs to an
    abbreviation, an initial or the number of a list. Before a small letter only a lone stop ends it, and ? and ! where
    it began small as well: so some transcribers write. It ends at a line break too, unless the line was only wrapped
    (no stop before it, a small letter after). A note such as [rires] opens the sentence that follows it.

    Args:
        text: the stored text.
        start: first character (code points).
        end: one past the last character; None for the end of the text.
    """
    stop = len(text) if end is None else end
    found: list[Span] = []
    begins = start
    for mark in _BREAK.finditer(text, start, stop):
        if _ends(text, begins, mark, stop):
            _keep(found, text, begins, mark.end())
            begins = mark.end()
    _keep(found, text, begins, stop)
    return found


def _keep(found: list[Span], text: str, start: int, end: int) -> None:
    """Add a sentence without the blanks around it; marks without a word belong to the sentence before them."""
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end = start + len(piece.strip())
    if end <= start:
        return
    if found and "\n" not in text[found[-1].end : start] and _is_wordless(text[start:end]):
        found[-1] = Span(found[-1].start, end)
    else:
        found.append(Span(start, end))


def _is_wordless(piece: str) -> bool:
    """Tell whether a piece holds no word of anybody's: signs, or a transcriber's note."""
    if piece[0].isalnum():
        return False
    return _NOTE.fullmatch(piece) is not None or not any(sign.isalnum() for sign in piece)


def _ends(text: str, begins: int, mark: re.Match[str], stop: int) -> bool:
    """Tell whether a sentence really ends at the mark."""
    following = _NEXT.match(text, mark.end(), stop)
    following_letter = following.group(1) if following else ""
    if "\n" in mark.group():
        return not (
            following_letter.islower() and mark.group().count("\n") == 1 and _runs_on(text, begins, mark.start())
        )
    sign = mark.group()
    if sign == ".":
        return not _abbreviates(text, begins, mark, following_letter)
    if following_letter.islower():
        return not sign.strip("?!") and _begins_small(text, begins, stop)
    if sign.startswith(("...", "…")):
        return not _I_ALONE.match(text, mark.end(), stop)
    return not (sign.startswith(("?", "!")) and sign[-1] not in ".?!…" and _SAYING.match(text, mark.end(), stop))


def _begins_small(text: str, begins: int, stop: int) -> bool:
    """Tell whether the sentence begins with a small letter: its transcriber writes no capitals."""
    first = _NEXT.match(text, begins, stop)
    return first is not None and first.group(1).islower()


def _runs_on(text: str, begins: int, line_end: int) -> bool:
    """Tell whether a line was broken in the middle of a sentence: it holds words and no stop, a dash or list apart."""
    return text[begins:line_end].strip() != "" and text[line_end - 1] not in '.!?…:;»”"]'


def _abbreviates(text: str, begins: int, mark: re.Match[str], following_letter: str) -> bool:
    """Tell whether a lone stop belongs to the word before it rather than to the sentence."""
    before = _LAST.search(text, max(begins, mark.start() - _LONGEST_WORD), mark.start())
    if not before:
        return False
    word = re.split(r"['’ʼ]", before.group(1))[-1]
    small = word.lower()
    if small in NEVER_LAST:
        return following_letter.isalpha() and not (small == "st" and _begins_large(text, mark))
    if word in BEFORE_NUMBER:
        return following_letter.isdigit() or _is_for_example(text, mark)
    if small in SELDOM_LAST:
        return following_letter.isdigit() or following_letter.islower()
    if word.isdecimal():
        return _numbers_a_list(text, begins, mark.start(), word)
    inside = _is_short(word) if following_letter.islower() else _is_initial(text, word, mark)
    return inside or _is_of_example(text, before)


def _is_short(word: str) -> bool:
    """Tell whether a word before a small letter is none: inner stops, no vowel, or an English day."""
    return "." in word or word in DAYS or not _VOWEL.search(word.lower())


def _numbers_a_list(text: str, begins: int, end: int, number: str) -> bool:
    """Tell whether a number counts what follows: "1. On mange. 2. On dort."; after a question it is an answer."""
    if len(number) > 2:  # noqa: PLR2004 - nobody says a list of a hundred
        return False
    if text[begins:end].strip() == number:
        return begins == 0 or text[begins - 1] != "?"
    return _LIST_NUMBER.search(text, max(begins, end - 4), end) is not None


def _is_for_example(text: str, mark: re.Match[str]) -> bool:
    """Tell whether "p." is the first half of "p. ex."."""
    return text[mark.end() : mark.end() + 4].lstrip().startswith(("ex.", "ex "))


def _is_of_example(text: str, word: re.Match[str]) -> bool:
    """Tell whether "ex" is the second half of "p. ex."."""
    start = word.start()
    return word.group(1).lower() == "ex" and text[max(0, start - 3) : start].strip().lower().endswith("p.")


def _is_initial(text: str, word: str, mark: re.Match[str]) -> bool:
    """Tell whether a single capital, or letters with inner stops, go on into a name or a sentence."""
    if word.lower() in ("p.ex", "i.e", "e.g", "c.-à-d", "c.à.d"):
        return True
    single = len(word) == 1 and word.isupper()
    if not single and not _DOTTED.match(word):
        return False
    if word.islower():
        return False
    following = _NEXT_WORD.match(text, mark.end())
    return following is not None and following.group(1).lower() not in OPENERS


def _begins_large(text: str, mark: re.Match[str]) -> bool:
    """Tell whether a word that begins sentences follows, with a capital: "Elm St. We met there."."""
    following = _NEXT_WORD.match(text, mark.end())
    return following is not None and following.group(1)[0].isupper() and following.group(1).lower() in OPENERS
