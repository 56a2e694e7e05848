"""What definitions said before, the codings made under them, and the codebook as it was."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text

from qualcode.coding.codebook.codes import EditCode, MoveCode, RemoveCode
from qualcode.coding.codebook.rechecking import RecheckCodings
from qualcode.coding.codebook.tidying import MergeCodes, SplitCode
from qualcode.coding.passages.codings import EditCoding
from qualcode.coding.passages.recoding import RecodeCodings
from qualcode.coding.passages.tables import CodeLine, ImportCodes
from qualcode.model import errors
from qualcode.model.moments import day_of, end_of, past_day, start_of
from qualcode.storage.reading import codebook_then
from qualcode.storage.reading import definitions as reading

if TYPE_CHECKING:
    from collections.abc import Callable

    Trial = Any
    Later = Callable[[float], str]


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Later:
    """Return what lets acts be done some hours from now."""
    began = datetime.now(UTC)

    def ahead(hours: float) -> str:
        at = (began + timedelta(hours=hours)).isoformat(timespec="microseconds")
        monkeypatch.setattr("qualcode.coding.work.now", lambda: at)
        return at

    return ahead


def define(trial: Trial, code: Any, words: str) -> None:
    trial.do(EditCode(code.id, details=(("definition_fr", words),)))


def waits(trial: Trial, **asked: str) -> set[str]:
    """Return the ids of the codings that wait; their numbers are those that are counted."""
    waiting = trial.definitions.waiting(**asked)
    if "code" not in asked:
        assert trial.definitions.counts(asked.get("coder")) == Counter(waiting.values())
    return set(waiting)


def test_an_act_is_later_than_those_before_it_whatever_the_clocks_of_two_computers(trial: Trial, later: Later) -> None:
    fear = trial.code("Peur", details=(("definition_fr", "Crainte."),))
    document = trial.document()
    old = trial.coding(document, fear)
    ahead = later(0.05)
    define(trial, fear, "Crainte dite.")
    later(0)  # of a colleague whose clock is three minutes behind
    new = trial.coding(document, fear, "jardine")
    assert new.created_at > ahead
    assert waits(trial) == {old.id}


def test_a_clock_that_is_plainly_wrong_does_not_carry_the_others_along(trial: Trial, later: Later) -> None:
    fear = trial.code("Peur")
    document = trial.document()
    later(24 * 365)
    define(trial, fear, "Crainte dite.")
    right = later(0)
    assert trial.coding(document, fear).created_at == right


def test_a_changed_meaning_keeps_the_former_card_and_what_was_coded_under_it_waits(trial: Trial, later: Later) -> None:
    fear = trial.code("Peur", details=(("definition_fr", "Crainte."), ("example", "On craint.")))
    document = trial.document()
    old = trial.coding(document, fear)
    at = later(3)
    trial.comes_and_goes(EditCode(fear.id, details=(("definition_fr", "Crainte dite."),)))
    later(4)
    new = trial.coding(document, fear, "On jardine beaucoup.")
    (former,) = trial.definitions.of_code(fear.id)
    assert (former.number, former.definition_fr, former.example, former.replaced_at) == (
        1,
        "Crainte.",
        "On craint.",
        at,
    )
    assert waits(trial) == waits(trial, code=fear.id) == {old.id}
    assert new.id not in waits(trial)
    trial.becomes("Max")
    assert waits(trial, coder=trial.coders.get("Zoé").id) == {old.id}


def test_name_labels_colour_and_example_put_no_coding_in_doubt(trial: Trial, later: Later) -> None:
    fear = trial.code("Peur", details=(("definition_fr", "Crainte."),))
    trial.coding(trial.document(), fear)
    later(3)
    texts = (("label_fr", "La peur"), ("label_en", "Fear"), ("example", "On a peur."), ("definition_fr", "Crainte."))
    trial.do(EditCode(fear.id, "Angoisse", "#000000", texts))
    assert trial.definitions.of_code(fear.id) == []
    assert not waits(trial)


def test_one_sitting_makes_one_version_until_something_is_coded(trial: Trial, later: Later) -> None:
    fear = trial.code("Peur")
    define(trial, fear, "Crainte.")  # the first definition, in the sitting in which the code was made
    assert trial.definitions.of_code(fear.id) == []
    document = trial.document()
    later(3)
    first = trial.coding(document, fear)
    for hours, words in ((4, "Crainte dite."), (4.5, "Crainte dite ou tue.")):
        later(hours)
        define(trial, fear, words)
    assert [one.definition_fr for one in trial.definitions.of_code(fear.id)] == ["Crainte."]
    trial.comes_and_goes(EditCode(fear.id, details=(("definition_fr", "Crainte."),)))  # taken back in the sitting
    assert not waits(trial)
    define(trial, fear, "Crainte dite ou tue.")
    later(4.6)
    trial.coding(document, fear, "On jardine beaucoup.")
    later(4.7)
    define(trial, fear, "Toute crainte.")  # something was coded meanwhile
    later(4.8)
    trial.becomes("Max")
    define(trial, fear, "Toute crainte nommée.")  # somebody else
    later(9)
    define(trial, fear, "Nommée.")  # another sitting
    kept = [one.definition_fr for one in trial.definitions.of_code(fear.id)]
    assert kept == ["Crainte.", "Crainte dite ou tue.", "Toute crainte.", "Toute crainte nommée."]
    assert first.id in waits(trial)


def test_the_first_definition_of_a_code_in_use_lets_nothing_wait(trial: Trial, later: Later) -> None:
    fear = trial.code("Peur")
    trial.coding(trial.document(), fear)
    later(30)
    define(trial, fear, "Crainte.")
    assert trial.definitions.of_code(fear.id) == []
    assert not waits(trial)


def test_what_was_looked_at_again_waits_no_more_until_the_next_change(trial: Trial, later: Later) -> None:
    fear = trial.code("Peur", details=(("when_to_use", "Dite."),))
    old = trial.coding(trial.document(), fear)
    later(3)
    trial.do(EditCode(fear.id, details=(("when_to_use", "Dite ou tue."),)))
    later(4)
    change = trial.comes_and_goes(RecheckCodings((old.id, old.id)))
    assert change.note("count") == 1
    assert not waits(trial)
    assert trial.do(RecheckCodings((old.id,))).rows == 0
    later(5)
    trial.do(ImportCodes((CodeLine("Peur", details=(("when_not_to", "Jouée."),)),)))  # a table brings one too
    assert waits(trial) == {old.id}
    trial.refuses(errors.NoSuchCoding, RecheckCodings(("0" * 32,)))
    assert [one.number for one in trial.definitions.of_code(fear.id)] == [1, 2]


def test_a_passage_given_another_code_was_looked_at_and_one_that_was_merged_was_not(trial: Trial, later: Later) -> None:
    fear, joy = (trial.code(name, details=(("definition_fr", "Une."),)) for name in ("Peur", "Joie"))
    document = trial.document("E1", ("Luc", "Un. Deux. Trois. Quatre."))
    one, two, three, four = (trial.coding(document, fear, words) for words in ("Un.", "Deux.", "Trois.", "Quatre."))
    later(3)
    define(trial, joy, "Autre.")
    later(4)
    trial.comes_and_goes(RecodeCodings((one.id,), joy.id))
    trial.comes_and_goes(EditCoding(two.id, code=joy.id))
    trial.comes_and_goes(SplitCode(fear.id, "Effroi", (three.id,)))
    assert not waits(trial)
    trial.comes_and_goes(MergeCodes(joy.id, (fear.id,)))  # in bulk: nobody looked at the fourth
    assert waits(trial) == {four.id}
    trial.comes_and_goes(RemoveCode(joy.id))
    assert not waits(trial)


def test_the_codebook_of_a_moment_is_what_it_was_then(trial: Trial, later: Later) -> None:
    def then(moment: str) -> list[tuple[str, str]]:
        with trial.project._database.reading() as connection:
            return [("/".join(c.path), c.definition_fr) for c in codebook_then.listed(connection, moment, "ce jour")]

    nothing = trial.study.created_at
    later(1)
    group = trial.code("Émotions")
    fear = trial.code("Peur", group, details=(("definition_fr", "Crainte."),))
    trial.coding(trial.document(), fear)
    first = later(12)
    later(24)
    define(trial, fear, "Crainte dite.")
    trial.do(EditCode(fear.id, "Effroi"))
    trial.do(MoveCode(fear.id, None))
    trial.undo()
    second = later(36)
    later(48)
    trial.do(RemoveCode(group.id, with_children=True))
    joy = trial.code("Joie")
    assert then(nothing) == []
    assert then(first) == [("Émotions", ""), ("Émotions/Peur", "Crainte.")]
    assert then(second) == [("Émotions", ""), ("Émotions/Effroi", "Crainte dite.")]
    assert then(later(60)) == [("Joie", "")]
    with trial.project._database.writing() as connection:
        connection.execute(text("UPDATE codes SET name = 'Gaieté' WHERE id = :id"), {"id": joy.id})
    with pytest.raises(errors.JournalSilent):
        then(second)
    with pytest.raises(errors.BeforeStudy):
        then("2001-01-01T00:00:00.000000+00:00")


def test_a_day_is_written_as_a_day_and_is_over() -> None:
    today = day_of("2026-03-02")
    assert past_day(" 2026-03-02 ", today) == today
    for wrong in ("2026-3-1", "1 mars", "2026-02-30", "20260301", ""):
        with pytest.raises(errors.BadDate):
            day_of(wrong)
    with pytest.raises(errors.StillToCome):
        past_day("2026-03-03", today)
    begins, ends = (datetime.fromisoformat(at) for at in (start_of(today), end_of(today)))
    assert ends - begins == timedelta(days=1, microseconds=-1)
    assert begins.astimezone().date() == ends.astimezone().date() == today
    assert start_of(day_of("0001-01-01")) < start_of(today) < end_of(day_of("9999-12-30"))


def test_an_undo_that_leaves_a_gap_among_the_versions_stops_no_later_one(trial: Trial, later: Later) -> None:
    fear = trial.code("Peur", details=(("definition_fr", "Crainte."),))
    old = trial.coding(trial.document(), fear)
    later(3)
    define(trial, fear, "Crainte dite.")
    trial.becomes("Max")
    later(6)
    trial.do(EditCode(fear.id, details=(("when_to_use", "Toujours."),)))
    trial.becomes("Zoé")
    trial.undo()
    later(9)
    define(trial, fear, "Crainte tue.")
    assert [one.number for one in trial.definitions.of_code(fear.id)] == [2, 3]
    assert waits(trial) == {old.id}
    trial.do(RecheckCodings((old.id,)))
    assert not waits(trial)


def test_a_recheck_asks_for_its_codings_alone_and_the_journal_does_not_repeat_them(trial: Trial, later: Later) -> None:
    fear, joy, calm = (trial.code(name, details=(("definition_fr", "Une."),)) for name in ("Peur", "Joie", "Calme"))
    document = trial.document("E1", ("Luc", "Un. Deux. Trois."))
    one, two, three = (trial.coding(document, *each) for each in ((fear, "Un."), (joy, "Deux."), (calm, "Trois.")))
    later(3)
    for code in (fear, joy):
        define(trial, code, "Autre.")
    with trial.project._database.reading() as connection:
        assert reading.waiting(connection, codings=(one.id, three.id)) == {one.id: fear.id}
        assert reading.waiting(connection, code=joy.id, codings=(one.id, two.id)) == {two.id: joy.id}
    trial.do(RecheckCodings((one.id, three.id)))
    assert waits(trial) == {two.id}
    assert one.id not in str(trial.history()[0].arguments)


def test_a_coding_widened_over_words_nobody_looked_at_again_waits_again(trial: Trial, later: Later) -> None:
    fear, joy = (trial.code(name, details=(("definition_fr", "Une."),)) for name in ("Peur", "Joie"))
    document = trial.document("E1", ("Luc", "Un deux trois. Quatre cinq six."))
    wide = trial.coding(document, fear, "Un deux")
    trial.coding(document, joy, "deux trois")
    whole = trial.coding(document, fear, "Quatre cinq six.")
    trial.coding(document, joy, "cinq")
    later(3)
    define(trial, fear, "Autre.")
    later(4)
    trial.do(RecheckCodings((wide.id, whole.id)))
    trial.comes_and_goes(MergeCodes(fear.id, (joy.id,)))
    assert waits(trial) == {wide.id}
