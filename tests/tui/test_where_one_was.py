"""Documents open where one was and stand under their kind; a project let go of takes nothing down."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from textual.css.query import NoMatches

from qualcode.coding.codebook.codes import AddCode
from qualcode.coding.documents.documents import ImportDocument
from qualcode.coding.project import Project
from qualcode.model.transcript import Speech, Transcript
from qualcode.tui.widgets.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable

    Desk = Any


def again(project: Any, coder: str = "Ana") -> Project:
    return Project.open(project.label, coder=coder, write=True)


# Where one was


def test_a_new_document_opens_below_its_title_at_the_first_words_said(
    at_desk: Callable[..., None], project: Any
) -> None:
    told = Transcript("Entrevue du 3 mars\n\nP1 : Un.\n", "txt", turns=(Speech("P1", 25, 28),))
    project.perform(ImportDocument("Entrevue 03", "e3.txt", "3" * 64, told))

    async def story(desk: Desk) -> None:
        await desk.screen.open(desk.project.documents.get("Entrevue 03").id)
        assert desk.reader.caret == 25
        await desk.screen.open(desk.project.documents.get("Entrevue 02").id)
        assert desk.reader.caret == desk.reader.sheet.turns[0].start, "a label alone stands above"

    at_desk(story)


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


def listed(shelf: Shelf) -> list[list[str]]:
    """Return the words of each line of the list."""
    return ["".join(words for words, _style in shelf.pieces(number)).split() for number in range(shelf.count())]


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
        wide = listed(shelf)
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
        assert [words[:2] for words in listed(shelf)][:3] == [
            ["▸", "Interviews"],
            [],
            ["▾", "Groups"],
        ]
        await desk.press("enter", "down", "down", "down", "down", "enter")
        assert desk.screen.names[desk.screen.opened] == "Groupe A"

    at_desk(story)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
def test_names_that_need_the_room_let_the_states_be_told_by_signs(
    at_desk: Callable[..., None], project: Any, size: tuple[int, int]
) -> None:
    told = Transcript("P1 : Un.\n", "txt", turns=(Speech("P1", 5, 8),))
    for number, trade in enumerate(("ébéniste", "infirmière", "éclusier"), 3):
        project.perform(ImportDocument(f"Entretien {number:02} – {trade}", f"{number}.txt", str(number) * 64, told))

    async def story(desk: Desk) -> None:
        if size[0] < 100:  # there the documents are folded away
            await desk.press("d")
        lines = [line[:24] for line in desk.lines().splitlines()]
        for name in ("Entrevue 01", "Entrevue 02", "03", "04", "05"):
            [line] = [line for line in lines if name in line]
            assert line.rstrip().endswith(" ○"), name
        desk.screen.query_one(Shelf).focus()
        await desk.press("e")
        assert "○ to read" in desk.lines()
        assert "✓ reviewed" in desk.lines()

    at_desk(story, size)


def test_a_study_of_one_kind_needs_no_heading(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        assert desk.screen.query_one(Shelf).count() == 2

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
