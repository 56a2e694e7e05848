"""Outlines of reports as values: the tree of their parts, the passages chosen for each, what is cut in these."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from typing import TYPE_CHECKING, Final, Literal

from qualcode.model.spans import Span, subtracted, united

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Step = Literal["up", "down", "in", "out"]
DEEPEST: Final = 3
"""Levels of heading in a report."""
PLACED: Final = (
    "highlights",
    "frequencies",
    "cooccurrence",
    "network",
    "crosstab",
    "keywords",
    "saturation",
    "cloud",
    "bars",
    "columns",
    "method",
)
"""What can be placed in an outline beside themes, codes and free parts: readings, and the notes written from them."""
DRAWN: Final = frozenset({"cloud", "network"})
"""Those of them that are figures, drawn in the file only; the others are tables or words."""
ASKED_APART: Final = frozenset({"crosstab", "keywords", "saturation"})
"""Those of them that only a part asks: a draft without it does without their answer."""
CUT: Final = "[…]"


@dataclass(frozen=True, slots=True)
class PartOptions:
    """How a part is filled; None is as the report."""

    quotes: int | None = None
    """Passages, those that were chosen among them; what was chosen stands even where it is more."""
    longest: int | None = None
    """Words of a passage that the program may choose."""
    counts: bool | None = None
    """Whether it says how often codes were applied."""
    only_mine: bool = False
    """Whether the passages that were chosen stand alone."""
    reading: str = ""
    """One of PLACED; empty for a part that is no reading."""
    by: str = ""
    """What a reading compares, or is in the order of: `attribute:NAME`; or `codes:ID,ID` for two codes side by side."""

    def text(self) -> str:
        """Return what a row keeps: what is not the usual, as JSON."""
        return json.dumps(
            {name: value for name, value in asdict(self).items() if value != _USUAL[name]},
            ensure_ascii=False,
            sort_keys=True,
        )


_USUAL: Final = {field.name: field.default for field in fields(PartOptions)}


def options_of(text: str) -> PartOptions:
    """Read what `PartOptions.text` wrote; what a later program added is left out."""
    told = json.loads(text)
    return PartOptions(**{name: told[name] for name in _USUAL if name in told})


@dataclass(frozen=True, slots=True)
class OutlineQuote:
    """A passage chosen for a part, or rejected there."""

    id: str
    part: str
    coding: str
    rejected: bool = False
    form: str = "auto"
    """One of QUOTE_FORMS."""
    cuts: tuple[Span, ...] = ()
    """Words dropped, in code points from the start of the passage."""
    translation: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True)
class OutlinePart:
    """A part of an outline; `depth` is 1 at the top."""

    id: str
    parent: str | None
    kind: str
    """One of PART_KINDS."""
    title: str
    """Empty where it is called as its theme, code or reading is."""
    prose: str
    theme: str | None
    code: str | None
    options: PartOptions = PartOptions()
    position: int = 0
    depth: int = 1
    quotes: tuple[OutlineQuote, ...] = ()
    """In their order."""

    @property
    def chosen(self) -> tuple[OutlineQuote, ...]:
        """The passages chosen for it, in their order."""
        return tuple(quote for quote in self.quotes if not quote.rejected)

    @property
    def rejected(self) -> frozenset[str]:
        """The ids of the codings that are not to stand in it."""
        return frozenset(quote.coding for quote in self.quotes if quote.rejected)

    def of(self, coding: str) -> OutlineQuote | None:
        """Return what was said of a coding here, or None."""
        return next((quote for quote in self.quotes if quote.coding == coding), None)


@dataclass(frozen=True, slots=True)
class Outline:
    """The plan of a report."""

    id: str
    name: str
    language: str
    """fr-CA, fr-FR or en; empty for that of the corpus."""
    position: int
    parts: tuple[OutlinePart, ...] = ()
    """In the order of reading, each followed by those inside it."""


@dataclass(frozen=True, slots=True)
class PlannedQuote:
    """A passage as a plan brings it along: the id of its coding, else where it stands in a file."""

    coding: str = ""
    rejected: bool = False
    form: str = "auto"
    cuts: tuple[Span, ...] = ()
    translation: str = ""
    document: str = ""
    start: int = 0
    end: int = 0
    words: str = ""
    code: str = ""
    """The path of its code, where it is not the part's."""
    coder: str = ""


@dataclass(frozen=True, slots=True)
class PlannedPart:
    """A part as a plan brings it along: theme and code by id, or, in a file, by name and path."""

    kind: str
    title: str = ""
    prose: str = ""
    theme: str | None = None
    code: str | None = None
    options: PartOptions = PartOptions()
    quotes: tuple[PlannedQuote, ...] = ()
    parts: tuple[PlannedPart, ...] = ()
    line: int = 0
    """In the file; 0 for none."""


def in_order(parts: Iterable[OutlinePart]) -> tuple[OutlinePart, ...]:
    """Put parts in the order of reading, each with its depth.

    Args:
        parts: of one outline, in any order.
    """
    below: dict[str | None, list[OutlinePart]] = {}
    for part in sorted(parts, key=lambda part: (part.position, part.id)):
        below.setdefault(part.parent, []).append(part)
    found: list[OutlinePart] = []
    waiting = [replace(part, depth=1) for part in reversed(below.get(None, []))]
    while waiting:
        part = waiting.pop()
        found.append(part)
        waiting += [replace(each, depth=part.depth + 1) for each in reversed(below.get(part.id, []))]
    return tuple(found)


