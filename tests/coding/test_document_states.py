"""How far each coder is with a document, what the study makes of it, and documents listed as asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete, update

from qualcode.coding.cases.cases import AddCase, EditCase, SetAttribute
from qualcode.coding.documents.documents import ImportDocument, RemoveDocument, SetDocumentState
from qualcode.coding.documents.listed_words import FIELDS, VALUES, field_meant, field_named, value_meant, value_named
from qualcode.coding.documents.listing import SEVERAL, arranged, asked_in, checked, worded
from qualcode.coding.documents.sets import MoveDocumentSet, RemoveDocumentSet, RenameDocumentSet, SaveDocumentSet
from qualcode.coding.project import Project
from qualcode.coding.telling import beside
from qualcode.model import errors
from qualcode.model.listing import FILTERS, GROUPS, SORTS, Asked, Listing, Register, Said, Standing, study_state
from qualcode.model.transcript import Speech, Transcript
from qualcode.storage.tables import TABLES

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Trial


# The study's state, of what coders said


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("", "coded"),
        ("reading", "reading"),
        ("coded", "coded"),
        ("coded reading", "reading"),
        ("to_read reviewed", "to_read"),
        ("coded reviewed", "reviewed"),
        ("reviewed coded", "coded"),
        ("coded reviewed reading", "reading"),
        ("coded reviewed coded reviewed", "reviewed"),
        ("reviewed reviewed", "reviewed"),
    ],
)
def test_a_study_is_as_far_as_its_least_advanced_coder_and_one_review_is_enough(said: str, state: str) -> None:
    told = [Said(f"c{place}", each, f"2026-01-0{place + 1}") for place, each in enumerate(said.split())]
    assert study_state("coded", told) == state


def one_voice(name: str, digit: str) -> ImportDocument:
    text = f"{name} : Oui.\n"
    told = Transcript(text, "txt", turns=(Speech(name, len(name) + 3, len(text) - 1),))
    return ImportDocument(name, f"{name}.txt", digit * 64, told)


@pytest.fixture
def place(tmp_path: Path) -> str:
    place = str(tmp_path / "etude.qualcode")
    with Project.create(place, title="Étude", coder="Ana") as project:
        for digit, name in enumerate(("E1", "E2", "E3", "E10"), 1):
            project.perform(one_voice(name, str(digit)))
    return place


def states(project: Project) -> dict[str, str]:
    return {document.name: document.state for document in project.documents.all()}


def test_each_coder_says_their_own_and_the_readings_follow_the_whole_team(place: str) -> None:
    with Project.open(place, coder="Ana", write=True) as ana:
        ids = {document.name: document.id for document in ana.documents.all()}
        ana.perform(SetDocumentState(ids["E1"], "coded"))
        again = ana.perform(SetDocumentState(ids["E1"], "coded"))
        assert not again.rows
        assert states(ana)["E1"] == "coded"
    with Project.open(place, coder="Max", write=True) as max_:
        max_.perform(SetDocumentState(ids["E1"], "reading"))
        assert states(max_)["E1"] == "reading"
        coders = {coder.name: coder.id for coder in max_.coders.all()}
        one = max_.listings.register().documents[0]
        assert [one.state_of(coder) for coder in (coders["Ana"], coders["Max"], "?", None)] == [
            "coded",
            "reading",
            "to_read",
            "reading",
        ]
        max_.perform(SetDocumentState(ids["E1"], "reviewed"))
        assert states(max_)["E1"] == "reviewed"
        assert {row.name: row.state for row in max_.material().documents}["E1"] == "reviewed"
    with Project.open(place, coder="Ana", write=True) as ana:
        ana.undo()  # Max spoke since, of his own
        assert states(ana)["E1"] == "reviewed"
        assert len(ana.listings.register().documents[0].said) == 1
        ana.redo()
        ana.perform(RemoveDocument(ids["E1"]))
        assert not any("E1" in row for row in ana.dump()["document_states"])
        ana.undo()
        assert states(ana)["E1"] == "reviewed"


def test_what_was_said_before_coders_spoke_for_themselves_stays(place: str) -> None:
    with Project.open(place, coder="Ana", write=True) as ana:
        with ana._database.writing() as connection:
            connection.exec_driver_sql("UPDATE documents SET state = 'coded'")
        assert set(states(ana).values()) == {"coded"}
        one = ana.listings.register().documents[0]
        assert one.state_of("anybody") == "coded"
        ana.perform(SetDocumentState(one.id, "to_read"))
        assert states(ana) == {"E1": "to_read", "E2": "coded", "E3": "coded", "E10": "coded"}


def test_who_spoke_before_coders_spoke_for_themselves_is_one_of_them_until_they_speak_anew(trial: Trial) -> None:
    for digit, name in enumerate(("E1", "E2", "E3"), 1):
        trial.do(one_voice(name, str(digit)))
    one, two = (trial.listings.register().documents[at].id for at in (0, 1))
    before = ((one, "reading"), (one, "coded"), (two, "reading"))
    for document, state in before:
        trial.do(SetDocumentState(document, state))
    with trial.project._database.writing() as connection:  # as an earlier program left it
        for document, state in before:
            connection.execute(update(TABLES["documents"]).values(state=state).filter_by(id=document))
        connection.execute(delete(TABLES["document_states"]))
        connection.execute(update(TABLES["actions"]).values(schema_revision="0007"))
    first = trial.coders.get("Zoé").id
    trial.becomes("Max")
    trial.do(SetDocumentState(one, "reviewed"))
    trial.do(SetDocumentState(two, "coded"))
    told = trial.listings.register().documents
    assert [each.state_of(first) for each in told] == ["coded", "reading", "to_read"]
    assert [each.state_of("somebody") for each in told] == ["coded", "reading", "to_read"]
    assert states(trial.project) == {"E1": "reviewed", "E2": "reading", "E3": "to_read"}
    assert [row.state for row in trial.material().documents if row.id == two] == ["reading"]
    trial.becomes("Zoé")
    trial.do(SetDocumentState(two, "coded"))
    assert states(trial.project)["E2"] == "coded"
    trial.undo()
    assert states(trial.project)["E2"] == "reading"


# Listed as asked


def test_documents_are_grouped_and_sorted_by_what_is_known_of_who_speaks(place: str) -> None:
    with Project.open(place, coder="Ana", write=True) as ana:
        cases = {case.name: case.id for case in ana.cases.all()}
        site = AddCase("Clinique", "site")
        for action in (
            site,
            SetAttribute(site.id, "Site", "Montréal"),
            EditCase(cases["E1"], inside=site.id),
            SetAttribute(cases["E2"], "Site", "Laval"),
            SetAttribute(cases["E10"], "Site", "montreal"),
            SetAttribute(cases["E1"], "Âge", "9"),
            SetAttribute(cases["E10"], "Âge", "40"),
        ):
            ana.perform(action)
        register = ana.listings.register()
    listing = checked(Listing(), register, "site", "-âge")
    assert (listing.group, listing.sort, listing.backwards) == ("attribute:Site", "attribute:Âge", True)
    found = [(section.values, [each.name for each in section.documents]) for section in arranged(register, listing)]
    assert found == [(("Laval",), ["E2"]), (("montreal",), ["E10"]), (("Montréal",), ["E1"]), ((), ["E3"])]
    by_age = arranged(register, checked(Listing(), register, "none", "âge"))
    assert [each.name for each in by_age[0].documents] == ["E1", "E10", "E2", "E3"]
    for typed, names in (
        ("site=MONTREAL", ["E1", "E10"]),
        ("site=lav", ["E2"]),
        ("Site=", ["E3"]),
        ("e1, site=montréal", ["E1", "E10"]),
        ("e1; âge=40", ["E10"]),
        ("e2, e3", ["E2", "E3"]),
        ("kind=group", []),
        ("own_state=to_read, name=3", ["E3"]),
    ):
        where = asked_in(typed, register)
        sections = arranged(register, Listing(group="none", where=where))
        assert [each.name for section in sections for each in section.documents] == names, typed
    with pytest.raises(errors.NotListedBy, match="lieu"):
        asked_in("lieu=Laval", register)


def test_many_values_are_several_and_a_comma_stands_between_quotation_marks() -> None:
    values = {"Rôle": ("aide", "cadre", "interne", "médecin"), "Ville": ("Laval, Québec",), "Deux": ("a", "b")}
    register = Register((Standing("1", "Groupe", "coded", values=values),), dict.fromkeys(values, "text"))
    groups = {by: arranged(register, checked(Listing(), register, by))[0].values for by in values}
    assert groups == {"Rôle": SEVERAL, "Ville": ("Laval, Québec",), "Deux": ("a", "b")}
    assert asked_in('ville="Laval, Québec", gr', register) == (
        Asked("attribute:Ville", "Laval, Québec"),
        Asked("name", "gr"),
    )
    words = {"state": {"": "état", "coded": "codé", "to_read": "à lire"}}
    assert asked_in("état=cod", register, words) == (Asked("state", "coded"),)


def test_numbers_that_are_none_stand_behind_and_a_yes_is_in_the_words_of_the_study() -> None:
    ages = {"1": ("40",), "2": ("vieux",), "3": ("9",)}
    documents = tuple(Standing(one, one, "coded", words=int(one), values={"Âge": age}) for one, age in ages.items())
    register = Register(documents, {"Âge": "number", "Oui": "boolean"}, "fr-CA")

    def order(sort: str) -> str:
        sections = arranged(register, Listing(group="none", sort=sort, backwards=sort == "words"))
        return "".join(each.name for section in sections for each in section.documents)

    assert [order(sort) for sort in ("attribute:Âge", "words", "state", "own_state")] == ["312", "321", "123", "123"]
    assert [worded(register, name, "true") for name in ("Oui", "Âge")] == ["oui", "true"]


def test_a_set_is_saved_changed_renamed_removed_and_read_by_a_program_that_knows_less(place: str) -> None:
    wanted = Listing("attribute:Site", "words", backwards=True, where=(Asked("name", "E1"),), columns=("Site",))
    assert Listing.read(wanted.written()) == wanted
    assert Listing.read('{"group": "moon", "sort": 3, "where": [["moon", "full"], 4], "columns": "x"}') == Listing()
    assert Listing.read("[") == Listing.read("[]") == Listing()
    with Project.open(place, coder="Ana", write=True) as ana:
        ana.perform(SaveDocumentSet("Par site", wanted.written()))
        ana.perform(SaveDocumentSet("PAR  SITE", Listing().written()))
        ana.undo()
        assert [(one.name, one.listing) for one in ana.listings.sets()] == [("Par site", wanted)]
        ana.perform(SaveDocumentSet("Longs", Listing(sort="words").written()))
        one, other = ana.listings.sets()
        with pytest.raises(errors.NameTaken):
            ana.perform(RenameDocumentSet(other.id, "par site"))
        ana.perform(RenameDocumentSet(other.id, "Les longs"))
        ana.perform(MoveDocumentSet(other.id, -1))
        assert [each.name for each in ana.listings.sets()] == ["Les longs", "Par site"]
        ana.undo()
        assert [each.name for each in ana.listings.sets()] == ["Par site", "Les longs"]
        ana.perform(RemoveDocumentSet(one.id))
        assert [each.name for each in ana.listings.sets()] == ["Les longs"]
        assert ana.listings.get("les LONGS").listing.sort == "words"
        for missing in (RemoveDocumentSet(one.id), RenameDocumentSet(one.id, "x"), MoveDocumentSet(one.id, 0)):
            with pytest.raises(errors.NoSuchSet):
                ana.perform(missing)
        with pytest.raises(errors.NoSuchSet, match="Les longs"):
            ana.listings.get("Nord")


# Which documents readings count


def test_the_first_document_marked_coded_and_the_last_no_longer_so_are_told_once(place: str) -> None:
    with Project.open(place, coder="Ana", write=True) as ana:
        first, second = ana.documents.get("E1").id, ana.documents.get("E2").id
        told = [
            beside(ana.perform(SetDocumentState(document, state)))
            for document, state in (
                (first, "reading"), (first, "coded"), (second, "reviewed"), (first, "reading"), (second, "to_read"),
            )
        ]  # fmt: skip
        assert told == [
            "",
            "readings now count only the document marked coded (1 of 4)",
            "",
            "",
            "no document is marked coded now: readings count all those with a coding",
        ]
        assert beside(ana.perform(RemoveDocument(first))) == ""


# Fields and values, in either language


@pytest.mark.parametrize(
    ("typed", "field", "value"),
    [
        ("état=codée", "state", "coded"),
        ("etat=Codé", "state", "coded"),
        ("state=révisé", "state", "reviewed"),
        ("own_state=en lecture", "own_state", "reading"),
        ("mon_état=à l", "own_state", "to_read"),
        ("type=entrevue", "kind", "interview"),
        ("kind=groups", "kind", "group"),
        ("nom=Nord", "name", "Nord"),
        ("état=?", "state", "?"),
    ],
)
def test_a_filter_is_read_in_french_and_in_english_alike(typed: str, field: str, value: str) -> None:
    assert asked_in(typed, Register((), {})) == (Asked(field, value),)


def test_what_documents_are_listed_by_has_a_name_of_its_own_in_each_language() -> None:
    everything = dict.fromkeys((*GROUPS, *SORTS, *FILTERS))
    for place in (0, 1):
        names = [FIELDS[field][place] for field in everything]
        assert len(set(names)) == len(names)
        assert [field_meant(name, everything) for name in names] == list(everything)
    for field, values in VALUES.items():
        assert [value_meant(field, name) for names in values.values() for name in names] == [
            value for value, names in values.items() for _name in names
        ]
    assert (field_meant("lieu", everything), value_meant("name", "x"), value_meant("state", "re")) == (None, None, None)
    assert (
        field_named("kind"),
        field_named("attribute:Rôle"),
        value_named("kind", "text"),
        value_named("name", "x"),
    ) == (
        "kind",
        "Rôle",
        "other texts",
        "x",
    )


def test_an_attribute_goes_before_a_field_of_the_other_language() -> None:
    known = Register((), {"Type": "text"})
    assert checked(Listing(), known, "type", "-mots") == Listing("attribute:Type", "words", backwards=True)
    assert checked(Listing(), Register((), {}), "type").group == "kind"
    with pytest.raises(errors.NotListedBy, match=r"kind, state, own_state, none, Type$"):
        checked(Listing(), known, "attribute:mots")
