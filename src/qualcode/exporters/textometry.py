"""What the participants say as a corpus for IRaMuTeQ and others that read the Alceste format.

A text is what one voice says in one document. It begins with a line of stars, `**** *document_E1 *case_P1 *site_nord`:
names of variables and values are letters and digits without accents, `_` between the two; a star that somebody typed
would begin another, so it is left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from qualcode.model.linked_words import left_of, linked_words
from qualcode.model.material import TurnRow
from qualcode.words.folding import search_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from qualcode.model.linked_words import LinkedWords
    from qualcode.model.material import CaseRow, Material

_OTHERS: Final = re.compile(r"[^0-9a-z]+")
_BREAKS: Final = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
ASKS: Final = "interviewer"


def alceste(material: Material, texts: Mapping[str, str], *, interviewer: bool = False) -> bytes:
    """Return the corpus as UTF-8, its texts in the order of the documents and of who speaks first.

    Nothing is in it of those who did not agree to the analysis.

    Args:
        material: the study.
        texts: the stored text by document id.
        interviewer: whether what the interviewer says is a text too.
    """
    cases = {case.id: case for case in material.cases}
    names = {document.id: document.name for document in material.documents}
    said = _said(material, interviewer=interviewer)
    pieces = (
        "\n".join([_stars(names[document], turns[0], cases, roles=interviewer), *_lines(texts[document], turns)])
        for (document, _case), turns in said.items()
    )
    return ("\n\n".join(pieces) + "\n").encode("utf-8", "replace")


def unquoted(material: Material, *, interviewer: bool = False) -> int:
    """Count the turns of the corpus that people say who are not to be quoted; a document without turns is one.

    Args:
        material: the study.
        interviewer: as for `alceste`.
    """
    hushed = {case.id for case in material.cases if case.withheld}
    linked = linked_words(material, hushed)
    turns = (turn for turns in _said(material, interviewer=interviewer).values() for turn in turns)
    return sum(turn.case in hushed or _left(turn, linked) != [turn] for turn in turns)


def _said(material: Material, *, interviewer: bool) -> dict[tuple[str, str], list[TurnRow]]:
    """Return the turns by document and by who speaks, without the words of those who refused the analysis.

    A document without turns is one, of the case that is linked to all of it; of several, it is nobody's.
    """
    refusing = {case.id for case in material.cases if case.withheld == "analysis"}
    theirs = linked_words(material, refusing)
    turns: dict[str, list[TurnRow]] = defaultdict(list)
    for turn in material.turns:
        turns[turn.document].append(turn)
    linked: dict[str, set[str]] = defaultdict(set)
    for link in material.links:
        if link.start is None:
            linked[link.document].add(link.case)
    said: dict[tuple[str, str], list[TurnRow]] = defaultdict(list)
    for one in material.documents:
        case = next(iter(linked[one.id])) if len(linked[one.id]) == 1 else None
        whole = TurnRow(one.id, "", "participant", 0, one.characters, None)
        for turn in turns.get(one.id) or [whole]:
            if turn.case in refusing or not (interviewer or turn.role != ASKS):
                continue
            for left in _left(turn, theirs):
                voice = left._replace(case=case) if turn is whole else left
                said[one.id, voice.case or voice.speaker].append(voice)
    return said


def _left(turn: TurnRow, linked: Mapping[str, list[LinkedWords]]) -> list[TurnRow]:
    """Return what is left of a turn without some people's words by a link; one that tells its voice is whole."""
    words = linked.get(turn.document)
    if not words or turn.case is not None or turn.role == ASKS:
        return [turn]
    return [turn._replace(start=start, end=end) for start, end in left_of(turn.start, turn.end, words)]


def _stars(document: str, turn: TurnRow, cases: Mapping[str, CaseRow], *, roles: bool) -> str:
    """Return the line that begins a text: its variables, each once; of somebody known, the attributes too."""
    case = cases.get(turn.case or "")
    told = {"document": document, "case": case.name if case else turn.speaker} | ({"voice": turn.role} if roles else {})
    told |= case.attributes if case else {}
    pairs = {key: value for name, given in told.items() if (key := variable(name)) and (value := variable(given))}
    return " ".join(["****", *(f"*{name}_{value}" for name, value in pairs.items())])


def variable(name: str) -> str:
    """Return a name or a value as a variable can bear it: "Années d'expérience" as anneesdexperience."""
    return _OTHERS.sub("", search_key(name))


def _lines(text: str, turns: Iterable[TurnRow]) -> list[str]:
    """Return a turn a line, without the signs that the format keeps for itself."""
    said = (_BREAKS.sub(" ", text[turn.start : turn.end]).replace("*", " ").strip() for turn in turns)
    return [line for line in said if line]
