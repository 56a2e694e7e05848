"""What a draft is made of, gathered from the project; and the formats it can be written in."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, Final

from qualcode.analysis.cloud import MOST_WORDS, cloud
from qualcode.analysis.cooccurrence import cooccurrence
from qualcode.analysis.crosstab import crosstab
from qualcode.analysis.frequencies import frequencies
from qualcode.analysis.keywords import keywords
from qualcode.analysis.permutation import Chance
from qualcode.exporters.cloud import cloud_picture
from qualcode.exporters.files import checked_ending, look_through, write_whole
from qualcode.exporters.html import write_html
from qualcode.exporters.markdown import pictures, write_markdown
from qualcode.exporters.office import OFFICE, converted, fitting
from qualcode.exporters.word import write_docx
from qualcode.exporters.word_file import WordFile
from qualcode.exporters.word_marked import marks_of
from qualcode.exporters.word_marks import marked_id
from qualcode.exporters.word_package import OPTIONS, STUDY
from qualcode.exporters.word_refresh import refreshed
from qualcode.model import errors
from qualcode.model.messages import _
from qualcode.model.progress import Silent
from qualcode.model.query import Wanted
from qualcode.model.results import Question
from qualcode.readings import asked_words, study_of
from qualcode.report.blocks import Bullets, Heading, Paragraph, Quote
from qualcode.report.draft import DraftMaterial, DraftOptions, draft

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from qualcode.coding.project import Project
    from qualcode.exporters.office import Template
    from qualcode.exporters.word_refresh import Refreshed
    from qualcode.model.comparisons import Crosstab
    from qualcode.model.material import Material
    from qualcode.model.outlines import Outline, OutlinePart
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
_UNANSWERED: Final = (
    errors.BadChoice,
    errors.NeedsBounds,
    errors.NobodySpeaks,
    errors.NoSuchAttribute,
    errors.NoWords,
)
"""Why a reading that was placed has no answer: the report is written without it."""
_OF_CHANCE: Final = frozenset({"permutations", "seed"})
"""What only a test asks, and a table in a report holds none."""
LISTED: Final = 30
"""Words of a table of words."""


def gathered(
    project: Project,
    coder: str | None = None,
    *,
    reporter: Reporter | None = None,
    picture: bool = True,
    outline: Outline | None = None,
) -> DraftMaterial:
    """Read what a draft is made of.

    Args:
        project: the study.
        coder: whose codings stand in it; None for the whole team's.
        reporter: hears how far it is, and may stop it.
        picture: whether the cloud is drawn: it takes longest, and a preview shows none.
        outline: the readings it places are read too; where it places no cloud, none is drawn.

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
    clouded = outline is None or any(part.options.reading == "cloud" for part in outline.parts)
    words = _words(material, texts, coder) if picture and clouded else None
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
        study=project.study.id,
        placed={} if outline is None else _placed(outline, material, texts, coder),
    )


def _placed(
    outline: Outline, material: Material, texts: Mapping[str, str], coder: str | None
) -> dict[str, Crosstab | Keywords | str]:
    """Return the answers of readings that only an outline places, by id of their part; words where there is none."""
    found: dict[str, Crosstab | Keywords | str] = {}
    for part in outline.parts:
        try:
            if part.options.reading == "crosstab":
                question = Question("crosstab", coder=coder, by=part.options.by)
                table = crosstab(material, texts, question, chance=Chance(1))
                asked = tuple(option for option in table.question.options if option[0] not in _OF_CHANCE)
                found[part.id] = replace(table, question=replace(table.question, options=asked))
            elif part.options.reading == "keywords":
                found[part.id] = keywords(material, texts, asked_words("keywords", coder=coder, limit=LISTED))
        except _UNANSWERED as refusal:
            found[part.id] = str(refusal)
    return found


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


def renewed(project: Project, data: bytes, what: str) -> tuple[Refreshed, dict[str, str]]:
    """Bring a Word draft that somebody has worked on up to date, with the options it was made with.

    Args:
        project: the study.
        data: the file.
        what: its name, as the person gave it.

    Returns:
        The file as it would be with what became of each of its parts, and the heading that each id stands under in a
        draft made now.

    Raises:
        DamagedFile: this is no Word file.
        NotADraft: no mark of ours stands in it.
        OtherStudy: it was made from another project.
        NothingCoded: there is no coding to write about.
        NoSuchCoder: nobody of that name codes here any more.
        NoSuchOutline: the outline it was made after is gone.
    """
    file = WordFile(data, what)
    if not (here := marks_of(file.root)):
        raise errors.NotADraft(what)
    if file.properties.get(STUDY, project.study.id) != project.study.id:
        raise errors.OtherStudy(what, title=project.study.title)
    options, coder = _options(file)
    outline = project.outlines.get(options.outline) if options.outline else None
    material = gathered(project, coder, outline=outline)
    whole = outline and replace(outline, parts=tuple(_unlimited(part) for part in outline.parts))
    fresh, every = draft(material, options, outline), draft(material, replace(options, quotes=None), whole)
    ids = {block.id for block in fresh.blocks if not isinstance(block, Bullets)}
    stand = {name.split("_", 2)[2] for name in here}
    beside = [block for block in every.blocks if isinstance(block, Quote | Paragraph) and marked_id(block.id) in stand]
    others = replace(every, blocks=tuple(block for block in beside if block.id not in ids))
    return refreshed(data, write_docx(fresh), write_docx(others)), _headings(every)


def _unlimited(part: OutlinePart) -> OutlinePart:
    """Return a part with as many passages as there are."""
    return replace(part, options=replace(part.options, quotes=None, longest=None, only_mine=False))


def _options(file: WordFile) -> tuple[DraftOptions, str | None]:
    """Return the options a file was made with, and whose codings stand in it; a file that says none has the usual."""
    try:
        told = json.loads(file.properties.get(OPTIONS) or "{}")
        coder = told.pop("coder", None)
        known = {each.name: type(each.default) for each in fields(DraftOptions)}
        right: dict[str, Any] = {name: value for name, value in told.items() if type(value) is known.get(name)}
    except (ValueError, AttributeError):
        return DraftOptions(), None  # somebody wrote it otherwise
    options = DraftOptions(**right)
    return (replace(options, quotes=None) if told.get("quotes", 0) is None else options), coder


def _headings(draft: Draft) -> dict[str, str]:
    """Return the heading that what comes from the data stands under, by its id as a mark has it."""
    found, heading = {}, ""
    for block in draft.blocks:
        if isinstance(block, Heading):
            heading = block.text
        elif not isinstance(block, Bullets):
            found[marked_id(block.id)] = heading
    return found


def written(draft: Draft, out: Path, template: Template | None = None) -> list[Path]:
    """Write a draft into a file, and the pictures that a text format keeps beside it; return the files.

    Args:
        draft: what is written.
        out: the file.
        template: a person's own Word file that dresses a .docx, .odt or .pdf; None for our dress.

    Raises:
        UnknownEnding, CannotWrite, DiskFull.
        BadTemplate: the template is no Word file.
        NoOffice, OfficeFailed: for .odt and .pdf, which LibreOffice writes.
    """
    ending = checked_ending(out, fitting(WRITERS))
    content = WRITERS[ending](draft) if ending in {".html", ".md"} else write_docx(draft, template)
    if ending in OFFICE:
        content = converted(content, out)
    look_through(out, content)  # before a picture is written beside it
    beside = [(out.with_name(name), png) for name, png in pictures(draft).items()] if ending == ".md" else []
    for path, data in (*beside, (out, content)):
        write_whole(path, data)
    return [out, *(path for path, _data in beside)]
