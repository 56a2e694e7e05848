"""The quotations of a published report become turns of those they are attributed to, coded by their headings."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.importers.options import ImportOptions
from qualcode.importers.reading import read_source
from qualcode.importers.verbatims import with_verbatims
from qualcode.model.transcript import Transcript
from qualcode.words.headings import headings_of, path_at
from qualcode.words.quotations import quotations_of

if TYPE_CHECKING:
    from pathlib import Path

REPORT = """Introduction

Le mot « rôle » revient souvent, et « sans limite de temps » aussi.

1. Le travail

Il faut « prendre le temps que ça prend avec eux » (Entrevue 02), dit-elle.

1.1 Les tout premiers débuts au quotidien dans une école
secondaire

« Je leur disais : « Venez-vous manger? » Ils venaient, t'sais. […] Pis ils
revenaient le lendemain. » (Entrevue, 07)

« On n'a jamais fini notre journée, pis c'est correct de même.
(Entrevue 02)

1. Écouter avant de parler : Deux personnes insistent là-dessus. « Tu te tais pis t'attends, c'est
\f12
pas compliqué comme métier » (07). Le tableau suivant (Tableau 3) le montre (Tremblay, 2016).

2. Les suites

Il trouve que « souvent, quand ils disent oui, c'est non » et que c'est « dur à confirmer » (Entrevue 02). Une
autre dit que « ça finit toujours par débloquer un moment donné » sans dire comment.
« Une idée de chercheur qu'on a tous lue dans les livres » (Tremblay, 2016). Voir (Entrevue 07).
"""


def said(text: str) -> list[tuple[str, str]]:
    return [(found.label, " ".join(text[found.start : found.end].split())) for found in quotations_of(text).found]


def test_each_quotation_has_its_words_and_its_attribution() -> None:
    assert said(REPORT) == [
        ("Entrevue 02", "prendre le temps que ça prend avec eux"),
        (
            "Entrevue 07",
            "Je leur disais : « Venez-vous manger? » Ils venaient, t'sais. […] Pis ils revenaient le lendemain.",
        ),
        ("Entrevue 02", "On n'a jamais fini notre journée, pis c'est correct de même."),
        ("Entrevue 07", "Tu te tais pis t'attends, c'est 12 pas compliqué comme métier"),
        ("Entrevue 02", "souvent, quand ils disent oui, c'est non"),
        ("Entrevue 02", "dur à confirmer"),
        ("", "ça finit toujours par débloquer un moment donné"),
        ("", "Une idée de chercheur qu'on a tous lue dans les livres"),
    ]


def test_what_could_not_be_attributed_is_counted() -> None:
    found = quotations_of(REPORT)
    assert (found.terms, found.unclosed, found.orphans, found.shared) == (2, 1, 1, 1)


def test_a_quotation_is_cut_where_the_page_was_turned_and_coded_by_its_heading() -> None:
    transcript = with_verbatims(Transcript(text=REPORT, format="txt"))
    text = transcript.text
    assert [(turn.speaker, turn.role, text[turn.start : turn.end][:8]) for turn in transcript.turns[3:]] == [
        ("Entrevue 07", "participant", "Tu te ta"),
        ("Entrevue 07", "participant", "pas comp"),
        ("Entrevue 02", "participant", "souvent,"),
        ("Entrevue 02", "participant", "dur à co"),
        ("?", "other", "ça finit"),
        ("?", "other", "Une idée"),
    ]
    part, section = "Le travail", "Les tout premiers débuts au quotidien dans une école secondaire"
    assert [mark.path for mark in transcript.marks] == [
        (part,),
        (part, section),
        (part, section),
        (part, section, "Écouter avant de parler"),
        (part, section, "Écouter avant de parler"),
        ("Les suites",),
        ("Les suites",),
        ("Les suites",),
        ("Les suites",),
    ]
    assert {mark.coder for mark in transcript.marks} == {"source"}
    assert {(loss.kind, loss.count) for loss in transcript.losses} == {
        ("unattributed", 2),
        ("shared", 1),
        ("unquoted", 1),
        ("unclosed", 1),
        ("terms", 2),
        ("page_breaks", 1),
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She says “I never slept before the first one” (P3).", [("P3", "I never slept before the first one")]),
        ("“we were all lost, you know” (P12, Group A)", [("P12, Group A", "we were all lost, you know")]),
        (
            "“it was a very long bus ride home” (Maya, 19 years)",
            [("Maya, 19 years", "it was a very long bus ride home")],
        ),
        ('He said "nobody told us about that" (Interview 4).', [("Interview 4", "nobody told us about that")]),
        ("“as shown by others in the field” (Smith & Roy, 2016)", [("", "as shown by others in the field")]),
        ("“the share of each of the groups” (Figure 2)", [("", "the share of each of the groups")]),
        ("no quotation at all (Interview 4)", []),
        ("«\u00a0\u00a0» (Entrevue 01) « » (Entrevue 01)", []),
    ],
)
def test_other_forms_of_attribution(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(text) == expected


def test_headings_of_a_format_are_taken_as_they_are(tmp_path: Path) -> None:
    report = "# Le lien\n\n« Prendre le temps » (Entrevue 01)\n\n# Le temps\n\n« Pas de presse » (Entrevue 02)\n"
    (tmp_path / "rapport.md").write_text(report, encoding="utf-8")
    transcript = read_source(tmp_path / "rapport.md", ImportOptions(verbatims=True)).transcript
    assert [mark.path for mark in transcript.marks] == [("Le lien",), ("Le temps",)]
    assert transcript.voices_known
    assert transcript.convention is not None
    assert (transcript.convention.name, transcript.convention.turns) == ("verbatims", 2)


def test_a_list_of_reasons_is_no_heading() -> None:
    assert (
        headings_of("1) le jeune est prêt\n2016. Ce rapport dit\n3 L'information est connue\n2. Trop tôt\n", ()) == []
    )
    assert path_at([], 10) == ()


@given(st.text(alphabet='«»“”"() \n\f.,:019aÉEntrevue[…]', max_size=300))
def test_any_text_gives_quotations_inside_it_without_overlap(text: str) -> None:
    transcript = with_verbatims(Transcript(text=text, format="txt"))
    ends = [0, *(turn.end for turn in transcript.turns)]
    for turn, before in zip(transcript.turns, ends, strict=False):
        assert before <= turn.start < turn.end <= len(text)
        assert text[turn.start : turn.end].strip()


BY_HAND = {
    "Entrevue 01": 11, "Entrevue 02": 11, "Entrevue 03": 14, "Entrevue 04": 13, "Entrevue 05": 21, "Entrevue 06": 7,
    "Entrevue 07": 12, "Entrevue 08": 10, "Entrevue 09": 10, "Entrevue 10": 3, "Entrevue 11": 17,
}  # fmt: skip
"""Attributions of the published report, counted by reading it."""
SHARED = {"Entrevue 01": 1, "Entrevue 04": 1, "Entrevue 11": 1}
"""Fragments whose attribution stands after another fragment, at the end of their sentence."""
NEVER_CLOSED = {
    ("Entrevue 04", 301),
    ("Entrevue 08", 236),
    ("Entrevue 11", 144),
    ("Entrevue 11", 394),
    ("Entrevue 11", 258),
}
"""Its quotations without closing mark: interview, and length in characters once white space is one space."""


def test_the_published_report_gives_all_its_attributed_quotations(material: Path) -> None:
    source = read_source(material / "reports" / "rapport_ips.txt", ImportOptions(verbatims=True))
    text = source.transcript.text
    told = [
        (turn.speaker, " ".join(text[turn.start : turn.end].split()))
        for turn in source.transcript.turns
        if turn.role == "participant"
    ]
    assert Counter(label for label, _words in told) == Counter(BY_HAND) + Counter(SHARED)
    plain = re.findall(r"«([^«»]*)»[\s.]*\((?:Entrevue,?\s+)?(\d\d)\)", text)
    well_formed = {(f"Entrevue {number}", " ".join(words.split())) for words, number in plain}
    assert len(well_formed) == 122
    assert well_formed <= set(told)
    others = set(told) - well_formed
    assert {(label, len(words)) for label, words in others} - NEVER_CLOSED == {
        ("Entrevue 03", 292),  # a term in guillemets of its own inside
        ("Entrevue 01", 442),  # a quotation within it that was never closed
        ("Entrevue 01", 47),
        ("Entrevue 04", 63),
        ("Entrevue 11", 63),
    }
    assert all(mark.path for mark in source.transcript.marks)
    assert len(source.transcript.marks) == len(source.transcript.turns) == 133
