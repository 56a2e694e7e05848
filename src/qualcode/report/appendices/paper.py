"""What every paper beside the report shares: its cover, its title and day, and how it says where words come from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.report.blocks import Draft, Paragraph, Run
from qualcode.report.wording import wording_of
from qualcode.words.folding import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.model.records import Excerpt
    from qualcode.report.blocks import Block, ParagraphStyle
    from qualcode.report.wording import Wording


@dataclass(frozen=True, slots=True)
class Cover:
    """What the first lines of a paper say: the study's title, the language, the day, the program's version."""

    study: str
    language: str
    """fr-CA, fr-FR or en."""
    date: str
    """ISO 8601 date."""
    version: str

    @property
    def wording(self) -> Wording:
        """The words of its language."""
        return wording_of(self.language)


def paper(
    cover: Cover, title: str, blocks: Sequence[Block], *, landscape: bool = False, contents_levels: int = 2
) -> Draft:
    """Return a paper that any writer of drafts can set.

    Args:
        cover: of which study, in which language, of which day.
        title: what it is, in that language.
        blocks: what stands in it.
        landscape: whether its pages lie on their side, for tables of many columns.
        contents_levels: levels of heading that its table of contents shows.

    Raises:
        BadChoice: for a language that reports are not written in.
    """
    wording = cover.wording
    day = wording.date(cover.date) if cover.date else ""
    return Draft(
        language=wording.language,
        title=title,
        subtitle=", ".join(filter(None, (cover.study, day))),
        date=cover.date,
        contents_title=wording.pgettext("report", "Contents"),
        page_label=wording.pgettext("report", "Page"),
        version=cover.version,
        blocks=tuple(blocks),
        landscape=landscape,
        numbered=False,
        contents_levels=contents_levels,
    )


def note(text: str, style: ParagraphStyle = "note") -> Paragraph:
    """Return a paragraph of one run."""
    return Paragraph((Run(text),), style)


def voice(excerpt: Excerpt, wording: Wording) -> str:
    """Say who speaks in an excerpt: the case, else the label of the voice; the interviewer as such."""
    if excerpt.case:
        return excerpt.case
    if excerpt.role == "interviewer":
        return wording.gettext("interviewer")
    return excerpt.speaker or ""


def whence(excerpt: Excerpt, wording: Wording) -> str:
    """Say where words come from: the case where its name holds the document's, else the document and the voice."""
    speaker = voice(excerpt, wording)
    if excerpt.case and folded(excerpt.case).startswith(folded(excerpt.document)):
        return speaker
    return ", ".join(filter(None, (excerpt.document, speaker)))
