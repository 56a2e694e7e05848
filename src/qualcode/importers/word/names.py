"""The names of Word's elements, in the two namespaces the standard has (ISO/IEC 29500, transitional and strict)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml import etree

TRANSITIONAL: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT: Final = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
COMPATIBILITY: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATHS: Final = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}",
    "{http://purl.oclc.org/ooxml/officeDocument/math}",
)
_OFF: Final = frozenset({"0", "false", "off", "none"})
_known: dict[str, str] = {}
_children: dict[str, tuple[str, str]] = {}


def name_of(element: etree._Element) -> str:
    """Return an element's name without its namespace; empty for comments and the like."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    name = _known.get(tag)
    if name is None:
        name = _known[tag] = tag.rpartition("}")[2]
    return name


def attribute(element: etree._Element, name: str) -> str:
    """Return an attribute of Word's namespace, either of the two; empty where there is none."""
    return element.get(TRANSITIONAL + name) or element.get(STRICT + name) or ""


def child(element: etree._Element, name: str) -> etree._Element | None:
    """Return the first child of that name in Word's namespace, either of the two."""
    tags = _children.get(name)
    if tags is None:
        tags = _children[name] = (TRANSITIONAL + name, STRICT + name)
    for one in element:  # not iterchildren: what is looked for stands first nearly always, and a matcher costs more
        if one.tag in tags:
            return one
    return None


def is_on(mark: etree._Element) -> bool:
    """Tell whether a yes-or-no property such as `w:b` says yes."""
    return attribute(mark, "val").casefold() not in _OFF
