"""A person withdraws: their words, codings, memos and values go for good, or their words stay without a name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Final, NamedTuple

from qualcode.coding.actions import Action, handles
from qualcode.coding.cases.cases import case_of
from qualcode.coding.purging.removed import Before, former_case, said_before
from qualcode.model import errors
from qualcode.model.errors.purging import NobodyWithdraws, SpeaksAlone
from qualcode.model.ids import new_id
from qualcode.model.messages import N_
from qualcode.model.records import DOCUMENT_STATES
from qualcode.storage.purging.erasing import Erasure
from qualcode.storage.reading import cases as reading
from qualcode.storage.reading import codes as codebook
from qualcode.storage.reading import documents, revisions, studies
from qualcode.words.folding import folded
from qualcode.words.purging import Edit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

    from qualcode.coding.work import Work
    from qualcode.model.records import Case, CaseLink, Turn

_WITHDRAWN: Final = {"fr": "participant retiré", "en": "withdrawn participant"}
"""Under what voice the turns of who withdrew stand, by the language of the corpus."""
_WORDS: Final = {"fr": "[propos retirés]", "en": "[words withdrawn]"}
"""What each of those turns leaves."""
_SHOWN: Final = 8
"""The last digits of a memo's id: the same as listings show."""
_ENDS: Final = re.compile(r"[.!?…\n]+")
_SHORTEST: Final = 4
"""Words of a phrase that is looked for afterwards: shorter ones are anybody's."""
_LONGEST: Final = 12
"""Words of a phrase that is looked for: no more are needed to know it by."""
_LOOKED_FOR: Final = 60
"""Phrases that are looked for at most."""
_ONE_PERSON: Final = frozenset({"participant", "person"})
_NO_SPEAKER: Final = frozenset({"site", "project"})
"""Kinds of cases that say nothing themselves: a text linked to one too is still one person's."""
_PERSONAL: Final = ("attribute_values", "case_links", "memos", "consents")
_NOT_AGREED: Final = {"analysis": "no", "quotation": "no", "reuse": "no"}


@dataclass(frozen=True, slots=True)
class WithdrawCase(Action):
    """Take out for good what a person said and what is known of them; never undone."""

    words: ClassVar[str] = N_("withdraw a participant")
    case: str
    keep_turns: bool = False
    """Whether their words stay, under no name and not to be quoted, for the sake of the others of a group."""


class Concerned(NamedTuple):
    """What a withdrawal takes out of one document."""

    id: str
    name: str
    text: str
    theirs: list[tuple[int, int]]
    """Bounds of what they say; the whole text where no turn says who speaks, and it is linked to them."""
    turns: list[Turn]
    others: list[Turn]
    """Turns of other participants."""
    alone: bool
    """Whether nobody else takes part: no other speaks, and the whole text is theirs where no turn says who does."""
    ends: list[int]
    """Where the turns end, whoever speaks."""
    gone: Mapping[str, list[str]]
    """Ids of what lies on their words alone, by noun."""
    shared: list[str]
    """Ids of the codings that stay, since they lie on words of others too."""

    @property
    def whole(self) -> bool:
        """Whether the whole text goes, since no turn says who speaks."""
        return self.theirs == [(0, len(self.text))] and not self.ends


class Undecided(NamedTuple):
    """What may be the person's and stays, for the analyst to decide."""

    kind: str
    """A document or a passage that others are linked to as well, a memo on a passage of several voices, or a document
    of which the history alone says that the person had to do with it ("former")."""
    document: str
    place: str
    """Bounds of a passage, or the end of a memo's id; empty for a document."""


