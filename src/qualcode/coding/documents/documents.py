"""Documents: brought in with their turns and cases, renamed, their state said, removed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, ClassVar, Final

from qualcode.coding.actions import Action, handles, kept_out
from qualcode.coding.cases.attributes import write_facts
from qualcode.coding.cases.voices import drop_idle_cases, rename_voices, voices_of
from qualcode.coding.codebook.codes import remove_codings
from qualcode.coding.derived import keep_words
from qualcode.coding.passages.marks import write_marks
from qualcode.coding.work import choice, clean_name
from qualcode.model import errors
from qualcode.model.ids import new_id, new_ids
from qualcode.model.messages import N_, NN_, _
from qualcode.model.records import DOCUMENT_STATES
from qualcode.model.transcript import Transcript
from qualcode.storage.reading import codes as codebook
from qualcode.storage.reading import documents as reading
from qualcode.storage.reading import names, sources
from qualcode.storage.texts import storable
from qualcode.words.folding import folded
from qualcode.words.maps import words_spoken

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualcode.coding.work import Work
    from qualcode.model.bundle import Fact

STATE_WORDS: Final = {
    "to_read": N_("to read"),
    "reading": N_("reading"),
    "coded": N_("coded"),
    "reviewed": N_("reviewed"),
}
"""How each state is said."""
_NOTHING = Transcript(text="", format="")


@dataclass(frozen=True, slots=True)
class ImportDocument(Action):
    """Bring a transcript in as a document with its turns, and a case for each participant it lets speak."""

    words: ClassVar[str] = N_("import “{name}”")
    together: ClassVar[tuple[str, str]] = NN_("import {count} document", "import {count} documents")
    guarded: ClassVar[bool] = True
    name: str
    source_name: str
    source_sha256: str
    transcript: Transcript = kept_out(default=_NOTHING)  # noqa: RUF009 - a field
    id: str = field(default_factory=new_id)
    origin: str = kept_out(default="")
    """Where the file was, so that it is known again once its bytes have changed; empty for what is no file."""
    facts: tuple[Fact, ...] = kept_out(default=())
    """What is known of the one participant."""
    original: bytes = kept_out(default=b"")
    """The bytes of the file, where they are to be kept."""


@dataclass(frozen=True, slots=True)
class RenameDocument(Action):
    """Give a document another name; the cases named after it follow."""

    words: ClassVar[str] = N_("rename “{name}” to “{new_name}”")
    document: str
    new_name: str


@dataclass(frozen=True, slots=True)
class SetDocumentState(Action):
    """Say how far one is with a document: to_read, reading, coded, reviewed."""

    words: ClassVar[str] = N_("mark “{name}” as {state}")
    document: str
    state: str

    @classmethod
    def said(cls, arguments: Mapping[str, object]) -> str:
        """Say it, the state in the reader's language."""
        state = str(arguments["state"])
        return _(cls.words).format_map({**arguments, "state": _(STATE_WORDS.get(state, state))})


@dataclass(frozen=True, slots=True)
class RemoveDocument(Action):
    """Remove a document with all that lies in it, and the cases that nothing else is known of."""

    words: ClassVar[str] = N_("remove the document “{name}”")
    document: str


@handles(ImportDocument)
def import_document(action: ImportDocument, work: Work) -> None:
    """Write text, document, cases and turns.

    Raises:
        EmptyFile: where the text holds nothing but white space.
    """
    transcript = replace(action.transcript, text=storable(action.transcript.text))
    if not transcript.text.strip():
        raise errors.EmptyFile(action.source_name)
    name = free_name(work, action.name, action.source_name)
    sha256 = reading.keep_text(work.connection, transcript.text, hashlib.sha256(transcript.text.encode()).hexdigest())
    speech = transcript.speech
    keep_words(work.connection, sha256, transcript.text, speech)
    work.writer.insert(
        "documents",
        [
            {
                "id": action.id,
                "name": name,
                "name_key": folded(name),
                "source_name": storable(action.source_name),
                "source_sha256": action.source_sha256,
                "text_sha256": sha256,
                "length": len(transcript.text),
                "format": transcript.format,
                "language": transcript.language,
                "state": "to_read",
                "characters": sum(end - start for start, end in speech),
                "words": words_spoken(transcript.text, speech),
                "report": storable(transcript.report()),
                "imported_at": work.now,
            }
        ],
    )
    cases = voices_of(work, action.id, name, transcript)
    work.writer.insert("turns", _turn_rows(action.id, transcript, cases))
    _write_source(work, action)
    if len(cases) == 1:
        write_facts(work, next(iter(cases.values())), action.facts)
    work.say(name=name, codings=write_marks(work, action.id, transcript.marks))


