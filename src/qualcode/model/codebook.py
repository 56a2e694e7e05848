"""The tree of codes as a value: its order, its paths, and the rules of moving and merging."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_BEFORE_SLASH: Final = re.compile(r"(\\*)(/|\Z)")
Node = tuple[str, str | None, int, str]
"""The id of a code, its parent's id, its position among its siblings, its name."""


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
