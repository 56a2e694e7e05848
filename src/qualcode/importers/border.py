"""The one border where what importers and their libraries throw becomes a refusal, without a word of what was said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.importers.formats import loaded
from qualcode.importers.options import NONE
from qualcode.importers.turns import MOST_TURNS, TurnsWithoutEnd
from qualcode.importers.verbatims import with_verbatims
from qualcode.model.errors import DamagedFile, EmptyFile, ImportTookTooLong, Refusal, TooManyTurns
from qualcode.model.transcript import Loss, Transcript

if TYPE_CHECKING:
    from qualcode.importers.formats import Importer, Understood
    from qualcode.importers.options import ImportOptions


def understood(importer: str, data: bytes, what: str, options: ImportOptions) -> Understood:
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
        answer = _with_turns(read, data, what, options)
    except Refusal:
        raise
    except TurnsWithoutEnd:
        raise TooManyTurns(what, limit=MOST_TURNS) from None
    except (MemoryError, RecursionError):
        raise ImportTookTooLong(what) from None
    except Exception:  # noqa: BLE001 - the border: libraries throw what they like on a broken file
        raise DamagedFile(what) from None
    if isinstance(answer, Transcript):
        if not answer.text.strip():
            raise EmptyFile(what)
        if len(answer.turns) > MOST_TURNS:
            raise TooManyTurns(what, limit=MOST_TURNS)
    return answer


def _with_turns(read: Importer, data: bytes, what: str, options: ImportOptions) -> Understood:
    """Read a file; a text in which more labels were found than any talk has is kept whole, without turns, and says so.

    Raises:
        TurnsWithoutEnd: the person's own pattern finds them, or there is more in the file than a text.
    """
    try:
        return _read(read, data, what, options)
    except TurnsWithoutEnd:
        if options.own_pattern:
            raise
    whole = _read(read, data, what, replace(options, speakers=NONE))
    if not isinstance(whole, Transcript):
        raise TurnsWithoutEnd
    return replace(whole, losses=(*whole.losses, Loss("turns_without_end", MOST_TURNS)))


def _read(read: Importer, data: bytes, what: str, options: ImportOptions) -> Understood:
    """Read a file as what people said, or as a report that quotes them."""
    if not options.verbatims:
        return read(data, what, options)
    answer = read(data, what, replace(options, speakers=NONE))
    return with_verbatims(answer) if isinstance(answer, Transcript) else answer
