"""What the place of readings asks about codes that meet, off the screen's thread: communities, orders, maps, files."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.analysis.clustering import near_order
from qualcode.analysis.codemap import codemap
from qualcode.analysis.course.sequence import followed
from qualcode.analysis.meeting.resampling import with_intervals
from qualcode.exporters.course import codeline_picture, map_picture
from qualcode.exporters.files import write_whole
from qualcode.exporters.meeting import written
from qualcode.exporters.network import network
from qualcode.exporters.reading_pictures import READINGS, reading_picture
from qualcode.model.meeting import NETWORK
from qualcode.model.patterns import CodeLines, CodeMap
from qualcode.tui.places import free
from qualcode.tui.shown.looking import voices_of

if TYPE_CHECKING:
    from pathlib import Path

    from qualcode.coding.project import Project
    from qualcode.model.progress import Reporter
    from qualcode.model.results import Cooccurrence, Question, Result
    from qualcode.tui.shown.looking import Studied
    from qualcode.tui.widgets.passages import Entry


def communities(result: Cooccurrence) -> dict[str, int]:
    """Return the number of each code's community, the largest first."""
    graph = network(result, {})
    found = {str(graph.nodes[node]["label"]): int(graph.nodes[node]["community"]) for node in graph}
    return dict(sorted(found.items(), key=lambda one: one[1]))


def clustered(result: Cooccurrence) -> tuple[str, ...]:
    """Return the names of the codes so that those that meet stand side by side."""
    return near_order(result)


def mapped(study: Studied, question: Question) -> CodeMap:
    """Return the map of the codes that a question about codes that meet compares.

    Raises:
        TooFewToMap: fewer than three codes occur.
        BadChoice: on overlap.
    """
    kept = tuple((name, value) for name, value in question.options if name in {"questions", "rounds"})
    return codemap(study.material, study.texts, replace(question, reading="codemap", options=kept))


def resampled(reporter: Reporter, study: Studied, answer: Cooccurrence) -> Cooccurrence:
    """Give each Jaccard of an answer its interval.

    Raises:
        BadChoice, TooFewWitnesses, Interrupted.
    """
    return with_intervals(answer, study.material, study.texts, reporter=reporter)


def of_following(study: Studied, question: Question, pair: tuple[str, str]) -> list[Entry]:
    """Return the passages of one code, each with the passage of the other that follows it."""
    voices = voices_of(study)
    found = followed(study.material, study.texts, question, *pair)
    return [voices.entry(str(number), stretches, "") for number, stretches in enumerate(found)]


def sent(  # noqa: PLR0913, PLR0917 - an answer, the file, and how it is written
    result: Cooccurrence, ending: str, project: Project, place: Path, language: str, view: str
) -> Path:
    """Write codes that meet into a file, a picture as it is seen; return its path.

    Raises:
        CannotWrite, DiskFull.
    """
    codes = {code.id: code for code in project.codes.all()}
    known = {row.label: codes[row.id] for row in project.material().codes}
    out = free(place / f"cooccurrence{ending}")
    write_whole(out, written(result, ending, known, language, as_network=view == NETWORK))
    return out


def drawn(result: Result, folder: Path, language: str, without: str, view: str) -> Path:
    """Draw a reading into a .png, codes that meet as they are seen; return its path.

    Raises:
        CannotWrite, DiskFull.
    """
    out = free(folder / f"{result.question.reading}.png")
    if result.question.reading in READINGS:
        data = reading_picture(result, ".png", language)
    elif isinstance(result, CodeLines):
        data = codeline_picture(result, ".png", language, without)
    elif isinstance(result, CodeMap):
        data = map_picture(result, ".png", language)
    else:
        data = written(result, ".png", {}, language, as_network=view == NETWORK)  # type: ignore[arg-type]  # codes that meet are what is left
    write_whole(out, data)
    return out
