"""Plain text: the whole file is the stored text, labels and all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.importers.assembling import Reading, assembled
from qualcode.importers.decoding import decoded

if TYPE_CHECKING:
    from qualcode.importers.options import ImportOptions
    from qualcode.model.transcript import Transcript


def read(data: bytes, what: str, options: ImportOptions) -> Transcript:
    """Read a .txt file.

    Args:
        data: its bytes.
        what: its name, for refusals.
        options: the encoding where the person says it, and how turns are told apart.

    Raises:
        ImportRefused: bytes that are no text, or not in the encoding.
    """
    known = decoded(data, what, options.encoding)
    return assembled(Reading(known.text, "txt", encoding=known.encoding, losses=known.losses), options)
