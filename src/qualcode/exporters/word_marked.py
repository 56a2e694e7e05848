"""What stands under our marks in a Word file, whoever saved it last.

LibreOffice writes a bookmark whose paragraph was split as several starts of one name and one end: the first start and
the last end count. A mark that was taken apart, or holds another person's tracked change, comment or note, is `held`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OURS: Final = re.compile(r"_qc[sehn]_\w+")
_COPY: Final = re.compile(r"_Copy_\d+$")
"""What LibreOffice adds to the name of a mark whose words were copied and pasted."""
_SIGNS: Final = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011"}
_GONE: Final = {f"{W}del", f"{W}moveFrom"}
_PLAIN: Final = frozenset(
    f"{W}{name}"
    for name in (
        *("r", "rPr", "t", "tab", "br", "cr", "noBreakHyphen", "softHyphen", "lastRenderedPageBreak", "proofErr"),
        *("bookmarkStart", "bookmarkEnd", "fldChar", "fldSimple", "instrText"),
    )
)
"""What a part of ours is made of; anything else in it is another person's, and never written over."""
_CELLS: Final = _PLAIN | {f"{W}{name}" for name in ("tbl", "tblPr", "tblGrid", "tr", "trPr", "tc", "tcPr", "p", "pPr")}
_DRESS: Final = (f"{W}rPr", f"{W}pPr", f"{W}tblPr", f"{W}tblGrid", f"{W}trPr", f"{W}tcPr")
"""Properties: what is inside them is how a thing looks, but for what says that it was put in or taken out."""
_TRACKED: Final = frozenset(f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel"))
_NUMBERS: Final = "SEQ "
"""How the only fields begin that a part of ours has: the numbers of captions."""


@dataclass(slots=True)
class Mark:
    """A bookmark of ours with the nodes between its start and its end, siblings within one paragraph."""

    name: str
    start: Any
    nodes: list[Any]
    held: bool

    @property
    def words(self) -> str:
        """The words that stand in it now."""
        return words_of(self.nodes)


def marks_of(root: Any) -> dict[str, Mark]:  # noqa: ANN401 - an lxml element
    """Return our marks by name, in the order of the text; copies are not among them."""
    starts: dict[str, list[Any]] = defaultdict(list)
    for start in root.iter(f"{W}bookmarkStart"):
        name = start.get(f"{W}name") or ""
        if _OURS.fullmatch(name) and not _COPY.search(name):
            starts[name].append(start)
    return {name: _mark(name, found) for name, found in starts.items()}


def copies_of(root: Any) -> list[str]:  # noqa: ANN401 - as above
    """Return the names of marks that somebody copied along with their words."""
    names = (start.get(f"{W}name") or "" for start in root.iter(f"{W}bookmarkStart"))
    return [name for name in names if _OURS.fullmatch(name) and _COPY.search(name)]


def _mark(name: str, starts: list[Any]) -> Mark:
    numbers = {start.get(f"{W}id") for start in starts}
    nodes: list[Any] = []
    for node in starts[0].itersiblings():
        if node.tag == f"{W}bookmarkEnd" and node.get(f"{W}id") in numbers:
            held = len(starts) > 1 or starts[0].getparent().tag != f"{W}p" or not all(map(_ours, nodes))
            return Mark(name, starts[0], nodes, held)
        nodes.append(node)
    return Mark(name, starts[0], nodes, held=True)


def _ours(node: Any, allowed: frozenset[str] = _PLAIN) -> bool:  # noqa: ANN401 - as above
    """Tell whether a node holds nothing but what we put there."""
    if node.tag not in allowed or not _number(node):
        return False
    if node.tag in _DRESS:
        return not any(inner.tag in _TRACKED for inner in node.iter())
    return all(_ours(child, allowed) for child in node)


def _number(node: Any) -> bool:  # noqa: ANN401 - as above
    """Tell whether a field is the number of a caption; what is no field is no other field either."""
    code = node.text if node.tag == f"{W}instrText" else node.get(f"{W}instr")
    return code is None or not code.strip() or f"{code.strip()} ".startswith(_NUMBERS)


def plain(nodes: Iterable[Any]) -> bool:
    """Tell whether some nodes of a paragraph, or its properties, hold nothing of another person's."""
    return all(_ours(node, _PLAIN | {f"{W}pPr"}) for node in nodes)


def plain_table(table: Any) -> bool:  # noqa: ANN401 - as above
    """Tell whether a table holds nothing of another person's: no comment, note, tracked change or picture."""
    return _ours(table, _CELLS)


def words_of(nodes: Iterable[Any]) -> str:
    """Return the words of some nodes as a reader sees them: what is deleted by a tracked change is not among them."""
    return "".join(_words(node) for node in nodes)


def _words(node: Any) -> str:  # noqa: ANN401 - as above
    if node.tag in _GONE or not isinstance(node.tag, str):
        return ""
    if node.tag == f"{W}t":
        return node.text or ""
    return _SIGNS.get(node.tag) or "".join(_words(child) for child in node)


def table_words(table: Any) -> str:  # noqa: ANN401 - as above
    """Return the words of a table, a line a row, its cells apart by tabs."""
    return "\n".join("\t".join(cell_words(cell) for cell in row.iter(f"{W}tc")) for row in table.iter(f"{W}tr"))


def cell_words(cell: Any) -> str:  # noqa: ANN401 - as above
    """Return the words of a cell, its paragraphs apart by spaces."""
    return " ".join(words_of([paragraph]) for paragraph in cell.iter(f"{W}p"))


def between(first: Mark, last: Mark) -> list[Any]:
    """Return what stands between the paragraphs of two marks that are neighbours in the text, nothing otherwise."""
    paragraph, end = first.start.getparent(), last.start.getparent()
    found: list[Any] = []
    for node in paragraph.itersiblings():
        if node is end:
            return found
        found.append(node)
    return []
