"""The interview guide beside the text: what is asked and answered where in one document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from qualcode.model.material import AskedRow, DocumentRow, Material, TurnRow
from qualcode.tui.later import later

if TYPE_CHECKING:
    from qualcode.analysis.by_question import Answer
    from qualcode.coding.project import Project
    from qualcode.model.records import Asked, GuideQuestion

_ANSWERS: Final = later("qualcode.analysis.by_question:answers")
"""A reading: nothing of it is loaded where no question was asked."""


@dataclass(frozen=True, slots=True)
class Structure:
    """The guide, and where its questions are asked and answered in one document."""

    questions: tuple[GuideQuestion, ...] = ()
    askings: tuple[Asked, ...] = ()
    """By place."""
    answers: tuple[Answer, ...] = ()
    """By place."""

    def question(self, identifier: str) -> GuideQuestion | None:
        """Return the question of an id, None where it is gone."""
        return next((question for question in self.questions if question.id == identifier), None)

    def at(self, position: int) -> tuple[GuideQuestion, ...]:
        """Return the questions that are asked or answered at a position; none before the first and without a guide."""
        here = [one.question for one in self.askings if one.start <= position < one.end]
        here = here or [one.question for one in self.answers if one.start <= position < one.end]
        found = (self.question(identifier) for identifier in dict.fromkeys(here))
        return tuple(question for question in found if question is not None)

    def asked(self, start: int, end: int) -> tuple[Asked, ...]:
        """Return the marks of askings that share a character with a stretch."""
        return tuple(one for one in self.askings if one.start < end and start < one.end)

    def next(self, position: int, direction: int) -> int | None:
        """Return where the next question is asked, or the one before; None where there is none."""
        places = [one.start for one in self.askings]
        ahead = [place for place in places if (place > position if direction > 0 else place < position)]
        return (min(ahead) if direction > 0 else max(ahead)) if ahead else None


def structure(project: Project, document: str) -> Structure:
    """Read the guide, and where its questions are asked and answered in a document."""
    questions = tuple(project.guide.all())
    askings = project.guide.askings(document) if questions and document else []
    if not askings:
        return Structure(questions)
    turns = project.documents.turns(document)
    row = DocumentRow(document, "", "", "", len(project.documents.text(document)), "")
    spoken = [TurnRow(document, turn.speaker, turn.role, turn.start, turn.end, turn.case) for turn in turns]
    asked = tuple(AskedRow(one.question, one.document, one.start, one.end) for one in askings)
    found = _ANSWERS(Material(documents=(row,), turns=spoken, askings=asked))
    return Structure(questions, tuple(askings), tuple(found))
