"""Queries for passages: read as a researcher writes them in either language, refused at the character, offered on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.errors import BadQuery
from qualcode.model.retrieval import CODE, RELATIONS, And, Not, Or, Relation, Term
from qualcode.words.offering import Vocabulary, offers
from qualcode.words.querying import FIELDS, read, written

A, B, C = Term(CODE, "a"), Term(CODE, "b"), Term(CODE, "c")
VALUES = st.one_of(
    st.sampled_from(["présence", "Lien de confiance", "près 2", 'dit "oui"', "a/", "*", "ET", "  ", "«x»", "5"]),
    st.text(min_size=1, max_size=6),
).filter(str.strip)
TERMS = st.builds(Term, st.sampled_from(sorted(FIELDS)), VALUES) | st.builds(
    Term, st.just("attribute"), VALUES, name=VALUES
)
TREES = st.recursive(
    TERMS,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(And, st.lists(inner, min_size=2, max_size=3).map(tuple)),
        st.builds(Or, st.lists(inner, min_size=2, max_size=3).map(tuple)),
        st.builds(Relation, inner, st.sampled_from(RELATIONS[:2]), inner, negated=st.booleans()),
        st.builds(Relation, inner, st.just("near"), inner, st.integers(0, 99), st.booleans()),
    ),
    max_leaves=6,
)


@given(TREES, st.sampled_from(["fr", "en"]))
def test_what_is_written_is_read_as_the_same_query(tree: object, language: str) -> None:
    assert read(written(tree, language)) == tree  # type: ignore[arg-type]


KNOWN = Vocabulary(
    {CODE: ["Présence", "Lien de confiance", "Lien et présence"], "speaker": ["Luc", "Marie Josée"]},
    {"site": ["Laval", "Sherbrooke"]},
)
PIECES = st.lists(
    st.sampled_from(
        ["a", " ", "(", ")", '"', "«", "»", ":", "=", "ET ", " SAUF ", " près 2 ", "voix:", "\ud800", "/", "*"]
    )
)


@given(PIECES.map("".join))
def test_anything_typed_is_read_or_refused_at_one_of_its_characters(query: str) -> None:
    place = 0
    try:
        tree = read(query)
    except BadQuery as refusal:
        place = refusal.at
    else:
        assert read(written(tree)) == tree
    assert 0 <= place <= len(query)
    assert all(one.start <= one.end == len(query) for one in offers(query, len(query), KNOWN))


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("a AND b OR c", Or((And((A, B)), C))),
        ("a ou b et sauf c", Or((A, And((B, Not(C)))))),
        ("a SAUF b", And((A, Not(B)))),
        ("NOT a near 2 b", Not(Relation(A, "near", B, 2))),
        ("a sauf dans b", Relation(A, "inside", B, negated=True)),
        ("(a OR b) pres c", Relation(Or((A, B)), "near", C, 1)),
        ("Lien de confiance/", Term(CODE, "Lien de confiance")),
        ("voix\u00a0: Marie Josée", Term("speaker", "Marie Josée")),
        ("« Lien et présence » chevauchant a", Relation(Term(CODE, "Lien et présence"), "overlapping", A)),
        ("niveau scolaire = DEC", Term("attribute", "DEC", "niveau scolaire")),
        ("APRÈS:2026-03", Term("after", "2026-03")),
    ],
)
def test_a_query_is_read_as_it_is_meant(query: str, tree: object) -> None:
    assert read(query) == tree


@pytest.mark.parametrize(
    ("query", "place", "reason"),
    [
        ("a AND (b", 7, "never closed"),
        ("a AND", 6, "missing here"),
        ("a ) b", 3, "nothing is open"),
        ("a (b)", 3, "must join"),
        ("(a (b))", 4, "must join"),
        ('a OR "b', 6, "quotes are never closed"),
        ("a AND couleur: b", 7, "no condition is called so; there are code, only, speaker"),
        ("", 1, "missing here"),
        ('a AND ""', 7, "nothing stands in these quotes"),
        pytest.param("(" * 200 + "a", 42, "within each other", id="too deep"),
        pytest.param("a" + " near a" * 200, 283, "within each other", id="too many"),
    ],
)
def test_a_refusal_points_at_the_character(query: str, place: int, reason: str) -> None:
    with pytest.raises(BadQuery) as caught:
        read(query)
    assert caught.value.fields["place"] == place
    assert reason in str(caught.value)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("pres", "Présence"),
        ("lien d", "Lien de confiance"),
        ("lien e", '"Lien et présence"'),
        ("a ET (lie", "a ET (Lien de confiance"),
        ("a ET vo", "a ET voix:"),
        ("voix:jos", "voix:Marie Josée"),
        ("si", "site="),
        ("site=", "site=Laval"),
        ("Présence SA", "Présence SAUF "),
        ("Présence ", "Présence ET "),
        ("voix:Luc ", "voix:Luc ET "),
        ("(voix:Luc) ", "(voix:Luc) ET "),
        ('seul:"lien', "seul:Lien de confiance"),
    ],
)
def test_what_is_offered_goes_on_from_what_is_typed(typed: str, first: str) -> None:
    offered = offers(typed, len(typed), KNOWN, "fr")[0]
    assert typed[: offered.start] + offered.text + typed[offered.end :] == first


@pytest.mark.parametrize("typed", ["voix:Luc", "(a)", "(a) ET )"])
def test_what_is_whole_is_offered_nothing(typed: str) -> None:
    assert offers(typed, len(typed), KNOWN, "fr") == ()
