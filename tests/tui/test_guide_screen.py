"""The interview guide on the screen: kept, matched with a preview, gone to, read across documents, coded from there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import painted
from textual.widgets import Static

from qualcode.coding.documents.guide import Asking, GuideLine, ImportGuide, MatchGuide
from qualcode.tui.dialogs.guide_place import QuestionsDialog
from qualcode.tui.dialogs.matching import MatchDialog
from qualcode.tui.screens.desk.coding import CodingScreen
from qualcode.tui.screens.guide.guide import GuideScreen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Desk = Any

LINES = (GuideLine("Qu’est-ce qui compte pour vous?", "Compte", "Le lien"), GuideLine("Et sinon?", "Sinon"))
ASKED = (("Compte", "Qu’est-ce qui compte, d’après vous?"), ("Sinon", "Et quand ça ne marche pas?"))


def guided(project: Any, asked: tuple[tuple[str, str], ...] = ASKED) -> None:
    """Give the study a guide, and mark where it is asked in the first interview."""
    project.perform(ImportGuide(LINES))
    names = {question.label: question.id for question in project.guide.all()}
    document = project.documents.get("Entrevue 01").id
    text = project.documents.text(document)
    project.perform(MatchGuide(tuple(
        Asking(names[label], document, text.index(words), text.index(words) + len(words)) for label, words in asked
    )))  # fmt: skip


def askings(desk: Desk) -> list[tuple[str, str]]:
    """Return the question and the words of every mark the project has."""
    labels = {question.id: question.label for question in desk.project.guide.all()}
    texts = dict(desk.project.documents.texts([document.id for document in desk.project.documents.all()]))
    return [(labels[one.question], texts[one.document][one.start : one.end]) for one in desk.project.guide.askings()]


def said(desk: Desk) -> str:
    """Return what the place in front says."""
    return str(desk.app.screen.query_one("#said", Static).content)


def heading(desk: Desk) -> str:
    return str(desk.screen.query_one("#heading", Static).content)


def questions(desk: Desk) -> list[str]:
    return [question.label for question in desk.project.guide.all()]


# At the desk


def test_the_question_stands_beside_the_text_and_is_gone_to(at_desk: Callable[..., None], project: Any) -> None:
    guided(project)

    async def story(desk: Desk) -> None:
        assert "Q1 Compte" in heading(desk)
        await desk.press("alt+down")
        assert "Q1 Compte" in heading(desk)  # an answer runs to the next question
        await desk.press("alt+pagedown", "alt+pagedown")
        assert desk.text[desk.reader.caret :].startswith("Et quand")
        assert "Q2 Sinon" in heading(desk)
        await desk.press("alt+pageup", "q")
        assert isinstance(desk.app.screen, QuestionsDialog)
        await desk.press("2", "enter")
        assert desk.text[desk.reader.caret :].startswith("Et quand")
        await desk.press("D", *"02", "enter")
        await desk.press("q", *"comp", "enter")
        assert "Marked nowhere in this document" in desk.said

    at_desk(story)


def test_a_turn_is_said_to_ask_another_question_or_none_in_one_step_of_undo(
    at_desk: Callable[..., None], project: Any
) -> None:
    guided(project, ASKED[:1])

    async def story(desk: Desk) -> None:
        await desk.press("z")
        lines = desk.lines()
        assert "none, or no longer" in lines
        assert painted.cut(desk.app.screen) == []
        await desk.press("down", "down", "enter")  # the second question instead
        assert askings(desk) == [("Sinon", "Qu’est-ce qui compte, d’après vous?")]
        assert "Q2 Sinon" in heading(desk)
        await desk.press("u")
        assert askings(desk) == [("Compte", "Qu’est-ce qui compte, d’après vous?")]
        await desk.press("z", "enter")  # no longer
        assert askings(desk) == []
        assert "Q" not in heading(desk).split("turn")[0].replace("Entrevue", "")
        await desk.press("u")
        await desk.press("z", "down", "enter")
        assert desk.said == "1. Compte: marked here already"
        await desk.press("alt+down", "alt+down", "z", *"sin", "enter")
        assert askings(desk)[1] == ("Sinon", "Et quand ça ne marche pas?")

    at_desk(story)


def test_without_a_guide_the_keys_say_how_one_comes_in(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        for key in ("q", "z"):
            await desk.press(key)
            assert desk.said == "No interview guide yet: Z brings one in, or writes it."
        await desk.press("alt+pagedown")
        assert "No question is marked" in desk.said
        await desk.press("Z")
        assert "No question yet" in desk.lines()
        for key in ("e", "x", "w", "m", "alt+up"):
            await desk.press(key)
            assert "No question yet" in said(desk)
        await desk.press("escape")
        assert isinstance(desk.app.screen, CodingScreen)

    at_desk(story)


# The guide kept


def test_questions_are_brought_in_written_edited_moved_and_removed(
    at_desk: Callable[..., None], tmp_path: Path
) -> None:
    file = tmp_path / "guide.md"
    file.write_text("# Guide\n\n1. Qu’est-ce qui compte?\n   - le lien, le temps\n2. Et sinon?\n", encoding="utf-8")

    async def story(desk: Desk) -> None:
        await desk.press("Z")
        await desk.press("i")
        await desk.type(str(tmp_path / "other.md"))
        await desk.press("enter")
        assert "other.md" in said(desk)
        assert questions(desk) == []
        await desk.press("i")
        await desk.type(str(file))
        await desk.press("enter")
        assert said(desk) == "guide.md: 2 questions, 2 of them new"
        await desk.press("a", *"Pourquoi?", "escape")  # behind the first
        assert questions(desk) == ["Qu’est-ce qui compte?", "Pourquoi?", "Et sinon?"]
        assert said(desk) == "Done: new question “Pourquoi?”   u undoes it"
        await desk.press("w", "right")
        assert "Nobody was asked it yet" in desk.lines()
        await desk.press("escape", "alt+down")
        assert questions(desk)[2] == "Pourquoi?"
        await desk.press("alt+down")
        assert said(desk) == "The question goes no further."
        await desk.press("e", "tab", "end", *(["backspace"] * 9), *"Cause", "enter")
        assert questions(desk)[2] == "Cause"
        await desk.press("a", *"et SINON?", "escape")  # refused, and not lost
        assert "this question is in the guide already" in said(desk)
        await desk.press("a")
        assert "et SINON?" in desk.lines()
        await desk.press("escape", "x", "2")
        assert len(questions(desk)) == 2
        await desk.press("u")
        assert questions(desk) == ["Qu’est-ce qui compte?", "Et sinon?", "Cause"]

    at_desk(story)


# Matched


def test_what_is_found_is_looked_through_given_to_another_question_and_marked_in_one_step(
    at_desk: Callable[..., None], project: Any
) -> None:
    project.perform(ImportGuide(LINES))

    async def story(desk: Desk) -> None:
        await desk.press("Z")
        await desk.press("m")
        assert isinstance(desk.app.screen, MatchDialog)
        assert "Qu’est-ce qui compte, d’après vous?" in desk.lines()
        assert painted.cut(desk.app.screen) == []
        await desk.press("space", "enter")
        assert "Nothing is ticked" in desk.lines()
        await desk.press("q", "2", "enter")  # given to the second question: ticked
        assert "2. Et sinon?" in desk.lines()
        await desk.press("enter")
        assert askings(desk) == [("Sinon", "Qu’est-ce qui compte, d’après vous?")]
        assert said(desk) == "Done: mark 1 asked question   u undoes it"
        await desk.press("m")
        assert "Nothing new found" in said(desk)
        await desk.press("u")
        assert askings(desk) == []

    at_desk(story, (80, 24))


# Read across documents


def test_the_answers_to_a_question_are_read_coded_and_gone_to(at_desk: Callable[..., None], project: Any) -> None:
    guided(project)

    async def story(desk: Desk) -> None:
        await desk.press("Z")
        await desk.press("enter")
        screen = desk.app.screen
        assert isinstance(screen, GuideScreen)
        assert "answer 1 of 1" in desk.lines()
        await desk.press("g", "c", *"obst", "enter")  # from the name of the document, the first sentence below it
        assert desk.coded() == [("Obstacles", "Ben, c’est le lien.")]
        assert said(desk) == "Done: code “Obstacles” in Entrevue 01   u undoes it"
        assert "Obst" in desk.lines()  # the code is named beside the answer
        await desk.press("A", "1")  # the whole answer, by the recent code
        whole = "Ben, c’est le lien. [rires] On prend son temps avec eux. C’est long, mais ça tient."
        assert ("Obstacles", whole) in desk.coded()
        await desk.press("u", "S", "c", *"lien/nouveau", "ctrl+n")
        assert {code.name for code in desk.project.codes.all()} >= {"nouveau"}
        await desk.press("alt+pagedown", "escape")
        assert "Des fois" in desk.lines()
        await desk.press("w", "enter")  # who was not asked
        assert desk.app.screen is desk.screen
        assert desk.screen.names[desk.screen.opened] == "Entrevue 02"
        await desk.press("Z")
        await desk.press("enter")
        await desk.press("g", "v", "1")
        assert "No answer is selected" in said(desk)
        await desk.press("escape", "alt+down", "enter")
        assert desk.screen.names[desk.screen.opened] == "Entrevue 01"
        assert desk.text[desk.reader.caret :].startswith("Ben")

    at_desk(story)
