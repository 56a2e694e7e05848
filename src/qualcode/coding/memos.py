"""Memos: what the analyst notes on the project, a document, a code, a coding or a case."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Final

from qualcode.coding.actions import Action, handles, kept_out
from qualcode.coding.work import choice
from qualcode.model import errors
from qualcode.model.ids import new_id
from qualcode.model.messages import N_, counted
from qualcode.model.records import MEMO_KINDS, MEMO_TARGETS
from qualcode.storage.texts import storable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualcode.coding.work import Work
    from qualcode.model.errors import Refusal

_NOUNS: Final[dict[str, tuple[str, type[Refusal]]]] = {
    "document": ("documents", errors.NoSuchDocument),
    "code": ("codes", errors.NoSuchCode),
    "coding": ("codings", errors.NoSuchCoding),
    "case": ("cases", errors.NoSuchCase),
}


@dataclass(frozen=True, slots=True)
class MemoAction(Action):
    """What is done to a memo; `named` says it with the name of what the memo is on, where it is on something."""

    named: ClassVar[str] = ""

    @classmethod
    def said(cls, arguments: Mapping[str, object]) -> str:
        """Say it, by name where it has one."""
        return counted(cls.named if "name" in arguments else cls.words, None).format_map(arguments)


@dataclass(frozen=True, slots=True)
class AddMemo(MemoAction):
    """Write a memo on something; `target` is its id, None for the project."""

    words: ClassVar[str] = N_("write a memo")
    named: ClassVar[str] = N_("memo on “{name}”")
    text: str = kept_out()
    on: str = "project"
    target: str | None = None
    kind: str = "note"
    id: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class EditMemo(MemoAction):
    """Write a memo anew, or give it another kind; None leaves it."""

    words: ClassVar[str] = N_("edit a memo")
    named: ClassVar[str] = N_("edit the memo on “{name}”")
    memo: str
    text: str | None = kept_out(default=None)
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class RemoveMemo(MemoAction):
    """Remove a memo."""

    words: ClassVar[str] = N_("remove a memo")
    named: ClassVar[str] = N_("remove the memo on “{name}”")
    memo: str


@handles(AddMemo)
def add_memo(action: AddMemo, work: Work) -> None:
    """Write a memo on what is there.

    Raises:
        EmptyName: where nothing is written in it.
    """
    if not action.text.strip():
        raise errors.EmptyName("memo")
    row: dict[str, Any] = {
        "id": action.id,
        "kind": choice(action.kind, MEMO_KINDS),
        "target": choice(action.on, MEMO_TARGETS),
        "text": storable(action.text),
        "coder_id": work.coder,
        "created_at": work.now,
    }
    if action.on != "project":
        noun, missing = _NOUNS[action.on]
        if action.target is None or work.row(noun, action.target) is None:
            raise missing(action.target or "?")
        row[f"{action.on}_id"] = action.target
    work.writer.insert("memos", [row])
    _say_on(work, row)


def _say_on(work: Work, memo: Mapping[str, Any]) -> None:
    """Note the name of what a memo is on; of a coding, its code's."""
    noun, target = str(memo["target"]), memo.get(f"{memo['target']}_id")
    row = work.row(_NOUNS[noun][0], str(target)) if noun in _NOUNS else None
    if row is not None and noun == "coding":
        row = work.row("codes", row["code_id"])
    if row is not None:
        work.say(name=row["name"])


@handles(EditMemo)
def edit_memo(action: EditMemo, work: Work) -> None:
    """Write what was changed of a memo.

    Raises:
        EmptyName: where nothing would be left in it.
    """
    memo = work.row("memos", action.memo)
    if memo is None:
        raise errors.NoSuchMemo(action.memo)
    values: dict[str, Any] = {}
    if action.text is not None:
        if not action.text.strip():
            raise errors.EmptyName("memo")
        values["text"] = storable(action.text)
    if action.kind is not None:
        values["kind"] = choice(action.kind, MEMO_KINDS)
    if values:
        work.writer.update("memos", [action.memo], values)
    _say_on(work, memo)


@handles(RemoveMemo)
def remove_memo(action: RemoveMemo, work: Work) -> None:
    """Remove a memo."""
    memo = work.row("memos", action.memo)
    if memo is None:
        raise errors.NoSuchMemo(action.memo)
    work.writer.delete("memos", [action.memo])
    _say_on(work, memo)