def _write_source(work: Work, action: ImportDocument) -> None:
    """Write where the file was, and its bytes where they are to be kept."""
    if action.origin or action.original:
        kept = sources.keep_original(work.connection, action.original) if action.original else None
        row = {"id": new_id(), "document_id": action.id, "origin": storable(action.origin), "original_sha256": kept}
        work.writer.insert("sources", [row])


def _turn_rows(document: str, transcript: Transcript, cases: dict[str, str]) -> list[dict[str, Any]]:
    speakers = {speaker: storable(speaker) for speaker in transcript.speakers}
    identifiers = new_ids(len(transcript.turns))
    return [
        {
            "id": identifier,
            "document_id": document,
            "position": position,
            "speaker": speakers[turn.speaker],
            "role": turn.role,
            "start": turn.start,
            "end": turn.end,
            "time_start": turn.time_start,
            "time_end": turn.time_end,
            "case_id": cases.get(turn.speaker) if turn.role == "participant" else None,
        }
        for position, (identifier, turn) in enumerate(zip(identifiers, transcript.turns, strict=True))
    ]


def free_name(work: Work, stem: str, file_name: str) -> str:
    """Return the name a document gets: the stem; where taken, the file's name; where that is too, with (2)."""
    stem = clean_name(stem or file_name)
    for candidate in (stem, clean_name(file_name)):
        if names.with_name(work.connection, "documents", candidate) is None:
            return candidate
    taken = names.keys_beginning(work.connection, "documents", f"{stem} (")
    number = 2
    while folded(f"{stem} ({number})") in taken:
        number += 1
    return f"{stem} ({number})"


@handles(RenameDocument)
def rename_document(action: RenameDocument, work: Work) -> None:
    """Write a document's new name, and those of the cases named after it."""
    old = reading.name_of(work.connection, action.document)
    new = clean_name(action.new_name)
    if folded(new) != folded(old) and names.with_name(work.connection, "documents", new) is not None:
        raise errors.NameTaken(new)
    work.writer.update("documents", [action.document], {"name": new, "name_key": folded(new)})
    rename_voices(work, action.document, old, new)
    work.say(name=old)


@handles(SetDocumentState)
def set_document_state(action: SetDocumentState, work: Work) -> None:
    """Write how far who acts is with a document; the study's state is read from what all of them said.

    Where that changes which documents readings count, it is noted: `marked` coded now, of how many `documents`.

    Raises:
        NoSuchDocument, BadChoice.
    """
    name = reading.name_of(work.connection, action.document)
    state = choice(action.state, DOCUMENT_STATES)
    known = reading.states_of(work.connection, action.document)
    document = work.row("documents", action.document) or {}
    if not known and state == document["state"] == DOCUMENT_STATES[0]:
        return  # it is to be read already, and nobody has begun
    row, said = known.get(work.coder, ("", ""))
    before, _documents = reading.marked_coded(work.connection)
    if not row:
        who = {"id": new_id(), "document_id": action.document, "coder_id": work.coder}
        work.writer.insert("document_states", [{**who, "state": state, "created_at": work.now}])
    elif said != state:
        work.writer.update("document_states", [row], {"state": state, "created_at": work.now})
    marked, documents = reading.marked_coded(work.connection)
    if bool(marked) != bool(before):
        work.say(marked=marked, documents=documents)
    work.say(name=name)


_RESTING: Final = (
    "unsettled", "revisions", "document_states", "memos", "askings", "reading_marks", "case_links", "turns", "sources",
)  # fmt: skip
"""What goes with a document, beside its codings; children first."""


@handles(RemoveDocument)
def remove_document(action: RemoveDocument, work: Work) -> None:
    """Remove all that rests on a document, then the document."""
    name = reading.name_of(work.connection, action.document)
    codings = codebook.resting(work.connection, "codings", "document_id", [action.document])
    remove_codings(work, codings)
    spoke = reading.cases_of(work.connection, action.document)
    for noun in _RESTING:
        work.writer.delete(noun, codebook.resting(work.connection, noun, "document_id", [action.document]))
    work.writer.delete("documents", [action.document])
    drop_idle_cases(work, spoke)
    work.say(name=name, codings=len(codings))
