"""The methods appendix: each point of a guideline with what the project knows of it, and the gaps marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.report.appendices.checklists import CHECKLISTS
from qualcode.report.appendices.known import sentences
from qualcode.report.appendices.paper import note, paper
from qualcode.report.blocks import Caption, Column, Heading, Row, SourceLine, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from qualcode.report.appendices.checklists import Fact, Guideline, Point, Section
    from qualcode.report.appendices.known import Known
    from qualcode.report.appendices.paper import Cover
    from qualcode.report.blocks import Block, Draft
    from qualcode.report.wording import Wording


def methods_paper(guideline: Guideline, known: Known, cover: Cover) -> Draft:
    """Return the appendix.

    Args:
        guideline: whose points it answers.
        known: what the project knows.
        cover: its first lines.
    """
    wording, checklist = cover.wording, CHECKLISTS[guideline]
    facts = sentences(known, wording)
    blocks: list[Block] = [
        note(wording.gettext(checklist.source)),
        note(
            wording.gettext(
                "What the project knows is filled in; what only the researchers know is marked {gap}.",
                gap=gap("…", wording),
            )
        ),
    ]
    for number, section in enumerate(checklist.sections, 1):
        blocks += _section(number, section, facts, cover)
    return paper(cover, wording.gettext(checklist.title), blocks)


def gap(asks: str, wording: Wording) -> str:
    """Return the mark of what is to be filled in."""
    return wording.gettext("[to fill: {asks}]", asks=asks)


def _section(number: int, section: Section, facts: Mapping[Fact, str], cover: Cover) -> Iterator[Block]:
    wording = cover.wording
    title, identifier = wording.gettext(section.title), f"points{number}"
    columns = (
        Column(wording.pgettext("guideline", "No."), width=0.45),
        Column(wording.pgettext("guideline", "Point"), width=1.7),
        Column(wording.pgettext("guideline", "In this study"), width=4.2),
    )
    yield Heading(1, title, identifier)
    first, last = section.points[0].number, section.points[-1].number
    told = wording.gettext("Points {first} to {last}", first=first, last=last)
    yield Caption("table", wording.pgettext("report", "Table"), number, told, identifier)
    rows = tuple(
        Row((point.number, wording.gettext(point.topic), _answer(point, facts, wording))) for point in section.points
    )
    yield Table(columns, rows, identifier, title, breaks=True)
    yield SourceLine(wording.gettext("Filled in by qualcode {version}.", version=cover.version), identifier)


def _answer(point: Point, facts: Mapping[Fact, str], wording: Wording) -> str:
    """Return what is known of a point, then what is to be filled in; a point without either asks for itself."""
    said = [facts[fact] for fact in point.facts if fact in facts]
    asks = wording.gettext(point.asks) if point.asks else ""
    if not said and not asks:
        asks = wording.gettext(point.topic)
    return " ".join([*said, *([gap(asks, wording)] if asks else [])])
