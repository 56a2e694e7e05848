"""How soon the screen paints, in a real terminal, beside bare Textual programs on the same text: `make bench-screen`.

Two questions. From a key to its paint: a made-up document of 8,000 words and one of 80,000 with 1,600 codings, ours
beside a viewer that does nothing but show lines, and beside Textual's TextArea. From the command to the first paint of
a coded document: ours beside a bare hello, what importing the storage costs apart: alone, and again in an interpreter
that has Textual, where what both need is not counted twice. All programs take turns and find their bytecode, as an
installed program does; the middle of many is printed, and the exit code says whether the two promises hold.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from terminal import Terminal, environment

from qualcode.coding.codebook.codes import AddCode
from qualcode.coding.documents.documents import ImportDocument
from qualcode.coding.passages.codings import ApplyCodes, Passage
from qualcode.coding.project import Project
from qualcode.model.transcript import Speech, Transcript

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SEED: Final = 20
SIZES: Final = {"8,000 words": (8_000, 160), "80,000 words": (80_000, 1_600)}
"""Words and codings of the two documents: as densely coded the one as the other."""
GROWTH: Final = 1.3
"""What a key may cost in the long document, by what it costs in the short one."""
START: Final = 2.0
"""What the first paint may cost, imports of the storage apart, by what a bare hello costs."""
DOWN, PAGE, BACK, WIDER = b"\x1b[B", b"\x1b[6~", b"\x1b[5~", b"\x1b[1;2B"
KEYS: Final = {"down": (DOWN, DOWN), "a page": (PAGE, BACK), "select down": (WIDER, WIDER)}
"""What is pressed in turn."""
FIRST: Final = "Commencement"
"""The first word of every document: once it is on the screen, it is painted."""
PLACE: Final = Path(__file__).resolve().parent
STORAGE: Final = {
    "alone": "",
    "beside Textual": "import gc, textual.app, textual.drivers.linux_driver, textual.widgets._static; gc.disable()\n",
}
"""What is imported before the storage is, and not counted; the second way nothing is looked for to be thrown away
meanwhile, as `qualcode` does it too: what is left is the more of ours."""
_SPOKEN: Final = (
    "école élève matin porte classe parent retard cours horaire corridor silence confiance travail soir famille maths "
    "autobus dîner bulletin lettre bureau semaine amie frère sœur appel casier projet stage avenir je tu il on le la "
    "les un une de du pis mais que dans pour avec pas ben là y a est"
)
WORDS: Final = _SPOKEN.split()


def transcript(words: int, chance: random.Random) -> Transcript:
    """Return a made-up interview of so many words."""
    text, left, number = "", words, 0
    turns: list[Speech] = []
    while left > 0:
        said = [chance.choice(WORDS) for _ in range(min(left, chance.randint(8, 20) if number % 2 else 60))]
        left -= len(said)
        said[0] = said[0].capitalize() if turns else FIRST
        speaker = "Intervieweuse" if number % 2 else "Sophie"
        text += f"{speaker} : "
        role = "interviewer" if number % 2 else "participant"
        turns.append(Speech(speaker, len(text), len(text) + len(" ".join(said)) + 1, role))
        text += " ".join(said) + ".\n\n"
        number += 1
    return Transcript(text, "txt", language="fr", turns=tuple(turns))


def study(path: Path, words: int, codings: int) -> str:
    """Make a project of one coded document, and return its text."""
    chance = random.Random(SEED)
    told = transcript(words, chance)
    with Project.create(str(path), title="Mesures", coder="Ana") as project:
        document = ImportDocument("Entrevue 01", "e.txt", "1" * 64, told)
        project.perform(document)
        codes = [AddCode(f"Code {number + 1}") for number in range(30)]
        for code in codes:
            project.perform(code)
        identifier = project.documents.all()[0].id
        starts = sorted(chance.randrange(len(told.text) - 400) for _ in range(codings))
        passages = [
            Passage(identifier, start, start + chance.randint(40, 300), chance.choice(codes).id) for start in starts
        ]
        project.perform(ApplyCodes(tuple(passages)))
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return told.text


@dataclass
class Program:
    """Something that shows a document, and what was measured of it."""

    name: str
    command: list[str]
    mark: str
    """What is on the screen once it is painted."""
    first: list[tuple[float, float]] = field(default_factory=list)
    """Seconds of the clock and of the processor to each first paint."""
    keys: dict[str, list[tuple[float, float]]] = field(default_factory=dict)
    """Seconds from each key to the first byte of its paint, and to the last."""

    def start(self) -> Terminal:
        """Run it until it is painted and stands still."""
        terminal = Terminal(self.command)
        self.first.append(terminal.wait_for(self.mark))
        terminal.settle()
        return terminal

    def key(self, kind: str) -> tuple[float, float]:
        """Return the middle times of a kind of key, to the first byte and to the last."""
        return _middle(self.keys[kind])


def ours(project: Path) -> list[str]:
    """Return the command that opens a project on the screen."""
    return [sys.executable, "-m", "qualcode", "open", str(project)]


def rival(kind: str, *given: object) -> list[str]:
    """Return the command of one of the bare programs."""
    return [sys.executable, str(PLACE / "bare.py"), kind, *map(str, given)]


def typed(programs: Sequence[Program], rounds: int) -> None:
    """Press keys in programs that take turns, all of them open at once."""
    terminals = [program.start() for program in programs]
    for terminal in terminals:
        for _ in range(8):  # away from the first page
            terminal.press(PAGE)
    for kind, keys in KEYS.items():
        for number in range(rounds):
            for program, terminal in zip(programs, terminals, strict=True):
                program.keys.setdefault(kind, []).append(terminal.press(keys[number % 2]))
    for terminal in terminals:
        terminal.close()


def begun(programs: Sequence[Program], rounds: int) -> dict[str, list[tuple[float, float]]]:
    """Start programs in turn, letting each go once it is painted; return what importing the storage took each round.

    A round before the others is not counted: it writes the bytecode.
    """
    storage: dict[str, list[tuple[float, float]]] = {name: [] for name in STORAGE}
    for number in range(rounds + 1):
        for program in programs:
            program.start().close()
        for name, before in STORAGE.items():
            storage[name].append(imports(before))
        if not number:
            for measured in (*storage.values(), *(program.first for program in programs)):
                measured.clear()
    return storage


def imports(before: str) -> tuple[float, float]:
    """Return the seconds, of the clock and of the processor, that importing the storage takes after some lines."""
    code = before + (
        "import time as t; a, b = t.perf_counter(), t.process_time();"
        "import qualcode.coding.project, sqlalchemy.dialects.sqlite;"
        "print(t.perf_counter() - a, t.process_time() - b)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout
    wall, cpu = map(float, told.split())
    return wall, cpu


def _middle(found: Sequence[tuple[float, float]]) -> tuple[float, float]:
    return statistics.median(one for one, _other in found), statistics.median(other for _one, other in found)


def paints(folder: Path, rounds: int) -> bool:
    """Measure keys, print the table, and tell whether the promise holds."""
    shown: dict[str, list[Program]] = {}
    for name, (words, codings) in SIZES.items():
        place, text = folder / f"{words}.qualcode", folder / f"{words}.txt"
        text.write_text(study(place, words, codings), encoding="utf-8")
        opened = shutil.copy(place, folder / f"{words} read.qualcode")  # where one was in it is kept in it
        shown[name] = [
            Program("qualcode", ours(Path(opened)), FIRST),
            Program("bare viewer", rival("viewer", text), FIRST),
            Program("TextArea", rival("area", text), FIRST),
        ]
    typed([program for programs in shown.values() for program in programs], rounds)
    print(f"from a key to the first byte of its paint / to the last, ms, middle of {rounds}")
    print(f"{'':<32}" + "".join(f"{kind:>18}" for kind in KEYS))
    for name, programs in shown.items():
        for program in programs:
            cells = [_cell(*(1000 * seconds for seconds in program.key(kind)), digits=1) for kind in KEYS]
            print(f"{name:<14}{program.name:<18}" + "".join(cells))
    short, long = shown.values()
    growths = _shares(long[0], short[0])
    print(f"{'ours, long by short':<32}" + "".join(_cell(*share) for share in growths) + f"   at most {GROWTH}")
    print(f"{'long, ours by viewer':<32}" + "".join(_cell(*share) for share in _shares(long[0], long[1])))
    print(f"{'long, TextArea by viewer':<32}" + "".join(_cell(*share) for share in _shares(long[2], long[1])))
    return max(share for pair in growths for share in pair) <= GROWTH


def _shares(one: Program, other: Program) -> list[tuple[float, float]]:
    """Return by kind of key what one costs by what the other costs."""
    pairs = [(one.key(kind), other.key(kind)) for kind in KEYS]
    return [(mine[0] / theirs[0], mine[1] / theirs[1]) for mine, theirs in pairs]


def _cell(first: float, last: float, digits: int = 2) -> str:
    return f"{first:>10.{digits}f} /{last:>6.{digits}f}"


def starts(folder: Path, rounds: int) -> bool:
    """Measure first paints, print the table, and tell whether the promise holds."""
    words = next(iter(SIZES.values()))[0]
    programs = [
        Program("qualcode, a coded document of 8,000 words", ours(folder / f"{words}.qualcode"), FIRST),
        Program("bare hello", [sys.executable, str(PLACE / "hello.py")], "Hello"),
        Program("bare viewer of the same text", rival("viewer", folder / f"{words}.txt"), FIRST),
    ]
    apart = begun(programs, rounds)
    print(f"\nfrom the command to the first paint, s, middle of {rounds}{'clock':>10}{'processor':>11}")
    for program in programs:
        print(f"{program.name:<54}{_seconds(program.first)}")
    for name, found in apart.items():
        print(f"{'  of ours: importing the storage, ' + name:<54}{_seconds(found)}")
    rest = {name: _rest(programs[0].first, found, programs[1].first) for name, found in apart.items()}
    for name, shares in rest.items():
        label = f"ratio: ours less the storage {name}, by the hello"
        print(f"{label:<54}" + "".join(f"{share:>10.2f} " for share in shares) + f"  at most {START}")
    return rest["alone"][0] <= START  # the clock: what a person waits


def _seconds(found: Sequence[tuple[float, float]]) -> str:
    wall, cpu = _middle(found)
    return f"{wall:>10.2f}{cpu:>11.2f}"


def _rest(
    ours: Sequence[tuple[float, float]], storage: Sequence[tuple[float, float]], hello: Sequence[tuple[float, float]]
) -> tuple[float, float]:
    """Return the middle of the rounds: what is left of ours without the storage, by what the hello took."""
    turns = zip(ours, storage, hello, strict=True)
    return _middle([((a[0] - b[0]) / c[0], (a[1] - b[1]) / c[1]) for a, b, c in turns])


def main() -> None:
    """Measure both, and leave with 1 where a promise does not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=60, help="keys of each kind")
    parser.add_argument("--starts", type=int, default=15, help="first paints of each program")
    asked = parser.parse_args()
    begun_at = time.perf_counter()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        os.environ.update(environment(folder))
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        measured: list[Callable[[], bool]] = [
            lambda: paints(folder, asked.rounds),
            lambda: starts(folder, asked.starts),
        ]
        held = [measure() for measure in measured]
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    print(f"\nload of the machine {load:.1f}, on {os.cpu_count()} processors; {time.perf_counter() - begun_at:.0f} s")
    sys.exit(0 if all(held) else 1)


if __name__ == "__main__":
    main()
