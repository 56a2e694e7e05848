"""Themes, memos and the study itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qualcode.analysis.theming import theming
from qualcode.coding.memos import AddMemo, EditMemo, RemoveMemo
from qualcode.coding.studies import EditStudy
from qualcode.coding.themes.tables import ImportThemes, ThemeLine
from qualcode.coding.themes.themes import AddTheme, EditTheme, LinkTheme, UnlinkTheme
from qualcode.model import errors
from qualcode.model.records import STANCES

if TYPE_CHECKING:
    from conftest import Trial

NOBODY = "0" * 32


def theme(trial: Trial, name: str = "Tenir", **fields: str) -> str:
    action = AddTheme(name, **fields)
    trial.do(action)
    return action.id


def test_a_theme_has_a_claim_a_status_and_a_memo(trial: Trial) -> None:
    trial.comes_and_goes(AddTheme(" Tenir bon ", "On tient\x00.", "kept", "à voir"))
    found = trial.themes.get("tenir bon")
    assert (found.name, found.claim, found.status, found.memo) == ("Tenir bon", "On tient\ufffd.", "kept", "à voir")


def test_what_cannot_be_a_theme_is_refused(trial: Trial) -> None:
    theme(trial)
    trial.refuses(errors.NameTaken, AddTheme("TENIR"))
    trial.refuses(errors.EmptyName, AddTheme(" "))
    trial.refuses(errors.BadChoice, AddTheme("x", status="perhaps"))


def test_a_theme_is_edited_and_dropped_but_still_there(trial: Trial) -> None:
    first = theme(trial)
    theme(trial, "Partir")
    trial.comes_and_goes(EditTheme(first, "Lâcher", "On lâche.", "dropped", "non"))
    found = trial.themes.get("Lâcher")
    assert (found.claim, found.status, found.memo) == ("On lâche.", "dropped", "non")
    assert [row.name for row in trial.material().themes] == ["Partir"]
    trial.refuses(errors.NameTaken, EditTheme(first, new_name="partir"))
    trial.refuses(errors.BadChoice, EditTheme(first, status=""))
    trial.refuses(errors.NoSuchTheme, EditTheme(NOBODY, claim="x"))
    assert not trial.do(EditTheme(first)).touched


@pytest.mark.parametrize(("position", "order"), [(0, "cab"), (1, "acb"), (9, "abc"), (-1, "cab")])
def test_themes_stand_in_the_order_asked_for(trial: Trial, position: int, order: str) -> None:
    last = [theme(trial, name) for name in "abc"][-1]
    trial.do(EditTheme(last, position=position))
    assert "".join(found.name for found in trial.themes.all()) == order


@pytest.mark.parametrize("stance", STANCES)
def test_a_theme_rests_on_codes_and_codings(trial: Trial, stance: str) -> None:
    code = trial.code("x")
    coding = trial.coding(trial.document(), code)
    found = theme(trial)
    trial.comes_and_goes(LinkTheme(found, code=code.id, stance=stance))
    trial.comes_and_goes(LinkTheme(found, coding=coding.id, stance=stance))
    links = trial.themes.get(found).links
    assert [(link.code, link.coding, link.stance) for link in links] == [
        (code.id, None, stance),
        (None, coding.id, stance),
    ]
    (row,) = trial.material().themes
    assert (row.codes, row.codings) == ((code.id,), (coding.id,))


def test_a_link_made_twice_takes_the_new_stance(trial: Trial) -> None:
    code = trial.code("x")
    coding = trial.coding(trial.document(), code)
    found = theme(trial)
    trial.do(LinkTheme(found, code=code.id))
    trial.comes_and_goes(LinkTheme(found, code=code.id, coding=coding.id, stance="contradicts"))
    assert [(link.code, link.coding, link.stance) for link in trial.themes.get(found).links] == [
        (code.id, None, "contradicts")
    ]


def test_a_link_to_what_is_not_there_is_refused(trial: Trial) -> None:
    found = theme(trial)
    trial.refuses(errors.NoSuchCode, LinkTheme(found, code=NOBODY))
    trial.refuses(errors.NoSuchCoding, LinkTheme(found, coding=NOBODY))
    trial.refuses(errors.NoSuchCoding, LinkTheme(found))
    trial.refuses(errors.NoSuchTheme, LinkTheme(NOBODY, code=NOBODY))
    trial.refuses(errors.BadChoice, LinkTheme(found, code=trial.code("x").id, stance="likes"))
    trial.refuses(errors.NoSuchTheme, UnlinkTheme(NOBODY))


def test_a_link_is_taken_away(trial: Trial) -> None:
    theme(trial, "Autre")
    found = theme(trial)
    link = LinkTheme(found, code=trial.code("x").id)
    trial.do(link)
    trial.comes_and_goes(UnlinkTheme(link.id))
    assert trial.themes.get(found).links == ()


def test_what_a_theme_rests_on_is_counted_with_all_under_its_codes(trial: Trial) -> None:
    group = trial.code("G")
    below, apart = trial.code("x", group), trial.code("y")
    first, second = trial.document("E1"), trial.document("E2", ("A", "Oui."), ("B", "Non."))
    trial.coding(first, group)
    trial.coding(first, below, "beaucoup")
    single = trial.coding(second, apart, "Oui.\nB : Non.")
    trial.coding(second, apart, "Oui.")
    both, none = theme(trial, "T"), theme(trial, "U")
    trial.do(LinkTheme(both, code=group.id))
    trial.do(LinkTheme(both, coding=single.id))
    found = theming(trial.material(), trial.themes.all()).themes
    counts = {one.theme.id: (one.codings, one.passages, len(one.speaking)) for one in found}
    assert counts == {both: (3, 3, 3), none: (0, 0, 0)}


def test_a_table_of_themes_makes_edits_and_links(trial: Trial) -> None:
    trial.code("Peur", trial.code("Émotions"))
    there = theme(trial, "Tenir", claim="Déjà là.", memo="garder")
    lines = (
        ThemeLine(2, "TENIR", "On tient.", "kept", code="Peur", stance="contradicts"),
        ThemeLine(3, "tenir", code="émotions / peur"),
        ThemeLine(4, "Partir", code="rien de tel"),
        ThemeLine(5, "Partir", memo="m", code=" "),
        ThemeLine(6, " "),
        ThemeLine(7, "x" * 251),
    )
    change = trial.comes_and_goes(ImportThemes(lines))
    assert [change.note(name) for name in ("count", "made", "links")] == [2, 1, 2]
    assert change.note("faults") == [(4, "code", "rien de tel"), (6, "theme", " "), (7, "theme", "x" * 251)]
    found = trial.themes.get(there)
    assert (found.name, found.claim, found.status, found.memo) == ("Tenir", "On tient.", "kept", "garder")
    assert [link.stance for link in found.links] == ["supports"]
    assert (trial.themes.get("Partir").status, trial.themes.get("Partir").memo) == ("candidate", "m")


@pytest.mark.parametrize("line", [ThemeLine(2, "x", status="?"), ThemeLine(2, "x", code="y", stance="?")])
def test_an_unknown_word_in_a_table_of_themes_refuses_it(trial: Trial, line: ThemeLine) -> None:
    trial.code("y")
    trial.refuses(errors.BadChoice, ImportThemes((ThemeLine(1, "avant"), line)))


def test_a_memo_is_found_by_its_id_or_the_end_of_it(trial: Trial) -> None:
    for digit in "12":
        trial.do(AddMemo(digit, id=digit * 20 + "a" * 12))
    assert trial.memos.get("1" + "A" * 12).text == "1"
    with pytest.raises(errors.NotUnique):
        trial.memos.get("aaaaaa")
    for typed in ("", "aaaaa", "bbbbbb"):
        with pytest.raises(errors.NoSuchMemo):
            trial.memos.get(typed)


def test_a_memo_stands_on_each_thing(trial: Trial) -> None:
    document, code = trial.document(), trial.code("x")
    coding = trial.coding(document, code)
    targets = {
        "project": None,
        "document": document.id,
        "code": code.id,
        "coding": coding.id,
        "case": trial.cases.get("E1").id,
    }
    for on, target in targets.items():
        trial.comes_and_goes(AddMemo(f"Sur {on}.", on, target, "theoretical"))
    found = trial.memos.all()
    assert {memo.on: memo.target for memo in found} == targets
    assert [memo.text for memo in found] == [f"Sur {on}." for on in targets]
    assert {(memo.coder, memo.kind) for memo in found} == {("Zoé", "theoretical")}


@pytest.mark.parametrize(
    ("on", "refusal"),
    [
        ("document", errors.NoSuchDocument),
        ("code", errors.NoSuchCode),
        ("coding", errors.NoSuchCoding),
        ("case", errors.NoSuchCase),
    ],
)
def test_a_memo_on_what_is_not_there_is_refused(trial: Trial, on: str, refusal: type[errors.Refusal]) -> None:
    trial.refuses(refusal, AddMemo("x", on, NOBODY))
    trial.refuses(refusal, AddMemo("x", on))


def test_a_memo_is_edited_and_removed(trial: Trial) -> None:
    action = AddMemo("un")
    trial.do(action)
    trial.comes_and_goes(EditMemo(action.id, "deux\ud800", "to_do"))
    (memo,) = trial.memos.all()
    assert (memo.text, memo.kind) == ("deux\ufffd", "to_do")
    assert not trial.do(EditMemo(action.id)).touched
    trial.refuses(errors.BadChoice, EditMemo(action.id, kind="rumour"))
    trial.refuses(errors.EmptyName, EditMemo(action.id, " "))
    trial.comes_and_goes(RemoveMemo(action.id))
    trial.refuses(errors.NoSuchMemo, EditMemo(action.id, "x"))
    trial.refuses(errors.NoSuchMemo, RemoveMemo(action.id))


def test_what_cannot_be_a_memo_is_refused(trial: Trial) -> None:
    trial.refuses(errors.EmptyName, AddMemo(" \n"))
    trial.refuses(errors.BadChoice, AddMemo("x", kind="rumour"))
    trial.refuses(errors.BadChoice, AddMemo("x", "turn"))


def test_the_study_takes_another_title_and_language(trial: Trial) -> None:
    trial.comes_and_goes(EditStudy(" La  persévérance ", "en"))
    assert (trial.study.title, trial.study.corpus_language, trial.study.version) == ("La persévérance", "en", 4)
    trial.refuses(errors.EmptyName, EditStudy(" "))
    trial.refuses(errors.BadChoice, EditStudy(corpus_language="fr"))
    assert not trial.do(EditStudy()).touched
