"""The arbre thématique: themes, the headings that class, and the codes under them, with how many cases speak of each.

Paillé and Mucchielli, L'analyse qualitative en sciences humaines et sociales.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from qualcode.model.codebook import standing_below
from qualcode.model.messages import N_
from qualcode.report.appendices.paper import note, paper
from qualcode.report.blocks import Bullet, Bullets, Caption, Column, Heading, Row, SourceLine, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qualcode.model.records import Code, Excerpt, Theme
    from qualcode.report.appendices.paper import Cover
    from qualcode.report.blocks import Block, Draft
    from qualcode.report.wording import Wording

_ID: Final = "tree"
_STANCES: Final = {"nuances": N_("{name} (nuances)"), "contradicts": N_("{name} (contradicts)")}
_CANDIDATE: Final = N_("{name} (candidate)")


@dataclass(slots=True)
class Branch:
    """A theme, a heading or a code with what stands under it, and the excerpts of its own."""

    name: str
    kind: str
    """theme, heading or code."""
    excerpts: list[Excerpt] = field(default_factory=list)
    below: list[Branch] = field(default_factory=list)

    def whole(self) -> list[Excerpt]:
        """Return its excerpts and those of all under it, each once."""
        found = {excerpt.id: excerpt for excerpt in self.excerpts}
        for branch in self.below:
            found |= {excerpt.id: excerpt for excerpt in branch.whole()}
        return list(found.values())


def theme_tree(codes: Sequence[Code], themes: Sequence[Theme], excerpts: Sequence[Excerpt], cover: Cover) -> Draft:
    """Return the tree as a paper.

    Args:
        codes: in codebook order.
        themes: every theme; dropped ones are left out.
        excerpts: those that count.
        cover: its first lines.
    """
    wording = cover.wording
    standing = sorted((theme for theme in themes if theme.status != "dropped"), key=lambda theme: theme.position)
    grown = branches(codes, standing, excerpts, wording)
    blocks: list[Block] = [
        note(
            wording.gettext(
                "A theme says something of what people tell; a heading classes and says nothing yet. Counts of a theme "
                "and of a heading hold what stands under them, each person once."
            )
        ),
        *_table(grown, cover),
    ]
    claims = tuple(Bullet(theme.claim, f"{theme.name}.") for theme in standing if theme.claim.strip())
    if claims:
        blocks += [Heading(1, wording.gettext("What the themes claim"), "claims"), Bullets(claims)]
    return paper(cover, wording.gettext("Thematic tree"), blocks)


def branches(
    codes: Sequence[Code], standing: Sequence[Theme], excerpts: Sequence[Excerpt], wording: Wording
) -> list[Branch]:
    """Return the themes with what they rest on, then the codes that no theme rests on, under their headings."""
    said: dict[str, list[Excerpt]] = {}
    for excerpt in excerpts:
        said.setdefault(excerpt.code_id, []).append(excerpt)
    grown, used = [], set[str]()
    for theme in standing:
        stances = {link.code: link.stance for link in theme.links if link.code}
        under = {code for top in stances for code in (top, *standing_below(codes, top))}
        single = {link.coding for link in theme.links if link.coding}
        name = wording.gettext(_CANDIDATE, name=theme.name) if theme.status == "candidate" else theme.name
        own = [excerpt for excerpt in excerpts if excerpt.id in single]
        grown.append(Branch(name, "theme", own, _under(codes, under, stances, said, wording)))
        used |= under
    rest = {code.id for code in codes} - used
    loose = _under(codes, rest, {}, said, wording)
    if not standing:
        return loose
    return [*grown, Branch(wording.gettext("Under no theme"), "theme", [], loose)] if loose else grown


def _under(
    codes: Sequence[Code], wanted: set[str], stances: dict[str, str], said: dict[str, list[Excerpt]], wording: Wording
) -> list[Branch]:
    """Return some codes under the headings they stand under, in codebook order; headings alone are left out."""
    parents = {code.parent for code in codes}
    made: dict[str, Branch] = {}
    shown = _with_those_above(codes, {code for code in wanted if code not in parents or said.get(code)})
    top: list[Branch] = []
    for code in codes:
        if code.id not in shown:
            continue
        stance = _STANCES.get(stances.get(code.id, ""))
        label = code.label(wording.language)
        own = said.get(code.id, []) if code.id in wanted else []
        branch = Branch(
            wording.gettext(stance, name=label) if stance else label, "heading" if code.id in parents else "code", own
        )
        made[code.id] = branch
        (made[code.parent].below if code.parent in made else top).append(branch)
    return top


def _with_those_above(codes: Sequence[Code], wanted: set[str]) -> set[str]:
    parents = {code.id: code.parent for code in codes}
    found: set[str] = set()
    for start in wanted:
        here: str | None = start
        while here is not None and here not in found:
            found.add(here)
            here = parents.get(here)
    return found


def _table(grown: Sequence[Branch], cover: Cover) -> Iterator[Block]:
    wording = cover.wording
    title = wording.gettext("Themes, headings and codes")
    columns = (
        Column(wording.gettext("Theme, heading, code"), width=4.0),
        Column(wording.gettext("Cases"), numeric=True),
        Column(wording.gettext("Documents"), numeric=True, width=1.1),
        Column(wording.gettext("Excerpts"), numeric=True),
    )
    rows = tuple(row for branch in grown for row in _rows(branch, 0, wording))
    yield Caption("table", wording.pgettext("report", "Table"), 1, title, _ID)
    yield Table(columns, rows, _ID, title)
    words = wording.gettext(
        "Codings of the whole team; what no case says counts for no case. qualcode {version}.", version=cover.version
    )
    yield SourceLine(words, _ID)


def _rows(branch: Branch, depth: int, wording: Wording) -> Iterator[Row]:
    whole = branch.whole()
    cases = {excerpt.case for excerpt in whole if excerpt.case}
    counts = (len(cases), len({excerpt.document for excerpt in whole}), len(whole))
    yield Row((branch.name, *(wording.number(count) for count in counts)), depth, heading=branch.kind == "theme")
    for lower in branch.below:
        yield from _rows(lower, depth + 1, wording)
