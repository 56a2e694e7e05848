"""Turns put right after an import: split, joined, given to another voice; codings stay on their words."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, ClassVar

from qualcode.coding.actions import Action, handles
from qualcode.coding.cases.voices import PLURAL_KINDS, case_row, drop_idle_cases, label_name, member_name
from qualcode.coding.passages.codings import check_span
from qualcode.coding.work import choice, clean_name
from qualcode.model import errors
from qualcode.model.ids import new_id
from qualcode.model.messages import N_
from qualcode.model.records import ROLES, Turn
from qualcode.storage.reading import cases as case_reading
from qualcode.storage.reading import documents as reading
from qualcode.words.folding import folded
from qualcode.words.tokens import count_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any

    from qualcode.coding.work import Work


@dataclass(frozen=True, slots=True)
class SplitTurn(Action):
    """Cut a turn in two at an offset of the text; both halves keep its voice, and its first half its time."""

    words: ClassVar[str] = N_("split a turn of “{speaker}” in {document_name}")
    document: str
    at: int
    id: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class JoinTurns(Action):
    """Make one turn of the one at an offset and the next; the voice is that of the first."""

    words: ClassVar[str] = N_("join two turns of “{speaker}” in {document_name}")
    document: str
    at: int


@dataclass(frozen=True, slots=True)
class GiveVoice(Action):
    """Say who speaks in a passage: turns inside it change their voice, those it cuts are split, bare text is a turn.

    Without a role the voice keeps the one it has in this document; a new one takes part.
    """

    words: ClassVar[str] = N_("give a passage of {document_name} to “{speaker}”")
    document: str
    start: int
    end: int
    speaker: str
    role: str | None = None


@dataclass(frozen=True, slots=True)
class RenameSpeaker(Action):
    """Give all turns of a label another label, or another role; two spellings of one person become one voice."""

    words: ClassVar[str] = N_("rename the voice “{speaker}” to “{new_speaker}” in {document_name}")
    document: str
    speaker: str
    new_speaker: str
    role: str | None = None


class Script:
    """The turns of a document under change, and the rows they are written as."""

    def __init__(self, work: Work, document: str) -> None:
        """Read text and turns.

        Raises:
            NoSuchDocument: where it is gone.
        """
        self._work = work
        self.document = document
        self.name = reading.name_of(work.connection, document)
        self.text = reading.text(work.connection, document)
        self._before = reading.turns(work.connection, document)
        self.turns = list(self._before)

    def at(self, offset: int) -> int:
        """Return the place of the turn that holds an offset.

        Raises:
            NoTurnThere: where no turn does.
        """
        for place, turn in enumerate(self.turns):
            if turn.start <= offset < turn.end:
                return place
        raise errors.NoTurnThere(self.name, offset=offset)

    def role_of(self, speaker: str, asked: str | None) -> str:
        """Return the role asked for, else the one the voice has here, else that of taking part."""
        if asked is not None:
            return choice(asked, ROLES)
        return next((turn.role for turn in self.turns if turn.speaker == speaker), "participant")

    def cut(self, offset: int, new: str | None = None) -> None:
        """Cut the turn around an offset in two, white space at the cut left out; a half without words goes."""
        for place, turn in enumerate(self.turns):
            if turn.start < offset < turn.end:
                halves = [
                    replace(turn, end=_last(self.text, turn.start, offset), time_end=None),
                    replace(turn, id=new or new_id(), start=_first(self.text, offset, turn.end), time_start=None),
                ]
                self.turns[place : place + 1] = [half for half in halves if half.start < half.end]
                return

    def change(self, chosen: Callable[[Turn], bool], speaker: str, role: str, old: str | None = None) -> None:
        """Give the chosen turns a voice, and the case of that voice, or of the label that it had before."""
        turns = [replace(turn, speaker=speaker, role=role) if chosen(turn) else turn for turn in self.turns]
        self.turns = turns
        case = self.case_of(speaker, old) if role == "participant" else None
        self.turns = [replace(turn, role=role, case=case) if turn.speaker == speaker else turn for turn in turns]

    def case_of(self, speaker: str, old: str | None) -> str:
        """Return the case of a voice in this document, made where it has none yet."""
        for label in (speaker, old):
            known = next((turn.case for turn in self._before if turn.speaker == label and turn.case), None)
            if known is not None:
                return known
        alone = {turn.speaker for turn in self.turns if turn.role == "participant"} == {speaker}
        name = self.name if alone else member_name(self.name, speaker)
        cases = {folded(case.name): case for case in case_reading.listed(self._work.connection)}
        if folded(name) in cases and cases[folded(name)].kind in PLURAL_KINDS:
            name = member_name(self.name, speaker)
        if folded(name) in cases:
            return cases[folded(name)].id
        group = cases.get(folded(self.name))
        inside = group.id if group is not None and group.kind == "group" else None
        row = case_row(new_id(), name, "participant", inside)
        self._work.writer.insert("cases", [row])
        return str(row["id"])

    def write(self) -> None:
        """Write what changed: turns in their order, the document's counts, and no case that says nothing any more."""
        writer, before = self._work.writer, {turn.id: turn for turn in self._before}
        ordered = sorted(self.turns, key=lambda turn: (turn.start, turn.end))
        rows = {turn.id: self._row(turn, place) for place, turn in enumerate(ordered)}
        writer.delete("turns", [identifier for identifier in before if identifier not in rows])
        writer.update_each("turns", [(identifier, rows[identifier]) for identifier in rows if identifier in before])
        writer.insert("turns", [{"id": name, **row} for name, row in rows.items() if name not in before])
        writer.update("documents", [self.document], _counts(self.text, ordered))
        left = {turn.case for turn in self._before if turn.case} - {turn.case for turn in ordered}
        drop_idle_cases(self._work, [case for case in left if case])

    def _row(self, turn: Turn, place: int) -> dict[str, Any]:
        return {
            "document_id": self.document,
            "position": place,
            "speaker": turn.speaker,
            "role": turn.role,
            "start": turn.start,
            "end": turn.end,
            "time_start": turn.time_start,
            "time_end": turn.time_end,
            "case_id": turn.case,
        }


