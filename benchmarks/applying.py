"""From the key that applies a code to the coding kept and painted, among 200,000 codings: `make bench-screen`.

The screen runs on a real terminal; the project's file is asked, by a connection of its own, whether the act is in its
journal: from then on it survives a power cut. The middle of many keys is printed, beside a key that only moves the
caret; the exit code says whether the promise holds.
"""

from __future__ import annotations

import argparse
import os
import random
import sqlite3
import statistics
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Final

from main_job import FULL, QUICK, Size, make_codings, make_transcripts, timed
from screen import ours
from terminal import STILL, Terminal, environment

if TYPE_CHECKING:
    from collections.abc import Callable

SEED: Final = 41
MOST: Final = 0.050
"""Seconds from the key to the coding kept and painted, at the middle."""
NEXT, TAKEN, AGAIN, CODE = b")", b"s", b".", (b"s", b"c", b"Code 1.1", b"\r")
SETTLED: Final = 12
"""Keys before the first one counted: by then the backup after opening is made."""


def made(folder: Path, size: Size) -> Path:
    """Make a project of so many codings by the commands a person has, and return its file."""
    chance = random.Random(SEED)
    texts = make_transcripts(folder / "texts", size, chance)
    make_codings(folder / "codings.csv", texts, size.codings, chance)
    command = [sys.executable, "-m", "qualcode"]
    place = "study.qualcode"
    timed([*command, "new", place], folder)
    timed([*command, "import", "texts", "-p", place], folder)
    timed([*command, "codings", "import", "codings.csv", "-p", place], folder)
    return folder / place


def pressed(terminal: Terminal, key: bytes, kept: Callable[[], int]) -> tuple[float, float]:
    """Press a key that writes; return the seconds until the journal has it, and until the last byte of its paint.

    Raises:
        SystemExit: nothing was written within some seconds.
    """
    before, durable, last = kept(), 0.0, 0.0
    while terminal.read(0):
        pass
    begun = terminal.write(key)
    while not durable or perf_counter() - begun < last + STILL:
        if terminal.read(0.0005):
            last = perf_counter() - begun
        if not durable and kept() > before:
            durable = perf_counter() - begun
        if perf_counter() - begun > 30:  # noqa: PLR2004 - seconds
            raise SystemExit(f"{key!r} wrote nothing")
    return durable, last


def measured(project: Path, rounds: int) -> bool:
    """Press keys, print the table, and tell whether the promise holds."""
    database = sqlite3.connect(f"file:{project}?mode=ro", uri=True)
    terminal = Terminal(ours(project))
    terminal.wait_for("Entrevue 001")
    terminal.settle()

    def kept() -> int:
        number: int = database.execute("SELECT max(number) FROM actions").fetchone()[0]
        return number

    for key in CODE:
        terminal.write(key)
        terminal.settle()
    moves, acts = [], []
    for number in range(rounds + SETTLED):
        move = terminal.press(NEXT)[1]
        terminal.press(TAKEN)
        act = pressed(terminal, AGAIN, kept)
        if number >= SETTLED:
            moves.append(move)
            acts.append(act)
    terminal.close()
    durable, painted = (statistics.median(1000 * one[part] for one in acts) for part in (0, 1))
    both = statistics.median(max(one) for one in acts)
    slowest = sorted(max(one) for one in acts)[int(len(acts) * 0.95)]
    print(f"ms from the key, middle of {rounds}")
    print(f"{'a sentence on: painted':<44}{1000 * statistics.median(moves):>8.1f}")
    print(f"{'the last code again: in the journal':<44}{durable:>8.1f}")
    print(f"{'the last code again: painted':<44}{painted:>8.1f}")
    print(f"{'the last code again: both':<44}{1000 * both:>8.1f}   at most {1000 * MOST:.0f}")
    print(f"{'  nineteen in twenty within':<44}{1000 * slowest:>8.1f}")
    return both <= MOST


def main() -> None:
    """Make the project, measure, and leave with 1 where the promise does not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=60, help="codings applied")
    parser.add_argument("--quick", action="store_true", help="5,000 codings instead of 200,000")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        os.environ.update(environment(folder))
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        held = measured(made(folder, QUICK if asked.quick else FULL), asked.rounds)
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    print(f"load of the machine {load:.1f}, on {os.cpu_count()} processors")
    sys.exit(0 if held else 1)


if __name__ == "__main__":
    main()
