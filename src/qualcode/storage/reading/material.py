"""The whole study as plain tuples, for the readings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from qualcode.model.codebook import labels
from qualcode.model.material import (
    CaseLinkRow,
    CaseRow,
    CodeRow,
    CodingRow,
    DocumentRow,
    Material,
    ThemeRow,
    TurnRow,
)
from qualcode.storage.reading import cases, codes, themes
from qualcode.storage.tables import TABLES
from qualcode.words.folding import sort_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

_DOCUMENTS = TABLES["documents"]
_TURNS = TABLES["turns"]
_CODINGS = TABLES["codings"]
_CODERS = TABLES["coders"]


def material(connection: Connection) -> Material:
    """Read everything readings ask of a study; texts are read apart, since they are large."""
    documents = _documents(connection)
    place = {document.id: index for index, document in enumerate(documents)}
    return Material(
        documents=documents,
        turns=_turns(connection, place),
        codings=_codings(connection),
        codes=_codes(connection),
        coders=dict(connection.execute(select(_CODERS.c.id, _CODERS.c.name)).all()),
        cases=tuple(
            CaseRow(case.id, case.name, case.kind, case.inside, dict(case.attributes))
            for case in cases.listed(connection)
        ),
        links=tuple(CaseLinkRow(link.case, link.document, link.start, link.end) for link in cases.links(connection)),
        themes=_themes(connection),
    )


def _documents(connection: Connection) -> tuple[DocumentRow, ...]:
    names = ("id", "name", "language", "state", "length", "text_sha256")
    rows = [DocumentRow(*row) for row in connection.execute(select(*(_DOCUMENTS.c[name] for name in names)))]
    return tuple(sorted(rows, key=lambda row: (sort_key(row.name), row.id)))


def _turns(connection: Connection, place: Mapping[str, int]) -> tuple[TurnRow, ...]:
    names = ("document_id", "speaker", "role", "start", "end", "case_id")
    rows = connection.execute(
        select(*(_TURNS.c[name] for name in names)).order_by(_TURNS.c.document_id, _TURNS.c.position)
    )
    return tuple(sorted(map(TurnRow._make, rows), key=lambda turn: place[turn.document]))


def _codings(connection: Connection) -> tuple[CodingRow, ...]:
    names = ("id", "document_id", "start", "end", "code_id", "coder_id")
    rows = connection.execute(select(*(_CODINGS.c[name] for name in names)).order_by(_CODINGS.c.id))
    return tuple(map(CodingRow._make, rows))


def _codes(connection: Connection) -> tuple[CodeRow, ...]:
    listed = codes.listed(connection)
    called = labels([(code.id, code.path) for code in listed])
    return tuple(CodeRow(code.id, code.name, called[code.id], code.path, code.parent) for code in listed)


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
