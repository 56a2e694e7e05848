"""Words that a study treats in its own way: left out, let in, read as another; the last thing said of a word holds."""

from __future__ import annotations

from typing import Any

import pytest

from qualcode.coding.own_words import AddOwnWord, RemoveOwnWord
from qualcode.model import errors

Trial = Any


def told(trial: Trial) -> list[tuple[str, str, str, str]]:
    return [(one.kind, one.language, one.word, one.meant) for one in trial.own_words.all()]


def test_a_word_comes_and_goes_and_stands_in_what_readings_read(trial: Trial) -> None:
    trial.comes_and_goes(AddOwnWord(" L’École "))
    trial.do(AddOwnWord("maison", "synonym", "foyer", "fr"))
    assert told(trial) == [("stop", "", "L’École", ""), ("synonym", "fr", "maison", "foyer")]
    assert trial.material().own_words == trial.own_words.all()
    (word,) = trial.own_words.get("l’école")
    assert trial.own_words.get(word.id[-8:]) == (word,)
    trial.comes_and_goes(RemoveOwnWord(word.id))
    trial.refuses(errors.NoSuchOwnWord, RemoveOwnWord("0" * 32))
    assert trial.standing()[0].words() == "treat the word “L’École” as usual again"
    with pytest.raises(errors.NoSuchOwnWord):
        trial.own_words.get("rien")


def test_what_is_said_last_of_a_word_holds(trial: Trial) -> None:
    trial.do(AddOwnWord("pas", "stop"))
    trial.do(AddOwnWord("Pas", "keep"))
    assert told(trial) == [("keep", "", "Pas", "")]
    before = trial.dump()
    trial.do(AddOwnWord("Pas", "keep"))
    assert trial.dump() == before
    trial.do(AddOwnWord("maison", "synonym", "foyer"))
    trial.do(AddOwnWord("maison", "synonym", "chez-soi"))
    trial.do(AddOwnWord("pas", "stop", language="en"))
    assert told(trial) == [("keep", "", "Pas", ""), ("stop", "en", "pas", ""), ("synonym", "", "maison", "chez-soi")]


def test_a_word_is_joined_to_another_and_never_to_itself(trial: Trial) -> None:
    trial.refuses(errors.NoMeaning, AddOwnWord("prof", "synonym", "  "))
    trial.refuses(errors.MeantItself, AddOwnWord("prof", "synonym", "PROF"))
    trial.do(AddOwnWord("prof", "synonym", "enseignant"))
    trial.do(AddOwnWord("enseignant", "synonym", "personnel"))
    trial.refuses(errors.MeantItself, AddOwnWord("personnel", "synonym", "prof"))
    trial.do(AddOwnWord("personnel", "variant", "prof"))
    for wrong in (AddOwnWord("mot", "ban"), AddOwnWord("mot", language="de")):
        trial.refuses(errors.BadChoice, wrong)
    trial.refuses(errors.EmptyName, AddOwnWord(" "))
