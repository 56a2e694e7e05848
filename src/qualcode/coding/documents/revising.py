"""A corrected text takes the place of a document's; all that lies in it is carried, and nothing shifts silently."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, ClassVar, Final

from qualcode.coding.actions import Action, handles, kept_out
from qualcode.coding.derived import keep_words
from qualcode.coding.documents.revised import Outcome, counts_of, outcomes_of
from qualcode.coding.documents.revoicing import Revoiced, revoiced
from qualcode.coding.documents.reworded import reworded_report, reworded_voices
from qualcode.coding.documents.turns import Script, rename_case
from qualcode.coding.outlines.keeping import hanging_quotes, let_quotes_go, refit_cuts
from qualcode.model import errors
from qualcode.model.ids import new_id
from qualcode.model.messages import N_, NN_
from qualcode.model.spans import quoted
from qualcode.model.transcript import Transcript
from qualcode.storage.reading import codes as codebook
from qualcode.storage.reading import documents, revisions, sources
from qualcode.storage.texts import storable
from qualcode.words.carrying import ALIKE, Carrier, likeness
from qualcode.words.edited import Edited

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

    from qualcode.coding.work import Work
    from qualcode.words.purging import Edit

_NOTHING: Final = Transcript(text="", format="")
_KEPT_APART: Final = frozenset({
    "id", "document_id", "start", "end", "text", "before", "after", "code_id", "coder_id", "version",
})  # fmt: skip
"""Columns that a lost passage has of its own; the rest of its row is kept with it as JSON."""


@dataclass(frozen=True, slots=True)
class ReviseDocument(Action):
    """Put a corrected text in the place of a document's text."""

    words: ClassVar[str] = N_("correct the text of “{name}”")
    together: ClassVar[tuple[str, str]] = NN_("correct {count} text", "correct {count} texts")
    document: str
    source_name: str
    source_sha256: str
    transcript: Transcript = kept_out(default=_NOTHING)  # noqa: RUF009 - a field
    sure: bool = False
    """Whether it may be another text altogether."""
    origin: str = kept_out(default="")
    """Where the file was; empty for what is no file."""
    original: bytes = kept_out(default=b"")
    """The bytes of the file, where they are to be kept."""
    edits: tuple[Edit, ...] = kept_out(default=())
    """What was replaced, where the new text is the former one with known words replaced; its turns are the same."""
    id: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a correction does to a document: its two texts, its turns, and what becomes of all that lies in it."""

    name: str
    carrier: Carrier
    voices: Revoiced
    outcomes: tuple[Outcome, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many passages ended how."""
        return counts_of([outcome.ending for outcome in self.outcomes])

    @property
    def turns(self) -> dict[str, int]:
        """How many turns of the former text ended how."""
        return counts_of(list(self.voices.endings.values()))

    @property
    def waiting(self) -> int:
        """How many passages somebody should look at."""
        return sum(outcome.waits for outcome in self.outcomes)


def plan_of(  # noqa: PLR0913 - a correction is all of these
    connection: Connection,
    document: str,
    file: str,
    transcript: Transcript,
    *,
    sure: bool,
    edits: Sequence[Edit] = (),
) -> Plan:
    """Return what a correction would do to a document.

    Args:
        connection: reads the project.
        document: its id.
        file: the name of the corrected file.
        transcript: what was read in it.
        sure: whether it may be another text altogether.
        edits: what was replaced, where nothing else differs.

    Raises:
        NoSuchDocument, EmptyFile.
        TooUnlike: where less than half of the document's words are in the file.
    """
    name = documents.name_of(connection, document)
    revised = storable(transcript.text)
    if not revised.strip():
        raise errors.EmptyFile(file)
    former = documents.text(connection, document)
    before, lying = documents.turns(connection, document), revisions.lying_in(connection, document)
    if edits:
        exact = Edited(former, edits)
        voices = reworded_voices(exact, before, transcript.turns)
        return Plan(name, exact, voices, tuple(outcomes_of(exact, lying)))
    alike = likeness(former, revised)
    if alike < ALIKE and not sure:
        raise errors.TooUnlike(name, percent=int(100 * alike), file=file)
    carrier = Carrier(former, revised)
    voices = revoiced(carrier, before, transcript.turns)
    return Plan(name, carrier, voices, tuple(outcomes_of(carrier, lying)))


