"""`qualcode report outline`: made, shown, changed, out and in as YAML; and the draft after one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("ana", "study", "quick_cloud")


def test_an_outline_is_proposed_changed_and_written_after(command: Callable[..., Any], tmp_path: Path) -> None:
    def outline(*words: object) -> Any:
        ran = command("report", "outline", *words)
        assert (ran.code, "Traceback" in ran.err) == (0, False), ran.err
        return ran

    assert "report outline new NAME" in outline().err
    outline("new", "Rapport", "--proposed")
    assert [(row["number"], row["name"]) for row in outline("show", "rapport", "--json").rows] == [
        ("1", "Highlights"), ("2", "Ailleurs"), ("2.1", "Maison"), ("3", "Autres codes"), ("3.1", "Lieux"),
        ("3.1.1", "École"), ("3.2", "Temps"), ("3.2.1", "Matin"), ("4", "Vue d’ensemble du codage"),
        ("4.1", "Table of frequencies"), ("4.2", "Table of co-occurrence"), ("4.3", "Word cloud"), ("5", "Method note"),
    ]  # fmt: skip
    outline("add", "Rapport", "--free", "Introduction", "--position", "1")
    outline("write", "Rapport", "Introduction", "Deux mots.\n\n**Fin**.")
    outline("add", "Rapport", "--code", "Matin", "--under", "Ailleurs", "--title", "Le matin")
    outline("add", "Rapport", "--reading", "crosstab", "--by", "attribute:rôle", "--under", "4")
    outline("move", "Rapport", "Le matin", "--step", "up")
    outline("move", "Rapport", "Table by attribute", "--under", "4", "--position", "1")
    outline("fill", "Rapport", "Le matin", "--quotes", "2", "--no-counts")
    coding = command("excerpts", "--code", "Matin", "--coder", "Ana", "--json").rows[0]["id"]
    other = command("excerpts", "--code", "Matin", "--coder", "Ana", "--json").rows[1]["id"]
    outline("quote", "Rapport", "Le matin", coding[-8:], "--form", "block", "--position", "1")
    outline("trim", "Rapport", "Le matin", coding[-8:], "--drop", "à l’école", "--drop", "19-21")
    outline("translate", "Rapport", "Le matin", coding[-8:], "I sleep at school.")
    outline("quote", "Rapport", "Le matin", other[-8:], "--reject")
    (row, no) = outline("show", "Rapport", "Le matin", "--json").rows
    assert (row["coding"], row["form"], row["quoted"]) == (coding, "block", "Je dors […] . […] matin, rien.")
    assert (no["coding"], no["rejected"]) == (other, True)
    assert "[Translation: I sleep at school.]" in outline("show", "Rapport", "3.1").out
    assert "Le matin" in outline("show", "Rapport").out
    (listed,) = outline("list", "--json").rows
    assert (listed["parts"], listed["chosen"], listed["rejected"], listed["words"]) == (16, 1, 1, 3)
    assert "Rapport" in outline().out

    ran = command("report", "build", tmp_path / "r.md", "--outline", "rapport", "--json")
    assert ran.code == 0, ran.err
    text = (tmp_path / "r.md").read_text()
    assert text.index("Introduction") < text.index("Faits saillants") < text.index("Le matin") < text.index("Maison")
    assert "Deux mots." in text
    assert "\\*\\*Fin\\*\\*" in text
    assert "Codes selon les réponses" in text or "Codes by the answers" in text
    checked = command("report", "check", tmp_path / "r.md", "--json")
    assert checked.code == 0
    assert [row["verdict"] for row in checked.rows if row["quote"] == "I sleep at school."] == ["translated"]
    assert command("report", "build", tmp_path / "r.md", "--outline", "rien").code == 1


def test_an_outline_goes_out_and_comes_in_again(command: Callable[..., Any], tmp_path: Path) -> None:
    def outline(*words: object) -> Any:
        ran = command("report", "outline", *words)
        assert ran.code == 0, ran.err
        return ran

    outline("new", "Rapport")
    outline("add", "Rapport", "--theme", "Ailleurs")
    outline("add", "Rapport", "--code", "Matin", "--under", "Ailleurs", "--title", "Le matin")
    coding, other = (row["id"][-8:] for row in command("excerpts", "--code", "Matin", "--coder", "Ana", "--json").rows)
    outline("quote", "Rapport", "Le matin", other, "--reject")
    outline("trim", "Rapport", "Le matin", coding, "--drop", "matin")
    outline("export", "Rapport", tmp_path / "o.yaml")
    outline("import", tmp_path / "o.yaml", "--name", "Copie")
    outline("export", "Copie", tmp_path / "c.yaml")
    assert (tmp_path / "c.yaml").read_text() == (tmp_path / "o.yaml").read_text().replace("Rapport", "Copie")
    outline("new", "Vide")
    assert "report outline add" in outline("show", "Vide").err
    outline("rename", "Vide", "Nu")
    (tmp_path / "o.yaml").write_text((tmp_path / "o.yaml").read_text().replace("code: Temps/Matin", "code: Rien"))
    ran = command("report", "outline", "import", tmp_path / "o.yaml", "--into", "Nu")
    assert (ran.code, "no code “Rien” here" in ran.err) == (1, True)
    outline("title", "Nu", "Ailleurs", "Autre part")
    outline("quote", "Rapport", "Le matin", other, "--release")
    outline("trim", "Rapport", "Le matin", coding)
    outline("export", "Copie", tmp_path / "c.yaml", "--json")
    outline("remove", "Nu", "Autre part", "--yes")
    outline("remove", "Nu", "--yes", "--json")
    assert [row["name"] for row in outline("--json").rows] == ["Rapport", "Copie"]


def test_what_does_not_fit_is_said_in_a_sentence(command: Callable[..., Any], tmp_path: Path) -> None:
    command("report", "outline", "new", "Plan")
    command("report", "outline", "add", "Plan", "--free", "Un")
    coding = command("excerpts", "--code", "Matin", "--json").rows[0]["id"][-8:]
    (tmp_path / "p.txt").write_text("De la prose.\n")
    for words, code in (
        (("add", "Plan"), 2),
        (("move", "Plan", "Un"), 2),
        (("move", "Plan", "Un", "--step", "in"), 1),
        (("write", "Plan", "Un"), 2),
        (("fill", "Plan", "Un", "--quotes", "many"), 2),
        (("fill", "Plan", "Un", "--quotes", "usual", "--longest", "9"), 0),
        (("quote", "Plan", "Un", coding, "--reject", "--release"), 2),
        (("trim", "Plan", "Un", coding, "--drop", "jamais dit"), 1),
        (("write", "Plan", "Un", "--file", tmp_path / "p.txt"), 0),
        (("remove", "Plan"), 1),
        (("show", "Rien"), 1),
        (("show", "Plan", "Rien"), 1),
    ):
        ran = command("report", "outline", *words)
        assert ran.code == code, (words, ran.err)
        assert "jamais dit" not in ran.err
        assert "Traceback" not in ran.err
    assert command("report", "outline", "show", "Plan", "1", "--json").json["prose"] == "De la prose.\n"
