"""The draft after an outline: parts in the analyst's order, her prose, the passages she chose, then the program's."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from qualcode.model.outlines import DRAWN, inside
from qualcode.report.blocks import Heading, Paragraph, Run
from qualcode.report.evidence import barred
from qualcode.report.outline import Part, Section, outlined
from qualcode.report.placed import framed
from qualcode.report.quotations import introduced, quotations, stance_introduced
from qualcode.report.sections import (
    claim_blocks,
    counts_blocks,
    definition,
    elsewhere,
    rest_blocks,
    silent,
    stance_note,
)
from qualcode.report.selection import chosen, word_count

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from qualcode.model.outlines import Outline, OutlinePart
    from qualcode.model.records import Code, Excerpt, Theme
    from qualcode.report.blocks import Block
    from qualcode.report.evidence import Evidence
    from qualcode.report.quotations import Introduced

_APART: Final = re.compile(r"\n\s*\n")
_BLANKS: Final = re.compile(r"[ \t\r\n]+")
"""A no-break space is none: it was typed for its own sake."""


@dataclass(frozen=True, slots=True)
class Written:
    """A part of an outline as it reads in the report."""

    part: str
    """Its id."""
    blocks: tuple[Block, ...]


@dataclass(slots=True)
class Planner:
    """Writes the parts of an outline one after another, and knows what was shown before each."""

    outline: Outline
    evidence: Evidence
    own: Mapping[str, Callable[[Sequence[Part]], list[Block]]]
    """What writes the notes that are no reading: highlights and method, by their name."""
    quoted: set[str] = field(default_factory=set)
    shown_in: dict[str, str] = field(default_factory=dict)
    """What the part of the first level is called in which a code is shown first, by the code's id."""
    _turn: int = 0
    """Codes shown so far under something else: what makes neighbours begin differently."""
    _placed: dict[str, int] = field(default_factory=dict)
    """How many tables and figures there were, and how often each reading was placed."""

    def all(self) -> list[Written]:
        """Write every part in order."""
        return [Written(part.id, tuple(self._part(part))) for part in self.outline.parts]

    def _part(self, part: OutlinePart) -> list[Block]:
        if part.kind == "reading":
            return self._reading(part)
        if part.options.counts is not None:
            before = self.evidence
            self.evidence = replace(before, options=replace(before.options, counts=part.options.counts))
            blocks = self._spoken(part)
            self.evidence = before
            return blocks
        return self._spoken(part)

    def _spoken(self, part: OutlinePart) -> list[Block]:
        """Write a theme, a code or a free part: what it is, the prose, then its passages."""
        theme, code = self._theme(part), self._code(part)
        again = code is not None and code.id in self.shown_in
        blocks: list[Block] = [Heading(part.depth, self.title(part), self._mark(part))]
        if theme:
            blocks += claim_blocks(theme, self.evidence)
        if code and not again:
            blocks += stance_note(self._stance(part), self.evidence)
            blocks += definition(code, self.evidence)
        blocks += prose_blocks(part)
        if theme:
            blocks += self._elsewhere(part, theme)
        blocks += self._passages(part, None if again else code)
        if code and not again:
            self.shown_in[code.id] = self.title(self._top(part))
            self._turn += part.depth > 1
        return blocks

    def title(self, part: OutlinePart) -> str:
        """Return what a part is called in the report: its title, else as its theme or code is."""
        theme, code = self._theme(part), self._code(part)
        called = theme.name if theme else code.label(self.evidence.options.language) if code else ""
        return part.title or called

    def _top(self, part: OutlinePart) -> OutlinePart:
        """Return the part of the first level that a part stands in, or is."""
        by_id = {each.id: each for each in self.outline.parts}
        while part.parent is not None:
            part = by_id[part.parent]
        return part

    def _theme(self, part: OutlinePart) -> Theme | None:
        return next((each for each in self.evidence.material.themes if each.id == part.theme), None)

    def _code(self, part: OutlinePart) -> Code | None:
        return next((each for each in self.evidence.material.codes if each.id == part.code), None)

    def _mark(self, part: OutlinePart) -> str:
        """Return the mark of a heading: of what it is about, where no heading before it has that."""
        about = part.theme or part.code or part.id
        first = next(each.id for each in self.outline.parts if (each.theme or each.code or each.id) == about)
        return about if first == part.id else part.id

    def _sections(self, theme: Theme) -> tuple[Section, ...]:
        """Return the codes that a theme rests on, with how they bear on it; a dropped one rests on none."""
        parts = outlined(self.evidence.material.codes, [replace(theme, status="kept")])
        return parts[0].sections

    def _stance(self, part: OutlinePart) -> str:
        """Return how a code bears on the claim of the theme it stands under."""
        by_id = {each.id: each for each in self.outline.parts}
        above = by_id.get(part.parent or "")
        while above is not None and above.theme is None:
            above = by_id.get(above.parent or "")
        theme = self._theme(above) if above is not None else None
        stances = {each.code.id: each.stance for each in self._sections(theme)} if theme else {}
        return stances.get(part.code or "", "supports")

    def _elsewhere(self, part: OutlinePart, theme: Theme) -> list[Block]:
        """Name the codes of a theme that an earlier part has shown, and that do not stand under it again."""
        here = {each.code for each in inside(self.outline.parts, part.id)}
        shown = [each for each in self._sections(theme) if each.code.id in self.shown_in and each.code.id not in here]
        return elsewhere(shown, self.shown_in, self.evidence)

    # Passages

    def _passages(self, part: OutlinePart, code: Code | None) -> list[Block]:
        """Write the passages chosen for a part, then those that the rules add, then how many there are beside."""
        mine = self._mine(part)
        stances = {link.coding: link.stance for link in theme.links} if (theme := self._theme(part)) else {}
        pool = self.evidence.quotable(code.id) if code else self._linked(stances)
        added = [] if part.options.only_mine else self._added(part, mine, pool)
        shown = [*mine, *added]
        counts = counts_blocks(code.id, self.evidence) if code and self.evidence.counted(code.id) else []
        blocks = counts + quotations(self._introduced(part, shown, stances), self.evidence)
        self.quoted.update(excerpt.id for excerpt in shown)
        if code is None:
            return blocks
        of_code = sum(excerpt.code_id == code.id for excerpt in shown)
        if not shown and not self.evidence.quotable(code.id):
            return blocks + silent(code.id, self.evidence)
        return blocks + rest_blocks(self.evidence.passages(code.id) - of_code, self.evidence, code.id)

    def _mine(self, part: OutlinePart) -> list[Excerpt]:
        """Return the passages chosen for a part, but those that no report may quote."""
        left_out = self.evidence.material.frequencies.population.left_out
        known = {one.id: one for found in self.evidence.excerpts.values() for one in found}
        mine = [known[quote.coding] for quote in part.chosen if quote.coding in known]
        return [excerpt for excerpt in mine if not barred(excerpt, left_out)]

    def _linked(self, stances: Mapping[str | None, str]) -> Sequence[Excerpt]:
        """Return the single passages that a theme rests on and that may be quoted."""
        found = [one for code in self.evidence.excerpts for one in self.evidence.quotable(code) if one.id in stances]
        return tuple(found)

    def _added(self, part: OutlinePart, mine: Sequence[Excerpt], pool: Sequence[Excerpt]) -> list[Excerpt]:
        """Choose what the analyst left to the program: nothing that she chose anywhere or rejected here."""
        taken = {quote.coding for each in self.outline.parts for quote in each.chosen} | part.rejected | self.quoted
        longest = part.options.longest
        free = [one for one in pool if one.id not in taken and not (longest and word_count(one.text) > longest)]
        most = self.evidence.options.quotes if part.options.quotes is None else part.options.quotes
        return chosen(free, None if most is None else most - len(mine), beside=mine)

    def _introduced(
        self, part: OutlinePart, shown: Sequence[Excerpt], stances: Mapping[str | None, str]
    ) -> list[Introduced]:
        turn, wording = self._turn if part.depth > 1 or part.theme else 0, self.evidence.wording
        pairs = [(excerpt, stances.get(excerpt.id, "supports")) for excerpt in shown]
        brought = stance_introduced(pairs, wording, turn) if stances else introduced(shown, wording, turn)
        said = {quote.coding: quote for quote in part.chosen}
        return [
            replace(
                one,
                said=said.get(one.excerpt.id),
                id=said[one.excerpt.id].id if one.excerpt.id in self.quoted and one.excerpt.id in said else "",
            )
            for one in brought
        ]

    # Readings

    def _reading(self, part: OutlinePart) -> list[Block]:
        """Write a reading: its heading where it has a title, the prose, the table or figure."""
        reading = part.options.reading
        if reading in self.own:
            return self._own(part, self.own[reading](self._as_parts()))
        heading = [Heading(part.depth, part.title, f"o{part.id}")] if part.title else []
        kind = "figure" if reading in DRAWN else "table"
        number = self._placed.get(kind, 0) + 1
        found = framed(part, self.evidence, number, again=reading in self._placed)
        if found is not None:
            self._placed[kind] = number
            self._placed[reading] = 1
        return [*heading, *prose_blocks(part), *(found.blocks() if found else [])]

    def _own(self, part: OutlinePart, blocks: list[Block]) -> list[Block]:
        """Put the title and the prose of the analyst at the head of a note that the program writes."""
        if not blocks or not isinstance(blocks[0], Heading):
            return blocks
        title = replace(blocks[0], level=part.depth, text=part.title or blocks[0].text)
        return [title, *prose_blocks(part), *blocks[1:]]

    def _as_parts(self) -> tuple[Part, ...]:
        """Return what the outline holds as the notes read it: its themes, and the codes that have a part."""
        themes = [self._theme(part) for part in self.outline.parts]
        codes = [self._code(part) for part in self.outline.parts]
        sections = tuple(Section(code) for code in codes if code is not None)
        return (*(Part("theme", theme=theme) for theme in themes if theme), Part("loose", sections=sections))


def prose_blocks(part: OutlinePart) -> list[Block]:
    """Write the prose of a part, a paragraph for each; it is nobody's words but the analyst's, and never markup."""
    paragraphs = [_BLANKS.sub(" ", each.strip()) for each in _APART.split(part.prose) if each.strip()]
    return [Paragraph((Run(text, "data"),), "body", f"w{place}{part.id}") for place, text in enumerate(paragraphs)]
