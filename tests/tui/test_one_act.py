"""One key, one action, one undo, said by name; the text, the codebook and the lists show the same coder's codings."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from textual.css.query import NoMatches
from textual.widgets import OptionList

from qualcode.coding.codes import AddCode
from qualcode.coding.codings import ApplyCode
from qualcode.coding.documents import ImportDocument, SetDocumentState
from qualcode.coding.project import Project, Said
from qualcode.model.transcript import Speech, Transcript
from qualcode.tui import study
from qualcode.tui.dialogs.choosing import ChooseDialog
from qualcode.tui.dialogs.picker import CodePicker
from qualcode.tui.widgets.codebook import Codebook
from qualcode.tui.widgets.excerpts import ExcerptList
from qualcode.tui.widgets.shelf import Shelf

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
        assert desk.said == "Done: mark “Entrevue 01” as reviewed   u undoes it"

    at_desk(story)


def test_codes_made_in_place_are_recent_on_return(at_desk: Callable[..., None], project: Any) -> None:
    async def first(desk: Desk) -> None:
        await desk.press("s", "c", *"pres", "tab", *"Neuf", "ctrl+n")

    async def later(desk: Desk) -> None:
        assert [code.name for code in desk.screen.recent_known()] == ["Neuf", "Présence"]

    at_desk(first)
    at_desk(later, study=again(project))


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


# Whose codings


def test_one_who_has_not_coded_is_told_how_to_see_what_others_did(
    at_desk: Callable[..., None], project: Project
) -> None:
    async def told(desk: Desk) -> None:
        assert desk.said == "None of the codings here is yours: C shows everyone’s."

    async def silent(desk: Desk) -> None:
        assert desk.said == ""

    at_desk(silent)
    mine = again(project)
    document = mine.documents.get("Entrevue 02")
    mine.perform(ApplyCode(document.id, 5, 16, mine.codes.get("Présence").id))
    mine.close()
    at_desk(told, study=again(mine, "Léa"))
    at_desk(silent, study=again(mine))


def coded_by_two(project: Any) -> None:
    """Let Théo code the first document too, and Ana."""
    document = project.documents.get("Entrevue 01").id
    start = project.documents.text(document).index("Ben,")
    code = project.codes.get("Présence").id
    project.perform(ApplyCode(document, start, start + 19, code))
    project.coder = "Théo"
    project.perform(ApplyCode(document, start, start + 4, code))
    project.perform(ApplyCode(document, start + 5, start + 19, project.codes.get("Obstacles").id))
    project.coder = "Ana"


def shown(desk: Desk) -> tuple[int, int, list[str]]:
    """Return how many codings of two codes the tree counts, and what the text shows."""
    ids = {code.name: code.id for code in desk.screen.book.codes}
    own = desk.screen.book.own
    passages = [f"{passage.name} {passage.coder}".strip() for passage in desk.reader.sheet.passages]
    return own.get(ids["Présence"], 0), own.get(ids["Obstacles"], 0), sorted(passages)


def test_text_tree_and_passages_show_the_same_coders_codings(at_desk: Callable[..., None], project: Any) -> None:
    coded_by_two(project)

    async def story(desk: Desk) -> None:
        assert shown(desk) == (1, 0, ["Présence"])
        await desk.press("C")
        dialog = desk.app.screen
        assert isinstance(dialog, ChooseDialog)
        assert [str(option.prompt)[2:] for option in dialog.query_one(OptionList).options] == [
            "My codings", "Codings of Théo", "Everyone’s codings",
        ]  # fmt: skip
        await desk.press("3")
        assert shown(desk) == (2, 1, ["Obstacles Théo", "Présence", "Présence Théo"])
        assert "everyone’s codings" in desk.lines().splitlines()[1]
        await desk.screen.list_passages(next(c.id for c in desk.screen.book.codes if c.name == "Présence"))
        await desk.settle()
        assert desk.screen.query_one(ExcerptList).option_count == 2
        assert "(Théo)" in desk.lines()
        await desk.press("escape", "C", "2")
        assert shown(desk) == (1, 1, ["Obstacles Théo", "Présence Théo"])
        assert "Théo’s codings" in desk.lines().splitlines()[1]
        await desk.press("C", "1")
        assert shown(desk) == (1, 0, ["Présence"])
        assert "codings" not in desk.lines().splitlines()[1]

    at_desk(story)


def test_one_changes_ones_own_codings_only(at_desk: Callable[..., None], project: Any) -> None:
    coded_by_two(project)

    async def story(desk: Desk) -> None:
        before = desk.project.dump()
        await desk.press("C", "2", "alt+down")
        for key in ("x", "asterisk", "minus"):
            desk.screen.say("")
            await desk.press(key)
            assert "is Théo’s coding" in desk.said
        assert desk.project.dump() == before
        await desk.press("C", "3")
        await desk.press("x")  # Ana's is the only one she can mean
        assert shown(desk) == (1, 1, ["Obstacles Théo", "Présence Théo"])
        await desk.press("s", "c", *"obst", "enter")
        assert shown(desk)[1] == 2

    at_desk(story)


def test_where_one_codes_alone_there_is_nobody_to_choose(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("C")
        assert desk.said == "Nobody else codes here yet."

    at_desk(story)


def test_who_codes_for_the_first_time_sees_nobody_elses_then_their_own(
    at_desk: Callable[..., None], project: Any
) -> None:
    coded_by_two(project)
    project.close()

    async def story(desk: Desk) -> None:
        assert shown(desk) == (0, 0, [])
        await desk.press("s", "c", *"obst", "enter")
        assert shown(desk) == (0, 1, ["Obstacles"])
        assert desk.undo_word == "Obstacles"

    at_desk(story, study=again(project, "Zoé"))


# What changes is what is read


def test_an_act_reads_the_codings_it_touched_and_no_others(
    at_desk: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(desk: Desk) -> None:
        def refuse(*_: Any, **__: Any) -> Any:
            raise AssertionError("read anew")

        for name in ("of_document", "excerpts"):
            monkeypatch.setattr(desk.project.codings, name, refuse)
        for name in ("all", "counts", "uses"):
            monkeypatch.setattr(desk.project.codes, name, refuse)
        monkeypatch.setattr(type(desk.project), "history", refuse)
        tree = desk.screen.query_one(Codebook)
        await desk.press("alt+down", "s", "c", *"pres", "enter")
        assert [p.name for p in desk.reader.sheet.passages] == ["Présence"]
        for key in ("asterisk", "plus", "minus", "minus"):
            await desk.press(key)
        assert desk.reader.sheet.passages[0].starred
        assert [strip.text.split()[-1] for strip in map(tree.render_line, range(2))] == ["1", "1"]
        for _ in range(5):
            await desk.press("u")
        assert desk.reader.sheet.passages == ()
        assert [strip.text.split()[-1] for strip in map(tree.render_line, range(2))] == ["–", "–"]
        assert "2 turns without a code" in desk.lines()

    at_desk(story)


def test_codings_of_another_document_change_the_counts_and_not_the_text(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        other = desk.project.documents.get("Entrevue 02").id
        code = desk.project.codes.get("Présence").id
        await desk.app.workbench.perform(ApplyCode(other, 5, 10, code))
        await desk.settle()
        assert desk.screen.book.own == {code: 1}
        assert desk.reader.sheet.passages == ()
        await desk.press("u")
        assert desk.screen.book.own == {}

    at_desk(story)


# Where one was


def test_every_document_opens_where_each_coder_left_it(at_desk: Callable[..., None], project: Any) -> None:
    told = Transcript("P1 : Un. Deux. Trois.\n", "txt", turns=(Speech("P1", 5, 21),))
    project.perform(ImportDocument("Entrevue 03", "e3.txt", "3" * 64, told))
    carets: dict[str, int] = {}

    async def ana(desk: Desk) -> None:
        for name in ("Entrevue 01", "Entrevue 03", "Entrevue 02"):
            await desk.screen.open(desk.project.documents.get(name).id)
            await desk.press("w", "w")
            carets[name] = desk.reader.caret
        assert len(set(carets.values())) == 3

    async def theo(desk: Desk) -> None:
        assert (desk.screen.names[desk.screen.opened], desk.reader.caret) == (
            "Entrevue 01",
            desk.reader.sheet.turns[0].start,
        )
        await desk.press("alt+down")

    async def ana_again(desk: Desk) -> None:
        assert desk.screen.names[desk.screen.opened] == "Entrevue 02"
        for name, caret in carets.items():
            await desk.screen.open(desk.project.documents.get(name).id)
            assert desk.reader.caret == caret

    at_desk(ana)
    at_desk(theo, study=again(project, "Théo"))
    at_desk(ana_again, study=again(project))


def test_what_waits_for_a_project_that_was_let_go_of_finds_no_widgets_and_ends(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        screen = desk.screen

        async def looks_for_a_widget() -> None:
            screen.query_one("#nowhere")

        with pytest.raises(NoMatches):
            await screen.while_shown(looks_for_a_widget())
        await desk.app.pop_screen()
        await screen.while_shown(looks_for_a_widget())

    at_desk(story)


def test_a_project_let_go_of_while_it_is_read_takes_no_screen_down(
    at_desk: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(desk: Desk) -> None:
        held, asked = asyncio.Event(), asyncio.Event()
        read = desk.app.workbench.read

        async def slowly(*given: Any, **named: Any) -> Any:
            asked.set()
            await held.wait()
            return await read(*given, **named)

        monkeypatch.setattr(desk.app.workbench, "read", slowly)
        late = type(desk.screen)(desk.app.workbench)
        desk.app.push_screen(late)
        await asked.wait()
        gone = desk.app.pop_screen()
        held.set()
        await gone
        await desk.settle()
        assert desk.app.screen is desk.screen
        assert desk.reader.has_focus

    at_desk(story)


def test_a_project_let_go_of_while_a_change_is_shown_takes_nothing_down(
    at_desk: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(desk: Desk) -> None:
        held = asyncio.Event()
        read = desk.app.workbench.read

        async def slowly(*given: Any, **named: Any) -> Any:
            await held.wait()
            return await read(*given, **named)

        monkeypatch.setattr(desk.app.workbench, "read", slowly)
        await desk.app.workbench.perform(AddCode("Ponts"))
        screen = desk.screen
        gone = desk.app.pop_screen()
        held.set()
        await gone
        await desk.settle()
        assert screen not in desk.app.screen_stack
        assert desk.app.is_running

    at_desk(story)


# Documents by kind


def test_documents_stand_under_their_kind_and_a_kind_folds(at_desk: Callable[..., None], project: Any) -> None:
    said = (("Q", "interviewer", "Bon."), ("P1", "participant", "Oui."), ("P2", "participant", "Non."))
    text, turns = "", []
    for speaker, role, words in said:
        text += f"{speaker} : "
        turns.append(Speech(speaker, len(text), len(text) + len(words), role))
        text += f"{words}\n"
    project.perform(ImportDocument("Groupe A", "a.txt", "5" * 64, Transcript(text, "txt", turns=tuple(turns))))
    project.perform(ImportDocument("Notes", "n.txt", "6" * 64, Transcript("Rien que des notes.", "txt")))

    async def story(desk: Desk) -> None:
        shelf = desk.screen.query_one(Shelf)
        wide = [str(option.prompt).split() for option in shelf.options]
        assert [words for words in wide if words] == [
            ["▾", "Interviews", "2"],
            ["▌", "Entrevue", "01", "to", "read"],
            ["Entrevue", "02", "to", "read"],
            ["▾", "Groups", "1"],
            ["Groupe", "A", "to", "read"],
            ["▾", "Other", "texts", "1"],
            ["Notes", "to", "read"],
        ]
        shelf.focus()
        await desk.press("up", "enter")
        assert [str(option.prompt).split()[:2] for option in shelf.options][:3] == [
            ["▸", "Interviews"],
            [],
            ["▾", "Groups"],
        ]
        await desk.press("enter", "down", "down", "down", "down", "enter")
        assert desk.screen.names[desk.screen.opened] == "Groupe A"

    at_desk(story)


def test_a_study_of_one_kind_needs_no_heading(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        assert desk.screen.query_one(Shelf).option_count == 2

    at_desk(story)


def test_how_much_is_coded_is_told_under_the_documents(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        assert "0% of speech coded" in desk.lines()
        await desk.press("alt+down", "S", "c", *"pres", "enter")
        said = [turn for turn in desk.reader.sheet.turns if turn.role == "participant"]
        share = round(100 * (said[0].end - said[0].start) / sum(turn.end - turn.start for turn in said))
        assert f"{share}% of speech coded" in desk.lines()
        assert "1 turn without a code" in desk.lines()
        await desk.press("g", "S", "c", *"obst", "enter")  # what the interviewer says counts for nothing
        assert f"{share}% of speech coded" in desk.lines()

    at_desk(story)


def test_a_code_somebody_else_makes_meanwhile_is_used_and_not_made_twice(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("s", "c", *"Ponts")
        await asyncio.to_thread(desk.project.perform, AddCode("Ponts"))
        await desk.press("ctrl+n")
        assert [name for name, _words in desk.coded()] == ["Ponts"]
        assert [code.name for code in desk.project.codes.all()].count("Ponts") == 1

    at_desk(story)
