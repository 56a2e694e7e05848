"""From what an importer read to the action that brings it in: the same by both doors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qualcode.coding.documents import ImportDocument
from qualcode.model.messages import N_

if TYPE_CHECKING:
    from qualcode.importers.options import Source

LANGUAGES: Final = {"fr": N_("French"), "en": N_("English")}
"""Languages that a transcript can be told to be in, in words."""
TYPES: Final = {
    "text": N_("text"),
    "choice": N_("choice"),
    "number": N_("number"),
    "date": N_("date"),
    "boolean": N_("yes or no"),
}
"""Types of attributes, in words."""


def action_of(source: Source, original: bytes | None = None) -> ImportDocument:
    """Return the action that brings a document in.

    Args:
        source: as it was read, or corrected since.
        original: the bytes to keep, none where empty; None for those that were kept with the source.
    """
    return ImportDocument(
        source.name,
        source.source_name,
        source.source_sha256,
        source.transcript,
        origin=source.origin,
        facts=source.facts,
        original=source.original if original is None else original,
    )
