"""A file's own codings come in with it, in one act, under those who made them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.coding.documents.documents import ImportDocument
from qualcode.model.query import Wanted
from qualcode.model.transcript import Mark, Speech, Transcript

if TYPE_CHECKING:
    from conftest import Trial

TEXT = "« Prendre le temps. » (Entrevue 05)\n« Pas de presse. » (Entrevue 07)\n« Ça va de soi ici. »\n"


def bounds(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


REPORT = Transcript(
    text=TEXT,
    format="txt",
    turns=(
        Speech("Entrevue 05", *bounds("Prendre le temps.")),
        Speech("Entrevue 07", *bounds("Pas de presse.")),
        Speech("?", *bounds("Ça va de soi ici."), role="other"),
    ),
    marks=(
        Mark(*bounds("Prendre le temps."), ("Lien", "Temps"), "source"),
        Mark(*bounds("Pas de presse."), ("Lien", "Temps"), "source", "à vérifier"),
        Mark(*bounds("Ça va de soi ici."), ("Lien",), "source"),
    ),
    voices_known=True,
)


def test_a_report_comes_in_as_cases_codes_and_codings_at_once(trial: Trial) -> None:
    trial.document("Entrevue 05", ("Q", "Allô ?"), ("Luc", "Allô."))
    before = trial.project.dump()
    trial.project.perform(ImportDocument("rapport", "rapport.txt", "0" * 64, REPORT))
    excerpts = {e.text: e for e in trial.codings.excerpts(Wanted())}
    assert {(words, e.case, e.coder) for words, e in excerpts.items()} == {
        ("Prendre le temps.", "Entrevue 05", "source"),
        ("Pas de presse.", "Entrevue 07", "source"),
        ("Ça va de soi ici.", None, "source"),
    }
    assert [code.path for code in trial.codes.all()] == [("Lien",), ("Lien", "Temps")]
    assert {case.name for case in trial.cases.all()} == {"Entrevue 05", "Entrevue 07"}
    trial.project.undo()
    assert trial.project.dump() == {**before, "coders": trial.project.dump()["coders"]}
