"""Set excerpts in the report: within a sentence of ours under 40 words, apart from 40 on, each with its attribution."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from qualcode.model.messages import N_
from qualcode.model.outlines import trimmed_text
from qualcode.report.blocks import Paragraph, Quote, Run
from qualcode.report.selection import word_count
from qualcode.report.translations import BRACKETED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.model.outlines import OutlineQuote
    from qualcode.model.records import Excerpt
    from qualcode.report.blocks import Block
    from qualcode.report.evidence import Evidence
    from qualcode.report.wording import Wording

BLOCK_FROM: Final = 40
"""Words from which a passage is set apart (APA 7, 8.27)."""

_FIRST: Final = (N_("One person says:"), N_("One person puts it this way:"), N_("In the words of one person:"))
_OTHER: Final = (N_("Another person says:"), N_("Another person puts it this way:"), N_("For another person:"))
# in this order, a first passage and the one after it never begin alike
_SAME: Final = (N_("The same person also says:"), N_("This person says further:"))
_UNNAMED: Final = (N_("One reads:"),)
_AGAIN: Final = (N_("One also reads:"),)
_STANCES: Final = {
    "nuances": N_("This passage nuances the theme:"),
    "contradicts": N_("This passage contradicts the theme:"),
}
_ENDS: Final = ".!?…"
_CLOSING: Final = "»”\"'’)] \u00a0\u202f"


@dataclass(frozen=True, slots=True)
class Introduced:
    """An excerpt with the words of ours that bring it in."""

    excerpt: Excerpt
    words: str
    said: OutlineQuote | None = None
    """How an outline has it quoted."""
    id: str = ""
    """Its mark, where that is not the coding's: quoted elsewhere too."""


def introduced(excerpts: Sequence[Excerpt], wording: Wording, turn: int) -> list[Introduced]:
    """Give each excerpt its introduction; `turn` makes neighbouring sections begin differently."""
    result: list[Introduced] = []
    met: list[str | None] = []
    for place, excerpt in enumerate(excerpts):
        choices = _choices(excerpt, met)
        result.append(Introduced(excerpt, wording.gettext(choices[(turn + place) % len(choices)])))
        met.append(excerpt.case)
    return result


def _choices(excerpt: Excerpt, met: Sequence[str | None]) -> Sequence[str]:
    """Say only what is so: another person where the case has not been quoted yet in the section."""
    if excerpt.case is None or excerpt.speaker is None:
        return _AGAIN if met else _UNNAMED
    if excerpt.case not in met:
        return _OTHER if any(met) else _FIRST
    return _SAME if met[-1] == excerpt.case else _AGAIN


def stance_introduced(excerpts: Sequence[tuple[Excerpt, str]], wording: Wording, turn: int) -> list[Introduced]:
    """Introduce passages linked to a theme one by one, those that nuance or contradict it by saying so."""
    plain = introduced([excerpt for excerpt, _ in excerpts], wording, turn)
    return [
        Introduced(one.excerpt, wording.gettext(_STANCES[stance])) if stance in _STANCES else one
        for one, (_, stance) in zip(plain, excerpts, strict=True)
    ]


def lead_ins(wording: Wording) -> frozenset[str]:
    """Return all that a draft may write to lead in to a quotation.

    Args:
        wording: the language of the draft.
    """
    every = (*_FIRST, *_OTHER, *_SAME, *_UNNAMED, *_AGAIN, *_STANCES.values())
    return frozenset(map(wording.gettext, every))


def quotations(passages: Sequence[Introduced], evidence: Evidence) -> list[Block]:
    """Set the passages, short ones in a sentence and long ones apart."""
    blocks: list[Block] = []
    for passage in passages:
        text = trimmed_text(passage.excerpt.text, passage.said.cuts if passage.said else ())
        attribution = evidence.attribution(passage.excerpt)
        if _apart(passage, text):
            blocks.append(Paragraph((Run(passage.words),), "lead_in"))
            blocks.append(Quote(text, attribution, passage.id or passage.excerpt.id))
        else:
            blocks.append(_sentence(passage, text, attribution, evidence.wording))
        blocks += _translated(passage, evidence.wording)
    return blocks


def quoted_in(block: Block) -> str:
    """Return the id of what a block quotes; empty for none."""
    if isinstance(block, Paragraph):
        return block.id if any(run.style == "quoted" for run in block.runs) else ""
    return block.id if isinstance(block, Quote) else ""


def _apart(passage: Introduced, text: str) -> bool:
    """Tell whether a passage is set apart: as the analyst chose, else by its length and its lines."""
    form = passage.said.form if passage.said else "auto"
    return form == "block" or (form == "auto" and (word_count(text) >= BLOCK_FROM or "\n" in text))


def _translated(passage: Introduced, wording: Wording) -> list[Block]:
    """Write the translation of a passage under it, in brackets: it is nobody's own words."""
    words = passage.said.translation.strip() if passage.said else ""
    if not words:
        return []
    text = wording.gettext(BRACKETED, words=" ".join(words.splitlines()))
    return [Paragraph((Run(text, "data"),), "note", f"t{passage.id or passage.excerpt.id}")]


def _sentence(passage: Introduced, text: str, attribution: str, wording: Wording) -> Paragraph:
    profile = wording.profile
    text = " ".join(text.split("\n"))  # lines of speech stand apart only
    runs = [
        Run(f"{passage.words} "),
        Run(profile.opening, "marks"),
        Run(text, "quoted"),
        Run(profile.closing, "marks"),
    ]
    if attribution:
        runs.append(Run(f" {attribution}", "attribution"))
    if not text.rstrip(_CLOSING).endswith(tuple(_ENDS)):
        runs.append(Run("."))
    return Paragraph(tuple(runs), id=passage.id or passage.excerpt.id)
