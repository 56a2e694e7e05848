"""Talk made by chance, in which codes are independent of each other, or not, by design."""

from __future__ import annotations

import random
from dataclasses import dataclass

from analysis_tiny import code, study

from qualcode.model.material import AskedRow, CaseRow, Material, QuestionRow, TurnRow


@dataclass(frozen=True)
class Talk:
    """How corpora are made; as they stand, lengths differ as in real talk."""

    n_documents: int = 3
    n_turns: int = 100
    """A document."""
    n_codes: int = 8
    often: float = 0.05
    """How likely a code begins in a turn of 25 words."""
    goes_on: float = 0.3
    """How likely a code goes on in the next turn."""
    spread: float = 0.7
    """Of the logarithm of the turns' lengths."""
    power: float = 0.7
    """Long turns attract codes: likelihood grows with length to this power."""
    guide: int = 0
    """Questions that all documents ask; each code belongs to one and is four times as likely there."""
    planted: float = 0.0
    """Share of the turns with code c0 that get c1 too."""


def corpus(seed: int, talk: Talk = Talk()) -> tuple[Material, dict[str, str]]:
    """Make talk; every fourth turn is the interviewer's, and one document is unfinished."""
    chance = random.Random(seed)
    names = [f"c{number}" for number in range(talk.n_codes)]
    texts, turns, codings, states, askings = {}, [], [], {}, []
    for document in (*(f"D{number}" for number in range(talk.n_documents)), "unfinished"):
        text, open_codes = "", []
        states[document] = "reading" if document == "unfinished" else "coded"
        for number in range(talk.n_turns):
            asks = number % 4 == 0
            length = 8 if asks else max(3, int(chance.lognormvariate(3.2, talk.spread)))
            start, text = len(text), text + "mot " * length
            role = "interviewer" if asks else "participant"
            turns.append(TurnRow(document, "V", role, start, len(text) - 1, None))
            topic = number // 4 * talk.guide * 4 // talk.n_turns
            if talk.guide and asks and topic != (number // 4 - 1) * talk.guide * 4 // talk.n_turns:
                askings.append(AskedRow(f"q{topic}", document, start, len(text) - 1))
            if asks:
                continue
            likely = talk.often * (length / 25) ** talk.power
            open_codes = [name for name in open_codes if chance.random() < talk.goes_on]
            for place, name in enumerate(names):
                drawn = likely * (2.5 if talk.guide and place % talk.guide == topic else 0.5 if talk.guide else 1)
                if chance.random() < drawn and name not in open_codes:
                    open_codes.append(name)
            if "c0" in open_codes and "c1" not in open_codes and chance.random() < talk.planted:
                open_codes.append("c1")
            codings += [(document, start, len(text) - 1, name, "m") for name in open_codes]
        texts[document] = text
    made = study(texts, turns, codings, codes=tuple(code(name) for name in names), states=states)
    fields = {field: getattr(made, field) for field in made.__dataclass_fields__}
    questions = tuple(QuestionRow(f"q{number}", f"{number + 1}") for number in range(talk.guide))
    return Material(**fields | {"questions": questions, "askings": tuple(askings)}), texts


def planted_jaccard(seed: int, n_cases: int = 30) -> tuple[Material, dict[str, str], float]:
    """Make cases who each speak of a and b more or less; return the Jaccard of all whom they were drawn from, too.

    A case holds 20 turns; in a share s of them, drawn evenly between 0.1 and 0.5, it speaks of one or both: of both in
    30 % of these. So 0.3 is the Jaccard of all.
    """
    chance = random.Random(seed)
    texts, turns, codings, cases = {}, [], [], []
    for number in range(n_cases):
        name, said = f"D{number}", chance.uniform(0.1, 0.5)
        tie = chance.betavariate(3, 7)
        texts[name] = "mot " * 20
        cases.append(CaseRow(name, name, "participant", None, {}))
        for place in range(20):
            start = 4 * place
            turns.append(TurnRow(name, "V", "participant", start, start + 3, name))
            if chance.random() < said:
                which = "ab" if chance.random() < tie else chance.choice("ab")
                codings += [(name, start, start + 3, one, "m") for one in which]
    made = study(texts, turns, codings, cases=tuple(cases))
    return made, texts, 0.3
