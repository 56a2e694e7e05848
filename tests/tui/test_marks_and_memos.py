"""Highlights without a code, turns read, the bookmark, the list of memos, the journal, and going to places."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from textual.widgets import Static

from qualcode.coding.documents.turns import SplitTurn
from qualcode.coding.memos import AddMemo
from qualcode.coding.project import Project
from qualcode.model.messages import interface_language
from qualcode.tui.dialogs.documents import DocumentDialog
from qualcode.tui.dialogs.line import LineDialog
from qualcode.tui.dialogs.listing import ListingDialog
from qualcode.tui.dialogs.memo import MemoDialog
from qualcode.tui.widgets.codebook import Codebook
from qualcode.tui.widgets.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable

    Desk = Any


def marks(desk: Desk) -> list[tuple[str, str]]:
    """Return the kind and the words of every mark the project has."""
    texts = dict(desk.project.documents.texts([document.id for document in desk.project.documents.all()]))
    return [(mark.kind, texts[mark.document][mark.start : mark.end]) for mark in desk.project.reading_marks.all()]


# Highlights


def test_a_highlight_is_made_by_one_key_seen_and_undone(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("alt+down", "s", "H")
        assert marks(desk) == [("later", "Ben, c’est le lien.")]
        assert desk.said == "Done: highlight a passage of Entrevue 01   u undoes it"
        assert desk.reader.span is None
        assert desk.coded() == []
        (span,) = desk.reader.marked.later
        row = desk.reader.page.row_of(span.start)
        line = desk.reader.render_line(row - desk.reader.top)
        assert any(segment.style and segment.style.underline for segment in line if "lien" in segment.text)
        await desk.press("u")
        assert marks(desk) == []
        assert desk.reader.marked.later == ()
        await desk.press("H")  # the sentence under the caret
        assert len(marks(desk)) == 1
        await desk.press("H")
        assert marks(desk) == []
        assert desk.said == "Done: remove a highlight of Entrevue 01   u undoes it"

    at_desk(story)


def test_what_is_highlighted_waits_in_a_list_until_it_is_coded(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("L")
        assert "Nothing is waiting" in desk.lines()
        await desk.press("escape", "alt+down", "s", "H", "alt+down", "alt+down", "s", "H", "g")
        await desk.press("L")
        assert isinstance(desk.app.screen, ListingDialog)
        assert "2 passages to code later" in desk.lines()
        await desk.press("enter")
        assert desk.text[slice(*desk.reader.span)] == "Ben, c’est le lien."
        await desk.press("c", *"pres", "enter")
        assert [span.start for span in desk.reader.marked.later] == [desk.text.index("Des fois")]
        await desk.press("L")
        assert "1 passage to code later" in desk.lines()
        await desk.press("escape", "u")
        assert len(desk.reader.marked.later) == 2  # not coded after all
        await desk.press("L")
        await desk.press("x")
        assert "1 passage to code later" in desk.lines()
        await desk.press("x")
        assert "Nothing is waiting" in desk.lines()
        assert marks(desk) == []
        await desk.press("escape")

    at_desk(story)


def test_a_highlight_on_words_that_were_coded_before_still_waits(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("alt+down", "s", "c", *"pres", "enter")
        await desk.press("g", "alt+down", "s", "H")
        assert len(desk.reader.marked.later) == 1
        await desk.press("s", "c", *"obst", "enter")
        assert desk.reader.marked.later == ()
        await desk.press("s", "H")  # coded, and not yet done with
        assert len(desk.reader.marked.later) == 1
        assert len(marks(desk)) == 1

    at_desk(story)


# Turns read, and the bookmark


def test_a_turn_marked_read_is_no_longer_gone_to(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("U")
        assert desk.reader.turn_number(desk.reader.caret) == 1
        await desk.press("r")
        assert desk.said == "Done: mark a turn of Entrevue 01 as read   u undoes it"
        assert re.search(r"✓ *2 ", desk.lines())
        await desk.press("g", "U")
        assert desk.reader.turn_number(desk.reader.caret) == 3
        await desk.press("g", "alt+down", "r")
        assert desk.said == "Done: no longer mark a turn of Entrevue 01 as read   u undoes it"
        assert marks(desk) == []
        await desk.press("u")
        assert len(marks(desk)) == 1
        assert "2 turns without a code" in " ".join(desk.screen.query_one("#map", Static).content.plain.split())

    at_desk(story)


def test_a_turn_cut_in_two_is_read_in_both_parts(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("alt+down", "r")
        await desk.app.workbench.perform(SplitTurn(desk.screen.opened, desk.text.index("On prend")))
        await desk.settle()
        assert desk.reader.marked.read == {1, 2}

    at_desk(story)


def test_a_bookmark_is_put_found_again_and_taken_away(at_desk: Callable[..., None], project: Any) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("F")
        assert "No bookmark" in desk.said
        await desk.press("alt+down", "w", "f")
        caret = desk.reader.caret
        assert desk.said == "Done: put the bookmark into Entrevue 01   u undoes it"
        assert "▸" in desk.lines().split("Sophie")[0].splitlines()[-1]
        await desk.press("G", "F")
        assert desk.reader.caret == caret
        await desk.press("G", "f")
        assert len(marks(desk)) == 1
        await desk.press("f")
        assert marks(desk) == []
        assert desk.said == "Done: take the bookmark out of Entrevue 01   u undoes it"
        await desk.press("u")

    async def of_another(desk: Desk) -> None:
        assert desk.reader.marked.bookmark is None
        assert len(marks(desk)) == 1

    at_desk(story)
    at_desk(of_another, study=Project.open(project.label, coder="Max", write=True))


def test_how_far_a_document_is_is_declared(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        desk.screen.query_one(Shelf).focus()
        await desk.press("j", "e", "3")
        states = {document.name: document.state for document in desk.project.documents.all()}
        assert states == {"Entrevue 01": "to_read", "Entrevue 02": "coded"}
        told = "readings now count only the document marked coded (1 of 2)"
        assert desk.said == f"Done: mark “Entrevue 02” as coded; {told}   u undoes it"
        assert "coded" in desk.lines()
        await desk.press("u", "e", "escape")
        assert {document.state for document in desk.project.documents.all()} == {"to_read"}

    at_desk(story)


# Memos and the journal


def test_memos_are_listed_by_kind_gone_to_edited_and_removed(at_desk: Callable[..., None], project: Any) -> None:
    code = project.codes.get("Présence")
    project.perform(AddMemo("[laughs] voir", "code", code.id, "theoretical"))

    async def story(desk: Desk) -> None:
        await desk.press("alt+down", "alt+down", "alt+down", "s", "c", *"pres", "enter")
        await desk.press("m", *"lien", "escape")
        await desk.press("g", "M")
        assert isinstance(desk.app.screen, ListingDialog)
        lines = desk.lines()
        assert "[laughs] voir" in lines
        assert "theoretical, Présence  (Ana)" in lines
        await desk.press("right")
        assert "[laughs] voir" not in desk.lines()
        await desk.press("enter")
        assert desk.text[desk.reader.caret :].startswith("Des fois")
        await desk.press("M")
        await desk.press("e")
        assert isinstance(desk.app.screen, MemoDialog)
        await desk.press("s", "escape")
        assert "liens" in [memo.text for memo in desk.project.memos.all()]
        assert isinstance(desk.app.screen, ListingDialog)
        await desk.press("t")
        await desk.press("5")
        assert sorted(memo.kind for memo in desk.project.memos.all()) == ["theoretical", "to_do"]
        await desk.press("x")
        assert len(desk.project.memos.all()) == 1
        await desk.press("enter")
        assert desk.screen.query_one(Codebook).has_focus
        assert desk.screen.query_one(Codebook).meant == code.id
        await desk.press("u")
        assert len(desk.project.memos.all()) == 2

    at_desk(story)


def test_the_journal_is_a_dated_stream_of_memos_on_the_project(at_desk: Callable[..., None], project: Any) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("M")
        assert "No memo yet" in desk.lines()
        await desk.press("n")
        await desk.press(*"premier", "escape")
        assert [(memo.on, memo.text) for memo in desk.project.memos.all()] == [("project", "premier")]
        day = desk.project.memos.all()[0].created_at[:10]
        assert f"{day}  note, journal  (Ana)" in desk.lines()
        await desk.press("escape", "E", *"second", "escape")
        assert desk.said == "Done: write a memo   u undoes it"
        await desk.press("M")
        lines = desk.lines()
        assert lines.index("second") < lines.index("premier")
        await desk.press("enter")
        assert isinstance(desk.app.screen, MemoDialog)
        await desk.press("escape", "escape")

    async def read_by_another(desk: Desk) -> None:
        await desk.press("M")
        for key in ("e", "x", "t", "enter"):
            desk.screen.say("")
            await desk.press(key)
            assert desk.said == "This is Ana’s memo: one changes one’s own.", key
        assert len(desk.project.memos.all()) == 2
        await desk.press("escape")

    at_desk(story)
    at_desk(read_by_another, study=Project.open(project.label, coder="Max", write=True))


# Places


def test_one_goes_to_a_turn_by_number_or_time(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        for typed, turn in (("3", 2), ("1:35", 3), ("0:00", 0), ("0h01m10", 2), ("1", 0)):
            await desk.press("colon")
            assert isinstance(desk.app.screen, LineDialog)
            await desk.type(typed)
            assert f"turn {turn + 1}, " in desk.lines()
            await desk.press("enter")
            assert desk.reader.turn_number(desk.reader.caret) == turn, typed
            assert desk.reader.caret == desk.reader.sheet.turns[turn].start
        for typed in ("99", "0", "abc", "²"):
            await desk.press("colon", *typed, "enter")
            assert desk.said == "No such turn or time: there are 4 turns."
        await desk.press("colon", "escape")

    at_desk(story)


def test_one_goes_to_a_document_by_some_letters(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("D", *"02")
        assert isinstance(desk.app.screen, DocumentDialog)
        await desk.press("enter")
        assert desk.text == "P1 : Autre chose.\n"
        await desk.press("D", *"zzz")
        assert "no document is called so" in desk.lines()
        await desk.press("enter", "escape")
        assert desk.text == "P1 : Autre chose.\n"

    at_desk(story)


def test_nothing_here_needs_a_document(at_desk: Callable[..., None], tmp_path: Any) -> None:
    async def story(desk: Desk) -> None:
        assert interface_language() == "en"
        await desk.press("H", "r", "f", "F", "D", "colon", "backspace", "a", "W")
        assert not desk.app.screen.is_modal
        for key in ("L", "M"):
            await desk.press(key)
            assert desk.app.screen.is_modal
            await desk.press("escape")
        assert desk.project.history() == [] or all(entry.action == "AddCoder" for entry in desk.project.history())

    at_desk(story, study=Project.create(str(tmp_path / "empty.qualcode"), coder="Ana"))
