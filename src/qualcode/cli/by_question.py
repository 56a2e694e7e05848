"""Readings restricted to the answers to some questions of the guide."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from qualcode.analysis.by_question import ASKED, Within
from qualcode.model.messages import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.cli.options import Decorated
    from qualcode.coding.project import Project
    from qualcode.model.records import Excerpt
    from qualcode.model.results import Question


def question_option(command: Decorated) -> Decorated:
    """Add `--question`: only what answers this question of the guide."""
    return click.option(
        "--question",
        "questions",
        multiple=True,
        metavar="N",
        help=_("Only in answer to this question of the guide, by its number or short name; several are alternatives."),
    )(command)


def restricted(question: Question, opened: Project, typed: Sequence[str]) -> Question:
    """Return a reading's question restricted to the answers to some questions of the guide, or as it is for none.

    Raises:
        NoSuchQuestion, NotUnique.
    """
    if not typed:
        return question
    names = tuple(dict.fromkeys(opened.guide.get(each).name for each in typed))
    return replace(question, options=tuple(sorted((*question.options, (ASKED, names)))))


def in_answers(opened: Project, excerpts: list[Excerpt], typed: Sequence[str]) -> list[Excerpt]:
    """Return the excerpts that touch an answer to one of the questions; all of them where none is named.

    Raises:
        NoSuchQuestion, NotUnique.
    """
    if not typed:
        return excerpts
    answers = Within(opened.material(), [opened.guide.get(each).id for each in typed])
    ids = {document.name: document.id for document in opened.documents.all()}
    return [one for one in excerpts if answers.meets_span(ids[one.document], one.start, one.end)]
