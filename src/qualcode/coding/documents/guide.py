"""The interview guide: questions in their order, and where each was asked; an answer runs to the next question."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Final

from qualcode.coding.actions import Action, handles, kept_out
from qualcode.coding.passages.codings import check_span
from qualcode.model import errors
from qualcode.model.ids import new_id
from qualcode.model.messages import N_, NN_
from qualcode.model.records import LABEL_LENGTH, GuideQuestion
from qualcode.storage.reading import codes as codebook
from qualcode.storage.reading import documents
from qualcode.storage.reading import guide as reading
from qualcode.storage.texts import storable
from qualcode.words.folding import folded_digest
from qualcode.words.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qualcode.coding.work import Work

_BLANK: Final = re.compile("[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")
"""What becomes one space in a question; a no-break space is the writer's own and stays."""


@dataclass(frozen=True, slots=True)
class GuideLine:
    """A question as a file or a person gives it; without a short name it gets one."""

    text: str
    label: str = ""
    section: str = ""
    probes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asking:
    """A place where a question was asked, by ids; the bounds are those of the words that ask it."""

    question: str
    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class AddQuestion(Action):
    """Add a question to the guide, last or at a place counted from 0."""

    words: ClassVar[str] = N_("new question “{label}”")
    text: str
    label: str = ""
    section: str = ""
    probes: tuple[str, ...] = ()
    position: int | None = None
    id: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class EditQuestion(Action):
    """Change a question's text, short name, section, probes or place (from 0); None leaves it.

    An empty short name is made anew from the text.
    """

    words: ClassVar[str] = N_("edit the question “{label}”")
    question: str
    text: str | None = None
    new_label: str | None = None
    section: str | None = None
    probes: tuple[str, ...] | None = None
    position: int | None = None


@dataclass(frozen=True, slots=True)
class RemoveQuestion(Action):
    """Remove a question with the marks of where it was asked."""

    words: ClassVar[str] = N_("remove the question “{label}”")
    question: str


@dataclass(frozen=True, slots=True)
class ImportGuide(Action):
    """Add questions in their order after those there are; one that is there, capitals ignored, is left as it is."""

    words: ClassVar[tuple[str, str]] = NN_(
        "bring in a guide of {count} question", "bring in a guide of {count} questions"
    )
    guarded: ClassVar[bool] = True
    lines: tuple[GuideLine, ...] = kept_out(default=())


@dataclass(frozen=True, slots=True)
class MarkAsked(Action):
    """Say that some words of a document ask a question of the guide."""

    words: ClassVar[str] = N_("mark where “{label}” is asked in {document_name}")
    question: str
    document: str
    start: int
    end: int
    id: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class UnmarkAsked(Action):
    """Take the mark of an asking away."""

    words: ClassVar[str] = N_("unmark where “{label}” is asked in {document_name}")
    asking: str


@dataclass(frozen=True, slots=True)
class MatchGuide(Action):
    """Mark many askings at once; those that are marked already stay."""

    words: ClassVar[tuple[str, str]] = NN_("mark {count} asked question", "mark {count} asked questions")
    askings: tuple[Asking, ...] = kept_out(default=())


def clean_line(text: str) -> str:
    """Return words fit to stand on one line: storable, trimmed, each run of blanks one space."""
    return _BLANK.sub(" ", storable(text)).strip(" ")


def short_label(text: str) -> str:
    """Return the short name of a question: its first sentence, cut between two words at LABEL_LENGTH characters."""
    first = sentences(text)[:1]
    text = text[first[0].start : first[0].end] if first else text
    if len(text) <= LABEL_LENGTH:
        return text
    head = text[:LABEL_LENGTH]
    kept = head.rpartition(" ")[0] if " " in head else head[:-1]
    return kept.rstrip(" ,;:.…") + "…"


def _texts(text: str, label: str, section: str, probes: Iterable[str]) -> dict[str, str]:
    """Return the columns of a question's words.

    Raises:
        EmptyName: where it has none.
    """
    text = clean_line(text)
    if not text:
        raise errors.EmptyName("?")
    kept = [clean_line(probe) for probe in probes]
    return {
        "text": text,
        "text_key": folded_digest(text),
        "label": short_label(clean_line(label) or text),
        "section": clean_line(section),
        "probes": "\n".join(probe for probe in kept if probe),
    }


def question_of(work: Work, identifier: str) -> GuideQuestion:
    """Return the question of an id.

    Raises:
        NoSuchQuestion: where it is gone.
    """
    for question in reading.listed(work.connection):
        if question.id == identifier:
            return question
    raise errors.NoSuchQuestion(identifier)


def _refuse_taken(questions: Sequence[GuideQuestion], text_key: str, but: str = "") -> None:
    for question in questions:
        if question.id != but and folded_digest(question.text) == text_key:
            raise errors.QuestionTaken(question.label)


