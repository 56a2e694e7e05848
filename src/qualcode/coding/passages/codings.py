"""Applying codes to passages, one or two hundred thousand at a time; changing and removing codings."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any, ClassVar, Final, NamedTuple

from qualcode.coding.actions import Action, handles, kept_out
from qualcode.coding.codebook.codes import code_of, remove_codings
from qualcode.coding.codebook.definitions import recoded
from qualcode.coding.codebook.retiring import applied, refuse_retired
from qualcode.coding.outlines.keeping import carry_quotes, refit_cuts
from qualcode.coding.passages.withholding import refuse_withheld, withheld_among
from qualcode.model import errors
from qualcode.model.ids import new_id
from qualcode.model.messages import N_, NN_, _, counted
from qualcode.model.spans import quoted
from qualcode.storage.reading import codes as codebook
from qualcode.storage.reading import codings as reading
from qualcode.storage.reading import documents, studies
from qualcode.storage.texts import storable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from qualcode.coding.work import Work
    from qualcode.model.records import Coding

_MOVED: Final = N_("move the bounds of “{code_name}”")
_WEIGHED: Final = N_("give “{code_name}” the weight {weight}")
_UNWEIGHED: Final = N_("take the weight of “{code_name}” away")
_STARRED: Final = N_("star “{code_name}”")
_UNSTARRED: Final = N_("no longer star “{code_name}”")
_REMOVED: Final = N_("remove “{code_name}”")
WEIGHTS: Final = range(1, 6)
AT_ONCE: Final = 10_000
"""Passages written together: bounds the memory of a table of 200,000."""


class Passage(NamedTuple):
    """Where a code is to be applied: the ids of document and code, and half-open bounds in code points."""

    document: str
    start: int
    end: int
    code: str
    coder: str = ""
    """A coder's name; empty for the one who acts."""
    memo: str = ""
    weight: int | None = None
    starred: bool = False
    id: str = ""
    """Empty for a new one."""


@dataclass(frozen=True, slots=True)
class ApplyCode(Action):
    """Apply a code to a passage."""

    words: ClassVar[str] = N_("code “{code_name}” in {document_name}")
    document: str
    start: int
    end: int
    code: str
    memo: str = kept_out(default="")
    weight: int | None = None
    starred: bool = False
    origin: str = ""
    id: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class ApplyCodes(Action):
    """Apply codes to many passages in one act; those there already are counted as present."""

    words: ClassVar[tuple[str, str]] = NN_("apply {count} coding", "apply {count} codings")
    passages: tuple[Passage, ...] = kept_out(default=())
    origin: str = kept_out(default="")


@dataclass(frozen=True, slots=True)
class EditCoding(Action):
    """Change bounds, code, weight or star of a coding; None leaves it, weight 0 takes the weight away."""

    words: ClassVar[str] = N_("change the coding “{code_name}”")
    coding: str
    start: int | None = None
    end: int | None = None
    code: str | None = None
    weight: int | None = None
    starred: bool | None = None
    version: int | None = None

    @classmethod
    def said(cls, arguments: Mapping[str, object]) -> str:
        """Say it; where only bounds or a weight were given, that these changed."""
        given = {name for name in ("start", "end", "code", "weight", "starred") if arguments.get(name) is not None}
        if given == {"weight"}:
            words = _WEIGHED if arguments.get("weight") else _UNWEIGHED
            return _(words).format_map(arguments)
        return _(_MOVED if given and given <= {"start", "end"} else cls.words).format_map(arguments)


@dataclass(frozen=True, slots=True)
class StarCodings(Action):
    """Mark codings as ones to quote, or take the mark away."""

    words: ClassVar[tuple[str, str]] = NN_(
        "mark {count} coding to quote, or no more", "mark {count} codings to quote, or no more"
    )
    codings: tuple[str, ...]
    starred: bool = True

    @classmethod
    def said(cls, arguments: Mapping[str, object]) -> str:
        """Say it; of a single coding, by the name of its code."""
        if "code_name" not in arguments:
            return counted(cls.words, arguments.get("count")).format_map(arguments)
        return _(_STARRED if arguments.get("starred", True) else _UNSTARRED).format_map(arguments)


@dataclass(frozen=True, slots=True)
class RemoveCodings(Action):
    """Remove codings with their memos."""

    words: ClassVar[tuple[str, str]] = NN_("remove {count} coding", "remove {count} codings")
    codings: tuple[str, ...]

    @classmethod
    def said(cls, arguments: Mapping[str, object]) -> str:
        """Say it; of a single coding, by the name of its code."""
        words = _(_REMOVED) if "code_name" in arguments else counted(cls.words, arguments.get("count"))
        return words.format_map(arguments)


