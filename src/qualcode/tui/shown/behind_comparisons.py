"""The passages behind a row of a comparison, of saturation, talk, the matrix or word groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from qualcode.analysis.crosstab import compared
from qualcode.model.query import Wanted
from qualcode.tui.shown.looking import of_excerpt
from qualcode.tui.widgets.passages import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qualcode.coding.project import Project
    from qualcode.model.comparisons import Crosstab, Saturation
    from qualcode.model.matrices import Matrix, MatrixPassage, WordGroups
    from qualcode.model.results import Result
    from qualcode.tui.shown.looking import Studied

    About = tuple[str, str | None]

MOST: Final = 200
"""Turns of one voice that are listed."""


def behind(study: Studied, result: Result, about: About, project: Project) -> list[Entry]:
    """Return the passages behind a row of an answer.

    Args:
        study: the study.
        result: the answer.
        about: what the row is about, as `comparisons.rows_of` says it.
        project: gives the excerpts.
    """
    ways = {"crosstab": _compared, "saturation": _new, "talk": _said, "matrix": _cell, "groups": _grouped}
    return ways[result.question.reading](study, result, about, project)


def _compared(study: Studied, result: Result, about: About, project: Project) -> list[Entry]:
    row, column = about
    ids = compared(study.material, study.texts, cast("Crosstab", result).question, row, column or "")
    return _excerpts(study, ids, project)


def _new(study: Studied, result: Result, about: About, project: Project) -> list[Entry]:
    """Return what is coded in an interview with a code that is new there; at another level, nothing."""
    rows = cast("Saturation", result).rows
    new = set(next(row.codes for row in rows if row.interview == about[0]))
    codes = {code.id for code in study.material.codes if code.label in new and result.question.level == "code"}
    documents = {one.id for one in study.material.documents if one.name == about[0]}
    ids = [one.id for one in study.material.codings if one.document in documents and one.code in codes]
    return _excerpts(study, ids, project)


def _excerpts(study: Studied, ids: Iterable[str], project: Project) -> list[Entry]:
    wanted = frozenset(ids)
    found = project.codings.excerpts(Wanted(codings=wanted)) if wanted else []
    called = {document.name: document.id for document in study.material.documents}
    return [of_excerpt(excerpt, called.get(excerpt.document, "")) for excerpt in found]


def _said(study: Studied, result: Result, about: About, project: Project) -> list[Entry]:  # noqa: ARG001 - as the others
    """Return the turns of a voice."""
    document = next((one.id for one in study.material.documents if one.name == about[0]), "")
    turns = [turn for turn in study.material.turns if turn.document == document and turn.speaker == about[1]]
    return [
        Entry(str(turn.start), about[0], ((study.texts[document][turn.start : turn.end].strip(), False),), document,
              turn.start)
        for turn in turns[:MOST]
    ]  # fmt: skip


def _cell(study: Studied, result: Result, about: About, project: Project) -> list[Entry]:  # noqa: ARG001 - as the others
    """Return the passages of a cell."""
    cell = cast("Matrix", result).cell(about[0], about[1] or "")
    return _passages(study, cell.passages if cell else ())


def _grouped(study: Studied, result: Result, about: About, project: Project) -> list[Entry]:  # noqa: ARG001 - as the others
    """Return the turns that belong to a group most clearly."""
    return _passages(study, cast("WordGroups", result).rows[int(about[0]) - 1].passages)


def _passages(study: Studied, passages: Iterable[MatrixPassage]) -> list[Entry]:
    called = {document.name: document.id for document in study.material.documents}
    return [
        Entry(
            f"{one.document} {one.start}", one.document, ((one.text, False),), called.get(one.document, ""), one.start
        )
        for one in passages
    ]
