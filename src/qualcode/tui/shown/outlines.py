"""What the place of writing asks of an outline, off the screen's thread: its parts as they read, what can be chosen."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from qualcode.coding.outlines.naming import called
from qualcode.drafting import gathered
from qualcode.model.codebook import standing_above, totals
from qualcode.model.errors import NothingCoded
from qualcode.model.messages import _
from qualcode.model.outlines import ASKED_APART
from qualcode.model.spans import Span
from qualcode.report.blocks import Bullets, Paragraph, Quote, Run
from qualcode.report.draft import planned
from qualcode.report.evidence import barred
from qualcode.report.evidence import gathered as evidence_of
from qualcode.report.outline import outlined
from qualcode.report.proposing import proposed
from qualcode.report.quotations import quoted_in
from qualcode.report.selection import word_count
from qualcode.tui.dialogs.entries import Pickable
from qualcode.tui.shown.drafts import Piece, Preview

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from qualcode.coding.project import Project
    from qualcode.model.outlines import Outline, OutlinePart, PlannedPart
    from qualcode.model.records import Excerpt
    from qualcode.report.blocks import Block
    from qualcode.report.evidence import DraftMaterial, DraftOptions

_WORD: Final = re.compile(r"\S+")


def first_outline(project: Project, known: str) -> str:
    """Return the id of an outline that is still there, else of the first; empty where there is none."""
    ids = [outline.id for outline in project.outlines.all()]
    return known if known in ids else next(iter(ids), "")


def listed(project: Project) -> list[Outline]:
    """Return every outline in its order."""
    return project.outlines.all()


def previewed(
    project: Project, options: DraftOptions, coder: str | None, outline: str, known: DraftMaterial | None
) -> Preview:
    """Make the draft after an outline, without its picture.

    Args:
        project: the study.
        options: how it is made.
        coder: whose codings stand in it; None for the whole team's.
        outline: its id.
        known: what it was made of before, where only the outline changed since.

    Raises:
        NothingCoded: there is no coding to write about.
        NoSuchOutline: it is gone.
    """
    if not project.codings.count():
        raise NothingCoded(project.label)
    plan = project.outlines.get(outline)
    placed = {part.id for part in plan.parts if part.options.reading in ASKED_APART}
    if known is None or placed - known.placed.keys():
        known = gathered(project, coder, picture=False, outline=plan)
    material = known
    evidence = evidence_of(material, options)
    excerpts: dict[str, list[Excerpt]] = defaultdict(list)
    for excerpt in material.excerpts:
        excerpts[excerpt.code_id].append(excerpt)
    names = called(plan, material.themes, material.codes)
    choices = {part.id: tuple(_choices(part, material, excerpts)) for part in plan.parts}
    written = {one.part: one.blocks or _unanswered(material, one.part) for one in planned(plan, evidence, "")}
    pieces = tuple(
        Piece(part.depth, names[part.id], part.id, written[part.id], (), _words(written[part.id]), choices[part.id])
        for part in plan.parts
    )
    quoted = frozenset(filter(None, (quoted_in(block) for blocks in written.values() for block in blocks)))
    left_out = material.frequencies.population.left_out
    kept = {one.id: barred(one, left_out) for one in material.excerpts}
    return Preview(
        pieces,
        {code: tuple(found) for code, found in excerpts.items()},
        quoted,
        {document.name: document.id for document in material.documents},
        {one: why for one, why in kept.items() if why},
        plan,
        material,
    )


def _unanswered(material: DraftMaterial, part: str) -> tuple[Block, ...]:
    """Say why nothing stands in a part."""
    why = material.placed.get(part)
    said = why if isinstance(why, str) else _("Nothing to show here: pictures are drawn in the file only.")
    return (Paragraph((Run(said),), "note"),)


def _choices(part: OutlinePart, material: DraftMaterial, excerpts: Mapping[str, Sequence[Excerpt]]) -> list[Excerpt]:
    """Return what a part can quote: what was chosen, in its order, then the others, those rejected last."""
    by_id = {one.id: one for one in material.excerpts}
    chosen = [by_id[quote.coding] for quote in part.chosen if quote.coding in by_id]
    taken = {one.id for one in chosen} | part.rejected
    rest = [one for one in _pool(part, material, excerpts) if one.id not in taken]
    rejected = [by_id[quote.coding] for quote in part.quotes if quote.rejected and quote.coding in by_id]
    return [*chosen, *rest, *rejected]


def _pool(part: OutlinePart, material: DraftMaterial, excerpts: Mapping[str, Sequence[Excerpt]]) -> Iterable[Excerpt]:
    """Return the excerpts of a part's code, of the codes of its theme, or those that are starred for any other part."""
    if part.code is not None:
        return excerpts.get(part.code, ())
    if part.theme is None:
        return [one for one in material.excerpts if one.starred] if part.kind == "free" else []
    theme = next(each for each in material.themes if each.id == part.theme)
    kept = replace(theme, status="kept")  # of a dropped one too
    sections = [section for each in outlined(material.codes, [kept]) for section in each.sections]
    codes = {section.code.id for section in sections}
    linked = {link.coding for link in theme.links}
    return [one for one in material.excerpts if one.code_id in codes or one.id in linked]


def _words(blocks: Iterable[Block]) -> int:
    """Count the words that a part says: paragraphs, quotations, lists; no table."""
    said = [block.text for block in blocks if isinstance(block, Paragraph | Quote)]
    said += [f"{entry.lead} {entry.text}" for block in blocks if isinstance(block, Bullets) for entry in block.entries]
    return sum(map(word_count, said))


def spans_of(text: str) -> list[Span]:
    """Return the bounds of the words of a passage, the marks beside them included."""
    return [Span(*found.span()) for found in _WORD.finditer(text)]


def proposal(project: Project) -> tuple[PlannedPart, ...]:
    """Return the parts that the study proposes for a report."""
    language = project.study.corpus_language
    return proposed(project.codes.all(), project.themes.all(), project.codes.counts(), language)


def codes_offered(project: Project) -> tuple[Pickable, ...]:
    """Return the codes as the picker lists them, the retired among them: what they hold can still be quoted."""
    uses, codes = project.codes.counts(), project.codes.all()
    sums = totals(uses, standing_above(codes))
    return tuple(
        Pickable(
            code.id, code.name, code.path[:-1], (code.label_fr, code.label_en), code.colour, "●",
            uses.get(code.id, 0), total=sums.get(code.id, 0),
        )
        for code in codes
    )  # fmt: skip


def attributes(project: Project) -> list[str]:
    """Return the names of the attributes that cases have."""
    return [attribute.name for attribute in project.cases.attributes()]