@handles(ApplyCode)
def apply_code(action: ApplyCode, work: Work) -> None:
    """Write one coding, with its words and what stands around them.

    Raises:
        AlreadyCoded: where this coder has this code on exactly this passage.
        CodeRetired: where the code is no longer applied.
        NotToBeQuoted: where it is to be starred, and whoever says it did not agree to be quoted.
    """
    code = applied(codebook.listed(work.connection), action.code)
    name = documents.name_of(work.connection, action.document)
    work.say(code_name=code.name, document_name=name)
    if action.starred:
        refuse_withheld(work, [(action.document, action.start, action.end)], code.name)
    given = (action.memo, action.weight, action.starred, action.id)
    passage = Passage(action.document, action.start, action.end, action.code, "", *given)
    if not write_passages(work, [passage], action.origin):
        raise errors.AlreadyCoded(code.name, coder=coder_name(work, work.coder))


@handles(ApplyCodes)
def apply_codes(action: ApplyCodes, work: Work) -> None:
    """Write many codings.

    Raises:
        NoSuchCode, CodeRetired: where one of the codes is gone, or no longer applied.
    """
    refuse_retired(codebook.listed(work.connection), (passage.code for passage in action.passages))
    added = write_passages(work, action.passages, action.origin)
    work.say(count=added, present=len(action.passages) - added)


def coder_name(work: Work, identifier: str) -> str:
    """Return the name of a coder by their id."""
    return {coder.id: coder.name for coder in studies.coders(work.connection)}[identifier]


def write_passages(work: Work, passages: Iterable[Passage], origin: str) -> int:
    """Write the passages that are not coded so already, by document; return how many.

    Those of people who did not agree to be quoted are written without their star, and noted as `unstarred`.

    Raises:
        SpanOutside, SpanEmpty: where bounds do not fit their text.
        BadWeight: where a weight is not 1 to 5.
    """
    wanted = sorted(passages, key=lambda passage: passage.document)
    coders = {name: work.coder_named(name) if name else work.coder for name in dict.fromkeys(p.coder for p in wanted)}
    added = 0
    for some in _by_documents(wanted):
        added += _write_some(work, _without_stars(work, some), coders, origin)
    return added


def _without_stars(work: Work, wanted: Sequence[Passage]) -> list[Passage]:
    """Take the star of passages away that are not to be quoted."""
    barred = withheld_among(work, (passage[:3] for passage in wanted if passage.starred))
    if barred:
        before = work.notes.get("unstarred", 0)
        work.say(unstarred=(before if isinstance(before, int) else 0) + len(barred))
    return [one._replace(starred=False) if one.starred and one[:3] in barred else one for one in wanted]


def _by_documents(wanted: Sequence[Passage]) -> Iterator[list[Passage]]:
    """Cut passages, which come by document, into pieces of whole documents: neither texts nor rows pile up."""
    piece: list[Passage] = []
    for _document, group in groupby(wanted, key=lambda passage: passage.document):
        piece.extend(group)
        if len(piece) >= AT_ONCE:
            yield piece
            piece = []
    if piece:
        yield piece


def _write_some(work: Work, wanted: Sequence[Passage], coders: Mapping[str, str], origin: str) -> int:
    texts = dict(documents.texts(work.connection, sorted({passage.document for passage in wanted})))
    known = reading.identities(work.connection, texts, (passage.start for passage in wanted))
    rows: list[dict[str, Any]] = []
    memos: list[tuple[str, str, str]] = []
    for passage in wanted:
        coder = coders[passage.coder]
        identity = (passage.document, passage.start, passage.end, passage.code, coder)
        if identity not in known:
            known.add(identity)
            row = _row(work, passage, coder, texts, origin)
            rows.append(row)
            if passage.memo.strip():
                memos.append((row["id"], passage.memo, coder))
    work.writer.insert("codings", rows)
    work.writer.insert("memos", [_memo_row(*memo, work.now) for memo in memos])
    return len(rows)


def _row(work: Work, passage: Passage, coder: str, texts: dict[str, str], origin: str) -> dict[str, Any]:
    if passage.document not in texts:
        raise errors.NoSuchDocument(passage.document)
    text, start, end = texts[passage.document], passage.start, passage.end
    if not 0 <= start < end <= len(text):
        check_span(start, end, len(text), documents.name_of(work.connection, passage.document))
    return {
        "id": passage.id or new_id(),
        "document_id": passage.document,
        "start": start,
        "end": end,
        "code_id": passage.code,
        "coder_id": coder,
        **quoted(text, start, end),
        "weight": checked_weight(passage.weight),
        "starred": passage.starred,
        "origin": storable(origin),
        "created_at": work.now,
    }


