"""Words taken out of a Word file for good: those of somebody who is not to be quoted, or no longer.

Whatever became of a mark since, no letter under it stays: not in a copy, not in a part that was split in two, not in
what a tracked change put in or took out. What is no text (a comment's anchor, a note's number) stays.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import takewhile
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from qualcode.exporters.word_marked import W, plain, words_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

_COPY: Final = re.compile(r"_Copy_\d+$")
_SHOWN: Final = f"{W}t"
_TEXT: Final = frozenset({_SHOWN, f"{W}delText"})
_SIGNS: Final = frozenset(f"{W}{name}" for name in ("tab", "br", "cr", "noBreakHyphen", "softHyphen"))
_PARTS: Final = _SIGNS | {f"{W}p"}
"""What parts words."""
_GONE: Final = (f"{W}del", f"{W}moveFrom", f"{W}r")
_PARAGRAPH: Final = f"{W}p"
_RUN: Final = f"{W}r"
_ANCHORS: Final = (f"{W}bookmarkStart", f"{W}bookmarkEnd", f"{W}sectPr")
SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


def original(name: str) -> str:
    """Return the name of the mark that one is a copy of, or its own."""
    return _COPY.sub("", name)


class TakingOut:
    """Takes words out of one document, by the names of marks."""

    def __init__(self, root: Any) -> None:  # noqa: ANN401 - lxml elements, here and below
        """Look where the marks of a document begin and end."""
        self._starts: dict[str, list[Any]] = defaultdict(list)
        self._spans: dict[str, list[tuple[Any, Any]]] = defaultdict(list)
        opened: dict[str, list[Any]] = defaultdict(list)
        for node in root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd"):
            if node.tag == f"{W}bookmarkEnd":
                self._close(opened.pop(node.get(f"{W}id"), []), node)
            else:
                self._starts[node.get(f"{W}name") or ""].append(node)
                opened[node.get(f"{W}id")].append(node)
        for starts in opened.values():
            for start in starts:
                self._spans[start.get(f"{W}name") or ""].append((start, None))

    def _close(self, starts: list[Any], end: Any) -> None:  # noqa: ANN401
        """Note from where to where a mark goes; LibreOffice gives one that was split several starts and one end."""
        firsts = {start.get(f"{W}name") or "": start for start in reversed(starts)}
        for name, start in firsts.items():
            self._spans[name].append((start, end))

    def take_out(self, name: str, in_its_place: str) -> bool:
        """Put other words in the place of all that stands under a mark; tell whether anything was to be done.

        Args:
            name: of the mark, a copy by its own.
            in_its_place: what is to be read there.
        """
        return sum(put(_under(start, end), in_its_place) for start, end in self._spans[name]) > 0  # each, not the first

    def words(self, name: str) -> str:
        """Return the words under a mark, those too that a tracked change struck out."""
        nodes = (node for start, end in self._spans[name] for node in _under(start, end))
        return "".join(" " if node.tag in _PARTS else node.text or "" for node in nodes if node.tag in _PARTS | _TEXT)

    def take_lead_in(self, name: str, ours: Container[str]) -> None:
        """Let go what leads in to a quotation that was taken out: before it in its paragraph, or the paragraph before.

        Args:
            name: of its mark.
            ours: the sentences that a draft writes there; one that a person worded otherwise stays.
        """
        for start, _end in self._spans[name]:
            beside = list(start.itersiblings(preceding=True))[::-1]
            before = start.getparent().getprevious()
            if words_of(beside).strip():
                leaving = [node for node in beside if node.tag == _RUN] if _untouched(beside, ours) else []
            else:
                leaving = [before] if _is_lead_in(before, ours) else []
            for node in leaving:
                node.getparent().remove(node)


def put(nodes: Sequence[Any], in_its_place: str) -> bool:
    """Put other words in the place of those of some nodes; tell whether anything was to be done."""
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
    first.set(SPACE, "preserve")
    return True


def _under(start: Any, end: Any) -> list[Any]:  # noqa: ANN401
    """Return the nodes from a start to its end; where it has none, to the end of its paragraph or of the next one."""
    if end is not None:
        return list(takewhile(lambda node: node is not end, _after(start)))
    paragraph = next(start.iterancestors(_PARAGRAPH), None)
    if paragraph is None:
        after = next(start.itersiblings(_PARAGRAPH), None)
        return [] if after is None else list(after.iter())
    nodes = list(paragraph.iter())
    return nodes[nodes.index(start) + 1 :]


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


def _untouched(nodes: Any, ours: Container[str]) -> bool:  # noqa: ANN401
    """Tell whether some nodes of a paragraph say what a draft writes, and nothing of another person's is in them."""
    return words_of(nodes).strip() in ours and plain(nodes)


def _is_lead_in(before: Any, ours: Container[str]) -> bool:  # noqa: ANN401
    """Tell whether what stands before a quotation is a paragraph of ours; where a mark or a section ends, it stays."""
    if before is None or before.tag != _PARAGRAPH or not _untouched(before, ours):
        return False
    return next(before.iter(*_ANCHORS), None) is None


def _drop(text: Any) -> None:  # noqa: ANN401
    """Let a text go, and its run where that held nothing else."""
    run = text.getparent()
    run.remove(text)
    if all(left.tag == f"{W}rPr" for left in run) and run.getparent() is not None:
        run.getparent().remove(run)
