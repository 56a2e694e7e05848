"""A correction of a text, done elsewhere, undone and redone where one codes: words and codings change together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualcode.coding.codings import ApplyCode
from qualcode.coding.revising import ReviseDocument
from qualcode.model.transcript import Transcript

if TYPE_CHECKING:
    from collections.abc import Callable

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
