"""The order of a report: a part per theme, or per group of the codebook where there is no theme; a section per code."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from qualcode.model.records import Code, Theme

PartKind = Literal["theme", "group", "loose"]
SUB_CODE: Final = 3
"""The deepest level of heading: a code under a code."""
_STANCES: Final = {"supports": 0, "nuances": 1, "contradicts": 2}


@dataclass(frozen=True, slots=True)
class Section:
    """A code in a part; `depth` is its heading's level, 2 or 3; `stance` says how it bears on a theme's claim."""

    code: Code
    depth: int = 2
    stance: str = "supports"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the report: a theme, a group of codes, or the codes that stand in neither (`loose`)."""

    kind: PartKind
    theme: Theme | None = None
    group: Code | None = None
    sections: tuple[Section, ...] = ()
    passages: tuple[tuple[str, str], ...] = ()
    """The ids of the single codings linked to the theme, each with how it bears on the claim."""

    @property
    def id(self) -> str:
        """The id of what the part is about; empty for the loose codes."""
        about = self.theme or self.group
        return about.id if about else ""


def outlined(codes: Sequence[Code], themes: Sequence[Theme], *, others: bool = False) -> tuple[Part, ...]:
    """Return the parts of the report.

    Args:
        codes: the codebook in its own order, parents before children.
        themes: every theme; dropped ones are left out, and where none is left the groups of codes give the parts;
            where none of them rests on anything yet, the groups follow them.
        others: whether a last part holds the codes that no theme rests on.

    A theme on a group rests on what is listed there too; in the parts of groups, a code stands at its home alone, so
    that no passage is quoted twice.
    """
    below: dict[str | None, list[Code]] = defaultdict(list)
    known = {code.id for code in codes}
    for code in codes:
        below[code.parent if code.parent in known else None].append(code)
    listed = {parent: list(children) for parent, children in below.items()}
    for code in codes:
        for group in code.also_in:
            listed.setdefault(group, []).append(code)
    standing = sorted((theme for theme in themes if theme.status != "dropped"), key=lambda theme: theme.position)
    if standing:
        by_id = {code.id: code for code in codes}
        parts = tuple(_of_theme(theme, by_id, listed) for theme in standing)
        if any(theme.links for theme in standing):
            return (*parts, *_of_the_rest(parts, below)) if others else parts
        return (*parts, *_of_groups(below))
    return _of_groups(below)


def under_no_theme(codes: Sequence[Code], themes: Sequence[Theme]) -> tuple[Code, ...]:
    """Return the codes that no part of the report shows, since themes give its parts and none rests on them."""
    shown = {section.code.id for part in outlined(codes, themes) for section in part.sections}
    rest = outlined(codes, themes, others=True)[-1:]
    return tuple(section.code for part in rest for section in part.sections if section.code.id not in shown)


def _of_the_rest(parts: Sequence[Part], below: Mapping[str | None, list[Code]]) -> tuple[Part, ...]:
    """Return a part for the codes that no other shows, each group over those that are left of it."""
    shown = {section.code.id for part in parts for section in part.sections}
    every = [section for top in below[None] for section in (Section(top), *_under(top, below, SUB_CODE))]
    left = tuple(section for section in every if section.code.id not in shown)
    return (Part("loose", sections=left),) if left else ()


def _of_groups(below: dict[str | None, list[Code]]) -> tuple[Part, ...]:
    parts = [
        Part("group", group=top, sections=tuple(_under(top, below, 2))) for top in below[None] if below.get(top.id)
    ]
    loose = tuple(Section(top) for top in below[None] if not below.get(top.id))
    return (*parts, Part("loose", sections=loose)) if loose else tuple(parts)


def _under(code: Code, below: Mapping[str | None, list[Code]], depth: int) -> list[Section]:
    sections: list[Section] = []
    for child in below.get(code.id, ()):
        sections.append(Section(child, depth))
        sections.extend(_under(child, below, SUB_CODE))
    return sections


def _of_theme(theme: Theme, by_id: dict[str, Code], below: Mapping[str | None, list[Code]]) -> Part:
    """Let what supports the claim come first, then what nuances and what contradicts it."""
    links = sorted(theme.links, key=lambda link: _STANCES.get(link.stance, 0))
    stances = {link.code: link.stance for link in links if link.code in by_id}
    sections: list[Section] = []
    for identifier, stance in stances.items():
        code = by_id[identifier or ""]
        sections.append(Section(code, 2, stance))
        lower = _under(code, below, SUB_CODE)
        sections += [Section(sub.code, SUB_CODE, stance) for sub in lower if sub.code.id not in stances]
    passages = {link.coding: link.stance for link in links if link.coding}
    return Part("theme", theme=theme, sections=tuple(_once(sections)), passages=tuple(passages.items()))


def _once(sections: Sequence[Section]) -> list[Section]:
    return list({section.code.id: section for section in reversed(sections)}.values())[::-1]


def trimmed(parts: Sequence[Part], filled: Callable[[str], bool]) -> tuple[Part, ...]:
    """Leave out the codes without an excerpt, but keep those above a sub-code that has some.

    Args:
        parts: as `outlined` gives them.
        filled: tells whether the code of that id has excerpts.
    """
    return tuple(replace(part, sections=_filled(part.sections, filled)) for part in parts)


def _filled(sections: Sequence[Section], filled: Callable[[str], bool]) -> tuple[Section, ...]:
    kept: list[Section] = []
    sub_code_follows = False
    for section in reversed(sections):
        if filled(section.code.id) or (section.depth < SUB_CODE and sub_code_follows):
            kept.append(section)
        sub_code_follows = section.depth == SUB_CODE and (sub_code_follows or filled(section.code.id))
    return tuple(reversed(kept))
