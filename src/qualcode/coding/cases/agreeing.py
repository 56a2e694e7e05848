"""What a case agreed to, written: from a person, from a table, from two cases that are one person."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from qualcode.coding.work import clean_name
from qualcode.model import errors
from qualcode.model.consent import AGREED_FIELDS, NO, YES, Consent, stricter
from qualcode.model.consent_words import PARTS
from qualcode.model.errors.consent import NeitherYesNorNo, NoSuchColumn
from qualcode.model.ids import new_id
from qualcode.storage.reading import codes as codebook
from qualcode.storage.reading import consents as reading
from qualcode.storage.texts import storable
from qualcode.words.folding import folded, join_key
from qualcode.words.values import NOT_APPLICABLE, REFUSED, canonical

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qualcode.coding.work import Work

_YES: Final = frozenset(
    {"y", "o", "x", "ok", "accepte", "accepté", "acceptée", "consent", "consents", "agreed", "d accord"}
)
_NO: Final = frozenset(
    {"n", "aucun", "none", "jamais", "never", "refus", "refuse", "refusé", "refusée", "refused", "retrait", "retiré"}
    | {"retirée", "withdrawn", "declined"}
)
"""Words for a yes and a no beside those that attributes know, as `join_key` writes them."""


def given(field: str, written: str) -> str:
    """Return what a person or a table wrote of a part of a consent in the form it is kept in; empty for not known.

    Args:
        field: one of AGREED_FIELDS.
        written: yes or no in either language, a date, a note.

    Raises:
        NeitherYesNorNo: where a use has another word.
        BadDate: where the end is no date.
    """
    if field == "note":
        return storable(written).strip()
    if field == "until":
        day = canonical(written, "date")
        if day is None or day in {REFUSED, NOT_APPLICABLE}:
            raise errors.BadDate(written.strip())
        return day
    return _yes_or_no(field, written)


def _yes_or_no(use: str, written: str) -> str:
    answer, word = canonical(written, "boolean"), join_key(written)
    if answer == "true" or word in _YES:
        return YES
    if answer in {"false", REFUSED} or word in _NO:
        return NO
    if answer == "":
        return ""
    raise NeitherYesNorNo(clean_name(written), use=PARTS[use])


def write_consent(work: Work, case: str, values: Mapping[str, str]) -> None:
    """Write parts of the consent of a case, in the form they are kept in; where nothing is known of it, it goes."""
    before = reading.own(work.connection).get(case, Consent(case))
    after = replace(before, **dict(values))
    known = codebook.resting(work.connection, "consents", "case_id", [case])
    row: dict[str, Any] = {field: getattr(after, field) for field in AGREED_FIELDS}
    if not after.known():
        work.writer.delete("consents", known)
    elif known:
        work.writer.update("consents", known, row)
    else:
        work.writer.insert("consents", [{"id": new_id(), "case_id": case, **row}])


def join_consents(work: Work, kept: str, other: str) -> None:
    """Give one case what holds of it and of another that is the same person: the stricter word; the other's goes."""
    agreed = reading.own(work.connection)
    if other in agreed:
        work.writer.delete("consents", codebook.resting(work.connection, "consents", "case_id", [other]))
        write_consent(work, kept, stricter(agreed.get(kept, Consent(kept)), agreed[other]).known())


def columns_of(header: Sequence[str], named: Sequence[tuple[str, str]]) -> dict[int, str]:
    """Return which part of a consent each column of a table says, by the column's place.

    Args:
        header: the titles.
        named: the part, one of AGREED_FIELDS, and the title of the column that says it.

    Raises:
        NoSuchColumn: where the table has none of that title.
    """
    places = {folded(title.strip()): place for place, title in reversed(list(enumerate(header)))}
    for _field, title in named:
        if folded(title.strip()) not in places:
            raise NoSuchColumn(title, names=", ".join(header))
    return {places[folded(title.strip())]: field for field, title in named}


def agreed_in(row: Sequence[str], columns: Mapping[int, str]) -> dict[str, str]:
    """Return what a row of a table says of a consent; an empty cell says nothing, and leaves what is known.

    Raises:
        NeitherYesNorNo, BadDate.
    """
    cells = {field: row[place] for place, field in columns.items() if place < len(row) and row[place].strip()}
    return {field: value for field, cell in cells.items() if (value := given(field, cell))}
