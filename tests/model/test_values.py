"""Ids, changes, records, results, transcripts, progress: the values that everything passes on."""

from __future__ import annotations

import json
import threading
import time
import uuid

import pytest

from qualcode.model.changes import Change, Touched
from qualcode.model.ids import ID_LENGTH, new_id
from qualcode.model.messages import N_, NN_, _, catalogue, ngettext, pgettext
from qualcode.model.progress import Silent
from qualcode.model.records import Code, Coding, Turn
from qualcode.model.results import (
    Cooccurrence,
    Frequencies,
    Frequency,
    Pair,
    Population,
    Question,
)
from qualcode.model.spans import Span
from qualcode.model.transcript import Convention, Loss, Speech, Transcript


def test_ids_are_uuids_of_version_7_that_sort_by_time() -> None:
    ids = [new_id() for _ in range(5000)]
    assert ids == sorted(ids)
    assert len(set(ids)) == len(ids)
    for identifier in ids[:20]:
        found = uuid.UUID(identifier)
        assert (len(identifier), found.version, found.variant) == (ID_LENGTH, 7, uuid.RFC_4122)
        assert abs((found.int >> 80) / 1000 - time.time()) < 60


def test_ids_sort_even_where_the_clock_goes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    first = new_id()
    monkeypatch.setattr("time.time_ns", lambda: 0)
    assert first < new_id() < new_id()


def test_ids_made_by_several_threads_are_all_different() -> None:
    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.extend(new_id() for _ in range(500))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(found)) == 2000


def test_a_change_tells_which_rows_may_have_changed() -> None:
    touched = Touched(frozenset("a"), frozenset("b"), frozenset("c"))
    assert ["a" in touched, "b" in touched, "c" in touched, "d" in touched] == [True, True, True, False]
    assert "d" in Touched(everything=True)
    change = Change("id", "AddCode", "Zoé", notes=(("count", 3),))
    assert (change.note("count"), change.note("absent"), change.note("absent", 0)) == (3, None, 0)


def code(**fields: str) -> Code:
    texts = (
        "colour",
        "label_fr",
        "label_en",
        "definition_fr",
        "definition_en",
        "when_to_use",
        "when_not_to",
        "example",
    )
    return Code("i", "nom", ("nom",), None, 0, **(dict.fromkeys(texts, "") | fields), version=1)


def test_a_code_is_called_in_the_language_asked_for_else_by_its_name() -> None:
    assert (code().label("fr-CA"), code().label("en")) == ("nom", "nom")
    assert (code(label_fr="f").label("fr-CA"), code(label_fr="f").label("en")) == ("f", "nom")
    both = code(definition_fr="f", definition_en="e")
    assert (both.definition("fr"), both.definition("en")) == ("f", "e")
    assert (code(definition_fr="f").definition("en"), code(definition_en="e").definition("fr")) == ("f", "e")


def test_turns_and_codings_know_their_span() -> None:
    assert Turn("i", "d", 0, "A", "participant", 3, 9, None, None, None).span == Span(3, 9)
    texts = dict.fromkeys(("text", "before", "after", "origin", "created_at"), "")
    assert Coding("i", "d", 3, 9, "c", "z", weight=None, starred=False, version=1, **texts).span == Span(3, 9)


ASKED = Question("frequencies", coder="Zoé", by="case", options=(("order", "random"),))
COUNTED = Population("marked", 2, ("E3",), 40, 3, 800)


def test_a_result_prints_its_question_and_whom_it_counted_then_its_rows() -> None:
    row = Frequency("Peur", 3, 2, 2, 40, 0.25)
    found = Frequencies(ASKED, COUNTED, "0.1", "2026-01-01T00:00:00+00:00", (row,)).as_json()
    assert list(found) == ["question", "rows"]
    question = found["question"]
    assert (question["coder"], question["by"], question["order"], question["level"]) == (
        "Zoé",
        "case",
        "random",
        "code",
    )
    assert (question["population"]["n_documents"], question["population"]["left_out"]) == (2, ("E3",))
    assert (question["version"], question["made_at"]) == ("0.1", "2026-01-01T00:00:00+00:00")
    assert found["rows"] == [
        {"code": "Peur", "codings": 3, "documents": 2, "cases": 2, "words": 40, "coverage": 0.25, "group": None}
    ]
    json.dumps(found)


def test_what_else_a_result_holds_stands_beside_its_rows() -> None:
    pair = Pair("a", "b", 1, 2, 1, 0.5, None, None, None)
    found = Cooccurrence(ASKED, COUNTED, "0.1", "t", n=12, paragraph_documents=("E1",), rows=(pair,)).as_json()
    assert (found["n"], found["paragraph_documents"], found["rows"][0]["n_ab"]) == (12, ["E1"], 1)


def test_a_transcript_knows_its_speakers_and_its_speech() -> None:
    turns = (Speech("B", 0, 3), Speech("A", 4, 6), Speech("B", 7, 9))
    found = Transcript("abc de fg", "txt", turns=turns)
    assert (found.speakers, found.speech) == (("B", "A"), (Span(0, 3), Span(4, 6), Span(7, 9)))
    assert Transcript("abc", "txt").speech == (Span(0, 3),)


def test_the_import_report_says_how_it_was_read_and_never_what_was_said() -> None:
    found = Transcript(
        "Un secret.",
        "txt",
        encoding="cp1252",
        convention=Convention("label", "Luc :", 3, ("Note : x",)),
        losses=(Loss("bold", 2, (("line", "Un secret."),)),),
        interviewer_by="questions",
        metadata=(("author", "Zoé"),),
    ).report()
    assert json.loads(found) == {
        "convention": "label",
        "encoding": "cp1252",
        "headings": [],
        "interviewer_by": "questions",
        "losses": [{"kind": "bold", "count": 2}],
        "metadata": {"author": "Zoé"},
    }
    assert "secret" not in found
    assert json.loads(Transcript("x", "txt").report())["convention"] is None


def test_nobody_watching_never_cancels() -> None:
    silent = Silent()
    silent.step(1, 2, "x")
    assert silent.cancelled() is False


@pytest.mark.usefixtures("french")
def test_messages_are_marked_now_and_translated_when_shown() -> None:
    marked = N_("{what}: a name is needed")
    assert marked == "{what}: a name is needed" != _(marked)
    assert NN_("one", "many") == ("one", "many")
    assert (ngettext("{n} x", "{n} xs", 0), pgettext("nowhere", "x")) == ("{n} xs", "x")
    assert catalogue("fr-CA").gettext(marked) == _(marked)
    assert catalogue("en").gettext(marked) == catalogue("xx-YY").gettext(marked) == marked
