"""The framework matrix on its way out: a row a case and a column a theme for sheets, a part a case for pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qualcode.exporters.html import write_html
from qualcode.exporters.markdown import write_markdown
from qualcode.exporters.tables import csv_bytes
from qualcode.exporters.word import write_docx
from qualcode.exporters.workbook import Sheet, workbook
from qualcode.report.blocks import Caption, Column, Draft, Heading, Row, SourceLine, Table
from qualcode.report.withheld import withheld_sentence
from qualcode.report.wording import Wording, question_sentence, wording_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from qualcode.model.matrices import Matrix, MatrixCell
    from qualcode.report.blocks import Block

_PAGES: Final[dict[str, Callable[[Draft], bytes]]] = {
    ".docx": write_docx, ".html": write_html, ".md": write_markdown,
}  # fmt: skip
FORMATS: Final = (".csv", ".xlsx", *_PAGES)
"""Endings, lower case."""
_WIDTHS: Final = (18.0, 48.0)
"""Characters of the first column of a sheet, and of the others."""


def framework(result: Matrix, ending: str, title: str, language: str) -> bytes:
    """Return the matrix in a format.

    Args:
        result: the matrix.
        ending: one of FORMATS.
        title: the study's.
        language: of our own words: fr-CA, fr-FR or en.
    """
    wording = wording_of(language)
    if ending in _PAGES:
        return _PAGES[ending](_draft(result, title, wording))
    titles = [wording.gettext("Case"), *result.columns]
    rows = [[case, *(_words(result.cell(case, column), wording) for column in result.columns)] for case in result.cases]
    if ending == ".csv":
        return csv_bytes(titles, rows)
    widths = (_WIDTHS[0], *(_WIDTHS[1] for _ in result.columns))
    question = [[question_sentence(result, language)]]
    sheets = (
        Sheet(wording.gettext("Framework matrix"), titles, rows, widths),
        Sheet(wording.gettext("Question"), [wording.gettext("Question")], question, (100.0,)),
    )
    return workbook(sheets, title)


def _words(cell: MatrixCell | None, wording: Wording) -> str:
    """Write a cell: the summary, each passage with its document, how many are not to be quoted."""
    if cell is None:
        return ""
    quoted = [f"{wording.quoted(one.text)} ({one.document})" for one in cell.passages if not one.withheld]
    withheld = len(cell.passages) - len(quoted)
    told = withheld_sentence(withheld, wording) if withheld else ""
    return "\n".join(filter(None, (cell.summary, *quoted, told)))


def _draft(result: Matrix, title: str, wording: Wording) -> Draft:
    return Draft(
        language=wording.language,
        title=title,
        subtitle=wording.gettext("Framework matrix"),
        date=result.made_at[:10],
        contents_title=wording.pgettext("report", "Contents"),
        page_label=wording.pgettext("report", "Page"),
        version=result.version,
        blocks=tuple(_blocks(result, wording)),
    )


def _blocks(result: Matrix, wording: Wording) -> Iterator[Block]:
    """Give a part for each case: what it says under each theme, the summary first."""
    called = {
        "theme": wording.gettext("Theme"), "code": wording.gettext("Code"), "group": wording.gettext("Group"),
    }[result.question.level]  # fmt: skip
    columns = (Column(called, width=1.0), Column(wording.gettext("Summary and passages"), width=3.2))
    for number, case in enumerate(result.cases, 1):
        cells = [cell for cell in result.rows if cell.case == case]
        yield Heading(1, case)
        identifier, what = f"matrix{number}", wording.gettext("What {case} says", case=case)
        yield Caption("table", wording.pgettext("report", "Table"), number, what, identifier)
        rows = tuple(Row((cell.row, _words(cell, wording))) for cell in cells)
        yield Table(columns, rows, identifier, what)
        question = question_sentence(result, wording.language)
        source = wording.gettext("Source: {question} qualcode {version}.", question=question, version=result.version)
        yield SourceLine(source, identifier)
