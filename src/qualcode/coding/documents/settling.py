"""What an analyst decides of the passages that a correction changed or lost: placed again, or looked at and let go."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from qualcode.coding.actions import Action, handles
from qualcode.coding.codebook.codes import code_of
from qualcode.coding.codebook.retiring import refuse_retired
from qualcode.coding.documents.revised import same_place
from qualcode.coding.outlines.keeping import hang_quotes
from qualcode.coding.passages.codings import check_span, coder_name
from qualcode.model import errors
from qualcode.model.ids import new_id
from qualcode.model.messages import N_, NN_
from qualcode.model.spans import quoted
from qualcode.storage.reading import codes as codebook
from qualcode.storage.reading import documents, revisions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualcode.coding.work import Work


@dataclass(frozen=True, slots=True)
class PlaceLost(Action):
    """Put what a correction lost on a passage of the corrected text, with its coder, memos, star, themes and outlines.

    It gets an id of its own: the old one is that of the passage it was, which an undo of the correction brings back.
    """

    words: ClassVar[str] = N_("place a lost passage in {document_name} again")
    unsettled: str
    start: int
    end: int
    id: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class SettlePassages(Action):
    """Say that passages were looked at after a correction; of those that are lost, nothing is kept in the project."""

    words: ClassVar[tuple[str, str]] = NN_(
        "settle {count} passage after a correction", "settle {count} passages after a correction"
    )
    unsettled: tuple[str, ...]


@handles(PlaceLost)
def place_lost(action: PlaceLost, work: Work) -> None:
    """Write what was lost at its new place.

    Raises:
        NoSuchUnsettled, NotLost, SpanOutside, SpanEmpty.
        CodeRetired: where its code was retired meanwhile.
        AlreadyCoded: where the same coder has that code there.
        NothingToPlace: where the question or the case it belonged to is gone.
    """
    waiting = _waiting(work, action.unsettled)
    if waiting["ending"] != "lost":
        raise errors.NotLost(action.unsettled)
    document, noun = waiting["document_id"], waiting["noun"]
    name, text = documents.name_of(work.connection, document), documents.text(work.connection, document)
    check_span(action.start, action.end, len(text), name)
    row = _row_again(waiting, {"id": action.id, "document_id": document, "start": action.start, "end": action.end})
    hanging = {kind: row.pop(kind, []) for kind in ("memos", "links", "quotes")}
    if noun == "codings":
        refuse_retired(codebook.listed(work.connection), [waiting["code_id"]])
        row |= {"code_id": waiting["code_id"], **quoted(text, action.start, action.end)}
    _refuse_without_owner(work, row, name)
    place = same_place(noun, row)
    if all(same_place(noun, other) != place for other in revisions.lying_in(work.connection, document)[noun]):
        work.writer.insert(noun, [row])
        _hang(work, row["id"], document, hanging)
    elif noun == "codings":
        code = code_of(codebook.listed(work.connection), row["code_id"])
        raise errors.AlreadyCoded(code.name, coder=coder_name(work, row["coder_id"]))
    work.writer.delete("unsettled", [action.unsettled])
    work.say(document_name=name)


def _row_again(waiting: Mapping[str, Any], place: Mapping[str, Any]) -> dict[str, Any]:
    """Return the row of what was lost, at another place, with what hung on it."""
    detail: dict[str, Any] = json.loads(waiting["detail"])
    coder = {} if waiting["coder_id"] is None else {"coder_id": waiting["coder_id"]}
    return {**place, **detail, **coder}


def _waiting(work: Work, identifier: str) -> Mapping[str, Any]:
    row = work.row("unsettled", identifier)
    if row is None:
        raise errors.NoSuchUnsettled(identifier)
    return row


def _refuse_without_owner(work: Work, row: Mapping[str, Any], name: str) -> None:
    """Refuse to place what belonged to a question or a case that is gone."""
    for column, noun in (("question_id", "questions"), ("case_id", "cases")):
        if column in row and work.row(noun, row[column]) is None:
            raise errors.NothingToPlace(name)


def _hang(work: Work, coding: str, document: str, hanging: Mapping[str, list[Any]]) -> None:
    """Hang the memos on a coding again that still stand on the document, and link it to the themes that still are."""
    memos = work.writer.rows_of("memos", hanging["memos"])
    waiting = [identifier for identifier, memo in memos.items() if memo["document_id"] == document]
    work.writer.update("memos", waiting, {"target": "coding", "document_id": None, "coding_id": coding})
    themes = work.writer.rows_of("themes", [theme for theme, _stance in hanging["links"]], ["id"])
    links = [
        {"id": new_id(), "theme_id": theme, "coding_id": coding, "stance": stance}
        for theme, stance in hanging["links"]
        if theme in themes
    ]
    work.writer.insert("theme_links", links)
    hang_quotes(work, coding, hanging["quotes"])


@handles(SettlePassages)
def settle(action: SettlePassages, work: Work) -> None:
    """Let go of what was kept of passages, all or none.

    Raises:
        NoSuchUnsettled: where one is gone.
    """
    asked = list(dict.fromkeys(action.unsettled))
    for identifier in asked:
        _waiting(work, identifier)
    work.writer.delete("unsettled", asked)
    work.say(count=len(asked))
