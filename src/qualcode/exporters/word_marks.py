"""Bookmarks, fields and alternative texts: the parts of a Word file that python-docx leaves to its XML.

A bookmark never leaves its paragraph: LibreOffice keeps those alone. Names are `_qcs_` and `_qce_` and an id for the
first and last paragraph of a part that comes from the data, `_qcn_` and an id for a number within a sentence; at most
40 letters.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from qualcode.exporters.word_marked import words_of
from qualcode.report.refreshing import digest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.text.paragraph import Paragraph

BODY: Final = ".body"
"""What the map adds to the name of a caption's mark for the table or picture under it."""
LONGEST: Final = 40
"""Letters of a bookmark's name (ECMA-376, and Word refuses more)."""
_FORBIDDEN = re.compile(r"[^A-Za-z0-9_]")


def marked_id(identifier: str) -> str:
    """Return an id as the name of a mark holds it, long ones left whole."""
    return _FORBIDDEN.sub("", identifier)


@dataclass(slots=True)
class Marks:
    """Gives out bookmarks of one document: unique numbers, and names unique whatever their case.

    `written` keeps the hash of the words under each name, so that a later reading can tell what a person has changed.
    """

    names: set[str] = field(default_factory=set)
    written: dict[str, str] = field(default_factory=dict)
    placed: int = 0

    def name(self, kind: str, identifier: str) -> str:
        """Return a name that is not taken: `_qcs_` and the id, or shortened and numbered where that cannot be.

        Args:
            kind: qcs, qce, qcn or Toc.
            identifier: any text.
        """
        clean = f"_{kind}_{marked_id(identifier)}"
        if len(clean) > LONGEST:
            clean = f"_{kind}_{hashlib.sha256(identifier.encode('utf-8', 'replace')).hexdigest()[:24]}"
        name, copy = clean, 1
        while name.casefold() in self.names:
            copy += 1
            name = f"{clean[: LONGEST - 4]}_{copy}"
        self.names.add(name.casefold())
        return name

    def wrap(self, first: Any, last: Any, name: str) -> None:  # noqa: ANN401 - lxml elements
        """Put a bookmark around sibling nodes of one paragraph, from the first to the last."""
        if name.startswith("_qc"):
            self.written[name] = digest(words_of([first, *_until(first, last)]))
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        self.placed += 1
        number = str(self.placed)
        start.set(qn("w:id"), number)
        start.set(qn("w:name"), name)
        end.set(qn("w:id"), number)
        first.addprevious(start)
        last.addnext(end)

    def wrap_paragraph(self, paragraph: Paragraph, name: str) -> None:
        """Put a bookmark around all the words of a paragraph."""
        nodes = [node for node in paragraph._p if node.tag != qn("w:pPr")]  # noqa: SLF001 - its XML has no other door
        if nodes:
            self.wrap(nodes[0], nodes[-1], name)

    def keep_body(self, name: str, body: str | bytes) -> None:
        """Keep the digest of the table or picture that stands under a caption.

        Args:
            name: the caption's mark.
            body: the words of the table, or the picture.
        """
        self.written[f"{name}{BODY}"] = digest(body)


def _until(first: Any, last: Any) -> Iterator[Any]:  # noqa: ANN401 - as above
    """Give the siblings after a node, to the last one."""
    for node in first.itersiblings() if first is not last else ():
        yield node
        if node is last:
            return


def add_field(paragraph: Paragraph, instruction: str, cached: str) -> None:
    """Add a field with the result that is shown until Word computes it."""
    for kind in ("begin", "instruction", "separate", "cached", "end"):
        run = paragraph.add_run()
        if kind == "instruction":
            run._r.append(_instruction(instruction))  # noqa: SLF001 - as above
        elif kind == "cached":
            run.text = cached
        else:
            run._r.append(field_mark(kind))  # noqa: SLF001 - as above


def field_mark(kind: str) -> Any:  # noqa: ANN401 - an lxml element
    """Return the mark that begins, separates or ends a field."""
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    return mark


def _instruction(text: str) -> Any:  # noqa: ANN401 - an lxml element
    element = OxmlElement("w:instrText")
    element.set(qn("xml:space"), "preserve")
    element.text = f" {text} "
    return element


def open_field(paragraph: Paragraph, instruction: str) -> None:
    """Begin a field whose cached result spans the paragraphs to come."""
    for node in (field_mark("begin"), _instruction(instruction), field_mark("separate")):
        paragraph.add_run()._r.append(node)  # noqa: SLF001 - as above


def close_field(paragraph: Paragraph) -> None:
    """End the field that `open_field` began."""
    paragraph.add_run()._r.append(field_mark("end"))  # noqa: SLF001 - as above


def link_inside(paragraph: Paragraph, text: str, bookmark: str) -> None:
    """Add words that lead to a bookmark of the same file."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), bookmark)
    link.set(qn("w:history"), "1")
    run = paragraph.add_run(text)
    run._r.addprevious(link)  # noqa: SLF001 - as above
    link.append(run._r)  # noqa: SLF001 - as above


def describe_picture(inline: Any, name: str, title: str, alternative: str) -> None:  # noqa: ANN401 - python-docx's shape
    """Give a picture its name and its alternative text."""
    properties = inline._inline.docPr  # noqa: SLF001 - as above
    properties.set("name", name)
    properties.set("title", title)
    properties.set("descr", alternative)
