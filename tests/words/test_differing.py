"""Two wordings laid along each other by whole words, and where a lost passage may stand now."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.spans import Span
from qualcode.words.differing import differing, likely_place

NOW = "Sophie : On jardine derrière la maison. Le chien dort toute la journée. Et l’hiver, on attend.\n"
BEFORE, AFTER = "jardine derrière la maison. ", " Et l’hiver, on attend.\n"


def test_words_that_only_one_wording_has_are_marked_whole() -> None:
    former, revised = differing("Marie jardine peu, au mois de mai.", "Julie jardine beaucoup, au mois de mai.")
    assert [piece.text for piece in former if piece.changed] == ["Marie", "peu"]
    assert [piece.text for piece in revised if piece.changed] == ["Julie", "beaucoup"]
    assert not any(piece.changed for side in differing("pareil", "pareil") for piece in side)


@given(st.text(max_size=40), st.text(max_size=40))
def test_the_pieces_of_a_wording_are_the_wording(former: str, revised: str) -> None:
    ours, theirs = differing(former, revised)
    assert "".join(piece.text for piece in ours) == former
    assert "".join(piece.text for piece in theirs) == revised
    assert all(one.changed != other.changed for side in (ours, theirs) for one, other in zip(side, side[1:]))  # noqa: B905, RUF007 - a pair of neighbours


def test_a_lost_passage_may_be_where_its_words_stand_once() -> None:
    assert likely_place(NOW, "ailleurs", "Le chien dort", "ailleurs") == Span(40, 53)


def test_a_lost_passage_may_be_what_stands_between_the_words_that_stood_around_it() -> None:
    place = likely_place(NOW, BEFORE, "Les chats mangent.", AFTER)
    assert place is not None
    assert NOW[place.start : place.end] == "Le chien dort toute la journée."


def test_where_nothing_stands_between_or_one_side_is_gone_a_place_without_words_is_left() -> None:
    gone = NOW.replace("Le chien dort toute la journée. ", "")
    assert likely_place(gone, "derrière la maison. ", "Le chien dort.", "Et l’hiver, on attend.\n") == Span(40, 40)
    assert likely_place(NOW, BEFORE, "Les chats mangent.", "tout autre chose") == Span(40, 40)
    assert likely_place(NOW, "tout autre chose", "Les chats mangent.", AFTER) == Span(71, 71)
    assert likely_place(NOW, AFTER, "Les chats mangent.", BEFORE) == Span(len(NOW), len(NOW))


def test_words_that_stand_twice_or_nowhere_tell_no_place() -> None:
    assert likely_place("oui, oui", "oui", "", "oui") is None
    assert likely_place(NOW, "rien", "de tel", "ici") is None
