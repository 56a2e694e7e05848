"""What may be a name is proposed with its number: forms of names of the key, numbers, capitals inside sentences."""

from __future__ import annotations

from qualcode.model.pseudonyms import Entry
from qualcode.model.spans import Span
from qualcode.report.candidates import candidates, initials

TEXT = (
    "On va à l’école Jeanne-Mance. Marie dit que Mme Tremblay l’a vue; TREMBLAY, oui, M. T. aussi. "
    "Demain, j’appelle d’Émilie le 514 555-0199 ou a.b@exemple.org. "
    "Écris à H2X 1Y4; sa carte est TREM 8507 1423, son NAS 046 454 286, pas 046 454 287. Ben, Montréal."
)


def found(known: tuple[Entry, ...] = (), **more: object) -> dict[str, tuple[str, int, str]]:
    told = candidates({"E1": TEXT, "E2": "Rien. Le ben est là, à Montréal."}, known, **more)  # type: ignore[arg-type]
    return {one.words: (one.kind, one.count, one.of) for one in told}


def test_each_form_is_found_with_its_number() -> None:
    told = found()
    assert told["a.b@exemple.org"] == ("email", 1, "")
    assert told["514 555-0199"] == ("phone", 1, "")
    assert told["H2X 1Y4"] == ("postal_code", 1, "")
    assert told["TREM 8507 1423"] == ("number", 1, "")
    assert told["046 454 286"] == ("number", 1, "")
    assert "046 454 287" not in told
    assert told["Montréal"] == ("capital", 2, "")
    assert told["Jeanne-Mance"] == ("capital", 1, "")
    assert told["Émilie"][0] == "capital"
    assert not {"On", "Demain", "Ben", "Rien", "Le"} & told.keys()


def test_forms_of_the_names_of_the_key_are_proposed_with_their_pseudonym() -> None:
    told = found((Entry("Marie Tremblay", "P07"), Entry("Émilie", "P08")))
    assert told["Marie"] == ("variant", 1, "P07")
    assert told["Tremblay"] == ("variant", 2, "P07")
    assert told["M. T."] == ("variant", 1, "P07")
    assert "Émilie" not in told
    assert initials("Marie Tremblay") == ("M. Tremblay", "M. T.", "M.T.")
    assert initials("Marie") == ()


def test_labels_and_what_a_model_found_are_proposed_once() -> None:
    place = TEXT.index("Montréal")
    told = found(labels=("Sophie", "P1", "Participante", "Émilie"), modelled={"E1": [Span(place, place + 8)]})
    assert told["Sophie"] == ("label", 0, "")
    assert told["Montréal"] == ("model", 1, "")
    assert told["Émilie"] == ("label", 1, "")
    assert not {"P1", "Participante"} & told.keys()
    assert "Sophie" not in found((Entry("sophie", "P09"),), labels=("Sophie",))


def test_questions_public_services_and_feasts_are_no_names_and_a_person_called_like_a_feast_is() -> None:
    text = (
        "Bon, As-tu vu le CLSC avant Noël? Puis, Y a-t-il autre chose, Dis-moi, le Monday? "
        "Hier, Mme Noël et Anh-Tu, puis Saint-Luc."
    )
    assert {one.words for one in candidates({"E1": text}, ())} == {"Mme Noël", "Anh-Tu", "Saint-Luc"}
    day = "Hier j’ai vu Noël. On verra ça l’Halloween passée."
    assert [(one.words, one.count) for one in candidates({"E1": day}, ())] == [("Noël", 1)]


def test_of_two_ways_to_find_words_the_surer_one_counts() -> None:
    text = "Il y a Nadia. Sophie et nadia et Nadia."
    known = (Entry("Nadia Roy", "P01"),)
    place = text.index("Sophie")
    told = candidates({"E1": text}, known, modelled={"E1": [Span(place, place + 6), Span(0, 2)]})
    assert [(one.words, one.kind, one.count) for one in told] == [("Nadia", "variant", 2), ("Sophie", "model", 1)]
    after = candidates({"E1": "Oui, Zoé.", "E2": "Zoé."}, (), modelled={"E2": [Span(0, 3)]})
    assert [(one.words, one.kind, one.documents) for one in after] == [("Zoé", "model", 2)]


def test_a_candidate_has_the_words_around_it() -> None:
    told = {one.words: one for one in candidates({"E1": TEXT}, ())}
    assert told["Jeanne-Mance"].context == "On va à l’école Jeanne-Mance. Marie dit que Mme Tremblay l"
    assert (told["Jeanne-Mance"].documents, told["H2X 1Y4"].documents) == (1, 1)