@handles(ReviseDocument)
def revise(action: ReviseDocument, work: Work) -> None:
    """Write the text, the turns, and every passage at its new place; the former text and what is lost are kept.

    Raises:
        NoSuchDocument, EmptyFile.
        TooUnlike: where the file is another text, and nobody said that it may be.
        NothingRevised: where these very bytes were read already, and say the same.
    """
    plan = plan_of(
        work.connection,
        action.document,
        action.source_name,
        action.transcript,
        sure=action.sure,
        edits=action.edits,
    )
    row = work.writer.rows_of("documents", [action.document])[action.document]
    same = plan.carrier.former == plan.carrier.revised
    if same and row["source_sha256"] == action.source_sha256:
        raise errors.NothingRevised(plan.name)
    put_in_place(work, action, plan, row)
    _write_source(work, action)


def put_in_place(work: Work, action: ReviseDocument, plan: Plan, row: Mapping[str, Any]) -> None:
    """Write what a correction does to the text and all that lies in it, and note it; the former text is kept.

    Args:
        work: the transaction.
        action: the correction.
        plan: what it does.
        row: the document as it is kept.
    """
    work.say(name=plan.name, **plan.counts, waiting=plan.waiting, plan=plan)
    if plan.carrier.former != plan.carrier.revised:
        _keep_former(work, action, plan, row)
        _write_passages(work, action, plan)
        _write_turns(work, action, plan)
        _write_text(work, action, plan, row)


def _keep_former(work: Work, action: ReviseDocument, plan: Plan, row: Mapping[str, Any]) -> None:
    """Write the former text into the history of the document."""
    source = work.writer.rows_of("sources", _sources(work, action.document)).values()
    came = next(iter(source), {"origin": "", "original_sha256": None})
    former = {
        "id": action.id,
        "document_id": action.document,
        "number": revisions.next_number(work.connection, action.document),
        **{name: row[name] for name in ("text_sha256", "source_name", "source_sha256")},
        "origin": came["origin"],
        "original_sha256": came["original_sha256"],
        "coder_id": work.coder,
        "created_at": work.now,
        **plan.counts,
    }
    work.writer.insert("revisions", [former])


def _sources(work: Work, document: str) -> list[str]:
    return codebook.resting(work.connection, "sources", "document_id", [document])


def _write_text(work: Work, action: ReviseDocument, plan: Plan, row: Mapping[str, Any]) -> None:
    """Write the corrected text, with what is kept of it so that readings are quick."""
    text = plan.carrier.revised
    sha256 = documents.keep_text(work.connection, text, hashlib.sha256(text.encode()).hexdigest())
    keep_words(work.connection, sha256, text, [(turn.start, turn.end) for turn in plan.voices.turns])
    report = storable(replace(action.transcript, text=text).report())
    if isinstance(plan.carrier, Edited):
        report = reworded_report(row["report"], plan.carrier)
    values = {"text_sha256": sha256, "length": len(text), "format": action.transcript.format, "report": report}
    work.writer.update("documents", [action.document], values)


def _write_source(work: Work, action: ReviseDocument) -> None:
    """Write which file the text is from now, so that it is known again."""
    values: dict[str, Any] = {"source_name": storable(action.source_name), "source_sha256": action.source_sha256}
    work.writer.update("documents", [action.document], values)
    kept = sources.keep_original(work.connection, action.original) if action.original else None
    place = {"origin": storable(action.origin), "original_sha256": kept}
    there = _sources(work, action.document)
    work.writer.update("sources", there, place)
    if not there and (action.origin or kept):
        work.writer.insert("sources", [{"id": new_id(), "document_id": action.document, **place}])


def _write_turns(work: Work, action: ReviseDocument, plan: Plan) -> None:
    """Write the turns, and find the case of each voice that is another one."""
    script = Script(work, action.document)
    script.text, script.turns = plan.carrier.revised, list(plan.voices.turns)
    former = {new: old for old, new in reversed(plan.voices.renamed.items())}
    for old, new in plan.voices.renamed.items():
        rename_case(script, work, old, new)
    strange = dict.fromkeys(turn.speaker for turn in script.turns if turn.id in plan.voices.strangers)
    takes_part = {turn.speaker for turn in script.turns if turn.role == "participant"}
    cases = {label: script.case_of(label, former.get(label)) for label in strange if label in takes_part}
    script.turns = [
        replace(turn, case=cases.get(turn.speaker) if turn.role == "participant" else None)
        if turn.id in plan.voices.strangers
        else turn
        for turn in script.turns
    ]
    script.write()


