"""Words edited where one codes: saved in one act, refused in a sentence, never lost while they are typed."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

from qualcode.coding.documents.documents import ImportDocument
from qualcode.coding.documents.editing import EditText, Stretch
from qualcode.coding.documents.turns import JoinTurns
from qualcode.coding.passages.codings import ApplyCode
from qualcode.coding.project import Project
from qualcode.model.spans import Span
from qualcode.model.transcript import Transcript
from qualcode.tui.dialogs.editing import EditDialog
from qualcode.tui.screens.desk import editing
from qualcode.tui.widgets.typedarea import TypedArea
from qualcode.words.purging import Edit, edited
from qualcode.words.shown import shown

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    Desk = Any

BACK = "What you had typed and not saved is back"


def code(project: Project, words: str, name: str = "Présence") -> str:
    document = project.documents.get("Entrevue 01")
    start = project.documents.text(document.id).index(words)
    action = ApplyCode(document.id, start, start + len(words), project.codes.get(name).id)
    project.perform(action)
    return action.id


async def stand(desk: Desk, words: str) -> None:
    desk.reader.go(desk.text.index(words))
    await desk.settle()


def areas(desk: Desk) -> list[TypedArea]:
    return list(desk.app.screen.query(TypedArea))


def test_a_typo_is_mended_where_one_reads_and_codings_stay_on_their_letters(
    project: Project, at_desk: Callable[..., None]
) -> None:
    coding, after = code(project, "pressée"), code(project, "appris à attendre")

    async def story(desk: Desk) -> None:
        before = desk.text
        await stand(desk, "pressée")
        await desk.press("e")
        assert "Sophie   turn 4 of 4   2 codings lie in it" in desk.lines()
        (area,) = areas(desk)
        assert area.text.startswith("Des fois")
        await desk.press("delete", "P", "ctrl+s")
        assert desk.text == before.replace("pressée", "Pressée")
        assert [words for _code, words in desk.coded()] == ["Pressée", "appris à attendre"]
        assert desk.said == "Corrected: 1 passage as it was, 1 on other words   u undoes it"
        assert "edit the text" in desk.undo_word
        assert {one.id for one in desk.project.codings.of_document(desk.screen.opened)} == {coding, after}
        await desk.press("u")
        assert desk.text == before
        await desk.press("e", "escape")  # nothing was typed: nothing is asked
        assert not isinstance(desk.app.screen, EditDialog)
        await desk.press("e", "x", "escape", "2", "backspace", "y", "escape", "escape", "escape", "3")
        assert desk.text == before
        await desk.press("e")
        assert BACK not in desk.lines()
        await desk.press("x", "ctrl+z", "y", "escape", "1")
        assert "yn attend" in desk.text or "y" in desk.text
        assert len(desk.text) == len(before) + 1

    at_desk(story, (80, 24))


def test_turns_selected_are_edited_together_and_an_emptied_one_is_refused_with_what_was_typed(
    at_desk: Callable[..., None],
) -> None:
    async def story(desk: Desk) -> None:
        await stand(desk, "ça tient")
        await desk.press("v", "alt+down", "alt+down", "e")
        first, second = areas(desk)
        assert second.text == "Et quand ça ne marche pas?"
        await desk.press("tab", "f7", "delete", "shift+tab", "end", *" Oui.", "ctrl+s")
        assert "no word would be left in a turn of “Intervieweuse”" in " ".join(desk.lines().split())
        first, second = areas(desk)
        assert first.text.endswith("tient. Oui.")
        assert second.text == ""
        await desk.press("tab", *"Et?", "ctrl+s")
        assert "ça tient. Oui.\nIntervieweuse : Et?\n" in desk.text
        assert len(desk.reader.sheet.turns) == 4

    at_desk(story, (120, 36))


def test_what_was_typed_outlives_the_window_and_a_text_that_was_changed_meanwhile(
    project: Project, at_desk: Callable[..., None]
) -> None:
    document = project.documents.get("Entrevue 01")
    text, label = project.documents.text(document.id), project.label
    place = text.index("Ben, c’est")
    turns = [turn.span for turn in project.documents.turns(document.id)]

    def elsewhere(study: Project, turn: int, new: str) -> None:
        sha256, (start, end) = (
            study.documents.get("Entrevue 01").text_sha256,
            study.documents.turns(document.id)[turn].span,
        )
        study.perform(EditText(document.id, sha256, (Stretch(start, end, (Edit(start, start, new),)),)))

    async def types(desk: Desk) -> None:
        desk.reader.go(place)
        await desk.press("e", *"Bon. ")
        screen = desk.app.screen
        for kept in screen._unfinished.values():
            kept.keep(screen._written(screen._opened[0]))
        await desk.settle()

    async def comes_back(desk: Desk) -> None:
        desk.reader.go(turns[1].start)
        await desk.press("e")
        assert BACK in desk.lines()
        (area,) = areas(desk)
        assert area.text.startswith("Bon. Ben")
        elsewhere(desk.project, 0, "Dites. ")  # as a colleague does, whom this window has not heard of
        await desk.press("ctrl+s")
        assert "its text was changed meanwhile" in " ".join(desk.lines().split())
        (area,) = areas(desk)
        assert area.text.startswith("Bon. Ben")
        elsewhere(desk.project, 1, "Euh. ")
        await desk.press("ctrl+s")
        said = " ".join(desk.lines().split())
        assert "These words were changed since you typed this on them: Bon. Ben" in said
        (area,) = areas(desk)
        assert area.text.startswith("Euh. Ben")
        await desk.press("end", "!", "ctrl+s")
        assert not isinstance(desk.app.screen, EditDialog)

    at_desk(types)
    at_desk(comes_back, study=Project.open(label, coder="Ana", write=True))


def test_where_nothing_can_be_written_it_is_said_before_anything_is_typed(
    project: Project, at_desk: Callable[..., None]
) -> None:
    label = project.label
    project.close()

    async def story(desk: Desk) -> None:
        for key in ("e", "percent_sign"):
            await desk.press(key)
            assert "read" in desk.said
            assert not isinstance(desk.app.screen, EditDialog)

    at_desk(story, study=Project.open(label, coder="Ana"))


def test_a_misspelt_word_is_put_right_here_or_wherever_it_is_said(
    project: Project, at_desk: Callable[..., None]
) -> None:
    code(project, "le lien")
    notes = ImportDocument("Notes", "n.txt", "7" * 64, Transcript("Un lien. " + "lien, " * 7 + "et liens.", "txt"))
    project.perform(notes)

    async def story(desk: Desk) -> None:
        before, asked = desk.text, ("percent_sign", "enter", "s", "enter")
        await stand(desk, "lien")
        await desk.press(*asked)
        said = " ".join(desk.lines().split())
        assert "Entrevue 01: … Ben, c’est le “lien”. [rires] On" in said
        assert "and 3 other places" in said
        assert "wherever it is said: 9 places in 2 documents" in said
        await desk.press("1")
        assert desk.text == before
        await desk.press(*asked)
        await desk.press("2")
        assert [words for _code, words in desk.coded()] == ["le liens"]
        assert "1 on other words" in desk.said
        await desk.press("u")
        await desk.press(*asked)
        await desk.press("3")
        assert desk.said == "Done: edit 2 texts   u undoes it"
        assert desk.project.documents.text(notes.id).count("liens") == 9
        await desk.press("u")
        await desk.press(*asked)
        edit(desk.project, "Notes", (0, 0, "Oh. "))  # as a colleague does meanwhile
        await desk.press("3")
        assert "its text was changed meanwhile" in desk.said
        assert desk.text == before
        await desk.press("percent_sign", "escape", "percent_sign", "enter", "enter")
        await desk.press("percent_sign", *"xyz", "enter", "s", "enter")
        assert "stand nowhere" in desk.said

    at_desk(story)


def test_what_cannot_be_opened_or_is_gone_is_said(
    project: Project, at_desk: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = ImportDocument("A", "a.txt", "7" * 64, Transcript("Il neige.\n\nPersonne ne vient.", "txt"))
    project.perform(notes)

    async def story(desk: Desk) -> None:
        await desk.screen.open(notes.id)
        await desk.press("e", "x")
        assert "outside all turns" in desk.lines()
        edit(desk.project, "A", (0, 2, "Elle"))
        await desk.press("ctrl+s")
        assert "you typed this on them: xIl neige." in " ".join(desk.lines().split())
        await desk.press("escape")
        document = desk.project.documents.get("Entrevue 01").id
        await desk.screen.open(document)
        await stand(desk, "On prend")
        await desk.press("B")
        await desk.press("e", "x")
        desk.project.perform(JoinTurns(document, desk.text.index("Ben")))
        await desk.press("ctrl+s")
        assert "lie outside the turn that was opened" in desk.said
        start = desk.text.index("Intervieweuse : Et")
        desk.reader.select(Span(start, start + 5))
        await desk.press("e")
        assert desk.said == "No words stand here."
        monkeypatch.setattr(editing, "MOST", 1)
        desk.reader.select(Span(0, start))
        await desk.press("e")
        assert desk.said == "These are 3 turns: select 1 at most."

    at_desk(story)


def edit(study: Project, name: str, change: tuple[int, int, str]) -> None:
    """Edit the beginning of a document without turns, elsewhere."""
    document = study.documents.get(name)
    length = len(study.documents.text(document.id))
    study.perform(EditText(document.id, document.text_sha256, (Stretch(0, length, (Edit(*change),)),)))


def test_any_keys_leave_the_words_typed_and_the_words_followed_the_same(at_desk: Callable[..., None]) -> None:
    chance = random.Random(3)
    keys = ["a", "é", "enter", "backspace", "delete", "left", "right", "up", "ctrl+z", "ctrl+y", "ctrl+w", "ctrl+k"]
    keys += ["shift+left", "ctrl+shift+left", "ctrl+x", "ctrl+v", "ctrl+end", "home", "f7"]

    async def story(desk: Desk) -> None:
        await stand(desk, "Ben")
        await desk.press("e")
        (area,) = areas(desk)
        words = area.text
        for _ in range(8):
            await desk.pilot.press(*chance.choices(keys, weights=[4] * (len(keys) - 1) + [1], k=20))
            assert shown(area.typing.text) == area.text == shown(edited(words, area.typing.edits))
        await desk.press("escape", "3")

    at_desk(story)
