"""Codes merged and split: nothing that rests on them is lost on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.coding.codebook.codes import TEXTS
from qualcode.coding.codebook.tidying import MergeCodes, SplitCode
from qualcode.coding.memos import AddMemo
from qualcode.coding.passages.codings import ApplyCodes, EditCoding, Passage
from qualcode.coding.telling import beside
from qualcode.coding.themes.themes import AddTheme, LinkTheme
from qualcode.coding.themes.words import event_words
from qualcode.model import errors

if TYPE_CHECKING:
    from conftest import Trial
    from qualcode.model.records import Code

NOBODY = "0" * 32


def paths(trial: Trial) -> list[str]:
    return ["/".join(code.path) for code in trial.codes.all()]


def theme(trial: Trial, name: str, *rests_on: Code) -> str:
    action = AddTheme(name)
    trial.do(action)
    for code in rests_on:
        trial.do(LinkTheme(action.id, code=code.id, stance="nuances"))
    return action.id


def test_codings_memos_links_and_sub_codes_go_to_the_target(trial: Trial) -> None:
    into, gone = trial.code("Peur"), trial.code("Angoisse")
    trial.code("La nuit", gone)
    document = trial.document()
    coding = trial.coding(document, gone)
    trial.do(AddMemo("Voir Freud.", "code", gone.id))
    linked = theme(trial, "Thème", gone)
    change = trial.comes_and_goes(MergeCodes(into.id, (gone.id,)))
    assert (change.note("count"), change.note("merged")) == (1, ["Angoisse"])
    assert paths(trial) == ["Peur", "Peur/La nuit"]
    assert trial.codings.get(coding.id).code == into.id
    assert trial.memos.all()[0].target == into.id
    assert [(link.code, link.stance) for link in trial.themes.get(linked).links] == [(into.id, "nuances")]


def test_a_merge_says_toward_which_themes_the_stances_differed_and_their_history_keeps_both(trial: Trial) -> None:
    document, into, gone = trial.document(), trial.code("Peur"), trial.code("Angoisse")
    kept, united = trial.coding(document, into), trial.coding(document, gone, "jardine.")
    both, alike, passages = theme(trial, "Nuit", into), theme(trial, "Jour", into, gone), theme(trial, "Mots")
    trial.do(LinkTheme(both, code=gone.id, stance="contradicts"))
    trial.do(LinkTheme(passages, coding=kept.id))
    trial.do(LinkTheme(passages, coding=united.id, stance="nuances"))
    change = trial.comes_and_goes(MergeCodes(into.id, (gone.id,)))
    assert (change.note("differing"), change.note("doubtful")) == (2, ["Mots", "Nuit"])
    assert beside(change) == (
        "stances differed toward the themes “Mots”, “Nuit”: the graver one stays, their history keeps the other"
    )
    told = [
        [event_words(event, {into.id: "Peur"}) for event in trial.themes.past(name).events if event.kind != "linked"][
            1:
        ]
        for name in ("Nuit", "Jour", "Mots")
    ]
    went = "two links became one; the one that is gone had:"
    assert told == [
        [f"“Peur”: {went} contradicts", "“Peur”: contradicts, before: nuances"],
        [f"“Peur”: {went} nuances"],
        [f"1 passage: {went} nuances", "1 passage: nuances, before: supports"],
    ]
    assert [link.stance for link in trial.themes.get(alike).links] == ["nuances"]
    assert not beside(trial.do(MergeCodes(trial.code("Seule").id, (into.id,))))


def test_a_group_merged_into_its_sub_code_leaves_it_in_the_groups_place(trial: Trial) -> None:
    first = trial.code("A")
    group = trial.code("Peur")
    trial.code("Z")
    below = trial.code("Peur", group)  # it may bear the name of the group that goes
    trial.code("autre", group)
    trial.comes_and_goes(MergeCodes(below.id, (group.id,)))
    assert paths(trial) == ["A", "Peur", "Peur/autre", "Z"]
    assert first.position == 0


def test_a_sub_code_merged_into_its_group_vanishes_there(trial: Trial) -> None:
    group = trial.code("Peur")
    below = trial.code("Peur", group)
    trial.code("La nuit", below)
    trial.comes_and_goes(MergeCodes(group.id, (below.id,)))
    assert paths(trial) == ["Peur", "Peur/La nuit"]


def test_a_chain_merges_into_its_lowest_code(trial: Trial) -> None:
    a = trial.code("A")
    b = trial.code("B", a)
    c = trial.code("C", b)
    trial.code("à part", b)
    trial.comes_and_goes(MergeCodes(c.id, (a.id, b.id, a.id, c.id)))
    assert paths(trial) == ["C", "C/à part"]


def test_a_chain_merges_into_a_code_elsewhere(trial: Trial) -> None:
    a = trial.code("A")
    b = trial.code("B", a)
    trial.code("C", b)
    into = trial.code("D")
    trial.comes_and_goes(MergeCodes(into.id, (a.id, b.id)))
    assert paths(trial) == ["D", "D/C"]


def test_a_target_under_two_codes_that_go_takes_the_higher_place(trial: Trial) -> None:
    top = trial.code("T")
    a = trial.code("A", top)
    b = trial.code("B", a)
    c = trial.code("C", b)
    trial.comes_and_goes(MergeCodes(c.id, (b.id, a.id)))
    assert paths(trial) == ["T", "T/C"]


def test_a_sibling_that_goes_may_free_the_name_the_target_needs(trial: Trial) -> None:
    group = trial.code("G")
    below = trial.code("Peur", group)
    twin = trial.code("peur")
    trial.comes_and_goes(MergeCodes(below.id, (group.id, twin.id)))
    assert paths(trial) == ["Peur"]


def test_a_merge_that_would_make_twins_is_refused(trial: Trial) -> None:
    group = trial.code("G")
    below = trial.code("PEUR", group)
    trial.code("Peur")
    trial.refuses(errors.NameTaken, MergeCodes(below.id, (group.id,)))
    into, gone, other = trial.code("I"), trial.code("J"), trial.code("K")
    for parent in (gone, other):
        trial.code("pareil", parent)
    trial.refuses(errors.NameTaken, MergeCodes(into.id, (gone.id, other.id)))


def test_a_code_is_not_merged_into_itself_or_with_nothing(trial: Trial) -> None:
    code = trial.code("A")
    trial.refuses(errors.MergeIntoItself, MergeCodes(code.id, (code.id,)))
    trial.refuses(errors.MergeIntoItself, MergeCodes(code.id, ()))
    trial.refuses(errors.NoSuchCode, MergeCodes(code.id, (NOBODY,)))
    trial.refuses(errors.NoSuchCode, MergeCodes(NOBODY, (code.id,)))


def test_of_doubled_codings_the_earliest_stays_and_inherits_the_rest(trial: Trial) -> None:
    document = trial.document()
    into, second, third = (trial.code(name) for name in "ABC")
    early = trial.coding(document, second, memo="un")
    starred = trial.coding(document, into, memo="deux", starred=True, weight=4)
    late = trial.coding(document, third, weight=2)
    apart = trial.coding(document, third, "beaucoup")
    linked = theme(trial, "T")
    for coding in (early, starred, late):
        trial.do(LinkTheme(linked, coding=coding.id))
    trial.comes_and_goes(MergeCodes(into.id, (second.id, third.id)))
    kept, other = trial.codings.of_document(document.id)
    assert (kept.id, kept.code, kept.starred, kept.weight) == (early.id, into.id, True, 4)
    assert (other.id, other.code) == (apart.id, into.id)
    assert sorted((memo.text, memo.target) for memo in trial.memos.all()) == [("deux", early.id), ("un", early.id)]
    assert [link.coding for link in trial.themes.get(linked).links] == [early.id]


def test_a_star_and_a_weight_are_not_lost_to_a_third_coding(trial: Trial) -> None:
    document = trial.document()
    into, second, third = (trial.code(name) for name in "ABC")
    stays = trial.coding(document, into)
    trial.coding(document, second, starred=True, weight=5)
    trial.coding(document, third, starred=False, weight=1)
    trial.do(MergeCodes(into.id, (second.id, third.id)))
    assert (trial.codings.get(stays.id).starred, trial.codings.get(stays.id).weight) == (True, 5)


def test_codings_of_two_coders_on_one_passage_stay_two(trial: Trial) -> None:
    document, into, gone = trial.document(), trial.code("A"), trial.code("B")
    trial.coding(document, into)
    trial.do(ApplyCodes((Passage(document.id, 30, 35, gone.id, "Max"), Passage(document.id, 30, 35, into.id, "Ana"))))
    trial.do(MergeCodes(into.id, (gone.id,)))
    assert len(trial.codings.of_document(document.id)) == 3


def test_a_theme_keeps_one_link_to_the_code_that_stays(trial: Trial) -> None:
    into, second, third = (trial.code(name) for name in "ABC")
    both = theme(trial, "T", into, second, third)
    gone_only = theme(trial, "U", second, third)
    trial.comes_and_goes(MergeCodes(into.id, (second.id, third.id)))
    for identifier in (both, gone_only):
        assert [link.code for link in trial.themes.get(identifier).links] == [into.id]


def test_the_target_takes_the_texts_it_lacks(trial: Trial) -> None:
    into = trial.code("A", details=(("definition_fr", "La sienne."),))
    second = trial.code("B", details=(("definition_fr", "Une autre."), ("example", "« Ah »")))
    third = trial.code("C", details=(("example", "« Oh »"), ("label_en", "Fear")))
    trial.do(MergeCodes(into.id, (second.id, third.id)))
    found = trial.codes.get(into.id)
    assert (found.definition_fr, found.example, found.label_en) == ("La sienne.", "« Ah »", "Fear")


def test_a_target_that_has_all_its_texts_keeps_them(trial: Trial) -> None:
    full = tuple((text, "le sien") for text in TEXTS)
    into = trial.code("A", details=full)
    gone = trial.code("B", details=tuple((text, "un autre") for text in TEXTS))
    trial.do(MergeCodes(into.id, (gone.id,)))
    assert {getattr(trial.codes.get(into.id), text) for text in TEXTS} == {"le sien"}


def test_a_code_is_split_beside_itself(trial: Trial) -> None:
    code = trial.code("Peur", trial.code("G"))
    document = trial.document()
    first, second = trial.coding(document, code, memo="m"), trial.coding(document, code, "beaucoup")
    action = SplitCode(code.id, "Crainte", (first.id, first.id))
    assert trial.comes_and_goes(action).note("codings") == 1
    assert paths(trial) == ["G", "G/Peur", "G/Crainte"]
    assert (trial.codings.get(first.id).code, trial.codings.get(second.id).code) == (action.id, code.id)
    assert trial.codes.get("Crainte").colour == code.colour


def test_a_split_takes_only_the_codes_own_codings(trial: Trial) -> None:
    code, other = trial.code("A"), trial.code("B")
    document = trial.document()
    own, foreign = trial.coding(document, code), trial.coding(document, other)
    trial.refuses(errors.NoSuchCoding, SplitCode(code.id, "C", (own.id, foreign.id)))
    trial.refuses(errors.NoSuchCoding, SplitCode(code.id, "C", (NOBODY,)))
    trial.refuses(errors.NameTaken, SplitCode(code.id, "b", (own.id,)))
    trial.refuses(errors.NoSuchCode, SplitCode(NOBODY, "C", ()))


def test_a_coding_may_be_given_another_code(trial: Trial) -> None:
    document, code, other = trial.document(), trial.code("A"), trial.code("B")
    coding = trial.coding(document, code)
    trial.comes_and_goes(EditCoding(coding.id, code=other.id))
    assert trial.codings.get(coding.id).code == other.id


def test_overlapping_codings_of_one_coder_unite_where_they_bear_two_of_the_merged_codes(trial: Trial) -> None:
    document, into, gone = trial.document(), trial.code("A"), trial.code("B")
    first = trial.coding(document, into, "On jardine. On", memo="un")
    trial.coding(document, gone, "On jardine beaucoup", memo="deux", starred=True)
    apart = trial.coding(document, gone, "Et chez")
    assert trial.codings.uniting([into.id, gone.id]) == 1
    change = trial.comes_and_goes(MergeCodes(into.id, (gone.id,)))
    assert change.note("united") == 1
    other, kept = trial.codings.of_document(document.id)
    assert (other.id, kept.id) == (apart.id, first.id)
    assert (kept.text, kept.starred) == ("On jardine. On jardine beaucoup", True)
    assert kept.after == trial.documents.text(document.id)[kept.end : kept.end + 60]
    assert {memo.target for memo in trial.memos.all()} == {first.id}


def test_codings_that_only_touch_or_overlapped_under_one_code_stay_apart(trial: Trial) -> None:
    document, into, gone = trial.document(), trial.code("A"), trial.code("B")
    trial.coding(document, into, "On jardine.")
    trial.coding(document, gone, " On jardine beaucoup")
    for words in ("chez vous", "vous ?"):
        trial.coding(document, gone, words)
    assert trial.codings.uniting([into.id, gone.id]) == 0
    before = [(c.start, c.end) for c in trial.codings.of_document(document.id)]
    trial.do(MergeCodes(into.id, (gone.id,)))
    assert [(c.start, c.end) for c in trial.codings.of_document(document.id)] == before


def test_overlapping_codings_of_two_coders_stay_two(trial: Trial) -> None:
    document, into, gone = trial.document(), trial.code("A"), trial.code("B")
    trial.coding(document, into, "On jardine. On")
    trial.becomes("Max")
    trial.coding(document, gone, "On jardine beaucoup")
    assert trial.codings.uniting([into.id, gone.id]) == 0
    trial.do(MergeCodes(into.id, (gone.id,)))
    assert len(trial.codings.of_document(document.id)) == 2


def test_of_links_that_become_one_the_graver_stance_stays(trial: Trial) -> None:
    into, gone = trial.code("Peur"), trial.code("Angoisse")
    document = trial.document()
    kept, absorbed = trial.coding(document, into), trial.coding(document, gone, "On jardine. On")
    stances = (("supports", "contradicts"), ("contradicts", "nuances"), ("nuances", "nuances"))
    made = []
    for place, pair in enumerate(stances):
        action = AddTheme(f"T{place}")
        trial.do(action)
        made.append(action.id)
        for stance, code, coding in zip(pair, (into, gone), (kept, absorbed), strict=True):
            trial.do(LinkTheme(action.id, code=code.id, stance=stance))
            trial.do(LinkTheme(action.id, coding=coding.id, stance=stance))
    change = trial.comes_and_goes(MergeCodes(into.id, (gone.id,)))
    assert change.note("differing") == 4
    found = [[(link.code, link.coding, link.stance) for link in trial.themes.get(each).links] for each in made]
    for links, stance in zip(found, ("contradicts", "contradicts", "nuances"), strict=True):
        assert sorted(links, key=str) == sorted([(into.id, None, stance), (None, kept.id, stance)], key=str)
