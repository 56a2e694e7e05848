"""How files come in, by keys and by mouse: what a container holds, changed files, accents, reports, people."""

from __future__ import annotations

import asyncio
import zipfile
from typing import TYPE_CHECKING, Any

import docx
import incoming
import openpyxl
import pytest
from docx.enum.text import WD_COLOR_INDEX
from incoming import click, lines, play, settled, states, take
from readable import until
from textual.widgets import Input

from qualcode.importers.reading import Batch
from qualcode.tui import ways
from qualcode.tui.app import QualcodeApp
from qualcode.tui.dialogs.choosing import ChooseDialog
from qualcode.tui.screens.bringing.correcting import FileList, VoiceList
from qualcode.tui.shown import bringing

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from qualcode.coding.project import Project
    from qualcode.tui.screens.bringing.importing import ImportScreen

TALK = "Rita : Où dormez-vous?\n{name} : Chez ma sœur.\nRita : Et ailleurs?\n{name} : Nulle part, [rires] là.\n"
TABLE = (
    "Nom;Ville;Pourquoi?\nAna;Laval;Parce que le matin, je dors encore un peu.\nBob;Lévis;Moi pas, jamais, et vous?\n"
)
REPORT = (
    "# Rapport\n\n## Le lien\n\nUne personne raconte : « il faut prendre son temps avec les jeunes » (Entrevue 05). "
    "Une autre ajoute : « moi, je préfère attendre un peu » (Entrevue 07).\n"
)

project, folder = incoming.empty_study, incoming.empty_folder


# What a container holds


def test_what_an_archive_and_a_workbook_hold_comes_in_by_one_key(project: Project, folder: Path) -> None:
    with zipfile.ZipFile(folder / "lot.zip", "w") as packed:
        packed.writestr("E1.txt", TALK.format(name="P1"))
        packed.writestr("E2.docx", b"no document")
    book = openpyxl.Workbook()
    for row in TABLE.splitlines():
        book.active.append(row.split(";"))
    book.save(folder / "sondage.xlsx")

    async def story(_app: QualcodeApp, pilot: Pilot[Any], screen: ImportScreen) -> None:
        await take(pilot, screen, 4)
        assert "lot.zip › E1.txt" in lines(pilot)
        assert "sondage.xlsx › Ana" in lines(pilot)
        await pilot.press("i")
        await until(pilot, lambda: len(project.documents.all()) == 3)
        await until(pilot, lambda: "1 refused" in lines(pilot))
        assert [state for _name, state in states(screen)] == ["in", "refused", "in", "in"]

    play(project, story)
    assert {document.name for document in project.documents.all()} == {"E1", "Ana", "Bob"}
    assert dict(project.cases.get("Ana").attributes) == {"Ville": "Laval"}


def test_a_file_that_changed_is_shown_as_changed_and_left(project: Project, folder: Path) -> None:
    (folder / "a.txt").write_text(TALK.format(name="Paul"))
    (folder / "b.txt").write_text(TALK.format(name="Luce"))
    with Batch() as batch:
        for file in bringing.understand(batch, project, folder / "a.txt"):
            project.perform(bringing.bring_in(file))
    (folder / "a.txt").write_text(TALK.format(name="Paul") + "Rita : Bon.\n")

    async def story(_app: QualcodeApp, pilot: Pilot[Any], screen: ImportScreen) -> None:
        await take(pilot, screen, 2)
        assert states(screen) == [("a.txt", "changed"), ("b.txt", "ready")]
        assert "≠ a.txt" in lines(pilot)
        assert "changed since" in lines(pilot)
        await pilot.press("v")
        assert "does not come in" in lines(pilot)
        await pilot.press("i")
        await until(pilot, lambda: len(project.documents.all()) == 2)

    play(project, story)
    assert project.documents.text(project.documents.get("a").id) == TALK.format(name="Paul")


# How files are read


@pytest.mark.parametrize("mouse", [False, True])
def test_the_files_are_kept_where_a_key_says_so(project: Project, folder: Path, *, mouse: bool) -> None:
    (folder / "a.txt").write_text(TALK.format(name="Paul"))
    with zipfile.ZipFile(folder / "lot.zip", "w") as packed:
        packed.writestr("E1.txt", "Rien que du texte.\n")

    async def story(_app: QualcodeApp, pilot: Pilot[Any], screen: ImportScreen) -> None:
        await take(pilot, screen, 2)
        assert "keep the file: no" in lines(pilot)
        await (click(pilot, "keep the file: no") if mouse else pilot.press("k"))
        await until(pilot, lambda: "keep the file: yes" in lines(pilot))
        await pilot.press("i")
        await until(pilot, lambda: len(project.documents.all()) == 2)

    play(project, story)
    kept = {document.name: project.documents.original(document.id) for document in project.documents.all()}
    assert kept == {"a": (folder / "a.txt").read_bytes(), "E1": b"Rien que du texte.\n"}


