"""What was found is coded in one act: by voice, case, heading or question, each under a code of its own if asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.analysis.by_question import Answer
from qualcode.coding.codebook.retiring import RetireCode
from qualcode.coding.documents.guide import AddQuestion, MarkAsked
from qualcode.coding.passages.finding import Finder
from qualcode.coding.passages.gathered import ApplyGathered, Gathered, code_names
from qualcode.coding.passages.subjects import Subject
from qualcode.model import errors
from qualcode.model.spans import Span

if TYPE_CHECKING:
    from typing import Any

    Trial = Any

PAIR = (("Q", "Et ici ?"), ("Luc", "On jardine. On sème."), ("Q", "Et là ?"), ("Mia", "On lit."), ("LUC", "Oui."))


def finder(trial: Trial, answers: list[Answer] | None = None) -> Finder:
    return Finder(trial.project, lambda _material: answers or [])


def found(finding: Finder, by: str, unit: str = "passage") -> dict[str, list[str]]:
    """Return the words that each subject finds, unit by unit."""
    return {
        subject.name: [place.words for place in finding.places(finding.by_subjects([subject], finding.documents, unit))]
        for subject in finding.subjects(by)
    }


def test_voices_are_one_whatever_their_capitals_and_those_who_ask_come_last(trial: Trial) -> None:
    trial.document("E1", *PAIR)
    trial.document("E2", ("Luc", "Rien."))
    finding = finder(trial)
    assert found(finding, "speaker") == {
        "Luc": ["On jardine. On sème.", "Oui.", "Rien."],
        "Mia": ["On lit."],
        "Q": ["Et ici ?", "Et là ?"],
    }
    assert found(finding, "speaker", "sentence")["Luc"] == ["On jardine.", "On sème.", "Oui.", "Rien."]
    assert [subject.key for subject in finding.subjects("role")] == ["participant", "interviewer"]
    assert found(finding, "case")["E2"] == ["Rien."]
    e2 = finding.documents[1].id
    spans = [finding.grown(e2, [Span(6, 8)], unit) for unit in ("word", "turn", "passage")]
    assert spans == [[Span(6, 10)], [Span(6, 11)], [Span(6, 8)]]
    one = finding.subjects("speaker")[0].within([finding.documents[1].id])
    assert (one.count, len(one.spans)) == (1, 1)


def test_an_answer_runs_from_first_to_last_word_of_a_participant_and_is_cut_into_turns(trial: Trial) -> None:
    document = trial.document("E1", *PAIR)
    question = AddQuestion("Et ici ?", "Ici")
    trial.do(question)
    start = trial.documents.text(document.id).index("Et ici")
    trial.do(MarkAsked(question.id, document.id, start, start + 8))
    answer = (question.id, document.id, start + 8, len(trial.documents.text(document.id)))
    finding = finder(trial, [Answer(*answer)])
    (whole,) = found(finding, "question")["1. Ici"]
    assert whole.startswith("On jardine.")
    assert whole.endswith("LUC : Oui.")
    hits = finding.by_subjects(finding.subjects("question"), finding.documents, "turn")
    assert [(place.words, place.asks) for place in finding.places(hits)] == [
        ("On jardine. On sème.", False),
        ("Et là ?", True),
        ("On lit.", False),
        ("Oui.", False),
    ]


def test_codes_at_paths_are_made_and_applied_in_one_act_with_their_origins(trial: Trial) -> None:
    document, group = trial.document(), trial.code("Questions")
    passages = (
        Gathered(document.id, 4, 8, ("questions", "Ici"), "heading: Ici"),
        Gathered(document.id, 4, 8, ("Questions", "ici"), "heading: Ici"),
        Gathered(document.id, 10, 14, ("Questions", "Là"), "heading: Là", weight=2),
    )
    change = trial.comes_and_goes(ApplyGathered(passages))
    assert (change.note("count"), change.note("present")) == (2, 1)
    assert [code.path for code in trial.codes.all()] == [("Questions",), ("Questions", "Ici"), ("Questions", "Là")]
    assert trial.codes.all()[0].id == group.id
    codings = trial.codings.of_document(document.id)
    assert [(one.origin, one.weight) for one in codings] == [("heading: Ici", None), ("heading: Là", 2)]


def test_what_does_not_fit_leaves_nothing_behind(trial: Trial) -> None:
    document, code = trial.document(), trial.code("Peur")
    good = Gathered(document.id, 4, 8, ("Joie",))
    trial.refuses(errors.EmptyName, ApplyGathered((good, good._replace(path=()))))
    trial.refuses(errors.SpanOutside, ApplyGathered((good, good._replace(end=10_000))))
    trial.do(RetireCode(code.id))
    trial.refuses(errors.CodeRetired, ApplyGathered((good, good._replace(path=("peur",)))))


def test_codes_are_called_by_short_names_and_by_whole_ones_where_two_would_be_alike() -> None:
    begins = "Que pensez-vous du programme de votre école "
    names = [f"{begins}au début?", f"{begins}à la fin?", "Votre âge?"]
    subjects = [Subject("heading", name, name, {"d": (Span(0, 1),)}) for name in names]
    assert code_names(subjects) == [*names[:2], "Votre âge?"]
    assert code_names(subjects[1:])[0] == "Que pensez-vous du programme de votre…"
