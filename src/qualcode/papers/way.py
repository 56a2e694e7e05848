"""How a thing is written that leaves a study; no library of a format is loaded to say so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qualcode.exporters.office import Template


@dataclass(frozen=True, slots=True)
class Way:
    """How something is written: the language of what is read, and the sign between the cells of a .csv."""

    language: str | None = None
    """fr-CA, fr-FR or en; None for the corpus's."""
    separator: str = ","
    template: Template | None = None
    """What a .docx is dressed by; None for our own dress."""
