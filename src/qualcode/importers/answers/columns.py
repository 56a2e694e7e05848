"""What each column of a table of answers is: as the person says by --columns, else guessed from its name and values."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from qualcode.model.bundle import Answers
from qualcode.model.errors import BadColumns, MissingColumns
from qualcode.model.messages import N_
from qualcode.words.folding import folded, join_key, without_accents
from qualcode.words.values import is_choice, kind_of, type_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qualcode.importers.tables import Table
    from qualcode.model.bundle import Part

_WORDS: Final[dict[str, Part]] = {
    "name": "name",
    "open": "open",
    "attribute": "attribute",
    "attributes": "attribute",
    "question": "question",
    "skip": "skip",
}
"""What a person writes before the equals sign."""
_ONE_ONLY: Final = frozenset({"name", "question"})
_REST: Final = "*"

_NO_PART: Final = N_("neither name, open, attributes, question nor skip")
_NO_COLUMNS: Final = N_("no column is named")
_ONE_COLUMN: Final = N_("one column only can be this")

_LETTERS: Final = re.compile(r"[A-Z]{1,3}")
_RANGE: Final = re.compile(r"([A-Z]{1,3})\s*-\s*([A-Z]{1,3})")

LONG: Final = 25
"""Characters of the average answer from which a column of text is somebody's own words: a tick is shorter."""
MANY_WORDS: Final = 5
"""Words of the average answer that say the same."""
DIFFERENT: Final = 0.5
"""Share of different answers among those given: long sentences to be ticked repeat."""
LONGEST_NAME: Final = 40
"""Characters of the name or number of whoever answers."""

_NAMES: Final = frozenset(
    {
        "id", "case", "cas", "nom", "name", "participant", "participante", "participants", "repondant", "repondante",
        "respondent", "respondent id", "id repondant", "response id", "responseid", "identifiant", "code", "no",
        "numero", "n", "pseudonyme", "pseudonym", "index", "personne", "person",
    }
)  # fmt: skip
"""Names of the column that says who answers, folded, without accents and signs."""
_ANSWERS: Final = frozenset(
    {
        "answer", "answers", "reponse", "reponses", "comments", "commentaire", "commentaires", "verbatim", "verbatims",
        "freetext", "texte", "text", "temoignage", "opinion", "opinions", "precisez", "expliquez", "pourquoi", "why",
        "explain",
    }
)  # fmt: skip
"""Words in the name of a column that promise words of people's own, however short they are."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """What a person said of the columns: part by column, as they named it; `rest` for all others, where said."""

    parts: tuple[tuple[str, Part], ...] = ()
    rest: Part | None = field(default=None)

    def of(self, table: Table, what: str) -> dict[int, Part]:
        """Return the part of each column that was named, by its place in the table.

        A column is named by its name or by its letter in a spreadsheet; two letters with a hyphen are all between.

        Raises:
            MissingColumns: the table has no such column.
        """
        found: dict[int, Part] = {}
        missing: list[str] = []
        for named, part in self.parts:
            places = _places(named, table)
            found |= dict.fromkeys(places, part)
            if not places:
                missing.append(named)
        if missing:
            raise MissingColumns(what, names=", ".join(missing))
        return found


def parsed(written: Sequence[str]) -> Mapping:
    """Return the mapping that a person wrote, such as `name=Case; open=Q1, "Why, then?"; attributes=C-F; skip=*`.

    Raises:
        BadColumns: it is not written so.
    """
    parts: list[tuple[str, Part]] = []
    rest: Part | None = None
    for piece in (piece for text in written for piece in _cut(text, ";")):
        word, equals, columns = piece.partition("=")
        part = _WORDS.get(word.strip().casefold())
        if not equals or part is None:
            raise BadColumns(piece.strip(), reason=_NO_PART)
        names = [name.strip('" ') for name in _cut(columns, ",")]
        if not names:
            raise BadColumns(piece.strip(), reason=_NO_COLUMNS)
        if names == [_REST]:
            rest = part
        parts += [(name, part) for name in names if name != _REST]
        if part in _ONE_ONLY and [known for _, known in parts].count(part) > 1:
            raise BadColumns(piece.strip(), reason=_ONE_COLUMN)
    return Mapping(tuple(parts), rest)


def _cut(text: str, sign: str) -> list[str]:
    """Cut a text at a sign outside quotation marks."""
    pieces = re.findall(rf'(?:[^{sign}"]|"[^"]*"?)+', text)
    return [piece.strip() for piece in pieces if piece.strip()]


def _places(named: str, table: Table) -> list[int]:
    """Return the places of the columns that a name, a letter or a range of letters means."""
    place = table.column(named)
    if place is not None:
        return [place]
    span = _RANGE.fullmatch(named)
    if span:
        first, last = _number(span[1]), _number(span[2])
        return [*range(first, last + 1)] if first <= last < len(table.header) else []
    number = _number(named) if _LETTERS.fullmatch(named) else len(table.header)
    return [number] if number < len(table.header) else []


def _number(letters: str) -> int:
    """Return the place of a spreadsheet's column: A is 0, Z 25, AA 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def understood(table: Table, mapping: Mapping, what: str) -> tuple[Answers, ...]:
    """Say what each column of a table is.

    What the person said goes first; where they named columns of answers, no other is taken for one.

    Raises:
        MissingColumns: the mapping names a column that is not there.
    """
    said = mapping.of(table, what)
    columns = [_values(table, place) for place in range(len(table.header))]
    name = next((place for place, part in said.items() if part == "name"), None)
    if name is None:
        name = _naming(table, columns, said)
    return tuple(
        _answers(title, values, said.get(place), mapping, names=place == name)
        for place, (title, values) in enumerate(zip(table.header, columns, strict=True))
    )