class Withdrawal(NamedTuple):
    """What a withdrawal does, found out before anything is written."""

    case: Case
    documents: list[Concerned]
    counts: Mapping[str, int]
    """How much of what goes: turns, codings, memos, values, former texts, documents removed before."""
    before: Before
    """What the history alone knows."""
    undecided: list[Undecided]

    @property
    def phrases(self) -> list[str]:
        """The longest of what they say, cut at the ends of sentences: to be looked for afterwards."""
        return sorted(self._said, key=lambda phrase: (-len(phrase), phrase))[:_LOOKED_FOR]

    @property
    def said(self) -> int:
        """How many phrases they say that are not anybody's, those that are looked for among them."""
        return len(self._said)

    @property
    def _said(self) -> set[str]:
        now = [each.text[start:end] for each in self.documents for start, end in each.theirs]
        said = "\n".join([*now, *self.before.said])
        return {" ".join(phrase.split()[:_LONGEST]) for phrase in _ENDS.split(said) if len(phrase.split()) >= _SHORTEST}

    @property
    def names(self) -> list[str]:
        """The names by which others may speak of them: the case's own, and the labels of their turns."""
        labels = {turn.speaker for each in self.documents for turn in each.turns} | self.before.labels
        return sorted({self.case.name} | {label for label in labels if label.strip()})


def withdrawal_of(connection: Connection, case: Case, *, keep_turns: bool) -> Withdrawal:
    """Return what a withdrawal would do.

    Args:
        connection: reads the project.
        case: who withdraws.
        keep_turns: whether their words stay without a name.

    Raises:
        NobodyWithdraws: where the case is no single person.
        SpeaksAlone: where words are to stay for others, and there are none.
    """
    if case.kind not in _ONE_PERSON:
        raise NobodyWithdraws(case.name)
    before = said_before(connection, case)
    linked, undecided = _linked(connection, case.id)
    found = _spoken(connection, case.id, before.still) + linked
    alone = next((each for each in found if each.alone), None)
    if keep_turns and alone is not None:
        raise SpeaksAlone(case.name, document=alone.name)
    undecided += _shared_memos(connection, found)
    undecided += [Undecided("former", document, "") for document in before.loose]
    counts = _counts(connection, case, found) | {"removed": len(before.documents)}
    return Withdrawal(case, found, counts, before, [] if keep_turns else undecided)


def _spoken(connection: Connection, case: str, still: frozenset[str]) -> list[Concerned]:
    """Return what goes of the documents in which a person speaks, those too whose turns lost their case."""
    found = []
    for document in sorted(each.id for each in documents.listed(connection)):
        turns = documents.turns(connection, document)
        own = [turn for turn in turns if turn.case == case or turn.id in still]
        found += [_concerned(connection, document, turns, own)] if own else []
    return found


def _speaking(connection: Connection) -> set[str]:
    return {case.id for case in reading.listed(connection) if case.kind not in _NO_SPEAKER}


def _concerned(connection: Connection, document: str, turns: Sequence[Turn], own: list[Turn]) -> Concerned:
    """Return what goes of a document in which turns say who speaks."""
    others = [turn for turn in turns if turn not in own and turn.role == "participant"]
    theirs = [(turn.start, turn.end) for turn in own if turn.start < turn.end]
    said = [(turn.start, turn.end) for turn in others]
    gone, shared = _lying(connection, document, theirs, said)
    text, name = documents.text(connection, document), documents.name_of(connection, document)
    ends = [turn.end for turn in turns]
    return Concerned(document, name, text, theirs, own, others, not others, ends, gone, shared)


def _linked(connection: Connection, case: str) -> tuple[list[Concerned], list[Undecided]]:
    """Return what goes of the documents without turns that a person is linked to, and what is to be decided."""
    links, speaking = reading.links(connection), _speaking(connection)
    ids = sorted({link.document for link in links if link.case == case})
    found: list[Concerned] = []
    undecided: list[Undecided] = []
    for document in ids:
        if not documents.turns(connection, document):
            near = [link for link in links if link.document == document and link.case in speaking]
            own, waiting = _linked_to(connection, document, case, near)
            undecided += waiting
            found += [own] if own.theirs else []
    return found, undecided


def _linked_to(
    connection: Connection, document: str, case: str, near: Sequence[CaseLink]
) -> tuple[Concerned, list[Undecided]]:
    """Return what goes of a document without turns, and what is to be decided since others are linked to it too."""
    text, name = documents.text(connection, document), documents.name_of(connection, document)
    bounds = {link.id: (link.start or 0, len(text) if link.end is None else link.end) for link in near}
    others = [link for link in near if link.case != case]
    said = [bounds[link.id] for link in others if link.start is not None]
    theirs, undecided = [], []
    for link in near:
        start, end = bounds[link.id]
        if link.case == case and link.start is None and others:
            undecided.append(Undecided("document", name, ""))
        elif link.case == case and any(first < end and start < last for first, last in said):
            undecided.append(Undecided("passage", name, f"{start}:{end}"))
        elif link.case == case and start < end:
            theirs.append((start, end))
    theirs = _joined(theirs)
    gone, shared = _lying(connection, document, theirs, _between(theirs, len(text)) if others else said)
    alone = theirs == [(0, len(text))] and not others
    return Concerned(document, name, text, theirs, [], [], alone, [], gone, shared), undecided


