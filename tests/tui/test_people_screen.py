"""The screen of people: consents by a key each, a withdrawal, former texts, pseudonyms; and a sealed project opened."""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
import readable
from textual.widgets import Input, OptionList, Static

from qualcode import namekey, settings
from qualcode.coding import sealing
from qualcode.coding.cases.cases import AddCase, EditCase, LinkCase
from qualcode.coding.cases.consents import SetConsent
from qualcode.coding.documents.documents import ImportDocument
from qualcode.coding.passages.codings import StarCodings
from qualcode.coding.purging.withdrawing import WithdrawCase
from qualcode.model.consent import Consent
from qualcode.model.errors.purging import NobodyWithdraws
from qualcode.model.pseudonyms import Candidate, NameKey
from qualcode.model.transcript import Transcript
from qualcode.settings import Settings
from qualcode.storage import sealing as seals
from qualcode.tui.app import QualcodeApp
from qualcode.tui.dialogs.choosing import ChooseDialog
from qualcode.tui.dialogs.line import LineDialog
from qualcode.tui.dialogs.listing import ListingDialog
from qualcode.tui.dialogs.names import NamesDialog
from qualcode.tui.dialogs.palette import fitting
from qualcode.tui.dialogs.passphrase import PassphraseDialog
from qualcode.tui.dialogs.person import PersonDialog
from qualcode.tui.dialogs.purging import PurgeDialog
from qualcode.tui.dialogs.telling import TellingDialog
from qualcode.tui.running import Job
from qualcode.tui.screens.desk.coding import CodingScreen
from qualcode.tui.screens.desk.commands import HERE
from qualcode.tui.screens.people.people import PeopleScreen
from qualcode.tui.screens.welcome import WelcomeScreen
from qualcode.tui.shown.leaving import BACKUPS, GO, PURGE, STAY, WORDS, Done, afterwards, leaving
from qualcode.tui.shown.naming import preview, sort_of
from qualcode.tui.shown.people import PASSAGES, UNKNOWN, WITHHELD, PeopleReader, joined, words_of
from qualcode.tui.widgets.peoplelist import PeopleList

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from qualcode.coding.project import Project
    from qualcode.tui.commands import Command

PASSPHRASE = "cheval agrafe pile"  # noqa: S105 - of these tests


class People:
    """What a story does among people, and looks at."""

    def __init__(self, pilot: Pilot[None]) -> None:
        self.pilot = pilot
        self.project: Project = pilot.app.workbench.project

    @property
    def screen(self) -> PeopleScreen:
        return next(screen for screen in self.pilot.app.screen_stack if isinstance(screen, PeopleScreen))

    @property
    def said(self) -> str:
        return str(self.screen.query_one("#said", Static).visual.plain)

    @property
    def names(self) -> list[str]:
        return [person.name for person in self.screen.query_one(PeopleList)._people]

    def rows(self) -> list[str]:
        listing = self.screen.query_one(PeopleList)
        return ["".join(words for words, _style in listing.pieces(number)) for number in range(listing.count())]

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await self.pilot.pause()
        await self.until(lambda: not [one for one in self.pilot.app.workers if one.group == "people"])

    async def ask(self, key: str, dialog: type) -> Any:
        await self.pilot.press(key)
        await self.until(lambda: readable.asked(self.pilot, dialog))
        return self.pilot.app.screen

    async def answer(self, words: str) -> None:
        self.pilot.app.screen.query(Input).last().value = words
        await self.press("enter")

    async def at(self, name: str) -> None:
        await self.ask("slash", PersonDialog)
        await self.answer(name)
        assert self.screen.people.person(self.screen.open).name == name

    async def until(self, settled: Any) -> None:
        await readable.until(self.pilot, settled)

    def consent(self, name: str) -> Consent:
        return self.project.consents.own().get(self.project.cases.get(name).id, Consent(""))


def _starred(folder: Path) -> Project:
    """Return the small study, a passage of Paul's starred."""
    project = readable.coded(folder)
    (coding, *_rest) = project.codings.of_document(project.documents.get("Entrevue 01").id)
    project.perform(StarCodings((coding.id,), starred=True))
    return project


