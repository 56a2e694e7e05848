"""What is painted selected is what is coded and what the export quotes, to the letter, however it was selected."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import pytest
from textual import events

from qualcode.coding.documents.documents import ImportDocument
from qualcode.exporters.excerpts import excerpts_csv
from qualcode.model.query import Wanted
from qualcode.model.transcript import Speech, Transcript

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    Desk = Any

SAID = (
    "Ben, là, e\u0301tait-ce 日本 ou ailleurs? M. Tremblay a dit : « [rires] pas de presse ». "
    "On prend son temps, on reste à l’heure du dîner, pis un moment donné le jeune revient nous voir 👩‍👩‍👧 tout seul."
)


def keys(*names: str) -> Callable[[Desk], Awaitable[None]]:
    async def select(desk: Desk) -> None:
        await desk.press(*names)

    return select


def cell_of(desk: Desk, position: int) -> tuple[int, int]:
    """Return column and row in the reader of a position, whatever its neighbours' width."""
    row = desk.reader.page.row_of(position)
    first = desk.reader.columns.text_at
    for x in range(first, first + desk.reader.columns.text):
        if desk.reader._at(x, row - desk.reader.top) == position:
            return x, row - desk.reader.top
    raise AssertionError(position)


def drag(start: str, end: str) -> Callable[[Desk], Awaitable[None]]:
    """Drag from the first letter of some words to the last of others."""

    async def select(desk: Desk) -> None:
        reader, text = desk.reader, desk.text
        await desk.pilot.mouse_down("#reader", offset=cell_of(desk, text.index(start)))
        x, y = cell_of(desk, text.index(end) + len(end) - 1)
        reader.on_mouse_move(events.MouseMove(reader, x, y, 0, 0, 1, shift=False, meta=False, ctrl=False))
        await desk.pilot.mouse_up("#reader", offset=(x, y))
        await desk.settle()

    return select


def click(words: str, times: int = 1, *, shift_to: str = "") -> Callable[[Desk], Awaitable[None]]:
    """Click some words so often; with Shift on others then."""

    async def select(desk: Desk) -> None:
        await desk.pilot.click("#reader", offset=cell_of(desk, desk.text.index(words)), times=times)
        if shift_to:
            place = desk.text.index(shift_to) + len(shift_to) - 1
            await desk.pilot.click("#reader", offset=cell_of(desk, place), shift=True)
        await desk.settle()

    return select


async def voice(desk: Desk) -> None:
    """Click the voice of the turn."""
    _x, y = cell_of(desk, desk.text.index("Ben"))
    await desk.pilot.click("#reader", offset=(3, y))
    await desk.settle()


WAYS: dict[str, Callable[[Desk], Awaitable[None]]] = {
    "letters with v": keys("v", *"l" * 10),
    "letters with Shift": keys(*["shift+right"] * 9),
    "back with Shift": keys("w", "w", "w", *["shift+left"] * 5),
    "words with v": keys("v", *"w" * 5),
    "words with Shift": keys(*["ctrl+shift+right"] * 4),
    "lines with Shift": keys("shift+down", "shift+down"),
    "a sentence": keys("s"),
    "two sentences": keys("s", "s"),
    "a sentence backwards": keys("v", "right_parenthesis", "right_parenthesis", "b"),
    "a turn": keys("S"),
    "a drag in a row": drag("là", "日本"),
    "a drag over rows": drag("Tremblay", "revient"),
    "a drag backwards": drag("temps", "Ben"),
    "a double click": click("temps", 2),
    "a double click on wide letters": click("日本", 2),
    "a triple click": click("Tremblay", 3),
    "Shift and a click": click("là", shift_to="dîner"),
    "a click on the voice": voice,
}


def painted(desk: Desk) -> list[str]:
    """Return the words of each row in sight that stand on the ground of the selection, or of the caret in it."""
    reader = desk.reader
    grounds = {reader.style_of("selection").bgcolor, reader.style_of("caret").bgcolor}
    rows = []
    for y in range(reader.scrollable_content_region.height):
        columns = reader.columns
        strip = reader.render_line(y).crop(columns.text_at, columns.text_at + columns.text + 1)
        rows.append("".join(one.text for one in strip if one.style and one.style.bgcolor in grounds))
    return [row for row in rows if row]


def wrapped(desk: Desk, start: int, end: int) -> list[str]:
    """Return the stretches of the text that the rows show of a passage; what no row shows is none of it."""
    page = desk.reader.page
    rows = [row for row in page.rows if row.block >= 0]
    pieces = [
        desk.text[max(start, row.start) : min(end, row.end)] for row in rows if row.start < end and start < row.end
    ]
    room = desk.reader.columns.text + 1
    return [piece if len(piece) < room else piece.rstrip() for piece in pieces]


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
def test_the_quotation_is_what_was_painted(at_desk: Callable[..., None], project: Any, size: tuple[int, int]) -> None:
    text = f"Rita : Et vous?\nPaul : {SAID}\nRita : Merci.\n"
    start = text.index(SAID)
    turns = (Speech("Rita", 7, 15, "interviewer"), Speech("Paul", start, start + len(SAID)))
    project.perform(ImportDocument("Autre", "a.txt", "9" * 64, Transcript(text, "txt", turns=turns)))

    async def story(desk: Desk) -> None:
        await desk.screen.open(desk.project.documents.get("Autre").id, start)
        for way, select in WAYS.items():
            desk.reader.select(None)
            desk.reader.go(start)
            await select(desk)
            before = painted(desk)
            await desk.press("c", *"obst", "enter")
            [row] = csv.DictReader(
                io.StringIO(excerpts_csv(desk.project.codings.excerpts(Wanted())).whole().decode("utf-8-sig"))
            )
            [coding] = desk.codings()
            assert row["text"] == coding.text == desk.text[coding.start : coding.end], way
            assert before == wrapped(desk, coding.start, coding.end), way
            assert "".join("".join(before).split()) == "".join(coding.text.split()), way
            assert before[-1][-1] == coding.text[-1], way
            await desk.press("u")

    at_desk(story, size)
