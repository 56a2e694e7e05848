"""The codebook to be read on paper: a table of all codes, then a card each with its counts and example excerpts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from qualcode.model.codebook import path_text
from qualcode.report.appendices.paper import note, paper
from qualcode.report.appendices.passages import passage_blocks, passages
from qualcode.report.blocks import Bullet, Bullets, Caption, Column, Heading, Paragraph, Row, Run, SourceLine, Table
from qualcode.report.selection import chosen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from qualcode.model.records import Code, Excerpt
    from qualcode.report.appendices.paper import Cover
    from qualcode.report.blocks import Block, Draft
    from qualcode.report.wording import Wording

_DEEPEST: Final = 3
_ID: Final = "codebook"


@dataclass(frozen=True, slots=True)
class Applied:
    """How often a code was applied, itself alone: passages, documents, cases that speak in them."""

    codings: int = 0
    documents: int = 0
    cases: int = 0


@dataclass(frozen=True, slots=True)
class InUse:
    """What is known of the codes in use: counts, and example excerpts, by the id of the code."""

    applied: Mapping[str, Applied] = field(default_factory=dict)
    examples: Mapping[str, tuple[Excerpt, ...]] = field(default_factory=dict)

    def of(self, code: str) -> Applied:
        """Return the counts of a code."""
        return self.applied.get(code, Applied())


def examples_of(excerpts: Sequence[Excerpt], most: int) -> dict[str, tuple[Excerpt, ...]]:
    """Return at most so many excerpts a code, as a report would choose them: never the interviewer's words.

    Args:
        excerpts: all there are.
        most: examples a code.
    """
    under: dict[str, list[Excerpt]] = {}
    for excerpt in excerpts:
        if excerpt.role != "interviewer":
            under.setdefault(excerpt.code_id, []).append(excerpt)
    return {code: tuple(chosen(several, most)) for code, several in under.items()} if most else {}


def codebook_paper(codes: Sequence[Code], in_use: InUse, cover: Cover) -> Draft:
    """Return the codebook as a paper.

    Args:
        codes: in codebook order.
        in_use: counts and examples.
        cover: its first lines.
    """
    wording = cover.wording
    blocks: list[Block] = []
    if codes:
        blocks += [Heading(1, wording.gettext("All codes"), "all"), *_table(codes, in_use, cover)]
        blocks.append(Heading(1, wording.gettext("Cards"), "cards"))
    paths = {code.id: path_text(code.path) for code in codes}
    for code in codes:
        blocks += _card(code, in_use, wording, paths)
    return paper(cover, wording.gettext("Codebook"), blocks)


def _table(codes: Sequence[Code], in_use: InUse, cover: Cover) -> Iterator[Block]:
    wording = cover.wording
    title = wording.gettext("The codebook at a glance")
    columns = (
        Column(wording.gettext("Code"), width=3.4),
        Column(wording.gettext("Excerpts"), numeric=True),
        Column(wording.gettext("Documents"), numeric=True, width=1.1),
        Column(wording.gettext("Cases"), numeric=True),
    )
    groups = {code.parent for code in codes}
    yield Caption("table", wording.pgettext("report", "Table"), 1, title, _ID)
    yield Table(columns, tuple(_row(code, in_use, wording, groups) for code in codes), _ID, title)
    words = wording.gettext(
        "Counts of each code itself, without those under it; codings of the whole team. qualcode {version}.",
        version=cover.version,
    )
    yield SourceLine(words, _ID)


def _row(code: Code, in_use: InUse, wording: Wording, groups: set[str | None]) -> Row:
    used = in_use.of(code.id)
    label = code.label(wording.language)
    if code.id in groups and not used.codings:
        return Row((label, "", "", ""), len(code.path) - 1, heading=True)
    counts = (used.codings, used.documents, used.cases)
    return Row((label, *(wording.number(count) for count in counts)), len(code.path) - 1)


def _card(code: Code, in_use: InUse, wording: Wording, paths: Mapping[str, str]) -> Iterator[Block]:
    yield Heading(min(len(code.path) + 1, _DEEPEST), code.label(wording.language), code.id)
    if code.definition(wording.language).strip():
        yield Paragraph((Run(code.definition(wording.language), "data"),), "definition")
    said = tuple(_said(code, wording, paths))
    if said:
        yield Bullets(said)
    used = in_use.of(code.id)
    if used.codings:
        counts = (
            wording.ngettext("{count} excerpt", "{count} excerpts", used.codings),
            wording.ngettext("{count} document", "{count} documents", used.documents),
            wording.ngettext("{count} case", "{count} cases", used.cases),
        )
        yield note(", ".join(counts) + ".", "counts")
    yield from passage_blocks(passages(in_use.examples.get(code.id, ())), wording, who=False)


def _said(code: Code, wording: Wording, paths: Mapping[str, str]) -> Iterator[Bullet]:
    """Give what else a card says, where it says something."""
    retired = code.retired_reason or wording.gettext("this code is no longer applied; its excerpts count.")
    for lead, text in (
        (wording.gettext("Retired:"), retired if code.retired else ""),
        (wording.gettext("Also listed under:"), ", ".join(paths[group] for group in code.also_in)),
        (wording.gettext("When to use:"), code.when_to_use),
        (wording.gettext("When not to use:"), code.when_not_to),
        (wording.gettext("Example:"), code.example),
    ):
        if text.strip():
            yield Bullet(text, lead)