async def _quoted_until(people: People) -> None:
    """Type a last day: what is no day stays, to be mended."""
    dialog = await people.ask("d", LineDialog)
    await people.answer("some day")
    assert people.pilot.app.screen is dialog, "what is no day stays, to be mended"
    assert "some day" in str(dialog.query_one("#meaning.wrong", Static).visual.plain)
    dialog.query_one(Input).value = "2027-01-31"
    await people.until(lambda: "2027-01-31" in str(dialog.query_one("#meaning", Static).visual.plain))
    await people.press("enter")
    assert people.consent("Entrevue 01").until == "2027-01-31"


@readable.played
async def test_consents_names_and_cases_change_by_a_key_each_and_come_back_by_undo(tmp_path: Path) -> None:
    async with readable.app_of(_starred(tmp_path)).run_test(size=(120, 36)) as pilot:
        people = People(pilot)
        await readable.gone(pilot, "5")
        assert people.names == ["Entrevue 01", "Groupe A", "Groupe A · P1", "Groupe A · P2"]
        await people.press("c", "c")
        assert people.consent("Entrevue 01").quotation == "no"
        assert "quotation: no" in people.said
        assert "1 starred passage is quoted no more" in people.said
        assert "✗ no" in people.rows()[0]
        await people.press("u", "a", "r")
        agreed = people.consent("Entrevue 01")
        assert (agreed.quotation, agreed.analysis, agreed.reuse) == ("yes", "yes", "yes")
        await _quoted_until(people)
        await people.ask("n", LineDialog)
        await people.answer("pas de photos")
        assert people.consent("Entrevue 01").note == "pas de photos"
        await people.press("right")
        assert people.names == ["Entrevue 01"], "who agreed to be quoted"
        await people.press("right")
        assert not people.names
        assert "lists others" in str(people.screen.query_one("#nobody", Static).visual.plain)
        await people.press("escape")
        await people.at("Groupe A · P1")
        await people.ask("e", LineDialog)
        await people.answer("Alice")
        assert "Alice" in people.names
        await people.ask("f", PersonDialog)
        await people.answer("Groupe A · P2")
        assert "1 turn, 2 codings of “Groupe A · P2” come to “Alice”." in pilot.app.screen._known
        await people.press("escape")
        assert "two people" in people.said
        assert "Groupe A · P2" in people.names
        await people.ask("f", PersonDialog)
        await people.answer("Groupe A · P2")
        await people.press("1")
        assert "Groupe A · P2" not in people.names
        await people.press("u", "u")
        assert people.names == ["Entrevue 01", "Groupe A", "Groupe A · P1", "Groupe A · P2"]
        listing = await people.ask("enter", ListingDialog)
        assert [line.kind for line in listing._shown] == ["turns"]
        await people.press("right", "enter")
        await people.until(lambda: isinstance(pilot.app.screen, CodingScreen) and pilot.app.screen.opened)
        where = pilot.app.screen
        assert where.names[where.opened] == "Groupe A"
        assert where.reader.sheet.text[where.reader.caret :].startswith("L'école ferme le soir.")
        pilot.app.let_go()


