"""Marks, spaces, numbers and dates as Québec, France and English-speaking Canada write them, for our own prose."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from qualcode.model.errors import BadChoice

NBSP: Final = "\u00a0"
NNBSP: Final = "\u202f"

MONTHS_FR: Final = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
MONTHS_EN: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@dataclass(frozen=True, slots=True)
class Profile:
    """How one variety of a language sets its marks; each `before_` is the space that stands before that mark."""

    name: str
    opening: str
    closing: str
    before_colon: str
    before_high: str
    """Before ; ! ? ."""
    before_sign: str
    """Before % and $ ."""
    thousands: str
    decimal: str
    french: bool


FR_CA: Final = Profile("fr-CA", f"«{NBSP}", f"{NBSP}»", NBSP, "", NBSP, NBSP, ",", french=True)
"""Office québécois de la langue française, Banque de dépannage linguistique, « Espacement »."""
FR_FR: Final = Profile("fr-FR", f"«{NNBSP}", f"{NNBSP}»", NBSP, NNBSP, NBSP, NNBSP, ",", french=True)
"""Imprimerie nationale, Lexique des règles typographiques."""
EN: Final = Profile("en", "“", "”", "", "", "", ",", ".", french=False)
PROFILES: Final = {profile.name: profile for profile in (FR_CA, FR_FR, EN)}


def profile_of(language: str) -> Profile:
    """Return the profile of a language tag: `fr` alone is Québec's, every English is one.

    Args:
        language: a tag such as fr-CA, fr_FR, fr or en-CA.

    Raises:
        BadChoice: for any other language.
    """
    first, _, region = language.replace("_", "-").partition("-")
    if first.lower() == "fr":
        return FR_FR if region.upper() == "FR" else FR_CA
    if first.lower() == "en":
        return EN
    raise BadChoice(language, choices=", ".join(PROFILES))


def quoted(text: str, profile: Profile) -> str:
    """Put a passage between the outer marks of the profile; what stands inside is never touched."""
    return f"{profile.opening}{text}{profile.closing}"


@lru_cache(maxsize=4096)  # a table of 20,000 rows holds the same few numbers
def number(value: float, profile: Profile, decimals: int | None = None) -> str:
    """Write a number: 2 341 and 0,39, or 2,341 and 0.39.

    Args:
        value: a whole number or a real one.
        profile: whose separators.
        decimals: digits after the mark; None writes a whole number without, a real one with two.
    """
    if decimals is None:
        decimals = 0 if float(value).is_integer() else 2
    plain = f"{value:,.{decimals}f}"
    if plain.startswith("-"):
        plain = plain[1:] if float(plain.replace(",", "")) == 0 else "\N{MINUS SIGN}" + plain[1:]
    return plain.translate({ord(","): profile.thousands, ord("."): profile.decimal})


def percent(share: float, profile: Profile, decimals: int = 0) -> str:
    """Write a share from 0 to 1 as 38 % or 38%."""
    return f"{number(share * 100, profile, decimals)}{profile.before_sign}%"


def date(iso: str, profile: Profile, *, long: bool = True) -> str:
    """Write a date: 25 mars 2024, 1er mars 2024, March 25, 2024; as it stands, 2024-03-25, where not `long`.

    Args:
        iso: an ISO 8601 date, or a time of which the date alone is written.
        profile: whose words and order.
        long: False for tables.
    """
    day_only = iso[:10]
    if not long:
        return day_only
    year, month, day = (int(part) for part in day_only.split("-"))
    if not profile.french:
        return f"{MONTHS_EN[month - 1]} {day}, {year}"
    return f"{'1er' if day == 1 else day}{NBSP}{MONTHS_FR[month - 1]}{NBSP}{year}"


_SPACES = "[ \u00a0\u202f]*"
_COLON = re.compile(rf"{_SPACES}:(?=\s|$)")
_HIGH = re.compile(rf"(?<=[^\s!?;]){_SPACES}([;!?]+)(?=[\s»”)\]]|$)")
_SIGN = re.compile(rf"(?<=\d){_SPACES}([%$])(?![\w{{])")
_MARKS = re.compile(f"({'«'}{_SPACES}|{_SPACES}{'»'}|[“”])")


def respaced(prose: str, profile: Profile) -> str:
    """Set the spaces of our own prose by the profile; words between outer quotation marks stay as they are.

    English prose is returned unchanged. Never give it people's words that stand without their marks.
    """
    if not profile.french:
        return prose
    pieces: list[str] = []
    depth = 0
    for piece in _MARKS.split(prose):
        mark = piece.strip(f" {NBSP}{NNBSP}")
        if mark in {"«", "“"}:
            pieces.append(_opened(piece, mark, depth, profile))
            depth += 1
        elif mark in {"»", "”"}:
            depth = max(0, depth - 1)
            pieces.append(_closed(piece, mark, depth, profile))
        else:
            pieces.append(piece if depth else _prose(piece, profile))
    return "".join(pieces)


def _opened(piece: str, mark: str, depth: int, profile: Profile) -> str:
    return profile.opening if mark == "«" and not depth else piece


def _closed(piece: str, mark: str, depth: int, profile: Profile) -> str:
    return profile.closing if mark == "»" and not depth else piece


def _prose(text: str, profile: Profile) -> str:
    text = _COLON.sub(f"{profile.before_colon}:", text)
    text = _HIGH.sub(rf"{profile.before_high}\1", text)
    return _SIGN.sub(rf"{profile.before_sign}\1", text)
