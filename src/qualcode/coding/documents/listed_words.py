"""What documents are listed by, in words: each field and value in English and in French, read in either language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qualcode.model.listing import ATTRIBUTE, CODINGS, IMPORTED, KIND, NAME, NONE, OWN, STATE, VOICES, WORDS
from qualcode.model.messages import interface_language
from qualcode.words.folding import search_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    NAME: ("name", "nom"),
    KIND: ("kind", "type"),
    STATE: ("state", "état"),
    OWN: ("own_state", "mon_état"),
    NONE: ("none", "aucun"),
    IMPORTED: ("imported", "importation"),
    WORDS: ("words", "mots"),
    VOICES: ("voices", "voix"),
    CODINGS: ("codings", "codages"),
}
"""How each field is called, in English and in French."""
_STATES: Final = {
    "to_read": ("to read", "à lire"),
    "reading": ("reading", "en lecture"),
    "coded": ("coded", "codé", "codée"),
    "reviewed": ("reviewed", "révisé", "révisée"),
}
VALUES: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    STATE: _STATES,
    OWN: _STATES,
    KIND: {
        "interview": ("interviews", "entrevues"),
        "group": ("groups", "groupes"),
        "text": ("other texts", "autres textes"),
    },
}
"""How the values of fields are called, in English, in French, and in what else people write."""


def field_named(field: str) -> str:
    """Return what a field is called where it is typed, in the reader's language; an attribute by its name."""
    pair = FIELDS.get(field)
    return pair[interface_language() == "fr"] if pair else field.removeprefix(ATTRIBUTE)


def value_named(field: str, value: str) -> str:
    """Return what a value is called where it is typed, in the reader's language; others as they are."""
    known = VALUES.get(field, {}).get(value)
    return known[interface_language() == "fr"] if known else value


def field_meant(typed: str, among: Iterable[str]) -> str | None:
    """Return the one of some fields that is called so in English or in French; None for none."""
    key = search_key(typed)
    return next((field for field in among if key in map(search_key, FIELDS.get(field, ()))), None)


def value_meant(field: str, typed: str) -> str | None:
    """Return the value of a field that is called so in English or in French, else the only one that begins so.

    Args:
        field: one of those of `VALUES`; others have no value known here.
        typed: at least a letter of it.
    """
    known = {value: tuple(map(search_key, names)) for value, names in VALUES.get(field, {}).items()}
    key = search_key(typed)
    whole = next((value for value, names in known.items() if key in names), None)
    begun = [value for value, names in known.items() if any(name.startswith(key) for name in names)]
    return whole or (begun[0] if len(begun) == 1 else None)
