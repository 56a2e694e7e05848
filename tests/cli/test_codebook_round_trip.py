"""Any codebook goes out as YAML and comes into an empty project as the same tree, and a second time changes nothing."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualcode.cli.codebook.codebooks import bring_in, write_out
from qualcode.coding.codebook.also_in import ListAlso
from qualcode.coding.codebook.codes import TEXTS, AddCode
from qualcode.coding.codebook.retiring import RetireCode
from qualcode.coding.project import Project
from qualcode.model import errors

if TYPE_CHECKING:
    from pathlib import Path

NAMES = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=5) | st.sampled_from(
    ["no", "a/b", "a\\/", "- x: y", "é  è", "“oui”", "#1"]
)
WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=10) | st.sampled_from(
    ["a\n\n b\n", "\x07", "x\r\ny"]
)
ACTS = st.lists(
    st.tuples(NAMES, st.integers(0, 9), st.dictionaries(st.sampled_from(TEXTS), WORDS, max_size=2), st.booleans()),
    min_size=1,
    max_size=7,
)


def tree(project: Project) -> list[tuple[Any, ...]]:
    """Return all that a codebook says, in its order."""
    codes = {code.id: code for code in project.codes.all()}
    texts = ("colour", *TEXTS, "retired", "retired_reason")
    return [
        (code.path, *(getattr(code, text) for text in texts), [codes[group].path for group in code.also_in])
        for code in codes.values()
    ]


def grown(project: Project, acts: list[tuple[str, int, dict[str, str], bool]], also: list[tuple[int, int]]) -> None:
    """Make codes, anywhere, some retired, some listed twice, as far as the house lets it."""
    made: list[str] = []
    for name, above, texts, retired in acts:
        action = AddCode(name, made[above % len(made)] if made and above < 6 else None, "", tuple(texts.items()))
        try:
            project.perform(action)
        except (errors.NameTaken, errors.EmptyName):
            continue
        made.append(action.id)
        if retired:
            project.perform(RetireCode(action.id, name))
    for code, group in also if made else ():
        try:
            project.perform(ListAlso(made[code % len(made)], made[group % len(made)]))
        except (errors.CodeCycle, errors.StandsThere):
            continue


@pytest.mark.usefixtures("ana")
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS, also=st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=4))
def test_any_codebook_comes_back_the_same(bare: Path, tmp_path: Path, acts: Any, also: Any) -> None:
    places = [shutil.copy(bare, tmp_path / name) for name in ("one.qualcode", "two.qualcode")]
    book = tmp_path / "book.yaml"
    with Project.open(str(places[0]), coder="Ana", write=True) as first:
        grown(first, acts, also)
        count = write_out(first, book)
        expected = tree(first)
    with Project.open(str(places[1]), coder="Ana", write=True) as second:
        if count:
            assert bring_in(second, str(book), None) == (count, count)
            assert tree(second) == expected
            assert bring_in(second, str(book), None) == (count, 0)
        assert tree(second) == expected
