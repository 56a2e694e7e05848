"""Excerpts, the codebook and coded transcripts on their way out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qualcode.exporters.codebook import codebook_csv, codebook_json, codebook_xlsx
from qualcode.exporters.codebook_yaml import codebook_yaml
from qualcode.exporters.coded_html import coded_html
from qualcode.exporters.coded_word import coded_docx
from qualcode.exporters.excerpts import (
    excerpts_csv,
    excerpts_json,
    excerpts_xlsx,
    matrix_of_words_csv,
    matrix_of_words_json,
    matrix_of_words_xlsx,
)
from qualcode.model.query import Wanted
from qualcode.papers.papers import cover_of, papers
from qualcode.report.appendices.codebook import Applied, InUse, codebook_paper, examples_of
from qualcode.report.appendices.excerpts import Chosen, excerpts_paper
from qualcode.report.appendices.transcript import Read, coded_paper
from qualcode.report.withheld import quotable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qualcode.coding.project import Project
    from qualcode.model.records import Code, Document, Excerpt
    from qualcode.papers.papers import Formats
    from qualcode.papers.way import Way
    from qualcode.report.appendices.excerpts import Order

EXAMPLES: Final = 2
"""Example excerpts of each code in a codebook that people read."""


def excerpts(
    project: Project, found: Sequence[Excerpt], order: Order | None, asked: Mapping[str, object], way: Way
) -> Formats:
    """Return the formats of some excerpts.

    Args:
        project: their study.
        found: in the order of the study's listings; what people did not agree to have quoted is left out.
        order: by code, by case, or in a matrix; None leaves a table in its order, and has pages read by code.
        asked: what was asked of them, for JSON.
        way: how they are written.
    """
    chosen = Chosen(quotable(found)[0], project.codes.all(), project.cases.all())
    cover = cover_of(project, way.language)
    pages = papers(lambda: excerpts_paper(chosen, order or "code", cover), way)
    if order == "matrix":
        return {
            ".csv": lambda: matrix_of_words_csv(chosen, cover.wording, way.separator),
            ".xlsx": lambda: matrix_of_words_xlsx(chosen, cover.wording, cover.study),
            ".json": lambda: matrix_of_words_json(chosen, cover.wording, asked),
            **pages,
        }
    rows = ordered(chosen, order)
    return {
        ".csv": lambda: excerpts_csv(rows, way.separator),
        ".xlsx": lambda: excerpts_xlsx(rows, cover.study),
        ".json": lambda: excerpts_json(rows, asked),
        **pages,
    }


def ordered(chosen: Chosen, order: Order | None) -> list[Excerpt]:
    """Return excerpts code by code in codebook order, case by case in theirs, or as they are for None."""
    if order is None:
        return list(chosen.excerpts)
    if order == "code":
        places: dict[str | None, int] = {code.id: place for place, code in enumerate(chosen.codes)}
        return sorted(chosen.excerpts, key=lambda one: places[one.code_id])
    places = {case.name: place for place, case in enumerate(chosen.cases)}
    return sorted(chosen.excerpts, key=lambda one: places.get(one.case, len(places)))


def in_use(project: Project, codes: Sequence[Code], examples: int) -> InUse:
    """Return how often each code was applied, and some of its excerpts."""
    applied = {code: Applied(*use) for code, use in project.codes.uses().items()}
    wanted = Wanted(codes=frozenset(code.id for code in codes))
    quoted = quotable(project.codings.excerpts(wanted))[0] if examples else []
    return InUse(applied, examples_of(quoted, examples) if examples else {})


def codebook(project: Project, examples: int | None, way: Way) -> Formats:
    """Return the formats of the codebook.

    Args:
        project: the study.
        examples: excerpts a code; None for what the format is for: a file that another study reads has neither counts
            nor anybody's words, a paper or a workbook has both.
        way: how it is written.
    """
    codes, cover = project.codes.all(), cover_of(project, way.language)
    used = in_use(project, codes, EXAMPLES if examples is None else examples)
    carried = None if examples is None else used
    yaml = lambda: codebook_yaml(codes, carried)  # noqa: E731 - two endings, one format
    return {
        ".csv": lambda: codebook_csv(codes, way.separator, carried),
        ".json": lambda: codebook_json(codes),
        ".yaml": yaml,
        ".yml": yaml,
        ".xlsx": lambda: codebook_xlsx(codes, cover.study, used),
        **papers(lambda: codebook_paper(codes, used, cover), way),
    }


def transcripts(project: Project, documents: Sequence[Document], coder: str | None, way: Way) -> Formats:
    """Return the formats of coded transcripts.

    Args:
        project: the study.
        documents: those wanted, in their order.
        coder: the id of one whose codings stand in the margin; None for everyone's.
        way: how they are written.
    """
    noted: dict[str, list[str]] = {}
    for memo in project.memos.all():
        if memo.on == "coding" and memo.target:
            noted.setdefault(memo.target, []).append(memo.text)
    hushed = frozenset(project.consents.withheld())
    memos = {coding: tuple(several) for coding, several in noted.items()}
    read = [
        Read(
            document,
            project.documents.text(document.id),
            project.documents.turns(document.id),
            project.codings.of_document(document.id, coder),
            memos,
            hushed,
        )
        for document in documents
    ]
    names = {one.id: one.name for one in project.coders.all()}
    paper = coded_paper(read, project.codes.all(), names, cover_of(project, way.language))
    return {".docx": lambda: coded_docx(paper, way.template), ".html": lambda: coded_html(paper)}
