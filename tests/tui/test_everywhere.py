"""All documents searched from the desk: each place in its context, gone to or coded with those ticked, in one undo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.widgets import OptionList, Static

from qualcode.tui import found
from qualcode.tui.dialogs.everywhere import EverywhereDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    Desk = Any


def count(desk: Desk) -> str:
    """Return what the dialog says of what it found."""
    return str(desk.app.screen.query_one("#count", Static).content)


def everything(desk: Desk) -> list[tuple[str, str, str]]:
    """Return the document, the code and the words of every coding of the study."""
    names = {code.id: code.name for code in desk.project.codes.all()}
    return [
        (document.name, names[coding.code], coding.text)
        for document in desk.project.documents.all()
        for coding in desk.project.codings.of_document(document.id)
    ]


def test_what_is_ticked_is_coded_and_the_interviewer_is_not_ticked(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("ctrl+f")
        assert isinstance(desk.app.screen, EverywhereDialog)
        await desk.press(*"ca ")
        await desk.press("backspace")
        assert count(desk) == "2 places in 1 document · 1 ticked · a code goes to the words found"
        assert "☑ Entrevue 01 · Sophie" in desk.lines()
        assert "☐ Entrevue 01 · interviewer" in desk.lines()
        await desk.press("enter", "c", *"pres", "enter")
        assert everything(desk) == [("Entrevue 01", "Présence", "ça")]
        assert desk.said == "Done: apply 1 coding   u undoes it"
        assert [c.origin for c in desk.project.codings.of_document(desk.screen.opened)] == ["search"]
        await desk.press("u")
        assert everything(desk) == []

    at_desk(story)


def test_a_new_code_goes_to_whole_sentences_of_all_documents_in_one_undo(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("ctrl+f", *"ch", "enter")
        await desk.press("a", "a", "e")
        assert count(desk) == "2 places in 2 documents · 2 ticked · a code goes to their sentences"
        await desk.press("c", *"Durée", "enter")
        assert everything(desk) == [
            ("Entrevue 01", "Durée", "Et quand ça ne marche pas?"),
            ("Entrevue 02", "Durée", "Autre chose."),
        ]
        await desk.press("u")
        assert everything(desk) == []
        assert "Durée" not in {code.name for code in desk.project.codes.all()}
        await desk.press("ctrl+r")
        assert len(everything(desk)) == 2

    at_desk(story)


def test_two_places_of_one_turn_make_one_passage(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("ctrl+f", *"on ", "enter")
        await desk.press("e", "e")
        assert "a code goes to their turns" in count(desk)
        await desk.press("a", "a", "c", *"obst", "enter")
        texts = [text for _document, _code, text in everything(desk)]
        assert len(texts) == len(set(texts))
        assert any(text.startswith("Ben, c’est le lien.") for text in texts)

    at_desk(story)


def test_enter_goes_to_the_place(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("ctrl+f", *"chose", "enter")
        await desk.press("enter")
        assert not isinstance(desk.app.screen, EverywhereDialog)
        assert desk.text[desk.reader.caret :].startswith("chose")
        assert everything(desk) == []

    at_desk(story)


def test_one_document_or_all(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("ctrl+f", *"ch", "enter")
        await desk.press("d")
        assert "Search in this document" in desk.lines()
        assert count(desk).startswith("1 place in 1 document")
        await desk.press("d")
        assert count(desk).startswith("2 places in 2 documents")
        await desk.press("slash", *"ose")
        assert count(desk).startswith("1 place in 1 document")
        await desk.press("escape")
        assert not isinstance(desk.app.screen, EverywhereDialog)

    at_desk(story)


def test_a_regular_expression_stands_between_slashes(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("ctrl+f", *"/t..nt/")
        assert count(desk).startswith("1 place in 1 document")
        await desk.press(*(["backspace"] * 7), *"/(")
        assert "(: " in count(desk)
        assert desk.app.screen.query_one(OptionList).option_count == 0
        await desk.press(*(["backspace"] * 2))
        assert "are ignored" in count(desk)
        await desk.press(*"zzz")
        assert count(desk) == "Nothing found."

    at_desk(story)


def test_nothing_ticked_codes_nothing_and_says_so(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("ctrl+f", *"chose", "enter")
        await desk.press("space", "c")
        assert count(desk) == "Nothing is ticked: Space ticks a place, a all of them."
        await desk.press("space")
        assert "1 ticked" in count(desk)

    at_desk(story)


def test_what_is_not_listed_is_not_coded(at_desk: Callable[..., None], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(found, "MOST", 3)

    async def story(desk: Desk) -> None:
        await desk.press("ctrl+f", *"es", "enter")
        await desk.press("a", "a")
        assert "the first 3 are listed: type more to see the others · 3 ticked" in count(desk)
        await desk.press("c", *"obst", "enter")
        assert len(everything(desk)) == 3

    at_desk(story)
