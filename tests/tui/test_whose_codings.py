"""The text, the codebook and the lists show the same coder's codings; what changes is what is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.widgets import OptionList

from qualcode.coding.passages.codings import ApplyCode
from qualcode.coding.project import Project
from qualcode.tui.dialogs.choosing import ChooseDialog
from qualcode.tui.widgets.codebook import Codebook
from qualcode.tui.widgets.excerpts import ExcerptList

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    Desk = Any


def again(project: Any, coder: str = "Ana") -> Project:
    return Project.open(project.label, coder=coder, write=True)


# Whose codings


def test_one_who_has_not_coded_is_told_how_to_see_what_others_did(
    at_desk: Callable[..., None], project: Project
) -> None:
    async def told(desk: Desk) -> None:
        assert desk.said == "None of the codings here is yours: C shows everyone’s."

    async def silent(desk: Desk) -> None:
        assert desk.said == ""

    at_desk(silent)
    mine = again(project)
    document = mine.documents.get("Entrevue 02")
    mine.perform(ApplyCode(document.id, 5, 16, mine.codes.get("Présence").id))
    mine.close()
    at_desk(told, study=again(mine, "Léa"))
    at_desk(silent, study=again(mine))


def coded_by_two(project: Any) -> None:
    """Let Théo code the first document too, and Ana."""
    document = project.documents.get("Entrevue 01").id
    start = project.documents.text(document).index("Ben,")
    code = project.codes.get("Présence").id
    project.perform(ApplyCode(document, start, start + 19, code))
    project.coder = "Théo"
    project.perform(ApplyCode(document, start, start + 4, code))
    project.perform(ApplyCode(document, start + 5, start + 19, project.codes.get("Obstacles").id))
    project.coder = "Ana"


def shown(desk: Desk) -> tuple[int, int, list[str]]:
    """Return how many codings of two codes the tree counts, and what the text shows."""
    ids = {code.name: code.id for code in desk.screen.book.codes}
    own = desk.screen.book.own
    passages = [f"{passage.name} {passage.coder}".strip() for passage in desk.reader.sheet.passages]
    return own.get(ids["Présence"], 0), own.get(ids["Obstacles"], 0), sorted(passages)


def test_text_tree_and_passages_show_the_same_coders_codings(at_desk: Callable[..., None], project: Any) -> None:
    coded_by_two(project)

    async def story(desk: Desk) -> None:
        assert shown(desk) == (1, 0, ["Présence"])
        await desk.press("C")
        dialog = desk.app.screen
        assert isinstance(dialog, ChooseDialog)
        assert [str(option.prompt)[2:] for option in dialog.query_one(OptionList).options] == [
            "My codings", "Codings of Théo", "Everyone’s codings",
        ]  # fmt: skip
        await desk.press("3")
        assert shown(desk) == (2, 1, ["Obstacles Théo", "Présence", "Présence Théo"])
        assert "everyone’s codings" in desk.lines().splitlines()[1]
        await desk.screen.list_passages(next(c.id for c in desk.screen.book.codes if c.name == "Présence"))
        await desk.settle()
        assert desk.screen.query_one(ExcerptList).option_count == 2
        assert "(Théo)" in desk.lines()
        await desk.press("escape", "C", "2")
        assert shown(desk) == (1, 1, ["Obstacles Théo", "Présence Théo"])
        assert "Théo’s codings" in desk.lines().splitlines()[1]
        await desk.press("C", "1")
        assert shown(desk) == (1, 0, ["Présence"])
        assert "codings" not in desk.lines().splitlines()[1]

    at_desk(story)


def test_one_changes_ones_own_codings_only(at_desk: Callable[..., None], project: Any) -> None:
    coded_by_two(project)

    async def story(desk: Desk) -> None:
        before = desk.project.dump()
        await desk.press("C", "2", "alt+down")
        for key in ("x", "asterisk", "minus"):
            desk.screen.say("")
            await desk.press(key)
            assert "is Théo’s coding" in desk.said
        assert desk.project.dump() == before
        await desk.press("C", "3")
        await desk.press("x")  # Ana's is the only one she can mean
        assert shown(desk) == (1, 1, ["Obstacles Théo", "Présence Théo"])
        await desk.press("s", "c", *"obst", "enter")
        assert shown(desk)[1] == 2

    at_desk(story)


def test_where_one_codes_alone_there_is_nobody_to_choose(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("C")
        assert desk.said == "Nobody else codes here yet."

    at_desk(story)


def test_who_codes_for_the_first_time_sees_nobody_elses_then_their_own(
    at_desk: Callable[..., None], project: Any
) -> None:
    coded_by_two(project)
    project.close()

    async def story(desk: Desk) -> None:
        assert shown(desk) == (0, 0, [])
        await desk.press("s", "c", *"obst", "enter")
        assert shown(desk) == (0, 1, ["Obstacles"])
        assert desk.undo_word == "Obstacles"

    at_desk(story, study=again(project, "Zoé"))


# What changes is what is read


def test_an_act_reads_the_codings_it_touched_and_no_others(
    at_desk: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(desk: Desk) -> None:
        def refuse(*_: Any, **__: Any) -> Any:
            raise AssertionError("read anew")

        for name in ("of_document", "excerpts"):
            monkeypatch.setattr(desk.project.codings, name, refuse)
        for name in ("all", "counts", "uses"):
            monkeypatch.setattr(desk.project.codes, name, refuse)
        monkeypatch.setattr(type(desk.project), "history", refuse)
        tree = desk.screen.query_one(Codebook)
        await desk.press("alt+down", "s", "c", *"pres", "enter")
        assert [p.name for p in desk.reader.sheet.passages] == ["Présence"]
        for key in ("asterisk", "plus", "minus", "minus"):
            await desk.press(key)
        assert desk.reader.sheet.passages[0].starred
        assert [strip.text.split()[-1] for strip in map(tree.render_line, range(2))] == ["1", "1"]
        for _ in range(5):
            await desk.press("u")
        assert desk.reader.sheet.passages == ()
        assert [strip.text.split()[-1] for strip in map(tree.render_line, range(2))] == ["–", "–"]
        assert "2 turns without a code" in desk.lines()

    at_desk(story)


def test_codings_of_another_document_change_the_counts_and_not_the_text(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        other = desk.project.documents.get("Entrevue 02").id
        code = desk.project.codes.get("Présence").id
        await desk.app.workbench.perform(ApplyCode(other, 5, 10, code))
        await desk.settle()
        assert desk.screen.book.own == {code: 1}
        assert desk.reader.sheet.passages == ()
        await desk.press("u")
        assert desk.screen.book.own == {}

    at_desk(story)