def _values(table: Table, place: int) -> list[str]:
    return [row.cells[place].strip() for row in table.rows if row.cells[place].strip()]


def _answers(title: str, values: list[str], said: Part | None, mapping: Mapping, *, names: bool) -> Answers:
    """Take one column."""
    kind = kind_of(values)
    if said is None and not names and mapping.rest is not None:
        said = mapping.rest
    if said is not None:
        return Answers(title, said, kind, guessed=False)
    if names:
        return Answers(title, "name", kind)
    if not title or not values:
        return Answers(title, "skip", kind)
    if not is_open(title, values, kind):
        return Answers(title, "attribute", kind)
    named = any(part == "open" for _, part in mapping.parts)
    return Answers(title, "skip" if named else "open", kind)


def is_open(title: str, values: Sequence[str], kind: str) -> bool:
    """Tell whether a column holds words of people's own.

    Its name promises them, or its answers are long and mostly different. Numbers, dates, yes and no are never that.

    Args:
        title: the column's name, perhaps the question itself.
        values: the answers that are not empty.
        kind: the type of its values.
    """
    if kind not in {"text", "choice"} or not values:
        return False
    if set(_plain(title).split()) & _ANSWERS:
        return not is_choice(values)
    count = len(values)
    long = sum(map(len, values)) >= LONG * count or sum(len(value.split()) for value in values) >= MANY_WORDS * count
    return long and len({folded(value) for value in values}) >= DIFFERENT * count


def _plain(title: str) -> str:
    """Return a column's name without capitals, accents and signs."""
    return without_accents(join_key(title.replace("_", " ")))


def _naming(table: Table, columns: Sequence[Sequence[str]], said: dict[int, Part]) -> int | None:
    """Return the place of the column that names who answers: by its own name, else the first if nothing repeats."""
    free = [place for place in range(len(table.header)) if place not in said and _may_name(columns[place])]
    called = [place for place in free if _plain(table.header[place]) in _NAMES]
    if called:
        return called[0]
    whole = len(columns[0]) == len(table.rows) if columns else False
    if free[:1] == [0] and whole and len(table.rows) > 1 and _tells_apart(columns[0]):
        return 0
    return None


def _may_name(values: Sequence[str]) -> bool:
    return bool(values) and max(map(len, values)) <= LONGEST_NAME


def _tells_apart(values: Sequence[str]) -> bool:
    """Tell whether values are all different, and words or whole numbers rather than measures and dates."""
    apart = len({join_key(value) for value in values}) == len(values)
    return apart and (type_of(values) == "text" or all(value.isdecimal() for value in values))


def told(columns: Sequence[Answers]) -> Iterator[tuple[Part, list[str]]]:
    """Give each part that was guessed with its columns, for a sentence."""
    for part in ("name", "open", "question", "attribute", "skip"):
        named = [answers.column for answers in columns if answers.part == part and answers.guessed and answers.column]
        if named:
            yield part, named
