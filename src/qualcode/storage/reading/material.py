"""The whole study as plain tuples, for the readings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from qualcode.model.codebook import labels
from qualcode.model.consent import YES
from qualcode.model.listing import study_state
from qualcode.model.material import (
    AskedRow,
    CaseLinkRow,
    CaseRow,
    CodeRow,
    DocumentRow,
    Material,
    QuestionRow,
    ThemeRow,
)
from qualcode.model.moments import today
from qualcode.storage.reading import cases, codes, columns, documents, guide, own_words, rounds, themes
from qualcode.storage.reading.consents import holding
from qualcode.storage.tables import TABLES
from qualcode.words.folding import sort_key

if TYPE_CHECKING:
    from sqlalchemy import Connection

_DOCUMENTS = TABLES["documents"]
_CODERS = TABLES["coders"]


def material(connection: Connection) -> Material:
    """Read everything readings ask of a study; texts are read apart, since they are large."""
    listed = _documents(connection)
    place = {document.id: index for index, document in enumerate(listed)}
    return Material(
        documents=listed,
        turns=columns.turns(connection, place),
        codings=columns.codings(connection),
        codes=_codes(connection),
        coders=dict(connection.execute(select(_CODERS.c.id, _CODERS.c.name)).all()),
        cases=_cases(connection),
        links=tuple(CaseLinkRow(link.case, link.document, link.start, link.end) for link in cases.links(connection)),
        themes=_themes(connection),
        rounds=rounds.names(connection),
        questions=tuple(QuestionRow(question.id, question.name) for question in guide.listed(connection)),
        askings=tuple(AskedRow(*asked[1:]) for asked in guide.asked_rows(connection)),
        own_words=own_words.listed(connection),
    )


def _documents(connection: Connection) -> tuple[DocumentRow, ...]:
    names = ("id", "name", "language", "state", "length", "text_sha256")
    said = documents.said(connection)
    rows = [DocumentRow(*row) for row in connection.execute(select(*(_DOCUMENTS.c[name] for name in names))).all()]
    rows = [row._replace(state=study_state(row.state, said.get(row.id, ()))) for row in rows]
    return tuple(sorted(rows, key=lambda row: (sort_key(row.name), row.id)))


def _cases(connection: Connection) -> tuple[CaseRow, ...]:
    consents, day = holding(connection), today()
    rows = (
        CaseRow(case.id, case.name, case.kind, case.inside, dict(case.attributes)) for case in cases.worded(connection)
    )
    return tuple(
        row._replace(withheld=one.withheld(day), agreed=one.quotation == YES)
        if (one := consents.get(row.id)) is not None
        else row
        for row in rows
    )


def _codes(connection: Connection) -> tuple[CodeRow, ...]:
    listed = codes.listed(connection)
    called = labels([(code.id, code.path) for code in listed])
    return tuple(CodeRow(code.id, code.name, called[code.id], code.path, code.parent, code.also_in) for code in listed)


def _themes(connection: Connection) -> tuple[ThemeRow, ...]:
    return tuple(
        ThemeRow(
            theme.id,
            theme.name,
            tuple(link.code for link in theme.links if link.code),
            tuple(link.coding for link in theme.links if link.coding),
        )
        for theme in themes.listed(connection)
        if theme.status != "dropped"
    )
