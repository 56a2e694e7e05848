"""The verdict on a quotation: what is the same, what a report may do to somebody's words, and what it may not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.audit import FAILING, EditingRule
from qualcode.model.transcript import Block

if TYPE_CHECKING:
    from types import ModuleType


@pytest.mark.parametrize(
    ("quote", "verdict", "edits"),
    [
        ("C'est jamais tranquille, mais je ne changerais pas de place.", "verbatim", ()),
        ("je ne changerais pas\nde place", "verbatim", ()),
        ("C’est jamais tranquille, mais je ne changerais pas de place", "edited", ("typography",)),
        ("je ne changerais pas de place. L’école, c’est", "edited", ("typography",)),
        ("c'est jamais tranquille, mais je ne changerais pas", "edited", ("first_letter",)),
        ("Je ne changerais pas de place", "edited", ("first_letter",)),
        ("je ne changerais pas.", "edited", ("final_stop",)),
        ("C'est jamais tranquille […] de place", "edited", ("cut",)),
        ("C'est jamais tranquille [...] de place", "edited", ("cut",)),
        ("C'est jamais (…) mais je (...) de place", "edited", ("cut",)),
        ("C'est jamais tranquille [le matin], mais je ne changerais pas", "edited", ("added",)),
        ("[J]e ne changerais pas de place", "edited", ("added", "first_letter")),
        ("pis y'a déjà du monde. C'est [toujours plein] tranquille, mais je", "edited", ("added",)),
        ("[…] je ne changerais pas de place […]", "verbatim", ()),
        ("C'est jamais tranquille mais je ne changerais pas", "edited", ("punctuation",)),
        ("C'est jamais vraiment tranquille, mais je ne changerais pas", "changed", ()),
        ("C'est tranquille, mais je ne changerais pas de place", "changed", ()),
        ("C'est jamais tranquille, mais je changerais de place", "changed", ()),
        ("c'est comme une deuxieme maison pour eux autres", "changed", ()),
        ("c'est comme une Deuxième maison pour eux autres", "changed", ()),
        ("j'ouvre la porte à 7 h 45 pis y'a déjà du monde", "changed", ()),
        ("je ne changerais pas de place, mais c'est jamais tranquille", "changed", ()),
        ("L'école, c'est comme une deuxième maison, peut-être la première", "changed", ()),
        ("L'école, c'est comme une deuxième maison pour eux autres, peut être la première", "changed", ()),
        ("pour eux autres, peut-être la première. Le soir, je ferme à cinq heures.", "changed", ()),
        ("Le directeur nous laisse libres de nos horaires et de nos projets", "not_found", ()),
    ],
)
def test_what_may_be_done_to_words_and_what_may_not(
    audited: ModuleType, quote: str, verdict: str, edits: tuple[str, ...]
) -> None:
    found = audited.judged(quote)
    assert (found.verdict, found.edits) == (verdict, edits)
    assert found.quote == quote


def test_a_quotation_is_placed_where_it_was_said(audited: ModuleType) -> None:
    found = audited.judged("je ferme à cinq heures […] Nadia, qui attend son père")
    text = audited.study().documents[0].text
    assert (found.document, found.case) == ("Entrevue 01", "Entrevue 01")
    assert text[found.start : found.end] == "je ferme à cinq heures. Personne ne reste… sauf Nadia, qui attend son père"


@pytest.mark.parametrize(
    ("quote", "difference"),
    [
        ("C'est jamais vraiment tranquille, mais je ne changerais pas", "C’est jamais +vraiment tranquille mais …"),
        ("mais je changerais de place. L'école, c'est comme", "mais je –ne changerais –pas de place …"),
        ("c'est comme une deuxieme maison pour eux autres", "… comme une –deuxième +deuxieme maison pour …"),
    ],
)
def test_a_difference_is_shown_as_words(audited: ModuleType, quote: str, difference: str) -> None:
    assert audited.judged(quote).difference == difference


@pytest.mark.parametrize(
    ("quote", "kinds"),
    [
        ("mais je changerais de place. L'école, c'est comme", {"negation"}),
        ("mais je […] de place. L'école, c'est comme", {"negation_cut"}),
        ("c'est comme une deuxième maison", set()),
        ("une deuxième maison", {"short"}),
        ("pis y'a déjà du monde. […] Le soir, je ferme à cinq heures", {"across_turns", "negation_cut"}),
        ("pis y'a déjà du monde… mais je ne changerais pas de place", {"bare_ellipsis", "negation_cut"}),
        ("une deuxième maison pour eux autres Le soir, je ferme à cinq heures", {"joined"}),
    ],
)
def test_what_is_to_be_looked_at_is_noted(audited: ModuleType, quote: str, kinds: set[str]) -> None:
    assert {note.kind for note in audited.judged(quote).notes} == kinds


def test_a_cut_over_sixty_words_is_noted(audited: ModuleType) -> None:
    found = audited.judged("Ben, euh, j'ouvre la porte […] les soirs de pluie")
    assert [(note.kind, int(note.detail) > 60) for note in found.notes if note.kind == "long_cut"] == [
        ("long_cut", True)
    ]
    assert found.verdict == "edited"


@pytest.mark.parametrize(
    "label",
    [
        "Entrevue 01",
        "Entrevue, 01",
        "entrevue 1",
        "Entrevue 01, ligne 4",
        "E1",
        "Paul, Entrevue 01",
        "Ent 01",
        "Entrevue 01, p. 2",
    ],
)
def test_an_attribution_names_a_voice_in_many_ways(audited: ModuleType, label: str) -> None:
    assert audited.judged("C'est jamais tranquille, mais je ne changerais pas", label).verdict == "verbatim"
    assert audited.judged("Elles ont peur d'être jugées, pis je les comprends", label).verdict == "misattributed"


@pytest.mark.parametrize("label", ["Groupe A · P2", "P2, groupe A", "P2, Groupe A", "Groupe A, P2", "P2", "Groupe A"])
def test_a_member_of_a_group_is_named_by_both_in_any_order(audited: ModuleType, label: str) -> None:
    said = "on est chacun dans notre école, pis on s'appelle le vendredi"
    assert audited.judged(said, label).case == "Groupe A · P2"
    assert audited.judged(said, label).verdict == "verbatim"
    other = "c'est l'équipe, vraiment, on se parle chaque midi"
    assert audited.judged(other, label).verdict == ("verbatim" if label == "Groupe A" else "misattributed")


def test_a_voice_the_study_cannot_have_is_misattributed_and_one_it_cannot_know_is_noted(audited: ModuleType) -> None:
    said = "on est chacun dans notre école, pis on s'appelle le vendredi"
    for label in ("P9, Groupe A", "Entrevue 12"):
        found = audited.judged(said, label)
        assert (found.verdict, [note.kind for note in found.notes]) == ("misattributed", ["no_such_voice"])
    found = audited.judged(said, "Marguerite")
    assert (found.verdict, [note.kind for note in found.notes]) == ("verbatim", ["unknown_voice"])


def test_the_words_of_whoever_asks_are_nobodys_answer(audited: ModuleType) -> None:
    asked = "Comment ça se passe, le matin, quand vous ouvrez la porte?"
    assert audited.judged(asked, "Entrevue 01").verdict == "misattributed"
    assert audited.judged(asked, "intervieweuse, Entrevue 01").verdict == "verbatim"
    assert audited.judged(asked, "Rita, Entrevue 01").verdict == "verbatim"


def test_a_passage_may_be_quoted_with_its_labels(audited: ModuleType) -> None:
    quote = "Rita : Et le soir, à quelle heure fermez-vous?\nPaul : Le soir, je ferme à cinq heures."
    found = audited.judged(quote, "Entrevue 01")
    assert found.document == "Entrevue 01"
    assert found.verdict == "misattributed"  # Rita's words are not Paul's
    assert audited.judged(quote.replace("Rita", "Line"), "Entrevue 01").verdict in FAILING


def test_words_of_two_voices_are_not_one_quotation(audited: ModuleType) -> None:
    joined = "on se parle chaque midi. Nous autres on n'a pas d'équipe"
    assert audited.judged(joined, "Groupe A").verdict == "changed"
    cut = audited.judged(joined.replace(". ", ". […] "), "Groupe A")
    assert (cut.verdict, {note.kind for note in cut.notes}) == ("edited", {"across_speakers"})
    assert audited.judged(joined.replace(". ", ". […] "), "P1, Groupe A").verdict == "misattributed"


def test_who_did_not_agree_to_be_quoted_is_withheld(audited: ModuleType) -> None:
    said = "Elles ont peur d'être jugées, pis je les comprends"
    no = {"Entrevue 02": {"Consentement à la citation": "Non"}}
    assert audited.judged(said, "Entrevue 02", attributes=no).verdict == "withheld"
    for kept in ({"Consentement à la citation": "oui"}, {"Consentement à la réutilisation": "non"}, {"Citadin": "non"}):
        assert audited.judged(said, "Entrevue 02", attributes={"Entrevue 02": kept}).verdict == "verbatim"


def test_tidied_speech_is_lawful_only_where_the_rule_allows_it(audited: ModuleType) -> None:
    without_filler, spelt = (
        "Ben, j'ouvre la porte à 7 h 30 pis y'a déjà",
        "j'ouvre la porte à 7 h 30 puis y'a déjà du monde",
    )
    for quote, rule in ((without_filler, EditingRule(fillers=True)), (spelt, EditingRule(oral=True))):
        assert audited.judged(quote).verdict == "changed"
        allowed = audited.judged(quote, rule=rule)
        assert (allowed.verdict, allowed.edits) == ("edited", ("tidied",))
    negation = "mais je changerais de place. L'école, c'est comme"
    assert audited.judged(negation, rule=EditingRule(fillers=True, repeats=True, oral=True)).verdict == "changed"


def test_a_pseudonym_is_the_name_and_a_name_left_in_is_told(audited: ModuleType) -> None:
    names = {"Nadia": "Soraya"}
    pseudonym = "Personne ne reste… sauf Soraya, qui attend son père"
    assert audited.judged(pseudonym, pseudonyms=names).verdict == "edited"
    report = f"« {pseudonym} » (Entrevue 01). Nadia est partie."
    assert [(name.name, name.count) for name in audited.checked(report, pseudonyms=names).names] == [("Nadia", 1)]
    assert audited.checked(report).names == ()


def test_quotations_are_found_by_every_mark(audited: ModuleType) -> None:
    said = "Elles ont peur d'être jugées, pis je les comprends"
    report = (
        f'« {said} » (Entrevue 02). Puis : “{said}” (Entrevue 02). Enfin "{said}" (Entrevue 02).\n\n'
        f"Elle ajoute :\n\n     {said[:30]}\n     {said[30:].strip()} (Entrevue 02)\n\n"
        "Le mot « équipe » revient. « Une idée que d'autres ont eue avant nous » (Tremblay, 2016).\n"
    )
    found = audited.checked(report)
    assert [quoted.verdict for quoted in found.quotations] == ["verbatim", "verbatim", "verbatim", "verbatim"]
    assert (found.terms, found.cited) == (1, 1)
    assert [(voice.case, voice.quotations) for voice in found.voices] == [("Entrevue 02", 4)]
    assert found.participants == 4


def test_a_block_its_format_sets_apart_is_a_quotation_to_its_last_paragraph(audited: ModuleType) -> None:
    first, last = "Elles ont peur d'être jugées,", "pis je les comprends (Entrevue 02)"
    report = f"Elle dit :\n{first}\n{last}\nPour conclure, rien."
    start = report.index(first)
    blocks = [Block(start, start + len(first), "quote"), Block(start + len(first) + 1, report.index("\nPour"), "quote")]
    (quoted,) = audited.checked(report, blocks=blocks).quotations
    assert (quoted.verdict, quoted.label) == ("verbatim", "Entrevue 02")


@pytest.mark.parametrize("gone", ["[extrait retiré]", "[excerpt withdrawn]"])
def test_what_stands_in_the_place_of_an_excerpt_is_no_quotation_nor_what_is_written_behind_it(
    audited: ModuleType, gone: str
) -> None:
    said = "C'est jamais tranquille, mais je ne changerais pas de place. (Entrevue 01)"
    lines = [said.removesuffix(" (Entrevue 01)"), f"{gone} (mon commentaire)", f"« {gone} » à revoir", gone, said]
    report, blocks = "\n".join(lines), []
    for line in lines:
        start = blocks[-1].end + 1 if blocks else 0
        blocks.append(Block(start, start + len(line), "quote"))
    found = audited.checked(report, blocks=blocks).quotations
    assert [(one.quote, one.verdict) for one in found] == [(lines[0], "verbatim")] * 2


def test_prose_with_an_attribution_is_no_quotation_but_a_block_without_marks_is(audited: ModuleType) -> None:
    prose = "Une personne raconte qu'elle arrive tôt et que tout le monde est là (Entrevue 01)."
    assert audited.checked(prose).quotations == ()
    block = "Elle dit :\nElles ont peur d'être jugées, pis je\nles comprends (Entrevue 02)\n"
    (quoted,) = audited.checked(block).quotations
    assert (quoted.verdict, quoted.case) == ("verbatim", "Entrevue 02")


def test_a_name_of_the_codebook_between_guillemets_is_no_quotation(audited: ModuleType) -> None:
    report = "Le thème « Manque de temps et de moyens » et « une idée qui n'est à personne ici »."
    found = audited.checked(report, terms=["Manque de temps et de moyens"])
    assert [quoted.verdict for quoted in found.quotations] == ["not_found"]
    assert found.terms == 1


SAID = (
    "Ben, euh, j'ouvre la porte à 7 h 30 pis y'a déjà du monde. C'est jamais tranquille, mais je ne changerais pas de "
    "place. L'école, c'est comme une deuxième maison pour eux autres, peut-être la première."
)
WORDS = SAID.split()


@st.composite
def passages(draw: st.DrawFn) -> list[str]:
    start = draw(st.integers(0, len(WORDS) - 9))
    return WORDS[start : draw(st.integers(start + 8, len(WORDS)))]


@st.composite
def edited_lawfully(draw: st.DrawFn) -> str:
    """Return a passage with lawful edits of any kind and number."""
    words = draw(passages())
    for edit in draw(st.lists(st.sampled_from(["cut", "added", "typography", "stop", "first", "spaces"]), max_size=4)):
        place = draw(st.integers(1, max(1, len(words) - 3)))
        if edit == "cut" and len(words) > 5:
            words = [*words[:place], draw(st.sampled_from(["[…]", "[...]", "(…)", "(...)"])), *words[place + 2 :]]
        elif edit == "added":
            words = [*words[:place], "[dans l’école]", *words[place:]]
        elif edit == "typography":
            words = [word.replace("'", "’") for word in words]
        elif edit == "stop":
            words = [*words[:-1], f"{words[-1].rstrip('.,')}."]
        elif edit == "first" and words[0][0].isalpha():
            words = [words[0][0].swapcase() + words[0][1:], *words[1:]]
        elif edit == "spaces":
            words = [*words[:place], f"{words[place]}\u00a0", *words[place + 1 :]]
    return draw(st.sampled_from([" ", "  "])).join(words)


@given(edited_lawfully())
def test_lawful_edits_never_come_out_as_changed(audited: ModuleType, quote: str) -> None:
    assert audited.judged(quote).verdict in {"verbatim", "edited"}


@given(edited_lawfully(), st.data())
def test_one_changed_word_always_does(audited: ModuleType, quote: str, data: st.DataObject) -> None:
    words = quote.split()
    plain = [place for place, word in enumerate(words) if word.isalpha()]
    place = data.draw(st.sampled_from(plain))
    words[place] = data.draw(st.sampled_from(["locomotive", f"{words[place]}x", f"{words[place]} jamais"]))
    assert audited.judged(" ".join(words)).verdict in FAILING