@readable.played
async def test_a_person_of_a_group_withdraws_once_the_name_is_typed_and_all_is_told(tmp_path: Path) -> None:
    project = readable.coded(tmp_path)
    (tmp_path / "brouillon.txt").write_text("La maison, le soir, c'est loin de l'école.", encoding="utf-8")
    async with readable.app_of(project).run_test(size=(80, 24)) as pilot:
        people = People(pilot)
        await readable.gone(pilot, "5")
        await people.at("Groupe A")
        await pilot.press("w")
        await people.until(lambda: "no single person" in people.said)
        assert isinstance(pilot.app.screen, PeopleScreen)
        await pilot.app.workbench.read(project.care.back_up)
        await people.at("Groupe A · P2")
        dialog = await people.ask("w", PurgeDialog)
        await people.until(lambda: dialog._told is not None)
        told = "\n".join(dialog._told(dialog.values))
        assert ("1 turn" in told, "2 codings" in told, "brouillon.txt" in told, "1 backup" in told) == (True,) * 4
        assert "choices" in dict(map(reversed, dialog.told_keys())), "what becomes of the backup"
        await people.answer("Groupe B")
        assert "another word" in str(dialog.query_one("#wrong", Static).visual.plain)
        await people.press("escape")
        assert "Nothing was done" in people.said
        dialog = await people.ask("w", PurgeDialog)
        await people.until(lambda: dialog._told is not None)
        dialog.query_one(OptionList).focus()
        await people.press("right", "left", "down", "right", "enter")
        assert dialog.values == {"words": "go", "backups": "delete"}
        await people.answer("groupe a · p2")
        await people.until(lambda: readable.asked(pilot, TellingDialog))
        report = "\n".join(pilot.app.screen._lines)
        assert "stands nowhere in the project" in report
        assert ": deleted" in report
        assert "brouillon.txt" in report
        await people.press("escape")
        assert people.names == ["Entrevue 01", "Groupe A", "Groupe A · P1"]
        assert "loin" not in project.documents.text(project.documents.get("Groupe A").id)
        assert list(project.care.check()) == []
        pilot.app.let_go()


async def _key_made(people: People) -> None:
    """Make a key: two words that differ and one too short are refused; then shut it."""
    await people.ask("o", ChooseDialog)
    dialog = await people.ask("1", PassphraseDialog)
    first, again = dialog.query(Input)
    first.value, again.value = PASSPHRASE, "autre chose"
    again.focus()
    await people.press("enter")
    assert "not the same" in str(dialog.query_one("#why", Static).visual.plain)
    first.value = again.value = "court"
    again.focus()
    await people.press("enter")
    await people.until(lambda: "too short" in str(dialog.query_one("#why", Static).visual.plain))
    first.value = again.value = PASSPHRASE
    again.focus()
    await people.press("enter")
    await people.until(lambda: "The key is open" in people.said)
    await people.press("o")
    assert "shut" in people.said


async def _paul_is_pierrot(people: People, names: NamesDialog) -> None:
    """Tick a name, say what it names, and give it another pseudonym: never a real name."""
    place = next(number for number, one in enumerate(names._lines) if one.words == "Paul")
    names.query_one(OptionList).highlighted = place
    await people.press("space")
    names.query_one(OptionList).highlighted = place
    await people.ask("s", ChooseDialog)
    await people.press("escape")
    assert names._told[place] == "P01", "a box that is left changes nothing"
    await people.ask("s", ChooseDialog)
    await people.press("2")
    await people.until(lambda: names._told[place] == "L01")
    await people.ask("e", LineDialog)
    await people.answer("paul")
    await people.until(lambda: "real name" in str(names.query_one("#count", Static).visual.plain))
    await people.ask("e", LineDialog)
    await people.answer("Pierrot")
    await people.until(lambda: names._told[place] == "Pierrot")