def check_span(start: int, end: int, length: int, what: str) -> None:
    """Refuse bounds that do not fit a text.

    Raises:
        SpanOutside, SpanEmpty.
    """
    if start < 0 or end > length:
        raise errors.SpanOutside(what, start=start, end=end, length=length)
    if end <= start:
        raise errors.SpanEmpty(what, start=start, end=end)


def checked_weight(weight: int | None) -> int | None:
    """Return a weight of 1 to 5, or None.

    Raises:
        BadWeight: for anything else.
    """
    if weight is not None and weight not in WEIGHTS:
        raise errors.BadWeight(weight)
    return weight


def _memo_row(coding: str, text: str, coder: str, at: str) -> dict[str, Any]:
    return {
        "id": new_id(),
        "kind": "note",
        "target": "coding",
        "coding_id": coding,
        "text": storable(text),
        "coder_id": coder,
        "created_at": at,
    }


@handles(EditCoding)
def edit_coding(action: EditCoding, work: Work) -> None:
    """Write what was changed of a coding, its words anew where the bounds moved."""
    found = reading.records(work.connection, [action.coding])
    if not found:
        raise errors.NoSuchCoding(action.coding)
    coding = found[0]
    if action.version is not None and action.version != coding.version:
        raise errors.ChangedMeanwhile(action.coding)
    start = coding.start if action.start is None else action.start
    end = coding.end if action.end is None else action.end
    book = codebook.listed(work.connection)
    code = code_of(book, coding.code) if action.code in {None, coding.code} else applied(book, action.code or "")
    if (start, end, code.id) != (coding.start, coding.end, coding.code):
        identity = (coding.document, start, end, code.id, coding.coder)
        if identity in reading.identities(work.connection, {coding.document}, {start}):
            raise errors.AlreadyCoded(code.name, coder=coder_name(work, coding.coder))
    text = documents.text(work.connection, coding.document)
    check_span(start, end, len(text), code.name)
    values: dict[str, Any] = {"start": start, "end": end, "code_id": code.id, **quoted(text, start, end)}
    if action.weight is not None:
        values["weight"] = checked_weight(action.weight or None)
    if action.starred is not None:
        values["starred"] = action.starred
    if action.starred:
        refuse_withheld(work, [(coding.document, start, end)], code.name)
    work.writer.update("codings", [coding.id], values)
    refit_cuts(work, {coding.id: (coding.text, text[start:end])}, start - coding.start)
    carry_quotes(work, [coding.id] if code.id != coding.code else [], [coding.code], code.id)
    recoded(work, [coding.id] if code.id != coding.code else [])
    work.say(code_name=code.name)


@handles(StarCodings)
def star(action: StarCodings, work: Work) -> None:
    """Write the mark of the codings asked for, all or none.

    Raises:
        NotToBeQuoted: where one of them holds words of somebody who did not agree to be quoted.
    """
    there = all_there(work, action.codings)
    if action.starred:
        named = {code.id: code.name for code in codebook.listed(work.connection)}
        what = ", ".join(dict.fromkeys(named[coding.code] for coding in there))
        refuse_withheld(work, [(coding.document, coding.start, coding.end) for coding in there], what)
    work.writer.update("codings", [coding.id for coding in there], {"starred": action.starred})
    _say_which(work, there)


def _say_which(work: Work, codings: Sequence[Coding]) -> None:
    """Note how many codings there are; of a single one, the name of its code."""
    work.say(count=len(codings))
    if len(codings) == 1:
        work.say(code_name=code_of(codebook.listed(work.connection), codings[0].code).name)


def all_there(work: Work, asked: tuple[str, ...]) -> list[Coding]:
    """Return the codings of some ids, each once.

    Raises:
        NoSuchCoding: where one is gone.
    """
    there = {coding.id: coding for coding in reading.records(work.connection, asked)}
    for identifier in asked:
        if identifier not in there:
            raise errors.NoSuchCoding(identifier)
    return [there[identifier] for identifier in sorted(there)]


@handles(RemoveCodings)
def remove(action: RemoveCodings, work: Work) -> None:
    """Remove the codings asked for, all or none."""
    there = all_there(work, action.codings)
    _say_which(work, there)
    remove_codings(work, [coding.id for coding in there])
