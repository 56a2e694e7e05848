"""Codings given another code, several at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from qualcode.coding.actions import Action, handles
from qualcode.coding.codebook.codes import code_of
from qualcode.coding.codebook.definitions import recoded
from qualcode.coding.codebook.retiring import applied
from qualcode.coding.outlines.keeping import carry_quotes
from qualcode.coding.passages.codings import all_there, coder_name
from qualcode.model import errors
from qualcode.model.messages import N_, NN_, _, counted
from qualcode.storage.reading import codes as codebook
from qualcode.storage.reading import codings as reading

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualcode.coding.work import Work

_ONE: Final = N_("move a passage from “{old}” to “{name}”")


@dataclass(frozen=True, slots=True)
class RecodeCodings(Action):
    """Give codings another code; their words, memos, weights and stars stay."""

    words: ClassVar[tuple[str, str]] = NN_("move {count} passage to “{name}”", "move {count} passages to “{name}”")
    codings: tuple[str, ...]
    code: str

    @classmethod
    def said(cls, arguments: Mapping[str, object]) -> str:
        """Say it; of a single coding, by the name of the code it had too."""
        words = _(_ONE) if "old" in arguments else counted(cls.words, arguments.get("count"))
        return words.format_map(arguments)


@handles(RecodeCodings)
def recode(action: RecodeCodings, work: Work) -> None:
    """Write the new code of the codings asked for, all or none; those that have it already stay as they are.

    Raises:
        NoSuchCode, NoSuchCoding.
        CodeRetired: where that code is no longer applied.
        AlreadyCoded: where the same coder has that code on exactly one of these passages.
    """
    book = codebook.listed(work.connection)
    code = applied(book, action.code)
    moved = [coding for coding in all_there(work, action.codings) if coding.code != code.id]
    starts = {coding.start for coding in moved}
    taken = reading.identities(work.connection, {coding.document for coding in moved}, starts)
    for coding in moved:
        identity = (coding.document, coding.start, coding.end, code.id, coding.coder)
        if identity in taken:
            raise errors.AlreadyCoded(code.name, coder=coder_name(work, coding.coder))
        taken.add(identity)
    work.writer.update("codings", [coding.id for coding in moved], {"code_id": code.id})
    carry_quotes(work, [coding.id for coding in moved], {coding.code for coding in moved}, code.id)
    recoded(work, [coding.id for coding in moved])
    work.say(name=code.name, count=len(moved))
    if len(moved) == 1:
        work.say(old=code_of(book, moved[0].code).name)
