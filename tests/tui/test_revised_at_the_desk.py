"""A correction of a text, done elsewhere or here, undone and redone where one codes, and what it leaves to look at."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textual.widgets import Input

from qualcode.coding.documents.guide import AddQuestion, MarkAsked, RemoveQuestion
from qualcode.coding.documents.revising import ReviseDocument
from qualcode.coding.passages.codings import ApplyCode
from qualcode.model.transcript import Transcript

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from qualcode.coding.project import Project

    Desk = Any


def test_a_correction_is_undone_and_redone_under_the_eyes_of_who_codes(
    project: Project, at_desk: Callable[..., None]
) -> None:
    document, code = project.documents.get("Entrevue 01"), project.codes.get("Présence")
    text = project.documents.text(document.id)
    start = text.index("ça tient")
    project.perform(ApplyCode(document.id, start, start + 8, code.id))
    better = text.replace("[rires] ", "")
    project.perform(ReviseDocument(document.id, "e1.txt", "3" * 64, Transcript(better, "txt")))

    def agrees(desk: Desk) -> None:
        (passage,) = desk.reader.sheet.passages
        assert desk.text[passage.start : passage.end] == "ça tient"
        assert desk.text == desk.project.documents.text(document.id)
        assert [turn.end <= len(desk.text) for turn in desk.reader.sheet.turns] == [True] * 4

    async def story(desk: Desk) -> None:
        desk.reader.go(len(desk.text) - 2)
        await desk.settle()
        agrees(desk)
        assert "rires" not in desk.text
        await desk.press("u")
        assert "rires" in desk.text
        agrees(desk)
        desk.reader.go(len(desk.text) - 2)
        await desk.press("ctrl+r")
        agrees(desk)
        assert "rires" not in desk.text

    at_desk(story)


def waiting(desk: Desk) -> list[str]:
    return [one.text for one, _row in desk.project.revisions.waiting()]


async def correct(desk: Desk, file: Path, *answers: str) -> None:
    await desk.press("X")
    desk.app.screen.query_one(Input).value = str(file)
    await desk.press("enter", *answers)


LATER = "Puis il a été question de la cafétéria, du bruit des chariots, et des longues fins de semaine sans visite."
CODED = {
    "On prend son temps": ("Prendre son temps", "On prend son temps"),
    "C’est long, mais ça tient.": ("Présence", LATER),
    "j’étais trop pressée": ("Obstacles", "j’étais pas trop pressée"),
    "Là, j’ai appris à attendre.": ("Lien de confiance", ""),
}
"""Words that are coded, the code, and what the corrected text says in their place."""


async def looks_at_what_waits(desk: Desk) -> None:
    await desk.press("Y")
    assert "PERHAPS HERE" in desk.lines()
    await desk.press("f")
    assert "It is lost" in desk.lines()
    await desk.press("p")  # the lost one goes where it may lie
    assert ("Présence", LATER) in desk.coded()
    await desk.press("x")  # the one on other words goes
    assert "1 of 3" in desk.lines()
    assert waiting(desk) == ["Là, j’ai appris à attendre."]
    await desk.press("u")
    assert len(waiting(desk)) == 2
    await desk.press("f", "p")  # right as it is; of the last the words are gone: its place is to be chosen
    assert waiting(desk) == ["Là, j’ai appris à attendre."]
    assert "then Y" in desk.said
    await desk.press("s", "Y")
    assert waiting(desk) == []
    assert ("Lien de confiance", "Des fois j’étais pas trop pressée.") in desk.coded()
    assert ("Obstacles", "j’étais pas trop pressée") in desk.coded()
    assert "place a lost passage" in desk.undo_word


def test_a_text_is_corrected_from_a_file_and_what_waits_is_looked_at_with_one_key_each(
    project: Project, at_desk: Callable[..., None], tmp_path: Path
) -> None:
    document = project.documents.get("Entrevue 01")
    better = text = project.documents.text(document.id)
    for words, (code, now) in CODED.items():
        start = text.index(words)
        project.perform(ApplyCode(document.id, start, start + len(words), project.codes.get(code).id))
        better = better.replace(words, now)
    corrected, other = tmp_path / "mieux.txt", tmp_path / "autre.txt"
    corrected.write_text(better, encoding="utf-8")
    other.write_text("Rien de cela. " * 20, encoding="utf-8")

    async def comes_from_the_file(desk: Desk) -> None:
        await desk.press("Y")
        assert "Nothing waits" in desk.said
        await correct(desk, tmp_path / "nulle part.txt")
        assert "nulle part" in desk.said
        await correct(desk, other)
        assert "is it the right file?" in desk.lines()
        await desk.press("2")  # compared all the same
        assert "leave the text as it is" in desk.lines()
        await desk.press("escape")
        await correct(desk, corrected)
        assert "1 passage as it was, 1 on other words, 2 lost" in " ".join(desk.lines().split())
        await desk.press("1")
        assert desk.project.documents.text(document.id) == text
        await correct(desk, corrected)
        await desk.press("2")
        assert desk.text == better
        assert "3 to look at: Y" in desk.said
        assert "correct the text" in desk.undo_word
        await correct(desk, corrected)
        assert "the very text" in desk.said

    async def story(desk: Desk) -> None:
        await comes_from_the_file(desk)
        await looks_at_what_waits(desk)

    at_desk(story)


def revise(project: Project, document: str, *changes: tuple[str, str]) -> None:
    text = project.documents.text(document)
    for former, now in changes:
        text = text.replace(former, now)
    project.perform(ReviseDocument(document, "mieux.txt", "3" * 64, Transcript(text, "txt"), sure=True))


def waits_in_two_documents(project: Project) -> None:
    """Let a question asked and a coding wait in one document, and a lost coding in another."""
    first, second = (project.documents.get(name).id for name in ("Entrevue 01", "Entrevue 02"))
    question = AddQuestion("Quand ça ne marche pas")
    project.perform(question)
    for document, words, code in (
        (first, "j’étais trop pressée", "Obstacles"),
        (second, "Autre chose", "Présence"),
    ):
        start = project.documents.text(document).index(words)
        project.perform(ApplyCode(document, start, start + len(words), project.codes.get(code).id))
    start = project.documents.text(first).index("quand ça ne marche pas?")
    project.perform(MarkAsked(question.id, first, start, start + 23))
    revise(project, first, ("trop pressée", "pas trop pressée"), ("ça ne marche pas?", "ça marche?"))
    revise(project, second, ("Autre chose", ""))


def test_what_waits_is_shown_for_one_document_or_all_and_a_coding_goes_to_what_is_selected(
    project: Project, at_desk: Callable[..., None]
) -> None:
    waits_in_two_documents(project)

    async def story(desk: Desk) -> None:
        assert "3 passages to look at" in desk.said
        assert "2 to look at: Y" in desk.lines()
        await desk.press("Y")
        assert "question asked" in desk.lines()
        assert "Entrevue 02" not in desk.lines().split("NOW")[0].split("After")[1]
        await desk.press("p")
        assert "Only a coding is placed elsewhere" in desk.lines()
        await desk.press("x")
        assert desk.project.guide.askings() == []
        await desk.press("d")
        assert "Présence   other words   Entrevue 02" in desk.lines()
        await desk.press("enter")
        assert desk.screen.opened == desk.project.documents.get("Entrevue 01").id
        assert desk.text[desk.reader.caret :].startswith("j’étais pas trop pressée")
        await desk.press("s", "Y", "p", "escape")
        assert desk.coded() == [("Obstacles", "Des fois j’étais pas trop pressée.")]
        assert waiting(desk) == ["Autre chose"]
        await desk.press("Y", "enter")
        assert desk.screen.opened == desk.project.documents.get("Entrevue 02").id
        await desk.press("u", "u")
        assert len(waiting(desk)) == 3
        desk.screen.whose = replace(desk.screen.whose, mine="somebody else")
        await desk.app.workbench.perform(RemoveQuestion(desk.project.guide.all()[0].id))
        await desk.settle()
        await desk.screen.show_anew({"unsettled"})
        await desk.press("Y")
        assert "another coder’s" in desk.said

    at_desk(story)
