"""Comments of Word files on the command line: said first, then brought in as codings of whoever wrote them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import docx
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("ana")


@pytest.fixture
def commented(empty: Path) -> str:
    """Return a Word file with two comments beside an empty project."""
    document = docx.Document()
    for label, words, note in (("Paul", "Je dors mal.", "sommeil\ndepuis mars"), ("Rita", "Ah bon?", "relance")):
        paragraph = document.add_paragraph(f"{label} : ")
        run = paragraph.add_run(words)
        document.add_comment([run], text=note, author="Mathis")
    place = empty.parent / "E1.docx"
    document.save(str(place))
    return str(place)


def test_they_are_left_out_by_default_and_the_option_is_named(command: Callable[..., Any], commented: str) -> None:
    ran = command("import", commented)
    assert "2 comments in the margin left out; --comments codes or memos" in ran.err
    assert command("codings", "--json").rows == []


def test_a_dry_run_says_which_codings_would_come_in(command: Callable[..., Any], commented: str) -> None:
    ran = command("import", commented, "--comments", "codes", "--dry-run")
    assert "2 of 2 codes by Mathis" in ran.out
    assert "sommeil (1), relance (1)" in ran.out
    row = command("import", commented, "--comments", "codes", "--dry-run", "--json").rows[0]
    assert [(mark["path"], mark["coder"], mark["memo"]) for mark in row["marks"]] == [
        (["sommeil"], "Mathis", "depuis mars"),
        (["relance"], "Mathis", ""),
    ]
    assert command("codings", "--json").rows == []
    assert command("codes", "--json").rows == []


def test_they_come_in_and_go_with_the_import(command: Callable[..., Any], commented: str) -> None:
    assert command("import", commented, "--comments", "codes").code == 0
    rows = command("codings", "--json").rows
    assert [(row["text"], row["code"], row["coder"]) for row in rows] == [
        ("Je dors mal.", "sommeil", "Mathis"),
        ("Ah bon?", "relance", "Mathis"),
    ]
    assert command("undo").code == 0
    assert command("codings", "--json").rows == []
    assert command("documents", "--json").rows == []


def test_as_memos_they_stand_under_a_code_in_the_language_of_the_corpus(
    command: Callable[..., Any], commented: str
) -> None:
    assert command("project", "--corpus-language", "en").code == 0
    assert command("import", commented, "--comments", "memos").code == 0
    rows = command("excerpts", "--json").rows
    assert [(row["code"], row["memo"]) for row in rows] == [
        ("Comments", "sommeil\ndepuis mars"),
        ("Comments", "relance"),
    ]