@readable.played
async def test_names_are_replaced_by_the_pseudonyms_of_a_key_and_former_texts_purged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(namekey, "COST", 2)
    project = readable.coded(tmp_path)
    interview = project.documents.get("Entrevue 01").id
    async with readable.app_of(project).run_test(size=(120, 36)) as pilot:
        people = People(pilot)
        await readable.gone(pilot, "5")
        await people.press("P")
        assert "No document has a former text" in people.said
        await _key_made(people)
        dialog = await people.ask("p", PassphraseDialog)
        await people.answer("autre chose")
        await people.until(lambda: "does not open" in str(dialog.query_one("#why", Static).visual.plain))
        await people.answer(PASSPHRASE)
        await people.until(lambda: readable.asked(pilot, NamesDialog) and pilot.app.screen._lines)
        names = pilot.app.screen
        await people.press("j", "k", "enter")
        await people.until(lambda: "Nothing is ticked" in str(names.query_one("#count", Static).visual.plain))
        await _paul_is_pierrot(people, names)
        await people.press("escape")
        assert "1 ticked name is kept" in people.said
        await people.ask("p", NamesDialog)
        await people.until(lambda: pilot.app.screen._lines)
        assert "Pierrot" in pilot.app.screen._told.values(), "what was ticked is there again"
        await pilot.press("enter")
        await people.until(lambda: readable.asked(pilot, ChooseDialog))
        await people.press("2")
        assert "1 ticked name is kept" in people.said
        await people.ask("p", NamesDialog)
        await people.until(lambda: pilot.app.screen._lines)
        await pilot.press("enter")
        await people.until(lambda: readable.asked(pilot, ChooseDialog))
        before = project.documents.text(interview)
        await people.press("1")
        await people.until(lambda: "Pseudonyms put in" in people.said)
        assert "Paul" not in project.documents.text(interview)
        await people.until(lambda: "Pierrot" in people.rows()[0])
        assert namekey.read_key(tmp_path / "study.pseudonyms", PASSPHRASE).names == {"Paul": "Pierrot"}
        await people.press("u")
        await people.until(lambda: project.documents.text(interview) == before)
        await people.press("ctrl+r")
        await people.ask("P", ChooseDialog)
        dialog = await people.ask("1", PurgeDialog)
        await people.until(lambda: dialog._told is not None)
        await people.answer("purge")
        await people.until(lambda: readable.asked(pilot, TellingDialog))
        await people.press("escape")
        assert project.revisions.of_document(interview) == []
        assert project.purging.left(["Paul :"]) == []
        pilot.app.let_go()


@readable.played
async def test_an_empty_study_and_one_only_read_say_what_to_do(tmp_path: Path) -> None:
    async with readable.app_of(readable.empty(tmp_path)).run_test(size=(80, 24)) as pilot:
        people = People(pilot)
        await readable.gone(pilot, "5")
        nobody = str(people.screen.query_one("#nobody", Static).visual.plain)
        assert "I brings transcripts" in " ".join(nobody.split())
        people.project._store.writes = False
        await people.press("p")
        assert "read" in people.said
        await people.press("escape")
        assert isinstance(pilot.app.screen, CodingScreen)
        pilot.app.let_go()


@pytest.mark.skipif(importlib.util.find_spec("sqlcipher3") is None, reason="the extra “encrypted” is not here")
@readable.played
async def test_the_door_asks_the_passphrase_of_a_sealed_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seals, "_ROUNDS", 1000)
    monkeypatch.setattr(seals, "_known", {})
    monkeypatch.setattr("qualcode.coding.keyrings.import_module", _no_module)
    monkeypatch.chdir(tmp_path)
    settings.save(Settings(coder="Ana"))
    readable.coded(tmp_path).close()
    sealing.encrypt("study.qualcode", "Ana", PASSPHRASE)
    seals._known.clear()
    app = QualcodeApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await readable.until(pilot, lambda: isinstance(app.screen, WelcomeScreen))
        await pilot.press("1")
        await readable.until(pilot, lambda: readable.asked(pilot, PassphraseDialog))
        await pilot.press("escape")
        await readable.until(pilot, lambda: isinstance(app.screen, WelcomeScreen))
        await pilot.press("1")
        await readable.until(pilot, lambda: readable.asked(pilot, PassphraseDialog))
        dialog = app.screen
        await pilot.press("enter", *"faux", "enter")
        await readable.until(pilot, lambda: "does not open" in str(dialog.query_one("#why", Static).visual.plain))
        dialog.query_one(Input).value = PASSPHRASE
        await pilot.press("enter")
        await readable.until(pilot, lambda: app.is_screen_installed("code"))
        assert app.workbench.project.study.title == "Dormir"
        app.let_go()


def _no_module(_name: str) -> Any:
    raise ImportError


