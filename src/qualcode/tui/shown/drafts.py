"""What the place of writing asks, off the screen's thread: the draft as it would be, and the file it becomes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.drafting import gathered, written
from qualcode.model.errors import Interrupted, NothingCoded
from qualcode.report.blocks import Heading
from qualcode.report.draft import draft, left_over
from qualcode.report.evidence import barred
from qualcode.report.quotations import quoted_in
from qualcode.tui.shown.leaks import looking_for

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from qualcode.coding.project import Project
    from qualcode.model.outlines import Outline
    from qualcode.model.progress import Reporter
    from qualcode.model.records import Excerpt
    from qualcode.report.blocks import Block
    from qualcode.report.evidence import Barred, DraftMaterial, DraftOptions


@dataclass(frozen=True, slots=True)
class Piece:
    """A heading of the draft with what stands under it; `codes` are those whose excerpts it can quote."""

    level: int
    title: str
    id: str
    blocks: tuple[Block, ...]
    codes: tuple[str, ...]
    words: int = 0
    """Of all that it says, in an outline."""
    choices: tuple[Excerpt, ...] | None = None
    """The excerpts it can quote, where these are not those of its codes."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A draft by its headings, the excerpts of each code, and which of them it quotes."""

    pieces: tuple[Piece, ...]
    excerpts: Mapping[str, tuple[Excerpt, ...]]
    """By id of the code."""
    quoted: frozenset[str]
    """Ids of codings."""
    documents: Mapping[str, str]
    """The ids of the documents by their names."""
    barred: Mapping[str, Barred]
    """By id of the coding: what keeps an excerpt out of the report."""
    outline: Outline | None = None
    """The outline it follows; None for the usual parts."""
    material: DraftMaterial | None = None
    """What it was made of, so that another act on the outline need not read the study again."""

    @property
    def several(self) -> bool:
        """Whether several coders' codings stand in it."""
        return len({excerpt.coder for found in self.excerpts.values() for excerpt in found}) > 1

    def offered(self, piece: Piece) -> list[Excerpt]:
        """Return the excerpts of a piece, those that it cannot quote too."""
        if piece.choices is not None:
            return list(piece.choices)
        return [excerpt for code in piece.codes for excerpt in self.excerpts.get(code, ())]


def previewed(project: Project, options: DraftOptions, coder: str | None = None) -> Preview:
    """Make the draft without its picture.

    Args:
        project: the study.
        options: how it is made.
        coder: whose codings stand in it; None for the whole team's.

    Raises:
        NothingCoded: there is no coding to write about.
    """
    if not project.codings.count():
        raise NothingCoded(project.label)
    material = gathered(project, coder, picture=False)
    by_code: dict[str, list[Excerpt]] = defaultdict(list)
    for excerpt in material.excerpts:
        by_code[excerpt.code_id].append(excerpt)
    blocks = draft(material, options).blocks
    quoted = (quoted_in(block) for block in blocks)
    excerpts = {code: tuple(found) for code, found in by_code.items()}
    named = frozenset(filter(None, quoted))
    left_out = material.frequencies.population.left_out
    kept = {one.id: barred(one, left_out) for one in material.excerpts if one.id not in named}
    called = {document.name: document.id for document in material.documents}
    return Preview(
        tuple(_pieces(blocks, excerpts)), excerpts, named, called, {one: why for one, why in kept.items() if why}
    )


def _pieces(blocks: Sequence[Block], excerpts: Mapping[str, Sequence[Excerpt]]) -> list[Piece]:
    """Cut a draft at its headings; what stands under a lower heading belongs to the higher one too."""
    places = [place for place, block in enumerate(blocks) if isinstance(block, Heading)]
    found = []
    for place in places:
        head = blocks[place]
        if isinstance(head, Heading):
            end = next((p for p in places if p > place and _level(blocks[p]) <= head.level), len(blocks))
            inside = tuple(blocks[place:end])
            ids = (block.id for block in inside if isinstance(block, Heading))
            found.append(Piece(head.level, head.text, head.id, inside, tuple(one for one in ids if one in excerpts)))
    return found


def _level(block: Block) -> int:
    return block.level if isinstance(block, Heading) else 0


def built(  # noqa: PLR0913, PLR0917 - who waits, and what is written how
    reporter: Reporter,
    project: Project,
    options: DraftOptions,
    out: Path,
    coder: str | None = None,
    names: Mapping[str, str] | None = None,
) -> tuple[Path, int]:
    """Write the draft into a file; return its path, and how many applied codes stand in no part of it.

    Args:
        reporter: hears how far it is, and may stop it.
        project: the study.
        options: how it is made.
        out: the file.
        coder: whose codings stand in it; None for the whole team's.
        names: pseudonym by real name, which are looked for first; None for none.

    Raises:
        NothingCoded: there is no coding to write about.
        NamesStandIn: one of the names stands in it; no file was written.
        Interrupted: the reporter said to stop; no file was written.
        CannotWrite, DiskFull.
    """
    if not project.codings.count():
        raise NothingCoded(out)
    plan = project.outlines.get(options.outline) if options.outline else None
    material = gathered(project, coder, reporter=reporter, outline=plan)
    made = draft(material, options, plan)
    if reporter.cancelled():
        raise Interrupted(out)
    with looking_for(names or {}):
        written(made, out)
    return out, 0 if plan or options.others else len(left_over(material))
