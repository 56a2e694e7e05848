"""`qualcode import`: each file by itself, what was understood said, what cannot come in refused in one line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from qualcode.cli.common.output import Bar

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("ana")

INTERVIEW = "Chercheuse : Ça va?\nPaul : Oui, ça va bien.\nChercheuse : Et là?\nPaul : Là aussi, pas pire.\n"
KEYS = ["file", "document", "format", "language", "characters", "words", "turns", "speakers", "warnings", "marks"]


@pytest.fixture
def here(empty: Path) -> Path:
    """Return the folder of an empty project, with two transcripts and a table in it."""
    folder = empty.parent
    (folder / "in" / "deep").mkdir(parents=True)
    (folder / "in" / "E1.txt").write_text(INTERVIEW, encoding="utf-8")
    (folder / "in" / "deep" / "E2.md").write_text("# Deux\n\nJuste du texte, sans personne.\n", encoding="utf-8")
    (folder / "in" / ".notes.xyz").write_text("not meant")
    (folder / "table.csv").write_text("\ufeffcas; rôle;âge\nE1;élève;16\nE9;parent;\nE10;;\n", encoding="utf-8")
    return folder


@pytest.mark.usefixtures("here")
def test_json_has_the_keys_of_the_contract_and_counts_speech_only(command: Callable[..., Any]) -> None:
    ran = command("import", "in", "--json")
    assert (ran.code, ran.err) == (0, "")
    assert [list(row) for row in ran.rows] == [KEYS] * 2
    first = ran.rows[0]
    assert (first["document"], first["format"], first["turns"], first["warnings"]) == ("E1", "txt", 4, [])
    assert first["speakers"] == ["Chercheuse", "Paul"]
    assert first["characters"] == len("Ça va?" + "Oui, ça va bien." + "Et là?" + "Là aussi, pas pire.")
    assert first["words"] == 2 + 4 + 2 + 4
    assert ran.json["question"] == {
        "reading": "import",
        "paths": ["in"],
        "speakers": "auto",
        "interviewer": [],
        "attributes": None,
        "encoding": None,
        "verbatims": False,
        "tiers": [],
        "columns": [],
        "comments": "ignore",
        "highlights": "ignore",
        "keep_sources": False,
        "dry_run": False,
    }
    documents = command("documents", "--json").rows
    for row in documents:
        row_of_import = next(each for each in ran.rows if each["document"] == row["name"])
        assert {key: row[key] for key in ("characters", "words", "turns", "speakers", "language")} == {
            key: row_of_import[key] for key in ("characters", "words", "turns", "speakers", "language")
        }


@pytest.mark.usefixtures("here")
def test_what_was_understood_is_said_for_each_file(command: Callable[..., Any]) -> None:
    out = command("import", "in").out.splitlines()
    assert out[0].endswith("E1.txt")
    assert out[3].split() == ["turns", "4", "·", "labels", "of", "the", "form", "Name", ":"]
    assert out[4].strip() == "voices      Chercheuse (2, asks, as the label says), Paul (2)"
    assert any(line.strip() == "title       Deux" for line in out)
    assert any("the text is kept whole" in line for line in out)
    assert out[-1] == "2 documents brought in"


@pytest.mark.usefixtures("here", "french")
def test_it_is_said_in_french(command: Callable[..., Any]) -> None:
    ran = command("import", "in", "in/none.txt")
    assert "Chercheuse (2, pose les questions, selon l’étiquette)" in ran.out
    assert ran.err.count("\n") == 1
    assert "none.txt\u00a0: " in ran.err
    assert ran.out.splitlines()[-1].startswith("2 documents importés")


def test_the_same_bytes_are_skipped_and_said_so(here: Path, command: Callable[..., Any]) -> None:
    command("import", "in")
    (here / "copy.txt").write_bytes((here / "in" / "E1.txt").read_bytes())
    ran = command("import", "copy.txt")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "copy.txt: already there as “E1”; skipped\n"
    again = command("import", "in", "--json")
    assert (again.code, again.rows) == (0, [])
    assert [skipped["document"] for skipped in again.json["skipped"]] == ["E1", "E2"]
    assert len(command("documents", "--json").rows) == 2


def test_a_refused_file_is_one_line_and_the_rest_goes_in(here: Path, command: Callable[..., Any]) -> None:
    (here / "in" / "empty.txt").write_bytes(b"")
    (here / "in" / "picture.docx").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    ran = command("import", "in", "missing.txt")
    assert ran.code == 1
    lines = ran.err.splitlines()
    assert [line.startswith("qualcode: ") for line in lines] == [True] * 3
    assert [name in line for name, line in zip(("empty.txt", "picture.docx", "missing.txt"), lines, strict=False)]
    assert ran.out.splitlines()[-1] == "2 documents brought in, 3 refused"
    assert len(command("documents", "--json").rows) == 2


def test_a_document_takes_the_stem_else_the_file_name_else_a_number(here: Path, command: Callable[..., Any]) -> None:
    for place, text in (("a", "Un."), ("b", "Deux."), ("c", "Trois.")):
        (here / place).mkdir()
        (here / place / "E1.txt").write_text(text)
    rows = command("import", "a", "b", "c", "--json").rows
    assert [row["document"] for row in rows] == ["E1", "E1.txt", "E1 (2)"]


def test_losses_are_one_warning_line_each(here: Path, command: Callable[..., Any]) -> None:
    (here / "old.txt").write_bytes(("Élise : Où ça? Là-bas, à côté.\n" * 9 + "Fin\x07.\n").encode("cp1252"))
    ran = command("import", "old.txt")
    assert ran.code == 0
    assert [line.split(": ")[0] for line in ran.err.splitlines()] == ["old.txt"] * 2
    assert "cp1252" in ran.err


@pytest.mark.usefixtures("here")
def test_attributes_are_joined_after_the_import_and_strangers_are_a_warning(command: Callable[..., Any]) -> None:
    ran = command("import", "in", "--attributes", "table.csv")
    assert ran.code == 0
    assert ran.err == "table.csv: 2 rows fit no case: E9, E10\n"
    assert ran.out.splitlines()[-1] == "table.csv: 1 case described, found by the column “cas”"
    case = command("cases", "--json").rows[0]
    assert (case["name"], case["attributes"]) == ("E1", {"rôle": "élève", "âge": 16})


@pytest.mark.parametrize(
    "options",
    [["--attributes", "none.csv"], ["--attributes", "in"], ["--encoding", "klingon"], ["--speakers", "("]],
)
@pytest.mark.usefixtures("here")
def test_a_wrong_option_is_refused_before_any_file(command: Callable[..., Any], options: list[str]) -> None:
    ran = command("import", "in", *options)
    assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert command("documents", "--json").rows == []


@pytest.mark.usefixtures("here")
def test_a_dry_run_says_it_all_and_changes_nothing(command: Callable[..., Any]) -> None:
    dry = command("import", "in", "--dry-run", "--json")
    assert command("documents", "--json").rows == []
    assert dry.rows == command("import", "in", "--json").rows
    assert command("import", "in", "--dry-run").out.splitlines()[-1] == "0 documents would come in, 2 already there"


def test_a_dry_run_needs_no_project(here: Path, command: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(here / "in")
    assert command("import", ".", "--dry-run").code == 0
    assert command("import", ".").code == 1


def test_the_person_may_say_who_asks_and_how_voices_are_told(here: Path, command: Callable[..., Any]) -> None:
    (here / "own.txt").write_text("@A bonjour\n@B oui\n@A ça va\n", encoding="utf-8")
    row = command("import", "own.txt", "--speakers", "@([AB])", "--interviewer", "B", "--json").rows[0]
    assert (row["speakers"], row["turns"]) == (["A", "B"], 3)
    turns = command("documents", "show", "own", "--json").rows[0]["turns"]
    assert [turn["role"] for turn in turns] == ["participant", "interviewer", "participant"]
    assert command("import", "in/E1.txt", "--speakers", "none", "--json").rows[0]["turns"] == 0


@pytest.mark.usefixtures("here")
def test_stopping_keeps_what_was_finished(command: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_bar: object, done: int, _total: object, _label: object) -> None:
        if done == 1:
            raise KeyboardInterrupt

    monkeypatch.setattr(Bar, "step", stop)
    ran = command("import", "in")
    assert ran.code == 130
    assert [row["name"] for row in command("documents", "--json").rows] == ["E1"]


@pytest.mark.usefixtures("here")
def test_no_path_is_wrong_usage(command: Callable[..., Any]) -> None:
    assert command("import").code == 2


def test_hours_are_told_from_minutes(here: Path, command: Callable[..., Any]) -> None:
    text = "[00:59:58] SPEAKER_00: Ça va?\n[01:00:02] SPEAKER_01: Oui.\n[01:00:09] SPEAKER_00: Bon.\n"
    (here / "long.txt").write_text(text * 2, encoding="utf-8")
    assert "times 59:58 to 1:00:09" in command("import", "long.txt").out


def test_more_voices_than_a_line_holds_are_counted(here: Path, command: Callable[..., Any]) -> None:
    text = "".join(f"Voix{number:02} : Une parole, et encore.\n" for number in range(14)) * 2
    (here / "many.txt").write_text(text, encoding="utf-8")
    assert "2 others" in command("import", "many.txt").out


@pytest.mark.usefixtures("empty")
def test_ten_real_interviews_take_their_attributes_from_the_table_beside_them(
    material: Path, command: Callable[..., Any]
) -> None:
    folder = material / "transcripts" / "artisans_fr"
    ran = command("import", *sorted(folder.glob("*.docx")), "--attributes", folder / "recap_entretien.csv", "--json")
    assert ran.code == 0, ran.err
    assert len(ran.rows) == 10
    assert {tuple(sorted(row["speakers"])) for row in ran.rows} == {("Chercheur", "Interviewe")}
    assert ran.json["attributes"]["column"] == "Nom Fichier"
    described = [row for row in command("cases", "--json").rows if "Matériau" in row["attributes"]]
    assert len(described) == ran.json["attributes"]["cases"] == 8
    assert json.dumps(described)


def test_what_a_folder_holds_and_no_importer_reads_is_named(here: Path, command: Callable[..., Any]) -> None:
    for name in ("E9.mp3", "E10.doc", "LICENCE.md"):
        (here / "in" / name).write_text("not a transcript", encoding="utf-8")
    (here / "in" / "table.csv").write_text("name,role\nE1,mother\ne_1,x\nE1,father\n", encoding="utf-8")
    ran = command("import", "in", "--attributes", "in/table.csv", "--json")
    assert ran.code == 0
    assert sorted(name.rpartition("/")[2] for name in ran.json["left_out"]) == ["E10.doc", "E9.mp3", "LICENCE.md"]
    assert "2 files left aside, of formats not read here: E10.doc, E9.mp3" in ran.err
    assert ran.json["attributes"]["repeated"] == ["E1"]
    assert ran.json["attributes"]["unmatched"] == ["e_1"]


def test_tiers_of_elan_are_chosen_by_name(here: Path, command: Callable[..., Any]) -> None:
    slot = '<TIME_ORDER><TIME_SLOT TIME_SLOT_ID="t" TIME_VALUE="0"/></TIME_ORDER>'
    said = '<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="{0}" TIME_SLOT_REF1="t" TIME_SLOT_REF2="t">'
    said += "<ANNOTATION_VALUE>Bonjour {0}</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>"
    tiers = "".join(f'<TIER TIER_ID="{name}">{said.format(name)}</TIER>' for name in ("Ana", "Bob"))
    (here / "e.eaf").write_text(f"<ANNOTATION_DOCUMENT>{slot}{tiers}</ANNOTATION_DOCUMENT>", encoding="utf-8")
    ran = command("import", "e.eaf", "--tiers", "bob", "--json")
    assert ran.rows[0]["speakers"] == ["Bob"]
    assert ran.json["question"]["tiers"] == ["bob"]
    assert ran.rows[0]["warnings"] == ["1 tier left out: Ana; --tiers NAME reads it"]


def test_a_file_of_a_folder_that_is_no_transcript_is_left_aside_and_named(
    command: Callable[..., Any], empty: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "entrevues"
    folder.mkdir()
    (folder / "E1.txt").write_text("E : Alors?\nR : Rien.\nE : Bon.\nR : Voilà.\n", encoding="utf-8")
    (folder / "réglages.json").write_text('{"theme": "dark"}', encoding="utf-8")
    ran = command("import", "-p", empty, folder, "--json")
    assert ran.code == 0
    assert [file.endswith("réglages.json") for file in ran.json["left_out"]] == [True]
    assert "left aside, no transcript" in ran.err
    assert command("import", "-p", empty, folder / "réglages.json").code == 1


def test_a_web_page_says_where_it_comes_from_and_keeps_it(here: Path, command: Callable[..., Any]) -> None:
    head = '<link rel="canonical" href="https://exemple.org/page"><meta name="date" content="2024-03-25">'
    page = f"<html><head>{head}</head><body><nav>Menu</nav><p>Dit.</p><p>Faites un don!</p></body></html>"
    (here / "page.html").write_text(page, encoding="utf-8")
    ran = command("import", "page.html")
    assert "  source      https://exemple.org/page · 2024-03-25\n" in ran.out
    assert "Menu · Faites un don!" in ran.err
    report = command("documents", "show", "page", "--json").rows[0]["report"]
    assert report["metadata"] == {
        "address": "https://exemple.org/page",
        "date": "2024-03-25",
        "left_out": "Menu\nFaites un don!",
    }
    assert report["losses"] == [{"count": 2, "kind": "page_furniture"}]
