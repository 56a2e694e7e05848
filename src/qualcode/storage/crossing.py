"""Undo across a correction of a text, where several people work: a passage is never put back on another text's letters.

One person's acts are undone in the order in which they were done, so their own passages fit. What others did since does
not: their passages lie on the corrected text, or the text that an old passage lay on was corrected by them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from qualcode.model import errors
from qualcode.storage.columns import frames
from qualcode.storage.tables import TABLES
from qualcode.storage.writing import Image, pieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from sqlalchemy import Connection

    from qualcode.storage.writing import Writer

REVISING: Final = frozenset({"ReviseDocument", "EditText"})
"""The kinds of acts that put another text in the place of a document's."""
_ACTIONS: Final = TABLES["actions"]
_DOCUMENTS: Final = TABLES["documents"]
_ON_TEXT: Final = ("turns", "codings", "askings", "case_links", "reading_marks")


def refuse_across_texts(writer: Writer, action: str, what: str) -> None:
    """Refuse to take an act back where that would leave a passage on letters it was never put on.

    Args:
        writer: what has been written back.
        action: the id of the act that is taken back.
        what: it in words.

    Raises:
        TextChanged: where a passage would lie on another text.
    """
    connection = writer.connection
    if connection.execute(select(_ACTIONS.c.id).where(_ACTIONS.c.kind.in_(REVISING)).limit(1)).first() is None:
        return
    later = list(_by_others_since(connection, action))
    if not later:
        return
    back = [Image.unpacked(kept.blob) for kept in writer.images]
    crossed = _documents_of(connection, later) & _texts_put_back(back)
    crossed |= _documents_of(connection, back) & _other_by_now(connection, later)
    for name in connection.execute(select(_DOCUMENTS.c.name).where(_DOCUMENTS.c.id.in_(sorted(crossed)))).scalars():
        raise errors.TextChanged(what, document=name)


def _by_others_since(connection: Connection, action: str) -> Iterator[Image]:
    """Give what others wrote after an act, the first first; what was taken back since is left out with its undo."""
    target = connection.execute(select(_ACTIONS.c.number, _ACTIONS.c.coder_id).where(_ACTIONS.c.id == action)).one()
    columns = [_ACTIONS.c[name] for name in ("id", "coder_id", "undoes")]
    rows = connection.execute(
        select(*columns).where(_ACTIONS.c.number > target.number).order_by(_ACTIONS.c.number)
    ).all()
    others = [row for row in rows if row.coder_id != target.coder_id]
    there, taken = {row.id for row in others}, _taken_back(others)
    for row in others:
        if row.id not in taken and row.undoes not in there:
            blob = connection.execute(select(_ACTIONS.c.blob).where(_ACTIONS.c.id == row.id)).scalar_one()
            yield from (Image.unpacked(part) for part in frames(blob))


def _taken_back(rows: Sequence[Any]) -> set[str]:
    taken: set[str] = set()
    for row in reversed(rows):
        if row.undoes is not None and row.id not in taken:
            taken.add(row.undoes)
    return taken


def _documents_of(connection: Connection, images: Iterable[Image]) -> set[str]:
    """Return the documents in whose texts passages lie whose bounds some images wrote."""
    found: set[str] = set()
    for image in images:
        if image.noun in _ON_TEXT and "start" in image.after:
            table = TABLES[image.noun]
            for few in pieces(image.ids):
                found.update(connection.execute(select(table.c.document_id).where(table.c.id.in_(few))).scalars())
    return found


def _texts_put_back(images: Iterable[Image]) -> set[str]:
    """Return the documents whose text was put back."""
    return {
        identifier
        for image in images
        if image.noun == "documents" and image.step == "update" and "text_sha256" in image.after
        for identifier in image.ids
    }


def _other_by_now(connection: Connection, later: Iterable[Image]) -> set[str]:
    """Return the documents that have another text than before what others wrote."""
    before: dict[str, str] = {}
    for image in later:
        if image.noun == "documents" and image.step == "update" and "text_sha256" in image.before:
            for identifier, row in zip(image.ids, image.rows_before(), strict=True):
                before.setdefault(identifier, row["text_sha256"])
    rows = connection.execute(
        select(_DOCUMENTS.c.id, _DOCUMENTS.c.text_sha256).where(_DOCUMENTS.c.id.in_(sorted(before)))
    )
    return {identifier for identifier, sha256 in rows if before[identifier] != sha256}
