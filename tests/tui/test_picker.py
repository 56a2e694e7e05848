"""Finding a code by a few letters: accents left out, starts, initials, the other language; near twins told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from textual import events
from textual.widgets import Input, OptionList, Static

from qualcode.coding.codebook.codes import EditCode
from qualcode.coding.codebook.retiring import RetireCode
from qualcode.tui.dialogs.picker import CodePicker
from qualcode.tui.ranking import Name, fitting, ranked, twins

if TYPE_CHECKING:
    from collections.abc import Callable

    Desk = Any

CODES = (
    ("Lien de confiance", "", "Trust"),
    ("Prendre son temps", "Lien de confiance", "Taking time"),
    ("Écoute sans jugement", "Lien de confiance", "Listening without judging"),
    ("Présence au quotidien", "Lien de confiance", "Everyday presence"),
    ("Juste distance", "Lien de confiance", "Right distance"),
    ("Rapport d’autorité", "Lien de confiance", "Authority"),
    ("Mépris", "Obstacles", "Contempt"),
    ("Pression scolaire", "Obstacles", "Pressure at school"),
    ("Manque de temps", "Obstacles", "Lack of time"),
    ("Cœur à l’ouvrage", "Pouvoir d’agir", "Heart in the work"),
    ("Petits pas", "Pouvoir d’agir", "Small steps"),
    ("Se projeter", "Pouvoir d’agir", "Picturing oneself later"),
    ("Fierté retrouvée", "Pouvoir d’agir", "Pride regained"),
    ("Soutien à la maison", "Famille", "Support at home"),
    ("Parent à bout", "Famille", "Parent at the end of the rope"),
    ("Parent tenu loin", "Famille", "Parent kept away"),
    ("Règles rigides", "École", "Rigid rules"),
    ("Étiquette", "École", "Label"),
    ("Travail rémunéré", "Obstacles", "Paid work"),
    ("Angoisse", "Obstacles", "Anxiety"),
)
NAMES = tuple(Name(name, name, group, (name, english)) for name, group, english in CODES)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("lien", "Lien de confiance"),
        ("conf", "Lien de confiance"),
        ("ldc", "Lien de confiance"),
        ("prendre", "Prendre son temps"),
        ("pst", "Prendre son temps"),
        ("pt", "Prendre son temps"),
        ("pr te", "Prendre son temps"),
        ("ecoute", "Écoute sans jugement"),
        ("ECOUTE", "Écoute sans jugement"),
        ("esj", "Écoute sans jugement"),
        ("juge", "Écoute sans jugement"),
        ("presence", "Présence au quotidien"),
        ("prés", "Présence au quotidien"),
        ("quot", "Présence au quotidien"),
        ("paq", "Présence au quotidien"),
        ("distance", "Juste distance"),
        ("jd", "Juste distance"),
        ("autorite", "Rapport d’autorité"),
        ("d'aut", "Rapport d’autorité"),
        ("rapport d'", "Rapport d’autorité"),
        ("mepris", "Mépris"),
        ("méP", "Mépris"),
        ("pression", "Pression scolaire"),
        ("ps", "Pression scolaire"),
        ("scol", "Pression scolaire"),
        ("manque", "Manque de temps"),
        ("mdt", "Manque de temps"),
        ("coeur", "Cœur à l’ouvrage"),
        ("ouvrage", "Cœur à l’ouvrage"),
        ("petits", "Petits pas"),
        ("projet", "Se projeter"),
        ("fierte", "Fierté retrouvée"),
        ("retrouvee", "Fierté retrouvée"),
        ("maison", "Soutien à la maison"),
        ("bout", "Parent à bout"),
        ("parent tenu", "Parent tenu loin"),
        ("loin", "Parent tenu loin"),
        ("regles", "Règles rigides"),
        ("etiq", "Étiquette"),
        ("remunere", "Travail rémunéré"),
        ("trust", "Lien de confiance"),
        ("taking", "Prendre son temps"),
        ("listening", "Écoute sans jugement"),
        ("everyday", "Présence au quotidien"),
        ("contempt", "Mépris"),
        ("small", "Petits pas"),
        ("anx", "Angoisse"),
        ("obst ang", "Angoisse"),
        ("agoise", "Angoisse"),
    ],
)
def test_a_few_letters_find_the_code_meant(typed: str, wanted: str) -> None:
    assert ranked(typed, NAMES)[0] == wanted


def test_recent_codes_come_first_where_nothing_is_typed_or_several_fit_as_well() -> None:
    assert ranked("", NAMES, ["Mépris", "gone"])[:2] == ["Mépris", "Lien de confiance"]
    assert len(ranked("", NAMES, ["Mépris"])) == len(NAMES)
    assert ranked("parent", NAMES)[0] == "Parent à bout"
    assert ranked("parent", NAMES, ["Parent tenu loin"])[0] == "Parent tenu loin"


def test_letters_strewn_over_a_name_are_a_guess() -> None:
    assert [fit.sure for fit in fitting("mepris", NAMES)][:1] == [True]
    assert not fitting("pdr", NAMES)[0].sure
    assert ranked("zzz", NAMES) == []


def test_a_near_twin_is_told_by_name_or_label_and_others_are_not() -> None:
    assert twins("mepris", NAMES) == ["Mépris"]
    assert twins("Petit pas", NAMES) == ["Petits pas"]
    assert twins("Contempts", NAMES) == ["Mépris"]
    assert twins("Pression familiale", NAMES) == []
    assert twins("pa", NAMES) == []
    assert twins("", NAMES) == []


async def opened(desk: Desk) -> CodePicker:
    await desk.press("s", "c")
    picker = desk.app.screen
    assert isinstance(picker, CodePicker)
    return picker


def listed(picker: CodePicker) -> list[str]:
    return [str(option.prompt) for option in picker.query_one(OptionList).options]


def test_the_picker_opens_empty_each_time(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        picker = await opened(desk)
        await desk.type("obs")
        assert picker.typed == "obs"
        await desk.press("escape", "c")
        assert desk.app.screen.typed == ""
        assert len(listed(desk.app.screen)) == 4

    at_desk(story)


def test_a_picked_code_costs_its_letters_and_two_keys(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("s")
        await desk.press("c", "p", "r", "e", "s", "enter")
        assert desk.coded() == [("Présence", "Qu’est-ce qui compte, d’après vous?")]
        assert desk.reader.span is None

    at_desk(story)


def test_a_new_code_costs_its_name_and_two_keys(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("s", "c", *"Rythme", "enter")
        assert desk.coded() == [("Rythme", "Qu’est-ce qui compte, d’après vous?")]

    at_desk(story)


def test_a_name_that_only_strews_its_letters_over_a_code_makes_a_new_one(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("s", "c")
        await desk.type("pst")
        await desk.press("escape", "c")
        await desk.type("prnce")  # strewn over Présence
        picker = desk.app.screen
        assert "Présence" in listed(picker)[0]
        await desk.press("enter")
        assert [name for name, _ in desk.coded()] == ["prnce"]

    at_desk(story)


def test_a_word_of_a_definition_in_either_language_finds_its_code_as_a_guess(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        meant = next(code for code in desk.project.codes.all() if code.name == "Présence")
        said = (("definition_fr", "Rester là sans parler."), ("definition_en", "Staying around quietly."))
        await desk.screen.bench.perform(EditCode(meant.id, details=said))
        await desk.settle()
        for word in ("rester", "quietl"):
            picker = await opened(desk)
            await desk.type(word)
            assert "Présence" in listed(picker)[0]
            assert picker.query_one(OptionList).highlighted == 1, "what Enter does is still to make what is typed"
            await desk.press("escape")

    at_desk(story)


def test_control_and_n_makes_a_new_code_though_others_fit(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("s", "c")
        await desk.type("obst")
        await desk.press("ctrl+n")
        assert [name for name, _ in desk.coded()] == ["obst"]

    at_desk(story)


def test_a_group_and_a_code_are_made_in_place(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("s", "c")
        await desk.type("École/Rythme")
        await desk.press("ctrl+n")
        assert ("École", "Rythme") in [code.path for code in desk.project.codes.all()]
        assert [name for name, _ in desk.coded()] == ["Rythme"]
        await desk.press("alt+down", "s", "c")
        await desk.type("lien de confiance/Humour")
        await desk.press("ctrl+n")
        assert ("Lien de confiance", "Humour") in [code.path for code in desk.project.codes.all()]

    at_desk(story)


def test_a_near_twin_is_announced_before_it_is_made(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        picker = await opened(desk)
        await desk.type("presences")
        assert "very like “Présence”" in listed(picker)[1]
        await desk.press("ctrl+n")
        assert desk.app.screen is picker
        warned = str(picker.query_one(".hint", Static).content)
        assert "Présence" in warned
        assert "Enter apply" in warned, "the keys stay"
        await desk.press("ctrl+n")
        assert [name for name, _ in desk.coded()] == ["presences"]

    at_desk(story)


def test_digits_pick_while_nothing_is_typed_and_are_letters_after(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("s", "c", "9")
        assert isinstance(desk.app.screen, CodePicker)
        await desk.press("2")
        assert [name for name, _ in desk.coded()] == ["Présence"]
        await desk.press("alt+down", "s", "c")
        await desk.type("p1")
        assert desk.app.screen.typed == "p1"

    at_desk(story)


def test_keys_that_come_at_once_over_a_slow_line_are_what_was_typed(at_desk: Callable[..., None]) -> None:
    """A digit after letters picked the first code of the list, and coded the passage with it."""

    async def story(desk: Desk) -> None:
        await desk.press("s", "c")
        for letter in "Phase 2":
            desk.app.post_message(events.Key("space" if letter == " " else letter, letter))
        await desk.settle()
        assert desk.app.screen.typed == "Phase 2"
        await desk.press("escape")
        for event in (events.Key("c", "c"), events.Key("p", "p"), events.Paste("rend"), events.Key("r", "r")):
            desk.app.post_message(event)
        await desk.settle()
        assert desk.app.screen.typed == "prendr", "what is pasted waits its turn too"
        await desk.press("escape")
        for letter in "c1":
            desk.app.post_message(events.Key(letter, letter))
        await desk.settle()
        assert [name for name, _ in desk.coded()] == ["Lien de confiance"]

    at_desk(story)


def test_several_codes_are_marked_and_applied_in_one_act(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("s", "c")
        await desk.type("pres")
        await desk.press("tab")
        assert desk.app.screen.query_one(Input).value == ""
        await desk.type("obst")
        await desk.press("tab", "enter")
        assert sorted(name for name, _ in desk.coded()) == ["Obstacles", "Présence"]
        await desk.press("u")
        assert desk.coded() == []

    at_desk(story)


def test_a_mark_is_taken_back_by_the_same_key(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        picker = await opened(desk)
        await desk.press("down", "tab")
        assert listed(picker)[1].startswith("✓")
        await desk.press("tab")
        assert listed(picker)[1].startswith("2")
        await desk.press("up", "up", "up", "enter")
        assert [name for name, _ in desk.coded()] == ["Prendre son temps"]

    at_desk(story)


def test_a_click_picks(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await opened(desk)
        await desk.pilot.click(OptionList, offset=(4, 3))
        await desk.settle()
        assert [name for name, _ in desk.coded()] == ["Obstacles"]

    at_desk(story)


def test_the_passage_stays_in_sight_of_the_picker(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("G", "s", "c")
        box = desk.app.screen.query_one("Vertical").region
        reader = desk.reader
        row = reader.region.y + reader.page.row_of(reader.span.start) - reader.top
        assert not box.y <= row < box.bottom
        await desk.press("escape", "escape", "g", "s", "c")
        box = desk.app.screen.query_one("Vertical").region
        assert not box.y <= reader.region.y < box.bottom

    at_desk(story, (80, 24))


def test_a_near_twin_stands_first_so_that_enter_applies_it(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        picker = await opened(desk)
        await desk.type("prendre son tamps")
        assert "Prendre son temps" in listed(picker)[0]
        assert "new code" in listed(picker)[1]
        await desk.press("enter")
        assert [name for name, _ in desk.coded()] == ["Prendre son temps"]

    at_desk(story)


def test_a_retired_code_of_the_name_typed_is_told_and_no_letter_is_lost(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        for name in ("Obstacles", "Présence"):
            await desk.screen.bench.perform(RetireCode(desk.project.codes.get(name).id))
        await desk.settle()
        picker = await opened(desk)
        await desk.type("obstacles")
        assert "“Obstacles” is retired: i in the codebook" in str(picker.query_one(".hint", Static).content)
        await desk.press("enter", "ctrl+n")
        assert desk.app.screen is picker
        assert picker.typed == "obstacles"
        picker.query_one(Input).value = ""
        await desk.type("Présence")  # stands in a group: another beside the groups can be made
        await desk.press("enter")
        assert desk.app.screen is picker
        assert "the same key again makes" in str(picker.query_one(".hint", Static).content)
        await desk.press("enter")
        assert desk.coded() == [("Présence", "Qu’est-ce qui compte, d’après vous?")]

    at_desk(story)
