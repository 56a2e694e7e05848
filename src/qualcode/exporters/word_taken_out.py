"""Words taken out of a Word file for good: those of somebody who is not to be quoted, or no longer.

Whatever became of a mark since, no letter under it stays: not in a copy, not in a part that was split in two, not in
what a tracked change put in or took out. What is no text (a comment's anchor, a note's number) stays.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from qualcode.exporters.word_marked import W

if TYPE_CHECKING:
    from collections.abc import Iterator

_COPY: Final = re.compile(r"_Copy_\d+$")
_SHOWN: Final = f"{W}t"
_TEXT: Final = frozenset({_SHOWN, f"{W}delText"})
_SIGNS: Final = frozenset(f"{W}{name}" for name in ("tab", "br", "cr", "noBreakHyphen", "softHyphen"))
_GONE: Final = (f"{W}del", f"{W}moveFrom", f"{W}r")
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


def original(name: str) -> str:
    """Return the name of the mark that one is a copy of, or its own."""
    return _COPY.sub("", name)


class TakingOut:
    """Takes words out of one document, by the names of marks."""

    def __init__(self, root: Any) -> None:  # noqa: ANN401 - lxml elements, here and below
        """Look where the marks of a document begin and end."""
        self._starts: dict[str, list[Any]] = defaultdict(list)
        self._ends: dict[str, Any] = {}
        for node in root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd"):
            if node.tag == f"{W}bookmarkEnd":
                self._ends[node.get(f"{W}id")] = node
            else:
                self._starts[node.get(f"{W}name") or ""].append(node)

    def take_out(self, name: str, in_its_place: str) -> bool:
        """Put other words in the place of all that stands under a mark; tell whether anything was to be done.

        Args:
            name: of the mark, a copy by its own.
            in_its_place: what is to be read there.
        """
        nodes = self._under(name)
        texts = [node for node in nodes if node.tag in _TEXT and node.text]
        if not texts or "".join(node.text for node in texts) == in_its_place:
            return False
        first = next((node for node in texts if node.tag == _SHOWN), None)
        if first is None:
            first = _text_before(texts[0])
        for node in nodes:
            if node.tag in _SIGNS:
                node.getparent().remove(node)
            elif node.tag in _TEXT and node is not first:
                _drop(node)
        first.text = in_its_place
        first.set(_SPACE, "preserve")
        return True

    def _under(self, name: str) -> list[Any]:
        """Return the nodes from the first start of a mark to its last end; where that is amiss, to its paragraph's."""
        starts = self._starts[name]
        numbers = {start.get(f"{W}id") for start in starts}  # LibreOffice gives every start of one mark the same
        ends = [self._ends[number] for number in numbers & self._ends.keys()]
        found: list[Any] = []
        for node in _after(starts[0]) if ends else ():
            if node in ends:
                ends.remove(node)
                if not ends:
                    return found
            found.append(node)
        return [node for sibling in starts[0].itersiblings() for node in sibling.iter()]


def _after(node: Any) -> Iterator[Any]:  # noqa: ANN401
    """Give all that comes after a node in the order of the document."""
    while node is not None:
        for sibling in node.itersiblings():
            yield from sibling.iter()
        node = node.getparent()


def _text_before(struck: Any) -> Any:  # noqa: ANN401
    """Return a text in a run of its own before one that a tracked change struck out."""
    outermost = list(struck.iterancestors(*_GONE))[-1]
    run = etree.Element(f"{W}r")
    outermost.addprevious(run)
    return etree.SubElement(run, _SHOWN)


def _drop(text: Any) -> None:  # noqa: ANN401
    """Let a text go, and its run where that held nothing else."""
    run = text.getparent()
    run.remove(text)
    if all(left.tag == f"{W}rPr" for left in run) and run.getparent() is not None:
        run.getparent().remove(run)
