"""Summaries of a case under a theme or code: tied to it by its id, whatever it is called; older ones by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.coding.cases.cases import RemoveCase
from qualcode.coding.cases.cells import KIND
from qualcode.coding.cases.joining import JoinCases
from qualcode.coding.cases.summaries import summarised, summary_acts, summary_of
from qualcode.coding.codebook.codes import EditCode, RemoveCode
from qualcode.coding.codebook.tidying import MergeCodes, SplitCode
from qualcode.coding.memos import AddMemo, EditMemo
from qualcode.coding.themes.themes import AddTheme, EditTheme, LinkTheme
from qualcode.coding.themes.tidying import MergeThemes, SplitTheme

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


def theme(trial: Any, name: str) -> str:
    action = AddTheme(name)
    trial.do(action)
    return action.id


def test_cases_joined_keep_their_summaries_in_their_cells_one_under_the_other(trial: Any) -> None:
    ana, anna, other = trial.case("Ana"), trial.case("Anna"), trial.case("Ida")
    for name in ("Lien", "Nuit"):
        trial.code(name)
    theme(trial, "Confiance")
    trial.do(AddMemo("Une note.", "case", anna))
    for case, row, text in (
        (anna, "Lien", "Se fie peu."),
        (anna, "Confiance", "Y vient."),
        (ana, "Lien", "Se fie à moitié:\nà l’équipe."),
        (ana, "Nuit", "Dort bien."),
        (other, "Lien", "Autre."),
    ):
        write(trial, case, row, text)
    trial.do(AddMemo("Parle peu.", "case", anna, KIND))
    trial.comes_and_goes(JoinCases(ana, (anna,)))
    assert summarised(trial.project) == {
        (ana, "lien"): "Se fie à moitié:\nà l’équipe.\n\nSe fie peu.",
        (ana, "confiance"): "Y vient.",
        (ana, "nuit"): "Dort bien.",
        (other, "lien"): "Autre.",
    }
    assert summary_of(trial.project, ana) == "Parle peu."
    assert write(trial, ana, "Lien", "Mieux.") == 1  # in the same memo
    assert summarised(trial.project)[ana, "lien"] == "Mieux."
    trial.comes_and_goes(JoinCases(other, (ana,)))
    assert summarised(trial.project)[other, "lien"] == "Autre.\n\nMieux."


def test_codes_and_themes_merged_keep_their_summaries_older_ones_too(trial: Any) -> None:
    ana, ida = trial.case("Ana"), trial.case("Ida")
    into, gone = trial.code("Lien"), trial.code("Attache")
    kept, merged = theme(trial, "Confiance"), theme(trial, "Se fier")
    for case, row, text in (
        (ana, "Attache", "Un lien."),
        (ana, "Lien", "Une ligne:"),
        (ida, "Se fier", "Se fie."),
        (ida, "Confiance", "Y vient."),
        (ana, "Se fier", "Guère."),
    ):
        write(trial, case, row, text)
    trial.do(AddMemo("Attache\nPlus ancien.", "case", ana, KIND))
    trial.comes_and_goes(MergeCodes(into.id, (gone.id,)))
    trial.comes_and_goes(MergeThemes(kept, (merged,)))
    found = summarised(trial.project)
    assert found.pop((ana, "lien")) == "Une ligne:\n\nUn lien.\n\nPlus ancien."
    assert found == {(ida, "confiance"): "Y vient.\n\nSe fie.", (ana, "confiance"): "Guère."}
    assert (summary_of(trial.project, ana), summary_of(trial.project, ida)) == ("", "")


def test_a_split_leaves_a_summary_where_it_was_and_a_removal_keeps_it_until_it_is_undone(trial: Any) -> None:
    ana, lien, document = trial.case("Ana"), trial.code("Lien"), trial.document()
    coding, named = trial.coding(document, lien), theme(trial, "Confiance")
    trial.do(LinkTheme(named, code=lien.id))
    write(trial, ana, "Lien", "Un lien.")
    write(trial, ana, "Confiance", "Se fie.")
    told = {(ana, "lien"): "Un lien.", (ana, "confiance"): "Se fie."}
    trial.comes_and_goes(SplitTheme(named, "Autre", (trial.themes.get(named).links[0].id,)))
    trial.comes_and_goes(SplitCode(lien.id, "Attache", (coding.id,)))
    assert summarised(trial.project) == told
    trial.do(EditTheme(named, status="dropped"))
    assert summarised(trial.project) == told
    trial.comes_and_goes(RemoveCode(lien.id))
    assert summary_of(trial.project, ana) == "Lien:\nUn lien."  # of the whole case now, under what it was about
    trial.undo()
    assert summarised(trial.project) == told
    trial.comes_and_goes(RemoveCase(ana))
    assert summarised(trial.project) == {}
    trial.undo()
    assert summarised(trial.project) == told


def test_a_summary_given_another_kind_stands_in_the_way_of_no_other(trial: Any) -> None:
    ana, anna = trial.case("Ana"), trial.case("Anna")
    trial.code("Lien")
    for case in (ana, anna):
        write(trial, case, "Lien", "Un lien.")
    note = next(memo.id for memo in trial.memos.all() if memo.target == ana)
    trial.do(EditMemo(note, kind="note"))
    assert write(trial, ana, "Lien", "Deux.") == 1
    assert write(trial, ana, "Lien", "Trois.") == 2
    assert summarised(trial.project) == {(ana, "lien"): "Trois.", (anna, "lien"): "Un lien."}
    trial.comes_and_goes(JoinCases(ana, (anna,)))
    assert sorted(summarised(trial.project)[ana, "lien"].split("\n\n")) == ["Trois.", "Un lien."]
    assert [memo.text for memo in trial.memos.all() if memo.kind == "note"] == ["Lien:\nUn lien."]
