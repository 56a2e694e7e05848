"""All documents searched from the desk: each place in its context, gone to or coded with those ticked, in one undo."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, Any

import pytest
from readable import played
from textual.widgets import OptionList, Static

from qualcode.coding.passages import searching
from qualcode.tui.dialogs.everywhere import EverywhereDialog
from qualcode.tui.shown import found
from qualcode.tui.shown.found import Everywhere, is_open
from qualcode.tui.workbench import Workbench
from qualcode.words.matching import Halt, found_patterns

if TYPE_CHECKING:
    from collections.abc import Callable

    from qualcode.coding.project import Project

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
        await desk.press("enter", "c")
        assert "1 place to code" in desk.lines()
        await desk.press(*"pres", "enter")
        assert everything(desk) == [("Entrevue 01", "Présence", "ça")]
        assert desk.said == "Done: apply 1 coding   u undoes it"
        assert [c.origin for c in desk.project.codings.of_document(desk.screen.opened)] == ["words: ca"]
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
        await desk.press("d", "a", "down", "space", "d")
        assert count(desk).startswith("1 place in 1 document · 0 ticked")
        await desk.press("d")
        assert count(desk).startswith("2 places in 2 documents · 1 ticked")
        await desk.press("slash", *"ose")
        assert count(desk).startswith("1 place in 1 document")
        await desk.press("escape")
        assert not isinstance(desk.app.screen, EverywhereDialog)

    at_desk(story)


def test_a_regular_expression_stands_between_slashes(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("ctrl+f", *"/t..nt/")
        assert count(desk).startswith("1 place in 1 document")
        await desk.press(*(["backspace"] * 7), *"/(/")
        assert "(: " in count(desk)
        assert desk.app.screen.query_one(OptionList).option_count == 0
        await desk.press(*(["backspace"] * 3))
        assert "are ignored" in count(desk)
        await desk.press(*"zzz")
        assert count(desk) == "Nothing found: try fewer letters."

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


@pytest.mark.parametrize(
    ("typed", "is_so"),
    [
        ("/", True),
        ("/a", True),
        ("/a/", False),
        ("//", False),
        (r"/a\/", True),
        (r"/a\\/", False),
        ("a/b", False),
        ("", False),
    ],
)
def test_an_expression_is_open_until_a_slash_that_is_no_sign_of_it(typed: str, is_so: bool) -> None:
    assert is_open(typed) is is_so


def test_an_expression_is_searched_once_closed_or_on_enter(
    at_desk: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []
    monkeypatch.setattr(
        searching,
        "found_patterns",
        lambda pattern, *g, **n: (tried.append(pattern), found_patterns(pattern, *g, **n))[1],
    )

    async def story(desk: Desk) -> None:
        await desk.press("ctrl+f", *"chose")
        await desk.press(*(["backspace"] * 5), *"/t..nt")
        assert count(desk) == "Enter, or a second /, searches the expression."
        assert desk.app.screen.query_one(OptionList).option_count == 0, "nothing of the words before is left to code"
        assert tried == []
        await desk.press("enter")
        assert count(desk).startswith("1 place in 1 document")
        assert desk.app.screen.query_one(OptionList).has_focus
        await desk.press("slash", "end", "/")
        assert count(desk).startswith("1 place in 1 document")
        assert tried == ["t..nt", "t..nt"]

    at_desk(story)


@pytest.mark.parametrize("key", ["enter", "c"])
def test_a_list_that_is_not_yet_what_was_typed_is_neither_coded_nor_gone_to(
    at_desk: Callable[..., None], monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    go, find = threading.Event(), Everywhere.find

    def slow(self: Everywhere, asked: found.Asked, halt: Halt | None = None) -> found.Found:
        assert asked.typed != "chose" or go.wait(10)
        return find(self, asked, halt)

    monkeypatch.setattr(Everywhere, "find", slow)

    async def story(desk: Desk) -> None:
        await desk.press("ctrl+f", *"chos", "enter", "slash", "end")
        assert count(desk).startswith("1 place in 1 document · 1 ticked")
        try:
            for name in ("e", "enter", key):
                await desk.key(name)
            await desk.pilot._wait_for_screen()
            assert isinstance(desk.app.screen, EverywhereDialog)
            assert desk.app.screen.query_one(OptionList).option_count == 1, "the list of before stands there still"
        finally:
            go.set()
        await desk.settle()
        await desk.press(key)
        assert not isinstance(desk.app.screen, EverywhereDialog)

    at_desk(story)


@played
async def test_a_search_that_is_typed_over_stops_and_holds_no_other_question_up(project: Project) -> None:
    bench, begun = Workbench(project, lambda _change: None), threading.Event()

    def endless(halt: Halt) -> object:
        begun.set()
        return found_patterns("(a+)+b", ["a" * 60], halt=halt, seconds=60)

    searches = [asyncio.ensure_future(bench.search(endless)) for _ in range(3)]
    await asyncio.to_thread(begun.wait, 10)
    assert await asyncio.wait_for(bench.read(lambda: "read"), 20) == "read"
    for search in searches:
        search.cancel()
    await asyncio.gather(*searches, return_exceptions=True)
    assert await asyncio.wait_for(bench.search(lambda _halt: "found"), 20) == "found"
    asyncio.ensure_future(bench.search(endless))  # noqa: RUF006 - it is let go of with the project
    await asyncio.sleep(0)
    await asyncio.wait_for(asyncio.to_thread(bench.close), 20)
