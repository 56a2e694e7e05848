"""Large files are written piece by piece, and are what they would be in one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.exporters.files import Pieces, looked_through, whole, write_whole
from qualcode.exporters.json_pieces import members, object_of, rows_of
from qualcode.exporters.tables import csv_bytes, csv_pieces

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)
ROWS = st.lists(st.dictionaries(st.text(max_size=3), VALUES, max_size=3), max_size=5)
OBJECTS = st.dictionaries(st.text(max_size=4), VALUES, max_size=5)


@pytest.fixture(autouse=True)
def few_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut after two rows."""
    for name in ("json_pieces._ROWS_AT_ONCE", "json_pieces._VALUES_AT_ONCE", "tables._ROWS_AT_ONCE"):
        monkeypatch.setattr(f"qualcode.exporters.{name}", 2)


@pytest.mark.parametrize("in_order", [False, True])
@given(plain=VALUES, rows=ROWS, inner=OBJECTS)
def test_json_in_pieces_is_the_json_of_the_whole(plain: Any, rows: Any, inner: Any, *, in_order: bool) -> None:
    inner = dict(sorted(inner.items()))
    given_in_pieces = [("a", plain), ("b", rows_of(rows)), ("c", object_of(inner.items()))]
    written = json.dumps({"a": plain, "b": rows, "c": inner}, ensure_ascii=False, indent=1, sort_keys=in_order)
    assert "".join(members(given_in_pieces, in_order=in_order)) == written + "\n"


def test_a_table_in_pieces_is_the_table(tmp_path: Path) -> None:
    rows: list[list[object]] = [["é", 1, "=x"], ["a\r\nb", None, True], ["c", 2.5, ["d", "e"]]]
    pieces = csv_pieces(["q", "n", "x"], lambda: rows, ";")
    assert len(list(pieces)) == 3
    write_whole(tmp_path / "t.csv", pieces)
    assert (tmp_path / "t.csv").read_bytes() == csv_bytes(["q", "n", "x"], rows, ";") == whole(pieces)


def test_what_was_looked_at_is_what_is_written_though_the_study_goes_on(tmp_path: Path) -> None:
    times = iter([b"first", b"second"])

    def made() -> Iterator[bytes]:
        yield next(times)

    with looked_through(lambda _path, content: seen.append(whole(content))):
        seen: list[bytes] = []
        write_whole(tmp_path / "a", Pieces(made))
    assert [(tmp_path / "a").read_bytes()] == seen == [b"first"]
