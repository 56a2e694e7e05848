"""A table for R: a row a case, document or turn, a column a code, 0 and 1 or counts, under names that R takes.

What each column stands for is said above the table, in lines that begin with `#`, which R passes over:
`read.csv(FILE, comment.char = "#", fileEncoding = "UTF-8-BOM")`.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from qualcode.exporters.tables import ENCODING
from qualcode.model.codebook import labels
from qualcode.words.cells import guarded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from qualcode.model.records import Case, Code, Document, Excerpt, Turn

Rows = Literal["case", "document", "turn"]
ROWS: Final = ("case", "document", "turn")
_KEYS: Final[dict[Rows, tuple[str, ...]]] = {
    "case": ("case",),
    "document": ("document", "state"),
    "turn": ("document", "turn", "speaker", "case"),
}
"""The columns that say which row it is."""
_SPLITS: Final = re.compile(r'[,;\t"\s]+')
_OTHER: Final = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Unit:
    """A row: what it is called, the attributes of who speaks, and how often each code was applied in it, by its id."""

    keys: tuple[object, ...]
    attributes: Mapping[str, str]
    applied: Mapping[str, int]


def of_cases(cases: Sequence[Case], excerpts: Sequence[Excerpt]) -> list[Unit]:
    """Return a row a case, those of whom nothing is coded too; the interviewer is no case."""
    applied: dict[str | None, Counter[str]] = {}
    for excerpt in excerpts:
        applied.setdefault(excerpt.case, Counter())[excerpt.code_id] += 1
    return [Unit((case.name,), dict(case.attributes), applied.get(case.name, Counter())) for case in cases]


def of_documents(documents: Sequence[Document], excerpts: Sequence[Excerpt]) -> list[Unit]:
    """Return a row a document, with its state; what the interviewer says does not count."""
    applied: dict[str, Counter[str]] = {}
    for excerpt in excerpts:
        if excerpt.role != "interviewer":
            applied.setdefault(excerpt.document, Counter())[excerpt.code_id] += 1
    return [Unit((one.name, one.state), {}, applied.get(one.name, Counter())) for one in documents]


def of_turns(
    turns: Iterable[tuple[str, Sequence[Turn]]], cases: Mapping[str, Case], excerpts: Sequence[Excerpt]
) -> list[Unit]:
    """Return a row a turn of a participant; a passage counts in every turn that it touches.

    Args:
        turns: the name of each document with its turns in their order.
        cases: by id.
        excerpts: those that count.
    """
    here: dict[str, list[Excerpt]] = {}
    for excerpt in excerpts:
        here.setdefault(excerpt.document, []).append(excerpt)
    return [
        _turn(document, turn, cases.get(turn.case or ""), here.get(document, ()))
        for document, several in turns
        for turn in several
        if turn.role == "participant"
    ]


def _turn(document: str, turn: Turn, case: Case | None, excerpts: Sequence[Excerpt]) -> Unit:
    applied = Counter(one.code_id for one in excerpts if one.start < turn.end and turn.start < one.end)
    keys = (document, turn.position + 1, turn.speaker, case.name if case else "")
    return Unit(keys, dict(case.attributes) if case else {}, applied)


def tidy_csv(  # noqa: PLR0913 - the parts of the table, and how it is written
    rows: Rows,
    units: Sequence[Unit],
    codes: Sequence[Code],
    *,
    counts: bool,
    version: str,
    separator: str = ",",
) -> bytes:
    """Return the table.

    Args:
        rows: what a row is.
        units: the rows.
        codes: the columns, in codebook order.
        counts: how often a code was applied in place of 0 and 1.
        version: the program's.
        separator: the sign between cells.
    """
    called = labels((code.id, code.path) for code in codes)
    attributes = list(dict.fromkeys(name for unit in units for name in unit.attributes))
    names = named([*(("attribute", name) for name in attributes), *(("code", called[code.id]) for code in codes)])
    target = io.StringIO(newline="")
    for line in _legend(rows, names, [*attributes, *(called[code.id] for code in codes)], counts=counts, made=version):
        target.write(f"# {line}\r\n")
    writer = csv.writer(target, delimiter=separator, lineterminator="\r\n", quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow([*_KEYS[rows], *names])
    for unit in units:
        found = [unit.applied.get(code.id, 0) for code in codes]
        values = [unit.attributes.get(name, "") for name in attributes]
        writer.writerow(_cells([*unit.keys, *values]) + (found if counts else [int(count > 0) for count in found]))
    return target.getvalue().encode(ENCODING, "replace")


def _cells(values: Sequence[object]) -> list[object]:
    return [value if isinstance(value, int) else guarded(str(value).replace("\0", "␀")) for value in values]


def named(columns: Sequence[tuple[str, str]]) -> list[str]:
    """Return a name that R takes as it stands for each column: letters without accents, digits and `_`, each once.

    Args:
        columns: what the column is (`code`, `attribute`) and its words.
    """
    taken: Counter[str] = Counter()
    found = []
    for kind, words in columns:
        plain = unicodedata.normalize("NFKD", words.casefold().replace("œ", "oe").replace("æ", "ae"))
        name = f"{kind}_{_OTHER.sub('_', ''.join(one for one in plain if not unicodedata.combining(one))).strip('_')}"
        name = name.rstrip("_")
        taken[name] += 1
        while taken[name] > 1:
            name = f"{name}_{taken[name]}"
            taken[name] += 1
        found.append(name)
    return found


def _legend(rows: Rows, names: Sequence[str], words: Sequence[str], *, counts: bool, made: str) -> list[str]:
    """Say how the table is read, and what each column stands for; no sign in it ends a cell of a spreadsheet."""
    cells = "number of codings" if counts else "1 coded 0 not"
    head = f"qualcode {made} - one row a {rows} - {cells} - lines such as this are passed over with comment.char = '#'"
    return [head, *(f"{name}: {_SPLITS.sub(' ', word).strip()}" for name, word in zip(names, words, strict=True))]