def _write_passages(work: Work, action: ReviseDocument, plan: Plan) -> None:
    """Write where everything lies now; what is lost goes where it waits, and what changed much is named there too."""
    for noun in revisions.LYING:
        outcomes = [outcome for outcome in plan.outcomes if outcome.noun == noun]
        lost = [outcome for outcome in outcomes if outcome.span is None]
        waiting = [_waiting(work, action, plan, outcome) for outcome in outcomes if outcome.waits]
        work.writer.insert("unsettled", waiting)
        if noun == "codings":
            _let_go(work, action.document, [outcome.row["id"] for outcome in lost])
        work.writer.delete(noun, [outcome.row["id"] for outcome in lost])
        _move(work, noun, plan, [outcome for outcome in outcomes if outcome.span is not None])


def _move(work: Work, noun: str, plan: Plan, outcomes: Sequence[Outcome]) -> None:
    """Write the places of what stays; codings quote what stands there, and around them, now."""
    if noun == "codings":
        _carry_cuts(work, plan, outcomes)
        quotes = [(each.row["id"], _place(each) | quoted(plan.carrier.revised, *_bounds(each))) for each in outcomes]
        work.writer.update_each("codings", quotes)
        return
    moved = [each for each in outcomes if _bounds(each) != (each.row["start"], each.row["end"])]
    # all leave the text before any comes: one may come where another still is, and two are never at one place
    beyond = len(plan.carrier.former) + len(plan.carrier.revised)
    aside = [{name: each.row[name] + beyond for name in ("start", "end")} for each in moved]
    for places in (aside, [_place(each) for each in moved]):
        work.writer.update_each(noun, list(zip([each.row["id"] for each in moved], places, strict=True)))


def _carry_cuts(work: Work, plan: Plan, outcomes: Sequence[Outcome]) -> None:
    """Carry the words that outlines drop of passages along with these."""
    former, revised = plan.carrier.former, plan.carrier.revised
    words = {
        each.row["id"]: (former[each.former.start : each.former.end], revised[slice(*_bounds(each))])
        for each in outcomes
    }
    refit_cuts(work, words)


def _bounds(outcome: Outcome) -> tuple[int, int]:
    span = outcome.span or outcome.former
    return span.start, span.end


def _place(outcome: Outcome) -> dict[str, Any]:
    start, end = _bounds(outcome)
    return {"start": start, "end": end}


def _waiting(work: Work, action: ReviseDocument, plan: Plan, outcome: Outcome) -> dict[str, Any]:
    """Return the row of a passage that waits to be looked at."""
    row, former = outcome.row, outcome.former
    detail: dict[str, Any] = {name: value for name, value in row.items() if name not in _KEPT_APART}
    if outcome.noun == "codings":
        detail |= _hanging(work, row["id"])
    return {
        "id": new_id(),
        "document_id": action.document,
        "revision_id": action.id,
        "noun": outcome.noun,
        "passage_id": row["id"],
        "ending": outcome.ending,
        "start": former.start,
        "end": former.end,
        **quoted(plan.carrier.former, former.start, former.end),
        "code_id": row.get("code_id") if outcome.ending == "lost" else None,
        "coder_id": row.get("coder_id"),
        "detail": json.dumps(detail if outcome.ending == "lost" else {}, sort_keys=True),
    }


def _hanging(work: Work, coding: str) -> dict[str, Any]:
    """Return what hangs on a coding: the ids of its memos, its links to themes, and what outlines say of it."""
    links = work.writer.rows_of("theme_links", codebook.resting(work.connection, "theme_links", "coding_id", [coding]))
    quotes = hanging_quotes(work, coding)
    return {
        "memos": sorted(codebook.resting(work.connection, "memos", "coding_id", [coding])),
        "links": [[row["theme_id"], row["stance"]] for _link, row in sorted(links.items())],
        **({"quotes": quotes} if quotes else {}),
    }


def _let_go(work: Work, document: str, codings: Sequence[str]) -> None:
    """Let the memos of lost codings stand on the document until these are placed again, and take the links away."""
    memos = codebook.resting(work.connection, "memos", "coding_id", codings)
    work.writer.update("memos", memos, {"target": "document", "document_id": document, "coding_id": None})
    let_quotes_go(work, codings)
    for noun in ("theme_links", "rechecks"):
        work.writer.delete(noun, codebook.resting(work.connection, noun, "coding_id", codings))
