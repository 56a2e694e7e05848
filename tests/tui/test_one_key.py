"""One key of pseudonyms for all places: its names of now are looked for in all that goes out, and replaced as one."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest
import readable
from textual.widgets import Input, OptionList, Static

from qualcode import namekey
from qualcode.analysis.cloud import Cloud, CloudWord
from qualcode.coding.passages.codings import StarCodings
from qualcode.coding.pseudonyms import applying
from qualcode.model.errors import Refusal
from qualcode.model.errors.pseudonyms import KeyChanged, NamesStandIn
from qualcode.model.pseudonyms import NameKey
from qualcode.tui.dialogs.choosing import ChooseDialog
from qualcode.tui.dialogs.passphrase import PassphraseDialog, Unsealed
from qualcode.tui.dialogs.question import QuestionDialog
from qualcode.tui.opened_key import OpenedKey
from qualcode.tui.sending import drawn
from qualcode.tui.shown.leaks import looked_over

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from textual.pilot import Pilot

    from qualcode.tui.screens.people.people import PeopleScreen

PASSPHRASE = "cheval agrafe pile"  # noqa: S105 - of these tests
SENT = (".png", ".csv", ".json")
PAUL = NameKey().with_entry("Paul", "Pierrot", "person")


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(namekey, "COST", 2)


def said(pilot: Pilot[None]) -> str:
    lines = pilot.app.screen.query("#said")
    return str(lines.first(Static).visual.plain) if lines else ""


def files(folder: Path, *endings: str) -> set[str]:
    return {path.name for path in folder.iterdir() if path.suffix in endings}


def key_beside(folder: Path, key: NameKey = PAUL) -> Path:
    path = folder / "study.pseudonyms"
    namekey.write_key(path, key, PASSPHRASE)
    return path


def held_open(folder: Path, key: NameKey = PAUL) -> OpenedKey:
    key_beside(folder, key)
    opened = OpenedKey(str(folder / "study.qualcode"))
    opened.take(Unsealed(opened.tried(PASSPHRASE), PASSPHRASE))
    return opened


async def passphrase_given(pilot: Pilot[None]) -> None:
    await readable.until(pilot, lambda: readable.asked(pilot, PassphraseDialog))
    pilot.app.screen.query_one("#passphrase", Input).value = PASSPHRASE
    await pilot.press("enter")


# Replaced as one


@readable.played
async def test_names_are_replaced_as_one_act_that_undo_waits_for_and_escape_takes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = readable.coded(tmp_path)
    held, go, texts = threading.Event(), threading.Event(), applying._texts
    key = PAUL.with_entry("Rita", "R1", "person")  # who speaks in both documents

    def slow(*given: Any) -> Iterator[Any]:
        for act in texts(*given):
            yield act
            held.set()  # a text is written
            assert go.wait(60)

    monkeypatch.setattr(applying, "_texts", slow)
    async with readable.app_of(project).run_test(size=(120, 36)) as pilot:
        await readable.gone(pilot, "5")
        screen: PeopleScreen = pilot.app.screen
        screen.bench.key = held_open(tmp_path)
        before, acts = project.dump(), len(project.history())
        (coding, *_rest) = project.codings.of_document(project.documents.get("Entrevue 01").id)

        screen.start(screen._replaced(key, 9))
        await readable.until(pilot, held.is_set)
        for pressed, words in (("u", "undo: names are still being"), ("ctrl+r", "redo: names are still being")):
            await pilot.press(pressed)
            await readable.until(pilot, lambda words=words: words in said(pilot))
        await pilot.press("escape")
        go.set()
        await readable.until(pilot, lambda: "stopped; every name is as it was" in said(pilot))
        assert (project.dump(), len(project.history())) == (before, acts), "the texts were written, and taken back"

        held.clear()
        go.clear()
        screen.start(screen._replaced(key, 9))
        await readable.until(pilot, held.is_set)
        star = screen.bench.perform(StarCodings((coding.id,), starred=True))
        screen.start(star)  # a key of hers, while the names are replaced: it comes after all of them
        go.set()
        await readable.until(pilot, lambda: "Pseudonyms put in" in said(pilot))
        await readable.quiet(pilot)
        assert "Paul" not in str(project.dump()["cases"]) + project.documents.text(coding.document)
        replaced = project.dump()
        await screen.bench.undo()
        await screen.bench.undo()
        assert project.dump() == before
        await screen.bench.redo()
        await screen.bench.redo()
        assert project.dump() == replaced
        pilot.app.let_go()


# One key


def test_a_key_that_somebody_wrote_since_is_read_again_and_never_written_over(tmp_path: Path) -> None:
    key = held_open(tmp_path)
    assert not key.is_stale()
    more = PAUL.with_entry("école", "Lieu", "place")
    key_beside(tmp_path, more)
    assert key.is_stale()
    with pytest.raises(KeyChanged, match="somebody added names to it"):
        key.write(PAUL.with_entry("Rita", "R1", "person"))
    key.read_again()
    assert (key.names, key.is_stale()) == (more.names, False)
    key.write(PAUL)
    assert (key.names, key.is_stale()) == (PAUL.names, False)
    key.place.rename(tmp_path / "apart")
    assert (key.names, key.is_stale()) == (PAUL.names, False), "taken away: what is known holds"
    namekey.write_key(key.place, more, "une autre phrase")
    key.read_again()
    assert (key.content, key.names) == (None, {}), "its passphrase opens it no more"


@readable.played
async def test_one_place_opens_the_key_another_adds_to_it_or_shuts_it_and_all_know(tmp_path: Path) -> None:
    project = readable.coded(tmp_path)
    key_beside(tmp_path)
    async with readable.app_of(project).run_test(size=(120, 36)) as pilot:
        await readable.gone(pilot, "3")
        await readable.gone(pilot, "5")
        await pilot.press("o")
        await passphrase_given(pilot)
        await readable.until(pilot, lambda: "The key is open" in said(pilot))
        await readable.gone(pilot, "escape")

        async def paper(number: str, words: str) -> None:
            await pilot.press("p")
            await readable.until(pilot, lambda: readable.asked(pilot, ChooseDialog))
            await pilot.press(number)
            await readable.until(pilot, lambda: words in said(pilot))

        await paper("5", "codebook.docx: written; no name of the key")  # nothing was asked
        key_beside(tmp_path, PAUL.with_entry("Maison", "Lieu", "place"))  # as the command line may, meanwhile
        await paper("5", "names of the key stand in it: “Maison”")
        await readable.gone(pilot, "5")
        await pilot.press("o")
        await readable.until(pilot, lambda: "The key is shut" in said(pilot))
        await readable.gone(pilot, "escape")
        await pilot.press("p")
        await readable.until(pilot, lambda: readable.asked(pilot, ChooseDialog))
        await pilot.press("5")
        await readable.until(pilot, lambda: _asks_whether(pilot))
        await pilot.press("1")
        await passphrase_given(pilot)
        await readable.until(pilot, lambda: "names of the key stand in it" in said(pilot))
        await readable.gone(pilot, "5")
        await readable.until(pilot, lambda: pilot.app.screen.people.key)
        assert pilot.app.screen.people.person(project.cases.get("Entrevue 01").id).pseudonym == "Pierrot"
        pilot.app.let_go()
    assert files(tmp_path, ".docx") == {"codebook.docx"}


def _asks_whether(pilot: Pilot[None]) -> bool:
    """Tell whether it is asked if names are looked for: one of two answers, where the papers are nine."""
    return readable.asked(pilot, ChooseDialog) and pilot.app.screen.query_one(OptionList).option_count == 2


# What leaves the place of readings


@readable.played
async def test_pictures_and_tables_of_readings_are_looked_over_as_papers_are(tmp_path: Path) -> None:
    project = readable.coded(tmp_path)
    key_beside(tmp_path, NameKey().with_entry("école", "Lieu 1", "place"))
    async with readable.app_of(project).run_test(size=(120, 36)) as pilot:
        await readable.gone(pilot, "2")
        await pilot.press("d")
        await readable.until(pilot, lambda: _asks_whether(pilot))
        await readable.gone(pilot, "escape")
        assert not files(tmp_path, *SENT)
        await pilot.press("d")
        await readable.until(pilot, lambda: readable.asked(pilot, ChooseDialog))
        await pilot.press("1")
        await passphrase_given(pilot)
        await readable.until(pilot, lambda: "cooccurrence.png: not written" in said(pilot))
        for reading, key in (("n", "d"), ("f", "e"), ("c", "e")):
            pilot.app.screen.say("")
            await readable.gone(pilot, reading)
            await pilot.press(key)
            if (reading, key) == ("c", "e"):
                await readable.until(pilot, lambda: readable.asked(pilot, QuestionDialog))
                await pilot.press("enter")
            await readable.until(pilot, lambda: "not written, since names of the key" in said(pilot))
        assert not files(tmp_path, *SENT)
        pilot.app.workbench.key.take(Unsealed(PAUL, PASSPHRASE))
        await readable.gone(pilot, "d")
        await readable.until(pilot, lambda: "cooccurrence.png: written; no name of the key" in said(pilot))
        pilot.app.let_go()
    assert files(tmp_path, *SENT) == {"cooccurrence.png"}


def test_a_cloud_is_looked_over_with_its_legend(tmp_path: Path) -> None:
    words = (CloudWord("nuit", 3, "#000000"),)
    for cloud in (Cloud((CloudWord("Paul", 3, "#000000"),)), Cloud(words, (("Paul", "#000000"),))):
        with pytest.raises(NamesStandIn):
            looked_over(PAUL.names, cloud, drawn, cloud, tmp_path)
    assert not list(tmp_path.iterdir())
    assert looked_over(PAUL.names, Cloud(words), drawn, Cloud(words), tmp_path).exists()
    with pytest.raises(Refusal):
        looked_over({}, Cloud(()), drawn, Cloud(()), tmp_path)
