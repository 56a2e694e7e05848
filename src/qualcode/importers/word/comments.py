"""The comments of a Word document: its comments part, and the part that says which one answers which."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qualcode.importers.comments import Comment
from qualcode.importers.word.forms import settle_controls
from qualcode.importers.word.names import attribute, name_of
from qualcode.importers.word.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from qualcode.importers.word.package import Package
    from qualcode.importers.word.styles import Styles

_PARAGRAPH: Final = "paraId"
_ANSWERED: Final = "paraIdParent"


def comments_of(package: Package, styles: Styles) -> list[Comment]:
    """Return the comments of a document in the order of its comments part.

    A thread is told by the id of each comment's last paragraph ([MS-DOCX] 2.5.4.2); files without that part have
    comments side by side.

    Args:
        package: the document.
        styles: its styles.

    Raises:
        DamagedFile: where the part is broken.
    """
    part = package.part("/comments")
    if part is None:
        return []
    settle_controls(part)
    ids: dict[str, str] = {}
    found: list[Comment] = []
    for comment in part:
        if name_of(comment) == "comment":
            key = attribute(comment, "id")
            if last := _last_paragraph(comment):
                ids[last] = key
            words = "\n".join(paragraph.text for paragraph in Walk(styles).blocks(comment)).strip()
            found.append(Comment(key, attribute(comment, "author"), words))
    answered = dict(_answers(package.part("/commentsExtended"), ids))
    return [comment._replace(answers=answered.get(comment.key, "")) for comment in found]


def _last_paragraph(comment: etree._Element) -> str:
    """Return the id of a comment's last paragraph, by which other parts name the comment; empty where it has none."""
    ids = [_by_name(inner, _PARAGRAPH) for inner in comment.iter() if name_of(inner) == "p"]
    return ids[-1] if ids else ""


def _answers(part: etree._Element | None, ids: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the key of each comment that answers one, and the key of that one."""
    for entry in part if part is not None else ():
        own, other = ids.get(_by_name(entry, _PARAGRAPH)), ids.get(_by_name(entry, _ANSWERED))
        if own and other:
            yield own, other


def _by_name(element: etree._Element, name: str) -> str:
    """Return an attribute by its name without namespace: those of Word's years differ."""
    found = (str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name)
    return next(found, "").upper()
