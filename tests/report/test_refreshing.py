"""Three states of a part are compared; what a person wrote is never written over."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.report.refreshing import FATES, digest, fate

STATE = st.sampled_from([None, "a", "b", "c"])


@pytest.mark.parametrize(
    ("written", "found", "now", "told"),
    [
        ("a", "a", "a", None),
        ("a", "a", "b", "updated"),
        ("a", "b", "a", "yours"),
        ("a", "b", "c", "both"),
        ("a", "b", "b", None),
        ("a", "a", None, "vanished"),
        ("a", None, "a", "left_out"),
        ("a", None, "b", "left_out"),
        ("a", None, None, None),
        (None, None, "a", "new"),
        (None, "a", "b", "both"),
        (None, "a", None, "vanished"),
    ],
)
def test_each_case_has_its_fate(written: str | None, found: str | None, now: str | None, told: str | None) -> None:
    assert fate(written, found, now) == told


@given(STATE, STATE, STATE, st.booleans())
def test_only_what_stands_as_it_was_written_is_written_over(
    written: str | None, found: str | None, now: str | None, held: bool
) -> None:
    told = fate(written, found, now, held=held)
    assert (told == "updated") == (written == found != now and None not in {found, now} and not held)
    assert told is None or told in FATES


def test_a_digest_is_of_words_or_of_bytes() -> None:
    assert digest("é") == digest("é".encode()) != digest("e")
    assert len(digest("")) == 16
