"""Who asks and who answers: by the label, else by the questions, else nobody knows and it is said."""

from __future__ import annotations

import re
from statistics import median
from typing import TYPE_CHECKING, Final, NamedTuple

from qualcode.importers import labels
from qualcode.model.transcript import Loss, Speech

if TYPE_CHECKING:
    from collections.abc import Collection

LEAST_TURNS: Final = 5
"""Turns a voice must have before its questions count."""
ASKS: Final = 0.4
"""Share of turns that end in a question from which a voice may be the one who asks."""
MARGIN: Final = 0.25
"""How much more often than any other voice it must ask."""
SHORTER: Final = 0.75
"""Its median turn must be shorter than this share of the others' median turn."""

_ABBREVIATIONS: Final = frozenset({"i", "q", "int", "intv", "intw", "ivr"})
_ASKING_LETTERS: Final = {"e": {"r"}, "q": {"r", "a"}, "i": {"r", "p"}}
"""A letter that asks where one of the others answers: E and R, Q and R, Q and A."""
_NUMBER: Final = re.compile(r"[\s_.#-]*\d{1,3}$")
_CLOSING: Final = "'’\"”»)] \t\n\u00a0\u202f"
_SEVERAL: Final = frozenset(
    {
        "overlapping speakers",
        "plusieurs",
        "plusieurs voix",
        "plusieurs personnes",
        "tous",
        "toutes",
        "ensemble",
        "everyone",
        "all",
        "several",
        "crosstalk",
    }
)
"""Labels of several voices at once: nobody's words in particular."""


class Told(NamedTuple):
    """Turns with their roles, why somebody was taken for the interviewer, and what is worth saying."""

    turns: tuple[Speech, ...]
    by: str
    losses: tuple[Loss, ...] = ()


def with_roles(text: str, turns: tuple[Speech, ...], named: Collection[str] = ()) -> Told:
    """Tell interviewer from participants.

    Args:
        text: the stored text.
        turns: the turns found.
        named: labels the person gave by --interviewer; where none of them speaks here, the turns decide.
    """
    if not turns:
        return Told(turns, "")
    speakers = tuple(dict.fromkeys(turn.speaker for turn in turns))
    wanted = {labels.key(name) for name in named}
    chosen = {speaker for speaker in speakers if labels.key(speaker) in wanted}
    if chosen:
        return Told(_marked(turns, chosen), "option")
    absent = (Loss("interviewer_absent", len(named), (("labels", ", ".join(named)),)),) if named else ()
    by, asking = "label", _by_label(speakers)
    if not asking:
        by, asking = "questions", _by_questions(text, turns, speakers)
    if asking:
        return Told(_marked(turns, asking), by, absent)
    unknown = (Loss("interviewer_unknown"),) if len(speakers) > 1 else ()
    return Told(_marked(turns, set()), "", absent + unknown)


def _marked(turns: tuple[Speech, ...], asking: Collection[str]) -> tuple[Speech, ...]:
    roles = {speaker: _role(speaker, asking) for speaker in dict.fromkeys(turn.speaker for turn in turns)}
    return tuple(turn if roles[turn.speaker] == turn.role else _in_role(turn, roles[turn.speaker]) for turn in turns)


def _in_role(turn: Speech, role: str) -> Speech:
    """Return a turn in another role, sooner than `dataclasses.replace` would."""
    return Speech(turn.speaker, turn.start, turn.end, role, turn.time_start, turn.time_end)


def _role(speaker: str, asking: Collection[str]) -> str:
    if speaker in asking:
        return "interviewer"
    return "other" if labels.key(speaker) in _SEVERAL else "participant"


def _by_label(speakers: tuple[str, ...]) -> set[str]:
    """Return the voices whose label says that they ask, unless it says so of all."""
    keys = {speaker: _NUMBER.sub("", labels.key(speaker)) for speaker in speakers}
    others = set(keys.values())
    for says in (_asks_by_word, _asks_by_letter, _researches, _marked_by_question):
        asking = {speaker for speaker, label in keys.items() if says(label, others)}
        if asking and len(asking) < len(speakers):
            return asking
    return set()


def _asks_by_word(label: str, _others: set[str]) -> bool:
    return bool(labels.INTERVIEWER.search(label))


def _asks_by_letter(label: str, others: set[str]) -> bool:
    """Tell whether a letter asks: E where R answers, Q where R or A does, and I, Q, INT anyhow."""
    return label in _ABBREVIATIONS or bool(_ASKING_LETTERS.get(label, set()) & others) or label == "question"


def _researches(label: str, _others: set[str]) -> bool:
    return bool(labels.RESEARCHER.search(label))


def _marked_by_question(label: str, _others: set[str]) -> bool:
    """Tell whether the label ends in a question mark, as Sonal writes who asks."""
    return label.endswith("?")


def _by_questions(text: str, turns: tuple[Speech, ...], speakers: tuple[str, ...]) -> set[str]:
    """Return the one voice that asks far more often than the others and more briefly, where there is one."""
    if len(speakers) < 2:  # noqa: PLR2004 - alone, nobody asks
        return set()
    spoken: dict[str, list[str]] = {speaker: [] for speaker in speakers}
    for turn in turns:
        spoken[turn.speaker].append(text[turn.start : turn.end])
    asking = {speaker: _share_of_questions(said) for speaker, said in spoken.items() if len(said) >= LEAST_TURNS}
    ranked = sorted(asking, key=lambda speaker: -asking[speaker])
    if not ranked or asking[ranked[0]] < ASKS:
        return set()
    first = ranked[0]
    if any(asking[first] - _share_of_questions(said) < MARGIN for speaker, said in spoken.items() if speaker != first):
        return set()
    others = [len(words) for speaker, said in spoken.items() if speaker != first for words in said]
    return {first} if median(map(len, spoken[first])) < median(others) * SHORTER else set()


def _share_of_questions(said: list[str]) -> float:
    return sum(1 for words in said if words.rstrip(_CLOSING).endswith(("?", "？"))) / len(said)
