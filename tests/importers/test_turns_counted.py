"""How many of the turns of real files are found, and how many of those found are turns, against a count by hand.

`hand_counted.json` has, for each file, who speaks in each turn and on which line that is not empty its words begin, as
the distance from the turn before: counted in the files themselves, with other programs, line by line.
"""

from __future__ import annotations

import itertools
import json
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from qualcode.importers.reading import Batch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qualcode.model.transcript import Transcript

COUNTED = json.loads(Path(__file__).with_name("hand_counted.json").read_text(encoding="utf-8"))
FLOOR = 0.995
"""Of precision and of recall over all files: six turns in 1,314 may be wrong before this fails."""
FLOOR_OF_A_FILE = 0.97
READ_AS = {".al": ".txt"}

Turn = tuple[str, int]
"""A voice, and the line that is not empty on which its words begin."""


class Score(NamedTuple):
    """Turns counted by hand, turns found, and those that are both."""

    counted: int
    found: int
    right: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.counted if self.counted else 1.0


def counted(file: str) -> list[Turn]:
    known = COUNTED[file]
    lines = itertools.accumulate(map(int, known["gaps"].split()))
    return [(known["voices"][int(voice, 36)], line) for voice, line in zip(known["who"], lines, strict=True)]


def found(transcript: Transcript) -> Iterator[Turn]:
    """Give the turns that begin with a label; one that goes on after a picture or a heading is still the same."""
    before = None
    for turn in transcript.turns:
        between = transcript.text[before.end if before else 0 : turn.start]
        if before is None or turn.speaker in between:
            head = transcript.text[: turn.start].split("\n")
            yield turn.speaker, sum(bool(line.strip()) for line in head[:-1])
        before = turn


def score(file: Path, known: list[Turn], batch: Batch) -> Score:
    read = list(found(batch.read(file).transcript))
    return Score(len(known), len(read), len(set(read) & set(known)))


@pytest.fixture(scope="module")
def scores(material: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Score]:
    """Read every file that was counted."""
    folder = tmp_path_factory.mktemp("counted")
    result = {}
    with Batch() as batch:
        for file in COUNTED:
            path = material / file
            if path.suffix in READ_AS:
                path = Path(shutil.copy(path, folder / f"{path.stem}{READ_AS[path.suffix]}"))
            result[file] = score(path, counted(file), batch)
    return result


def test_turns_of_real_files_are_found_as_counted_by_hand(
    scores: dict[str, Score], capsys: pytest.CaptureFixture[str]
) -> None:
    whole = Score(*map(sum, zip(*scores.values(), strict=True)))
    with capsys.disabled():
        sys.stdout.write("\ncounted  found  right  precision  recall  file\n")
        for file, each in (*scores.items(), ("all", whole)):
            share = f"{each.precision:11.3f}{each.recall:8.3f}"
            sys.stdout.write(f"{each.counted:7}{each.found:7}{each.right:7}{share}  {Path(file).name}\n")
    assert min(whole.precision, whole.recall) >= FLOOR
    assert all(min(each.precision, each.recall) >= FLOOR_OF_A_FILE for each in scores.values())


def test_a_count_by_hand_is_one_line_a_turn() -> None:
    for file in COUNTED:
        lines = [line for _, line in counted(file)]
        assert lines == sorted(set(lines)), file
