"""One key, one action, one undo, said by name; few keys after a selection."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from qualcode.coding.codebook.codes import AddCode
from qualcode.coding.documents.documents import SetDocumentState
from qualcode.coding.project import Project, Said
from qualcode.tui.dialogs.picker import CodePicker
from qualcode.tui.shown import study

if TYPE_CHECKING:
    from collections.abc import Callable

    Desk = Any


def kinds(desk: Desk) -> list[str]:
    """Return what this coder did at the desk, the latest first."""
    return [entry.action for entry in desk.project.history()]


def again(project: Any, coder: str = "Ana") -> Project:
    return Project.open(project.label, coder=coder, write=True)


async def picked(desk: Desk, *letters: str) -> None:
    """Pick a code for what is selected."""
    await desk.press("c", *letters, "enter")


# One act, one undo


@pytest.mark.parametrize(
    ("typed", "path"), [("Ponts", ("Ponts",)), ("Ruelles/Ponts", ("Ruelles", "Ponts")), ("lien/rives", None)]
)
def test_a_code_made_in_place_is_one_action_with_one_undo(
    at_desk: Callable[..., None], typed: str, path: tuple[str, ...] | None
) -> None:
    async def story(desk: Desk) -> None:
        before, codes = len(kinds(desk)), desk.project.codes.all()
        await desk.press("s", "c", *typed, "ctrl+n")
        made = desk.project.codes.get(typed.rsplit("/", maxsplit=1)[-1])
        assert path is None or made.path == path
        assert [name for name, _words in desk.coded()] == [made.name]
        assert kinds(desk)[: len(kinds(desk)) - before] == ["ApplyNewCode"]
        assert desk.said == f"Done: new code “{made.name}” in Entrevue 01   u undoes it"
        assert desk.undo_word == made.name
        await desk.press("u")
        assert desk.coded() == []
        assert desk.project.codes.all() == codes
        assert desk.said == f"Undone: new code “{made.name}” in Entrevue 01   ^r does it again"
        await desk.press("ctrl+r")
        assert [p.name for p in desk.reader.sheet.passages] == [made.name]

    at_desk(story)


def test_several_codes_and_a_new_one_are_one_action(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        before = len(kinds(desk))
        await desk.press("s", "c", *"pres", "tab", *"obst", "tab", "enter")
        assert {name for name, _words in desk.coded()} == {"Présence", "Obstacles"}
        assert desk.said == "Done: code “Présence, Obstacles” in Entrevue 01   u undoes it"
        await desk.press("alt+down", "s", "c", *"prendre", "tab", *"Neuf", "ctrl+n")
        assert {name for name, _words in desk.coded()} >= {"Prendre son temps", "Neuf"}
        assert len(kinds(desk)) == before + 2
        await desk.press("alt+down", "s", "full_stop")
        assert desk.coded()[-1][0] == "Neuf"  # the new one is the one to repeat
        await desk.press("u", "u", "u")
        assert desk.coded() == []
        assert len(desk.project.codes.all()) == 4

    at_desk(story)


def test_in_vivo_is_one_action(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("alt+down", "s", "i")
        assert kinds(desk)[0] == "ApplyNewCode"
        assert desk.said == "Done: new code “Ben, c’est le lien.” in Entrevue 01   u undoes it"
        await desk.press("u")
        assert len(desk.project.codes.all()) == 4

    at_desk(story)


def test_each_act_says_what_it_did_by_name_and_what_undo_would_undo(at_desk: Callable[..., None], project: Any) -> None:
    acts = (
        (("full_stop",), "code “Présence” in Entrevue 01", "Présence"),
        (("asterisk",), "star “Présence”", "star ‘Présence’"),
        (("asterisk",), "no longer star “Présence”", "no longer star ‘Présence’"),
        (("plus",), "move the bounds of “Présence”", "move the bounds of ‘Présence’"),
        (("m", *"lien", "escape"), "memo on “Présence”", "memo on ‘Présence’"),
        (("m", *"s", "escape"), "edit the memo on “Présence”", "edit the memo on ‘Présence’"),
        (("m", *["backspace"] * 5, "escape"), "remove the memo on “Présence”", "remove the memo on ‘Présence’"),
        (("x",), "remove “Présence”", "remove ‘Présence’"),
    )

    async def story(desk: Desk) -> None:
        await desk.press("s")
        await picked(desk, *"pres")
        await desk.press("alt+down", "s")
        for keys, said, word in acts:
            await desk.press(*keys)
            assert desk.said == f"Done: {said}   u undoes it"
            assert desk.undo_word == word
            await desk.press("u")
            assert desk.said == f"Undone: {said}   ^r does it again"
            await desk.press("ctrl+r")
            assert desk.said == f"Done again: {said}   u undoes it"
            assert desk.undo_word == word
        assert f"undo “{acts[-1][2]}" in desk.lines()

    async def later(desk: Desk) -> None:
        assert desk.undo_word == "remove ‘Présence’"
        await desk.press("u")
        assert desk.said == "Undone: remove “Présence”   ^r does it again"

    at_desk(story)
    at_desk(later, study=again(project))


def test_words_of_the_footer_stand_between_marks_and_names_keep_theirs() -> None:
    marked = Said("SetDocumentState", {"name": "Le “A”", "state": "reviewed"})
    assert study.short_words(marked) == "mark ‘Le “A”’ as reviewed"
    assert study.short_words(Said("AddMemo", {})) == "write a memo"


@pytest.mark.usefixtures("french")
def test_in_french_what_stands_inside_guillemets_has_the_other_marks() -> None:
    said = Said("SetDocumentState", {"name": "Groupe A", "state": "coded"})
    assert "«\u00a0Groupe A\u00a0»" in said.words()
    assert said.words().endswith("codé")
    assert "“Groupe A”" in study.short_words(said)


def test_a_state_is_said_in_words(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await desk.app.workbench.perform(SetDocumentState(desk.screen.opened, "to_read"))
        await desk.settle()
        assert desk.said == ""  # it was to be read already: nothing was done
        await desk.app.workbench.perform(SetDocumentState(desk.screen.opened, "reviewed"))
        await desk.settle()
        told = "readings now count only the document marked coded (1 of 2)"
        assert desk.said == f"Done: mark “Entrevue 01” as reviewed; {told}   u undoes it"

    at_desk(story)


def test_codes_made_in_place_are_recent_on_return(at_desk: Callable[..., None], project: Any) -> None:
    async def first(desk: Desk) -> None:
        await desk.press("s", "c", *"pres", "tab", *"Neuf", "ctrl+n")

    async def later(desk: Desk) -> None:
        assert [code.name for code in desk.screen.recent_known()] == ["Neuf", "Présence"]

    at_desk(first)
    at_desk(later, study=again(project))


def test_a_code_somebody_else_makes_meanwhile_is_used_and_not_made_twice(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("s", "c", *"Ponts")
        await asyncio.to_thread(desk.project.perform, AddCode("Ponts"))
        await desk.press("ctrl+n")
        assert [name for name, _words in desk.coded()] == ["Ponts"]
        assert [code.name for code in desk.project.codes.all()].count("Ponts") == 1

    at_desk(story)


# Keys after a selection


@pytest.mark.parametrize(
    ("keys", "code", "most"),
    [
        (("1",), "Présence", 1),
        (("full_stop",), "Présence", 1),
        (("c", *"obs", "enter"), "Obstacles", len("obs") + 2),
        (("c", *"Ponts", "enter"), "Ponts", len("Ponts") + 2),
        (("c", *"Ruelles/Ponts", "enter"), "Ponts", len("Ruelles/Ponts") + 2),
    ],
)
@pytest.mark.parametrize("chosen", [("s",), ("S",)])
def test_keys_after_a_selection_are_few_and_a_sentence_or_a_turn_costs_one(
    at_desk: Callable[..., None], keys: tuple[str, ...], code: str, most: int, chosen: tuple[str, ...]
) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("s", "c", *"presence", "enter")
        await desk.press("alt+down", "alt+down", "alt+down")
        assert len(chosen) <= 2
        assert len(keys) == most
        await desk.press(*chosen, *keys)
        whole = "Des fois j’étais trop pressée. Là, j’ai appris à attendre."
        assert desk.coded()[-1] == (code, whole if chosen == ("S",) else "Des fois j’étais trop pressée.")
        assert not isinstance(desk.app.screen, CodePicker)

    at_desk(story)
