"""The codes as the picker lists them, and what was picked applied to passages of any documents in one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.coding.passages.codings import ApplyCode, ApplyCodes, Passage
from qualcode.coding.passages.placing import ApplyNewCode, CodePassage
from qualcode.model.ids import new_id
from qualcode.tui.asked import picker_rows
from qualcode.tui.dialogs.entries import Pickable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.model.changes import Change
    from qualcode.model.spans import Span
    from qualcode.tui.shown.study import Book
    from qualcode.tui.widgets.transcript import TranscriptReader
    from qualcode.tui.workbench import Workbench

PlaceOf = tuple[str, "Span"]
"""The id of a document, and bounds in it."""


def pickable(book: Book) -> tuple[Pickable, ...]:
    """Return the codes as the picker lists them; the retired are not offered."""
    return _pickable(book, retired=False)


def retired(book: Book) -> tuple[Pickable, ...]:
    """Return the retired codes, of which the picker tells the names."""
    return _pickable(book, retired=True)


def _pickable(book: Book, *, retired: bool) -> tuple[Pickable, ...]:
    totals = book.totals()
    return tuple(
        Pickable(
            code.id, code.name, code.path[:-1], (code.label_fr, code.label_en), book.looks[code.id].colour,
            book.looks[code.id].sign, book.own.get(code.id, 0), (code.definition_fr, code.definition_en),
            totals.get(code.id, 0),
        )
        for code in book.codes
        if code.retired == retired
    )  # fmt: skip


def cleared(reader: TranscriptReader, height: int) -> bool:
    """Bring the passage where the picker does not hide it; tell whether the picker is to stand over it.

    Args:
        reader: with what is selected, or the caret.
        height: rows of the window.
    """
    rows = picker_rows(height)
    row = reader.page.row_of(reader.span.start if reader.span else reader.caret)
    below, above = height - rows - reader.region.y, rows - reader.region.y
    if row - reader.top < below:
        return False
    if row - reader.top > above:
        return True
    reader.scroll_to(0, min(max(row - 1, 0), reader.max_scroll_y), animate=False)
    return row - min(max(row - 1, 0), reader.max_scroll_y) >= below


async def code_places(
    bench: Workbench, places: Sequence[PlaceOf], codes: tuple[str, ...], path: tuple[str, ...] = ()
) -> tuple[Change, tuple[str, ...]]:
    """Apply codes, and a new one at a path, to some places in one step of undo; return the last change and the codes.

    Args:
        bench: what performs it.
        places: at least one.
        codes: ids of codes there are.
        path: of a code to make; empty for none.

    Raises:
        Refusal: where a rule forbids it.
    """
    batch = new_id() if len(places) > 1 else ""
    document, span = places[0]
    if path:
        change = await bench.perform(ApplyNewCode(document, *span, path, codes), batch)
        codes, places = (str(change.note("code")), *codes), places[1:]
    elif len(places) == 1:
        one = ApplyCode(document, *span, codes[0]) if len(codes) == 1 else CodePassage(document, *span, codes)
        return await bench.perform(one), codes
    if places:
        passages = tuple(Passage(document, *span, code) for code in codes for document, span in places)
        change = await bench.perform(ApplyCodes(passages), batch)
    return change, codes
