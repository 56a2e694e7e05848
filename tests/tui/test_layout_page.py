"""Rows, cells and positions: the page shows every character once, and a cell leads back to its character."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.content import Content

from qualcode.model.records import Turn
from qualcode.model.spans import Span
from qualcode.tui.layout.bands import LANES, Band, Margin, Passage
from qualcode.tui.layout.columns import READABLE, columns_for
from qualcode.tui.layout.page import BLANK, Page, blocks_of, page
from qualcode.tui.layout.steps import Steps
from qualcode.tui.layout.wrapping import cell_at, next_grapheme, position_at, previous_grapheme, seen, wrapped
from qualcode.tui.widgets.prose import Prose
from qualcode.words.breaking import holds

LETTERS = st.sampled_from(
    [
        *"abc é -\n\t",
        *" ?! :«»5%",
        "œ",
        "\u0301",
        "日",
        "本",
        "👍",
        "👩‍👩‍👧",
        "🇨🇦",
        "\x1b",
        "\u200b",
        "\u202e",
        "\ud800",
        "\xad",
        "❤️",
    ]
)
TEXTS = st.lists(LETTERS, max_size=120).map("".join)


def turn(number: int, start: int, end: int, speaker: str = "Sophie", time: float | None = None) -> Turn:
    return Turn(f"t{number}", "d", number, speaker, "participant", start, end, time, None, None)


@given(TEXTS, st.integers(1, 30))
def test_rows_show_every_character_once_but_line_breaks(text: str, width: int) -> None:
    shown = seen(text)
    lines = wrapped(shown, 0, len(shown), width)
    assert "".join(shown[start:end] for start, end in lines) == shown.replace("\n", "")
    assert all(before[1] <= after[0] for before, after in pairwise(lines))


@given(TEXTS, st.integers(2, 30))
def test_no_row_is_wider_than_its_window_but_for_spaces_that_hang_over(text: str, width: int) -> None:
    shown = seen(text)
    for start, end in wrapped(shown, 0, len(shown), width):
        assert cell_len(shown[start:end].rstrip(" ")) <= width


@given(TEXTS, st.integers(4, 30))
def test_a_cell_leads_back_to_the_character_that_stands_in_it(text: str, width: int) -> None:
    shown = seen(text)
    for start, end in wrapped(shown, 0, len(shown), width):
        position = start
        while position < end:
            following = next_grapheme(shown, position, end)
            if cell_len(shown[position:following]):
                assert position_at(shown, start, end, cell_at(shown, start, position)) == position
            position = following
        assert position_at(shown, start, end, 1000) == end


@given(TEXTS)
def test_going_back_over_letters_meets_the_same_places(text: str) -> None:
    ahead, position = [0], 0
    while position < len(text):
        position = next_grapheme(text, position, len(text))
        ahead.append(position)
    if "🇨🇦" in text:  # a flag is told from two halves only from where a run of halves begins
        return
    back = [len(text)]
    while back[-1] > 0:
        back.append(previous_grapheme(text, back[-1], 0))
    assert back[::-1] == ahead


def test_control_characters_take_a_cell_each_since_their_signs_do() -> None:
    text = seen("a\x1b]52;c\x07 b\tc")
    assert "\x1b" not in text
    assert len(text) == len("a\x1b]52;c\x07 b\tc")
    assert cell_at(text, 0, len(text)) == len(text)


def test_words_break_at_spaces_and_long_ones_between_letters() -> None:
    text = "le lien de confiance"
    assert [text[a:b] for a, b in wrapped(text, 0, len(text), 8)] == ["le lien ", "de ", "confianc", "e"]


MARKED = st.lists(st.sampled_from([*"abœ5 ", " ", " ?", " ! ", " : ", "« ", " »", " %", " ;", "日", "-"]), max_size=80)


def _free(shown: str, start: int, end: int) -> bool:
    """Tell whether a line may end somewhere inside a stretch."""
    return any(
        (shown[at] == " " and not holds(shown, at)) or (shown[at] == "-" and shown[at + 1].isalpha())
        for at in range(start, end - 1)
    )


@given(MARKED.map("".join), st.integers(4, 30))
def test_no_line_begins_with_a_mark_of_french_nor_ends_with_its_guillemet(shown: str, width: int) -> None:
    """Unless the word with its marks is wider than the window: then the line holds nothing else."""
    for (start, end), (following, _end) in pairwise(wrapped(shown, 0, len(shown), width)):
        assert end == following
        if holds(shown, end - 1):
            assert not _free(shown, start, end)


@given(MARKED.map("".join), st.integers(4, 30))
def test_such_a_space_breaks_lines_as_a_no_break_space_would(shown: str, width: int) -> None:
    held = "".join("\xa0" if holds(shown, at) else letter for at, letter in enumerate(shown))
    lines = wrapped(shown, 0, len(shown), width)
    if any(not _free(shown, start, end) for start, end in lines[:-1]):
        return  # a word wider than the window is torn where it is
    assert [shown[a:b].rstrip() for a, b in lines] == [
        held[a:b].rstrip(" ").replace("\xa0", " ").rstrip() for a, b in wrapped(held, 0, len(held), width)
    ]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("Est-ce que ça va ?", 16, ["Est-ce que ça ", "va ?"]),
        ("Elle a dit « non » hier", 13, ["Elle a dit ", "« non » hier"]),
        ("Elle a dit « oui »", 12, ["Elle a dit ", "« oui »"]),
        ("environ 38 % du temps", 10, ["environ ", "38 % du ", "temps"]),
        ("Attends : quoi !", 10, ["Attends : ", "quoi !"]),
        ("日本 va ?", 7, ["日本 ", "va ?"]),
        ("comment ?", 7, ["comment ", "?"]),
    ],
)
def test_a_mark_stays_with_its_word(text: str, width: int, lines: list[str]) -> None:
    assert [text[a:b] for a, b in wrapped(text, 0, len(text), width)] == lines


def test_two_spaces_hold_nothing_nor_does_a_sign_that_follows_no_number() -> None:
    assert [holds(text, text.index(" ")) for text in ("va  ?", "le %", "va ?", "5 %", "« a", "a b")] == [
        False, False, True, True, True, False,
    ]  # fmt: skip


def test_prose_keeps_marks_and_words_together_too() -> None:
    said = Prose(Content("Pourquoi il part ? Elle : « rien »"))
    assert said.at(16).plain.split("\n") == ["Pourquoi il", "part ? Elle :", "« rien »"]


@given(st.lists(st.tuples(st.booleans(), st.text("ab \n", min_size=1, max_size=40)), max_size=8), st.integers(8, 40))
def test_a_page_shows_every_turn_and_what_stands_between_them(pieces: list[tuple[bool, str]], width: int) -> None:
    text, turns = "", []
    for spoken, words in pieces:
        if spoken:
            text += "Sophie : "
            turns.append(turn(len(turns), len(text), len(text) + len(words)))
        text += words + "\n\n"
    laid = page(seen(text), blocks_of(text, turns), width)
    covered = [place for row in laid.rows if row is not BLANK for place in range(row.start, row.end)]
    assert len(covered) == len(set(covered))
    shown = set(covered)
    labels = {place for t in turns for place in range(t.start - len("Sophie : "), t.start)}
    for place, letter in enumerate(text):
        if letter.strip() and place not in labels:
            assert place in shown
    for number, row in enumerate(laid.rows):
        for place in range(row.start, row.end):
            assert laid.row_of(place) == number


def test_a_line_between_turns_is_shown_even_where_it_holds_the_next_speakers_name() -> None:
    text = "Groupe A, le matin\nA : Bonjour.\n[pause de A]\nA : Oui.\n"
    turns = [turn(0, 23, 31, "A"), turn(1, 49, 53, "A")]
    assert [text[t.start : t.end] for t in turns] == ["Bonjour.", "Oui."]
    shown = [text[block.start : block.end] for block in blocks_of(text, turns)]
    assert shown == ["Groupe A, le matin", "Bonjour.", "[pause de A]", "Oui."]


def test_a_text_without_turns_is_cut_at_blank_lines_and_long_stretches_at_lines() -> None:
    text = "Un.\nDeux.\n\nTrois.\n\n" + "mot " * 900 + "\n" + "fin " * 300
    shown = [text[block.start : block.end] for block in blocks_of(text, ())]
    assert shown[:2] == ["Un.\nDeux.", "Trois."]
    assert [len(stretch.split()) for stretch in shown[2:]] == [900, 300]


def bands(margin: Margin, laid: Page) -> set[Band]:
    """Return every band of a page."""
    return {band for row in range(len(laid.rows)) for band in margin.bands(row)}


def coded(place: tuple[int, int], number: int) -> Passage:
    start, length = place
    return Passage(start, start + length, f"{number:02}", "c", "Lien", "#56b4e9", "●")


PLACES = st.lists(st.tuples(st.integers(0, 190), st.integers(1, 80)), max_size=25)


@given(PLACES)
def test_bands_of_one_lane_never_meet_and_a_name_has_nothing_to_its_right(places: list[tuple[int, int]]) -> None:
    text = "mot " * 60
    laid = page(text, blocks_of(text, ()), 10)
    found = bands(Margin(laid, [coded(place, number) for number, place in enumerate(places)]), laid)
    taken: dict[tuple[int, int], str] = {}
    for band in found:
        assert 0 <= band.lane < LANES
        for row in range(band.top, band.bottom + 1):
            assert taken.setdefault((row, band.lane), band.passage.coding) == band.passage.coding
    for band in found:
        if band.named >= 0:
            assert not any((band.named, lane) in taken for lane in range(band.lane + 1, LANES))


@given(PLACES, st.lists(st.integers(0, 24), max_size=12))
def test_a_margin_altered_is_the_margin_laid_anew_and_all_that_moved_is_painted(
    places: list[tuple[int, int]], turned: list[int]
) -> None:
    text = "mot " * 60
    laid = page(text, blocks_of(text, ()), 10)
    every = [coded(place, number) for number, place in enumerate(places)]
    there = set(every[::2])
    margin = Margin(laid, there)
    for number in turned:
        one = {every[number % len(every)]} if every else set()
        before = {row: (margin.bands(row), set(margin.passages(row))) for row in range(len(laid.rows))}
        painted = margin.alter(one & there, one - there)
        there ^= one
        anew = Margin(laid, there)
        for row in range(len(laid.rows)):
            assert set(margin.bands(row)) == set(anew.bands(row))
            assert set(margin.passages(row)) == set(anew.passages(row))
            if row not in painted:
                assert (margin.bands(row), set(margin.passages(row))) == before[row]
        assert margin.density(7) == anew.density(7)
        assert {passage for passage in every if margin.passage(passage.coding)} == there


def test_the_map_counts_passages_where_they_lie() -> None:
    text = "\n\n".join(["mot"] * 20)
    laid = page(text, blocks_of(text, ()), 10)
    drawn = Margin(laid, [coded((0, 3), 1), coded((95, 3), 2)]).density(10)
    assert (drawn[0], drawn[-1], sum(drawn)) == (1, 1, 2)


@pytest.mark.parametrize("width", [40, 57, 63, 79, 90, 120, 200])
def test_columns_fill_their_width_and_words_come_first(width: int) -> None:
    columns = columns_for(width, [turn(n, 0, 1, "Intervieweuse principale", 3.0) for n in range(120)])
    assert columns.text_at + columns.text + 1 + columns.margin <= width
    assert columns.text_at == 1 + columns.number + columns.voice + 1 + columns.time
    if width >= 79:
        assert columns.text >= READABLE


def test_a_window_of_eighty_cells_leaves_the_words_fifty_six() -> None:
    assert columns_for(79, [turn(0, 0, 1, "Intervieweuse")]).text >= READABLE


def test_steps_go_by_word_sentence_and_turn_and_over_the_gap() -> None:
    text = "A : Un deux. Trois!\nB : Quatre.\n"
    steps = Steps(text, blocks_of(text, [turn(0, 4, 19, "A"), turn(1, 24, 31, "B")]))
    assert [text[p] for p in (steps.word(4, 1), steps.word(7, 1), steps.word(13, 1))] == ["d", "T", "Q"]
    assert steps.word(24, -1) == 13
    assert (steps.sentence(4, 1), steps.sentence(13, 1), steps.sentence(24, -1)) == (13, 24, 13)
    assert (steps.turn(6, 1), steps.turn(26, -1), steps.turn(24, -1), steps.turn(24, 1)) == (24, 24, 4, 24)
    assert (steps.letter(18, 1), steps.letter(24, -1), steps.letter(4, -1)) == (24, 18, 4)
    assert steps.sentence_span(15) == Span(13, 19)
    assert steps.turn_span(25) == Span(24, 31)
    assert steps.word_span(8) == Span(7, 11)
    assert steps.word_span(11) == Span(11, 12)


def test_the_edge_of_a_passage_moves_by_words_within_its_turn() -> None:
    text = "Un deux trois."
    steps = Steps(text, blocks_of(text, ()))
    assert [steps.word_edge(2, 1, end=True), steps.word_edge(7, -1, end=True)] == [7, 2]
    assert [steps.word_edge(13, 1, end=True), steps.word_edge(2, -1, end=True)] == [14, 2]
    assert [steps.word_edge(3, 1, end=False), steps.word_edge(3, -1, end=False)] == [8, 0]


def test_a_text_without_words_has_nowhere_to_go() -> None:
    steps = Steps("", blocks_of("", ()))
    for move in (steps.letter, steps.word, steps.sentence, steps.turn):
        assert move(0, 1) == 0
    assert steps.sentence_span(0) == steps.turn_span(0) == steps.word_span(0) == Span(0, 0)
    assert steps.clamped(5) == 0


def test_one_steps_back_over_a_turn_without_a_word_that_touches_the_one_before() -> None:
    text = "A : Un deux?\n"
    steps = Steps(text, blocks_of(text, [turn(0, 4, 11, "A"), turn(1, 11, 12, "B")]))
    assert (steps.word(11, -1), steps.word(12, -1), steps.sentence(11, -1)) == (7, 11, 4)
