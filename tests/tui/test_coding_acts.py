"""Coding at the desk: keys, what the project then holds, what is said, undo, and words that are never markup."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from textual.widgets import OptionList, TextArea

from qualcode.coding.cases.cases import AddCase
from qualcode.coding.codebook.codes import AddCode
from qualcode.coding.documents.documents import ImportDocument, RemoveDocument
from qualcode.coding.project import Project
from qualcode.model.transcript import Speech, Transcript
from qualcode.tui.dialogs.choosing import ChooseDialog
from qualcode.tui.dialogs.memo import MemoDialog
from qualcode.tui.dialogs.picker import CodePicker
from qualcode.tui.screens.desk.acts import short_name
from qualcode.tui.widgets.codebook import Codebook
from qualcode.tui.widgets.excerpts import ExcerptList
from qualcode.tui.widgets.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Desk = Any

HOSTILE = "[laughs] [/ [b {x[0]} \x1b]52;c;ZXZpbA==\x07 %s </b>"


async def code(desk: Desk, *letters: str) -> None:
    await desk.press("c", *letters, "enter")


def test_every_act_is_said_by_name_with_its_undo_key_and_the_selection_is_gone(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("s")
        await code(desk, *"pres")
        assert "Présence" in desk.said
        assert desk.said.endswith("u undoes it")
        assert desk.undo_word == "Présence"
        assert desk.reader.span is None
        assert [p.name for p in desk.reader.sheet.passages] == ["Présence"]
        await desk.press("u")
        assert desk.coded() == []
        assert desk.said.startswith("Undone")
        assert "Présence" in desk.said
        assert desk.reader.sheet.passages == ()
        await desk.press("ctrl+r")
        assert [name for name, _ in desk.coded()] == ["Présence"]
        assert desk.said.startswith("Done again")
        assert desk.undo_word == "Présence"

    at_desk(story)


def test_a_recent_code_costs_one_key_after_a_selection(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("s")
        await code(desk, *"pres")
        await desk.press("alt+down", "s")
        await code(desk, *"obst")
        await desk.press("alt+down", "S")
        await desk.press("2")
        assert desk.coded()[-1][0] == "Présence"
        await desk.press("alt+down", "s", "full_stop")
        assert [name for name, _ in desk.coded()] == ["Présence", "Obstacles", "Présence", "Présence"]
        await desk.press("s", "9")
        assert "c picks one" in desk.said

    at_desk(story)


def test_recent_codes_are_offered_while_something_is_selected_and_known_again_on_return(
    at_desk: Callable[..., None], project: Any
) -> None:
    async def first(desk: Desk) -> None:
        await desk.press("s")
        await code(desk, *"pres")
        await desk.press("alt+down", "s")
        assert "1 ● Présence" in desk.lines()

    async def later(desk: Desk) -> None:
        await desk.press("alt+down", "alt+down", "s", "1")
        assert [name for name, _ in desk.coded()] == ["Présence", "Présence"]

    at_desk(first)
    at_desk(later, study=Project.open(project.label, coder="Ana", write=True))


def test_digits_go_to_the_places_where_nothing_is_selected(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("2", "3", "9")
        assert desk.app.went == ["explore", "write"]

    at_desk(story)


def test_keys_that_want_a_selection_say_so(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("full_stop")
        assert "c picks one" in desk.said
        await desk.press("i")
        assert desk.said.startswith("Nothing is selected")
        for key in ("x", "asterisk", "plus", "y"):
            desk.screen.say("")
            await desk.press(key)
            assert desk.said.startswith("No coding under the caret"), key
        await desk.press("u", "u", "u", "u", "u", "u", "u", "u")
        assert desk.said
        assert desk.coded() == []

    at_desk(story)


def test_coding_the_same_passage_twice_is_refused_in_a_sentence(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        for _ in range(2):
            await desk.press("g", "s")
            await code(desk, *"pres")
        assert len(desk.coded()) == 1
        assert "Présence" in desk.said

    at_desk(story)


def test_removing_asks_which_where_codings_overlap_the_innermost_first(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("alt+down", "S")
        await code(desk, *"obst")
        await desk.press("home", "g", "alt+down", "s")
        await code(desk, *"pres")
        await desk.press("x")
        dialog = desk.app.screen
        assert isinstance(dialog, ChooseDialog)
        prompts = [str(option.prompt) for option in dialog.query_one(OptionList).options]
        assert "Présence" in prompts[0]
        assert "Obstacles" in prompts[1]
        await desk.press("escape")
        assert len(desk.coded()) == 2
        await desk.press("x", "enter")
        assert [name for name, _ in desk.coded()] == ["Obstacles"]
        assert "Présence" in desk.said
        assert "Présence" in desk.undo_word
        await desk.press("x")
        assert desk.coded() == []
        await desk.press("u", "u")
        await desk.press("x", "2")
        assert [name for name, _ in desk.coded()] == ["Présence"]

    at_desk(story)


def test_in_vivo_takes_the_words_and_asks_where_they_are_many(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("alt+down", "s", "i")
        assert desk.coded() == [("Ben, c’est le lien.", "Ben, c’est le lien.")]
        await desk.press("g", "alt+down", "S", "i")
        picker = desk.app.screen
        assert isinstance(picker, CodePicker)
        assert picker.typed == "Ben, c’est le lien. [rires] On prend son"
        await desk.press("enter")
        assert {name for name, _ in desk.coded()} == {"Ben, c’est le lien.", "Ben, c’est le lien. [rires] On prend son"}
        await desk.press("g", "alt+down", "s", "i")
        assert len(desk.coded()) == 2  # known and there already

    at_desk(story)


def test_a_name_is_cut_at_a_word() -> None:
    assert short_name("un mot") == "un mot"
    assert short_name("a" * 60) == "a" * 40
    words = "un peu plus de lettres que quarante, pas une de moins"
    assert short_name(words) == "un peu plus de lettres que quarante, pas"


def test_stars_memos_and_bounds_are_changed_on_the_coding_under_the_caret(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("alt+down", "s")
        await code(desk, *"pres")
        await desk.press("asterisk")
        assert desk.codings()[0].starred
        assert "*Pré" in desk.lines()
        await desk.press("asterisk")
        assert not desk.codings()[0].starred
        await desk.press("plus", "plus")
        assert desk.coded()[0][1] == "Ben, c’est le lien. [rires] On"
        await desk.press("minus", "minus", "minus")
        words = desk.coded()[0][1]
        assert words == "Ben, c’est le"
        await desk.press("alt+minus")
        assert desk.coded()[0][1] == "c’est le"
        await desk.press("alt+plus")
        assert desk.coded()[0][1] == words
        await desk.press("alt+plus")
        assert "no further" in desk.said

    at_desk(story)


def test_a_memo_is_kept_when_one_leaves_and_found_again(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("m")
        assert isinstance(desk.app.screen, MemoDialog)
        await desk.type("[a voir]")
        await desk.press("escape")
        assert [(m.on, m.text) for m in desk.project.memos.all()] == [("document", "[a voir]")]
        before = len(desk.project.history())
        await desk.press("m", "escape")
        assert len(desk.project.history()) == before
        await desk.press("s")
        await code(desk, *"pres")
        await desk.press("m", *"lien", "escape")
        await desk.press("m")
        assert desk.app.screen.query_one(TextArea).text == "lien"
        await desk.press("s", "ctrl+s")
        assert [m.text for m in desk.project.memos.all()] == ["[a voir]", "liens"]
        assert desk.reader.sheet.passages[0].noted
        await desk.press("m", *["backspace"] * 5, "escape")
        assert [m.text for m in desk.project.memos.all()] == ["[a voir]"]
        await desk.press("u")
        assert len(desk.project.memos.all()) == 2

    at_desk(story)


def test_a_passage_is_copied_with_its_attribution(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("alt+down", "s", "y")
        assert desk.app.copied == ["“Ben, c’est le lien.” (Entrevue 01, Sophie, 00:30)"]
        await code(desk, *"pres")
        await desk.press("y")
        assert desk.app.copied[1] == desk.app.copied[0]

    at_desk(story)


def test_no_key_and_no_paste_changes_the_text(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        before = desk.text
        await desk.press("a", "o", "backspace", "delete", "enter", "e", "r", "k", "f")
        assert desk.project.documents.text(desk.screen.opened) == before

    at_desk(story)


def test_enter_on_a_code_applies_it_or_lists_its_passages(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("alt+down", "s", "t")  # folds the codebook where it is in sight
        assert not desk.screen.query_one("#right").display
        await desk.press("t")
        assert desk.screen.query_one(Codebook).has_focus
        await desk.press("down", "enter")
        assert [name for name, _ in desk.coded()] == ["Présence"]
        assert "1" in str(desk.screen.query_one(Codebook).render_line(1).text)
        assert desk.reader.has_focus
        await desk.press("g")
        desk.screen.query_one(Codebook).focus()
        await desk.press("enter")
        listing = desk.screen.query_one(ExcerptList)
        assert listing.display
        assert listing.option_count == 1
        await desk.press("enter")
        assert desk.text[desk.reader.caret :].startswith("Ben,")
        listing.focus()
        await desk.press("escape")
        assert not listing.display
        desk.screen.query_one(Codebook).focus()
        await desk.press("down", "down", "enter")
        assert "No passage" in desk.said

    at_desk(story)


def test_documents_open_where_one_was_in_them(at_desk: Callable[..., None], project: Any) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("alt+down", "w")
        caret, first = desk.reader.caret, desk.screen.opened
        desk.screen.query_one(Shelf).focus()
        await desk.press("down", "enter")
        assert desk.text == "P1 : Autre chose.\n"
        desk.screen.query_one(Shelf).focus()
        await desk.press("up", "enter")
        assert (desk.screen.opened, desk.reader.caret) == (first, caret)

    async def later(desk: Desk) -> None:
        assert desk.reader.turn_number(desk.reader.caret) == 1

    at_desk(story)
    at_desk(later, study=Project.open(project.label, coder="Ana", write=True))


def test_what_others_do_arrives_by_the_same_road(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await desk.app.workbench.perform(AddCode("Venu d’ailleurs"))
        await desk.settle()
        assert "Venu d’ailleurs" in desk.lines()
        await desk.app.workbench.perform(RemoveDocument(desk.screen.opened))
        await desk.settle()
        assert desk.text == "P1 : Autre chose.\n"
        await desk.app.workbench.perform(RemoveDocument(desk.screen.opened))
        await desk.settle()
        assert "No document yet" in desk.lines()
        await desk.press("c", "m", "s", "x", "p", "U", "G", "down", "slash")

    at_desk(story)


def test_a_document_a_colleague_took_out_is_said_to_be_gone_and_the_list_is_read_anew(
    at_desk: Callable[..., None],
) -> None:
    """A colleague does it on the team's server; here it is done behind the window's back."""

    async def story(desk: Desk) -> None:
        first, second = desk.project.documents.all()
        desk.project.perform(RemoveDocument(second.id))
        await desk.screen.while_shown(desk.screen.open(second.id))
        assert desk.said == "this document: taken out of the study meanwhile; nothing was changed, open another one"
        assert list(desk.screen.names) == [first.id] == [desk.screen.opened]
        desk.project.perform(RemoveDocument(first.id))
        await desk.app.workbench.perform(AddCase("Manon"))
        await desk.settle()
        assert desk.screen.opened == ""
        assert "No document yet" in desk.lines()
        assert desk.said.startswith("Done: new case “Manon”")

    at_desk(story)


def test_empty_places_say_the_next_key(at_desk: Callable[..., None], tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        assert "I brings some in" in desk.lines()
        assert "No code yet" in desk.lines()
        assert "code it" not in desk.lines(), "what needs a document is not offered"

    at_desk(story, study=Project.create(str(tmp_path / "empty.qualcode"), coder="Ana"))


def test_another_theme_paints_the_codes_in_its_own_colours(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("s")
        await code(desk, *"pres")
        before = desk.reader.sheet.passages[0].colour
        desk.app.theme = "paper"
        await desk.settle()
        assert desk.reader.sheet.passages[0].colour != before

    at_desk(story)


def test_the_footer_and_the_places_answer_to_the_mouse(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("s")
        footer = next(line for line in desk.lines().splitlines()[::-1] if line.strip())
        await desk.pilot.click("#footer", offset=(footer.index("c code it"), 0))
        await desk.settle()
        assert isinstance(desk.app.screen, CodePicker)
        await desk.press("escape")
        top = desk.lines().splitlines()[1]
        await desk.pilot.click("#top", offset=(top.index("2 Explore"), 1))
        await desk.settle()
        assert desk.app.went == ["explore"]

    at_desk(story)


def hostile_study(folder: Path) -> Project:
    """Return a study with commands and markup in every field."""
    study = Project.create(str(folder / "hostile.qualcode"), title=HOSTILE, coder=HOSTILE)
    text = f"{HOSTILE} : {HOSTILE} {HOSTILE}"
    start = len(HOSTILE) + 3
    told = Transcript(text, "txt", turns=(Speech(HOSTILE, start, len(text)),))
    study.perform(ImportDocument(HOSTILE, "h.txt", "4" * 64, told))
    group = AddCode(HOSTILE, details=(("definition_en", HOSTILE), ("when_to_use", HOSTILE), ("label_fr", HOSTILE)))
    study.perform(group)
    study.perform(AddCode(HOSTILE + "2", group.id))
    return study


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
def test_words_of_people_are_painted_as_typed_and_command_nothing(
    at_desk: Callable[..., None], tmp_path: Path, size: tuple[int, int]
) -> None:
    async def story(desk: Desk) -> None:
        seen = desk.lines()
        await desk.press("S", "c")
        seen += desk.lines()
        await desk.press("1")
        seen += desk.lines()
        await desk.press("g", "S", "i")
        seen += desk.lines()
        await desk.press("escape", "escape", "g", "m")
        await desk.type("x")
        seen += desk.lines()
        await desk.press("escape", "slash", *"[b", "enter", "d", "d", "t")
        seen += desk.lines()
        if size[0] > 80:
            await desk.pilot.click("#said", offset=(8, 0))
            await desk.pilot.click("#heading", offset=(4, 0))
            await desk.pilot.click("#definition", offset=(4, 1))
        await desk.press("escape", "x", "y", "u")
        seen += desk.lines()
        assert "\x1b" not in seen
        assert "\x07" not in seen
        assert "[laughs] [/ [b {x[0]} ␛]52" in seen
        assert len(desk.coded()) <= 1

    at_desk(story, size, study=hostile_study(tmp_path))
