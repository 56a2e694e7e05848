"""A report held against the sources, off the screen's thread: what the place of writing lists of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from qualcode.analysis.alignment import aligned
from qualcode.importers.options import NONE
from qualcode.importers.reading import ImportOptions, read_source
from qualcode.model.audit import FAILING
from qualcode.model.errors import Interrupted
from qualcode.model.messages import _
from qualcode.readings import sources_now
from qualcode.report.audit import audit
from qualcode.report.audit_words import NAMES, VERDICTS, said_of, said_of_figure
from qualcode.tui.dialogs.entries import Listed
from qualcode.tui.figures import between_marks, counted

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from qualcode.coding.project import Project
    from qualcode.model.audit import Audit, Quoted
    from qualcode.model.progress import Reporter

ENDINGS: Final = (".docx", ".odt", ".md", ".html", ".pdf", ".txt")
MOST: Final = 30
"""Files that are offered, the latest first."""
HELD, LOOK, FAILS = "held", "look", "fails"
"""Kinds of lines: what holds, what is worth a look, what does not hold."""
_QUIET: Final = frozenset({"short"})


@dataclass(frozen=True, slots=True)
class Checked:
    """What an audit found, line by line, and where the words of each quotation were found."""

    lines: tuple[Listed, ...]
    places: Mapping[str, tuple[str, int]]
    """Id of the document and place in it, by the id of a line."""
    quotations: int


def reports(folder: Path) -> list[str]:
    """Return the names of the files of a folder that may be reports, the latest first."""
    found = [
        path for path in folder.iterdir() if path.suffix.lower() in ENDINGS and not path.name.startswith((".", "~"))
    ]
    dated = sorted(found, key=lambda path: (-path.stat().st_mtime, path.name))
    return [path.name for path in dated[:MOST]]


def checked(reporter: Reporter, project: Project, path: Path) -> Checked:
    """Hold a report against the sources.

    Args:
        reporter: may stop it.
        project: the study.
        path: of the report.

    Raises:
        ImportRefused: the file cannot be read.
        Interrupted: the reporter said to stop.
    """
    report = read_source(path, ImportOptions(speakers=NONE)).transcript
    sources = sources_now(project)
    if reporter.cancelled():
        raise Interrupted(path)
    found = audit(report, sources, align=aligned)
    ids = {document.name: document.id for document in sources.documents}
    judged = {f"q{number}": quoted for number, quoted in enumerate(found.quotations)}
    lines = [_line(identifier, quoted) for identifier, quoted in judged.items()]
    places = {
        identifier: (ids[quoted.document], quoted.start or 0)
        for identifier, quoted in judged.items()
        if quoted.document is not None
    }
    return Checked((*_worst_first(lines), *_beside(found)), places, len(judged))


def _worst_first(lines: list[Listed]) -> list[Listed]:
    return sorted(lines, key=lambda line: (FAILS, LOOK, HELD).index(line.kind))


def _line(identifier: str, quoted: Quoted) -> Listed:
    """Return a quotation as it is listed: the verdict, whose it is said to be, what differs, what to look at."""
    notes = [said_of(note, quoted) for note in quoted.notes if note.kind not in _QUIET]
    kind = FAILS if quoted.verdict in FAILING else LOOK if notes else HELD
    where = " · ".join([_(VERDICTS[quoted.verdict]), quoted.label or _("no attribution"), *notes])
    words = [between_marks(" ".join(quoted.quote.split()))]
    if quoted.difference:
        words.append(_("in the source: {difference}").format(difference=quoted.difference))
    return Listed(identifier, where, "   ".join(words), kind)


def _beside(found: Audit) -> list[Listed]:
    """Return the figures that do not hold and the words by which somebody may be known, as they are listed."""
    figures = [
        Listed(f"f{number}", said_of_figure(figure), figure.text, LOOK) for number, figure in enumerate(found.figures)
    ]
    names = [
        Listed(f"n{number}", " · ".join((_(NAMES[left.kind]), counted(left.count))), left.name, LOOK)
        for number, left in enumerate(found.names)
    ]
    return figures + names
