"""The documents at the desk: grouped, sorted, filtered, as a table, as in a set; each coder's own state; the map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.widgets import Static

from qualcode.coding.cases.cases import SetAttribute
from qualcode.coding.documents.documents import ImportDocument, SetDocumentState
from qualcode.coding.documents.sets import SaveDocumentSet
from qualcode.coding.project import Project
from qualcode.model.listing import Listing
from qualcode.model.transcript import Speech, Transcript
from qualcode.tui.commands import keys_of
from qualcode.tui.dialogs.help import help_groups
from qualcode.tui.widgets.codedmap import CodedMap, CodedRow
from qualcode.tui.widgets.shelf import Shelf
from qualcode.tui.widgets.sifting import SiftLine

if TYPE_CHECKING:
    from collections.abc import Callable

Desk = Any


def rows(desk: Desk) -> list[str]:
    """Return the lines of the list, as they are read."""
    shelf = desk.screen.query_one(Shelf)
    lines = ["".join(words for words, _style in shelf.pieces(number)) for number in range(shelf.count())]
    return [" ".join(line.replace("▌", "").split()) for line in lines if line.strip()]


def three_sites(project: Project) -> None:
    """Add two interviews, and say where three people live."""
    for digit, words in (("3", "Oui, oui, oui."), ("4", "Non.")):
        text = f"P{digit} : {words}\n"
        turns = (Speech(f"P{digit}", 5, len(text) - 1),)
        project.perform(ImportDocument(f"Entrevue 0{digit}", "x.txt", digit * 64, Transcript(text, "txt", turns=turns)))
    cases = {case.name: case.id for case in project.cases.all()}
    for name, site in (("Entrevue 02", "Laval"), ("Entrevue 03", "Montréal"), ("Entrevue 04", "Laval")):
        project.perform(SetAttribute(cases[name], "Site", site))


def test_documents_are_grouped_filtered_kept_as_a_set_and_opened_one_after_the_other(
    at_desk: Callable[..., None], project: Project
) -> None:
    three_sites(project)

    async def story(desk: Desk) -> None:
        shelf = desk.screen.query_one(Shelf)
        shelf.focus()
        await desk.press("g", "4")
        assert rows(desk) == [
            *("▾ Laval 2", "Entrevue 02 to read", "Entrevue 04 to read"),
            *("▾ Montréal 1", "Entrevue 03 to read"),
            *("▾ (no value) 1", "Entrevue 01 to read"),
        ]
        await desk.press("o", "3", "slash", *"site=la")
        assert rows(desk) == ["▾ Laval 2", "Entrevue 02 to read", "Entrevue 04 to read"]
        assert "DOCUMENTS  2 of 4" in desk.lines()
        await desk.press("enter", "s", "n", *"Chez nous", "enter")
        assert desk.said == "Done: save the set “Chez nous”   u undoes it"
        await desk.press("alt+right")
        assert desk.screen.names[desk.screen.opened] == "Entrevue 02"
        assert desk.said == "Document 1 of 2 listed: Entrevue 02"
        await desk.press("alt+right")
        await desk.settle()
        await desk.press("alt+right")
        assert desk.screen.names[desk.screen.opened] == "Entrevue 04"
        assert desk.said == "This is the last document listed."
        await desk.press("s", "0")
        assert len(rows(desk)) == 4
        assert not desk.screen.query_one(SiftLine).display
        await desk.press("s", "1")
        assert desk.screen.query_one(SiftLine).value == "Site=Laval"
        await desk.press("slash", *"x", "enter", "escape")
        assert len(rows(desk)) == 7
        assert not desk.said
        await desk.press("slash", *"site=x")
        assert desk.said == "No document is like this; Esc lists them all."
        await desk.press("backspace", *"laval", "enter")
        assert (len(rows(desk)), desk.said) == (3, "")
        await desk.press("escape")
        assert (len(rows(desk)), shelf.has_focus, desk.screen.query_one(SiftLine).display) == (7, True, False)
        await desk.press("escape")
        assert desk.reader.has_focus
        shelf.focus()
        await desk.press("slash", *"ville=3", "enter")
        assert "documents are not listed by this" in desk.said
        await desk.press("escape", "s", "j", "r", *" 2", "enter")
        await desk.press("x")
        await desk.press("escape")
        assert project.listings.sets() == []
        await desk.press("u")
        assert [one.name for one in project.listings.sets()] == ["Chez nous 2"]

    async def later(desk: Desk) -> None:
        assert rows(desk)[0] == "▾ Laval 2"

    at_desk(story)
    at_desk(later, study=Project.open(project.label, coder="Ana", write=True))


def test_named_sets_are_put_in_order_by_a_key(at_desk: Callable[..., None], project: Project) -> None:
    for name, sort in (("Un", "words"), ("Deux", "voices"), ("Trois", "name")):
        project.perform(SaveDocumentSet(name, Listing(sort=sort).written()))

    async def story(desk: Desk) -> None:
        desk.screen.query_one(Shelf).focus()
        await desk.press("s", "alt+down", "alt+up", "alt+up", "alt+up")  # the one that is listed now, from end to end
        assert [one.name for one in project.listings.sets()] == ["Trois", "Un", "Deux"]
        await desk.press("k", "alt+down")  # the list of all the documents is no set
        assert [one.name for one in project.listings.sets()] == ["Trois", "Un", "Deux"]
        await desk.press("2")
        assert desk.screen.listing.sort == "words"
        await desk.press("u")
        assert [one.name for one in project.listings.sets()] == ["Un", "Trois", "Deux"]

    at_desk(story)


def title(desk: Desk) -> str:
    return str(desk.screen.query_one("#left-title", Static).content)


def test_a_table_has_all_that_is_known_and_a_click_on_a_heading_sorts_by_it(
    at_desk: Callable[..., None], project: Project
) -> None:
    three_sites(project)
    with Project.open(project.label, coder="Max") as max_:
        documents = {document.name: document.id for document in max_.documents.all()}
    project.coder = "Max"
    project.perform(SetDocumentState(documents["Entrevue 03"], "coded"))
    project.coder = "Ana"

    async def story(desk: Desk) -> None:
        shelf = desk.screen.query_one(Shelf)
        shelf.focus()
        await desk.press("w")
        keys = [key for _title, commands in help_groups(shelf) for one in commands for key in keys_of(one)]
        assert sorted(keys) == sorted(set(keys))  # a key of the panel is told there alone
        assert [one.id for _title, commands in help_groups(shelf) for one in commands if "a" in keys_of(one)] == [
            "shelf.columns"
        ]
        head = "".join(words for words, _style in shelf.heading())
        assert head.split() == ["Document", "state", "study", "words", "voices", "codings", "Site"]
        assert rows(desk)[2] == "Entrevue 03 ○ to read coded 3 1 0 Montréal"
        assert title(desk) == "DOCUMENTS  your states"
        await desk.pilot.click(Shelf, offset=(head.index("words") + 1, 0))
        assert [row.split()[1] for row in rows(desk)] == ["01", "03", "02", "04"]
        await desk.pilot.click(Shelf, offset=(4, 0))
        await desk.press("down", "down", "e", "4")
        assert project.documents.get("Entrevue 03").state == "reviewed"  # for the one who coded it too
        await desk.press("a", "right", "enter", "enter")
        assert desk.screen.names[desk.screen.opened] == "Entrevue 03"
        assert desk.reader.has_focus
        await desk.press("C", "3")  # everyone's: how far the study is
        assert rows(desk)[2] == "Entrevue 03 reviewed"
        assert title(desk) == "DOCUMENTS"
        await desk.press("C", "2")
        assert rows(desk)[2] == "Entrevue 03 coded"
        assert title(desk) == "DOCUMENTS  states: Max"

    at_desk(story)


def test_a_thousand_documents_are_painted_a_window_at_a_time(at_desk: Callable[..., None]) -> None:
    painted: list[int] = []

    async def story(desk: Desk) -> None:
        shelf = desk.screen.query_one(Shelf)
        volume = shelf.sections[0].volumes[0]
        many = tuple(volume._replace(id=str(number), name=f"Entrevue {number}") for number in range(1000))
        pieces = shelf.pieces
        shelf.show([shelf.sections[0]._replace(volumes=many)], "0")
        shelf.focus()
        await desk.press("end")
        assert (shelf.meant, shelf.cursor) == ("999", 999)
        shelf.pieces = lambda number: painted.append(number) or pieces(number)
        await desk.press("up")
        assert set(painted) <= {998, 999}
        await desk.press("home", "pagedown", "down")
        assert len(set(painted)) < 3 * desk.app.size.height
        shelf.open("500")
        await desk.settle()
        assert "Entrevue 500" in desk.lines()

    at_desk(story)


def test_a_click_on_the_map_goes_there_where_the_documents_are_folded_away_too(at_desk: Callable[..., None]) -> None:
    async def wide(desk: Desk) -> None:
        drawn = desk.screen.query_one("#map", CodedMap)
        assert not desk.screen.query_one(CodedRow).display
        await desk.pilot.click("#map", offset=(len(drawn.counts) - 1, drawn.size.height - 3))
        assert desk.reader.turn_number(desk.reader.caret) == 3
        assert drawn.cell > len(drawn.counts) // 2

    async def narrow(desk: Desk) -> None:
        drawn = desk.screen.query_one(CodedRow)
        await desk.press("alt+down", "S", "c", *"pres", "enter", "g")
        assert drawn.size.height == 1
        assert set(drawn.bars()) == {"▁", "▇"}
        await desk.pilot.click(CodedRow, offset=(drawn.size.width - 1, 0))
        assert desk.reader.turn_number(desk.reader.caret) == 3

    at_desk(wide)
    at_desk(narrow, (80, 24))
