"""New quotations put into a Word file: behind the others of their part, as a draft built now has them.

The part is found by the mark of its heading, wherever that was moved to; one that is not in the file takes nothing in.
"""

from __future__ import annotations

from collections import defaultdict
from copy import deepcopy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from qualcode.exporters.word_marked import W, words_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from qualcode.exporters.word_file import WordFile
    from qualcode.exporters.word_marked import Mark
    from qualcode.report.refreshing import Rules

_HEADING: Final = "_qch_"
_QUOTE: Final = "_qcs_"
_TRANSLATION: Final = "t"
_REST: Final = "_qcn_r"
"""The mark of the sentence that says how many others there are: it stands behind the quotations."""
_TITLES: Final = "heading"
"""What the names of Word's own styles for headings begin with."""
_LEAD_IN: Final = "lead-in"


@dataclass(slots=True)
class Section:
    """What stands under a heading, up to the next one."""

    heading: Any
    nodes: list[Any] = field(default_factory=list)

    def quotations(self, rules: Rules) -> list[Any]:
        """Return the nodes that hold a quotation, those with several as often."""
        return [node for node in self.nodes for name in names_in(node) if _is_quotation(name, rules)]


class PuttingIn:
    """Puts quotations of a draft built now into a file that somebody has worked on."""

    def __init__(self, old: WordFile, new: WordFile, rules: Rules) -> None:
        """Find the parts of both files."""
        self._old, self._new, self._rules = old, new, rules
        self._here, self._there = sections(old), sections(new)
        self._heads = {
            name: head for head, found in self._there.items() for node in found.nodes for name in names_in(node)
        }
        self._number = max((int(node.get(f"{W}id") or 0) for node in old.root.iter(f"{W}bookmarkStart")), default=0)

    def put_in(self, name: str, marks: Mapping[str, Mark]) -> list[str]:
        """Put one quotation in; return the names of the marks that came with it, none where it has no place.

        Args:
            name: of its mark.
            marks: of the draft built now.
        """
        here = self._here.get(self._heads.get(name, ""))
        there = self._there.get(self._heads.get(name, ""))
        if here is None or there is None or not self._wanted(name, here, there):
            return []
        came: list[str] = []
        place = _last(here, self._rules)
        for node in _whole(marks[name].start.getparent(), name, self._new):
            copy = deepcopy(node)
            self._old.restyle(copy, self._new)
            came += self._renumbered(copy)
            place.addnext(copy)
            here.nodes.insert(here.nodes.index(place) + 1 if place in here.nodes else 0, copy)
            place = copy
        return came

    def _wanted(self, name: str, here: Section, there: Section) -> bool:
        """Tell whether the analyst chose it, or the part has fewer than a draft built now gives it."""
        if name.removeprefix(_QUOTE) in self._rules.chosen:
            return True
        return len(here.quotations(self._rules)) < len(there.quotations(self._rules))

    def _renumbered(self, node: Any) -> list[str]:  # noqa: ANN401 - lxml elements, here and below
        """Give the marks of a node numbers that nothing has; return their names."""
        numbers: dict[str, str] = defaultdict(self._next)
        for mark in node.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd"):
            mark.set(f"{W}id", numbers[mark.get(f"{W}id")])
        return names_in(node)

    def _next(self) -> str:
        self._number += 1
        return str(self._number)


def sections(file: WordFile) -> dict[str, Section]:
    """Return what stands under each heading with a mark of ours, by that mark; a heading of a person's ends it."""
    found: dict[str, Section] = {}
    body = file.root[0]
    for node in body:
        mark = next((name for name in names_in(node) if name.startswith(_HEADING)), "")
        if mark:
            found[mark] = now = Section(node)
        elif file.style_of_paragraph(node).startswith(_TITLES):
            now = Section(node)
        elif found:
            now.nodes.append(node)
    return found


def headings_above(file: WordFile) -> dict[str, str]:
    """Return the words of the heading that each mark of a file stands under, by the id in its name."""
    found: dict[str, str] = {}
    heading = ""
    for node in file.root[0]:
        if file.style_of_paragraph(node).startswith(_TITLES):
            heading = words_of([node])
        found |= {name.split("_", 2)[2]: heading for name in names_in(node) if name.startswith("_qc")}
    return found


def names_in(node: Any) -> list[str]:  # noqa: ANN401
    """Return the names of the marks that begin in a node."""
    return [start.get(f"{W}name") or "" for start in node.iter(f"{W}bookmarkStart")]


def _is_quotation(name: str, rules: Rules) -> bool:
    return name.startswith(_QUOTE) and name.removeprefix(_QUOTE) in rules.quotations


def _whole(paragraph: Any, name: str, file: WordFile) -> Iterator[Any]:  # noqa: ANN401
    """Give the paragraph of a quotation with what leads in to it and its translation."""
    before, after = paragraph.getprevious(), paragraph.getnext()
    if before is not None and file.style_of_paragraph(before) == _LEAD_IN and not names_in(before):
        yield before
    yield paragraph
    translation = f"{_QUOTE}{_TRANSLATION}{name.removeprefix(_QUOTE)}"
    if after is not None and translation in names_in(after):
        yield after


def _last(section: Section, rules: Rules) -> Any:  # noqa: ANN401
    """Return the node behind which a quotation goes: the last one, else what we wrote before any, else the title."""
    quoted = section.quotations(rules)
    if quoted:
        place = section.nodes.index(quoted[-1])
        names = {f"{_QUOTE}{_TRANSLATION}{name.removeprefix(_QUOTE)}" for name in names_in(quoted[-1])}
        beside = section.nodes[place + 1 : place + 2]
        return beside[0] if beside and names & set(names_in(beside[0])) else quoted[-1]
    named = {name for node in section.nodes for name in names_in(node)}
    framed = {name.replace("_qce_", _QUOTE) for name in named if name.startswith("_qce_")}
    ours = [node for node in section.nodes if any(_leads(name, framed) for name in names_in(node))]
    return ours[-1] if ours else section.heading


def _leads(name: str, framed: Container[str]) -> bool:
    """Tell whether a mark is one of what a part says before its quotations: no caption, no count of the others."""
    return name.startswith((_QUOTE, "_qcn_")) and not name.startswith(_REST) and name not in framed
