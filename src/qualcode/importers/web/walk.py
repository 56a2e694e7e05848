"""The walk over a web page's tree: its words in paragraphs, what belongs to the site kept apart and listed."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from qualcode.importers.losses import counted_losses
from qualcode.importers.paragraphs import Draft
from qualcode.importers.web.fields import shown_in_field
from qualcode.importers.web.parts import (
    BLOCKS,
    BOLD,
    CELLS,
    EMBEDDED,
    KEPT,
    KINDS,
    PICTURES,
    SILENT,
    line_of_site,
    of_site,
)

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from qualcode.importers.paragraphs import Paragraph
    from qualcode.model.transcript import BlockKind, Loss

_WHITE: Final = re.compile("[ \t\n\r\f]+")
"""What HTML counts as white space; a no-break space is a letter like others."""
_HEAVY: Final = re.compile(r"font-weight\s*:\s*(?:bold|bolder|[6-9]00)", re.IGNORECASE)
_LIGHT: Final = re.compile(r"font-weight\s*:\s*(?:normal|lighter|[1-5]00)", re.IGNORECASE)
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_TEXT: Final = "-text"
_BLANK: Final = " \t\n\r\f"


@dataclass(frozen=True, slots=True)
class _Within:
    """What holds for the words inside an element."""

    kind: BlockKind = "paragraph"
    bold: bool = False
    kept: bool = False
    """Whether white space stands as written."""
    site: bool = False
    """Whether the words belong to the site and not to what the page says."""
    row: bool = False
    """Whether the words stand in a row of a table, which is one paragraph."""


class Walk:
    """One walk through one page; it counts what it leaves out, and lists the lines of the site."""

    def __init__(self) -> None:
        """Begin."""
        self.paragraphs: list[Paragraph] = []
        self.of_site: list[str] = []
        self._counts: Counter[str] = Counter()
        self._draft = Draft()
        self._spaced = True  # whether a space would add to one before it, or begin a line
        self._broken = False  # whether what comes next in a row begins a line
        self._first_cell = True

    def losses(self) -> tuple[Loss, ...]:
        """Return what was counted."""
        return counted_losses(self._counts)

    def read(self, root: LexborNode) -> None:
        """Go through a tree without a call for each of its levels: pages can be nested without end."""
        stack: list[tuple[LexborNode, _Within, _Within]] = []
        node, within = root, _Within()
        while True:
            inner = self._entered(node, within)
            below = node.child if inner else None
            if inner and below is not None:
                stack.append((node, within, inner))
                node, within = below, inner
                continue
            if inner:
                self._leave(node, within, inner)
            while node.next is None and stack:
                node, within, inner = stack.pop()
                self._leave(node, within, inner)
            following = node.next
            if not stack or following is None:
                break
            node = following
        self._end(within)

    def _entered(self, node: LexborNode, within: _Within) -> _Within | None:
        """Begin an element and return what holds inside, or None where nothing in it is read."""
        tag = node.tag or ""
        if tag == _TEXT:
            self._words(node.text_content or "", within)
        elif tag == "br":
            self._line(within)
        elif not (tag.startswith(("-", "!")) or self._field(node, within) or self._left_out(node, tag)):
            inner = self._inside(node, tag, within)
            self._separate(tag, within, inner)
            return inner
        return None

    def _field(self, node: LexborNode, within: _Within) -> bool:
        """Take on what a field of a form shows, as a word of its own; tell whether the element is one."""
        shown = None if _is_hidden(node) else shown_in_field(node)
        if shown:
            self._words(f" {shown} ", within)
        return shown is not None

    def _left_out(self, node: LexborNode, tag: str) -> bool:
        """Tell whether nothing in an element is read, and count it where it showed something."""
        if tag in PICTURES:
            self._counts["pictures"] += 1
        elif tag in EMBEDDED:
            self._counts["embedded"] += 1
        elif tag not in SILENT:
            hidden = _is_hidden(node)
            if not hidden and tag != "del":
                return False
            self._counts.update(["hidden" if hidden else "deletions"] if node.text(deep=True, strip=True) else [])
        return True

    def _inside(self, node: LexborNode, tag: str, within: _Within) -> _Within:
        attributes = node.attributes
        style = attributes.get("style") or ""
        site = within.site or of_site(tag, attributes) or (tag == "header" and _tops_site(node))
        counted = "insertions" if tag == "ins" else "list_marks" if tag == "li" and not site else ""
        self._counts.update([counted] if counted else [])
        return replace(
            within,
            kind=within.kind if within.row else KINDS.get(tag, within.kind),
            bold=(within.bold or tag in BOLD or bool(_HEAVY.search(style))) and not _LIGHT.search(style),
            kept=within.kept or tag in KEPT,
            site=site,
            row=within.row or tag == "tr",
        )

    def _separate(self, tag: str, within: _Within, inner: _Within) -> None:
        """End what stands before a part; in a row a cell is a tab, and a paragraph a line."""
        if not within.row:
            if tag in BLOCKS or within.site != inner.site:
                self._end(within)
            self._first_cell = True
        elif tag in CELLS:
            self._cell()
        elif tag in BLOCKS:
            self._broken = True
            self._first_cell = self._first_cell or tag == "tr"

    def _cell(self) -> None:
        if not self._first_cell:
            self._draft.trim(" \n")
            self._draft.add("\t", bold=False)
            self._broken = False
        self._first_cell, self._spaced = False, True

    def _leave(self, node: LexborNode, outside: _Within, inner: _Within) -> None:
        """End what an element held."""
        if (node.tag or "") not in BLOCKS and outside.site == inner.site:
            return
        if outside.row:
            self._broken = True
        else:
            self._end(inner)

    def _words(self, words: str, within: _Within) -> None:
        text = words if within.kept else _WHITE.sub(" ", words)
        if not text.strip(_BLANK) and (self._broken or self._spaced) and not within.kept:
            return
        if self._broken:
            self._break_line()
        if self._spaced and not within.kept:
            text = text.removeprefix(" ")
        self._draft.add(text, bold=within.bold)
        self._spaced = not within.kept and text.endswith(" ")

    def _break_line(self) -> None:
        self._draft.trim(" ")
        if self._draft.length and not self._draft.ends_with("\t"):
            self._draft.add("\n", bold=False)
        self._broken, self._spaced = False, True

    def _line(self, within: _Within) -> None:
        """Take a line break on, unless it stands before any word."""
        if self._broken:
            self._break_line()
        self._draft.trim(" ")
        if self._draft.length:
            self._draft.add("\n", bold=within.bold)
        self._spaced = True

    def _end(self, within: _Within) -> None:
        """End a paragraph, without the white space at its end; a line of the site is listed instead."""
        draft, self._draft = self._draft, Draft()
        self._spaced, self._broken = True, False
        draft.trim(" \n")
        paragraph = draft.paragraph("table" if within.row else within.kind)
        line = " ".join(paragraph.text.split())
        if line and (within.site or line_of_site(line)):
            self.of_site.append(line)
        elif line:
            self.paragraphs.append(paragraph)


def _is_hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))


def _tops_site(header: LexborNode) -> bool:
    """Tell whether a header is that of the site: the page's own bears its title."""
    above = header.parent
    return above is not None and above.tag == "body" and header.css_first("h1") is None
