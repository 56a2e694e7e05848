"""What the participants say as a corpus for IRaMuTeQ and others that read the Alceste format.

A text is what one voice says in one document. It begins with a line of stars, `**** *document_E1 *case_P1 *site_nord`:
names of variables and values are letters and digits without accents, `_` between the two; a star that somebody typed
would begin another, so it is left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from qualcode.model.material import TurnRow
from qualcode.words.folding import search_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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
    refusing = {case.id for case in material.cases if case.withheld == "analysis"}
    names = {document.id: document.name for document in material.documents}
    said = _said(material, interviewer=interviewer)
    pieces = (
        "\n".join([_stars(names[document], turns[0], cases, roles=interviewer), *_lines(texts[document], turns)])
        for (document, case), turns in said.items()
        if case not in refusing
    )
    return ("\n\n".join(pieces) + "\n").encode("utf-8", "replace")


def _said(material: Material, *, interviewer: bool) -> dict[tuple[str, str], list[TurnRow]]:
    """Return the turns by document and by who speaks; a document without turns is one, of the case it is linked to."""
    turns: dict[str, list[TurnRow]] = defaultdict(list)
    for turn in material.turns:
        turns[turn.document].append(turn)
    linked = {link.document: link.case for link in material.links if link.start is None}
    said: dict[tuple[str, str], list[TurnRow]] = defaultdict(list)
    for one in material.documents:
        whole = TurnRow(one.id, "", "participant", 0, one.characters, linked.get(one.id))
        for turn in turns.get(one.id) or [whole]:
            if interviewer or turn.role != ASKS:
                said[one.id, turn.case or turn.speaker].append(turn)
    return said


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