@handles(AddQuestion)
def add_question(action: AddQuestion, work: Work) -> None:
    """Write a new question.

    Raises:
        QuestionTaken: where the guide has it.
    """
    questions = reading.listed(work.connection)
    row = _texts(action.text, action.label, action.section, action.probes)
    _refuse_taken(questions, row["text_key"])
    work.writer.insert("questions", [{"id": action.id, "position": reading.next_position(work.connection), **row}])
    if action.position is not None:
        _reorder(work, action.id, action.position)
    work.say(label=row["label"])


def _reorder(work: Work, question: str, position: int) -> None:
    others = [other.id for other in reading.listed(work.connection) if other.id != question]
    others.insert(max(position, 0), question)
    work.writer.update_each("questions", [(identifier, {"position": place}) for place, identifier in enumerate(others)])


@handles(EditQuestion)
def edit_question(action: EditQuestion, work: Work) -> None:
    """Write what was changed of a question.

    Raises:
        QuestionTaken: where another one of the guide has the new text.
    """
    question = question_of(work, action.question)
    work.say(label=question.label)
    row: dict[str, Any] = _texts(
        question.text if action.text is None else action.text,
        _label(question) if action.new_label is None else action.new_label,
        question.section if action.section is None else action.section,
        question.probes if action.probes is None else action.probes,
    )
    _refuse_taken(reading.listed(work.connection), row["text_key"], but=question.id)
    work.writer.update("questions", [question.id], row)
    if action.position is not None:
        _reorder(work, question.id, action.position)


def _label(question: GuideQuestion) -> str:
    """Return the short name a person gave; one made from the text is made anew with it."""
    return "" if question.label == short_label(question.text) else question.label


@handles(RemoveQuestion)
def remove_question(action: RemoveQuestion, work: Work) -> None:
    """Remove a question's askings, then the question."""
    question = question_of(work, action.question)
    asked = codebook.resting(work.connection, "askings", "question_id", [question.id])
    work.writer.delete("askings", asked)
    work.writer.delete("questions", [question.id])
    work.say(label=question.label, asked=len(asked))


@handles(ImportGuide)
def import_guide(action: ImportGuide, work: Work) -> None:
    """Write the questions that are not there yet; the notes `count` and `made` say how many came, how many are new."""
    there = reading.listed(work.connection)
    known, place = {folded_digest(question.text) for question in there}, reading.next_position(work.connection)
    rows: list[dict[str, Any]] = []
    for line in action.lines:
        row = _texts(line.text, line.label, line.section, line.probes)
        if row["text_key"] not in known:
            known.add(row["text_key"])
            rows.append({"id": new_id(), "position": place + len(rows), **row})
    work.writer.insert("questions", rows)
    work.say(count=len(action.lines), made=len(rows))


@handles(MarkAsked)
def mark_asked(action: MarkAsked, work: Work) -> None:
    """Write where a question was asked.

    Raises:
        SpanOutside, SpanEmpty: where the bounds do not fit the text.
        AskedAlready: where it is marked so.
    """
    question = question_of(work, action.question)
    name = documents.name_of(work.connection, action.document)
    asking = Asking(question.id, action.document, action.start, action.end)
    if not _written(work, [(action.id, asking)]):
        raise errors.AskedAlready(question.label)
    work.say(label=question.label, document_name=name)


@handles(UnmarkAsked)
def unmark_asked(action: UnmarkAsked, work: Work) -> None:
    """Remove an asking.

    Raises:
        NoSuchAsking: where it is gone.
    """
    row = work.row("askings", action.asking)
    if row is None:
        raise errors.NoSuchAsking(action.asking)
    name = documents.name_of(work.connection, row["document_id"])
    work.writer.delete("askings", [action.asking])
    work.say(label=question_of(work, row["question_id"]).label, document_name=name)


@handles(MatchGuide)
def match_guide(action: MatchGuide, work: Work) -> None:
    """Write the askings that are not marked yet; the note `count` says how many.

    Raises:
        NoSuchQuestion, NoSuchDocument, SpanOutside, SpanEmpty: where one does not fit; nothing is written then.
    """
    work.say(count=_written(work, [(new_id(), asking) for asking in action.askings]))


def _written(work: Work, askings: Sequence[tuple[str, Asking]]) -> int:
    """Write askings under their ids, those left out that are there; return how many were new."""
    questions = {question.id for question in reading.listed(work.connection)}
    lengths = documents.lengths(work.connection)
    there = {tuple(row[1:]) for row in reading.asked_rows(work.connection)}
    rows: list[dict[str, Any]] = []
    for identifier, asking in askings:
        if asking.question not in questions:
            raise errors.NoSuchQuestion(asking.question)
        name = documents.name_of(work.connection, asking.document)
        check_span(asking.start, asking.end, lengths[asking.document], name)
        place = (asking.question, asking.document, asking.start, asking.end)
        if place not in there:
            there.add(place)
            columns = ("question_id", "document_id", "start", "end")
            rows.append({"id": identifier, **dict(zip(columns, place, strict=True))})
    work.writer.insert("askings", rows)
    return len(rows)
