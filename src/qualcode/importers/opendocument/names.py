"""The names of OpenDocument’s elements (OASIS OpenDocument 1.3, part 3), whatever prefixes a file calls them by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

_OASIS: Final = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES: Final = {
    f"{_OASIS}office:1.0": "office",
    f"{_OASIS}style:1.0": "style",
    f"{_OASIS}text:1.0": "text",
    f"{_OASIS}table:1.0": "table",
    f"{_OASIS}drawing:1.0": "draw",
    f"{_OASIS}presentation:1.0": "presentation",
    f"{_OASIS}xsl-fo-compatible:1.0": "fo",
    f"{_OASIS}svg-compatible:1.0": "svg",
    f"{_OASIS}form:1.0": "form",
    f"{_OASIS}script:1.0": "script",
    f"{_OASIS}manifest:1.0": "manifest",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://www.w3.org/1998/Math/MathML": "math",
}
_ADDRESSES: Final = {prefix: address for address, prefix in _SPACES.items()}
_known: dict[str, str] = {}
_tags: dict[str, str] = {}


def name_of(element: Element) -> str:
    """Return an element's name such as `text:p`; without a prefix where the namespace is none of the standard's."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    name = _known.get(tag)
    if name is None:
        address, _, local = tag.removeprefix("{").rpartition("}")
        prefix = _SPACES.get(address)
        name = _known[tag] = f"{prefix}:{local}" if prefix else local
    return name


def attribute(element: Element, name: str) -> str:
    """Return an attribute named such as `text:c`; empty where there is none."""
    return element.get(_tag(name)) or ""


def child(element: Element | None, name: str) -> Element | None:
    """Return the first child of that name, or None."""
    return element.find(_tag(name)) if element is not None else None


def inside(element: Element, *names: str) -> Iterator[Element]:
    """Yield all elements of some names below one, name by name."""
    for name in names:
        yield from element.iter(_tag(name))


def _tag(name: str) -> str:
    tag = _tags.get(name)
    if tag is None:
        prefix, _, local = name.partition(":")
        tag = _tags[name] = f"{{{_ADDRESSES[prefix]}}}{local}"
    return tag
