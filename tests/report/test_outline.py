from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.report.outline import outlined, trimmed, under_no_theme

if TYPE_CHECKING:
    from types import ModuleType


def _names(part: object) -> list[tuple[str, int]]:
    return [(section.code.name, section.depth) for section in part.sections]


def test_without_themes_the_groups_of_the_codebook_give_the_parts(gardens: ModuleType) -> None:
    parts = outlined(gardens.CODES, ())
    assert [part.group.name if part.group else part.kind for part in parts] == ["liens", "terre", "ville", "loose"]
    assert _names(parts[0]) == [("voisins", 2), ("transmission", 2), ("recettes", 3), ("conflits", 2)]
    assert _names(parts[3]) == [("avenir", 2)]


def test_themes_give_the_parts_in_their_order_with_what_supports_first(gardens: ModuleType) -> None:
    one, two = gardens.themes()
    parts = outlined(gardens.CODES, (two, one))
    assert [part.theme.id for part in parts] == [one.id, two.id]
    assert _names(parts[0]) == [("voisins", 2), ("outils", 2), ("conflits", 2)]
    assert parts[0].sections[2].stance == "nuances"
    assert _names(parts[1]) == [("transmission", 2), ("recettes", 3), ("apprendre", 2), ("voisins", 2)]


def test_dropped_themes_leave_the_report_to_the_groups(gardens: ModuleType) -> None:
    dropped = [replace(theme, status="dropped") for theme in gardens.themes()]
    assert [part.kind for part in outlined(gardens.CODES, dropped)] == ["group", "group", "group", "loose"]


def test_a_theme_that_rests_on_nothing_yet_hides_no_code(gardens: ModuleType) -> None:
    parts = outlined(gardens.CODES, (gardens._theme(9, "T", "Une idée.", ()),))
    assert [part.kind for part in parts] == ["theme", "group", "group", "group", "loose"]


def test_a_code_linked_beside_the_one_above_it_stands_once(gardens: ModuleType) -> None:
    theme = gardens._theme(9, "T", "", (("recettes", "supports"), ("transmission", "supports")))
    assert _names(outlined(gardens.CODES, (theme,))[0]) == [("recettes", 2), ("transmission", 2)]


def test_an_empty_code_stays_where_a_sub_code_has_excerpts(gardens: ModuleType) -> None:
    only = gardens.CODE["recettes"].id
    part = trimmed(outlined(gardens.CODES, ()), {only}.__contains__)[0]
    assert _names(part) == [("transmission", 2), ("recettes", 3)]


def test_a_theme_rests_on_what_its_group_lists_too_and_a_part_of_groups_on_homes_alone(gardens: ModuleType) -> None:
    group, listed = gardens.CODE["terre"], gardens.CODE["avenir"]
    codes = [replace(code, also_in=(group.id,)) if code.id == listed.id else code for code in gardens.CODES]
    theme = gardens._theme(9, "T", "", (("terre", "supports"),))
    assert _names(outlined(codes, (theme,))[0])[-1] == ("avenir", 3)
    assert outlined(codes, ())[-1].sections[0].code.name == "avenir"
    assert "avenir" not in [name for name, _depth in _names(outlined(codes, ())[1])]


def test_codes_that_no_theme_rests_on_can_stand_in_a_last_part_under_their_groups(gardens: ModuleType) -> None:
    themes = gardens.themes()
    shown = {name for part in outlined(gardens.CODES, themes) for name, _depth in _names(part)}
    rest = outlined(gardens.CODES, themes, others=True)[-1]
    assert rest.kind == "loose"
    assert not shown & {name for name, _depth in _names(rest)}
    assert shown | {name for name, _depth in _names(rest)} == {code.name for code in gardens.CODES}
    assert [code.name for code in under_no_theme(gardens.CODES, themes)] == [name for name, _depth in _names(rest)]
    assert under_no_theme(gardens.CODES, ()) == ()
    every = gardens._theme(9, "T", "", tuple((code.name, "supports") for code in gardens.CODES))
    assert [part.kind for part in outlined(gardens.CODES, (every,), others=True)] == ["theme"]
