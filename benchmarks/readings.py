"""What the readings cost in processor time on a large project and on one a tenth as large, beside what Python costs.

    python benchmarks/readings.py large.qualcode medium.qualcode

Whole commands, each in a process of its own, one after the other in rounds, so that a busy moment of the machine falls
on all of them; the least of several rounds is printed. Projects of an earlier schema are refused: open them for writing
once, which also keeps where their words lie.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from main_job import Time, forget_answers, timed

from qualcode.coding.passages.searching import Searcher
from qualcode.coding.project import Project

FLOORS = {"python": "", "import sqlalchemy, sqlmodel, numpy": "import sqlalchemy, sqlmodel, numpy"}
READINGS = (
    ("cooccurrence",),
    ("cooccurrence", "--unit", "overlap"),
    ("cooccurrence", "--raw"),
    ("frequencies",),
    ("keywords",),
)
COLD = "keywords, nothing kept"
TESTED = ("cooccurrence", "--permutations", "9999")
WORDS = ("confiance", "manque de temps", "nulle part ici")


def main() -> None:
    """Time every command on both projects, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("large")
    parser.add_argument("medium")
    parser.add_argument("--times", type=int, default=5, help="rounds; the least of them is printed")
    asked = parser.parse_args()
    places = [str(Path(asked.large).resolve()), str(Path(asked.medium).resolve())]
    runs: dict[tuple[str, str], list[Time]] = {}
    for _ in range(asked.times):
        for name, line in FLOORS.items():
            runs.setdefault((name, ""), []).append(timed([sys.executable, "-c", line], Path()))
        for place in places:
            forget_answers(place)
            for label, words in ((COLD, ("keywords",)), *((" ".join(words), words) for words in READINGS)):
                runs.setdefault((label, place), []).append(reading(words, place))
    runs[" ".join(TESTED), places[1]] = [reading(TESTED, places[1])]
    for (label, place), each in runs.items():
        least, peak = min(one.cpu for one in each), max(one.peak for one in each)
        print(f"{label:<42}{Path(place).name if place else '':<22}{least:>8.2f} s{peak:>8.0f} MB")
    for place in places:
        search(place)


def reading(words: tuple[str, ...], place: str) -> Time:
    """Run one command."""
    return timed([sys.executable, "-m", "qualcode", *words, "-p", place], Path())


def search(place: str) -> None:
    """Time searches in an open project: the first, which reads the copies of the texts, and those after it."""
    with Project.open(place) as project:
        searcher = Searcher(project, project.documents.all())
        for words in (WORDS[0], *WORDS):
            begun = time.process_time()
            found = sum(len(spans) for _document, spans in searcher.hits(words))
            took = time.process_time() - begun
            print(f"search “{words}” once open: {found} hits{'':<8}{Path(place).name:<22}{took * 1000:>6.0f} ms")


if __name__ == "__main__":
    main()
