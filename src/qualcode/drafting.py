"""What a draft is made of, gathered from the project; and the formats it can be written in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qualcode.analysis.cloud import MOST_WORDS, cloud
from qualcode.analysis.cooccurrence import cooccurrence
from qualcode.analysis.frequencies import frequencies
from qualcode.analysis.keywords import keywords
from qualcode.exporters.cloud import cloud_picture
from qualcode.exporters.files import write_whole
from qualcode.exporters.html import write_html
from qualcode.exporters.markdown import pictures, write_markdown
from qualcode.exporters.word import write_docx
from qualcode.model import errors
from qualcode.model.messages import _
from qualcode.model.progress import Silent
from qualcode.model.query import Wanted
from qualcode.model.results import Question
from qualcode.readings import asked_words, study_of
from qualcode.report.draft import DraftMaterial

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from qualcode.coding.project import Project
    from qualcode.model.material import Material
    from qualcode.model.progress import Reporter
    from qualcode.model.results import Keywords
    from qualcode.report.blocks import Draft

STEPS: Final = 4
"""Steps of the gathering that a reporter hears of."""
WRITERS: Final[dict[str, Callable[[Draft], bytes]]] = {
    ".docx": write_docx,
    ".html": write_html,
    ".md": write_markdown,
}
"""Ending, lower case, and what writes that format."""


def checked_ending(out: Path) -> str:
    """Return the ending of a file to write, in lower case.

    Raises:
        UnknownEnding: where no draft can be written so.
    """
    ending = out.suffix.lower()
    if ending not in WRITERS:
        raise errors.UnknownEnding(out, endings=", ".join(WRITERS))
    return ending


def gathered(
    project: Project, coder: str | None = None, *, reporter: Reporter | None = None, picture: bool = True
) -> DraftMaterial:
    """Read what a draft is made of.

    Args:
        project: the study.
        coder: whose codings stand in it; None for the whole team's.
        reporter: hears how far it is, and may stop it.
        picture: whether the cloud is drawn: it takes longest, and a preview shows none.

    Raises:
        NothingCoded: there is no coding to write about.
        NoSuchCoder: nobody of that name codes here.
        Interrupted: the reporter said to stop.
    """
    told = _Steps(reporter or Silent(), project.label)
    told.step(_("reading the study"))
    coder = project.coders.get(coder).name if coder else None
    material, texts = study_of(project)
    told.step(_("counting the codings"))
    whole = frequencies(material, texts, Question("frequencies", coder=coder))
    meeting = cooccurrence(material, texts, Question("cooccurrence", coder=coder, unit="turn"))
    told.step(_("counting the words"))
    words = _words(material, texts, coder) if picture else None
    told.step(_("drawing the cloud"))
    drawn = cloud_picture(cloud(words).words) if words else None
    excerpts = project.codings.excerpts(Wanted())
    return DraftMaterial(
        title=project.study.title,
        codes=project.codes.all(),
        themes=project.themes.all(),
        excerpts=[excerpt for excerpt in excerpts if coder is None or excerpt.coder == coder],
        frequencies=whole,
        documents=project.documents.all(),
        coders=project.coders.all(),
        cooccurrence=meeting,
        keywords=words,
        cloud=drawn,
    )


class _Steps:
    """Tells a reporter each step, and stops where nobody waits any more."""

    def __init__(self, reporter: Reporter, what: str) -> None:
        self._reporter, self._what, self._done = reporter, what, 0

    def step(self, label: str) -> None:
        if self._reporter.cancelled():
            raise errors.Interrupted(self._what)
        self._reporter.step(self._done, STEPS, label)
        self._done += 1


def _words(material: Material, texts: Mapping[str, str], coder: str | None) -> Keywords | None:
    """Count the words of the cloud; None where stop words are all that was said."""
    try:
        return keywords(material, texts, asked_words("cloud", coder=coder, limit=MOST_WORDS))
    except errors.NoWords:
        return None


def written(draft: Draft, out: Path) -> list[Path]:
    """Write a draft into a file, and the pictures that a text format keeps beside it; return the files.

    Raises:
        UnknownEnding, CannotWrite, DiskFull.
    """
    ending = checked_ending(out)
    content = WRITERS[ending](draft)
    beside = [(out.with_name(name), png) for name, png in pictures(draft).items()] if ending == ".md" else []
    for path, data in (*beside, (out, content)):
        write_whole(path, data)
    return [out, *(path for path, _data in beside)]