def test_nothing_is_kept_unless_asked(project: Project, folder: Path) -> None:
    (folder / "a.txt").write_text(TALK.format(name="Paul"))

    async def story(_app: QualcodeApp, pilot: Pilot[Any], screen: ImportScreen) -> None:
        await take(pilot, screen, 1)
        await pilot.press("i")
        await until(pilot, lambda: len(project.documents.all()) == 1)

    play(project, story)
    assert project.documents.original(project.documents.all()[0].id) is None


def test_a_file_that_changes_under_the_eyes_does_not_come_in_half(project: Project, folder: Path) -> None:
    (folder / "a.txt").write_text(TALK.format(name="Paul"))

    async def story(_app: QualcodeApp, pilot: Pilot[Any], screen: ImportScreen) -> None:
        await take(pilot, screen, 1)
        await pilot.press("k")
        (folder / "a.txt").write_text(TALK.format(name="Jean"))
        await pilot.press("i")
        await until(pilot, lambda: states(screen) == [("a.txt", "refused")])
        assert "changed since it was looked at" in " ".join(lines(pilot).split())

    play(project, story)
    assert project.documents.all() == []


def test_a_published_report_gives_its_quotations(project: Project, folder: Path) -> None:
    (folder / "rapport.md").write_text(REPORT)

    async def story(_app: QualcodeApp, pilot: Pilot[Any], screen: ImportScreen) -> None:
        await take(pilot, screen, 1)
        assert not screen.query_one(VoiceList).display
        await pilot.press("r")
        await until(pilot, lambda: screen.query_one(VoiceList).display)
        assert "published report: yes" in lines(pilot)
        await pilot.press("r")
        await until(pilot, lambda: not screen.query_one(VoiceList).display)
        await click(pilot, "published report: no")
        await until(pilot, lambda: screen.query_one(VoiceList).display)
        await pilot.press("i")
        await until(pilot, lambda: len(project.documents.all()) == 1)

    play(project, story)
    turns = project.documents.turns(project.documents.all()[0].id)
    assert [turn.speaker for turn in turns] == ["Entrevue 05", "Entrevue 07"]
    assert len(project.codings.of_document(turns[0].document)) == 2


def test_what_was_corrected_holds_when_a_file_is_read_otherwise(project: Project, folder: Path) -> None:
    (folder / "a.txt").write_text(TALK.format(name="Paul"))

    async def story(_app: QualcodeApp, pilot: Pilot[Any], screen: ImportScreen) -> None:
        await take(pilot, screen, 1)
        await pilot.press("enter", "down", "a", "escape")
        before = [(voice.label, voice.role) for voice in screen._meant.voices]
        await pilot.press("r", "r")
        await settled(pilot, screen)
        assert [(voice.label, voice.role) for voice in screen._meant.voices] == before
        assert before[1] == ("Paul", "interviewer")

    play(project, story)


def test_accents_are_chosen_by_how_they_look(project: Project, folder: Path) -> None:
    words = "Ça va, l’été? Très bien, à l’école.\n" * 3
    (folder / "vieux.txt").write_bytes(words.encode("mac_roman"))

    async def story(app: QualcodeApp, pilot: Pilot[Any], screen: ImportScreen) -> None:
        await take(pilot, screen, 1)
        assert "encoding: mac_roman" in lines(pilot)
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        assert "Ça va" in lines(pilot)
        await click(pilot, "cp850")
        await until(pilot, lambda: app.screen is screen)
        await until(pilot, lambda: "encoding: cp850" in lines(pilot))
        await settled(pilot, screen)
        assert screen._meant.source.transcript.text == words.encode("mac_roman").decode("cp850")
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("1")
        await until(pilot, lambda: app.screen is screen)
        await settled(pilot, screen)
        await pilot.press("i")
        await until(pilot, lambda: len(project.documents.all()) == 1)

    play(project, story)
    assert project.documents.text(project.documents.all()[0].id) == words


def test_every_encoding_offered_reads_the_bytes(folder: Path) -> None:
    (folder / "a.txt").write_bytes("Où dormez-vous?".encode("utf-16-le"))
    assert [encoding for encoding, _words in ways.sights(folder / "a.txt")] == ["utf-16", "utf-16-le", "utf-16-be"]
    (folder / "b.txt").write_bytes("Où dormez-vous?".encode())
    offered = dict(ways.sights(folder / "b.txt"))
    assert offered["utf-8"].startswith("Où dormez-vous?")
    assert ways.sights(folder / "nowhere.txt") == []