def test_people_are_read_with_what_they_said_and_what_holds_for_them(tmp_path: Path) -> None:
    project = readable.coded(tmp_path)
    notes = ImportDocument("Notes", "n.txt", "7" * 64, Transcript("Zoé ne dort pas.", "txt"))
    zoe = AddCase("Zoé", "person")
    for action in (notes, zoe):
        project.perform(action)
    project.perform(LinkCase(zoe.id, notes.id))
    readable.apply(project, "Notes", "ne dort pas", "Soir")
    project.perform(SetConsent(project.cases.get("Groupe A").id, quotation="no"))
    project.perform(EditCase(project.cases.get("Groupe A · P1").id, "Alice"))
    found = PeopleReader(project).read({"Alice": "P01", "Bruno": "Entrevue 01"})
    by_name = {person.name: person for person in found.everyone}
    assert {name: (one.turns, one.codings, len(one.places)) for name, one in by_name.items()} == {
        "Alice": (1, 2, 1), "Entrevue 01": (2, 5, 1), "Groupe A": (0, 0, 1), "Groupe A · P2": (1, 2, 1),
        "Zoé": (0, 1, 1),
    }  # fmt: skip
    assert (by_name["Alice"].why, by_name["Alice"].own.quotation, by_name["Alice"].inside) == (
        "quotation",
        "",
        "Groupe A",
    )
    assert [one.name for one in found.sifted(UNKNOWN)] == ["Entrevue 01", "Zoé"]
    assert [one.name for one in found.sifted(WITHHELD)] == ["Alice", "Groupe A", "Groupe A · P2"]
    assert (by_name["Alice"].pseudonym, by_name["Entrevue 01"].pseudonym, by_name["Zoé"].pseudonym) == (
        "P01", "Entrevue 01", "",
    )  # fmt: skip
    lines = words_of(project, by_name["Zoé"])
    assert [(line.kind == PASSAGES, line.words) for line in lines] == [
        (False, "Zoé ne dort pas."), (True, "ne dort pas"),
    ]  # fmt: skip
    project.close()


def _case(project: Project, name: str) -> str:
    return project.cases.get(name).id


def test_a_withdrawal_is_told_whole_before_and_after_in_a_group_that_keeps_the_words(tmp_path: Path) -> None:
    project = readable.coded(tmp_path)
    project.perform(EditCase(_case(project, "Groupe A · P1"), "Soir"))
    project.care.back_up()
    found = leaving(Job(""), project, _case(project, "Soir"))
    assert [field.name for field in found.fields()] == [WORDS, BACKUPS]
    goes, stays = ("\n".join(found.lines({WORDS: chosen})) for chosen in (GO, STAY))
    assert ("1 turn" in goes, "1 turn" in stays, "2 codings" in goes, "2 codings" in stays) == (True, False, True, True)
    assert "1 place where it may be another’s name, or another word." in goes
    action = WithdrawCase(_case(project, "Soir"), keep_turns=True)
    project.perform(action)
    done = Done("Done.", (action,), (), tuple(found.sought(stays=True)))
    told = afterwards(Job(""), project, done, PURGE)
    assert told[:2] == ["Done.", "No words had to be looked for."]
    assert told[2].endswith(": purged, whole and checked")
    again = Done("Done.", (WithdrawCase("nobody"),), ("ferme",), ("ferme",))
    told = afterwards(Job(""), project, again, PURGE)
    assert told[1].startswith("The words still stand in")
    assert any(": not purged: " in line for line in told), "there is nobody of that id in the backup"
    project.close()


def test_a_purged_backup_in_which_only_the_name_stands_is_not_told_as_one_that_holds_the_words(tmp_path: Path) -> None:
    project = readable.coded(tmp_path)
    notes = ImportDocument("Notes", "n.txt", "7" * 64, Transcript("Alice dormait bien.", "txt"))
    for action in (EditCase(_case(project, "Groupe A · P1"), "Alice"), notes):
        project.perform(action)
    project.care.back_up()
    found = leaving(Job(""), project, _case(project, "Alice"))
    leaves = WithdrawCase(found.plan.case.id, keep_turns=False)
    project.perform(leaves)
    done = Done("Done.", (leaves,), tuple(found.plan.phrases), tuple(found.sought(stays=False)), found.names)
    told = afterwards(Job(""), project, done, PURGE)
    assert "1 backup holds the name still, and none of the words." in told
    assert not [line for line in told if line.endswith("backup:")]
    where = told.index("Where the name still stands in the project:")
    assert told[where + 1].startswith("  1 text")
    assert "qualcode purge" in "".join(told[where:])
    project.close()


