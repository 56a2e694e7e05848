"""Passages that answer a query, counted by hand on a small study, and the algebra of AND, OR and NOT on any."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.analysis.retrieval import retrieved
from qualcode.model.errors import BadQuery
from qualcode.model.material import CaseRow, CodingRow, DocumentRow, Material, TurnRow
from qualcode.model.records import Code
from qualcode.model.retrieval import CODE, And, Not, Note, Or, Source, Term
from qualcode.model.spans import Span
from qualcode.words.querying import written

if TYPE_CHECKING:
    from qualcode.model.retrieval import Tree

TEXTS = {
    "d": "Q: Alors?\nL: Oui le jardin pousse.\nM: Non.\nQ: Ah?\nL: Le soir tombe vite.\n",
    "n": "Notes du soir\n\nLe jardin est vide.",
}
NAMES = {"p": "Présence", "o": "Obstacle", "g": "Groupe", "h": "Heure"}
PARENTS = {"h": "g"}


def code(identifier: str) -> Code:
    parent = PARENTS.get(identifier)
    path = (NAMES[parent], NAMES[identifier]) if parent else (NAMES[identifier],)
    return Code(identifier, NAMES[identifier], path, parent, 0, "", "", "", "", "", "", "", "", 1)


def turns() -> list[TurnRow]:
    found, place = [], 0
    for line in TEXTS["d"].splitlines(keepends=True):
        label, words = line[0], Span(place + 3, place + len(line) - 1)
        role = "interviewer" if label == "Q" else "participant"
        found.append(TurnRow("d", label, role, *words, None if label == "Q" else f"case {label}"))
        place += len(line)
    return found


def coded(identifier: str, words: str, code: str, coder: str = "ana", document: str = "d") -> CodingRow:
    start = TEXTS[document].index(words)
    return CodingRow(identifier, document, start, start + len(words), code, coder)


CODINGS = (
    coded("1", "Oui le jardin pousse.", "p"),
    coded("2", "le jardin", "o"),
    coded("3", "Oui le jardin", "p", "bob"),
    coded("4", "Le soir tombe", "h", "bob"),
    coded("5", "Notes du soir", "p", document="n"),
)
CASES = (
    CaseRow("case L", "Luc", "participant", "site", {"site": "Laval", "âge": "16"}),
    CaseRow("case M", "Mia", "participant", None, {"âge": "45,5"}),
    CaseRow("site", "Laval", "site", None, {}),
)
NOTES = {
    "1": Note("2026-03-01T15:00:00.000000+00:00", "", "à relire"),
    "2": Note("2026-03-02T15:00:00.000000+00:00", "words: jardin", ""),
}


def source(codings: tuple[CodingRow, ...] = CODINGS) -> Source:
    """Return the small study, with other codings where they are given."""
    documents = tuple(DocumentRow(one, f"Entrevue {one}", "fr", "coded", len(TEXTS[one]), "") for one in TEXTS)
    material = Material(documents, turns(), codings, coders={"ana": "Ana", "bob": "Bob"}, cases=CASES)
    notes = {coding.id: NOTES.get(coding.id, Note("2026-04-09T15:00:00.000000+00:00", "", "")) for coding in codings}

    def said(words: str) -> dict[str, list[Span]]:
        places = {one: text.casefold().find(words) for one, text in TEXTS.items()}
        return {one: [Span(place, place + len(words))] for one, place in places.items() if place >= 0}

    return Source(material, [code(one) for one in NAMES], lambda: notes, said, lambda _asked: TEXTS)


def answers(query: str) -> list[str]:
    return [TEXTS[one.document][one.start : one.end] for one in retrieved(query, source())]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("présence", ["Oui le jardin pousse.", "Notes du soir"]),
        ("présence AND obstacle", ["le jardin"]),
        ("présence AND NOT obstacle", ["Oui", "pousse.", "Notes du soir"]),
        ("présence NOT overlapping obstacle", ["Notes du soir"]),
        ("obstacle inside présence", ["le jardin"]),
        ("présence inside obstacle", []),
        ("présence AND coder:bob", ["Oui le jardin"]),
        ("présence AND NOT coder:bob", ["Oui le jardin pousse.", "Notes du soir"]),
        ("coder:bob AND speaker:L AND text:soir", ["Le soir tombe"]),
        ("groupe", ["Le soir tombe"]),
        ("only:groupe", []),
        ("code:Groupe/", ["Le soir tombe"]),
        ("obstacle near 3 heure", ["le jardin"]),
        ("obstacle near 2 heure", []),
        ("obstacle NOT near 2 heure", ["le jardin"]),
        ("speaker:M OR heure", ["Non.", "Le soir tombe"]),
        ("site=laval AND NOT code:*", ["vite."]),
        ("case:Laval AND text:soir", ["Le soir tombe vite."]),
        ("âge=16..45", ["Oui le jardin pousse.", "Le soir tombe vite."]),
        ("âge=17..", ["Non."]),
        ("text:jardin AND NOT document:'Entrevue n'".replace("'", '"'), ["Oui le jardin pousse."]),
        ('document:"Entrevue n"', ["Notes du soir", "Le jardin est vide."]),
        ("memo:relire", ["Oui le jardin pousse."]),
        ("origin:auto OR memo:*", ["Oui le jardin pousse."]),
        ("before:2026-03-02", ["Oui le jardin pousse."]),
        ("après:2026-03 ET document:*", ["Oui le jardin", "Le soir tombe", "Notes du soir"]),
        ("since:2026-03-02 AND présence", ["Oui le jardin", "Notes du soir"]),
        ("date:2026-03-02", ["le jardin"]),
    ],
)
def test_the_passages_that_answer_are_those_counted_by_hand(query: str, found: list[str]) -> None:
    assert answers(query) == found


def test_a_passage_names_the_codings_it_comes_from_and_no_others() -> None:
    first, second = retrieved("présence AND NOT obstacle", source())[:2]
    assert (first.codings, second.codings) == (("1", "3"), ("1",))
    assert retrieved("présence AND obstacle", source())[0].codings == ("1", "2", "3")
    assert retrieved("présence AND coder:Ana", source())[0].codings == ("1",)


@pytest.mark.parametrize(
    ("query", "place", "reason"),
    [
        ("présence AND obstacl", 14, "near to it: Obstacle"),
        ("présence AND coder:ann", 20, "near to it: Ana"),
        ("site=Lavall", 6, "near to it: Laval"),
        ("sit=Laval", 1, "near to it: site"),
        ("after:2026-13", 7, "not a date"),
        ("speaker:Zoé", 9, "nothing is called so"),
    ],
)
def test_a_name_that_is_not_there_is_refused_at_its_place(query: str, place: int, reason: str) -> None:
    with pytest.raises(BadQuery) as caught:
        retrieved(query, source())
    assert caught.value.fields["place"] == place
    assert reason in str(caught.value)


SPEECH = [spot for turn in turns() for spot in range(turn.start, turn.end)]
ROWS = st.lists(
    st.tuples(st.integers(0, 70), st.integers(1, 25), st.sampled_from("poh"), st.sampled_from(["ana", "bob"])),
    max_size=6,
).map(
    lambda rows: tuple(
        CodingRow(str(number), "d", start, min(start + length, 76), code, coder)
        for number, (start, length, code, coder) in enumerate(rows)
    )
)
TREES = st.recursive(
    st.sampled_from([Term(CODE, "Présence"), Term(CODE, "Obstacle"), Term(CODE, "Heure"), Term("speaker", "L")]),
    lambda inner: (
        st.builds(Not, inner) | st.builds(And, st.tuples(inner, inner)) | st.builds(Or, st.tuples(inner, inner))
    ),
    max_leaves=4,
)


@settings(max_examples=40)
@given(ROWS, TREES, TREES)
def test_and_or_not_are_an_algebra_of_the_words_said(rows: tuple[CodingRow, ...], one: Tree, other: Tree) -> None:
    study = source(rows)

    def held(tree: Tree) -> set[int]:
        """Return where the letters and digits of speech are that answer."""
        hits = [hit for hit in retrieved(written(tree), study) if hit.document == "d"]
        spots = {spot for hit in hits for spot in range(hit.start, hit.end)}
        return {spot for spot in spots & set(SPEECH) if TEXTS["d"][spot].isalnum()}

    every = held(Or((one, Not(one))))
    assert held(And((one, other))) == held(And((other, one))) == held(one) & held(other)
    assert held(Or((one, other))) == held(Or((other, one))) == held(one) | held(other)
    assert held(Not(Not(one))) == held(one) == every - held(Not(one))
    assert held(Not(And((one, other)))) == held(Or((Not(one), Not(other))))
    assert held(And((one, Not(one)))) == set()
