"""Turns put right where one codes: cut, joined, given to a voice, a voice renamed; codings stay on their words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from qualcode.coding.documents.documents import ImportDocument
from qualcode.coding.passages.codings import ApplyCode
from qualcode.model.transcript import Speech, Transcript
from qualcode.tui.dialogs.choosing import ChooseDialog
from qualcode.tui.dialogs.voice import VoiceDialog
from qualcode.tui.screens.desk.commands import HERE, TURNS
from qualcode.tui.widgets.codebook import Codebook
from qualcode.tui.widgets.transcript import READING

if TYPE_CHECKING:
    from collections.abc import Callable

    Desk = Any


def turns(desk: Desk) -> list[tuple[str, str]]:
    """Return the turns of the open document as the project has them: the voice and its first two words."""
    text = desk.project.documents.text(desk.screen.opened)
    found = desk.project.documents.turns(desk.screen.opened)
    return [(turn.speaker, " ".join(text[turn.start : turn.end].split()[:2])) for turn in found]


def shown(desk: Desk) -> list[str]:
    """Return the voices of the turns as the reader has them."""
    return [turn.speaker for turn in desk.reader.sheet.turns]


async def stand(desk: Desk, words: str) -> None:
    desk.reader.go(desk.text.index(words))
    await desk.settle()


def test_a_turn_is_cut_before_the_caret_and_undone(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await stand(desk, "On prend")
        caret = desk.reader.caret
        await desk.press("B")
        assert turns(desk)[1:3] == [("Sophie", "Ben, c’est"), ("Sophie", "On prend")]
        assert shown(desk) == ["Intervieweuse", "Sophie", "Sophie", "Intervieweuse", "Sophie"]
        assert desk.said == "Done: split a turn of “Sophie” in Entrevue 01   u undoes it"
        assert desk.reader.caret == caret
        assert "turn 3 of 5" in desk.lines()
        await desk.press("u")
        assert shown(desk) == ["Intervieweuse", "Sophie", "Intervieweuse", "Sophie"]
        assert len(turns(desk)) == 4

    at_desk(story, (80, 24))


def test_a_cut_that_leaves_no_words_on_one_side_is_refused_in_one_line(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await stand(desk, "Ben, c’est")
        await desk.press("B")
        assert "put it between two words" in desk.said
        assert len(turns(desk)) == 4

    at_desk(story)


def test_two_turns_are_joined_and_their_codings_stay(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        code = desk.project.codes.get("Présence").id
        start = desk.text.index("On prend")
        desk.project.perform(ApplyCode(desk.screen.opened, start, start + 8, code))
        await stand(desk, "On prend")
        await desk.press("B")
        await stand(desk, "Ben")
        await desk.press("J")
        assert turns(desk)[1] == ("Sophie", "Ben, c’est")
        assert len(shown(desk)) == 4
        assert [words for _code, words in desk.coded()] == ["On prend"]
        assert desk.said.startswith("Done: join two turns of “Sophie”")

    at_desk(story)


def test_what_cannot_be_joined_says_what_to_do(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await stand(desk, "Ben")
        await desk.press("J")
        assert "a label stands in the text between the two turns" in desk.said
        await stand(desk, "Des fois")
        await desk.press("J")
        assert desk.said == "This is the last turn: there is none to join it with."
        assert len(turns(desk)) == 4

    at_desk(story)


def test_a_turn_is_given_to_a_voice_of_the_document(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await stand(desk, "Et quand")
        await desk.press("V")
        assert isinstance(desk.app.screen, ChooseDialog)
        assert "Intervieweuse" in desk.lines()
        await desk.press("2")
        assert [speaker for speaker, _words in turns(desk)] == ["Intervieweuse", "Sophie", "Sophie", "Sophie"]
        assert shown(desk) == ["Intervieweuse", "Sophie", "Sophie", "Sophie"]
        assert desk.project.documents.turns(desk.screen.opened)[2].role == "participant"

    at_desk(story, (80, 24))


def test_a_passage_is_given_to_a_new_voice_by_mouse(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await stand(desk, "On prend")
        await desk.press("s", "V")
        await clicked(desk, "somebody else")
        assert isinstance(desk.app.screen, VoiceDialog)
        await desk.type("Sa collègue")
        await clicked(desk, "asks the questions")
        assert turns(desk)[2] == ("Sa collègue", "[rires] On")
        assert desk.project.documents.turns(desk.screen.opened)[2].role == "interviewer"
        assert shown(desk) == ["Intervieweuse", "Sophie", "Sa collègue", "Sophie", "Intervieweuse", "Sophie"]

    at_desk(story)


async def clicked(desk: Desk, words: str) -> None:
    rows = desk.lines().split("\n")
    row = next(number for number, line in enumerate(rows) if words in line)
    await desk.pilot.click(offset=(rows[row].index(words) + 1, row))
    await desk.settle()


def test_a_voice_is_renamed_everywhere_in_the_document(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await stand(desk, "Ben")
        await desk.press("R")
        assert isinstance(desk.app.screen, VoiceDialog)
        await desk.press(*["backspace"] * 6, *"Zoé")
        await clicked(desk, "go on")
        assert shown(desk) == ["Intervieweuse", "Zoé", "Intervieweuse", "Zoé"]
        assert "Zoé" in desk.lines()
        assert desk.said == "Done: rename the voice “Sophie” to “Zoé” in Entrevue 01   u undoes it"
        await desk.press("u")
        assert shown(desk) == ["Intervieweuse", "Sophie", "Intervieweuse", "Sophie"]

    at_desk(story)


def test_two_voices_become_one_and_it_is_said_before(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await stand(desk, "Et quand")
        await desk.press("R")
        await desk.press(*["backspace"] * 13, *"Sophie")
        assert "the two become one voice" in desk.lines()
        await desk.press("enter")
        assert set(shown(desk)) == {"Sophie"}
        assert {turn.role for turn in desk.project.documents.turns(desk.screen.opened)} == {"participant"}

    at_desk(story)


def test_a_voice_is_told_that_it_asks(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await stand(desk, "Ben")
        await desk.press("R", "enter")
        roles = {turn.speaker: turn.role for turn in desk.project.documents.turns(desk.screen.opened)}
        assert roles["Sophie"] == "participant", "nothing was changed"
        await desk.press("R", "down", "up", "enter")
        roles = {turn.speaker: turn.role for turn in desk.project.documents.turns(desk.screen.opened)}
        assert roles["Sophie"] == "interviewer"

    at_desk(story)


def test_the_menu_of_turns_answers_by_number(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await stand(desk, "On prend")
        await desk.press("T", "2")  # the second key is the dialog's already
        assert len(turns(desk)) == 5
        await desk.press("T", "escape")
        assert len(turns(desk)) == 5

    at_desk(story, (80, 24))


def test_a_text_without_turns_is_given_voices(at_desk: Callable[..., None], project: Any) -> None:
    plain = Transcript("Une note. Elle répond bien.\n", "txt")
    project.perform(ImportDocument("A une note", "n.txt", "9" * 64, plain))

    async def story(desk: Desk) -> None:
        await desk.screen.open(project.documents.get("A une note").id)
        await desk.settle()
        await desk.press("T", "3")
        assert "V says who speaks" in desk.said
        await stand(desk, "Elle")
        await desk.press("s", "V", *"Rita", "enter")
        assert turns(desk) == [("Rita", "Elle répond")]
        assert shown(desk) == ["Rita"]

    at_desk(story)


def test_people_of_one_name_are_joined_and_undone(at_desk: Callable[..., None], project: Any) -> None:
    for number, name in enumerate(("Entrevue 03", "Entrevue 04")):
        said = Transcript(f"Luce Roy : {number}", "txt", turns=(Speech("Luce Roy", 11, 12),))
        project.perform(ImportDocument(name, f"{name}.txt", str(number) * 64, said))

    async def story(desk: Desk) -> None:
        before = [case.name for case in project.cases.all()]
        await desk.press("A")
        await desk.press("1")
        assert [case.name for case in project.cases.all()] == [name for name in before if name != "Entrevue 04"]
        assert desk.said.startswith("Done: join the case “Entrevue 04” with “Entrevue 03”")
        await desk.press("A")
        assert desk.said == "No name is borne by several cases."
        await desk.press("u")
        assert [case.name for case in project.cases.all()] == before

    at_desk(story)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
def test_the_text_stays_where_it_is_when_turns_change(at_desk: Callable[..., None], size: Any, project: Any) -> None:
    text, found = "", []
    for number in range(60):
        words = f"Ceci est la réponse {number}, assez longue pour aller à la ligne deux fois plutôt qu’une, toujours."
        found.append(Speech("Rita", len(text), len(text) + len(words)))
        text += f"{words}\n"
    project.perform(ImportDocument("Long", "l.txt", "8" * 64, Transcript(text, "txt", turns=tuple(found))))

    async def story(desk: Desk) -> None:
        await desk.screen.open(project.documents.get("Long").id)
        await stand(desk, "réponse 40")
        row = desk.reader.page.row_of(desk.reader.caret) - desk.reader.top
        await desk.press("B")
        assert len(shown(desk)) == 61
        assert desk.reader.page.row_of(desk.reader.caret) - desk.reader.top == row

    at_desk(story, size)


def test_no_key_of_a_turn_is_taken_and_none_needs_another_level() -> None:
    keys = [key for command in (*HERE, *READING) for key in command.keys.split(",")]
    assert len(keys) == len(set(keys))
    assert [command.keys for command in TURNS] == ["V", "B", "J", "R", "ampersand", "A"]
    assert not {command.keys for command in TURNS} & {key for c in Codebook.COMMANDS_HERE for key in c.keys.split(",")}
