"""Made-up studies of three sizes, the same bytes every time: interviews, a codebook of two levels, codings, attributes.

    python benchmarks/sizes.py S FOLDER

Four interviews in five are in French, a third are groups of five. Words follow Zipf's law; so do codes. Nearly half of
the codings lean on one before them: the same passage, one inside, one that overlaps. The first fifth of the interviews
is coded by two, who agree three times out of four.
"""

from __future__ import annotations

import csv
import random
import sys
from itertools import accumulate
from pathlib import Path
from typing import Final, NamedTuple

from importing import spoken, vocabulary


class Size(NamedTuple):
    """How much is made."""

    documents: int
    words: int
    """Of each document."""
    codes: int
    codings: int
    coders: int


SIZES: Final = {
    "S": Size(12, 8_000, 100, 2_000, 2),
    "M": Size(100, 8_000, 150, 20_000, 3),
    "L": Size(1_000, 8_000, 200, 200_000, 4),
}
SEED: Final = 31
CODERS: Final = ("Ana", "Mathis", "Fatou", "Léa")
LEANING: Final = 0.45
"""Share of codings that lie on or beside an earlier one of their document."""
NEAR: Final = 40
"""How many earlier ones they choose among."""
_ENGLISH: Final = (
    "the of and to in that it is was for on are with as at be this have from or had by but not what all were when we "
    "there can an your which their said if do will each about how up out them then she many some so these would other "
    "school child house work people time night money doctor street family friend letter office class parent delay "
    "course silence trust evening bus dinner week sister meeting locker project future room garden winter road"
)


class Made(NamedTuple):
    """Where a study's files are."""

    texts: Path
    codings: Path
    attributes: Path


def make(folder: Path, size: Size) -> Made:
    """Write a study's files into an empty folder."""
    chance = random.Random(SEED)
    made = Made(folder / "texts", folder / "codings.csv", folder / "attributes.csv")
    made.texts.mkdir(parents=True)
    texts = dict(_interviews(size, chance))
    for name, text in texts.items():
        (made.texts / f"{name}.txt").write_text(text, encoding="utf-8")
    with made.codings.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("document", "start", "end", "code", "coder"))
        writer.writerows(_codings(texts, size, chance))
    with made.attributes.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("case", "Milieu", "Âge"))
        writer.writerows(
            (person, chance.choice(("ville", "campagne", "banlieue")), chance.randint(18, 80))
            for number in range(size.documents)
            for person in _people(number)
        )
    return made


def _people(number: int) -> list[str]:
    """Return who answers in an interview: one, or five in every third."""
    return [f"P{number + 1:04}-{letter}" for letter in "ABCDE"] if number % 3 == 0 else [f"P{number + 1:04}"]


def _interviews(size: Size, chance: random.Random) -> list[tuple[str, str]]:
    french, english = vocabulary(chance), _ENGLISH.split()
    english += [f"{one}{two[:3]}{end}" for one in english for two in english for end in ("s", "ing", "ed")][:9_000]
    return [
        (f"D{number + 1:04}", _interview(number, english if number % 5 == 4 else french, size.words, chance))  # noqa: PLR2004 - the fifth
        for number in range(size.documents)
    ]


def _interview(number: int, words: list[str], count: int, chance: random.Random) -> str:
    weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(words))))
    said = chance.choices(words, cum_weights=weights, k=count)
    turns: list[str] = []
    place = 0
    while place < count:
        asks = len(turns) % 2 == 0
        length = chance.randint(6, 30) if asks else max(8, int(chance.lognormvariate(4.2, 0.7)))
        label = "Intervieweuse" if asks else chance.choice(_people(number))
        turns.append(f"{label} : {spoken(said[place : place + length], chance)}")
        place += length
    return "\n\n".join(turns) + "\n"


def _codings(texts: dict[str, str], size: Size, chance: random.Random) -> list[tuple[object, ...]]:
    """Return rows of codings, spread evenly over the documents."""
    top = size.codes // 10
    paths = [
        f"Rubrique {number % top + 1}" if number < top else f"Rubrique {number % top + 1}/Code {number}"
        for number in range(size.codes)
    ]
    weights = list(accumulate(1 / (rank + 3.0) for rank in range(size.codes)))
    rows: list[tuple[object, ...]] = []
    for number, (name, text) in enumerate(texts.items()):
        quota = size.codings // size.documents + (number < size.codings % size.documents)
        first, second = (CODERS[(number + place) % size.coders] for place in (0, 1))
        twice = number < max(1, size.documents // 5)
        mine: list[tuple[int, int]] = []
        while quota > 0:
            start, end = _passage(text, mine, chance)
            mine.append((start, end))
            code = chance.choices(paths, cum_weights=weights)[0]
            rows.append((name, start, end, code, first))
            quota -= 1
            if twice and quota > 0:
                agrees = chance.random() < 0.75  # noqa: PLR2004 - three times out of four
                other = code if agrees else chance.choices(paths, cum_weights=weights)[0]
                rows.append((name, start, end, other, second))
                quota -= 1
    return rows


def _passage(text: str, mine: list[tuple[int, int]], chance: random.Random) -> tuple[int, int]:
    """Return the bounds of a passage on words: a new place, or one that leans on an earlier passage."""
    if mine and chance.random() < LEANING:
        start, end = chance.choice(mine[-NEAR:])
        quarter = (end - start) // 4
        start, end = chance.choice(
            ((start, end), (start + quarter, end - quarter), ((start + end) // 2, end + 2 * quarter))
        )
    else:
        start = chance.randrange(len(text) - 60)
        end = start + max(20, int(chance.lognormvariate(5.2, 0.6)))
    start, end = text.rfind(" ", 0, start + 1) + 1, text.find(" ", min(end, len(text) - 2))
    end = len(text) - 1 if end < 0 else end
    return (start, end) if end - start > 4 else (start, min(start + 60, len(text) - 1))  # noqa: PLR2004 - letters


if __name__ == "__main__":
    make(Path(sys.argv[2]), SIZES[sys.argv[1]])
