"""The recording of a transcript, found beside it, opened at a time in the player that the settings name."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Final

from qualcode.model.errors.recordings import NoPlayer, NoRecording, PlayerMissing
from qualcode.model.messages import N_

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

ENDINGS: Final = frozenset(
    {
        ".mp3", ".m4a", ".wav", ".ogg", ".oga", ".opus", ".flac", ".aac", ".wma", ".aiff", ".amr",
        ".mp4", ".m4v", ".mov", ".mkv", ".webm", ".avi",
    }
)  # fmt: skip
"""Of files that recorders, telephones and meeting programs write."""
BESIDE: Final = ("", "audio", "Audio", "enregistrements", "Enregistrements", "recordings", "Recordings")
"""Folders looked into: the one of the transcript or of the project itself, and what people call one for recordings."""

_MARK: Final = re.compile(r"\{file\}|\{seconds\}")
"""What the command says where the file and the time go; a file's own name may hold such a mark too."""
_PLAYING: Final[list[subprocess.Popen[bytes]]] = []
"""Players that were started: one that nobody holds would be warned of when it is forgotten."""


def recording(names: Iterable[str], folders: Iterable[Path]) -> Path:
    """Return the recording that bears a name, wherever it lies first.

    Args:
        names: without ending: of the transcript's file, of the document.
        folders: where to look, in this order.

    Raises:
        NoRecording: there is none.
    """
    wanted = [name for name in names if name]
    looked = [folder / inside for folder in dict.fromkeys(folders) for inside in BESIDE]
    for folder in looked:
        try:
            found = sorted(each for each in folder.iterdir() if each.suffix.lower() in ENDINGS and each.is_file())
        except OSError:  # no such folder, or none of ours
            continue
        for name in wanted:
            for each in found:
                if each.stem.casefold() == name.casefold():
                    return each.resolve()
    raise NoRecording(next(iter(wanted), ""), folder=str(looked[0]) if looked else "")


def command(player: str, file: Path, seconds: float) -> list[str]:
    """Return the words of the command that opens a recording at a time.

    Args:
        player: as the settings have it, such as `mpv --start={seconds} {file}`; without `{file}` the file comes last.
        file: the recording, its whole path.
        seconds: from the start.

    Raises:
        NoPlayer: none is named, or its quotation marks do not close.
        PlayerMissing: it is not installed.
    """
    try:
        words = _split(player)
    except ValueError:
        words = []
    if not words:
        raise NoPlayer(N_("the player"))
    program = shutil.which(words[0])
    if program is None:
        raise PlayerMissing(words[0])
    given = {"{file}": str(file), "{seconds}": f"{seconds:.0f}"}
    filled = [_MARK.sub(lambda found: given[found[0]], word) for word in words[1:]]
    return [program, *filled] if "{file}" in player else [program, *filled, str(file)]


def _split(player: str) -> list[str]:
    """Cut a command into its words; on Windows a backslash parts folders, and quotation marks only hold words together.

    Raises:
        ValueError: they do not close.
    """
    if sys.platform != "win32":
        return shlex.split(player)
    return [word.strip('"') for word in shlex.split(player, posix=False)]


def play(words: list[str]) -> None:
    """Start a player that goes on by itself: nothing of it reaches our screen.

    Raises:
        PlayerMissing: the system does not start it.
    """
    _PLAYING[:] = [player for player in _PLAYING if player.poll() is None]
    try:
        player = subprocess.Popen(  # noqa: S603 - one's own player, from one's own settings, without a shell
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as fault:
        raise PlayerMissing(words[0]) from fault
    _PLAYING.append(player)
