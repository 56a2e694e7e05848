"""A quotation given in translation is held against the one the project keeps for its passage."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from qualcode.analysis.alignment import aligned
from qualcode.model.material import CodingRow
from qualcode.model.outlines import Outline, OutlinePart, OutlineQuote
from qualcode.model.transcript import Transcript
from qualcode.report.audit import audit
from qualcode.report.audit_words import NOTES, said_of
from qualcode.report.translations import translations_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from qualcode.model.audit import Audit
    from qualcode.report.sources import Sources

    Checking = Callable[..., Audit]

SAID = "j'ouvre la porte à 7 h 30 pis y'a déjà du monde"
ENGLISH = "I open the door at half past seven and people are there already"
OTHER = "It is never quiet, but I would not go anywhere else"


def _sources(audited: ModuleType, **more: Any) -> Sources:
    """Return the study with an outline that keeps a translation of one passage."""
    sources: Sources = audited.study(**more)
    documents = {one.id: one for one in sources.documents}
    start = documents["Entrevue 01"].text.index(SAID)
    codings = [
        CodingRow("k", "Entrevue 01", start, start + len(SAID), "c", "a"),
        CodingRow("m", "gone", 0, 4, "c", "a"),
    ]
    quotes = [
        OutlineQuote("q", "p", "k", translation=f" {ENGLISH}. "),
        OutlineQuote("r", "p", "k", translation=""),
        OutlineQuote("s", "p", "m", translation="Of a document that was removed since."),
    ]
    part = OutlinePart("p", None, "free", "Matin", "", None, None, quotes=tuple(quotes))
    told = translations_of([Outline("o", "Rapport", "en", 0, (part,))], codings, documents)
    return replace(sources, translations=told)


@pytest.fixture
def checked(audited: ModuleType) -> Checking:
    """Return what checks a report."""

    def check(report: str, **more: Any) -> Audit:
        return audit(Transcript(report, "txt"), _sources(audited, **more), align=aligned)

    return check


def _verdicts(found: Audit) -> list[str]:
    return [one.verdict for one in found.quotations]


def test_only_passages_that_are_there_have_a_translation(audited: ModuleType) -> None:
    (told,) = _sources(audited).translations
    assert told.text.text == f"{ENGLISH}."
    assert told.text.stretches[0].case == "Entrevue 01"


@pytest.mark.parametrize(
    ("report", "verdict"),
    [
        (f"She says: “{ENGLISH}” (Entrevue 01).", "translated"),
        (f"She says: “{ENGLISH[:18]} […] people are there already” (Entrevue 01).", "translated"),
        (f"She says: “{ENGLISH}” (Entrevue 02).", "misattributed"),
        ("She says: “at half past seven” (Entrevue 02).", "misattributed"),
        ("She says: “half past” (Entrevue 02).", "not_found"),
        (f"She says: “{ENGLISH.replace('half past seven', 'noon')}” (Entrevue 01).", "changed"),
        ("She says: “Nobody ever said any of these other words, not here” (Entrevue 01).", "not_found"),
        (f"« {SAID} » (Entrevue 01).", "verbatim"),
    ],
)
def test_in_the_place_of_the_original_it_has_a_verdict_of_its_own(checked: Checking, report: str, verdict: str) -> None:
    assert _verdicts(checked(report)) == [verdict]


def test_where_it_differs_the_difference_is_that_to_the_translation_kept_and_the_place_that_of_the_passage(
    checked: Checking, audited: ModuleType
) -> None:
    (found,) = checked(f"“{ENGLISH.replace('already', 'too')}” (Entrevue 01).").quotations
    assert (found.verdict, "+too" in found.difference) == ("changed", True)
    text = next(one.text for one in _sources(audited).documents if one.name == found.document)
    assert text[found.start : found.end] == SAID
    assert [said_of(note, found) for note in found.notes] == [NOTES["translation"]]


@pytest.mark.parametrize("opening", ["Translation:", "Traduction\u00a0:", "Traduction :", "Traduction:"])
def test_beside_the_original_it_is_checked_with_it_and_counts_as_one_voice(checked: Checking, opening: str) -> None:
    found = checked(f"Elle dit : « {SAID} » (Entrevue 01).\n[{opening} {ENGLISH}.]\nElle continue.")
    assert _verdicts(found) == ["verbatim", "translated"]
    assert [(one.case, one.quotations) for one in found.voices] == [("Entrevue 01", 1)]


def test_one_the_project_does_not_keep_is_said_to_be_so_and_stands_by_its_original(checked: Checking) -> None:
    (_original, found) = checked(f"« {SAID} » (Entrevue 01).\n[Translation: {OTHER}.]").quotations
    assert (found.verdict, found.case) == ("translated", "Entrevue 01")
    assert [note.kind for note in found.notes] == ["not_stored"]
    assert _verdicts(checked(f"[Translation: {OTHER}.]")) == ["not_found"]
    invented = "« Personne n'a jamais rien dit de pareil ici » (Entrevue 01)."
    assert _verdicts(checked(f"{invented}\n[Translation: {OTHER}.]")) == ["not_found", "not_found"]


def test_a_translation_is_withheld_with_its_voice(checked: Checking) -> None:
    refused = {"Entrevue 01": {"consentement": "non"}}
    assert _verdicts(checked(f"“{ENGLISH}” (Entrevue 01).", attributes=refused)) == ["withheld"]
    report = f"« {SAID} » (Entrevue 01).\n[Translation: {OTHER}.]"
    assert _verdicts(checked(report, attributes=refused)) == ["withheld", "withheld"]
