"""Readings a second time, written slowly and without the program's own tools: sets of characters, loops over pairs.

What stands here shares no line with src/qualcode/analysis; where both agree, both are probably right.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import combinations

from qualcode.model.material import CodingRow, Material, TurnRow


@dataclass
class Whole:
    """What counts, as sets of (document, character)."""

    documents: list[str] = field(default_factory=list)
    units: list[set[tuple[str, int]]] = field(default_factory=list)
    speech: set[tuple[str, int]] = field(default_factory=set)
    codings: list[CodingRow] = field(default_factory=list)


def characters(document: str, start: int, end: int) -> set[tuple[str, int]]:
    return {(document, place) for place in range(start, end)}


def whole(material: Material, texts: dict[str, str], coder: str | None = None) -> Whole:
    coder_ids = [key for key, name in material.coders.items() if coder in (None, name)]
    codings = [coding for coding in material.codings if coding.coder in coder_ids]
    finished = [document.id for document in material.documents if document.state in ("coded", "reviewed")]
    if not finished:
        finished = [d.id for d in material.documents if any(coding.document == d.id for coding in codings)]
    found = Whole(documents=finished, codings=[coding for coding in codings if coding.document in finished])
    for document in finished:
        turns = [turn for turn in material.turns if turn.document == document]
        spoken = [turn for turn in turns if turn.role != "interviewer"]
        if not turns:
            spoken = [TurnRow(document, "", "participant", 0, len(texts[document]), None)]
        for turn in spoken:
            if any(sign.isalnum() for sign in texts[document][turn.start : turn.end]):
                unit = characters(document, turn.start, turn.end)
                found.units.append(unit)
                found.speech |= unit
    return found


def on_turns(found: Whole, codes: list[str]) -> dict[tuple[str, str], tuple[int, int, int]]:
    holds: dict[str, set[int]] = {code: set() for code in codes}
    for coding in found.codings:
        passage = characters(coding.document, coding.start, coding.end)
        for number, unit in enumerate(found.units):
            if passage & unit:
                holds[coding.code].add(number)
    result = {}
    for i, a in enumerate(codes):
        for b in codes[i:]:
            if holds[a] & holds[b]:
                result[a, b] = (len(holds[a]), len(holds[b]), len(holds[a] & holds[b]))
    return result


def passages_of(found: Whole, code: str) -> list[set[tuple[str, int]]]:
    """Unite passages that share a character, again and again until none does."""
    sets = [characters(c.document, c.start, c.end) for c in found.codings if c.code == code]
    changed = True
    while changed:
        changed = False
        for one, other in combinations(range(len(sets)), 2):
            if sets[one] & sets[other]:
                sets[one] |= sets.pop(other)
                changed = True
                break
    return [passage & found.speech for passage in sets if passage & found.speech]


def on_characters(found: Whole, codes: list[str]) -> dict[tuple[str, str], tuple[int, int, int, float, float]]:
    """Return n_a, n_b, n_ab, jaccard, lift."""
    passages = {code: passages_of(found, code) for code in codes}
    under = {code: set().union(*passages[code]) for code in codes}
    result = {}
    for i, a in enumerate(codes):
        for b in codes[i:]:
            pairs = sum(bool(one & other) for one in passages[a] for other in passages[b])
            if a == b:
                pairs = len(passages[a])
            both = len(under[a] & under[b])
            if pairs:
                jaccard = both / len(under[a] | under[b])
                lift = len(found.speech) * both / (len(under[a]) * len(under[b]))
                result[a, b] = (len(passages[a]), len(passages[b]), pairs, jaccard, lift)
    return result


def raw(material: Material, codes: list[str]) -> dict[tuple[str, str], int]:
    rows = {(c.document, c.start, c.end, c.code, c.coder) for c in material.codings}
    result: dict[tuple[str, str], int] = {}
    for one, other in combinations(sorted(rows), 2):
        if one[3] != other[3] and characters(*one[:3]) & characters(*other[:3]):
            a, b = sorted((one[3], other[3]), key=codes.index)
            result[a, b] = result.get((a, b), 0) + 1
    return result


def frequency(found: Whole, texts: dict[str, str], code: str) -> tuple[int, int, int, float]:
    """Return codings, documents, words, coverage; words are runs between blanks, which small texts keep plain."""
    touching = [c for c in found.codings if c.code == code and characters(c.document, c.start, c.end) & found.speech]
    under = set().union(*(characters(c.document, c.start, c.end) for c in touching)) & found.speech
    words = 0
    for unit in found.units:
        places = sorted(unit)
        run: set[tuple[str, int]] = set()
        for document, place in [*places, ("", -1)]:
            if place >= 0 and texts[document][place].isalnum():
                run.add((document, place))
                continue
            words += bool(run & under)
            run = set()
    share = len(under) / len(found.speech) if found.speech else 0.0
    return len(touching), len({c.document for c in touching}), words, share


Near = dict[tuple[str, str], tuple[int, int, int, float, float, float]]
"""Of two codes: n_a, n_b, n_ab, Jaccard, the share of a's passages with one of b near, and of b's with one of a."""


def near_each_other(material: Material, texts: dict[str, str], codes: list[str], n: int, of: str) -> Near:
    """Look at every two passages, and count what lies between them."""
    found = whole(material, texts)
    own = {code: _whole_passages(found, code) for code in codes}
    result: Near = {}
    for a, b in combinations(codes, 2):
        pairs = {
            (i, j)
            for i, one in enumerate(own[a])
            for j, other in enumerate(own[b])
            if one[0][0] == other[0][0] and _apart(one, other, material, texts, of) <= n
        }
        if pairs:
            of_a, of_b = len({i for i, _ in pairs}), len({j for _, j in pairs})
            n_a, n_b = len(own[a]), len(own[b])
            result[a, b] = (n_a, n_b, len(pairs), (of_a + of_b) / (n_a + n_b), of_a / n_a, of_b / n_b)
    return result


def _whole_passages(found: Whole, code: str) -> list[list[tuple[str, int]]]:
    """Return the united passages that hold counted speech, with all their characters, in order."""
    sets = [characters(c.document, c.start, c.end) for c in found.codings if c.code == code]
    while pair := next(((i, j) for i, j in combinations(range(len(sets)), 2) if sets[i] & sets[j]), None):
        sets[pair[0]] |= sets.pop(pair[1])
    return [sorted(one) for one in sets if one & found.speech]


def _apart(
    one: list[tuple[str, int]], other: list[tuple[str, int]], material: Material, texts: dict[str, str], of: str
) -> int:
    """Return how many turns the nearest turns of two passages lie apart, or how many words stand between the two."""
    first, second = sorted((one, other))
    document, text = first[0][0], texts[first[0][0]]
    turns = [(t.start, t.end) for t in material.turns if t.document == document]
    if of == "words":
        if not turns:
            turns = [(0, len(text))]
        words = [(s + m.start(), s + m.end()) for s, e in turns for m in re.finditer(r"\w+", text[s:e])]
        end = max(place for _, place in first) + 1
        return sum(end <= s and e <= second[0][1] for s, e in words)
    if not turns:
        turns = [line.span() for line in re.finditer(r"\S[^\n]*", text)]
    touched = [
        [number for number, (s, e) in enumerate(sorted(turns)) if any(s <= place < e for _, place in passage)]
        for passage in (first, second)
    ]
    return min((abs(i - j) for i in touched[0] for j in touched[1]), default=10**6)
