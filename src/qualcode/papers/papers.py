"""The formats that a thing can be written in, by their endings; and the first lines of what is read as pages.

Nothing is written until one of the formats is called, so that the project may be closed by then.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from qualcode import __version__
from qualcode.exporters.html import write_html
from qualcode.exporters.markdown import write_markdown
from qualcode.exporters.word import write_docx
from qualcode.report.appendices.paper import Cover

if TYPE_CHECKING:
    from collections.abc import Callable

    from qualcode.coding.project import Project
    from qualcode.exporters.files import Content
    from qualcode.papers.way import Way
    from qualcode.report.blocks import Draft

Formats = dict[str, "Callable[[], Content]"]


def cover_of(project: Project, language: str | None) -> Cover:
    """Return the first lines of a paper of today."""
    study = project.study
    today = datetime.now(UTC).astimezone().date().isoformat()
    return Cover(study.title, language or study.corpus_language, today, __version__)


def papers(paper: Callable[[], Draft], way: Way) -> Formats:
    """Return the formats of what is read as pages; the paper is made when one of them is written."""
    return {
        ".docx": lambda: write_docx(paper(), way.template),
        ".html": lambda: write_html(paper()),
        ".md": lambda: write_markdown(paper()),
    }
