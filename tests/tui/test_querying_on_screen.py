"""Passages asked for at the desk: offered on as one types, refused at the character, gone to, coded, kept by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.widgets import Input, Static

from qualcode.tui.dialogs.everywhere import EverywhereDialog
from qualcode.tui.widgets.offered import OfferedList

if TYPE_CHECKING:
    from collections.abc import Callable

    Desk = Any


def told(desk: Desk, where: str = "#count") -> str:
    return str(desk.app.screen.query_one(where, Static).content)


def line(desk: Desk) -> str:
    return str(desk.app.screen.query_one(Input).value)


def everything(desk: Desk) -> list[tuple[str, str]]:
    """Return the words and the origin of every coding of the study."""
    return [
        (coding.text, coding.origin)
        for document in desk.project.documents.all()
        for coding in desk.project.codings.of_document(document.id)
    ]


def test_a_query_is_offered_on_answered_coded_and_kept(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("equals_sign")
        assert isinstance(desk.app.screen, EverywhereDialog)
        assert "Nothing is saved yet" in told(desk)
        await desk.press(*"spe")
        assert told(desk, "#under").split() == ["speaker:", "Tab"]
        await desk.press("tab", *"soph")
        await desk.press("tab")
        assert line(desk) == "speaker:Sophie"
        assert told(desk).startswith("2 places in 1 document · 2 ticked")
        assert told(desk).endswith("a code goes to whole passages")
        await desk.press(*" and text:pressee a")
        assert told(desk, "#under").split() == ["AND", "Tab"]
        await desk.press("tab", "right_parenthesis")
        assert line(desk) == "speaker:Sophie and text:pressee AND )"
        caret, sentence = told(desk, "#under").splitlines()
        assert caret.index("^") == line(desk).index(")")
        assert "a code or a condition is missing here" in sentence
        await desk.press("backspace", *"te", "down")
        assert told(desk, "#under").splitlines()[1].endswith("Tab")
        await desk.press("up", "down", "down", "slash", "backspace", "backspace", "right_parenthesis")
        assert told(desk) == ""
        await desk.press("tab")
        assert "Nothing is offered here" in told(desk)
        await desk.press(*["backspace"] * 6)
        assert told(desk).startswith("1 place in 1 document")
        await desk.press("enter", "s", *"Pressée")
        await desk.press("enter")
        assert [(one.name, one.query) for one in desk.project.queries.all()] == [
            ("Pressée", "speaker:Sophie and text:pressee")
        ]
        await desk.press("enter", "c", *"pres")
        await desk.press("enter")
        assert [origin for _text, origin in everything(desk)] == ["query: speaker:Sophie and text:pressee"]
        await desk.press("u")
        assert everything(desk) == []
        await desk.press("equals_sign")
        await desk.press("enter")
        await desk.press("enter")
        assert line(desk) == "speaker:Sophie and text:pressee"
        await desk.press("enter")
        assert not isinstance(desk.app.screen, EverywhereDialog)
        assert desk.text[desk.reader.caret :].startswith("Des fois")
        await desk.press("equals_sign")
        await desk.press("enter")
        await desk.press("x")
        assert desk.project.queries.all() == []
        assert not desk.app.screen.query_one(OfferedList).display
        await desk.press("shift+tab", "escape")

    at_desk(story)