def test_comments_and_highlights_of_word_files_become_codings_by_a_key(project: Project, folder: Path) -> None:
    written = docx.Document()
    written.add_paragraph("Rita : Bon.")
    line = written.add_paragraph("Zoé : ")
    first, second = line.add_run("Je reste pour les amis."), line.add_run(" Et pour la lecture.")
    written.add_comment(first, text="Amitié", author="Léa", initials="L")
    second.font.highlight_color = WD_COLOR_INDEX.YELLOW
    written.save(folder / "zoé.docx")

    async def story(_app: QualcodeApp, pilot: Pilot[Any], screen: ImportScreen) -> None:
        await take(pilot, screen, 1)
        assert "comments: left out" in lines(pilot)
        await pilot.press("c")
        await settled(pilot, screen)
        await click(pilot, "highlights: left out")
        await settled(pilot, screen)
        assert len(screen._meant.source.transcript.marks) == 2
        await pilot.press("i")
        await until(pilot, lambda: len(project.documents.all()) == 1)

    play(project, story)
    codings = project.codings.of_document(project.documents.all()[0].id)
    assert sorted(coding.text.strip() for coding in codings) == ["Et pour la lecture.", "Je reste pour les amis."]


# Voices and people


def test_why_there_are_no_voices_is_said(project: Project, folder: Path) -> None:
    (folder / "notes.txt").write_text("Une note de terrain.\n")

    async def story(_app: QualcodeApp, pilot: Pilot[Any], screen: ImportScreen) -> None:
        await take(pilot, screen, 1)
        await pilot.press("v")
        await until(pilot, lambda: "notes.txt has no voices" in lines(pilot))
        assert screen.query_one(FileList).has_focus

    play(project, story)


@pytest.mark.parametrize(("answer", "cases"), [("1", ["a"]), ("2", ["a", "b"]), ("escape", ["a", "b"])])
def test_one_name_in_two_files_is_asked_about(project: Project, folder: Path, answer: str, cases: list[str]) -> None:
    for name in "ab":
        text = TALK.format(name="Paul Gagnon") + f"Rita : {name}.\n"
        (folder / f"{name}.txt").write_text(text.replace("Rita", "Intervieweuse"))

    async def story(app: QualcodeApp, pilot: Pilot[Any], screen: ImportScreen) -> None:
        await take(pilot, screen, 2)
        await pilot.press("i")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        assert "Paul Gagnon" in lines(pilot)
        await pilot.press(answer)
        await until(pilot, lambda: app.screen is app.get_screen("code"))
        assert ("1 person joined" in lines(pilot)) == (answer == "1")

    play(project, story)
    assert [case.name for case in project.cases.all()] == cases


def test_names_that_were_left_are_not_asked_about_again(project: Project, folder: Path) -> None:
    for name in "abc":
        text = TALK.format(name="Paul Gagnon") + f"Rita : {name}.\n"
        (folder / f"{name}.txt").write_text(text.replace("Rita", "Intervieweuse"))
    with Batch() as batch:
        for name in "ab":
            project.perform(bringing.bring_in(bringing.understand(batch, project, folder / f"{name}.txt")[0]))
    (folder / "d.txt").write_text("Intervieweuse : Bon.\nLuce Roy : Oui.\nIntervieweuse : Bien.\nLuce Roy : Non.\n")

    async def story(app: QualcodeApp, pilot: Pilot[Any], screen: ImportScreen) -> None:
        await take(pilot, screen, 1, folder / "d.txt")
        await pilot.press("i")
        await until(pilot, lambda: app.screen is app.get_screen("code"))
        assert len(project.documents.all()) == 3

    play(project, story)


# Transcripts named at the start


def test_a_folder_of_all_kinds_comes_in_without_a_dialog(project: Project, folder: Path) -> None:
    for name in "ab":
        text = TALK.format(name="Paul Gagnon") + f"Rita : {name}.\n"
        (folder / f"{name}.txt").write_text(text.replace("Rita", "Intervieweuse"))
    with zipfile.ZipFile(folder / "lot.zip", "w") as packed:
        packed.writestr("E1.txt", TALK.format(name="P1"))
    (folder / "t.csv").write_text(TABLE)

    async def whole() -> None:
        app = QualcodeApp(project, incoming=[folder])
        async with app.run_test(size=(120, 36)) as pilot:
            await until(pilot, lambda: len(project.documents.all()) == 5)
            await until(pilot, lambda: app.screen is app.get_screen("code"))
            await until(pilot, lambda: "A asks whether" in lines(pilot))
            before = [case.name for case in project.cases.all()]
            await pilot.press("A")
            await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
            await click(pilot, "1 one person")
            await until(pilot, lambda: [case.name for case in project.cases.all()] == [n for n in before if n != "b"])
            await until(pilot, lambda: app.screen is app.get_screen("code"))
            await pilot.press("u")
            await until(pilot, lambda: [case.name for case in project.cases.all()] == before)

    asyncio.run(whole())


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_path_is_typed_and_entered(
    project: Project, folder: Path, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", language)
    (folder / "t.csv").write_text(TABLE)

    async def story(_app: QualcodeApp, pilot: Pilot[Any], screen: ImportScreen) -> None:
        await pilot.press("slash")
        screen.query_one(Input).value = str(folder / "t.csv")
        await pilot.press("enter")
        await until(pilot, lambda: len(screen.incoming) == 2)

    play(project, story)
