"""Documents as the shelf lists them: sections and columns in words, and what a typed filter says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qualcode.coding.documents.listing import SEVERAL, arranged, values_of, worded
from qualcode.model.listing import (
    ATTRIBUTE,
    CODINGS,
    IMPORTED,
    KIND,
    KINDS,
    NAME,
    NONE,
    OWN,
    STATE,
    VOICES,
    WORDS,
    Listing,
    Register,
    Standing,
)
from qualcode.model.messages import N_, _
from qualcode.tui.figures import counted
from qualcode.tui.widgets.shelf import STATES, Head, Section, Volume, kind_words
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from qualcode.model.listing import Asked

EMPTY: Final = Register((), {})
TRAITS: Final = 2
"""Attributes of a person that stand beside the document's name."""
DAY: Final = 10
"""Characters of a time that say its day."""
FIELDS: Final = {
    NONE: N_("nothing"),
    NAME: N_("name"),
    KIND: N_("kind"),
    STATE: N_("the study’s state"),
    OWN: N_("state"),
    IMPORTED: N_("date of import"),
    WORDS: N_("words"),
    VOICES: N_("voices"),
    CODINGS: N_("codings"),
}
"""How what documents are listed by is called; an attribute is called by its name."""
HEADS: Final = {
    # TRANSLATORS: heading of a narrow column: how far the whole study is with a document
    STATE: N_("study"),
    # TRANSLATORS: heading of a narrow column: how far one is with a document
    OWN: N_("state"),
    IMPORTED: N_("imported"),
    WORDS: N_("words"),
    VOICES: N_("voices"),
    CODINGS: N_("codings"),
}
_NUMBERS: Final = frozenset({WORDS, VOICES, CODINGS})


def described(register: Register, document: str) -> str:
    """Return what is known of the one person who speaks in a document; empty where several do."""
    one = next((each for each in register.documents if each.id == document), None)
    if one is None or one.voices != 1:
        return ""
    plain = [name for name, kind in register.types.items() if kind in {"text", "choice"}]
    values = [worded(register, name, value) for name in plain for value in one.values.get(name, ())]
    return ", ".join([value for value in values if any(map(str.isalpha, value))][:TRAITS])


def field_words(field: str) -> str:
    """Return what a field is called."""
    return field.removeprefix(ATTRIBUTE) if field.startswith(ATTRIBUTE) else _(FIELDS[field])


def words_of_values() -> dict[str, dict[str, str]]:
    """Return what each value of a field is called in the reader's language; under "" stands the field's own name."""
    states = {state: _(words) for state, words in STATES.items()}
    kinds = {kind: kind_words(kind) for kind in KINDS}
    return {
        NAME: {"": _(FIELDS[NAME])},
        KIND: {"": _(FIELDS[KIND]), **kinds},
        OWN: {"": _(FIELDS[OWN]), **states},
        STATE: {"": _(FIELDS[STATE]), **states},
    }


def volumes(register: Register, coder: str | None, heads: Iterable[Head] = ()) -> tuple[Volume, ...]:
    """Return the documents as the shelf shows them.

    Args:
        register: the documents.
        coder: the id of whose state is shown; None for the study's.
        heads: the columns of the table.
    """
    columns = tuple(heads)
    return tuple(_volume(register, each, coder, columns) for each in register.documents)


def sections(
    register: Register, listing: Listing, coder: str | None, shown: Mapping[str, Volume]
) -> tuple[Section, ...]:
    """Return the documents asked for under their headings; where all are of one kind, that needs no heading.

    Args:
        register: the documents.
        listing: how they are asked for.
        coder: the id of whose own state is meant; None for the study's.
        shown: what the shelf shows of each, by its id.
    """
    found = arranged(register, listing, coder)
    alone = listing.group == NONE or (listing.group == KIND and len(found) == 1)
    return tuple(
        Section(
            "\x1f".join((listing.group, *section.values)),
            "" if alone else group_words(register, listing.group, section.values),
            tuple(shown[each.id] for each in section.documents),
        )
        for section in found
    )


def own_states(register: Register, coder: str | None) -> bool:
    """Tell whether a coder is with a document otherwise than the study is: whose states are listed is to be said then.

    Args:
        register: the documents.
        coder: the id of whose states are listed; None for the study's.
    """
    return coder is not None and any(each.state_of(coder) != each.state for each in register.documents)


def columns_of(register: Register, listing: Listing, coder: str | None) -> tuple[Head, ...]:
    """Return the columns of the table: states, sizes, what the list is sorted by, the attributes chosen, else all."""
    fields = [OWN, WORDS, VOICES, CODINGS]
    if own_states(register, coder):
        fields.insert(1, STATE)
    chosen = [ATTRIBUTE + name for name in listing.columns if name in register.types]
    chosen = chosen or [ATTRIBUTE + name for name in register.types]
    if listing.sort == IMPORTED or listing.sort.removeprefix(ATTRIBUTE) in register.types:
        fields.append(listing.sort)
    return tuple(_head(register, field, listing) for field in dict.fromkeys((*fields, *chosen)))


def _head(register: Register, field: str, listing: Listing) -> Head:
    words = shown_line(field.removeprefix(ATTRIBUTE)) if field.startswith(ATTRIBUTE) else _(HEADS[field])
    sign = ("▾" if listing.backwards else "▴") if field == listing.sort else ""
    number = field in _NUMBERS or register.types.get(field.removeprefix(ATTRIBUTE)) == "number"
    return Head(field, words + sign, number)


def group_words(register: Register, field: str, values: tuple[str, ...]) -> str:
    """Return the heading of a group."""
    if values == SEVERAL:
        return _("(several values)")
    if not any(values):
        return _("(no value)")
    return ", ".join(_said(register, field, value) for value in values)


def filter_words(register: Register, where: Iterable[Asked]) -> str:
    """Return a filter as a person types it."""
    return ", ".join(
        _quoted(one.value)
        if one.by == NAME
        else f"{field_words(one.by)}={_quoted(_said(register, one.by, one.value, asked=True))}"
        for one in where
    )


def _quoted(value: str) -> str:
    return f'"{value}"' if any(sign in value for sign in ",;=") else value


def _said(register: Register, field: str, value: str, *, asked: bool = False) -> str:
    """Return a value of a field in words; what was asked for may be no value of it."""
    if field in {OWN, STATE}:
        return _(STATES[value]) if value in STATES else value
    if field == KIND:
        return kind_words(value) if value in KINDS or not asked else value
    return worded(register, field.removeprefix(ATTRIBUTE), value)


def _volume(register: Register, one: Standing, coder: str | None, heads: tuple[Head, ...]) -> Volume:
    cells = tuple(_cell(register, one, head.field, coder) for head in heads)
    return Volume(one.id, one.name, one.state_of(coder), one.kind, cells)


def _cell(register: Register, one: Standing, field: str, coder: str | None) -> str:
    values = values_of(one, field, coder)
    if field in _NUMBERS:
        return counted(int(values[0]))
    if field == IMPORTED:
        return values[0][:DAY]
    return shown_line(", ".join(_said(register, field, value) for value in values))
