"""Readings restricted to the answers to some questions of the guide, and to some rounds of coding."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from qualcode.analysis.by_question import ASKED, Within
from qualcode.model.messages import _
from qualcode.model.practice import BEFORE, BEFORE_WORDS, ROUNDS
from qualcode.words.folding import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.cli.common.options import Decorated
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


def restricted(question: Question, opened: Project, typed: Sequence[str] = (), rounds: Sequence[str] = ()) -> Question:
    """Return a reading's question restricted to some answers and some rounds, or as it is for none.

    Args:
        question: as it stands.
        opened: the study.
        typed: questions of the guide, as a person names them.
        rounds: rounds of coding, as a person names them.

    Raises:
        NoSuchQuestion, NoSuchRound, NotUnique.
    """
    asked = {}
    if typed:
        asked[ASKED] = tuple(dict.fromkeys(opened.guide.get(each).name for each in typed))
    if rounds:
        asked[ROUNDS] = tuple(dict.fromkeys(_round_of(opened, each) for each in rounds))
    return replace(question, options=tuple(sorted((*question.options, *asked.items())))) if asked else question


def _round_of(opened: Project, typed: str) -> str:
    """Return the name of a round as the study has it; the word for what came before the first stands for itself."""
    return BEFORE if folded(typed) in BEFORE_WORDS else opened.rounds.get(typed).name


def round_numbers(opened: Project, typed: Sequence[str]) -> frozenset[int] | None:
    """Return the numbers of some rounds, as a person names them; None where none is named.

    Raises:
        NoSuchRound, NotUnique.
    """
    names = (BEFORE, *opened.rounds.names())
    return frozenset(names.index(_round_of(opened, each)) for each in typed) if typed else None


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
