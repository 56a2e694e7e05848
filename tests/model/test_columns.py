"""Rows read as columns are a sequence like any other, and are made only where a row is asked for."""

from __future__ import annotations

from qualcode.model.columns import WIDTH, Columns, Unread

IDS = ("a" * WIDTH, "b" * WIDTH)
COLUMNS = Columns(
    2, ids={"id": "".join(IDS)}, numbers={"start": "7,12"}, signs={"role": "pi"}, words={"name": ("3,0", "été")}
)
ROWS = [(IDS[0], 7, "p", "été"), (IDS[1], 12, "i", "")]


def rows_of(columns: Columns) -> list[tuple[str, int, str, str]]:
    """Make the rows that these columns hold."""
    words = columns.listed_words("name")
    return [*zip(columns.listed_ids("id"), columns.listed_numbers("start"), columns.signs["role"], words, strict=True)]


def test_columns_give_the_rows_they_hold_and_none_where_there_are_none() -> None:
    assert list(Unread(COLUMNS, rows_of)) == ROWS
    nothing = Columns(ids={"id": ""}, numbers={"start": ""}, signs={"role": ""}, words={"name": ("", "")})
    assert list(Unread(nothing, rows_of)) == []


def test_rows_are_made_once_and_not_to_be_counted() -> None:
    made = []

    def noted(columns: Columns) -> list[tuple[str, int, str, str]]:
        made.append(columns)
        return rows_of(columns)

    unread = Unread(COLUMNS, noted)
    assert (len(unread), made) == (2, [])
    assert (unread[1], unread[-2:], list(unread)) == (ROWS[1], ROWS, ROWS)
    assert len(made) == 1


def test_the_same_rows_are_equal_and_stand_for_each_other_in_a_set() -> None:
    unread = Unread(COLUMNS, rows_of)
    assert unread == ROWS
    assert unread == tuple(ROWS)
    assert unread != ROWS[:1]
    assert unread != 2
    assert {unread, Unread(COLUMNS, rows_of), tuple(ROWS)} == {tuple(ROWS)}
