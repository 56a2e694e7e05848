"""What the fields of a form on a web page show: what was written, ticked or chosen when the page was saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_TICKED, _EMPTY = "☒", "☐"
_BOXES: Final = frozenset({"checkbox", "radio"})
_WRITTEN: Final = frozenset(
    {"", "text", "search", "email", "tel", "url", "number", "date", "time", "month", "week", "datetime-local"}
)
"""Types of `input` whose value stands on the page (HTML Living Standard, 4.10.5.1); a password does not."""


def shown_in_field(node: LexborNode) -> str | None:
    """Return what a field shows, empty where nothing is in it; None for what is no field, or shows none of its value.

    A box is ☒ or ☐, as in documents. Of a list only what was chosen is read.

    Args:
        node: an element.
    """
    if node.tag == "select":
        chosen = [option.text(strip=True) for option in node.css("option") if "selected" in option.attributes]
        return ", ".join(chosen) if chosen else None
    if node.tag != "input":
        return None
    attributes = node.attributes
    kind = (attributes.get("type") or "").strip().lower()
    if kind in _BOXES:
        return _TICKED if "checked" in attributes else _EMPTY
    return " ".join((attributes.get("value") or "").split()) if kind in _WRITTEN else None
