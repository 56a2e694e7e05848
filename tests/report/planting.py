"""A report of a hundred quotations of the sample study, of which forty are altered in ten known ways."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.importers.reading import read_source
from qualcode.model.material import CaseRow
from qualcode.report.sources import Sources, SourceText, Stretch
from qualcode.words.folding import without_accents

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator

STUDY = Path(__file__).resolve().parents[2] / "corpora" / "perseverance" / "transcripts"
EACH = 4
LAWFUL_EACH = 10
_CUTS = ("[…]", "[...]", "(…)", "(...)")


@dataclass(frozen=True)
class Passage:
    """Words somebody said, on one line, and whom a report attributes them to."""

    words: str
    label: str


def sources() -> Sources:
    """Return the sample study: a case for each participant, named as the program names them."""
    documents, cases = [], {}
    for path in sorted(STUDY.iterdir()):
        source = read_source(path)
        stretches = []
        for turn in source.transcript.turns:
            name = source.name if source.name.startswith("Entrevue") else f"{source.name} · {turn.speaker}"
            case = name if turn.role == "participant" else None
            if case:
                cases[case] = CaseRow(case, case, "person", None, {})
            stretches.append(Stretch(turn.start, turn.end, turn.speaker, turn.role, case))
        documents.append(SourceText(source.name, source.name, source.transcript.text, tuple(stretches)))
    return Sources(tuple(documents), tuple(cases.values()))


def passages(study: Sources, chance: random.Random) -> list[Passage]:
    """Return stretches of twelve to forty words of one turn, in any order, each given to who said it."""
    found = []
    for document in study.documents:
        for stretch in document.stretches:
            words = document.text[stretch.start : stretch.end].split()
            if stretch.case and len(words) > 15 and not set('[]()«»“”"') & set(" ".join(words)):
                start = chance.randrange(max(1, len(words) - 40))
                chosen = words[start : start + chance.randint(12, 40)]
                if len(chosen) > 11:
                    found.append(Passage(" ".join(chosen), stretch.case.replace(" · ", ", ")))
    chance.shuffle(found)
    return found


def _word_changed(passage: Passage, chance: random.Random) -> Passage:
    words = passage.words.split()
    words[chance.randrange(3, len(words) - 2)] = "locomotive"
    return Passage(" ".join(words), passage.label)


def _negation_dropped(passage: Passage) -> Passage:
    return Passage(re.sub(r" pas\b", "", passage.words, count=1), passage.label)


def _joined(passage: Passage, other: Passage) -> Passage:
    return Passage(f"{' '.join(passage.words.split()[:9])} {' '.join(other.words.split()[:9])}", passage.label)


def _accent_lost(passage: Passage) -> Passage:
    place = next(place for place, sign in enumerate(passage.words) if sign in "éèêàç" and place > 5)
    plain = without_accents(passage.words[place])
    return Passage(passage.words[:place] + plain + passage.words[place + 1 :], passage.label)


def _invented(passage: Passage, chance: random.Random) -> Passage:
    stock = (
        "la direction voudrait toujours davantage de tableaux pour mesurer notre rendement annuel auprès du ministère"
    )
    words = stock.split()
    chance.shuffle(words)
    return Passage(" ".join(words), passage.label)


def _digits(passage: Passage) -> Passage:
    words = passage.words.split()
    return Passage(" ".join([*words[:6], "17", *words[7:]]), passage.label)


def _order(passage: Passage) -> Passage:
    words = passage.words.split()
    return Passage(" ".join([*words[:4], *words[7:10], *words[4:7], *words[10:]]), passage.label)


def _cut_unmarked(passage: Passage) -> Passage:
    words = passage.words.split()
    return Passage(" ".join([*words[:5], *words[8:]]), passage.label)


def _capital(passage: Passage, chance: random.Random) -> Passage:
    words = passage.words.split()
    place = next(p for p in range(chance.randrange(3, 6), len(words)) if words[p][0].islower())
    words[place] = words[place].capitalize()
    return Passage(" ".join(words), passage.label)


def altered(found: list[Passage], chance: random.Random) -> Iterator[tuple[str, Passage]]:
    """Yield the forty altered ones with the way, each from a passage of its own that it takes from the list."""
    ways: dict[str, Callable[[Passage], Passage]] = {
        "word": lambda one: _word_changed(one, chance),
        "negation": _negation_dropped,
        "speaker": lambda one: Passage(one.words, "Entrevue 03" if one.label != "Entrevue 03" else "P1, Groupe B"),
        "joined": lambda one: _joined(one, next(other for other in reversed(found) if other.label == one.label)),
        "accent": _accent_lost,
        "invented": lambda one: _invented(one, chance),
        "digits": _digits,
        "order": _order,
        "cut": _cut_unmarked,
        "capital": lambda one: _capital(one, chance),
    }
    for way, alter in ways.items():
        for _ in range(EACH):
            place = next(place for place, one in enumerate(found) if _fits(way, one))
            yield way, alter(found.pop(place))


def _fits(way: str, passage: Passage) -> bool:
    if way == "negation":
        return re.search(r"\w+ pas \w+", passage.words[20:]) is not None and "Pas" not in passage.words
    if way == "accent":
        return re.search(r"[éèêàç]", passage.words[6:]) is not None
    words = passage.words.split()
    return len(set(words)) == len(words) if way == "order" else not re.search(r"\d", words[6])


def lawful(found: list[Passage]) -> Iterator[Passage]:
    """Yield the sixty that are as said, or edited as the field allows."""
    for number in range(6 * LAWFUL_EACH):
        passage = found.pop()
        yield Passage(_edited(passage.words, number % 6, _CUTS[number % len(_CUTS)]), passage.label)


def _edited(said: str, way: int, cut: str) -> str:
    """Edit words in one of six lawful ways; the first leaves them as they are."""
    words = said.split()
    first = words[0]
    return (
        said,
        " ".join([*words[:4], cut, *words[7:]]),
        " ".join([*words[:5], "[l’école]", *words[5:]]),
        f"[{first[0].swapcase()}]{first[1:]} {' '.join(words[1:])}",
        said.replace("'", "’").replace(" ?", "\u00a0?").replace("...", "…"),
        f"{first[0].upper()}{first[1:]} {' '.join(words[1:9])} {cut} {' '.join(words[10:])}.",
    )[way]


def report(kept: list[Passage], chance: random.Random) -> str:
    """Write passages as a report does, shuffled."""
    order = list(range(len(kept)))
    chance.shuffle(order)
    lines = [f"Une personne le dit : « {kept[place].words} » ({kept[place].label})." for place in order]
    return "\n\n".join(["1. Résultats", *lines])
