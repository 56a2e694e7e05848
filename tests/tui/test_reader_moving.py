"""Moving and selecting in the reader: offsets of the stored text, by keys and by mouse; painted is what is coded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from textual import events

from qualcode.coding.documents.documents import ImportDocument
from qualcode.coding.project import Project
from qualcode.exporters.excerpts import excerpts_csv
from qualcode.model.query import Wanted
from qualcode.model.spans import Span
from qualcode.model.transcript import Speech, Transcript

if TYPE_CHECKING:
    from collections.abc import Callable

    Desk = Any


def words(desk: Desk) -> str:
    """Return what is selected."""
    span = desk.reader.span
    return "" if span is None else desk.text[span.start : span.end]


def painted(desk: Desk, name: str) -> str:
    """Return the characters of the page that are painted in the ground of a style, over all rows in sight."""
    wanted = desk.reader.style_of(name).bgcolor
    caret = desk.reader.style_of("caret").bgcolor
    found = ""
    for y in range(desk.reader.size.height):
        columns = desk.reader.columns
        strip = desk.reader.render_line(y).crop(columns.text_at, columns.text_at + columns.text)
        for segment in strip:
            if segment.style and segment.style.bgcolor in {wanted, caret}:
                found += segment.text
    return found


def cell_of(desk: Desk, words: str) -> tuple[int, int]:
    """Return column and row in the reader where some words begin."""
    position = desk.text.index(words)
    row = desk.reader.page.row_of(position)
    return desk.reader.columns.text_at + position - desk.reader.page.rows[row].start, row - desk.reader.top


def test_a_sentence_costs_one_key_and_a_turn_one(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("alt+down", "s")
        assert words(desk) == "Ben, c’est le lien."
        await desk.press("s")
        assert words(desk) == "Ben, c’est le lien. [rires] On prend son temps avec eux."
        await desk.press("S")
        assert words(desk).startswith("Ben,")
        assert words(desk).endswith("ça tient.")
        await desk.press("S")
        assert words(desk).endswith("Et quand ça ne marche pas?")
        await desk.press("escape")
        assert desk.reader.span is None

    at_desk(story)


def test_what_is_painted_selected_is_what_is_coded_and_what_the_export_quotes(
    at_desk: Callable[..., None], project: Any
) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("alt+down", "v", "l", "l", "w")
        chosen = words(desk)
        assert painted(desk, "selection") == chosen
        await desk.press("c", *"obst", "enter")
        assert desk.coded() == [("Obstacles", chosen)]

    at_desk(story)
    with Project.open(project.label) as again:
        rows = excerpts_csv(again.codings.excerpts(Wanted())).whole().decode("utf-8-sig").splitlines()
    assert ",Ben" in rows[1] or ',"Ben, c' in rows[1]


@pytest.mark.parametrize(
    ("keys", "wanted"),
    [
        (("shift+right", "shift+right"), "Qu’"),
        (("v", "l", "l", "l"), "Qu’e"),
        (("v", "w"), "Qu’"),
        (("v", "right_parenthesis"), "Qu’est-ce qui compte, d’après vous?"),
        (("w", "w", "shift+left"), "-c"),
        (("ctrl+shift+right",), "Qu’"),
    ],
)
def test_letters_and_words_extend_the_selection(
    at_desk: Callable[..., None], keys: tuple[str, ...], wanted: str
) -> None:
    async def story(desk: Desk) -> None:
        await desk.press(*keys)
        assert words(desk) == wanted

    at_desk(story)


def test_visual_mode_ends_by_its_own_key_and_by_escape(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("v", "l", "v")
        assert desk.reader.span is None
        await desk.press("v", "l", "escape", "l")
        assert desk.reader.span is None
        assert not desk.reader.visual

    at_desk(story)


@pytest.mark.parametrize(
    ("keys", "selected"),
    [
        ("vw", "Ben"),
        ("vwww", "Ben, c’est"),
        ("vwwwbb", "Ben"),
        ("vwwwwwb", "Ben, c’est le"),
        ("wwvbb", "Ben, c’est"),
        ("wwwvbw", "le"),
        ("wwwvbww", "le lien"),
        ("wwvlw", "est"),
        ("wwvlllw", "est le"),
        ("wwv)", "est le lien."),
        ("v))", "Ben, c’est le lien. [rires] On prend son temps avec eux."),
        ("v))(", "Ben, c’est le lien."),
        (")v(", "Ben, c’est le lien. [rires] On prend son temps avec eux."),
    ],
)
def test_what_one_goes_over_while_selecting_is_taken_whole(
    at_desk: Callable[..., None], keys: str, selected: str
) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("alt+down", *keys)
        assert words(desk) == selected
        assert painted(desk, "selection") == selected

    at_desk(story)


def test_turns_gone_over_while_selecting_are_taken_whole(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        turns = [desk.text[turn.start : turn.end] for turn in desk.reader.sheet.turns]
        await desk.press("alt+down", "v", "alt+down")
        assert words(desk) == turns[1]
        await desk.press("alt+down")
        assert words(desk).startswith("Ben,")
        assert words(desk).endswith(turns[2])
        await desk.press("alt+up")
        assert words(desk) == turns[1]
        await desk.press("alt+up")
        assert words(desk).startswith(turns[0])
        assert words(desk).endswith(turns[1])
        await desk.press("v", "G", "v", "w", "w")  # nothing lies beyond
        assert words(desk) == "."

    at_desk(story)


def test_words_are_added_by_shift_as_in_visual_mode(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("alt+down", "ctrl+shift+right", "ctrl+shift+right", "ctrl+shift+right", "ctrl+shift+right")
        assert words(desk) == "Ben, c’est le"
        await desk.press("ctrl+shift+left")
        assert words(desk) == "Ben, c’est"

    at_desk(story)


def test_keys_go_by_line_word_sentence_turn_page_and_to_the_ends(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        text, reader = desk.text, desk.reader
        await desk.press("alt+down")
        assert text[reader.caret :].startswith("Ben,")
        await desk.press("right_parenthesis", "w", "w")
        assert text[reader.caret :].startswith("On prend")
        await desk.press("left_parenthesis")
        assert text[reader.caret :].startswith("[rires]")
        await desk.press("home")
        assert text[reader.caret :].startswith("Ben,")
        await desk.press("end")
        assert reader.caret == reader.page.rows[reader.page.row_of(reader.caret)].end - 1
        await desk.press("home", "down", "up", "b")
        assert text[reader.caret :].startswith("vous?")
        await desk.press("G")
        assert reader.caret == len(text.rstrip()) - 1
        await desk.press("g")
        assert text[reader.caret :].startswith("Qu’est")
        await desk.press("pagedown")
        assert reader.turn_number(reader.caret) == 3
        await desk.press("pageup", "alt+up", "h")
        assert reader.turn_number(reader.caret) == 0

    at_desk(story)


def test_the_caret_never_stands_in_a_label(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        blocks = desk.reader.sheet.blocks
        for _ in range(60):
            await desk.key("l")
            assert any(block.start <= desk.reader.caret < block.end for block in blocks)

    at_desk(story)


def test_a_drag_selects_from_the_first_character_to_the_last_one_under_the_mouse(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        x, y = cell_of(desk, "lien")
        await desk.pilot.mouse_down("#reader", offset=(x, y))
        await desk.pilot.hover("#reader", offset=(x + 3, y))
        await desk.pilot.mouse_up("#reader", offset=(x + 3, y))
        await desk.settle()
        assert words(desk) == "lien"
        await desk.press("escape")
        await desk.pilot.mouse_down("#reader", offset=(x + 3, y))
        await desk.pilot.hover("#reader", offset=(x, y))
        await desk.pilot.mouse_up("#reader", offset=(x, y))
        assert words(desk) == "lien"

    at_desk(story)


def test_clicks_take_the_caret_a_word_a_sentence_and_a_voice_its_turn(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        x, y = cell_of(desk, "lien")
        await desk.pilot.click("#reader", offset=(x, y))
        assert desk.text[desk.reader.caret :].startswith("lien")
        assert desk.reader.span is None
        await desk.pilot.click("#reader", offset=(x + 2, y), shift=True)
        assert words(desk) == "lie"
        await desk.pilot.double_click("#reader", offset=(x + 1, y))
        assert words(desk) == "lien"
        await desk.pilot.triple_click("#reader", offset=(x + 1, y))
        assert words(desk) == "Ben, c’est le lien."
        await desk.press("escape")
        await desk.pilot.click("#reader", offset=(desk.reader.columns.number + 2, y))
        assert words(desk).startswith("Ben,")
        assert words(desk).endswith("tient.")

    at_desk(story)


def test_a_click_beyond_the_end_of_a_line_takes_its_last_character(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        y = cell_of(desk, "Et quand")[1]
        await desk.pilot.click("#reader", offset=(desk.reader.columns.text_at + desk.reader.columns.text, y))
        assert desk.text[desk.reader.caret - 4 : desk.reader.caret + 1] == " pas?"
        before = desk.reader.caret
        await desk.pilot.click("#reader", offset=(desk.reader.columns.text_at, y + 1))  # the blank row
        assert desk.reader.caret == before

    at_desk(story)


def test_a_drag_beyond_the_edge_brings_the_text_along(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        reader = desk.reader
        height = reader.scrollable_content_region.height
        x, y = cell_of(desk, "Ben,")
        assert reader.max_scroll_y > 0
        await desk.pilot.mouse_down("#reader", offset=(x, y))
        moved = events.MouseMove(reader, x, height + 1, 0, 0, 1, shift=False, meta=False, ctrl=False)
        reader.on_mouse_move(moved)
        for _ in range(12):
            reader.pull()
        assert reader.top > 0
        assert words(desk).endswith(desk.text[reader.caret])
        assert reader.turn_number(reader.caret) == 3
        await desk.pilot.mouse_up("#reader", offset=(x, y))
        before = reader.caret
        reader.pull()
        assert reader.caret == before

    at_desk(story, (80, 14))


def test_a_letter_of_several_characters_is_one_step_and_one_selection(
    at_desk: Callable[..., None], project: Any
) -> None:
    text = "P1 : e\u0301te\u0301 👩‍👩‍👧 日本 fin"
    project.perform(
        ImportDocument("A", "a.txt", "3" * 64, Transcript(text, "txt", turns=(Speech("P1", 5, len(text)),)))
    )

    async def story(desk: Desk) -> None:
        await desk.press("shift+right")
        assert words(desk) == "e\u0301t"
        await desk.press("escape", "l", "l", "l", "shift+right")
        assert words(desk) == "👩‍👩‍👧 "
        x = desk.reader.columns.text_at + 7  # the second cell of the first ideograph
        await desk.pilot.click("#reader", offset=(x, 0))
        assert desk.text[desk.reader.caret] == "日"

    at_desk(story)


def test_passages_uncoded_turns_and_places_found_are_gone_to(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("U")
        assert desk.text[desk.reader.caret :].startswith("Ben,")
        await desk.press("s", "c", *"obst", "enter")
        await desk.press("g", "U")
        assert desk.text[desk.reader.caret :].startswith("Des fois")
        await desk.press("P")
        assert desk.text[desk.reader.caret :].startswith("Ben,")
        await desk.press("g", "p")
        assert desk.text[desk.reader.caret :].startswith("Ben,")
        await desk.press("p")
        assert desk.text[desk.reader.caret :].startswith("Ben,")

    at_desk(story)


def test_search_marks_its_hits_and_n_goes_around(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("n")
        assert "/" in desk.said
        await desk.press("slash", *"ca", "enter")  # ça and the like, whatever the accents
        starts = [hit.start for hit in desk.reader.hits]
        assert len(starts) == 2
        assert desk.reader.caret == starts[0]
        assert painted(desk, "hit").casefold().count("ça") == 2
        await desk.press("n")
        assert desk.reader.caret == starts[1]
        await desk.press("n")
        assert desk.reader.caret == starts[0]
        await desk.press("N")
        assert desk.reader.caret == starts[1]
        assert "2" in desk.said
        await desk.press("escape")
        assert desk.reader.hits == ()
        await desk.press("slash", *"zzz", "enter")
        assert desk.reader.hits == ()
        assert desk.reader.has_focus
        await desk.press("slash", *"lien")
        assert len(desk.reader.hits) == 1
        await desk.press("escape")
        assert desk.reader.hits == ()

    at_desk(story)


def test_a_resize_keeps_the_caret_and_the_selection_in_the_text(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("alt+down", "s")
        chosen = words(desk)
        await desk.pilot.resize_terminal(80, 24)
        await desk.settle()
        assert words(desk) == chosen
        assert painted(desk, "selection").replace(" ", "") == chosen.replace(" ", "")

    at_desk(story)


def test_selecting_nothing_is_no_span(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        desk.reader.select(Span(15, 20))
        assert desk.reader.span == Span(15, 20)
        desk.reader.select(None)
        assert desk.reader.span is None

    at_desk(story)
