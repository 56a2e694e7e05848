"""Where the interviewer seems to ask the questions of the guide, looked for off the screen's thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.analysis.by_question import turns_answered
from qualcode.analysis.questions import matched
from qualcode.model.errors import NoGuide
from qualcode.model.material import AskedRow
from qualcode.readings import study_of
from qualcode.tui.dialogs.matching import Match

if TYPE_CHECKING:
    from qualcode.coding.project import Project
    from qualcode.model.progress import Reporter


def matches(reporter: Reporter, project: Project) -> list[Match]:
    """Return where the questions seem to be asked, by question in the order of the guide, then by place.

    Args:
        reporter: hears how far it is, and may stop it.
        project: the study.

    Raises:
        NoGuide: there is no question to look for.
        Interrupted: the reporter said to stop.
    """
    questions = project.guide.all()
    if not questions:
        raise NoGuide("guide")
    material, texts = study_of(project)
    names = {document.id: document.name for document in material.documents}
    order = {question.id: place for place, question in enumerate(questions)}
    found = sorted(matched(questions, material, texts, reporter), key=lambda one: order[one.question])
    rows = [AskedRow(*one[:4]) for one in found]
    turns = turns_answered(material, rows, [row for row, one in zip(rows, found, strict=True) if one.sure])
    return [
        Match(
            one.question, one.document, one.start, one.end, names[one.document],
            " ".join(texts[one.document][one.start : one.end].split()), one.sure, count,
        )
        for one, count in zip(found, turns, strict=True)
    ]  # fmt: skip
