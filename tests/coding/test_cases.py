"""Cases and what is known of them: attributes typed, joined from a table, inherited from what a case is inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qualcode.coding.cases.attributes import canonical, join
from qualcode.coding.cases.cases import AddCase, EditCase, ImportAttributes, LinkCase, RemoveCase, SetAttribute
from qualcode.coding.cases.joining import JoinCases
from qualcode.coding.memos import AddMemo
from qualcode.model import errors
from qualcode.words.values import type_of

if TYPE_CHECKING:
    from conftest import Trial

NOBODY = "0" * 32


def known(trial: Trial, name: str) -> dict[str, str]:
    return dict(trial.cases.get(name).attributes)


def types(trial: Trial) -> dict[str, str]:
    return {attribute.name: attribute.type for attribute in trial.cases.attributes()}


def test_a_case_need_not_say_a_word(trial: Trial) -> None:
    site = trial.case("Verdun", "site")
    trial.comes_and_goes(AddCase(" L’absente\n", "person", site))
    found = trial.cases.get("l’ABSENTE")
    assert (found.name, found.kind, found.inside) == ("L’absente", "person", site)


def test_what_cannot_be_a_case_is_refused(trial: Trial) -> None:
    trial.case("Luc")
    trial.refuses(errors.NameTaken, AddCase("luc"))
    trial.refuses(errors.EmptyName, AddCase(""))
    trial.refuses(errors.BadChoice, AddCase("x", "chat"))
    trial.refuses(errors.NoSuchCase, AddCase("x", inside=NOBODY))
    trial.do(AddCase("dehors", inside=""))
    assert trial.cases.get("dehors").inside is None


def test_a_case_is_renamed_moved_and_taken_out(trial: Trial) -> None:
    site, luc = trial.case("Verdun", "site"), trial.case("Luc")
    trial.comes_and_goes(EditCase(luc, "Lucie", "person", site))
    assert (trial.cases.get(luc).name, trial.cases.get(luc).inside) == ("Lucie", site)
    trial.do(EditCase(luc, inside=""))
    assert trial.cases.get(luc).inside is None
    trial.do(EditCase(luc, new_name="LUCIE"))
    trial.refuses(errors.NameTaken, EditCase(luc, new_name="verdun"))
    trial.refuses(errors.BadChoice, EditCase(luc, kind="chat"))
    trial.refuses(errors.NoSuchCase, EditCase(luc, inside=NOBODY))
    trial.refuses(errors.NoSuchCase, EditCase(NOBODY, kind="site"))
    assert not trial.do(EditCase(luc)).touched


def test_a_case_is_never_inside_itself(trial: Trial) -> None:
    site = trial.case("S", "site")
    group = trial.case("G", "group", site)
    luc = trial.case("L", "participant", group)
    for inside in (site, group, luc):
        trial.refuses(errors.CaseCycle, EditCase(site, inside=inside))


def test_a_participant_inherits_from_its_group_and_its_site_the_nearest_wins(trial: Trial) -> None:
    site = trial.case("S", "site")
    group = trial.case("G", "group", site)
    luc = trial.case("L", "participant", group)
    for case, name, value in (
        (site, "ville", "Montréal"),
        (site, "milieu", "urbain"),
        (group, "milieu", "mixte"),
        (luc, "âge", "17"),
        (site, "âge", "60"),
    ):
        trial.do(SetAttribute(case, name, value))
    assert known(trial, "L") == {"ville": "Montréal", "milieu": "mixte", "âge": "17"}
    assert known(trial, "G") == {"ville": "Montréal", "milieu": "mixte", "âge": "60"}
    trial.do(EditCase(luc, inside=""))
    assert known(trial, "L") == {"âge": "17"}


def test_removing_a_case_leaves_what_it_said_and_lifts_its_members(trial: Trial) -> None:
    document = trial.document("G", ("P1", "oui"), ("P2", "non"))
    site = trial.case("S", "site")
    group = trial.cases.get("G").id
    trial.do(EditCase(group, inside=site))
    trial.do(SetAttribute(group, "âge", "3"))
    trial.do(AddMemo("Bruyant.", "case", group))
    trial.comes_and_goes(RemoveCase(group))
    assert {case.inside for case in trial.cases.all() if case.name != "S"} == {site}
    trial.comes_and_goes(RemoveCase(trial.cases.get("G · P1").id))
    assert [turn.case is None for turn in trial.documents.turns(document.id)] == [True, False]
    assert (trial.cases.links(), trial.memos.all()) == ([], [])
    trial.refuses(errors.NoSuchCase, RemoveCase(group))


def test_a_case_is_linked_to_a_document_or_a_passage_once(trial: Trial) -> None:
    document, luc = trial.document(), trial.case("Mère de Luc", "person")
    trial.comes_and_goes(LinkCase(luc, document.id))
    trial.comes_and_goes(LinkCase(luc, document.id, 0, 5))
    assert not trial.do(LinkCase(luc, document.id)).touched
    assert not trial.do(LinkCase(luc, document.id, 0, 5)).touched
    assert {(link.start, link.end) for link in trial.cases.links()} == {(None, None), (0, 5)}


def test_a_link_to_what_is_not_there_is_refused(trial: Trial) -> None:
    document, luc = trial.document(), trial.case("Luc")
    trial.refuses(errors.NoSuchCase, LinkCase(NOBODY, document.id))
    trial.refuses(errors.NoSuchDocument, LinkCase(luc, NOBODY))
    trial.refuses(errors.SpanOutside, LinkCase(luc, document.id, 0, 10**6))
    trial.refuses(errors.SpanEmpty, LinkCase(luc, document.id, 5, 5))
    trial.refuses(errors.NotASpan, LinkCase(luc, document.id, 5))
    trial.refuses(errors.NotASpan, LinkCase(luc, document.id, end=5))


def test_a_value_is_set_changed_and_taken_away(trial: Trial) -> None:
    luc = trial.case("Luc")
    trial.comes_and_goes(SetAttribute(luc, "Âge", "17"))
    trial.comes_and_goes(SetAttribute(luc, "âge", " 18,5 "))
    assert known(trial, "Luc") == {"Âge": "18.5"}
    trial.refuses(errors.BadValue, SetAttribute(luc, "ÂGE", "dix-huit"))
    trial.comes_and_goes(SetAttribute(luc, "âge", " "))
    assert known(trial, "Luc") == {}
    trial.refuses(errors.NoSuchCase, SetAttribute(NOBODY, "âge", "1"))
    trial.refuses(errors.EmptyName, SetAttribute(luc, " ", "1"))


def test_an_empty_value_makes_no_attribute(trial: Trial) -> None:
    assert not trial.do(SetAttribute(trial.case("Luc"), "âge", "")).touched
    assert types(trial) == {}
    trial.do(SetAttribute(trial.case("Ana"), "âge", "4"))
    assert not trial.do(SetAttribute(trial.cases.get("Luc").id, "âge", "")).touched


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["12", "3,5", "-1", "1\u00a0234,5", "+2.0", ""], "number"),
        (["12", "douze"], "text"),
        (["0123", "4567"], "text"),
        (["0", "0,5", "10"], "number"),
        (["12 34", "1"], "text"),
        (["1 234", "1 234 567"], "number"),
        (["2024-02-29", "1999-12-31"], "date"),
        (["2023-02-29"], "text"),
        (["2024-02-29", "12"], "text"),
        (["oui", "non"], "boolean"),
        (["", "  "], "text"),
        (["١٢"], "text"),
        (["1e5"], "text"),
        (["nan"], "text"),
    ],
)
def test_the_type_is_the_narrowest_that_fits_every_value(values: list[str], expected: str) -> None:
    assert type_of(values) == expected


@pytest.mark.parametrize(
    ("value", "kind", "kept"),
    [
        (" 1\u202f234,50 ", "number", "1234.50"),
        ("12 34", "number", None),
        ("2024-1-1", "date", None),
        (" 2024-01-01", "date", "2024-01-01"),
        ("Oui", "boolean", "true"),
        ("FAUX", "boolean", "false"),
        ("peut-être", "boolean", None),
        (" deux  mots\n", "text", "deux mots"),
        ("a\x00b", "text", "a\ufffdb"),
    ],
)
def test_a_value_is_kept_in_the_form_of_its_type(value: str, kind: str, kept: str | None) -> None:
    assert canonical(value, kind) == kept


def test_a_table_is_joined_by_its_best_column_and_the_longest_prefix(trial: Trial) -> None:
    for name in ("Entrevue 05", "P1 – entrevue 2", "P12", "Absente"):
        trial.case(name)
    header = ("no", "Nom", "Rôle", "")
    rows = (
        ("1", "entrevue_05", "élève", "x"),
        ("2", "P1", "parent", "x"),
        ("3", "P1 entrevue", "prof", "x"),
        ("4", "P12", "", "x"),
        ("5", "Inconnu", "prof", "x"),
        ("6", "", "prof", "x"),
        ("7",),
    )
    change = trial.comes_and_goes(ImportAttributes(header, rows))
    assert (change.note("cases"), change.note("column"), change.note("rows")) == (3, "Nom", 7)
    assert change.note("unmatched") == ["P1", "Inconnu"]
    assert known(trial, "Entrevue 05") == {"no": "1", "Rôle": "élève"}
    assert known(trial, "P1 – entrevue 2") == {"no": "3", "Rôle": "prof"}
    assert known(trial, "P12") == {"no": "4"}
    assert known(trial, "Absente") == {}
    assert types(trial) == {"no": "number", "Rôle": "text"}


def test_a_table_that_fits_nobody_says_so_and_leaves_no_trace(trial: Trial) -> None:
    trial.case("Luc")
    before = len(trial.history())
    change = trial.do(ImportAttributes(("nom", "âge"), (("Ana", "3"), ())))
    assert (change.note("cases"), change.note("unmatched"), len(trial.history())) == (0, ["Ana"], before)
    assert not trial.do(ImportAttributes((), ())).touched


def test_a_number_becomes_text_where_a_table_brings_words(trial: Trial) -> None:
    trial.case("Luc")
    trial.case("Ana")
    trial.do(SetAttribute(trial.cases.get("Luc").id, "Âge", "17"))
    trial.comes_and_goes(ImportAttributes(("nom", "âge", "vide"), (("Luc", "17 ans", ""), ("Ana", "0612", " "))))
    assert types(trial) == {"Âge": "text"}
    assert (known(trial, "Luc"), known(trial, "Ana")) == ({"Âge": "17 ans"}, {"Âge": "0612"})


def test_an_empty_cell_takes_the_old_value_away(trial: Trial) -> None:
    trial.case("Luc")
    trial.case("Ana")
    trial.do(ImportAttributes(("nom", "âge"), (("Luc", "17"), ("Ana", "18"))))
    trial.do(ImportAttributes(("nom", "âge"), (("Luc", ""), ("Ana", "19"))))
    assert (known(trial, "Luc"), known(trial, "Ana")) == ({}, {"âge": "19"})


def test_two_columns_of_one_name_are_one_attribute(trial: Trial) -> None:
    trial.case("Luc")
    trial.case("Ana")
    change = trial.comes_and_goes(ImportAttributes(("nom", "âge", "Âge"), (("Luc", "17", ""), ("Ana", "", "18"))))
    assert len(change.touched["attribute_values"].added) == 1  # the other came and went in one act
    assert (types(trial), known(trial, "Luc"), known(trial, "Ana")) == ({"âge": "number"}, {}, {"âge": "18"})


def test_of_two_rows_of_one_name_the_first_counts() -> None:
    joined = join(("nom",), [("Luc", "1"), ("luc", "2")], [("id", "LUC")])
    assert joined.matches == (("id", ("Luc", "1")),)


def test_what_each_case_said_is_counted(trial: Trial) -> None:
    trial.document("G", ("P1", "Oui, oui."), ("P2", "Non."), ("P1", "Bof."))
    luc = trial.case("Luc")
    trial.do(LinkCase(luc, trial.document("E1").id))
    trial.case("Absente")
    spoken = {trial.cases.get(case).name: tuple(found) for case, found in trial.cases.spoken().items()}
    assert spoken == {"G": (1, 0, 0), "G · P1": (1, 2, 3), "G · P2": (1, 1, 1), "E1": (1, 1, 5), "Luc": (1, 0, 0)}


def test_the_end_of_an_id_that_two_cases_share_is_refused(trial: Trial) -> None:
    for digit in "12":
        trial.do(AddCase(digit, id=digit * 20 + "a" * 12))
    with pytest.raises(errors.NotUnique, match="1, 2"):
        trial.cases.get("aaaaaa")


def test_a_case_is_found_by_name_or_id(trial: Trial) -> None:
    luc = trial.case("Luc")
    for typed in ("LUC", luc, luc[-6:], luc[-9:].upper()):
        assert trial.cases.get(typed).id == luc
    for typed in ("Lu", "\ud800", "nul\x00", "a" * 6):
        with pytest.raises(errors.NoSuchCase):
            trial.cases.get(typed)


def test_a_number_that_could_be_read_two_ways_stays_as_it_was_written() -> None:
    assert type_of(["45,000", "1,234"]) == "text"
    assert canonical("45,000", "number") is None
    assert canonical("1.234", "number") is None
    assert (canonical("45,5", "number"), canonical("0,125", "number"), canonical("45 000", "number")) == (
        "45.5",
        "0.125",
        "45000",
    )


def test_a_second_row_for_a_case_is_told_from_a_row_for_nobody() -> None:
    rows = (("Entrevue 05", "a"), ("entrevue_05", "b"), ("Entrevue 05", "c"), ("E9", "d"))
    joined = join(("cas", "x"), rows, [("1", "Entrevue 05")])
    assert joined.matches == (("1", ("Entrevue 05", "a")),)
    assert (joined.repeated, joined.unmatched) == (("entrevue_05", "Entrevue 05"), ("E9",))


def test_a_row_finds_the_one_case_whose_only_voice_bears_its_name() -> None:
    cases = [("1", "Entrevue 01"), ("2", "Entrevue 02"), ("3", "Entrevue 03"), ("4", "Luc")]
    rows = [("eve", "34"), ("Luc", "51"), ("Zoé", "20")]
    joined = join(("nom", "âge"), rows, cases, {"1": ["Ève"], "2": ["Luc"], "3": ["Zoé", "Ana"], "4": ["P1"]})
    assert joined.matches == (("4", rows[1]),)  # a name goes before a voice, and an accent is a letter
    assert (joined.by_voice, joined.unmatched, joined.heard) == ((), ("eve", "Zoé"), ("Zoé",))
    joined = join(("nom", "âge"), [("ève", "34"), *rows[1:]], cases, {"1": ["ÈVE"], "2": ["Zoé"], "3": ["Zoé"]})
    assert joined.matches == (("4", rows[1]), ("1", ("ève", "34")))
    assert (joined.by_voice, joined.unmatched, joined.heard) == (("1",), ("Zoé",), ("Zoé",))


def test_joined_cases_keep_each_link_once_and_no_case_swallows_its_own_group(trial: Trial) -> None:
    document = trial.document("E1")
    first, second, group = trial.case("Ana"), trial.case("Anna"), trial.case("Groupe", "group")
    inside = trial.case("Membre", "participant", group)
    for case, start, end in ((first, None, None), (second, None, None), (second, 4, 9)):
        trial.do(LinkCase(case, document.id, start, end))
    trial.comes_and_goes(JoinCases(first, (second,)))
    assert [(link.start, link.end) for link in trial.cases.links() if link.case == first] == [(None, None), (4, 9)]
    trial.refuses(errors.CaseCycle, JoinCases(inside, (group,)))
    trial.refuses(errors.JoinsItself, JoinCases(first, (first,)))


def a_group(trial: Trial, *names: str) -> None:
    """Make cases, by name."""
    for name in names:
        trial.case(name)


def test_a_choice_is_kept_as_such_and_comes_and_goes(trial: Trial) -> None:
    a_group(trial, "Ana", "Luc", "Zoé", "Paul")
    rows = (("Ana", "femme"), ("Luc", "homme"), ("Zoé", "femme"), ("Paul", "homme"))
    trial.comes_and_goes(ImportAttributes(("nom", "sexe"), rows))
    assert types(trial) == {"sexe": "choice"}
    assert known(trial, "Zoé") == {"sexe": "femme"}
    assert [row["type"] for row in trial.dump()["attributes"]] == ["choice"]


def test_a_choice_takes_a_new_word_and_is_text_with_the_thirteenth(trial: Trial) -> None:
    a_group(trial, *(f"P{number}" for number in range(1, 18)))
    trial.do(ImportAttributes(("nom", "quartier"), (("P1", "A"), ("P2", "A"), ("P3", "B"), ("P4", "B"))))
    twelve = [*"CDEFGHIJKL", "préfère ne pas répondre", "a"]
    for number, word in enumerate(twelve, 5):
        trial.do(SetAttribute(trial.cases.get(f"P{number}").id, "quartier", word))
    assert types(trial) == {"quartier": "choice"}  # whatever their capitals; a refusal is none of them
    trial.comes_and_goes(SetAttribute(trial.cases.get("P17").id, "quartier", "M"))
    assert types(trial) == {"quartier": "text"}
    assert known(trial, "P5") == {"quartier": "C"}


def test_words_typed_one_by_one_make_no_choice(trial: Trial) -> None:
    a_group(trial, "Ana", "Luc")
    for name in ("Ana", "Luc"):
        trial.do(SetAttribute(trial.cases.get(name).id, "rôle", "élève"))
    assert types(trial) == {"rôle": "text"}


def test_a_member_of_a_group_is_found_by_its_label_where_no_other_bears_it(trial: Trial) -> None:
    a_group(trial, "Groupe A", "Groupe A · Paul", "Groupe A · P1", "Groupe B · P1", "Groupe A · Léa", "Léa")
    header, rows = ("nom", "âge"), (("PAUL", "31"), ("P1", "32"), ("Léa", "33"), ("Groupe A", "30"))
    change = trial.do(ImportAttributes(header, rows))
    assert known(trial, "Groupe A · Paul") == {"âge": "31"}
    assert known(trial, "Groupe B · P1") == {}, "two people are called P1: nobody can say which"
    assert change.note("unmatched") == ["P1"]
    assert known(trial, "Léa") == {"âge": "33"}
