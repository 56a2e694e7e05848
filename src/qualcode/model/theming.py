"""What themes rest on and who speaks in them; and what became of each in the course of the study."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from qualcode.model.records import Theme, ThemeLink

Happening = Literal[
    "made", "renamed", "claim", "status", "memo", "linked", "unlinked", "stance", "came", "went", "united", "merged",
    "gone",
]  # fmt: skip
GRAVITY: Final = {"supports": 0, "nuances": 1, "contradicts": 2}
"""Where two links to one thing become one, the graver stance stands: a doubt is not lost by tidying."""


@dataclass(frozen=True, slots=True)
class Rest:
    """One link of a theme with what stands behind it."""

    link: ThemeLink
    codings: tuple[str, ...]
    """Ids, by document and place; of a code, with those of all under it."""
    passages: int
    """Stretches of participants' speech: what several codings share a character of is one."""
    cases: int
    """Cases that speak in these passages."""


@dataclass(frozen=True, slots=True)
class Supported:
    """A theme with what it rests on; each coding and each passage counts once, however many links lead to it."""

    theme: Theme
    rests: tuple[Rest, ...]
    """In the order of the links."""
    codings: int
    passages: int
    speaking: tuple[str, ...]
    """Ids of the cases of which a passage supports or nuances the claim, in the order of the cases."""
    against: tuple[str, ...]
    """Ids of the cases of which a passage contradicts it; one may do both."""
    silent: tuple[str, ...]
    """Ids of the cases that do neither, though something of theirs is coded."""


@dataclass(frozen=True, slots=True)
class Theming:
    """The themes of a study, and what lies under none of those that stand."""

    themes: tuple[Supported, ...]
    """In their order, dropped ones too."""
    coded: tuple[str, ...]
    """Ids of the cases that speak in anything coded: those that a theme could hear."""
    uncoded: tuple[str, ...]
    """Ids of the cases that speak, but in nothing coded yet."""
    loose_codes: tuple[tuple[str, tuple[str, ...]], ...]
    """Codes that were applied and that no theme rests on, with the ids of their codings, in codebook order."""
    loose_starred: tuple[str, ...]
    """Ids of the starred codings that no theme rests on, by document and place."""


@dataclass(frozen=True, slots=True)
class ThemeEvent:
    """Something that became of a theme: who did it, when, and what it was before and after."""

    action: str
    """The id of the journal row."""
    at: str
    coder: str
    theme: str
    """The id of the theme."""
    name: str
    """What it was called then."""
    kind: Happening
    before: str = ""
    after: str = ""
    """Of words and status, what stood before and after; of links, the stance; of `united`, that of the one gone."""
    codes: tuple[str, ...] = ()
    """Ids of the codes linked."""
    codings: tuple[str, ...] = ()
    """Ids of the single codings linked."""
    other: str = ""
    """The id of the theme that links came from, went to, or that was merged into this one."""
    other_name: str = ""
