"""Answers in tables: who answers is a document, what is known of them attributes, and every guess is said."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from qualcode.importers.answers import survey
from qualcode.importers.answers.columns import parsed
from qualcode.importers.losses import sentence
from qualcode.importers.reading import Batch, ImportOptions, Noted, Refused, Source
from qualcode.model import errors
from qualcode.model.bundle import Fact

if TYPE_CHECKING:
    from pathlib import Path

    from qualcode.model.bundle import Bundle

LONG = (
    "Le matin il n’y a jamais assez de place dans l’autobus.",
    "Personne ne nous a demandé ce qu’on voulait, alors on n’a rien dit.",
    "Moi j’aime ça, je reste le soir pour la chorale avec ma sœur.",
)
TABLE = (
    "Nom;Âge;Quartier;Revenu;Que pensez-vous de l’école?;Commentaires;Courriel\n"
    f"Ana;17;Verdun;12 168 $;{LONG[0]};;a@x\n"
    f"Paul;n/a;Verdun;;{LONG[1]};Merci;p@x\n"
    f"Zoé;19;Lachine;38 $;{LONG[2]};;z@x\n"
    "Luc;18;Lachine;;;;l@x\n"
)


def read(text: str, *columns: str, name: str = "sondage.csv") -> Bundle:
    return survey.read(text.encode(), name, ImportOptions(columns=columns))


def told(bundle: Bundle) -> dict[str, str]:
    return {loss.kind: sentence(loss) for loss in bundle.losses}


def parts(bundle: Bundle) -> dict[str, str]:
    return {column.column: column.part for column in bundle.columns}


def workbook(*sheets: list[list[Any]], titles: tuple[str, ...] = ()) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for place, rows in enumerate(sheets):
        sheet = book.create_sheet(titles[place] if titles else None)
        for row in rows:
            sheet.append(row)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def found(place: Path, data: bytes, *columns: str) -> list[Any]:
    path = place / "sondage.xlsx"
    path.write_bytes(data)
    with Batch(ImportOptions(columns=columns)) as batch:
        return list(batch.every(path))


def test_what_each_column_is_is_guessed_and_said() -> None:
    bundle = read(TABLE)
    assert parts(bundle) == {
        "Nom": "name",
        "Âge": "attribute",
        "Quartier": "attribute",
        "Revenu": "attribute",
        "Que pensez-vous de l’école?": "open",
        "Commentaires": "open",
        "Courriel": "attribute",
    }
    assert all(column.guessed for column in bundle.columns)
    said = told(bundle)
    assert said["columns_name"] == "who answers was guessed: the column “Nom”; --columns says otherwise"
    assert said["columns_open"].endswith("own words: Que pensez-vous de l’école?, Commentaires")
    assert said["columns_attribute"].endswith("attributes: Âge, Quartier, Revenu, Courriel")
    assert said["rows_silent"] == "1 person answered no open question and gets no document: line 5"


def test_a_person_is_a_document_with_questions_as_headings_and_answers_as_turns() -> None:
    paul = read(TABLE).members[1]
    text = paul.transcript.text
    assert text == f"Que pensez-vous de l’école?\n{LONG[1]}\n\nCommentaires\nMerci\n"
    assert [(turn.speaker, turn.role, text[turn.start : turn.end]) for turn in paul.transcript.turns] == [
        ("Paul", "participant", LONG[1]),
        ("Paul", "participant", "Merci"),
    ]
    headings = [text[block.start : block.end] for block in paul.transcript.blocks if block.kind == "heading"]
    assert headings == ["Que pensez-vous de l’école?", "Commentaires"]
    assert (paul.name, paul.transcript.language, paul.transcript.format) == ("Paul", "fr", "csv")


def test_what_is_known_of_a_person_is_typed_by_its_whole_column() -> None:
    members = read(TABLE).members
    assert members[0].facts == (
        Fact("Âge", "number", "17"),
        Fact("Quartier", "choice", "Verdun"),
        Fact("Revenu", "number", "12 168 $"),
        Fact("Courriel", "text", "a@x"),
    )
    assert members[1].facts[0] == Fact("Âge", "number", "n/a")


def test_what_the_person_says_of_the_columns_goes_before_the_guess() -> None:
    bundle = read(TABLE, "name=Courriel; open=E; skip=Nom, Revenu", "attributes=Quartier")
    assert parts(bundle) == {
        "Nom": "skip",
        "Âge": "attribute",
        "Quartier": "attribute",
        "Revenu": "skip",
        "Que pensez-vous de l’école?": "open",
        "Commentaires": "skip",
        "Courriel": "name",
    }
    assert [member.name for member in bundle.members] == ["a@x", "p@x", "z@x"]
    assert [column.column for column in bundle.columns if column.guessed] == ["Âge", "Commentaires"]


def test_columns_are_named_by_letters_ranges_quotes_and_a_star() -> None:
    table = 'Nom;"Pourquoi, au fond?";Q2;Q3\nAna;parce que;oui;non\nPaul;bof;non;non\n'
    bundle = read(table, 'name=A; open="Pourquoi, au fond?", C-D; attributes=*')
    assert list(parts(bundle).values()) == ["name", "open", "open", "open"]
    assert parts(read(table, "open=B; skip=*", "name=Nom"))["Q3"] == "skip"


@pytest.mark.parametrize("mapping", ["Nom", "nom=A", "open=", "name=A, B", "name=A; name=B", "=A"])
def test_a_mapping_that_is_none_is_refused_before_any_file(mapping: str) -> None:
    with pytest.raises(errors.BadColumns, match="--columns"):
        Batch(ImportOptions(columns=(mapping,)))
    assert parsed(()).parts == ()


def test_a_column_that_is_not_there_is_refused() -> None:
    with pytest.raises(errors.MissingColumns, match="Rien, Z"):
        read(TABLE, "open=Rien, Z, E")


def test_a_row_an_answer_is_gathered_by_person_under_its_question() -> None:
    table = "Qui;Question;Réponse;Âge\nAna;Où?;Ici.;17\nPaul;Où?;Là.;18\nAna;Quand?;Hier.;17\nAna;Quand?;Jamais.;19\n"
    bundle = read(table, "name=Qui; question=Question; open=Réponse; attributes=Âge")
    assert [(member.name, member.transcript.text) for member in bundle.members] == [
        ("Ana", "Où?\nIci.\n\nQuand?\nHier.\nJamais.\n"),
        ("Paul", "Où?\nLà.\n"),
    ]
    assert bundle.members[0].facts == (Fact("Âge", "number", "17"),)


def test_two_rows_of_one_name_that_differ_name_the_person_and_the_values_kept_and_left_out() -> None:
    table = "Nom;Âge;Rôle;Réponse\nAna;17;élève;Ici.\nPaul;18;élève;Là.\nAna;41;mère;Loin.\nAna;41;tante;Bof.\n"
    bundle = read(table, "name=Nom; open=Réponse; attributes=*")
    assert bundle.members[0].facts == (Fact("Âge", "number", "17"), Fact("Rôle", "text", "élève"))
    assert "differ: Ana (Âge: 17 ≠ 41; Rôle: élève ≠ mère ≠ tante); the first" in told(bundle)["attributes_differ"]
    both = told(read(f"{table}Paul;19;élève;Là-bas.\n", "name=Nom; open=Réponse; attributes=*"))["attributes_differ"]
    assert both.startswith("rows of 2 names differ: Ana (")
    assert "Paul (Âge: 18 ≠ 19)" in both


def test_a_number_is_called_after_the_file_and_a_row_without_a_name_after_its_line() -> None:
    table = "id;Réponse\n1;Oui, bien sûr.\n;Non merci.\n2;Peut-être bien.\n"
    assert [member.name for member in read(table).members] == ["sondage 1", "sondage #3", "sondage 2"]
    assert [member.name for member in read("Réponse;x\nBof;1\n").members] == ["sondage #2"]


def test_equal_rows_are_different_people_and_a_row_is_known_wherever_it_stands() -> None:
    first = read("Réponse;x\nBof.;1\nBof.;1\n", "open=A")
    assert len({member.sha256 for member in first.members}) == 2
    longer = read("Réponse;x\nNon.;1\nBof.;1\nBof.;1\n", "open=A", name="autre.csv")
    assert [member.sha256 for member in longer.members[1:]] == [member.sha256 for member in first.members]


def test_a_table_of_attributes_is_refused_with_what_to_do() -> None:
    with pytest.raises(errors.NoOpenColumn, match="cases import"):
        read("case,Age,interest\nID1,20,science\nID2,22,performing arts\n")
    rows = "".join(
        f"E{number};{'une remarque assez longue pour être des mots' if number < 3 else ''}\n" for number in range(9)
    )
    with pytest.raises(errors.NoOpenColumn):
        read(f"cas;remarque\n{rows}")
    assert len(read(f"cas;remarque\n{rows}", "open=remarque").members) == 3


def test_a_table_beyond_the_limits_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(survey, "MOST_COLUMNS", 6)
    with pytest.raises(errors.TableTooBig, match=r"too many columns \(7; the limit is 6\)"):
        read(TABLE)
    monkeypatch.undo()
    monkeypatch.setattr(survey, "MOST_ROWS", 3)
    with pytest.raises(errors.TableTooBig, match="too many rows"):
        read(TABLE)


def test_nothing_of_a_line_that_is_too_long_or_a_column_without_a_name_goes_in_silence() -> None:
    said = told(read("id;Réponse;\n1;Oui.;x;y\n"))
    assert said["rows_overlong"].startswith("line 2 has more cells")
    assert said["columns_unnamed"] == "1 column without a name left out; give it one"


def test_each_answer_tells_its_language_where_it_is_long_enough() -> None:
    english = "I really think that the school should have asked us what we wanted before they closed the whole library."
    french = "Je pense vraiment que l’école aurait dû nous demander ce qu’on voulait avant de tout fermer."
    members = read(f"nom;réponse\nAna;{french}\nBob;{english}\nLuc;ok\n").members
    assert [member.transcript.language for member in members][:2] == ["fr", "en"]


def test_a_workbook_is_read_as_it_shows(tmp_path: Path) -> None:
    rows = [["Nom", "Date", "Part", "Note", "Réponse"], ["Ana", dt.date(2024, 3, 25), 3.0, 3.5, "Ça va bien."]]
    source = next(each for each in found(tmp_path, workbook(rows)) if isinstance(each, Source))
    assert source.facts == (
        Fact("Date", "date", "2024-03-25"),
        Fact("Part", "number", "3"),
        Fact("Note", "number", "3.5"),
    )
    assert (source.name, source.transcript.format) == ("Ana", "xlsx")


def test_the_first_sheet_that_holds_anything_is_read_and_the_others_are_named(tmp_path: Path) -> None:
    data = workbook([], [["nom", "réponse"], ["Ana", "Oui."]], [["x"]], titles=("Vide", "Sondage", "Notes"))
    noted = next(each for each in found(tmp_path, data) if isinstance(each, Noted))
    said = [sentence(loss) for loss in noted.losses]
    assert said[0] == "the sheet “Sondage” was read, 2 others left out: Vide, Notes"


def test_a_formula_without_its_result_is_named(tmp_path: Path) -> None:
    data = workbook([["nom", "réponse", "âge"], ["Ana", "Oui.", "=10+7"]])
    noted = next(each for each in found(tmp_path, data) if isinstance(each, Noted))
    assert sentence(noted.losses[0]).startswith("1 formula without its result is empty here: C2")


def test_a_sheet_without_names_is_kept_whole(tmp_path: Path) -> None:
    noted, source = found(tmp_path, workbook([[1, 2.5], [3, 4]]))
    assert (source.name, source.transcript.text) == ("sondage", "1\t2.5\n3\t4\n")
    assert [loss.kind for loss in noted.losses] == ["no_column_names"]


def test_an_empty_workbook_and_one_of_names_alone_are_refused(tmp_path: Path) -> None:
    for sheet, kind in (([], errors.NoTableInside), ([["nom", "réponse"]], errors.BadTable)):
        refused = found(tmp_path, workbook(sheet))
        assert [type(each.refusal) for each in refused if isinstance(each, Refused)] == [kind]


def test_a_table_of_attributes_may_be_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "attributs.xlsx"
    path.write_bytes(workbook([["cas", "âge"], ["Ana", 17], ["Paul", None]]))
    with Batch() as batch:
        table = batch.table(path)
    assert (table.header, [row.cells for row in table.rows]) == (("cas", "âge"), [("Ana", "17"), ("Paul", "")])


def test_the_examples_of_another_program_come_in(material: Path) -> None:
    folder = material / "transcripts" / "qualcoder_examples"
    with Batch() as batch:
        found_ = {
            name: list(batch.every(folder / name)) for name in ("survey456.csv", "survey789.xlsx", "cases123.csv")
        }
    names = {name: [each.name for each in each_ if isinstance(each, Source)] for name, each_ in found_.items()}
    assert names == {
        "survey456.csv": ["ID4", "ID5", "ID6"],
        "survey789.xlsx": ["ID7", "ID8", "ID9"],
        "cases123.csv": [],
    }
    assert isinstance(found_["cases123.csv"][0], Refused)
    turns = [len(each.transcript.turns) for each in found_["survey789.xlsx"] if isinstance(each, Source)]
    assert turns == [2, 2, 2]
