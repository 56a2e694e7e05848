"""`qualcode import` of archives and tables, files that changed, originals kept, and the dry run that says the same."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("ana")

INTERVIEW = "Chercheuse : Ça va?\nPaul : Oui, ça va bien.\nChercheuse : Et là?\nPaul : Là aussi, pas pire.\n"
SURVEY = (
    "Nom;Âge;Arrivée;Que pensez-vous de l’école?\n"
    "Ana;17;25 mars 2024;Le matin il n’y a jamais assez de place.\n"
    "Bob;n/a;1er avril 2024;Personne ne nous a demandé ce qu’on voulait.\n"
)
ATTRIBUTES = "cas;rôle;revenu\nE1;élève;12 168 $\nAna;élève;38 $\nPersonne;x;\n"


@pytest.fixture
def here(empty: Path) -> Path:
    """Return the folder of an empty project, with an interview, a survey, an archive and a table of attributes."""
    folder = empty.parent
    (folder / "in").mkdir()
    (folder / "in" / "E1.txt").write_text(INTERVIEW, encoding="utf-8")
    (folder / "in" / "sondage.csv").write_text(SURVEY, encoding="utf-8")
    (folder / "in" / "attributs.csv").write_text(ATTRIBUTES, encoding="utf-8")
    with zipfile.ZipFile(folder / "in" / "lot.zip", "w") as packed:
        packed.writestr("E2.txt", INTERVIEW.replace("Paul", "Luc"))
        packed.writestr("dedans/E3.docx", b"no document")
        packed.writestr("photo.png", b"x")
    return folder


def documents(command: Callable[..., Any]) -> list[str]:
    return [row["name"] for row in command("documents", "--json").rows]


def cases(command: Callable[..., Any]) -> dict[str, dict[str, Any]]:
    return {row["name"]: row["attributes"] for row in command("cases", "--json").rows}


@pytest.mark.usefixtures("here")
def test_each_member_has_its_own_line_and_the_rest_goes_in(command: Callable[..., Any]) -> None:
    ran = command("import", "in/lot.zip", "--json")
    assert ran.code == 1
    assert [(row["file"], row["document"]) for row in ran.rows] == [("in/lot.zip/E2.txt", "E2")]
    assert [row["file"] for row in ran.json["refused"]] == ["in/lot.zip/dedans/E3.docx"]
    assert "in/lot.zip: 1 file inside left out, hidden or of a format not read here: photo.png" in ran.err
    again = command("import", "in/lot.zip", "--json")
    assert again.json["skipped"] == [{"file": "in/lot.zip/E2.txt", "document": "E2"}]


@pytest.mark.usefixtures("here")
def test_a_survey_becomes_documents_with_what_is_known_of_each(command: Callable[..., Any]) -> None:
    ran = command("import", "in/sondage.csv", "--json")
    assert (ran.code, [row["document"] for row in ran.rows]) == (0, ["Ana", "Bob"])
    assert ran.rows[0]["characters"] == len("Le matin il n’y a jamais assez de place.")
    assert [(each["column"], each["part"], each["type"]) for each in ran.json["tables"][0]["columns"]] == [
        ("Nom", "name", "text"),
        ("Âge", "attribute", "number"),
        ("Arrivée", "attribute", "date"),
        ("Que pensez-vous de l’école?", "open", "text"),
    ]
    assert cases(command) == {
        "Ana": {"Âge": 17, "Arrivée": "2024-03-25"},
        "Bob": {"Âge": "<not applicable>", "Arrivée": "2024-04-01"},
    }
    assert "Âge=not applicable" in command("cases").out
    assert command("undo").code == 0
    assert documents(command) == []


@pytest.mark.usefixtures("here", "french")
def test_a_survey_is_previewed_in_french(command: Callable[..., Any]) -> None:
    out = command("import", "in/sondage.csv", "--dry-run").out.splitlines()
    assert out[0] == "in/sondage.csv"
    assert out[1].split() == ["qui", "répond", "Nom", "(deviné)"]
    assert "Âge (nombre, deviné), Arrivée (date, deviné)" in out[3]
    assert out[4].startswith("  Ana · 1 réponse · ")


@pytest.mark.usefixtures("here")
def test_the_person_says_what_the_columns_are(command: Callable[..., Any]) -> None:
    ran = command("import", "in/attributs.csv", "--columns", "name=cas; open=rôle; skip=revenu", "--json")
    assert [row["document"] for row in ran.rows] == ["E1", "Ana", "Personne"]
    assert ran.json["question"]["columns"] == ["name=cas; open=rôle; skip=revenu"]
    assert command("import", "in", "--columns", "nonsense").code == 1


@pytest.mark.usefixtures("here")
def test_a_table_of_attributes_named_outright_is_refused_and_in_a_folder_left_aside(
    command: Callable[..., Any],
) -> None:
    alone = command("import", "in/attributs.csv")
    assert (alone.code, alone.err.count("\n")) == (1, 1)
    assert "qualcode cases import" in alone.err
    ran = command("import", "in", "--json")
    assert ran.json["left_out"] == ["in/attributs.csv"]
    assert "in/attributs.csv: left aside, a table without answers" in ran.err
    assert [row["file"] for row in ran.json["refused"]] == ["in/lot.zip/dedans/E3.docx"]


@pytest.mark.usefixtures("here")
def test_attributes_tell_their_types_and_who_has_no_row(command: Callable[..., Any]) -> None:
    ran = command("import", "in", "--attributes", "in/attributs.csv", "--json")
    joined = ran.json["attributes"]
    assert {key: joined[key] for key in ("cases", "unmatched", "without", "types")} == {
        "cases": 2,
        "unmatched": ["Personne"],
        "without": ["Bob", "E2"],
        "types": {"rôle": "text", "revenu": "number"},
    }
    assert "the numbers of “revenu” are kept without their sign $" in ran.err
    assert cases(command)["E1"] == {"rôle": "élève", "revenu": 12168}


def test_a_column_that_seems_to_tell_a_consent_is_said_to_hold_nobody_back(
    here: Path, command: Callable[..., Any]
) -> None:
    (here / "accords.csv").write_text("cas;Ethnicité;Peut être cité\nE1;québécoise;non\n", encoding="utf-8")
    ran = command("import", "in", "--attributes", "accords.csv")
    assert "“Peut être cité” seems to say what participants agreed to" in ran.err
    assert ran.err.count("seems to say") == 1
    ran = command("cases", "import", "accords.csv", "--consent", "quotation=Peut être cité")
    assert "seems to say" not in ran.err


def test_attributes_come_from_a_workbook_too(here: Path, command: Callable[..., Any]) -> None:
    book = openpyxl.Workbook()
    for row in (["cas", "consent"], ["E1", "oui"], ["Ana", "non"]):
        book.active.append(row)
    book.save(here / "table.xlsx")
    command("import", "in/E1.txt", "in/sondage.csv")
    assert command("cases", "import", "table.xlsx").code == 0
    assert (cases(command)["E1"], cases(command)["Ana"]["consent"]) == ({"consent": True}, False)


def test_a_changed_file_is_named_and_left_as_it_was(here: Path, command: Callable[..., Any]) -> None:
    command("import", "in/E1.txt", "in/sondage.csv")
    (here / "in" / "E1.txt").write_text(INTERVIEW + "Chercheuse : Bon.\n", encoding="utf-8")
    (here / "in" / "sondage.csv").write_text(
        SURVEY.replace("Personne ne", "On ne") + "Zoé;20;;Moi j’aime bien être ici.\n"
    )
    ran = command("import", "in/E1.txt", "in/sondage.csv", "--json")
    assert ran.code == 0
    assert ran.json["changed"] == [
        {"file": "in/E1.txt", "document": "E1"},
        {"file": "in/sondage.csv", "document": "Bob"},
    ]
    assert ran.json["skipped"] == [{"file": "in/sondage.csv", "document": "Ana"}]
    assert [row["document"] for row in ran.rows] == ["Zoé"]
    assert "in/E1.txt: changed since it came in as “E1”; left as it is" in ran.err
    assert "“qualcode documents revise E1 in/E1.txt” puts it in its place" in ran.err
    assert "Chercheuse : Bon." not in command("documents", "show", "E1").out
    assert (
        command("import", "in/E1.txt", "in/sondage.csv").out.splitlines()[-1]
        == "0 documents brought in, 2 already there, 2 changed"
    )
    assert command("documents", "revise", "E1", "in/E1.txt").code == 0
    assert "Chercheuse : Bon." in command("documents", "show", "E1").out
    assert command("documents", "revise", "Bob", "in/sondage.csv").code == 0
    assert "On ne" in command("documents", "show", "Bob").out
    assert command("import", "in/E1.txt", "in/sondage.csv", "--json").json["changed"] == []
    (here / "in" / "E1.txt").write_text(INTERVIEW, encoding="utf-8")  # the file of a former text is known again
    for options in (("--dry-run",), ()):
        assert command("import", "in/E1.txt", "--json", *options).json["skipped"] == [
            {"file": "in/E1.txt", "document": "E1"}
        ]


def test_a_file_of_the_same_name_elsewhere_is_no_change(here: Path, command: Callable[..., Any]) -> None:
    command("import", "in/E1.txt")
    (here / "autre").mkdir()
    (here / "autre" / "E1.txt").write_text(INTERVIEW.replace("Paul", "Zoé"), encoding="utf-8")
    ran = command("import", "autre", "--json")
    assert ([row["document"] for row in ran.rows], ran.json["changed"]) == (["E1.txt"], [])


def test_files_of_two_folders_laid_out_alike_are_two_documents(here: Path, command: Callable[..., Any]) -> None:
    for folder, who in (("A", "Ana"), ("B", "Zoé")):
        inside = here / folder / "data" / "txt" / "fr"
        inside.mkdir(parents=True)
        (inside / "01.txt").write_text(INTERVIEW.replace("Paul", who), encoding="utf-8")
        with zipfile.ZipFile(inside / "lot.zip", "w") as packed:
            packed.writestr("02.txt", INTERVIEW.replace("Paul", f"{who} deux"))
    assert [row["document"] for row in command("import", "A", "--json").rows] == ["01", "02"]
    ran = command("import", "B", "--json")
    assert ([row["document"] for row in ran.rows], ran.json["changed"]) == (["01.txt", "02.txt"], [])


def test_a_changed_file_comes_in_anew_once_its_document_is_gone(here: Path, command: Callable[..., Any]) -> None:
    command("import", "in/E1.txt")
    command("undo")
    (here / "in" / "E1.txt").write_text(INTERVIEW + "Chercheuse : Bon.\n", encoding="utf-8")
    assert [row["document"] for row in command("import", "in/E1.txt", "--json").rows] == ["E1"]


def test_originals_are_kept_and_written_back(here: Path, command: Callable[..., Any]) -> None:
    ran = command("import", "in", "--keep-sources", "--json")
    assert ran.json["question"]["keep_sources"] is True
    for document, held in (("E1", "E1.txt"), ("Bob", "sondage.csv")):
        assert command("documents", "source", document, "out.bin").code == 0
        assert (here / "out.bin").read_bytes() == (here / "in" / held).read_bytes()
    with zipfile.ZipFile(here / "in" / "lot.zip") as packed:
        row = command("documents", "source", "E2", "out.bin", "--json").rows[0]
        assert (here / "out.bin").read_bytes() == packed.read("E2.txt")
        assert row["bytes"] == len(packed.read("E2.txt"))


@pytest.mark.usefixtures("here")
def test_an_original_that_was_not_kept_is_refused(command: Callable[..., Any]) -> None:
    command("import", "in/E1.txt")
    ran = command("documents", "source", "E1", "out.bin")
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert "--keep-sources" in ran.err


def test_a_dry_run_says_exactly_what_the_import_says(here: Path, command: Callable[..., Any]) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        packed.writestr("E1.txt", "Un autre texte, sans personne.")
    (here / "in" / "twice.zip").write_bytes(held.getvalue())
    command("import", "in/E1.txt")
    (here / "in" / "E1.txt").write_text(INTERVIEW + "Chercheuse : Bon.\n", encoding="utf-8")
    words = ("import", "in", "missing.txt", "--attributes", "in/attributs.csv", "--json")
    dry = command(*words, "--dry-run")
    assert documents(command) == ["E1"]
    wet = command(*words)
    assert (dry.code, dry.err) == (wet.code, wet.err)
    said = [json.loads(ran.out) for ran in (dry, wet)]
    assert [each["question"].pop("dry_run") for each in said] == [True, False]
    assert said[0] == said[1]
    assert {row["document"] for row in wet.rows} == {"Ana", "Bob", "E1.txt", "E2"}


def test_a_folder_is_walked_and_a_second_run_brings_nothing(here: Path, command: Callable[..., Any]) -> None:
    (here / "in" / "deep").mkdir()
    (here / "in" / "deep" / "sondage.xlsx").write_bytes(_workbook())
    first = command("import", "in", "--json")
    assert {row["document"] for row in first.rows} == {"E1", "E2", "Ana", "Bob", "Rose"}
    again = command("import", "in", "--json")
    assert (again.rows, len(again.json["skipped"]), again.json["changed"]) == ([], 5, [])


def _workbook() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["Nom", "Commentaires"])
    book.active.append(["Rose", "Rien à dire de plus que ma sœur."])
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()
