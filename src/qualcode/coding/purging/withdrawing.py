"""A person withdraws: their words, codings, memos and values go for good, or their words stay without a name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Final, NamedTuple

from qualcode.coding.actions import Action, handles
from qualcode.coding.cases.cases import case_of
from qualcode.model.errors.purging import NobodyWithdraws, SpeaksAlone
from qualcode.model.ids import new_id
from qualcode.model.messages import N_
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
    from qualcode.model.records import Case, Turn

_WITHDRAWN: Final = {"fr": "participant retiré", "en": "withdrawn participant"}
"""Under what voice the turns of who withdrew stand, by the language of the corpus."""
_WORDS: Final = {"fr": "[propos retirés]", "en": "[words withdrawn]"}
"""What each of those turns leaves."""
_ENDS: Final = re.compile(r"[.!?…\n]+")
_SHORTEST: Final = 4
"""Words of a phrase that is looked for afterwards: shorter ones are anybody's."""
_LONGEST: Final = 12
"""Words of a phrase that is looked for: no more are needed to know it by."""
_LOOKED_FOR: Final = 60
"""Phrases that are looked for at most."""
_ONE_PERSON: Final = frozenset({"participant", "person"})
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
    ends: list[int]
    """Where the turns end, whoever speaks."""
    gone: Mapping[str, list[str]]
    """Ids of what lies on their words alone, by noun."""


class Withdrawal(NamedTuple):
    """What a withdrawal does, found out before anything is written."""

    case: Case
    documents: list[Concerned]
    counts: Mapping[str, int]
    """How much of what goes: turns, codings, memos, values, former texts."""

    @property
    def phrases(self) -> list[str]:
        """The longest of what they say, cut at the ends of sentences: to be looked for afterwards."""
        said = "\n".join(each.text[start:end] for each in self.documents for start, end in each.theirs)
        cut = {" ".join(phrase.split()[:_LONGEST]) for phrase in _ENDS.split(said) if len(phrase.split()) >= _SHORTEST}
        return sorted(cut, key=lambda phrase: (-len(phrase), phrase))[:_LOOKED_FOR]

    @property
    def names(self) -> list[str]:
        """The names by which others may speak of them: the case's own, and the labels of their turns."""
        labels = {turn.speaker for each in self.documents for turn in each.turns}
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
    links = [link for link in reading.links(connection) if link.case == case.id and link.start is None]
    ids = {document for document, spoken in _spoken(connection).items() if case.id in spoken}
    ids |= {link.document for link in links if not documents.turns(connection, link.document)}
    found = [_concerned(connection, document, case.id) for document in sorted(ids)]
    alone = next((each for each in found if not each.others), None)
    if keep_turns and alone is not None:
        raise SpeaksAlone(case.name, document=alone.name)
    return Withdrawal(case, found, _counts(connection, case, found))


def _spoken(connection: Connection) -> dict[str, set[str | None]]:
    """Return the cases that speak in each document."""
    return {
        each.id: {turn.case for turn in documents.turns(connection, each.id)} for each in documents.listed(connection)
    }


def _concerned(connection: Connection, document: str, case: str) -> Concerned:
    text, turns = documents.text(connection, document), documents.turns(connection, document)
    own = [turn for turn in turns if turn.case == case]
    others = [turn for turn in turns if turn.case != case and turn.role == "participant"]
    theirs = [(turn.start, turn.end) for turn in own if turn.start < turn.end] if turns else [(0, len(text))]
    lying = revisions.lying_in(connection, document)
    gone = {noun: [row["id"] for row in rows if _inside(row, theirs)] for noun, rows in lying.items()}
    said = [(turn.start, turn.end) for turn in others]
    gone["codings"] = [row["id"] for row in lying["codings"] if _meets(row, theirs) and not _meets(row, said)]
    ends = [turn.end for turn in turns]
    return Concerned(document, documents.name_of(connection, document), text, theirs, own, others, ends, gone)


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
    alone = [each.id for each in found if not each.others]
    on_documents = codebook.resting(connection, "memos", "document_id", alone)
    return codebook.resting(connection, "memos", "case_id", [case.id]) + on_documents


@handles(WithdrawCase)
def withdraw(action: WithdrawCase, work: Work) -> None:
    """Take the person out.

    Raises:
        NoSuchCase, NobodyWithdraws, SpeaksAlone.
    """
    case = case_of(work, action.case)
    plan = withdrawal_of(work.connection, case, keep_turns=action.keep_turns)
    language = studies.study(work.connection).corpus_language[:2]
    label = _free_label(work, case, language)
    erasure = Erasure(scrubbed=label, documents={each.id for each in plan.documents})
    for each in plan.documents:
        _take_out(erasure, each, "" if action.keep_turns else _WORDS[language], label)
        for noun in ("revisions", "unsettled"):
            erasure.gone[noun].update(codebook.resting(work.connection, noun, "document_id", [each.id]))
    erasure.voices = {turn.id for each in plan.documents for turn in each.turns}
    erasure.gone["memos"].update(_memos(work.connection, case, plan.documents))
    work.erase(erasure, _values(work, erasure, plan, label, keep_turns=action.keep_turns))
    work.erased = True
    if action.keep_turns:
        work.writer.insert("consents", [{"id": new_id(), "case_id": case.id, **_NOT_AGREED}])
    work.say(plan=plan)


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
        values["cases", plan.case.id] = {"name": label, "name_key": folded(label), "inside_id": plan.case.inside}
    else:
        erasure.gone["cases"].add(plan.case.id)
    return values
