"""What each command costs on studies of three sizes, beside floors of the same run: `make bench`, or parts of it.

    python benchmarks/whole.py S M                  both sizes, every command
    python benchmarks/whole.py S M L --only search  one command, as a word of it says
    python benchmarks/whole.py L --times 1 --keep FOLDER

Every command is a process of its own, as a person runs it; the middle of several runs is printed: seconds of processor,
seconds of the clock, megabytes at most. The screen runs in a real terminal until it has painted a coded interview. The
table is Markdown, for docs/performance.md; the last column is the processor time of the largest size by the smallest.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Final

import sizes
from main_job import Time, forget_answers, middle, timed
from terminal import Terminal, environment

PLACE: Final = Path(__file__).resolve().parent
PYTHON: Final = [sys.executable]
QUALCODE: Final = [*PYTHON, "-m", "qualcode"]
PROJECT: Final = "study.qualcode"
FLOORS: Final = {
    "python": "",
    "import sqlite3": "import sqlite3",
    "import numpy": "import numpy",
    "import sqlalchemy, sqlmodel": "import sqlalchemy, sqlmodel",
}
WRITING: Final = (
    ["import", "texts"],
    ["codings", "import", "codings.csv"],
    ["cases", "import", "attributes.csv"],
    ["undo"],
    ["redo"],
)
READING: Final = (
    ["documents"],
    ["cooccurrence"],
    ["frequencies"],
    ["keywords"],
    ["search", "confiance"],
    ["query", '"Rubrique 1" NEAR 3 "Rubrique 2"'],
    ["crosstab", "--columns", "attribute:Milieu"],
    ["excerpts", "--code", "Code 22"],
    ["report", "build", "report.docx"],
    ["report", "check", "report.docx"],
    ["check"],
    ["backup"],
)
DASH: Final = "—"
DESK: Final = "turn 1 of"
"""What the screen says once it has painted an interview."""


def measured(folder: Path, size: str, asked: argparse.Namespace) -> dict[str, Time]:
    """Make a study by the commands a person has, and time every command on it."""
    made: dict[str, Time] = {}
    sizes.make(folder, sizes.SIZES[size])

    def wanted(label: str) -> bool:
        return not asked.only or asked.only in label

    for label, code in FLOORS.items():
        made[f"floor: {label}"] = middle(lambda code=code: timed([*PYTHON, "-c", code], folder), asked.times)
    text = min((folder / "texts").iterdir())
    first = text.read_text(encoding="utf-8").split(" : ", 1)[1].split()[0]
    made["floor: a bare Textual viewer, to its first paint"] = middle(lambda: painted(_bare(text), first), asked.times)
    timed([*QUALCODE, "new", PROJECT], folder)
    for words in WRITING:
        label, command = f"`{' '.join(words)}`", [*QUALCODE, *words, "-p", PROJECT]
        if wanted(label):
            made[label] = written(command, folder, asked.times)
        else:
            timed(command, folder)
    for words in READING:
        label = f"`{' '.join(words)}`"
        if wanted(label):
            command, finds = [*QUALCODE, *words, "-p", PROJECT], "check" in words
            made[label] = middle(lambda: read(command, folder, finds=finds), asked.times)  # noqa: B023 - run at once
    if wanted("`open`"):
        screen = [*QUALCODE, "open", str(folder / PROJECT)]
        made["`open`, to the first paint of a coded interview"] = middle(lambda: painted(screen, DESK), asked.times)
    return made


def read(command: list[str], folder: Path, *, finds: bool) -> Time:
    """Time a command that reads, as if nobody had asked before."""
    forget_answers(folder / PROJECT)
    return timed(command, folder, finds=finds)


def written(command: list[str], folder: Path, times: int) -> Time:
    """Time a command that writes; each run starts from the project as it was, and the last one stays."""
    before = shutil.copy(folder / PROJECT, folder / "before")

    def run() -> Time:
        shutil.copy(before, folder / PROJECT)
        for left in folder.glob(f"{PROJECT}-*"):
            shutil.rmtree(left) if left.is_dir() else left.unlink()
        return timed(command, folder)

    return middle(run, times)


def _bare(text: Path) -> list[str]:
    return [*PYTHON, str(PLACE / "bare.py"), "viewer", str(text)]


def painted(command: list[str], mark: str) -> Time:
    """Run a program in a terminal until some words are painted; its memory is what it had at most by then."""
    terminal = Terminal(command)
    wall, cpu = terminal.wait_for(mark)
    peak = _resident(terminal.process)
    terminal.close()
    return Time(cpu, wall, peak)


def _resident(process: int) -> float:
    """Return the megabytes a process has had at most; none where the system does not tell."""
    try:
        told = Path(f"/proc/{process}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return float("nan")
    return next(float(line.split()[1]) / 1000 for line in told.splitlines() if line.startswith("VmHWM"))


def table(found: dict[str, dict[str, Time]]) -> str:
    """Return the table, a row a command, three figures a size."""
    names = list(found)
    heads = " | ".join(f"{name}: CPU s | wall s | MB" for name in names)
    lines = [f"| | {heads} | {names[-1]} / {names[0]} |", "|---" * (3 * len(names) + 2) + "|"]
    for label in dict.fromkeys(label for made in found.values() for label in made):
        each = [made.get(label) for made in found.values()]
        cells = [_cells(time) for time in each]
        growth = f"{each[-1].cpu / each[0].cpu:.1f}" if each[0] and each[-1] and each[0].cpu else DASH
        lines.append(f"| {label} | {' | '.join(cells)} | {growth} |")
    return "\n".join(lines)


def _cells(time: Time | None) -> str:
    return f"{time.cpu:.2f} | {time.wall:.2f} | {time.peak:.0f}" if time else " | ".join([DASH] * 3)


def machine() -> str:
    """Return the kind of machine: its processors, its memory, its Python; never its name."""
    pages = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9 if hasattr(os, "sysconf") else float("nan")
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    system = f"{platform.system()} on {platform.machine()}"
    return f"{os.cpu_count()} cores, {pages:.0f} GB, {system}, Python {platform.python_version()}; load {load:.1f}"


def main() -> None:
    """Make the studies, time the commands, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", choices=list(sizes.SIZES), default=["S", "M"])
    parser.add_argument("--times", type=int, default=3, help="runs of each command; the middle one is printed")
    parser.add_argument("--only", help="only the commands in which this word stands")
    asked = parser.parse_args()
    found: dict[str, dict[str, Time]] = {}
    for size in asked.sizes:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            os.environ.update(environment(folder))
            for name in ("PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX"):  # bytecode lies where it lies for people
                os.environ.pop(name, None)
            found[size] = measured(folder, size, asked)
        print(f"{size}: {sizes.SIZES[size]}", flush=True)
    print(machine())
    print(table(found))


if __name__ == "__main__":
    main()
