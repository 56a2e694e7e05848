"""Where a reading has no answer the screen names a key, never an option of a command."""

from __future__ import annotations

import pytest

from qualcode.model import errors
from qualcode.tui.shown.unanswered import said_instead

REFUSED = (
    (errors.NothingCoded("frequencies"), "(c)"),
    (errors.NobodySpeaks("crosstab"), "V says"),
    (errors.NeedsBounds("age", values=41, example="13"), "age: 41 different numbers or dates"),
    (errors.NoOrder("saturation"), "(I)"),
    (errors.SeveralOrders("saturation", names="date, suivi"), "(date, suivi): r"),
    (errors.TooFewTurns("groups", count=0, least=30), "take 30 turns"),
    (errors.NoSuchAttribute("", names=""), "(I)"),
)


@pytest.mark.parametrize(("refusal", "told"), REFUSED, ids=[type(refusal).__name__ for refusal, _told in REFUSED])
def test_the_reason_comes_with_a_key(refusal: errors.Refusal, told: str) -> None:
    words = said_instead(refusal, ())
    assert told in words
    assert "--" not in words
    assert "qualcode " not in words


def test_what_is_not_worded_for_the_screen_is_said_as_it_is() -> None:
    refusal = errors.NoSuchAttribute("age", names="rôle")
    assert said_instead(refusal, ("rôle",)) == str(refusal)
