"""Words edited where one reads: all that lies in the text goes with its letters, in one act that is undone whole."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest

from qualcode.coding.documents.documents import ImportDocument
from qualcode.coding.documents.editing import EditText, Stretch
from qualcode.coding.documents.guide import AddQuestion, MarkAsked
from qualcode.coding.documents.reading_marks import MarkReading
from qualcode.coding.documents.replacing import mend, mended
from qualcode.coding.documents.turns import SplitTurn
from qualcode.coding.passages.codings import ApplyCode
from qualcode.model import errors
from qualcode.model.errors.editing import (
    EditElsewhere,
    NothingToMend,
    NothingTyped,
    TextEmptied,
    TextOvertaken,
    TurnEmptied,
)
from qualcode.model.spans import Span
from qualcode.model.transcript import Transcript
from qualcode.words.purging import Edit
from qualcode.words.typed import Typed, Typing

if TYPE_CHECKING:
    from qualcode.coding.documents.revising import Plan
    from qualcode.model.records import Document

TALK = (
    ("Q", "Et chez vous, Sohpie ?"),
    ("Luc", "On jardine bocoup. Sohpie aussi, surtout au mois de mai."),
    ("Luc", "L’hiver, on attend que la neige fonde."),
)


def turn_of(trial: Any, document: Document, words: str) -> Span:
    text = trial.documents.text(document.id)
    return next(turn.span for turn in trial.documents.turns(document.id) if words in text[turn.start : turn.end])


def typing(trial: Any, document: Document, *pairs: tuple[str, str]) -> EditText:
    """Return an edit of the turns that say some words: each is replaced by other words."""
    text, found = trial.documents.text(document.id), []
    for old, new in pairs:
        turn = turn_of(trial, document, old)
        at = text.index(old, turn.start)
        found.append(Stretch(*turn, (Edit(at, at + len(old), new),)))
    sha256 = trial.documents.get(document.id).text_sha256
    return EditText(document.id, sha256, tuple(found))


def spoken(trial: Any, document: Document) -> list[str]:
    text = trial.documents.text(document.id)
    return [text[turn.start : turn.end] for turn in trial.documents.turns(document.id)]


@pytest.fixture
def studied(trial: Any) -> tuple[Any, Document]:
    return trial, trial.document("E1", *TALK)


def test_everything_in_a_turn_goes_with_its_letters_and_comes_back(studied: Any) -> None:
    trial, document = studied
    code, question = trial.code("Saisons"), AddQuestion("Et l’hiver ?")
    before, on = trial.coding(document, code, "On jardine"), trial.coding(document, code, "bocoup")
    after, gone = trial.coding(document, code, "surtout au mois"), trial.coding(document, code, "aussi")
    seen, text = turn_of(trial, document, "L’hiver"), trial.documents.text(document.id)
    trial.do(question)
    trial.do(MarkAsked(question.id, document.id, *seen))
    trial.do(MarkReading(document.id, *seen))
    luc = turn_of(trial, document, "bocoup")
    at, lost = text.index("coup. S"), text.index(" aussi")
    edits = (Edit(at - 1, at, "eau"), Edit(lost, lost + 6, ""), Edit(luc.end, luc.end, " Oui. "))
    sha256 = trial.documents.get(document.id).text_sha256
    change = trial.comes_and_goes(EditText(document.id, sha256, (Stretch(*luc, edits),)))
    assert spoken(trial, document)[1:] == [
        "On jardine beaucoup. Sohpie, surtout au mois de mai. Oui.", "L’hiver, on attend que la neige fonde.",
    ]  # fmt: skip
    plan: Plan = change.note("plan")  # type: ignore[assignment]
    assert plan.counts == {"kept": 1, "moved": 3, "fuzzy": 1, "lost": 1}
    assert {one.row["id"]: one.ending for one in plan.outcomes if one.noun == "codings"} == {
        before.id: "kept", on.id: "fuzzy", gone.id: "lost", after.id: "moved",
    }  # fmt: skip
    assert [one.passage for one, _row in trial.revisions.waiting()] == [gone.id]
    assert trial.codings.get(on.id).text == "beaucoup"
    assert trial.revisions.text(document.id, 1) == text
    assert trial.documents.get("E1").source_sha256 == document.source_sha256
    assert trial.care.check() == []
    assert trial.standing()[0].words() == "edit the text of “E1”"


def test_what_is_typed_where_two_turns_meet_is_the_turns_in_which_it_was_typed(studied: Any) -> None:
    trial, document = studied
    text = trial.documents.text(document.id)
    trial.do(SplitTurn(document.id, text.index(" on attend") + 1))
    trial.do(SplitTurn(document.id, text.index("attend que") + 3))  # within a word: the two touch
    sha256 = trial.documents.get(document.id).text_sha256
    left, right = [turn_of(trial, document, words) for words in ("on att", "end que")]
    assert left.end == right.start
    at = left.end
    both = (Stretch(*left, (Edit(at, at, "rape."),)), Stretch(*right, (Edit(at, at, "Et "),)))
    trial.comes_and_goes(EditText(document.id, sha256, both))
    assert spoken(trial, document)[-2:] == ["on attrape.", "Et end que la neige fonde."]


def test_what_cannot_be_saved_is_refused_and_nothing_is_changed(studied: Any) -> None:
    trial, document = studied
    luc = turn_of(trial, document, "bocoup")
    sha256 = trial.documents.get(document.id).text_sha256

    def edit(*stretches: Stretch, of: str = sha256) -> EditText:
        return EditText(document.id, of, stretches)

    trial.refuses(errors.NoSuchDocument, EditText("0" * 32, sha256))
    trial.refuses(TextOvertaken, edit(of="0" * 64))
    trial.refuses(NothingTyped, edit())
    trial.refuses(NothingTyped, edit(Stretch(*luc, (Edit(luc.start, luc.start + 2, "On"),))))
    assert "“Luc”" in str(trial.refuses(TurnEmptied, edit(Stretch(*luc, (Edit(*luc, " "),)))))
    for wrong in (
        Stretch(luc.start, luc.end, (Edit(luc.end, luc.end + 1, ""),)),
        Stretch(luc.start, luc.end, (Edit(luc.start + 4, luc.start + 5, ""), Edit(luc.start, luc.start + 1, ""))),
        Stretch(luc.start + 1, luc.end, (Edit(luc.start + 1, luc.start + 2, ""),)),
        Stretch(luc.start, 10_000, (Edit(luc.start, luc.start + 1, ""),)),
    ):
        trial.refuses(EditElsewhere, edit(wrong))


def test_a_text_without_turns_is_edited_too_but_never_emptied(trial: Any) -> None:
    journal = ImportDocument("Journal", "j.txt", "9" * 64, Transcript("Il a neigé.\nPersonne ne vient.\n", "txt"))
    trial.do(journal)
    document = trial.documents.get(journal.id)
    sha256 = document.text_sha256
    trial.refuses(TextEmptied, EditText(document.id, sha256, (Stretch(0, 31, (Edit(0, 31, " "),)),)))
    trial.do(EditText(document.id, sha256, (Stretch(0, 11, (Edit(0, 2, "\x00Elle\r\n"),)),)))
    assert trial.documents.text(document.id) == "\ufffdElle\n a neigé.\nPersonne ne vient.\n"


def test_a_misspelt_name_is_put_right_wherever_it_is_said_in_one_step(studied: Any) -> None:
    trial, document = studied
    other = trial.document("E2", ("Sohpie", "Je suis Sohpie. Sohpies, non."))
    coding = trial.coding(document, trial.code("Gens"), "Sohpie aussi")
    found = mended(trial.project, "Sohpie", "Sophie", whole=True)
    assert [(one.document.name, len(one.places)) for one in found] == [("E1", 2), ("E2", 1)]
    assert (found[0].places[0].before[-7:], found[0].places[0].after[:2]) == (" vous, ", " ?")
    assert trial.revisions.edit_plan(found[0].action).counts == {"kept": 0, "moved": 0, "fuzzy": 1, "lost": 0}
    before = trial.dump()
    mend(trial.project, found)
    assert trial.codings.get(coding.id).text == "Sophie aussi"
    assert spoken(trial, other) == ["Je suis Sophie. Sohpies, non."]
    assert [turn.speaker for turn in trial.documents.turns(other.id)] == ["Sohpie"]
    assert trial.standing()[0].words() == "edit 2 texts"
    trial.undo()
    assert trial.dump() == before
    assert [len(one.places) for one in mended(trial.project, "Sohpie", "Sophie", whole=False, document=other.id)] == [2]
    for nowhere in ("Sofie", ""):
        with pytest.raises(NothingToMend):
            mended(trial.project, nowhere, "Sophie", whole=True)


def test_where_one_document_refuses_all_stay_as_they_were(studied: Any) -> None:
    trial, _document = studied
    trial.document("E2", ("Sohpie", "Sohpie"))
    before = trial.dump()
    for word in ("Sohpie", "hpie"):
        with pytest.raises(errors.Refusal):
            mend(trial.project, mended(trial.project, word, "" if word == "Sohpie" else "hpie", whole=False))
        assert trial.dump() == before


def sitting(trial: Any, chance: random.Random, strokes: int) -> None:
    """Type on a turn, save, and compare each coding with the letters that its passage keeps."""
    document = trial.documents.all()[0]
    text, turns = trial.documents.text(document.id), trial.documents.turns(document.id)
    turn = chance.choice(turns)
    typed = Typing.begun(text[turn.start : turn.end])
    for _ in range(strokes):
        at = chance.randint(0, len(typed.text))
        typed = typed.replaced(at, min(at + chance.choice((0, 0, 1, 5)), len(typed.text)), chance.choice("ae s\n") * 2)
    edits = tuple(Edit(each.start + turn.start, each.end + turn.start, each.new) for each in typed.edits)
    carrier, before = Typed(text, edits), codings(trial)
    if carrier.revised != text:
        trial.do(EditText(document.id, document.text_sha256, (Stretch(turn.start, turn.end, edits),)))
    for identifier, (start, end, words) in codings(trial).items():
        assert carrier.carry(Span(*before[identifier][:2])).span == (start, end)
        assert words == carrier.revised[start:end]


def codings(trial: Any) -> dict[str, tuple[int, int, str]]:
    return {row["id"]: (row["start"], row["end"], row["text"]) for row in trial.dump()["codings"]}


@pytest.mark.parametrize("strokes", [30, pytest.param(5_000, marks=pytest.mark.nightly)])
def test_after_saving_each_coding_quotes_the_letters_that_are_its_own(studied: Any, strokes: int) -> None:
    trial, document = studied
    chance, length = random.Random(7), len(trial.documents.text(document.id))
    codes = [trial.code(name).id for name in ("Gens", "Lieux", "Saisons")]
    for _ in range(200 if strokes > 30 else 30):
        start = chance.randrange(length - 1)
        trial.do(ApplyCode(document.id, start, chance.randint(start + 1, length), chance.choice(codes)))
    for _ in range(strokes // 10):
        sitting(trial, chance, 10)
    assert codings(trial)
    assert trial.care.check() == []
