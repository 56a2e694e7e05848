"""What a draft is made of, gathered from the project; and the formats it can be written in."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from qualcode.analysis.cloud import MOST_WORDS, cloud
from qualcode.analysis.cooccurrence import cooccurrence
from qualcode.analysis.crosstab import crosstab
from qualcode.analysis.frequencies import frequencies
from qualcode.analysis.keywords import keywords
from qualcode.analysis.permutation import Chance
from qualcode.analysis.saturation import saturation
from qualcode.coding.purging.former import PurgeFormer
from qualcode.coding.purging.withdrawing import WithdrawCase
from qualcode.coding.purging.words import PurgeWords
from qualcode.exporters.cloud import cloud_picture
from qualcode.exporters.files import checked_ending, look_through, write_whole
from qualcode.exporters.html import write_html
from qualcode.exporters.markdown import pictures, write_markdown
from qualcode.exporters.network_picture import network_picture
from qualcode.exporters.office import OFFICE, converted, fitting
from qualcode.exporters.word import write_docx
from qualcode.exporters.word_file import WordFile
from qualcode.exporters.word_marked import marks_of
from qualcode.exporters.word_marks import BODY, marked_id
from qualcode.exporters.word_package import OPTIONS, STUDY
from qualcode.exporters.word_put_in import headings_above
from qualcode.exporters.word_refresh import refreshed
from qualcode.model import errors
from qualcode.model.messages import _
from qualcode.model.progress import Silent
from qualcode.model.query import Wanted
from qualcode.model.results import Question
from qualcode.readings import asked_words, grid_fixed, study_of
from qualcode.report.blocks import Bullets, Caption, Draft, Heading, Paragraph, Quote
from qualcode.report.draft import DraftMaterial, DraftOptions, draft
from qualcode.report.quotations import lead_ins, quoted_in
from qualcode.report.refreshing import Rules
from qualcode.report.withheld import TAKEN_OUT, TRANSLATION_TAKEN_OUT, stand_in, words_in_a_row
from qualcode.report.wording import wording_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from qualcode.coding.project import Project
    from qualcode.exporters.office import Template
    from qualcode.exporters.word_refresh import Refreshed
    from qualcode.model.comparisons import Crosstab, Saturation
    from qualcode.model.material import Material
    from qualcode.model.outlines import Outline, OutlinePart
    from qualcode.model.progress import Reporter
    from qualcode.model.records import Excerpt
    from qualcode.model.results import Keywords

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
    errors.EmptyBase,
    errors.NeedsBounds,
    errors.NobodySpeaks,
    errors.NoOrder,
    errors.NoSuchAttribute,
    errors.NotAnOrder,
    errors.NoWords,
    errors.SeveralOrders,
)
"""Why a reading that was placed has no answer: the report is written without it."""
_OF_CHANCE: Final = frozenset({"permutations", "seed"})
"""What only a test asks, and a table in a report holds none."""
_ERASING: Final = frozenset({PurgeWords.__name__, PurgeFormer.__name__, WithdrawCase.__name__})
"""What takes words out of a study for good."""
_ID: Final = 32
"""Letters of an id: of what has a letter before it, it is the mark of no quotation but of a translation."""
_TRANSLATED: Final = "t"
"""What the mark of a translation has before the id."""
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
    placed = {part.options.reading for part in outline.parts} if outline else {"cloud"}
    clouded = "cloud" in placed
    words = _words(material, texts, coder) if picture and clouded else None
    told.step(_("drawing the cloud"))
    drawn = cloud_picture(cloud(words).words) if words else None
    excerpts = project.codings.excerpts(Wanted())
    coded = {coding.coder for coding in material.codings}
    return DraftMaterial(
        title=project.study.title,
        codes=project.codes.all(),
        themes=project.themes.all(),
        excerpts=[excerpt for excerpt in excerpts if coder is None or excerpt.coder == coder],
        frequencies=whole,
        documents=project.documents.all(),
        coders=[one for one in project.coders.all() if one.id in coded],
        cooccurrence=meeting,
        keywords=words,
        cloud=drawn,
        network=network_picture(meeting, ".png", "en", bare=True) if picture and "network" in placed else None,
        study=project.study.id,
        placed={} if outline is None else _placed(outline, material, texts, coder, fixed=grid_fixed(project)),
    )


def _placed(
    outline: Outline, material: Material, texts: Mapping[str, str], coder: str | None, *, fixed: bool | None
) -> dict[str, Crosstab | Keywords | Saturation | str]:
    """Return the answers of readings that only an outline places, by id of their part; words where there is none."""
    found: dict[str, Crosstab | Keywords | Saturation | str] = {}
    for part in outline.parts:
        try:
            if part.options.reading == "crosstab":
                question = Question("crosstab", coder=coder, by=part.options.by)
                table = crosstab(material, texts, question, chance=Chance(1))
                asked = tuple(option for option in table.question.options if option[0] not in _OF_CHANCE)
                found[part.id] = replace(table, question=replace(table.question, options=asked))
            elif part.options.reading == "saturation":
                question = Question("saturation", coder=coder, by=part.options.by or None)
                found[part.id] = saturation(material, texts, question, grid_fixed=fixed)
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


def renewed(project: Project, data: bytes, what: str, *, insert: bool = False) -> tuple[Refreshed, dict[str, str]]:
    """Bring a Word draft that somebody has worked on up to date, with the options it was made with.

    Args:
        project: the study.
        data: the file.
        what: its name, as the person gave it.
        insert: whether new quotations are put behind the others of their part.

    Returns:
        The file as it would be with what became of each of its parts, and the heading that each id stands under in a
        draft made now; of what such a draft has no more, in the file.

    Raises:
        DamagedFile: this is no Word file.
        NotADraft: no mark of ours stands in it.
        OtherStudy: it was made from another project.
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
    material, fresh, every = _made_now(project, options, coder, outline)
    ids = {block.id for block in fresh.blocks if not isinstance(block, Bullets)}
    stand = {name.split("_", 2)[2] for name in here}
    beside = [block for block in every.blocks if isinstance(block, Quote | Paragraph) and marked_id(block.id) in stand]
    others = replace(every, blocks=tuple(block for block in beside if block.id not in ids))
    wording, chosen = (
        wording_of(options.language),
        {one.id for one in (material.excerpts if material else ()) if one.starred},
    )
    withdrawn = Withdrawn(project, outline)
    rules = Rules(
        quotations=frozenset(map(quoted_in, (*fresh.blocks, *every.blocks))) - {""},
        insert=insert,
        chosen=frozenset(chosen | _quoted_by_hand(outline)),
        withheld=withdrawn,
        lost=withdrawn.lost,
        words=withdrawn.words,
        in_its_place=wording.gettext(TAKEN_OUT),
        for_translation=wording.gettext(TRANSLATION_TAKEN_OUT),
        lead_ins=lead_ins(wording),
    )
    headings = headings_above(file) | _headings(every)
    return refreshed(data, write_docx(fresh), write_docx(others), rules), headings


