"""What people agreed to: set, read from a table, inherited, joined; who is not to be quoted is never starred."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from qualcode.coding.cases.agreeing import given
from qualcode.coding.cases.cases import ImportAttributes, LinkCase, RemoveCase
from qualcode.coding.cases.consents import SetConsent
from qualcode.coding.cases.joining import JoinCases
from qualcode.coding.documents.documents import ImportDocument, RemoveDocument
from qualcode.coding.outlines.outlines import AddOutline
from qualcode.coding.outlines.parts import AddPart
from qualcode.coding.outlines.quotes import PlaceQuote, RejectQuote, TranslateQuote
from qualcode.coding.passages.codings import ApplyCode, ApplyCodes, EditCoding, Passage, StarCodings
from qualcode.model import errors
from qualcode.model.consent import Consent
from qualcode.model.consent_words import consent_words, last_day_words
from qualcode.model.errors.consent import NeitherYesNorNo, NoSuchColumn, NotToBeQuoted
from qualcode.model.query import Wanted
from qualcode.model.transcript import Transcript

if TYPE_CHECKING:
    from conftest import Trial

YESTERDAY = (date.today() - timedelta(days=1)).isoformat()  # noqa: DTZ011 - the day where this computer stands
TODAY = "the day on which the test is run"
TOMORROW = (date.today() + timedelta(days=1)).isoformat()  # noqa: DTZ011 - likewise


@pytest.fixture
def group(trial: Trial) -> Trial:
    """Return a study where two people and an interviewer speak."""
    trial.document("G", ("Q", "Et vous ?"), ("P1", "On jardine."), ("P2", "On lit. On dort."))
    trial.code("Loisirs")
    return trial


def case(trial: Trial, name: str) -> str:
    return trial.cases.get(name).id


def withheld(trial: Trial) -> dict[str, str]:
    return {excerpt.text: excerpt.withheld for excerpt in trial.codings.excerpts(Wanted())}


@pytest.mark.parametrize(
    ("holds", "told"),
    [
        (Consent("", quotation="no", until="2026-11-01"), "quotation is refused; the day is past"),
        (Consent("", analysis="no", quotation="yes", until="2026-11-03"), "quotation is refused"),
        (Consent("", quotation="yes", until="2026-11-01"), "the day is past"),
        (Consent("", quotation="yes", until="2026-11-02"), "may be quoted until the end of 2026-11-02"),
        (Consent("", until="2026-11-02"), "the end of 2026-11-02; quotation: not known yet"),
        (Consent(""), "no limit"),
    ],
)
def test_a_last_day_is_told_by_what_holds_of_quotation_and_by_the_day_it_is(holds: Consent, told: str) -> None:
    assert last_day_words(holds, "2026-11-02") == told


def test_a_consent_is_set_piece_by_piece_and_goes_with_its_last_word(trial: Trial) -> None:
    luc = trial.case("Luc")
    trial.comes_and_goes(SetConsent(luc, quotation="Non", until="25 mars 2030"))
    trial.comes_and_goes(SetConsent(luc, analysis="oui", note="par écrit"))
    assert trial.consents.own() == {luc: Consent(luc, "yes", "no", "", "2030-03-25", "par écrit")}
    assert consent_words(trial.consents.own()[luc]) == "Analysis: yes, Quotation: no, until 2030-03-25"
    assert consent_words(Consent(luc, reuse="no")) == "Reuse: no"
    trial.do(SetConsent(luc, "", "", "", "", " "))
    assert trial.dump()["consents"] == []
    assert not trial.do(SetConsent(luc)).touched
    trial.refuses(errors.NoSuchCase, SetConsent("0" * 32, "yes"))
    trial.refuses(NeitherYesNorNo, SetConsent(luc, reuse="peut-être"))
    trial.refuses(errors.BadDate, SetConsent(luc, until="bientôt"))


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        *(("Oui", "yes"), ("1", "yes"), ("vrai", "yes"), ("O", "yes"), ("accepté", "yes"), (" ", "")),
        *(("NON", "no"), ("faux", "no"), ("Retiré", "no"), ("refus de répondre", "no"), ("withdrawn", "no"), ("?", "")),
    ],
)
def test_a_yes_and_a_no_are_understood_in_both_languages(written: str, kept: str) -> None:
    assert given("quotation", written) == kept


def test_the_nearest_word_holds_and_the_voice_decides_before_its_group(group: Trial) -> None:
    group.do(SetConsent(case(group, "G"), quotation="no", until=TOMORROW))
    group.do(SetConsent(case(group, "G · P1"), quotation="yes"))
    holding = group.consents.holding()
    assert (holding[case(group, "G · P1")].quotation, holding[case(group, "G · P1")].until) == ("yes", TOMORROW)
    assert group.consents.withheld() == {case(group, "G"): "quotation", case(group, "G · P2"): "quotation"}


@pytest.mark.parametrize(
    ("agreed", "why"),
    [
        ({"quotation": "no"}, "quotation"),
        ({"analysis": "no", "quotation": "yes"}, "analysis"),
        ({"until": YESTERDAY}, "until"),
        ({"until": TODAY}, ""),
        ({"quotation": "yes", "reuse": "no"}, ""),
    ],
)
def test_what_somebody_says_is_withheld_as_they_agreed(group: Trial, agreed: dict[str, str], why: str) -> None:
    today = date.today().isoformat()  # noqa: DTZ011 - asked here: a run may go on over midnight
    group.do(
        SetConsent(case(group, "G · P2"), **{name: today if said == TODAY else said for name, said in agreed.items()})
    )
    document, code = group.documents.get("G"), group.codes.get("Loisirs")
    for words in ("On jardine.", "On lit.", "jardine.\nP2 : On", "Et vous ?"):
        group.coding(document, code, words)
    assert withheld(group) == {"Et vous ?": "", "On jardine.": "", "jardine.\nP2 : On": why, "On lit.": why}


def test_who_is_not_to_be_quoted_is_never_starred(group: Trial) -> None:
    document, code = group.documents.get("G"), group.codes.get("Loisirs")
    mine, theirs = group.coding(document, code), group.coding(document, code, "On lit.", starred=True)
    text = group.documents.text(document.id)
    group.do(SetConsent(case(group, "G · P2"), quotation="no"))
    refused = group.refuses(NotToBeQuoted, StarCodings((mine.id, theirs.id)))
    assert str(refused).startswith("Loisirs: the consent of G · P2 does not allow quoting; ")
    group.refuses(NotToBeQuoted, EditCoding(theirs.id, starred=True))
    place = (document.id, text.index("On dort"), text.index("On dort") + 7)
    group.refuses(NotToBeQuoted, ApplyCode(*place, code.id, starred=True))
    change = group.do(ApplyCodes((Passage(*place, code.id, starred=True), Passage(place[0], 0, 3, code.id))))
    assert change.note("unstarred") == 1
    group.do(StarCodings((mine.id,)))
    group.do(StarCodings((theirs.id,), starred=False))
    assert [coding.starred for coding in group.codings.of_document(document.id)] == [False, True, False, False]


def test_a_document_without_turns_is_withheld_where_anybody_linked_to_the_words_is(trial: Trial) -> None:
    letter = ImportDocument("Lettre", "l.txt", "0" * 64, Transcript("Chers tous.", "txt"))
    trial.do(letter)
    code, zut = trial.code("Loisirs").id, trial.case("Zut")
    trial.do(ApplyCode(letter.id, 0, 11, code))
    trial.do(SetConsent(zut, quotation="no"))
    trial.do(ApplyCode(letter.id, 6, 11, code))
    trial.do(LinkCase(trial.case("Luc"), letter.id))
    assert withheld(trial) == {"Chers tous.": "", "tous.": ""}
    trial.do(LinkCase(zut, letter.id, 0, 6))
    assert withheld(trial) == {"Chers tous.": "quotation", "tous.": ""}
    trial.do(LinkCase(zut, letter.id))
    assert withheld(trial) == {"Chers tous.": "quotation", "tous.": "quotation"}


def test_a_turns_own_voice_goes_before_links_and_a_voice_of_nobody_follows_them(group: Trial) -> None:
    document, code, zut = group.documents.get("G"), group.codes.get("Loisirs"), group.case("Zut")
    for words in ("Et vous ?", "On jardine.", "On lit."):
        group.coding(document, code, words)
    group.do(SetConsent(zut, quotation="no"))
    group.do(LinkCase(zut, document.id))
    assert withheld(group) == {"Et vous ?": "", "On jardine.": "", "On lit.": ""}
    group.do(RemoveCase(case(group, "G · P2")))
    assert withheld(group) == {"Et vous ?": "", "On jardine.": "", "On lit.": "quotation"}


def test_a_table_says_what_was_agreed_and_makes_no_attribute_of_it(group: Trial) -> None:
    header = ("Nom", "Âge", "Citation", "Fin")
    named = (("quotation", "citation"), ("until", "Fin"))
    rows = (("G · P1", "41", "oui", ""), ("G · P2", "38", "non", "2030-01-01"))
    group.do(SetConsent(case(group, "G · P1"), until="2031-01-01"))
    group.comes_and_goes(ImportAttributes(header, rows, named))
    first, second = case(group, "G · P1"), case(group, "G · P2")
    assert group.consents.own() == {
        first: Consent(first, quotation="yes", until="2031-01-01"),
        second: Consent(second, quotation="no", until="2030-01-01"),
    }
    assert [attribute.name for attribute in group.cases.attributes()] == ["Âge"]
    group.refuses(NoSuchColumn, ImportAttributes(header, rows, (("quotation", "Accord"),)))
    group.refuses(NeitherYesNorNo, ImportAttributes(header, (("G · P1", "41", "ça dépend", ""),), named))


def test_a_consent_goes_and_comes_back_with_its_case(group: Trial) -> None:
    second = case(group, "G · P2")
    group.do(SetConsent(second, quotation="no"))
    group.do(RemoveDocument(group.documents.get("G").id))
    assert [one.name for one in group.cases.all()] == ["G", "G · P2"]
    group.comes_and_goes(RemoveCase(second))
    assert group.consents.own() == {}


def test_of_two_cases_that_are_one_person_the_stricter_word_stays(trial: Trial) -> None:
    one, two, three = (trial.case(name) for name in ("Luc", "Lucas", "Luke"))
    trial.do(SetConsent(one, "yes", "yes", "", "2030-05-01", "oral"))
    trial.do(SetConsent(two, "", "no", "yes", "2029-05-01", "écrit"))
    trial.comes_and_goes(JoinCases(one, (two, three)))
    assert trial.consents.own() == {one: Consent(one, "yes", "no", "yes", "2029-05-01", "oral\nécrit")}
    trial.comes_and_goes(JoinCases(trial.case("Lulu"), (one,)))
    assert [each.quotation for each in trial.consents.own().values()] == ["no"]


def test_who_is_not_to_be_quoted_is_chosen_for_no_part_of_a_report(group: Trial) -> None:
    passage = group.coding(group.documents.get("G"), group.codes.get("Loisirs"), "On lit.")
    plan = AddOutline("Rapport", "fr-CA")
    group.do(plan)
    part = AddPart(plan.id, "free", "Le soir")
    group.do(part)
    group.do(SetConsent(case(group, "G · P2"), quotation="no"))
    for act in (PlaceQuote(part.id, passage.id), TranslateQuote(part.id, passage.id, "They read.")):
        group.refuses(NotToBeQuoted, act)
    group.do(RejectQuote(part.id, passage.id))
