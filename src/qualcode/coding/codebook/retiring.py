"""Codes retired and brought back: one that is retired keeps its codings, which count, and is no longer applied."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from qualcode.coding.actions import Action, handles
from qualcode.coding.codebook.codes import code_of
from qualcode.model import errors
from qualcode.model.ids import new_id
from qualcode.model.messages import N_
from qualcode.storage.reading import codes as reading
from qualcode.storage.texts import storable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qualcode.coding.work import Work
    from qualcode.model.records import Code


@dataclass(frozen=True, slots=True)
class RetireCode(Action):
    """Retire a code, itself alone: its sub-codes stay in use. Of one retired already, write another reason."""

    words: ClassVar[str] = N_("retire the code “{name}”")
    code: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class BringBackCode(Action):
    """Let a retired code be applied again."""

    words: ClassVar[str] = N_("bring back the code “{name}”")
    code: str


@handles(RetireCode)
def retire_code(action: RetireCode, work: Work) -> None:
    """Write that a code is retired, or another reason for it.

    Raises:
        NoSuchCode.
        AlreadyRetired: where it is, and no other reason is given.
    """
    code = code_of(reading.listed(work.connection), action.code)
    reason = storable(action.reason).strip()
    if code.retired and reason in {"", code.retired_reason}:
        raise errors.AlreadyRetired(code.name)
    write_retired(work, code, retired=True, reason=reason)
    work.say(name=code.name)


@handles(BringBackCode)
def bring_back_code(action: BringBackCode, work: Work) -> None:
    """Take away that a code is retired.

    Raises:
        NoSuchCode.
        NotRetired: where it is in use.
    """
    code = code_of(reading.listed(work.connection), action.code)
    if not code.retired:
        raise errors.NotRetired(code.name)
    write_retired(work, code, retired=False)
    work.say(name=code.name)


def write_retired(work: Work, code: Code, *, retired: bool, reason: str = "") -> None:
    """Write whether a code is retired, and why; what is so already stays as it is."""
    rows = reading.resting(work.connection, "retired", "code_id", [code.id])
    if not retired:
        work.writer.delete("retired", rows)
    elif not rows:
        row = {"code_id": code.id, "reason": reason, "coder_id": work.coder, "created_at": work.now}
        work.writer.insert("retired", [{"id": new_id(), **row}])
    elif reason not in {"", code.retired_reason}:
        work.writer.update("retired", rows, {"reason": reason})


def applied(codes: list[Code], identifier: str) -> Code:
    """Return the code of an id, to be applied.

    Raises:
        NoSuchCode: where it is gone.
        CodeRetired: where it is retired: who wants to apply it brings it back first.
    """
    code = code_of(codes, identifier)
    if code.retired:
        raise errors.CodeRetired(code.name)
    return code


def refuse_retired(codes: list[Code], wanted: Iterable[str]) -> None:
    """Refuse to apply a code that is gone or retired.

    Raises:
        NoSuchCode, CodeRetired: for the first such code.
    """
    free = {code.id for code in codes if not code.retired}
    for identifier in wanted:
        if identifier not in free:
            applied(codes, identifier)