def _counts(text: str, turns: Sequence[Turn]) -> dict[str, int]:
    """Count what is said; the whole text where no turn says it."""
    spans = [(turn.start, turn.end) for turn in turns] or [(0, len(text))]
    return {
        "characters": sum(end - start for start, end in spans),
        "words": sum(count_words(text, start, end) for start, end in spans),
    }


def _first(text: str, start: int, end: int) -> int:
    """Return where the words of a range begin."""
    return end - len(text[start:end].lstrip())


def _last(text: str, start: int, end: int) -> int:
    """Return where the words of a range end."""
    return start + len(text[start:end].rstrip())


@handles(SplitTurn)
def split_turn(action: SplitTurn, work: Work) -> None:
    """Write both halves.

    Raises:
        NoTurnThere: where no turn holds the offset.
        NothingToSplit: where one half would hold no word.
    """
    script = Script(work, action.document)
    place = script.at(action.at)
    script.cut(action.at, action.id)
    if len(script.turns) == len(reading.turns(work.connection, action.document)):
        raise errors.NothingToSplit(script.name)
    script.write()
    work.say(speaker=script.turns[place].speaker, document_name=script.name)


@handles(JoinTurns)
def join_turns(action: JoinTurns, work: Work) -> None:
    """Write one turn for two.

    Raises:
        NoTurnThere: where no turn holds the offset, or it is the last one.
        WordsBetween: where words that nobody says, such as a label, stand between them.
    """
    script = Script(work, action.document)
    place = script.at(action.at)
    if place + 1 >= len(script.turns):
        raise errors.NoTurnThere(script.name, offset=len(script.text))
    first, second = script.turns[place], script.turns[place + 1]
    if script.text[first.end : second.start].strip():
        raise errors.WordsBetween(script.name, speaker=first.speaker)
    script.turns[place : place + 2] = [replace(first, end=second.end, time_end=second.time_end)]
    script.write()
    work.say(speaker=first.speaker, document_name=script.name)


@handles(GiveVoice)
def give_voice(action: GiveVoice, work: Work) -> None:
    """Write the turns of a passage with their new voice.

    Raises:
        SpanOutside, SpanEmpty: where the bounds do not fit the text.
        EmptyName: where nobody is named.
    """
    script = Script(work, action.document)
    check_span(action.start, action.end, len(script.text), script.name)
    speaker = label_name(clean_name(action.speaker))
    role = script.role_of(speaker, action.role)
    script.cut(action.start)
    script.cut(action.end)
    _fill(script, action.start, action.end)
    script.change(lambda turn: action.start <= turn.start and turn.end <= action.end, speaker, role)
    script.write()
    work.say(speaker=speaker, document_name=script.name)


def _fill(script: Script, start: int, end: int) -> None:
    """Make a turn of a passage in which nobody speaks yet."""
    if any(turn.start < end and start < turn.end for turn in script.turns):
        return
    start, end = _first(script.text, start, end), _last(script.text, start, end)
    if start >= end:
        raise errors.SpanEmpty(script.name, start=start, end=end)
    script.turns.append(Turn(new_id(), script.document, 0, "", "other", start, end, None, None, None))


@handles(RenameSpeaker)
def rename_speaker(action: RenameSpeaker, work: Work) -> None:
    """Write every turn of the label.

    Raises:
        NoSuchSpeaker: where nobody bears it.
        EmptyName: where the new label is blank.
    """
    script = Script(work, action.document)
    if all(turn.speaker != action.speaker for turn in script.turns):
        raise errors.NoSuchSpeaker(action.speaker, document=script.name, names=_listed(script.turns))
    speaker = label_name(clean_name(action.new_speaker))
    borne = any(turn.speaker == speaker for turn in script.turns)
    role = script.role_of(speaker if borne else action.speaker, action.role)
    if not borne:
        rename_case(script, work, action.speaker, speaker)
    script.change(lambda turn: turn.speaker == action.speaker, speaker, role, action.speaker)
    script.write()
    work.say(speaker=action.speaker, new_speaker=speaker, document_name=script.name)


def rename_case(script: Script, work: Work, old: str, new: str) -> None:
    """Let a case that bears the old label follow, where its new name is free."""
    name, keys = member_name(script.name, new), case_reading.by_key(work.connection)
    case = keys.get(folded(member_name(script.name, old)))
    if case is not None and keys.get(folded(name), case) == case:
        work.writer.update("cases", [case], {"name": name, "name_key": folded(name)})


def _listed(turns: Iterable[Turn]) -> str:
    return ", ".join(dict.fromkeys(turn.speaker for turn in turns))
