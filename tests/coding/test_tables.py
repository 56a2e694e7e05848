"""Whole tables by one act: a codebook, codings by the hundred."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from qualcode.coding.documents.documents import RenameDocument
from qualcode.coding.passages.codings import RemoveCodings
from qualcode.coding.passages.tables import CodeLine, CodingLine, ImportCodes, ImportCodings
from qualcode.model import errors
from qualcode.model.codebook import path_text
from qualcode.storage.reading import codes as codebook

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from conftest import Trial
    from qualcode.model.records import Code


def paths(trial: Trial) -> list[str]:
    return [path_text(code.path) for code in trial.codes.all()]


def test_a_codebook_makes_groups_first_and_fills_texts(trial: Trial) -> None:
    trial.code("Émotions", colour="#111111")
    lines = (
        CodeLine("Peur", "Émotions", "#ABCDEF", (("definition_fr", "Craindre."), ("id", "no"), ("example", ""))),
        CodeLine("La nuit", "émotions / peur"),
        CodeLine("a/b", r"x\/y / z"),
        CodeLine("Émotions", "", "#222222", (("label_en", "Emotions"),)),
    )
    change = trial.comes_and_goes(ImportCodes(lines))
    assert (change.note("count"), change.note("made")) == (4, 3)
    assert paths(trial) == ["Émotions", "Émotions/Peur", "Émotions/Peur/La nuit", r"x\/y", r"x\/y/z", r"x\/y/z/a\/b"]
    found = trial.codes.get("Peur")
    assert (found.definition_fr, found.colour) == ("Craindre.", "#abcdef")
    assert (trial.codes.get("Émotions").colour, trial.codes.get("Émotions").label_en) == ("#222222", "Emotions")


def test_a_codebook_brought_in_twice_changes_nothing(trial: Trial) -> None:
    lines = (CodeLine("Peur", "G", "#123456", (("label_fr", "peur"),)),)
    trial.do(ImportCodes(lines))
    assert not trial.do(ImportCodes(lines)).touched


@pytest.mark.parametrize(
    ("line", "refusal"),
    [
        (CodeLine(" "), errors.EmptyName),
        (CodeLine("x", "a//b"), errors.EmptyName),
        (CodeLine("x" * 251), errors.NameTooLong),
        (CodeLine("x", "", "blue"), errors.BadColour),
    ],
)
def test_a_line_that_does_not_fit_refuses_the_codebook(
    trial: Trial, line: CodeLine, refusal: type[errors.Refusal]
) -> None:
    trial.refuses(refusal, ImportCodes((CodeLine("avant"), line)))


def test_a_large_codebook_comes_in_one_act(trial: Trial) -> None:
    lines = tuple(CodeLine(f"code {number}", f"groupe {number % 20}") for number in range(300))
    assert trial.do(ImportCodes(lines)).note("made") == 300
    assert len(paths(trial)) == 320


def placed(trial: Trial, **fields: Any) -> tuple[int, list[tuple[int, str, str]]]:
    """Bring one line in; return how many were added, and the faults."""
    line = {"line": 2, "document": "E1", "code": "x", "start": 0, "end": 3} | fields
    change = trial.do(ImportCodings((CodingLine(**line),)))
    return change.note("count"), change.note("faults")


def test_a_path_makes_the_codes_that_are_missing_and_finds_those_there(trial: Trial) -> None:
    document = trial.document()
    trial.code("Peur", trial.code("Émotions"))
    lines = tuple(
        CodingLine(number, "e1", code, number, number + 2)
        for number, code in enumerate(["ÉMOTIONS/peur", "peur", r"a\/b", r"A\/B", "neuf / sous", "neuf", "x\ud800"])
    )
    change = trial.comes_and_goes(ImportCodings(lines))
    assert (change.note("count"), change.note("made"), change.note("faults")) == (7, 4, [])
    assert paths(trial) == ["Émotions", "Émotions/Peur", r"a\/b", "neuf", "neuf/sous", "x\ufffd"]
    codes = {code.id: "/".join(code.path) for code in trial.codes.all()}
    assert [codes[coding.code] for coding in trial.codings.of_document(document.id)] == [
        "Émotions/Peur",
        "Émotions/Peur",
        "a/b",
        "a/b",
        "neuf/sous",
        "neuf",
        "x\ufffd",
    ]
    assert {coding.origin for coding in trial.codings.of_document(document.id)} == {"import"}


def test_a_name_that_two_codes_bear_makes_one_at_the_top(trial: Trial) -> None:
    trial.document()
    for group in ("A", "B"):
        trial.code("Peur", trial.code(group))
    assert placed(trial, code="peur") == (1, [])
    assert "peur" in paths(trial)


def test_words_find_their_bounds(trial: Trial) -> None:
    document = trial.document()
    assert placed(trial, start=None, end=None, text="jardine beaucoup") == (1, [])
    assert placed(trial, start=3, end=None, text="Et chez") == (1, [])
    found = trial.codings.of_document(document.id)
    assert [coding.text for coding in found] == ["Et chez", "jardine beaucoup"]


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"text": "jardine", "start": None}, (2, "twice", "E1")),
        ({"text": "absent", "end": None}, (2, "text", "E1")),
        ({"text": "", "end": None}, (2, "text", "E1")),
        ({"document": "E9"}, (2, "document", "E9")),
        ({"document": "\ud800"}, (2, "document", "\ud800")),
        ({"start": 5, "end": 5}, (2, "span", "5:5")),
        ({"start": -1}, (2, "span", "-1:3")),
        ({"end": 10**9}, (2, "span", "0:1000000000")),
        ({"weight": 6}, (2, "weight", "6")),
        ({"weight": 0}, (2, "weight", "0")),
        ({"code": "a//b"}, (2, "code", "a//b")),
        ({"code": ""}, (2, "code", "")),
        ({"code": "bien/" + "x" * 251}, (2, "code", "bien/" + "x" * 251)),
    ],
)
def test_a_line_that_does_not_fit_is_noted_and_makes_nothing(
    trial: Trial, fields: dict[str, Any], fault: tuple[int, str, str]
) -> None:
    trial.document()
    assert placed(trial, **fields) == (0, [fault])
    assert paths(trial) == []


def test_words_of_several_documents_find_each_its_own(trial: Trial) -> None:
    for name in ("E1", "E2"):
        trial.document(name, ("A", f"Voici {name}, et {name} encore."))
    lines = [CodingLine(n, name, "x", text=f"Voici {name}") for n, name in enumerate(["E1", "E1", "E2", "E1"])]
    lines += [CodingLine(9, "E1", "x", text="encore")]
    change = trial.do(ImportCodings(tuple(lines)))
    assert (change.note("count"), change.note("present"), change.note("faults")) == (3, 2, [])


def test_words_that_overlap_themselves_are_there_twice(trial: Trial) -> None:
    trial.document("E1", ("A", "nanana"))
    assert placed(trial, start=None, text="nana") == (0, [(2, "twice", "E1")])


def test_strict_refuses_everything_where_a_line_does_not_fit(trial: Trial) -> None:
    trial.document()
    lines = (CodingLine(2, "E1", "neuf", 0, 3, coder="Max"), CodingLine(3, "E1", "neuf", 3, 3))
    refused = trial.refuses(errors.RowsRefused, ImportCodings(lines, strict=True))
    assert (refused.fields["what"], refused.fields["count"]) == ("3:3", 1)
    assert trial.do(ImportCodings(lines[:1], strict=True)).note("count") == 1


def test_identical_rows_count_as_present_overlapping_ones_stay_apart(trial: Trial) -> None:
    document = trial.document()
    lines = [CodingLine(number, "E1", "x", 0, 3) for number in range(3)]
    lines += [CodingLine(5, "E1", "x", 1, 3), CodingLine(6, "E1", "y", 0, 3), CodingLine(7, "E1", "x", 0, 3, coder="B")]
    change = trial.do(ImportCodings(tuple(lines)))
    assert (change.note("count"), change.note("present")) == (4, 2)
    again = trial.do(ImportCodings(tuple(lines)))
    assert (again.note("count"), again.note("present"), again.touched) == (0, 6, {})
    assert len(trial.codings.of_document(document.id)) == 4


def test_other_coders_are_made_by_name_and_survive_an_undo(trial: Trial) -> None:
    trial.document()
    lines = tuple(CodingLine(n, "E1", "x", n, n + 1, coder=name) for n, name in enumerate(["Max", " max ", "Ana", ""]))
    change = trial.do(ImportCodings(lines))
    assert sorted(coder.name for coder in trial.coders.all()) == ["Ana", "Max", "Zoé"]
    assert len(change.touched["coders"].added) == 2
    trial.undo()
    assert trial.codings.count() == 0
    assert sorted(coder.name for coder in trial.coders.all()) == ["Ana", "Max", "Zoé"]
    trial.becomes("Max")
    with pytest.raises(errors.NothingToUndo):
        trial.undo()


def test_memo_weight_and_star_come_along(trial: Trial) -> None:
    document = trial.document()
    assert placed(trial, memo="tiens\x00", weight=4, starred=True, coder="Max") == (1, [])
    (coding,) = trial.codings.of_document(document.id)
    assert (coding.weight, coding.starred) == (4, True)
    (memo,) = trial.memos.all()
    assert (memo.text, memo.on, memo.target, memo.coder) == ("tiens\ufffd", "coding", coding.id, "Max")


def test_a_document_is_named_by_name_id_or_file(trial: Trial) -> None:
    document = trial.document("E1", file_name="Entrevue.docx")
    for place, typed in enumerate(("e1", document.id, "ENTREVUE.docx")):
        assert placed(trial, document=typed, start=place) == (1, [])


def test_a_files_name_that_two_documents_share_finds_none(trial: Trial) -> None:
    first = trial.document("E1", file_name="même.txt")
    trial.document("E2", file_name="même.txt")
    assert placed(trial, document="même.txt") == (0, [(2, "document", "même.txt")])
    trial.do(RenameDocument(first.id, "même.txt"))
    assert placed(trial, document="même.txt") == (1, [])


def test_codings_brought_in_are_removed_like_any_other(trial: Trial) -> None:
    document = trial.document()
    placed(trial)
    trial.do(RemoveCodings(tuple(coding.id for coding in trial.codings.of_document(document.id))))
    trial.undo()
    assert trial.codings.count() == 1


def test_second_places_and_retirements_of_a_table_follow_its_own_lines(
    trial: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    trial.code("Peur")
    read: list[int] = []
    listed = codebook.listed

    def counting(connection: Connection) -> list[Code]:
        read.append(1)
        return listed(connection)

    monkeypatch.setattr(codebook, "listed", counting)
    lines = (
        CodeLine("Peur", also_in=("G", "Neuf", "g"), retired=True, retired_reason="Vague."),
        CodeLine("La nuit", "G", also_in=("Peur",), retired=True, retired_reason="Autre."),
        CodeLine("La nuit", "G", also_in=("Peur",), retired=False),
        CodeLine("Peur", retired=True),
    )
    trial.do(ImportCodes(lines))
    assert len(read) == 2  # however many lines there are
    monkeypatch.undo()
    book = {path_text(code.path): code for code in trial.codes.all()}
    assert set(book["Peur"].also_in) == {book["G"].id, book["Neuf"].id}
    assert book["G/La nuit"].also_in == (book["Peur"].id,)
    assert [book[path].retired_reason for path in ("Peur", "G/La nuit")] == ["Vague.", ""]
    assert (book["Peur"].retired, book["G/La nuit"].retired) == (True, False)
    trial.refuses(errors.CodeCycle, ImportCodes((CodeLine("G", also_in=("G/La nuit",)),)))
    trial.refuses(errors.CodeCycle, ImportCodes((CodeLine("A", also_in=("B",)), CodeLine("B", also_in=("A",)))))
