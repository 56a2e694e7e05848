"""How long the commands of the main job take, CPU and wall, on made-up material: `make bench`, or `--full`.

Every command runs in a process of its own, as a person runs it; the middle one of several runs is printed. Two floors
stand above the table, what Python and SQLAlchemy cost before a line of qualcode runs.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_STEMS = (
    "école élève matin porte classe parent retard cours horaire corridor silence confiance travail soir famille maths "
    "autobus dîner bulletin lettre bureau semaine direction amie frère sœur appel réunion casier projet stage avenir"
)
_GLUE = "je tu il on le la les un une de du pis mais que dans pour avec pas ben là tsé y a est"
STEMS, GLUE = _STEMS.split(), _GLUE.split()
CONTENT = 0.4  # share of words that are no stop words
GROUPS, CODES_EACH = 6, 5
_UNIT = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True)
class Size:
    """How much material is made: documents, turns each, codings in all."""

    documents: int
    turns: int
    codings: int


QUICK = Size(20, 100, 5_000)
FULL = Size(100, 400, 200_000)


@dataclass(frozen=True)
class Time:
    """What one run took: seconds of processor and of the clock, and megabytes at most."""

    cpu: float
    wall: float
    peak: float


def sentence(chance: random.Random) -> str:
    """Return a made-up sentence of speech."""
    words = [chance.choice(STEMS if chance.random() < CONTENT else GLUE) for _ in range(chance.randint(4, 16))]
    return f"{' '.join(words).capitalize()}{chance.choice('...?!')}"


def make_transcripts(folder: Path, size: Size, chance: random.Random) -> list[tuple[str, str]]:
    """Write the interviews; return their names and texts."""
    folder.mkdir()
    made = []
    for number in range(size.documents):
        lines = []
        for turn in range(size.turns):
            said = " ".join(sentence(chance) for _ in range(1 if turn % 2 == 0 else chance.randint(1, 5)))
            lines.append(f"{'Intervieweuse' if turn % 2 == 0 else 'Participante'} : {said}")
        name = f"Entrevue {number + 1:03}"
        made.append((name, "\n\n".join(lines) + "\n"))
        (folder / f"{name}.txt").write_text(made[-1][1], encoding="utf-8")
    return made


def make_codings(path: Path, texts: Sequence[tuple[str, str]], count: int, chance: random.Random) -> None:
    """Write a table of codings with bounds, codes under groups, two coders."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("document", "start", "end", "code", "coder"))
        for _ in range(count):
            name, text = chance.choice(texts)
            start = chance.randrange(len(text) - 400)
            group, code = chance.randrange(GROUPS), chance.randrange(CODES_EACH)
            path_of_code = f"Rubrique {group + 1}/Code {group + 1}.{code + 1}"
            writer.writerow(
                (name, start, start + chance.randint(40, 300), path_of_code, chance.choice(("Ana", "Mathis")))
            )


def timed(command: Sequence[str], folder: Path, *, finds: bool = False) -> Time:
    """Run a command to its end and measure it; one that `finds` may leave with 1 to say that it found something.

    Raises:
        SystemExit: where it fails; its last line of talk is shown.
    """
    environment = os.environ | {"QUALCODE_CODER": "Ana", "QUALCODE_CONFIG": str(folder / "settings.toml")}
    with tempfile.TemporaryFile() as talk:
        begun = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=talk, env=environment)
        _pid, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode > finds or process.returncode < 0:
            talk.seek(0)
            sys.exit(f"{' '.join(command)}: {talk.read().decode().strip().splitlines()[-1:]}")
    return Time(used.ru_utime + used.ru_stime, wall, used.ru_maxrss * _UNIT / 1e6)


def forget_answers(place: str | Path) -> None:
    """Let kept answers go, so that the next reading is a first one."""
    with closing(sqlite3.connect(place)) as project:
        project.execute("DELETE FROM derived WHERE kind LIKE 'answers %'")
        project.commit()


def middle(run: Callable[[], Time], times: int) -> Time:
    """Return the median of several runs, each figure by itself."""
    runs = [run() for _ in range(times)]
    return Time(*(statistics.median(getattr(one, name) for one in runs) for name in ("cpu", "wall", "peak")))


def line(label: str, took: Time) -> None:
    """Print a line of the table."""
    print(f"{label:<44}{took.cpu:>9.2f}{took.wall:>9.2f}{took.peak:>9.0f}", flush=True)


def main() -> None:
    """Make the material, time every command, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true", help="100 interviews and 200,000 codings")
    parser.add_argument("--times", type=int, default=3, help="runs of each command; the middle one is printed")
    asked = parser.parse_args()
    size = FULL if asked.full else QUICK
    with tempfile.TemporaryDirectory() as place:
        measure(Path(place), size, asked.times)


def measure(folder: Path, size: Size, times: int) -> None:
    """Time the commands one after the other, each writing one on a fresh copy of the project."""
    chance = random.Random(20)
    texts = make_transcripts(folder / "in", size, chance)
    make_codings(folder / "codings.csv", texts, size.codings, chance)
    words = sum(len(text.split()) for _name, text in texts)
    print(f"{size.documents} interviews, {words:,} words, {size.codings:,} codings; middle of {times} runs")
    print(f"{'':<44}{'CPU s':>9}{'wall s':>9}{'peak MB':>9}")
    python = [sys.executable]
    line("floor: python", middle(lambda: timed([*python, "-c", ""], folder), times))
    line("floor: import sqlalchemy", middle(lambda: timed([*python, "-c", "import sqlalchemy"], folder), times))
    qualcode = [*python, "-m", "qualcode"]
    line("qualcode --help", middle(lambda: timed([*qualcode, "--help"], folder), times))
    timed([*qualcode, "new", "study.qualcode"], folder)
    for words_of in (["import", "in"], ["codings", "import", "codings.csv"], ["undo"], ["redo"]):
        line(f"qualcode {' '.join(words_of)}", _writing([*qualcode, *words_of], folder, times))
    for words_of in READING:
        line(
            f"qualcode {' '.join(words_of)}",
            middle(lambda words_of=words_of: timed([*qualcode, *words_of], folder), times),
        )
    line("qualcode demo --no-open", middle(lambda: _demo(qualcode, folder), times))


READING = (
    ["documents"],
    ["excerpts", "--code", "Code 1.1"],
    ["search", "confiance"],
    ["frequencies"],
    ["cooccurrence"],
    ["cooccurrence", "--unit", "overlap"],
    ["keywords"],
    ["cloud", "cloud.png"],
    ["report", "build", "report.docx"],
    ["export", "json", "study.json"],
)


def _writing(command: list[str], folder: Path, times: int) -> Time:
    """Time a command that writes: every run but the last starts from the project as it was."""
    before = shutil.copy(folder / "study.qualcode", folder / "before")

    def run() -> Time:
        shutil.copy(before, folder / "study.qualcode")
        for beside in folder.glob("study.qualcode-*"):
            beside.unlink()
        return timed(command, folder)

    return middle(run, times)


def _demo(qualcode: list[str], folder: Path) -> Time:
    shutil.rmtree(folder / "demo", ignore_errors=True)
    return timed([*qualcode, "demo", "demo", "--no-open"], folder)


if __name__ == "__main__":
    main()