def test_two_who_differ_are_told_value_by_value_before_they_are_joined(tmp_path: Path) -> None:
    project = readable.coded(tmp_path)
    everyone = {one.name: one for one in PeopleReader(project).read().everyone}
    project.close()
    one, other = (everyone[f"Groupe A · {label}"] for label in ("P1", "P2"))
    ours = replace(one, attributes=(("age", "26"), ("role", "mother")))
    theirs = replace(other, attributes=(("age", "26"), ("role", "aunt"), ("town", "Laval")))
    assert joined(ours, theirs)[1:3] == [
        "1 attribute is not the same: that of “Groupe A · P1” stays.", "  role: mother, not aunt",
    ]  # fmt: skip
    many = [replace(one, attributes=tuple((str(each), value) for each in range(7))) for value in ("yes", "no")]
    assert "and 2 more" in joined(*many)


@readable.played
async def test_a_purge_offers_no_keys_that_choose_where_there_is_nothing_to_choose(tmp_path: Path) -> None:
    async with readable.app_of(readable.empty(tmp_path)).run_test(size=(80, 24)) as pilot:
        dialog = PurgeDialog("…", "purge")
        await pilot.app.push_screen(dialog)
        assert [words for _sign, words in dialog.told_keys()] == ["do it", "read on", "leave all as it is"]
        pilot.app.let_go()


def test_a_text_that_is_one_persons_alone_goes_whole_and_others_who_say_the_name_are_told(tmp_path: Path) -> None:
    project = readable.coded(tmp_path)
    notes = ImportDocument("Notes", "n.txt", "7" * 64, Transcript("Je ne dors pas beaucoup.", "txt"))
    shared = ImportDocument("Cahier", "c.txt", "8" * 64, Transcript("Paul dort bien.", "txt"))
    zoe, max_ = AddCase("Sœur", "person"), AddCase("Max", "person")
    for action in (notes, shared, zoe, max_):
        project.perform(action)
    for case, document in ((zoe, notes), (zoe, shared), (max_, shared)):
        project.perform(LinkCase(case.id, document.id))
    found = leaving(Job(""), project, zoe.id)
    told = "\n".join(found.lines({}))
    assert "the whole text of Notes" in told
    assert "Sœur speaks alone in “Notes”" in told
    assert "Cahier: others are linked to this text too" in told
    assert "1 backup" in told, "made before the second text came in"
    assert "1 place where" in told, "Paul says it"
    with pytest.raises(NobodyWithdraws):
        leaving(Job(""), project, _case(project, "Groupe A"))
    project.close()


def test_a_preview_of_names_counts_each_place(tmp_path: Path) -> None:
    project = readable.coded(tmp_path)
    assert preview(project, NameKey()).places == 0
    found = preview(project, NameKey().with_entry("Rita", "P01", "person"))
    assert found.places == 3 + 2, "of the texts, and the voice of each document"
    assert any("Rita → P01" in line for line in found.lines)
    project.close()


def test_sorts_follow_how_a_name_was_found() -> None:
    assert sort_of(Candidate("a@b.ca", "email", 1, 1, "")) == "other"
    assert sort_of(Candidate("Rita", "capital", 1, 1, "")) == "person"


@pytest.mark.parametrize(
    ("typed", "found"),
    [("typo", "text.edit"), ("correct a mistake", "text.edit"), ("consent", "case.consent"),
     ("withdraw", "place.people"), ("anonym", "place.people"), ("pseudonym", "place.people"),
     ("purge", "place.people")],
)  # fmt: skip
def test_words_people_type_find_what_they_look_for(typed: str, found: str) -> None:
    commands: list[Command] = [*HERE, *QualcodeApp.COMMANDS_HERE]
    assert found in [command.id for command in fitting(typed, commands)][:2]
