"""Rounds of coding and the approach: named, begun, renamed, removed; a coding belongs to the round it was made in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from qualcode.analysis.arrays import coding_arrays
from qualcode.coding.codebook.approach import NameApproach
from qualcode.coding.codebook.rounds import EditRound, RemoveRound, StartRound
from qualcode.model import errors, messages
from qualcode.model.practice import APPROACHES, by_themes, words_of
from qualcode.model.query import Wanted

Trial = Any


def test_every_coding_belongs_to_the_round_it_was_made_in(trial: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    began = datetime.now(UTC)

    def later(hours: int) -> None:
        at = (began + timedelta(hours=hours)).isoformat(timespec="microseconds")
        monkeypatch.setattr("qualcode.coding.work.now", lambda: at)

    document = trial.document("E1", ("Luc", "Un. Deux. Trois. Quatre."))
    fear = trial.code("Peur")
    made = {}
    for hours, words in ((1, "Un."), (3, "Deux."), (5, "Trois."), (6, "Quatre.")):
        later(hours)
        made[words] = trial.coding(document, fear, words).id
    assert trial.material().rounds == ()
    assert {row.round for row in trial.material().codings} == {0}
    later(7)
    pilot = StartRound("Pilote", " à deux ", (began + timedelta(hours=2)).isoformat(timespec="microseconds"))
    trial.comes_and_goes(pilot)
    trial.do(StartRound("Toute l’équipe", at=(began + timedelta(hours=4)).isoformat(timespec="microseconds")))
    material = trial.material()
    assert material.rounds == ("Pilote", "Toute l’équipe")
    assert coding_arrays(material).round.tolist() == [row.round for row in material.codings]
    assert {row.id: row.round for row in material.codings} == dict(zip(made.values(), (0, 1, 2, 2), strict=True))
    assert [(one.name, one.note, one.codings) for one in trial.rounds.all()] == [
        ("Pilote", "à deux", 1), ("Toute l’équipe", "", 2)
    ]  # fmt: skip
    assert trial.rounds.before() == 1
    chosen = trial.codings.excerpts(Wanted(rounds=frozenset({0, 2})))
    assert [one.text for one in chosen] == ["Un.", "Trois.", "Quatre."]
    trial.comes_and_goes(RemoveRound(pilot.id))
    assert trial.rounds.before() == 2
    assert trial.rounds.get("toute l’équipe").ended_at is None


def test_a_round_has_a_name_and_a_start_of_its_own(trial: Trial) -> None:
    first = StartRound("Pilote", at="2026-01-01T00:00:00.000000+00:00")
    trial.do(first)
    for name in ("Before", "avant"):
        trial.refuses(errors.ReservedRound, StartRound(name))
    trial.refuses(errors.NameTaken, StartRound("PILOTE"))
    trial.refuses(errors.RoundTaken, StartRound("Autre", at=first.at))
    trial.do(StartRound("Autre"))
    trial.refuses(errors.NameTaken, EditRound(first.id, "autre"))
    trial.refuses(errors.NoSuchRound, EditRound("0" * 32, "autre"))
    trial.refuses(errors.NoSuchRound, RemoveRound("0" * 32))
    trial.comes_and_goes(EditRound(first.id, "pilote", "note"))
    trial.comes_and_goes(EditRound(first.id, note="autre note"))
    assert trial.do(EditRound(first.id)).touched == {}
    with pytest.raises(errors.NoSuchRound):
        trial.rounds.get("rien")


def test_the_approach_is_named_by_one_of_six_words_or_none(trial: Trial) -> None:
    assert trial.approach.named() == ""
    assert trial.do(NameApproach("")).rows == 0
    for approach in ("reflexive", "framework", ""):
        trial.comes_and_goes(NameApproach(approach))
        assert trial.approach.named() == approach
    trial.refuses(errors.BadChoice, NameApproach("grounded"))


def test_only_thematisation_has_words_of_its_own() -> None:
    assert [approach for approach in APPROACHES if words_of(approach)] == [one for one in APPROACHES if by_themes(one)]
    try:
        assert messages.speak_as(words_of("thematisation-continue"))
        assert not messages.speak_as(words_of("thematisation-sequenced"))
        assert messages.in_words("Group") == "Heading (rubrique)"
    finally:
        messages.speak_as({})
    assert messages.in_words("Group") == "Group"
