"""All that a voice says, or that stands under a question, coded at the desk in one act that one undo takes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.widgets import Input, Static

from qualcode.coding.documents.documents import ImportDocument
from qualcode.model.transcript import Speech, Transcript
from qualcode.tui.dialogs.everywhere import EverywhereDialog
from qualcode.tui.widgets.codebook import Codebook

if TYPE_CHECKING:
    from collections.abc import Callable

    Desk = Any

QUESTIONS = ("Pourquoi ici?", "Et après?")


def survey(name: str, *answers: str) -> ImportDocument:
    """Return a document of answers under their questions."""
    text, turns = "", []
    for question, answer in zip(QUESTIONS, answers, strict=False):
        text += f"{question}\n"
        turns.append(Speech(name, len(text), len(text) + len(answer)))
        text += f"{answer}\n"
    return ImportDocument(name, f"{name}.csv", name, Transcript(text, "csv", turns=tuple(turns)))


def told(desk: Desk, where: str = "#count") -> str:
    return str(desk.app.screen.query_one(where, Static).content)


def everything(desk: Desk) -> list[tuple[str, str, str]]:
    """Return the path of the code, the words and the origin of every coding of the study."""
    paths = {code.id: "/".join(code.path) for code in desk.project.codes.all()}
    return [
        (paths[coding.code], coding.text, coding.origin)
        for document in desk.project.documents.all()
        for coding in desk.project.codings.of_document(document.id)
    ]


async def coded(desk: Desk) -> None:
    """Code all that Sophie says."""
    await desk.press("K", *"soph", "enter")
    await desk.press("enter")
    await desk.press("c", *"pres", "enter")


def test_all_that_a_voice_says_is_coded_but_what_is_unticked(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("K")
        assert isinstance(desk.app.screen, EverywhereDialog)
        assert "☐ Sophie" in desk.lines()
        assert desk.lines().index("P1") < desk.lines().index("☐ Intervieweuse")
        assert "Enter list passages" in desk.lines()
        await desk.press(*"soph", "enter")
        await desk.press("enter")
        assert "Enter go there" in desk.lines()
        assert told(desk).startswith("Sophie · 2 places in 1 document · 2 ticked · a code goes to whole passages")
        await desk.press("e")
        assert "5 ticked · a code goes to each sentence" in told(desk)
        await desk.press("e")
        await desk.press("space", "c", *"pres", "enter")
        sophie = [("Lien de confiance/Présence", "Des fois j’étais trop pressée. Là, j’ai appris à attendre.")]
        assert everything(desk) == [(*each, "speaker: Sophie") for each in sophie]
        book = desk.screen.query_one(Codebook)
        book.focus()
        book.go(desk.project.codes.get("Présence").id)
        await desk.press("l")
        assert "found by the voice “Sophie”" in " ".join(desk.lines().split())
        await desk.press("escape")
        await coded(desk)
        assert desk.said == "Done: apply 1 coding; 1 was coded so already   u undoes it"
        await coded(desk)
        assert desk.said == "All of it was coded so already: nothing was changed."
        await desk.press("u", "u")
        assert everything(desk) == []

    at_desk(story)


def test_what_stands_under_each_question_gets_a_code_of_its_own(at_desk: Callable[..., None], project: Any) -> None:
    for action in (survey("Ana", "Pour ma sœur.", "Rien."), survey("Bob", "Par hasard.")):
        project.perform(action)

    async def story(desk: Desk) -> None:
        await desk.press("K", "shift+tab", "shift+tab", "shift+tab")
        assert "No question of the guide" in told(desk)
        await desk.press("shift+tab", "enter")
        await desk.press("a", "enter")
        assert "3 places in 2 documents · 3 ticked" in told(desk)
        assert told(desk, "#here") == "Ana: 2 of 2 ticked"
        await desk.press("g")
        assert "for each its own code" in told(desk)
        await desk.press("c", *"Sondage", "enter")
        assert everything(desk) == [
            ("Sondage/Pourquoi ici?", "Pour ma sœur.", "heading: Pourquoi ici?"),
            ("Sondage/Et après?", "Rien.", "heading: Et après?"),
            ("Sondage/Pourquoi ici?", "Par hasard.", "heading: Pourquoi ici?"),
        ]
        await desk.press("u")
        assert everything(desk) == []
        assert "Sondage" not in {code.name for code in desk.project.codes.all()}

    at_desk(story)


def test_places_are_unticked_by_document_and_a_slash_chooses_anew(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("K", "tab", "tab", "enter")
        await desk.press("space", "enter")
        assert "3 places in 2 documents · 3 ticked" in told(desk)
        await desk.press("t")
        assert told(desk, "#here") == "Entrevue 01: 0 of 2 ticked"
        await desk.press("d")
        assert "2 places in 1 document · 0 ticked" in told(desk)
        await desk.press("e", "d", "d", "space", "e")
        assert "2 places in 1 document · 1 ticked" in told(desk), "a sentence that is ticked again is in its passage"
        await desk.press("slash")
        assert "☐ interviewers" in desk.lines()
        assert desk.app.screen.query_one(Input).has_focus
        await desk.press("down", "j", "enter")
        assert "2 places in 1 document · 0 ticked" in told(desk)
        await desk.press("c")
        assert "Nothing is ticked" in told(desk)
        await desk.press("escape")
        assert not isinstance(desk.app.screen, EverywhereDialog)

    at_desk(story)
