"""The interview guide: its questions in their order, and where each was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from qualcode.model import errors
from qualcode.model.records import Asked, GuideQuestion
from qualcode.storage.reading.names import SHORTEST_ID, ends_in
from qualcode.storage.tables import TABLES
from qualcode.words.folding import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

_QUESTIONS = TABLES["questions"]
_ASKINGS = TABLES["askings"]
_LONGEST_NUMBER = 6
"""Digits of a question's number: Python refuses to read a number of thousands of them."""


def listed(connection: Connection) -> list[GuideQuestion]:
    """Return the questions in the order of the guide."""
    rows = connection.execute(select(_QUESTIONS).order_by(_QUESTIONS.c.position, _QUESTIONS.c.id))
    return [
        GuideQuestion(
            id=row.id,
            position=place,
            text=row.text,
            label=row.label,
            section=row.section,
            probes=tuple(row.probes.split("\n")) if row.probes else (),
            version=row.version,
        )
        for place, row in enumerate(rows)
    ]


def next_position(connection: Connection) -> int:
    """Return the place of a question that comes last; one that was removed leaves its place free."""
    last = connection.execute(select(func.max(_QUESTIONS.c.position))).scalar_one_or_none()
    return 0 if last is None else last + 1


def asked_rows(connection: Connection, document: str | None = None) -> list[Any]:
    """Return id, question, document, start and end of each asking, of a document or of all, by document and place."""
    columns = [_ASKINGS.c[name] for name in ("id", "question_id", "document_id", "start", "end")]
    statement = select(*columns).order_by(*(columns[place] for place in (2, 3, 4, 0)))
    if document is not None:
        statement = statement.where(_ASKINGS.c.document_id == document)
    return list(connection.execute(statement).all())


def askings(connection: Connection, document: str | None = None) -> list[Asked]:
    """Return where questions were asked, in a document or in all, by document and place."""
    return [Asked(*row) for row in asked_rows(connection, document)]


def asking(connection: Connection, typed: str) -> Asked:
    """Return the asking that an id, or the end of one, stands for.

    Raises:
        NoSuchAsking: where none does.
        NotUnique: where several do.
    """
    ids = list(connection.execute(select(_ASKINGS.c.id).where(ends_in(_ASKINGS, typed))).scalars())
    if len(ids) > 1:
        raise errors.NotUnique(typed, names=", ".join(ids))
    for found in askings(connection) if ids else ():
        if found.id == ids[0]:
            return found
    raise errors.NoSuchAsking(typed)


def found(questions: Sequence[GuideQuestion], typed: str) -> GuideQuestion:
    """Return the question that its number in the guide, its short name, its text, or an id stands for.

    Raises:
        NoSuchQuestion: where none does.
        NotUnique: where several bear the name.
    """
    key, digits = folded(typed), typed.strip().removesuffix(".")
    number = int(digits) if digits.isdecimal() and len(digits) <= _LONGEST_NUMBER else 0
    tests = (
        lambda question: question.id == typed,
        lambda question: question.position + 1 == number,
        lambda question: key in (folded(question.label), folded(question.text), folded(question.name)),
        lambda question: len(typed) >= SHORTEST_ID and question.id.endswith(typed.lower()),
    )
    for test in tests:
        fitting = [question for question in questions if test(question)]
        if len(fitting) > 1:
            raise errors.NotUnique(typed, names=", ".join(question.name for question in fitting))
        if fitting:
            return fitting[0]
    raise errors.NoSuchQuestion(typed)
