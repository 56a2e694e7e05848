"""Summaries of a case under a theme or code: tied to it by its id, whatever it is called; older ones by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.coding.cases.summaries import KIND, summarised, summary_acts, summary_of
from qualcode.coding.codebook.codes import EditCode
from qualcode.coding.memos import AddMemo, EditMemo
from qualcode.coding.themes.themes import AddTheme, EditTheme

if TYPE_CHECKING:
    from typing import Any


def write(trial: Any, case: str, row: str, text: str) -> int:
    acts = summary_acts(trial.project, case, row, text)
    for act in acts:
        trial.do(act)
    return len(acts)


def test_a_summary_follows_its_theme_and_its_code_through_new_names(trial: Any) -> None:
    ana, lien = trial.case("Ana"), trial.code("Lien")
    theme = AddTheme("Confiance")
    trial.do(theme)
    assert write(trial, ana, "confiance", "Se fie peu.\nPuis mieux:\nà l’équipe.") == 1
    assert write(trial, ana, "Lien", "Un lien.") == 1
    trial.do(EditTheme(theme.id, new_name="Se fier"))
    trial.do(EditCode(lien.id, new_name="Attache"))
    told = {(ana, "se fier"): "Se fie peu.\nPuis mieux:\nà l’équipe.", (ana, "attache"): "Un lien."}
    assert summarised(trial.project) == told
    assert write(trial, ana, "Se fier", "Se fie peu.\nPuis mieux:\nà l’équipe.") == 0
    assert write(trial, ana, "Attache", "Deux liens.") == 1
    memos = [memo.text for memo in trial.project.memos.all()]
    assert sorted(memos) == ["Attache:\nDeux liens.", "Confiance:\nSe fie peu.\nPuis mieux:\nà l’équipe."]
    assert write(trial, ana, "Attache", " ") == 1
    assert write(trial, ana, "Attache", "") == 0
    assert summary_of(trial.project, ana) == ""


def test_an_older_summary_is_read_by_its_name_and_tied_for_good_once_it_is_written_anew(trial: Any) -> None:
    ana, lien = trial.case("Ana"), trial.code("Lien")
    trial.do(AddMemo("Lien\nUn lien.", "case", ana, KIND))
    trial.do(AddMemo("Parle peu:\nde tout.", "case", ana, KIND))
    assert summarised(trial.project) == {(ana, "lien"): "Un lien."}
    assert summary_of(trial.project, ana) == "Parle peu:\nde tout."
    assert write(trial, ana, "Lien", "Un lien fort.") == 2
    trial.do(EditCode(lien.id, new_name="Attache"))
    assert summarised(trial.project) == {(ana, "attache"): "Un lien fort."}
    own = next(memo for memo in trial.project.memos.all() if "fort" in memo.text)
    trial.do(AddMemo("Attache\nEncore.", "case", ana, KIND))
    assert write(trial, ana, "Attache", "Un lien faible.") == 1
    assert summarised(trial.project) == {(ana, "attache"): "Un lien faible.\n\nEncore."}
    trial.do(EditMemo(own.id, "Sans titre"))
    assert summarised(trial.project) == {(ana, "attache"): "Sans titre\n\nEncore."}
