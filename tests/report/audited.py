"""Two interviews and a group, invented, and reports on them checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.analysis.alignment import aligned
from qualcode.model.material import CaseRow
from qualcode.model.transcript import Transcript
from qualcode.report.audit import audit
from qualcode.report.sources import Sources, SourceText, Stretch, term_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qualcode.model.audit import Audit, EditingRule, Quoted
    from qualcode.model.transcript import Block

ASKS = frozenset({"Rita"})
MORNING = (
    "Ben, euh, j'ouvre la porte à 7 h 30 pis y'a déjà du monde. C'est jamais tranquille, mais je ne changerais pas de "
    "place. L'école, c'est comme une deuxième maison pour eux autres, peut-être la première."
)
EVENING = (
    "Le soir, je ferme à cinq heures. Personne ne reste… sauf Nadia, qui attend son père. "
    "Il arrive tard, dans la voiture de sa sœur, les soirs de pluie."
)
FAMILIES = (
    "Les familles, on les voit pas souvent. Elles ont peur d'être jugées, pis je les comprends. [rires] Quand "
    "une mère vient, on prend un café, on parle de tout sauf de l'école, et c'est là que ça commence."
)
TALK: dict[str, list[tuple[str, str]]] = {
    "Entrevue 01": [
        ("Rita", "Comment ça se passe, le matin, quand vous ouvrez la porte?"),
        ("Paul", MORNING),
        ("Rita", "Et le soir, à quelle heure fermez-vous?"),
        ("Paul", EVENING),
    ],
    "Entrevue 02": [
        ("Rita", "Parlez-moi des familles."),
        ("Lise", FAMILIES),
    ],
    "Groupe A": [
        ("Rita", "Qu'est-ce qui vous aide?"),
        ("P1", "Moi, ce qui m'aide, c'est l'équipe, vraiment, on se parle chaque midi."),
        ("P2", "Nous autres on n'a pas d'équipe, on est chacun dans notre école, pis on s'appelle le vendredi."),
    ],
}
CASES = {
    ("Entrevue 01", "Paul"): "Entrevue 01",
    ("Entrevue 02", "Lise"): "Entrevue 02",
    ("Groupe A", "P1"): "Groupe A · P1",
    ("Groupe A", "P2"): "Groupe A · P2",
}


def study(
    *,
    attributes: Mapping[str, dict[str, str]] | None = None,
    pseudonyms: Mapping[str, str] | None = None,
    terms: Sequence[str] = (),
) -> Sources:
    """Return the study; the id of a case is its name."""
    given = attributes or {}
    cases = tuple(CaseRow(name, name, "person", None, given.get(name, {})) for name in CASES.values())
    documents = tuple(document(name, turns) for name, turns in TALK.items())
    return Sources(documents, cases, frozenset(term_key(term) for term in terms), dict(pseudonyms or {}))


def document(name: str, turns: Sequence[tuple[str, str]]) -> SourceText:
    """Write turns as a transcript, a label before each."""
    text, stretches = f"{name}\n\n", []
    for speaker, words in turns:
        start = len(text) + len(f"{speaker} : ")
        text += f"{speaker} : {words}\n"
        role = "interviewer" if speaker in ASKS else "participant"
        stretches.append(Stretch(start, start + len(words), speaker, role, CASES.get((name, speaker))))
    return SourceText(name, name, text, tuple(stretches))


def checked(report: str, *, blocks: Sequence[Block] = (), rule: EditingRule | None = None, **more: object) -> Audit:
    """Check a report against the study."""
    return audit(Transcript(report, "txt", blocks=tuple(blocks)), study(**more), align=aligned, rule=rule)  # type: ignore[arg-type]


def judged(quote: str, label: str = "Entrevue 01", rule: EditingRule | None = None, **more: object) -> Quoted:
    """Check one quotation."""
    (found,) = checked(f"Elle dit : « {quote} » ({label}).", rule=rule, **more).quotations
    return found