def inside(parts: Sequence[OutlinePart], top: str) -> list[OutlinePart]:
    """Return what stands inside a part, itself left out, in order."""
    ids = {top}
    found = []
    for part in parts:
        if part.parent in ids:
            ids.add(part.id)
            found.append(part)
    return found


def stepped(parts: Sequence[OutlinePart], part: str, step: Step) -> tuple[str | None, int] | None:
    """Return where a part goes by one step: the id of the part it then stands in, and its place there.

    Args:
        parts: of the outline, in order.
        part: the id of the one that goes.
        step: before the one above, behind the one below, into the one above, or out, behind the one it stands in.

    Returns:
        None where it cannot go so.
    """
    by_id = {each.id: each for each in parts}
    here = by_id[part]
    beside = [each.id for each in parts if each.parent == here.parent]
    place = beside.index(part)
    if step == "out":
        return None if here.parent is None else _behind(parts, by_id[here.parent])
    if step == "in":
        if not place or here.depth + _height(parts, part) > DEEPEST:
            return None
        return beside[place - 1], sum(each.parent == beside[place - 1] for each in parts)
    target = place + (-1 if step == "up" else 1)
    return (here.parent, target) if 0 <= target < len(beside) else None


def _behind(parts: Sequence[OutlinePart], other: OutlinePart) -> tuple[str | None, int]:
    beside = [each.id for each in parts if each.parent == other.parent]
    return other.parent, beside.index(other.id) + 1


def _height(parts: Sequence[OutlinePart], top: str) -> int:
    """Count the levels of a part, its own among them."""
    within = inside(parts, top)
    depth = next(each.depth for each in parts if each.id == top)
    return max((each.depth for each in within), default=depth) - depth + 1


def fits(parts: Sequence[OutlinePart], part: str, parent: str | None) -> bool:
    """Tell whether a part, with what is inside it, may stand in another: not in itself, and not too deep."""
    above = {each.id: each.depth for each in parts}
    if parent == part or parent in {each.id for each in inside(parts, part)}:
        return False
    return (above[parent] if parent else 0) + _height(parts, part) <= DEEPEST


def neat_cuts(cuts: Iterable[tuple[int, int]], text: str) -> tuple[Span, ...]:
    """Unite cuts that share a character or that nothing but blanks stands between, and drop what is out of a passage.

    Args:
        cuts: half-open bounds from the start of the passage.
        text: the passage.
    """
    within = [Span(max(start, 0), min(end, len(text))) for start, end in cuts]
    found: list[Span] = []
    for cut in united(cut for cut in within if cut.start < cut.end):
        if found and not text[found[-1].end : cut.start].strip():
            found[-1] = Span(found[-1].start, cut.end)
        else:
            found.append(cut)
    return tuple(found)


def carried_cuts(cuts: Iterable[Span], former: str, now: str, shift: int | None) -> tuple[Span, ...]:
    """Carry cuts along where a passage changed; a cut whose words no longer stand in it goes.

    Args:
        cuts: of the former passage.
        former: its words.
        now: its words as they are.
        shift: how many characters later in the same text it begins now; None where the text itself was corrected: words
            are then looked for where they stood, and where they stand once only.
    """
    kept = []
    for cut in cuts:
        words = former[cut.start : cut.end]
        alone = now.find(words) if now.count(words) == 1 else cut.start
        starts = (cut.start, alone) if shift is None else (cut.start - shift,)
        places = (Span(start, start + cut.length) for start in starts)
        kept += [place for place in places if place.start >= 0 and now[place.start : place.end] == words][:1]
    return tuple(kept)


def leaves_words(text: str, cuts: Sequence[Span]) -> bool:
    """Tell whether cuts leave something of a passage but blanks."""
    return any(text[part.start : part.end].strip() for part in subtracted(Span(0, len(text)), cuts))


def trimmed_text(text: str, cuts: Sequence[Span]) -> str:
    """Return a passage as it is quoted: without the blanks at both ends, and `[…]` where words were dropped.

    Cuts that would leave nothing are none.

    Args:
        text: the whole passage.
        cuts: what is dropped, neat.
    """
    if not cuts or not leaves_words(text, cuts):
        return text.strip()
    kept = [text[part.start : part.end].strip() for part in subtracted(Span(0, len(text)), cuts)]
    begins, ends = cuts[0].start == 0, cuts[-1].end == len(text)
    pieces = [*([""] if begins else []), *kept, *([""] if ends else [])]
    return f" {CUT} ".join(pieces).strip()


def cuts_text(cuts: Iterable[tuple[int, int]]) -> str:
    """Return what a row keeps of cuts, as JSON."""
    return json.dumps([list(cut) for cut in cuts])


def numbers(parts: Sequence[OutlinePart]) -> dict[str, str]:
    """Return the number of each part by its id: 2.1 is the first inside the second.

    Args:
        parts: of an outline, in order.
    """
    counts: dict[str | None, int] = {}
    found: dict[str, str] = {}
    for part in parts:
        counts[part.parent] = counts.get(part.parent, 0) + 1
        found[part.id] = f"{found[part.parent]}." if part.parent else ""
        found[part.id] += str(counts[part.parent])
    return found
