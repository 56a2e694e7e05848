"""Themes merged, split and restored, in one step each; and the history that the journal tells of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qualcode.coding.codebook.codes import RemoveCode
from qualcode.coding.project import action_words
from qualcode.coding.themes.past import _gone, _happened, _Past, before_dropped
from qualcode.coding.themes.themes import AddTheme, EditTheme, LinkTheme, UnlinkTheme
from qualcode.coding.themes.tidying import MergeThemes, MoveLinks, SplitTheme
from qualcode.coding.themes.words import event_words, voices_words
from qualcode.model import errors
from qualcode.model.theming import Supported, Theming

if TYPE_CHECKING:
    from conftest import Trial
    from qualcode.model.records import Theme


def _theme(trial: Trial, name: str, claim: str = "", memo: str = "") -> str:
    action = AddTheme(name, claim, memo=memo)
    trial.do(action)
    return action.id


def _links(theme: Theme) -> dict[str, str]:
    return {str(link.code or link.coding): link.stance for link in theme.links}


def _named(trial: Trial) -> dict[str, Theme]:
    return {theme.name: theme for theme in trial.themes.all()}


def test_merged_themes_unite_their_links_and_the_graver_stance_stays(trial: Trial) -> None:
    first, second, third = (trial.code(name) for name in "xyz")
    into, other, last = _theme(trial, "Lien", memo="m1"), _theme(trial, "Temps", "On attend.", "m2"), _theme(trial, "S")
    for theme, code, stance in (
        (into, first, "nuances"), (other, first, "supports"), (last, first, "contradicts"),
        (into, second, "supports"), (other, second, "nuances"), (other, third, "supports"),
    ):  # fmt: skip
        trial.do(LinkTheme(theme, code=code.id, stance=stance))
    change = trial.comes_and_goes(MergeThemes(into, (other, last, into)))
    assert [change.note(name) for name in ("count", "merged", "differing")] == [2, "Temps, S", 3]
    (theme,) = trial.themes.all()
    assert (theme.claim, theme.memo) == ("On attend.", "m1\n\nm2")
    assert _links(theme) == {first.id: "contradicts", second.id: "nuances", third.id: "supports"}
    assert trial.standing()[0].words() == "merge 2 themes into the theme “Lien”"
    with pytest.raises(errors.ThemeIntoItself):
        trial.do(MergeThemes(into, (into,)))
    trial.refuses(errors.NotLinked, MoveLinks(theme=into, links=("0" * 32,)))


def test_the_history_keeps_the_stance_of_a_link_that_became_one_with_another(trial: Trial) -> None:
    code = trial.code("Présence")
    into, other, third = (_theme(trial, name) for name in ("Lien", "Temps", "Lieu"))
    for theme, stance in ((into, "supports"), (other, "contradicts"), (third, "nuances")):
        trial.do(LinkTheme(theme, code=code.id, stance=stance))
    trial.do(MergeThemes(into, (other,)))
    (link,) = _named(trial)["Lieu"].links
    trial.do(MoveLinks((link.id,), into))
    told = [event_words(event, {code.id: "Présence"}) for event in trial.themes.past("Lien").events]
    gone = "“Présence”: two links became one; the one that is gone had:"
    assert f"{gone} contradicts" in told
    assert told[-1] == f"{gone} nuances"
    assert event_words(trial.themes.past("Lieu").events[-1], {code.id: "Présence"}) == "“Présence”: went to “Lien”"


def test_what_came_and_went_in_one_act_is_no_history_and_nobody_coded_says_nothing() -> None:
    assert list(_happened({}, {})) == []
    assert _gone("t", _Past(), "") == {}
    nothing = Theming((), (), (), (), ())
    assert voices_words(Supported(None, (), 0, 0, (), (), ()), nothing, {}) == []


def test_a_split_theme_gives_the_links_named_to_a_new_one_behind_it(trial: Trial) -> None:
    codes = [trial.code(name) for name in "xyz"]
    whole, behind = _theme(trial, "Lien"), _theme(trial, "Temps")
    for code in codes:
        trial.do(LinkTheme(whole, code=code.id, stance="nuances"))
    links = {str(link.code): link.id for link in _named(trial)["Lien"].links}
    trial.comes_and_goes(SplitTheme(whole, "Présence", (links[codes[0].id], links[codes[2].id]), "Être là."))
    themes = trial.themes.all()
    assert [theme.name for theme in themes] == ["Lien", "Présence", "Temps"]
    assert [_links(theme) for theme in themes] == [
        {codes[1].id: "nuances"}, {codes[0].id: "nuances", codes[2].id: "nuances"}, {},
    ]  # fmt: skip
    assert themes[1].claim == "Être là."
    for links_named, refusal in (((), errors.NothingToMove), (("0" * 32,), errors.NotLinked)):
        with pytest.raises(refusal):
            trial.do(SplitTheme(whole, "Autre", links_named))
    with pytest.raises(errors.NameTaken):
        trial.do(SplitTheme(whole, "temps", (links[codes[1].id],)))
    trial.comes_and_goes(MoveLinks((links[codes[1].id], links[codes[0].id]), behind))
    assert _links(_named(trial)["Temps"]) == {codes[1].id: "nuances", codes[0].id: "nuances"}
    with pytest.raises(errors.NothingToMove):
        trial.do(MoveLinks((links[codes[1].id],), behind))


def test_the_footer_names_what_was_done_to_a_theme(trial: Trial) -> None:
    code = trial.code("Présence")
    coding = trial.coding(trial.document("E1"), code)
    theme = _theme(trial, "Lien")
    for action, words in (
        (EditTheme(theme, status="kept"), "keep the theme “Lien”"),
        (EditTheme(theme, status="dropped"), "drop the theme “Lien”"),
        (EditTheme(theme, status="candidate"), "make the theme “Lien” a candidate again"),
        (EditTheme(theme, claim="Il vient avant."), "word the claim of “Lien”"),
        (EditTheme(theme, "Liens", "Ils viennent."), "edit the theme “Lien”"),
        (EditTheme(theme, "Le lien"), "rename the theme “Liens” to “Le lien”"),
        (LinkTheme(theme, code=code.id), "“Présence” supports “Le lien”"),
        (LinkTheme(theme, coding=coding.id, stance="contradicts"), "a passage of “Présence” contradicts “Le lien”"),
    ):
        trial.comes_and_goes(action)
        undo, _redo = trial.standing()
        assert undo.words() == words
    assert action_words("LinkTheme", {"name": "L", "code": "x", "stance": "supports"}) == "link the theme “L”"


def test_the_history_of_a_theme_tells_what_it_was_and_what_came_from_where(trial: Trial) -> None:
    code, gone = trial.code("Présence"), trial.code("Passé")
    coding = trial.coding(trial.document("E1"), code)
    into, other = _theme(trial, "Lien", "D’abord."), _theme(trial, "Temps", "On attend.")
    trial.do(LinkTheme(into, code=code.id))
    trial.do(LinkTheme(into, code=gone.id, stance="nuances"))
    trial.do(LinkTheme(other, coding=coding.id))
    trial.do(EditTheme(other, claim="Perdu."))
    trial.project.undo()  # what was undone is no history
    trial.becomes("Max")
    trial.do(LinkTheme(into, code=code.id, stance="contradicts"))
    trial.do(EditTheme(into, "Le lien", "Ensuite.", "kept"))
    trial.do(EditTheme(into, status="dropped"))
    trial.do(RemoveCode(gone.id))
    trial.do(MergeThemes(into, (other,)))
    link = next(link.id for link in _named(trial)["Le lien"].links if link.coding)
    trial.do(SplitTheme(into, "Attendre", (link,)))
    past = trial.themes.past("le lien")
    told = [(event.coder, event.name, event_words(event, {code.id: "Présence"})) for event in past.events]
    assert told == [
        ("Zoé", "Lien", "made: “D’abord.”"),
        ("Zoé", "Temps", "made: “On attend.”"),
        ("Zoé", "Lien", "“Présence”: supports"),
        ("Zoé", "Lien", "1 code removed since: nuances"),
        ("Zoé", "Temps", "1 passage: supports"),
        ("Max", "Lien", "“Présence”: contradicts, before: supports"),
        ("Max", "Le lien", "“Lien” became “Le lien”"),
        ("Max", "Le lien", "claim: “Ensuite.”, before: “D’abord.”"),
        ("Max", "Le lien", "kept, before: candidate"),
        ("Max", "Le lien", "dropped, before: kept"),
        ("Max", "Le lien", "1 code removed since: taken away"),
        ("Max", "Le lien", "“Temps” was merged into it: “On attend.”"),
        ("Max", "Le lien", "1 passage: supports, came from “Temps”"),
        ("Max", "Le lien", "1 passage: went to “Attendre”"),
    ]
    assert before_dropped(past.events, into) == "kept"
    assert [event_words(e, {}) for e in trial.themes.past("temps").events][-1] == "1 passage: went to “Le lien”"
    assert event_words(trial.themes.past("Attendre").events[0], {}) == "made, split from “Le lien”"
    with pytest.raises(errors.NoSuchTheme):
        trial.themes.past("Jamais")
    trial.do(UnlinkTheme(link))
    assert event_words(trial.themes.past("Attendre").events[-1], {}) == "1 passage: taken away"
