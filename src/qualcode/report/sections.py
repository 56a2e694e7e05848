"""The parts of the report: a heading, what the theme or code says, its counts, its excerpts and how many others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qualcode.model.messages import N_, NN_
from qualcode.report.blocks import Heading, Paragraph, Run
from qualcode.report.quotations import introduced, quotations, stance_introduced
from qualcode.report.selection import chosen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qualcode.model.records import Code, Excerpt, Theme
    from qualcode.report.blocks import Block
    from qualcode.report.evidence import Evidence
    from qualcode.report.outline import Part, Section


_OF_ALL: Final = (
    NN_("{count} participant out of {total}", "{count} participants out of {total}"),
    NN_("{count} document out of {total}", "{count} documents out of {total}"),
)
_OF_THE_COUNTED: Final = (
    NN_("{count} participant out of {total} counted", "{count} participants out of {total} counted"),
    NN_("{count} document out of {total} counted", "{count} documents out of {total} counted"),
)
"""People and documents, where all of the study was counted, and where some of it was left out."""
_STANCES: Final = {
    "nuances": N_("This code nuances the theme."),
    "contradicts": N_("This code contradicts the theme."),
}
_ALSO: Final = {
    "supports": N_("This theme also rests on a code shown earlier: {codes}."),
    "nuances": N_("A code shown earlier nuances it: {codes}."),
    "contradicts": N_("A code shown earlier contradicts it: {codes}."),
}


def parts_blocks(parts: Sequence[Part], evidence: Evidence) -> list[Block]:
    """Write every part in order; a code that two themes rest on is shown in the first and named in the second."""
    blocks: list[Block] = []
    shown_in: dict[str, str] = {}
    quoted: set[str] = set()
    for part in parts:
        alone = len(parts) == 1
        blocks += _opening(part, evidence, quoted, alone=alone)
        here = [section for section in part.sections if section.code.id not in shown_in]
        blocks += elsewhere([section for section in part.sections if section.code.id in shown_in], shown_in, evidence)
        for section in here:
            blocks += _section(section, evidence, quoted, turn=len(shown_in))
            shown_in[section.code.id] = part_title(part, evidence, alone=alone)
        blocks += _passages(part, evidence, quoted, turn=len(shown_in))
    return blocks


def part_title(part: Part, evidence: Evidence, *, alone: bool) -> str:
    """Return what a part is called; `alone` where no other part stands beside it."""
    if part.theme:
        return part.theme.name
    if part.group:
        return part.group.label(evidence.options.language)
    return evidence.wording.gettext("Results by code") if alone else evidence.wording.gettext("Other codes")


def _opening(part: Part, evidence: Evidence, quoted: set[str], *, alone: bool) -> list[Block]:
    blocks: list[Block] = [Heading(1, part_title(part, evidence, alone=alone), part.id)]
    if part.theme:
        blocks += claim_blocks(part.theme, evidence)
    if part.group:
        blocks += definition(part.group, evidence)
        said = _excerpts(part.group.id, evidence, quoted, turn=0)
        blocks += said if said or part.sections else silent(part.group.id, evidence)
    return blocks


def claim_blocks(theme: Theme, evidence: Evidence) -> list[Block]:
    """Write what a theme claims, and whether it is still a candidate."""
    blocks: list[Block] = []
    if theme.claim:
        blocks.append(Paragraph((Run(theme.claim, "data"),), "claim", f"c{theme.id}"))
    if theme.status == "candidate":
        blocks.append(Paragraph((Run(evidence.wording.gettext("This theme is still a candidate.")),), "note"))
    return blocks


def definition(code: Code, evidence: Evidence) -> list[Block]:
    """Write what a code means; nothing where it does not say."""
    text = code.definition(evidence.options.language)
    return [Paragraph((Run(text, "data"),), "definition", f"d{code.id}")] if text.strip() else []


def stance_note(stance: str, evidence: Evidence) -> list[Block]:
    """Say how a code bears on the claim of a theme, where it does not support it."""
    if stance not in _STANCES:
        return []
    return [Paragraph((Run(evidence.wording.gettext(_STANCES[stance])),), "lead_in")]


def _heading(section: Section, evidence: Evidence) -> list[Block]:
    title = Heading(section.depth, section.code.label(evidence.options.language), section.code.id)
    return [title, *stance_note(section.stance, evidence)]


def elsewhere(sections: Sequence[Section], titles: Mapping[str, str], evidence: Evidence) -> list[Block]:
    """Name the codes of a theme that an earlier one has shown, by how they bear on the claim."""
    sentences = []
    for stance, message in _ALSO.items():
        codes = [section.code for section in sections if section.stance == stance]
        if codes:
            names = (_presented(code, titles[code.id], evidence) for code in codes)
            sentences.append(evidence.wording.gettext(message, codes=", ".join(names)))
    words = Run(" ".join(sentences), "data")
    return [Paragraph((words,), id=f"e{sections[0].code.id}")] if sentences else []


def _presented(code: Code, title: str, evidence: Evidence) -> str:
    wording, label = evidence.wording, code.label(evidence.options.language)
    return wording.gettext("{code} (see {part})", code=wording.quoted(label), part=wording.quoted(title))


def _section(section: Section, evidence: Evidence, quoted: set[str], turn: int) -> list[Block]:
    blocks = _heading(section, evidence)
    blocks += definition(section.code, evidence)
    return blocks + (_excerpts(section.code.id, evidence, quoted, turn) or silent(section.code.id, evidence))


def silent(code: str, evidence: Evidence) -> list[Block]:
    """Say why a code that was applied has nothing to quote, so that its heading does not stand over nothing."""
    excerpts = evidence.excerpts.get(code, ())
    if not excerpts:
        return []
    if any(excerpt.withheld for excerpt in excerpts):
        sentence = N_("No excerpt whose speaker agreed to be quoted.")
    elif all(excerpt.role == "interviewer" for excerpt in excerpts):
        sentence = N_("No excerpt of a participant.")
    else:
        sentence = N_("No excerpt in the documents counted.")
    return [Paragraph((Run(evidence.wording.gettext(sentence)),), "note")]


def _excerpts(code: str, evidence: Evidence, quoted: set[str], turn: int) -> list[Block]:
    """Write the counts, the excerpts chosen and the number of the rest of a code; nothing where it has none."""
    if not evidence.quotable(code):
        return [*counts_blocks(code, evidence), *silent(code, evidence)] if evidence.counted(code) else []
    shown = chosen(evidence.quotable(code), evidence.options.quotes)
    quoted.update(excerpt.id for excerpt in shown)
    blocks = counts_blocks(code, evidence)
    blocks += quotations(introduced(shown, evidence.wording, turn), evidence)
    return blocks + rest_blocks(evidence.passages(code) - len(shown), evidence, code)


def counts_sentence(code: str, evidence: Evidence) -> str:
    """Say how often a code was applied, with the unit and n; empty where the frequencies do not hold it."""
    row = evidence.frequencies.get(code)
    if row is None:
        return ""
    wording, population = evidence.wording, evidence.material.frequencies.population
    passages = evidence.passages(code)
    if passages in {0, row.codings}:
        clauses = [wording.ngettext("{count} excerpt", "{count} excerpts", row.codings)]
    else:
        clauses = [
            wording.ngettext("{count} excerpt", "{count} excerpts", passages),
            wording.ngettext("{count} coding", "{count} codings", row.codings),
        ]
    people, documents = _OF_THE_COUNTED if population.left_out else _OF_ALL
    if population.n_cases:
        clauses.append(wording.ngettext(*people, row.cases, total=wording.number(population.n_cases)))
    clauses.append(wording.ngettext(*documents, row.documents, total=wording.number(population.n_documents)))
    return ", ".join(clauses) + "."


def counts_blocks(code: str, evidence: Evidence) -> list[Block]:
    """Write how often a code was applied, where counts are wanted."""
    sentence = counts_sentence(code, evidence) if evidence.options.counts else ""
    return [Paragraph((Run(sentence, "counts"),), "counts", id=f"f{code}")] if sentence else []


def rest_blocks(count: int, evidence: Evidence, code: str) -> list[Block]:
    """Write how many excerpts of a code are not shown."""
    if count <= 0 or not evidence.options.counts:
        return []
    sentence = evidence.wording.ngettext(
        "{count} other excerpt in the project.", "{count} other excerpts in the project.", count
    )
    return [Paragraph((Run(sentence, "counts"),), "rest", id=f"r{code}")]


def _passages(part: Part, evidence: Evidence, quoted: set[str], turn: int) -> list[Block]:
    """Show the single passages linked to a theme that its codes have not shown already."""
    stances = dict(part.passages)
    linked = [
        excerpt
        for excerpts in evidence.excerpts.values()
        for excerpt in excerpts
        if excerpt.id in stances and excerpt.id not in quoted and not excerpt.withheld
    ]
    if not linked:
        return []
    shown: list[Excerpt] = chosen(linked, evidence.options.quotes)
    quoted.update(excerpt.id for excerpt in shown)
    pairs = [(excerpt, stances[excerpt.id]) for excerpt in shown]
    title = Heading(2, evidence.wording.gettext("Passages linked to the theme"), f"p{part.id}")
    return [title, *quotations(stance_introduced(pairs, evidence.wording, turn), evidence)]
