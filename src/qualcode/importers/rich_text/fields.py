"""Check boxes and drop-down lists of a form in an RTF file: what is ticked and chosen (RTF 1.9.1, form fields)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

_CHECKED, _EMPTY = "☒", "☐"
_BOX, _LIST = 1, 2
_UNTOUCHED: Final = 25
"""What stands for a state where nobody changed the one the form came with."""


@dataclass(slots=True)
class FormField:
    """One field while its description is read; of a text what was typed stands in the result, as of any field."""

    kind: int = 0
    state: int = _UNTOUCHED
    given: int = 0
    """The state the form came with."""
    entries: list[str] = field(default_factory=list)

    def describe(self, word: str, number: int) -> None:
        """Take on a control word of the description; those that say nothing of the state count for nothing."""
        if word == "fftype":
            self.kind = number
        elif word == "ffres":
            self.state = number
        elif word == "ffdefres":
            self.given = number

    def shown(self) -> str | None:
        """Return what the field shows; None for a text, which its result shows."""
        state = self.given if self.state == _UNTOUCHED else self.state
        if self.kind == _BOX:
            return _CHECKED if state else _EMPTY
        if self.kind == _LIST:
            return self.entries[state] if 0 <= state < len(self.entries) else ""
        return None
