"""The codebook kept in order from its panel: each act on the database, said by name, undone by one key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.widgets import Input, OptionList, Static, TextArea

from qualcode.coding.codebook.codes import AddCode, EditCode
from qualcode.coding.passages.codings import ApplyCode
from qualcode.tui.dialogs.card import CardDialog
from qualcode.tui.dialogs.choosing import ChooseDialog
from qualcode.tui.dialogs.line import LineDialog
from qualcode.tui.dialogs.listing import ListingDialog
from qualcode.tui.dialogs.one_code import OneCodePicker
from qualcode.tui.dialogs.splitting import SplitDialog
from qualcode.tui.screens.desk.dropping import what_goes, what_unites
from qualcode.tui.widgets.codebook import Codebook
from qualcode.tui.widgets.excerpts import ExcerptList
from qualcode.tui.widgets.narrowing import NarrowLine

if TYPE_CHECKING:
    from collections.abc import Callable

    Desk = Any

FIRST = ["Lien de confiance", "Lien de confiance/Présence", "Lien de confiance/Prendre son temps", "Obstacles"]


def paths(desk: Desk) -> list[str]:
    return ["/".join(code.path) for code in desk.project.codes.all()]


def words(desk: Desk) -> str:
    """Return what the screen shows, without frames and line ends."""
    return " ".join(desk.lines().replace("│", " ").split())


def book(desk: Desk) -> Codebook:
    tree: Codebook = desk.screen.query_one(Codebook)
    return tree


async def at(desk: Desk, name: str) -> None:
    """Stand on a code in the panel."""
    book(desk).focus()
    book(desk).go(desk.project.codes.get(name).id)
    await desk.settle()


async def undone(desk: Desk, was: list[str] = FIRST) -> None:
    await desk.press("u")
    assert paths(desk) == was
    assert desk.said.startswith("Undone: ")


async def coded(desk: Desk, code: str, *words: str) -> list[str]:
    """Code words of the open document; return the ids."""
    made = []
    for each in words:
        start = desk.text.index(each)
        action = ApplyCode(desk.screen.opened, start, start + len(each), desk.project.codes.get(code).id)
        await desk.app.workbench.perform(action)
        made.append(action.id)
    await desk.settle()
    return made


def test_a_code_is_made_beside_or_below_the_one_meant(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await at(desk, "Présence")
        await desk.press("a")
        assert isinstance(desk.app.screen, LineDialog)
        await desk.press(*"Obstacle")
        assert "very like “Obstacles”" in desk.lines()
        await desk.press("backspace", *"s2", "enter")
        assert paths(desk)[-2:] == ["Lien de confiance/Obstacls2", "Obstacles"]
        assert desk.said == "Done: new code “Obstacls2”   u undoes it"
        assert book(desk).meant == desk.project.codes.get("Obstacls2").id
        await desk.press("g", *"Dessous", "enter")
        assert "Lien de confiance/Obstacls2/Dessous" in paths(desk)
        await desk.press("u")
        await undone(desk)
        await at(desk, "Présence")
        await desk.press("a", *"présence", "enter")
        assert paths(desk) == FIRST
        assert "taken" in desk.said or "already" in desk.said
        await desk.press("a", "escape")
        assert paths(desk) == FIRST

    at_desk(story)


def test_a_code_is_renamed_and_recoloured(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await at(desk, "Obstacles")
        await desk.press("r")
        assert desk.app.screen.query_one(Input).value == "Obstacles"
        await desk.press("backspace", *"-là", "enter")
        assert paths(desk)[-1] == "Obstacle-là"
        assert desk.said == "Done: rename the code “Obstacles” to “Obstacle-là”   u undoes it"
        assert "Obstacle-là" in desk.lines()
        await undone(desk)
        await desk.press("o", "3")
        assert desk.project.codes.get("Obstacles").colour == "#009e73"
        assert desk.said == "Done: recolour the code “Obstacles”   u undoes it"
        before = len(desk.project.history())
        await desk.press("r", "enter")  # the same name
        assert len(desk.project.history()) == before

    at_desk(story)


def test_the_card_is_written_and_its_example_picked_from_the_passages(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await coded(desk, "Présence", "c’est le lien", "On prend son temps")
        await at(desk, "Présence")
        await desk.press("e")
        assert isinstance(desk.app.screen, CardDialog)
        assert desk.app.focused is desk.app.screen.query_one("#definition_en")
        await desk.press(*"Being there.", "tab", *"Outside.")
        await desk.press("f4")
        assert isinstance(desk.app.screen, ListingDialog)
        await desk.press("down", "enter")
        assert desk.app.screen.query_one("#example", TextArea).text == "On prend son temps"
        await desk.press("escape")
        code = desk.project.codes.get("Présence")
        assert (code.definition_en, code.when_to_use, code.example) == (
            "Being there.",
            "Outside.",
            "On prend son temps",
        )
        assert desk.said == "Done: edit the code “Présence”   u undoes it"
        assert "Being there." in desk.screen.query_one("#definition", Static).content.plain
        before = len(desk.project.history())
        await desk.press("e", "escape")
        assert len(desk.project.history()) == before
        await desk.press("u")
        assert desk.project.codes.get("Présence").definition_en == ""

    at_desk(story)


def test_codes_are_moved_by_keys(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await at(desk, "Prendre son temps")
        await desk.press("alt+up")
        assert paths(desk) == [FIRST[0], FIRST[2], FIRST[1], FIRST[3]]
        assert desk.said == "Done: move the code “Prendre son temps”   u undoes it"
        assert book(desk).meant == desk.project.codes.get("Prendre son temps").id
        await desk.press("alt+up")
        assert "goes no further" in desk.said
        await desk.press("alt+down")
        assert paths(desk) == FIRST
        await desk.press("alt+left")
        assert paths(desk) == [FIRST[0], FIRST[1], "Prendre son temps", FIRST[3]]
        await desk.press("alt+left")
        assert "at the top" in desk.said
        await desk.press("alt+right")
        assert paths(desk) == FIRST
        await at(desk, "Obstacles")
        await desk.press("alt+down")
        assert "goes no further" in desk.said

    at_desk(story)


def test_a_code_is_moved_under_another_that_is_picked(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await at(desk, "Obstacles")
        await desk.press("p")
        assert isinstance(desk.app.screen, OneCodePicker)
        await desk.press(*"pres", "enter")
        assert paths(desk)[2] == "Lien de confiance/Présence/Obstacles"
        await desk.press("p", *"top", "enter")
        assert paths(desk) == FIRST
        await at(desk, "Lien de confiance")
        await desk.press("p")
        offered = [option.id for option in desk.app.screen.query_one(OptionList).options]
        assert offered == [desk.project.codes.get("Obstacles").id]
        await desk.press(*"zzz", "enter")
        assert isinstance(desk.app.screen, OneCodePicker)  # nothing is called so, and nothing is made
        await desk.press("escape")
        assert paths(desk) == FIRST

    at_desk(story)


async def dragged(desk: Desk, name: str, row: int) -> None:
    """Drag a code to a row of the panel."""
    tree = book(desk)
    start = next(n for n in range(8) if name in tree.render_line(n).text)
    await desk.pilot.mouse_down(tree, offset=(6, start))
    await desk.pilot.mouse_up(tree, offset=(6, row))
    await desk.settle()


def test_codes_are_moved_by_the_mouse(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await dragged(desk, "Obstacles", 1)
        assert paths(desk)[2] == "Lien de confiance/Présence/Obstacles"
        assert not desk.screen.query_one(ExcerptList).display
        await desk.press("u")
        await dragged(desk, "Lien", 2)
        assert "under itself" in desk.said
        assert paths(desk) == FIRST
        await dragged(desk, "Présence", 10)
        assert paths(desk)[-1] == "Présence"
        await desk.press("u")
        await dragged(desk, "Obstacles", 3)  # let go where it was
        assert paths(desk) == FIRST

    at_desk(story)


def test_a_merge_says_what_unites_before_it_is_done(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await coded(desk, "Présence", "Ben, c’est le lien.", "C’est long")
        await coded(desk, "Obstacles", "le lien. [rires]", "pressée")
        await at(desk, "Obstacles")
        await desk.press("f", *"pres", "enter")
        assert isinstance(desk.app.screen, ChooseDialog)
        assert "2 codings go there, 1 becomes one with another" in words(desk)
        await desk.press("enter")
        assert paths(desk) == FIRST[:3]
        assert desk.said == "Done: merge 1 code into “Présence”   u undoes it"
        assert [words for _name, words in desk.coded()] == ["Ben, c’est le lien. [rires]", "C’est long", "pressée"]
        assert book(desk).meant == desk.project.codes.get("Présence").id
        await undone(desk)
        assert len(desk.coded()) == 4
        await desk.press("f", *"pres", "enter")
        await desk.press("2")
        assert paths(desk) == FIRST

    at_desk(story)


def test_a_split_walks_the_passages_one_key_each(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await coded(desk, "Présence", "Ben, c’est le lien.", "C’est long", "pressée")
        await at(desk, "Présence")
        await desk.press("s", *"Lenteur", "enter")
        assert isinstance(desk.app.screen, SplitDialog)
        await desk.press("s", "g", "right")
        assert "2 of 3 go" in desk.lines()
        await desk.press("k", "left", "g")
        assert "1 of 3 goes" in desk.lines()
        await desk.press("enter")
        assert [name for name, _words in desk.coded()] == ["Présence", "Présence", "Lenteur"]
        assert desk.said == "Done: split “Lenteur” from “Présence”   u undoes it"
        await undone(desk)
        await at(desk, "Présence")
        await desk.press("s", *"Rien", "enter")
        await desk.press("enter")
        assert "nothing was split" in desk.said
        await at(desk, "Obstacles")
        await desk.press("s")
        assert "nothing to split" in desk.said
        assert paths(desk) == FIRST

    at_desk(story)


def test_what_goes_and_what_unites_is_everyones_where_several_code() -> None:
    assert what_goes(0, 3, team=True) == "3 codings go with it, of everyone’s"
    assert what_goes(1, 0, team=True) == "No passage has it; the 1 code below it goes too"
    assert what_unites(1, 0, team=True) == "1 coding goes there, of everyone’s, none overlaps"
    assert what_unites(1, 0, team=False) == "1 coding goes there, none overlaps"


def test_removing_a_code_says_what_goes_and_asks(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await coded(desk, "Présence", "Ben, c’est le lien.", "C’est long")
        await at(desk, "Lien de confiance")
        await desk.press("x")
        assert "2 codings go with" in words(desk)
        assert "it; the 2 codes below it go too." in words(desk)
        await desk.press("enter")  # the first answer keeps it
        assert paths(desk) == FIRST
        await desk.press("x", "2")
        assert paths(desk) == ["Obstacles"]
        assert desk.coded() == []
        assert desk.said == "Done: remove the code “Lien de confiance”   u undoes it"
        await undone(desk)
        assert len(desk.coded()) == 2
        await at(desk, "Présence")
        await desk.press("x", "3")
        await desk.press(*"obst", "enter")
        await desk.press("enter")
        assert paths(desk) == [FIRST[0], FIRST[2], FIRST[3]]
        assert {name for name, _words in desk.coded()} == {"Obstacles"}

    at_desk(story)


def test_the_codebook_is_filtered_by_typing(at_desk: Callable[..., None]) -> None:
    def shown(desk: Desk) -> list[str]:
        tree = book(desk)
        names = {code.id: code.name for code in desk.project.codes.all()}
        nodes = (tree.get_node_at_line(line) for line in range(tree.last_line + 1))
        return [names[node.data] for node in nodes if node]

    async def story(desk: Desk) -> None:
        await at(desk, "Obstacles")
        await desk.press("slash", *"temps")
        assert isinstance(desk.app.focused, NarrowLine)
        assert shown(desk) == ["Lien de confiance", "Prendre son temps"]
        await desk.press("enter")
        assert book(desk).has_focus
        await desk.press("r", *"!", "enter")
        assert desk.project.codes.get("Prendre son temps!").name
        await desk.press("escape")
        assert len(shown(desk)) == 4
        await desk.press("slash", *"zzz")
        assert "No code is called so" in desk.said
        await desk.press("escape")
        assert len(shown(desk)) == 4

    at_desk(story)


def test_the_passages_of_a_code_are_gone_through_in_the_text(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await coded(desk, "Présence", "Ben, c’est le lien.", "C’est long")
        await coded(desk, "Obstacles", "pressée")
        await at(desk, "Lien de confiance")
        caret = desk.reader.caret
        await desk.press("n")
        assert desk.text[desk.reader.caret :].startswith("Ben,")
        assert desk.said == "1 of 2 here with “Lien de confiance”"
        await desk.press("n", "n")
        assert desk.text[desk.reader.caret :].startswith("Ben,")
        await desk.press("N")
        assert desk.text[desk.reader.caret :].startswith("C’est long")
        await desk.press("backspace")
        assert desk.reader.caret == caret
        assert desk.reader.has_focus
        await at(desk, "Prendre son temps")
        await desk.press("n")
        assert "No passage of this document" in desk.said
        await desk.press("l")
        assert "No passage has this code" in desk.said
        await desk.press("m", *"à voir", "escape")
        assert [(memo.on, memo.text) for memo in desk.project.memos.all()] == [("code", "à voir")]

    at_desk(story)


def test_an_empty_codebook_says_how_a_code_is_made(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await at(desk, "Obstacles")
        await desk.press("x", "2")
        await at(desk, "Lien de confiance")
        await desk.press("x", "2")
        assert paths(desk) == []
        for action in ("rename_code", "colour", "card", "move_under", "merge_code", "split_code", "drop_code"):
            desk.screen.say("")
            await desk.app.run_action(f"screen.{action}")
            await desk.settle()
            assert "No code yet: a makes one" in desk.said, action

    at_desk(story)


def test_hostile_names_are_shown_as_typed(at_desk: Callable[..., None], project: Any) -> None:
    name = "[laughs] [/ [b {x[0]}"
    project.perform(AddCode(name))

    async def story(desk: Desk) -> None:
        await coded(desk, name, "Ben, c’est le lien.")
        for keys in (("r",), ("e",), ("o",), ("x",), ("f",), ("p",), ("a",), ("s", "Z", "enter")):
            await at(desk, name)
            await desk.press(*keys)
            assert desk.app.screen.is_modal, keys
            assert keys[0] in "pa" or "[laughs] [/" in desk.lines(), keys
            await desk.press("escape", "escape")
        assert isinstance(desk.app.screen.focused, Codebook | type(desk.reader))

    at_desk(story)


def test_the_definition_of_the_code_meant_stands_under_the_codebook(at_desk: Callable[..., None], project: Any) -> None:
    code = next(code for code in project.codes.all() if code.name == "Présence")
    texts = (("definition_en", "[Being] there."), ("when_to_use", "Outside the office."))
    project.perform(EditCode(code.id, details=texts))

    async def story(desk: Desk) -> None:
        desk.screen.query_one(Codebook).focus()
        await desk.press("down")
        shown = desk.screen.query_one("#definition", Static).content.plain
        assert "[Being] there." in shown
        assert "Outside the office." in shown

    at_desk(story)
