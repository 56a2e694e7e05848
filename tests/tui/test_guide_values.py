"""The guide beside the text and the answers across documents, without a screen: positions go there and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from qualcode.coding.documents.guide import AddQuestion, Asking, GuideLine, ImportGuide, MatchGuide
from qualcode.coding.passages.codings import ApplyCode
from qualcode.model.material import AskedRow, QuestionRow
from qualcode.model.spans import Span
from qualcode.tui.shown import asking, study
from qualcode.tui.shown import guide as guides
from qualcode.tui.shown.guide import Answers, Piece
from qualcode.tui.shown.structure import structure

if TYPE_CHECKING:
    from qualcode.coding.project import Project
    from qualcode.model.results import Question

WORDS = "Ce qui compte, c’est le lien. On prend son temps, et ça tient."


@st.composite
def laid_out(draw: st.DrawFn) -> Answers:
    """Return pieces of one text one under the other, a sign between two, as answers are."""
    pieces: list[Piece] = []
    text = ""
    for number in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(WORDS) - 1))
        end = draw(st.integers(start + 1, len(WORDS)))
        text += f"{number}\n"
        pieces.append(Piece(f"d{number}", start, end, len(text)))
        text += WORDS[start:end] + "\n"
    return Answers("q", tuple(pieces), text)


@given(laid_out(), st.data())
def test_what_is_selected_among_the_answers_is_the_same_words_in_the_documents(
    answers: Answers, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(answers.text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(answers.text))))
    chosen = answers.places(span)
    there = [WORDS[place.start : place.end] for _document, place in chosen]
    pieces = {piece.document: piece for piece in answers.pieces}
    back = [pieces[document].here(*place) for document, place in chosen]
    assert [answers.text[one.start : one.end] for one in back if one is not None] == there
    assert all(span.start <= one.start and one.end <= span.end for one in back if one is not None)
    covered = sum(len(words) for words in there)
    outside = [n for n in range(*span) if not any(p.at <= n < p.at + p.end - p.start for p in answers.pieces)]
    assert covered + len(outside) == span.end - span.start


@given(laid_out(), st.data())
def test_every_position_belongs_to_the_answer_it_shows_or_to_the_next_one(
    answers: Answers, data: st.DataObject
) -> None:
    position = data.draw(st.integers(0, len(answers.text)))
    ends = [piece.at + piece.end - piece.start for piece in answers.pieces]
    behind = [piece for piece, end in zip(answers.pieces, ends, strict=True) if position < end]
    assert answers.piece_at(position) == (behind[0] if behind else answers.pieces[-1])


def guided(project: Project) -> dict[str, str]:
    """Give the study of the desk a guide, asked in its first interview; return ids of questions by their names."""
    project.perform(ImportGuide((GuideLine("Qu’est-ce qui compte?", "Compte"), GuideLine("Et sinon?", "Sinon"))))
    names = {question.label: question.id for question in project.guide.all()}
    document = project.documents.get("Entrevue 01").id
    text = project.documents.text(document)
    first, second = "Qu’est-ce qui compte, d’après vous?", "Et quand ça ne marche pas?"
    places = [(names["Compte"], text.index(first), first), (names["Sinon"], text.index(second), second)]
    project.perform(MatchGuide(tuple(Asking(one, document, start, start + len(words)) for one, start, words in places)))
    return names


def test_the_question_beside_the_text_is_the_one_asked_or_answered_there(project: Project) -> None:
    guided(project)
    document = project.documents.get("Entrevue 01").id
    text, found = project.documents.text(document), structure(project, document)
    at = [[one.label for one in found.at(text.index(words))] for words in ("Qu’est", "C’est long", "Et quand", "Là,")]
    assert at == [["Compte"], ["Compte"], ["Sinon"], ["Sinon"]]
    assert found.at(0) == ()
    first, second = (one.start for one in found.askings)
    assert [found.next(0, 1), found.next(first, 1), found.next(second, 1)] == [first, second, None]
    assert [found.next(second, -1), found.next(first, -1)] == [first, None]
    nothing = structure(project, project.documents.get("Entrevue 02").id)
    assert (len(nothing.questions), nothing.askings, nothing.at(0)) == (2, (), ())


def test_who_was_asked_and_who_was_not_is_told_of_documents_and_cases(project: Project) -> None:
    names = guided(project)
    reach = guides.guide(project).of(names["Sinon"])
    assert [who.name for who in reach.documents] == ["Entrevue 01"]
    assert [who.name for who in reach.other_documents] == ["Entrevue 02"]
    assert len(reach.cases) == len(reach.other_cases) == 1


def test_answers_come_from_every_document_with_what_is_coded_of_them(project: Project) -> None:
    names = guided(project)
    known = guides.guide(project)
    answers = guides.answers_of(project, known, names["Compte"])
    assert answers.text.startswith("Entrevue 01\nBen, c’est le lien.")
    assert [turn.speaker for turn in answers.turns] == ["Sophie"]
    assert "Et quand" not in answers.text
    assert answers.whole(0) == Span(answers.turns[0].start, answers.turns[0].end)
    document = project.documents.get("Entrevue 01").id
    text = project.documents.text(document)
    # from the question into its answer: only what the answer has of it is shown
    coding = ApplyCode(document, text.index("vous?"), text.index("Ben,") + 4, project.codes.get("Obstacles").id)
    project.perform(coding)
    now, whose = guides.recoded(project, known, {coding.id}), study.whose(project)
    sheet = guides.sheet_of(now, answers, study.book(project, whose, dark=True), whose)
    assert [(sheet.text[one.start : one.end], one.name) for one in sheet.passages] == [("Ben,", "Obstacles")]
    assert [block.turn for block in sheet.blocks] == [None, 0]
    assert sorted(now.material.codings) == sorted(project.material().codings)


def test_a_question_that_is_new_was_asked_nobody(project: Project) -> None:
    guided(project)
    known = guides.guide(project)
    project.perform(AddQuestion("Pourquoi?", position=0))
    now = guides.reworded(project, known)
    assert [(one.label, len(now.of(one.id).documents)) for one in now.questions] == [
        ("Pourquoi?", 0), ("Compte", 1), ("Sinon", 1)
    ]  # fmt: skip
    assert now.reach == guides.guide(project).reach


# Readings by question


def fields(question: Question) -> dict[str, Any]:
    found = asking.fields(question, ["Ana"], ["rôle"], (), ["1. Compte", "2. Sinon"])
    return {field.name: field for field in found}


def test_a_reading_is_restricted_to_the_answers_to_a_question_and_freed_again() -> None:
    for reading in (asking.COOCCURRENCE, asking.FREQUENCIES, asking.KEYWORDS, asking.CLOUD):
        question = asking.begun(reading, None)
        assert [words for _value, words in fields(question)["answers"].choices][1:] == ["1. Compte", "2. Sinon"]
        restricted = asking.changed(question, {"answers": "2. Sinon"})
        assert dict(restricted.options)["questions"] == ("2. Sinon",)
        assert fields(restricted)["answers"].value == "2. Sinon"
        assert asking.changed(restricted, {"answers": asking.ANY}) == question


def test_frequencies_and_words_are_compared_by_question_where_there_is_a_guide() -> None:
    for reading in (asking.FREQUENCIES, asking.KEYWORDS):
        question = asking.begun(reading, None)
        assert "question" in dict(fields(question)["by"].choices)
        assert "question" not in dict({f.name: f for f in asking.fields(question, [], [])}["by"].choices)


def test_only_questions_that_are_asked_somewhere_are_offered() -> None:
    questions = (QuestionRow("a", "1. Compte"), QuestionRow("b", "2. Sinon"))
    assert asking.asked_names(questions, (AskedRow("b", "d", 0, 3),)) == ["2. Sinon"]