def _joined(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans from left to right, those that meet as one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _between(spans: Sequence[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    """Return what lies before, between and after spans."""
    return list(zip([0, *(end for _start, end in spans)], [*(start for start, _end in spans), length], strict=True))


def _lying(
    connection: Connection, document: str, theirs: Sequence[tuple[int, int]], said: Sequence[tuple[int, int]]
) -> tuple[dict[str, list[str]], list[str]]:
    """Return the ids of what lies on a person's words alone, by noun, and of the codings on words of others too."""
    lying = revisions.lying_in(connection, document)
    gone = {noun: [row["id"] for row in rows if _inside(row, theirs)] for noun, rows in lying.items()}
    meeting = [row for row in lying["codings"] if _meets(row, theirs)]
    gone["codings"] = [row["id"] for row in meeting if not _meets(row, said)]
    return gone, [row["id"] for row in meeting if _meets(row, said)]


def _shared_memos(connection: Connection, found: Sequence[Concerned]) -> list[Undecided]:
    """Return the memos on codings that stay, since they lie on words of others too."""
    return [
        Undecided("memo", each.name, memo[-_SHOWN:])
        for each in found
        for memo in sorted(codebook.resting(connection, "memos", "coding_id", each.shared))
    ]


def _inside(row: Mapping[str, Any], spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= row["start"] and row["end"] <= end for start, end in spans)


def _meets(row: Mapping[str, Any], spans: Sequence[tuple[int, int]]) -> bool:
    return any(start < row["end"] and row["start"] < end for start, end in spans)


def _counts(connection: Connection, case: Case, found: Sequence[Concerned]) -> dict[str, int]:
    ids = [each.id for each in found]
    codings = [coding for each in found for coding in each.gone["codings"]]
    return {
        "documents": len(found),
        "turns": sum(len(each.turns) for each in found),
        "codings": len(codings),
        "memos": len(_memos(connection, case, found))
        + len(codebook.resting(connection, "memos", "coding_id", codings)),
        "attribute_values": len(codebook.resting(connection, "attribute_values", "case_id", [case.id])),
        "revisions": len(codebook.resting(connection, "revisions", "document_id", ids)),
        "unsettled": len(codebook.resting(connection, "unsettled", "document_id", ids)),
    }


def _memos(connection: Connection, case: Case, found: Sequence[Concerned]) -> list[str]:
    """Return the memos on a case, and on the documents in which nobody else takes part."""
    alone = [each.id for each in found if each.alone]
    on_documents = codebook.resting(connection, "memos", "document_id", alone)
    return codebook.resting(connection, "memos", "case_id", [case.id]) + on_documents


@handles(WithdrawCase)
def withdraw(action: WithdrawCase, work: Work) -> None:
    """Take the person out.

    Raises:
        NoSuchCase, NobodyWithdraws, SpeaksAlone.
    """
    case = _who(work, action)
    plan = withdrawal_of(work.connection, case, keep_turns=action.keep_turns)
    language = studies.study(work.connection).corpus_language[:2]
    label = _free_label(work, case, language)
    erasure = Erasure(scrubbed=label, documents={each.id for each in plan.documents} | plan.before.documents)
    for each in plan.documents:
        _take_out(erasure, each, "" if action.keep_turns else _WORDS[language], label)
        for noun in ("revisions", "unsettled"):
            erasure.gone[noun].update(codebook.resting(work.connection, noun, "document_id", [each.id]))
    erasure.voices = {turn.id for each in plan.documents for turn in each.turns} | plan.before.turns
    erasure.gone["memos"].update(_memos(work.connection, case, plan.documents))
    values = _values(work, erasure, plan, label, keep_turns=action.keep_turns)
    if not action.keep_turns:
        values |= _untranslated(work, erasure, plan)
    work.erase(erasure, values)
    work.erased = True
    if action.keep_turns:
        work.writer.insert("consents", [{"id": new_id(), "case_id": case.id, **_NOT_AGREED}])
    _uncode(work, plan)
    work.say(plan=plan)


def _uncode(work: Work, plan: Withdrawal) -> None:
    """Let documents in which nobody takes part any more, and nothing is coded, be to read: readings counted them."""
    for each in plan.documents:
        if each.alone and not codebook.resting(work.connection, "codings", "document_id", [each.id]):
            said = codebook.resting(work.connection, "document_states", "document_id", [each.id])
            work.writer.delete("document_states", said)
            work.writer.update("documents", [each.id], {"state": DOCUMENT_STATES[0]})


def _who(work: Work, action: WithdrawCase) -> Case:
    """Return who withdraws, as the history knows them where their case is gone: nobody is left whose turns to keep."""
    try:
        return case_of(work, action.case)
    except errors.NoSuchCase:
        if action.keep_turns:
            raise
        return former_case(work.connection, action.case)


def _free_label(work: Work, case: Case, language: str) -> str:
    """Return the voice of who withdrew, with a number where it is another's already."""
    taken = {folded(other.name) for other in reading.listed(work.connection) if other.id != case.id}
    label, number = _WITHDRAWN[language], 1
    while folded(label) in taken:
        number += 1
        label = f"{_WITHDRAWN[language]} {number}"
    return label


def _take_out(erasure: Erasure, each: Concerned, words: str, label: str) -> None:
    """Note what goes of one document: what lies on their words, the labels before them, and, but in a group, these."""
    for noun, ids in each.gone.items():
        erasure.gone[noun].update(ids)
    edits = [Edit(start, end, words) for start, end in each.theirs] if words else []
    edits += [found for turn in each.turns if (found := _label_before(each, turn, label))]
    erasure.texts[each.id] = sorted(edits)


def _label_before(each: Concerned, turn: Turn, label: str) -> Edit | None:
    """Return where the label of a turn stands in the text, between what was said before and the turn."""
    before = max((end for end in each.ends if end <= turn.start), default=0)
    place = each.text.rfind(turn.speaker, before, turn.start) if turn.speaker else -1
    return Edit(place, place + len(turn.speaker), label) if place >= 0 else None


def _values(
    work: Work, erasure: Erasure, plan: Withdrawal, label: str, *, keep_turns: bool
) -> dict[tuple[str, str], dict[str, Any]]:
    """Return the columns that are set: the voice of their turns, what named a file, the case that stays in a group."""
    values: dict[tuple[str, str], dict[str, Any]] = {}
    voice = {"speaker": label} if keep_turns else {"speaker": label, "role": "other", "case_id": None}
    for each in plan.documents:
        values |= {("turns", turn.id): voice for turn in each.turns}
        values["documents", each.id] = {"source_name": each.name, "report": "{}"}
        for source in codebook.resting(work.connection, "sources", "document_id", [each.id]):
            values["sources", source] = {"origin": ""}
    if keep_turns:
        for noun in _PERSONAL:
            erasure.gone[noun].update(codebook.resting(work.connection, noun, "case_id", [plan.case.id]))
        erasure.following["cases"].add(plan.case.id)
        erasure.gone["cases"].update(plan.before.cases - {plan.case.id})
        values["cases", plan.case.id] = {"name": label, "name_key": folded(label), "inside_id": plan.case.inside}
    else:
        erasure.gone["cases"].update(plan.before.cases)
    return values


def _untranslated(work: Work, erasure: Erasure, plan: Withdrawal) -> dict[tuple[str, str], dict[str, Any]]:
    """Return the translations that are emptied, of quotes that lose the person's words and stay for others."""
    shared = {coding for each in plan.documents for coding in each.shared}
    quotes = codebook.resting(work.connection, "outline_quotes", "coding_id", sorted(shared))
    erasure.following["outline_quotes"].update(quotes)
    erasure.gone["outline_quotes"].update(quote for quote, coding in plan.before.quotes.items() if coding in shared)
    return {("outline_quotes", quote): {"translation": ""} for quote in quotes}
