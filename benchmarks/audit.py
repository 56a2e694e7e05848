"""How long the audit of a report takes, and whether it misses or invents anything: `python benchmarks/audit.py`.

Eleven made-up interviews of 60 kB and a report of 2,000 quotations, of which 400 are altered in four ways and 40 are
invented; the rest are cut, bracketed or typeset otherwise, lawfully. Seconds of processor; misses and false alarms are
counted, since a fast audit that finds nothing is no audit.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from typing import TYPE_CHECKING

from qualcode.analysis.alignment import aligned
from qualcode.model.audit import FAILING
from qualcode.model.material import CaseRow
from qualcode.model.transcript import Transcript
from qualcode.report.audit import audit
from qualcode.report.sources import Sources, SourceText, Stretch

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SMALL = 0.5  # share of words that are small ones
INTERVIEWS, LENGTH, QUOTATIONS, EACH, INVENTED = 11, 60_000, 2_000, 100, 40
_SYLLABLES = (
    "ba",
    "co",
    "di",
    "fa",
    "gou",
    "lé",
    "ma",
    "ni",
    "pa",
    "ré",
    "sa",
    "tou",
    "va",
    "chan",
    "lon",
    "tri",
    "pé",
    "do",
)
_SMALLEST = "je tu il on le la les un une de du que dans pour avec ben là tsé y a est pas plus c'est n'est qu'on"
_SMALL = _SMALLEST.split()


def vocabulary(chance: random.Random, count: int = 3_000) -> list[str]:
    """Return made-up words."""
    return ["".join(chance.choices(_SYLLABLES, k=chance.randint(1, 4))) for _ in range(count)]


def interview(number: int, words: Sequence[str], chance: random.Random) -> SourceText:
    """Return a made-up interview: questions and answers by turns."""
    text, name = "", f"Entrevue {number:02}"
    stretches: list[Stretch] = []
    while len(text) < LENGTH:
        asks = len(stretches) % 2 == 0
        label = "Intervieweuse : " if asks else "Participante : "
        length = chance.randint(5, 12) if asks else chance.randint(40, 120)
        said = " ".join(chance.choice(_SMALL if chance.random() < SMALL else words) for _ in range(length)) + "."
        start = len(text) + len(label)
        stretches.append(
            Stretch(
                start, start + len(said), label[:-3], "interviewer" if asks else "participant", None if asks else name
            )
        )
        text += f"{label}{said}\n\n"
    return SourceText(name, name, text, tuple(stretches))


def passage(study: Sources, chance: random.Random) -> tuple[list[str], str]:
    """Return some words of one turn, and whose they are."""
    document = chance.choice(study.documents)
    stretch = chance.choice([one for one in document.stretches if one.case])
    words = document.text[stretch.start : stretch.end - 1].split()
    length = chance.randint(12, min(60, len(words)))
    start = chance.randrange(len(words) - length + 1)
    return words[start : start + length], document.name


def lawful(words: list[str], number: int) -> str:
    """Edit words as the field allows."""
    ways: list[Callable[[], list[str]]] = [
        lambda: words,
        lambda: [*words[:4], "[…]", *words[6:]],
        lambda: [*words[:4], "[...]", *words[7:]],
        lambda: [*words[:5], "[l’école]", *words[5:]],
        lambda: [word.replace("'", "’") for word in words],
        lambda: [f"[{words[0][0].upper()}]{words[0][1:]}", *words[1:]],
    ]
    return " ".join(ways[number % len(ways)]())


def altered(words: list[str], way: int, other: list[str]) -> str:
    """Alter words in one of three ways; the fourth, a wrong voice, alters none."""
    ways: list[Callable[[], list[str]]] = [
        lambda: [*words[:5], "locomotive", *words[6:]],
        lambda: [*words[:5], *words[7:]],
        lambda: [*words[:9], *other[:9]],
        lambda: words,
    ]
    return " ".join(ways[way]())


def report(study: Sources, words: Sequence[str], chance: random.Random) -> tuple[str, dict[str, bool]]:
    """Write the report; return it with, for each quotation, whether something is wrong with it."""
    quotations: list[tuple[str, str, bool]] = []
    for number in range(QUOTATIONS - 4 * EACH - INVENTED):
        said, label = passage(study, chance)
        quotations.append((lawful(said, number), label, False))
    for number in range(4 * EACH):
        said, label = passage(study, chance)
        other, _ = passage(study, chance)
        names = [document.name for document in study.documents if document.name != label]
        quotations.append((altered(said, number % 4, other), chance.choice(names) if number % 4 == 3 else label, True))  # noqa: PLR2004 - the fourth way
    first = study.documents[0].name
    quotations += [(" ".join(chance.choices(words, k=25)), first, True) for _ in range(INVENTED)]
    chance.shuffle(quotations)
    lines = [f"Une personne le dit : « {said} » ({label})." for said, label, _wrong in quotations]
    return "\n\n".join(lines), {said: wrong for said, _label, wrong in quotations}


def main() -> None:
    """Make the material, check it, print the table."""
    chance = random.Random(20)
    words = vocabulary(chance)
    documents = tuple(interview(number, words, chance) for number in range(1, INTERVIEWS + 1))
    cases = tuple(CaseRow(document.id, document.name, "person", None, {}) for document in documents)
    study = Sources(documents, cases)
    text, wrong = report(study, words, chance)
    begun = time.process_time()
    found = audit(Transcript(text, "txt"), study, align=aligned)
    seconds = time.process_time() - begun
    failed = {quoted.quote for quoted in found.quotations if quoted.verdict in FAILING}
    missed = sum(is_wrong and said not in failed for said, is_wrong in wrong.items())
    alarms = sum(not is_wrong and said in failed for said, is_wrong in wrong.items())
    sys.stdout.write(
        f"{len(found.quotations):,} quotations, {seconds:.2f} s CPU; missed {missed}, false alarms {alarms}\n"
    )
    for verdict, count in Counter(quoted.verdict for quoted in found.quotations).most_common():
        sys.stdout.write(f"  {verdict:<14}{count:>6,}\n")


if __name__ == "__main__":
    main()
