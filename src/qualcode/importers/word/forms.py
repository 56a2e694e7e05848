"""What is filled in a Word form: legacy fields with their state, check boxes, content controls nobody filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qualcode.importers.word.names import STRICT, TRANSITIONAL, attribute, child, is_on, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

CHECKED: Final = "\u2612"
UNCHECKED: Final = "\u2610"
"""How a check box shows: the signs Word itself uses, whatever symbols a form chose."""
_CONTROLS: Final = (f"{TRANSITIONAL}sdt", f"{STRICT}sdt")
_SHOWN: Final = tuple(space + name for space in (TRANSITIONAL, STRICT) for name in ("t", "sym"))


class Fields:
    """The fields open at a place, innermost last: their codes are passed by, their results shown."""

    def __init__(self) -> None:
        """Begin outside of any."""
        self._results: list[bool] = []  # whether the result of each has begun
        self._filled: list[bool] = []  # whether a form's own state stands for the result

    @property
    def shown(self) -> bool:
        """Whether what stands here is shown on the page."""
        return all(self._results)

    def turn(self, mark: etree._Element) -> str:
        """Take the mark of a field's beginning, middle or end on; return what a form field shows by its state.

        Args:
            mark: a `w:fldChar`.
        """
        what = attribute(mark, "fldCharType")
        if what == "begin":
            state, shown = _state(mark), self.shown
            self._results.append(False)
            self._filled.append(state is not None)
            return (state or "") if shown else ""
        if what == "separate" and self._results:
            self._results[-1] = not self._filled[-1]
        elif what == "end" and self._results:
            self._results.pop()
            self._filled.pop()
        return ""


def _state(mark: etree._Element) -> str | None:
    """Return what a legacy check box or drop-down list shows; None for any other field."""
    data = child(mark, "ffData")
    box = child(data, "checkBox") if data is not None else None
    if box is not None:
        return _box(box)
    listed = child(data, "ddList") if data is not None else None
    return _chosen(listed) if listed is not None else None


def _box(box: etree._Element) -> str:
    said = child(box, "checked")
    said = child(box, "default") if said is None else said
    return CHECKED if said is not None and is_on(said) else UNCHECKED


def _chosen(listed: etree._Element) -> str:
    """Return the entry chosen of a list; Word writes no number for the first."""
    said = child(listed, "result")
    said = child(listed, "default") if said is None else said
    number = attribute(said, "val") if said is not None else "0"
    entries = [attribute(entry, "val") for entry in listed if name_of(entry) == "listEntry"]
    place = int(number) if number.isascii() and number.isdigit() and len(number) <= len(str(len(entries))) else -1
    return entries[place] if 0 <= place < len(entries) else ""


def settle_controls(root: etree._Element) -> int:
    """Let the content controls of a part show what was filled in; return how many show only their prompt.

    A prompt (“Click here to enter text”) is nobody's answer and is taken out of the tree; a check box shows one of two
    signs by its state, whatever symbols its maker chose.

    Args:
        root: the tree of a part; it is changed.
    """
    prompts = 0
    for control in root.iter(*_CONTROLS):
        properties, content = child(control, "sdtPr"), child(control, "sdtContent")
        if properties is None or content is None:
            continue
        state = _ticked(properties)
        prompt = child(properties, "showingPlcHdr")
        if state is not None:
            _show(content, state)
        elif prompt is not None and is_on(prompt):
            prompts += _show(content, "")
    return prompts


def _ticked(properties: etree._Element) -> str | None:
    """Return the sign of a check box by its state; None for any other control."""
    box = next((mark for mark in properties if name_of(mark) == "checkbox"), None)
    if box is None:
        return None
    states = (_value(mark) for mark in box if name_of(mark) == "checked")
    return CHECKED if next(states, "0") in {"1", "true", "on"} else UNCHECKED


def _value(mark: etree._Element) -> str:
    """Return the value of a mark in whatever namespace it stands; one that is not said is yes."""
    return next((str(value) for name, value in mark.attrib.items() if str(name).endswith("val")), "1").casefold()


def _show(content: etree._Element, words: str) -> bool:
    """Put some words in place of those of a content control; tell whether it had any."""
    places = list(_words(content))
    for place in places:
        if name_of(place) == "sym":
            place.tag = str(place.tag)[: -len("sym")] + "t"
            place.attrib.clear()
        place.text, words = words, ""
    return bool(places)


def _words(content: etree._Element) -> Iterator[etree._Element]:
    return content.iter(*_SHOWN)
