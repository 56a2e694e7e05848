"""Values of attributes as people write them: which type a column has, and the one form each value is kept in."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final

from qualcode.words.folding import folded, without_accents

if TYPE_CHECKING:
    from collections.abc import Iterable

REFUSED: Final = "<refused>"
"""Kept where a person would not answer; inheritance stops at it, as at any answer."""
NOT_APPLICABLE: Final = "<not applicable>"
"""Kept where the question does not concern the case. What is missing is not kept at all: it may be inherited."""

LEAST_CHOICES: Final = 2
MOST_CHOICES: Final = 12
"""Different values of a choice: more are rather names, places or trades than answers to tick."""

_AMOUNT: Final = re.compile(r"([-+]?)(?:[$€£] ?)?((?:[0-9]+|[0-9]{1,3}(?: [0-9]{3})+)(?:[.,][0-9]+)?) ?([$€£%]?)")
_SIGN: Final = re.compile(r"[$€£%]")
_DOUBTFUL: Final = re.compile(r"[-+]?[$€£]? ?[1-9][0-9]{0,2}(?:[.,][0-9]{3})+ ?[$€£%]?")
"""Forty-five thousand here, forty-five there: kept as text, as it was written."""
_LEADING_ZERO: Final = re.compile(r"0\d")

_YES: Final = frozenset({"true", "yes", "oui", "vrai", "1"})
_NO: Final = frozenset({"false", "no", "non", "faux", "0"})
_YES_NO_WORDS: Final = (_YES | _NO) - {"0", "1"}

_NAMES_OF_MONTHS: Final = """
janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
january february march april may june july august september october november december
janv fevr mars avr mai juin juill aout sept oct nov dec
jan feb mar apr may jun jul aug sep oct nov dec
"""
_MONTHS: Final = {name: place % 12 + 1 for place, name in enumerate(_NAMES_OF_MONTHS.split())}
_ISO: Final = re.compile(r"(\d{4})([-/])(\d{2})\2(\d{2})(?:[T ]00:00(?::00)?)?")
_DAY_FIRST: Final = re.compile(r"(\d{1,2})(?:er|re|st|nd|rd|th)? (?:of )?([a-z]+)\.?,? (\d{4})")
_MONTH_FIRST: Final = re.compile(r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_FIGURES: Final = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_MONTHS_OF_A_YEAR: Final = 12

_REFUSALS: Final = frozenset(
    {
        "refus de repondre", "refuse de repondre", "a refuse de repondre", "prefere ne pas repondre",
        "je prefere ne pas repondre", "ne souhaite pas repondre", "ne veut pas repondre", "prefer not to answer",
        "prefer not to say", "refused to answer", "declined to answer", "pnr",
    }
)  # fmt: skip
_NOT_FOR_THEM: Final = frozenset(
    {
        "ne s'applique pas", "sans objet", "s.o.", "s. o.", "s/o", "non applicable", "pas applicable",
        "not applicable", "does not apply", "n/a", "n.a.",
    }
)  # fmt: skip
_ABSENT: Final = frozenset({"-", "–", "—", "?", ".", "…", "..."})
_REFUSALS_AMONG_TYPED: Final = frozenset({"refus", "refuse", "refusee", "refused", "decline", "declined"})
_ABSENT_AMONG_TYPED: Final = frozenset(
    {
        "na", "nd", "n.d.", "n/d", "nsp", "manquant", "manquante", "missing", "inconnu", "inconnue", "unknown",
        "non disponible", "not available", "pas de reponse", "sans reponse", "no answer", "null", "none",
    }
)  # fmt: skip
"""Words that say nothing was answered, where numbers or dates are expected; elsewhere they may be the answer."""

ABSENCES: Final = {
    "fr": {REFUSED: "refus de répondre", NOT_APPLICABLE: "ne s’applique pas"},
    "en": {REFUSED: "refused to answer", NOT_APPLICABLE: "not applicable"},
}
"""How each kind of absence is written in a study of that language."""
YES_NO: Final = {"fr": {"true": "oui", "false": "non"}, "en": {"true": "yes", "false": "no"}}
"""How yes and no are written in a study of that language."""


def canonical(value: str, kind: str) -> str | None:
    """Return a value in the form its type is kept in, or None where it does not fit.

    Numbers have a point, no separators and no sign of their unit, dates are ISO 8601, booleans `true` or `false`; what
    was not answered is empty, `REFUSED` or `NOT_APPLICABLE`.

    Args:
        value: as it was written.
        kind: text, choice, number, date or boolean.
    """
    text = " ".join(value.split())  # each separator of thousands becomes a plain space here
    absence = absence_of(text, kind)
    if absence is not None:
        return absence
    if kind == "number":
        return _number(text)
    if kind == "date":
        return _date(text)
    if kind == "boolean":
        answer = folded(text)
        return "true" if answer in _YES else "false" if answer in _NO else None
    return text


def absence_of(value: str, kind: str) -> str | None:
    """Return what stands for an answer that was not given: empty, `REFUSED`, `NOT_APPLICABLE`; None for an answer."""
    if value in {REFUSED, NOT_APPLICABLE}:
        return value
    word = without_accents(folded(value)).replace("’", "'").replace("ʼ", "'")
    typed = kind in {"number", "date", "boolean"}
    if not word or word in _ABSENT or (typed and word in _ABSENT_AMONG_TYPED):
        return ""
    if word in _REFUSALS or (typed and word in _REFUSALS_AMONG_TYPED):
        return REFUSED
    return NOT_APPLICABLE if word in _NOT_FOR_THEM else None


def _number(text: str) -> str | None:
    found = _AMOUNT.fullmatch(text)
    if found is None or _DOUBTFUL.fullmatch(text) or len(_SIGN.findall(text)) > 1:
        return None
    sign = "-" if found[1] == "-" else ""
    return sign + found[2].replace(" ", "").replace(",", ".")


def unit_of(values: Iterable[str]) -> str | None:
    """Return the sign, such as $ or %, that all numbers of a column bear (empty: none does), or None where they differ.

    A column of dollars and of shares is no column of numbers.
    """
    numbers = [value for value in values if value.strip() and canonical(value, "number") not in _NOTHING]
    signs = {"".join(_SIGN.findall(value)) for value in numbers}
    return signs.pop() if len(signs) == 1 else None if signs else ""


_NOTHING: Final = (None, "", REFUSED, NOT_APPLICABLE)


def _date(text: str) -> str | None:
    """Read 2024-03-25, 25 mars 2024, 1er mars 2024, March 25, 2024, and 25/03/2024 where the day is over 12."""
    plain = without_accents(folded(text))
    if found := _ISO.fullmatch(plain):
        return _iso(found[1], found[3], found[4])
    if found := _DAY_FIRST.fullmatch(plain):
        return _iso(found[3], _MONTHS.get(found[2], 0), found[1])
    if found := _MONTH_FIRST.fullmatch(plain):
        return _iso(found[3], _MONTHS.get(found[1], 0), found[2])
    if found := _FIGURES.fullmatch(plain):
        first, second = int(found[1]), int(found[2])
        if first > _MONTHS_OF_A_YEAR or first == second:
            return _iso(found[3], second, first)
        if second > _MONTHS_OF_A_YEAR:
            return _iso(found[3], first, second)
    return None


def _iso(year: str | int, month: str | int, day: str | int) -> str | None:
    try:
        return dt.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def type_of(values: Iterable[str]) -> str:
    """Return the narrowest type that fits every answer there is: number, date, boolean, else text.

    A number that starts with a zero (a postcode, a case number) is text, and so are 0 and 1 never a yes and a no. What
    says that nothing was answered fits every type, but makes none.
    """
    there = [value.strip() for value in values if value.strip()]
    if any(_LEADING_ZERO.match(value) and not _date(value) for value in there):
        return "text"
    for kind in ("number", "date", "boolean"):
        forms = [canonical(value, kind) for value in there]
        answered = [value for value, form in zip(there, forms, strict=True) if form not in _NOTHING]
        if answered and None not in forms and _is(kind, answered):
            return kind
    return "text"


def _is(kind: str, answered: list[str]) -> bool:
    if kind == "number":
        return unit_of(answered) is not None
    return kind == "date" or all(folded(value) in _YES_NO_WORDS for value in answered)


def kind_of(values: Iterable[str]) -> str:
    """Return the type that a whole column has: as `type_of` says, and among texts a choice where `is_choice` does."""
    there = list(values)
    kind = type_of(there)
    answers = [value for value in there if absence_of(" ".join(value.split()), kind) is None]
    return "choice" if kind == "text" and is_choice(answers) else kind


def is_choice(values: Iterable[str]) -> bool:
    """Tell whether the values of a text look like ticked boxes: a few different ones, most of them repeated."""
    there = [folded(value) for value in values if value.strip()]
    different = len(set(there))
    return LEAST_CHOICES <= different <= MOST_CHOICES and different * 2 <= len(there)


def written(value: str, language: str) -> str:
    """Return what is kept instead of an answer, or a yes or no, in the words of a study's language.

    Args:
        value: as it is kept; any other value is returned as it is.
        language: a tag such as fr-CA.
    """
    return ABSENCES.get(language[:2], ABSENCES["en"]).get(value, value)
