"""Passages of a code compared beside the reader, and given another code, a weight, a star from there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.widgets import Static

from qualcode.coding.cases.cases import SetAttribute
from qualcode.coding.passages.codings import ApplyCode
from qualcode.coding.project import Project
from qualcode.tui.dialogs.choosing import ChooseDialog
from qualcode.tui.dialogs.one_code import OneCodePicker
from qualcode.tui.widgets.codebook import Codebook
from qualcode.tui.widgets.excerpts import ExcerptList

if TYPE_CHECKING:
    from collections.abc import Callable

    Desk = Any

WORDS = ("Ben, c’est le lien.", "C’est long", "pressée")


def prepared(project: Any, code: str = "Présence", words: tuple[str, ...] = WORDS) -> None:
    """Code some words of the first document, and all that is said in the second."""
    names = {document.name: document.id for document in project.documents.all()}
    identifier = project.codes.get(code).id
    text = project.documents.text(names["Entrevue 01"])
    for each in words:
        start = text.index(each)
        project.perform(ApplyCode(names["Entrevue 01"], start, start + len(each), identifier))
    start = project.documents.text(names["Entrevue 02"]).index("Autre")
    project.perform(ApplyCode(names["Entrevue 02"], start, start + 5, identifier))


async def compared(desk: Desk, code: str = "Présence") -> ExcerptList:
    """List the passages of a code."""
    book = desk.screen.query_one(Codebook)
    book.focus()
    book.go(desk.project.codes.get(code).id)
    await desk.press("l")
    listing: ExcerptList = desk.screen.query_one(ExcerptList)
    return listing


def shown(listing: ExcerptList) -> list[str]:
    return [passage.text for passage in listing._passages.values()]


def test_passages_are_moved_to_another_code_one_or_several_at_once(at_desk: Callable[..., None], project: Any) -> None:
    prepared(project)

    async def story(desk: Desk) -> None:
        listing = await compared(desk)
        await desk.press("a")
        assert isinstance(desk.app.screen, OneCodePicker)
        await desk.press(*"obst", "enter")
        assert desk.said == "Done: move a passage from “Présence” to “Obstacles”   u undoes it"
        assert shown(listing) == [*WORDS[1:], "Autre"]
        await desk.press("space", "space", "a", *"obst", "enter")
        assert desk.said == "Done: move 2 passages to “Obstacles”   u undoes it"
        assert shown(listing) == ["Autre"]
        assert {name for name, _words in desk.coded()} == {"Obstacles"}
        await desk.press("u", "u")
        assert shown(listing) == [*WORDS, "Autre"]
        assert {name for name, _words in desk.coded()} == {"Présence"}
        await desk.press("space", "escape")  # marks go first
        assert listing.display
        await desk.press("escape")
        assert not listing.display

    at_desk(story)


def test_the_passage_meant_stands_in_its_context_and_one_keeps_ones_place(
    at_desk: Callable[..., None], project: Any
) -> None:
    prepared(project)

    async def story(desk: Desk) -> None:
        await desk.press("alt+down", "w")
        place = (desk.screen.opened, desk.reader.caret)
        listing = await compared(desk)
        await desk.press("j")
        around = " ".join(desk.screen.query_one("#definition", Static).content.plain.split())
        assert "On prend son temps avec eux. C’est long, mais ça tient." in around
        assert desk.reader.caret == place[1]
        await desk.press("v")
        assert listing.has_focus
        assert desk.text[desk.reader.caret :].startswith("C’est long")
        await desk.press("j", "j", "enter")
        assert desk.text == "P1 : Autre chose.\n"
        assert desk.reader.has_focus
        await desk.press("backspace")
        assert (desk.screen.opened, desk.reader.caret) == place
        await desk.press("backspace")
        assert desk.said == "You are where you were reading."

    at_desk(story)


def test_passages_are_ordered_by_document_case_date_or_weight(at_desk: Callable[..., None], project: Any) -> None:
    prepared(project)
    cases = {case.name: case.id for case in project.cases.all()}
    for name, day in zip(sorted(cases), ("2024-05-02", "2023-01-09"), strict=True):
        project.perform(SetAttribute(cases[name], "jour", day))
    first = next(c for c in project.cases.all() if dict(c.attributes)["jour"] == "2024-05-02").name

    async def story(desk: Desk) -> None:
        listing = await compared(desk)
        await desk.press("o", "3")
        late = shown(listing)
        await desk.press("o", "1")
        assert shown(listing) == [*WORDS, "Autre"]
        assert late == (["Autre", *WORDS] if "01" in first else [*WORDS, "Autre"])
        await desk.press("o", "2")
        assert sorted(shown(listing)) == sorted([*WORDS, "Autre"])
        await desk.press("o", "1", "j", "W", "4")
        assert desk.said == "Done: give “Présence” the weight 4   u undoes it"
        await desk.press("o", "4")
        assert shown(listing)[0] == WORDS[1]
        assert "4 “C’est long”" in desk.lines()

    at_desk(story)


def test_a_passage_is_starred_and_removed_from_the_list(at_desk: Callable[..., None], project: Any) -> None:
    prepared(project)

    async def story(desk: Desk) -> None:
        listing = await compared(desk)
        await desk.press("asterisk")
        assert desk.codings()[0].starred
        assert desk.said == "Done: star “Présence”   u undoes it"
        await desk.press("asterisk", "x")
        assert shown(listing) == [*WORDS[1:], "Autre"]
        await desk.press("u")
        assert shown(listing) == [*WORDS, "Autre"]

    at_desk(story)


def test_the_coding_under_the_caret_gets_another_code_and_a_weight(at_desk: Callable[..., None], project: Any) -> None:
    prepared(project)

    async def story(desk: Desk) -> None:
        await desk.press("a")
        assert "No coding under the caret" in desk.said
        await desk.press("p", "a", *"obst", "enter")
        assert desk.coded()[0] == ("Obstacles", WORDS[0])
        await desk.press("W", "3")
        assert desk.codings()[0].weight == 3
        await desk.press("W", "6")
        assert desk.codings()[0].weight is None
        await desk.press("u", "u", "u")
        assert desk.coded()[0] == ("Présence", WORDS[0])
        await desk.press("s", "c", *"obst", "enter")
        await desk.press("a")
        assert isinstance(desk.app.screen, ChooseDialog)
        await desk.press("1")
        await desk.press(*"prendre", "enter")
        assert sorted(name for name, words in desk.coded() if words == WORDS[0])[1] in {"Prendre son temps", "Présence"}
        assert len(desk.coded()) == 4

    at_desk(story)


def test_a_code_that_goes_takes_its_list_with_it(at_desk: Callable[..., None], project: Any) -> None:
    prepared(project)

    async def story(desk: Desk) -> None:
        listing = await compared(desk)
        await desk.app.run_action("screen.drop_code")
        await desk.settle()
        await desk.press("2")
        assert not listing.display
        assert desk.screen.query_one(Codebook).has_focus
        assert [code.name for code in desk.project.codes.all()] == [
            "Lien de confiance",
            "Prendre son temps",
            "Obstacles",
        ]

    at_desk(story)


def test_another_coders_passages_are_left_alone(at_desk: Callable[..., None], project: Any) -> None:
    prepared(project)
    project.close()

    async def story(desk: Desk) -> None:
        await desk.press("C", "2")
        listing = await compared(desk)
        for key in ("a", "asterisk", "x", "W"):
            desk.screen.say("")
            await desk.press(key)
            assert desk.said == "This is Ana’s coding: one changes one’s own.", key
        assert len(shown(listing)) == 4

    at_desk(story, study=Project.open(project.label, coder="Max", write=True))
