"""Put a draft together: highlights, a part per theme or group, the coding as a whole, the method note."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from qualcode.report.base import base_note
from qualcode.report.blocks import Bullet, Bullets, Draft, Heading, Paragraph, Run
from qualcode.report.contrasts import also_framed
from qualcode.report.evidence import DraftMaterial, DraftOptions, gathered
from qualcode.report.method import method_blocks
from qualcode.report.outline import outlined, trimmed, under_no_theme
from qualcode.report.overview import overview_blocks
from qualcode.report.planned import Planner
from qualcode.report.sections import counts_sentence, parts_blocks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.model.outlines import Outline
    from qualcode.model.records import Code
    from qualcode.report.blocks import Block
    from qualcode.report.evidence import Evidence
    from qualcode.report.outline import Part
    from qualcode.report.planned import Written

__all__ = ["DraftMaterial", "DraftOptions", "draft", "left_over", "planned"]

_HIGHLIGHTED = 5
_UNTOLD = frozenset({"outline", "also", "others"})
"""Options that are told only where they are given: drafts made before them had none."""


def draft(material: DraftMaterial, options: DraftOptions, outline: Outline | None = None) -> Draft:
    """Make the draft of a report.

    Args:
        material: the study and its readings.
        options: language, number of excerpts, whether counts stand in it, attribution, date.
        outline: the parts in the analyst's order, with what she wrote and chose; None for the usual ones.

    Raises:
        BadChoice: for a language that reports are not written in.
        NoSuchAttribute: for a field of the attribution that the study does not have.
    """
    evidence = gathered(material, options)
    date = (options.date or material.frequencies.made_at)[:10]
    wording = evidence.wording
    return Draft(
        language=wording.language,
        title=material.title,
        subtitle=_subtitle(evidence, date),
        date=date,
        contents_title=wording.pgettext("report", "Contents"),
        page_label=wording.pgettext("report", "Page"),
        version=material.frequencies.version,
        blocks=tuple(_usual(evidence, date) if outline is None else _planned(outline, evidence, date)),
        study=material.study,
        made_with=_made_with(material, options),
    )


def _usual(evidence: Evidence, date: str) -> list[Block]:
    """Write a part per theme or group, then the coding as a whole and the method note."""
    parts = outlined(evidence.material.codes, evidence.material.themes, others=evidence.options.others)
    shown = _shown(parts, evidence)
    return [
        *_highlights(shown, evidence),
        *_base(evidence),
        *parts_blocks(shown, evidence),
        *overview_blocks(evidence, also_framed),
        *method_blocks(evidence, parts, date),
    ]


def _planned(outline: Outline, evidence: Evidence, date: str) -> list[Block]:
    """Write the parts of an outline; what the counts rest on stands under the highlights, or before all else."""
    blocks = [block for written in planned(outline, evidence, date) for block in written.blocks]
    return blocks if "highlights" in {part.options.reading for part in outline.parts} else [*_base(evidence), *blocks]


def left_over(material: DraftMaterial) -> list[Code]:
    """Return the codes that were applied and that the usual draft does not show, since no theme rests on them."""
    applied = {excerpt.code_id for excerpt in material.excerpts}
    return [code for code in under_no_theme(material.codes, material.themes) if code.id in applied]


def planned(outline: Outline, evidence: Evidence, date: str) -> list[Written]:
    """Return each part of an outline as it reads in the report.

    Args:
        outline: the parts.
        evidence: the study and its readings.
        date: ISO 8601.
    """
    by_hand = len({quote.coding for part in outline.parts for quote in part.chosen})
    own = {
        "highlights": lambda parts: [*_highlights(parts, evidence), *_base(evidence)],
        "method": lambda parts: method_blocks(evidence, parts, date, by_hand),
    }
    return Planner(outline, evidence, own).all()


def _made_with(material: DraftMaterial, options: DraftOptions) -> str:
    """Write the options that make the same draft of other data."""
    told = {name: value for name, value in asdict(options).items() if name != "date" and (value or name not in _UNTOLD)}
    return json.dumps({**told, "coder": material.frequencies.question.coder}, ensure_ascii=False, sort_keys=True)


def _shown(parts: Sequence[Part], evidence: Evidence) -> list[Part]:
    """Leave out codes without excerpts, and parts of which nothing is left; a theme always stays."""
    filled = evidence.excerpts.keys()
    return [
        part
        for part in trimmed(parts, filled.__contains__)
        if part.theme or part.sections or (part.group and part.group.id in filled)
    ]


def _subtitle(evidence: Evidence, date: str) -> str:
    words = evidence.wording.gettext("Report draft")
    return f"{words}, {evidence.wording.date(date)}" if date else words


def _highlights(parts: Sequence[Part], evidence: Evidence) -> list[Block]:
    """List the themes with their claims; where there is none, the codes that most participants speak of."""
    entries = tuple(
        Bullet(part.theme.claim, f"{part.theme.name}.", f"h{part.theme.id}") for part in parts if part.theme
    ) or _commonest(evidence)
    if not entries:
        return []
    return [Heading(1, evidence.wording.gettext("Highlights"), "highlights"), Bullets(entries)]


def _base(evidence: Evidence) -> list[Block]:
    """Say once, before the parts, of which documents the counts of the draft are, where some were left out."""
    if not (evidence.options.counts and evidence.frequencies):
        return []
    result = evidence.material.frequencies
    note = base_note(result.population, evidence.wording, result.question)
    return [Paragraph((Run(note, "counts"),), "note", "base")] if note else []


def _commonest(evidence: Evidence) -> tuple[Bullet, ...]:
    if not evidence.options.counts:
        return ()
    labels = {code.id: code.label(evidence.options.language) for code in evidence.material.codes}
    ranked = sorted(
        ((row, code) for code, row in evidence.frequencies.items() if row.codings),
        key=lambda pair: (-pair[0].cases, -pair[0].codings),
    )
    return tuple(
        Bullet(counts_sentence(code, evidence), evidence.wording.gettext("{code}:", code=labels[code]), f"h{code}")
        for _, code in ranked[:_HIGHLIGHTED]
    )
