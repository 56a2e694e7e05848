"""What leaves the screen beside the draft, off its thread: papers and tables, each into a file beside the project."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qualcode.exporters.files import write_whole
from qualcode.model.errors import Interrupted, NothingCoded
from qualcode.model.query import Wanted
from qualcode.papers import coded, tabled, thematic
from qualcode.papers.way import Way
from qualcode.report.withheld import quotable
from qualcode.tui.places import free
from qualcode.tui.shown.leaks import looking_for

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from qualcode.coding.project import Project
    from qualcode.model.progress import Reporter
    from qualcode.model.records import Excerpt
    from qualcode.papers.papers import Formats


def sent(  # noqa: PLR0913, PLR0917 - who waits, and what is written how
    reporter: Reporter,
    project: Project,
    name: str,
    folder: Path,
    language: str,
    coder: str | None,
    names: Mapping[str, str] | None = None,
) -> Path:
    """Write a paper into a file of a name that is free; return its path.

    Args:
        reporter: may stop it before anything is written.
        project: the study.
        name: one of those that `PAPERS` of the screen lists, such as codebook.docx.
        folder: where it goes.
        language: of what is read.
        coder: whose codings stand in it; None for the whole team's.
        names: pseudonym by real name, which are looked for first; None for none.

    Raises:
        NothingCoded: there is no coding to take out.
        NamesStandIn: one of the names stands in it; no file was written.
        Interrupted: the reporter said to stop; no file was written.
        CannotWrite, DiskFull.
    """
    out = free(folder / name)
    if name != "codebook.docx" and not project.codings.count():
        raise NothingCoded(out)
    formats = _MADE[name.rpartition(".")[0]](project, coder, Way(language))
    data = formats[out.suffix]()
    if reporter.cancelled():
        raise Interrupted(out)
    with looking_for(names or {}):
        write_whole(out, data)
    return out


def _excerpts(project: Project, coder: str | None) -> list[Excerpt]:
    """Return the excerpts of a coder that may be quoted, or everyone's."""
    found = quotable(project.codings.excerpts(Wanted()))[0]
    return [excerpt for excerpt in found if coder in {None, excerpt.coder}]


def _by_code(project: Project, coder: str | None, way: Way) -> Formats:
    return coded.excerpts(project, _excerpts(project, coder), None, {"reading": "excerpts", "coder": coder}, way)


def _matrix(project: Project, coder: str | None, way: Way) -> Formats:
    return coded.excerpts(project, _excerpts(project, coder), "matrix", {}, way)


def _codebook(project: Project, _coder: str | None, way: Way) -> Formats:
    return coded.codebook(project, None, way)


def _transcripts(project: Project, coder: str | None, way: Way) -> Formats:
    counts = project.documents.coding_counts()
    whose = project.coders.get(coder).id if coder else None
    return coded.transcripts(project, [one for one in project.documents.all() if one.id in counts], whose, way)


def _theme_list(project: Project, coder: str | None, way: Way) -> Formats:
    return thematic.theme_lists(project, project.documents.all(), _excerpts(project, coder), way)


def _theme_tree(project: Project, coder: str | None, way: Way) -> Formats:
    return thematic.tree(project, _excerpts(project, coder), way)


def _methods(project: Project, _coder: str | None, way: Way) -> Formats:
    return thematic.methods(project, None, "", way)


def _table(project: Project, coder: str | None, way: Way) -> Formats:
    found = project.codings.excerpts(Wanted())
    counted = [one for one in found if one.withheld != "analysis" and coder in {None, one.coder}]
    return tabled.table(project, counted, "case", counts=False, way=way)


_MADE: Final[dict[str, Callable[[Project, str | None, Way], Formats]]] = {
    "codebook": _codebook,
    "excerpts": _by_code,
    "matrix": _matrix,
    "transcripts": _transcripts,
    "theme-list": _theme_list,
    "theme-tree": _theme_tree,
    "methods": _methods,
    "table": _table,
}
