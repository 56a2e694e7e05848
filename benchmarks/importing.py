"""What bringing files in costs: words a second of processor time after start-up, and the memory at most.

    python benchmarks/importing.py                      100 interviews of 8,000 words
    python benchmarks/importing.py --documents 1000     whether memory and speed stay where there are many
    python benchmarks/importing.py --texts FOLDER --docx FOLDER     real or other material

The real command runs as a process of its own, user and system time added up, its reading child included. Start-up is
what an import of the first file alone costs, that file included; words a second are those of all other files over
what they took more. The least of several rounds is printed, since a busy machine only ever adds.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from main_job import GLUE, STEMS, Time, timed

WORDS = 8_000
"""Of an interview, about an hour and a half of talk."""
FORMS = 9_000
"""Different words of all interviews, by Zipf's law."""
SEED = 4
ENDINGS = (
    "",
    "s",
    "e",
    "es",
    "ment",
    "tion",
    "eur",
    "euse",
    "ant",
    "able",
    "ette",
    "ier",
    "isme",
    "ais",
    "aient",
    "er",
)
JOINED = ("j'ai", "c'est", "qu'il", "d'un", "l'autre", "n'est", "peut-être", "là-bas", "dit-il", "aujourd'hui", "s'il")


class Measured(NamedTuple):
    """What a folder holds and what bringing it in took."""

    files: int
    words: int
    first_words: int
    first: Time
    whole: Time

    @property
    def speed(self) -> float:
        """Words a second of processor time, those of the first file and of the start left out."""
        return (self.words - self.first_words) / max(self.whole.cpu - self.first.cpu, 0.001)


def vocabulary(chance: random.Random) -> list[str]:
    """Return made-up words, the commonest first: small ones, then stems with endings."""
    longer = {f"{one}{two[:3]}{end}" for one in STEMS for two in STEMS for end in ENDINGS}
    rest = [*STEMS, *sorted(longer)]
    chance.shuffle(rest)
    return [*GLUE, *JOINED, *rest][:FORMS]


def make_interviews(folder: Path, documents: int) -> None:
    """Write interviews of a person who asks and five who answer, a blank line between turns."""
    chance = random.Random(SEED)
    words = vocabulary(chance)
    weights = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))
    folder.mkdir()
    for number in range(documents):
        said = chance.choices(words, cum_weights=weights, k=WORDS)
        turns: list[str] = []
        place = 0
        while place < len(said):
            asks = len(turns) % 2 == 0
            size = chance.randint(5, 25) if asks else chance.randint(20, 150)
            label = "Intervieweuse" if asks else f"P{number + 1:03}-{chance.choice('ABCDE')}"
            turns.append(f"{label} : {spoken(said[place : place + size], chance)}")
            place += size
        (folder / f"Entrevue {number + 1:04}.txt").write_text("\n\n".join(turns) + "\n", encoding="utf-8")


def spoken(words: list[str], chance: random.Random) -> str:
    """Return words as sentences, with the stops and the odd signs of talk."""
    sentences, place = [], 0
    while place < len(words):
        size = chance.randint(4, 16)
        some = words[place : place + size]
        some[0] = some[0].capitalize()
        if len(some) > 6:  # noqa: PLR2004 - a comma in a longer sentence
            some[len(some) // 2] += ","
        sentences.append(" ".join(some) + chance.choice((".", ".", ".", "?", "…", "!", " [rires].")))
        place += size
    return " ".join(sentences)


def measured(source: Path, place: Path, times: int) -> Measured:
    """Bring the first file of a folder in, then the folder, several times, and keep the least of each."""
    files = sorted(path for path in source.iterdir() if path.suffix in {".txt", ".docx"})
    first = place / "first"
    shutil.rmtree(first, ignore_errors=True)
    first.mkdir()
    shutil.copy(files[0], first)
    runs = [(imported(first, place), imported(source, place)) for _ in range(times)]
    alone = min((one for one, _all in runs), key=lambda time: time.cpu)
    whole = min((all_ for _one, all_ in runs), key=lambda time: time.cpu)
    words = words_kept(place)
    imported(first, place)
    return Measured(len(files), words, words_kept(place), alone, whole)


def imported(source: Path, place: Path) -> Time:
    """Time an import into a project that is empty."""
    for left in place.glob("study.qualcode*"):
        shutil.rmtree(left) if left.is_dir() else left.unlink()
    timed([sys.executable, "-m", "qualcode", "new", "study.qualcode"], place)
    return timed([sys.executable, "-m", "qualcode", "import", str(source.resolve()), "-p", "study.qualcode"], place)


def words_kept(place: Path) -> int:
    """Return the words said in all documents, as the project counts them."""
    from qualcode.coding.project import Project  # noqa: PLC0415 - not while a command is timed

    with Project.open(str(place / "study.qualcode")) as project:
        return sum(document.words for document in project.documents.all())


def main() -> None:
    """Make the material, time the imports, print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=100, help="interviews that are made")
    parser.add_argument("--texts", type=Path, help="a folder of .txt instead of those")
    parser.add_argument("--docx", type=Path, help="a folder of .docx, timed too")
    parser.add_argument("--times", type=int, default=3, help="rounds; the least is printed")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as here:
        place = Path(here)
        if asked.texts is None:
            make_interviews(place / "texts", asked.documents)
        print(
            f"{'':<8}{'files':>8}{'words':>12}{'start-up s':>12}{'CPU s':>9}{'wall s':>9}{'peak MB':>9}{'words/s':>12}"
        )
        for name, source in (("txt", asked.texts or place / "texts"), ("docx", asked.docx)):
            if source is not None:
                told = measured(source, place, asked.times)
                figures = f"{told.first.cpu:>12.2f}{told.whole.cpu:>9.2f}{told.whole.wall:>9.2f}{told.whole.peak:>9.0f}"
                print(f"{name:<8}{told.files:>8,}{told.words:>12,}{figures}{told.speed:>12,.0f}", flush=True)


if __name__ == "__main__":
    main()
