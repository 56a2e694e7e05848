"""The audit by command: exit codes, the JSON that scripts rely on, every format, drafts of our own, a real report."""

from __future__ import annotations

import subprocess
from collections import Counter
from typing import TYPE_CHECKING, Any

import docx
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

KEYS = {"quote", "verdict", "document", "case", "start", "end", "difference"}
GOOD = "Elle dort « chez ma sœur, le matin » (Entrevue 01). Un parent : « L'école ferme le soir. » (P1, Groupe A)."
WRONG = "Elle dort « chez sa sœur, le matin » (Entrevue 01), et « L'école ferme le soir. » (P2, Groupe A)."


@pytest.mark.usefixtures("study")
def test_a_report_whose_quotations_hold_passes_and_one_that_does_not_fails_with_its_json(
    command: Callable[..., Any], tmp_path: Path
) -> None:
    (tmp_path / "bon.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "faux.txt").write_text(WRONG, encoding="utf-8")
    good = command("report", "check", "bon.txt", "--json")
    assert (good.code, [row["verdict"] for row in good.rows]) == (0, ["verbatim", "verbatim"])
    wrong = command("report", "check", "faux.txt", "--json")
    assert (wrong.code, [row["verdict"] for row in wrong.rows]) == (1, ["changed", "misattributed"])
    assert all(row.keys() >= KEYS for row in wrong.rows)
    assert {key: wrong.json[key] for key in ("figures", "names")} == {"figures": [], "names": []}
    first, second = wrong.rows
    assert (first["quote"], first["difference"]) == ("chez sa sœur, le matin", "chez –ma +sa sœur le …")
    assert (second["document"], second["case"]) == ("Groupe A", "Groupe A · P1")
    assert second["difference"] is None
    text = command("documents", "show", "Groupe A", "--json").rows[0]["text"]
    assert text[second["start"] : second["end"]] == "L'école ferme le soir"


@pytest.mark.usefixtures("study")
def test_people_read_what_is_wrong_whom_is_quoted_and_how_often(command: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "faux.md").write_text(WRONG, encoding="utf-8")
    ran = command("report", "check", "faux.md")
    assert ran.code == 1
    assert "words changed · Entrevue 01" in ran.out
    assert "in the source: chez –ma +sa sœur le …" in ran.out
    assert "another’s words · P2, Groupe A" in ran.out
    assert "1 voice of 3 is not quoted." in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80


@pytest.mark.usefixtures("study")
def test_a_list_of_real_names_says_which_are_left_in_and_lets_pseudonyms_stand_in_quotations(
    command: Callable[..., Any], tmp_path: Path
) -> None:
    """A name by itself changes no exit code; an e-mail needs no list."""
    (tmp_path / "noms.csv").write_text("Tremblay\nsœur;cousine\n\n, rien\n", encoding="utf-8")
    words = "« chez ma cousine, le matin » (Entrevue 01). Mme Tremblay, Tremblay, a@b.ca."
    (tmp_path / "ébauche.txt").write_text(words, encoding="utf-8")
    ran = command("report", "check", "ébauche.txt", "--names", "noms.csv", "--json")
    assert (ran.code, [row["verdict"] for row in ran.rows]) == (0, ["edited"])
    assert [(left["name"], left["count"], left["kind"]) for left in ran.json["names"]] == [
        ("Tremblay", 2, "listed"),
        ("a@b.ca", 1, "email"),
    ]
    assert words[ran.json["names"][0]["at"] :].startswith("Tremblay")
    table = command("report", "check", "ébauche.txt", "--names", "noms.csv").out
    assert "somebody may be known" in table
    assert [line.split()[:4] for line in table.splitlines() if "Tremblay" in line] == [
        ["Tremblay", "a", "real", "name"]
    ]
    without = command("report", "check", "ébauche.txt", "--json")
    assert [left["name"] for left in without.json["names"]] == ["a@b.ca"]
    assert without.code == 1
    missing = command("report", "check", "ébauche.txt", "--names", "rien.csv")
    assert (missing.code, missing.err.count("\n")) == (1, 1)


@pytest.mark.usefixtures("study", "french")
def test_they_read_it_in_french(command: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "faux.txt").write_text(WRONG, encoding="utf-8")
    out = command("report", "check", "faux.txt").out
    assert "mots changés · Entrevue 01" in out
    assert "words" not in out


@pytest.mark.usefixtures("study")
def test_tidied_speech_is_allowed_by_an_option_which_the_question_names(
    command: Callable[..., Any], tmp_path: Path
) -> None:
    (tmp_path / "r.txt").write_text(
        "« La maison, le soir, c'est loin loin de l'école » (P2, Groupe A)", encoding="utf-8"
    )
    assert command("report", "check", "r.txt").code == 1
    allowed = command("report", "check", "r.txt", "--allow", "repeats", "--json")
    assert (allowed.code, allowed.json["question"]["allowed"]) == (0, ["repeats"])


@pytest.mark.usefixtures("study")
def test_a_file_that_cannot_be_read_is_refused_in_one_line(command: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "r.docx").write_bytes(b"no document")
    for name in ("r.docx", "nowhere.docx"):
        ran = command("report", "check", name)
        assert (ran.code, ran.err.count("\n")) == (1, 1)
        assert ran.err.startswith("qualcode: ")


@pytest.mark.usefixtures("study")
def test_quotations_set_apart_in_word_are_found_by_their_style(command: Callable[..., Any], tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Un parent le dit :")
    document.add_paragraph("L'école ferme très tard le soir. (P1, Groupe A)", style="Quote")
    document.add_paragraph("Sans suite.")
    document.save(str(tmp_path / "r.docx"))
    (row,) = command("report", "check", "r.docx", "--json").rows
    assert (row["verdict"], row["difference"]) == ("changed", "L’école ferme +très tard le soir")


@pytest.mark.usefixtures("quick_cloud")
@pytest.mark.parametrize("ending", ["docx", "html", "md"])
def test_every_quotation_of_a_draft_of_ours_checks_clean(command: Callable[..., Any], demo: Path, ending: str) -> None:
    built = command("report", "build", f"r.{ending}", "--quotes", "all", "--json")
    ran = command("report", "check", f"r.{ending}", "--json")
    assert demo.name == "demo.qualcode"
    assert (ran.code, set(ran.json["counts"])) == (0, {"verbatim"})
    assert len(ran.rows) == built.rows[0]["excerpts"]
    assert ran.json["figures"] == []


@pytest.mark.usefixtures("quick_cloud")
def test_so_does_one_of_the_english_study_and_one_that_libreoffice_has_saved(
    command: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, soffice: str
) -> None:
    monkeypatch.chdir(tmp_path)
    command("demo", ".", "--study", "first-year", "--no-open")
    built = command("report", "build", "r.docx", "--quotes", "all", "--json")
    subprocess.run(
        [
            soffice,
            f"-env:UserInstallation={(tmp_path / 'office').as_uri()}",
            "--headless",
            "--convert-to",
            "odt",
            "r.docx",
        ],
        check=True,
        capture_output=True,
    )
    for name in ("r.docx", "r.odt"):
        ran = command("report", "check", name, "--json")
        assert (ran.code, ran.json["counts"]) == (0, {"verbatim": built.rows[0]["excerpts"]})


@pytest.mark.usefixtures("quick_cloud", "empty", "ana")
def test_the_published_report_holds_against_its_own_verbatims_and_so_does_a_draft_made_of_them(
    command: Callable[..., Any], material: Path
) -> None:
    report = material / "reports" / "rapport_ips.txt"
    assert command("import", report, "--verbatims").code == 0
    ran = command("report", "check", report, "--json")
    counts = Counter(row["verdict"] for row in ran.rows)
    assert ran.code == 0
    assert set(counts) <= {"verbatim", "edited"}
    assert sum(bool(row["attribution"]) for row in ran.rows) == 132
    assert (ran.json["participants"], len(ran.json["voices"])) == (11, 11)
    assert {figure["kind"] for figure in ran.json["figures"]} == {"above_population", "two_ways"}
    command("report", "build", "r.docx", "--quotes", "all")
    drafted = command("report", "check", "r.docx", "--json")
    assert (drafted.code, set(drafted.json["counts"]) <= {"verbatim", "edited"}) == (0, True)
    assert len(drafted.rows) > 100


@pytest.mark.usefixtures("study")
def test_a_pipeline_can_be_strict_about_figures_and_real_names(command: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "noms.csv").write_text("Tremblay\n", encoding="utf-8")
    reports = {"bon.txt": GOOD, "part.txt": f"{GOOD} Des 3 élèves, 40 % (n = 5).", "nom.txt": f"{GOOD} Mme Tremblay."}
    for name, words in reports.items():
        (tmp_path / name).write_text(words, encoding="utf-8")
    codes = {
        name: [command("report", "check", name, "--names", "noms.csv", *strict).code for strict in ((), ("--strict",))]
        for name in reports
    }
    assert codes == {"bon.txt": [0, 0], "part.txt": [0, 1], "nom.txt": [0, 1]}
