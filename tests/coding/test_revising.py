"""Texts corrected after they were coded: all that lies in them is carried, told of, kept where lost, and undone."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.coding.cases.cases import LinkCase
from qualcode.coding.cases.joining import JoinCases
from qualcode.coding.codebook.codes import AddCode, RemoveCode
from qualcode.coding.codebook.retiring import BringBackCode, RetireCode
from qualcode.coding.codebook.tidying import MergeCodes
from qualcode.coding.documents import revising
from qualcode.coding.documents.documents import ImportDocument, RemoveDocument
from qualcode.coding.documents.editing import EditText
from qualcode.coding.documents.guide import AddQuestion, MarkAsked, RemoveQuestion
from qualcode.coding.documents.reading_marks import MarkReading
from qualcode.coding.documents.revising import ReviseDocument
from qualcode.coding.documents.settling import PlaceLost, SettlePassages
from qualcode.coding.documents.turns import GiveVoice, JoinTurns, RenameSpeaker, SplitTurn
from qualcode.coding.memos import AddMemo
from qualcode.coding.passages.codings import ApplyCode, RemoveCodings, StarCodings
from qualcode.coding.project import Project
from qualcode.coding.themes.themes import AddTheme, LinkTheme
from qualcode.coding.themes.tidying import MergeThemes
from qualcode.model import errors
from qualcode.model.transcript import Speech, Transcript
from qualcode.storage.crossing import REVISING
from qualcode.words.maps import COUNTS, LENGTHS
from qualcode.words.plain_maps import PLAIN

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from qualcode.coding.documents.revising import Plan
    from qualcode.model.changes import Change
    from qualcode.model.records import Coding, Document

TALK = (
    ("Q", "Et chez vous, comment ça se passe ?"),
    ("Luc", "On jardine derrière la maison. On jardine bocoup, surtout au mois de mai."),
    ("Q", "Et l’hiver ?"),
    ("Luc", "L’hiver, on attend que la neige fonde. Personne ne vient."),
)
MAI, NEIGE, PERSONNE = "surtout au mois de mai", "on attend que la neige fonde", "Personne ne vient."


def revised(document: Document, given: Transcript, **options: Any) -> ReviseDocument:
    sha256 = hashlib.sha256(given.text.encode()).hexdigest()
    return ReviseDocument(document.id, "corrigé.txt", sha256, given, **options)


def plan(change: Change) -> Plan:
    found = change.note("plan")
    assert found is not None
    return found  # type: ignore[return-value]


def spoken(trial: Any, document: Document) -> list[tuple[str, str]]:
    text = trial.project.documents.text(document.id)
    return [(turn.speaker, text[turn.start : turn.end]) for turn in trial.project.documents.turns(document.id)]


def words(trial: Any, coding: Coding) -> str:
    """Return the words a coding is on, having seen that it quotes them."""
    now = trial.project.codings.get(coding.id)
    text = trial.project.documents.text(now.document)
    assert now.text == text[now.start : now.end]
    return now.text


def nameless(rows: list[dict[str, Any]], coding: str = "") -> list[dict[str, Any]]:
    """Return rows without their ids, and without the id of a coding they are or hang on."""
    return [
        {name: "" if name == "id" or value == coding != "" else value for name, value in row.items()} for row in rows
    ]


@pytest.fixture
def studied(trial: Any, write_turns: Callable[..., Transcript]) -> tuple[Any, Document, Callable[..., Transcript]]:
    """Return a trial with the talk in it, and what writes a corrected talk: pairs of words, the former and the new."""
    document = trial.document("E1", *TALK)

    def corrected(*pairs: tuple[str, str], talk: tuple[tuple[str, str], ...] = TALK) -> Transcript:
        changed = []
        for speaker, said in talk:
            label, line = speaker, said
            for old, new in pairs:
                label, line = label.replace(old, new), line.replace(old, new)
            changed.append((label, line))
        return write_turns(*changed)

    return trial, document, corrected


def test_a_mended_word_leaves_passages_on_their_words_and_says_which_have_others(studied: Any) -> None:
    trial, document, corrected = studied
    code = trial.code("Saisons")
    before, after = trial.coding(document, code, "On jardine derrière"), trial.coding(document, code, MAI)
    across = trial.coding(document, code, "On jardine bocoup, surtout au mois de mai.")
    change = trial.comes_and_goes(revised(document, corrected(("bocoup", "beaucoup"))))
    assert (words(trial, before), words(trial, after)) == ("On jardine derrière", MAI)
    assert words(trial, across) == "On jardine beaucoup, surtout au mois de mai."
    endings = {outcome.row["id"]: outcome.ending for outcome in plan(change).outcomes}
    assert endings == {before.id: "kept", after.id: "moved", across.id: "fuzzy"}
    assert plan(change).outcomes[1].former_text == "On jardine bocoup, surtout au mois de mai."
    assert trial.care.check() == []
    entry = next(entry for entry in trial.history() if entry.action in REVISING)
    assert (entry.arguments["kept"], entry.arguments["moved"], entry.arguments["fuzzy"]) == (1, 1, 1)


def test_what_hangs_on_a_passage_goes_with_it(studied: Any) -> None:
    trial, document, corrected = studied
    coding = trial.coding(document, trial.code("Saisons"), NEIGE, memo="À revoir.", weight=4)
    theme, question = AddTheme("Attendre", "On attend."), AddQuestion("Et l’hiver ?")
    for action in (theme, question, LinkTheme(theme.id, coding=coding.id), StarCodings((coding.id,))):
        trial.do(action)
    text = trial.documents.text(document.id)
    asked, seen, site = text.index("Et l’hiver"), text.index(PERSONNE), trial.case("Ruelle", "site")
    trial.do(MarkAsked(question.id, document.id, asked, asked + 12))
    trial.do(MarkReading(document.id, seen, seen + len(PERSONNE)))
    trial.do(LinkCase(site, document.id, seen, seen + len(PERSONNE)))
    trial.comes_and_goes(revised(document, corrected(("Et chez vous, comment", "Dites-moi : chez vous, comment"))))
    text = trial.documents.text(document.id)
    now = trial.codings.get(coding.id)
    assert (words(trial, coding), now.starred, now.weight) == (NEIGE, True, 4)
    assert [memo.target for memo in trial.memos.all()] == [coding.id]
    dump = trial.dump()
    assert [row["coding_id"] for row in dump["theme_links"]] == [coding.id]
    for noun, there in (("askings", "Et l’hiver ?"), ("reading_marks", PERSONNE), ("case_links", PERSONNE)):
        (row,) = dump[noun]
        assert text[row["start"] : row["end"]] == there
    assert trial.care.check() == []


def test_a_name_replaced_everywhere_is_replaced_in_the_passages(studied: Any) -> None:
    trial, _document, _corrected = studied
    talk = (("Q", "Qui vient ?"), ("Ana", "Gilberte vient. Elle vient avec Gilberte, la fille, et c’est tout."))
    document, code = trial.document("E2", *talk), trial.code("Gens")
    passages = [trial.coding(document, code, said) for said in ("Gilberte vient.", "avec Gilberte, la fille")]
    trial.coding(document, trial.code("Noms"), "Gilberte vient")
    pseudonym = _corrected(("Gilberte", "Mme B."), talk=talk)
    change = trial.comes_and_goes(revised(document, pseudonym))
    assert [words(trial, passage) for passage in passages] == ["Mme B. vient.", "avec Mme B., la fille"]
    assert {outcome.ending for outcome in plan(change).outcomes} == {"fuzzy"}
    assert "Gilberte" not in json.dumps(trial.dump()["codings"], ensure_ascii=False)


def test_what_is_lost_waits_with_its_words_until_it_is_placed_again(studied: Any) -> None:
    trial, document, corrected = studied
    coding = trial.coding(document, trial.code("Solitude"), PERSONNE, memo="Seul.", weight=2)
    theme = AddTheme("Attendre", "On attend.")
    for action in (theme, LinkTheme(theme.id, coding=coding.id, stance="nuances"), StarCodings((coding.id,))):
        trial.do(action)
    before = trial.dump()
    trial.comes_and_goes(revised(document, corrected((f" {PERSONNE}", ""))))
    (waiting,) = trial.revisions.unsettled()
    assert (waiting.ending, waiting.text, waiting.passage) == ("lost", PERSONNE, coding.id)
    assert trial.dump()["codings"] == []
    assert [memo.on for memo in trial.memos.all()] == ["document"]
    assert trial.care.check() == []
    trial.do(revised(document, corrected()))  # the words come back; what is lost is placed by a person alone
    assert trial.dump()["codings"] == []
    action = PlaceLost(waiting.id, coding.start, coding.end)
    trial.comes_and_goes(action)
    for noun in ("codings", "memos", "theme_links"):
        assert nameless(trial.dump()[noun], action.id) == nameless(before[noun], coding.id)
    assert trial.revisions.unsettled() == []
    assert trial.care.check() == []


def test_a_lost_asking_highlight_and_link_are_placed_again(studied: Any) -> None:
    trial, document, corrected = studied
    question, site = AddQuestion("Et l’hiver ?"), trial.case("Ruelle", "site")
    start = trial.documents.text(document.id).index(PERSONNE)
    end = start + len(PERSONNE)
    place = (document.id, start, end)
    for action in (question, MarkAsked(question.id, *place), MarkReading(*place), LinkCase(site, *place)):
        trial.do(action)
    before = trial.dump()
    trial.do(revised(document, corrected((f" {PERSONNE}", ""))))
    waiting = trial.revisions.unsettled()
    assert sorted(one.noun for one in waiting) == ["askings", "case_links", "reading_marks"]
    trial.do(revised(document, corrected()))
    for one in waiting:
        trial.comes_and_goes(PlaceLost(one.id, start, end))
    for noun in ("askings", "case_links", "reading_marks"):
        assert nameless(trial.dump()[noun]) == nameless(before[noun])
    assert trial.care.check() == []


def test_a_lost_link_goes_with_its_case_where_that_is_joined_with_another(studied: Any) -> None:
    trial, document, corrected = studied
    joined, kept, other = trial.case("Oncle"), trial.case("Uncle"), trial.case("Voisin")
    start = trial.documents.text(document.id).index(PERSONNE)
    for case in (joined, other):
        trial.do(LinkCase(case, document.id, start, start + len(PERSONNE)))
    trial.do(revised(document, corrected((f" {PERSONNE}", ""))))
    first, second = trial.revisions.unsettled()
    trial.comes_and_goes(JoinCases(kept, (joined,)))
    for one in (first, second):
        trial.comes_and_goes(PlaceLost(one.id, 0, 3))
    assert {link.case for link in trial.cases.links()} == {kept, other}
    assert trial.care.check() == []


def test_links_of_a_lost_coding_go_with_their_theme_where_that_is_merged(studied: Any) -> None:
    trial, document, corrected = studied
    coding = trial.coding(document, trial.code("Solitude"), PERSONNE)
    into, first, second, other = (AddTheme(name) for name in ("Seul", "Isolé", "Quitté", "Neige"))
    for theme, stance in ((into, "nuances"), (first, "contradicts"), (second, "supports"), (other, "nuances")):
        trial.do(theme)
        if theme is not into:
            trial.do(LinkTheme(theme.id, coding=coding.id, stance=stance))
    trial.do(revised(document, corrected((f" {PERSONNE}", ""))))
    trial.comes_and_goes(MergeThemes(into.id, (first.id, second.id)))
    (lost,) = trial.revisions.unsettled()
    trial.comes_and_goes(PlaceLost(lost.id, 0, 3))
    stances = {theme.name: [link.stance for link in theme.links] for theme in trial.themes.all()}
    assert stances == {"Seul": ["contradicts"], "Neige": ["nuances"]}
    assert trial.care.check() == []


def test_a_lost_passage_of_a_retired_code_is_placed_once_that_is_brought_back(studied: Any) -> None:
    trial, document, corrected = studied
    code = trial.code("Solitude")
    trial.coding(document, code, PERSONNE)
    trial.do(revised(document, corrected((f" {PERSONNE}", ""))))
    (lost,) = trial.revisions.unsettled()
    trial.do(RetireCode(code.id))
    trial.refuses(errors.CodeRetired, PlaceLost(lost.id, 0, 3))
    trial.do(BringBackCode(code.id))
    trial.comes_and_goes(PlaceLost(lost.id, 0, 3))


def test_what_lies_there_already_is_not_placed_twice_and_waits_no_more(studied: Any) -> None:
    trial, document, corrected = studied
    site = trial.case("Ruelle", "site")
    start = trial.documents.text(document.id).index(PERSONNE)
    trial.do(LinkCase(site, document.id, start, start + len(PERSONNE)))
    trial.do(LinkCase(site, document.id, 0, 3))
    trial.do(revised(document, corrected((f" {PERSONNE}", ""))))
    (lost,) = trial.revisions.unsettled()
    trial.comes_and_goes(PlaceLost(lost.id, 0, 3))
    assert [(link.case, link.start, link.end) for link in trial.cases.links()] == [(site, 0, 3)]
    assert trial.revisions.unsettled() == []


def test_a_coder_has_one_bookmark_wherever_a_lost_one_is_placed(studied: Any) -> None:
    trial, document, corrected = studied
    start = trial.documents.text(document.id).index(PERSONNE)
    trial.do(MarkReading(document.id, start, start + len(PERSONNE), kind="bookmark"))
    trial.do(revised(document, corrected((f" {PERSONNE}", ""))))
    (lost,) = trial.revisions.unsettled()
    trial.do(MarkReading(document.id, 0, 3, kind="bookmark"))
    trial.comes_and_goes(PlaceLost(lost.id, 5, 9))
    assert [(row["start"], row["end"]) for row in trial.dump()["reading_marks"]] == [(0, 3)]


def test_a_passage_to_look_at_is_found_by_the_end_of_its_id(studied: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    trial, document, corrected = studied
    for said in (PERSONNE, "ne vient"):
        trial.coding(document, trial.code(said), said)
    ids = [digit * 20 + "a" * 12 for digit in "12"]
    monkeypatch.setattr(revising, "new_id", iter(ids).__next__)
    trial.do(revised(document, corrected((f" {PERSONNE}", ""))))
    one = trial.revisions.get(f"1{'a' * 12}")
    assert one.id == ids[0]
    assert trial.revisions.waiting()[0] == (one, None)
    with pytest.raises(errors.NotUnique, match=", ".join(ids)):
        trial.revisions.get("aaaaaa")
    with pytest.raises(errors.NoSuchUnsettled):
        trial.revisions.get("bbbbbb")


def test_what_a_passage_to_look_at_lies_on_now_is_read(studied: Any) -> None:
    trial, document, corrected = studied
    coding = trial.coding(document, trial.code("Mai"), "bocoup, surtout")
    trial.do(revised(document, corrected(("bocoup, surtout", "surtout"))))
    ((_one, lying),) = trial.revisions.waiting(document.id)
    assert lying is not None
    now = trial.codings.get(coding.id)
    assert (lying["id"], lying["start"], lying["end"]) == (coding.id, now.start, now.end)
    trial.do(RemoveCodings((coding.id,)))
    assert trial.revisions.waiting() == []


def test_times_of_the_corrected_file_come_to_the_turns_whose_bounds_they_are(trial: Any) -> None:
    text = "Luc : On jardine ici.\nQ : Ah ?\nLuc : Oui.\n"
    turns = (Speech("Luc", 6, 21), Speech("Q", 26, 30, "interviewer"), Speech("Luc", 37, 41))
    action = ImportDocument("E1", "E1.txt", "1" * 64, Transcript(text, "txt", turns=turns))
    trial.do(action)
    better = text.replace("Ah ?", "Ah oui ?")
    timed = (
        replace(turns[0], time_start=1.5, time_end=4.0),
        replace(turns[1], end=34, time_start=4.0),
        Speech("Luc", 41, 45, time_start=5.0, time_end=6.5),
    )
    trial.comes_and_goes(ReviseDocument(action.id, "E1.txt", "2" * 64, Transcript(better, "txt", turns=timed)))
    found = [(turn.speaker, turn.time_start, turn.time_end) for turn in trial.documents.turns(action.id)]
    assert found == [("Luc", 1.5, 4.0), ("Q", 4.0, None), ("Luc", 5.0, 6.5)]


def test_of_two_passages_that_come_to_be_one_the_other_waits(studied: Any) -> None:
    trial, document, corrected = studied
    code = trial.code("Mai")
    trial.coding(document, code, "On jardine bocoup, surtout")
    longer = trial.coding(document, code, "bocoup, surtout")
    shorter = trial.coding(document, code, " surtout"[1:])
    trial.comes_and_goes(revised(document, corrected(("bocoup, ", ""))))
    assert words(trial, shorter) == "surtout"
    assert [one.passage for one in trial.revisions.unsettled() if one.ending == "lost"] == [longer.id]
    assert trial.care.check() == []


def test_what_was_looked_at_waits_no_more(studied: Any) -> None:
    trial, document, corrected = studied
    trial.coding(document, trial.code("Mai"), "bocoup, surtout")
    trial.do(revised(document, corrected(("bocoup, surtout", "surtout"))))
    (one,) = trial.revisions.unsettled(document.id)
    assert one.ending == "fuzzy"
    trial.refuses(errors.NotLost, PlaceLost(one.id, 0, 3))
    trial.comes_and_goes(SettlePassages((one.id,)))
    assert trial.revisions.unsettled() == []
    trial.refuses(errors.NoSuchUnsettled, SettlePassages((one.id,)))
    trial.refuses(errors.NoSuchUnsettled, PlaceLost(one.id, 0, 3))


def test_former_texts_stay_readable_one_after_the_other(studied: Any) -> None:
    trial, document, corrected = studied
    first = trial.documents.text(document.id)
    trial.do(revised(document, corrected(("bocoup", "beaucoup"))))
    second = trial.documents.text(document.id)
    trial.comes_and_goes(revised(document, corrected(("bocoup", "énormément"))))
    texts = [trial.revisions.text(document.id, number) for number in (1, 2, 3)]
    assert texts == [first, second, trial.documents.text(document.id)]
    with pytest.raises(errors.NoSuchVersion, match="3"):
        trial.revisions.text(document.id, 4)
    assert [(one.number, one.coder) for one in trial.revisions.of_document(document.id)] == [(1, "Zoé"), (2, "Zoé")]


def test_another_text_is_refused_until_somebody_is_sure(studied: Any, write_turns: Any) -> None:
    trial, document, _corrected = studied
    other = write_turns(("Ana", "Rien de cela n’a de rapport avec cette histoire de légumes."))
    refusal = trial.refuses(errors.TooUnlike, revised(document, other))
    assert "corrigé.txt" in str(refusal)
    coding = trial.coding(document, trial.code("Neige"), NEIGE)
    trial.comes_and_goes(revised(document, other, sure=True))
    assert [one.passage for one in trial.revisions.unsettled()] == [coding.id]
    trial.refuses(errors.EmptyFile, revised(document, Transcript(" \n", "txt"), sure=True))
    assert trial.care.check() == []


def test_the_same_text_in_other_bytes_changes_nothing_but_where_it_is_from(studied: Any) -> None:
    trial, document, corrected = studied
    trial.coding(document, trial.code("Neige"), NEIGE)
    before = trial.dump()
    change = trial.do(revised(document, corrected(), origin="a/b#1"))
    assert change.note("kept") == 1
    after = trial.dump()
    assert {noun for noun in after if after[noun] != before[noun]} == {"documents", "sources"}
    trial.refuses(errors.NothingRevised, revised(document, corrected()))
    assert trial.revisions.of_document(document.id) == []


def test_the_file_of_a_former_text_is_known_again(studied: Any) -> None:
    trial, document, corrected = studied
    trial.do(revised(document, corrected(("bocoup", "beaucoup")), origin="b/corrigé.txt#2"))
    assert trial.documents.with_source(document.source_sha256) == "E1"
    assert [came.name for came in trial.documents.by_origin()["b/corrigé.txt#2"]] == ["E1"]


def test_the_bytes_of_both_files_are_kept_where_the_first_ones_were(trial: Any, write_turns: Any) -> None:
    given = write_turns(*TALK)
    action = ImportDocument("E1", "E1.txt", "1" * 64, given, original=b"first")
    trial.do(action)
    better = write_turns(*TALK[:3], ("Luc", "L’hiver, on attend que la neige fonde. Plus personne ne vient."))
    trial.comes_and_goes(ReviseDocument(action.id, "E1.txt", "2" * 64, better, original=b"second"))
    assert trial.documents.original(action.id) == b"second"
    assert trial.care.check() == []


def test_a_corrected_label_renames_the_voice_and_its_case_and_one_given_here_stays(studied: Any) -> None:
    trial, document, corrected = studied
    trial.do(RenameSpeaker(document.id, "Q", "Rita"))
    case = next(turn.case for turn in trial.documents.turns(document.id) if turn.case)
    talk = tuple(("P07" if who == "Luc" else who, said) for who, said in TALK)
    change = trial.comes_and_goes(revised(document, corrected(("bocoup", "beaucoup"), talk=talk)))
    assert [who for who, _said in spoken(trial, document)] == ["Rita", "P07", "Rita", "P07"]
    assert {turn.case for turn in trial.documents.turns(document.id) if turn.speaker == "P07"} == {case}
    assert plan(change).voices.renamed == {"Luc": "P07"}
    assert plan(change).voices.differing == {"Rita": "Q"}
    assert trial.care.check() == []


def test_turns_put_right_here_stay_right_where_the_file_was_not_corrected(studied: Any) -> None:
    trial, document, corrected = studied
    text = trial.documents.text(document.id)
    trial.do(SplitTurn(document.id, text.index("On jardine bocoup")))
    trial.do(GiveVoice(document.id, text.index("L’hiver, on"), text.index(PERSONNE), "Ana"))
    before = spoken(trial, document)
    trial.comes_and_goes(revised(document, corrected(("Et chez vous", "Et puis chez vous"))))
    assert spoken(trial, document)[1:] == before[1:]
    assert spoken(trial, document)[0] == ("Q", "Et puis chez vous, comment ça se passe ?")
    trial.comes_and_goes(revised(document, corrected(("bocoup", "beaucoup"), ("derrière", "devant"))))
    assert spoken(trial, document)[1:3] == [
        ("Luc", "On jardine devant la maison."),
        ("Luc", "On jardine beaucoup, surtout au mois de mai."),
    ]
    assert trial.care.check() == []


def test_a_turn_that_the_file_adds_is_there_and_one_it_takes_out_is_gone(studied: Any) -> None:
    trial, document, corrected = studied
    more = (*TALK[:2], ("Ana", "Moi, je n’y vais jamais."), *TALK[2:])
    change = trial.comes_and_goes(revised(document, corrected(talk=more)))
    assert spoken(trial, document) == list(more)
    assert plan(change).voices.new == 1
    assert any(case.name.endswith("Ana") for case in trial.cases.all())
    change = trial.comes_and_goes(revised(document, corrected()))
    assert spoken(trial, document) == list(TALK)
    assert sorted(plan(change).voices.endings.values()) == ["kept", "kept", "lost", "moved", "moved"]
    assert not any(case.name.endswith("Ana") for case in trial.cases.all())
    assert trial.care.check() == []


def test_two_turns_made_one_here_stay_one(trial: Any) -> None:
    text = "Luc : On jardine.\nBeaucoup, même.\nQ : Ah ?\n"
    turns = (Speech("Luc", 6, 17), Speech("Luc", 18, 33), Speech("Q", 38, 42, "interviewer"))
    action = ImportDocument("E1", "E1.txt", "1" * 64, Transcript(text, "txt", turns=turns))
    trial.do(action)
    trial.do(JoinTurns(action.id, 6))
    better = text.replace("Ah ?", "Ah oui ?")
    given = Transcript(better, "txt", turns=(*turns[:2], replace(turns[2], end=46)))
    trial.comes_and_goes(ReviseDocument(action.id, "E1.txt", "2" * 64, given))
    document = trial.documents.get("E1")
    assert spoken(trial, document) == [("Luc", "On jardine.\nBeaucoup, même."), ("Q", "Ah oui ?")]
    counted = trial.documents.get("E1")
    assert counted.words == 6


def test_a_lost_passage_follows_its_code_and_goes_with_its_document(studied: Any) -> None:
    trial, document, corrected = studied
    code, other = trial.code("Solitude"), trial.code("Être seul")
    trial.coding(document, code, PERSONNE)
    trial.do(revised(document, corrected((f" {PERSONNE}", ""))))
    trial.comes_and_goes(MergeCodes(other.id, (code.id,)))
    assert [one.code for one in trial.revisions.unsettled()] == [other.id]
    trial.comes_and_goes(RemoveCode(other.id))
    assert trial.revisions.unsettled() == []
    trial.undo()
    trial.comes_and_goes(RemoveDocument(document.id))
    assert trial.dump()["revisions"] == []
    assert trial.care.check() == []


def test_a_passage_removed_waits_no_more_and_one_without_its_question_cannot_be_placed(studied: Any) -> None:
    trial, document, corrected = studied
    coding = trial.coding(document, trial.code("Mai"), "bocoup, surtout")
    question = AddQuestion("Et personne ?")
    start = trial.documents.text(document.id).index(PERSONNE)
    trial.do(question)
    trial.do(MarkAsked(question.id, document.id, start, start + len(PERSONNE)))
    trial.do(revised(document, corrected(("bocoup, surtout", "surtout"), (f" {PERSONNE}", ""))))
    trial.comes_and_goes(RemoveCodings((coding.id,)))
    (lost,) = trial.revisions.unsettled()
    trial.do(RemoveQuestion(question.id))
    trial.refuses(errors.NothingToPlace, PlaceLost(lost.id, 0, 3))


def test_a_lost_passage_is_not_placed_where_its_coder_has_that_code(studied: Any) -> None:
    trial, document, corrected = studied
    code = trial.code("Solitude")
    trial.coding(document, code, PERSONNE)
    there = trial.coding(document, code, NEIGE)
    trial.do(revised(document, corrected((f" {PERSONNE}", ""))))
    (lost,) = trial.revisions.unsettled()
    now = trial.codings.get(there.id)
    trial.refuses(errors.AlreadyCoded, PlaceLost(lost.id, now.start, now.end))
    trial.refuses(errors.SpanOutside, PlaceLost(lost.id, 0, 10_000))


def test_what_others_did_since_holds_a_correction_where_it_is(studied: Any) -> None:
    trial, document, corrected = studied
    code = trial.code("Saisons")
    trial.do(revised(document, corrected(("Et chez vous", "Et puis chez vous"))))
    trial.becomes("Max")
    there = trial.coding(document, code, NEIGE)
    trial.becomes("Zoé")
    with pytest.raises(errors.TextChanged, match="E1"):
        trial.undo()
    assert words(trial, there) == NEIGE
    trial.becomes("Max")
    trial.undo()
    trial.becomes("Zoé")
    trial.undo()
    trial.becomes("Max")
    there = trial.coding(document, code, NEIGE)
    trial.becomes("Zoé")
    with pytest.raises(errors.TextChanged):
        trial.redo()
    assert trial.care.check() == []


def test_an_old_passage_does_not_come_back_onto_another_text(studied: Any) -> None:
    trial, document, corrected = studied
    coding = trial.coding(document, trial.code("Saisons"), NEIGE)
    trial.do(RemoveCodings((coding.id,)))
    trial.becomes("Max")
    trial.do(revised(document, corrected(("Et chez vous", "Et puis chez vous"))))
    trial.becomes("Zoé")
    with pytest.raises(errors.TextChanged):
        trial.undo()
    trial.becomes("Max")
    trial.undo()
    trial.becomes("Zoé")
    trial.undo()
    assert words(trial, coding) == NEIGE
    assert trial.care.check() == []


def test_undo_knows_a_correction_by_the_name_of_its_action() -> None:
    assert {ReviseDocument.__name__, EditText.__name__} == REVISING


def test_words_are_searched_and_counted_in_the_corrected_text(studied: Any) -> None:
    trial, document, corrected = studied
    before = trial.documents.get("E1").words
    trial.do(revised(document, corrected(("bocoup", "vraiment beaucoup"))))
    assert trial.documents.get("E1").words == before + 1
    key = trial.documents.get("E1").text_sha256
    assert all(trial.derived.get(kind, [key]) for kind in (COUNTS, LENGTHS, PLAIN))
    assert trial.care.check() == []


LINES = st.lists(st.sampled_from(["On jardine là.", "Oui.", "Et l’hiver 𝒳 ?", "Personne ne vient.", ""]), max_size=6)


def told(lines: list[str]) -> Transcript:
    whole, turns = "", []
    for number, line in enumerate(lines):
        whole += f"{'QA'[number % 2]} : "
        turns.append(Speech("QA"[number % 2], len(whole), len(whole) + len(line)))
        whole += f"{line}\n"
    return Transcript(whole + "Fin.", "txt", turns=tuple(turns))


@settings(max_examples=25, deadline=None)
@given(
    LINES,
    st.lists(LINES, min_size=1, max_size=3),
    st.lists(st.tuples(st.integers(0, 90), st.integers(1, 30)), max_size=8),
)
def test_any_corrections_leave_each_passage_on_its_words_or_say_so_and_are_undone(
    tmp_path_factory: Any, first: list[str], others: list[list[str]], places: list[tuple[int, int]]
) -> None:
    folder: Path = tmp_path_factory.mktemp("any")
    location = str(folder / "study.qualcode")
    with Project.create(location, coder="Zoé") as project:
        action, coded = ImportDocument("E1", "E1.txt", "0" * 64, told(first)), AddCode("Peur")
        project.perform(action)
        project.perform(coded)
        text = told(first).text
        for start, length in {place for place in places if sum(place) <= len(text)}:
            project.perform(ApplyCode(action.id, start, start + length, coded.id))
        dumps = [project.dump()]
        for number, lines in enumerate(others):
            given = told(lines)
            former = {coding.id: coding for coding in project.codings.of_document(action.id)}
            change = project.perform(ReviseDocument(action.id, "E1.txt", f"{number + 1}" * 64, given, sure=True))
            now = {coding.id: coding for coding in project.codings.of_document(action.id)}
            waiting = {one.passage: one.text for one in project.revisions.unsettled() if one.ending == "lost"}
            for outcome in plan(change).outcomes:
                old = former[outcome.row["id"]]
                if outcome.ending == "lost":
                    assert waiting[old.id] == old.text
                    continue
                found = now[old.id]
                assert found.text == given.text[found.start : found.end]
                assert (found.text == old.text) or outcome.ending == "fuzzy"
                assert (outcome.ending == "kept") == (found.text == old.text and found.start == old.start)
            assert set(former) == set(now) | (set(waiting) & set(former))
            assert project.care.check() == []
            dumps.append(project.dump())
        for dump in dumps[-2::-1]:
            project.undo()
            assert project.dump() == dump
        for dump in dumps[1:]:
            project.redo()
            assert project.dump() == dump


def test_the_dump_holds_former_texts_and_no_place_of_a_file(studied: Any) -> None:
    trial, document, corrected = studied
    first = trial.documents.text(document.id)
    trial.do(revised(document, corrected(("bocoup", "beaucoup"))))
    dump = trial.dump()
    assert first in dump["texts"].values()
    assert "origin" not in dump["revisions"][0]


def test_a_memo_on_the_document_stays_on_it(studied: Any) -> None:
    trial, document, corrected = studied
    trial.do(AddMemo("Sur l’entrevue.", "document", document.id))
    trial.do(revised(document, corrected(("bocoup", "beaucoup"))))
    assert [(memo.on, memo.target) for memo in trial.memos.all()] == [("document", document.id)]
