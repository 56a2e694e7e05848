"""The tree of codes as a value: its order, its paths, and the rules of moving and merging."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_BEFORE_SLASH: Final = re.compile(r"(\\*)(/|\Z)")
Node = tuple[str, str | None, int, str]
"""The id of a code, its parent's id, its position among its siblings, its name."""


class Standing(Protocol):
    """A code that stands in the tree: at home under its parent, and listed under others too."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def parent(self) -> str | None:
        """The id of the code above it, None at the top."""

    @property
    def also_in(self) -> tuple[str, ...]:
        """The ids of the codes it is listed under too."""


class Kept(Standing, Protocol):
    """A code that may be retired, and knows its place where it is not at home."""

    @property
    def also_at(self) -> tuple[int, ...]:
        """Its places among the others listed where it is listed too, in the order of `also_in`."""

    @property
    def retired(self) -> bool:
        """Whether it is no longer applied."""


class Place(NamedTuple):
    """Where the tree lists a code; `again` where that is not its home, `depth` is 0 at the top."""

    code: str
    parent: str | None
    depth: int
    again: bool = False


def tree_order(nodes: Iterable[Node]) -> list[tuple[str, tuple[str, ...]]]:
    """Return the ids in codebook order, each with its path: parents first, siblings by position, then id.

    A node whose parent is not among them stands at the top; one in a cycle is left out.
    """
    known = list(nodes)
    ids = {node[0] for node in known}
    below: dict[str | None, list[Node]] = {}
    for node in known:
        below.setdefault(node[1] if node[1] in ids else None, []).append(node)
    result: list[tuple[str, tuple[str, ...]]] = []
    waiting = [(node, ()) for node in _siblings(below, None)]
    while waiting:
        (identifier, _, _, name), above = waiting.pop()
        path: tuple[str, ...] = (*above, name)
        result.append((identifier, path))
        waiting.extend((node, path) for node in _siblings(below, identifier))  # type: ignore[misc]
    return result


def _siblings(below: Mapping[str | None, Sequence[Node]], parent: str | None) -> list[Node]:
    """Return the children of a parent, last first: they are taken from the end."""
    return sorted(below.get(parent, ()), key=lambda node: (node[2], node[0]), reverse=True)


def descendants(parents: Mapping[str, str | None], top: str) -> set[str]:
    """Return every id below `top`, itself left out; `parents` gives the parent of each."""
    below: dict[str | None, list[str]] = {}
    for identifier, parent in parents.items():
        below.setdefault(parent, []).append(identifier)
    result: set[str] = set()
    waiting = list(below.get(top, ()))
    while waiting:
        identifier = waiting.pop()
        if identifier not in result:
            result.add(identifier)
            waiting.extend(below.get(identifier, ()))
    return result


def standing_below(codes: Iterable[Standing], top: str) -> set[str]:
    """Return every code below one, itself left out, at home there or listed there too: each once."""
    lower: dict[str | None, list[str]] = {}
    for code in codes:
        for parent in (code.parent, *code.also_in):
            lower.setdefault(parent, []).append(code.id)
    result: set[str] = set()
    waiting = list(lower.get(top, ()))
    while waiting:
        identifier = waiting.pop()
        if identifier not in result:
            result.add(identifier)
            waiting.extend(lower.get(identifier, ()))
    return result


def standing_above(codes: Iterable[Standing]) -> dict[str, frozenset[str]]:
    """Return each code with all it stands under, by whichever of its places, itself among them.

    A coding counts once for each of these, so totals with sub-codes are sums over this.
    """
    upper = {code.id: (code.parent, *code.also_in) for code in codes}
    return {identifier: frozenset({identifier, *above(upper, identifier)}) for identifier in upper}


def totals(own: Mapping[str, int], standing: Mapping[str, Iterable[str]]) -> dict[str, int]:
    """Return how many codings each code has with its sub-codes', each coding once wherever its code is listed too.

    Args:
        own: how many each has of its own; those without may be left out.
        standing: each code with all it stands under, as `standing_above` gives it.
    """
    found: dict[str, int] = {}
    for code, count in own.items():
        for each in standing.get(code, ()):
            found[each] = found.get(each, 0) + count
    return found


def above(upper: Mapping[str, Sequence[str | None]], start: str) -> set[str]:
    """Return all that one stands under, by whichever of its places; itself only where it stands in a circle.

    Args:
        upper: under what each stands, None for the top.
        start: the id of the one.
    """
    seen: set[str] = set()
    waiting = list(upper.get(start, ()))
    while waiting:
        place = waiting.pop()
        if place is not None and place not in seen:
            seen.add(place)
            waiting.extend(upper.get(place, ()))
    return seen


def misplaced(upper: Mapping[str, Sequence[str | None]], among: Iterable[str]) -> set[str]:
    """Return those of some ids that stand under themselves, or twice in one place.

    Args:
        upper: under what each stands, its home and its second places, None for the top.
        among: the ids to look at; a circle is found from any id in it.
    """
    return {one for one in among if one in above(upper, one) or len({*upper.get(one, ())}) < len(upper.get(one, ()))}


def listed_places(codes: Sequence[Kept]) -> list[Place]:
    """Return the lines of the tree, parents first: under each code those at home, those also in it, the retired last.

    Those also in it stand as they were put there, else in codebook order.

    A code is followed by what is below it at its home only, so the list is never longer than codes and second places.

    Args:
        codes: in codebook order.
    """
    known = {code.id for code in codes}
    lower: dict[str | None, list[tuple[Kept, bool, int]]] = {}
    for code in codes:
        lower.setdefault(code.parent if code.parent in known else None, []).append((code, False, 0))
        places = dict(zip(code.also_in, code.also_at, strict=False))
        for parent in code.also_in:
            lower.setdefault(parent, []).append((code, True, places.get(parent, 0)))
    for beside in lower.values():
        beside.sort(key=lambda one: (one[0].retired, *one[1:]))
    result: list[Place] = []
    waiting = [
        Place(code.id, None, 0) for code, *_again in reversed(lower.get(None, []))
    ]  # lines are taken from the end
    while waiting:
        place = waiting.pop()
        result.append(place)
        if not place.again:
            deeper = reversed(lower.get(place.code, []))
            waiting.extend(Place(code.id, place.code, place.depth + 1, again) for code, again, _at in deeper)
    return result


def path_text(path: Iterable[str]) -> str:
    """Join names by a slash; a slash inside a name is written as backslash and slash.

    Backslashes are doubled only where they stand before a slash or at a name's end.
    """
    return "/".join(_BEFORE_SLASH.sub(lambda run: run[1] * 2 + (r"\/" if run[2] else ""), name) for name in path)


def split_path(text: str) -> tuple[str, ...]:
    """Split what `path_text` joined; white space around names is dropped."""
    names = [""]
    rest = 0
    for run in _BEFORE_SLASH.finditer(text):
        halves, one = divmod(len(run[1]), 2)
        escaped = bool(one and run[2])
        lone = "\\" if one and not run[2] else ""
        names[-1] += text[rest : run.start()] + "\\" * halves + lone + ("/" if escaped else "")
        if run[2] and not escaped:
            names.append("")
        rest = run.end()
    return tuple(name.strip() for name in names)


def labels(codes: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, str]:
    """Return how each code is called in tables: its name where no other bears it, capitals ignored, else its path."""
    known = list(codes)
    seen = Counter(path[-1].casefold() for _, path in known)
    return {identifier: path[-1] if seen[path[-1].casefold()] == 1 else path_text(path) for identifier, path in known}
