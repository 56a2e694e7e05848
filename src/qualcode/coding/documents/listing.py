"""Documents listed as asked: filtered, sorted and grouped by what is known of them; read with the named sets."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from qualcode.coding.documents.listed_words import field_meant, field_named, value_meant
from qualcode.coding.readers import Reader
from qualcode.model import errors
from qualcode.model.listing import (
    ATTRIBUTE,
    CODINGS,
    FILTERS,
    GROUPS,
    IMPORTED,
    KIND,
    KINDS,
    NAME,
    NONE,
    OWN,
    SORTS,
    STATE,
    VOICES,
    WORDS,
    Asked,
    DocumentSet,
    Listing,
    Register,
)
from qualcode.model.records import DOCUMENT_STATES
from qualcode.storage.reading import document_states
from qualcode.words.folding import folded, search_key, sort_key
from qualcode.words.values import NOT_APPLICABLE, REFUSED, YES_NO, written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from qualcode.model.listing import Standing

TOLD: Final = 3
"""Different values that a group can have and still be called by them; more are several."""
SEVERAL: Final = ("", "")
"""The group of documents whose cases have more values of an attribute than that."""
_PIECE: Final = re.compile(r"""\s*(?:([^,;="“«]*)=\s*)?(?:["“«]\s*([^"”»]*?)\s*["”»]|([^,;]*))\s*(?:[,;]|$)""")
_MISSING: Final = frozenset({"", REFUSED, NOT_APPLICABLE})


_key: Final = lru_cache(maxsize=8192)(search_key)
"""A filter is asked of the same names at each letter that is typed."""


class Section(NamedTuple):
    """Documents that have the same value of what they are grouped by."""

    values: tuple[str, ...]
    """The value, or several of an attribute; none for no value, `SEVERAL` for too many; a single group has none."""
    documents: tuple[Standing, ...]


class ListingReader(Reader):
    """Documents as lists show them, and the named sets."""

    def register(self, coder: str | None = None) -> Register:
        """Return every document, sorted by name; the codings are a coder's by the id, None for everyone's."""
        with self._database.reading() as connection:
            return document_states.register(connection, coder)

    def sets(self) -> list[DocumentSet]:
        """Return the named sets in their order."""
        with self._database.reading() as connection:
            return document_states.sets(connection)

    def get(self, typed: str) -> DocumentSet:
        """Return the set of a name or an id.

        Raises:
            NoSuchSet: with the names of those there are.
        """
        known = self.sets()
        for one in known:
            if folded(typed) == folded(one.name) or typed == one.id:
                return one
        raise errors.NoSuchSet(typed, names=", ".join(one.name for one in known))


def arranged(register: Register, listing: Listing, coder: str | None = None) -> tuple[Section, ...]:
    """Return the documents asked for, group by group.

    Args:
        register: all of them, sorted by name.
        listing: how they are asked for.
        coder: the id of whose own state is meant; None for the study's.
    """
    fitting = [each for each in register.documents if _is_asked_for(register, each, listing.where, coder)]
    ordered = _sorted(register, fitting, listing, coder)
    if listing.group == NONE:
        return (Section((), tuple(ordered)),) if ordered else ()
    groups: dict[tuple[str, ...], list[Standing]] = {}
    for each in ordered:
        groups.setdefault(_group(each, listing.group, coder), []).append(each)
    order = _group_order(register, listing.group)
    return tuple(Section(values, tuple(groups[values])) for values in sorted(groups, key=order))


def values_of(document: Standing, by: str, coder: str | None) -> tuple[str, ...]:
    """Return what a document has of a field, as it is stored; an attribute may have several values, or none."""
    if by.startswith(ATTRIBUTE):
        return document.values.get(by.removeprefix(ATTRIBUTE), ())
    if by == OWN:
        return (document.state_of(coder),)
    return (str(getattr(document, {IMPORTED: "imported_at"}.get(by, by))),)


def worded(register: Register, name: str, value: str) -> str:
    """Return a value of an attribute in the words of the study's language."""
    if register.types.get(name) == "boolean" and value in YES_NO["en"]:
        return YES_NO.get(register.language[:2], YES_NO["en"])[value]
    return written(value, register.language)


def _group(document: Standing, by: str, coder: str | None) -> tuple[str, ...]:
    values = values_of(document, by, coder)
    return values if len(values) <= TOLD else SEVERAL


def _group_order(register: Register, by: str) -> Callable[[tuple[str, ...]], Any]:
    """Return how groups stand: by their value, those of several values behind, those without at the end."""
    ranks = {KIND: KINDS, STATE: DOCUMENT_STATES, OWN: DOCUMENT_STATES}.get(by)
    if ranks is not None:
        return lambda values: ranks.index(values[0])
    key = _comparable(register.types.get(by.removeprefix(ATTRIBUTE), ""))
    return lambda values: (
        not values,
        values == SEVERAL,
        bool(values) and _absent(values),
        [key(one) for one in values],
    )


def _absent(values: Sequence[str]) -> bool:
    return all(value in _MISSING for value in values)


def _comparable(kind: str) -> Callable[[str], tuple[float, object]]:
    """Return what values of a type are sorted by: numbers by size, dates by day, others as words."""

    def number(value: str) -> tuple[float, object]:
        try:
            return (float(value), ())
        except ValueError:
            return (float("inf"), sort_key(value))

    return number if kind == "number" else lambda value: (0, sort_key(value))


def _sorted(register: Register, documents: Iterable[Standing], listing: Listing, coder: str | None) -> list[Standing]:
    """Sort documents that stand by name; those without a value come last, whichever way the others go."""
    there = list(documents)
    if listing.sort == NAME:
        return there[::-1] if listing.backwards else there
    if listing.sort in {WORDS, VOICES, CODINGS}:
        return sorted(there, key=lambda each: getattr(each, listing.sort), reverse=listing.backwards)
    if listing.sort in {STATE, OWN}:
        return sorted(
            there, key=lambda e: DOCUMENT_STATES.index(values_of(e, listing.sort, coder)[0]), reverse=listing.backwards
        )
    key = _comparable(register.types.get(listing.sort.removeprefix(ATTRIBUTE), ""))
    given = {each.id: [v for v in values_of(each, listing.sort, coder) if v not in _MISSING] for each in there}
    first = max if listing.backwards else min
    known = [each for each in there if given[each.id]]
    ordered = sorted(known, key=lambda each: first(key(one) for one in given[each.id]), reverse=listing.backwards)
    return [*ordered, *(each for each in there if not given[each.id])]


# What is asked for


def _is_asked_for(register: Register, document: Standing, where: Sequence[Asked], coder: str | None) -> bool:
    """Tell whether a document has one of the values asked for of every field that any is asked of."""
    fields = dict.fromkeys(asked.by for asked in where)
    return all(any(_fits(register, document, asked, coder) for asked in where if asked.by == by) for by in fields)


def _fits(register: Register, document: Standing, asked: Asked, coder: str | None) -> bool:
    wanted = _key(asked.value)
    if asked.by == NAME:
        return wanted in _key(document.name)
    there = values_of(document, asked.by, coder)
    if not wanted:
        return _absent(there)
    name = asked.by.removeprefix(ATTRIBUTE)
    return any(wanted in {_key(value), _key(worded(register, name, value))} for value in there)


def asked_in(typed: str, register: Register, words: dict[str, dict[str, str]] | None = None) -> tuple[Asked, ...]:
    """Return what a typed filter asks for: letters of names, and NAME=VALUE, a comma or semicolon between them.

    A value is the one of that name where there is one, else the only one that begins so; a value that holds a comma
    stands between quotation marks.

    Args:
        typed: such as `nord, site=Montréal`.
        register: the documents that it is asked of.
        words: of each field and value of it, what it is called in the reader's language; the field's name is under "".
    """
    found = []
    for match in _PIECE.finditer(typed):
        by, quoted, plain = match.groups()
        value = (plain if quoted is None else quoted).strip()
        if by is None and value:
            found.append(Asked(NAME, value))
        elif by is not None and by.strip():
            field = field_called(by, register, FILTERS, words)
            found.append(Asked(field, _meant(field, value, register, (words or {}).get(field, {}))))
    return tuple(found)


def field_called(
    typed: str, register: Register, known: Iterable[str], words: dict[str, dict[str, str]] | None = None
) -> str:
    """Return the field that a person means: one of those known, else an attribute, else one in the other language.

    Raises:
        NotListedBy: where neither is called so.
    """
    key = _key(typed.removeprefix(ATTRIBUTE))
    called = {field: (words or {}).get(field, {}).get("", field_named(field)) for field in known}
    if not typed.startswith(ATTRIBUTE):
        by_words = {_key(said[""]): field for field, said in (words or {}).items() if field in called and "" in said}
        meant = by_words.get(key) or next((field for field in called if _key(field) == key), None)
        if meant is not None:
            return meant
    for name in register.types:
        if _key(name) == key:
            return ATTRIBUTE + name
    meant = None if typed.startswith(ATTRIBUTE) else field_meant(typed.strip(), called)
    if meant is not None:
        return meant
    raise errors.NotListedBy(typed.strip(), names=", ".join((*called.values(), *register.types)))


def _meant(field: str, value: str, register: Register, words: dict[str, str]) -> str:
    """Return the value that is meant by what was typed of it; as it was typed where nothing is."""
    key, name = _key(value), field.removeprefix(ATTRIBUTE)
    if not key or field == NAME:
        return value
    there = dict.fromkeys(words) if words else {v: None for d in register.documents for v in d.values.get(name, ())}
    called = {one: _key(words.get(one) or worded(register, name, one)) for one in there if one}
    if key in called.values() or key in map(_key, called):
        return next(one for one, said in called.items() if key in {said, _key(one)})
    begins = [one for one, said in called.items() if said.startswith(key)]
    return begins[0] if len(begins) == 1 else value_meant(field, value) or value


def checked(listing: Listing, register: Register, group: str = "", sort: str = "") -> Listing:
    """Return a listing with what a person typed to group and to sort by; a sort behind a minus goes backwards.

    Raises:
        NotListedBy: where documents are not listed by it.
    """
    if group:
        listing = replace(listing, group=field_called(group, register, GROUPS))
    if sort:
        by = sort.removeprefix("-")
        listing = replace(listing, sort=field_called(by, register, SORTS), backwards=by != sort)
    return listing
