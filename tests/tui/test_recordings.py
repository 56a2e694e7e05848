"""The recording of a transcript is found beside the project and opened at the time of the turn, by no shell."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from qualcode import settings
from qualcode.model import errors
from qualcode.settings import Settings
from qualcode.tui import recordings

if TYPE_CHECKING:
    from collections.abc import Callable

    Desk = Any


def test_a_recording_bears_the_name_of_its_transcript_whatever_its_capitals(tmp_path: Path) -> None:
    (tmp_path / "audio").mkdir()
    wanted = tmp_path / "audio" / "ENTREVUE 01.MP3"
    for file in (wanted, tmp_path / "Entrevue 01.docx", tmp_path / "Entrevue 02.mp3"):
        file.touch()
    assert recordings.recording(["Entrevue 01", "e1"], [tmp_path / "nowhere", tmp_path]) == wanted.resolve()
    with pytest.raises(errors.NoRecording, match="no recording of that name"):
        recordings.recording(["Entrevue 03"], [tmp_path])


@pytest.mark.parametrize(
    ("player", "words"),
    [
        ("{python} --start={{seconds}} {{file}}", ["--start=75", "/a/b c.mp3"]),
        ("{python} '{{file}}' --at {{seconds}}", ["/a/b c.mp3", "--at", "75"]),
        ("{python} --quiet", ["--quiet", "/a/b c.mp3"]),
    ],
)
def test_a_player_gets_file_and_time_where_its_command_says(player: str, words: list[str]) -> None:
    found = recordings.command(player.format(python=sys.executable), Path("/a/b c.mp3"), 75.4)
    assert found == [sys.executable, *words]
    odd = recordings.command(f"{sys.executable} {{seconds}} {{file}}", Path("/a/{seconds}.mp3"), 9)
    assert odd == [sys.executable, "9", "/a/{seconds}.mp3"]


def test_on_windows_a_backslash_parts_the_folders_of_a_player(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recordings.sys, "platform", "win32")
    monkeypatch.setattr(recordings.shutil, "which", lambda program: program)
    found = recordings.command(r'"C:\Mes outils\vlc.exe" --start-time={seconds} {file}', Path("/a.mp3"), 3)
    assert found == [r"C:\Mes outils\vlc.exe", "--start-time=3", "/a.mp3"]


def test_a_player_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(errors.NoPlayer, match=r"qualcode settings player 'mpv --start=\{seconds\} \{file\}'"):
        recordings.command("", tmp_path, 0)
    with pytest.raises(errors.NoPlayer):
        recordings.command("mpv 'unclosed", tmp_path, 0)
    with pytest.raises(errors.PlayerMissing, match="no-such-player: this player is not installed"):
        recordings.command("no-such-player {file}", tmp_path, 0)


def test_o_opens_the_recording_where_the_turn_begins(
    at_desk: Callable[..., None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    played: list[list[str]] = []
    monkeypatch.setattr(recordings, "play", played.append)
    monkeypatch.setattr(settings, "load", lambda **_: Settings(player=f"{sys.executable} {{seconds}}"))

    async def story(desk: Desk) -> None:
        await desk.press("o")
        assert desk.said.startswith("Entrevue 01: no recording of that name in ")
        sound = tmp_path / "Entrevue 01.m4a"
        sound.touch()
        await desk.press("alt+down", "o")
        assert desk.said == "Entrevue 01.m4a: opened at 00:30"
        assert played == [[sys.executable, "30", str(sound.resolve())]]

    at_desk(story)