def _made_now(
    project: Project, options: DraftOptions, coder: str | None, outline: Outline | None
) -> tuple[DraftMaterial | None, Draft, Draft]:
    """Return what a draft is made of now, the draft, and one with every quotation; empty ones where nothing is coded.

    Where all that was coded was withdrawn, there is nothing to write about; the words must leave the file all the same.
    """
    try:
        material = gathered(project, coder, outline=outline)
    except errors.NothingCoded:
        none = Draft(options.language, project.study.title, "", "", "", "", "", ())
        return None, none, none
    whole = outline and replace(outline, parts=tuple(_unlimited(part) for part in outline.parts))
    return material, draft(material, options, outline), draft(material, replace(options, quotes=None), whole)


def _quoted_by_hand(outline: Outline | None) -> set[str]:
    """Return the marks that passages chosen in an outline may have: the coding's id, or their own."""
    chosen = [quote for part in (outline.parts if outline else ()) for quote in part.chosen]
    return {quote.coding for quote in chosen} | {quote.id for quote in chosen}


class Withdrawn:
    """Tells which quotations of a draft must go: their people are not to be quoted, or were taken out of the study."""

    def __init__(self, project: Project, outline: Outline | None) -> None:
        """Know what is read only once a quotation is no longer in the draft."""
        self._project, self._outline = project, outline

    def __call__(self, identifier: str, words: str) -> bool:
        """Tell whether a quotation, or the translation of one, must go.

        One that the project knows must where a consent says so. One that the history alone knows was removed, no more:
        it stays. Of one that the history does not know either nothing says whose it was: where somebody withdrew, or
        words were purged, it must unless its words still stand in a text; a translation stands in none.
        """
        if identifier in self._known:
            return self._known[identifier]
        translated = len(identifier) == _ID + 1 and identifier.startswith(_TRANSLATED)
        coding = identifier[1:] if translated else identifier
        if len(coding) != _ID or not self._erased:
            return False
        if coding in self._ever:
            return self._known.get(self._ever[coding], False)
        return translated or not stand_in(words, self._texts)

    def lost(self, words: str) -> bool:
        """Tell of a quotation without a mark whether it stands in no text any more, where words were taken out."""
        return self._erased and not stand_in(words, self._texts)

    @property
    def words(self) -> tuple[str, ...]:
        """What is not to be quoted and is in the study, with the translations of it in the outline."""
        quotes = [quote for part in (self._outline.parts if self._outline else ()) for quote in part.quotes]
        translated = [quote.translation for quote in quotes if self._known.get(quote.coding) and quote.translation]
        return (*(one.text for one in self._excerpts if one.withheld), *translated)

    @cached_property
    def _excerpts(self) -> list[Excerpt]:
        return self._project.codings.excerpts(Wanted())

    @cached_property
    def _known(self) -> dict[str, bool]:
        """Whether each quotation is withheld, whoever coded it, by the ids its mark and its translation's may have."""
        found = {one.id: bool(one.withheld) for one in self._excerpts}
        for part in self._outline.parts if self._outline else ():
            found |= {quote.id: found.get(quote.coding, False) for quote in part.quotes}
        return found | {f"{_TRANSLATED}{identifier}": withheld for identifier, withheld in found.items()}

    @cached_property
    def _erased(self) -> bool:
        """Whether words were ever taken out of the study for good."""
        return any(entry.action in _ERASING for entry in self._project.history())

    @cached_property
    def _ever(self) -> dict[str, str]:
        """The codings that the history knows, and the quotes of outlines with theirs."""
        return self._project.purging.quoted_ever()

    @cached_property
    def _texts(self) -> list[str]:
        """The texts that the project keeps, those of its past too, as words in a row."""
        return [words_in_a_row(text) for text in self._project.purging.texts_kept()]


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
    """Return the heading that what comes from the data stands under, by its id as a mark has it.

    Of the table or figure under a caption, by its id with `BODY`, the caption.
    """
    found, heading = {}, ""
    for block in draft.blocks:
        if isinstance(block, Heading):
            heading = block.text
        elif isinstance(block, Caption):
            found[marked_id(block.id)] = heading
            found[f"{marked_id(block.id)}{BODY}"] = f"{block.label}\u00a0{block.number} – {block.text}"
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
