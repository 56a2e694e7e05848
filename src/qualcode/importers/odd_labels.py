"""Labels that slipped into another form: `Intervieweuse –` and `ME)` in a document that writes `Nom :`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from qualcode.importers import labels
from qualcode.importers.conventions import GRAMMARS, Candidate
from qualcode.model.transcript import Loss
from qualcode.words.folding import without_accents

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qualcode.importers.conventions import Line

NAMED: Final = 5
"""How many lines are named; the others are counted."""
_LEAST: Final = 2
"""Letters of a label before a bracket, and of initials: a) and B) number what is listed."""
_DASHED: Final = next(grammar.line for grammar in GRAMMARS if grammar.key == "dashes")
_BRACKETED: Final = re.compile(
    r"[^\S\n]*+(?P<label>[^\W_](?:[^\n():\t.!?;,]{0,38}[^\s():.!?;,])?)[^\S\n]*+\)[^\S\n]++(?=\S)"
)
_PARTS: Final = re.compile(r"[^\W_]+")
_PARENTHESIS: Final = re.compile(r"\s*\([^()]*\)")


class Odd(NamedTuple):
    """Lines that open a known voice's turn in another form, those that only look so, and what to say of both."""

    taken: tuple[Candidate, ...] = ()
    others: tuple[str, ...] = ()
    losses: tuple[Loss, ...] = ()


def odd_labels(text: str, lines: Sequence[Line], accepted: Sequence[Candidate]) -> Odd:
    """Look for labels before a dash or a bracket where labels stand before a colon.

    Args:
        text: the stored text.
        lines: of it, those where somebody may speak.
        accepted: the labels of the document, in order.
    """
    taken = {candidate.start for candidate in accepted}
    voices = _Voices(candidate.label for candidate in accepted)
    known: list[tuple[str, Candidate]] = []
    others: list[tuple[str, Candidate]] = []
    for line in lines:
        found = _form(line) if line.start > accepted[0].start and line.start not in taken else None
        if found is None:
            continue
        voice = voices.meant(found.label)
        shown = text[line.start : found.speech].strip()
        if voice:
            known.append((f"{shown} → {voice}", found._replace(label=voice)))
        elif not found.label[0].islower() and labels.shape(found.label) in {"role", "code", "name"}:
            others.append((shown, found))
    losses = (*_told(text, "odd_voices", known), *_told(text, "odd_labels", others))
    return Odd(tuple(found for _, found in known), tuple(shown for shown, _ in others), losses)


def _form(line: Line) -> Candidate | None:
    found = _BRACKETED.match(line.head) or _DASHED.match(line.head)
    label = labels.tidy(found["label"]) if found else ""
    if found is None or len(label) < _LEAST or not any(sign.isalpha() for sign in label):
        return None
    return Candidate(line.start, line.end, label, line.start + found.end(), None, None, sure=False)


def _told(text: str, kind: str, found: Sequence[tuple[str, Candidate]]) -> list[Loss]:
    """Say where lines of a kind stand, by the number of the line in the document."""
    if not found:
        return []
    named = [f"{_number(text, candidate.start)} [{shown}]" for shown, candidate in found[:NAMED]]
    return [Loss(kind, len(found), (("lines", ", ".join(named) + (" …" if len(found) > NAMED else "")),))]


def _number(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1


class _Voices:
    """The voices of a document, by what else somebody may write for them."""

    def __init__(self, spelled: Iterable[str]) -> None:
        self._exact: dict[str, str] = {}
        for label in spelled:
            self._exact.setdefault(labels.key(label), label)
        self._near = _only((labels.near_key(label), label) for label in self._exact.values())
        self._initials = _only((_initials(label), label) for label in self._exact.values())

    def meant(self, label: str) -> str:
        """Return the one voice that a label means: the same folded, else the only one of those initials; or none."""
        near = labels.near_key(label)
        return self._exact.get(labels.key(label)) or self._near.get(near) or self._initials.get(near) or ""


def _only(found: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return what one voice alone is written as."""
    borne: dict[str, list[str]] = {}
    for form, label in found:
        borne.setdefault(form, []).append(label)
    return {form: voices[0] for form, voices in borne.items() if len(form) >= _LEAST and len(voices) == 1}


def _initials(label: str) -> str:
    """Return the first letters of a name's parts, folded: me for Marie-Ève."""
    parts = _PARTS.findall(without_accents(labels.key(_PARENTHESIS.sub("", label))))
    return "".join(part[0] for part in parts)
