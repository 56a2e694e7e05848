"""`qualcode cases consent`: said, shown, brought in from a table; what it keeps out of files and drafts is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Command = Callable[..., Any]

pytestmark = pytest.mark.usefixtures("ana", "study")


def test_a_consent_is_said_shown_listed_and_brought_out_and_in(command: Command, tmp_path: Path) -> None:
    assert command("cases", "consent", "Entrevue 01", "--quotation", "non", "--until", "2030-01-31").code == 0
    shown = command("cases", "consent", "Entrevue 01")
    assert "did not agree to be quoted" in shown.out
    assert "2030-01-31" in shown.out
    assert "Quotation: no, until 2030-01-31" in command("cases").out
    row = command("cases", "consent", "Entrevue 01", "--json").rows[0]
    assert (row["quotation"], row["analysis"], row["withheld"]) == ("no", "", "quotation")
    out = tmp_path / "cases.csv"
    assert command("cases", "export", out).code == 0
    assert "consent:quotation" in out.read_text(encoding="utf-8-sig").splitlines()[0]
    assert command("cases", "consent", "Entrevue 01", "--quotation", "", "--until", "").code == 0
    assert command("cases", "import", out).code == 0
    rows = {each["name"]: each for each in command("cases", "--json").rows}
    assert rows["Entrevue 01"]["consent"] == {"quotation": "no", "until": "2030-01-31"}
    assert "consent:quotation" not in rows["Entrevue 01"]["attributes"]


def test_columns_of_a_table_say_what_was_agreed_in_either_language(command: Command, tmp_path: Path) -> None:
    table = tmp_path / "accords.csv"
    table.write_text("Nom,Accord,Fin,Âge\nEntrevue 01,Non,2031-05-01,41\n", encoding="utf-8")
    assert command("cases", "import", table, "--consent", "citation=Accord,fin=Fin").code == 0
    row = next(each for each in command("cases", "--json").rows if each["name"] == "Entrevue 01")
    assert (row["consent"], row["attributes"]["Âge"]) == ({"quotation": "no", "until": "2031-05-01"}, 41)
    for wrong, said in (("accord=Accord", "not a part of a consent"), ("quotation=Rien", "no such column")):
        ran = command("cases", "import", table, "--consent", wrong)
        assert (ran.code, said in ran.err) == (1, True)


def test_who_is_not_to_be_quoted_counts_and_leaves_in_no_file(command: Command, tmp_path: Path) -> None:
    before = command("frequencies", "--json").rows
    assert command("cases", "consent", "Entrevue 01", "--quotation", "no").err.endswith(
        "1 starred passage is not quoted: whoever says it did not agree to it\n"
    )
    assert command("frequencies", "--json").rows == before
    found = command("export", "excerpts", tmp_path / "e.csv")
    assert "5 excerpts left out: the people who say them did not agree to be quoted" in found.err
    written = {name: tmp_path / name for name in ("c.csv", "q.csv", "d.md")}
    assert command("codings", "export", written["c.csv"]).code == 0
    assert command("query", "ask", "code:Matin", "--out", written["q.csv"]).code == 0
    drafted = command("report", "build", written["d.md"], "--report-language", "en")
    assert (drafted.code, "5 excerpts left out: the people who say them" in drafted.err) == (0, True)
    for path in (tmp_path / "e.csv", *written.values()):
        text = path.read_text(encoding="utf-8-sig")
        assert "chez ma sœur" not in text
        assert "Je dors" not in text
    draft = written["d.md"].read_text(encoding="utf-8")
    assert "École | 2 | 2" in draft
    assert "No excerpt whose speaker agreed to be quoted." in draft
    assert "5 excerpts are not quoted: the people who say them did not agree" in draft
    corpus = command("export", "iramuteq", tmp_path / "corpus.txt")
    told = "2 turns of the corpus are of people who are not to be quoted: count their words, and quote none\n"
    assert corpus.err.endswith(told)
    checked = command("report", "check", "--json", _report(tmp_path))
    assert [row["verdict"] for row in checked.rows] == ["withheld"]


def test_who_did_not_agree_to_the_analysis_is_counted_nowhere(command: Command, tmp_path: Path) -> None:
    def codings() -> dict[str, int]:
        return {row["code"]: row["codings"] for row in command("frequencies", "--json").rows}

    before = codings()
    assert (before["École"], before["Matin"], before["Maison"]) == (2, 3, 1)
    assert command("cases", "consent", "Entrevue 01", "--analysis", "no").code == 0
    assert {code: codings()[code] for code in ("École", "Matin", "Maison")} == {"École": 1, "Matin": 0, "Maison": 0}
    assert "without 1 person who did not agree to the analysis (2 turns)" in command("frequencies").out
    assert command("export", "iramuteq", tmp_path / "corpus.txt").code == 0
    assert "sœur" not in (tmp_path / "corpus.txt").read_text(encoding="utf-8")
    assert "sœur" not in command("keywords", "--json").out


def _report(folder: Path) -> Path:
    path = folder / "rapport.md"
    path.write_text("Il dit : « Sinon chez ma sœur, le matin. » (Entrevue 01)\n", encoding="utf-8")
    return path
