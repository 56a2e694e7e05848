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
_LONGEST_WORD: Final = 24
"""How many characters back the word before a stop is looked for."""

NEVER_LAST: Final = listed(
    """
    m mm mme mmes mlle mlles mgr dr dre drs pr prof st ste cf mr mrs ms messrs vs tél boul approx gén lt col sgt
    """
)
"""Abbreviations that call for a word after them: their stop ends no sentence."""
BEFORE_NUMBER: Final = listed("p pp no nos n art vol fig chap ch al par tabl sec eq éq ann No Nos Art Vol Fig Chap Sec")
"""Abbreviations only before a number: "no. 5"; else "No." is an answer."""
SELDOM_LAST: Final = listed("etc env max min hab éd ed av apr inc ltée ltd co corp jr sr dept univ janv févr")
"""Abbreviations that end a sentence unless a number follows."""
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

    A sentence ends at a stop, at ?, ! or …, with the marks that close after it, unless a small letter follows or the
    stop belongs to an abbreviation or an initial; and at a line break, unless the line was only wrapped (no stop before
    it, a small letter after).

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


def sentence_at(text: str, position: int, start: int = 0, end: int | None = None) -> Span:
    """Return the sentence that holds a position, or the nearest before it; the whole range where there is none."""
    before = Span(start, len(text) if end is None else end)
    for span in sentences(text, start, end):
        if span.start > position:
            break
        before = span
    return before


def _keep(found: list[Span], text: str, start: int, end: int) -> None:
    """Add a sentence without the blanks around it; marks without a word belong to the sentence before them."""
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end = start + len(piece.strip())
    if end <= start:
        return
    if found and "\n" not in text[found[-1].end : start] and not any(sign.isalnum() for sign in text[start:end]):
        found[-1] = Span(found[-1].start, end)
    else:
        found.append(Span(start, end))


def _ends(text: str, begins: int, mark: re.Match[str], stop: int) -> bool:
    """Tell whether a sentence really ends at the mark."""
    following = _NEXT.match(text, mark.end(), stop)
    following_letter = following.group(1) if following else ""
    if "\n" in mark.group():
        return not (
            following_letter.islower() and mark.group().count("\n") == 1 and _runs_on(text, begins, mark.start())
        )
    sign = mark.group()
    if following_letter.islower() or (sign.startswith(("...", "…")) and _I_ALONE.match(text, mark.end(), stop)):
        return False
    return sign != "." or not _abbreviates(text, begins, mark, following_letter)


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
        return bool(following_letter) and following_letter.isupper()
    if word in BEFORE_NUMBER:
        return following_letter.isdigit() or _is_for_example(text, mark)
    if small == "ex" and _follows_p(text, before.start()):
        return True
    if small in SELDOM_LAST:
        return following_letter.isdigit()
    return _is_initial(text, word, mark)


def _is_for_example(text: str, mark: re.Match[str]) -> bool:
    """Tell whether "p." is the first half of "p. ex."."""
    return text[mark.end() : mark.end() + 4].strip().startswith("ex.")


def _follows_p(text: str, position: int) -> bool:
    """Tell whether "ex" is the second half of "p. ex."."""
    return text[max(0, position - 3) : position].strip().lower().endswith("p.")


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
