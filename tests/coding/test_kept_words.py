"""What is kept beside the texts: written with them, made again where it is missing, of use on both databases."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qualcode.analysis.frequencies import frequencies
from qualcode.coding.derived import Derived
from qualcode.coding.documents.turns import SplitTurn
from qualcode.coding.passages.searching import Searcher
from qualcode.coding.project import Project
from qualcode.model.columns import Unread
from qualcode.model.material import CodingRow, TurnRow
from qualcode.model.results import Question
from qualcode.readings import study_of
from qualcode.words.maps import COUNTS, LENGTHS
from qualcode.words.plain_maps import PLAIN
from qualcode.words.searching import hits

if TYPE_CHECKING:
    from conftest import Trial
    from qualcode.model.results import Frequencies

KINDS = (COUNTS, LENGTHS, PLAIN)
INTERVIEW = (("Q", "Et le jardin ?"), ("Luc", "Ma sœur jardine. Moi non."), ("Max, dit M", "Les tomates, [rires] oui."))


def keys(trial: Trial) -> list[str]:
    return [document.text_sha256 for document in trial.documents.all()]


def counted(trial: Trial) -> Frequencies:
    return frequencies(*study_of(trial.project), Question("frequencies"), made_at="now")


def coded(trial: Trial) -> None:
    first = trial.document("E1", *INTERVIEW)
    second = trial.document("E2", ("Ana", "Le jardin, c'est l'été."))
    code = trial.code("Jardin")
    trial.coding(first, code, "sœur jardine. Moi")
    trial.coding(second, code, "jardin, c'est")


def test_an_import_keeps_where_its_words_lie(trial: Trial) -> None:
    coded(trial)
    for kind in KINDS:
        assert set(trial.derived.get(kind, keys(trial))) == set(keys(trial))


def test_what_is_gone_is_made_again_by_the_next_who_writes(trial: Trial) -> None:
    coded(trial)
    kept = {kind: trial.derived.get(kind, keys(trial)) for kind in KINDS}
    answer = counted(trial)
    for kind in KINDS:
        trial.derived.drop(kind)
    assert counted(trial) == answer
    trial.derived.put("words counted by other rules", {"a": b""})
    trial.becomes("Ana")
    assert {kind: trial.derived.get(kind, keys(trial)) for kind in KINDS} == kept
    assert trial.derived.get("words counted by other rules", ["a"]) == {}


def test_a_project_is_let_go_of_where_its_copies_cannot_be_made(trial: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_derived: Derived) -> None:
        raise KeyboardInterrupt

    trial.project.close()
    with monkeypatch.context() as now:
        now.setattr(Derived, "complete", interrupted)
        with pytest.raises(KeyboardInterrupt):
            Project.open(trial.location, coder="Ana", write=True)
    trial.becomes("Ana")  # nobody holds it


def test_a_turn_split_since_is_read_in_the_text(trial: Trial) -> None:
    coded(trial)
    before = counted(trial)
    document = trial.documents.get("E1")
    trial.do(SplitTurn(document.id, trial.documents.text(document.id).index("Moi non")))
    assert [row.words for row in counted(trial).rows] == [row.words for row in before.rows] == [6]


def test_codings_and_turns_are_read_as_columns_and_are_the_same_rows(trial: Trial) -> None:
    coded(trial)
    material = trial.material()
    assert isinstance(material.codings, Unread)
    assert isinstance(material.turns, Unread)
    listed = trial.documents.all()
    expected = [
        TurnRow(turn.document, turn.speaker, turn.role, turn.start, turn.end, turn.case)
        for document in listed
        for turn in trial.documents.turns(document.id)
    ]
    assert list(material.turns) == expected
    codings = [coding for document in listed for coding in trial.codings.of_document(document.id)]
    assert sorted(material.codings) == sorted(
        CodingRow(one.id, one.document, one.span.start, one.span.end, one.code, one.coder) for one in codings
    )


def test_a_study_without_codings_has_no_rows(trial: Trial) -> None:
    assert list(trial.material().codings) == list(trial.material().turns) == []


def test_a_search_finds_the_same_with_and_without_copies(trial: Trial) -> None:
    coded(trial)
    texts = {document.id: trial.documents.text(document.id) for document in trial.documents.all()}
    for typed in ("soeur", "JARDIN", "l’ete", "tomates, [rires]", "nulle part"):
        expected = {key: found for key, text in texts.items() if (found := list(hits(text, typed)))}
        for _ in range(2):
            searcher = Searcher(trial.project, trial.documents.all())
            assert {document.id: spans for document, spans in searcher.hits(typed)} == expected
            trial.derived.drop(PLAIN)


def test_a_search_for_nothing_finds_nothing(trial: Trial) -> None:
    coded(trial)
    assert dict(Searcher(trial.project, trial.documents.all()).hits(" ")) == {}
