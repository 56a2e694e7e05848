"""The tidy table for R on its way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode import __version__
from qualcode.exporters.tidy import of_cases, of_documents, of_turns, tidy_csv

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.coding.project import Project
    from qualcode.exporters.tidy import Rows, Unit
    from qualcode.model.records import Excerpt
    from qualcode.papers.papers import Formats
    from qualcode.papers.way import Way


def table(project: Project, found: Sequence[Excerpt], rows: Rows, *, counts: bool, way: Way) -> Formats:
    """Return the formats of the 0/1 table.

    Args:
        project: the study.
        found: the excerpts that count.
        rows: what a row is.
        counts: how often in place of 0 and 1.
        way: how it is written.
    """
    codes, units = project.codes.all(), _units(project, found, rows)
    return {".csv": lambda: tidy_csv(rows, units, codes, counts=counts, version=__version__, separator=way.separator)}


def _units(project: Project, found: Sequence[Excerpt], rows: Rows) -> list[Unit]:
    if rows == "case":
        return of_cases(project.cases.all(), found)
    documents = project.documents.all()
    if rows == "document":
        return of_documents(documents, found)
    cases = {case.id: case for case in project.cases.all()}
    return of_turns(((one.name, project.documents.turns(one.id)) for one in documents), cases, found)
