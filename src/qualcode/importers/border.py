"""The one border where what importers and their libraries throw becomes a refusal, without a word of what was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.importers.formats import loaded
from qualcode.model.errors import DamagedFile, EmptyFile, ImportTookTooLong, Refusal

if TYPE_CHECKING:
    from qualcode.importers.options import ImportOptions
    from qualcode.model.transcript import Transcript


def understood(importer: str, data: bytes, what: str, options: ImportOptions) -> Transcript:
    """Let an importer read some bytes.

    Args:
        importer: where it stands, `module:function`.
        data: the whole file.
        what: the file as the person named it.
        options: what the person said about the import.

    Raises:
        Refusal: whatever goes wrong, as one sentence.
    """
    read = loaded(importer)
    try:
        transcript = read(data, what, options)
    except Refusal:
        raise
    except (MemoryError, RecursionError):
        raise ImportTookTooLong(what) from None
    except Exception:  # noqa: BLE001 - the border: libraries throw what they like on a broken file
        raise DamagedFile(what) from None
    if not transcript.text.strip():
        raise EmptyFile(what)
    return transcript
