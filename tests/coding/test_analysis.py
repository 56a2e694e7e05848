"""Themes, memos and the study itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qualcode.coding.memos import AddMemo, EditMemo, RemoveMemo
from qualcode.coding.studies import EditStudy
from qualcode.coding.themes import AddTheme, EditTheme, LinkTheme, UnlinkTheme
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
