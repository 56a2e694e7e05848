"""Which summaries stand in which cell, of a case and a theme, code or group; what becomes of them when two become one.

The id of such a memo is made of those of the case and of what it is about, so that a theme may be renamed. Its first
line is a heading that says what that was called. Older ones are tied by that line alone: it is the name, without a
colon. A summary memo of neither kind is of the whole case. So all are read, found and corrected as any memo is.
"""

from __future__ import annotations

from collections import defaultdict
from hashlib import sha256
from typing import TYPE_CHECKING, Final, NamedTuple

from qualcode.model.codebook import labels
from qualcode.model.ids import ID_LENGTH, new_id
from qualcode.model.messages import _
from qualcode.storage.reading import codes as codebook
from qualcode.storage.reading import themes as reading
from qualcode.words.folding import folded

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from qualcode.coding.work import Work
    from qualcode.model.records import Code, Memo, Theme

KIND: Final = "summary"
_COLON: Final = ":"
"""Ends a heading."""


class Cell(NamedTuple):
    """A summary, and where it stands."""

    case: str
    about: str
    """The id of a theme, code or group; empty for the whole case."""
    words: str
    """Without the heading."""
    memo: Memo


def own_id(case: str, about: str) -> str:
    """Return the id of the summary of a case under a theme, code or group, by their ids."""
    return sha256(f"summary {case} {about}".encode()).hexdigest()[:ID_LENGTH]


def called(codes: Iterable[Code], themes: Iterable[Theme]) -> dict[str, str]:
    """Return how readings call each code and each theme, by its id."""
    return labels([(code.id, code.path) for code in codes]) | {theme.id: theme.name for theme in themes}


def tied(memos: Collection[Memo], case: str, about: str, name: str, words: str) -> tuple[str, str]:
    """Return the id and the text of the summary of a cell.

    Where the id is that of another memo by now, since somebody gave a summary another kind, the name ties it.

    Args:
        memos: those that are there and not of this cell.
        case: its id.
        about: the id of the theme, code or group.
        name: what that is called.
        words: what is written there.
    """
    own = own_id(case, about)
    if any(memo.id == own for memo in memos):
        return new_id(), f"{name}\n{words}"
    # TRANSLATORS: the first line of a note, which says what it is about
    heading = _("{name}:").format(name=name)
    return own, f"{heading}\n{words}"


def cells(memos: Iterable[Memo], names: Mapping[str, str]) -> list[Cell]:
    """Return the summaries among some memos, each where it stands, in their order.

    Args:
        memos: of the study.
        names: what each theme and code is called, by its id.
    """
    summaries = [memo for memo in memos if memo.kind == KIND and memo.on == "case"]
    named = {folded(name): identifier for identifier, name in names.items()}  # of two so called, the theme
    ties = {(case, own_id(case, one)): one for case in {str(memo.target) for memo in summaries} for one in names}
    found = []
    for memo in summaries:
        case, (first, _line, rest) = str(memo.target), memo.text.partition("\n")
        about = ties.get((case, memo.id), "")
        headed = bool(rest.strip()) and first.rstrip().endswith(_COLON)
        if not about and rest.strip():
            about = named.get(folded(first), "")
            headed = bool(about)
        found.append(Cell(case, about, rest.strip() if about and headed else memo.text.strip(), memo))
    return found


def join_cells(work: Work, into: str, gone: Collection[str]) -> None:
    """Give the summaries of cells to the case, code or theme that others become; where both have one, both stand.

    Args:
        work: the act under way: what goes is there still, under its name.
        into: the id of what stays.
        gone: the ids of what becomes that.
    """
    memos = reading.memos(work.connection)
    if not any(memo.kind == KIND for memo in memos):
        return
    names = called(codebook.listed(work.connection), reading.listed(work.connection))
    joined: defaultdict[tuple[str, str], list[Cell]] = defaultdict(list)
    for cell in filter(lambda one: one.about, cells(memos, names)):
        case, about = (into if one in gone else one for one in (cell.case, cell.about))
        joined[case, about].append(cell)
    for (case, about), there in joined.items():
        if any((cell.case, cell.about) != (case, about) for cell in there):
            _write(work, memos, Cell(case, about, names[about], there[0].memo), there)


def _write(work: Work, memos: Iterable[Memo], place: Cell, there: Sequence[Cell]) -> None:
    """Write one summary of those that come to stand in a cell: its own first, under it the others."""
    own = own_id(place.case, place.about)
    ordered = sorted(there, key=lambda cell: (cell.memo.id != own, (cell.case, cell.about) != place[:2]))
    going = {cell.memo.id for cell in there}
    others = [memo for memo in memos if memo.id not in going]
    whole = "\n\n".join(cell.words for cell in ordered)
    identifier, text = tied(others, place.case, place.about, place.words, whole)
    row = work.writer.rows_of("memos", [ordered[0].memo.id])[ordered[0].memo.id]
    work.writer.delete("memos", sorted(going - {identifier}))
    if identifier in going:
        work.writer.update("memos", [identifier], {"text": text})
    else:
        work.writer.insert("memos", [{**row, "id": identifier, "case_id": place.case, "text": text}])
